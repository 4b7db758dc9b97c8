/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading a script. */
#include "sim/script.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "sim/number.h"
#include "sim/script_inside.h"
#include "text/accents.h"

enum { TOKENS_MAX = 128 };

struct token {
    char *text;
    bool quoted;
};

struct reader {
    const char *name;
    unsigned line;
    struct buf *faults;
    size_t fault_count;
    struct script *script;
    struct token tokens[TOKENS_MAX];
    size_t count, pos;
};

/* Makes room for one more item at the end of an array and returns it, zeroed. */
#define APPEND(array, count)                                                                       \
    (array = xreallocarray(array, (count) + 1, sizeof(*(array))),                                  \
     memset(&(array)[count], 0, sizeof(*(array))), &(array)[(count)++])

static bool __attribute__((format(printf, 2, 3))) fault(struct reader *r, const char *fmt, ...)
{
    va_list ap;

    buf_printf(r->faults, "%s:%u: ", r->name, r->line);
    va_start(ap, fmt);
    buf_vprintf(r->faults, fmt, ap);
    va_end(ap);
    buf_putc(r->faults, '\n');
    r->fault_count++;
    return false;
}

static bool add_token(struct reader *r, const char *start, size_t len, bool quoted)
{
    if (r->count == TOKENS_MAX)
        return fault(r, "too much on one line");
    r->tokens[r->count++] = (struct token){.text = xstrndup(start, len), .quoted = quoted};
    return true;
}

static bool split_line(struct reader *r, const char *line)
{
    const char *p = line;

    while (*p && *p != '#') {
        size_t len;
        if (isspace((unsigned char)*p)) {
            p++;
            continue;
        }
        if (*p == '"') {
            len = strcspn(++p, "\"");
            if (!p[len])
                return fault(r, "a \" is missing");
            if (!add_token(r, p, len, true))
                return false;
            p += len + 1;
        } else {
            len = strcspn(p, " \t\r\"#");
            if (!add_token(r, p, len, false))
                return false;
            p += len;
        }
    }
    return true;
}

static const struct token *next(struct reader *r)
{
    static char empty[] = "";
    static const struct token none = {.text = empty};

    return r->pos < r->count ? &r->tokens[r->pos++] : &none;
}

/* Takes the word if it comes next. */
static bool accept(struct reader *r, const char *word)
{
    if (r->pos == r->count || r->tokens[r->pos].quoted || strcmp(r->tokens[r->pos].text, word))
        return false;
    r->pos++;
    return true;
}

static bool at_end(struct reader *r)
{
    return r->pos == r->count || fault(r, "%s is not expected here", r->tokens[r->pos].text);
}

static bool read_weight(const char *text, double *ret)
{
    char *end;

    *ret = strtod(text, &end);
    if (*end == '%')
        end++;
    return end != text && !*end && *ret >= 0 && *ret <= 1e9;
}

static bool read_span(struct reader *r, struct span *ret)
{
    const struct token *token = next(r);

    return span_parse(token->text, ret) ||
           fault(r, "a time or two are wanted (5s or 5s..10min), not \"%s\"", token->text);
}

static bool read_start(struct reader *r)
{
    struct start start = {0};
    double percent;

    if (!read_weight(next(r)->text, &percent) || percent > 100)
        return fault(r, "start how many of a hundred?");
    start.share = percent / 100;
    const char *state = next(r)->text;
    if (!handset_state_parse(state, &start.state))
        return fault(r, "a handset is on, off, full or gone, not \"%s\"", state);
    if (r->pos < r->count && !read_span(r, &start.lasts))
        return false;
    *APPEND(r->script->starts, r->script->start_count) = start;
    return at_end(r);
}

static bool read_delay(struct reader *r)
{
    return read_span(r, &r->script->delay) && at_end(r);
}

static bool read_any(struct reader *r, struct block *block)
{
    struct words_any *any = APPEND(block->all, block->all_count);

    do {
        const struct token *token = next(r);
        char *folded = text_fold(token->text);
        *APPEND(any->words, any->count) = folded;
        if (!token->quoted || !*folded)
            return fault(r, "words in \"quotes\" are wanted after when, or and and");
    } while (accept(r, "or"));
    return true;
}

static bool read_when(struct reader *r)
{
    struct block *block = APPEND(r->script->blocks, r->script->block_count);

    do {
        if (!read_any(r, block))
            return false;
    } while (accept(r, "and"));
    return at_end(r);
}

static bool read_otherwise(struct reader *r)
{
    (void)APPEND(r->script->blocks, r->script->block_count);
    return at_end(r);
}

static struct block *current_block(struct reader *r)
{
    if (!r->script->block_count) {
        fault(r, "this belongs under a line that begins with when or otherwise");
        return NULL;
    }
    return &r->script->blocks[r->script->block_count - 1];
}

static bool read_only(struct reader *r)
{
    struct block *block = current_block(r);
    char number[NUMBER_MAX];

    if (!block)
        return false;
    while (r->pos < r->count) {
        number_dialled("84", next(r)->text, number);
        *APPEND(block->numbers, block->number_count) = xstrdup(number);
    }
    return block->number_count || fault(r, "only which numbers?");
}

static bool read_answer(struct reader *r, struct deed *deed)
{
    deed->kind = DEED_ANSWER;
    do {
        const struct token *token = next(r);
        if (!token->quoted || !*token->text)
            return fault(r, "an answer stands in \"quotes\"");
        *APPEND(deed->texts, deed->text_count) = xstrdup(token->text);
    } while (accept(r, "or"));
    return true;
}

static bool read_deed(struct reader *r, struct deed *deed)
{
    bool good = true;

    deed->after = r->script->delay;
    if (accept(r, "answer")) {
        good = read_answer(r, deed);
    } else if (accept(r, "call")) {
        deed->kind = DEED_CALL;
        good = read_span(r, &deed->lasts);
    } else if (accept(r, "off")) {
        deed->kind = DEED_OFF;
        good = read_span(r, &deed->lasts);
    } else if (!accept(r, "nothing")) {
        return fault(r, "answer, call, off or nothing is wanted, not \"%s\"", next(r)->text);
    }
    return good && (!accept(r, "after") || read_span(r, &deed->after));
}

static bool read_habit(struct reader *r, double weight)
{
    struct block *block = current_block(r);

    if (!block)
        return false;
    struct habit *habit = APPEND(block->habits, block->habit_count);
    habit->weight = weight;
    do {
        if (!read_deed(r, APPEND(habit->deeds, habit->count)))
            return false;
    } while (accept(r, "then"));
    return at_end(r);
}

static void read_line(struct reader *r)
{
    static const struct {
        const char *word;
        bool (*fn)(struct reader *r);
    } statements[] = {
        {"start", read_start},         {"delay", read_delay}, {"when", read_when},
        {"otherwise", read_otherwise}, {"only", read_only},
    };
    double weight;

    for (size_t i = 0; i < ARRAY_SIZE(statements); i++) {
        if (accept(r, statements[i].word)) {
            statements[i].fn(r);
            return;
        }
    }
    const struct token *first = next(r);
    if (!first->quoted && read_weight(first->text, &weight))
        read_habit(r, weight);
    else
        fault(r, "start, delay, when, only, otherwise or a number is wanted, not \"%s\"",
              first->text);
}

static void read_text(struct reader *r, const char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        char *line = xstrndup(text, len);
        r->line++;
        r->count = r->pos = 0;
        if (split_line(r, line) && r->count)
            read_line(r);
        for (size_t i = 0; i < r->count; i++)
            free(r->tokens[i].text);
        free(line);
        text += len + (text[len] == '\n');
    }
}

static void check_blocks(struct reader *r)
{
    double share = 0;

    for (size_t i = 0; i < r->script->block_count; i++) {
        double sum = 0;
        for (size_t j = 0; j < r->script->blocks[i].habit_count; j++)
            sum += r->script->blocks[i].habits[j].weight;
        if (sum <= 0)
            fault(r, "block number %zu says nothing to do", i + 1);
    }
    for (size_t i = 0; i < r->script->start_count; i++)
        share += r->script->starts[i].share;
    if (share > 1.000001)
        fault(r, "the start lines speak of more than a hundred of a hundred");
}

struct script *script_parse(const char *text, const char *name, struct buf *faults)
{
    struct script *script = xcalloc(1, sizeof(*script));
    struct reader r = {.name = name, .faults = faults, .script = script};

    script->delay = (struct span){20 * SECOND, 8 * MINUTE};
    if (text_utf8_valid(text, strlen(text))) {
        read_text(&r, text);
        check_blocks(&r);
    } else {
        fault(&r, "the script is not UTF-8");
    }
    if (!r.fault_count)
        return script;
    script_free(script);
    return NULL;
}

struct script *script_load(const char *path, struct buf *faults)
{
    FILE *file = fopen(path, "re");
    struct buf text = BUF_INIT;
    char bytes[4096];
    size_t len;

    if (!file) {
        buf_printf(faults, "%s: %s\n", path, strerror(errno));
        return NULL;
    }
    while ((len = fread(bytes, 1, sizeof(bytes), file)) > 0)
        buf_append(&text, bytes, len);
    struct script *script = script_parse(buf_str(&text), path, faults);
    buf_free(&text);
    fclose(file);
    return script;
}
