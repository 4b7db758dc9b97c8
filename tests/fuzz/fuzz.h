/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What every fuzz target shares. A target is a file fuzz-<parser>.c with this one function, a line
 * in meson.build and a folder of seeds. It runs in two ways:
 *
 *     an ordinary build   the seeds, and mutations of them, as ordinary tests (fuzz-main.c)
 *     CC=clang meson setup build-fuzz -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false
 *                         libFuzzer: build-fuzz/tests/fuzz/fuzz-<parser> FOLDER
 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A promise that must hold for every input. */
#define FUZZ_CHECK(condition)                                                                      \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #condition);                \
            abort();                                                                               \
        }                                                                                          \
    } while (0)
