/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an announcement would cost, and when it would be finished: by what the carriers have moved
 * so far, what their packages, quotas and credit leave, and the quiet hours. */
#include "dispatch/estimate.h"

#include "base/clock.h"
#include "store/manners.h"

enum { DAYS_MAX = 400 }; /* more than a year: it will not finish */

/* ---- money ---- */

/* The package pays first for what goes before; then, so that the cost is not told too low, for the
 * cheaper parts. */
static int64_t cost_of(struct budget budget, const struct estimate_load *load)
{
    budget.package.used += load->ahead;
    int64_t cost = budget_cost(&budget, load->own, true);
    budget.package.used += load->own;
    return cost + budget_cost(&budget, load->other, false);
}

static void reckon_money(struct dispatch *d, enum lane lane, const struct estimate_load *loads,
                         struct estimate *e)
{
    int64_t lacking = 0;
    bool known = true;

    for (size_t i = 0; i < d->outlet_count; i++) {
        const struct budget budget = spending_budget(&d->outlets[i]);
        int64_t cost = cost_of(budget, &loads[i]);
        e->cost += cost;
        known = known && (budget.heard || cost == 0);
        if (budget.heard)
            lacking += cost + budget_cost(&budget, loads[i].ahead, false) - budget.credit +
                       (lane == LANE_EMERGENCY ? 0 : budget.reserve);
    }
    e->credit_short = known && lacking > 0 ? lacking : 0;
}

/* ---- time ---- */

static int64_t part_takes(const struct outlet *o)
{
    int64_t takes = outlet_ms_per_part(o);

    return takes > o->settings->gap_ms ? takes : o->settings->gap_ms;
}

/* Carriers work side by side and help each other. When none is ready one may come back. */
static double parts_per_ms(const struct dispatch *d, bool only_ready)
{
    double per_ms = 0;

    for (size_t i = 0; i < d->outlet_count; i++)
        if (!only_ready || d->outlets[i].ready)
            per_ms += 1.0 / (double)part_takes(&d->outlets[i]);
    return per_ms;
}

/* Only emergencies go out in quiet hours: the others lose that time. */
static int64_t add_quiet(const struct dispatch *d, enum lane lane, int64_t start, int64_t takes)
{
    int64_t change, at = start;

    if (lane == LANE_EMERGENCY)
        return start + takes;
    for (int i = 0; i < DAYS_MAX; i++) {
        bool quiet = dispatch_is_quiet(d->sending, at, &change);
        if (!quiet && (change == INT64_MAX || at + takes <= change))
            return at + takes;
        if (!quiet)
            takes -= change - at;
        at = change;
    }
    return at;
}

/* How much of the time between the two is not quiet. */
static int64_t loud_ms(const struct dispatch *d, int64_t from, int64_t until)
{
    int64_t change, loud = 0;

    for (int64_t at = from; at < until; at = change) {
        bool quiet = dispatch_is_quiet(d->sending, at, &change);
        if (change > until)
            change = until;
        loud += quiet ? 0 : change - at;
    }
    return loud;
}

static int64_t left_of(const struct budget_limit *limit, int64_t reserve_parts, int64_t used)
{
    int64_t left = limit->limit - reserve_parts - used;

    return limit->limit == 0 ? INT64_MAX : left > 0 ? left : 0;
}

/* How many parts the quotas leave on the day of `at`, planned of them having gone in its month
 * already. INT64_MAX: one of the carriers has no quota. */
static int64_t day_leaves(const struct dispatch *d, int64_t now, int64_t at, int64_t planned)
{
    bool today = dispatch_day(at) == dispatch_day(now);
    bool month = dispatch_day(at) / 100 == dispatch_day(now) / 100;
    int64_t all = 0, of_month = 0;

    for (size_t i = 0; i < d->outlet_count; i++) {
        const struct budget b = spending_budget(&d->outlets[i]);
        int64_t day_left = left_of(&b.day, b.reserve_parts, today ? b.day.used : 0);
        int64_t month_left = left_of(&b.month, b.reserve_parts, month ? b.month.used : 0);
        if (day_left == INT64_MAX && month_left == INT64_MAX)
            return INT64_MAX;
        all += day_left < month_left ? day_left : month_left;
        of_month =
            month_left == INT64_MAX || of_month == INT64_MAX ? INT64_MAX : of_month + month_left;
    }
    if (of_month != INT64_MAX && all > of_month - planned)
        all = of_month > planned ? of_month - planned : 0;
    return all;
}

/* Day by day, as the quotas allow. */
static int64_t finish(struct dispatch *d, enum lane lane, int64_t start, int64_t parts,
                      double per_ms)
{
    int64_t at = start, planned = 0, now = clock_wall_ms();

    for (int day = 0; day < DAYS_MAX; day++) {
        int64_t leaves = lane == LANE_EMERGENCY ? INT64_MAX : day_leaves(d, now, at, planned);
        int64_t midnight = dispatch_next_time(at, 0);
        int64_t done = add_quiet(d, lane, at, (int64_t)((double)parts / per_ms));
        if (leaves == INT64_MAX || (parts <= leaves && done <= midnight))
            return done;
        int64_t goes = (int64_t)((double)loud_ms(d, at, midnight) * per_ms);
        goes = goes < leaves ? goes : leaves;
        bool same_month = dispatch_day(midnight) / 100 == dispatch_day(at) / 100;
        parts -= goes < parts ? goes : parts;
        planned = same_month ? planned + goes : 0;
        at = midnight;
    }
    return at;
}

void estimate_reckon(struct dispatch *d, enum lane lane, int64_t start,
                     const struct estimate_load *loads, struct estimate *e)
{
    int64_t parts = 0, until;

    for (size_t i = 0; i < d->outlet_count; i++) {
        parts += loads[i].ahead + loads[i].own + loads[i].other;
        e->carriers += d->outlets[i].ready;
    }
    reckon_money(d, lane, loads, e);
    e->start_at = start;
    e->quiet = lane > LANE_EMERGENCY && dispatch_is_quiet(d->sending, start, &until);
    double per_ms = parts_per_ms(d, e->carriers > 0);
    e->finish_at =
        per_ms > 0 ? finish(d, lane, start, parts, per_ms) : add_quiet(d, lane, start, 0);
}

int estimate_manners(struct dispatch *d, enum lane lane, int64_t start, struct estimate *e)
{
    int64_t limit = d->sending->routine_a_day;

    if (lane != LANE_ROUTINE || limit == 0)
        return 0;
    return manners_full(d->store, dispatch_day(add_quiet(d, lane, start, 0)), limit, &e->next_day);
}
