/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a character that is not in the GSM alphabet is written as in it. For text/air.h. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SIGN_MAX = 16 };

struct sign {
    char text[SIGN_MAX]; /* all of it in the GSM alphabet, not terminated; empty: it is invisible */
    size_t len;
    bool same;      /* the reader sees no difference: “ as ", – as -, ﬁ as fi */
    char separator; /* goes between a digit before and the text: 1½ is 1 1/2, 10² is 10^2; or 0 */
};

/* False when there is no way, as for letters of other scripts and emoji. */
bool sign_find(uint32_t c, struct sign *ret);
