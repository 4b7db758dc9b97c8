/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was answered to requests with a key of their own, so that the same key gets the same answer
 * and does nothing twice. */
#pragma once

#include "store/store.h"

/* What was answered to a request with this key; answer is owned by the caller.
 * 0 or STORE_NOT_FOUND. */
int idempotency_get(struct store *store, const char *key, char **ret_what, int *ret_status,
                    char **ret_answer);
int idempotency_add(struct store *store, const char *key, const char *what, int status,
                    const char *answer, int64_t now);
/* Those given before that time. */
int idempotency_forget(struct store *store, int64_t before);
