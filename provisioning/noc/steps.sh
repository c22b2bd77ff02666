# How collector-install does things: each step looks first, changes only what is not as it should be, and says so.

etc=/etc/edgenoc-collector
secrets="$etc/secrets"
office="$etc/office"
tls="$etc/tls"
changes=0

explained=no where=""

fail() {
    explained=yes
    echo "  ✘ $*" >&2
    exit 1
}

misuse() {
    explained=yes
    echo "edgenoc-collector-install: $*" >&2
    exit 2
}

set -E
trap 'where="${BASH_SOURCE[0]##*/}, line $LINENO"' ERR
trap 'if [[ $? -ne 0 && $explained == no ]]; then
    echo "  ✘ stopped ($where): put right what is said above (a full disk? df -h), then run it again; what was done stays and is not done twice" >&2
fi' EXIT

fine() {
    echo "  ✔ $*"
}

# change TEXT COMMAND…: what is to be changed, done unless this is a dry run.
change() {
    local text="$1"
    shift
    changes=$((changes + 1))
    if [[ "$dry" == yes ]]; then
        echo "  → would $text"
    else
        echo "  → $text"
        "$@"
    fi
}

# put FILE MODE OWNER:GROUP <CONTENT: a whole file or nothing of it; 'changed' tells what it was. Not behind a pipe: there nobody would hear that.
put() {
    local file="$1" mode="$2" owner="$3" content
    content="$(cat)"
    changed=no
    if [[ -r "$file" && "$(cat "$file")" == "$content" && "$(stat -c '%a %U:%G' "$file")" == "$mode $owner" ]]; then
        fine "$file"
        return
    fi
    changed=yes
    change "write $file" write_file "$file" "$mode" "$owner" "$content"
}

write_file() {
    local file="$1" new
    new="$(mktemp "$(dirname "$file")/.new.XXXXXX")"
    printf '%s\n' "$4" >"$new"
    chown "$3" "$new"
    chmod "$2" "$new"
    sync "$new"
    mv -f "$new" "$file"
}

# folder FOLDER MODE OWNER:GROUP
folder() {
    [[ "$(stat -c '%a %U:%G' "$1" 2>/dev/null)" == "$2 $3" ]] || change "make the folder $1" install -d -m "$2" -o "${3%:*}" -g "${3#*:}" "$1"
}

# new_secret FILE MEANING: random, made once.
new_secret() {
    if [[ -s "$1" ]]; then return; fi
    # Of a dry run by somebody who may not look.
    if [[ "$dry" == yes && ! -r "$(dirname "$1")" && -e "$(dirname "$1")" ]]; then return; fi
    change "make a random $2 in $1" make_secret "$1"
}

make_secret() {
    local text
    text="$(openssl rand -hex 24)"
    (umask 077 && write_file "$1" 600 root:root "$text")
}

# The one place where services are started: by systemd, or by the program that --start-with names.
service() {
    if [[ -n "$starter" ]]; then
        "$starter" "$1" "$2"
    elif [[ -d /run/systemd/system ]]; then
        case "$1" in
            restart) systemctl daemon-reload && systemctl enable --quiet "$2" && systemctl restart "$2" ;;
            is-active) systemctl is-active --quiet "$2" ;;
        esac
    else
        fail "systemd does not run here, so $2 cannot be started: name a program that does with --start-with"
    fi
}

# running SERVICE CHANGED: restarts it when its files changed or when it does not run.
running() {
    if [[ "$2" == no ]] && { [[ "$dry" == no ]] || [[ -n "$starter" || -d /run/systemd/system ]]; } && service is-active "$1"; then
        fine "$1 runs"
    else
        change "start $1 (again)" service restart "$1"
    fi
}

# until_true SECONDS TEXT COMMAND…
until_true() {
    local end=$((SECONDS + $1)) text="$2"
    shift 2
    until "$@" >/dev/null 2>&1; do
        [[ $SECONDS -lt $end ]] || return 1
        sleep 0.3
    done
    fine "$text"
}
