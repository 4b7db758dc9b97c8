#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The database: one daemon only, damage is told with the way back, a full disk loses nothing.
. "$(dirname "$0")/lib.sh"

leaves() { # WORDS: a daemon that is started ends by itself and says so
  run_daemon
  wait "$daemon" && return 1
  grep -E -- "$1" "$folder/daemon.log"
}

carrier m1
configure
start_sim --modem m1,$quick
must start_daemon
must within ready m1
must village 1 5

# ---- a second daemon ----
first=$daemon
check "a second daemon on the same database leaves and says why" \
  leaves "another thonbaod is running with the database"
check "the first goes on" announce all "Mai hop thon"
check "and nothing goes out twice" all 'within is 5 messages "$id" delivered' 'is 0 sim_value duplicates'
daemon=$first

# ---- damage ----
check "a backup is taken" call POST /api/backup
cp "$folder/answer" "$folder/backup.db"
check "it is a database" is ok sqlite3 "$folder/backup.db" "PRAGMA integrity_check"
end_daemon
# From the second page on: such damage is only found by looking.
dd if=/dev/urandom of="$folder/thonbao.db" bs=4096 seek=1 count=12 conv=notrunc status=none
check "a damaged database is refused with the way back" \
  leaves "is damaged .*put your last backup in its place"
rm "$folder"/thonbao.db*
cp "$folder/backup.db" "$folder/thonbao.db"
check "with the backup in its place the daemon starts" start_daemon
check "and knows what was known" is 5 get "/api/announcements/$id" .messages.delivered
end_daemon
sqlite3 "$folder/thonbao.db" "PRAGMA user_version = 999" >/dev/null
check "a database of a newer thonbao is refused" leaves "written by a newer thonbao"
finish
