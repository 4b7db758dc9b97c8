/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A configuration is read through a table, and every fault is named with its line. */
#include "base/conf.h"

#include <stddef.h>
#include <string.h>

#include "base/clock.h"
#include "check_main.h"

struct sample {
    char *name;
    bool loud;
    int64_t count, wait;
    int from, mode;
    struct conf_strings words;
};

static const char *const modes[] = {"auto", "keep", "drop", NULL};

static const struct conf_option table[] = {
    {"name", CONF_STRING, offsetof(struct sample, name), .required = true, .sentence = "a name"},
    {"loud", CONF_BOOL, offsetof(struct sample, loud), "true"},
    {"count", CONF_INT, offsetof(struct sample, count), "7", 1, 10},
    {"wait", CONF_DURATION, offsetof(struct sample, wait), "6h", SECOND, DAY},
    {"from", CONF_TIME, offsetof(struct sample, from), "21:00"},
    {"mode", CONF_WORD, offsetof(struct sample, mode), "drop", .words = modes},
    {"words", CONF_STRINGS, offsetof(struct sample, words)},
    {"inner", CONF_GROUP, 0},
};

#define COUNT (sizeof(table) / sizeof(table[0]))

static struct sample read_text(const char *text, struct conf_faults *faults)
{
    struct sample s = {0};
    struct conf *conf = conf_parse(text, NULL, faults);

    ck_assert_ptr_nonnull(conf);
    conf_read(conf_root(conf), table, COUNT, &s, faults);
    conf_free(conf);
    return s;
}

START_TEST(defaults_stand_where_the_file_is_silent)
{
    struct conf_faults faults = {0};
    struct sample s = read_text("name = \"x\";", &faults);

    ck_assert_uint_eq(faults.count, 0);
    ck_assert_str_eq(s.name, "x");
    ck_assert(s.loud);
    ck_assert_int_eq(s.count, 7);
    ck_assert_int_eq(s.wait, 6 * HOUR);
    ck_assert_int_eq(s.from, 21 * 60);
    ck_assert_int_eq(s.mode, 2);
    conf_release(table, COUNT, &s);
}
END_TEST

START_TEST(the_file_wins_over_defaults)
{
    struct conf_faults faults = {0};
    struct sample s = read_text("name = \"x\"; loud = false; count = 3; wait = \"90s\";\n"
                                "from = \"6:30\"; mode = \"keep\"; words = [ \"a\", \"b\" ];",
                                &faults);

    ck_assert_uint_eq(faults.count, 0);
    ck_assert(!s.loud);
    ck_assert_int_eq(s.count, 3);
    ck_assert_int_eq(s.wait, 90 * SECOND);
    ck_assert_int_eq(s.from, 390);
    ck_assert_int_eq(s.mode, 1);
    ck_assert_uint_eq(s.words.count, 2);
    ck_assert_str_eq(s.words.items[1], "b");
    conf_release(table, COUNT, &s);
}
END_TEST

START_TEST(all_faults_are_named_together_with_their_lines)
{
    struct conf_faults faults = {0};
    struct sample s = read_text("lound = true;\ncount = 11;\nwait = 6;\nfrom = \"25:00\";\n"
                                "mode = \"loud\";\nwords = 3;\ninner = 1;\n",
                                &faults);

    ck_assert_uint_eq(faults.count, 8); /* seven keys and the missing name */
    unsigned seen = 0;
    for (size_t i = 0; i < faults.count; i++)
        seen |= 1u << faults.items[i].line;
    ck_assert_uint_eq(seen & 0xfe, 0xfe);
    conf_release(table, COUNT, &s);
    conf_faults_free(&faults);
}
END_TEST

START_TEST(what_is_no_group_holds_nothing)
{
    struct conf_faults faults = {0};
    struct conf *conf =
        conf_parse("a = [\"name\"];\nb = ((\"name\"), 1);\nc = { };\n", NULL, &faults);
    const config_setting_t *list = config_setting_get_member(conf_root(conf), "b");
    struct sample s = {0};

    ck_assert_ptr_null(conf_group(conf_root(conf), "a"));
    ck_assert_ptr_nonnull(conf_group(conf_root(conf), "c"));
    ck_assert_ptr_null(conf_group(conf_root(conf), "d"));
    ck_assert_ptr_null(conf_group(NULL, "c"));
    conf_read(config_setting_get_elem(list, 0), table, COUNT, &s, &faults);
    ck_assert_uint_eq(faults.count, 1); /* the missing name */
    ck_assert_uint_eq(faults.items[0].line, 2);
    conf_release(table, COUNT, &s);
    conf_faults_free(&faults);
    conf_free(conf);
}
END_TEST

START_TEST(a_broken_or_missing_file_is_one_fault)
{
    struct conf_faults faults = {0};

    ck_assert_ptr_null(conf_parse("a = ;", NULL, &faults));
    ck_assert_uint_eq(faults.count, 1);
    ck_assert_uint_eq(faults.items[0].line, 1);
    ck_assert_ptr_null(conf_open("/nonexistent/thonbao.conf", &faults));
    ck_assert_uint_eq(faults.count, 2);
    ck_assert_ptr_null(conf_parse("@include \"numbers.conf\"\n", "/nonexistent", &faults));
    ck_assert_uint_eq(faults.count, 3);
    ck_assert_uint_eq(faults.items[2].line, 1);
    ck_assert_ptr_nonnull(strstr(faults.items[2].message, "looked for in /nonexistent"));
    conf_faults_free(&faults);
}
END_TEST

TEST_MAIN("base: conf", defaults_stand_where_the_file_is_silent, the_file_wins_over_defaults,
          all_faults_are_named_together_with_their_lines, what_is_no_group_holds_nothing,
          a_broken_or_missing_file_is_one_fault)
