/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Somebody speaks of doors, or of a neighbour, where nothing is to be told any more: the
 * announcement was cancelled or replaced, its time is over, or the household has heard otherwise.
 * He is told so, and nothing is written down: it is no reply of his own household. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "inbound/doors_inside.h"

enum { KNOWN_MS = 14 * 24 * 3600 * 1000 }; /* of what was asked longer ago nobody speaks */

/* A list that is over. */
struct past_list {
    int64_t announcement;
    char *cluster;
};

/* What he speaks of: a list, or a household that he was to tell. */
struct over {
    struct hearing *h;
    struct past_list *lists; /* newest first */
    size_t list_count;
    int64_t announcement; /* of the list, 0: of none */
    int64_t errand;       /* the announcement that he was to tell of, 0: none */
    bool by_number;       /* "1" was the answer to it */
    char *code, *head;    /* of the household, if it was reached otherwise */
};

static bool is_one(const struct hearing *h)
{
    return h->knock.count == 1 && strcmp(h->knock.numbers[0], "1") == 0;
}

/* ---- a neighbour ---- */

static void look_at_errand(const struct errand *e, void *arg)
{
    struct over *over = arg;
    const struct hearing *h = over->h;
    bool word = h->knock.done || h->knock.undone;
    bool meant = doors_names(h, e->code) || (word && h->knock.count == 0) ||
                 (!word && e->by_number && is_one(h));

    if (over->errand || !meant)
        return;
    over->errand = e->announcement;
    over->by_number = e->by_number;
    if (e->reached) {
        over->code = xstrdup(e->code);
        over->head = xstrdup(e->head);
    }
}

/* ---- a leader ---- */

static int64_t newest_open(const struct hearing *h)
{
    int64_t newest = 0;

    for (size_t i = 0; i < h->list_count; i++)
        if (h->lists[i].announcement > newest)
            newest = h->lists[i].announcement;
    return newest;
}

/* His numbers are looked for on the newest list first, and that is this one, until he knows that it
 * is over. */
static void take_list(int64_t announcement, const char *cluster, bool told, void *arg)
{
    struct over *over = arg;
    const struct hearing *h = over->h;

    if (h->list_count && (told || announcement < newest_open(h)))
        return;
    over->lists = xreallocarray(over->lists, over->list_count + 1, sizeof(*over->lists));
    over->lists[over->list_count++] = (struct past_list){announcement, xstrdup(cluster)};
}

/* The newest list that he names, or whichever is the newest where he only says that he is done. */
static int find_list(struct over *over)
{
    struct hearing *h = over->h;
    struct store *store = h->receiver->store;
    int64_t now = h->speaker->now;
    bool meant = h->knock.count == 0 || h->knock.all;
    int r = door_lists_over(store, h->speaker->phone_id, now, now - KNOWN_MS, take_list, over);

    for (size_t i = 0; i < over->list_count && r == 0 && !over->announcement; i++) {
        const struct past_list *list = &over->lists[i];
        if (!meant)
            r = doors_names_any(h, list->announcement, list->cluster, false, &meant);
        if (meant)
            over->announcement = list->announcement;
    }
    return r < 0 ? r : 0;
}

static void clear(struct over *over)
{
    for (size_t i = 0; i < over->list_count; i++)
        free(over->lists[i].cluster);
    free(over->lists);
    free(over->code);
    free(over->head);
}

/* ---- what he hears ---- */

static char *answer(struct over *over)
{
    struct hearing *h = over->h;
    bool list = over->announcement && !(over->by_number && is_one(h));
    char id[24];

    if (!list && over->code) {
        const struct request told = {.code = over->code, .head = over->head};
        doors_answer_request(h, &told);
        return xstrdup("says that a household is told, which was reached already");
    }
    snprintf(id, sizeof(id), "%" PRId64, list ? over->announcement : over->errand);
    const struct texts_word words[] = {{"announcement", id}, {NULL, NULL}};
    doors_answer(h, doors_texts(h)->doors_over, words);
    if (list && h->error == 0)
        h->error =
            door_lists_over_told(h->receiver->store, h->speaker->phone_id, over->announcement);
    return xstrdup("speaks of doors of an announcement that is over");
}

/* Bare numbers, or the word alone, may be what his household is to answer. */
static bool may_be_his_own(const struct hearing *h)
{
    const struct knock *k = &h->knock;
    bool awaited = h->speaker->options != NULL;

    if (k->done || k->undone)
        return awaited && k->count == 0 && !k->all;
    return k->count == 0 || k->all || doors_holds_option(h, false);
}

int doors_hear_over(struct hearing *h, char **ret_why)
{
    struct over over = {.h = h};

    if (!h->knock.pure || may_be_his_own(h))
        return 0;
    int r = find_list(&over);
    if (r == 0 && !h->list_count)
        r = errand_list(h->receiver->store, h->speaker->phone_id, h->speaker->now - KNOWN_MS,
                        look_at_errand, &over);
    if (r == 0 && (over.announcement || over.errand))
        *ret_why = answer(&over);
    clear(&over);
    return r;
}
