#!/usr/bin/env bash
# From a fresh clone to a running nudged: installs what it needs, builds, and runs on SQLite and the web chat.
#   deploy/quickstart.sh [--no-run] [--build-dir DIR]
set -euo pipefail
cd "$(dirname "$0")/.."

run=yes
build=build
while [ $# -gt 0 ]; do
    case "$1" in
    --no-run) run=no ;;
    --build-dir)
        [ $# -ge 2 ] || { echo "--build-dir needs a folder" >&2; exit 2; }
        build=$2
        shift
        ;;
    *)
        echo "usage: deploy/quickstart.sh [--no-run] [--build-dir DIR]" >&2
        exit 2
        ;;
    esac
    shift
done

deploy/install_packages.sh deploy/packages.txt
cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release >/dev/null
cmake --build "$build" --target nudged
[ "$run" = no ] && exit 0
exec "$build/nudged" run
