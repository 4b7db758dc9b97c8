#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# An announcement that takes the place of an older one:
#   - of the older nothing more goes out, and its answers are closed
#   - who has it, or may have it, hears the correction, even outside the new audience
#   - the others hear only the new one, and nobody hears both who had not the old one
#   - it holds while parts of a long text are in flight and when the daemon is killed
#   - one that waits for a second person does so without harm to the older; once approved it corrects
#     who has the older by then; refused, expired or too late it leaves the older alone
#   - the second of two people who replace the same announcement is told so
. "$(dirname "$0")/lib.sh"

texts() { # N: what the household has received, joined by |
  inbox "$(phone "$1")" | cut -d ' ' -f 3- | paste -sd '|'
}

heard() { # WANTED N...: each of the households has exactly these texts
  local wanted=$1 n
  shift
  for n in "$@"; do is "$wanted" texts "$n" || return 1; done
}

replace() { # OLD TO TEXT [FIELDS]: a newer announcement in its place
  announce "$2" "$3" "replaces: $1${4:+, $4}"
}

why() { # ID: of its messages that were cancelled
  get "/api/announcements/$1/messages?limit=1000" \
    '[.messages[] | select(.state == "cancelled") | .why] | unique | join("|")'
}

settled() { # ID: nothing of it is to go out; what the kill left in doubt waits for its report
  get "/api/announcements/$1" '.messages | .held + .queued + .submitting' | grep -qx 0
}

carrier m1
sending='report_window = "3s";'
more='@include "texts.vi.conf"
approval = { audience_above = 50; };'
configure
start_sim --modem m1,submit=20ms,registration=0 --speed 1000
must start_daemon
must within ready m1
must village 1 4 cu
must village 5 8 moi

changed() { # what stands before the text that replaces $old, whose day is the village's
  echo "Tin ngay $(TZ=Asia/Ho_Chi_Minh date -d "$(get "/api/announcements/$old" .at)" +%-d/%-m) da thay doi:"
}

# ---- nobody has it yet ----
must announce cu,moi "hop luc 7h" 'at: "3h"'
old=$id
check "an announcement that nobody has yet is replaced" replace "$old" cu,moi "hop luc 8h"
check "nobody has to be corrected" is 0 gojq .corrected "$folder/answer"
new=$id
check "everybody is reached by the new one" within is 8 messages "$new" delivered
check "and hears only that" heard "hop luc 8h" 1 2 3 4 5 6 7 8
check "the older one is cancelled, and says why" all \
  'is cancelled get /api/announcements/$old .state' 'is "$new" get /api/announcements/$old .replaced_by' \
  'is "$old" get /api/announcements/$new .replaces' \
  'is "another announcement has taken its place" why "$old"'

# ---- some have it, others not ----
must village 11 14 ba
must village 15 18 bon
must announce ba "tiem ga thu hai" 'options: ["1=Có|co", "2=Không|khong"]'
old=$id
must within is 4 messages "$old" delivered
body=$(gojq -n "{to: \"bon\", text: \"tiem ga thu tu\", replaces: $old}")
check "an estimate says how many are corrected, and how many are not addressed any more" all \
  'call POST /api/estimate "$body"' 'is "4 4 8" gojq -r "\"\(.corrected) \(.outside) \(.households)\"" \
  "$folder/answer"' 'is open get /api/announcements/$old .state'
check "a newer one takes its place" replace "$old" bon "tiem ga thu tu" \
  'options: ["1=Có|co", "2=Không|khong"]'
new=$id
check "it reaches both groups" within is 8 messages "$new" delivered
check "who has the older one hears that it has changed" \
  heard "tiem ga thu hai|$(changed) tiem ga thu tu" 11 12 13 14
check "the others hear only the new one" heard "tiem ga thu tu" 15 16 17 18
hears m1 11 1
check "an answer is read against the new one" within is "$new" feedback \
  'select(.household == "H-90-11") | .announcement'
check "the second who replaces it is told so" \
  refused 409 already_replaced POST /api/announcements "$body"
check "by name" has "announcement $old was replaced by $new" gojq -r .error.message "$folder/answer"
body='{"to": "all", "text": "x", "replaces": 999}'
check "what is not there is not replaced" \
  refused 404 unknown_announcement POST /api/announcements "$body"

# ---- the correction of the correction ----
must announce ba,bon "hoan tiem ga" "at: \"3h\", replaces: $new"
check "a correction that waits is replaced itself" replace "$id" bon "van tiem ga" \
  'correction: "Xin loi: van tiem ga thu tu"'
check "those who have the first of the three are not forgotten" within all \
  'is 8 messages "$id" delivered' \
  'has "Xin loi: van tiem ga thu tu$" texts 11' 'has "Xin loi: van tiem ga thu tu$" texts 18'
check "and the one in between was heard by nobody" all 'hasnt hoan texts 11' 'hasnt hoan texts 15'

# ---- in the middle of long texts, with a kill ----
must village 21 60 nam
long="Lich phun thuoc tru sau cho lua he thu: xom Dinh sang thu hai, xom Chua chieu thu hai, xom "
long+="Moi sang thu ba, xom Cho chieu thu ba. Ba con mang binh phun va gang tay, doi khau trang."
must announce nam "$long"
old=$id
must within has '^[1-9]' messages "$old" delivered
check "a newer one takes the place of a long text that is going out" replace "$old" nam "Hoan phun"
new=$id
end_daemon KILL
must start_daemon
check "the new one settles after a kill" within settled "$new"
check "of the older one nothing is left to go" settled "$old"
told_truth() { # every household has the new text, as a correction exactly if it may have the older
  local n got changed
  changed=$(changed)
  for ((n = 21; n <= 60; n++)); do
    # The part that was in flight at the kill may have gone out twice.
    got=$(inbox "$(phone "$n")" | cut -d ' ' -f 3- | uniq | paste -sd '|')
    case $got in
      "Hoan phun" | "$changed Hoan phun" | "$long|$changed Hoan phun") ;;
      *) echo "$n has: $got"; return 1 ;;
    esac
  done
}
check "every household ends with the new text, corrected where it had the older" within told_truth
check "some had the older one and some had not" all \
  'has "^[1-9]" eval "for n in {21..60}; do texts \$n; done | grep -c \"Lich phun\""' \
  'has "^[1-9]" eval "for n in {21..60}; do texts \$n; done | grep -cx \"Hoan phun\""'

# ---- one that waits for a second person ----
head=+84911000001

newest_code() { inbox $head | grep -oE ' Ma [0-9]+' | tail -1; }

approve() { # ID: another head does, by SMS
  local before code
  before=$(newest_code)
  control receive m1 $head "DUYET $1" >/dev/null
  within newer_code "$before" || return 1
  code=$(newest_code)
  control receive m1 $head "${code##* }" >/dev/null
}

newer_code() { [[ -n $(newest_code) && $(newest_code) != "$1" ]]; }

state() { get "/api/announcements/$1" '"\(.state) \(.replaced_by)"'; }

must village 61 80 sau
must village 81 120 bay
must call POST /api/staff "{\"name\": \"Bà Sáu\", \"role\": \"head\", \"phone\": \"$head\"}"
must announce sau "Chieu nay cup nuoc, tu 13h den 17h"
old=$id
must within has '^[1-9]' messages "$old" delivered
must call POST "/api/announcements/$old/pause"
check "a wide correction waits for a second person" replace "$old" sau,bay "Hoan cup nuoc"
wide=$id
check "the older one is not touched meanwhile" is "paused 0" state "$old"
check "a second correction may wait beside it" replace "$old" sau,bay "Mai moi cup nuoc"
other=$id
must call POST "/api/announcements/$old/resume"
check "so it goes on to everybody" within is 20 messages "$old" delivered
check "of the correction nothing has gone out" is 60 messages "$wide" held
check "approved, it takes the place of the older" approve "$wide"
check "then" within is "cancelled $wide" state "$old"
check "all are reached" within is 60 messages "$wide" delivered
# shellcheck disable=SC2046
check "who got the older one while it waited hears that it has changed" heard \
  "Chieu nay cup nuoc, tu 13h den 17h|$(changed) Hoan cup nuoc" $(seq 61 80)
# shellcheck disable=SC2046
check "and the others hear only the new one" heard "Hoan cup nuoc" $(seq 81 120)
check "its journal says who approved" has "^replace Bà Sáu by SMS" get /api/journal \
  ".journal[] | select(.object == \"$old\") | \"\(.what) \(.author)\""
control receive m1 $head "DUYET $other" >/dev/null
check "the other correction is too late, and the head is told so by SMS" within has \
  "TB $other khong gui duoc nua: da co TB khac thay" inbox $head
check "nothing of it goes out" is 60 messages "$other" held
must announce sau "Thu bay phat gao" 'at: "2h"'
old=$id
must replace "$old" sau,bay "Hoan phat gao" 'expires: "3s"'
check "nobody approves it in time" within is "cancelled 0" state "$id"
check "the older one stays as it was" is "open 0" state "$old"
must replace "$old" sau,bay "Hoan phat gao"
must call POST "/api/announcements/$id/cancel"
check "the same when it is cancelled" is "open 0" state "$old"
check "its messages wait for their hour" is 20 messages "$old" held
must replace "$old" sau,bay "Hoan phat gao"
check "a narrow one replaces the one that waits" replace "$id" sau "Bo phat gao"
check "and with it the oldest, of which nothing more goes out" all \
  'is "cancelled $id" state "$old"' 'is 20 messages "$old" cancelled'
check "everybody hears the last" within is 20 messages "$id" delivered
check "and nothing else" has "[|]Bo phat gao$" texts 61

finish
