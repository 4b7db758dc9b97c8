/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The file of words: its faults are named with their lines, its phrases are found. */
#include "inbound/reply/keywords.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/conf.h"
#include "base/error.h"
#include "check_main.h"
#include "inbound/reply/finds.h"
#include "inbound/reply/spelling.h"

#define LIST(NAME, name, sentence) #name,
static const char *const lists[] = {KEYWORD_GROUPS(LIST) PARTICLES(LIST) "shorthand", "dialect",
                                    "numbers", "common"};

/* A file in which every list is empty but for one, on the first line. */
static char *file_with(const char *name, const char *list)
{
    struct buf text = BUF_INIT;

    buf_printf(&text, "%s = [%s]\n", name, list);
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
        if (strcmp(lists[i], name) != 0)
            buf_printf(&text, "%s = []\n", lists[i]);
    return buf_steal(&text);
}

static struct keywords *parse(const char *name, const char *list)
{
    struct conf_faults faults = {0};
    struct keywords *keywords = NULL;
    char *text = file_with(name, list);

    ck_assert_int_eq(keywords_parse(text, &keywords, &faults), 0);
    free(text);
    return keywords;
}

/* "from-to from-to" of what the group is found at. */
static void expect_found(const char *name, enum keyword keyword, const char *list, const char *text,
                         const char *where)
{
    struct keywords *keywords = parse(name, list);
    struct speech speech;
    struct finds finds, meanings;
    struct buf found = BUF_INIT;

    speech_read(keywords_lexicon(keywords), NULL, text, &speech);
    keywords_find(keywords, &speech, &finds, &meanings);
    for (const struct find *find = NULL; (find = finds_next(&finds, keyword, find));)
        buf_printf(&found, "%s%zu-%zu", found.len ? " " : "", find->from, find->to);
    ck_assert_msg(strcmp(buf_str(&found), where) == 0, "%s in \"%s\": %s, not %s", list, text,
                  buf_str(&found), where);
    buf_free(&found);
    free(finds.items);
    free(meanings.items);
    speech_free(&speech);
    keywords_free(keywords);
}

static void expect_fault(const char *name, const char *list)
{
    struct conf_faults faults = {0};
    struct keywords *keywords = NULL;
    char *text = file_with(name, list);

    ck_assert_int_eq(keywords_parse(text, &keywords, &faults), REFUSED);
    ck_assert_ptr_null(keywords);
    ck_assert_uint_eq(faults.count, 1);
    ck_assert_uint_eq(faults.items[0].line, 1);
    conf_faults_free(&faults);
    free(text);
}

START_TEST(the_shipped_file_has_no_faults)
{
    struct conf_faults faults = {0};
    struct keywords *keywords;

    ck_assert_int_eq(keywords_open(CONFIG_DIR "/keywords.vi.conf", &keywords, &faults), 0);
    ck_assert_uint_eq(faults.count, 0);
    ck_assert_ptr_nonnull(strstr(keywords_model(keywords), "/replies.vi.model"));
    keywords_free(keywords);
}
END_TEST

START_TEST(phrases_are_found_with_and_without_accents)
{
    expect_found("stop", KEYWORD_STOP, "\"đừng nhắn, thôi gửi\"", "dung nhan nua", "0-2");
    expect_found("stop", KEYWORD_STOP, "\"đừng nhắn\"", "xin đừng nhắn", "1-3");
    expect_found("stop", KEYWORD_STOP, "\"đừng nhắn, đúng giờ\"", "xin đúng nhắn", "");
    expect_found("stop", KEYWORD_STOP, "\"=đừng\"", "dung", "");
    expect_found("stop", KEYWORD_STOP, "\"=đừng\"", "dduwngf", "0-1");
}
END_TEST

START_TEST(gaps_numbers_and_ends_are_found)
{
    expect_found("stop", KEYWORD_STOP, "\"đừng * nữa\"", "dung co nhan tin nua", "0-5");
    expect_found("stop", KEYWORD_STOP, "\"đừng * nữa\"", "dung, nua", "");
    expect_found("stop", KEYWORD_STOP, "\"đừng * nữa\"", "dung mot hai ba bon nam nua", "");
    expect_found("grave", KEYWORD_GRAVE, "\"sốt # độ\"", "chau sot 40 do", "1-4");
    expect_found("stop", KEYWORD_STOP, "\"^ thôi $\"", "thoi", "0-1");
    expect_found("stop", KEYWORD_STOP, "\"^ thôi $\"", "thoi di", "");
    expect_found("stop", KEYWORD_STOP, "\"^ thôi $\"", "lam, thoi, di", "1-2");
}
END_TEST

START_TEST(vni_is_noticed_in_capitals_and_behind_every_sign)
{
    expect_found("stop", KEYWORD_STOP, "\"ok\"", "lan5 ok", "2-3"); /* lan 5 */
    expect_found("stop", KEYWORD_STOP, "\"ok\"", "lan5 kho6ng ok", "2-3");
    expect_found("stop", KEYWORD_STOP, "\"ok\"", "Kho6ng lan5 ok", "2-3");
    expect_found("stop", KEYWORD_STOP, "\"ok\"", "lan5 (kho6ng) ok", "2-3");
}
END_TEST

START_TEST(a_short_form_of_two_words_is_written_out_once)
{
    struct keywords *keywords = parse("shorthand", "\"cn = cn nhật\"");
    struct speech speech;

    speech_read(keywords_lexicon(keywords), NULL, "hom nay cn", &speech);
    ck_assert_uint_eq(speech.count, 4);
    ck_assert_str_eq(speech.items[2].readings[0].plain, "cn");
    ck_assert_str_eq(speech.items[3].readings[0].plain, "nhat");
    speech_free(&speech);
    keywords_free(keywords);
}
END_TEST

static void expect_particle(const char *list, const char *text, bool found)
{
    struct keywords *keywords = parse("aspect", list);
    struct speech speech;

    speech_read(keywords_lexicon(keywords), NULL, text, &speech);
    ck_assert_msg(keywords_particle_at(keywords, PARTICLE_ASPECT, &speech, 0) == found, "%s in %s",
                  list, text);
    ck_assert(!keywords_particle_at(keywords, PARTICLE_DAY, &speech, 0));
    speech_free(&speech);
    keywords_free(keywords);
}

START_TEST(particles_are_found_by_their_letters)
{
    expect_particle("\"đã, sẽ\"", "se di", true);
    expect_particle("\"đã, sẽ\"", "đa di", true);
    expect_particle("\"đã, sẽ\"", "di se", false);
    expect_particle("\"=rồi\"", "rồi", true);
    expect_particle("\"=rồi\"", "rời", false);
    expect_particle("\"vừa mới\"", "vua moi", true);
    expect_particle("\"vừa mới\"", "vua", false);
}
END_TEST

START_TEST(faults_are_named_with_their_line)
{
    expect_fault("stop", "\"* nữa\"");
    expect_fault("stop", "\"đừng *\"");
    expect_fault("stop", "\"một hai ba bốn năm sáu bảy tám chín mười một hai ba\"");
    expect_fault("stop", "\"\"");
    expect_fault("stop", "1");
    expect_fault("shorthand", "\"ko\"");
    expect_fault("shorthand", "\"cn = một hai ba\"");
    expect_fault("dialect", "\"= không\"");
    expect_fault("numbers", "\"mười một = 11\"");
    expect_fault("numbers", "\"nghìn = x1000\"");
    expect_fault("numbers", "\"ba = bốn\"");
    expect_fault("numbers", "\"ba = 3 bốn\"");
    expect_fault("numbers", "\"ba = x\"");
    expect_fault("aspect", "\"đã * rồi\"");
    expect_fault("leading", "\"^ có\"");
    expect_fault("common", "\"tôi $\"");
    expect_fault("greetings", "\"xin chào\"");
}
END_TEST

START_TEST(a_group_that_is_a_list_is_a_fault)
{
    static const char *const groups[] = {"doors", "meanings", "orders"};

    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
        expect_fault(groups[i], "\"a\"");
}
END_TEST

START_TEST(a_missing_list_is_named)
{
    struct conf_faults faults = {0};
    struct keywords *keywords = NULL;

    ck_assert_int_eq(keywords_parse("stop = [\"a\"]\n", &keywords, &faults), REFUSED);
    ck_assert_uint_eq(faults.count, sizeof(lists) / sizeof(lists[0]) - 1);
    conf_faults_free(&faults);
}
END_TEST

TEST_MAIN("inbound: the file of words", the_shipped_file_has_no_faults,
          phrases_are_found_with_and_without_accents, gaps_numbers_and_ends_are_found,
          vni_is_noticed_in_capitals_and_behind_every_sign,
          a_short_form_of_two_words_is_written_out_once, particles_are_found_by_their_letters,
          faults_are_named_with_their_line, a_group_that_is_a_list_is_a_fault,
          a_missing_list_is_named)
