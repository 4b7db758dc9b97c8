/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One telephone number, however it was written, in E.164 (ITU-T E.164: a plus and at most fifteen
 * digits). Everything about the country comes from struct number_rules. A number is read only
 * when there is exactly one way to read it; digits are never invented. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "village/number_rules.h"

enum { NUMBER_E164_SIZE = 17 }; /* '+', 15 digits, NUL */

/* What had to be mended to read a number; flags. */
enum number_mend {
    NUMBER_MEND_LETTER_O = 1 << 0,      /* the letter O stood for a zero */
    NUMBER_MEND_ZERO_RESTORED = 1 << 1, /* a spreadsheet had eaten the leading zero */
    NUMBER_MEND_RENUMBERED = 1 << 2,    /* an old prefix became the new one */
    NUMBER_MEND_ZERO_DROPPED = 1 << 3,  /* a zero stood before the country code: 084905… */
    NUMBER_MEND_SPREADSHEET = 1 << 4,   /* ".0" or an exponent that a spreadsheet had added */
};
enum { NUMBER_MEND_COUNT = 5 };

/* Why a number cannot be used. */
enum number_fault {
    NUMBER_FINE,
    NUMBER_TOO_SHORT, /* digits are missing */
    NUMBER_TOO_LONG,  /* too many digits */
    NUMBER_NO_RANGE,  /* no number of the country begins so */
    NUMBER_FOREIGN,   /* begins with another country's code */
    NUMBER_SERVICE,   /* a short code or a service number */
    NUMBER_AMBIGUOUS, /* can be read as two different numbers */
    NUMBER_ROUNDED,   /* a spreadsheet has rounded it: 9.05E+08 */
    NUMBER_LETTERS,   /* letters stand between its digits */
    NUMBER_NO_DIGITS, /* no number at all */
    NUMBER_OLD_AREA,  /* called a land line, but begins like a mobile: see number_may_be_old() */
};

struct number {
    enum number_kind kind;
    char e164[NUMBER_E164_SIZE]; /* "" when unusable */
    unsigned mended;             /* flags of enum number_mend */
    enum number_fault fault;     /* NUMBER_FINE unless unusable */
    char digits[25];             /* what was read, a leading plus included, cut where longer */
};

/* Reads digits that stand for one number; plus says that a "+" stood before them, mended what was
 * mended on the way here. Returns ret_number->kind. */
enum number_kind number_from_digits(const struct number_rules *rules, const char *digits, bool plus,
                                    unsigned mended, struct number *ret_number);

/* As people write it inside the country: "+84905123456" -> "0905123456". Another country's stays as
 * it is. */
void number_format_national(const struct number_rules *rules, const char *e164, char *out,
                            size_t size);

/* Whether this mobile may be a land line that is written with its old area code. Only what people
 * call it can tell. */
bool number_may_be_old(const struct number_rules *rules, const struct number *number);

/* "too_short", "no_range", … and "" for NUMBER_FINE. */
const char *number_fault_word(enum number_fault fault);
/* For people, to follow "…: ": "digits are missing". Static. */
const char *number_fault_sentence(enum number_fault fault);
