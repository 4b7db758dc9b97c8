/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What every Check program of ours shares: a test file defines its cases and ends with
 *
 *     TEST_MAIN("room: what the file proves", case_one, case_two)
 *
 * or, where all of them need what is dear to make, with a function that makes it before the first,
 *
 *     TEST_MAIN_AFTER(make_it, "room: what the file proves", case_one, case_two)
 *
 * Results go to standard output as TAP, which Meson reads and contrib/test counts. */
#pragma once

#include <check.h>
#include <stdlib.h>

#define TEST_MAIN(title, ...) TEST_MAIN_AFTER(NULL, title, __VA_ARGS__)

#define TEST_MAIN_AFTER(setup, title, ...)                                                         \
    int main(void)                                                                                 \
    {                                                                                              \
        const TTest *const cases[] = {__VA_ARGS__};                                                \
        Suite *suite = suite_create(title);                                                        \
        TCase *tcase = tcase_create(title);                                                        \
        tcase_set_timeout(tcase, 120); /* a hang is a failure; no test measures time */            \
        tcase_add_unchecked_fixture(tcase, setup, NULL);                                           \
        for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)                              \
            tcase_add_test(tcase, cases[i]);                                                       \
        suite_add_tcase(suite, tcase);                                                             \
        SRunner *runner = srunner_create(suite);                                                   \
        srunner_set_tap(runner, "-");                                                              \
        srunner_run_all(runner, CK_SILENT);                                                        \
        int failed = srunner_ntests_failed(runner);                                                \
        srunner_free(runner);                                                                      \
        return failed ? EXIT_FAILURE : EXIT_SUCCESS;                                               \
    }
