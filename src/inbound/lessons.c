/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What labelled replies teach the model: they are shown to it again and again, in one order. */
#include "inbound/lessons.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "inbound/labelled.h"
#include "text/accents.h"

enum { ROUNDS = 15 };

#define RATE 0.2
#define DECAY 0.985

struct lesson {
    struct features features;
    struct label label;
    bool answers; /* might have been an answer */
};

struct lessons {
    struct lesson *items;
    size_t count;
};

static bool teaches(const struct labelled *l)
{
    enum reply_kind kind = l->labels[0].kind;

    return !labelled_is_held_out(l) && kind != REPLY_UNCLEAR &&
           text_utf8_valid(l->text, strlen(l->text)) && l->from[0] == '+';
}

static void add_features(const struct keywords *keywords, const char *text,
                         struct features *ret_features)
{
    struct reading r;

    reading_make(keywords, NULL, text, &r);
    features_collect(&r, ret_features);
    reading_free(&r);
}

static void add_lessons(struct lessons *lessons, const struct keywords *keywords, const char *path)
{
    struct labelled_file file;

    labelled_read(path, &file);
    for (size_t i = 0; i < file.count; i++) {
        if (!teaches(&file.items[i]))
            continue;
        lessons->items = xreallocarray(lessons->items, lessons->count + 1, sizeof(*lessons->items));
        struct lesson *lesson = &lessons->items[lessons->count++];
        lesson->label = file.items[i].labels[0];
        lesson->answers = file.items[i].options.count > 0 || lesson->label.kind != REPLY_ACK;
        add_features(keywords, file.items[i].text, &lesson->features);
    }
    labelled_free(&file);
}

/* A fixed order that is no order: neighbours in the files are much alike. */
static void shuffle(struct lessons *lessons)
{
    unsigned state = 1;

    for (size_t i = lessons->count; i > 1; i--) {
        state = state * 1664525u + 1013904223u;
        size_t j = (state >> 8) % i;
        struct lesson swap = lessons->items[i - 1];
        lessons->items[i - 1] = lessons->items[j];
        lessons->items[j] = swap;
    }
}

static void learn(struct model *model, const struct lessons *lessons)
{
    for (int round = 0; round < ROUNDS; round++) {
        double rate = RATE / (1 + 0.2 * round);
        for (size_t i = 0; i < lessons->count; i++)
            model_learn(model, &lessons->items[i].features, lessons->items[i].answers,
                        lessons->items[i].label.kind, lessons->items[i].label.category, rate);
        model_decay(model, DECAY);
    }
}

static void free_lessons(struct lessons *lessons)
{
    for (size_t i = 0; i < lessons->count; i++)
        features_free(&lessons->items[i].features);
    free(lessons->items);
}

struct model *lessons_learn(const struct keywords *keywords, const char *const *files,
                            size_t file_count)
{
    struct lessons lessons = {0};
    struct model *model = model_new();

    for (size_t i = 0; i < file_count; i++)
        add_lessons(&lessons, keywords, files[i]);
    shuffle(&lessons);
    learn(model, &lessons);
    free_lessons(&lessons);
    return model;
}
