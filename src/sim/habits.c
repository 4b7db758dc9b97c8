/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The people who hold the handsets. */
#include "sim/habits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "sim/call.h"
#include "sim/inbound.h"
#include "sim/network_inside.h"
#include "sim/script.h"

/* Somebody who will do the deeds of a habit, one after the other. */
struct plan {
    struct network *network;
    struct handset *handset;
    const struct habit *habit;
    size_t next;
    uint64_t message;       /* the how-manyth of the handset's */
    char about[NUMBER_MAX]; /* who wrote */
};

/* Draws depend on the handset and on which of its messages this is about, so that nothing else that
 * happens in the village changes them. */
static double draw(const struct network *network, const char *purpose, const char *number,
                   uint64_t nth)
{
    char who[64];

    snprintf(who, sizeof(who), "%s/%s", purpose, number);
    return chance_draw(network->config.seed, who, nth);
}

void habits_start(struct network *network, struct handset *handset)
{
    struct span lasts = {0};

    if (!network->script)
        return;
    enum handset_state state =
        script_start(network->script, draw(network, "start", handset->number, 0), &lasts);
    double luck = draw(network, "start-lasts", handset->number, 0);
    if (state != HANDSET_ON)
        network_set_handset(network, handset, state, span_draw(lasts, luck));
}

static void do_deed(struct plan *plan, const struct deed *deed)
{
    struct network *network = plan->network;
    const char *number = plan->handset->number;
    uint64_t nth = plan->message * 16 + plan->next;
    int64_t lasts = span_draw(deed->lasts, draw(network, "lasts", number, nth));
    struct subscriber *modem = network_subscriber(network, plan->about);
    size_t which;

    switch (deed->kind) {
    case DEED_NOTHING:
        break;
    case DEED_ANSWER:
        which = (size_t)(draw(network, "text", number, nth) * (double)deed->text_count);
        inbound_send(network, number, plan->about, deed->texts[which]);
        break;
    case DEED_CALL:
        if (modem)
            call_from(network, modem, number, lasts);
        break;
    case DEED_OFF:
        network_set_handset(network, plan->handset, HANDSET_OFF, lasts);
        break;
    }
}

static void wait_for_next(struct plan *plan, agenda_fn plan_due)
{
    const struct deed *deed = &plan->habit->deeds[plan->next];
    double luck =
        draw(plan->network, "after", plan->handset->number, plan->message * 16 + plan->next);

    agenda_after_owning(plan->network->agenda, span_draw(deed->after, luck), plan_due, plan);
}

/* Whoever has switched off meanwhile does nothing more about it. */
static void plan_due(void *arg)
{
    struct plan *plan = arg;
    bool here = plan->handset->state == HANDSET_ON || plan->handset->state == HANDSET_FULL;

    if (here)
        do_deed(plan, &plan->habit->deeds[plan->next]);
    if (here && ++plan->next < plan->habit->count) {
        wait_for_next(plan, plan_due);
        return;
    }
    ledger_count(plan->network->ledger, COUNT_ANSWERS_TO_COME, -1);
    free(plan);
}

void habits_message(struct network *network, struct handset *handset,
                    const struct handset_message *message)
{
    if (!network->script)
        return;
    double luck = draw(network, "habit", handset->number, handset->received);
    const struct habit *habit =
        script_choose(network->script, handset->number, message->text, luck);
    if (!habit || habit->deeds[0].kind == DEED_NOTHING)
        return;
    struct plan *plan = xcalloc(1, sizeof(*plan));
    *plan = (struct plan){
        .network = network,
        .handset = handset,
        .habit = habit,
        .message = handset->received,
    };
    snprintf(plan->about, sizeof(plan->about), "%.23s", message->from);
    ledger_count(network->ledger, COUNT_ANSWERS_TO_COME, 1);
    wait_for_next(plan, plan_due);
}
