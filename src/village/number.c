/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One telephone number in E.164. A row of digits can be read in several ways (with a country code,
 * with a zero that a spreadsheet has eaten, as an old number); each reading that the country's
 * rules allow is tried, and the number counts only when all of them agree. */
#include "village/number.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"

enum { WRITTEN_MAX = 24 }; /* digits beyond this cannot make a number */

struct reading {
    const struct number_rules *rules;
    char e164[NUMBER_E164_SIZE]; /* of the first reading that fits; "" so far none */
    enum number_kind kind;
    unsigned mended;
    bool ambiguous; /* another reading gave another number */
    bool service;
};

static bool begins(const char *s, const char *prefix)
{
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

static bool begins_any(const char *s, const struct conf_strings *prefixes)
{
    for (size_t i = 0; i < prefixes->count; i++) {
        if (begins(s, prefixes->items[i]))
            return true;
    }
    return false;
}

static const struct number_range *find_range(const struct number_rules *rules, const char *national)
{
    size_t len = strlen(national);

    for (size_t i = 0; i < rules->range_count; i++) {
        const struct number_range *range = &rules->ranges[i];
        if (len >= range->digits_min && len <= range->digits_max &&
            begins_any(national, &range->prefixes))
            return range;
    }
    return NULL;
}

static const struct number_change *find_change(const struct number_rules *rules,
                                               const char *national)
{
    size_t len = strlen(national);

    for (size_t i = 0; i < rules->change_count; i++) {
        const struct number_change *change = &rules->changes[i];
        if (len == (size_t)change->digits && begins(national, change->old_prefix))
            return change;
    }
    return NULL;
}

static void take(struct reading *r, const char *national, enum number_kind kind, unsigned mended)
{
    char e164[NUMBER_E164_SIZE];
    const char *significant = national + strlen(r->rules->trunk);

    int len = snprintf(e164, sizeof(e164), "+%s%s", r->rules->country_code, significant);
    if (len < 0 || (size_t)len >= sizeof(e164))
        return;
    if (!*r->e164) {
        memcpy(r->e164, e164, sizeof(e164));
        r->kind = kind;
        r->mended = mended;
    } else if (strcmp(r->e164, e164) != 0) {
        r->ambiguous = true;
    }
}

/* Tries a number as written inside the country, trunk prefix included. */
static void try_national(struct reading *r, const char *national, unsigned mended)
{
    char renewed[WRITTEN_MAX + 8];
    const struct number_range *range = find_range(r->rules, national);

    if (begins_any(national, &r->rules->services)) {
        r->service = true;
        return;
    }
    if (!range) {
        const struct number_change *change = find_change(r->rules, national);
        if (!change)
            return;
        snprintf(renewed, sizeof(renewed), "%s%s", change->new_prefix,
                 national + strlen(change->old_prefix));
        national = renewed;
        mended |= NUMBER_MEND_RENUMBERED;
        range = find_range(r->rules, national);
    }
    if (range && begins(national, r->rules->trunk))
        take(r, national, range->kind, mended);
}

/* Tries what follows a country code, where a trunk prefix is left out, or sometimes not. */
static void try_after_code(struct reading *r, const char *rest, unsigned mended)
{
    const char *trunk = r->rules->trunk;
    char national[WRITTEN_MAX + 8];

    snprintf(national, sizeof(national), "%s%s", trunk, rest);
    try_national(r, national, mended);
    if (*trunk && begins(rest, trunk))
        try_national(r, rest, mended);
}

/* Tries digits that begin with the country code. */
static void try_code(struct reading *r, const char *digits, unsigned mended)
{
    if (begins(digits, r->rules->country_code))
        try_after_code(r, digits + strlen(r->rules->country_code), mended);
}

static void try_international(struct reading *r, const char *digits)
{
    const struct conf_strings *prefixes = &r->rules->international;

    for (size_t i = 0; i < prefixes->count; i++) {
        if (begins(digits, prefixes->items[i]))
            try_code(r, digits + strlen(prefixes->items[i]), 0);
    }
}

/* All readings of digits without a plus. */
static void try_all(struct reading *r, const char *digits)
{
    const char *trunk = r->rules->trunk;
    bool has_trunk = *trunk && begins(digits, trunk);
    char national[WRITTEN_MAX + 8];

    try_international(r, digits);
    try_code(r, digits, 0);
    if (has_trunk || !*trunk) {
        try_national(r, digits, 0);
    } else {
        snprintf(national, sizeof(national), "%s%s", trunk, digits);
        try_national(r, national, NUMBER_MEND_ZERO_RESTORED);
    }
    if (has_trunk && !*r->e164)
        try_code(r, digits + strlen(trunk), NUMBER_MEND_ZERO_DROPPED);
}

/* "+84…"; also "+0905…", which no country's number can be. */
static void try_plus(struct reading *r, const char *digits)
{
    try_code(r, digits, 0);
    if (*r->rules->trunk && digits[0] == '0' && begins(digits, r->rules->trunk))
        try_all(r, digits);
}

static bool is_service(const struct number_rules *rules, const char *digits)
{
    size_t len = strlen(digits);
    bool has_trunk = *rules->trunk && begins(digits, rules->trunk);

    return (len >= 3 && len <= (size_t)rules->short_max && !has_trunk) ||
           begins_any(digits, &rules->services);
}

/* The number without country code and with the trunk prefix, to say what is wrong with it. */
static void likely_national(const struct number_rules *rules, const char *digits, bool plus,
                            char *out, size_t size)
{
    size_t code = strlen(rules->country_code);

    for (size_t i = 0; !plus && i < rules->international.count; i++) {
        const char *prefix = rules->international.items[i];
        if (begins(digits, prefix) && begins(digits + strlen(prefix), rules->country_code)) {
            digits += strlen(prefix);
            plus = true;
        }
    }
    if (plus && begins(digits, rules->country_code))
        digits += code;
    snprintf(out, size, "%s%s", begins(digits, rules->trunk) ? "" : rules->trunk, digits);
}

static enum number_fault length_fault(const struct number_rules *rules, const char *national)
{
    size_t len = strlen(national);
    enum number_fault fault = NUMBER_NO_RANGE;

    for (size_t i = 0; i < rules->range_count; i++) {
        if (begins_any(national, &rules->ranges[i].prefixes))
            fault = len < rules->ranges[i].digits_min ? NUMBER_TOO_SHORT : NUMBER_TOO_LONG;
    }
    for (size_t i = 0; i < rules->change_count; i++) {
        if (fault == NUMBER_NO_RANGE && begins(national, rules->changes[i].old_prefix))
            fault = len < (size_t)rules->changes[i].digits ? NUMBER_TOO_SHORT : NUMBER_TOO_LONG;
    }
    return fault;
}

static bool is_foreign(const struct number_rules *rules, const char *digits, bool plus)
{
    if (plus)
        return !begins(digits, rules->country_code) && digits[0] != '0' && digits[0] &&
               strlen(digits) >= 8;
    for (size_t i = 0; i < rules->international.count; i++) {
        const char *prefix = rules->international.items[i];
        const char *rest = digits + strlen(prefix);
        if (begins(digits, prefix) && rest[0] != '0' && strlen(rest) >= 8 &&
            !begins(rest, rules->country_code))
            return true;
    }
    return false;
}

static enum number_fault find_fault(const struct number_rules *rules, const char *digits, bool plus)
{
    char national[WRITTEN_MAX + 8];

    if (!*digits)
        return NUMBER_NO_DIGITS;
    if (strlen(digits) > WRITTEN_MAX)
        return NUMBER_TOO_LONG;
    if (is_foreign(rules, digits, plus))
        return NUMBER_FOREIGN;
    if (!plus && is_service(rules, digits))
        return NUMBER_SERVICE;
    likely_national(rules, digits, plus, national, sizeof(national));
    return length_fault(rules, national);
}

enum number_kind number_from_digits(const struct number_rules *rules, const char *digits, bool plus,
                                    unsigned mended, struct number *ret_number)
{
    struct reading r = {.rules = rules};
    struct number number = {.kind = NUMBER_UNUSABLE, .mended = mended};

    snprintf(number.digits, sizeof(number.digits), "%s%s", plus ? "+" : "", digits);
    if (strlen(digits) <= WRITTEN_MAX) {
        if (plus)
            try_plus(&r, digits);
        else
            try_all(&r, digits);
    }
    if (r.ambiguous) {
        number.fault = NUMBER_AMBIGUOUS;
    } else if (*r.e164) {
        number.kind = r.kind;
        number.mended |= r.mended;
        memcpy(number.e164, r.e164, sizeof(number.e164));
    } else {
        number.fault = r.service ? NUMBER_SERVICE : find_fault(rules, digits, plus);
    }
    *ret_number = number;
    return number.kind;
}

void number_format_national(const struct number_rules *rules, const char *e164, char *out,
                            size_t size)
{
    if (e164[0] == '+' && begins(e164 + 1, rules->country_code))
        snprintf(out, size, "%s%s", rules->trunk, e164 + 1 + strlen(rules->country_code));
    else
        snprintf(out, size, "%s", e164);
}

bool number_may_be_old(const struct number_rules *rules, const struct number *number)
{
    const struct conf_strings *areas = &rules->old_areas;
    char national[NUMBER_E164_SIZE + 8];
    bool old = false;

    if (number->kind != NUMBER_MOBILE || number->mended & NUMBER_MEND_RENUMBERED)
        return false;
    number_format_national(rules, number->e164, national, sizeof(national));
    for (size_t i = 0; i < areas->count && !old; i++)
        old = begins(national, areas->items[i]) &&
              begins_any(national + strlen(areas->items[i]), &rules->old_starts);
    return old;
}

static const struct {
    const char *word, *sentence;
} faults[] = {
    [NUMBER_FINE] = {"", "it is fine"},
    [NUMBER_TOO_SHORT] = {"too_short", "digits are missing"},
    [NUMBER_TOO_LONG] = {"too_long", "it has too many digits"},
    [NUMBER_NO_RANGE] = {"no_range", "no number of this country begins so"},
    [NUMBER_FOREIGN] = {"foreign", "it begins with the code of another country"},
    [NUMBER_SERVICE] = {"service", "it is a short code or a service number"},
    [NUMBER_AMBIGUOUS] = {"ambiguous", "it can be read as different numbers"},
    [NUMBER_ROUNDED] = {"rounded", "a spreadsheet has rounded it and digits are lost"},
    [NUMBER_LETTERS] = {"letters", "something other than digits stands inside it"},
    [NUMBER_NO_DIGITS] = {"no_digits", "there is no number"},
    [NUMBER_OLD_AREA] = {"old_area", "it is called a land line, but with this old area code it is "
                                     "a mobile today, maybe a stranger's; write the new code"},
};

const char *number_fault_word(enum number_fault fault)
{
    return faults[fault].word;
}

const char *number_fault_sentence(enum number_fault fault)
{
    return faults[fault].sentence;
}
