/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Labelled replies: prints how many are read rightly, wrongly and put before a person, of those
 * the rules were built on, of those held out, and of a set written without looking at the rules.
 * Fails when a figure gets worse than what was reached. */
#include <stdio.h>
#include <string.h>

#include "base/conf.h"
#include "check_main.h"
#include "inbound/labelled.h"

/* What was reached, in tenths of a percent; tighten when it gets better. */
enum { HELD_OUT_WRONG = 55, HELD_OUT_ASKED = 50, BLIND_WRONG = 30, BLIND_ASKED = 50 };

static struct reply_rules *rules;

static void measure(const char *name, struct tally *built_on, struct tally *held_out)
{
    struct labelled_file file;
    char path[4096];

    if (!rules) {
        struct conf_faults faults = {0};
        ck_assert_int_eq(reply_rules_open(CONFIG_DIR "/keywords.vi.conf", &rules, &faults), 0);
    }
    snprintf(path, sizeof(path), DATA_DIR "/%s.jsonl", name);
    labelled_read(path, &file);
    for (size_t i = 0; i < file.count; i++) {
        const struct labelled *l = &file.items[i];
        struct reply reply;
        reply_understand(rules, &l->context, l->from, l->text, &reply);
        tally_add(labelled_is_held_out(l) ? held_out : built_on, l, &reply);
        reply_clear(&reply);
    }
    labelled_free(&file);
}

/* wrong and asked: at most so many, in tenths of a percent. */
static void check_bounds(const struct tally *t, const char *title, size_t wrong, size_t asked)
{
    tally_print(t, title);
    ck_assert_uint_gt(t->count, 0);
    ck_assert_uint_eq(t->help_as_answer, 0);
    ck_assert_msg(1000 * t->wrong <= wrong * t->count, "%s: %zu wrong", title, t->wrong);
    ck_assert_msg(1000 * t->asked <= asked * t->count, "%s: %zu put before a person", title,
                  t->asked);
}

START_TEST(replies_built_on)
{
    struct tally built_on = {0}, held_out = {0};

    measure("examples", &built_on, &held_out);
    measure("north", &built_on, &held_out);
    measure("south", &built_on, &held_out);
    check_bounds(&built_on, "built on", 5, 10);
}
END_TEST

START_TEST(replies_held_out)
{
    struct tally built_on = {0}, held_out = {0};

    measure("north", &built_on, &held_out);
    measure("south", &built_on, &held_out);
    check_bounds(&held_out, "held out", HELD_OUT_WRONG, HELD_OUT_ASKED);
}
END_TEST

START_TEST(replies_of_our_own)
{
    struct tally built_on = {0}, held_out = {0};

    measure("own", &built_on, &held_out);
    check_bounds(&built_on, "our own, built on", 6, 25);
}
END_TEST

START_TEST(replies_written_blind)
{
    struct tally built_on = {0}, held_out = {0};

    measure("blind", &built_on, &held_out);
    check_bounds(&held_out, "our own, blind", BLIND_WRONG, BLIND_ASKED);
}
END_TEST

TEST_MAIN("inbound: labelled replies", replies_built_on, replies_held_out, replies_of_our_own,
          replies_written_blind)
