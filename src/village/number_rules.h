/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How telephone numbers of one country are made. Everything that differs from country to country
 * comes from the configuration's group "numbers" (config/numbers.vn.conf explains each key);
 * another country is another file. */
#pragma once

#include <stdint.h>

#include "base/conf.h"

enum number_kind {
    NUMBER_MOBILE,   /* takes SMS */
    NUMBER_FIXED,    /* a land line: real, but deaf to SMS */
    NUMBER_UNUSABLE, /* not a number of this country, or not a number at all */
};

/* "mobile", "fixed", "unusable"; indexed by the enum, NULL at the end. */
extern const char *const number_kind_words[];

/* Numbers that begin alike and are of one kind and length. Prefix and length count the number as
 * written inside the country, trunk prefix included. */
struct number_range {
    enum number_kind kind;
    struct conf_strings prefixes;
    size_t digits_min, digits_max;
};

/* A renumbering: the old prefix became the new one, the digits behind it stayed. */
struct number_change {
    char *old_prefix, *new_prefix;
    int64_t digits; /* of the whole old number, trunk prefix included */
};

struct number_rules {
    char *country_code;                /* "84" */
    char *trunk;                       /* written before a number inside the country and left out
                                          after the country code; "" none */
    struct conf_strings international; /* dialled before a country code: "00" */
    struct number_range *ranges;
    size_t range_count;
    struct number_change *changes;
    size_t change_count;
    struct conf_strings old_areas;  /* old area codes that begin mobiles today: "058" */
    struct conf_strings old_starts; /* how land lines went on after them: "3" */
    int64_t short_max;              /* digits of the longest short code; 0: there are none */
    struct conf_strings services;   /* beginnings of longer service numbers: "1900" */
};

/* Reads the group "numbers". Every fault is added to faults; the rules are usable only when none
 * was. Free them in either case. */
void number_rules_read(const config_setting_t *group, struct number_rules *ret_rules,
                       struct conf_faults *faults);
void number_rules_free(struct number_rules *rules);
