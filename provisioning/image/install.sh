#!/bin/bash
# Installs the packages that came with the card, then takes itself away. Can fail and be repeated: without a network it waits for one.
set -u
folder=/var/lib/edgenoc-first-boot
boot=/boot/firmware
export DEBIAN_FRONTEND=noninteractive

# For whoever takes the card out again and looks at it with a phone.
tell() {
    echo "$*"
    mount -o remount,rw "$boot" 2>/dev/null || true
    echo "$*" >>"$boot/edgenoc-first-boot.txt" 2>/dev/null || true
    mount -o remount,ro "$boot" 2>/dev/null || true
}

install() {
    apt-get install -y -q --no-install-recommends --allow-downgrades -o Dpkg::Options::=--force-confold "$@" "$folder"/packages/*.deb 2>&1
}

# First with what is here alone; then, if something is missing, with what the network has.
if ! log="$(install --no-download)" && ! log="$(apt-get update -q 2>&1; install)"; then
    echo "$log" | tail -n 20
    if [ ! -e "$folder/told" ]; then
        tell "✘ the package is not installed yet: something that it needs must come by the network; plug in the cable, this is tried again by itself"
        touch "$folder/told"
    fi
    exit 1
fi
tell "✔ installed: edgenoc-agent $(dpkg-query -W -f='${Version}' edgenoc-agent)"
rm -f /etc/systemd/system/multi-user.target.wants/edgenoc-first-boot.service /etc/systemd/system/edgenoc-first-boot.service
rm -rf "$folder"
