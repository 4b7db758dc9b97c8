/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A new announcement takes the place of an older one. */
#include "dispatch/supersede.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "dispatch/inside.h"
#include "store/audience.h"
#include "store/journal.h"
#include "text/air.h"
#include "text/parts.h"

int supersede_check(struct dispatch *d, int64_t old, struct refusal *ret_refusal)
{
    struct announcement a;
    int r = old ? announcement_get(d->store, old, &a) : 0;

    if (r == STORE_NOT_FOUND)
        return refuse(ret_refusal, "unknown_announcement", "replaces",
                      "there is no announcement %" PRId64, old);
    if (r == 0 && old && a.replaced_by)
        return refuse(ret_refusal, "already_replaced", "replaces",
                      "announcement %" PRId64 " was replaced by %" PRId64 " already: replace that",
                      old, a.replaced_by);
    return r;
}

int supersede_gather(struct dispatch *d, int64_t old, int64_t *ret_outside,
                     struct refusal *ret_refusal)
{
    int r = supersede_check(d, old, ret_refusal);

    if (r == 0)
        r = told_gather(d->store, old);
    return r == 0 && old ? told_join_audience(d->store, ret_outside) : r;
}

static int cancel_one(struct dispatch *d, int64_t old, int64_t by, const char *author, int64_t now)
{
    char object[32], detail[96];
    int count = requests_cancel_messages(d, old, MESSAGE_WHY_REPLACED, now);
    int r = count < 0 ? count : announcement_set_replaced(d->store, old, by);

    if (r < 0)
        return r;
    dispatch_note_moved(d, old);
    snprintf(object, sizeof(object), "%" PRId64, old);
    snprintf(detail, sizeof(detail), "by %" PRId64 "; %d messages had not gone out", by, count);
    return journal_add(d->store, now, author, "replace", object, detail);
}

int supersede_cancel(struct dispatch *d, int64_t old, int64_t by, const char *author, int64_t now)
{
    struct announcement a;
    int r = 0;

    while (old && (r = announcement_get(d->store, old, &a)) == 0 && !a.replaced_by) {
        int64_t older = a.replaces;
        if ((r = cancel_one(d, old, by, author, now)) != 0)
            break;
        old = older;
    }
    return r;
}

static size_t parts_of(const char *text, int accents)
{
    char *air = text_for_air(text, (enum text_accents)accents);
    size_t parts = text_count_parts(air);

    free(air);
    return parts;
}

char *supersede_text(struct dispatch *d, int64_t old, const char *text, int accents)
{
    struct announcement a;
    char date[16], hour[16];

    if (announcement_get(d->store, old, &a) != 0)
        return xstrdup(text);
    dispatch_write_moment(a.at > a.created_at ? a.at : a.created_at, date, hour);
    const struct texts_word words[] = {{"date", date}, {NULL, NULL}};
    char *prefix = texts_fill(d->texts->replaces, words);
    char *both = xasprintf("%s %s", prefix, text);
    free(prefix);
    if (parts_of(both, accents) <= parts_of(text, accents))
        return both;
    free(both);
    return xstrdup(text);
}
