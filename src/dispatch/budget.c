/* SPDX-License-Identifier: GPL-2.0-or-later */
/* May this lane spend on this SIM now? */
#include "dispatch/budget.h"

#include <time.h>

#include "base/memory.h"

static int64_t prepaid_left(const struct budget *b)
{
    return b->package.limit > b->package.used ? b->package.limit - b->package.used : 0;
}

int64_t budget_cost(const struct budget *b, int64_t parts, bool own_network)
{
    int64_t paid = parts - prepaid_left(b);

    return paid > 0 ? paid * (own_network ? b->own_price : b->price) : 0;
}

static bool fits(const struct budget *b, const struct budget_limit *limit, int64_t parts)
{
    int64_t usable = limit->limit - b->reserve_parts;

    if (limit->limit == 0)
        return true;
    return limit->used + (parts <= usable ? parts : 1) <= usable;
}

static bool fits_day(const struct budget *b, int64_t parts, bool own)
{
    return fits(b, &b->day, parts);
}

static bool fits_month(const struct budget *b, int64_t parts, bool own)
{
    return fits(b, &b->month, parts);
}

/* Without a reserve an empty package ends nothing: parts cost again. */
static bool fits_package(const struct budget *b, int64_t parts, bool own)
{
    return b->reserve_parts == 0 || fits(b, &b->package, parts);
}

static bool is_heard(const struct budget *b, int64_t parts, bool own)
{
    return b->reserve == 0 || b->heard;
}

static bool leaves_reserve(const struct budget *b, int64_t parts, bool own)
{
    return b->reserve == 0 || b->credit - budget_cost(b, parts, own) >= b->reserve;
}

static const struct {
    enum budget_stop stop;
    bool (*fits)(const struct budget *b, int64_t parts, bool own_network);
    const char *sentence;
} rules[] = {
    {BUDGET_DAY, fits_day, "today's quota is used up; only emergencies go out"},
    {BUDGET_MONTH, fits_month, "this month's quota is used up; only emergencies go out"},
    {BUDGET_PACKAGE, fits_package,
     "only the reserve of the package is left; only emergencies go out"},
    {BUDGET_UNHEARD, is_heard,
     "the credit is not known yet, and a reserve is kept; only emergencies go out"},
    {BUDGET_CREDIT, leaves_reserve,
     "only the reserve of the credit is left; only emergencies go out until it is topped up"},
};

enum budget_stop budget_allows(const struct budget *b, enum lane lane, int64_t parts,
                               bool own_network)
{
    for (size_t i = 0; i < ARRAY_SIZE(rules) && lane != LANE_EMERGENCY; i++)
        if (!rules[i].fits(b, parts, own_network))
            return rules[i].stop;
    return BUDGET_GOES;
}

const char *budget_sentence(enum budget_stop stop)
{
    for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
        if (rules[i].stop == stop)
            return rules[i].sentence;
    return "";
}

/* ---- periods ---- */

/* Days beyond the month, and before it, are those of its neighbours. */
static struct tm day_of(int year, int month, int day)
{
    struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_hour = 12};
    time_t at = timegm(&tm);

    gmtime_r(&at, &tm);
    return tm;
}

static int64_t number_of(const struct tm *tm)
{
    return (tm->tm_year + INT64_C(1900)) * 10000 + (tm->tm_mon + 1) * 100 + tm->tm_mday;
}

static int64_t reset_in_month(int year, int month, int64_t resets)
{
    struct tm last = day_of(year, month + 1, 0);
    struct tm first = day_of(year, month, 1);

    return number_of(&first) - 1 + (resets < last.tm_mday ? resets : last.tm_mday);
}

int64_t budget_period_start(enum package_period period, int64_t resets, int64_t today)
{
    int year = (int)(today / 10000), month = (int)(today / 100 % 100), day = (int)(today % 100);
    struct tm tm = day_of(year, month, day);
    int64_t start = today;

    switch (period) {
    case PACKAGE_DAY:
        break;
    case PACKAGE_WEEK:
        tm = day_of(year, month, day - (tm.tm_wday + 14 - (int)(resets % 7)) % 7);
        start = number_of(&tm);
        break;
    case PACKAGE_MONTH:
        start = reset_in_month(year, month, resets);
        if (start > today)
            start = reset_in_month(year, month - 1, resets);
        break;
    }
    return start;
}
