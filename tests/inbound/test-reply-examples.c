/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Labelled replies: prints how many are read rightly, wrongly and put before a person, of those
 * the rules were built on, of those held out, and of a set written without looking at the rules.
 * Fails when a figure gets worse than what was reached. */
#include <stdio.h>
#include <string.h>

#include "base/conf.h"
#include "check_main.h"
#include "inbound/lessons/labelled.h"

static struct reply_rules *rules;

static void open_rules(void)
{
    struct conf_faults faults = {0};

    ck_assert_int_eq(reply_rules_open(CONFIG_DIR "/keywords.vi.conf", &rules, &faults), 0);
}

static void measure(const char *name, struct tally *built_on, struct tally *held_out)
{
    struct labelled_file file;
    char path[4096];

    snprintf(path, sizeof(path), DATA_DIR "/%s", name);
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

/* wrong and asked: what was reached; tighten when it gets better. */
static void check_bounds(const struct tally *t, const char *title, size_t wrong, size_t asked)
{
    tally_print(t, title);
    ck_assert_uint_gt(t->count, 0);
    ck_assert_uint_eq(t->help_as_answer, 0);
    ck_assert_msg(t->wrong <= wrong, "%s: %zu wrong, not %zu", title, t->wrong, wrong);
    ck_assert_msg(t->asked <= asked, "%s: %zu put before a person, not %zu", title, t->asked,
                  asked);
}

START_TEST(given_replies_built_on)
{
    struct tally built_on = {0}, held_out = {0};

    measure("examples.jsonl", &built_on, &held_out);
    measure("north.jsonl", &built_on, &held_out);
    measure("south.jsonl", &built_on, &held_out);
    check_bounds(&built_on, "given, built on", 0, 11);
}
END_TEST

START_TEST(given_replies_held_out)
{
    struct tally built_on = {0}, held_out = {0};

    measure("north.jsonl", &built_on, &held_out);
    measure("south.jsonl", &built_on, &held_out);
    check_bounds(&held_out, "given, held out", 8, 17);
}
END_TEST

START_TEST(replies_written_blind_last)
{
    static const struct {
        const char *name;
        size_t wrong, asked;
    } sets[] = {{"villagers-7.txt", 1, 10},
                {"people-d.txt", 2, 56},
                {"people-k.txt", 7, 108},
                {"people-v.txt", 3, 51},
                {"people-x.txt", 13, 102}};

    for (size_t i = 0; i < sizeof(sets) / sizeof(sets[0]); i++) {
        struct tally built_on = {0}, held_out = {0};
        measure(sets[i].name, &built_on, &held_out);
        check_bounds(&held_out, sets[i].name, sets[i].wrong, sets[i].asked);
    }
}
END_TEST

/* Each set was first measured blind, then built on: tests/data/replies/README. */
START_TEST(replies_of_our_own)
{
    static const struct {
        const char *name;
        size_t wrong, asked;
    } sets[] = {
        {"own.txt", 9, 159},        {"blind.txt", 3, 21},       {"villagers-1.txt", 0, 13},
        {"villagers-2.txt", 0, 22}, {"villagers-3.txt", 0, 19}, {"villagers-4.txt", 0, 16},
        {"villagers-5.txt", 0, 9},  {"villagers-6.txt", 0, 11}, {"villagers-8.txt", 1, 33},
    };

    for (size_t i = 0; i < sizeof(sets) / sizeof(sets[0]); i++) {
        struct tally built_on = {0}, held_out = {0};
        measure(sets[i].name, &built_on, &held_out);
        check_bounds(&built_on, sets[i].name, sets[i].wrong, sets[i].asked);
    }
}
END_TEST

TEST_MAIN_AFTER(open_rules, "inbound: labelled replies", given_replies_built_on,
                given_replies_held_out, replies_of_our_own, replies_written_blind_last)
