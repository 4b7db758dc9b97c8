/* SPDX-License-Identifier: GPL-2.0-or-later */
/* When a SIM's credit will be used up. */
#include "dispatch/forecast.h"

#include "base/clock.h"

enum {
    STRETCHES_MIN = 3, /* between readings in which nobody topped up */
    DAYS_MIN = 2,      /* that they last together */
    DAYS_MAX = 365,
};

int64_t forecast_empty(const struct forecast_reading *r, size_t count, int64_t floor)
{
    int64_t stretches = 0, fell = 0, lasted = 0;

    for (size_t i = 1; i < count; i++) {
        if (r[i].amount > r[i - 1].amount || r[i].at <= r[i - 1].at)
            continue;
        stretches++;
        fell += r[i - 1].amount - r[i].amount;
        lasted += r[i].at - r[i - 1].at;
    }
    if (stretches < STRETCHES_MIN || lasted < DAYS_MIN * DAY || fell == 0)
        return 0;
    double left = (double)(r[count - 1].amount - floor);
    double lasts = left > 0 ? left * ((double)lasted / (double)fell) : 0;
    return lasts > (double)(DAYS_MAX * DAY) ? 0 : r[count - 1].at + (int64_t)lasts;
}
