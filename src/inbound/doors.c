/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers of those who were asked to tell others. */
#include "inbound/doors.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "inbound/doors_inside.h"
#include "store/journal.h"
#include "text/accents.h"
#include "village/short_code.h"

/* ---- what is written down ---- */

static int journal(struct hearing *h, const char *author, const char *what, const char *code,
                   int64_t announcement)
{
    char detail[64];

    snprintf(detail, sizeof(detail), "announcement %" PRId64 ", by SMS", announcement);
    return journal_add(h->receiver->store, h->speaker->now, author, what, code, detail);
}

static void mark_door(struct hearing *h, struct door *door)
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

static void mark_request(struct hearing *h, struct request *request)
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

/* How many of his numbers stand on a list that was sent to him. */
static size_t count_known(struct hearing *h)
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
        mark_request(h, request);
    if (doors == 1 && (requests == 0 || same))
        mark_door(h, door);
}

static void mark_numbers(struct hearing *h)
{
    for (size_t i = 0; i < h->knock.count; i++)
        mark_number(h, h->knock.numbers[i]);
    if (h->unknown.len)
        doors_answer_doors(h, doors_texts(h)->doors_unknown, buf_str(&h->unknown));
    if (h->unclear.len)
        doors_answer_doors(h, doors_texts(h)->doors_which, buf_str(&h->unclear));
    h->taken = true;
}

/* ---- how his text is read ---- */

static bool names_cluster(const struct hearing *h, const struct list *list)
{
    char *folded = text_fold(list->cluster);
    bool named = h->knock.count == 1 && (strcmp(h->knock.numbers[0], folded) == 0 ||
                                         short_code_means(h->knock.numbers[0], folded));

    free(folded);
    return named;
}

/* Every door of the one list that he can mean. */
static void mark_all(struct hearing *h)
{
    size_t chosen = 0, which = 0;

    for (size_t i = 0; i < h->list_count; i++) {
        const struct list *list = &h->lists[i];
        bool meant = h->knock.count ? names_cluster(h, list) : list->open > 0;
        if (!meant || (chosen && list->announcement != h->lists[which].announcement))
            continue; /* an older announcement */
        chosen++;
        which = i;
    }
    if (chosen != 1) {
        doors_ask_which_cluster(h);
        return;
    }
    for (size_t i = 0; i < h->door_count; i++)
        if (h->doors[i].list == which && h->doors[i].open)
            mark_door(h, &h->doors[i]);
    h->taken = true;
}

static size_t count_open(const struct hearing *h, size_t *ret_door)
{
    size_t count = 0;

    for (size_t i = 0; i < h->door_count; i++) {
        if (!h->doors[i].open)
            continue;
        count++;
        *ret_door = i;
    }
    return count;
}

/* "xong", and nothing else. */
static void read_word_alone(struct hearing *h)
{
    size_t door, open = count_open(h, &door);

    if (h->request_count == 1 && open == 0)
        mark_request(h, &h->requests[0]);
    else if (h->request_count == 0 && open == 1)
        mark_door(h, &h->doors[door]);
    else if (h->request_count)
        doors_ask_which_request(h);
    else if (open)
        doors_ask_which_door(h);
}

static void read_with_word(struct hearing *h)
{
    if (h->knock.all && h->list_count)
        mark_all(h);
    else if (h->knock.all)
        for (size_t i = 0; i < h->request_count; i++)
            mark_request(h, &h->requests[i]);
    else if (h->knock.count)
        mark_numbers(h);
    else
        read_word_alone(h);
}

bool doors_holds_option(const struct hearing *h)
{
    const struct options *options = h->speaker->options;

    for (size_t i = 0; options && i < h->knock.count; i++) {
        const char *number = h->knock.numbers[i];
        if (strlen(number) == 1 && options_find(options, number[0] - '0'))
            return true;
    }
    return false;
}

/* Only numbers: his household may mean something else by them. */
static void read_bare_numbers(struct hearing *h)
{
    bool one = h->knock.count == 1 && strcmp(h->knock.numbers[0], "1") == 0;
    bool asked = one && h->request_count > 0;
    bool option = doors_holds_option(h);
    size_t known = count_known(h);

    if (asked && h->request_count > 1 && !option && known == 0)
        doors_ask_which_request(h);
    else if (asked && (option || known))
        doors_ask_which_question(h);
    else if (asked && h->requests[0].errand.by_number)
        mark_request(h, &h->requests[0]);
    else if (h->list_count == 0 || asked)
        return;
    else if (option && known == h->knock.count)
        doors_ask_which_question(h);
    else if (option || (known == 0 && h->speaker->options && h->speaker->options->count))
        return;
    else
        mark_numbers(h);
}

/* "chưa xong 12": nothing is written down. Without a word for the doors "chưa" may be an option. */
static void read_undone(struct hearing *h)
{
    bool options = h->speaker->options && h->speaker->options->count;

    if (h->knock.done || (options && (h->knock.count == 0 || doors_holds_option(h))))
        return;
    const struct texts_word words[] = {{"word", doors_texts(h)->word_done}, {NULL, NULL}};
    doors_answer(h, doors_texts(h)->doors_undone, words);
    h->undone = h->taken = true;
}

static void read(struct hearing *h)
{
    if (!h->knock.pure)
        return;
    if (h->knock.undone)
        read_undone(h);
    else if (h->knock.done)
        read_with_word(h);
    else if (h->knock.count && !h->knock.all)
        read_bare_numbers(h);
}

static char *explain(const struct hearing *h)
{
    if (h->told && !h->unknown.len && !h->unclear.len)
        return xasprintf("says that %zu doors are told", h->told);
    if (h->told)
        return xasprintf("says that doors are told: %zu are written down, not %s%s%s", h->told,
                         buf_str(&h->unknown), h->unknown.len && h->unclear.len ? " " : "",
                         buf_str(&h->unclear));
    if (h->undone)
        return xstrdup("says that doors are not told yet; none is written down");
    return xstrdup("says that doors are told, but not which; he was asked again");
}

int doors_hear(struct receiver *receiver, const struct doors_speaker *speaker, const char *text,
               struct reply *ret_reply, bool *ret_taken)
{
    struct hearing h;
    char *over = NULL;
    int r = receiver->dispatch ? hearing_open(&h, receiver, speaker, text) : STORE_NOT_FOUND;

    *ret_taken = false;
    if (r == STORE_NOT_FOUND)
        return 0;
    if (r == 0 && !h.request_count)
        r = doors_hear_over(&h, &over);
    if (r == 0 && !over && (h.list_count || h.request_count))
        r = hearing_load_doors(&h);
    if (r == 0 && !over && (h.list_count || h.request_count))
        read(&h);
    for (size_t i = 0; i < h.list_count && r == 0; i++)
        if (h.lists[i].now.len)
            doors_answer_list(&h, &h.lists[i]);
    if (r == 0)
        r = h.error;
    *ret_taken = h.taken || over;
    if (r == 0 && over) {
        *ret_reply = (struct reply){.kind = REPLY_ACK, .why = over};
    } else if (r == 0 && h.taken) {
        bool settled = h.undone || (h.told && !h.unclear.len && !h.unknown.len);
        *ret_reply =
            (struct reply){.kind = settled ? REPLY_ACK : REPLY_UNCLEAR, .why = explain(&h)};
    }
    hearing_close(&h);
    return r;
}

int doors_doubt(struct receiver *receiver, const struct doors_speaker *speaker, const char *text,
                bool *ret)
{
    struct hearing h;
    int r = receiver->dispatch ? hearing_open(&h, receiver, speaker, text) : STORE_NOT_FOUND;

    *ret = false;
    if (r == STORE_NOT_FOUND)
        return 0;
    *ret = h.knock.mentions && (h.list_count || h.request_count);
    hearing_close(&h);
    return r;
}
