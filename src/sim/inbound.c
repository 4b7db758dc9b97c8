/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages to a modem. */
#include "sim/inbound.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "sim/network_inside.h"
#include "text/parts.h"

enum { DCS_GSM7 = 0x00, DCS_UCS2 = 0x08 };

static void taken(void *arg)
{
    ledger_count(arg, COUNT_INBOUND_TAKEN, 1);
}

void inbound_raw(struct network *network, struct subscriber *to, const uint8_t *tpdu, size_t len)
{
    ledger_count(network->ledger, COUNT_INBOUND, 1);
    subscriber_offer(to, tpdu, len, taken, network->ledger);
}

static int offer_part(struct network *network, struct subscriber *to, const char *from,
                      enum text_coding coding, const char *text, size_t len,
                      const struct udh_concat *concat, struct refusal *ret_refusal)
{
    struct tpdu_deliver deliver = {
        .sent = clock_wall_ms(),
        .body.dcs = coding == TEXT_CODING_GSM7 ? DCS_GSM7 : DCS_UCS2,
    };
    uint8_t tpdu[TPDU_MAX];

    if (!tpdu_address_parse(from, &deliver.from))
        return refuse(ret_refusal, "sender", "from", "a sender cannot be %s", from);
    if (!tpdu_body_set(&deliver.body, text, len, concat))
        return refuse(ret_refusal, "text_too_long", "text", "the text does not fit into a part");
    inbound_raw(network, to, tpdu, tpdu_encode_deliver(&deliver, tpdu));
    return 0;
}

int inbound_text(struct network *network, struct subscriber *to, const char *from, const char *text,
                 struct refusal *ret_refusal)
{
    struct text_split split;
    int result = text_split(text, TEXT_PARTS_MAX, &split, ret_refusal);

    if (result)
        return result;
    struct udh_concat concat = {
        .ref = network->next_concat_ref++,
        .total = (uint8_t)split.count,
    };
    for (size_t i = 0; i < split.count && !result; i++) {
        concat.sequence = (uint8_t)(i + 1);
        result = offer_part(network, to, from, split.coding, text + split.parts[i].offset,
                            split.parts[i].len, split.count > 1 ? &concat : NULL, ret_refusal);
    }
    return result;
}

int inbound_part(struct network *network, struct subscriber *to, const char *from,
                 const struct udh_concat *concat, const char *text, struct refusal *ret_refusal)
{
    struct text_split split;
    int result = text_split(text, TEXT_PARTS_MAX, &split, ret_refusal);

    if (result)
        return result;
    return offer_part(network, to, from, split.coding, text, strlen(text), concat, ret_refusal);
}

struct letter {
    struct network *network;
    struct subscriber *to;
    char from[NUMBER_MAX];
    char text[];
};

static void letter_arrives(void *arg)
{
    struct letter *letter = arg;

    ledger_count(letter->network->ledger, COUNT_IN_TRANSIT, -1);
    inbound_text(letter->network, letter->to, letter->from, letter->text, NULL);
    free(letter);
}

void inbound_send(struct network *network, const char *from, const char *to, const char *text)
{
    char number[NUMBER_MAX];

    number_dialled(network->config.country, to, number);
    struct subscriber *modem = network_subscriber(network, number);
    ledger_count(network->ledger, COUNT_ANSWERS, 1);
    if (!modem)
        return;
    struct letter *letter = xcalloc(1, sizeof(*letter) + strlen(text) + 1);
    letter->network = network;
    letter->to = modem;
    strncpy(letter->from, from, NUMBER_MAX - 1);
    strcpy(letter->text, text);
    ledger_count(network->ledger, COUNT_IN_TRANSIT, 1);
    double draw = network_draw(network, from);
    agenda_after_owning(network->agenda, span_draw(network->config.latency, draw), letter_arrives,
                        letter);
}
