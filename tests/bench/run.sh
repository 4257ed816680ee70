#!/usr/bin/env bash
# The figures that nudged promises, measured: run.sh BUILD-DIR [--once]. With --once each runs one time on little and
# the figures mean nothing.
set -euo pipefail
build=$1
here=$(dirname "$0")

if [ "${2:-}" = --once ]; then
    "$build/bench_decisions" --benchmark_min_time=0
    "$build/bench_tick" --benchmark_min_time=0 --benchmark_filter='/10$'
    "$build/bench_reply" --rounds 1 --replies 1 --people 10
    "$build/bench_together" --replies 1
    "$here/import.sh" "$build/nudged" 100
    "$here/idle.sh" "$build/nudged" 100 0.1
    exit
fi

load() { echo "== $1 (load average $(cut -d' ' -f1 /proc/loadavg))"; }
medians=(--benchmark_repetitions=9 --benchmark_enable_random_interleaving=true --benchmark_report_aggregates_only=true)
load "a reply understood: under 100 us; the day's list of 10,000: under 5 ms"
"$build/bench_decisions" "${medians[@]}"
load "a tick with nobody due: under 100 us, and at most 1.2 times that with 1,000 times as many owners"
"$build/bench_tick" "${medians[@]}"
load "a reply applied durably: at most 1.5 times the same rows by bare statements"
"$build/bench_reply"
load "replies of several people at once, applied durably"
"$build/bench_together"
load "100,000 people imported: under 10 s"
"$here/import.sh" "$build/nudged" 100000
load "idle with 100,000 people: under 24 MB resident, 8 MB anonymous, 2 wake-ups a second, ready in 300 ms"
"$here/idle.sh" "$build/nudged" 100000 10
