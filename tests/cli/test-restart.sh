#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The daemon goes away while the command line waits: what was asked happens once, or is said not to
# have happened.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/../api/house.sh"

configure sim=slow:20
start_house
for i in {1..40}; do
  add_household "T1-$i" "09051234$((10 + i))" 1
done

# Announces again and again while the daemon is killed; each run that ends with 0 has announced once.
accepted=0 unsure=0
announce() {
  for ((i = 0; i < 25; i++)); do
    "$THONBAO" --json announce --to all --text "Lần $i" >"$dir/out-$i" 2>>"$dir/err"
    echo "$? $i" >>"$dir/codes"
  done
}
announce &
announcer=$!
while kill -0 "$announcer" 2>/dev/null; do
  sleep 0.1
  stop_house KILL
  start_house
done
wait "$announcer"
while read -r code i; do
  count=$(sqlite3 "$dir/thonbao.db" "SELECT count(*) FROM announcement WHERE body = 'Lần $i'")
  if ((code == 0)); then
    accepted=$((accepted + 1))
    ((count == 1)) || echo "# Lần $i: said done, is there $count times"
    ((count == 1)) || unsure=$((unsure + 1))
  else
    ((count <= 1)) || unsure=$((unsure + 1))
  fi
done <"$dir/codes"
((unsure == 0 && accepted > 0))
result $? "what was said to be done is there once, and nothing is there twice"

"$THONBAO" watch 1 >"$dir/watch" 2>&1 &
watcher=$!
until [[ -s $dir/watch ]]; do sleep 0.05; done
stop_house KILL
start_house
kill -0 "$watcher"
result $? "watch waits for a daemon that is started anew"
"$THONBAO" cancel 1 >/dev/null
for ((i = 0; i < 300; i++)); do
  grep -q cancelled "$dir/watch" && break
  sleep 0.1
done
grep -q cancelled "$dir/watch"
result $? "and goes on"
kill "$watcher" 2>/dev/null
wait "$watcher" 2>/dev/null
end
