# mosquitto: TLS, nobody without a password, each client its user's name, users and rights by the dynamic security plugin, which the collector administers.

dynsec=/var/lib/mosquitto/dynamic-security.json

broker_config() {
    cat <<CONF
# Written by edgenoc-collector-install, and written anew at each run.
per_listener_settings false
allow_anonymous false
plugin $1
plugin_opt_config_file $dynsec
set_tcp_nodelay true
max_inflight_messages 200
max_queued_messages 10000

listener 8883
tls_version tlsv1.2
certfile /etc/mosquitto/edgenoc/server.pem
keyfile /etc/mosquitto/edgenoc/server.key
# One POP cannot throw another off by its client id.
use_username_as_clientid true
CONF
}

make_dynsec() {
    local work
    work="$(mktemp -d)"
    # By standard input: arguments can be read by everybody.
    printf '%s\n%s\n' "$(cat "$secrets/broker-admin.pw")" "$(cat "$secrets/broker-admin.pw")" | mosquitto_ctrl dynsec init "$work/dynsec.json" edgenoc-admin >"$work/log" 2>&1 ||
        fail "mosquitto_ctrl could not make the list of users: $(tail -n 1 "$work/log")"
    write_file "$dynsec" 600 mosquitto:mosquitto "$(cat "$work/dynsec.json")"
    rm -rf "$work"
}

broker_speaks_tls() {
    openssl s_client -connect 127.0.0.1:8883 -CAfile "$tls/ca.pem" -verify_hostname "${hosts[0]}" -verify_return_error </dev/null
}

broker_speaks_tls_by_address() {
    openssl s_client -connect 127.0.0.1:8883 -CAfile "$tls/ca.pem" -verify_ip "${hosts[0]}" -verify_return_error </dev/null
}

set_up_broker() {
    local plugin restart="$certificate_changed" other
    echo "broker"
    plugin="$(dpkg -L mosquitto 2>/dev/null | grep '/mosquitto_dynamic_security.so$' | head -n 1)" || plugin=""
    if [[ -z "$plugin" ]]; then
        [[ "$dry" == yes ]] || fail "the package mosquitto has no mosquitto_dynamic_security.so: version 2.0 or newer is needed, here is $(dpkg-query -W -f='${Version}' mosquitto)"
        plugin=/usr/lib/mosquitto_dynamic_security.so
    fi
    other="$(grep -lsE '^[[:space:]]*(listener|port)[[:space:]]+8883' /etc/mosquitto/mosquitto.conf /etc/mosquitto/conf.d/*.conf | grep -v '/edgenoc.conf$' | head -n 1)" || other=""
    [[ -z "$other" ]] || fail "$other already listens on port 8883: take that listener out, then run this again"
    folder /etc/mosquitto/edgenoc 755 root:root
    if [[ "$dry" == yes && ! -r "$tls/collector.key" ]]; then
        change "write /etc/mosquitto/edgenoc/server.pem and server.key" true
    else
        put /etc/mosquitto/edgenoc/server.pem 644 root:root <"$tls/collector.pem"
        if [[ "$changed" == yes ]]; then restart=yes; fi
        put /etc/mosquitto/edgenoc/server.key 640 root:mosquitto <"$tls/collector.key"
        if [[ "$changed" == yes ]]; then restart=yes; fi
    fi
    put /etc/mosquitto/conf.d/edgenoc.conf 644 root:root < <(broker_config "$plugin")
    if [[ "$changed" == yes ]]; then restart=yes; fi
    if [[ -e "$dynsec" ]]; then
        fine "the broker's users in $dynsec"
    else
        change "make the broker's list of users with its administrator in $dynsec" make_dynsec
        restart=yes
    fi
    running mosquitto "$restart"
    if [[ "$dry" == yes ]]; then return; fi
    local speaks=broker_speaks_tls
    if is_address "${hosts[0]}"; then speaks=broker_speaks_tls_by_address; fi
    until_true 30 "mosquitto speaks TLS on port 8883 as ${hosts[0]}" "$speaks" ||
        fail "mosquitto does not answer on port 8883 with our certificate: journalctl -u mosquitto and /var/log/mosquitto/mosquitto.log say why"
}
