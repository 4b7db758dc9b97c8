/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Labelled replies: prints how many are read rightly, wrongly and put before a person, of those
 * the rules were built on, of those held out, and of a set written without looking at the rules.
 * Fails when a figure gets worse than what was reached. */
#include <stdbool.h>
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
    for (size_t i = 0; i < file.count; i += EVERY) {
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
    check_bounds(&built_on, "given, built on", 0, 15);
}
END_TEST

START_TEST(given_replies_held_out)
{
    struct tally built_on = {0}, held_out = {0};

    measure("north.jsonl", &built_on, &held_out);
    measure("south.jsonl", &built_on, &held_out);
    check_bounds(&held_out, "given, held out", 7, 18);
}
END_TEST

START_TEST(replies_written_blind_last)
{
    static const struct {
        const char *name;
        size_t wrong, asked;
    } sets[] = {{"villagers-7.txt", 1, 8}, {"people-d.txt", 1, 46},   {"people-k.txt", 5, 109},
                {"people-v.txt", 4, 40},   {"people-x.txt", 9, 94},   {"people-y.txt", 6, 61},
                {"people-z.txt", 8, 65},   {"asides-x.txt", 43, 144}, {"despite-x.txt", 65, 406}};

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
        {"own.txt", 9, 100},        {"blind.txt", 3, 15},       {"villagers-1.txt", 0, 13},
        {"villagers-2.txt", 0, 15}, {"villagers-3.txt", 0, 12}, {"villagers-4.txt", 0, 11},
        {"villagers-5.txt", 0, 5},  {"villagers-6.txt", 0, 5},  {"villagers-8.txt", 1, 28},
    };

    for (size_t i = 0; i < sizeof(sets) / sizeof(sets[0]); i++) {
        struct tally built_on = {0}, held_out = {0};
        measure(sets[i].name, &built_on, &held_out);
        check_bounds(&built_on, sets[i].name, sets[i].wrong, sets[i].asked);
    }
}
END_TEST

/* What most people write: an option's own words, and politeness around them, in front and behind;
 * with accents, and without. */
static const char *const frames[][2][2] = {
    {{"", ""}, {"", ""}},
    {{"Dạ ", " ạ"}, {"da ", " a"}},
    {{"", " cảm ơn bác"}, {"", " cam on bac"}},
    {{"Cảm ơn bác, ", ""}, {"cam on bac, ", ""}},
    {{"Nhà tôi ", " nhé"}, {"nha toi ", " nhe"}},
    {{"cho tôi ", ""}, {"cho toi ", ""}},
    {{"vợ chồng tôi ", ""}, {"vo chong toi ", ""}},
    {{"ok ", " nha"}, {"ok ", " nha"}},
    {{"tôi chọn ", ""}, {"toi chon ", ""}},
    {{"Thưa bác, ", ""}, {"thua bac, ", ""}},
    {{"ghi tôi ", ""}, {"ghi toi ", ""}},
    {{"Gia đình tôi ", "."}, {"gia dinh toi ", "."}},
    {{"", ". Hùng xóm 3"}, {"", ". Hung xom 3"}},
};

struct plainness {
    size_t count, wrong, asked;
};

static bool is_ascii(const char *text)
{
    while (*text > 0)
        text++;
    return *text == '\0';
}

static void read_framed(const struct labelled *l, const struct option *option, const char *words,
                        struct plainness *p)
{
    for (size_t i = 0; i < sizeof(frames) / sizeof(frames[0]); i += EVERY) {
        const char *const *frame = frames[i][is_ascii(words)];
        char text[512];
        struct reply reply;
        snprintf(text, sizeof(text), "%s%s%s", frame[0], words, frame[1]);
        reply_understand(rules, &l->context, "+84905214906", text, &reply);
        p->count++;
        p->asked += reply.kind == REPLY_UNCLEAR;
        p->wrong += reply.kind != REPLY_UNCLEAR && reply.choice != option->number;
        reply_clear(&reply);
    }
}

static void read_options(const struct labelled *l, struct plainness *p)
{
    for (size_t i = 0; i < l->options.count; i++) {
        const struct option *option = &l->options.items[i];
        read_framed(l, option, option->label, p);
        for (size_t j = 0; j < option->synonym_count; j++)
            read_framed(l, option, option->synonyms[j], p);
    }
}

/* To announcements from which nothing was learnt. */
START_TEST(plain_polite_answers)
{
    static const char *const names[] = {"people-d.txt", "people-v.txt", "people-z.txt"};
    struct plainness p = {0};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct labelled_file file;
        char path[4096];
        snprintf(path, sizeof(path), DATA_DIR "/%s", names[i]);
        labelled_read(path, &file);
        for (size_t j = 0; j < file.count; j++)
            if (file.items[j].options.count > 0 &&
                (j == 0 || !file.items[j - 1].body ||
                 strcmp(file.items[j].body, file.items[j - 1].body) != 0))
                read_options(&file.items[j], &p);
        labelled_free(&file);
    }
    printf("# options in polite sentences: %zu, wrong %.2f %% (%zu), put before a person %.2f %% "
           "(%zu)\n",
           p.count, 100.0 * (double)p.wrong / (double)p.count, p.wrong,
           100.0 * (double)p.asked / (double)p.count, p.asked);
    ck_assert_uint_gt(p.count, 1000);
    ck_assert_uint_le(p.wrong, 38);
    ck_assert_uint_le(p.asked, 157);
}
END_TEST

TEST_MAIN_AFTER(open_rules, "inbound: labelled replies", given_replies_built_on,
                given_replies_held_out, replies_of_our_own, replies_written_blind_last,
                plain_polite_answers)
