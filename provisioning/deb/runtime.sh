# What an embedded .NET runtime must be, so that a package with it starts on a machine that has nothing else.

# machine_of FILE: what an ELF file runs on, by its header (e_machine of elf(5)).
machine_of() {
    local head
    head="$(od -An -v -tx1 -N20 "$1" 2>/dev/null | tr -d ' \n')"
    if [[ "$head" != 7f454c46* ]]; then
        echo "no Linux machine (it is no ELF file)"
        return
    fi
    case "${head:8:2}${head:36:4}" in
        023e00) echo amd64 ;;
        02b700) echo arm64 ;;
        012800) echo "32-bit ARM" ;;
        010300) echo "32-bit x86" ;;
        *) echo "another machine (ELF class ${head:8:2}, machine ${head:38:2}${head:36:2})" ;;
    esac
}

machine_is() {
    [[ "$(machine_of "$1")" == "$2" ]]
}

# wanted_runtime RUNTIMECONFIG: the version that the program was built for.
wanted_runtime() {
    sed -n 's/.*"version": *"\([0-9][0-9.]*\)".*/\1/p' "$1" | sort -V | tail -n 1
}

# newest_match FOLDER WANTED: the newest of the same major and minor that is not older.
newest_match() {
    local folder="$1" wanted="$2" candidate
    # Previews (10.0.0-rc.1) sort after their release and are none.
    candidate="$(find "$folder" -mindepth 1 -maxdepth 1 -type d -name "${wanted%.*}.*" -printf '%f\n' 2>/dev/null | grep -E '^[0-9]+(\.[0-9]+)+$' | sort -V | tail -n 1)" || return 1
    [[ "$(printf '%s\n%s\n' "$wanted" "$candidate" | sort -V | head -n 1)" == "$wanted" ]] && echo "$candidate"
}

# embed_runtime DIR ARCH RUNTIMECONFIG TARGET: checks first, copies only what a program needs; ends the script with the reason when it does not fit.
embed_runtime() {
    local dir="$1" arch="$2" wanted version framework file hint
    wanted="$(wanted_runtime "$3")"
    hint="unpack aspnetcore-runtime-${wanted%.*}.x-linux-$([[ "$arch" == amd64 ]] && echo x64 || echo "$arch").tar.gz from https://dotnet.microsoft.com/download into a folder and name that with --runtime-dir"
    [[ -f "$dir/dotnet" ]] || fail "there is no runtime in '$dir': it has no file 'dotnet'; $hint"
    machine_is "$dir/dotnet" "$arch" || fail "the runtime in '$dir' is for $(machine_of "$dir/dotnet"), the package is for $arch; $hint"
    if head -c 4096 "$dir/dotnet" | grep -aq '/lib/ld-musl'; then fail "the runtime in '$dir' is for musl (Alpine); Debian and Raspberry Pi OS have glibc; $hint"; fi
    version="$(newest_match "$dir/shared/Microsoft.NETCore.App" "$wanted")" ||
        fail "the runtime in '$dir' has no Microsoft.NETCore.App ${wanted%.*}.x that is at least $wanted (there: $(ls "$dir/shared/Microsoft.NETCore.App" 2>/dev/null | tr '\n' ' ' || true)); $hint"
    for framework in Microsoft.NETCore.App Microsoft.AspNetCore.App; do
        [[ -d "$dir/shared/$framework/$version" ]] || fail "the runtime in '$dir' has no $framework $version; $hint"
    done
    [[ -f "$dir/host/fxr/$version/libhostfxr.so" ]] || fail "the runtime in '$dir' has no host/fxr/$version/libhostfxr.so; $hint"
    [[ -f "$dir/shared/Microsoft.NETCore.App/$version/libcoreclr.so" ]] || fail "the runtime in '$dir' has no libcoreclr.so; $hint"
    while IFS= read -r file; do
        machine_is "$file" "$arch" || fail "the runtime in '$dir' is mixed: $file is for $(machine_of "$file"), the package for $arch; $hint"
    done < <(find "$dir/host/fxr/$version" "$dir/shared/Microsoft.NETCore.App/$version" "$dir/shared/Microsoft.AspNetCore.App/$version" -name '*.so')
    mkdir -p "$4/host/fxr" "$4/shared/Microsoft.NETCore.App" "$4/shared/Microsoft.AspNetCore.App"
    install -m 755 "$dir/dotnet" "$4/dotnet"
    cp -r --no-preserve=mode "$dir/host/fxr/$version" "$4/host/fxr/"
    for framework in Microsoft.NETCore.App Microsoft.AspNetCore.App; do cp -r --no-preserve=mode "$dir/shared/$framework/$version" "$4/shared/$framework/"; done
    for file in LICENSE.txt ThirdPartyNotices.txt; do if [[ -f "$dir/$file" ]]; then install -m 644 "$dir/$file" "$4/$file"; fi; done
}
