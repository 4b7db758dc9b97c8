/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Passwords in requests: a call waits while one is compared or hashed. */
#pragma once

#include "api/call.h"

enum { PASSWORD_MIN = 8, PASSWORD_MAX = 200 }; /* bytes */

/* Goes on with the call in a later turn; what it returns ends the call, as a handler's result.
 * right and hash as in hasher.h. */
typedef int (*password_then_fn)(struct call *call, bool right, const char *hash, void *arg);

/* Compares with what is kept (NULL: nothing, which takes as long). CALL_LATER, or REFUSED when too
 * many wait. arg is freed with free() in every case. */
int password_check(struct call *call, const char *password, const char *kept, password_then_fn then,
                   void *arg);
/* Hashes a new one. */
int password_make(struct call *call, const char *password, password_then_fn then, void *arg);

/* REFUSED "weak_password" when anybody would guess it. */
int password_judge(struct call *call, const char *name, const char *password);
