/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Imports for tests: lists read by the rules of Viet Nam and the titles that are shipped. */
#pragma once

#include "lists.h"
#include "rules.h"
#include "village/import.h"
#include "village/number.h"

struct imported {
    struct vocabulary vocabulary;
    struct number_rules rules;
    struct column_choices choices;
    struct import import;
    struct refusal refusal;
    int result;
};

static inline struct imported import_bytes(const char *bytes, size_t len, const char *choices)
{
    struct imported i = {.vocabulary = vocabulary_vi(), .rules = rules_of("vn")};
    struct import_how how = {.vocabulary = &i.vocabulary, .rules = &i.rules};

    if (choices) {
        ck_assert_int_eq(column_choices_parse(choices, &i.choices, &i.refusal), 0);
        how.choices = &i.choices;
    }
    i.result = import_read(bytes, len, &how, &i.import, &i.refusal);
    return i;
}

static inline struct imported import_text(const char *text)
{
    struct imported i = import_bytes(text, strlen(text), NULL);

    ck_assert_msg(i.result == 0, "%s: %s", i.refusal.message, text);
    return i;
}

static inline void imported_free(struct imported *i)
{
    import_free(&i->import);
    column_choices_free(&i->choices);
    vocabulary_free(&i->vocabulary);
    number_rules_free(&i->rules);
}

/* "code|head|cluster|0905123456 Nam,0258…|nongdan,phunu|!" per household (! is frail), each on a
 * line. */
static inline char *told_households(const struct imported *i)
{
    struct buf out = BUF_INIT;

    for (size_t h = 0; h < i->import.household_count; h++) {
        const struct import_household *household = &i->import.households[h];
        buf_printf(&out, "%s|%s|%s|", household->code, household->head, household->cluster);
        for (size_t p = 0; p < household->phone_count; p++) {
            char national[32];
            number_format_national(&i->rules, household->phones[p].e164, national,
                                   sizeof(national));
            buf_printf(&out, "%s%s%s%s", p ? "," : "", national,
                       *household->phones[p].person ? " " : "", household->phones[p].person);
        }
        buf_putc(&out, '|');
        for (size_t g = 0; g < household->group_count; g++)
            buf_printf(&out, "%s%s", g ? "," : "", i->import.groups[household->groups[g]].key);
        buf_puts(&out, household->frail ? "|!\n" : "|\n");
    }
    return buf_steal(&out);
}

/* "15 letter_o; 69 unusable_number: …" with words in the order of rows; leaves out the kinds of
 * remark that say how a number was written. */
static inline char *told_remarks(const struct imported *i)
{
    struct buf out = BUF_INIT;

    for (size_t r = 0; r < i->import.remark_count; r++) {
        const struct remark *remark = &i->import.remarks[r];
        if (remark->code == REMARK_ZERO_RESTORED || remark->code == REMARK_RENUMBERED ||
            remark->code == REMARK_MADE_CODES)
            continue;
        buf_printf(&out, "%s%u %s", out.len ? "; " : "", remark->row, remark_word(remark->code));
    }
    return buf_steal(&out);
}

/* The rows that have this remark: "15 118 239". */
static inline char *rows_with(const struct imported *i, enum remark_code code)
{
    struct buf out = BUF_INIT;

    for (size_t r = 0; r < i->import.remark_count; r++) {
        if (i->import.remarks[r].code == code)
            buf_printf(&out, "%s%u", out.len ? " " : "", i->import.remarks[r].row);
    }
    return buf_steal(&out);
}
