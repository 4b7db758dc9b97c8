/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Number rules and the words of lists, read from the configuration that is shipped. */
#pragma once

#include <check.h>

#include "base/memory.h"
#include "village/number_rules.h"
#include "village/vocabulary.h"

/* country is "vn", "ke", "it" or "us". */
static inline struct number_rules rules_of(const char *country)
{
    struct number_rules rules;
    struct conf_faults faults = {0};
    char *path = xasprintf("%s/numbers.%s.conf", CONFIG_DIR, country);
    struct conf *conf = conf_open(path, &faults);

    ck_assert_ptr_nonnull(conf);
    number_rules_read(config_setting_get_member(conf_root(conf), "numbers"), &rules, &faults);
    ck_assert_msg(faults.count == 0, "%s: %s", path, faults.count ? faults.items[0].message : "");
    conf_free(conf);
    free(path);
    return rules;
}

static inline struct vocabulary vocabulary_vi(void)
{
    struct vocabulary vocabulary;
    struct conf_faults faults = {0};
    struct conf *conf = conf_open(CONFIG_DIR "/columns.vi.conf", &faults);

    ck_assert_ptr_nonnull(conf);
    vocabulary_read(config_setting_get_member(conf_root(conf), "columns"), &vocabulary, &faults);
    ck_assert_msg(faults.count == 0, "%s", faults.count ? faults.items[0].message : "");
    conf_free(conf);
    return vocabulary;
}
