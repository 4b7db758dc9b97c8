/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Giving a feedback record to somebody, answering it, closing it. */
#include "inbound/clerk_inside.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/memory.h"
#include "inbound/reply/reply.h"
#include "store/household.h"
#include "store/journal.h"
#include "store/staff.h"

void clerk_take(const struct feedback *f, void *arg_record)
{
    *(struct record *)arg_record = (struct record){
        .id = f->id,
        .received_at = f->received_at,
        .phone_id = f->phone_id,
        .announcement_id = f->announcement_id,
        .staff_id = f->staff_id,
        .kind = f->kind,
        .choice = f->choice,
        .category = f->category,
        .urgent = f->urgent,
        .partial = f->partial,
        .open = f->state == FEEDBACK_OPEN,
        .by_itself = f->closed_by[0] == '\0',
        .sender = xstrdup(f->sender),
        .understood = xstrdup(f->understood),
    };
}

void clerk_clear(struct record *f)
{
    free(f->sender);
    free(f->understood);
}

static int refuse_closed(const struct record *f, struct refusal *ret_refusal)
{
    return refuse(ret_refusal, "already_closed", NULL, "feedback %" PRId64 " is closed already",
                  f->id);
}

static int note(struct care *care, int64_t id, const char *author, const char *what,
                const char *text)
{
    char object[24], change[40];
    int64_t now = clock_wall_ms();
    int r = care_note(care, id, author, what, text, now);

    snprintf(object, sizeof(object), "%" PRId64, id);
    snprintf(change, sizeof(change), "feedback %s", what);
    return r == 0 ? journal_add(care->store, now, author, change, object, text) : r;
}

/* ---- giving it to somebody ---- */

static int assign(struct care *care, const struct record *f, const char *name, const char *author,
                  struct refusal *ret_refusal)
{
    int64_t staff;

    if (!f->open)
        return refuse_closed(f, ret_refusal);
    int r = staff_find(care->store, name, &staff);
    if (r == STORE_NOT_FOUND)
        return refuse(ret_refusal, "unknown_staff", "staff", "there is no \"%s\" among the staff",
                      name);
    if (r == 0)
        r = feedback_assign(care->store, f->id, staff);
    if (r == 0)
        r = care_begin(care, f->id, f->urgent, clock_wall_ms());
    return r == 0 ? note(care, f->id, author, "assigned", name) : r;
}

int clerk_assign(struct care *care, int64_t feedback, const char *staff, const char *author,
                 struct refusal *ret_refusal)
{
    struct record f = {0};
    int r = feedback_get(care->store, feedback, clerk_take, &f);

    if (r == 0)
        r = assign(care, &f, staff, author, ret_refusal);
    clerk_clear(&f);
    return r;
}

/* ---- answering the household ---- */

static int check_answerable(struct care *care, const struct record *f, struct refusal *ret_refusal)
{
    bool fixed = false;
    int64_t stopped_at = 0;
    int r = 0;

    if (f->kind == REPLY_SERVICE || f->sender[0] != '+')
        return refuse(ret_refusal, "not_answerable", NULL,
                      "\"%.40s\" is no household's telephone: it is never answered", f->sender);
    r = phone_state(care->store, f->sender, &fixed, &stopped_at);
    if (r == STORE_NOT_FOUND)
        return 0; /* a stranger */
    if (r == 0 && fixed)
        return refuse(ret_refusal, "not_answerable", NULL, "%s is a land line: it takes no SMS",
                      f->sender);
    if (r == 0 && stopped_at && f->received_at <= stopped_at)
        return refuse(ret_refusal, "stopped", NULL,
                      "the owner of %s wants no more messages, and has not written since",
                      f->sender);
    return r;
}

static int answer(struct care *care, const struct record *f, const char *text, const char *author,
                  struct refusal *ret_refusal)
{
    struct feedback_event event = {
        .at = clock_wall_ms(), .author = author, .what = "answered", .text = text};
    int r = check_answerable(care, f, ret_refusal);

    if (r == 0)
        r = dispatch_send(care->dispatch, f->sender, text, author, &event.message_id, ret_refusal);
    if (r == 0)
        r = feedback_event_add(care->store, f->id, &event);
    return r;
}

int clerk_answer(struct care *care, int64_t feedback, const char *text, const char *author,
                 struct refusal *ret_refusal)
{
    char object[24];
    struct record f = {0};
    int r = feedback_get(care->store, feedback, clerk_take, &f);

    snprintf(object, sizeof(object), "%" PRId64, feedback);
    if (r == 0)
        r = answer(care, &f, text, author, ret_refusal);
    if (r == 0)
        r = journal_add(care->store, clock_wall_ms(), author, "feedback answered", object, NULL);
    clerk_clear(&f);
    return r;
}

int clerk_close(struct care *care, int64_t feedback, const char *text, const char *author,
                struct refusal *ret_refusal)
{
    struct record f = {0};
    int r = feedback_get(care->store, feedback, clerk_take, &f);

    if (r == 0 && !f.open)
        r = refuse_closed(&f, ret_refusal);
    if (r == 0 && text)
        r = answer(care, &f, text, author, ret_refusal);
    if (r == 0)
        r = feedback_close(care->store, feedback, author, clock_wall_ms());
    if (r == 0)
        r = note(care, feedback, author, "closed", text ? "with an answer" : "");
    clerk_clear(&f);
    return r;
}
