/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading the rules of a country's telephone numbers. */
#include "village/number_rules.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

const char *const number_kind_words[] = {"mobile", "fixed", "unusable", NULL};

enum { NATIONAL_DIGITS_MAX = 15 };

struct range_form {
    int kind;
    struct conf_strings prefixes;
    char *digits;
};

#define FIELD(type, name) offsetof(struct type, name)

static const char *const range_kinds[] = {"mobile", "fixed", NULL};

static const struct conf_option rules_table[] = {
    {"country_code", CONF_STRING, FIELD(number_rules, country_code), .required = true,
     .sentence = "the digits after the plus, such as \"84\""},
    {"trunk", CONF_STRING, FIELD(number_rules, trunk), "",
     .sentence = "what is dialled before a number inside the country"},
    {"international", CONF_STRINGS, FIELD(number_rules, international),
     .sentence = "what is dialled before a country code"},
    {"ranges", CONF_LIST, 0, .required = true, .sentence = "the numbers there are"},
    {"renumbered", CONF_LIST, 0, .sentence = "old prefixes and the new ones"},
    {"old_area_codes", CONF_STRINGS, FIELD(number_rules, old_areas),
     .sentence = "old area codes that begin mobile numbers today"},
    {"old_land_lines", CONF_STRINGS, FIELD(number_rules, old_starts),
     .sentence = "how land lines went on after those"},
    {"short_code_digits", CONF_INT, FIELD(number_rules, short_max), "6", 0, 8,
     .sentence = "digits of the longest short code"},
    {"services", CONF_STRINGS, FIELD(number_rules, services),
     .sentence = "beginnings of service numbers"},
};

static const struct conf_option range_table[] = {
    {"kind", CONF_WORD, FIELD(range_form, kind), "mobile", .words = range_kinds, .required = true,
     .sentence = "\"mobile\" or \"fixed\""},
    {"prefixes", CONF_STRINGS, FIELD(range_form, prefixes), .required = true,
     .sentence = "how these numbers begin"},
    {"digits", CONF_STRING, FIELD(range_form, digits), .required = true,
     .sentence = "how long these numbers are: \"10\" or \"9-11\""},
};

static const struct conf_option change_table[] = {
    {"old", CONF_STRING, FIELD(number_change, old_prefix), .required = true,
     .sentence = "the prefix before the change"},
    {"new", CONF_STRING, FIELD(number_change, new_prefix), .required = true,
     .sentence = "the prefix since the change"},
    {"digits", CONF_INT, FIELD(number_change, digits), NULL, 1, NATIONAL_DIGITS_MAX,
     .required = true, .sentence = "the length of the whole old number"},
};

static bool all_digits(const char *s)
{
    for (; *s; s++) {
        if (!isdigit((unsigned char)*s))
            return false;
    }
    return true;
}

static void check_digits(const config_setting_t *where, const char *name, const char *value,
                         bool may_be_empty, struct conf_faults *faults)
{
    if (value && (!all_digits(value) || (!*value && !may_be_empty)))
        conf_fault(faults, where, "%s may hold only digits: \"%s\"", name, value);
}

static void check_list(const config_setting_t *where, const char *name,
                       const struct conf_strings *list, struct conf_faults *faults)
{
    for (size_t i = 0; i < list->count; i++)
        check_digits(where, name, list->items[i], false, faults);
}

/* "10" or "9-11". */
static bool read_span(const char *text, size_t *ret_min, size_t *ret_max)
{
    unsigned low, high;
    char rest;
    int found = sscanf(text, "%2u-%2u%c", &low, &high, &rest);

    if (found == 1 && all_digits(text))
        high = low;
    else if (found != 2)
        return false;
    if (low < 1 || high < low || high > NATIONAL_DIGITS_MAX)
        return false;
    *ret_min = low;
    *ret_max = high;
    return true;
}

static void read_range(const config_setting_t *setting, struct number_rules *rules,
                       struct conf_faults *faults)
{
    struct range_form form = {0};
    struct number_range range = {0};

    conf_read(setting, range_table, ARRAY_SIZE(range_table), &form, faults);
    check_list(setting, "prefixes", &form.prefixes, faults);
    if (form.digits && !read_span(form.digits, &range.digits_min, &range.digits_max))
        conf_fault(faults, setting, "digits must be a length such as \"10\" or \"9-11\", up to %d",
                   NATIONAL_DIGITS_MAX);
    range.kind = form.kind == 0 ? NUMBER_MOBILE : NUMBER_FIXED;
    range.prefixes = form.prefixes;
    form.prefixes = (struct conf_strings){0};
    conf_release(range_table, ARRAY_SIZE(range_table), &form);
    rules->ranges = xreallocarray(rules->ranges, rules->range_count + 1, sizeof(*rules->ranges));
    rules->ranges[rules->range_count++] = range;
}

static void read_change(const config_setting_t *setting, struct number_rules *rules,
                        struct conf_faults *faults)
{
    struct number_change change = {0};

    conf_read(setting, change_table, ARRAY_SIZE(change_table), &change, faults);
    check_digits(setting, "old", change.old_prefix, false, faults);
    check_digits(setting, "new", change.new_prefix, false, faults);
    rules->changes =
        xreallocarray(rules->changes, rules->change_count + 1, sizeof(*rules->changes));
    rules->changes[rules->change_count++] = change;
}

static void read_list(const config_setting_t *group, const char *name,
                      void (*read_one)(const config_setting_t *, struct number_rules *,
                                       struct conf_faults *),
                      struct number_rules *rules, struct conf_faults *faults)
{
    const config_setting_t *list = group ? config_setting_get_member(group, name) : NULL;

    if (!list || !config_setting_is_list(list))
        return; /* conf_read() has said so */
    for (int i = 0; i < config_setting_length(list); i++) {
        const config_setting_t *element = config_setting_get_elem(list, (unsigned)i);
        if (config_setting_is_group(element))
            read_one(element, rules, faults);
        else
            conf_fault(faults, element, "each of %s must be a group in braces { }", name);
    }
}

void number_rules_read(const config_setting_t *group, struct number_rules *ret_rules,
                       struct conf_faults *faults)
{
    *ret_rules = (struct number_rules){0};
    conf_read(group, rules_table, ARRAY_SIZE(rules_table), ret_rules, faults);
    check_digits(group, "country_code", ret_rules->country_code, false, faults);
    if (ret_rules->country_code && strlen(ret_rules->country_code) > 3)
        conf_fault(faults, group, "country_code has at most 3 digits");
    check_digits(group, "trunk", ret_rules->trunk, true, faults);
    check_list(group, "international", &ret_rules->international, faults);
    check_list(group, "old_area_codes", &ret_rules->old_areas, faults);
    check_list(group, "old_land_lines", &ret_rules->old_starts, faults);
    check_list(group, "services", &ret_rules->services, faults);
    read_list(group, "ranges", read_range, ret_rules, faults);
    read_list(group, "renumbered", read_change, ret_rules, faults);
}

void number_rules_free(struct number_rules *rules)
{
    for (size_t i = 0; i < rules->range_count; i++)
        conf_strings_free(&rules->ranges[i].prefixes);
    for (size_t i = 0; i < rules->change_count; i++)
        conf_release(change_table, ARRAY_SIZE(change_table), &rules->changes[i]);
    free(rules->ranges);
    free(rules->changes);
    conf_release(rules_table, ARRAY_SIZE(rules_table), rules);
    *rules = (struct number_rules){0};
}
