/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What comes and goes by USSD. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "carrier/wire.h"
#include "modem/charset.h"

struct ussd {
    enum wire_ussd_state state;
    char *text; /* valid UTF-8 */
};

/* Reads what follows +CUSD: (3GPP TS 27.007, 7.15): state, text in quotes, coding scheme. Returns
 * 0 or -EBADMSG when it does not begin with a state. The caller frees the text. */
int ussd_read(const char *line, size_t len, enum charset charset, struct ussd *ret);

/* Only these may be put between an AT command's quotes. */
bool ussd_code_valid(const char *code);
/* A valid code as packed septets in hex, freed by the caller: some modems take no other. */
char *ussd_code_packed(const char *code);
