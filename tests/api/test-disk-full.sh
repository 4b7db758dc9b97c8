#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A full disk: new work is refused with 507 and a sentence, nothing is lost or half done, and when
# there is room again everything goes on without a restart.
set -u
# A file system of 24 MB, seen by this test alone, 16 MB of it taken by something else.
if [[ ${1-} != inside ]]; then
  if ! unshare -m true 2>/dev/null; then
    echo "1..0 # SKIP needs the right to mount a small file system"
    exit 0
  fi
  exec unshare -m "$0" inside
fi
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"

mkdir "$dir/disk"
if ! mount -t tmpfs -o size=24m none "$dir/disk" 2>/dev/null; then
  echo "1..0 # SKIP cannot mount a small file system"
  exit 0
fi
dd if=/dev/zero of="$dir/disk/ballast" bs=1M count=16 2>/dev/null
configure sim=reporting
sed -i "s|^database = .*|database = \"$dir/disk/thonbao.db\";|" "$dir/thonbao.conf"
start_house
for i in {1..5}; do
  add_household "T1-$i" "090512345$i" 1
done

list() { # ROWS
  echo 'Mã hộ,Chủ hộ,Tổ,Điện thoại'
  awk -v rows="$1" 'BEGIN {
    for (i = 1; i <= rows; i++)
      printf "H%d,Nguyễn Văn Rất Dài Tên Thứ %d,%d,0912%06d\n", i, i, i / 100, i
  }'
}
fill() { # leaves no room at all
  dd if=/dev/zero of="$dir/disk/more" bs=4k 2>/dev/null
}
households() {
  ask GET /api/stats
  gojq .households <<<"$body"
}

list 60000 >"$dir/list.csv"
ask POST /api/import --data-binary "@$dir/list.csv"
refused 507 disk_full
result $? "a list that does not fit is refused"
[[ $(households) == 5 ]]
result $? "and none of it was taken"

# Room that goes when a list is being taken in already: the rest waits for it.
mv "$dir/disk/ballast" "$dir/ballast"
list 12000 | sed 's/^H/L/' >"$dir/list.csv"
curl -s -o "$dir/answer" --unix-socket "$dir/sock" --data-binary "@$dir/list.csv" \
  http://house/api/import?name=l.csv &
asker=$!
for ((tries = 0; tries < 3000; tries++)); do
  ask GET /api/import
  answered 200 '.state == "taking" and .taken > 0' && break
done
fill
wait_for /api/import '.state == "waiting" and .name == "l.csv" and .households == 12000 and
  .taken > 0 and .taken < 12000 and (.why | test("space"))'
result $? "a list that finds no more room waits with the rest, and says so"
wait "$asker"
gojq -e '.error.code == "import_waits"' "$dir/answer" >/dev/null
result $? "to whoever asked, too"
rm "$dir/disk/more"
wait_for /api/import '.state == "none"' && [[ $(households) == 12005 ]]
result $? "with room again it is taken in to its end"
"$THONBAO" check >/dev/null
result $? "and the database is whole"
stop_house
rm "$dir/disk"/thonbao.db*
mv "$dir/ballast" "$dir/disk/ballast"
start_house
for i in {1..5}; do
  add_household "T1-$i" "090512345$i" 1
done

# What the log beside the database has room for is still taken; then comes the refusal.
fill
accepted=0
for ((i = 0; i < 3000; i++)); do
  send POST /api/announcements '{"to": "all", "text": "Bão"}'
  [[ $status == 200 ]] || break
  accepted=$((accepted + 1))
done
refused 507 disk_full
result $? "an announcement that cannot be written is refused"
ask GET /api/announcements
answered 200 ".announcements | length == $accepted"
result $? "those that were accepted are there, and no others"
ask POST /api/backup
refused 507 backup_failed || refused 422 backup_failed
result $? "a backup that does not fit says so"
[[ -z $(find "$dir/disk" -name '.backup*') ]]
result $? "and takes no room"
ask GET /api/households
answered 200 '.households | length == 5'
result $? "reading goes on"

rm "$dir/disk/ballast" "$dir/disk/more"
send POST /api/announcements '{"to": "all", "text": "Bão"}'
answered 200 '.households == 5'
result $? "with room again the same daemon announces"
wait_for /api/stats ".messages_week.delivered == 5 * ($accepted + 1)"
result $? "and sends, what was accepted before too"
ask GET /api/check
answered 200 '.ok'
result $? "the database is whole"
stop_house
start_house
ask GET "/api/announcements/$((accepted + 1))"
answered 200 '.messages.delivered == 5 and .done'
result $? "and so it is after a restart"
stop_house
umount "$dir/disk"
end
