/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is said to those who were asked to tell others. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "dispatch/doors.h"
#include "inbound/doors_inside.h"
#include "village/short_code.h"

enum { ANSWER_MS = 12 * 3600 * 1000 }; /* what he is answered is no news after that */

const struct texts *doors_texts(const struct hearing *h)
{
    return dispatch_texts(h->receiver->dispatch);
}

void doors_answer(struct hearing *h, const char *text, const struct texts_word *words)
{
    if (h->error == 0)
        h->error = dispatch_notify(h->receiver->dispatch, h->speaker->phone_id, LANE_EMERGENCY,
                                   ANSWER_MS, text, words, h->speaker->now);
}

void doors_answer_doors(struct hearing *h, const char *text, const char *doors)
{
    const struct texts_word words[] = {
        {"doors", doors}, {"word", doors_texts(h)->word_done}, {NULL, NULL}};

    doors_answer(h, text, words);
}

static const char *after_doors(const struct hearing *h, const struct list *list, int64_t left)
{
    const struct texts *texts = doors_texts(h);

    return left == 0 ? texts->doors_done : list->early ? texts->doors_early : texts->doors_left;
}

void doors_answer_list(struct hearing *h, const struct list *list)
{
    struct buf left = BUF_INIT;
    int64_t count = 0;
    char id[24], number[24];

    if (h->error == 0)
        h->error =
            doors_left(h->receiver->dispatch, list->announcement, list->cluster, &left, &count);
    if (h->error == 0)
        h->error =
            doors_heard(h->receiver->dispatch, list->announcement, list->cluster, h->speaker->now);
    char *cluster = doors_cluster_name(h->receiver->dispatch, list->cluster);
    snprintf(id, sizeof(id), "%" PRId64, list->announcement);
    snprintf(number, sizeof(number), "%" PRId64, count);
    const struct texts_word words[] = {
        {"announcement", id},      {"cluster", cluster},          {"count", number},
        {"doors", buf_str(&left)}, {"done", buf_str(&list->now)}, {NULL, NULL}};
    doors_answer(h, after_doors(h, list, count), words);
    free(cluster);
    buf_free(&left);
}

void doors_answer_request(struct hearing *h, const struct request *request)
{
    const struct texts_word words[] = {
        {"head", request->head}, {"household", request->code}, {NULL, NULL}};

    doors_answer(h, doors_texts(h)->errand_done, words);
}

void doors_add_word(struct buf *list, const char *word)
{
    buf_printf(list, "%s%s", list->len ? " " : "", word);
}

void doors_ask_which_request(struct hearing *h)
{
    struct buf codes = BUF_INIT;

    for (size_t i = 0; i < h->request_count; i++)
        doors_add_word(&codes, short_code(h->requests[i].code));
    doors_answer_doors(h, doors_texts(h)->errand_which, buf_str(&codes));
    buf_free(&codes);
    h->taken = true;
}

void doors_ask_which_door(struct hearing *h)
{
    struct buf codes = BUF_INIT;

    for (size_t i = 0; i < h->door_count; i++)
        if (h->doors[i].open)
            doors_add_word(&codes, short_code(h->doors[i].code));
    doors_answer_doors(h, doors_texts(h)->errand_which, buf_str(&codes));
    buf_free(&codes);
    h->taken = true;
}

/* His own answer, or a door? Who needs help may not come to say which. */
void doors_ask_which_question(struct hearing *h)
{
    const char *number = h->knock.numbers[0];
    char *said = NULL;

    if (h->request_count)
        said = xasprintf("%s %s", doors_texts(h)->word_done, short_code(h->requests[0].code));
    else
        said = xasprintf("%s %s", doors_texts(h)->word_done, number);
    const struct texts_word words[] = {{"number", number}, {"answer", said}, {NULL, NULL}};
    doors_answer(h, doors_texts(h)->answer_or_done, words);
    free(said);
    h->urgent = doors_holds_option(h, true);
    h->taken = true;
}

void doors_ask_which_cluster(struct hearing *h)
{
    struct buf names = BUF_INIT;

    for (size_t i = 0; i < h->list_count; i++)
        if (h->lists[i].open && h->lists[i].announcement == h->lists[0].announcement)
            buf_printf(&names, "%s%s", names.len ? ", " : "", h->lists[i].cluster);
    const struct texts_word words[] = {{"clusters", buf_str(&names)}, {NULL, NULL}};
    doors_answer(h, doors_texts(h)->doors_which_cluster, words);
    buf_free(&names);
    h->taken = true;
}
