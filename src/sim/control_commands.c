/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The commands of the control socket. */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/loop.h"
#include "base/memory.h"
#include "sim/call.h"
#include "sim/charset.h"
#include "sim/control_inside.h"
#include "sim/inbound.h"
#include "sim/ledger.h"
#include "sim/report.h"
#include "sim/subscriber.h"
#include "sim/tpdu.h"
#include "sim/ussd.h"
#include "sim/village.h"

enum { WORDS_MAX = 8 };

/* The words of a line; the rest after the command's fixed words is its text. */
struct words {
    const char *word[WORDS_MAX]; /* "" where there is none */
    size_t count;
    const char *rest[WORDS_MAX + 1]; /* the line from this word on */
};

static void split_words(const char *line, char *copy, struct words *words)
{
    size_t i = 0;

    *words = (struct words){0};
    for (size_t n = 0; n <= WORDS_MAX; n++) {
        while (line[i] == ' ' || line[i] == '\t')
            i++;
        words->rest[n] = line + i;
        if (n == WORDS_MAX)
            break;
        words->word[n] = copy + i;
        words->count += line[i] != '\0';
        while (line[i] && line[i] != ' ' && line[i] != '\t')
            i++;
        copy[i] = '\0';
        i += line[i] != '\0';
    }
}

static bool read_long(const char *word, long min, long max, long *ret)
{
    char *end;

    errno = 0;
    long value = strtol(word, &end, 10);
    if (end == word || *end || errno || value < min || value > max)
        return false;
    *ret = value;
    return true;
}

/* \n, \t and \\ in what a person typed. */
static char *unescape(const char *text)
{
    struct buf out = BUF_INIT;

    for (; *text; text++) {
        if (*text != '\\' || !text[1]) {
            buf_putc(&out, *text);
            continue;
        }
        text++;
        buf_putc(&out, *text == 'n' ? '\n' : *text == 't' ? '\t' : *text);
    }
    return buf_steal(&out);
}

static struct modem *need_modem(struct request *request, const char *name)
{
    struct modem *modem = request_modem(request, name);

    if (!modem)
        reply_error(request, "there is no modem %s", name);
    return modem;
}

static void command_stats(struct request *request, const struct words *words)
{
    value_list(request);
    reply_done(request);
}

static void command_get(struct request *request, const struct words *words)
{
    int64_t value;

    if (value_find(request, words->word[1], &value))
        reply_ok(request, "%" PRId64, value);
    else
        reply_error(request, "there is no value %s", words->word[1]);
}

/* wait NAME [=] NUMBER [TIME] */
static void command_wait(struct request *request, const struct words *words)
{
    bool exactly = !strcmp(words->word[2], "=");
    const char *number = words->word[exactly ? 3 : 2], *time = words->word[exactly ? 4 : 3];
    int64_t value, ms = 1 * MINUTE;
    long wanted;

    if (!value_find(request, words->word[1], &value))
        reply_error(request, "there is no value %s", words->word[1]);
    else if (!read_long(number, 0, LONG_MAX, &wanted))
        reply_error(request, "wait for which number?");
    else if (*time && !clock_parse_duration(time, &ms))
        reply_error(request, "%s is no time", time);
    else
        request->condition = (struct condition){
            .name = xstrdup(words->word[1]),
            .exactly = exactly,
            .value = wanted,
            .until = clock_monotonic_ms() + ms,
        };
}

static void command_modems(struct request *request, const struct words *words)
{
    for (size_t i = 0; i < request->modem_count; i++) {
        struct modem *modem = request->modems[i];
        struct modem_status status;
        modem_get_status(modem, &status);
        buf_printf(request->out,
                   "%s\t%s\t%s\t%s\tpin %s\tsignal %ld\tcredit %" PRId64 "\tSM %zu/%zu\tME %zu/%zu"
                   "\tSR %zu/%zu\n",
                   modem_name(modem), subscriber_number(modem_subscriber(modem)),
                   !status.plugged ? "unplugged"
                   : status.hung   ? "hung"
                                   : "plugged",
                   status.registered ? "registered" : "no network", status.pin, status.signal,
                   subscriber_account(modem_subscriber(modem))->credit, status.sm_used,
                   status.sm_size, status.me_used, status.me_size, status.sr_used, status.sr_size);
    }
    reply_ok(request, "%zu", request->modem_count);
}

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

    if (*words->word[1] && !read_long(words->word[1], 0, LONG_MAX, &from)) {
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
    } else if (!read_long(words->word[2], 1, 512, &cms) ||
               (*words->word[3] && !read_long(words->word[3], 1, LONG_MAX, &count))) {
        reply_error(request, "refuse NUMBER CMS-ERROR [COUNT], or refuse NUMBER never");
    } else {
        network_refuse(request->network, words->word[1], (int)cms, count);
        reply_done(request);
    }
}

static void reply_result(struct request *request, int result, const struct refusal *refusal)
{
    if (result)
        reply_error(request, "%s", refusal->message);
    else
        reply_done(request);
}

static void command_receive(struct request *request, const struct words *words)
{
    struct modem *modem = need_modem(request, words->word[1]);
    struct refusal refusal;

    if (!modem)
        return;
    char *text = unescape(words->rest[3]);
    int result =
        inbound_text(request->network, modem_subscriber(modem), words->word[2], text, &refusal);
    free(text);
    reply_result(request, result, &refusal);
}

static void command_deliver_part(struct request *request, const struct words *words)
{
    struct modem *modem = need_modem(request, words->word[1]);
    struct refusal refusal;
    long ref, total, sequence;

    if (!modem)
        return;
    if (!read_long(words->word[3], 0, 65535, &ref) || !read_long(words->word[4], 1, 255, &total) ||
        !read_long(words->word[5], 1, total, &sequence)) {
        reply_error(request, "deliver-part MODEM FROM REF TOTAL SEQUENCE TEXT");
        return;
    }
    struct udh_concat concat = {
        .wide = ref > 255,
        .ref = (uint16_t)ref,
        .total = (uint8_t)total,
        .sequence = (uint8_t)sequence,
    };
    char *text = unescape(words->rest[6]);
    int result = inbound_part(request->network, modem_subscriber(modem), words->word[2], &concat,
                              text, &refusal);
    free(text);
    reply_result(request, result, &refusal);
}

static void command_deliver_pdu(struct request *request, const struct words *words)
{
    struct modem *modem = need_modem(request, words->word[1]);
    struct buf octets = BUF_INIT;

    if (!modem)
        return;
    if (!hex_decode(words->word[2], strlen(words->word[2]), &octets) || !octets.len ||
        octets.len > TPDU_MAX) {
        reply_error(request,
                    "a TPDU is 1 to %d octets in hexadecimal, without the address of the "
                    "centre",
                    TPDU_MAX);
    } else {
        inbound_raw(request->network, modem_subscriber(modem), (const uint8_t *)octets.data,
                    octets.len);
        reply_done(request);
    }
    buf_free(&octets);
}

static void command_send(struct request *request, const struct words *words)
{
    char *text = unescape(words->rest[3]);

    inbound_send(request->network, words->word[1], words->word[2], text);
    free(text);
    reply_done(request);
}

static void command_call(struct request *request, const struct words *words)
{
    struct modem *modem = need_modem(request, words->word[1]);
    int64_t ms = 20 * SECOND;

    if (!modem)
        return;
    if (*words->word[3] && !clock_parse_duration(words->word[3], &ms)) {
        reply_error(request, "%s is no time", words->word[3]);
        return;
    }
    call_from(request->network, modem_subscriber(modem), words->word[2], ms);
    reply_done(request);
}

static bool read_fault(const struct words *words, struct modem_fault *ret_fault)
{
    static const struct {
        const char *word;
        enum fault_kind kind;
        bool has_code;
    } kinds[] = {
        {"cms", FAULT_CMS, true},        {"swallow", FAULT_SWALLOW, false},
        {"garble", FAULT_GARBLE, false}, {"late", FAULT_LATE, true},
        {"silent", FAULT_SILENT, false},
    };
    size_t i = 0, next = 3;

    while (i < ARRAY_SIZE(kinds) && strcmp(kinds[i].word, words->word[2]))
        i++;
    if (i == ARRAY_SIZE(kinds))
        return false;
    *ret_fault = (struct modem_fault){.kind = kinds[i].kind, .count = 1, .command = "+CMGS"};
    if (kinds[i].kind == FAULT_LATE) {
        int64_t ms;
        if (!clock_parse_duration(words->word[next++], &ms))
            return false;
        ret_fault->code = (long)ms;
    } else if (kinds[i].has_code && !read_long(words->word[next++], 0, 1000, &ret_fault->code)) {
        return false;
    }
    if (!strcmp(words->word[next], "always")) {
        ret_fault->count = -1;
        next++;
    } else if (read_long(words->word[next], 1, LONG_MAX, &ret_fault->count)) {
        next++;
    }
    if (!strcmp(words->word[next], "on")) {
        const char *command = words->word[next + 1];
        if (!strncasecmp(command, "AT", 2))
            command += 2;
        snprintf(ret_fault->command, sizeof(ret_fault->command), "%s",
                 strcmp(command, "any") ? command : "");
        for (char *p = ret_fault->command; *p; p++)
            *p = (char)toupper((unsigned char)*p);
        next += 2;
    }
    return words->count <= next;
}

static void command_fault(struct request *request, const struct words *words)
{
    struct modem *modem = need_modem(request, words->word[1]);
    struct modem_fault fault;

    if (!modem)
        return;
    if (!strcmp(words->word[2], "none")) {
        modem_clear_faults(modem);
        reply_done(request);
    } else if (read_fault(words, &fault)) {
        modem_add_fault(modem, &fault);
        reply_done(request);
    } else {
        reply_error(request, "fault MODEM cms CODE|swallow|garble|silent|late TIME [COUNT|always] "
                             "[on COMMAND|any], or fault MODEM none");
    }
}

static void command_hang(struct request *request, const struct words *words)
{
    struct modem *modem = need_modem(request, words->word[1]);

    if (!modem)
        return;
    modem_hang(modem, !strcmp(words->word[0], "hang"));
    reply_done(request);
}

static void command_plug(struct request *request, const struct words *words)
{
    struct modem *modem = need_modem(request, words->word[1]);

    if (!modem)
        return;
    if (!strcmp(words->word[0], "unplug"))
        modem_unplug(modem);
    else if (!modem_plug(modem)) {
        reply_error(request, "plugging it in: %s", strerror(errno));
        return;
    }
    reply_done(request);
}

static void command_network(struct request *request, const struct words *words)
{
    struct modem *modem = need_modem(request, words->word[1]);
    bool lost = !strcmp(words->word[2], "lost");

    if (!modem)
        return;
    if (!lost && strcmp(words->word[2], "back")) {
        reply_error(request, "network MODEM lost|back");
        return;
    }
    modem_lose_network(modem, lost);
    reply_done(request);
}

static void command_signal(struct request *request, const struct words *words)
{
    struct modem *modem = need_modem(request, words->word[1]);
    long signal;

    if (!modem)
        return;
    if (!read_long(words->word[2], 0, 99, &signal) || (signal > 31 && signal < 99)) {
        reply_error(request, "a signal is 0 to 31, or 99");
        return;
    }
    modem_set_signal(modem, signal);
    reply_done(request);
}

static void command_pin(struct request *request, const struct words *words)
{
    struct modem *modem = need_modem(request, words->word[1]);

    if (!modem)
        return;
    if (strcmp(words->word[2], "locked")) {
        reply_error(request, "pin MODEM locked");
        return;
    }
    modem_lock_pin(modem);
    reply_done(request);
}

static void command_credit(struct request *request, const struct words *words)
{
    struct modem *modem = need_modem(request, words->word[1]);
    long credit;

    if (!modem)
        return;
    if (!read_long(words->word[2], 0, LONG_MAX, &credit)) {
        reply_error(request, "credit MODEM AMOUNT");
        return;
    }
    subscriber_account(modem_subscriber(modem))->credit = credit;
    reply_done(request);
}

static void command_say(struct request *request, const struct words *words)
{
    struct modem *modem = need_modem(request, words->word[1]);

    if (!modem)
        return;
    char *text = unescape(words->rest[2]);
    modem_say(modem, text);
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
    char *text = unescape(words->rest[3]);
    ussd_define(request->network, words->word[1], menu, text);
    free(text);
    reply_done(request);
}

static void command_ussd_push(struct request *request, const struct words *words)
{
    struct modem *modem = need_modem(request, words->word[1]);

    if (!modem)
        return;
    char *text = unescape(words->rest[2]);
    ussd_push(request->network, modem_subscriber(modem), text);
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
        if (*words->word[2] && !read_long(words->word[2], 1, LONG_MAX, &count))
            break;
        report_set_mode(request->network, (enum report_mode)i, count);
        reply_done(request);
        return;
    }
    reply_error(request, "report normal|hold|lose|duplicate [COUNT], or report release");
}

static void command_stop(struct request *request, const struct words *words)
{
    reply_done(request);
    loop_stop(request->loop);
}

static void command_help(struct request *request, const struct words *words);

static const struct command {
    const char *name;
    void (*fn)(struct request *request, const struct words *words);
    const char *usage;
} commands[] = {
    {"help", command_help, "help"},
    {"stats", command_stats, "stats                        every value: NAME NUMBER"},
    {"get", command_get,
     "get NAME                     one value; also handset.NUMBER.messages, "
     ".parts, .rings, .rang_ms, .on"},
    {"wait", command_wait,
     "wait NAME [=] NUMBER [TIME]  until the value is as large (or exactly "
     "that); 1min"},
    {"modems", command_modems, "modems"},
    {"handsets", command_handsets, "handsets [STATE]             number, state, messages, rings"},
    {"inbox", command_inbox, "inbox NUMBER                 time, from, parts, class, text"},
    {"sent", command_sent, "sent [FROM]                  accepted parts, from that one on"},
    {"add", command_add, "add NUMBER                   a new handset"},
    {"on", command_on, "on NUMBER|all"},
    {"off", command_off, "off NUMBER|all [TIME]        for a while, or until on"},
    {"gone", command_gone, "gone NUMBER|all              no longer in use"},
    {"full", command_full, "full MODEM|NUMBER|all [TIME] no place for messages"},
    {"refuse", command_refuse, "refuse NUMBER CMS [COUNT]    parts to it are refused; or never"},
    {"receive", command_receive,
     "receive MODEM FROM TEXT      a message to the modem, in parts if "
     "long"},
    {"deliver-part", command_deliver_part, "deliver-part MODEM FROM REF TOTAL SEQUENCE TEXT"},
    {"deliver-pdu", command_deliver_pdu, "deliver-pdu MODEM HEX        any octets as TPDU"},
    {"send", command_send,
     "send FROM TO TEXT            a handset writes, with the network's "
     "latency"},
    {"call", command_call, "call MODEM FROM [TIME]       rings that long (20s)"},
    {"fault", command_fault,
     "fault MODEM cms CODE|swallow|garble|silent|late TIME [COUNT|always] "
     "[on COMMAND|any], or none"},
    {"hang", command_hang, "hang MODEM"},
    {"unhang", command_hang, "unhang MODEM"},
    {"unplug", command_plug, "unplug MODEM"},
    {"replug", command_plug, "replug MODEM"},
    {"network", command_network, "network MODEM lost|back"},
    {"signal", command_signal, "signal MODEM 0..31|99"},
    {"pin", command_pin, "pin MODEM locked             the SIM wants its PUK"},
    {"credit", command_credit, "credit MODEM AMOUNT"},
    {"say", command_say, "say MODEM TEXT               the modem says it by itself"},
    {"ussd", command_ussd,
     "ussd PATH menu|end TEXT      PATH is *098# or *098#>1>2; {credit} "
     "{number}"},
    {"ussd-push", command_ussd_push, "ussd-push MODEM TEXT"},
    {"report", command_report, "report normal|hold|lose|duplicate [COUNT], or release"},
    {"stop", command_stop, "stop                         ends the simulator"},
};

static void command_help(struct request *request, const struct words *words)
{
    for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
        buf_printf(request->out, "%s\n", commands[i].usage);
    reply_done(request);
}

void control_execute(struct request *request, char *line)
{
    char *copy = xstrdup(line);
    struct words words;
    size_t i = 0;

    split_words(line, copy, &words);
    while (i < ARRAY_SIZE(commands) && strcmp(commands[i].name, words.word[0]))
        i++;
    if (i < ARRAY_SIZE(commands))
        commands[i].fn(request, &words);
    else if (words.count)
        reply_error(request, "unknown: %s; help lists the commands", words.word[0]);
    free(copy);
}
