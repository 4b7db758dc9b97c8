/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A telephone in the village. */
#include "sim/handset.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"

const char *const handset_state_names[] = {"on", "off", "full", "gone"};

/* Parts of one message that have come so far. */
struct partial {
    struct partial *next;
    char from[TPDU_ADDRESS_TEXT_MAX];
    struct udh_concat concat;
    size_t have;
    char *texts[]; /* concat.total of them, NULL where missing */
};

bool handset_state_parse(const char *word, enum handset_state *ret_state)
{
    for (size_t i = 0; i < ARRAY_SIZE(handset_state_names); i++) {
        if (!strcmp(word, handset_state_names[i])) {
            *ret_state = (enum handset_state)i;
            return true;
        }
    }
    return false;
}

struct handset *handset_new(const char *number)
{
    struct handset *handset = xcalloc(1, sizeof(*handset));

    strncpy(handset->number, number, NUMBER_MAX - 1);
    handset->waiting_last = &handset->waiting;
    return handset;
}

static void partial_free(struct partial *partial)
{
    for (size_t i = 0; i < partial->concat.total; i++)
        free(partial->texts[i]);
    free(partial);
}

static void message_release(struct handset_message *message)
{
    free(message->from);
    free(message->text);
}

void handset_free(struct handset *handset)
{
    if (!handset)
        return;
    for (size_t i = 0; i < handset->inbox_count; i++)
        message_release(&handset->inbox[i]);
    free(handset->inbox);
    while (handset->partials) {
        struct partial *partial = handset->partials;
        handset->partials = partial->next;
        partial_free(partial);
    }
    free(handset);
}

static struct partial **find_partial(struct handset *handset, const char *from,
                                     const struct udh_concat *concat)
{
    struct partial **at = &handset->partials;

    for (; *at; at = &(*at)->next) {
        const struct udh_concat *known = &(*at)->concat;
        if (known->ref == concat->ref && known->wide == concat->wide &&
            known->total == concat->total && !strcmp((*at)->from, from))
            return at;
    }
    return at;
}

static struct partial *partial_new(const char *from, const struct udh_concat *concat)
{
    struct partial *partial = xcalloc(1, sizeof(*partial) + concat->total * sizeof(char *));

    strncpy(partial->from, from, sizeof(partial->from) - 1);
    partial->concat = *concat;
    return partial;
}

static const struct handset_message *store(struct handset *handset, const char *from, char *text,
                                           size_t parts, int class)
{
    if (handset->inbox_count == HANDSET_INBOX_MAX) {
        message_release(&handset->inbox[0]);
        memmove(&handset->inbox[0], &handset->inbox[1],
                (HANDSET_INBOX_MAX - 1) * sizeof(handset->inbox[0]));
        handset->inbox_count--;
    }
    handset->inbox =
        xreallocarray(handset->inbox, handset->inbox_count + 1, sizeof(handset->inbox[0]));
    handset->received++;
    struct handset_message *message = &handset->inbox[handset->inbox_count++];
    *message = (struct handset_message){
        .when = clock_wall_ms(),
        .from = xstrdup(from),
        .text = text,
        .parts = parts,
        .class = class,
    };
    return message;
}

static char *join(const struct partial *partial)
{
    struct buf text = BUF_INIT;

    for (size_t i = 0; i < partial->concat.total; i++)
        buf_puts(&text, partial->texts[i]);
    return buf_steal(&text);
}

const struct handset_message *handset_receive(struct handset *handset, const char *from,
                                              const struct tpdu_body *body)
{
    struct buf text = BUF_INIT;
    struct udh_concat concat;

    handset->parts++;
    tpdu_body_text(body, &text);
    if (!tpdu_body_concat(body, &concat))
        return store(handset, from, buf_steal(&text), 1, tpdu_dcs_class(body->dcs));
    struct partial **at = find_partial(handset, from, &concat);
    if (!*at)
        *at = partial_new(from, &concat);
    struct partial *partial = *at;
    char **place = &partial->texts[concat.sequence - 1];
    partial->have += !*place;
    free(*place);
    *place = buf_steal(&text);
    if (partial->have < concat.total)
        return NULL;
    *at = partial->next;
    const struct handset_message *message =
        store(handset, from, join(partial), concat.total, tpdu_dcs_class(body->dcs));
    partial_free(partial);
    return message;
}
