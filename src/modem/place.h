/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where a stored message lies. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <gammu.h>

struct place {
    GSM_MemoryType memory; /* MEM_SM (the SIM), MEM_ME (the modem) or MEM_SR (reports) */
    int location;
};

enum { PLACE_TEXT = 24 };

/* As a modem's notice has it ("SM",3) or as the wire has it (SM:3). False for any other storage. */
bool place_parse(const char *text, size_t len, struct place *ret);
/* As the wire has it. */
void place_print(const struct place *place, char out[static PLACE_TEXT]);
