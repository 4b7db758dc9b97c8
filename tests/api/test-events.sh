#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Live events: each carries what the resource answers, progress is told at most once a second, and
# readers that are gone or slow are let go.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"

configure "sim=replying:cay do chan duong"
start_house
for i in {1..20}; do
  add_household "T1-$i" "09051234$((10 + i))" 1
done

read_events() { # FILE [QUERY]: reads in the background
  curl -sN --unix-socket "$dir/sock" "http://house/api/events${2-}" >"$1" &
  reader_pid=$!
}
wait_until() { # COMMAND...
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    "$@" && return 0
    sleep 0.1
  done
  return 1
}
holds() { # FILE NAME FILTER: an event of this name satisfies the filter
  grep -A1 "^event: $2\$" "$1" | sed -n 's/^data: //p' | gojq -e "$3" >/dev/null 2>&1
}
any() { # FILE NAME FILTER
  grep -A1 "^event: $2\$" "$1" | sed -n 's/^data: //p' | gojq -se "any(.[]; $3)" >/dev/null 2>&1
}
readers() {
  ask GET /metrics
  sed -n 's/^thonbao_event_readers //p' <<<"$body"
}
has_readers() {
  [[ $(readers) == "$1" ]]
}

read_events "$dir/all"
all_pid=$reader_pid
wait_until has_readers 1
result $? "a reader is counted"
send POST /api/announcements '{"to": "all", "text": "Chọn giờ", "options": ["1=Sáng", "2=Chiều"]}'
read_events "$dir/one" '?announcement=1'
one_pid=$reader_pid
wait_until any "$dir/one" announcement '.done and .messages.delivered == 20'
result $? "a reader of one announcement hears of it until it is done"
wait_until any "$dir/all" feedback '.text == "cay do chan duong" and .state == "open" and .announcement == 1'
result $? "feedback is told as the resource answers it"
any "$dir/all" announcement '.id == 1'
result $? "and so is progress, to those who read everything"
[[ $(grep -c '^event: ' "$dir/one") -le 10 ]]
result $? "forty changes are not forty events"
! grep -q '^event: feedback' "$dir/one"
result $? "who reads one announcement hears of nothing else"
send POST /api/announcements/1/visited '{"households": ["T1-1"]}'
send POST /api/feedback/1/close '{}'
answered 200 '.state == "closed"' &&
  wait_until any "$dir/all" feedback '.state == "closed" and .id == 1'
result $? "what a person changes is told too"

kill "$all_pid" "$one_pid"
wait "$all_pid" "$one_pid" 2>/dev/null
wait_until has_readers 0
result $? "readers that are gone are let go"
ask GET '/api/events?announcement=77'
refused 404 not_found
result $? "events of an unknown announcement are refused"

# A reader that never reads: it is dropped once it is 64 kB behind, and nobody waits for it.
curl -sN --limit-rate 1 --unix-socket "$dir/sock" http://house/api/events >/dev/null &
slow_pid=$!
wait_until has_readers 1
kill -STOP "$slow_pid"
for ((i = 0; i < 100; i++)); do
  printf '%s\n' "unix-socket = $dir/sock" 'url = http://house/api/feedback/2/assign' \
    'data = "{\"staff\": \"Ba\"}"' 'output = /dev/null' next
done >"$dir/many"
send POST /api/staff '{"name": "Ba", "role": "clerk"}'
for ((i = 0; i < 30; i++)); do # how much the kernel holds for a reader is its own affair
  curl -s -K "$dir/many" --unix-socket "$dir/sock" -o /dev/null http://house/healthz
  has_readers 0 && break
done
wait_until has_readers 0
result $? "a reader who does not read is dropped"
kill -KILL "$slow_pid"
wait "$slow_pid" 2>/dev/null

pids=()
for _ in {1..24}; do
  read_events /dev/null
  pids+=("$reader_pid")
done
wait_until has_readers 24
ask GET /api/events --max-time 5
refused 503 too_many_readers
result $? "the twenty-fifth reader is told that there are too many"
ask GET /healthz
answered 200
result $? "and everybody else is served"
stop_house
result $? "the daemon ends well under its readers"
kill "${pids[@]}" 2>/dev/null
wait "${pids[@]}" 2>/dev/null
end
