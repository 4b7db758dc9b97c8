#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What thonbao-sim --help lists stands in the manual, and every key and quirk of a modem is taken.
# THONBAO_SIM and MANUAL name the program and the manual.
set -u

: "${THONBAO_SIM:?}" "${MANUAL:?run it through meson test}"
help=$("$THONBAO_SIM" --help) || exit 1
options=$(grep -oE '^  --[a-z]+' <<<"$help" | sed 's/^ *--//' | grep -vE '^(help|version)$')
keys=$(sed -n '/^Keys of a modem/,/^The control/p' <<<"$help" | grep -oE '\b[a-z-]+=' | sort -u)
quirks=$(sed -n 's/^    \([a-z][a-z-]*\)  *[^ ].*/\1/p' <<<"$help")
number=0
status=0

named() { # WHAT LEAST PATTERN-PREFIX WORDS: so many words at least, each stands in the manual
  local what=$1 least=$2 prefix=$3 missing='' word
  shift 3
  for word; do
    grep -qF -- "$prefix$word" "$MANUAL" || missing+=" $word"
  done
  number=$((number + 1))
  if (($# >= least)) && [[ ! $missing ]]; then
    echo "ok $number - the manual names every $what of --help"
  else
    echo "not ok $number - the manual names every $what of --help"
    echo "# $# found, missing:$missing"
    status=1
  fi
}

# shellcheck disable=SC2086 # words are wanted
{
  named option 15 '\-\-' $options
  named key 20 '' $keys
  named quirk 16 '' $quirks
}
number=$((number + 1))
# Read before the folder is made, which cannot be.
answer=$("$THONBAO_SIM" --dir /dev/null/no --modem "m,quirks=$(tr '\n' + <<<"$quirks" | sed 's/+$//')" 2>&1)
if grep -q 'modem m' <<<"$answer"; then
  printf 'not ok %d - every quirk of --help is taken\n# %s\n' $number "$answer"
  status=1
else
  echo "ok $number - every quirk of --help is taken"
fi
echo "1..$number"
exit $status
