/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Idempotency-Key: the same request again gives the same answer and does nothing twice. The answer
 * is stored in the transaction of the change itself. Refusals are not stored: they changed
 * nothing, and the same request may be possible later. Nor is an answer above 1 MB: only the import
 * of a long list gives one, and the same list again changes nothing anyway. Kept for a week. */
#pragma once

#include "api/call.h"

enum { IDEMPOTENCY_ANSWER_MAX = 1024 * 1024 };

/* Reads the header. 0 (call->key stays NULL when there is none), or REFUSED "bad_key". */
int idempotency_read(struct call *call);
/* Looks the key up. 0: this is its first use; CALL_REPEATED: *ret_status and *ret_answer (owned)
 * are what was answered then; REFUSED "key_reused" when it came with another request. */
enum { CALL_REPEATED = 101 };
int idempotency_find(struct call *call, int *ret_status, char **ret_answer);
/* Sends that answer, which it frees, and drops the call. */
void idempotency_answer(struct call *call, int status, char *answer);
/* Stores the answer; in a transaction. */
int idempotency_store(struct call *call);
