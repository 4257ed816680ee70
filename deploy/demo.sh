#!/usr/bin/env bash
# A week with made-up people in about three minutes, without any account: the daemon's clock runs 3,600 times as fast.
#   deploy/demo.sh [--build-dir DIR]        after deploy/quickstart.sh --no-run
set -euo pipefail
cd "$(dirname "$0")/.."

build=build
if [ "${1:-}" = --build-dir ] && [ $# -eq 2 ]; then
    build=$2
elif [ $# -gt 0 ]; then
    echo "usage: deploy/demo.sh [--build-dir DIR]" >&2
    exit 2
fi
[ -x "$build/nudged" ] || {
    echo "$build/nudged is not there; build it with: deploy/quickstart.sh --no-run" >&2
    exit 1
}

data=$(mktemp -d)
nudged() { "$build/nudged" --data "$data" "$@"; }

"$build/nudged" --data "$data" run --listen 127.0.0.1:0 --clock 2026-03-02T07:00:00+00:00@3600 >"$data/said" &
daemon=$!
trap 'kill $daemon 2>/dev/null || true; wait $daemon 2>/dev/null || true; rm -rf "$data"' EXIT
until grep -qx ready "$data/said"; do
    kill -0 $daemon 2>/dev/null || exit 1
    sleep 0.1
done

nudged owner set me --zone UTC >/dev/null
nudged import deploy/sample-people.csv >/dev/null
echo "Watch it in a browser, too: $(sed -n 's/^open //p' "$data/said")"

# What the owner answers each morning; a morning with nobody due passes.
answers=("done mum called, the knee is better" "snooze 1 fri" "done nicole sent two dates" "undo" "1 replied" "skip 1" "done 1")
seen=""
for answer in "${answers[@]}"; do
    for _ in $(seq 60); do # at most two and a half days of the demonstration's time
        list=$(nudged today)
        day=$(printf '%s' "$list" | head -1)
        case "$list" in 1\ * | *$'\n'1\ *) [ "$day" != "$seen" ] && break ;; esac
        sleep 1
    done
    seen=$day
    printf '\n%s\n\n> %s\n' "$list" "$answer"
    nudged say "$answer"
    sleep 12
done
printf '\nWhat was written down:\n'
nudged journal --limit 12
