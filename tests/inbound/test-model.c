/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The shipped model has learnt from the labelled replies, and a broken one is refused. */
#include "inbound/reply/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/memory.h"
#include "check_main.h"
#include "inbound/lessons/lessons.h"
#include "inbound/reply/opinion.h"
#include "temp_dir.h"

static struct reply_rules *open_rules(void)
{
    struct conf_faults faults = {0};
    struct reply_rules *rules;

    ck_assert_int_eq(reply_rules_open(CONFIG_DIR "/keywords.vi.conf", &rules, &faults), 0);
    return rules;
}

static struct model *open_text(const char *text, struct conf_faults *faults)
{
    char path[] = "/tmp/thonbao-model-XXXXXX";
    int fd = mkstemp(path);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    struct model *model = model_open(path, faults);
    unlink(path);
    return model;
}

/* Whether opening gave no model and one fault, which ends so. */
static bool is_refused(struct model *model, struct conf_faults *faults, const char *end)
{
    bool refused = !model && faults->count == 1;

    if (refused) {
        const char *message = faults->items[0].message;
        size_t len = strlen(message), end_len = strlen(end);
        refused = len >= end_len && strcmp(message + len - end_len, end) == 0;
    }
    model_free(model);
    conf_faults_free(faults);
    *faults = (struct conf_faults){0};
    return refused;
}

/* What the model of the rules makes of the text where the options are a yes and a no, or none. */
static struct guess guess_text(const struct reply_rules *rules, const char *text, bool options)
{
    struct options offered = {0};
    struct refusal refusal;
    struct reply_context context = {.options = options ? &offered : NULL};
    struct opinion opinion;

    ck_assert_int_eq(options_add(&offered, "1=Có đi", &refusal), 0);
    ck_assert_int_eq(options_add(&offered, "2=Không đi", &refusal), 0);
    reply_form_opinion(rules, &context, text, &opinion);
    opinion_free(&opinion);
    options_free(&offered);
    return opinion.guess;
}

/* The files of LESSONS, one blank between them; *ret_count of them. */
static const char **lesson_files(char *names, size_t *ret_count)
{
    const char **files = xcalloc(strlen(names), sizeof(char *));

    *ret_count = 0;
    for (char *name; (name = strsep(&names, " "));)
        files[(*ret_count)++] = name;
    return files;
}

/* Whether the file has the line among its first ones. */
static bool says(const char *path, const char *line)
{
    FILE *file = fopen(path, "r");
    char *text = NULL;
    size_t size = 0;
    bool found = false;

    ck_assert_ptr_nonnull(file);
    while (!found && getline(&text, &size, file) > 0 && text[0] == '#')
        found = strcmp(text, line) == 0;
    free(text);
    fclose(file);
    return found;
}

START_TEST(the_shipped_model_has_learnt_from_the_replies_as_they_are_and_are_seen)
{
    struct reply_rules *rules = open_rules();
    char *names = xstrdup(LESSONS);
    size_t count;
    const char **files = lesson_files(names, &count);
    char fingerprint[FINGERPRINT_SIZE];

    lessons_fingerprint(rules, files, count, fingerprint);
    char *line = xasprintf("# lessons %s\n", fingerprint);
    ck_assert_msg(says(CONFIG_DIR "/replies.vi.model", line), "run \"ninja learn-replies\"");
    free(line);
    free(files);
    free(names);
    reply_rules_free(rules);
}
END_TEST

START_TEST(what_replies_teach_is_written_and_read_back)
{
    static const char *const texts[] = {"cuu voi", "ga chet nhieu", "ok", "di", "khong di"};
    const char *const files[] = {DATA_DIR "/villagers-1.txt"};
    struct reply_rules *learnt = open_rules(), *written = open_rules();
    struct lessons *lessons = lessons_read(learnt, files, ARRAY_SIZE(files));
    struct model *model = lessons_learn(lessons, 1, 0);
    struct conf_faults faults = {0};
    char dir[64], *path;

    temp_dir_make(dir, sizeof(dir));
    path = xasprintf("%s/model", dir);
    ck_assert(model_write(model, "of villagers", path));
    reply_rules_set_model(written, model_open(path, &faults));
    reply_rules_set_model(learnt, model);
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        struct guess a = guess_text(learnt, texts[i], true);
        struct guess b = guess_text(written, texts[i], true);
        for (int kind = 1; kind < REPLY_KINDS; kind++)
            ck_assert_double_eq_tol(a.kinds[kind], b.kinds[kind], 1e-9);
        ck_assert_double_gt(a.kinds[REPLY_ANSWER], 0);
    }
    lessons_free(lessons);
    temp_dir_remove(dir);
    free(path);
    reply_rules_free(learnt);
    reply_rules_free(written);
}
END_TEST

START_TEST(probabilities_sum_to_one_and_answers_need_options)
{
    struct reply_rules *rules = open_rules();
    struct guess alone = guess_text(rules, "nha toi ngap", false);
    struct guess asked = guess_text(rules, "nha toi ngap khong di", true);
    double sum_alone = 0, sum_asked = 0;

    for (int kind = 0; kind < REPLY_KINDS; kind++) {
        sum_alone += alone.kinds[kind];
        sum_asked += asked.kinds[kind];
    }
    ck_assert_double_eq_tol(sum_alone, 1, 1e-9);
    ck_assert_double_eq_tol(sum_asked, 1, 1e-9);
    ck_assert_double_eq(alone.kinds[REPLY_ANSWER], 0);
    ck_assert_double_eq_tol(asked.kinds[REPLY_ANSWER], asked.options[0] + asked.options[1], 1e-9);
    reply_rules_free(rules);
}
END_TEST

/* No word of the reply is one of the option's: the kind of the words decides. */
START_TEST(words_of_one_kind_choose_an_option_that_has_none_of_them)
{
    struct reply_rules *rules = open_rules();
    struct guess busy = guess_text(rules, "ban dam gio roi", true);
    struct guess sure = guess_text(rules, "nhat dinh co mat", true);

    ck_assert_double_gt(busy.options[1], 2 * busy.options[0]);
    ck_assert_double_gt(sure.options[0], 2 * sure.options[1]);
    reply_rules_free(rules);
}
END_TEST

static double reports(const struct reply_rules *rules, const char *text)
{
    return guess_text(rules, text, false).kinds[REPLY_REPORT];
}

START_TEST(accents_tell_words_of_the_same_letters_apart)
{
    struct reply_rules *rules = open_rules();
    struct conf_faults faults = {0};

    reply_rules_set_model(rules, open_text("~ muwa\treport 3\n~ chuaf\treport 3\n", &faults));
    double bought = reports(rules, "mua to");
    ck_assert_double_gt(reports(rules, "mưa to"), 2 * bought);
    ck_assert_double_gt(reports(rules, "MƯA TO"), 2 * bought);
    ck_assert_double_gt(reports(rules, "chùa"), 2 * bought);
    ck_assert_double_gt(reports(rules, "chu\xcc\x80\x61"), 2 * bought); /* NFD */
    ck_assert_double_lt(reports(rules, "chưa"), 2 * bought);
    reply_rules_free(rules);
}
END_TEST

START_TEST(a_broken_model_is_refused_with_its_line)
{
    struct conf_faults faults = {0};
    const char *const broken[] = {
        "cuu\thelp two\n", "cuu\trescue 2\n", "cuu\thelp inf\n", "cuu\thelp\n", "\thelp 1\n",
    };
    struct model *model = open_text(
        "# comment\ncuu voi\thelp 2.31\treport -0.5\no ban>@refuses\tchosen 1\n", &faults);

    ck_assert_ptr_nonnull(model);
    model_free(model);
    for (size_t i = 0; i < ARRAY_SIZE(broken); i++)
        ck_assert(is_refused(open_text(broken[i], &faults), &faults, ":1: not a line of a model"));
    ck_assert(is_refused(open_text("cuu\thelp 2\ncuu voi\n", &faults), &faults,
                         ":2: not a line of a model"));
    ck_assert(is_refused(open_text("cuu\thelp 2\ncuu\thelp 1\n", &faults), &faults, /* twice */
                         ":2: not a line of a model"));
}
END_TEST

START_TEST(a_file_that_is_empty_or_cannot_be_read_is_no_model)
{
    struct conf_faults faults = {0};

    ck_assert(is_refused(open_text("", &faults), &faults, ": this file holds no model"));
    ck_assert(is_refused(open_text("# comment\n", &faults), &faults, ": this file holds no model"));
    ck_assert(is_refused(model_open("/nowhere/replies.model", &faults), &faults,
                         "/nowhere/replies.model: cannot read this file"));
    ck_assert(is_refused(model_open(CONFIG_DIR, &faults), &faults, /* model = "." */
                         CONFIG_DIR ": cannot read this file"));
}
END_TEST

TEST_MAIN("inbound: the model",
          the_shipped_model_has_learnt_from_the_replies_as_they_are_and_are_seen,
          what_replies_teach_is_written_and_read_back,
          probabilities_sum_to_one_and_answers_need_options,
          words_of_one_kind_choose_an_option_that_has_none_of_them,
          accents_tell_words_of_the_same_letters_apart, a_broken_model_is_refused_with_its_line,
          a_file_that_is_empty_or_cannot_be_read_is_no_model)
