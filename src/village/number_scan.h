/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The digits of a cell: groups of them and what stands between. Of use to number_cell alone. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum {
    SCAN_TEXT_MAX = 2000, /* bytes; a longer cell is no cell of numbers */
    SCAN_GROUPS_MAX = 48,
    SCAN_DIGITS_MAX = 25,
};

/* What stands between two groups, weakest first: how firmly it holds two numbers apart. */
enum scan_gap {
    SCAN_TIGHT,  /* blanks, dots, dashes: within numbers and between them */
    SCAN_PAREN,  /* parentheses among these */
    SCAN_MEDIUM, /* a comma, slash or colon, or a dash between blanks: seldom within a number */
    SCAN_HARD,   /* a letter, a line break, a semicolon, a plus: never within a number */
};

struct scan_group {
    char digits[SCAN_DIGITS_MAX + 1]; /* cut where longer */
    size_t start, end;                /* bytes in the text; a plus before it included */
    bool plus;                        /* a plus stands before it */
    bool letter_o;                    /* a letter O was read as zero */
    bool letter_before, letter_after; /* a letter stands beside it, blanks and ( ) left aside */
    enum scan_gap gap;                /* before it; SCAN_HARD for the first */
};

struct scan {
    struct scan_group groups[SCAN_GROUPS_MAX];
    size_t count;
    bool too_many; /* the text is too long or has more groups than fit */
};

void number_scan(const char *text, struct scan *ret_scan);
