# An authority of our own and one certificate for broker and API.
#
# Both begin in 1970: a Raspberry Pi without a clock starts there, and must reach the broker all the same. Both end in 2049: an authority that ends
# by itself silences every POP at once; a key that got out is replaced by hand, not waited for.
begin=19700101000000Z
end=20491231235959Z

authority_config() {
    local entries="DNS:localhost,IP:127.0.0.1" host
    for host in "${hosts[@]}"; do
        if is_address "$host"; then entries+=",IP:$host"; else entries+=",DNS:$host"; fi
    done
    cat <<CONF
[ca]
default_ca = own
[own]
new_certs_dir = $1
database = $1/index
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
[authority]
basicConstraints = critical,CA:true,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = $entries
[req]
distinguished_name = name
prompt = no
[name]
CN = $2
CONF
}

# sign NAME SECTION COMMON-NAME FURTHER…: a certificate for the key of that name, as a whole file or not at all.
sign() (
    umask 077
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
    : >"$work/index"
    authority_config "$work" "$3" >"$work/conf"
    openssl req -new -config "$work/conf" -key "$tls/$1.key" -out "$work/request" || exit 1
    openssl ca -batch -notext -config "$work/conf" -extensions "$2" -startdate "$begin" -enddate "$end" -in "$work/request" -out "$work/certificate" "${@:4}" 2>"$work/log" || {
        cat "$work/log" >&2
        exit 1
    }
    write_file "$tls/$1.pem" 644 root:root "$(cat "$work/certificate")"
)

# new_key NAME MODE OWNER:GROUP
new_key() {
    local key
    key="$(openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256)"
    (umask 077 && write_file "$tls/$1.key" "$2" "$3" "$key")
}

names_are_right() {
    [[ -r "$tls/hosts" && -r "$tls/collector.pem" && "$(cat "$tls/hosts")" == "$(printf '%s\n' "${hosts[@]}")" ]] &&
        openssl verify -CAfile "$tls/ca.pem" "$tls/collector.pem" >/dev/null 2>&1 &&
        [[ "$(openssl x509 -in "$tls/collector.pem" -noout -pubkey 2>/dev/null)" == "$(openssl pkey -in "$tls/collector.key" -pubout 2>/dev/null)" ]]
}

set_up_certificates() {
    echo "certificates"
    if [[ ! -s "$tls/ca.key" && -s "$tls/ca.pem" ]]; then fail "$tls/ca.pem is there but its key ca.key is not: bring it back from a backup; a new authority would lock out every POP"; fi
    if [[ ! -s "$tls/ca.key" ]]; then change "make the authority's key" new_key ca 600 root:root; fi
    if [[ ! -s "$tls/ca.pem" ]]; then change "make the authority's certificate" sign ca authority "EdgeNoc of ${hosts[0]}" -selfsign -keyfile "$tls/ca.key"; else fine "the authority"; fi
    if [[ ! -s "$tls/collector.key" ]]; then change "make the server's key" new_key collector 640 root:edgenoc-collector; fi
    certificate_changed=no
    if names_are_right; then
        fine "the server's certificate: ${hosts[*]}"
    else
        certificate_changed=yes
        change "make the server's certificate for ${hosts[*]}" sign collector server "${hosts[0]}" -cert "$tls/ca.pem" -keyfile "$tls/ca.key"
        # Last, for it says that the certificate is there.
        put "$tls/hosts" 644 root:root < <(printf '%s\n' "${hosts[@]}")
    fi
}
