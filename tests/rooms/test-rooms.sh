#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The plan of the house: a room includes headers of the rooms below it only, SQL is spoken in
# store alone, libevent in base/loop and api, libGammu in modem alone.
set -u
cd "$(dirname "$0")/../../src" || exit 1

declare -A below=(
  [base]="base"
  [text]="text base"
  [village]="village text base"
  [store]="store village text base"
  [carrier]="carrier text base"
  [dispatch]="dispatch store carrier village text base"
  [inbound]="inbound dispatch store carrier village text base"
  [inbound/reply]="inbound/reply village text base"
  [inbound/lessons]="inbound/lessons inbound/reply village text base"
  [api]="api inbound dispatch carrier store village text base"
  [daemon]="daemon api inbound dispatch carrier store village text base"
  [cli]="cli text base"
  [modem]="modem carrier text base"
  [sim]="sim text base"
)

number=0
check() { # NAME, then the offending lines, if any
  number=$((number + 1))
  if [[ -z $2 ]]; then
    echo "ok $number - $1"
  else
    echo "not ok $number - $1"
    sed 's/^/# /' <<<"$2"
    failed=1
  fi
}

failed=0
echo "1..$((${#below[@]} + 4))"
for room in $(printf '%s\n' "${!below[@]}" | sort); do
  allowed=${below[$room]// /|}
  check "$room includes only the rooms below it" \
    "$(grep -nE '^#include "' "$room"/*.[ch] 2>/dev/null | grep -vE "#include \"($allowed)/")"
done
check "SQLite is spoken in store alone" "$(grep -nE 'sqlite3(\.h|_)' -r . | grep -v '^./store/')"
check "libevent is spoken in base/loop and api alone" \
  "$(grep -nE '#include <event' -r . | grep -vE '^./(base/loop\.c|api/)')"
check "libGammu is spoken in modem alone" "$(grep -nE '#include <gammu' -r . | grep -v '^./modem/')"
check "every source file carries its licence line" \
  "$(grep -rL 'SPDX-License-Identifier: GPL-2.0-or-later' --include='*.[ch]' --include=meson.build .)"
exit $failed
