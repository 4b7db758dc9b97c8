/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What somebody was asked to tell others: the lists that were sent to him, and his neighbours. */
#include <stdlib.h>

#include "base/memory.h"
#include "inbound/doors_inside.h"
#include "village/short_code.h"

static void append_list(struct list **lists, size_t *count, const struct list *list)
{
    *lists = xreallocarray(*lists, *count + 1, sizeof(**lists));
    (*lists)[(*count)++] = *list;
}

static void add_list(int64_t announcement, const char *cluster, const char *staff, void *arg)
{
    struct hearing *h = arg;

    append_list(&h->lists, &h->list_count,
                &(struct list){.announcement = announcement,
                               .cluster = xstrdup(cluster),
                               .staff = xstrdup(staff)});
}

static void clear_lists(struct list *lists, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(lists[i].cluster);
        free(lists[i].staff);
        buf_free(&lists[i].now);
    }
    free(lists);
}

static void append_request(struct request **requests, size_t *count, const struct errand *e)
{
    *requests = xreallocarray(*requests, *count + 1, sizeof(**requests));
    (*requests)[(*count)++] = (struct request){*e, xstrdup(e->code), xstrdup(e->head)};
}

static void add_request(const struct errand *e, void *arg)
{
    struct hearing *h = arg;

    if (e->open)
        append_request(&h->requests, &h->request_count, e);
    else if (e->reached)
        append_request(&h->settled, &h->settled_count, e);
}

struct filling {
    struct hearing *h;
    size_t list;
};

static void add_door(const struct reach_row *row, void *arg)
{
    struct filling *f = arg;
    struct hearing *h = f->h;
    struct list *list = &h->lists[f->list];
    bool open = row->by == REACH_NONE;

    h->doors = xreallocarray(h->doors, h->door_count + 1, sizeof(*h->doors));
    h->doors[h->door_count++] = (struct door){.list = f->list,
                                              .household = row->household_id,
                                              .code = xstrdup(row->code),
                                              .open = open,
                                              .on_list = open || row->reached_at >= list->sent_at};
    list->open += open;
}

int hearing_load_doors(struct hearing *h)
{
    struct store *store = h->receiver->store;
    int r = 0;

    for (size_t i = 0; i < h->list_count && r == 0; i++) {
        struct filling f = {h, i};
        struct list *list = &h->lists[i];
        struct door_list stored = {0};
        if (!list->early)
            r = door_list_get(store, list->announcement, list->cluster, &stored);
        if (r == 0) {
            list->sent_at = stored.sent_at;
            r = reach_list(store, list->announcement, list->early, list->cluster, add_door, &f);
        }
    }
    return r < 0 ? r : 0;
}

/* ---- lists that are not sent yet ---- */

bool doors_names(const struct hearing *h, const char *code)
{
    for (size_t i = 0; i < h->knock.count; i++)
        if (short_code_means(h->knock.numbers[i], code))
            return true;
    return false;
}

struct looking {
    const struct hearing *h;
    bool named;
};

static void look_at_door(const struct reach_row *row, void *arg)
{
    struct looking *looking = arg;

    looking->named = looking->named || doors_names(looking->h, row->code);
}

int doors_names_any(const struct hearing *h, int64_t announcement, const char *cluster,
                    bool unreached_only, bool *ret)
{
    struct looking looking = {.h = h};
    int r = reach_list(h->receiver->store, announcement, unreached_only, cluster, look_at_door,
                       &looking);

    *ret = looking.named;
    return r;
}

/* He was there before he was asked: those lists on which stands what he names. Behind those that
 * were sent, which he rather means. */
static int add_early_lists(struct hearing *h)
{
    struct hearing found = {0};
    int r = door_lists_early(h->receiver->store, h->speaker->phone_id, h->speaker->now, add_list,
                             &found);

    for (size_t i = 0; i < found.list_count && r == 0; i++) {
        struct list *list = &found.lists[i];
        bool named;
        r = doors_names_any(h, list->announcement, list->cluster, true, &named);
        if (!named)
            continue;
        list->early = true;
        append_list(&h->lists, &h->list_count, list);
        *list = (struct list){0}; /* h has it now */
    }
    clear_lists(found.lists, found.list_count);
    return r;
}

int hearing_open(struct hearing *h, struct receiver *receiver, const struct doors_speaker *speaker,
                 const char *text)
{
    *h = (struct hearing){.receiver = receiver, .speaker = speaker};
    int r = door_lists_of(receiver->store, speaker->phone_id, speaker->now, add_list, h);
    if (r == 0)
        r = errand_list(receiver->store, speaker->phone_id, speaker->now, add_request, h);
    knock_read(reply_rules_keywords(receiver->settings.rules), text, &h->knock);
    if (r == 0 && h->knock.pure && h->knock.done && !h->knock.undone && !h->knock.all)
        r = add_early_lists(h);
    return r;
}

static void clear_requests(struct request *requests, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(requests[i].code);
        free(requests[i].head);
    }
    free(requests);
}

void hearing_close(struct hearing *h)
{
    clear_lists(h->lists, h->list_count);
    for (size_t i = 0; i < h->door_count; i++)
        free(h->doors[i].code);
    clear_requests(h->requests, h->request_count);
    clear_requests(h->settled, h->settled_count);
    free(h->doors);
    buf_free(&h->unknown);
    buf_free(&h->unclear);
    knock_clear(&h->knock);
}
