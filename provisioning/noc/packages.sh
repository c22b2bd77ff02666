# What must be there before anything else: root, sound arguments, Debian's packages, the collector.

check_machine() {
    if [[ "$dry" == no && "$(id -u)" -ne 0 ]]; then fail "this sets up services, which needs root: run it with sudo; --dry-run only shows what it would do"; fi
    if [[ -n "$starter" && ! -x "$starter" ]]; then fail "--start-with: $starter is no program"; fi
    if [[ "$dry" == no && -z "$starter" && ! -d /run/systemd/system ]]; then fail "systemd does not run here: name a program that starts services with --start-with"; fi
}

is_address() {
    [[ "$1" =~ ^[0-9]+(\.[0-9]+){3}$ || "$1" == *:* ]]
}

# The names of an earlier run stay, unless new ones are given.
check_hosts() {
    local host part
    if [[ ${#hosts[@]} -eq 0 && -r "$tls/hosts" ]]; then mapfile -t hosts <"$tls/hosts"; fi
    [[ ${#hosts[@]} -gt 0 ]] || misuse "--host is missing: the name or address by which the POPs reach this machine, such as noc.example.net"
    for host in "${hosts[@]}"; do
        if [[ "$host" =~ ^[0-9]+(\.[0-9]+){3}$ ]]; then
            for part in ${host//./ }; do [[ "$part" =~ ^(0|[1-9][0-9]{0,2})$ && "$part" -le 255 ]] || misuse "--host $host is no address"; done
        elif [[ "$host" == *:* ]]; then
            [[ "$host" =~ ^[0-9a-fA-F:]*:[0-9a-fA-F:]*$ && "$host" =~ :.*: ]] || misuse "--host $host: only the name, without https:// and without a port"
        else
            [[ ${#host} -le 253 && "$host" =~ ^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$ ]] ||
                misuse "--host $host is no name of a host: small letters, digits, dashes and dots, as in noc.example.net, without https:// and without a port"
        fi
        case "$host" in localhost | 127.* | ::1) misuse "--host $host is this machine only for itself: give the name or address that the POPs use" ;; esac
    done
}

check_retention() {
    if [[ -z "$retention" ]]; then return; fi
    [[ "$retention" =~ ^([1-9][0-9]{0,5}(h|d|w)|INF)$ ]] || misuse "--retention $retention is no time: write 400d, 52w, 8760h or INF for ever"
}

is_installed() {
    [[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

set_up_packages() {
    local name missing=()
    echo "packages"
    for name in mosquitto influxdb openssl curl; do is_installed "$name" || missing+=("$name"); done
    if [[ ${#missing[@]} -eq 0 ]]; then
        fine "mosquitto, influxdb, openssl, curl"
    elif [[ "$packages" == no ]]; then
        fail "not installed: ${missing[*]}; install them with: apt-get install --no-install-recommends ${missing[*]}"
    else
        change "install ${missing[*]}" apt_install "${missing[@]}"
    fi
    if [[ -n "$package" ]]; then
        [[ -r "$package" ]] || fail "there is no package '$package'"
        [[ "$(dpkg-deb --field "$package" Package 2>/dev/null)" == edgenoc-collector ]] || fail "$package is no package of the collector; ./edgenoc publish collector makes one"
        if [[ "$(dpkg-query -W -f='${Version}' edgenoc-collector 2>/dev/null)" == "$(dpkg-deb --field "$package" Version)" ]] && is_installed edgenoc-collector; then
            fine "edgenoc-collector $(dpkg-deb --field "$package" Version)"
        else
            change "install $package" apt_install "$(realpath "$package")"
        fi
    elif is_installed edgenoc-collector; then
        fine "edgenoc-collector"
    else
        fail "the collector is not installed: name its package with --package"
    fi
}

apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" ||
        fail "apt-get could not install $*: see its words above; without a network install them by hand and use --no-packages"
}

set_up_secrets() {
    echo "secrets"
    folder "$secrets" 700 root:root
    folder "$office" 700 root:root
    folder "$tls" 750 root:edgenoc-collector
    new_secret "$secrets/broker-admin.pw" "password for the broker's administration"
    new_secret "$secrets/broker.pw" "password of the collector at the broker"
    new_secret "$secrets/influx.pw" "password of the collector at the database"
    new_secret "$secrets/backup.key" "key of the backups"
    new_secret "$office/influx-admin.pw" "password for the database's administration"
    new_secret "$office/influx-grafana.pw" "password of the database's reader"
    if [[ "$dry" == no ]]; then fine "passwords in $secrets and $office"; fi
}
