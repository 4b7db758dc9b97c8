/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every command with its options. */
#include "base/memory.h"
#include "cli/command.h"
#include "cli/resources.h"

#define KINDS "=notice schedule invite alert"
#define PRIORITIES "=routine important emergency"
#define REPLIES "=answer ack help report stop start wrong_number service unclear"
#define CATEGORIES                                                                                 \
    "=disaster health environment agriculture livestock infrastructure security policy meeting "   \
    "other"
#define ROLES "=head leader clerk viewer"

static const struct option_spec import_options[] = {
    {"dry-run", NULL, "say what would be taken, change nothing", NULL},
    {"columns", "WHAT=COLUMN,…",
     "which column holds what, when the titles do not tell: head=3,phone=D,phone=E,cluster=Tổ",
     NULL},
    {"encoding", "NAME", "what the file is in, when it is not found: CP1258, UTF-16LE, …", NULL},
    {0},
};
static const struct option_spec households_options[] = {
    {"group", "G", "only members of this group", "groups"},
    {"cluster", "C", "only this cluster", "clusters"},
    {"search", "WORDS", "only with these in code, name, address or number; accents do not count",
     NULL},
    {"csv", NULL, "print CSV for a spreadsheet, which import reads back", NULL},
    {0},
};
static const struct option_spec staff_add_options[] = {
    {"role", "ROLE", "head, leader, clerk or viewer", ROLES},
    {"phone", "NUMBER", "the mobile phone", NULL},
    {"cluster", "C", "the cluster whose doors a leader knocks on", "clusters"},
    {"group", "G", "a group that a leader may announce to; may be repeated", "groups"},
    {"category", "C[,C…]", "reports of these categories are his work", CATEGORIES},
    {0},
};
static const struct option_spec staff_change_options[] = {
    {"role", "ROLE", "head, leader, clerk or viewer", ROLES},
    {"phone", "NUMBER", "the mobile phone; \"\" for none", NULL},
    {"cluster", "C", "the cluster whose doors a leader knocks on", "clusters"},
    {"group", "G",
     "a group that a leader may announce to, in place of all before; may be repeated; \"\" for "
     "none",
     "groups"},
    {"category", "C[,C…]", "reports of these categories are his work, and no others; \"\" for none",
     CATEGORIES},
    {0},
};
static const struct option_spec tokens_add_options[] = {
    {"role", "ROLE", "head, leader, clerk or viewer: what the program may do", ROLES},
    {"expires", "TIME", "until when: 30d, or \"2027-06-30 00:00\" (default 90d)", NULL},
    {0},
};
static const struct option_spec announce_options[] = {
    {"to", "G[,G…]", "the groups to tell; \"all\" is everybody", "groups"},
    {"except", "G[,G…]", "but not these; may be repeated", "groups"},
    {"text", "TEXT", "what to tell", NULL},
    {"file", "FILE", "what to tell stands in this file (- : on standard input)", "file"},
    {"kind", "KIND", "notice, schedule, invite or alert (default notice)", KINDS},
    {"priority", "PRIORITY", "routine, important or emergency (default routine)", PRIORITIES},
    {"option", "N=LABEL|WORD,…", "a numbered answer: \"1=Có đi|co,di\"; may be repeated", NULL},
    {"help-option", "N", "the answer that means \"needs help\"", NULL},
    {"call", "N=CARRIER", "a call to this carrier's SIM chooses the answer; may be repeated", NULL},
    {"ack", NULL, "ask for an acknowledgement: any reply, or a missed call", NULL},
    {"at", "TIME", "not before: 06:30, \"2026-11-24 06:30\" or 2h", NULL},
    {"expires", "TIME", "not after, written alike", NULL},
    {"replaces", "ID", "it takes the place of this announcement, of which nothing more goes out",
     "announcements"},
    {"correction", "TEXT", "for those who have that one already (default: the text, as changed)",
     NULL},
    {"repeat", "RULE", "again and again, by RFC 5545: \"FREQ=MONTHLY;BYMONTHDAY=1\"; needs --at",
     NULL},
    {"lunar", "DAY[/MONTH]", "on this lunar day of each month, or year: 15, 15/8; needs --at",
     NULL},
    {"remind", "WHEN,…", "before that, too: 3d,evening (of the day before)", NULL},
    {"accents", "WHAT", "auto, keep or drop (default: as configured)", "=auto keep drop"},
    {"flash", NULL, "show it at once on the handset, without storing it", NULL},
    {"bypass", NULL, "an emergency does not wait for a second person; all heads are told", NULL},
    {"dry-run", NULL, "say what it would take, send nothing", NULL},
    {0},
};
static const struct option_spec doors_options[] = {
    {"cluster", "C", "only this cluster", "clusters"},
    {"csv", NULL, "print CSV for a spreadsheet", NULL},
    {"print", NULL, "write a page to print (HTML, A4)", NULL},
    {"send", NULL, "send the list by SMS to the cluster's leader, or else to the heads", NULL},
    {0},
};
static const struct option_spec feedback_options[] = {
    {"announcement", "ID", "only replies to this announcement", "announcements"},
    {"kind", "KIND", "only this kind: answer, ack, help, report, unclear, …", REPLIES},
    {"category", "C", "only this category: health, livestock, …", CATEGORIES},
    {"staff", "NAME", "only what this person has", "staff"},
    {"urgent", NULL, "only what is urgent", NULL},
    {"since", "TIME", "only since then: 2026-11-24, \"2026-11-24 06:30\", or 7d", NULL},
    {"sort", "ORDER", "oldest (default), newest, or urgent (those first)", "=oldest newest urgent"},
    {"open", NULL, "only what nobody has closed", NULL},
    {"csv", NULL, "print CSV for a spreadsheet", NULL},
    {0},
};
static const struct option_spec close_options[] = {
    {"answer", "TEXT", "and answer the household by SMS", NULL},
    {0},
};
static const struct option_spec correct_options[] = {
    {"kind", "KIND", "what it is: answer, ack, help, report, unclear, …", REPLIES},
    {"category", "C", "of a report or a call for help", CATEGORIES},
    {"choice", "N", "the option that was chosen; 0: none", NULL},
    {"urgent", NULL, "it is urgent", NULL},
    {"not-urgent", NULL, "it is not", NULL},
    {0},
};
static const struct option_spec summary_options[] = {
    {"by", "SPAN", "day (default) or month", "=day month"},
    {"since", "TIME", "since then (default 30d)", NULL},
    {0},
};
static const struct option_spec journal_options[] = {
    {"limit", "N", "the newest N (default 50)", NULL},
    {0},
};

/* clang-format off */
const struct command commands[] = {
    {"import", "FILE", 1, 1, import_options, "take households, phones and groups from a list (CSV)", import_run, "file"},
    {"households", "", 0, 0, households_options, "list households", households_run, NULL},
    {"groups", "", 0, 0, NULL, "list groups", groups_run, NULL},
    {"groups add", "NAME", 1, 1, NULL, "make a group", groups_add_run, NULL},
    {"groups remove", "NAME", 1, 1, NULL, "unmake a group; its households stay", groups_remove_run, "groups"},
    {"groups put", "GROUP CHILD", 2, 2, NULL, "make a group part of another", groups_put_run, "groups"},
    {"groups take", "GROUP CHILD", 2, 2, NULL, "take a group out of another", groups_take_run, "groups"},
    {"groups join", "GROUP HOUSEHOLD…", 2, -1, NULL, "put households into a group", groups_join_run, "groups"},
    {"groups leave", "GROUP HOUSEHOLD…", 2, -1, NULL, "take households out of a group", groups_leave_run, "groups"},
    {"staff", "", 0, 0, NULL, "list the people who work with the box", staff_run, NULL},
    {"staff add", "NAME", 1, 1, staff_add_options, "add a person", staff_add_run, NULL},
    {"staff change", "NAME", 1, 1, staff_change_options, "change what a person may do and has", staff_change_run, "staff"},
    {"staff remove", "NAME", 1, 1, NULL, "remove a person", staff_remove_run, "staff"},
    {"staff unlock", "NAME", 1, 1, NULL, "let a person whose phone is locked give orders by SMS again", staff_unlock_run, "staff"},
    {"console-link", "[STAFF]", 0, 1, NULL, "a link by which a person chooses a password for the console", console_link_run, "staff"},
    {"tokens", "", 0, 0, NULL, "list what other programs ask with", tokens_run, NULL},
    {"tokens add", "NAME", 1, 1, tokens_add_options, "make a token for a program and show it once", tokens_add_run, NULL},
    {"tokens revoke", "NAME", 1, 1, NULL, "end a token at once", tokens_revoke_run, "tokens"},
    {"announce", "[-]", 0, 1, announce_options, "tell something to groups; - reads the text", announce_run, NULL},
    {"schedules", "", 0, 0, NULL, "list what is announced again", schedules_run, NULL},
    {"schedules remove", "ID", 1, 1, NULL, "end a schedule; what it has announced stays", schedules_remove_run, "schedules"},
    {"schedules pause", "ID", 1, 1, NULL, "let a schedule rest", schedules_pause_run, "schedules"},
    {"schedules resume", "ID", 1, 1, NULL, "let it go on; what was in between is not sent", schedules_resume_run, "schedules"},
    {"announcements", "", 0, 0, NULL, "list announcements, newest first", announcements_run, NULL},
    {"show", "ID", 1, 1, NULL, "all about one announcement", show_run, "announcements"},
    {"watch", "ID", 1, 1, NULL, "follow an announcement until nothing is left to do", watch_run, "announcements"},
    {"cancel", "ID", 1, 1, NULL, "send no more of an announcement", cancel_run, "announcements"},
    {"pause", "ID", 1, 1, NULL, "hold back what has not gone out of an announcement", pause_run, "announcements"},
    {"resume", "ID", 1, 1, NULL, "let a paused announcement go on", resume_run, "announcements"},
    {"approve", "ID", 1, 1, NULL, "let an announcement go out that waits for a second person", approve_run, "announcements"},
    {"doors", "ID", 1, 1, doors_options, "the door list: households still unreached", doors_run, "announcements"},
    {"visited", "ID HOUSEHOLD…", 2, -1, NULL, "tick doors that were knocked on", visited_run, "announcements"},
    {"feedback", "", 0, 0, feedback_options, "what households answered", feedback_run, NULL},
    {"feedback show", "N", 1, 1, NULL, "all about one record, with what was done and said", feedback_show_run, NULL},
    {"feedback close", "N", 1, 1, close_options, "a record is dealt with", feedback_close_run, NULL},
    {"feedback answer", "N TEXT", 2, 2, NULL, "answer the household by SMS; the record stays open", feedback_answer_run, NULL},
    {"feedback correct", "N", 1, 1, correct_options, "put right how a record was understood; the box learns from it", feedback_correct_run, NULL},
    {"feedback summary", "", 0, 0, summary_options, "how many reports of each category came when", feedback_summary_run, NULL},
    {"feedback assign", "N STAFF", 2, 2, NULL, "give a record to a person", feedback_assign_run, NULL},
    {"send", "NUMBER TEXT", 2, 2, NULL, "one message to one number", send_run, NULL},
    {"carriers", "", 0, 0, NULL, "modems: signal, network, SIM, credit, parts, queue, last fault", carriers_run, NULL},
    {"ussd", "CARRIER CODE", 2, 2, NULL, "dial a code, and answer while the network asks", ussd_run, "carriers"},
    {"proof", "CARRIER", 1, 1, NULL, "let a SIM send itself a text, and wait until it is back", proof_run, "carriers"},
    {"backup", "FILE", 1, 1, NULL, "copy the whole database into a new file", backup_run, "file"},
    {"check", "", 0, 0, NULL, "look for faults in the database", check_run, NULL},
    {"clock confirm", "", 0, 0, NULL, "say that the machine's clock, which was doubted, is right", clock_confirm_run, NULL},
    {"stats", "", 0, 0, NULL, "figures on one page", stats_run, NULL},
    {"journal", "", 0, 0, journal_options, "who changed what, newest first", journal_run, NULL},
};
/* clang-format on */
const size_t command_count = ARRAY_SIZE(commands);
