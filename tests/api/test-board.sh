#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The board: what everybody may see, and nothing by which anybody is found.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"
# shellcheck source=tests/api/browser.sh
. "$(dirname "$0")/browser.sh"

configure "sim=replying:cay do chan duong"
start_house
browse GET /board.json
refused 404 not_found
result $? "there is no board unless the village wants one"
stop_house
# shellcheck disable=SC2034
console_more='board = true;'
configure "sim=replying:cay do chan duong"
start_house
for i in {10..21}; do
  add_household "T1-$i" "09051234$i" 1
done
send POST /api/groups '{"name": "Riêng"}'
send POST /api/groups/rieng/members '{"join": ["T1-10", "T1-11"]}'
send POST /api/announcements '{"to": "rieng", "text": "Chuyện riêng"}'
send POST /api/announcements '{"to": "all", "text": "Mai họp", "at": "2h"}'
send POST /api/announcements '{"to": "all", "text": "Bão số 12, gọi 0905 123 499 hoặc 0905.123.498", "kind": "alert"}'
wait_for /api/announcements/3 '.reach.reached == 12'
wait_for /api/feedback '.feedback | length >= 12'
browse GET /board.json
answered 200 '.village == "Thạnh Mỹ" and (.announcements | length) == 1 and
  (.announcements[0] | .text == "Bão số 12, gọi … hoặc …" and .kind == "alert" and .households == 12 and .reached == 12)'
result $? "it shows what went to many, and whom it reached, without numbers"
answered 200 '.reports == [{category: "infrastructure", open: .reports[0].open, closed: 0}] and .reports[0].open >= 12'
result $? "and what people reported, by category"
! grep -qE 'T1-|Nguyễn|090512|8490512' "$dir/body"
result $? "no household, name or number is in it"
send POST /api/feedback/1/close '{}'
browse GET /board.json
answered 200 '.reports[0].closed == 0'
result $? "it is not made anew for every reader"
stop_house
start_house
browse GET /board.json
answered 200 '.reports[0].closed == null'
result $? "one or two are not told"
browse GET /board
[[ $status == 200 && $(header Content-Type) == text/html* && $(header Content-Security-Policy) == *"script-src 'self'"* ]]
result $? "its page needs no signing in"
browse POST /board.json --data-binary '{}'
[[ $status == 40[135] ]]
result $? "and takes nothing"
end
