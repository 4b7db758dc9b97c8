/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whom the numbers of somebody who knocks on doors mean, and what is written down of them. */
#include <inttypes.h>
#include <stdio.h>

#include "inbound/doors_inside.h"
#include "store/journal.h"
#include "village/short_code.h"

/* ---- what is written down ---- */

static int journal(struct hearing *h, const char *author, const char *what, const char *code,
                   int64_t announcement)
{
    char detail[64];

    snprintf(detail, sizeof(detail), "announcement %" PRId64 ", by SMS", announcement);
    return journal_add(h->receiver->store, h->speaker->now, author, what, code, detail);
}

void doors_mark(struct hearing *h, struct door *door)
{
    struct list *list = &h->lists[door->list];

    h->taken = true;
    doors_add_word(&list->now, short_code(door->code));
    h->told++;
    if (!door->open || h->error)
        return;
    door->open = false;
    list->open--;
    h->error = reach_by_person(h->receiver->store, list->announcement, door->household, REACH_VISIT,
                               h->speaker->now);
    if (h->error == 0)
        h->error = journal(h, list->staff, "visited", door->code, list->announcement);
}

void doors_mark_request(struct hearing *h, struct request *request)
{
    h->taken = true;
    h->told++;
    if (h->error)
        return;
    request->errand.done_at = h->speaker->now;
    h->error = errand_set(h->receiver->store, &request->errand);
    if (h->error == 0)
        h->error = reach_by_person(h->receiver->store, request->errand.announcement,
                                   request->errand.household, REACH_NEIGHBOUR, h->speaker->now);
    if (h->error == STORE_EXISTS)
        h->error = 0; /* reached otherwise, in this very text */
    if (h->error == 0)
        h->error = journal(h, h->speaker->household, "told a neighbour", request->code,
                           request->errand.announcement);
    doors_answer_request(h, request);
}

/* ---- whom a number means ---- */

/* Doors that the number means on the lists of one announcement that were sent, or were not: those
 * on the list, else those told before it was sent. *ret: one of them. */
static size_t find_doors(struct hearing *h, const char *number, const struct list *list,
                         bool on_list, struct door **ret)
{
    size_t count = 0;

    for (size_t i = 0; i < h->door_count; i++) {
        struct door *door = &h->doors[i];
        const struct list *its = &h->lists[door->list];
        if (door->on_list != on_list || its->announcement != list->announcement ||
            its->early != list->early || !short_code_means(number, door->code))
            continue;
        count++;
        *ret = door;
    }
    return count;
}

static size_t find_newest_of(struct hearing *h, const char *number, bool early, bool on_list,
                             struct door **ret)
{
    size_t count = 0;

    for (size_t i = 0; i < h->list_count && count == 0; i++)
        if (h->lists[i].early == early)
            count = find_doors(h, number, &h->lists[i], on_list, ret);
    return count;
}

/* What he was asked is meant before what he will be, unless he has told of it already. */
static size_t find_newest(struct hearing *h, const char *number, struct door **ret)
{
    struct door *early = NULL;
    size_t count = find_newest_of(h, number, false, true, ret);
    size_t early_count = find_newest_of(h, number, true, true, &early);

    if (early_count && (count == 0 || (!(*ret)->open && h->lists[early->list].announcement >
                                                            h->lists[(*ret)->list].announcement))) {
        *ret = early;
        return early_count;
    }
    return count ? count : find_newest_of(h, number, false, false, ret);
}

static size_t find_requests(struct hearing *h, const char *number, struct request **ret)
{
    size_t count = 0;

    for (size_t i = 0; i < h->request_count; i++) {
        if (!short_code_means(number, h->requests[i].code))
            continue;
        if (count == 0 || (*ret)->errand.household != h->requests[i].errand.household)
            count++;
        *ret = &h->requests[i];
    }
    return count;
}

size_t doors_count_known(struct hearing *h)
{
    size_t count = 0;

    for (size_t i = 0; i < h->knock.count; i++) {
        struct door *door = NULL;
        count += find_newest(h, h->knock.numbers[i], &door) > 0 && door->on_list;
    }
    return count;
}

/* He tells of a neighbour who has heard of it otherwise, or says it twice. */
static bool thank_again(struct hearing *h, const char *number)
{
    for (size_t i = 0; i < h->settled_count; i++) {
        if (!short_code_means(number, h->settled[i].code))
            continue;
        doors_answer_request(h, &h->settled[i]);
        h->told++;
        return true;
    }
    return false;
}

static void mark_number(struct hearing *h, const char *number)
{
    struct door *door = NULL;
    struct request *request = NULL;
    size_t doors = find_newest(h, number, &door), requests = find_requests(h, number, &request);
    bool same = doors == 1 && requests == 1 && door->household == request->errand.household;

    if (doors + requests == 0 && !thank_again(h, number))
        doors_add_word(&h->unknown, number);
    else if (doors + requests > 1 && !same)
        doors_add_word(&h->unclear, number);
    if (requests == 1 && (doors == 0 || same))
        doors_mark_request(h, request);
    if (doors == 1 && (requests == 0 || same))
        doors_mark(h, door);
}

void doors_mark_numbers(struct hearing *h)
{
    for (size_t i = 0; i < h->knock.count; i++)
        mark_number(h, h->knock.numbers[i]);
    if (h->unknown.len)
        doors_answer_doors(h, doors_texts(h)->doors_unknown, buf_str(&h->unknown));
    if (h->unclear.len)
        doors_answer_doors(h, doors_texts(h)->doors_which, buf_str(&h->unclear));
    h->taken = true;
}
