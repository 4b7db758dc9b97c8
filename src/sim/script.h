/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What handsets do with what they receive, as a file says it. Lines, a # begins a comment:
 *
 *   start 5% off 10min..6h          of a hundred handsets five are off at first, for so long
 *   start 1% gone                   (also: full)
 *   delay 20s..8min                 how long people take, unless a line says "after"
 *
 *   when "tiêm" or "vắc xin" and "trả lời"      words anywhere in the message
 *   only +84912345678 0912345679    the same, for these numbers alone (optional)
 *     60 answer "1"                 what is done, and how often among the lines of this block
 *     10 answer "2" or "khong" or "nha khong co chau nho"
 *      5 answer "2 chau sot" after 1min..2h
 *      5 call 6s                    rings that long and hangs up
 *      3 answer "1" then call 5s then off 30min
 *     10 nothing
 *   otherwise                       when no block before it fits
 *     100 nothing
 *
 * Words are compared without accents and case; "or" binds before "and". The first block that fits
 * counts. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "sim/chance.h"
#include "sim/handset.h"

enum deed_kind { DEED_NOTHING, DEED_ANSWER, DEED_CALL, DEED_OFF };

struct deed {
    enum deed_kind kind;
    char **texts; /* answers, each as likely */
    size_t text_count;
    struct span lasts; /* a call, an absence */
    struct span after; /* the message or the deed before it */
};

struct habit {
    double weight;
    struct deed *deeds; /* one after the other */
    size_t count;
};

struct script;

/* Appends a line "PATH:LINE: what is wrong" to faults for each fault, and returns NULL when there
 * is any. */
struct script *script_load(const char *path, struct buf *faults);
/* The same from text; name stands for the path. */
struct script *script_parse(const char *text, const char *name, struct buf *faults);
void script_free(struct script *script);

/* How a handset starts, by a draw of chance. HANDSET_ON leaves *ret_lasts alone; a span of 0 is for
 * good. */
enum handset_state script_start(const struct script *script, double draw, struct span *ret_lasts);

/* What a number does about a text, by a draw of chance; NULL for nothing. */
const struct habit *script_choose(const struct script *script, const char *number, const char *text,
                                  double draw);
