/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How staff write their orders: "GUI nongdan Mai hop thon luc 7h", "HUY 12", "1234". Accents,
 * capitals and the signs around words do not matter. The words stand in the group "orders" of the
 * keywords file. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "village/order.h"

struct conf_faults;
struct order_words;

/* 0, or REFUSED with faults added and *ret untouched. */
int order_words_open(const char *path, struct order_words **ret, struct conf_faults *faults);
/* The same from the text of a file. */
int order_words_parse(const char *text, struct order_words **ret, struct conf_faults *faults);
void order_words_free(struct order_words *words);

struct order_text {
    enum order_act act;
    bool incomplete;      /* what the act needs is missing */
    int64_t announcement; /* its number, 0: none was named */
    const char *rest;     /* within the text: what is to be sent, its groups before it */
};

/* False when the text is no order: its first word is none of the words, or what follows does not
 * go with it ("huy hen voi bac si", "chua nhan duoc tin"). */
bool order_text_read(const struct order_words *words, const char *text, struct order_text *ret);

/* A code of so many digits and nothing else, "OK" before it or not; *ret_bypass when a word of
 * "bypass" follows ("1234 NGAY"). code holds digits + 1 bytes. */
bool order_text_code(const struct order_words *words, const char *text, int digits, char *code,
                     bool *ret_bypass);

/* The first `count` words of a text as a name: from its beginning to *ret_end, signs at its end
 * left out. False when there are not so many before a sign that ends a name (, : ;). The caller
 * frees *ret_name. */
bool order_text_name(const char *text, size_t count, char **ret_name, const char **ret_end);
/* Behind the signs and spaces that divide a name from what follows. */
const char *order_text_after(const char *text);
