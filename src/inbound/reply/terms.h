/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words numbered in the order in which they came: 0, 1, 2… */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct terms;

#define TERMS_NONE UINT32_MAX

struct terms *terms_new(void);
void terms_free(struct terms *terms);
/* The number of the word, which is added if it is new. */
uint32_t terms_add(struct terms *terms, const char *word);
/* The number of the word, or TERMS_NONE. */
uint32_t terms_find(const struct terms *terms, const char *word);
/* Valid until the next is added. */
const char *terms_word(const struct terms *terms, uint32_t number);
size_t terms_count(const struct terms *terms);
