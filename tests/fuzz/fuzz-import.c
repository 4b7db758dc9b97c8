/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a village's list: codes are unique, the counts agree with one another, no row is
 * lost in silence, and reading again gives the same. */
#include <string.h>

#include "base/memory.h"
#include "fuzz/fuzz.h"
#include "text/accents.h"
#include "village/import.h"

static struct vocabulary vocabulary;
static struct number_rules rules;

static void read_configuration(void)
{
    struct conf_faults faults = {0};

    if (rules.range_count)
        return;
    struct conf *conf = conf_open(CONFIG_DIR "/numbers.vn.conf", &faults);
    FUZZ_CHECK(conf);
    number_rules_read(config_setting_get_member(conf_root(conf), "numbers"), &rules, &faults);
    conf_free(conf);
    conf = conf_open(CONFIG_DIR "/columns.vi.conf", &faults);
    FUZZ_CHECK(conf);
    vocabulary_read(config_setting_get_member(conf_root(conf), "columns"), &vocabulary, &faults);
    conf_free(conf);
    FUZZ_CHECK(faults.count == 0);
}

static void check_text(const char *text)
{
    FUZZ_CHECK(text && text_utf8_valid(text, strlen(text)));
}

static void check_households(const struct import *import)
{
    struct string_index codes = {0};

    for (size_t i = 0; i < import->household_count; i++) {
        const struct import_household *h = &import->households[i];
        FUZZ_CHECK(*h->code && string_index_find(&codes, h->code) == SIZE_MAX);
        string_index_set(&codes, h->code, i);
        check_text(h->code);
        check_text(h->head);
        check_text(h->cluster);
        check_text(h->address);
        check_text(h->note);
        for (size_t p = 0; p < h->phone_count; p++) {
            FUZZ_CHECK(h->phones[p].kind != NUMBER_UNUSABLE && h->phones[p].e164[0] == '+');
            check_text(h->phones[p].person);
        }
        for (size_t g = 0; g < h->group_count; g++)
            FUZZ_CHECK(h->groups[g] < import->group_count);
    }
    string_index_free(&codes);
}

static void check_totals(const struct import *import)
{
    const struct import_totals *t = &import->totals;

    FUZZ_CHECK(t->households == import->household_count);
    FUZZ_CHECK(t->households ==
               t->with_mobile + t->fixed_only + t->unusable_only + t->without_phone);
    FUZZ_CHECK(t->first_mobiles <= t->mobiles && t->mobiles <= t->mobile_pairs);
    FUZZ_CHECK(t->households + t->repeated_rows + t->remarks[REMARK_JOINED] <= t->data_rows);
    FUZZ_CHECK(t->data_rows <=
               t->households + t->repeated_rows + t->remarks[REMARK_JOINED] + t->rows_set_aside);
}

static void check_remarks(const struct import *import)
{
    uint32_t last = 0;

    for (size_t i = 0; i < import->remark_count; i++) {
        const struct remark *remark = &import->remarks[i];
        struct buf sentence = BUF_INIT;
        FUZZ_CHECK(remark->row >= last);
        FUZZ_CHECK(remark->household == SIZE_MAX || remark->household < import->household_count);
        remark_describe(remark, &sentence);
        check_text(buf_str(&sentence));
        buf_free(&sentence);
        last = remark->row;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct import_how how = {.vocabulary = &vocabulary, .rules = &rules};
    struct import import, again;

    read_configuration();
    if (import_read(data, size, &how, &import, NULL) != 0)
        return 0;
    check_households(&import);
    check_totals(&import);
    check_remarks(&import);
    FUZZ_CHECK(import_read(data, size, &how, &again, NULL) == 0);
    FUZZ_CHECK(again.household_count == import.household_count);
    for (size_t i = 0; i < import.household_count; i++)
        FUZZ_CHECK(strcmp(import.households[i].code, again.households[i].code) == 0);
    import_free(&again);
    import_free(&import);
    return 0;
}
