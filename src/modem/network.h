/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Is the modem in a network, and in which. Asked with three commands of our own: libGammu takes
 * nine, gives up on a modem without GPRS, and does not know LTE's registration. */
#pragma once

#include "carrier/wire.h"
#include "modem/line.h"

enum { NETWORK_NAME_MAX = 64 };

struct network {
    enum wire_registration registration;
    char name[NETWORK_NAME_MAX]; /* "Viettel" or "45204"; "" unknown */
};

/* False when the modem does not answer at all. */
bool network_ask(int fd, struct line *line, struct network *ret);

/* Whether messages may pass. A modem that cannot say is believed to be in a network: the first
 * refused submit tells more. */
bool network_usable(enum wire_registration registration);
/* "searching for a network" */
const char *network_words(enum wire_registration registration);
