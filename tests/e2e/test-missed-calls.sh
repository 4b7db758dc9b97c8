#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A call costs its caller nothing: it acknowledges, or chooses the option that its SIM stands for.
# Where nothing was asked it is kept, so that somebody rings back.
. "$(dirname "$0")/lib.sh"

carrier viettel
carrier mobi
configure
start_sim --modem viettel,$quick --modem mobi,$quick

list() {
  cat >"$folder/list.csv" <<X
Mã hộ,Chủ hộ,Tổ,Điện thoại 1
C-1,Nguyễn Văn An,1,0900000001
C-2,Trần Thị Bình,1,0900000002
C-3,Lê Văn Cường,1,0900000003
C-4,Phạm Thị Dung,2,0900000003
C-5,Hoàng Văn Em,2,0900000005
X
  call POST "/api/import?name=list.csv" "@$folder/list.csv"
}

rings() { # MODEM NUMBER: a call that nobody answers; it returns when the line is free again
  control call "$1" "$2" 30s >/dev/null && sim_wait "modem.$1.in_call" = 0 >/dev/null
}

called() { # NUMBER FILTER: of the newest call of this number
  feedback "select(.sender == \"$1\") | $2" | tail -1
}

calls() { # NUMBER: how many records
  feedback "select(.sender == \"$1\") | .id" | wc -l
}

by() { # HOUSEHOLD
  get "/api/announcements/$id/reach" ".reach[] | select(.household == \"$1\") | .by"
}

check "the daemon starts" start_daemon
check "both modems become ready" within ready viettel mobi
check "a list is taken in" list

# ---- nothing is asked ----
check "a call where nothing was asked" rings viettel "$(phone 1)"
check "is kept, so that somebody rings back" within is "report open C-1 called: ring back" \
  called "$(phone 1)" '"\(.kind) \(.state) \(.household) \(.understood)"'
check "who calls again, because nobody has rung back yet," \
  rings mobi "$(phone 1)"
check "is counted" within is "2 open" called "$(phone 1)" '"\(.calls) \(.state)"'
check "on the same record" is 1 calls "$(phone 1)"
check "which says when he called last" is true called "$(phone 1)" '.called_at >= .received_at'
check "a caller whom nobody knows" rings viettel +84988777666
check "belongs to no household and is kept" within is 'report open called: ring back' \
  called +84988777666 '"\(.kind) \(.state) \(.understood)"'
check "a call is refused at once" is 3 sim_value calls_rejected
check "calls with the number withheld" all 'rings viettel -' 'rings mobi -'
check "are one record, which nobody has to see to" within is \
  "2 closed null called with the number withheld: nobody can be rung back" called "?" \
  '"\(.calls) \(.state) \(.announcement) \(.understood)"'
check "the modems are well" ready viettel mobi
must call POST "/api/feedback/$(called "$(phone 1)" .id)/close"
check "when a record is closed" rings viettel "$(phone 1)"
check "a call is a new record" within is "1 open" called "$(phone 1)" '"\(.calls) \(.state)"'

# ---- an acknowledgement ----
for n in 1 2 3 5; do must control add "$(phone "$n")"; must control off "$(phone "$n")"; done
check "an announcement asks for an acknowledgement" announce all "Mai cat nuoc" 'ack: true'
check "it goes out" within is 4 messages "$id" sent
check "one SIM is called" rings viettel "$(phone 2)"
check "which acknowledges" within is "ack closed $id" called "$(phone 2)" \
  '"\(.kind) \(.state) \(.announcement)"'
check "the household is reached by its call" is call by C-2
check "a phone of two households calls the other SIM" rings mobi "$(phone 3)"
check "both are reached" within all 'is call by C-3' 'is call by C-4'
check "by one record" is 1 calls "$(phone 3)"
check "a stranger's call acknowledges nothing" all 'rings mobi +84988777666' \
  'within is "2 open" called +84988777666 "\"\(.calls) \(.state)\""' 'is null called +84988777666 .announcement'
check "who has not called is not reached" is "" by C-5

# ---- two SIMs stand for two options ----
check "a question with a SIM for each answer" announce all "Hop toi nay hay mai?" \
  'options: ["1=Toi nay", "2=Mai"], calls: ["1=viettel", "2=mobi"]'
check "it goes out" within is 4 messages "$id" sent
check "a call to one" rings viettel "$(phone 1)"
check "chooses its option" within is "answer 1 $id" called "$(phone 1)" \
  '"\(.kind) \(.choice) \(.announcement)"'
check "a call to the other" rings mobi "$(phone 2)"
check "chooses the other" within is "answer 2 $id" called "$(phone 2)" \
  '"\(.kind) \(.choice) \(.announcement)"'
check "a carrier that is none is refused" refused 404 unknown_carrier POST /api/announcements \
  '{"to": "all", "text": "Hop?", "options": ["1=A", "2=B"], "calls": ["1=vina"]}'

# ---- a question while an acknowledgement is still awaited ----
must announce all "Ngay mai phun thuoc" 'ack: true'
spray=$id
must within is 4 messages "$id" sent
hears viettel 3 "da nhan"
must within is "ack $spray" called "$(phone 3)" '"\(.kind) \(.announcement)"'
must announce all "Ai can phan bon?" 'options: ["1=Can", "2=Khong"]'
must within is 4 messages "$id" sent
check "no call answers this question" rings viettel "$(phone 5)"
check "but acknowledges what asks for it" within is "ack closed $spray" called "$(phone 5)" \
  '"\(.kind) \(.state) \(.announcement)"'
check "as it does when it is made once more at once" rings mobi "$(phone 5)"
check "then" within is "ack $spray ack $spray" eval \
  'feedback "select(.sender == \"$(phone 5)\") | \"\(.kind) \(.announcement)\"" | paste -sd " "'
check "nobody has answered the question" is "" by C-5
check "who has acknowledged before it was asked" rings mobi "$(phone 3)"
check "may mean either: somebody rings back" within is "report open $id" called "$(phone 3)" \
  '"\(.kind) \(.state) \(.announcement)"'
finish
