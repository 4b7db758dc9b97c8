/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A script in memory. */
#pragma once

#include "sim/script.h"

/* Any of these words, folded. */
struct words_any {
    char **words;
    size_t count;
};

struct block {
    struct words_any *all; /* each must be met; none for "otherwise" */
    size_t all_count;
    char **numbers; /* none: everybody's */
    size_t number_count;
    struct habit *habits;
    size_t habit_count;
};

struct start {
    double share; /* 0..1 */
    enum handset_state state;
    struct span lasts;
};

struct script {
    struct start *starts;
    size_t start_count;
    struct span delay;
    struct block *blocks;
    size_t block_count;
};
