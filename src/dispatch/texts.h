/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the box itself says by SMS, in the village's words: the configuration group "texts"
 * (config/texts.vi.conf, texts.en.conf). Each fits one part without accents. */
#pragma once

#include "base/conf.h"

/* name, default in English, who gets it and when. A word in braces that is new here stands among
 * the longest ones in texts.c, too. */
#define TEXTS(TEXT)                                                                                \
    TEXT(no_credit,                                                                                \
         "thonbao: SIM {carrier} has no credit left and sends nothing. Please top it "             \
         "up.",                                                                                    \
         "to the head, when a SIM has no credit left")                                             \
    TEXT(low_credit, "thonbao: SIM {carrier} has only {amount} left. Please top it up.",           \
         "to the head, when the credit is below warn_below")                                       \
    TEXT(reserve_left,                                                                             \
         "thonbao: SIM {carrier} has only its reserve left and sends nothing but emergencies. "    \
         "Please top it up.",                                                                      \
         "to the head, when the credit is down to the reserve")                                    \
    TEXT(credit_until,                                                                             \
         "thonbao: at this rate the credit of SIM {carrier} will be used up before {date}. "       \
         "Please top it up.",                                                                      \
         "to the head, when the credit will be used up within warn_days")                          \
    TEXT(proof_failed,                                                                             \
         "thonbao: SIM {carrier} sent itself a text and it did not come back. Please look at the " \
         "modem and the SIM.",                                                                     \
         "to the head, when the daily proof of a SIM has failed")                                  \
    TEXT(stopped,                                                                                  \
         "This number gets no more messages from the village. Write START to get them again.",     \
         "to who wants no more messages, when emergencies do not reach him either")                \
    TEXT(stopped_but_emergencies,                                                                  \
         "This number gets no more messages from the village but for emergencies. Write START to " \
         "get them again.",                                                                        \
         "to who wants no more messages")                                                          \
    TEXT(started, "This number gets the village's messages again. Write STOP to end them.",        \
         "to who wants messages again")                                                            \
    TEXT(approval_wanted,                                                                          \
         "{author} wants to send no. {id} to {to}, {households} households, cost {cost}: {text} "  \
         "Reply APPROVE {id}",                                                                     \
         "to the heads, when an announcement waits for a second person")                           \
    TEXT(                                                                                          \
        approval_bypassed,                                                                         \
        "{author} sends no. {id} to {to} UNAPPROVED, {households} households: {text} CANCEL {id} " \
        "stops it.",                                                                               \
        "to the heads, when an emergency goes out without the approval that it needs")             \
    TEXT(approval_missed, "Announcement {id} was not approved in time and did not go out: {text}", \
         "to its author, when nobody approved it before it expired")                               \
    TEXT(emergency_late,                                                                           \
         "EMERGENCY no. {id} is over and has not gone out to {count} telephones: {text}",          \
         "to the heads, when an emergency has expired before it went out to all")                  \
    TEXT(approval_given, "Announcement {id} is approved by {author} and goes out.",                \
         "to who made it")                                                                         \
    TEXT(everybody, "everybody", "what stands in {to} for the audience of all households")         \
    TEXT(replaces, "The message of {date} has changed:",                                           \
         "to households, before a text that replaces an earlier one")                              \
    TEXT(schedule_refused,                                                                         \
         "thonbao: schedule {id} was due for {date} and could not be sent: nobody is in {to}, or " \
         "the text does not fit.",                                                                 \
         "to the head, when what comes again cannot be made")                                      \
    TEXT(schedule_missed,                                                                          \
         "thonbao: {count} sendings of schedule {id} were missed while the box was off.",          \
         "to the head, when it is too late for what was due")                                      \
    TEXT(urgent, "HELP no. {n}: {who}: {text}",                                                    \
         "to the heads and whoever has it, when a call for help comes in")                         \
    TEXT(urgent_more, "HELP: {count} more calls. See the list. {list}",                            \
         "to the heads, when so many come in that they are summed up")                             \
    TEXT(urgent_open, "HELP: {count} calls are still open, the longest no. {n}: {who}: {text}",    \
         "to the heads, when nobody has closed urgent records")                                    \
    TEXT(still_open, "{count} reports are still open, the longest no. {n}: {who}: {text}",         \
         "to whoever has them, then to the heads, when nobody has closed records")                 \
    TEXT(errand,                                                                                   \
         "{village}: please go and tell {head} ({household}) this: {text} When done, answer "      \
         "{answer}",                                                                               \
         "to a neighbour, when a household could not be reached")                                  \
    TEXT(errand_done, "Thank you. {head} ({household}) is written down as told.",                  \
         "to a neighbour, when he has answered that it is done")                                   \
    TEXT(errand_which, "Whom did you tell? Please answer {word} and the number: {doors}",          \
         "to a neighbour, when it is not clear which household he means")                          \
    TEXT(doors,                                                                                    \
         "{village}, message {announcement} ({about}): {cluster} has {count} doors to knock on: "  \
         "{doors}. Done: DONE and the numbers (DONE 12 15). All: DONE ALL",                        \
         "to a leader, when nothing is left but to knock on doors")                                \
    TEXT(doors_again,                                                                              \
         "Message {announcement}: {cluster} still has {count} doors: {doors}. Done: DONE and the " \
         "numbers. All: DONE ALL",                                                                 \
         "to a leader, when doors are left after doors_wait")                                      \
    TEXT(doors_left,                                                                               \
         "Written down: {done}. Message {announcement}, {cluster}: {count} left: {doors}",         \
         "to a leader, when he has named doors")                                                   \
    TEXT(doors_done,                                                                               \
         "Written down: {done}. Message {announcement}, {cluster}: all are told. Thank you.",      \
         "to a leader, when no door is left")                                                      \
    TEXT(doors_early,                                                                              \
         "Written down: {done}. Message {announcement} is still on its way: who cannot be "        \
         "reached, you will be told.",                                                             \
         "to a leader who names doors before he is asked")                                         \
    TEXT(doors_undone, "Nothing is written down yet. When they are told: {word} and the numbers.", \
         "to a leader or neighbour who says that he has not been there")                           \
    TEXT(doors_unknown, "Not on the list: {doors}. Nothing is written down for them.",             \
         "to a leader, for numbers that are on no list of his")                                    \
    TEXT(doors_over,                                                                               \
         "Message {announcement} is cancelled or over: nobody needs to be told of it any more. "   \
         "Nothing is written down.",                                                               \
         "to a leader or neighbour who speaks of doors of an announcement that is over")           \
    TEXT(doors_which, "In several places: {doors}. Please send the whole code, as T2-012.",        \
         "to a leader, for numbers that mean more than one door")                                  \
    TEXT(doors_which_cluster, "Which cluster is done? Send DONE ALL and its name: {clusters}",     \
         "to a leader with several lists, who says that all is done")                              \
    TEXT(answer_or_done,                                                                           \
         "Is {number} your answer, or a household that you told? Answer: CHOOSE {number}. "        \
         "Household: {answer}",                                                                    \
         "to somebody with two questions that a bare number may answer")                           \
    TEXT(cluster, "cluster {cluster}", "how a cluster is called that is only a number")            \
    TEXT(frail_first, "(* frail: first)", "behind doors with a star")                              \
    TEXT(word_done, "DONE", "the word of the group done of the keywords that texts ask for")       \
    TEXT(status_waiting,                                                                           \
         "Your report no. {n} of {date} ({text}) was received and waits its turn.",                \
         "to a household that asks what became of its report: it is nobody's yet")                 \
    TEXT(status_given, "Your report no. {n} of {date} ({text}) is being seen to by {staff}.",      \
         "the same: somebody has it")                                                              \
    TEXT(status_closed,                                                                            \
         "Your report no. {n} of {date} ({text}) was dealt with on {closed}. {answer}",            \
         "the same: it is closed")                                                                 \
    TEXT(order_code,                                                                               \
         "Code {code}: to {to}, {households} households, {parts} SMS, cost {cost}, done "          \
         "{finish}: {text} Reply it by {until}",                                                   \
         "to staff: the code that an order to announce needs")                                     \
    TEXT(order_code_waits,                                                                         \
         "Code {code}: to {to}, {households} households, {parts} SMS, cost {cost}, to be "         \
         "approved: {text} Reply it by {until}",                                                   \
         "the same, when a second person must approve it")                                         \
    TEXT(order_code_emergency,                                                                     \
         "Code {code}: EMERGENCY to all, {households} households, {parts} SMS, cost {cost}, done " \
         "{finish}: {text} Reply it by {until}",                                                   \
         "the same for an emergency")                                                              \
    TEXT(order_code_urgent,                                                                        \
         "Code {code}: EMERGENCY, {households} households, cost {cost}, to be approved: {text} "   \
         "Reply it by {until}, or at once: {code} NOW",                                            \
         "the same for an emergency, which may bypass the second person")                          \
    TEXT(order_code_cancel,                                                                        \
         "Code {code}: CANCEL no. {id}, {waiting} messages not gone out yet: {text} Reply "        \
         "it by {until}",                                                                          \
         "to staff: the code to cancel")                                                           \
    TEXT(order_code_approve,                                                                       \
         "Code {code}: APPROVE no. {id} of {author}, {households} households, {parts} SMS:"        \
         " {text} Reply it by {until}",                                                            \
         "to staff: the code to approve")                                                          \
    TEXT(order_sent,                                                                               \
         "No. {id} goes out to {households} households. How it goes: STATUS {id}. To stop "        \
         "it: CANCEL {id}",                                                                        \
         "to staff, when the code was right")                                                      \
    TEXT(order_waits,                                                                              \
         "No. {id} waits for another head, who was told. It goes out when he sends APPROVE"        \
         " {id}",                                                                                  \
         "the same, when a second person must approve it")                                         \
    TEXT(order_cancelled, "No. {id} is cancelled; {waiting} messages do not go out.",              \
         "the same, when it was to be cancelled")                                                  \
    TEXT(order_approved, "No. {id} is approved and goes out to {households} households.",          \
         "the same, when it was to be approved")                                                   \
    TEXT(order_wrong_code, "Wrong code: nothing was done. {count} tries are left.",                \
         "to staff; {count}: tries that are left")                                                 \
    TEXT(order_late, "This code came too late: nothing was done. Please send the order again.",    \
         "to staff")                                                                               \
    TEXT(order_replaced,                                                                           \
         "This code is of an older order that a newer one has replaced: nothing was done.",        \
         "to staff")                                                                               \
    TEXT(order_locked,                                                                             \
         "This phone may give no orders: {count} wrong codes. A head unlocks it: thonbao "         \
         "staff unlock",                                                                           \
         "to staff; {count}: wrong codes")                                                         \
    TEXT(order_locked_heads,                                                                       \
         "{name} may give no orders by SMS: {count} wrong codes. Somebody may be guessing."        \
         " To unlock: thonbao staff unlock",                                                       \
         "to the heads")                                                                           \
    TEXT(order_unlocked, "{author} has unlocked {name}, who may give orders by SMS again.",        \
         "to that member of staff and the heads")                                                  \
    TEXT(order_limit,                                                                              \
         "{count} orders came from this phone today: more are not answered until tomorrow.",       \
         "to staff")                                                                               \
    TEXT(order_usage,                                                                              \
         "Write: SEND group text; EMERGENCY text; CANCEL no; APPROVE no; STATUS no; DOORS "        \
         "no",                                                                                     \
         "to staff, when something is missing")                                                    \
    TEXT(order_not_allowed, "{name} may not give this order.", "to staff")                         \
    TEXT(order_not_yours, "No. {id} was made by {author}: it is not yours to cancel.",             \
         "to a leader")                                                                            \
    TEXT(order_unknown_group, "There is no group \"{group}\". Nothing was sent. Yours: {groups}",  \
         "to staff; {groups}: that he may announce to, the nearest first")                         \
    TEXT(order_foreign_group, "\"{group}\" is not your group: nothing was sent. Yours: {groups}",  \
         "to a leader")                                                                            \
    TEXT(order_empty_group, "No household is in \"{group}\": nothing was sent.", "to staff")       \
    TEXT(order_too_long, "The text is too long, more than {count} SMS: nothing was sent.",         \
         "to staff")                                                                               \
    TEXT(order_none_yet, "There is no announcement yet.", "to staff")                              \
    TEXT(order_unknown_id, "There is no announcement {id}.", "to staff")                           \
    TEXT(order_already_cancelled, "No. {id} is cancelled already.", "to staff")                    \
    TEXT(order_nothing_to_approve, "No. {id} does not wait for an approval.", "to staff")          \
    TEXT(order_own, "No. {id} is your own: another head must approve it.", "to staff")             \
    TEXT(order_expired, "No. {id} has expired: nothing was done.", "to staff")                     \
    TEXT(order_outdone, "No. {id} is too late: another has taken that place. Nothing was done.",   \
         "to staff, when what it was to replace was replaced otherwise")                           \
    TEXT(order_braces,                                                                             \
         "What stands in braces in your text is not known: nothing was sent. Please write it "     \
         "without them.",                                                                          \
         "to staff")                                                                               \
    TEXT(order_no_bypass, "Only an emergency goes out without approval: nothing was sent.",        \
         "to staff, who wrote the word for now behind the code of something else")                 \
    TEXT(order_failed, "This cannot be done now: please look at the list of announcements.",       \
         "to staff, whatever else is in the way")                                                  \
    TEXT(order_status,                                                                             \
         "No. {id}: {reached} of {households} households reached, {unreached} not; "               \
         "{waiting} SMS to go out, {replies} replies: {text}",                                     \
         "to staff")                                                                               \
    TEXT(order_status_waits,                                                                       \
         "No. {id} of {author} waits for approval, {households} households: {text}", "to staff")   \
    TEXT(order_status_cancelled,                                                                   \
         "No. {id} is cancelled; {reached} of {households} households were reached: {text}",       \
         "to staff")                                                                               \
    TEXT(order_doors, "No. {id}: {unreached} doors are left: {codes}",                             \
         "to staff; {codes}: households, as many as have room")                                    \
    TEXT(order_doors_none, "No. {id}: every household is reached.", "to staff")

struct texts {
#define TEXTS_MEMBER(name, text, sentence) char *name;
    TEXTS(TEXTS_MEMBER)
#undef TEXTS_MEMBER
};

/* One word that a text may hold in braces, and what stands there. */
struct texts_word {
    const char *name, *value;
};

/* Reads the group; faults name texts that need more than one part or hold an unknown word. */
void texts_read(const config_setting_t *group, struct texts *ret, struct conf_faults *faults);
void texts_clear(struct texts *texts);
/* The text with its words filled in; words end with a NULL name. The caller frees. */
char *texts_fill(const char *text, const struct texts_word *words);
/* The same where one word's value may be too long: as much of that value as leaves room for the
 * rest in one part without accents, ".." behind what was cut. The caller frees. */
char *texts_shorten(const char *text, const struct texts_word *words, const char *name);
/* A name or a list as a text has room for it: TEXTS_CLIP characters. The caller frees. */
enum { TEXTS_CLIP = 24 };
char *texts_clip(const char *value);
/* The same for the groups of an announcement, where "all" is said in the village's words. */
char *texts_audience(const struct texts *texts, const char *groups);
