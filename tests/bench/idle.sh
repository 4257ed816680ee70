#!/usr/bin/env bash
# What an idle daemon takes, as the kernel counts it: idle.sh NUDGED PEOPLE SECONDS
set -euo pipefail
nudged=$1 people=$2 seconds=$3
. "$(dirname "$0")/made_up.sh"
folder=$(mktemp -d)
daemon=
stop() {
    [ -z "$daemon" ] || { kill "$daemon" && wait "$daemon"; } || true
    rm -rf "$folder"
}
trap stop EXIT

milliseconds() { echo $(($(date +%s%N) / 1000000)); }
# Each time a thread has given up its processor by itself it was woken once.
wake_ups() { cat "/proc/$daemon"/task/*/status | awk '/^voluntary_ctxt_switches/ { sum += $2 } END { print sum }'; }

made_up_people "$people" >"$folder/people.csv"
"$nudged" --data "$folder/data" import "$folder/people.csv" >"$folder/said"

begin=$(milliseconds)
"$nudged" --data "$folder/data" run --listen 127.0.0.1:0 >"$folder/out" 2>"$folder/err" &
daemon=$!
until grep -qs '^ready' "$folder/out"; do
    kill -0 "$daemon" 2>/dev/null || { cat "$folder/err" >&2; exit 1; }
    sleep 0.01
done
ready=$(($(milliseconds) - begin))

sleep "$seconds"  # what is done once at the start is over
before=$(wake_ups)
sleep "$seconds"
woken=$(($(wake_ups) - before))

echo "$people people: ready in $ready ms, $(awk "BEGIN { print $woken / $seconds }") wake-ups a second," \
    "$(ls "/proc/$daemon/task" | wc -l) threads"
grep -E '^(VmHWM|VmRSS|RssAnon|RssFile)' "/proc/$daemon/status"
