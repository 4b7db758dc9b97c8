/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Door lists for those who knock.
 *
 *   gathering --- the ladder has ended in the cluster --> sent
 *   sent --- a door is left after doors_wait --> asked again, doors_reminders times
 *
 * About an emergency the heads are asked, too, when it is asked again: the leader's phone may be
 * off, or he himself in need. */
#include "dispatch/doors.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "dispatch/inside.h"
#include "store/ladder.h"
#include "text/accents.h"
#include "village/short_code.h"

enum {
    GATHER_MS = 10 * 1000, /* others of the cluster are still on the ladder */
    ABOUT_CHARS = 60,      /* of the announcement, to say which one it is */
    TEXT_DOORS = 1100,     /* bytes of doors in one text: what eight parts hold */
    LISTS = 50,            /* of one turn */
};

/* ---- what is left, as a text says it ---- */

struct door {
    char *code;
    bool frail;
};

struct doors {
    struct door *items;
    size_t count;
};

static void add_door(const struct reach_row *row, void *arg)
{
    struct doors *doors = arg;

    doors->items = xreallocarray(doors->items, doors->count + 1, sizeof(*doors->items));
    doors->items[doors->count++] = (struct door){xstrdup(row->code), row->frail};
}

static void free_doors(struct doors *doors)
{
    for (size_t i = 0; i < doors->count; i++)
        free(doors->items[i].code);
    free(doors->items);
}

static bool is_alone(const struct doors *doors, size_t n)
{
    for (size_t i = 0; i < doors->count; i++)
        if (i != n &&
            strcmp(short_code(doors->items[i].code), short_code(doors->items[n].code)) == 0)
            return false;
    return true;
}

static void say_door(const struct doors *doors, size_t n, struct buf *out)
{
    const struct door *door = &doors->items[n];

    buf_printf(out, "%s%s%s", out->len ? " " : "",
               is_alone(doors, n) ? short_code(door->code) : door->code, door->frail ? "*" : "");
}

int doors_left(struct dispatch *d, int64_t announcement, const char *cluster, struct buf *ret_doors,
               int64_t *ret_count)
{
    struct doors doors = {0};
    int r = reach_list(d->store, announcement, true, cluster, add_door, &doors);

    for (size_t i = 0; i < doors.count; i++)
        say_door(&doors, i, ret_doors);
    *ret_count = (int64_t)doors.count;
    free_doors(&doors);
    return r;
}

char *doors_cluster_name(struct dispatch *d, const char *cluster)
{
    const struct texts_word words[] = {{"cluster", cluster}, {NULL, NULL}};

    if (!*cluster)
        return xstrdup(d->village);
    return cluster[strspn(cluster, "0123456789")] ? xstrdup(cluster)
                                                  : texts_fill(d->texts->cluster, words);
}

/* ---- sending ---- */

struct sending {
    struct dispatch *d;
    struct announcement a;
    const char *cluster, *template;
    bool heads;                 /* beside the leader */
    char *about, *name, *doors; /* doors: of one text */
    int64_t count, now, texts;
    int error;
};

static void tell(int64_t phone_id, const char *staff, void *arg)
{
    struct sending *s = arg;
    char id[24], count[24];
    const struct texts_word words[] = {
        {"announcement", id}, {"about", s->about},        {"cluster", s->name}, {"count", count},
        {"doors", s->doors},  {"village", s->d->village}, {NULL, NULL}};

    if (s->error)
        return;
    snprintf(id, sizeof(id), "%" PRId64, s->a.id);
    snprintf(count, sizeof(count), "%" PRId64, s->count);
    s->error = requests_notify_about(s->d, s->a.id, phone_id, dispatch_lane(s->a.priority), 2 * DAY,
                                     s->template, words, s->now);
    if (s->error == 0)
        s->error = door_knocker_add(s->d->store, s->a.id, s->cluster, phone_id, staff);
    s->texts++;
}

/* The beginning of what it says, on one line. */
static char *about(const struct announcement *a)
{
    char *plain = text_drop_accents(a->body);
    size_t cut = ABOUT_CHARS;

    for (char *c = plain; *c; c++)
        if (*c == '\n' || *c == '\r')
            *c = ' ';
    if (strlen(plain) <= ABOUT_CHARS)
        return plain;
    while (cut > 0 && plain[cut] != ' ')
        cut--;
    char *beginning = xasprintf("%.*s...", (int)cut, plain);
    free(plain);
    return beginning;
}

/* One text, or several where a single one would be longer than a handset joins. */
static int send_doors(struct sending *s, const struct doors *doors)
{
    struct buf piece = BUF_INIT;
    bool frail = false;
    int r = 0;

    for (size_t i = 0; i < doors->count && r == 0; i++) {
        say_door(doors, i, &piece);
        frail = frail || doors->items[i].frail;
        if (i + 1 < doors->count && piece.len < TEXT_DOORS)
            continue;
        if (frail)
            buf_printf(&piece, " %s", s->d->texts->frail_first);
        s->doors = buf_steal(&piece);
        r = door_knockers(s->d->store, s->cluster, s->heads, tell, s);
        free(s->doors);
        frail = false;
    }
    buf_free(&piece);
    return r < 0 ? r : s->error;
}

/* *ret_texts 0: nobody is there to send it to. */
static int send_list(struct dispatch *d, int64_t announcement, const char *cluster,
                     const char *template, int64_t now, int64_t *ret_doors, int64_t *ret_texts)
{
    struct sending s = {.d = d, .cluster = cluster, .template = template, .now = now};
    struct doors doors = {0};
    int r = reach_list(d->store, announcement, true, cluster, add_door, &doors);

    if (r == 0)
        r = announcement_get(d->store, announcement, &s.a);
    if (r == 0) {
        s.heads = template == d->texts->doors_again && s.a.priority == PRIORITY_EMERGENCY;
        s.count = (int64_t)doors.count;
        s.about = about(&s.a);
        s.name = doors_cluster_name(d, cluster);
        r = send_doors(&s, &doors);
        free(s.about);
        free(s.name);
    }
    *ret_doors = (int64_t)doors.count;
    *ret_texts = s.texts;
    free_doors(&doors);
    return r;
}

/* ---- a list's life ---- */

static int64_t asked_again_at(const struct dispatch *d, const struct door_list *list, int64_t now)
{
    bool again = d->sending->doors_wait_ms && list->reminders < d->sending->doors_reminders;

    return again ? now + d->sending->doors_wait_ms : 0;
}

static int first_time(struct dispatch *d, struct door_list *list, int64_t now)
{
    int64_t doors, texts = 0;
    bool grows;
    int r = door_list_grows(d->store, list->announcement, list->cluster, &grows);

    if (r < 0 || grows) {
        list->due_at = now + GATHER_MS;
        return r;
    }
    r = send_list(d, list->announcement, list->cluster, d->texts->doors, now, &doors, &texts);
    list->due_at = 0;
    if (r == 0 && texts) {
        list->sent_at = now;
        list->due_at = asked_again_at(d, list, now);
    } else if (r == 0 && doors) {
        log_warning("dispatch",
                    "the door list of announcement %" PRId64 " goes to nobody: no leader of the "
                    "cluster and no head has a phone",
                    list->announcement);
    }
    return r;
}

static int again(struct dispatch *d, struct door_list *list, int64_t now)
{
    int64_t doors, texts;
    int r =
        send_list(d, list->announcement, list->cluster, d->texts->doors_again, now, &doors, &texts);

    list->reminders += doors > 0;
    list->due_at = doors ? asked_again_at(d, list, now) : 0;
    return r;
}

/* In quiet hours nobody is sent to a door but for an emergency; and what would be asked by then is
 * written when it is sent, not before. */
static bool must_wait(struct dispatch *d, const struct announcement *a, int64_t now,
                      int64_t *ret_until)
{
    return a->priority != PRIORITY_EMERGENCY && dispatch_is_quiet(d->sending, now, ret_until);
}

static int serve(struct dispatch *d, struct door_list *list, int64_t now)
{
    struct announcement a;
    int64_t until;
    int r = announcement_get(d->store, list->announcement, &a);

    if (r != 0)
        return r;
    if (a.state == ANNOUNCEMENT_CANCELLED || a.expires_at <= now)
        list->due_at = 0; /* nobody is sent out with stale news */
    else if (must_wait(d, &a, now, &until))
        list->due_at = until;
    else
        r = list->sent_at ? again(d, list, now) : first_time(d, list, now);
    return r == 0 ? door_list_set(d->store, list) : r;
}

struct serving {
    struct dispatch *d;
    struct door_list *list;
    int64_t now;
};

static int serve_once(void *arg)
{
    const struct serving *s = arg;

    return serve(s->d, s->list, s->now);
}

/* A list that cannot be served waits, and keeps no other waiting. */
static int serve_or_set_aside(struct dispatch *d, struct door_list *list, int64_t now)
{
    struct door_list before = *list;
    struct serving serving = {d, list, now};
    bool its_own;
    int r = store_attempt(d->store, serve_once, &serving, &its_own);

    if (r == 0 || (r < 0 && !its_own))
        return r;
    log_error("dispatch",
              "a door list of announcement %" PRId64 " cannot be sent, again in an hour",
              list->announcement);
    before.due_at = now + HOUR;
    return door_list_set(d->store, &before);
}

int doors_chore(void *dispatch, int64_t now, int64_t *ret_next)
{
    struct dispatch *d = dispatch;
    struct door_list list;
    int64_t next = 0;
    int r = 0;

    for (int i = 0; i < LISTS && (r = door_list_due(d->store, now, &list)) == 0; i++)
        if ((r = serve_or_set_aside(d, &list, now)) < 0)
            return r;
    r = door_list_next_due(d->store, &next);
    *ret_next = next;
    return r < 0 ? r : 0;
}

int doors_add(struct dispatch *d, int64_t announcement, const char *cluster, bool anew, int64_t now)
{
    dispatch_chore_due(d, doors_chore, now);
    return door_list_touch(d->store, announcement, cluster, anew, now);
}

int doors_heard(struct dispatch *d, int64_t announcement, const char *cluster, int64_t now)
{
    struct door_list list;
    int r = door_list_get(d->store, announcement, cluster, &list);

    if (r != 0)
        return r < 0 ? r : 0;
    list.due_at = list.due_at ? asked_again_at(d, &list, now) : 0;
    return door_list_set(d->store, &list);
}

/* ---- at a person's word ---- */

struct clusters {
    char **items;
    size_t count;
};

static void add_cluster(const struct reach_row *row, void *arg)
{
    struct clusters *clusters = arg;

    if (clusters->count && strcmp(clusters->items[clusters->count - 1], row->cluster) == 0)
        return; /* they come by cluster */
    clusters->items = xreallocarray(clusters->items, clusters->count + 1, sizeof(*clusters->items));
    clusters->items[clusters->count++] = xstrdup(row->cluster);
}

static int send_now(struct dispatch *d, int64_t announcement, const char *cluster, int64_t now,
                    struct doors_sent *sent)
{
    struct door_list list = {.announcement = announcement, .sent_at = now};
    int64_t doors, texts;

    /* Before those who are told: they refer to it. */
    snprintf(list.cluster, sizeof(list.cluster), "%s", cluster);
    list.due_at = asked_again_at(d, &list, now);
    int r = door_list_set(d->store, &list);
    if (r == 0)
        r = send_list(d, announcement, cluster, d->texts->doors, now, &doors, &texts);
    if (r == 0 && texts)
        *sent = (struct doors_sent){sent->clusters + 1, sent->doors + doors, sent->texts + texts};
    return r;
}

int doors_send(struct dispatch *d, int64_t announcement, const char *cluster, int64_t now,
               struct doors_sent *ret, struct refusal *ret_refusal)
{
    struct clusters clusters = {0};
    struct doors_sent sent = {0};
    int r = reach_list(d->store, announcement, true, cluster, add_cluster, &clusters);

    for (size_t i = 0; i < clusters.count; i++) {
        if (r == 0)
            r = send_now(d, announcement, clusters.items[i], now, &sent);
        free(clusters.items[i]);
    }
    free(clusters.items);
    if (r != 0)
        return r;
    dispatch_chore_due(d, doors_chore, now);
    if (clusters.count == 0)
        return refuse(ret_refusal, "no_doors", "cluster", "no door is left to knock on");
    if (sent.texts == 0)
        return refuse(ret_refusal, "nobody_knocks", "cluster",
                      "no leader of these clusters and no head has a phone");
    *ret = sent;
    return 0;
}
