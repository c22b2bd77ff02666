# What the collector's package holds beside the program; read by ../build.
install -m 755 "$here/collector/wrapper" "$root/usr/bin/edgenoc-collector"
install -m 644 "$provisioning"/systemd/edgenoc-collector*.service "$provisioning"/systemd/edgenoc-collector*.timer "$root/lib/systemd/system/"
install -D -m 755 "$provisioning/collector-install" "$root/usr/sbin/edgenoc-collector-install"
mkdir -p "$root/usr/share/edgenoc-collector/noc"
install -m 644 "$provisioning"/noc/* "$root/usr/share/edgenoc-collector/noc/"
install -D -m 644 "$here/collector/default" "$root/etc/default/edgenoc-collector"
install -m 644 "$provisioning/README.md" "$root/usr/share/doc/edgenoc-collector/README.md"
