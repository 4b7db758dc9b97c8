/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A new announcement takes the place of an older one: of the older nothing more goes out, and who
 * has it, or may have it, hears the correction. */
#pragma once

#include "dispatch/dispatch.h"
#include "store/announcement.h"

/* Whether its place can be taken; old 0: there is none to take. REFUSED: unknown_announcement,
 * already_replaced. */
int supersede_check(struct dispatch *dispatch, int64_t old, struct refusal *ret_refusal);

/* Gathers who has the older announcement into the store's set of told phones and joins their
 * households to the audience in the making; old 0 empties the set. *ret_outside: how many of the
 * households are not of the audience. In a transaction. REFUSED as supersede_check(). */
int supersede_gather(struct dispatch *dispatch, int64_t old, int64_t *ret_outside,
                     struct refusal *ret_refusal);

/* Cancels what of the older has not gone out and closes its answers; and of what that was to
 * replace, had it been approved. */
int supersede_cancel(struct dispatch *dispatch, int64_t old, int64_t by, const char *author,
                     int64_t now);

/* The text for those who have the older one, when its author wrote none: the new one behind the
 * village's words for "the message of {date} has changed" where that costs no further part, else
 * the new one alone. The caller frees. */
char *supersede_text(struct dispatch *dispatch, int64_t old, const char *text, int accents);
