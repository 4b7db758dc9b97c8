/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the box itself says by SMS. */
#include "dispatch/texts.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "text/air.h"
#include "text/parts.h"

#define TEXT_OPTION(name, text, why)                                                               \
    {#name, CONF_STRING, offsetof(struct texts, name), text, .sentence = why},

static const struct conf_option options[] = {TEXTS(TEXT_OPTION)};

/* The longest that stands for each word, to see whether a text still fits one part. */
static const struct texts_word longest[] = {
    {"carrier", "a-carrier-name-01"},
    {"amount", "1000000000"},
    {NULL, NULL},
};

static const struct texts_word *find_word(const struct texts_word *words, const char *name,
                                          size_t len)
{
    for (; words->name; words++)
        if (strlen(words->name) == len && strncmp(words->name, name, len) == 0)
            return words;
    return NULL;
}

char *texts_fill(const char *text, const struct texts_word *words)
{
    struct buf out = BUF_INIT;

    while (*text) {
        const char *end = *text == '{' ? strchr(text, '}') : NULL;
        const struct texts_word *word =
            end ? find_word(words, text + 1, (size_t)(end - text - 1)) : NULL;
        if (word) {
            buf_puts(&out, word->value);
            text = end + 1;
        } else {
            buf_putc(&out, *text++);
        }
    }
    return buf_steal(&out);
}

static void check(const config_setting_t *group, const char *name, const char *text,
                  struct conf_faults *faults)
{
    char *filled = texts_fill(text, longest);
    char *air = text_for_air(filled, TEXT_ACCENTS_DROP);

    if (strchr(filled, '{'))
        conf_fault(faults, group, "%s holds a word in braces that is not known", name);
    else if (text_count_parts(air) != 1)
        conf_fault(faults, group, "%s does not fit one SMS without accents", name);
    free(air);
    free(filled);
}

void texts_read(const config_setting_t *group, struct texts *ret, struct conf_faults *faults)
{
    conf_read(group, options, ARRAY_SIZE(options), ret, faults);
    for (size_t i = 0; i < ARRAY_SIZE(options); i++)
        check(group, options[i].name, *(char **)((char *)ret + options[i].offset), faults);
}

void texts_clear(struct texts *texts)
{
    conf_release(options, ARRAY_SIZE(options), texts);
}
