#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Two persons: what is wide, and emergencies by SMS, wait until another head approves them; an
# emergency may bypass him, and all heads are told.
. "$(dirname "$0")/lib.sh"

head=+84911000001 deputy=+84911000002

texts() { # NUMBER: what the handset has received, newest last
  inbox "$1" | cut -d' ' -f3-
}

order() { # NUMBER TEXT: comes in from there; sets $answered to how many texts it had before
  answered=$(texts "$1" | wc -l)
  control receive m1 "$1" "$2" >/dev/null
}

said() { # NUMBER N PATTERN: it has N texts, one of the last two like this
  [[ $(texts "$1" | wc -l) == "$2" ]] || { texts "$1"; return 1; }
  texts "$1" | tail -2 | grep -E -- "$3"
}

answer() { # NUMBER PATTERN [N]: N texts more (1) than before the order
  within said "$1" $((answered + ${3:-1})) "$2"
}

code() { # NUMBER: the newest that it has
  texts "$1" | grep -oE '^Ma [0-9]+' | tail -1 | cut -d' ' -f2
}

state() { # ID
  get "/api/announcements/$1" .state
}

journal() { # ID: what, author and detail of its rows, oldest first
  get /api/journal?limit=1000 ".journal | reverse | .[] | select(.object == \"$1\") | \"\(.what) \(.author) \(.detail)\""
}

carrier m1
more='@include "texts.vi.conf"
approval = { audience_above = 10; emergencies_by_sms = true; };'
configure
start_sim --modem m1,$quick
must start_daemon
must within ready m1
must village 1 20 nongdan
must village 21 25 phunu
must call POST /api/staff "{\"name\": \"Bà Sáu\", \"role\": \"head\", \"phone\": \"$head\"}"
must call POST /api/staff "{\"name\": \"Ông Hai\", \"role\": \"head\", \"phone\": \"$deputy\"}"

# ---- wide ----
check "a narrow announcement goes out" announce phunu "Hop chi hoi"
check "at once" within is 5 messages "$id" delivered
check "a wide one" announce nongdan "Mai hop thon"
check "and its maker is told that it waits" is true gojq .pending "$folder/answer"
check "so it does" is pending state "$id"
check "every message says why" is "20 a second person must approve" eval \
  "get /api/announcements/$id/messages?limit=100 '.messages[].why' | sort | uniq -c | sed 's/^ *//'"
check "all heads are told" within said $head 1 "root xin gui TB $id cho nongdan, 20 ho.*Mai hop thon Nhan DUYET $id"
check "each of them" within said $deputy 1 "xin gui TB $id"
check "its maker cannot approve it" refused 403 own_announcement POST "/api/announcements/$id/approve"
end_daemon KILL
must start_daemon
must within ready m1
order $head "DUYỆT $id"
check "a head approves by SMS, with a code" answer $head "^Ma [0-9]{4}: DUYET TB $id cua root, 20 ho"
check "nothing goes out before it is back" is pending state "$id"
order $head "$(code $head)"
check "then it goes out" answer $head "Da duyet TB $id"
check "to all" within is 20 messages "$id" delivered
check "the journal has both persons" is 2 eval \
  "journal $id | grep -cE '^announce root .*waits for approval|^approve Bà Sáu by SMS'"
order $deputy "DUYET $id"
check "once is enough" answer $deputy "khong cho duyet"

# ---- what waits may be cancelled, or expire ----
check "another wide one" announce nongdan "Mai nghi hop"
call POST "/api/announcements/$id/cancel" >/dev/null
check "that is cancelled while it waits" is 20 messages "$id" cancelled
check "cannot be approved any more" refused 409 nothing_to_approve POST "/api/announcements/$id/approve"

# ---- emergencies by SMS ----
order $head "KHAN Vo de, chay len doi"
check "an emergency by SMS says that it will wait" answer $head \
  '^Ma [0-9]{4}: KHAN, 25 ho.*se cho duyet.*khong doi duyet: [0-9]{4} NGAY'
told=$(texts $deputy | wc -l)
order $head "$(code $head)"
check "it waits" answer $head 'cho truong thon khac duyet|xin gui TB' 2
id=$(get /api/announcements '.announcements[0].id')
check "though it is an emergency" is pending state "$id"
check "the other head is told" within said $deputy $((told + 1)) \
  "Ba Sau by SMS xin gui TB $id cho ca thon, 25 ho"
order $head "DUYET $id"
check "who ordered it by SMS does not approve it" answer $head "phai truong thon khac duyet"
told=$(texts $head | wc -l)
order $deputy "DUYET $id"
must answer $deputy "^Ma [0-9]{4}: DUYET TB $id"
order $deputy "$(code $deputy)"
check "the other does" within is 25 messages "$id" delivered
check "and who ordered it is told" within said $head $((told + 1)) "TB? ?.*$id da duoc Ong Hai by SMS duyet"

# ---- the bypass ----
order $head "GUI nongdan Mai hop to"
must answer $head '^Ma [0-9]{4}: gui nongdan'
order $head "$(code $head) NGAY"
check "a head whose order is none is told so in his language" answer $head "Chi tin KHAN moi duoc gui"
order $head "GUI nongdan Mai hop {luc 7h}"
check "the same where his text cannot be sent" answer $head "ngoac nhon.*chua gui gi"
check "only an emergency bypasses the second person" refused 422 no_bypass POST /api/announcements \
  '{"to": "nongdan", "text": "hop", "bypass": true}'
told=$(texts $deputy | wc -l)
order $head "KHAN Nuoc len qua nhanh"
must answer $head '^Ma [0-9]{4}: KHAN'
order $head "$(code $head) NGAY"
check "an emergency that cannot wait does not" answer $head 'dang gui toi 25 ho|KHONG doi duyet' 2
id=$(get /api/announcements '.announcements[0].id')
check "it goes out" within is 25 messages "$id" delivered
check "all heads are told" within said $deputy $((told + 1)) "Ba Sau by SMS gui TB khan $id.*KHONG doi duyet"
check "and the journal says so" is 1 eval "journal $id | grep -c 'WITHOUT the approval'"
check "from the desk as well" announce all "Bao vao" 'priority: "emergency", bypass: true'
check "at once, too" within is 25 messages "$id" delivered
check "the chain of the journal is whole" get /api/check .
finish
