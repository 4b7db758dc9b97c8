#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A storm night. A third of the handsets are off, some come back; one SIM may spend no more than its
# reserve allows and then runs out of credit; the daemon is killed twice; the list of households
# changes meanwhile; leaders knock on doors and say so. At the end every household stands in exactly one true state, the bill is what the rule
# allows, and the door list is exactly the households that nobody has reached.
. "$(dirname "$0")/lib.sh"

clusters=4
each=25
price=250
reserve=5000
limit=60

# ---- the village ----

first_phone() { # CLUSTER N: clusters 1 and 2 are with the first operator, the others with the second
  printf '+84%d%d%06d' $(($1 <= 2 ? 90 : 91)) "$1" "$2"
}
second_phone() { # CLUSTER N
  printf '+8490%d%06d' "$1" $((500 + $2))
}
leader_phone() { # CLUSTER
  printf '+8490900000%d' "$1"
}
head_phone=+84909000009

has_phone() { # N: the last of each cluster has none
  (($1 < each))
}
is_off() { # N: its first phone is, at first
  (($1 % 3 == 0))
}
comes_back() { # N: of those that are off
  (($1 % 2 == 0))
}
new_number=+84909999999 # of a household whose handset is off, in the night

list_changes() { # one household goes, one has a new number, one moves to another cluster
  call DELETE /api/households/T1-007 >/dev/null &&
    call PUT /api/households/T3-003 "{\"phones\": [{\"number\": \"$new_number\"}]}" >/dev/null &&
    call PUT /api/households/T2-025 '{"cluster": "4"}' >/dev/null
}
has_second() { # N: a second phone, which is on
  (($1 % 9 == 0))
}

list() {
  local c n second note first
  echo "Mã hộ,Chủ hộ,Tổ,Điện thoại 1,Điện thoại 2,Ghi chú"
  for ((c = 1; c <= clusters; c++)); do
    for ((n = 1; n <= each; n++)); do
      first='' second='' note=''
      has_phone $n && first=$(first_phone $c $n)
      has_second $n && second=$(second_phone $c $n)
      ((n % 5 == 0)) && note='neo đơn'
      printf 'T%d-%03d,Chủ hộ %d,%d,%s,%s,%s\n' $c $n $n $c "$first" "$second" "$note"
    done
  done
}

staff() {
  local c
  call POST /api/staff "{\"name\": \"Trưởng thôn\", \"role\": \"head\", \"phone\": \"$head_phone\"}" || return
  for ((c = 1; c <= clusters; c++)); do
    call POST /api/staff "$(gojq -n --arg n "Tổ trưởng $c" --arg p "$(leader_phone $c)" --arg c $c \
      '{name: $n, role: "leader", phone: $p, cluster: $c}')" || return
  done
}

switch_off() {
  local c n
  for ((c = 1; c <= clusters; c++)); do
    for ((n = 1; n < each; n++)); do
      ! is_off $n || control off "$(first_phone $c $n)" >/dev/null || return
    done
  done
}

some_come_back() {
  local c n
  for ((c = 1; c <= clusters; c++)); do
    for ((n = 1; n < each; n++)); do
      is_off $n && comes_back $n || continue
      control on "$(first_phone $c $n)" >/dev/null || return
    done
  done
}

not_reached() { # by any phone: what the village itself would say, without asking the daemon
  local c n
  for ((c = 1; c <= clusters; c++)); do
    for ((n = 1; n <= each; n++)); do
      has_phone $n && { ! is_off $n || comes_back $n || has_second $n; } && continue
      ((c == 3 && n == 3)) && continue # has a new number
      printf 'T%d-%03d\n' $c $n
    done
  done | sort
}

doors() { # [CLUSTER]
  get "/api/announcements/$id/doors${1:+?cluster=$1}" '.doors[].household' | sort
}

leaders_list() { # CLUSTER: the last list of doors that its leader was sent
  inbox "$(leader_phone "$1")" | tail -n 1
}

killed() {
  end_daemon KILL
  start_daemon
}

# ---- the evening ----
sending="second_emergency = \"3s\"; ring = \"500ms\"; ring_wait = \"1s\"; neighbour_emergency = \"0\";
  report_window = \"20s\"; spill_parts = 3;"
carrier one "prefixes = [ \"+8490\" ]; part_price = $price; stored_reports = true;"
carrier two "prefixes = [ \"+8491\" ]; part_price = $price; stored_reports = true; reserve = $reserve;
  balance = { code = \"*101#\"; every = \"1h\"; };"
configure
list >"$folder/list.csv"
start_sim --households "$folder/list.csv" --modem one,submit=20ms,registration=0,quirks=cdsi,credit=1000000,price=$price \
  --modem two,submit=20ms,registration=0,quirks=cdsi,network=VinaPhone,credit=9100,price=$price
must start_daemon
must within ready one two
must within is 9100 carrier_is two balance
must call POST /api/import "@$folder/list.csv"
must staff
must switch_off
check "$((clusters * each)) households are known" is $((clusters * each)) get /api/stats .households

check "a long routine announcement begins" announce all \
  "$(printf 'Lich xuong giong vu Dong Xuan cua thon ta nam nay. %.0s' {1..4})"
routine=$id
must sim_wait submitted 12
check "the storm is announced in the middle of it" announce all \
  'Bao da vao. Tra loi 1 neu an toan, 2 neu can giup' \
  'priority: "emergency", kind: "alert", help_option: 2, options: ["1=An toan|an toan", "2=Can giup|cuu"]'
before=$(sim_value submitted)
must sim_wait submitted $((before + 15))
check "killed in the middle, the daemon comes back" killed
before=$(sim_value submitted)
must sim_wait submitted $((before + 15))
control credit two 0 >/dev/null # the rest of what the SIM had is gone
must control add $new_number
check "the list of households changes in the middle of it" list_changes
check "and killed again" killed

# ---- the night ----
all_tried() { # nobody is on the ladder any more
  [[ $(get "/api/announcements/$id/reach" \
    '[.reach[] | select(.stands != "door" and (.stands | startswith("reached") | not))] | length') == 0 ]]
}
check "everybody is reached or left to a door" within all_tried
some_come_back
wanted=$(not_reached)
check "the door list becomes exactly those whom nothing reached" within is "$wanted" doors
check "reached and doors together are everybody who is still there" is $((clusters * each - 1)) \
  get "/api/announcements/$id" '.reach.reached + .reach.unreached'
check "each household stands in one state" is $((clusters * each - 1)) \
  get "/api/announcements/$id/reach" '[.reach[].household] | unique | length'
check "the first SIM without credit does not stop the village" \
  has 'credit' carrier_is two why
check "at most the part in each modem's hands is doubled by a kill" eval \
  'echo "$(sim_value duplicates)"; (($(sim_value duplicates) <= 4))'

# ---- the bill ----
check "no routine part was paid out of the reserve" eval \
  '(($(control sent | grep -c "	two	.*Lich xuong giong") * price <= 9100 - reserve))'

# ---- the morning: leaders knock ----
check "each leader has the list of his doors" within eval \
  'for ((c = 1; c <= clusters; c++)); do leaders_list $c | grep -q . || exit 1; done'
check "who has moved is on the list of the new cluster" all 'has T2-025 doors 4' 'hasnt T2-025 doors 2'
for c in 1 2; do must control receive one "$(leader_phone $c)" "XONG HET"; done
check "two leaders have been everywhere" within all 'is "" doors 1' 'is "" doors 2'
check "those whom they told are written down as visited" is \
  "$(grep -cE '^T1|^T2-0([01]|2[0-4])' <<<"$wanted")" get "/api/announcements/$id" .reach.visit
check "the other doors stay" is "$(grep -E '^T[34]|T2-025' <<<"$wanted")" doors
finish
