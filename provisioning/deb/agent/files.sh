# What the agent's package holds beside the program; read by ../build.
install -m 755 "$here/agent/wrapper" "$root/usr/bin/edgenoc-agent"
install -m 755 "$here/agent/slot" "$here/agent/guard" "$here/agent/updater" "$here/agent/take-claim" "$root/usr/lib/edgenoc-agent/"
install -m 644 "$provisioning/systemd/edgenoc-agent.service" "$provisioning"/systemd/edgenoc-updater.* "$root/lib/systemd/system/"
install -D -m 644 "$here/agent/udev.rules" "$root/lib/udev/rules.d/60-edgenoc-agent.rules"
install -D -m 644 "$here/agent/default" "$root/etc/default/edgenoc-agent"
install -m 644 "$provisioning/README.md" "$root/usr/share/doc/edgenoc-agent/README.md"
