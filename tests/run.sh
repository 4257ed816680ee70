#!/usr/bin/env bash
# Installs what the tests need, builds, and runs every test. The last line is ctest's.
#   tests/run.sh [--build-dir DIR]
set -euo pipefail
cd "$(dirname "$0")/.."

build=build-tests
if [ "${1:-}" = --build-dir ] && [ $# -eq 2 ]; then
    build=$2
elif [ $# -gt 0 ]; then
    echo "usage: tests/run.sh [--build-dir DIR]" >&2
    exit 2
fi

deploy/install_packages.sh deploy/packages.txt tests/packages.txt
for room in tests/peers tests/browser; do
    [ -f "$room/package-lock.json" ] || continue
    # Installed anew only when the lock has changed since the last time.
    if ! cmp -s "$room/package-lock.json" "$room/node_modules/.lock"; then
        npm ci --prefix "$room" --no-audit --no-fund --silent
        cp "$room/package-lock.json" "$room/node_modules/.lock"
    fi
done

cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DNUDGED_TESTS=ON \
    -DNUDGED_WERROR="$([ "${CI:-}" = true ] && echo ON || echo OFF)" >/dev/null
cmake --build "$build"
ctest --test-dir "$build" --output-on-failure --parallel "$(nproc)"
