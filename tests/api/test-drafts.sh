#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# While one writes: drafts and templates, words that become others without accents, and the text to
# one's own phone first.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"
# shellcheck source=tests/api/browser.sh
. "$(dirname "$0")/browser.sh"

configure "sim=replying:ok"
start_house
add_household T1-1 0905123411 1
become "Ông Ba" head '"phone": "0905123499"'

browse_json POST /api/drafts '{"content": {"text": "Mời họp", "to": ["nongdan"]}}'
answered 200 '.id > 0'
id=$(gojq .id <<<"$body")
browse_json PUT "/api/drafts/$id" '{"content": {"text": "Mời bà con họp", "to": []}}'
answered 200
stop_house KILL
start_house
browse GET /api/drafts
answered 200 '.drafts | length == 1 and .[0].content == {text: "Mời bà con họp", to: []}'
result $? "a draft survives a closed browser and a crash"
mv "$jar" "$dir/jar-ba"
ba=$csrf
become "Cô Năm" leader
browse GET /api/drafts
answered 200 '.drafts == []'
result $? "it is its author's own"
browse_json PUT "/api/drafts/$id" '{"content": {}}'
refused 404 not_found
browse_json DELETE "/api/drafts/$id" '{}'
refused 404 not_found
result $? "nobody else changes it"
browse_json POST /api/drafts '{"content": "text"}'
refused 400 wrong_type
browse_json POST /api/drafts "{\"content\": {\"text\": \"$(head -c 17000 /dev/zero | tr '\0' x)\"}}"
refused 400 out_of_bounds
result $? "what is no draft, or too long for one, is refused"
browse_json POST /api/announcements/test '{"to": "all", "text": "Họp"}'
refused 403 foreign_group
result $? "a leader tries out only what he may announce"
mv "$dir/jar-ba" "$jar"
csrf=$ba
browse_json DELETE "/api/drafts/$id" '{}'
answered 200
browse GET /api/drafts
answered 200 '.drafts == []'
result $? "a draft is taken away"

browse_json POST /api/templates '{"name": "Họp thôn", "content": {"text": "Mời họp lúc {giờ}"}}'
answered 200
id=$(gojq .id <<<"$body")
browse_json POST /api/templates '{"name": "Họp thôn", "content": {}}'
refused 409 exists
result $? "templates have names of their own"
browse_json PUT "/api/templates/$id" '{"name": "Họp thôn", "content": {"text": "Mời họp"}}'
answered 200
ask GET /api/templates
answered 200 '.templates == [.templates[0]] and (.templates[0] | .name == "Họp thôn" and .content.text == "Mời họp" and .changed_by == "Ông Ba")'
result $? "everybody reads them"
browse_json DELETE "/api/templates/$id" '{}'
answered 200
browse_json DELETE "/api/templates/$id" '{}'
refused 404 not_found
result $? "and a head takes them away"

browse_json POST /api/estimate '{"to": "all", "text": "BÃO về, “đừng” ra đồng 🌀 bão"}'
answered 200 '[.ambiguous[] | [.from, .to]] == [[0, 3], [9, 13], [18, 22], [26, 29]]'
result $? "words that become others without accents are marked where a browser counts them"
browse_json POST /api/estimate '{"to": "all", "text": "Bão về", "accents": "keep"}'
answered 200 '.ambiguous == []'
result $? "with their accents they are what they are"

browse_json POST /api/announcements/test '{"to": "all", "text": "Mời bà con họp"}'
answered 200 '.number == "+84905123499" and .message > 0'
wait_for /api/messages '.messages | any(.number == "+84905123499" and (.state == "sent" or .state == "delivered"))'
result $? "a text goes to one's own phone first"
ask GET /api/announcements
answered 200 '.announcements == []'
result $? "and nothing is announced thereby"
become "Chú Sáu" head
browse_json POST /api/announcements/test '{"to": "all", "text": "Mời"}'
refused 422 no_phone
result $? "who has no phone is told so"
end
