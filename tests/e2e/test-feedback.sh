#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Feedback goes somewhere: to whoever has its category, to the heads at once when it is urgent, up
# again when it stays open, back to the household when it is answered or asked for.
. "$(dirname "$0")/lib.sh"

head=+84901000001 clerk=+84901000002

record() { # FILTER: of the newest feedback
  feedback "$1" | tail -1
}

newest() { # the number of the newest record
  record .id
}

came() { # N TEXT: a text of household N comes in and is recorded; sets $n
  local before
  before=$(newest)
  hears m1 "$1" "$2"
  within newer "${before:-0}" && n=$(newest)
}

newer() { # ID
  [[ $(newest) -gt $1 ]]
}

one() { # FILTER: of the record $n
  get "/api/feedback/$n" "$1"
}

post() { # WHAT [JSON]: done to the record $n
  call POST "/api/feedback/$n/$1" "${2:-}"
}

got() { # NUMBER PATTERN: the handset has an SMS that matches
  has "$2" inbox "$1"
}

count_got() { # NUMBER PATTERN
  inbox "$1" | grep -cE -- "$2"
}

carrier m1
more='@include "texts.vi.conf"
care = { alerts = 3; alert_window = "1h"; alert_every = "3s"; escalate_urgent = "0"; escalate = "0"; ask_daily = 2; };'
configure
start_sim --modem m1,$quick
must start_daemon
must within ready m1
must village 1 40
must call POST /api/staff "{\"name\": \"Truong thon\", \"role\": \"head\", \"phone\": \"$head\"}"
must call POST /api/staff \
  "{\"name\": \"Thu y\", \"role\": \"clerk\", \"phone\": \"$clerk\", \"categories\": [\"livestock\"]}"
must call POST /api/staff \
  '{"name": "Thu y 2", "role": "clerk", "categories": ["livestock", "health"]}'
check "a category that is none is refused" refused 400 unknown_word POST /api/staff \
  '{"name": "x", "role": "clerk", "categories": ["weather"]}'
check "staff show what is their work" is "health,livestock" get /api/staff \
  '.staff[] | select(.name == "Thu y 2") | .categories | join(",")'

# ---- whose work it is ----
came 1 "heo nha toi bi benh bo an"
check "a report goes to whoever has its category" is "livestock Thu y" one '"\(.category) \(.staff)"'
came 2 "ga vit chet nhieu qua"
check "the next one to who has the fewest" is "livestock Thu y 2" one '"\(.category) \(.staff)"'
came 3 "den duong bi hong"
check "what is nobody's work is nobody's" is "infrastructure " one '"\(.category) \(.staff)"'
check "a report that is not urgent wakes nobody" is 0 count_got $head .

# ---- calls for help ----
came 4 "cuu voi nuoc vao nha roi"
check "the head has it at once" within got $head "KEU CUU so $n: H-90-4 Chu ho 4.*$(phone 4): cuu voi nuoc vao nha roi"
check "its history says so" is "told" one '.history[-1].what'
long="cuu voi nuoc ngap toi mai nha roi co hai cu gia va ba chau nho dang ngoi tren noc nha khong co gi an uong tu hom qua toi gio xin cho xuong den dua di ngay nha o cuoi xom gan cau"
came 5 "$long"
check "long words are cut to one part" within has "^1 .*KEU CUU so $n" inbox $head
end_daemon KILL
control receive m1 "$(phone 6)" "cuu voi sap nha" >/dev/null
must start_daemon
must within ready m1
check "a call that came while the daemon was dead is told once" within got $head "H-90-6"
# More than three within the window: the rest is summed up.
for i in $(seq 11 30); do control receive m1 "$(phone $i)" "cuu voi nuoc vao nha roi" >/dev/null; done
heard() { [[ $(feedback 'select(.kind == "help") | .id' | wc -l) -ge 23 ]]; }
must within heard
end_daemon KILL
must start_daemon
check "a flood is summed up" within got $head "va [0-9]+ loi keu cuu khac, xem danh sach"
summed() { # every call of the flood, whether in one summary or in several
  [[ $(inbox $head | grep -oP 'va \K[0-9]+(?= loi keu cuu)' | awk '{n += $1} END {print n}') == 20 ]]
}
check "every call is counted, once" within summed
check "the head got few texts" eval "((\$(count_got $head 'KEU CUU') <= 3 + 7))"
check "every household stands in the list" is 23 eval "feedback 'select(.kind == \"help\") | .household' | sort -u | wc -l"
check "the urgent ones first" is true get "/api/feedback?sort=urgent&limit=23" '[.feedback[].urgent] | all'
check "and the next page goes on" is "false" eval \
  "get \"/api/feedback?sort=urgent&limit=1&after=\$(get '/api/feedback?sort=urgent&limit=23' .next)\" '.feedback[0].urgent'"

# ---- the clerk ----
came 1 "xin hoi may bom nuoc hong bao gio sua"
check "he answers" post answer '{"text": "Mai tho den sua"}'
check "the household has the answer" within got "$(phone 1)" "Mai tho den sua"
check "the record stays open" is "open answered" one '"\(.state) \(.history[-1].what)"'
check "he closes it with an answer" post close '{"answer": "Đã sửa xong"}'
check "the household hears that, too" within got "$(phone 1)" "Da sua xong"
check "what was said is kept" is "Mai tho den sua|Đã sửa xong" one \
  '[.history[] | select(.what == "answered") | .text] | join("|")'
delivered() { [[ $(one '[.history[].message_state | select(. == "delivered")] | length') == 2 ]]; }
check "and what became of the SMS" within delivered
check "a closed record is not closed again" refused 409 already_closed POST "/api/feedback/$n/close"
control receive m1 191 "Tai khoan cua quy khach con 5.000d" >/dev/null
must within is service record .kind
n=$(newest)
check "a short code is never answered" refused 422 not_answerable POST "/api/feedback/$n/answer" '{"text": "a"}'
came 7 "huy nhan tin"
check "whoever wants no messages gets none" refused 422 stopped POST "/api/feedback/$n/answer" '{"text": "a"}'
came 7 "duong lay qua thon oi"
check "unless he asks something" post answer '{"text": "Thon se do da"}'

came 8 "nuoc gieng hoi thoi"
check "a wrong reading is put right" post correct '{"kind": "report", "category": "infrastructure", "urgent": true}'
check "the record is read so now" is "report infrastructure true open" one \
  '"\(.kind) \(.category) \(.urgent) \(.state)"'
check "how it was read before is kept" is true one \
  '[.history[] | select(.what == "corrected") | .text | test("now report, infrastructure, urgent")] | any'
check "an option that was not offered is refused" refused 422 unknown_option POST \
  "/api/feedback/$n/correct" '{"choice": 2}'
check "what is right already is refused" refused 409 nothing_to_correct POST \
  "/api/feedback/$n/correct" '{"category": "infrastructure"}'
came 19 "huy nhan tin"
check "whoever did not mean it gets messages again" post correct '{"kind": "report", "category": "other"}'
check "the telephone takes messages" is 0 \
  sql "SELECT count(*) FROM phone WHERE number = '$(phone 19)' AND stopped_at IS NOT NULL"
must announce all "Hop thon toi nay" 'options: ["1=Co di|co,di", "2=Khong di|ban"]'
must within got "$(phone 9)" "Hop thon"
came 9 "1"
check "an answer is put right" post correct '{"choice": 2}'
check "the counts follow" is "0 1" get "/api/announcements/$id" '"\(.answers."1" // 0) \(.answers."2")"'
check "a call for help that is none calms down" eval \
  'n=$(feedback "select(.kind == \"help\") | .id" | head -1); post correct "{\"kind\": \"report\"}" && is false one .urgent'

# ---- what corrections teach ----
came 31 "may xay xat cua thon bi ket roi"
check "the clerk knows better" post correct '{"kind": "report", "category": "agriculture"}'
taught=$n
came 32 "bao gio thon sua may xay xat vay"
check "a report like it is read likewise" is "report agriculture" one '"\(.kind) \(.category)"'
check "and says why" has "as corrected in record $taught: .*may xay" one .understood
end_daemon KILL
must start_daemon
must within ready m1
came 33 "may xay xat bao gio moi sua vay thon"
check "a new start has not forgotten it" is "report agriculture" one '"\(.kind) \(.category)"'
came 34 "cuu voi nha toi sap may xay xat ket de nguoi"
check "a call for help stays one" is "help true" one '"\(.kind) \(.urgent)"'

# ---- the household asks ----
came 10 "bao gio phat tien ho tro ho ngheo vay"
asked=$n
came 9 "giai quyet chua"
check "while an answer is awaited a text that may be one is none" is null one .about
must call POST "/api/announcements/$id/cancel"
came 10 "viec hom truoc den dau roi"
check "who asks is told how it stands" within got "$(phone 10)" "so $asked ngay [0-9/]+ .*dang cho xu ly"
check "the question points to the report" is "$asked closed policy" one '"\(.about) \(.state) \(.category)"'
check "the report's history has the question" is asked get "/api/feedback/$asked" '.history[-1].what'
n=$asked
check "the report is given to somebody" post assign '{"staff": "Thu y"}'
came 10 "giai quyet chua"
check "and who asks hears to whom" within got "$(phone 10)" "so $asked .*dang duoc Thu y giai quyet"
came 10 "sao roi"
check "asking too often is not answered" is "not told" one '.history[-1].what'
check "but recorded" is "$asked" one .about
came 12 "giai quyet chua"
check "a call for help may be asked about, too" is true one '.about > 0'
came 35 "den dau roi"
check "who has reported nothing asks nothing" is null one .about

# ---- what stays open ----
end_daemon
more='@include "texts.vi.conf"
care = { alerts = 3; escalate_urgent = "2s"; escalate = "3s"; };'
configure
must start_daemon
must within ready m1
came 36 "heo nha toi chet 3 con"
must post assign '{"staff": "Thu y"}'
check "whoever has it is reminded" within got $clerk "Con 1 phan anh chua giai quyet, lau nhat so $n: H-90-36"
check "then the head hears of it" within got $head "Con 1 phan anh chua giai quyet, lau nhat so $n: H-90-36"
more='@include "texts.vi.conf"
care = { alerts = 3; escalate_urgent = "2s"; escalate = "0"; };'
end_daemon
configure
must start_daemon
must within ready m1
came 37 "cuu voi chay nha"
urgent=$n
check "an urgent one comes back to the head" within got $head "KHAN: 1 viec chua ai xu ly, lau nhat so $urgent: H-90-37"
end_daemon KILL
must start_daemon
must within ready m1
twice() { [[ $(count_got $head "KHAN: 1 viec.*so $urgent:") == 3 ]]; }
check "and again, a few times, whatever happens to the daemon" within twice
quiet() { [[ $(sql "SELECT count(*) FROM feedback WHERE id = $urgent AND due_at IS NULL AND step = 3") == 1 ]]; }
check "then no more" quiet
came 38 "cuu voi sap cau"
must post close
check "what is closed does not come back" is 0 eval \
  "sql 'SELECT count(*) FROM feedback WHERE state = 0 AND due_at IS NOT NULL AND urgent AND id = $n'"
check "reports by category and day" is true get /api/feedback/summary?by=day \
  '[.summary[] | select(.category == "livestock") | .count] | add >= 2'
check "the database is sound" is true get /api/check .ok
finish
