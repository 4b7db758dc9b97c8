/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Configuration files, read through tables of options. */
#include "base/conf.h"

#include <errno.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/memory.h"

struct conf {
    config_t config;
};

static void add_fault(struct conf_faults *faults, const char *file, unsigned line, char *message)
{
    faults->items = xreallocarray(faults->items, faults->count + 1, sizeof(*faults->items));
    faults->items[faults->count++] =
        (struct conf_fault){.file = xstrdup(file), .line = line, .message = message};
}

void conf_fault(struct conf_faults *faults, const config_setting_t *where, const char *fmt, ...)
{
    struct buf message = BUF_INIT;
    va_list ap;

    va_start(ap, fmt);
    buf_vprintf(&message, fmt, ap);
    va_end(ap);
    add_fault(faults, where ? config_setting_source_file(where) : NULL,
              where ? config_setting_source_line(where) : 0, buf_steal(&message));
}

void conf_faults_free(struct conf_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        free(faults->items[i].file);
        free(faults->items[i].message);
    }
    free(faults->items);
    *faults = (struct conf_faults){0};
}

void conf_strings_free(struct conf_strings *strings)
{
    for (size_t i = 0; i < strings->count; i++)
        free(strings->items[i]);
    free(strings->items);
    *strings = (struct conf_strings){0};
}

static struct conf *conf_new(void)
{
    struct conf *conf = xcalloc(1, sizeof(*conf));

    config_init(&conf->config);
    return conf;
}

/* libconfig's own words, and where to look: it says "syntax error" and no more. */
static char *explain_error(const config_t *config)
{
    const char *text = config_error_text(config), *folder = config_get_include_dir(config);

    if (strcmp(text, "syntax error") == 0)
        return xasprintf("%s: is a quote, a bracket, \";\" or \"=\" wrong or missing, here or in "
                         "the line before?",
                         text);
    if (strstr(text, "include"))
        return xasprintf("%s: what @include names is looked for in %s", text,
                         folder ? folder : ".");
    return xstrdup(text);
}

static struct conf *parse_failed(struct conf *conf, const char *path, struct conf_faults *faults)
{
    const char *file = config_error_file(&conf->config);

    add_fault(faults, file ? file : path, (unsigned)config_error_line(&conf->config),
              explain_error(&conf->config));
    conf_free(conf);
    return NULL;
}

struct conf *conf_open(const char *path, struct conf_faults *faults)
{
    FILE *probe = fopen(path, "re");
    if (!probe) {
        add_fault(faults, path, 0, xasprintf("cannot read this file: %s", strerror(errno)));
        return NULL;
    }
    fclose(probe);

    struct conf *conf = conf_new();
    char *copy = xstrdup(path);
    config_set_include_dir(&conf->config, dirname(copy));
    free(copy);
    if (!config_read_file(&conf->config, path))
        return parse_failed(conf, path, faults);
    return conf;
}

struct conf *conf_parse(const char *text, const char *include_dir, struct conf_faults *faults)
{
    struct conf *conf = conf_new();

    if (include_dir)
        config_set_include_dir(&conf->config, include_dir);
    if (!config_read_string(&conf->config, text))
        return parse_failed(conf, NULL, faults);
    return conf;
}

const config_setting_t *conf_root(const struct conf *conf)
{
    return config_root_setting(&conf->config);
}

const config_setting_t *conf_group(const config_setting_t *parent, const char *name)
{
    const config_setting_t *group = parent ? config_setting_get_member(parent, name) : NULL;

    return group && config_setting_is_group(group) ? group : NULL;
}

void conf_free(struct conf *conf)
{
    if (!conf)
        return;
    config_destroy(&conf->config);
    free(conf);
}

static bool in_bounds(const struct conf_option *option, int64_t value)
{
    return (option->min == 0 && option->max == 0) || (value >= option->min && value <= option->max);
}

static bool parse_word(const struct conf_option *option, const char *text, int *ret)
{
    for (int i = 0; option->words[i]; i++) {
        if (strcmp(option->words[i], text) == 0) {
            *ret = i;
            return true;
        }
    }
    return false;
}

static void set_initial(const struct conf_option *option, void *field)
{
    const char *text = option->initial;
    bool ok = true;

    if (!text)
        return;
    switch (option->type) {
    case CONF_STRING:
        *(char **)field = xstrdup(text);
        break;
    case CONF_BOOL:
        *(bool *)field = strcmp(text, "true") == 0;
        break;
    case CONF_INT:
        *(int64_t *)field = strtoll(text, NULL, 10);
        break;
    case CONF_DURATION:
        ok = clock_parse_duration(text, field);
        break;
    case CONF_TIME:
        ok = clock_parse_time_of_day(text, field);
        break;
    case CONF_WORD:
        ok = parse_word(option, text, field);
        break;
    case CONF_STRINGS:
    case CONF_GROUP:
    case CONF_LIST:
        break;
    }
    if (!ok)
        abort(); /* a table of ours is wrong */
}

static void want(struct conf_faults *faults, const config_setting_t *setting,
                 const struct conf_option *option, const char *what)
{
    conf_fault(faults, setting, "%s must be %s", option->name, what);
}

static void want_bounds(struct conf_faults *faults, const config_setting_t *setting,
                        const struct conf_option *option)
{
    char low[32], high[32];

    if (option->type == CONF_DURATION) {
        clock_format_duration(option->min, low, sizeof(low));
        clock_format_duration(option->max, high, sizeof(high));
    } else {
        snprintf(low, sizeof(low), "%" PRId64, option->min);
        snprintf(high, sizeof(high), "%" PRId64, option->max);
    }
    conf_fault(faults, setting, "%s must lie between %s and %s", option->name, low, high);
}

static void read_number(const config_setting_t *setting, const struct conf_option *option,
                        int64_t *field, struct conf_faults *faults)
{
    int type = config_setting_type(setting);

    if (type != CONFIG_TYPE_INT && type != CONFIG_TYPE_INT64) {
        want(faults, setting, option, "a whole number");
        return;
    }
    int64_t value = type == CONFIG_TYPE_INT ? config_setting_get_int(setting)
                                            : config_setting_get_int64(setting);
    if (in_bounds(option, value))
        *field = value;
    else
        want_bounds(faults, setting, option);
}

static void read_duration(const config_setting_t *setting, const struct conf_option *option,
                          int64_t *field, struct conf_faults *faults)
{
    const char *text = config_setting_get_string(setting);
    int64_t value;

    if (!text || !clock_parse_duration(text, &value))
        want(faults, setting, option, "a duration in quotes such as \"90s\" or \"6h\"");
    else if (in_bounds(option, value))
        *field = value;
    else
        want_bounds(faults, setting, option);
}

static void read_word(const config_setting_t *setting, const struct conf_option *option, int *field,
                      struct conf_faults *faults)
{
    const char *text = config_setting_get_string(setting);
    struct buf choices = BUF_INIT;

    if (text && parse_word(option, text, field))
        return;
    for (int i = 0; option->words[i]; i++)
        buf_printf(&choices, "%s\"%s\"", i ? ", " : "", option->words[i]);
    conf_fault(faults, setting, "%s must be one of %s", option->name, buf_str(&choices));
    buf_free(&choices);
}

static void read_strings(const config_setting_t *setting, const struct conf_option *option,
                         struct conf_strings *field, struct conf_faults *faults)
{
    if (!config_setting_is_array(setting) && !config_setting_is_list(setting)) {
        want(faults, setting, option, "a list of texts such as [ \"a\", \"b\" ]");
        return;
    }
    size_t count = (size_t)config_setting_length(setting);
    conf_strings_free(field);
    field->items = xcalloc(count, sizeof(*field->items));
    for (size_t i = 0; i < count; i++) {
        const char *text = config_setting_get_string_elem(setting, (int)i);
        if (text)
            field->items[field->count++] = xstrdup(text);
        else
            conf_fault(faults, setting, "%s may hold only texts in quotes", option->name);
    }
}

static void read_setting(const config_setting_t *setting, const struct conf_option *option,
                         void *field, struct conf_faults *faults)
{
    const char *text = config_setting_get_string(setting);

    switch (option->type) {
    case CONF_STRING:
        if (!text) {
            want(faults, setting, option, "a text in quotes");
            break;
        }
        free(*(char **)field);
        *(char **)field = xstrdup(text);
        break;
    case CONF_BOOL:
        if (config_setting_type(setting) == CONFIG_TYPE_BOOL)
            *(bool *)field = config_setting_get_bool(setting);
        else
            want(faults, setting, option, "true or false");
        break;
    case CONF_INT:
        read_number(setting, option, field, faults);
        break;
    case CONF_DURATION:
        read_duration(setting, option, field, faults);
        break;
    case CONF_TIME:
        if (!text || !clock_parse_time_of_day(text, field))
            want(faults, setting, option, "a time of day in quotes such as \"21:00\"");
        break;
    case CONF_WORD:
        read_word(setting, option, field, faults);
        break;
    case CONF_STRINGS:
        read_strings(setting, option, field, faults);
        break;
    case CONF_GROUP:
        if (!config_setting_is_group(setting))
            want(faults, setting, option, "a group in braces { }");
        break;
    case CONF_LIST:
        if (!config_setting_is_list(setting))
            want(faults, setting, option, "a list in parentheses ( )");
        break;
    }
}

static void find_unknown(const config_setting_t *group, const struct conf_option *table,
                         size_t count, struct conf_faults *faults)
{
    for (int i = 0; i < config_setting_length(group); i++) {
        const config_setting_t *setting = config_setting_get_elem(group, (unsigned)i);
        const char *name = config_setting_name(setting);
        bool known = false;
        for (size_t j = 0; j < count && !known; j++)
            known = strcmp(table[j].name, name) == 0;
        if (!known)
            conf_fault(faults, setting, "unknown key \"%s\"", name);
    }
}

void conf_read(const config_setting_t *group, const struct conf_option *table, size_t count,
               void *ret_struct, struct conf_faults *faults)
{
    for (size_t i = 0; i < count; i++) {
        void *field = (char *)ret_struct + table[i].offset;
        set_initial(&table[i], field);
        const config_setting_t *setting =
            group ? config_setting_get_member(group, table[i].name) : NULL;
        if (setting)
            read_setting(setting, &table[i], field, faults);
        else if (table[i].required)
            conf_fault(faults, group, "%s is missing: %s", table[i].name, table[i].sentence);
    }
    if (group && config_setting_is_group(group))
        find_unknown(group, table, count, faults);
}

void conf_release(const struct conf_option *table, size_t count, void *filled)
{
    for (size_t i = 0; i < count; i++) {
        void *field = (char *)filled + table[i].offset;
        if (table[i].type == CONF_STRING) {
            free(*(char **)field);
            *(char **)field = NULL;
        } else if (table[i].type == CONF_STRINGS) {
            conf_strings_free(field);
        }
    }
}
