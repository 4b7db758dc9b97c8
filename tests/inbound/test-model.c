/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The shipped model is what the labelled replies teach, and a broken one is refused. */
#include "inbound/model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/memory.h"
#include "check_main.h"
#include "inbound/lessons.h"

static struct keywords *open_keywords(void)
{
    struct conf_faults faults = {0};
    struct keywords *keywords;

    ck_assert_int_eq(keywords_open(CONFIG_DIR "/keywords.vi.conf", &keywords, &faults), 0);
    return keywords;
}

static struct model *open_text(const char *text, unsigned *ret_line)
{
    char path[] = "/tmp/thonbao-model-XXXXXX";
    int fd = mkstemp(path);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    struct model *model = model_open(path, ret_line);
    unlink(path);
    return model;
}

static void guess_text(const struct keywords *keywords, const struct model *model, const char *text,
                       bool answers, struct guess *ret_guess)
{
    static const struct reply_context none;
    struct features features;
    struct evidence evidence;

    evidence_read(keywords, &none, text, &evidence);
    features_collect(&evidence, &features);
    model_guess(model, &features, answers, ret_guess);
    features_free(&features);
    evidence_free(&evidence);
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

/* Sums of floating point differ in the last place between machines: guesses agree closely. */
START_TEST(the_shipped_model_is_what_the_replies_teach)
{
    static const char *const texts[] = {"cuu voi", "ga chet nhieu", "ok", "thoi dung nhan", "1"};
    struct keywords *keywords = open_keywords();
    char *names = xstrdup(LESSONS);
    size_t count;
    const char **files = lesson_files(names, &count);
    struct lessons *lessons = lessons_read(keywords, files, count);
    struct model *learnt = lessons_learn(lessons, 1, 0);
    unsigned line;
    struct model *shipped = model_open(CONFIG_DIR "/replies.vi.model", &line);

    ck_assert_msg(shipped, "line %u", line);
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct guess a, b;
        guess_text(keywords, learnt, texts[i], true, &a);
        guess_text(keywords, shipped, texts[i], true, &b);
        for (int kind = 0; kind < REPLY_KINDS; kind++)
            ck_assert_msg(fabs(a.kinds[kind] - b.kinds[kind]) < 0.02,
                          "%s: run \"ninja learn-replies\"", texts[i]);
    }
    model_free(shipped);
    model_free(learnt);
    lessons_free(lessons);
    free(files);
    free(names);
    keywords_free(keywords);
}
END_TEST

START_TEST(probabilities_sum_to_one_and_answers_need_options)
{
    struct keywords *keywords = open_keywords();
    unsigned line;
    struct model *model = model_open(CONFIG_DIR "/replies.vi.model", &line);
    struct guess guess;
    double sum = 0;

    guess_text(keywords, model, "nha toi ngap", false, &guess);
    for (int kind = 0; kind < REPLY_KINDS; kind++)
        sum += guess.kinds[kind];
    ck_assert_double_eq_tol(sum, 1, 1e-9);
    ck_assert_double_eq(guess.kinds[REPLY_ANSWER], 0);
    model_free(model);
    keywords_free(keywords);
}
END_TEST

START_TEST(a_broken_model_is_refused_with_its_line)
{
    unsigned line;
    struct model *model = open_text("# comment\ncuu voi\thelp 2.31\treport -0.5\n", &line);

    ck_assert_ptr_nonnull(model);
    model_free(model);
    ck_assert_ptr_null(open_text("cuu\thelp 2\ncuu voi\n", &line));
    ck_assert_uint_eq(line, 2);
    ck_assert_ptr_null(open_text("cuu\thelp two\n", &line));
    ck_assert_ptr_null(open_text("cuu\trescue 2\n", &line));
    ck_assert_ptr_null(open_text("cuu\thelp\n", &line));
    ck_assert_ptr_null(open_text("\thelp 1\n", &line));
    ck_assert_ptr_null(model_open("/nowhere/replies.model", &line));
    ck_assert_uint_eq(line, 0);
}
END_TEST

TEST_MAIN("inbound: the model", the_shipped_model_is_what_the_replies_teach,
          probabilities_sum_to_one_and_answers_need_options,
          a_broken_model_is_refused_with_its_line)
