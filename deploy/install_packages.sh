#!/usr/bin/env bash
# Installs the Debian packages named in the given lists that are not there yet, asking sudo where it is not root.
#   deploy/install_packages.sh deploy/packages.txt [more.txt ...]
set -euo pipefail

missing=()
for package in $(cat "$@"); do
    # A command counts as its package, whoever installed it (node and npm often come from elsewhere).
    case "$package" in
    nodejs) command -v node >/dev/null && continue ;;
    npm | cmake) command -v "$package" >/dev/null && continue ;;
    esac
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "These packages are missing and sudo is not here to install them: ${missing[*]}" >&2
        exit 1
    }
    as_root=(sudo)
fi
echo "Installing: ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
