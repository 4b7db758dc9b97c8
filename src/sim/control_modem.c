/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands about one modem: what comes to it, what goes wrong with it. */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "sim/call.h"
#include "sim/charset.h"
#include "sim/control_inside.h"
#include "sim/inbound.h"
#include "sim/subscriber.h"
#include "sim/tpdu.h"
#include "sim/ussd.h"

static struct modem *need_modem(struct request *request, const char *name)
{
    struct modem *modem = request_modem(request, name);

    if (!modem)
        reply_error(request, "there is no modem %s", name);
    return modem;
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
    char *text = words_text(words->rest[3]);
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
    if (!words_number(words->word[3], 0, 65535, &ref) ||
        !words_number(words->word[4], 1, 255, &total) ||
        !words_number(words->word[5], 1, total, &sequence)) {
        reply_error(request, "deliver-part MODEM FROM REF TOTAL SEQUENCE TEXT");
        return;
    }
    struct udh_concat concat = {
        .wide = ref > 255,
        .ref = (uint16_t)ref,
        .total = (uint8_t)total,
        .sequence = (uint8_t)sequence,
    };
    char *text = words_text(words->rest[6]);
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
    const char *from = words->word[2];
    call_from(request->network, modem_subscriber(modem), strcmp(from, "-") == 0 ? "" : from, ms);
    reply_done(request);
}

static const struct fault_word {
    const char *word;
    enum fault_kind kind;
    bool has_code;
} fault_words[] = {
    {"cms", FAULT_CMS, true},          {"error", FAULT_ERROR, false},
    {"swallow", FAULT_SWALLOW, false}, {"garble", FAULT_GARBLE, false},
    {"late", FAULT_LATE, true},        {"silent", FAULT_SILENT, false},
    {"hang", FAULT_HANG, false},       {"unplug", FAULT_UNPLUG, false},
};

/* A CMS error, or for "late" a time. */
static bool read_code(const char *word, struct modem_fault *fault)
{
    int64_t ms;

    if (fault->kind != FAULT_LATE)
        return words_number(word, 0, 1000, &fault->code);
    if (!clock_parse_duration(word, &ms))
        return false;
    fault->code = (long)ms;
    return true;
}

/* "+CMGS", "at+cmgr=3", or "any". */
static void read_command(const char *word, struct modem_fault *fault)
{
    if (!strncasecmp(word, "AT", 2))
        word += 2;
    snprintf(fault->command, sizeof(fault->command), "%s", strcmp(word, "any") ? word : "");
    for (char *p = fault->command; *p; p++)
        *p = (char)toupper((unsigned char)*p);
}

static bool read_fault(const struct words *words, struct modem_fault *ret_fault)
{
    size_t i = 0, next = 3;

    while (i < ARRAY_SIZE(fault_words) && strcmp(fault_words[i].word, words->word[2]))
        i++;
    if (i == ARRAY_SIZE(fault_words))
        return false;
    *ret_fault = (struct modem_fault){.kind = fault_words[i].kind, .count = 1, .command = "+CMGS"};
    if (fault_words[i].has_code && !read_code(words->word[next++], ret_fault))
        return false;
    if (!strcmp(words->word[next], "always")) {
        ret_fault->count = -1;
        next++;
    } else if (words_number(words->word[next], 1, LONG_MAX, &ret_fault->count)) {
        next++;
    }
    if (!strcmp(words->word[next], "on")) {
        read_command(words->word[next + 1], ret_fault);
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
        reply_error(
            request,
            "fault MODEM cms CODE|error|swallow|garble|silent|late TIME|hang|unplug [COUNT|always] "
            "[on COMMAND[=ARGUMENT]|any], or fault MODEM none");
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

static void command_restart(struct request *request, const struct words *words)
{
    struct modem *modem = need_modem(request, words->word[1]);

    if (!modem)
        return;
    modem_restart(modem);
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
    if (!words_number(words->word[2], 0, 99, &signal) || (signal > 31 && signal < 99)) {
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

static void command_sim(struct request *request, const struct words *words)
{
    struct modem *modem = need_modem(request, words->word[1]);
    bool in = !strcmp(words->word[2], "in");

    if (!modem)
        return;
    if (!in && strcmp(words->word[2], "out")) {
        reply_error(request, "sim MODEM in|out");
        return;
    }
    modem_insert_sim(modem, in);
    reply_done(request);
}

static void command_credit(struct request *request, const struct words *words)
{
    struct modem *modem = need_modem(request, words->word[1]);
    long credit;

    if (!modem)
        return;
    if (!words_number(words->word[2], 0, LONG_MAX, &credit)) {
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
    char *text = words_text(words->rest[2]);
    modem_say(modem, text);
    free(text);
    reply_done(request);
}

static void command_ussd_push(struct request *request, const struct words *words)
{
    struct modem *modem = need_modem(request, words->word[1]);

    if (!modem)
        return;
    char *text = words_text(words->rest[2]);
    ussd_push(request->network, modem_subscriber(modem), text);
    free(text);
    reply_done(request);
}

const struct command modem_commands[] = {
    {"receive", command_receive, "MODEM FROM TEXT", "a message to the modem, in parts if long"},
    {"deliver-part", command_deliver_part, "MODEM FROM REF TOTAL SEQUENCE TEXT", ""},
    {"deliver-pdu", command_deliver_pdu, "MODEM HEX", "any octets as TPDU"},
    {"call", command_call, "MODEM FROM [TIME]",
     "rings that long (20s); FROM - withholds the number"},
    {"fault", command_fault,
     "MODEM cms CODE|error|swallow|garble|silent|late TIME|hang|unplug [COUNT|always] "
     "[on COMMAND[=ARGUMENT]|any], or none",
     ""},
    {"hang", command_hang, "MODEM", ""},
    {"unhang", command_hang, "MODEM", ""},
    {"unplug", command_plug, "MODEM", ""},
    {"replug", command_plug, "MODEM", ""},
    {"restart", command_restart, "MODEM", "it was without power for a moment; its terminal stays"},
    {"network", command_network, "MODEM lost|back", ""},
    {"signal", command_signal, "MODEM 0..31|99", ""},
    {"pin", command_pin, "MODEM locked", "the SIM wants its PUK"},
    {"sim", command_sim, "MODEM in|out", "the card is taken out, put in again"},
    {"credit", command_credit, "MODEM AMOUNT", ""},
    {"say", command_say, "MODEM TEXT", "the modem says it by itself"},
    {"ussd-push", command_ussd_push, "MODEM TEXT", ""},
    {NULL, NULL, NULL, NULL},
};
