/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A cell in which telephone numbers stand. The groups of digits are divided into numbers in every
 * way that what stands between them allows; the best division counts, and a tie is refused. */
#include "village/number_cell.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <unistr.h>

#include "base/buf.h"
#include "base/memory.h"
#include "village/number_division.h"

/* A cell while it is read: its text and its groups of digits. */
struct dug {
    const char *text;
    struct scan scan;
};

/* Whether a short run of something other than blanks stands between two unusable pieces, so that
 * they were meant as one: "0905xxx456", "0905***456", "12/03/1985". */
static bool meant_as_one(const struct dug *d, const struct piece *a, const struct piece *b)
{
    size_t from = d->scan.groups[a->to - 1].end, to = d->scan.groups[b->from].start;

    if (a->kind != PIECE_JUNK || b->kind != PIECE_JUNK || to - from > 4)
        return false;
    for (size_t i = from; i < to; i++) {
        if (isspace((unsigned char)d->text[i]) || d->text[i] == ';')
            return false;
    }
    return true;
}

static void merge_junk(const struct dug *d, struct pieces *pieces)
{
    size_t kept = 0;

    for (size_t i = 0; i < pieces->count; i++) {
        struct piece *piece = &pieces->items[i];
        if (kept == 0 || !meant_as_one(d, &pieces->items[kept - 1], piece)) {
            pieces->items[kept++] = *piece;
            continue;
        }
        pieces->items[kept - 1].to = piece->to;
        pieces->items[kept - 1].number.fault = NUMBER_LETTERS;
    }
    pieces->count = kept;
}

static void drop_words(struct pieces *pieces)
{
    size_t kept = 0;

    for (size_t i = 0; i < pieces->count; i++) {
        if (pieces->items[i].kind != PIECE_WORD)
            pieces->items[kept++] = pieces->items[i];
    }
    pieces->count = kept;
}

/* Where text[start, end) ends once what it opens is closed: "Tuấn (con trai" goes on to the ")". */
static size_t close_parenthesis(const char *text, size_t start, size_t end, size_t to)
{
    int open = 0;

    for (size_t i = start; i < end; i++)
        open += (text[i] == '(') - (text[i] == ')');
    return open > 0 && end < to && text[end] == ')' ? end + 1 : end;
}

/* Appends text[from, to) without the signs around its words; nothing when it has no letter. */
static void add_words(struct buf *words, const char *text, size_t from, size_t to)
{
    size_t start = 0, end = 0;
    bool letter = false;

    for (size_t i = from; i < to;) {
        ucs4_t c;
        int used = u8_mbtouc(&c, (const uint8_t *)text + i, to - i);
        letter |= uc_is_alpha(c);
        if (uc_is_alnum(c) || uc_is_general_category(c, UC_CATEGORY_M)) {
            start = end ? start : i;
            end = i + (size_t)used;
        }
        i += (size_t)used;
    }
    if (!letter)
        return;
    end = close_parenthesis(text, start, end, to);
    if (words->len)
        buf_putc(words, ' ');
    buf_append(words, text + start, end - start);
}

/* Between two numbers the words before a comma, semicolon, slash or line break belong to the
 * first, those behind it to the second; so they do about a lone dash, unless it only stands between
 * a number and its words. Returns where; `to` when no such sign is there and the words follow their
 * numbers, `from` when they lead them. */
static size_t split_words(const char *text, size_t from, size_t to, bool words_lead)
{
    for (size_t i = from; i < to; i++) {
        if (strchr(",;/\n|", text[i]))
            return i;
    }
    for (size_t i = from; i < to; i++) {
        if (strncmp(text + i, " - ", 3) == 0)
            return i;
    }
    return words_lead ? from : to;
}

static bool has_letter(const char *text, size_t from, size_t to)
{
    struct buf words = BUF_INIT;

    add_words(&words, text, from, to);
    bool found = words.len > 0;
    buf_free(&words);
    return found;
}

static void add_item(struct number_cell *cell, const char *text, const struct number *number,
                     size_t start, size_t end, char *words)
{
    cell->items = xreallocarray(cell->items, cell->count + 1, sizeof(*cell->items));
    cell->items[cell->count++] = (struct number_found){
        .number = *number,
        .written = xstrndup(text + start, end - start),
        .words = words,
    };
}

static void add_items(const struct dug *d, const struct pieces *pieces, struct number_cell *cell)
{
    size_t len = strlen(d->text), words_from = 0;
    const struct scan_group *groups = d->scan.groups;
    size_t first = groups[pieces->items[0].from].start;
    size_t tail = groups[pieces->items[pieces->count - 1].to - 1].end;
    bool words_lead = has_letter(d->text, 0, first) && !has_letter(d->text, tail, len);

    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = &pieces->items[i];
        size_t start = groups[piece->from].start, end = groups[piece->to - 1].end;
        size_t next = i + 1 < pieces->count ? groups[pieces->items[i + 1].from].start : len;
        size_t split = next == len ? len : split_words(d->text, end, next, words_lead);
        struct buf words = BUF_INIT;
        add_words(&words, d->text, words_from, start);
        add_words(&words, d->text, end, split);
        if (start > 0 && d->text[start - 1] == '(' && memchr(d->text + start, ')', end - start))
            start--;
        add_item(cell, d->text, &piece->number, start, end, buf_steal(&words));
        words_from = split;
    }
}

static void add_whole(const char *text, enum number_fault fault, struct number_cell *cell)
{
    struct number number = {.kind = NUMBER_UNUSABLE, .fault = fault};

    add_item(cell, text, &number, 0, strlen(text), xstrdup(""));
}

/* "9.05123456E+08", as a spreadsheet shows a number in a narrow column. Fills the digits when all
 * of them are there. False when the text is not of this form. */
static bool read_exponent(const char *text, char *digits, size_t size, bool *ret_complete)
{
    char fraction[32] = "", lead, e;
    int exponent, used = 0;

    if (sscanf(text, " %c%*1[.,]%31[0-9]%c+%2d %n", &lead, fraction, &e, &exponent, &used) != 4 &&
        sscanf(text, " %c%*1[.,]%31[0-9]%c%2d %n", &lead, fraction, &e, &exponent, &used) != 4) {
        fraction[0] = '\0';
        if (sscanf(text, " %c%c+%2d %n", &lead, &e, &exponent, &used) != 3)
            return false;
    }
    if (!isdigit((unsigned char)lead) || (e != 'E' && e != 'e') || !used || text[used])
        return false;
    *ret_complete = exponent >= 0 && strlen(fraction) == (size_t)exponent;
    snprintf(digits, size, "%c%s", lead, fraction);
    return true;
}

/* "905123456.0", as programs write a column of numbers. */
static bool read_decimal(const char *text, char *digits, size_t size)
{
    char whole[32], zeros[4];
    int used = 0;

    if (sscanf(text, " %24[0-9]%*1[.,]%3[0] %n", whole, zeros, &used) != 2 || !used || text[used] ||
        strlen(whole) < 7 || strlen(zeros) > 2)
        return false;
    snprintf(digits, size, "%s", whole);
    return true;
}

/* A cell that a spreadsheet or a program has taken for a quantity. */
static bool read_quantity(const struct number_rules *rules, const char *text,
                          struct number_cell *cell)
{
    char digits[40];
    struct number number;
    bool complete = true;

    if (!read_decimal(text, digits, sizeof(digits)) &&
        !read_exponent(text, digits, sizeof(digits), &complete))
        return false;
    if (!complete) {
        add_whole(text, NUMBER_ROUNDED, cell);
        return true;
    }
    number_from_digits(rules, digits, false, NUMBER_MEND_SPREADSHEET, &number);
    add_item(cell, text, &number, 0, strlen(text), xstrdup(""));
    return true;
}

static void keep_words(const char *text, struct number_cell *cell)
{
    struct buf words = BUF_INIT;

    add_words(&words, text, 0, strlen(text));
    cell->words = buf_steal(&words);
}

void number_cell_parse(const struct number_rules *rules, const char *text,
                       struct number_cell *ret_cell)
{
    struct number_cell cell = {0};
    struct dug d;
    struct pieces pieces;

    if (!read_quantity(rules, text, &cell)) {
        d.text = text;
        number_scan(text, &d.scan);
        if (d.scan.too_many) {
            add_whole(text, NUMBER_TOO_LONG, &cell);
        } else if (!number_divide(rules, text, &d.scan, &pieces)) {
            add_whole(text, NUMBER_AMBIGUOUS, &cell);
        } else {
            merge_junk(&d, &pieces);
            drop_words(&pieces);
            if (pieces.count)
                add_items(&d, &pieces, &cell);
            else
                keep_words(text, &cell);
        }
    }
    if (!cell.words)
        cell.words = xstrdup("");
    *ret_cell = cell;
}

void number_cell_free(struct number_cell *cell)
{
    for (size_t i = 0; i < cell->count; i++) {
        free(cell->items[i].written);
        free(cell->items[i].words);
    }
    free(cell->items);
    free(cell->words);
    *cell = (struct number_cell){0};
}

enum number_kind number_parse(const struct number_rules *rules, const char *written,
                              struct number *ret_number)
{
    struct number number = {.kind = NUMBER_UNUSABLE, .fault = NUMBER_NO_DIGITS};
    struct number_cell cell;

    number_cell_parse(rules, written, &cell);
    if (cell.count == 1 && !*cell.items[0].words)
        number = cell.items[0].number;
    else if (cell.count)
        number.fault = cell.count == 1 ? NUMBER_LETTERS : NUMBER_AMBIGUOUS;
    number_cell_free(&cell);
    *ret_number = number;
    return number.kind;
}
