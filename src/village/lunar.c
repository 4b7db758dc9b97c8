/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lunar calendar, from the new moons and the sun's longitude (J. Meeus: Astronomical
 * Algorithms, chapter 49, and Astronomical Formulae for Calculators, chapter 18; good to some
 * seconds and to a few minutes). */
#include "village/lunar.h"

#include <math.h>
#include <stddef.h>

#include "base/memory.h"

static const double UNIX_EPOCH = 2440587.5; /* as a Julian day */
static const double MONTH = 29.530588861;

/* Hours of the meridian that the calendar was reckoned for: until 1967 that of Peking. */
static double zone(double julian_day)
{
    double hours = julian_day < 2425612.5   ? 7.0 + 45.0 / 60 + 40.0 / 3600 /* 1929 */
                   : julian_day < 2439855.5 ? 8                             /* 1968-01 */
                                            : 7;

    return hours / 24;
}

static double sine(double degrees)
{
    return sin(degrees * M_PI / 180);
}

/* Terrestrial time less universal time, in days. For the future it is Meeus's estimate, as in the
 * published calendars: a smaller one would begin one month of 2054 half a minute behind midnight.
 */
static double clock_lag(double year)
{
    static const struct {
        double year, seconds;
    } known[] = {{1890, -6}, {1900, -3}, {1920, 21}, {1950, 29},  {1970, 40},
                 {1986, 55}, {2005, 65}, {2025, 69}, {2050, 135}, {2100, 229}};
    size_t i = 1;

    while (i + 1 < ARRAY_SIZE(known) && known[i].year < year)
        i++;
    double slope = (known[i].seconds - known[i - 1].seconds) / (known[i].year - known[i - 1].year);
    return (known[i].seconds + slope * (year - known[i].year)) / 86400;
}

/* ---- the moon ---- */

/* Terms of the true new moon: days, power of the earth's eccentricity, and how many times the mean
 * anomalies of sun and moon, the moon's latitude argument and its node. */
static const struct {
    double days;
    int eccentricity, sun, moon, latitude, node;
} moon_terms[] = {
    {-0.40720, 0, 0, 1, 0, 0}, {0.17241, 1, 1, 0, 0, 0},    {0.01608, 0, 0, 2, 0, 0},
    {0.01039, 0, 0, 0, 2, 0},  {0.00739, 1, -1, 1, 0, 0},   {-0.00514, 1, 1, 1, 0, 0},
    {0.00208, 2, 2, 0, 0, 0},  {-0.00111, 0, 0, 1, -2, 0},  {-0.00057, 0, 0, 1, 2, 0},
    {0.00056, 1, 1, 2, 0, 0},  {-0.00042, 0, 0, 3, 0, 0},   {0.00042, 1, 1, 0, 2, 0},
    {0.00038, 1, 1, 0, -2, 0}, {-0.00024, 1, -1, 2, 0, 0},  {-0.00017, 0, 0, 0, 0, 1},
    {-0.00007, 0, 2, 1, 0, 0}, {0.00004, 0, 0, 2, -2, 0},   {0.00004, 0, 3, 0, 0, 0},
    {0.00003, 0, 1, 1, -2, 0}, {0.00003, 0, 0, 2, 2, 0},    {-0.00003, 0, 1, 1, 2, 0},
    {0.00003, 0, -1, 1, 2, 0}, {-0.00002, 0, -1, 1, -2, 0}, {-0.00002, 0, 1, 3, 0, 0},
    {0.00002, 0, 0, 4, 0, 0},
};

/* What the planets add: days, and an angle that turns with the new moons. */
static const struct {
    double days, start, turn;
} planet_terms[] = {
    {0.000325, 299.77, 0.107408},  {0.000165, 251.88, 0.016321}, {0.000164, 251.83, 26.651886},
    {0.000126, 349.42, 36.412478}, {0.000110, 84.66, 18.206239}, {0.000062, 141.74, 53.303771},
    {0.000060, 207.14, 2.453732},  {0.000056, 154.84, 7.306860}, {0.000047, 34.52, 27.261239},
    {0.000042, 207.19, 0.121824},  {0.000040, 291.34, 1.844379}, {0.000037, 161.72, 24.198154},
    {0.000035, 239.56, 25.513099}, {0.000023, 331.55, 3.592518},
};

/* The day of the k-th new moon after that of January 2000. */
static int64_t new_moon(int64_t k)
{
    double t = (double)k / 1236.85, t2 = t * t, t3 = t2 * t;
    double at = 2451550.09766 + MONTH * (double)k + 0.00015437 * t2 - 0.00000015 * t3;
    double e = 1 - 0.002516 * t - 0.0000074 * t2;
    double sun = 2.5534 + 29.10535670 * (double)k - 0.0000014 * t2;
    double moon = 201.5643 + 385.81693528 * (double)k + 0.0107582 * t2 + 0.00001238 * t3;
    double latitude = 160.7108 + 390.67050284 * (double)k - 0.0016118 * t2 - 0.00000227 * t3;
    double node = 124.7746 - 1.56375588 * (double)k + 0.0020672 * t2;

    for (size_t i = 0; i < ARRAY_SIZE(moon_terms); i++)
        at += moon_terms[i].days * pow(e, moon_terms[i].eccentricity) *
              sine(moon_terms[i].sun * sun + moon_terms[i].moon * moon +
                   moon_terms[i].latitude * latitude + moon_terms[i].node * node);
    for (size_t i = 0; i < ARRAY_SIZE(planet_terms); i++)
        at += planet_terms[i].days * sine(planet_terms[i].start + planet_terms[i].turn * (double)k);
    return (int64_t)floor(at - clock_lag(2000 + t * 100) + zone(at) - UNIX_EPOCH);
}

/* The new moon with which the month of this day begins. */
static int64_t month_index(int64_t day)
{
    int64_t k = (int64_t)floor(((double)day + UNIX_EPOCH - 2451550.09766) / MONTH) + 1;

    while (new_moon(k) > day)
        k--;
    return k;
}

/* ---- the sun ---- */

/* What the planets and the moon do to it: degrees, and an angle that turns with the centuries. */
static const struct {
    double degrees, start, turn;
} sun_terms[] = {
    {0.00134, 243.23, 22518.7541},  {0.00154, 306.57, 45037.5082}, {0.00200, 42.69, 32964.3577},
    {0.00179, 350.74, 445267.1142}, {0.00178, 231.19, 20.20},
};

/* In which of the twelve signs the sun stands when a day begins; 9 begins at the winter solstice.
 */
static int sun_sign(int64_t day)
{
    double ut = (double)day + UNIX_EPOCH - zone((double)day + UNIX_EPOCH);
    double t = (ut + clock_lag(1900 + (ut - 2415020) / 365.25) - 2415020) / 36525;
    double anomaly = 358.47583 + 35999.04975 * t - 0.00015 * t * t;
    double longitude = 279.69668 + 36000.76892 * t + 0.0003025 * t * t +
                       (1.919460 - 0.004789 * t) * sine(anomaly) +
                       (0.020094 - 0.0001 * t) * sine(2 * anomaly) + 0.000293 * sine(3 * anomaly);

    for (size_t i = 0; i < ARRAY_SIZE(sun_terms); i++)
        longitude += sun_terms[i].degrees * sine(sun_terms[i].start + sun_terms[i].turn * t);
    longitude -= 0.00569 + 0.00479 * sine(259.18 - 1934.142 * t); /* aberration and nutation */
    return (int)floor((longitude - 360 * floor(longitude / 360)) / 30);
}

/* ---- the months ---- */

/* The last day of a year's December. */
static int64_t year_end(int year)
{
    int64_t y = year;

    return (y - 1969) * 365 + y / 4 - y / 100 + y / 400 - 477 - 1;
}

/* The eleventh month is the one with the winter solstice of that December. */
static int64_t eleventh_month(int year)
{
    int64_t k = month_index(year_end(year));

    return sun_sign(new_moon(k)) >= 9 && sun_sign(new_moon(k)) < 11 ? k - 1 : k;
}

/* In a year of thirteen months the first in which the sun enters no sign is the leap month. */
static int64_t leap_month(int64_t from, int64_t to)
{
    int64_t k = from + 1;

    if (to - from < 13)
        return INT64_MAX;
    while (sun_sign(new_moon(k)) != sun_sign(new_moon(k + 1)))
        k++;
    return k;
}

static struct lunar_month month_of_index(int64_t k)
{
    int64_t first = new_moon(k);
    int year = 1970 + (int)floor((double)first / 365.2425);
    int64_t from = eleventh_month(year);

    if (from <= k)
        year++;
    else
        from = eleventh_month(year - 1);
    int64_t leap = leap_month(from, eleventh_month(year));
    int number = (int)(k - from) - (k >= leap) + 10; /* 10: the eleventh, counted from 0 */
    return (struct lunar_month){
        .year = number < 12 ? year - 1 : year,
        .month = number % 12 + 1,
        .leap = k == leap,
        .length = (int)(new_moon(k + 1) - first),
        .first = first,
    };
}

struct lunar_month lunar_month_of(int64_t day)
{
    return month_of_index(month_index(day));
}

int64_t lunar_next(int day, int month, int64_t from)
{
    for (int64_t k = month_index(from);; k++) {
        struct lunar_month m = month_of_index(k);
        int64_t at = m.first + (day < m.length ? day : m.length) - 1;
        if (at >= from && (month == 0 || (m.month == month && !m.leap)))
            return at;
    }
}
