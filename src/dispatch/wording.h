/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of an announcement, and what goes on the air of it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "text/air.h"
#include "text/template.h"

struct wording {
    struct text_template *template;
    bool templated;
    enum text_accents accents;
    char *air; /* of a text without fields, else NULL */
    size_t parts;
    bool ucs2;
};

/* A zeroed *w. REFUSED as text_template_parse() and text_split() refuse; then, too, it is to be
 * cleared. */
int wording_read(struct wording *w, const char *text, enum text_accents accents,
                 struct refusal *ret_refusal);
void wording_clear(struct wording *w);

/* As it goes to one household; the caller frees *ret_text. Notes when a text with fields is UCS-2
 * once they are filled in. */
int wording_fill(struct wording *w, const struct text_values *values, char **ret_text,
                 size_t *ret_parts, struct refusal *ret_refusal);
