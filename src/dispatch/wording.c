/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of an announcement, and what goes on the air of it. */
#include "dispatch/wording.h"

#include <stdlib.h>

#include "base/memory.h"
#include "dispatch/announce.h"
#include "text/parts.h"

static int count_parts(struct wording *w, const char *air, size_t *ret_parts,
                       struct refusal *ret_refusal)
{
    struct text_split split;
    int r = text_split(air, ANNOUNCE_PARTS_MAX, &split, ret_refusal);

    if (r != 0)
        return r;
    *ret_parts = split.count;
    w->ucs2 = w->ucs2 || split.coding == TEXT_CODING_UCS2;
    return 0;
}

int wording_read(struct wording *w, const char *text, enum text_accents accents,
                 struct refusal *ret_refusal)
{
    int r = text_template_parse(text, &w->template, ret_refusal);

    w->accents = accents;
    if (r != 0)
        return r;
    w->templated = text_template_has_fields(w->template);
    if (w->templated)
        return 0;
    char *plain = text_template_expand(w->template, &(struct text_values){0});
    w->air = text_for_air(plain, accents);
    free(plain);
    return count_parts(w, w->air, &w->parts, ret_refusal);
}

void wording_clear(struct wording *w)
{
    text_template_free(w->template);
    free(w->air);
}

int wording_fill(struct wording *w, const struct text_values *values, char **ret_text,
                 size_t *ret_parts, struct refusal *ret_refusal)
{
    if (!w->templated) {
        *ret_text = xstrdup(w->air);
        *ret_parts = w->parts;
        return 0;
    }
    char *plain = text_template_expand(w->template, values);
    char *air = text_for_air(plain, w->accents);
    free(plain);
    int r = count_parts(w, air, ret_parts, ret_refusal);
    if (r == 0)
        *ret_text = air;
    else
        free(air);
    return r;
}
