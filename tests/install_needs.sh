#!/bin/bash
# Installs the Debian 12 packages that the named groups need and that are missing.
# usage: install_needs.sh GROUP...    groups: build run tests
# Asks dpkg once; touches the network only when something is missing.
set -e
declare -A packages=(
    [build]="gcc libc6-dev make pkg-config libncurses-dev libcjson-dev libunistring-dev libedit-dev"
    [run]="libpython3.11-stdlib"
    [tests]="check tmux"
)
wanted=()
for group in "$@"; do
    read -ra names <<<"${packages[$group]:?unknown group $group}"
    wanted+=("${names[@]}")
done

if ! command -v dpkg-query >/dev/null; then
    echo "not a Debian system: please see to it that these are installed: ${wanted[*]}" >&2
    exit 0
fi
# A package answers by its name or by one it provides (pkg-config by pkgconf).
installed=$(dpkg-query -W -f='${db:Status-Status} ${Package} ${Provides}\n' 2>/dev/null |
    sed -n 's/^installed / /p' | tr -d ',' | tr '\n' ' ')
missing=()
for name in "${wanted[@]}"; do
    case "$installed" in
    *" $name "*) ;;
    *) missing+=("$name") ;;
    esac
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "installing: ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "please install as root: apt-get install ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi
install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
    apt-get install -y -q --no-install-recommends "${missing[@]}")
# The lists may be absent or stale: renew them only when the first try fails.
"${install[@]}" </dev/null >/dev/null 2>&1 || {
    "${as_root[@]}" apt-get update -q </dev/null
    "${install[@]}" </dev/null
}
