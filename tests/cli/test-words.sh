#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The manual and the shell's completion know every command and option that the program knows.
#   test-words.sh MANUAL COMPLETION
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/../api/house.sh"
manual=$1 completion=$2

# The manual without its dashes' backslashes.
text=$(sed 's/\\-/-/g; s/\\fB//g; s/\\fI//g; s/\\fR//g' "$manual")
missing=
while IFS=$'\t' read -r command option _; do
  if [[ -z $option ]]; then
    grep -qE "^(\.B|\.BI|\.BR) \"?$command( |\"|$)" <<<"$text" || missing+=" $command"
  else
    grep -qF -- "$option" <<<"$text" || missing+=" $command:$option"
  fi
done < <("$THONBAO" --words)
body=$missing
[[ -z $missing ]]
result $? "every command and option is in the manual"
if command -v groff >/dev/null; then
  warnings=$(groff -K utf8 -man -Tutf8 -ww -z "$manual" 2>&1)
  body=$warnings
  [[ -z $warnings ]]
  result $? "the manual is well made"
fi

configure
start_house
add_household T1-001 0905123456 1
add_household T2-001 0905123457 "Xóm 2"
send POST /api/groups '{"name": "Nông dân"}'

# shellcheck source=/dev/null
. "$completion"
PATH=$(dirname "$THONBAO"):$PATH
complete_line() { # WORD...: the last is being typed
  COMP_WORDS=(thonbao "$@")
  COMP_CWORD=$#
  COMPREPLY=()
  _thonbao
  body="${COMPREPLY[*]}"
}
complete_line ann
[[ $body == *announce* && $body == *announcements* ]]
result $? "commands are completed"
complete_line announce --pri
[[ $body == --priority ]]
result $? "and options"
complete_line announce --priority em
[[ $body == emergency ]]
result $? "and words"
complete_line households --group no
[[ $body == nongdan ]]
result $? "and groups, as the daemon knows them"
complete_line households --cluster ""
[[ $body == *1* ]]
result $? "and clusters"
complete_line groups ad
[[ $body == add ]]
result $? "and second words"
stop_house
complete_line households --group no
[[ -z $body ]]
result $? "without a daemon nothing is completed, in silence"
end
