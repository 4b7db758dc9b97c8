/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What somebody was asked to tell others: the lists that were sent to him, and his neighbours. */
#include <stdlib.h>

#include "base/memory.h"
#include "inbound/doors_inside.h"

static void add_list(int64_t announcement, const char *cluster, const char *staff, void *arg)
{
    struct hearing *h = arg;

    h->lists = xreallocarray(h->lists, h->list_count + 1, sizeof(*h->lists));
    h->lists[h->list_count++] = (struct list){
        .announcement = announcement, .cluster = xstrdup(cluster), .staff = xstrdup(staff)};
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
        struct door_list stored;
        r = door_list_get(store, list->announcement, list->cluster, &stored);
        if (r == 0) {
            list->sent_at = stored.sent_at;
            r = reach_list(store, list->announcement, false, list->cluster, add_door, &f);
        }
    }
    return r < 0 ? r : 0;
}

int hearing_open(struct hearing *h, struct receiver *receiver, const struct doors_speaker *speaker,
                 const char *text)
{
    *h = (struct hearing){.receiver = receiver, .speaker = speaker};
    int r = door_lists_of(receiver->store, speaker->phone_id, speaker->now, add_list, h);
    if (r == 0)
        r = errand_list(receiver->store, speaker->phone_id, speaker->now, add_request, h);
    knock_read(reply_rules_keywords(receiver->settings.rules), text, &h->knock);
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
    for (size_t i = 0; i < h->list_count; i++) {
        free(h->lists[i].cluster);
        free(h->lists[i].staff);
        buf_free(&h->lists[i].now);
    }
    for (size_t i = 0; i < h->door_count; i++)
        free(h->doors[i].code);
    clear_requests(h->requests, h->request_count);
    clear_requests(h->settled, h->settled_count);
    free(h->lists);
    free(h->doors);
    buf_free(&h->unknown);
    buf_free(&h->unclear);
    knock_clear(&h->knock);
}
