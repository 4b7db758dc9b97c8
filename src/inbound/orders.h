/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Staff give orders by SMS. A sender's number can be forged: nothing goes out, and nothing is
 * stopped, before a one-time code has gone to the registered phone and come back from it. The text
 * with the code says what will be done, to how many, at what cost.
 *
 * An order, its code and what follows from it are rows, changed in the transaction of the text that
 * they follow from. */
#pragma once

#include "base/conf.h"
#include "dispatch/dispatch.h"
#include "inbound/heard.h"
#include "inbound/order_text.h"

struct order_settings {
    int64_t code_digits;
    int64_t code_valid_ms;
    int64_t wrong_codes; /* so many lock the phone for orders */
    int64_t a_day;       /* orders and questions that are answered; emergencies count apart */
};

/* The configuration group "orders"; NULL: defaults. */
void order_settings_read(const config_setting_t *group, struct order_settings *ret,
                         struct conf_faults *faults);

struct orders {
    struct store *store;
    struct dispatch *dispatch;
    const struct order_words *words;
    const struct order_settings *settings;
};

/* Reads a text from the phone of a member of staff as the code that one of his orders waits for, or
 * as an order. *ret_why: how it was taken, a sentence to be freed; NULL when it is no such text, or
 * may be meant as a household's reply too. In the transaction of the text; 0 or a negated errno. */
int orders_hear_code(struct orders *orders, const struct heard *heard, char **ret_why);
int orders_hear(struct orders *orders, const struct heard *heard, char **ret_why);

/* Lets a member of staff who sent too many wrong codes give orders again; he and the heads are
 * told. REFUSED: not_locked. STORE_NOT_FOUND: there is nobody of this name. In a transaction. */
int orders_unlock(struct dispatch *dispatch, const char *name, const char *author,
                  struct refusal *ret_refusal);
