#!/bin/sh
# Puts the findings of all files together, each once: several files include one header.
#
#   report.sh FINDINGS TROUBLE LEFT LIST
set -eu
findings=$1 trouble=$2 left=$3 list=$4

xargs -d '\n' cat <"$list" | awk '
    function show() { if (!(text in shown)) printf "%s", text; shown[text]; text = "" }
    /^[^ ].*:[0-9]+:[0-9]+: warning: / { show() }
    { text = text $0 "\n" }
    END { show() }' >"$findings"
sed 's/txt$/trouble/' "$list" | xargs -d '\n' cat >"$trouble"
if [ -s "$left" ]; then
    cat "$left"
    echo "these findings are not final: give this target more 'rounds'"
fi >>"$trouble"
