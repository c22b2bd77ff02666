# How the Pi reaches the office: profiles of NetworkManager, as Raspberry Pi OS has it.

is_ipv4() {
    local part
    [[ "$1" =~ ^[0-9]+(\.[0-9]+){3}$ ]] || return 1
    for part in ${1//./ }; do [[ "$part" =~ ^(0|[1-9][0-9]{0,2})$ && "$part" -le 255 ]] || return 1; done
}

check_network() {
    if [[ -n "$address$gateway$dns" ]]; then
        [[ -n "$address" && -n "$gateway" && -n "$dns" ]] || fail "a fixed address needs all of --address, --gateway and --dns"
        [[ "$address" == */* ]] && is_ipv4 "${address%/*}" && [[ "${address#*/}" =~ ^([1-9]|[12][0-9]|30)$ ]] || fail "--address $address: write an address with its prefix, such as 192.0.2.10/24"
        is_ipv4 "$gateway" || fail "--gateway $gateway is no address"
        is_ipv4 "$dns" || fail "--dns $dns is no address"
    fi
    if [[ -z "$wifi" ]]; then return; fi
    local bytes
    bytes="$(printf '%s' "$wifi" | wc -c)"
    [[ "$bytes" -le 32 && "$wifi" != *[[:cntrl:]]* ]] || fail "--wifi: the name of a network has 1 to 32 bytes, this has $bytes"
    [[ "$country" =~ ^[A-Z]{2}$ ]] || fail "--wifi-country is needed with --wifi: two capital letters, such as ID; the radio stays off without it"
    IFS= read -r wifi_password <"$wifi_password_file" || [[ -n "${wifi_password:-}" ]] || fail "there is no Wi-Fi password on standard input or in --wifi-password-file"
    wifi_password="${wifi_password%$'\r'}"
    LC_ALL=C
    [[ ${#wifi_password} -ge 8 && ${#wifi_password} -le 63 && "$wifi_password" =~ ^[\ -~]+$ ]] || fail "the Wi-Fi password has 8 to 63 letters, digits and signs of ASCII; this has not"
    unset LC_ALL
}

hex() {
    od -An -v -tx1 | tr -d ' \n'
}

# The key that IEEE 802.11i makes of name and password: whoever reads it enters this network, and knows no password that may be in use elsewhere.
wifi_key() {
    openssl kdf -keylen 32 -kdfopt digest:SHA1 -kdfopt iter:4096 -kdfopt "hexpass:$(printf '%s' "$wifi_password" | hex)" -kdfopt "hexsalt:$(printf '%s' "$wifi" | hex)" PBKDF2 |
        tr -d ':\n' | tr 'A-F' 'a-f'
}

# write_network FOLDER
write_network() {
    if [[ -n "$address" ]]; then
        cat >"$1/edgenoc-cable.nmconnection" <<CONF
[connection]
id=edgenoc-cable
type=ethernet
autoconnect-priority=10

[ipv4]
method=manual
address1=$address,$gateway
dns=$dns;

[ipv6]
method=auto
CONF
    fi
    if [[ -z "$wifi" ]]; then return; fi
    # The name as bytes: it may hold what means something in this file.
    cat >"$1/edgenoc-wifi.nmconnection" <<CONF
[connection]
id=edgenoc-wifi
type=wifi

[wifi]
mode=infrastructure
ssid=$(printf '%s' "$wifi" | od -An -v -tu1 | tr -s ' \n' ';' | sed 's/^;//')

[wifi-security]
key-mgmt=wpa-psk
psk=$(wifi_key)

[ipv4]
method=auto

[ipv6]
method=auto
CONF
    echo "$country" >"$1/wifi-country"
}

describe_network() {
    printf '%s' "cable by ${address:-DHCP}"
    if [[ -n "$wifi" ]]; then printf '%s' ", Wi-Fi $wifi"; fi
}
