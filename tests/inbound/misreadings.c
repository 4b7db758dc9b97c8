/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For those who work on the rules: prints what was misread of labelled replies and why, held-out
 * replies as a figure only.
 *
 *   misreadings KEYWORDS FILE...      every misreading, then the totals of each file
 *   misreadings KEYWORDS --folds N FILE...   each Nth of the announcements read with a model that
 *                                            has learnt from the others; a row (kinds' beliefs)
 *                                            and the misreading of every reply, then the totals
 *   misreadings KEYWORDS -            reads texts from standard input, against no announcement */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/memory.h"
#include "inbound/lessons/labelled.h"
#include "inbound/lessons/lessons.h"
#include "inbound/reply/opinion.h"

static struct reply_rules *open_rules(const char *path)
{
    struct conf_faults faults = {0};
    struct reply_rules *rules = NULL;

    if (reply_rules_open(path, &rules, &faults) != 0) {
        for (size_t i = 0; i < faults.count; i++)
            fprintf(stderr, "%s:%u: %s\n", faults.items[i].file ? faults.items[i].file : path,
                    faults.items[i].line, faults.items[i].message);
        exit(EXIT_FAILURE);
    }
    conf_faults_free(&faults);
    return rules;
}

static void print_label(const char *title, const struct label *label)
{
    printf("%s%s", title, reply_kind_word(label->kind));
    if (label->choice)
        printf(" %d", label->choice);
    if (label->category != REPLY_CATEGORY_NONE)
        printf(" %s", reply_category_word(label->category));
    printf("%s", label->urgent ? " urgent" : "");
}

static void print_options(const struct labelled *l)
{
    for (size_t i = 0; i < l->options.count; i++) {
        const struct option *option = &l->options.items[i];
        printf("%s%d%s %s", i ? "; " : "    of ", option->number,
               option->number == l->options.help ? " (help)" : "", option->label);
        for (size_t s = 0; s < option->synonym_count; s++)
            printf("|%s", option->synonyms[s]);
    }
    if (l->options.count)
        printf("\n");
}

static void print_misreading(const struct labelled *l, const struct reply *reply, const char *what)
{
    struct label got = {reply->kind, reply->choice, reply->category, reply->urgent};

    printf("%s %s: %s\n", what, l->id, l->text);
    print_label("    read as ", &got);
    printf(" (%s)", reply->why);
    for (size_t i = 0; i < l->label_count; i++)
        print_label(i ? " or " : "; meant as ", &l->labels[i]);
    printf("\n");
    print_options(l);
}

static const char *misreading(const struct labelled *l, const struct reply *reply)
{
    const struct label *label;

    switch (labelled_judge(l, reply, &label)) {
    case VERDICT_WRONG:
        return "WRONG";
    case VERDICT_ASKED:
        return "ASKED";
    case VERDICT_RIGHT:
        break;
    }
    if (label->category != reply->category)
        return "TOPIC";
    return label->urgent != reply->urgent ? "URGENT" : NULL;
}

static void read_file(const struct reply_rules *rules, const char *path)
{
    struct labelled_file file;
    struct tally built_on = {0}, held_out = {0};

    labelled_read(path, &file);
    for (size_t i = 0; i < file.count; i++) {
        const struct labelled *l = &file.items[i];
        struct reply reply;
        reply_understand(rules, &l->context, l->from, l->text, &reply);
        bool hidden = labelled_is_held_out(l);
        const char *what = misreading(l, &reply);
        tally_add(hidden ? &held_out : &built_on, l, &reply);
        if (what && !hidden)
            print_misreading(l, &reply, what);
        reply_clear(&reply);
    }
    tally_print(&built_on, path);
    if (held_out.count) {
        tally_print(&held_out, "  held out");
        tally_print_wrong(&held_out);
    }
    labelled_free(&file);
}

/* What the rules say and what the model believes, for choosing what belief is enough. */
static void print_row(const struct reply_rules *rules, const struct labelled *l,
                      const struct reply *reply)
{
    struct opinion o;

    reply_form_opinion(rules, &l->context, l->text, &o);
    struct reply likeliest = {.kind = o.kind, .choice = o.choice};
    printf("ROW\t%s\t%d\t%s\t%d", reply_kind_word(reply->kind), reply->choice, reply->why,
           (int)labelled_judge(l, reply, NULL));
    printf("\t%s\t%d\t%.3f\t%d\t%.3f\t%.3f", reply_kind_word(o.kind), o.choice, o.belief,
           (int)labelled_judge(l, &likeliest, NULL), o.guess.kinds[REPLY_HELP],
           o.guess.kinds[REPLY_UNCLEAR]);
    printf("\t%s\t%d\t%s\t%d\n", reply_kind_word(l->labels[0].kind), l->labels[0].choice, l->id,
           o.agreed);
    opinion_free(&o);
}

static void read_fold(const struct reply_rules *rules, const struct labelled_file *file,
                      unsigned folds, unsigned fold, struct tally *tally)
{
    for (size_t i = 0; i < file->count; i++) {
        const struct labelled *l = &file->items[i];
        struct reply reply;
        if (labelled_is_held_out(l) || lessons_fold(l, folds) != fold)
            continue;
        reply_understand(rules, &l->context, l->from, l->text, &reply);
        const char *what = misreading(l, &reply);
        tally_add(tally, l, &reply);
        if (what)
            print_misreading(l, &reply, what);
        if (l->from[0] == '+')
            print_row(rules, l, &reply);
        reply_clear(&reply);
    }
}

static void read_texts(const struct reply_rules *rules)
{
    struct reply_context none = {0};
    char *line = NULL;
    size_t size = 0;

    while (getline(&line, &size, stdin) > 0) {
        struct reply reply;
        line[strcspn(line, "\n")] = '\0';
        reply_understand(rules, &none, "+84900000000", line, &reply);
        printf("%-12s %-14s %s  %s\n    %s\n", reply_kind_word(reply.kind),
               reply_category_word(reply.category), reply.urgent ? "urgent" : "", line, reply.why);
        reply_clear(&reply);
    }
    free(line);
}

/* Each fold is read with a model that has learnt from the others. */
static void read_folded(struct reply_rules *rules, unsigned folds, char **paths, size_t count)
{
    reply_rules_set_model(rules, NULL);
    struct lessons *lessons = lessons_read(rules, (const char *const *)paths, count);
    struct labelled_file *files = xcalloc(count, sizeof(*files));
    struct tally *tallies = xcalloc(count, sizeof(*tallies));

    for (size_t i = 0; i < count; i++)
        labelled_read(paths[i], &files[i]);
    for (unsigned fold = 0; fold < folds; fold++) {
        reply_rules_set_model(rules, lessons_learn(lessons, folds, fold));
        for (size_t i = 0; i < count; i++)
            read_fold(rules, &files[i], folds, fold, &tallies[i]);
    }
    for (size_t i = 0; i < count; i++) {
        tally_print(&tallies[i], paths[i]);
        labelled_free(&files[i]);
    }
    free(tallies);
    free(files);
    lessons_free(lessons);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: misreadings KEYWORDS [--folds N] FILE...\n");
        return 2;
    }
    struct reply_rules *rules = open_rules(argv[1]);
    if (strcmp(argv[2], "--folds") == 0 && argc > 4) {
        read_folded(rules, (unsigned)atoi(argv[3]), argv + 4, (size_t)argc - 4);
        argc = 2;
    }
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "-") == 0)
            read_texts(rules);
        else
            read_file(rules, argv[i]);
    }
    reply_rules_free(rules);
    return 0;
}
