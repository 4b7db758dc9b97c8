/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What clerks' corrections have taught: which words of a report speak for which category on this
 * box. Of each lesson are kept the words, and pairs of words, that tell of a subject or that our
 * lexicon does not know; small words teach nothing. A report that shares enough of them with
 * lessons of one category, and clearly more than with those of any other, has that category.
 *
 * Never asked for answers and calls for help. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "inbound/reply/reply.h"

enum { LESSONS_MAX = 500, LESSON_WORDS = 48 }; /* 200 kB at the most */

struct learnt;

/* The rules outlive it. */
struct learnt *learnt_new(const struct reply_rules *rules);
void learnt_free(struct learnt *learnt);
void learnt_clear(struct learnt *learnt);
/* One lesson; those above LESSONS_MAX are not taken. text: any bytes. */
void learnt_add(struct learnt *learnt, int64_t record, enum reply_category category,
                const char *text);
/* The category of the text by the lessons; REPLY_CATEGORY_NONE when they do not tell, or not
 * clearly. *ret_why, the caller's, is then filled: "as corrected in record 12, 31: "trạm bơm"". */
enum reply_category learnt_category(const struct learnt *learnt, const char *text, char **ret_why);
