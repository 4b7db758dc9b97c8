/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A mark by which a secret is known again without being kept. */
#pragma once

enum { SECRET_MARK_SIZE = 80 };

/* Salted hash as text. A PIN has few values: the mark keeps it from being read by chance, not
 * from being searched for. */
void secret_mark(const char *secret, char out[static SECRET_MARK_SIZE]);
