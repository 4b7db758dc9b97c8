/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What only goes out when a second person says so. */
#include "dispatch/approval.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/memory.h"
#include "dispatch/announce.h"
#include "dispatch/inside.h"
#include "store/journal.h"
#include "store/staff.h"

#define APPROVAL(member) offsetof(struct approval_settings, member)

static const struct conf_option options[] = {
    {"audience_above", CONF_INT, APPROVAL(audience_above), "0", 0, 10000000,
     .sentence = "an announcement to more households waits for a second person; 0: none does"},
    {"emergencies_by_sms", CONF_BOOL, APPROVAL(emergencies_by_sms), "false",
     .sentence = "so does an emergency that was ordered by SMS"},
};

void approval_settings_read(const config_setting_t *group, struct approval_settings *ret,
                            struct conf_faults *faults)
{
    conf_read(group, options, ARRAY_SIZE(options), ret, faults);
}

bool approval_needed(const struct approval_settings *settings, const struct announcement *a,
                     bool by_sms)
{
    if (settings->audience_above && a->households > settings->audience_above)
        return true;
    return settings->emergencies_by_sms && by_sms && a->priority == PRIORITY_EMERGENCY;
}

/* ---- the heads are told ---- */

static int tell(struct dispatch *d, const char *text, const struct announcement *a, int64_t cost,
                int64_t now)
{
    char *author = texts_clip(a->author), *to = texts_audience(d->texts, a->audience);
    char id[24], households[24], parts[24], money[24];
    struct texts_word words[] = {
        {"id", id}, {"households", households}, {"parts", parts}, {"cost", money},
        {"to", to}, {"author", author},         {"text", a->air}, {NULL, NULL},
    };

    snprintf(id, sizeof(id), "%" PRId64, a->id);
    snprintf(households, sizeof(households), "%" PRId64, a->households);
    snprintf(parts, sizeof(parts), "%" PRId64, a->parts);
    snprintf(money, sizeof(money), "%" PRId64, cost);
    char *air = texts_shorten(text, words, "text");
    words[6].value = air;
    int r = dispatch_alarm_heads(d, text, words, now);
    free(air);
    free(author);
    free(to);
    return r;
}

int approval_ask(struct dispatch *d, const struct announcement *a, int64_t cost, int64_t now)
{
    return tell(d, d->texts->approval_wanted, a, cost, now);
}

int approval_bypassed(struct dispatch *d, const struct announcement *a, int64_t cost, int64_t now)
{
    return tell(d, d->texts->approval_bypassed, a, cost, now);
}

/* ---- the second person ---- */

int approval_check(const struct announcement *a, const char *author, int64_t now,
                   struct refusal *ret_refusal)
{
    bool gone_out = a->state == ANNOUNCEMENT_OPEN || a->state == ANNOUNCEMENT_PAUSED;

    if (a->expires_at <= now && !gone_out) /* it may be cancelled for that by now */
        return refuse(ret_refusal, "expired", "id",
                      "announcement %" PRId64 " has expired; make it again", a->id);
    if (a->state != ANNOUNCEMENT_PENDING)
        return refuse(ret_refusal, "nothing_to_approve", "id",
                      "announcement %" PRId64 " does not wait for an approval", a->id);
    if (staff_same_person(a->author, author))
        return refuse(ret_refusal, "own_announcement", "id",
                      "announcement %" PRId64 " was made by %s: a second person must approve it",
                      a->id, a->author);
    return 0;
}

/* Its author waits for the answer, perhaps with nothing but his phone. */
static int tell_author(struct dispatch *d, const char *made_by, enum lane lane, int64_t lasts_ms,
                       const char *text, const struct texts_word *words, int64_t now)
{
    struct staff_row staff;
    char *name = staff_person(made_by);
    int r = staff_get(d->store, name, &staff);

    free(name);
    if (r != 0 || !staff.phone_id)
        return r < 0 ? r : 0;
    return dispatch_notify(d, staff.phone_id, lane, lasts_ms, text, words, now);
}

static int tell_approved(struct dispatch *d, int64_t id, const char *made_by, const char *author,
                         int64_t now)
{
    char number[24], *who = texts_clip(author);
    const struct texts_word words[] = {{"id", number}, {"author", who}, {NULL, NULL}};

    snprintf(number, sizeof(number), "%" PRId64, id);
    int r = tell_author(d, made_by, LANE_EMERGENCY, HOUR, d->texts->approval_given, words, now);
    free(who);
    return r;
}

/* ---- nobody came ---- */

/* Who believes that an emergency goes out does not learn only in the morning that it did not. */
static int tell_missed(struct dispatch *d, const struct announcement *a, int64_t now)
{
    enum lane lane = a->priority == PRIORITY_EMERGENCY ? LANE_EMERGENCY : LANE_IMPORTANT;
    char number[24];
    struct texts_word words[] = {{"id", number}, {"text", a->air}, {NULL, NULL}};

    snprintf(number, sizeof(number), "%" PRId64, a->id);
    char *text = texts_shorten(d->texts->approval_missed, words, "text");
    words[1].value = text;
    int r = tell_author(d, a->author, lane, DAY, d->texts->approval_missed, words, now);
    free(text);
    return r;
}

static int miss(struct dispatch *d, int64_t id, int64_t now)
{
    struct announcement a;
    char object[24];
    int r = announcement_get(d->store, id, &a);

    if (r == 0)
        r = announcement_set_state(d->store, id, ANNOUNCEMENT_CANCELLED);
    if (r == 0)
        r = message_expire_all(d->store, id, now);
    if (r < 0)
        return r;
    dispatch_note_moved(d, id);
    snprintf(object, sizeof(object), "%" PRId64, id);
    r = journal_add(d->store, now, "thonbao", "expire", object, "nobody approved it in time");
    return r == 0 ? tell_missed(d, &a, now) : r;
}

int approval_expire(struct dispatch *d, int64_t now)
{
    int64_t id;
    int r;

    while ((r = announcement_unapproved(d->store, now, &id)) == 0)
        if ((r = miss(d, id, now)) < 0)
            return r;
    return r < 0 ? r : 0;
}

static int let_go(struct dispatch *d, const struct announcement *a, const char *author, int64_t now,
                  struct refusal *ret_refusal)
{
    int64_t id = a->id;
    int r = a->replaces ? announce_take_place(d, a, author, now, ret_refusal)
                        : message_release_held(d->store, id, MESSAGE_WHY_TIME, a->at);

    return r == 0 ? announcement_set_state(d->store, id, ANNOUNCEMENT_OPEN) : r;
}

static int approve(struct dispatch *d, int64_t id, const char *author, struct refusal *ret_refusal)
{
    struct announcement a;
    int64_t now = clock_wall_ms();
    char object[24];
    int r = requests_find(d, id, &a, ret_refusal);

    if (r == 0)
        r = approval_check(&a, author, now, ret_refusal);
    if (r == 0)
        r = let_go(d, &a, author, now, ret_refusal);
    if (r == 0)
        r = announcement_get(d->store, id, &a);
    if (r != 0)
        return r;
    snprintf(object, sizeof(object), "%" PRId64, id);
    r = journal_add(d->store, now, author, "approve", object, NULL);
    for (size_t i = 0; i < d->outlet_count && a.priority == PRIORITY_EMERGENCY; i++)
        outlet_hurry(&d->outlets[i]);
    return r == 0 ? tell_approved(d, id, a.author, author, now) : r;
}

int dispatch_approve(struct dispatch *d, int64_t announcement, const char *author,
                     struct refusal *ret_refusal)
{
    bool mine = !store_in_transaction(d->store);
    int r = mine ? store_begin(d->store) : 0;

    if (r == 0)
        r = approve(d, announcement, author, ret_refusal);
    return requests_finish(d, mine, r);
}
