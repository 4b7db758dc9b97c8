/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What people ask of the dispatcher, and what it tells the heads. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "dispatch/inside.h"
#include "store/household.h"
#include "store/journal.h"
#include "store/staff.h"
#include "text/accents.h"
#include "text/air.h"
#include "text/parts.h"

enum {
    SEND_PARTS_MAX = 10,
    HEAD_NOTICE_MS = 2 * 3600 * 1000, /* stale news of the machine are not worth a part */
};

int requests_finish(struct dispatch *d, bool mine, int r)
{
    if (mine && r == 0)
        r = store_commit(d->store);
    if (mine && r != 0)
        store_rollback(d->store);
    if (r == 0)
        dispatch_kick(d);
    return r;
}

static int journal(struct dispatch *d, const char *author, const char *what, int64_t id,
                   const char *detail)
{
    char object[32];

    snprintf(object, sizeof(object), "%" PRId64, id);
    return journal_add(d->store, clock_wall_ms(), author, what, object, detail);
}

int requests_find(struct dispatch *d, int64_t id, struct announcement *ret,
                  struct refusal *ret_refusal)
{
    int r = announcement_get(d->store, id, ret);

    if (r == STORE_NOT_FOUND)
        return refuse(ret_refusal, "unknown_announcement", "id",
                      "there is no announcement %" PRId64, id);
    return r;
}

int requests_cancel_messages(struct dispatch *d, int64_t announcement, enum message_why why,
                             int64_t now)
{
    int count = message_cancel_all(d->store, announcement, why, now);
    int r = count < 0 ? count : message_cancel_about(d->store, announcement, why, now);

    return r < 0 ? r : count;
}

static int cancel(struct dispatch *d, int64_t id, const char *author, struct refusal *ret_refusal)
{
    struct announcement a;
    char detail[64];
    int r = requests_find(d, id, &a, ret_refusal);

    if (r == 0 && a.state == ANNOUNCEMENT_CANCELLED)
        return refuse(ret_refusal, "already_cancelled", "id",
                      "announcement %" PRId64 " is cancelled already", id);
    if (r == 0)
        r = announcement_set_state(d->store, id, ANNOUNCEMENT_CANCELLED);
    if (r != 0)
        return r;
    int count = requests_cancel_messages(d, id, MESSAGE_WHY_CANCELLED, clock_wall_ms());
    if (count < 0)
        return count;
    snprintf(detail, sizeof(detail), "%d messages had not gone out", count);
    return journal(d, author, "cancel", id, detail);
}

int dispatch_cancel(struct dispatch *d, int64_t announcement, const char *author,
                    struct refusal *ret_refusal)
{
    bool mine = !store_in_transaction(d->store);
    int r = mine ? store_begin(d->store) : 0;

    if (r == 0)
        r = cancel(d, announcement, author, ret_refusal);
    r = requests_finish(d, mine, r);
    if (r == 0)
        dispatch_tell(d, DISPATCH_PROGRESS, announcement);
    return r;
}

static int queue_one(struct dispatch *d, const char *number, const char *air, size_t parts,
                     const char *author, int64_t *ret_message)
{
    int64_t now = clock_wall_ms(), until;
    bool quiet = dispatch_is_quiet(d->sending, now, &until);
    struct message_new m = {
        .state = quiet ? MESSAGE_HELD : MESSAGE_QUEUED,
        .why = quiet ? MESSAGE_WHY_QUIET : MESSAGE_WHY_NONE,
        .due_at = quiet ? until : now,
        .lane = LANE_IMPORTANT,
        .sturdy = true,
        .parts = (int64_t)parts,
        .text = air,
        .expires_at = now + d->sending->expires_ms,
    };
    int r = phone_ensure(d->store, number, false, &m.phone_id);

    if (r == 0)
        r = message_current_turn(d->store, LANE_IMPORTANT, true, &m.turn);
    if (r == 0)
        r = message_add(d->store, now, &m, ret_message);
    if (r == 0)
        r = journal(d, author, "send", *ret_message, NULL);
    return r;
}

/* through: the one carrier that may take it, 0 any. about: an announcement, 0 none. */
static int notify(struct dispatch *d, int64_t through, int64_t about, int64_t phone_id,
                  enum lane lane, int64_t lasts_ms, const char *text,
                  const struct texts_word *words, int64_t now)
{
    char *filled = texts_fill(text, words), *air = text_for_air(filled, TEXT_ACCENTS_DROP);
    struct message_new m = {
        .phone_id = phone_id,
        .state = MESSAGE_QUEUED,
        .lane = lane,
        .hint = -through,
        .parts = (int64_t)text_count_parts(air),
        .text = air,
        .about = about,
        .due_at = now,
        .expires_at = now + lasts_ms,
    };
    int r = message_current_turn(d->store, lane, m.sturdy, &m.turn);

    if (r == 0)
        r = message_add(d->store, now, &m, NULL);
    if (r == 0)
        dispatch_kick(d);
    free(air);
    free(filled);
    return r;
}

int dispatch_notify(struct dispatch *d, int64_t phone_id, enum lane lane, int64_t lasts_ms,
                    const char *text, const struct texts_word *words, int64_t now)
{
    return notify(d, 0, 0, phone_id, lane, lasts_ms, text, words, now);
}

int requests_notify_about(struct dispatch *d, int64_t announcement, int64_t phone_id,
                          enum lane lane, int64_t lasts_ms, const char *text,
                          const struct texts_word *words, int64_t now)
{
    return notify(d, 0, announcement, phone_id, lane, lasts_ms, text, words, now);
}

struct notice {
    struct dispatch *d;
    int64_t through;
    enum lane lane;
    int64_t lasts_ms;
    const char *text;
    const struct texts_word *words;
    int64_t now;
    int error;
};

static void tell_head(int64_t phone_id, void *arg)
{
    struct notice *n = arg;

    if (n->error == 0)
        n->error =
            notify(n->d, n->through, 0, phone_id, n->lane, n->lasts_ms, n->text, n->words, n->now);
}

static int tell_heads(struct dispatch *d, int64_t through, enum lane lane, int64_t lasts_ms,
                      const char *text, const struct texts_word *words, int64_t now)
{
    struct notice n = {.d = d,
                       .through = through,
                       .lane = lane,
                       .lasts_ms = lasts_ms,
                       .text = text,
                       .words = words,
                       .now = now};
    int r = staff_head_phones(d->store, tell_head, &n);

    return r < 0 ? r : n.error;
}

int dispatch_tell_heads(struct dispatch *d, const char *text, const struct texts_word *words,
                        int64_t now)
{
    return tell_heads(d, 0, LANE_IMPORTANT, HEAD_NOTICE_MS, text, words, now);
}

int requests_tell_heads_through(struct dispatch *d, int64_t through, const char *text,
                                const struct texts_word *words, int64_t now)
{
    return tell_heads(d, through, LANE_IMPORTANT, HEAD_NOTICE_MS, text, words, now);
}

int dispatch_alarm_heads(struct dispatch *d, const char *text, const struct texts_word *words,
                         int64_t now)
{
    return tell_heads(d, 0, LANE_EMERGENCY, HEAD_NOTICE_MS, text, words, now);
}

int requests_tell_heads_late(struct dispatch *d, const struct announcement *a, int64_t count,
                             int64_t now)
{
    char id[24], phones[24];
    struct texts_word words[] = {{"id", id}, {"count", phones}, {"text", a->air}, {NULL, NULL}};

    snprintf(id, sizeof(id), "%" PRId64, a->id);
    snprintf(phones, sizeof(phones), "%" PRId64, count);
    char *shorter = texts_shorten(d->texts->emergency_late, words, "text");
    words[2].value = shorter;
    int r = tell_heads(d, 0, LANE_EMERGENCY, d->sending->expires_ms, d->texts->emergency_late,
                       words, now);
    free(shorter);
    return r;
}

int dispatch_send(struct dispatch *d, const char *number, const char *text, const char *author,
                  int64_t *ret_message, struct refusal *ret_refusal)
{
    if (!text_utf8_valid(text, strlen(text)))
        return refuse(ret_refusal, "text_not_utf8", "text", "the text is not UTF-8");

    char *air = text_for_air(text, (enum text_accents)d->sending->accents);
    struct text_split split;
    bool mine = !store_in_transaction(d->store);
    int r = text_split(air, SEND_PARTS_MAX, &split, ret_refusal);
    bool begun = false;
    if (r == 0 && mine) {
        r = store_begin(d->store);
        begun = r == 0;
    }
    if (r == 0)
        r = queue_one(d, number, air, split.count, author, ret_message);
    free(air);
    return requests_finish(d, begun, r);
}
