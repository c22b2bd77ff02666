# The collector: its config, its first token, its API behind TLS.

config="$etc/collector.json"

collector_config() {
    local host="${hosts[0]}"
    if [[ "$host" == *:* ]]; then host="[$host]"; fi
    cat <<CONF
{
  // Made once by edgenoc-collector-install; from then on it is yours. The reference: /usr/share/doc/edgenoc-collector
  "instance": "noc",
  "state_dir": "/var/lib/edgenoc-collector",
  "listen": "http://127.0.0.1:8090",
  "https": { "listen": "0.0.0.0:8443", "certificate_file": "$tls/collector.pem", "key_file": "$tls/collector.key" },
  "broker": { "urls": ["mqtts://localhost:8883"], "user": "collector", "password_credential": "secret_broker.pw", "ca_file": "$tls/ca.pem" },
  "broker_admin": { "user": "edgenoc-admin", "password_credential": "secret_broker-admin.pw" },
  "influx": { "url": "http://127.0.0.1:8086", "database": "edgenoc", "user": "collector", "password_credential": "secret_influx.pw" },
  "enrolment": { "url": "https://$host:8443", "brokers": ["mqtts://$host:8883"], "ca_file": "$tls/ca.pem" },
  "backup": {
    "folder": "/var/backups/edgenoc", "keep": 14, "key_credential": "secret_backup.key",
    "files": ["$etc", "$dynsec", "/etc/mosquitto/conf.d/edgenoc.conf", "/etc/mosquitto/edgenoc"]
  }
}
CONF
}

api_answers() {
    curl --silent --fail --max-time 5 --noproxy '*' --cacert "$tls/ca.pem" https://localhost:8443/healthz
}

first_token() {
    local list
    list="$(edgenoc-collector token list --config "$config")" || fail "the collector does not take its config: see above"
    if [[ "$list" != "no tokens"* ]]; then
        fine "there are tokens for the API"
        return
    fi
    token="$(edgenoc-collector token add --name admin --role admin --config "$config" 2>/dev/null)" || fail "no token could be made: edgenoc-collector token add --name admin --role admin says why"
    change "make the first token for the API" true
}

set_up_collector() {
    local restart="$certificate_changed"
    token=""
    echo "collector"
    folder /var/backups/edgenoc 700 root:root
    if [[ -e "$config" ]]; then
        fine "$config is left as it is"
    else
        put "$config" 640 root:edgenoc-collector < <(collector_config)
        restart=yes
    fi
    if [[ "$dry" == no ]]; then first_token; fi
    running edgenoc-collector "$restart"
    if [[ "$dry" == yes ]]; then return; fi
    until_true 60 "the API answers behind TLS on port 8443" api_answers ||
        fail "the collector does not answer on https://localhost:8443: 'edgenoc-collector check' and journalctl -u edgenoc-collector say why"
}

summary() {
    echo
    if [[ "$dry" == yes ]]; then
        echo "a dry run: nothing was changed; $changes steps would be done"
        return
    fi
    if [[ $changes -eq 0 ]]; then echo "all was as it should be"; else echo "$changes steps were done"; fi
    echo "  API             https://${hosts[0]}:8443   its authority: $tls/ca.pem"
    echo "  fingerprint     $(openssl x509 -in "$tls/ca.pem" -noout -fingerprint -sha256 | cut -d= -f2)"
    echo "  broker          mqtts://${hosts[0]}:8883"
    echo "  keep elsewhere  $secrets/backup.key: without it no backup can be read"
    echo "  next            sudo edgenoc-collector site add --help"
    if [[ -n "$token" ]]; then
        echo "  first token of the role admin, shown this once:"
        echo "$token"
    fi
}
