#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A full disk: new work is refused, nothing is lost, and all goes on when there is room again.
# The disk is a small file system in memory that only this process and its children see.
if [[ -z ${THONBAO_DISK:-} ]]; then
  for mapped in "" --map-root-user; do
    unshare --mount $mapped sh -c 'mount -t tmpfs none /mnt' 2>/dev/null || continue
    THONBAO_DISK=1 exec unshare --mount $mapped "$0"
  done
  echo "1..0 # SKIP no file system may be mounted here"
  exit 0
fi
. "$(dirname "$0")/lib.sh"

mkdir "$folder/disk"
must mount -t tmpfs -o size=2m none "$folder/disk"

fill() { # what is left of the disk, to the last page
  dd if=/dev/zero of="$folder/disk/filler" bs=4096 status=none 2>/dev/null
  true
}

until_refused() { # announces until the API refuses; the database has some room of its own
  local n
  for ((n = 0; n < 2000; n++)); do
    announce all "So $n" || return 0
  done
  return 1
}

carrier m1
configure
sed -i 's|"thonbao.db"|"disk/thonbao.db"|' "$folder/thonbao.conf"
start_sim --modem m1,$quick
must start_daemon
must within ready m1
must village 1 5
announce all "Mai hop thon" >/dev/null
must within is 5 messages "$id" delivered

fill
check "on a full disk an announcement is refused" until_refused
check "with status 507" is 507 cat "$folder/status"
check "and words" is disk_full gojq -r .error.code "$folder/answer"
accepted=$(get /api/announcements?limit=1 '.announcements[0].id')
hears m1 1 "nuoc vao nha roi cuu voi"
check "a text that comes in stays on the SIM" sim_wait modem.m1.sm_used 1
check "the log says what is wrong" within grep -q "disk is full\|No space left" "$folder/daemon.log"
check "the daemon is there" answers
check "and can be asked" is true get /api/carriers '.carriers | length == 1'
rm "$folder/disk/filler"
check "when there is room the text comes in" within is help feedback .kind
check "the SIM is empty again" sim_wait modem.m1.sm_used = 0
check "a new announcement is taken" announce all "Da co cho"
check "and delivered" within is 5 messages "$id" delivered
check "so is everything that was accepted before" within is 0 eval \
  'sqlite3 -readonly "$folder/disk/thonbao.db" "SELECT count(*) FROM message WHERE state < 5"'
check "each exactly once" all 'is 0 sim_value duplicates' \
  'is "$(sim_value submitted)" sqlite3 -readonly "$folder/disk/thonbao.db" \
    "SELECT count(*) FROM part WHERE state = 3"'
check "nothing that was refused exists" is 1 eval 'echo $((id - accepted))'
check "the database is whole" is true get /api/check .ok
end_daemon
umount "$folder/disk"
finish
