#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The database: one daemon only, damage is told with the way back, a full disk loses nothing.
. "$(dirname "$0")/lib.sh"

leaves() { # WORDS: a daemon that is started ends by itself and says so
  run_daemon
  wait "$daemon" && return 1
  grep -E -- "$1" "$folder/daemon.log"
}

restore() { # FILE
  "$THONBAOD" --config "$folder/thonbao.conf" --restore "$1" >"$folder/restored" 2>&1
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
damaged=$(md5sum <"$folder/thonbao.db")
truncate -s 20000 "$folder/half.db" && dd if="$folder/backup.db" of="$folder/half.db" bs=4096 \
  count=4 conv=notrunc status=none
check "half a backup is not put in its place" eval '! restore "$folder/half.db"'
check "nor is what is no backup" eval '! restore "$THONBAOD"'
check "and nothing is changed" is "$damaged" eval 'md5sum <"$folder/thonbao.db"'
check "a backup is put in its place" restore "$folder/backup.db"
check "what was there is kept" is "$damaged" eval 'md5sum <"$(echo "$folder"/thonbao.db.before-*)"'
check "the daemon starts" start_daemon
check "and knows what was known" is 5 get "/api/announcements/$id" .messages.delivered
check "who restored stands in the journal" is restore get /api/journal '.journal[0].what'
check "no backup is put under a running daemon" eval '! restore "$folder/backup.db"'
must announce all "Mai tiem phong" "at: \"$(date -d '+20 hours' '+%F %H:%M')\""
must call POST /api/schedules "$(gojq -n --arg at "$(date -d '+1 hour' '+%F %H:%M')" \
  '{to: "all", text: "Tap the duc", at: $at, repeat: "FREQ=DAILY"}')"
check "one is taken with an announcement that has not gone out" call POST /api/backup
cp "$folder/answer" "$folder/backup.db"
end_daemon
# One of its messages had been half sent when the backup was taken, one was in the modem's hands, of
# one nobody knew; and a schedule has been due since.
sqlite3 "$folder/backup.db" "UPDATE message SET state = 1, carrier_id = 1, parts = 2 WHERE id = \
  (SELECT max(id) FROM message);
  UPDATE message SET state = 2, carrier_id = 1, why = 0 WHERE id = (SELECT max(id) - 1 FROM message);
  UPDATE message SET state = 3, carrier_id = 1, why = 5, due_at = 1 WHERE id = \
    (SELECT max(id) - 2 FROM message);
  INSERT INTO part (message_id, seq, phone_id, carrier_id, state, submitted_at, cost, prepaid) \
    SELECT id, 1, phone_id, 1, state - 2, 1, 0, 0 FROM message WHERE state IN (2, 3);
  UPDATE schedule SET next_at = 1, done_until = 0"
check "it is put in place" restore "$folder/backup.db"
check "and says that the announcement waits for a person" \
  grep -q "^1 announcements that had not all gone out then are paused" "$folder/restored"
check "and the schedule, too" grep -q "^1 schedules that were due since are paused" "$folder/restored"
must start_daemon
must within ready m1
check "which it does, with what was half sent or in doubt" is "paused 5" \
  get "/api/announcements/$id" '"\(.state) \(.messages.held)"'
check "and the schedule makes nothing" is "true 0" get /api/schedules '.schedules[0] | "\(.paused) \(.made)"'
check "until it is let go on" call POST "/api/announcements/$id/resume"
end_daemon
sqlite3 "$folder/thonbao.db" "PRAGMA user_version = 999" >/dev/null
check "a database of a newer thonbao is refused" leaves "written by a newer thonbao"
finish
