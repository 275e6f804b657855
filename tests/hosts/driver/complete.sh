# Prints what bash offers for each LINE: complete.sh SCRIPT LINE...
. "$1"
shift
for COMP_LINE in "$@"; do
    COMP_POINT=${#COMP_LINE}
    COMP_WORDS=($COMP_LINE)
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _pyrefcheck 2>/dev/null
    printf '%s\n' "${COMPREPLY[@]}"
done
