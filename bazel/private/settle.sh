#!/bin/sh
# Merges the summaries of all files, and writes for each what it should have used.
#
#   settle.sh PROGRAM MERGED CHANGES LEFT MERGED-BEFORE CHANGES-BEFORE LIST
#
# The corrections are beside CHANGES, under the names of the summaries in LIST; those of the
# round before, if there was one, beside CHANGES-BEFORE. LEFT says how many files have to be
# analysed again; it is empty if none has to.
set -eu
program=$1 merged=$2 changes=$3 left=$4 merged_before=$5 changes_before=$6 list=$7
corrections=$(dirname "$changes")

if [ -n "$merged_before" ]; then
    cat "$merged_before" >"$merged"
    cat "$changes_before" >"$changes"
fi
while read -r summaries; do
    name=${summaries##*/}
    if [ -n "$changes_before" ]; then
        cat "${changes_before%/*}/$name"
    else
        echo "[]"
    fi >"$corrections/$name"
done <"$list"
"$program" "--merge-summaries=$merged" "--settle=$corrections" "@$list" >"$left"
# The program removes it where nothing is left.
[ -e "$changes" ] || : >"$changes"
