/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Labelled replies, and how well they are understood. */
#include "inbound/lessons/labelled_inside.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static bool is_json(const char *path)
{
    const char *dot = strrchr(path, '.');

    return dot && strcmp(dot, ".jsonl") == 0;
}

struct labelled *labelled_add(struct labelled_file *file)
{
    file->items = xgrow(file->items, file->count, sizeof(*file->items));
    file->items[file->count] = (struct labelled){0};
    return &file->items[file->count++];
}

void labelled_fail(const char *path, unsigned line, const char *what)
{
    fprintf(stderr, "%s:%u: %s\n", path, line, what);
    exit(EXIT_FAILURE);
}

void labelled_read(const char *path, struct labelled_file *ret_file)
{
    FILE *file = fopen(path, "r");

    if (!file)
        labelled_fail(path, 0, "cannot be read");
    *ret_file = (struct labelled_file){0};
    if (is_json(path))
        labelled_read_json(path, file, ret_file);
    else
        labelled_read_blocks(path, file, ret_file);
    fclose(file);
    for (size_t i = 0; i < ret_file->count; i++) {
        struct labelled *l = &ret_file->items[i];
        l->context.body = l->body;
        l->context.options = &l->options;
    }
}

static void free_labelled(struct labelled *l)
{
    free(l->id);
    free(l->from);
    free(l->text);
    free(l->body);
    options_free(&l->options);
}

void labelled_free(struct labelled_file *file)
{
    for (size_t i = 0; i < file->count; i++)
        free_labelled(&file->items[i]);
    free(file->items);
    *file = (struct labelled_file){0};
}

/* n001, s450: of north and south. */
static bool is_given(const char *id)
{
    return (id[0] == 'n' || id[0] == 's') && isdigit((unsigned char)id[1]);
}

/* FNV-1a of 32 bits; its low bits alone would not be even. */
uint32_t labelled_lot(const char *text)
{
    uint32_t hash = 2166136261u;

    for (const char *c = text; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 16777619u;
    return hash ^ hash >> 15;
}

/* Of north and south three eighths are held out, which is a third of all. The examples belong
 * to the rules, and n001 to n020 had been read before the split was made: those are built on. */
bool labelled_is_held_out(const struct labelled *labelled)
{
    const char *id = labelled->id;

    if (labelled->weight == 0)
        return true;
    if (!is_given(id) || (id[0] == 'n' && atoi(id + 1) <= 20))
        return false;
    return labelled_lot(id) % 8 < 3;
}

static bool matches(const struct label *label, const struct reply *reply)
{
    return label->kind == reply->kind && label->choice == reply->choice;
}

static int agreement(const struct label *label, const struct reply *reply)
{
    if (!matches(label, reply))
        return 0;
    return 1 + 2 * (label->category == reply->category) + (label->urgent == reply->urgent);
}

enum verdict labelled_judge(const struct labelled *labelled, const struct reply *reply,
                            const struct label **ret_label)
{
    const struct label *best = &labelled->labels[0];

    for (size_t i = 1; i < labelled->label_count; i++)
        if (agreement(&labelled->labels[i], reply) > agreement(best, reply))
            best = &labelled->labels[i];
    if (ret_label)
        *ret_label = best;
    if (matches(best, reply))
        return VERDICT_RIGHT;
    return reply->kind == REPLY_UNCLEAR ? VERDICT_ASKED : VERDICT_WRONG;
}

void tally_add(struct tally *tally, const struct labelled *labelled, const struct reply *reply)
{
    const struct label *label;
    enum verdict verdict = labelled_judge(labelled, reply, &label);

    tally->count++;
    tally->right += verdict == VERDICT_RIGHT;
    tally->asked += verdict == VERDICT_ASKED;
    tally->wrong += verdict == VERDICT_WRONG;
    tally->help_as_answer += labelled->labels[0].kind == REPLY_HELP && verdict != VERDICT_RIGHT &&
                             reply->kind == REPLY_ANSWER;
    tally->wrong_as[labelled->labels[0].kind][reply->kind] += verdict != VERDICT_RIGHT;
    if (verdict != VERDICT_RIGHT)
        return;
    tally->topics += label->category != REPLY_CATEGORY_NONE;
    tally->topics_right +=
        label->category != REPLY_CATEGORY_NONE && label->category == reply->category;
    tally->urgent_right += label->urgent == reply->urgent;
}

static double percent(size_t part, size_t whole)
{
    return whole ? 100.0 * (double)part / (double)whole : 0;
}

void tally_print(const struct tally *t, const char *title)
{
    printf("# %-26s %4zu replies: right %.1f %%, wrong %.1f %% (%zu), put before a person %.1f %% "
           "(%zu), help taken for an answer %zu; category %.1f %%, urgent %.1f %%\n",
           title, t->count, percent(t->right, t->count), percent(t->wrong, t->count), t->wrong,
           percent(t->asked, t->count), t->asked, t->help_as_answer,
           percent(t->topics_right, t->topics), percent(t->urgent_right, t->right));
}

void tally_print_wrong(const struct tally *tally)
{
    for (int meant = 0; meant < REPLY_KINDS; meant++)
        for (int read = 0; read < REPLY_KINDS; read++)
            if (tally->wrong_as[meant][read])
                printf("#     %s read as %s: %zu\n", reply_kind_word((enum reply_kind)meant),
                       reply_kind_word((enum reply_kind)read), tally->wrong_as[meant][read]);
}
