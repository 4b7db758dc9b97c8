/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Putting right how a feedback record was understood. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/memory.h"
#include "inbound/clerk_inside.h"
#include "inbound/reply/reply.h"
#include "store/announcement.h"
#include "store/journal.h"
#include "store/staff.h"

static bool has_category(int kind)
{
    return kind == REPLY_REPORT || kind == REPLY_HELP;
}

static bool has_choice(int kind)
{
    return kind == REPLY_ANSWER || kind == REPLY_HELP;
}

static int kind_meant(const struct record *f, const struct correction *c)
{
    if (c->kind >= 0)
        return c->kind;
    if (c->choice > 0 && !has_choice(f->kind))
        return REPLY_ANSWER;
    return c->category > 0 && !has_category(f->kind) ? REPLY_REPORT : f->kind;
}

/* How the record is after the correction, as far as the record alone tells. */
static struct record put_right(const struct record *f, const struct correction *c)
{
    struct record n = *f;

    n.kind = kind_meant(f, c);
    n.choice = c->choice >= 0 ? c->choice : n.kind == f->kind ? f->choice : 0;
    n.category = c->category >= 0        ? c->category
                 : !has_category(n.kind) ? REPLY_CATEGORY_NONE
                 : f->category           ? f->category
                                         : REPLY_CATEGORY_OTHER;
    if (c->urgent >= 0)
        n.urgent = c->urgent;
    else if (n.kind == REPLY_HELP || f->kind == REPLY_HELP)
        n.urgent = n.kind == REPLY_HELP;
    return n;
}

static int check_choice(struct care *care, const struct record *n, struct refusal *ret_refusal)
{
    struct announcement a;
    struct options options = {0};

    if (n->choice == 0 && n->kind == REPLY_ANSWER)
        return refuse(ret_refusal, "choice_missing", "choice",
                      "an answer chooses one of the announcement's options: which?");
    if (n->choice == 0)
        return 0;
    if (!has_choice(n->kind))
        return refuse(ret_refusal, "no_choice", "choice", "feedback of the kind %s has no choice",
                      reply_kind_word((enum reply_kind)n->kind));
    int r = n->announcement_id ? announcement_get(care->store, n->announcement_id, &a)
                               : STORE_NOT_FOUND;
    if (r == 0)
        r = announcement_options(care->store, &a, &options);
    if (r >= 0 && !options_find(&options, n->choice))
        r = refuse(ret_refusal, "unknown_option", "choice",
                   n->announcement_id ? "the announcement has no option %d"
                                      : "no announcement is answered here: there is no option %d",
                   n->choice);
    options_free(&options);
    return r;
}

static int check(struct care *care, const struct record *f, const struct record *n,
                 struct refusal *ret_refusal)
{
    if (n->kind == f->kind && n->choice == f->choice && n->category == f->category &&
        n->urgent == f->urgent)
        return refuse(ret_refusal, "nothing_to_correct", NULL,
                      "feedback %" PRId64 " is understood so already", f->id);
    if (n->category && !has_category(n->kind))
        return refuse(ret_refusal, "no_category", "category",
                      "feedback of the kind %s has no category",
                      reply_kind_word((enum reply_kind)n->kind));
    return check_choice(care, n, ret_refusal);
}

static void add_reading(struct buf *out, const struct record *f)
{
    const char *category = reply_category_word((enum reply_category)f->category);

    buf_puts(out, reply_kind_word((enum reply_kind)f->kind));
    if (f->choice)
        buf_printf(out, " %d", f->choice);
    if (*category)
        buf_printf(out, ", %s", category);
    if (f->urgent)
        buf_puts(out, ", urgent");
}

static int write_reading(struct care *care, const struct record *n, const char *author)
{
    char *why = xasprintf("corrected by %s", author);
    const struct feedback f = {.id = n->id,
                               .kind = n->kind,
                               .choice = n->choice,
                               .category = n->category,
                               .urgent = n->urgent,
                               .understood = why};
    int r = feedback_correct(care->store, &f);

    free(why);
    return r;
}

/* "unclear, now report, livestock (was: no rule fits)" */
static int note_correction(struct care *care, const struct record *f, const struct record *n,
                           const char *author)
{
    struct buf text = BUF_INIT;

    add_reading(&text, f);
    buf_puts(&text, ", now ");
    add_reading(&text, n);
    char *change = xstrdup(buf_str(&text));
    buf_printf(&text, " (was: %s)", f->understood);
    int r = care_note(care, f->id, author, "corrected", buf_str(&text), clock_wall_ms());
    char object[24];
    snprintf(object, sizeof(object), "%" PRId64, f->id);
    if (r == 0)
        r = journal_add(care->store, clock_wall_ms(), author, "feedback corrected", object, change);
    free(change);
    buf_free(&text);
    return r;
}

static int judge_again(struct care *care, const struct record *f, const struct record *n,
                       int64_t now)
{
    if (!f->phone_id || (f->kind == REPLY_WRONG_NUMBER) == (n->kind == REPLY_WRONG_NUMBER))
        return 0;
    return dispatch_judge_again(care->dispatch, f->phone_id, now);
}

/* What depends on the reading: whether a person must look, whether the phone wants messages, and
 * whether it is the household's. */
static int follow(struct care *care, const struct record *f, const struct record *n,
                  const char *author)
{
    bool needed = care_needs_person((enum reply_kind)n->kind, n->urgent, n->partial);
    int64_t now = clock_wall_ms();
    int r = 0;

    if (f->open && !needed)
        r = feedback_close(care->store, f->id, author, now);
    else if (!f->open && f->by_itself && needed)
        r = feedback_open_again(care->store, f->id);
    bool stop = n->kind == REPLY_STOP || (f->kind == REPLY_START && n->kind != REPLY_START);
    bool start = n->kind == REPLY_START || (f->kind == REPLY_STOP && n->kind != REPLY_STOP);
    if (r == 0 && f->phone_id && n->kind != f->kind && (stop || start))
        r = dispatch_stop_phone(care->dispatch, f->phone_id, stop, author, "a text was read again",
                                now);
    return r == 0 ? judge_again(care, f, n, now) : r;
}

struct wanted {
    int category;
    bool found;
};

static void look_for(int category, void *arg)
{
    struct wanted *w = arg;

    w->found = w->found || w->category == category;
}

/* Who was given it for its category gives it up with the category. */
static int give_up(struct care *care, const struct record *f, const struct record *n)
{
    struct wanted wanted = {.category = f->category};
    int r = 0;

    if (!f->staff_id || !f->category || n->category == f->category)
        return 0;
    r = staff_categories(care->store, f->staff_id, look_for, &wanted);
    return r == 0 && wanted.found ? feedback_assign(care->store, f->id, 0) : r;
}

static int correct(struct care *care, const struct record *f, const struct correction *correction,
                   const char *author, struct refusal *ret_refusal)
{
    const struct record n = put_right(f, correction);
    int64_t now = clock_wall_ms();
    int r = check(care, f, &n, ret_refusal);

    if (r == 0)
        r = write_reading(care, &n, author);
    if (r == 0)
        r = note_correction(care, f, &n, author);
    if (r == 0)
        r = lesson_put(care->store, f->id, now);
    care->lessons_are_read = false;
    if (r == 0)
        r = follow(care, f, &n, author);
    if (r == 0)
        r = give_up(care, f, &n);
    if (r == 0)
        r = care_route(care, f->id, now);
    return r;
}

int clerk_correct(struct care *care, int64_t feedback, const struct correction *correction,
                  const char *author, struct refusal *ret_refusal)
{
    struct record f = {0};
    int r = feedback_get(care->store, feedback, clerk_take, &f);

    if (r == 0)
        r = correct(care, &f, correction, author, ret_refusal);
    clerk_clear(&f);
    return r;
}
