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
#include "village/group.h"

#define TEXT_OPTION(name, text, why)                                                               \
    {#name, CONF_STRING, offsetof(struct texts, name), text, .sentence = why},

static const struct conf_option options[] = {TEXTS(TEXT_OPTION)};

/* The longest that stands for each word, to see whether a text still fits one part. */
static const struct texts_word longest[] = {
    {"carrier", "a-carrier-name-01"},
    {"amount", "1000000000"},
    {"date", "31/12"},
    {"count", "100000"},
    {"code", "12345678"},
    {"finish", "23:59 31/12"},
    {"until", "23:59 31/12"},
    {"name", "twenty-four characters.."},
    {"waiting", "100000"},
    {"reached", "100000"},
    {"unreached", "100000"},
    {"replies", "100000"},
    {"group", "twenty-four characters.."},
    {"groups", "a few of them, the nearest.."},
    {"codes", "T1-001 T1-002 T1-003.."},
    {"author", "twenty-four characters.."},
    {"text", "a beginning of it, thus.."},
    {"to", "twenty-four characters.."},
    {"id", "100000"},
    {"households", "100000"},
    {"parts", "1000000"},
    {"cost", "100000000"},
    {"n", "100000"},
    {"who", "T10-100 Nguyen Thi Hoang Anh, to 10, +84901234567"},
    {"staff", "twenty-four characters.."},
    {"closed", "31/12"},
    {"answer", "is cut to what room there is"},
    {"list", "T1-001, T1-002, T1-003"},
    {"village", "Thôn Thạnh Mỹ"},
    {"head", "Nguyễn Thị Hồng Nhung"},
    {"household", "T12-0123"},
    {"about", ""}, /* this may take another part */
    {"doors", "12 15"},
    {"clusters", "1 2"},
    {"done", "12 15"},
    {"word", "XONG"},
    {"number", "12"},
    {"announcement", "12345"},
    {"cluster", "tổ 12"},
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

/* The first `count` characters, without accents; dots where more follows. */
static char *cut(const char *air, size_t count)
{
    const char *at = air;

    while (count-- > 0 && *at)
        for (at++; (*at & 0xc0) == 0x80;)
            at++;
    size_t len = (size_t)(at - air);
    return xasprintf("%.*s%s", (int)len, air, *at ? ".." : "");
}

static size_t characters(const char *utf8)
{
    size_t count = 0;

    for (; *utf8; utf8++)
        count += (*utf8 & 0xc0) != 0x80;
    return count;
}

char *texts_clip(const char *value)
{
    char *air = text_for_air(value, TEXT_ACCENTS_DROP);
    char *clipped = characters(air) > TEXTS_CLIP ? cut(air, TEXTS_CLIP - 2) : xstrdup(air);

    free(air);
    return clipped;
}

char *texts_audience(const struct texts *texts, const char *groups)
{
    struct buf list = BUF_INIT;

    while (*groups) {
        size_t len = strcspn(groups, ",");
        char *name = xstrndup(groups, len);
        buf_puts(&list, group_is_everybody(name) ? texts->everybody : name);
        free(name);
        groups += len;
        if (*groups)
            buf_putc(&list, *groups++);
    }
    char *clipped = texts_clip(buf_str(&list));
    buf_free(&list);
    return clipped;
}

static bool fits(const char *text, const struct texts_word *words)
{
    char *filled = texts_fill(text, words), *air = text_for_air(filled, TEXT_ACCENTS_DROP);
    bool one = text_count_parts(air) == 1;

    free(air);
    free(filled);
    return one;
}

char *texts_shorten(const char *text, const struct texts_word *words, const char *name)
{
    size_t count = 0, i = 0, low = 0, high;

    while (words[count].name)
        count++;
    struct texts_word *tried = xcalloc(count + 1, sizeof(*tried));
    memcpy(tried, words, count * sizeof(*tried));
    while (strcmp(words[i].name, name) != 0)
        i++;
    char *air = text_for_air(words[i].value, TEXT_ACCENTS_DROP), *best = cut(air, 0);
    for (high = characters(air); low < high;) {
        size_t middle = (low + high + 1) / 2;
        char *value = cut(air, middle);
        tried[i].value = value;
        if (fits(text, tried)) {
            free(best);
            best = value;
            low = middle;
        } else {
            free(value);
            high = middle - 1;
        }
    }
    free(air);
    free(tried);
    return best;
}

/* The first word in braces that the default does not have, for nothing would be filled in, or that
 * is not among the longest. */
static const char *stray_word(const char *text, const char *initial, size_t *ret_len)
{
    for (const char *brace = strchr(text, '{'); brace; brace = strchr(brace + 1, '{')) {
        size_t len = strcspn(brace, "}");
        *ret_len = len + (brace[len] == '}');
        if (!memmem(initial, strlen(initial), brace, *ret_len) ||
            !find_word(longest, brace + 1, len - 1))
            return brace;
    }
    return NULL;
}

static void check(const config_setting_t *group, const struct conf_option *option, const char *text,
                  struct conf_faults *faults)
{
    const config_setting_t *own = group ? config_setting_get_member(group, option->name) : NULL;
    char *filled = texts_fill(text, longest);
    char *air = text_for_air(filled, TEXT_ACCENTS_DROP);
    size_t len;
    const char *stray = stray_word(text, option->initial, &len);

    if (stray)
        conf_fault(faults, own ? own : group, "%s: \"%.*s\" is no word that is filled in here",
                   option->name, (int)len, stray);
    else if (text_count_parts(air) != 1)
        conf_fault(faults, own ? own : group, "%s does not fit one SMS without accents",
                   option->name);
    free(air);
    free(filled);
}

void texts_read(const config_setting_t *group, struct texts *ret, struct conf_faults *faults)
{
    conf_read(group, options, ARRAY_SIZE(options), ret, faults);
    for (size_t i = 0; i < ARRAY_SIZE(options); i++)
        check(group, &options[i], *(char **)((char *)ret + options[i].offset), faults);
}

void texts_clear(struct texts *texts)
{
    conf_release(options, ARRAY_SIZE(options), texts);
}
