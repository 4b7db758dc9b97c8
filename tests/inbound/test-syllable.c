/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which letters make a Vietnamese syllable, and what Telex and VNI keys spell. */
#include "inbound/reply/syllable.h"

#include <string.h>

#include "check_main.h"
#include "inbound/reply/telex.h"
#include "inbound/reply/vni.h"

typedef bool reader(const struct word *keys, struct word *ret_word);

static bool reads(reader *read, const char *keys, struct word *ret_word)
{
    struct word typed = {0};

    for (; *keys; keys++)
        word_append(&typed, (struct letter){.plain = *keys});
    return read(&typed, ret_word);
}

static void expect_telex(const char *keys, const char *plain, enum tone tone)
{
    struct word word;

    ck_assert_msg(reads(telex_read, keys, &word), "%s", keys);
    ck_assert_str_eq(word.plain, plain);
    ck_assert_int_eq(word.tone, tone);
}

static void expect_vni(const char *keys, const char *plain, enum tone tone)
{
    struct word word;

    ck_assert_msg(reads(vni_read, keys, &word), "%s", keys);
    ck_assert_str_eq(word.plain, plain);
    ck_assert_int_eq(word.tone, tone);
}

START_TEST(syllables_are_told_from_other_letters)
{
    static const char *const valid[] = {"khong", "nghieng", "gi", "giu", "quyet", "y", "a", "nuoc"};
    static const char *const invalid[] = {"",      "khonh", "ngumg", "khoong", "ghjmptw", "kha c",
                                          "nghi2", "ca1",   "kang",  "ghanh",  "stop",    "ddi"};

    for (size_t i = 0; i < sizeof(valid) / sizeof(valid[0]); i++)
        ck_assert_msg(syllable_is_valid(valid[i]), "%s", valid[i]);
    for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++)
        ck_assert_msg(!syllable_is_valid(invalid[i]), "%s", invalid[i]);
}
END_TEST

START_TEST(marks_are_spelled_out)
{
    struct word word;
    char spelled[WORD_SPELLED];

    ck_assert(reads(telex_read, "dduwowcj", &word));
    word_spell(&word, 0, spelled);
    ck_assert_str_eq(spelled, "dduwowc");
    word_spell(&word, 1, spelled);
    ck_assert_str_eq(spelled, "uwowc");
}
END_TEST

START_TEST(telex_keys_are_read)
{
    expect_telex("dduwowcj", "duoc", TONE_DOT);
    expect_telex("duocwj", "duoc", TONE_DOT);
    expect_telex("khoong", "khong", TONE_NONE);
    expect_telex("chuaw", "chua", TONE_NONE);
    expect_telex("vowis", "voi", TONE_ACUTE);
    expect_telex("nuwowcs", "nuoc", TONE_ACUTE);
    expect_telex("ddi", "di", TONE_NONE);
}
END_TEST

START_TEST(vni_keys_are_read)
{
    expect_vni("d9u7o75c", "duoc", TONE_DOT);
    expect_vni("kho6ng", "khong", TONE_NONE);
    expect_vni("co1", "co", TONE_ACUTE);
    expect_vni("tie6m", "tiem", TONE_NONE);
}
END_TEST

START_TEST(keys_that_spell_nothing_are_not_read)
{
    struct word word;

    ck_assert(!reads(telex_read, "khong", &word)); /* no key of Telex */
    ck_assert(!reads(telex_read, "gaoo", &word));  /* gaô is no syllable */
    ck_assert(!reads(telex_read, "stop", &word));
    ck_assert(!reads(vni_read, "khong", &word));
    ck_assert(!reads(vni_read, "st25", &word));
    ck_assert(!reads(vni_read, "lop3", &word)); /* no hook on a stopped syllable */
}
END_TEST

START_TEST(accents_that_are_said_must_agree)
{
    struct word meant = {0}, said = {0};

    word_append(&meant, (struct letter){.plain = 'b'});
    word_append(&meant, (struct letter){'a', MARK_CIRCUMFLEX, TONE_DOT});
    word_append(&meant, (struct letter){.plain = 'n'}); /* bận */
    word_append(&said, (struct letter){.plain = 'b'});
    word_append(&said, (struct letter){.plain = 'a'});
    word_append(&said, (struct letter){.plain = 'n'});
    ck_assert(word_fits(&meant, &said, false)); /* ban */
    ck_assert(!word_fits(&meant, &said, true));
    said.tone = TONE_DOT; /* bạn */
    ck_assert(word_fits(&meant, &said, false));
    said.tone = TONE_ACUTE; /* bán */
    ck_assert(!word_fits(&meant, &said, false));
    said.tone = TONE_DOT;
    said.marks = MARK_BREVE << 2; /* bặn */
    ck_assert(!word_fits(&meant, &said, false));
}
END_TEST

START_TEST(long_words_are_cut_and_do_no_harm)
{
    struct word word = {0}, read;
    char keys[200];

    memset(keys, 'a', sizeof(keys));
    keys[sizeof(keys) - 1] = '\0';
    ck_assert(!reads(telex_read, keys, &word));
    ck_assert(!reads(vni_read, keys, &word));
    ck_assert(!syllable_is_valid(keys));
    for (int i = 0; i < 100; i++)
        word_append(&word, (struct letter){.plain = 'x', .mark = MARK_HORN});
    ck_assert_uint_eq(strlen(word.plain), WORD_LETTERS);
    ck_assert(!telex_read(&word, &read));
}
END_TEST

TEST_MAIN("inbound: syllables", syllables_are_told_from_other_letters, marks_are_spelled_out,
          telex_keys_are_read, vni_keys_are_read, keys_that_spell_nothing_are_not_read,
          accents_that_are_said_must_agree, long_words_are_cut_and_do_no_harm)
