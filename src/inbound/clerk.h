/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a person does with a feedback record: gives it to somebody, answers the household, closes
 * it, puts right how it was understood. Each in the caller's transaction, written into the record's
 * history and the journal.
 *
 * They return 0, REFUSED with a sentence, STORE_NOT_FOUND when there is no such record, or a
 * negated errno. */
#pragma once

#include "inbound/care.h"

/* REFUSED: already_closed, unknown_staff. */
int clerk_assign(struct care *care, int64_t feedback, const char *staff, const char *author,
                 struct refusal *ret_refusal);
/* Sends the text to the telephone that the record came from. REFUSED: not_answerable (a service, a
 * withheld number, a land line), stopped (its owner wants no messages, and has not written since),
 * and what dispatch_send() refuses. */
int clerk_answer(struct care *care, int64_t feedback, const char *text, const char *author,
                 struct refusal *ret_refusal);
/* answer NULL: none is sent. REFUSED: already_closed, and as above. */
int clerk_close(struct care *care, int64_t feedback, const char *answer, const char *author,
                struct refusal *ret_refusal);

/* What is -1 stays as far as the rest lets it: a choice makes an answer, a category a report, a
 * call for help is urgent. */
struct correction {
    int kind;     /* enum reply_kind */
    int choice;   /* 0: none */
    int category; /* enum reply_category */
    int urgent;   /* 0 or 1 */
};
/* REFUSED: nothing_to_correct, choice_missing, unknown_option, no_choice (this kind has none),
 * no_category (likewise). */
int clerk_correct(struct care *care, int64_t feedback, const struct correction *correction,
                  const char *author, struct refusal *ret_refusal);
