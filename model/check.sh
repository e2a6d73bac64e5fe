#!/usr/bin/env bash
# Checks the model of delivery: without a mistake nothing is wrong, with each mistake something is.
#   model/check.sh        the correct model exhaustively, then every switch; prints a table
#   model/check.sh NAME   tells the counterexample of one switch, step by step; -v before the name adds code and values
# Exit: 0 all as expected, 1 not so, 2 wrong usage, 3 no spin or no C compiler here.
set -euo pipefail

model=$(cd "$(dirname "$0")" && pwd)/delivery.pml
switches=$(sed -n 's/^#define \([A-Z_]*\) *[1-9][0-9]* \/\* [a-z].*/\1/p' "$model" | grep -v -x -e UPDATES -e FAULTS)
compiler=${CC:-cc}

for tool in spin "$compiler"; do
    if ! command -v "$tool" >/dev/null; then
        echo "$tool is not installed; the model is not checked (Debian: apt-get install spin gcc)" >&2
        exit 3
    fi
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$model" "$work"
cd "$work"
failed=0

# How many updates and faults a switch needs to show; the others do with 2 and 2.
bounds() {
    case $1 in
        WINDOW_BY_PAGE) echo 3 1 ;;
        AGE_FROM_FIRST) echo 1 3 ;;
        *) echo 2 2 ;;
    esac
}

# build UPDATES FAULTS SWITCH compiler-flag...
build() {
    rm -f pan* ./*.trail
    spin -DUPDATES="$1" -DFAULTS="$2" -DBUG="$3" -a delivery.pml >spin.out || { cat spin.out >&2; exit 1; }
    "$compiler" -O2 -w -DCOLLAPSE -DNOFAIR -DMEMLIM=3500 "${@:4}" -o pan pan.c
}

# told UPDATES FAULTS SWITCH spin-flag...: what happened up to the violated property
told() {
    spin -t -T -B -DUPDATES="$1" -DFAULTS="$2" -DBUG="$3" "${@:4}" delivery.pml 2>&1
}

# The property that a trail ends with, by the comment beside its assertion.
violated() {
    local line
    line=$(told "$@" | sed -n 's/.*delivery.pml:\([0-9]*\), Error: assertion violated.*/\1/p')
    [ -n "$line" ] && sed -n "${line}s/.*assert(.*\/\* \([A-Z][0-9]: .*[^ ]\) *\*\/.*/\1/p" delivery.pml
}

complete() {
    grep -q 'errors: 0$' pan.out && ! grep -q -e 'Search not completed' -e 'search depth too small' pan.out
}

row() { # variant updates faults result ok
    local states seconds
    states=$(awk '/states, stored/ { print $1 }' pan.out)
    seconds=$(awk '/elapsed time/ { print $4 }' pan.out)
    printf '%-19s %7s %6s %10s %7s  %s\n' "$1" "$2" "$3" "$states" "$seconds" "$4"
    if [ "$5" != ok ]; then
        failed=1
        cat pan.out >&2
    fi
}

# holds NAME UPDATES FAULTS "compiler flags" "pan flags": the correct model
holds() {
    build "$2" "$3" NONE $4
    ./pan -m1000000 $5 >pan.out 2>&1 || true
    if complete; then row "$1" "$2" "$3" holds ok; else row "$1" "$2" "$3" FAILS bad; fi
}

# Breadth first: the counterexample is a shortest one.
search() {
    build "$@" -DSAFETY -DBFS
    ./pan >pan.out 2>&1 || true
}

breaks() {
    local property
    search "$2" "$3" "$1"
    if property=$(violated "$2" "$3" "$1") && [ -n "$property" ]; then
        row "$1" "$2" "$3" "$property" ok
    else
        row "$1" "$2" "$3" "NO COUNTEREXAMPLE" bad
    fi
}

if [ $# -gt 0 ]; then
    detail=''
    if [ "$1" = -v ]; then
        detail='-p -g -l'
        shift
    fi
    if [ $# -ne 1 ] || ! grep -q -x -e "$1" <<<"$switches"; then
        echo "usage: check.sh [[-v] NAME], NAME one of:" $switches >&2
        exit 2
    fi
    search $(bounds "$1") "$1"
    told $(bounds "$1") "$1" $detail
    echo "violated: $(violated $(bounds "$1") "$1")"
    exit
fi

spin -V
printf '%-19s %7s %6s %10s %7s  %s\n' variant updates faults states seconds result
holds correct 3 2 -DSAFETY ''
holds correct 2 3 -DSAFETY ''
holds 'correct, it ends' 2 2 -DNP -l
for switch in $switches; do
    breaks "$switch" $(bounds "$switch")
done
exit $failed
