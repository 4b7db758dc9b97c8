#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Clients that go away in the middle of anything leave nothing behind and hold nobody up.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"

configure sim=instant
start_house
awk 'BEGIN {
  print "Mã hộ,Chủ hộ,Tổ,Địa chỉ,Điện thoại"
  for (i = 1; i <= 5000; i++)
    printf "H%05d,Nguyễn Văn %d,%d,Xóm Đình ngõ %d gần nhà văn hóa,0912%06d\n", i, i, i / 100, i, i
}' >"$dir/list.csv"
ask POST /api/import --data-binary "@$dir/list.csv"
answered 200 '.done.added == 5000'
result $? "a long list is there"

curl -s --unix-socket "$dir/sock" http://house/api/households >"$dir/whole"
gojq -e '(.households | length) == 5000 and .next == null and
  ([.households[].code] | unique | length) == 5000' "$dir/whole" >/dev/null
result $? "the whole of it is one JSON value"
for _ in {1..20}; do
  curl -s --unix-socket "$dir/sock" http://house/api/households | head -c 300000 >/dev/null
done
ask GET /healthz
answered 200
result $? "twenty readers who left in the middle are forgotten"

wait_for /api/carriers '.carriers[0].state == "ready"'
busy() {
  send POST /api/carriers/sim/ussd '{"code": "*101#"}'
  [[ $status == 409 ]]
}
# Starts an asker whom the network never answers; $asker is waiting then. Our own asking whether he
# does may come before him: then he is refused, and begins again.
hang() {
  while :; do
    curl -s --unix-socket "$dir/sock" -d '{"code": "*999#"}' -o "$dir/waiting" \
      http://house/api/carriers/sim/ussd &
    asker=$!
    while kill -0 "$asker" 2>/dev/null; do
      busy && kill -0 "$asker" 2>/dev/null && return
    done
    wait "$asker"
  done
}
hang
refused 409 ussd_busy
result $? "one dialogue at a time"
kill "$asker"
wait "$asker" 2>/dev/null
for ((i = 0; i < 100; i++)); do
  busy || break
  sleep 0.05
done
answered 200 '.state == "done" and (.text | test("12.345"))'
result $? "an asker who left makes room for the next"
hang
ask DELETE /api/carriers/sim/ussd
wait "$asker"
gojq -e '.state == "failed"' "$dir/waiting" >/dev/null
result $? "a dialogue is ended by hand, and the asker told"

hang
curl -sN --limit-rate 1000 --unix-socket "$dir/sock" http://house/api/households >/dev/null &
reader=$!
stop_house
result $? "the daemon ends well under an asker and a reader"
kill "$asker" "$reader" 2>/dev/null
wait "$asker" "$reader" 2>/dev/null
end
