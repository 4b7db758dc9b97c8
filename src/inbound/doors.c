/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers of those who were asked to tell others. */
#include "inbound/doors.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "inbound/doors_inside.h"
#include "text/accents.h"
#include "village/short_code.h"

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
            doors_mark(h, &h->doors[i]);
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
        doors_mark_request(h, &h->requests[0]);
    else if (h->request_count == 0 && open == 1)
        doors_mark(h, &h->doors[door]);
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
            doors_mark_request(h, &h->requests[i]);
    else if (h->knock.count)
        doors_mark_numbers(h);
    else
        read_word_alone(h);
}

bool doors_holds_option(const struct hearing *h, bool help)
{
    const struct options *options = h->speaker->options;

    for (size_t i = 0; options && i < h->knock.count; i++) {
        const char *number = h->knock.numbers[i];
        const struct option *option =
            strlen(number) == 1 ? options_find(options, number[0] - '0') : NULL;
        if (option && (!help || option->number == options->help))
            return true;
    }
    return false;
}

/* Only numbers: his household may mean something else by them. */
static void read_bare_numbers(struct hearing *h)
{
    bool one = h->knock.count == 1 && strcmp(h->knock.numbers[0], "1") == 0;
    bool asked = one && h->request_count > 0;
    bool option = doors_holds_option(h, false);
    size_t known = doors_count_known(h);

    if (asked && h->request_count > 1 && !option && known == 0)
        doors_ask_which_request(h);
    else if (asked && (option || known))
        doors_ask_which_question(h);
    else if (asked && h->requests[0].errand.by_number)
        doors_mark_request(h, &h->requests[0]);
    else if (h->list_count == 0 || asked)
        return;
    else if (option && known == h->knock.count)
        doors_ask_which_question(h);
    else if (option || (known == 0 && h->speaker->options && h->speaker->options->count))
        return;
    else
        doors_mark_numbers(h);
}

/* "chưa xong 12": nothing is written down. Without a word for the doors "chưa" may be an option. */
static void read_undone(struct hearing *h)
{
    bool options = h->speaker->options && h->speaker->options->count;

    if (h->knock.done || (options && (h->knock.count == 0 || doors_holds_option(h, false))))
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
    if (h->urgent)
        return xstrdup("calls for help, or says that doors are told; he was asked which");
    return xstrdup("says that doors are told, but not which; he was asked again");
}

/* *ret_over: why it was answered although his list is over; NULL: it is not. */
static int hear(struct hearing *h, char **ret_over)
{
    int r = h->request_count ? 0 : doors_hear_over(h, ret_over);

    if (r == 0 && !*ret_over && (h->list_count || h->request_count)) {
        r = hearing_load_doors(h);
        if (r == 0)
            read(h);
    }
    for (size_t i = 0; i < h->list_count && r == 0; i++)
        if (h->lists[i].now.len)
            doors_answer_list(h, &h->lists[i]);
    return r == 0 ? h->error : r;
}

/* The record of what he said. */
static struct reply record(const struct hearing *h)
{
    bool settled = h->undone || (h->told && !h->unclear.len && !h->unknown.len);

    return (struct reply){
        .kind = settled ? REPLY_ACK : REPLY_UNCLEAR, .urgent = h->urgent, .why = explain(h)};
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
    if (r == 0)
        r = hear(&h, &over);
    *ret_taken = h.taken || over;
    if (r == 0 && over)
        *ret_reply = (struct reply){.kind = REPLY_ACK, .why = over};
    else if (r == 0 && h.taken)
        *ret_reply = record(&h);
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
