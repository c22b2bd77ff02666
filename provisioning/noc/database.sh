# InfluxDB 1.x: on this machine only, with passwords, one database with a retention, the collector that writes and a reader.

influx=http://127.0.0.1:8086

# ask USER QUERY: as that user, or without one. Name, password and query go by standard input: arguments can be read by everybody.
ask() {
    {
        if [[ -n "$1" ]]; then printf 'user = "%s:%s"\n' "$1" "$(cat "$2")"; fi
        printf 'data-urlencode = "q=%s"\n' "${3//\"/\\\"}"
    } | curl --silent --show-error --max-time 30 --noproxy '*' --config - "$influx/query"
}

# tell QUERY: as the administrator; ends with the database's words when it refuses.
tell() {
    local answer
    answer="$(ask edgenoc-admin "$office/influx-admin.pw" "$1")" || fail "InfluxDB on $influx does not answer: journalctl -u influxdb says why"
    if [[ "$answer" == *'"error"'* ]]; then fail "InfluxDB refused \"${1%%\'*}\": $answer"; fi
    printf '%s' "$answer"
}

tell_quietly() {
    tell "$1" >/dev/null
}

answers() {
    curl --silent --fail --max-time 5 --noproxy '*' "$influx/ping"
}

admin_is_known() {
    [[ "$(ask edgenoc-admin "$office/influx-admin.pw" "SHOW DATABASES")" == *'"databases"'* ]]
}

make_admin() {
    local answer
    answer="$(ask "" "" "CREATE USER \"edgenoc-admin\" WITH PASSWORD '$(cat "$office/influx-admin.pw")' WITH ALL PRIVILEGES")"
    if [[ "$answer" == *'"error"'* ]]; then
        fail "InfluxDB has an administrator already, and its password is not the one in $office/influx-admin.pw: put the password of a user edgenoc-admin with all privileges there, then run this again"
    fi
}

# user NAME FILE RIGHT: made or given the password of the file, which is the one that counts.
user() {
    local password
    password="$(cat "$2")"
    if [[ "$(tell "SHOW USERS")" == *"[\"$1\","* ]]; then
        if [[ "$(ask "$1" "$2" "SHOW DATABASES")" == *'"databases"'* ]]; then
            fine "the database's user $1"
        else
            change "give the database's user $1 its password" tell_quietly "SET PASSWORD FOR \"$1\" = '$password'"
        fi
    else
        change "make the database's user $1" tell_quietly "CREATE USER \"$1\" WITH PASSWORD '$password'"
    fi
    tell_quietly "GRANT $3 ON \"edgenoc\" TO \"$1\""
}

set_up_retention() {
    local policies wanted
    # Go's way to write a duration, which is InfluxDB's: 400 days are 9600h0m0s.
    case "$retention" in
        INF) wanted=0s ;;
        *h) wanted="${retention%h}h0m0s" ;;
        *d) wanted="$((${retention%d} * 24))h0m0s" ;;
        *w) wanted="$((${retention%w} * 168))h0m0s" ;;
    esac
    policies="$(tell 'SHOW RETENTION POLICIES ON "edgenoc"')"
    if [[ "$policies" == *"[\"edgenoc\",\"$wanted\","* ]]; then
        fine "it keeps measurements for $retention"
    elif [[ "$policies" == *'["edgenoc",'* ]]; then
        change "keep measurements for $retention" tell_quietly "ALTER RETENTION POLICY \"edgenoc\" ON \"edgenoc\" DURATION $retention DEFAULT"
    else
        change "keep measurements for $retention" tell_quietly "CREATE RETENTION POLICY \"edgenoc\" ON \"edgenoc\" DURATION $retention REPLICATION 1 DEFAULT"
    fi
}

set_up_database() {
    local restart
    echo "database"
    put "$etc/influxdb.env" 644 root:root <<'CONF'
# Written by edgenoc-collector-install, and written anew at each run.
INFLUXDB_HTTP_BIND_ADDRESS=127.0.0.1:8086
INFLUXDB_BIND_ADDRESS=127.0.0.1:8088
INFLUXDB_HTTP_AUTH_ENABLED=true
INFLUXDB_HTTP_LOG_ENABLED=false
INFLUXDB_REPORTING_DISABLED=true
INFLUXDB_DATA_MAX_VALUES_PER_TAG=0
INFLUXDB_DATA_MAX_SERIES_PER_DATABASE=0
INFLUXDB_DATA_QUERY_LOG_ENABLED=false
CONF
    restart="$changed"
    folder /etc/systemd/system/influxdb.service.d 755 root:root
    put /etc/systemd/system/influxdb.service.d/edgenoc.conf 644 root:root <<CONF
# Written by edgenoc-collector-install, and written anew at each run.
[Service]
EnvironmentFile=-$etc/influxdb.env
CONF
    if [[ "$changed" == yes ]]; then restart=yes; fi
    running influxdb "$restart"
    if [[ "$dry" == yes ]]; then
        echo "  → would see to the database edgenoc${retention:+, kept for $retention,} and its users edgenoc-admin, collector and grafana"
        return
    fi
    until_true 60 "InfluxDB answers on $influx" answers || fail "InfluxDB does not answer on $influx: journalctl -u influxdb says why; on port 8086 must be nothing else"
    admin_is_known || change "make the database's administrator edgenoc-admin" make_admin
    if [[ "$(tell "SHOW DATABASES")" == *'["edgenoc"]'* ]]; then
        fine "the database edgenoc"
    else
        change "make the database edgenoc" tell_quietly "CREATE DATABASE \"edgenoc\" WITH DURATION ${retention:-400d} REPLICATION 1 NAME \"edgenoc\""
    fi
    if [[ -n "$retention" ]]; then set_up_retention; fi
    user collector "$secrets/influx.pw" ALL
    user grafana "$office/influx-grafana.pw" READ
}
