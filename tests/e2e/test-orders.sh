#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Staff give orders by SMS: nothing goes out before a code has gone to the registered phone and come
# back. Forged senders, wrong, late and old codes, foreign groups, two heads at once, kill -9.
. "$(dirname "$0")/lib.sh"

head=+84911000001 deputy=+84911000002 leader=+84911000003 clerk=+84911000004

texts() { # NUMBER: what the handset has received, newest last
  inbox "$1" | cut -d' ' -f3-
}

newest() { # NUMBER
  texts "$1" | tail -1
}

said() { # NUMBER N PATTERN: the handset has N texts, the newest like this
  [[ $(texts "$1" | wc -l) == "$2" ]] || { texts "$1"; return 1; }
  newest "$1" | grep -E -- "$3"
}

order() { # NUMBER TEXT: the text comes in from there; sets $answered to what it had before
  answered=$(texts "$1" | wc -l)
  control receive m1 "$1" "$2" >/dev/null
}

answer() { # NUMBER PATTERN: one text more than before the order, and like this
  within said "$1" $((answered + 1)) "$2"
}

code() { # NUMBER: of its newest text
  newest "$1" | grep -oE '^Ma [0-9]+' | cut -d' ' -f2
}

wrong() { # CODE N: the N-th of those that it is not
  printf '%04d' $(((10#$1 + $2) % 10000))
}

orders() { # FILTER over each feedback record that is an order
  feedback "select(.kind == \"order\") | $1"
}

announcements() { # how many there are
  get /api/announcements '.announcements | length'
}

staff() { # NAME FIELD
  get /api/staff ".staff[] | select(.name == \"$1\") | .$2"
}

journal() { # FILTER over each row, oldest first
  get /api/journal?limit=1000 ".journal | reverse | .[] | $1"
}

add_staff() { # NAME ROLE NUMBER [JSON FIELDS]
  call POST /api/staff "{\"name\": \"$1\", \"role\": \"$2\", \"phone\": \"$3\"${4:+, $4}}"
}

carrier m1 'part_price = 250;'
more='@include "texts.vi.conf"'
configure
start_sim --modem m1,$quick
must start_daemon
must within ready m1
must village 1 20 nongdan
must village 21 25 "phụ nữ"
must add_staff "Bà Sáu" head $head
must add_staff "Ông Hai" head $deputy
must add_staff "Anh Ba" leader $leader '"groups": ["phu nu"], "cluster": "1"'
must add_staff "Chị Tư" clerk $clerk

# ---- an order and its code ----
order $head "Gửi nông dân Mai họp thôn lúc 7 giờ"
check "the text with the code says what would be sent, to whom, at what cost" answer $head \
  '^Ma [0-9]{4}: gui nong dan, 20 ho, 20 tin, 5000d, xong [0-9:]+: Mai hop thon luc 7 gio Nhan lai ma truoc [0-9:]+'
check "nothing goes out before the code is back" is 0 announcements
order $head "$(code $head)"
check "the code alone sends it" answer $head '^TB 1 dang gui toi 20 ho'
check "it reaches the group" within is 20 messages 1 delivered
check "the text as it was written" has "^1 - Mai hop thon luc 7 gio" inbox "$(phone 1)"
check "the journal names who ordered it, and how" is "Bà Sáu by SMS" journal \
  'select(.what == "announce") | .author'
check "the order and its code stand among what came in" is 2 eval 'orders .id | wc -l'
check "the code is not kept in the clear" is 0 sql \
  "SELECT count(*) FROM staff_order WHERE length(code) < 60"
order $head "OK $(texts $head | head -1 | grep -oE '[0-9]{4}' | head -1)"
check "the same code once more does nothing" within is 3 eval 'orders .id | wc -l'
check "and is not answered" is 1 announcements

order $head "ok so cua toi"
check "what is no order is read as a reply" within is 1 eval \
  'feedback "select(.text == \"ok so cua toi\" and .kind != \"order\") | .id" | wc -l'
order $head "1234"
check "a number when no code is awaited is no code" within is 1 eval \
  'feedback "select(.text == \"1234\" and .kind != \"order\") | .id" | wc -l'

# ---- other ways to write it ----
order $head "SEND nongdan: Meeting at 7"
check "in English" answer $head '^Ma [0-9]{4}: gui nongdan, 20 ho.*: Meeting at 7 '
order $head "OK $(code $head)."
check "OK before the code" answer $head '^TB 2 dang gui'
order $head "gui nongdan, phu nu tiem phong ga sang mai"
check "two groups" answer $head '^Ma [0-9]{4}: gui nongdan,phu nu, 25 ho, 25 tin'
first=$(code $head)
order $head "GUI tất cả Cúp điện từ 8 giờ"
check "everybody" answer $head '^Ma [0-9]{4}: gui ca thon, 25 ho.*Cup dien'
order $head "$first"
check "the code of an order that was replaced is told from the new one" answer $head 'lenh cu.*khong lam gi'
check "and is no wrong code" is 0 sql "SELECT wrong_codes FROM staff WHERE name = 'Bà Sáu'"
long="gui nongdan $(printf 'Chuong ngay khai giang %.0s' {1..12})"
order $head "$long"
check "a long order is joined from its parts" answer $head '20 ho, 40 tin, 10000d'
check "the code's text fits one SMS" is 1 eval "inbox $head | tail -1 | cut -d' ' -f1"
check "nothing of all these was sent" is 2 announcements

# ---- groups ----
order $head "GUI nongdam Mai hop"
check "an unknown group is answered with the nearest" answer $head 'Khong co nhom "nongdam".*: nongdan, '
order $leader "GUI nongdan Mai hop"
check "a leader is refused a group that is not his" answer $leader \
  'Nhom "nongdan" khong phai cua bac.*gui duoc: phu nu'
order $leader "GUI tatca Mai hop"
check "and everybody" answer $leader 'khong phai cua bac'
order $leader "gui phu nu Mai hop o nha van hoa"
check "he may announce to his own" answer $leader '^Ma [0-9]{4}: gui phu nu, 5 ho'
order $leader "$(code $leader)"
check "with his code" answer $leader '^TB 3 dang gui toi 5 ho'
order $clerk "GUI nongdan Mai hop"
check "a clerk sends nothing" answer $clerk 'khong co quyen'
order $leader "KHAN nuoc vao nha roi cuu voi"
check "a leader raises no alarm" answer $leader 'khong co quyen'
check "but is heard when he calls for help" within is "help true" feedback \
  'select(.sender == "+84911000003" and .kind == "help") | "\(.kind) \(.urgent)"'
order $leader "HUY 1"
check "he cancels nothing that another has made" answer $leader 'TB 1 do Ba Sau by SMS soan'

# ---- questions ----
order $clerk "tt 1"
check "how it goes" answer $clerk '^TB 1: 20/20 ho da nhan, 0 chua; con 0 tin'
order $clerk "TT"
check "the newest, when none is named" answer $clerk '^TB 3: '
order $clerk "CHUA 1"
check "no doors are left" answer $clerk 'ho nao cung da nhan'
control off "$(phone 7)" >/dev/null
control off "$(phone 9)" >/dev/null
order $head "KHAN Nuoc len nhanh, ra dinh ngay"
check "an emergency asks for its code as well" answer $head '^Ma [0-9]{4}: gui KHAN ca thon, 25 ho.*Nuoc len nhanh'
order $head "$(code $head)"
check "an emergency is sent" answer $head '^TB 4 dang gui'
check "to those who are there" within is 23 messages 4 delivered
order $clerk "chua"
check "the doors that are left" answer $clerk '^TB 4: con 2 ho chua nhan: H-90-7 H-90-9'
order $clerk "CHUA 99"
check "an announcement that there is not" answer $clerk 'Khong co thong bao so 99'
order $head "HUY"
check "half an order is told how to be whole" answer $head 'GUI nhom noi dung'
stranger=+84911000099
control receive m1 $stranger "TT 1" >/dev/null
check "a stranger's question is read as a stranger's text" within is 1 eval \
  'feedback "select(.sender == \"+84911000099\" and .kind != \"order\") | .id" | wc -l'
check "and not answered" is 0 eval "texts $stranger | wc -l"

# ---- two heads cancel at once ----
order $head "HUY 4"
check "to cancel takes a code" answer $head '^Ma [0-9]{4}: HUY TB 4'
order $deputy "huỷ 4"
check "of each head" answer $deputy '^Ma [0-9]{4}: HUY TB 4'
order $head "$(code $head)"
check "the first cancels" answer $head '^Da huy TB 4; '
order $deputy "$(code $deputy)"
check "the second is told that it is cancelled already" answer $deputy 'TB 4 da duoc huy tu truoc'
check "it is cancelled once" is "Bà Sáu by SMS" journal 'select(.what == "cancel") | .author'

# ---- forged senders ----
order $deputy "GUI tatca Ngan hang tang tien, bam vao day"
check "a forged order only makes the registered phone ring" answer $deputy '^Ma [0-9]{4}: gui ca thon'
right=$(code $deputy)
before=$(announcements)
for try in 4 3 2 1; do
  order $deputy "$(wrong "$right" $try)"
  check "a wrong code, $try tries left" answer $deputy "Ma sai.*Con $try lan"
done
answered=$(texts $deputy | wc -l) told=$(texts $head | wc -l)
control receive m1 $deputy "$(wrong "$right" 5)" >/dev/null
check "the fifth locks the phone; all heads are told" within said $head $((told + 1)) \
  'Ong Hai bi khoa.*5 ma sai'
check "and so is its owner" within eval "texts $deputy | grep -E 'Ong Hai bi khoa|So nay bi khoa' | wc -l | grep -qx 2"
check "it shows among the staff" is true staff "Ông Hai" locked
order $deputy "$right"
check "the right code does not help any more" answer $deputy 'bi khoa'
order $deputy "GUI nongdan Mai hop"
check "nor a new order" answer $deputy 'bi khoa'
order $deputy "TT 1"
check "he may still ask" answer $deputy '^TB 1: '
check "nothing was sent" is "$before" announcements
check "nobody unlocks who is not locked" refused 409 not_locked POST /api/staff/B%C3%A0%20S%C3%A1u/unlock
answered=$(texts $deputy | wc -l)
check "a head unlocks him" call POST "/api/staff/%C3%94ng%20Hai/unlock"
check "he is told" answer $deputy 'da mo khoa'
check "the journal has both" is "staff locked,staff unlocked" eval \
  'journal "select(.object == \"Ông Hai\" and (.what | startswith(\"staff \")) and .what != \"staff added\") | .what" | paste -sd,'
order $deputy "TT 2"
check "and he is heard again" answer $deputy '^TB 2: '

# ---- kill -9 ----
order $head "GUI nongdan Sau khi mat dien"
check "an order waits for its code" answer $head '^Ma [0-9]{4}: gui nongdan'
end_daemon KILL
must start_daemon
must within ready m1
before=$(announcements)
order $head "$(code $head)"
check "the code is known after a kill between order and code" answer $head '^TB [0-9]+ dang gui'
check "it is sent once" is $((before + 1)) announcements
order $head "GUI nongdan Lan nua"
must answer $head '^Ma [0-9]{4}: gui nongdan'
last=$(code $head)
control receive m1 $head "$last" >/dev/null
within eval "[[ \$(announcements) == $((before + 2)) ]]" >/dev/null
end_daemon KILL
must start_daemon
must within ready m1
id=$((before + 2))
check "a kill after the code loses nothing" within is 20 eval \
  'echo $(($(messages $id delivered) + $(messages $id sent) + $(messages $id expired) + $(messages $id unknown)))'
order $head "OK $last"
check "and the code does not work twice" within is 1 eval \
  'feedback "select(.text == \"OK $last\" and (.understood | test(\"once more\"))) | .id" | wc -l'
check "it was sent once" is $((before + 2)) announcements

# ---- too late ----
again() { # CONFIGURATION: the daemon is started with it
  end_daemon
  more="@include \"texts.vi.conf\"
orders = { $1 };"
  configure
  start_daemon && within ready m1
}

is_over() { # the time of the newest code
  [[ $(sql "SELECT expires_at < $(date +%s%3N) FROM staff_order ORDER BY id DESC LIMIT 1") == 1 ]]
}

must again 'code_valid = "1s";'
before=$(announcements)
order $head "GUI nongdan Khong kip"
check "an order whose code comes back too late" answer $head '^Ma [0-9]{4}: gui nongdan'
must within is_over
order $head "$(code $head)"
check "is not carried out" answer $head 'qua han, may khong lam gi'
check "nothing was sent" is "$before" announcements

# ---- too often ----
used=$(sql "SELECT count(*) FROM staff_order JOIN staff USING (phone_id) WHERE name = 'Chị Tư'")
must again "a_day = $((used + 1));"
order $clerk "TT 2"
check "the last that is answered in a day says so" answer $clerk "da nhan $((used + 1)) lenh"
order $clerk "TT 3"
check "more are recorded" within is 1 eval \
  'feedback "select(.understood | test(\"too many came today\")) | .id" | wc -l'
check "and cost nothing" is $answered eval "texts $clerk | wc -l"
finish
