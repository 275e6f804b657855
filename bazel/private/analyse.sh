#!/bin/sh
# Analyses a file, or keeps what the round before has found.
#
#   analyse.sh OUT CORRECTIONS BEFORE KNOWN PROGRAM OPTION... SOURCE -- FLAG...
#
# Writes OUT.txt (findings), OUT.trouble (what the program said, if the file could not be
# analysed), OUT.yaml, OUT.asked and OUT.used. BEFORE names the same of the round before, and
# KNOWN its corrections; both are empty in the first.
set -eu
out=$1 corrections=$2 before=$3 known=$4 program=$5
shift 5

if [ -n "$before" ] && cmp -s "$corrections" "$known"; then
    for end in asked trouble txt used yaml; do
        cp "$before.$end" "$out.$end"
    done
    exit 0
fi
status=0
"$program" --no-config "--summaries-over=$corrections" "--summaries-out=$out.yaml" \
    "--asked-out=$out.asked" "--used-out=$out.used" -o "$out.txt" "$@" \
    2>"$out.trouble" || status=$?
# 1 is the status for findings. Whatever else went wrong, a file that was not analysed (2)
# is reported in the end, with its name.
if [ "$status" -gt 2 ] || ! [ -e "$out.used" ]; then
    cat "$out.trouble" >&2
    exit 2
fi
[ "$status" = 2 ] || : >"$out.trouble"
# Where the action has run is nobody's business.
sed -i "s|$PWD/||g" "$out.trouble" "$out.txt"
