#!/usr/bin/env bash
# How long the real program takes to import many people: import.sh NUDGED PEOPLE
set -euo pipefail
nudged=$1 people=$2
. "$(dirname "$0")/made_up.sh"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

made_up_people "$people" >"$folder/people.csv"
TIMEFORMAT="$people people imported in %R s (%U s computing)"
time "$nudged" --data "$folder/data" import "$folder/people.csv" >"$folder/said"
tail -n 1 "$folder/said"
