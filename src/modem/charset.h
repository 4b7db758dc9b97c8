/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text as modems write it in their answers: as characters of the set in use (AT+CSCS), as hex of
 * these, as hex of packed septets, or as hex of UCS-2. They do not say reliably which; of the
 * readings the one is taken that somebody could have meant. */
#pragma once

#include <stddef.h>

enum charset { CHARSET_GSM, CHARSET_OTHER };

enum { CHARSET_DCS_DEFAULT = 15 };

/* Valid UTF-8, freed by the caller. dcs is the coding scheme of a USSD text (3GPP TS 23.038, 5),
 * CHARSET_DCS_DEFAULT where there is none. */
char *charset_read(const char *text, size_t len, int dcs, enum charset charset);
