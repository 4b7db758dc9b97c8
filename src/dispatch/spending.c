/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What each SIM has used. A part counts from when it is handed over, in the same transaction, and
 * is taken off again when the SIM's network refuses it: so whatever dies, no more is spent than is
 * written down. What became of a part unknown may have been paid for, and stays. */
#include "base/clock.h"
#include "base/log.h"
#include "dispatch/inside.h"

static void count(struct carrier_use *use, const struct part *part, int64_t by)
{
    use->parts += by;
    use->cost += by * part->cost;
    use->prepaid += part->prepaid ? by : 0;
}

static int load(struct outlet *o, int64_t now)
{
    struct outlet_money *money = &o->money;
    const struct carrier_settings *s = o->settings;
    struct store *store = o->dispatch->store;
    int64_t today = dispatch_day(now);
    struct carrier_use package = {0};

    int r = carrier_use_between(store, o->id, today, today, &money->today);
    if (r == 0)
        r = carrier_use_between(store, o->id, today / 100 * 100, today, &money->month);
    if (r == 0 && s->package.parts)
        r = carrier_use_between(
            store, o->id,
            budget_period_start((enum package_period)s->package.per, s->package.resets, today),
            today, &package);
    if (r == 0) {
        money->day = today;
        money->prepaid = package.prepaid;
    }
    return r;
}

int spending_new_day(struct outlet *o, int64_t now)
{
    return o->money.day == dispatch_day(now) ? 0 : load(o, now);
}

struct budget spending_budget(const struct outlet *o)
{
    const struct carrier_settings *s = o->settings;
    const struct outlet_money *money = &o->money;

    return (struct budget){
        .day = {s->daily_parts, money->today.parts},
        .month = {s->monthly_parts, money->month.parts},
        .package = {s->package.parts, money->prepaid},
        .reserve_parts = s->reserve_parts,
        .reserve = s->reserve,
        .heard = o->has_balance,
        .credit = o->balance - money->spent,
        .price = s->part_price,
        .own_price = s->own_price < 0 ? s->part_price : s->own_price,
    };
}

/* Whether the number is on the SIM's own network. */
static bool is_own(const struct outlet *o, const char *number)
{
    size_t best = outlet_of_network(o->dispatch, number);

    return best != SIZE_MAX && &o->dispatch->outlets[best] == o;
}

enum budget_stop spending_stop(const struct outlet *o)
{
    const struct budget budget = spending_budget(o);

    return budget_allows(&budget, LANE_ROUTINE, 1, false);
}

enum budget_stop spending_stops_message(const struct outlet *o, const struct message *m)
{
    const struct budget budget = spending_budget(o);

    return budget_allows(&budget, (enum lane)m->lane, m->carrier_id == o->id ? 1 : m->parts,
                         is_own(o, m->number));
}

void spending_charge(struct outlet *o, const char *number, struct part *part)
{
    const struct budget budget = spending_budget(o);
    struct outlet_money *money = &o->money;

    part->cost = budget_cost(&budget, 1, is_own(o, number));
    part->prepaid = budget.package.used < budget.package.limit;
    count(&money->today, part, 1);
    count(&money->month, part, 1);
    count(&money->unsaved, part, 1);
    money->prepaid += part->prepaid;
    money->spent += part->cost;
    money->in_hand += part->cost;
}

void spending_answered(struct outlet *o, const struct part *part)
{
    o->money.in_hand -= part->cost < o->money.in_hand ? part->cost : o->money.in_hand;
}

/* On the day on which it was counted. */
int spending_refund(struct outlet *o, const struct part *part, int64_t now)
{
    struct carrier_use off = {0};
    int r = spending_save(o);

    count(&off, part, -1);
    if (r == 0)
        r = carrier_day_add(o->dispatch->store, o->id, dispatch_day(part->submitted_at), &off);
    if (r == 0)
        r = load(o, now);
    o->money.spent -= part->cost < o->money.spent ? part->cost : o->money.spent;
    return r < 0 ? r : carrier_set_spent(o->dispatch->store, o->id, o->money.spent);
}

int spending_save(struct outlet *o)
{
    struct carrier_use *unsaved = &o->money.unsaved;
    int r = 0;

    if (unsaved->parts)
        r = carrier_day_add(o->dispatch->store, o->id, o->money.day, unsaved);
    if (r == 0 && unsaved->cost)
        r = carrier_set_spent(o->dispatch->store, o->id, o->money.spent);
    *unsaved = (struct carrier_use){0};
    return r;
}

void spending_asked(struct outlet *o)
{
    o->money.settles = o->money.spent - o->money.in_hand;
}

int spending_heard(struct outlet *o)
{
    struct outlet_money *money = &o->money;

    money->spent -= money->settles < money->spent ? money->settles : money->spent;
    money->settles = 0;
    return carrier_set_spent(o->dispatch->store, o->id, money->spent);
}
