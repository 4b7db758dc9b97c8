/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What handsets do with what they receive. */
#include "sim/script.h"

#include <stdlib.h>
#include <string.h>

#include "sim/script_inside.h"
#include "text/accents.h"

static void free_strings(char **strings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(strings[i]);
    free(strings);
}

static void habit_release(struct habit *habit)
{
    for (size_t i = 0; i < habit->count; i++)
        free_strings(habit->deeds[i].texts, habit->deeds[i].text_count);
    free(habit->deeds);
}

static void block_release(struct block *block)
{
    for (size_t i = 0; i < block->all_count; i++)
        free_strings(block->all[i].words, block->all[i].count);
    free(block->all);
    free_strings(block->numbers, block->number_count);
    for (size_t i = 0; i < block->habit_count; i++)
        habit_release(&block->habits[i]);
    free(block->habits);
}

void script_free(struct script *script)
{
    if (!script)
        return;
    for (size_t i = 0; i < script->block_count; i++)
        block_release(&script->blocks[i]);
    free(script->blocks);
    free(script->starts);
    free(script);
}

enum handset_state script_start(const struct script *script, double draw, struct span *ret_lasts)
{
    for (size_t i = 0; i < script->start_count; i++) {
        const struct start *start = &script->starts[i];
        if (draw < start->share) {
            *ret_lasts = start->lasts;
            return start->state;
        }
        draw -= start->share;
    }
    return HANDSET_ON;
}

static bool has_any(const struct words_any *any, const char *folded)
{
    for (size_t i = 0; i < any->count; i++) {
        if (strstr(folded, any->words[i]))
            return true;
    }
    return false;
}

static bool fits(const struct block *block, const char *number, const char *folded)
{
    bool theirs = !block->number_count;

    for (size_t i = 0; i < block->number_count && !theirs; i++)
        theirs = !strcmp(block->numbers[i], number);
    for (size_t i = 0; i < block->all_count && theirs; i++)
        theirs = has_any(&block->all[i], folded);
    return theirs;
}

static const struct habit *pick(const struct block *block, double draw)
{
    double sum = 0;

    for (size_t i = 0; i < block->habit_count; i++)
        sum += block->habits[i].weight;
    for (size_t i = 0; i < block->habit_count; i++) {
        double share = block->habits[i].weight / sum;
        if (draw < share || i + 1 == block->habit_count)
            return &block->habits[i];
        draw -= share;
    }
    return NULL;
}

const struct habit *script_choose(const struct script *script, const char *number, const char *text,
                                  double draw)
{
    char *folded = text_fold(text);
    const struct habit *habit = NULL;

    for (size_t i = 0; i < script->block_count; i++) {
        if (fits(&script->blocks[i], number, folded)) {
            habit = pick(&script->blocks[i], draw);
            break;
        }
    }
    free(folded);
    return habit;
}
