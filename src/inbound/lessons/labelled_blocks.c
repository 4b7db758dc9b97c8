/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Labelled replies in blocks: an announcement and the replies to it. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "inbound/lessons/labelled_inside.h"

#define HOUSEHOLD "+84900000000"

struct block {
    const char *path;
    unsigned line;
    char *name; /* of the file, without what follows its dot: the ids begin with it */
    double weight;
    char *body;
    struct options options;
    bool ack;
};

static void fail(const struct block *b, const char *what)
{
    labelled_fail(b->path, b->line, what);
}

/* ---- the announcement ---- */

static void begin(struct block *b, const char *body)
{
    free(b->body);
    options_free(&b->options);
    b->body = *body ? xstrdup(body) : NULL;
    b->options = (struct options){0};
    b->ack = false;
}

static void add_option(struct block *b, const char *text)
{
    struct refusal refusal = {0};

    if (options_add(&b->options, text, &refusal) != 0)
        fail(b, refusal.message);
}

static void ask(struct block *b, const char *what)
{
    struct refusal refusal = {0};

    if (strcmp(what, "ack") == 0)
        b->ack = true;
    else if (strncmp(what, "help ", 5) != 0)
        fail(b, "neither \"! ack\" nor \"! help N\"");
    else if (options_set_help(&b->options, atoi(what + 5), &refusal) != 0)
        fail(b, refusal.message);
}

static void set(struct block *b, const char *what)
{
    if (strncmp(what, "weight ", 7) != 0)
        fail(b, "not \"% weight N\"");
    b->weight = strtod(what + 7, NULL);
}

/* ---- a reply ---- */

static char *unescape(const char *text)
{
    char *out = xstrdup(text), *end = out;

    for (const char *c = text; *c; c++) {
        if (*c == '\\' && c[1])
            *end++ = *++c == 'n' ? '\n' : *c;
        else
            *end++ = *c;
    }
    *end = '\0';
    return out;
}

static void read_text(const struct block *b, char *text, struct labelled *l)
{
    char *end = *text == '<' ? strchr(text, '>') : NULL;

    if (end) {
        *end = '\0';
        l->from = xstrdup(text + 1);
        text = end + 1 + strspn(end + 1, " ");
    } else {
        l->from = xstrdup(HOUSEHOLD);
    }
    l->text = unescape(text);
    if (!*l->from)
        fail(b, "no sender");
}

static void check_label(const struct block *b, const struct label *label)
{
    if (label->choice && !options_find(&b->options, label->choice))
        fail(b, "there is no such option");
    if ((label->kind == REPLY_ANSWER) > (label->choice != 0))
        fail(b, "an answer without its choice");
    if ((label->kind == REPLY_REPORT || label->kind == REPLY_HELP) !=
        (label->category != REPLY_CATEGORY_NONE))
        fail(b, "reports and calls for help have a category, and nothing else has");
}

static void read_kind(const struct block *b, const char *word, struct label *ret_label)
{
    *ret_label = (struct label){0};
    if (!word || !reply_kind_parse(word, &ret_label->kind))
        fail(b, "no kind of reply");
    ret_label->urgent = ret_label->kind == REPLY_HELP;
}

/* "answer:2", "report:health:u" */
static void read_reading(const struct block *b, char *text, struct label *ret_label)
{
    read_kind(b, strsep(&text, ":"), ret_label);
    for (char *word; (word = strsep(&text, ":"));) {
        if (strcmp(word, "u") == 0)
            ret_label->urgent = true;
        else if (word[0] >= '1' && word[0] <= '9')
            ret_label->choice = atoi(word);
        else if (!reply_category_parse(word, &ret_label->category))
            fail(b, "no category");
    }
    check_label(b, ret_label);
}

static void read_readings(const struct block *b, char *text, struct labelled *l)
{
    for (char *word; (word = strsep(&text, ",")) && l->label_count < LABELS_MAX;) {
        word += strspn(word, " ");
        read_reading(b, word, &l->labels[l->label_count++]);
    }
}

static void read_label(const struct block *b, char *fields[4], struct label *ret_label)
{
    bool has_category = fields[2] && strcmp(fields[2], "-") != 0;

    if (!fields[1] || !fields[2] || !fields[3])
        fail(b, "a reply has five fields or six");
    read_kind(b, fields[0], ret_label);
    ret_label->choice = atoi(fields[1]);
    ret_label->urgent |= strcmp(fields[3], "u") == 0;
    if (has_category && !reply_category_parse(fields[2], &ret_label->category))
        fail(b, "no category");
    check_label(b, ret_label);
}

static void copy_options(const struct options *from, struct options *to)
{
    *to = (struct options){.items = xcalloc(from->count + 1, sizeof(*to->items)),
                           .count = from->count,
                           .help = from->help};
    for (size_t i = 0; i < from->count; i++) {
        const struct option *option = &from->items[i];
        to->items[i] =
            (struct option){.number = option->number,
                            .label = xstrdup(option->label),
                            .synonyms = xcalloc(option->synonym_count + 1, sizeof(char *)),
                            .synonym_count = option->synonym_count};
        for (size_t s = 0; s < option->synonym_count; s++)
            to->items[i].synonyms[s] = xstrdup(option->synonyms[s]);
    }
}

static void add_reply(const struct block *b, char *line, struct labelled *l)
{
    char *text = strsep(&line, "\t"), *fields[4];

    for (size_t i = 0; i < ARRAY_SIZE(fields); i++)
        fields[i] = strsep(&line, "\t");
    l->id = xasprintf("%s:%u", b->name, b->line);
    l->weight = b->weight;
    l->body = b->body ? xstrdup(b->body) : NULL;
    l->context.ack = b->ack;
    copy_options(&b->options, &l->options);
    read_text(b, text, l);
    read_label(b, fields, &l->labels[l->label_count++]);
    read_readings(b, line, l);
}

/* ---- the file ---- */

static char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;

    return xstrndup(name, strcspn(name, "."));
}

static void read_line(struct block *b, char *line, struct labelled_file *file)
{
    const char *rest = line[0] && line[1] ? line + 2 : "";

    switch (line[0]) {
    case '\0':
        return;
    case '@':
        begin(b, rest);
        return;
    case '=':
        add_option(b, rest);
        return;
    case '!':
        ask(b, rest);
        return;
    case '%':
        set(b, rest);
        return;
    default:
        add_reply(b, line, labelled_add(file));
    }
}

void labelled_read_blocks(const char *path, FILE *file, struct labelled_file *ret_file)
{
    struct block b = {.path = path, .name = name_of(path), .weight = 1};
    char *line = NULL;
    size_t size = 0;

    while (getline(&line, &size, file) > 0) {
        b.line++;
        line[strcspn(line, "\n")] = '\0';
        read_line(&b, line, ret_file);
    }
    free(line);
    free(b.name);
    free(b.body);
    options_free(&b.options);
}
