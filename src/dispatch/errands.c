/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Neighbours: a household that could not be reached is told by the one that agreed to. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/memory.h"
#include "dispatch/inside.h"
#include "store/household.h"
#include "store/ladder.h"
#include "text/air.h"
#include "text/parts.h"
#include "village/short_code.h"

enum { PHONES_MAX = 16 };

/* His first phone that takes SMS, wants messages and is no phone of the household's own. */
static int find_phone(struct dispatch *d, int64_t announcement, int64_t neighbour,
                      int64_t household, struct ladder_phone *ret)
{
    struct ladder_phone own[PHONES_MAX], his[PHONES_MAX];
    size_t own_count, his_count;
    int r = ladder_phones(d->store, announcement, household, own, PHONES_MAX, &own_count);

    if (r == 0)
        r = ladder_phones(d->store, announcement, neighbour, his, PHONES_MAX, &his_count);
    for (size_t i = 0; r == 0 && i < his_count; i++) {
        bool shared = false;
        for (size_t j = 0; j < own_count; j++)
            shared = shared || own[j].phone_id == his[i].phone_id;
        if (shared || his[i].fixed || his[i].stopped)
            continue;
        *ret = his[i];
        return 0;
    }
    return r < 0 ? r : STORE_NOT_FOUND;
}

struct asked {
    bool any;
};

static void note_open(const struct errand *e, void *arg)
{
    struct asked *asked = arg;

    asked->any = asked->any || e->open;
}

/* "1" is short, but an announcement may ask him the same, and so may another errand: then the
 * household's number stands behind the word. */
static int may_answer_by_number(struct dispatch *d, int64_t phone_id, int64_t now, bool *ret)
{
    struct asked asked = {0};
    struct announcement a;
    struct options options = {0};
    int r = announcement_awaiting(d->store, phone_id, now, &a);

    if (r == 0)
        r = announcement_options(d->store, &a, &options);
    bool options_open = r == 0 && options.count > 0;
    options_free(&options);
    if (r == STORE_NOT_FOUND)
        r = 0;
    if (r == 0)
        r = errand_list(d->store, phone_id, now, note_open, &asked);
    *ret = !options_open && !asked.any;
    return r;
}

/* The text, in as many parts as it takes; the caller frees. */
static char *compose(struct dispatch *d, const struct ladder_household *h, const char *text,
                     bool by_number)
{
    char *word = xasprintf("%s %s", d->texts->word_done, short_code(h->code));
    const struct texts_word words[] = {{"village", d->village},
                                       {"head", h->head},
                                       {"household", h->code},
                                       {"text", text},
                                       {"answer", by_number ? "1" : word},
                                       {NULL, NULL}};
    char *filled = texts_fill(d->texts->errand, words);
    char *air = text_for_air(filled, TEXT_ACCENTS_DROP);

    free(filled);
    free(word);
    return air;
}

static int send(struct dispatch *d, const struct announcement *a, const struct ladder_phone *phone,
                int64_t household, const struct ladder_household *h, const char *text, int64_t lane,
                int64_t now)
{
    struct errand e = {.announcement = a->id,
                       .household = household,
                       .phone_id = phone->phone_id,
                       .asked_at = now};
    int r = may_answer_by_number(d, phone->phone_id, now, &e.by_number);

    if (r != 0)
        return r;
    char *air = compose(d, h, text, e.by_number);
    struct message_new m = {
        .phone_id = phone->phone_id,
        .state = MESSAGE_HELD,
        .lane = lane,
        .sturdy = !h->frail,
        .hint = outlet_hint(d, phone->number),
        .parts = (int64_t)text_count_parts(air),
        .text = air,
        .about = a->id,
        .due_at = now,
        .expires_at = a->expires_at,
    };
    r = message_current_turn(d->store, lane, m.sturdy, &m.turn);
    if (r == 0)
        r = message_add(d->store, now, &m, &e.message_id);
    if (r == 0)
        r = errand_set(d->store, &e);
    free(air);
    return r;
}

int errand_ask(struct dispatch *d, const struct announcement *a, int64_t household,
               const struct ladder_household *h, const char *text, int64_t lane, int64_t now,
               bool *ret_asked)
{
    struct announcement kept = {.id = a->id, .expires_at = a->expires_at};
    struct ladder_phone phone;
    enum reach_by by = REACH_NONE;

    *ret_asked = false;
    if (!h->neighbour_id || h->neighbour_id == household)
        return 0;
    int r = reach_get_by(d->store, kept.id, h->neighbour_id, &by);
    if (r == 0 && by == REACH_NONE)
        return 0; /* he does not know himself: two who wait for each other are both visited */
    if (r >= 0)
        r = find_phone(d, kept.id, h->neighbour_id, household, &phone);
    if (r != 0)
        return r < 0 ? r : 0;
    *ret_asked = true;
    return send(d, &kept, &phone, household, h, text, lane, now);
}
