/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of one cell, made clean. Of use to sheet alone. */
#pragma once

#include <stddef.h>

#include "base/buf.h"

/* Appends the cell and a NUL: in NFC, without blanks around it, Excel's ="0905" as its content,
 * control characters as blanks, marks that turn the direction of writing left out, bytes that are
 * no UTF-8 and NUL as U+FFFD. */
void sheet_text_append(struct buf *out, const char *s, size_t len);
