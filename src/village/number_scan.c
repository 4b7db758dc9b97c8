/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The digits of a cell: groups of them and what stands between. */
#include "village/number_scan.h"

#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <unistr.h>

#include "base/memory.h"

enum sign_kind {
    SIGN_DIGIT,
    SIGN_O, /* a letter O, Latin, Greek or Cyrillic, not yet judged */
    SIGN_LETTER,
    SIGN_BLANK,
    SIGN_DASH,
    SIGN_DOT,
    SIGN_PAREN,
    SIGN_PLUS,
    SIGN_MEDIUM,
    SIGN_HARD,
};

struct sign {
    enum sign_kind kind;
    char digit;
    size_t start, end;
};

struct signs {
    struct sign *items;
    size_t count;
};

static bool is_letter_o(ucs4_t c)
{
    return c == 'O' || c == 'o' || c == 0x041E || c == 0x043E || c == 0x039F || c == 0x03BF;
}

/* Marks that phones put around numbers to fix the direction of writing, and other zero widths. */
static bool is_invisible(ucs4_t c)
{
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0x00AD;
}

static bool is_dash(ucs4_t c)
{
    return c == '-' || c == '_' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

static enum sign_kind judge(ucs4_t c)
{
    if (is_letter_o(c))
        return SIGN_O;
    if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
        return SIGN_HARD;
    if (uc_is_property_white_space(c))
        return SIGN_BLANK;
    if (is_dash(c))
        return SIGN_DASH;
    if (c == '.' || c == 0x00B7 || c == 0x2022)
        return SIGN_DOT;
    if (c == '(' || c == ')' || c == '[' || c == ']')
        return SIGN_PAREN;
    if (c == '+' || c == 0xFF0B)
        return SIGN_PLUS;
    if (c == ',' || c == '/' || c == ':' || c == '\\')
        return SIGN_MEDIUM;
    if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M))
        return SIGN_LETTER;
    return SIGN_HARD;
}

static struct signs read_signs(const char *text)
{
    size_t len = strlen(text);
    struct signs signs = {xcalloc(len, sizeof(*signs.items)), 0};

    for (size_t i = 0; i < len;) {
        ucs4_t c;
        int used = u8_mbtouc(&c, (const uint8_t *)text + i, len - i);
        int digit = uc_decimal_value(c);
        if (!is_invisible(c))
            signs.items[signs.count++] = (struct sign){
                .kind = digit >= 0 ? SIGN_DIGIT : judge(c),
                .digit = (char)('0' + (digit >= 0 ? digit : 0)),
                .start = i,
                .end = i + (size_t)used,
            };
        i += (size_t)used;
    }
    return signs;
}

static bool has_kind(const struct signs *signs, size_t at, enum sign_kind kind)
{
    return at < signs->count && signs->items[at].kind == kind;
}

/* A run of O is zeros when it touches a digit and no letter ("O9O5"), or when it is two or more
 * of them alone ("0905 OOO 123"). One "o" alone is a word. */
static void judge_letters_o(struct signs *signs)
{
    for (size_t i = 0; i < signs->count; i++) {
        size_t from = i;
        if (!has_kind(signs, i, SIGN_O))
            continue;
        while (has_kind(signs, i + 1, SIGN_O))
            i++;
        bool letter = (from > 0 && has_kind(signs, from - 1, SIGN_LETTER)) ||
                      has_kind(signs, i + 1, SIGN_LETTER);
        bool digit = (from > 0 && has_kind(signs, from - 1, SIGN_DIGIT)) ||
                     has_kind(signs, i + 1, SIGN_DIGIT);
        bool zeros = !letter && (digit || i > from);
        for (size_t j = from; j <= i && !zeros; j++)
            signs->items[j].kind = SIGN_LETTER;
    }
}

static bool is_digit(const struct signs *signs, size_t at)
{
    return has_kind(signs, at, SIGN_DIGIT) || has_kind(signs, at, SIGN_O);
}

/* The gap between two groups, signs [from, to). */
static enum scan_gap judge_gap(const struct signs *signs, size_t from, size_t to)
{
    enum scan_gap gap = SCAN_TIGHT;

    for (size_t i = from; i < to; i++) {
        enum scan_gap here = SCAN_TIGHT;
        switch (signs->items[i].kind) {
        case SIGN_BLANK:
        case SIGN_DOT:
        case SIGN_DIGIT:
        case SIGN_O:
            break;
        case SIGN_DASH:
            if (i > from && has_kind(signs, i - 1, SIGN_BLANK) &&
                has_kind(signs, i + 1, SIGN_BLANK))
                here = SCAN_MEDIUM;
            break;
        case SIGN_PAREN:
            here = SCAN_PAREN;
            break;
        case SIGN_MEDIUM:
            here = SCAN_MEDIUM;
            break;
        case SIGN_LETTER:
        case SIGN_PLUS:
        case SIGN_HARD:
            here = SCAN_HARD;
            break;
        }
        gap = here > gap ? here : gap;
    }
    return gap;
}

/* Whether the first sign from `at` in the given direction that is neither blank nor parenthesis
 * is a letter. */
static bool letter_beside(const struct signs *signs, size_t at, int step)
{
    while (has_kind(signs, at, SIGN_BLANK) || has_kind(signs, at, SIGN_PAREN))
        at += (size_t)step; /* wraps below 0 to beyond the end */
    return has_kind(signs, at, SIGN_LETTER);
}

/* Where the plus before the group at `at` stands; `at` itself when there is none. */
static size_t find_plus(const struct signs *signs, size_t at)
{
    size_t i = at;

    while (i > 0 && has_kind(signs, i - 1, SIGN_BLANK))
        i--;
    return i > 0 && has_kind(signs, i - 1, SIGN_PLUS) ? i - 1 : at;
}

/* Fills the group whose signs are [from, to). */
static void fill_group(const struct signs *signs, size_t from, size_t to, struct scan_group *group)
{
    size_t len = 0, first = find_plus(signs, from);

    *group = (struct scan_group){
        .start = signs->items[first].start,
        .end = signs->items[to - 1].end,
        .plus = first != from,
    };
    for (size_t i = from; i < to && len < SCAN_DIGITS_MAX; i++) {
        bool letter = signs->items[i].kind == SIGN_O;
        group->digits[len++] = letter ? '0' : signs->items[i].digit;
        group->letter_o |= letter;
    }
    group->letter_before = letter_beside(signs, from - 1, -1);
    group->letter_after = letter_beside(signs, to, 1);
}

void number_scan(const char *text, struct scan *ret_scan)
{
    ret_scan->count = 0; /* the groups are large: only those in use are set */
    ret_scan->too_many = strlen(text) > SCAN_TEXT_MAX;
    if (ret_scan->too_many)
        return;
    struct signs signs = read_signs(text);
    size_t last_end = 0;
    judge_letters_o(&signs);
    for (size_t i = 0; i < signs.count; i++) {
        size_t from = i;
        if (!is_digit(&signs, i))
            continue;
        while (is_digit(&signs, i + 1))
            i++;
        if (ret_scan->count == SCAN_GROUPS_MAX) {
            ret_scan->too_many = true;
            break;
        }
        struct scan_group *group = &ret_scan->groups[ret_scan->count];
        fill_group(&signs, from, i + 1, group);
        group->gap = ret_scan->count ? judge_gap(&signs, last_end, from) : SCAN_HARD;
        ret_scan->count++;
        last_end = i + 1;
    }
    free(signs.items);
}
