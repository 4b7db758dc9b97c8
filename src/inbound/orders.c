/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Staff give orders by SMS: from the order to its code, and from the code to what was ordered. */
#include "inbound/orders.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "inbound/code.h"
#include "inbound/orders_inside.h"
#include "store/journal.h"

enum { CODES_KNOWN = 8 }; /* a code is looked for among so many orders of one day */

#define ORDERS(member) offsetof(struct order_settings, member)

static const struct conf_option options[] = {
    {"code_digits", CONF_INT, ORDERS(code_digits), "4", 4, CODE_DIGITS_MAX,
     .sentence = "of the code that an order needs"},
    {"code_valid", CONF_DURATION, ORDERS(code_valid_ms), "10min", SECOND, DAY,
     .sentence = "the code must come back within this"},
    {"wrong_codes", CONF_INT, ORDERS(wrong_codes), "5", 1, 20,
     .sentence = "so many lock the phone for orders until a head unlocks it"},
    {"a_day", CONF_INT, ORDERS(a_day), "30", 2, 1000,
     .sentence = "orders and questions of one phone that are answered in a day"},
};

void order_settings_read(const config_setting_t *group, struct order_settings *ret,
                         struct conf_faults *faults)
{
    conf_read(group, options, ARRAY_SIZE(options), ret, faults);
}

/* ---- an order ---- */

static int add(struct talk *t, enum order_state state)
{
    t->order.state = state;
    return order_add(t->store, &t->order, &t->order.id);
}

static int answer_refused(struct talk *t)
{
    int r = add(t, ORDER_REFUSED);

    return r < 0 ? r : talk_answer_refusal(t);
}

/* Forged senders cost the village money: after so many a day nothing is answered. Emergencies are
 * counted by themselves, so that the others cannot use them up. *ret_silent: nothing more is said.
 */
static int check_limit(struct talk *t, bool *ret_silent)
{
    int64_t count = 0, limit = t->orders->settings->a_day;
    int r = order_count(t->store, t->order.phone_id, t->heard->at - DAY,
                        t->order.act == ORDER_EMERGENCY, &count);

    *ret_silent = count >= limit;
    if (r < 0 || count < limit - 1)
        return r;
    talk_name_count(t, TALK_COUNT, limit);
    return refuse(&t->refusal, "too_many", NULL, "%" PRId64 " orders today", limit);
}

static int check_right(struct talk *t, const struct order_text *said)
{
    const struct staff_row *staff = &t->heard->staff;
    const struct order_kind *kind = &order_kinds[said->act];

    if (!staff_may_own(staff->role, kind->right))
        return refuse(&t->refusal, "not_allowed", NULL, "a %s may not",
                      staff_role_word(staff->role));
    talk_name_count(t, TALK_COUNT, staff->wrong_codes);
    if (staff->locked_at && kind->coded)
        return refuse(&t->refusal, "locked", NULL, "the phone is locked for orders");
    if (said->incomplete)
        return refuse(&t->refusal, "incomplete", NULL, "something is missing");
    return 0;
}

/* A new order takes the place of one that still waits. */
static int ask_for_code(struct talk *t)
{
    char code[CODE_DIGITS_MAX + 1], mark[CODE_MARK_SIZE];
    int r = order_end_all(t->store, t->order.phone_id, ORDER_REPLACED);

    code_make((int)t->orders->settings->code_digits, code);
    code_mark(code, mark);
    t->order.code = mark;
    t->order.expires_at = t->heard->at + t->orders->settings->code_valid_ms;
    talk_name(t, TALK_CODE, "%s", code);
    talk_name_time(t, TALK_UNTIL, t->order.expires_at);
    if (r == 0)
        r = add(t, ORDER_WAITING);
    t->order.code = "";
    return r < 0 ? r : talk_answer(t, t->answer);
}

static int proceed(struct talk *t, const struct order_text *said)
{
    const struct order_kind *kind = &order_kinds[said->act];
    int r = check_right(t, said);

    if (r == 0)
        r = kind->prepare(t, said);
    if (r == REFUSED)
        return REFUSED;
    if (r < 0 || kind->coded)
        return r < 0 ? r : ask_for_code(t);
    r = add(t, ORDER_DONE);
    return r < 0 ? r : talk_answer(t, t->answer);
}

/* A leader who cries "khan cap, nuoc vao nha" orders nothing: he calls for help. */
static bool may_be_talk(const struct talk *t)
{
    return order_kinds[t->order.act].maybe_talk && (strcmp(t->refusal.code, "not_allowed") == 0 ||
                                                    strcmp(t->refusal.code, "unknown_group") == 0);
}

static int hear(struct talk *t, const struct order_text *said, char **ret_why)
{
    const char *act = order_act_word(said->act);
    bool silent;
    int r = check_limit(t, &silent);

    if (r == REFUSED && silent) {
        if (staff_may_own(t->heard->staff.role, order_kinds[said->act].right))
            *ret_why = xasprintf("an order (%s), not answered: too many came today", act);
        return 0;
    }
    if (r == 0)
        r = proceed(t, said);
    if (r < 0)
        return r;
    if (r == REFUSED) {
        if (!may_be_talk(t))
            *ret_why = xasprintf("an order (%s), refused: %s", act, t->refusal.message);
        return answer_refused(t);
    }
    *ret_why = xasprintf(order_kinds[said->act].coded ? "an order (%s) that waits for its code"
                                                      : "a question (%s), answered",
                         act);
    return 0;
}

int orders_hear(struct orders *orders, const struct heard *heard, char **ret_why)
{
    struct order_text said;
    struct talk t;

    if (!order_text_read(orders->words, heard->text, &said))
        return 0;
    talk_begin(&t, orders, heard);
    t.order.act = said.act;
    int r = hear(&t, &said, ret_why);
    talk_clear(&t);
    return r;
}

/* ---- a code ---- */

/* The orders of a phone whose codes may come. */
struct known {
    const char *code;
    int64_t now;
    bool waits; /* one waits for its code, in time */
    bool fits;  /* the code is this one's: */
    struct staff_order order;
    char *audience, *text;
};

static bool is_late(const struct staff_order *order, int64_t now)
{
    return order->state == ORDER_LATE ||
           (order->state == ORDER_WAITING && order->expires_at <= now);
}

static void look_at(const struct staff_order *order, void *arg)
{
    struct known *k = arg;

    k->waits = k->waits || (order->state == ORDER_WAITING && !is_late(order, k->now));
    if (k->fits || !code_fits(k->code, order->code))
        return;
    k->fits = true;
    k->order = *order;
    k->order.code = "";
    k->audience = xstrdup(order->audience);
    k->text = xstrdup(order->text);
}

static int count_wrong(struct talk *t)
{
    struct orders *o = t->orders;
    const struct staff_row *staff = &t->heard->staff;
    const struct texts *texts = dispatch_texts(o->dispatch);
    int64_t wrong = staff->wrong_codes + 1, left = o->settings->wrong_codes - wrong;

    talk_name_count(t, TALK_COUNT, left > 0 ? left : wrong);
    int r = staff_set_codes(o->store, staff->id, wrong, left > 0 ? 0 : t->heard->at);
    if (r < 0 || left > 0)
        return r < 0 ? r : talk_answer(t, texts->order_wrong_code);
    r = order_end_all(o->store, staff->phone_id, ORDER_LOCKED);
    if (r == 0)
        r = journal_add(o->store, t->heard->at, t->author, "staff locked", staff->name,
                        "too many wrong codes by SMS");
    if (r == 0)
        r = talk_answer(t, texts->order_locked);
    return r == 0 ? talk_tell_heads(t, texts->order_locked_heads) : r;
}

/* The right code: what was ordered is done, if it still can be. */
static int carry_out(struct talk *t, bool bypass)
{
    struct orders *o = t->orders;
    const struct order_kind *kind = &order_kinds[t->order.act];
    const struct order_text as_ordered = {.act = t->order.act};
    int r = staff_set_codes(o->store, t->heard->staff.id, 0, 0);

    if (r == 0)
        r = check_right(t, &as_ordered);
    if (r == 0)
        r = kind->carry_out(t, bypass);
    if (r < 0)
        return r;
    int ended = order_end(o->store, t->order.id, r == 0 ? ORDER_DONE : ORDER_REFUSED,
                          r == 0 ? t->order.announcement_id : 0);
    if (ended < 0)
        return ended;
    return r == 0 ? talk_answer(t, t->answer) : talk_answer_refusal(t);
}

/* What the state of the order means to whom its code has come from. */
static int take(struct talk *t, bool bypass, char **ret_why)
{
    const struct texts *texts = t->texts;
    int r = 0;

    if (is_late(&t->order, t->heard->at)) {
        *ret_why = xstrdup("the code of an order, too late");
        order_end(t->store, t->order.id, ORDER_LATE, 0);
        return talk_answer(t, texts->order_late);
    }
    switch (t->order.state) {
    case ORDER_WAITING:
        r = carry_out(t, bypass);
        *ret_why = xasprintf("the code of an order (%s)%s%s", order_act_word(t->order.act),
                             t->refusal.code ? ", refused: " : "", t->refusal.message);
        return r;
    case ORDER_REPLACED:
        *ret_why = xstrdup("the code of an order that a newer one has replaced");
        return talk_answer(t, texts->order_replaced);
    case ORDER_LOCKED:
        *ret_why = xstrdup("the code of an order, but the phone is locked");
        talk_name_count(t, TALK_COUNT, t->heard->staff.wrong_codes);
        return talk_answer(t, texts->order_locked);
    case ORDER_DONE:
    case ORDER_REFUSED:
    case ORDER_LATE:
        *ret_why = xstrdup("the code of an order once more");
        break;
    }
    return r;
}

static int hear_code(struct orders *orders, const struct heard *heard, struct known *known,
                     bool bypass, char **ret_why)
{
    struct talk t;
    int r;

    talk_begin(&t, orders, heard);
    if (known->fits) {
        t.order = known->order;
        t.order.audience = t.audience = known->audience;
        t.order.text = t.text = known->text;
        r = take(&t, bypass, ret_why);
    } else {
        *ret_why = xstrdup("a wrong code for an order");
        r = count_wrong(&t);
    }
    talk_clear(&t);
    return r;
}

int orders_hear_code(struct orders *orders, const struct heard *heard, char **ret_why)
{
    char code[CODE_DIGITS_MAX + 1];
    bool bypass = false;
    struct known known = {.code = code, .now = heard->at};

    if (!order_text_code(orders->words, heard->text, (int)orders->settings->code_digits, code,
                         &bypass))
        return 0;
    int r = order_recent(orders->store, heard->staff.id, heard->staff.phone_id, heard->at - DAY,
                         CODES_KNOWN, look_at, &known);
    /* Where no order waits, a number that is no code of any is a household's reply. */
    if (r < 0 || (!known.fits && !known.waits)) {
        free(known.audience);
        free(known.text);
        return r;
    }
    return hear_code(orders, heard, &known, bypass, ret_why);
}

/* ---- unlocking ---- */

int orders_unlock(struct dispatch *dispatch, const char *name, const char *author,
                  struct refusal *ret_refusal)
{
    struct store *store = dispatch_store(dispatch);
    int64_t now = clock_wall_ms();
    struct staff_row staff;
    int r = staff_get(store, name, &staff);

    if (r == 0 && !staff.locked_at)
        return refuse(ret_refusal, "not_locked", "name", "\"%s\" is not locked", name);
    if (r == 0)
        r = staff_set_codes(store, staff.id, 0, 0);
    if (r == 0)
        r = journal_add(store, now, author, "staff unlocked", name, NULL);
    if (r != 0)
        return r;
    char *who = texts_clip(staff.name), *by = texts_clip(author);
    const struct texts_word words[] = {{"name", who}, {"author", by}, {NULL, NULL}};
    const char *text = dispatch_texts(dispatch)->order_unlocked;
    if (staff.role != STAFF_HEAD && staff.phone_id)
        r = dispatch_notify(dispatch, staff.phone_id, LANE_IMPORTANT, HOUR, text, words, now);
    if (r == 0)
        r = dispatch_tell_heads(dispatch, text, words, now);
    free(who);
    free(by);
    return r;
}
