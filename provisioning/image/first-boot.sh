#!/bin/bash
# Runs once, before everything else, on a Pi that starts from a prepared card (systemd.run in cmdline.txt); then the Pi starts again.
set -u
boot=/boot/firmware
from="$boot/edgenoc"

log() {
    echo "$*"
    echo "$*" >>"$boot/edgenoc-first-boot.txt" 2>/dev/null || true
}

# Whatever goes wrong below: the next start is an ordinary one.
sed -i -E 's# systemd\.(run|run_success_action|unit)=[^ ]*##g' "$boot/cmdline.txt"

name="$(cat "$from/hostname")"
old="$(cat /etc/hostname 2>/dev/null || echo raspberrypi)"
echo "$name" >/etc/hostname
if grep -q '^127\.0\.1\.1' /etc/hosts; then sed -i "s/^127\.0\.1\.1.*/127.0.1.1\t$name/" /etc/hosts; else printf '127.0.1.1\t%s\n' "$name" >>/etc/hosts; fi
log "host name: $name (was $old)"

profiles=/etc/NetworkManager/system-connections
mkdir -p "$profiles"
for profile in "$from"/*.nmconnection; do
    [ -e "$profile" ] || continue
    install -m 600 "$profile" "$profiles/"
    # FAT keeps what is only deleted: first write over it.
    head -c "$(stat -c %s "$profile")" /dev/zero >"$profile"
    sync "$profile"
    rm -f "$profile"
    log "network: $(basename "$profile" .nmconnection)"
done
if [ -e "$from/wifi-country" ]; then
    country="$(cat "$from/wifi-country")"
    raspi-config nonint do_wifi_country "$country" >/dev/null 2>&1 || true
    for block in /var/lib/systemd/rfkill/*:wlan; do if [ -e "$block" ]; then echo 0 >"$block"; fi; done
fi

# What writes to a card without need: times of reading, the boot partition, logs, swapping, nightly searches for updates.
sed -i -E \
    -e '/^[^#]/s#^(\S+\s+/\s+ext4\s+)\S+#\1defaults,noatime,commit=60#' \
    -e '/^[^#]/s#^(\S+\s+/boot/firmware\s+vfat\s+)\S+#\1defaults,ro,noatime#' /etc/fstab
for folder in /tmp /var/tmp /var/log; do
    grep -qE "^tmpfs\s+$folder\s" /etc/fstab || printf 'tmpfs %s tmpfs defaults,noatime,nosuid,nodev,size=64m,mode=%s 0 0\n' "$folder" "$([ "$folder" = /var/log ] && echo 0755 || echo 1777)" >>/etc/fstab
done
mkdir -p /etc/systemd/journald.conf.d /etc/apt/apt.conf.d
printf '[Journal]\nStorage=volatile\nRuntimeMaxUse=32M\n' >/etc/systemd/journald.conf.d/edgenoc.conf
printf 'DPkg::Pre-Invoke { "mount -o remount,rw /boot/firmware || true"; };\nDPkg::Post-Invoke { "mount -o remount,ro /boot/firmware || true"; };\n' >/etc/apt/apt.conf.d/90edgenoc-boot
for unit in dphys-swapfile.service apt-daily.timer apt-daily-upgrade.timer man-db.timer; do ln -sfn /dev/null "/etc/systemd/system/$unit"; done
log "mounts: boot read-only, logs in memory"

mkdir -p /var/lib/edgenoc-first-boot/packages
install -m 644 "$from"/packages/*.deb /var/lib/edgenoc-first-boot/packages/
install -m 755 "$from/install.sh" /var/lib/edgenoc-first-boot/
install -m 644 "$from/edgenoc-first-boot.service" /etc/systemd/system/
mkdir -p /etc/systemd/system/multi-user.target.wants
ln -sfn /etc/systemd/system/edgenoc-first-boot.service /etc/systemd/system/multi-user.target.wants/edgenoc-first-boot.service
rm -rf "$from"
sync
log "prepared; the package is installed after the next start"
