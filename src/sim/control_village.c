/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands about the handsets and the message centre. */
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "sim/control_inside.h"
#include "sim/inbound.h"
#include "sim/ledger.h"
#include "sim/report.h"
#include "sim/ussd.h"
#include "sim/village.h"

static void command_handsets(struct request *request, const struct words *words)
{
    const struct village *village = network_village(request->network);
    size_t count = 0;

    for (size_t i = 0; i < village_size(village); i++) {
        const struct handset *handset = village_at(village, i);
        const char *state = handset_state_names[handset->state];
        if (*words->word[1] && strcmp(words->word[1], state))
            continue;
        buf_printf(request->out, "%s\t%s\t%" PRIu64 "\t%" PRIu64 "\n", handset->number, state,
                   handset->received, handset->rings);
        count++;
    }
    reply_ok(request, "%zu", count);
}

static struct handset *need_handset(struct request *request, const char *word)
{
    char number[NUMBER_MAX];

    number_dialled(network_config(request->network)->country, word, number);
    struct handset *handset = village_find(network_village(request->network), number);
    if (!handset)
        reply_error(request, "there is no handset %s", word);
    return handset;
}

static void command_inbox(struct request *request, const struct words *words)
{
    struct handset *handset = need_handset(request, words->word[1]);

    if (!handset)
        return;
    for (size_t i = 0; i < handset->inbox_count; i++) {
        const struct handset_message *message = &handset->inbox[i];
        buf_printf(request->out, "%" PRId64 "\t%s\t%zu\t", message->when, message->from,
                   message->parts);
        if (message->class >= 0)
            buf_printf(request->out, "%d\t", message->class);
        else
            buf_puts(request->out, "-\t");
        ledger_escape(message->text, request->out);
        buf_putc(request->out, '\n');
    }
    reply_ok(request, "%zu", handset->inbox_count);
}

/* sent [FROM]: accepted parts from number FROM (0: the first) on. */
static void command_sent(struct request *request, const struct words *words)
{
    const struct ledger *ledger = network_ledger(request->network);
    long from = 0;

    if (*words->word[1] && !words_number(words->word[1], 0, LONG_MAX, &from)) {
        reply_error(request, "from which part on?");
        return;
    }
    for (size_t i = (size_t)from; i < ledger_length(ledger); i++) {
        ledger_format(ledger_at(ledger, i), request->out);
        buf_putc(request->out, '\n');
    }
    reply_ok(request, "%zu", ledger_length(ledger));
}

static void set_state(struct request *request, const struct words *words, enum handset_state state)
{
    struct village *village = network_village(request->network);
    bool all = !strcmp(words->word[1], "all");
    struct handset *one = all ? NULL : need_handset(request, words->word[1]);
    int64_t ms = 0;

    if (!all && !one)
        return;
    if (*words->word[2] && !clock_parse_duration(words->word[2], &ms)) {
        reply_error(request, "%s is no time", words->word[2]);
        return;
    }
    if (one)
        network_set_handset(request->network, one, state, ms);
    for (size_t i = 0; all && i < village_size(village); i++)
        network_set_handset(request->network, village_at(village, i), state, ms);
    reply_done(request);
}

static void command_on(struct request *request, const struct words *words)
{
    set_state(request, words, HANDSET_ON);
}

static void command_off(struct request *request, const struct words *words)
{
    set_state(request, words, HANDSET_OFF);
}

static void command_gone(struct request *request, const struct words *words)
{
    set_state(request, words, HANDSET_GONE);
}

static void command_full(struct request *request, const struct words *words)
{
    struct modem *modem = request_modem(request, words->word[1]);

    if (!modem) {
        set_state(request, words, HANDSET_FULL);
        return;
    }
    modem_fill_storage(modem);
    reply_done(request);
}

static void command_add(struct request *request, const struct words *words)
{
    char number[NUMBER_MAX];

    number_dialled(network_config(request->network)->country, words->word[1], number);
    if (number[0] != '+') {
        reply_error(request, "%s is no whole number", words->word[1]);
        return;
    }
    village_add(network_village(request->network), number);
    reply_ok(request, "%s", number);
}

static void command_refuse(struct request *request, const struct words *words)
{
    long cms = 0, count = -1;

    if (!strcmp(words->word[2], "never")) {
        network_refuse(request->network, words->word[1], 0, 0);
        reply_done(request);
    } else if (!words_number(words->word[2], 1, 512, &cms) ||
               (*words->word[3] && !words_number(words->word[3], 1, LONG_MAX, &count))) {
        reply_error(request, "refuse NUMBER CMS-ERROR [COUNT], or refuse NUMBER never");
    } else {
        network_refuse(request->network, words->word[1], (int)cms, count);
        reply_done(request);
    }
}

static void command_send(struct request *request, const struct words *words)
{
    char *text = words_text(words->rest[3]);

    inbound_send(request->network, words->word[1], words->word[2], text);
    free(text);
    reply_done(request);
}

static void command_ussd(struct request *request, const struct words *words)
{
    bool menu = !strcmp(words->word[2], "menu");

    if (!*words->word[1] || (!menu && strcmp(words->word[2], "end"))) {
        reply_error(request, "ussd PATH menu|end TEXT");
        return;
    }
    char *text = words_text(words->rest[3]);
    ussd_define(request->network, words->word[1], menu, text);
    free(text);
    reply_done(request);
}

static void command_report(struct request *request, const struct words *words)
{
    static const char *const modes[] = {"normal", "hold", "lose", "duplicate"};
    long count = -1;

    if (!strcmp(words->word[1], "release")) {
        report_set_mode(request->network, REPORTS_NORMAL, -1);
        reply_ok(request, "%zu", report_release(request->network));
        return;
    }
    for (size_t i = 0; i < ARRAY_SIZE(modes); i++) {
        if (strcmp(words->word[1], modes[i]))
            continue;
        if (*words->word[2] && !words_number(words->word[2], 1, LONG_MAX, &count))
            break;
        report_set_mode(request->network, (enum report_mode)i, count);
        reply_done(request);
        return;
    }
    reply_error(request, "report normal|hold|lose|duplicate [COUNT], or report release");
}

const struct command village_commands[] = {
    {"handsets", command_handsets, "[STATE]", "number, state, messages, rings"},
    {"inbox", command_inbox, "NUMBER", "time, from, parts, class, text"},
    {"sent", command_sent, "[FROM]", "accepted parts, from that one on"},
    {"add", command_add, "NUMBER", "a new handset"},
    {"on", command_on, "NUMBER|all", ""},
    {"off", command_off, "NUMBER|all [TIME]", "for a while, or until on"},
    {"gone", command_gone, "NUMBER|all", "no longer in use"},
    {"full", command_full, "MODEM|NUMBER|all [TIME]", "no place for messages"},
    {"refuse", command_refuse, "NUMBER CMS [COUNT]", "parts to it are refused; or never"},
    {"send", command_send, "FROM TO TEXT", "a handset writes, with the network's latency"},
    {"ussd", command_ussd, "PATH menu|end TEXT", "PATH is *098# or *098#>1>2; {credit} {number}"},
    {"report", command_report, "normal|hold|lose|duplicate [COUNT], or release", ""},
    {NULL, NULL, NULL, NULL},
};
