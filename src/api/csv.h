/* SPDX-License-Identifier: GPL-2.0-or-later */
/* CSV for spreadsheets: RFC 4180 with a byte order mark, so that they read the accents. */
#pragma once

#include <stdbool.h>

#include "base/buf.h"

#define CSV_BOM "\xEF\xBB\xBF"

/* Appends one field and, before all but the first, a comma. A text that a spreadsheet would run as
 * a formula (it begins with = + - @, a tab or a line break) gets an apostrophe in front; a plus
 * with nothing but digits behind it is a telephone number and stays as it is. */
void csv_field(struct buf *line, const char *text, bool first);
