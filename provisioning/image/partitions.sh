# Where the two partitions of a Raspberry Pi OS image are, by its MBR, and what the system on the second runs on.

bytes_at() {
    od -An -v -tu1 -j"$2" -N"$3" "$1"
}

# find_partitions IMAGE: sets boot_offset and root_offset, in bytes.
find_partitions() {
    local entry type start
    [[ "$(bytes_at "$1" 510 2 | tr -s ' ')" == " 85 170" ]] || fail "$1 is no image of a disk: it has no partition table"
    boot_offset="" root_offset=""
    for entry in 446 462; do
        type="$(bytes_at "$1" $((entry + 4)) 1 | tr -d ' ')"
        start="$(bytes_at "$1" $((entry + 8)) 4 | awk '{ print ($1 + 256 * ($2 + 256 * ($3 + 256 * $4))) * 512 }')"
        [[ "$start" -gt 0 && "$start" -lt "$(stat -c %s "$1")" ]] || continue
        case "$type" in
            11 | 12 | 14) boot_offset="$start" ;;
            131) root_offset="$start" ;;
        esac
    done
    [[ -n "$boot_offset" && -n "$root_offset" ]] || fail "$1 is no Raspberry Pi OS: that has a FAT partition and then a Linux one"
}

# take_out NAME TARGET: a file of the boot partition.
take_out() {
    mcopy -n -i "$boot" "::$1" "$2" 2>/dev/null
}

# machine_of_image IMAGE: by a program that every Debian has.
machine_of_image() {
    local file
    file="$(mktemp)"
    debugfs -R "dump /usr/bin/dpkg $file" "$1?offset=$root_offset" >/dev/null 2>&1 || true
    machine_of "$file"
    rm -f "$file"
}
