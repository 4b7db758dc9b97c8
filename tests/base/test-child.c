/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/child.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "check_main.h"

struct heard {
    struct loop *loop;
    char *output;
    int status, times;
};

static void heard(const char *output, int status, void *arg)
{
    struct heard *h = arg;

    free(h->output);
    h->output = xstrdup(output);
    h->status = status;
    h->times++;
    loop_stop(h->loop);
}

static struct heard run(const char *script)
{
    const char *const argv[] = {"/bin/sh", "-c", script, NULL};
    struct heard h = {.loop = loop_new()};

    ck_assert_ptr_nonnull(child_start(h.loop, argv, NULL, heard, &h));
    loop_run(h.loop);
    loop_free(h.loop);
    ck_assert_int_eq(h.times, 1);
    return h;
}

START_TEST(what_it_says_and_how_it_ends_are_told_once)
{
    struct heard h = run("echo one; echo two; exit 3");

    ck_assert_str_eq(h.output, "one\ntwo\n");
    ck_assert_int_eq(h.status, 3);
    free(h.output);
}
END_TEST

START_TEST(death_by_a_signal_is_no_status)
{
    struct heard h = run("echo last words; kill -KILL $$");

    ck_assert_str_eq(h.output, "last words\n");
    ck_assert_int_eq(h.status, -1);
    free(h.output);
}
END_TEST

START_TEST(a_program_that_is_not_there_fails)
{
    const char *const argv[] = {"/nonexistent/program", NULL};
    struct heard h = {.loop = loop_new()};

    ck_assert_ptr_nonnull(child_start(h.loop, argv, NULL, heard, &h));
    loop_run(h.loop);
    loop_free(h.loop);
    ck_assert_int_eq(h.status, 127);
    free(h.output);
}
END_TEST

START_TEST(endless_output_is_cut)
{
    struct heard h = run("head -c 3000000 /dev/zero | tr '\\0' x");

    ck_assert_uint_le(strlen(h.output), CHILD_OUTPUT_MAX);
    ck_assert_uint_gt(strlen(h.output), CHILD_OUTPUT_MAX / 2);
    ck_assert_int_eq(h.status, 0);
    free(h.output);
}
END_TEST

static void stop(void *arg)
{
    loop_stop(arg);
}

START_TEST(one_that_is_ended_says_nothing_more)
{
    const char *const argv[] = {"/bin/sh", "-c", "echo here; exec sleep 1000", NULL};
    struct heard h = {.loop = loop_new()};
    struct child *child = child_start(h.loop, argv, NULL, heard, &h);
    struct loop_timer *timer = loop_timer_new(h.loop, stop, h.loop);

    ck_assert_ptr_nonnull(child);
    child_end(child);
    loop_timer_set(timer, 0);
    loop_run(h.loop);
    loop_timer_free(timer);
    loop_free(h.loop);
    ck_assert_int_eq(h.times, 0);
}
END_TEST

START_TEST(it_finds_the_files_it_is_given)
{
    int ends[2];
    const char *const argv[] = {"/bin/sh", "-c",
                                "cat <&3; echo said >&4; test ! -e /proc/self/fd/5", NULL};
    char said[16] = "";
    FILE *in = tmpfile();
    struct heard h = {.loop = loop_new()};

    ck_assert_int_eq(pipe(ends), 0);
    fputs("given", in);
    rewind(in);
    const int fds[] = {fileno(in), ends[1]};
    const struct child_files files = {fds, ARRAY_SIZE(fds)};
    ck_assert_ptr_nonnull(child_start(h.loop, argv, &files, heard, &h));
    loop_run(h.loop);
    loop_free(h.loop);
    ck_assert_str_eq(h.output, "given");
    ck_assert_int_gt(read(ends[0], said, sizeof(said) - 1), 0);
    ck_assert_str_eq(said, "said\n");
    close(ends[0]);
    close(ends[1]);
    fclose(in);
    free(h.output);
}
END_TEST

TEST_MAIN("base: child", what_it_says_and_how_it_ends_are_told_once, death_by_a_signal_is_no_status,
          a_program_that_is_not_there_fails, endless_output_is_cut, it_finds_the_files_it_is_given,
          one_that_is_ended_says_nothing_more)
