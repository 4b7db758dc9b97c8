/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the box itself says by SMS, in the village's words: the configuration group "texts"
 * (config/texts.vi.conf, texts.en.conf). Each fits one part without accents. */
#pragma once

#include "base/conf.h"

struct texts {
    char *no_credit;  /* to the head: {carrier} */
    char *low_credit; /* to the head: {carrier}, {amount} */
};

/* One word that a text may hold in braces, and what stands there. */
struct texts_word {
    const char *name, *value;
};

/* Reads the group; faults name texts that need more than one part or hold an unknown word. */
void texts_read(const config_setting_t *group, struct texts *ret, struct conf_faults *faults);
void texts_clear(struct texts *texts);
/* The text with its words filled in; words end with a NULL name. The caller frees. */
char *texts_fill(const char *text, const struct texts_word *words);
