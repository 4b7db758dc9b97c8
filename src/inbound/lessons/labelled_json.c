/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Labelled replies as JSON: those given with the project. */
#include <jansson.h>
#include <stdlib.h>

#include "base/memory.h"
#include "inbound/lessons/labelled_inside.h"

#define GIVEN 2 /* they are like those that will come: they teach more than what we wrote */

static char *copy_string(const json_t *value)
{
    return json_is_string(value) ? xstrdup(json_string_value(value)) : NULL;
}

static void read_option(const json_t *json, struct option *ret_option)
{
    const json_t *synonyms = json_object_get(json, "syn");

    *ret_option =
        (struct option){.number = (int)json_integer_value(json_object_get(json, "n")),
                        .label = copy_string(json_object_get(json, "label")),
                        .synonyms = xcalloc(json_array_size(synonyms) + 1, sizeof(char *))};
    for (size_t i = 0; i < json_array_size(synonyms); i++)
        ret_option->synonyms[ret_option->synonym_count++] =
            copy_string(json_array_get(synonyms, i));
}

static void read_context(const json_t *json, struct labelled *l)
{
    const json_t *options = json_object_get(json, "options");

    l->body = copy_string(json_object_get(json, "body"));
    l->options.items = xcalloc(json_array_size(options) + 1, sizeof(struct option));
    for (size_t i = 0; i < json_array_size(options); i++)
        read_option(json_array_get(options, i), &l->options.items[l->options.count++]);
    l->options.help = (int)json_integer_value(json_object_get(json, "help_option"));
    l->context.ack = json_is_true(json_object_get(json, "ack"));
}

static bool read_label(const json_t *json, struct label *ret_label)
{
    const char *kind = json_string_value(json_object_get(json, "kind"));
    const char *category = json_string_value(json_object_get(json, "category"));

    *ret_label = (struct label){.choice = (int)json_integer_value(json_object_get(json, "choice")),
                                .urgent = json_is_true(json_object_get(json, "urgent"))};
    return kind && reply_kind_parse(kind, &ret_label->kind) &&
           reply_category_parse(category ? category : "", &ret_label->category);
}

static bool read_labels(const json_t *json, struct labelled *l)
{
    const json_t *also = json_object_get(json, "also_ok");

    if (!read_label(json_object_get(json, "expect"), &l->labels[l->label_count++]))
        return false;
    for (size_t i = 0; i < json_array_size(also) && l->label_count < LABELS_MAX; i++)
        if (!read_label(json_array_get(also, i), &l->labels[l->label_count++]))
            return false;
    return true;
}

static bool read_line(const char *line, struct labelled *l)
{
    json_t *json = json_loads(line, 0, NULL);

    if (!json)
        return false;
    l->weight = GIVEN;
    l->id = copy_string(json_object_get(json, "id"));
    l->from = copy_string(json_object_get(json, "from"));
    l->text = copy_string(json_object_get(json, "text"));
    read_context(json_object_get(json, "ctx"), l);
    bool ok = l->id && l->from && l->text && read_labels(json, l);
    json_decref(json);
    return ok;
}

void labelled_read_json(const char *path, FILE *file, struct labelled_file *ret_file)
{
    char *line = NULL;
    size_t size = 0;

    for (unsigned number = 1; getline(&line, &size, file) > 0; number++)
        if (!read_line(line, labelled_add(ret_file)))
            labelled_fail(path, number, "no labelled reply");
    free(line);
}
