/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Registration in a network. */
#include "modem/network.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "modem/at.h"
#include "modem/charset.h"

enum { ASK_MS = 10000 };

/* <stat> of 3GPP TS 27.007, 7.2; the values from 6 on are LTE's. */
static enum wire_registration registration_of(int stat)
{
    switch (stat) {
    case 0:
    case 8: /* emergency calls only */
        return WIRE_REGISTRATION_NONE;
    case 1:
    case 6: /* SMS only */
    case 9: /* no fallback to GSM for calls */
        return WIRE_REGISTRATION_HOME;
    case 2:
        return WIRE_REGISTRATION_SEARCHING;
    case 3:
        return WIRE_REGISTRATION_DENIED;
    case 5:
    case 7:
    case 10:
        return WIRE_REGISTRATION_ROAMING;
    default:
        return WIRE_REGISTRATION_UNKNOWN;
    }
}

/* False when the modem is silent. */
static bool ask_registration(int fd, struct line *line, const char *command, const char *word,
                             enum wire_registration *ret)
{
    struct at_answer answer = at_ask(fd, line, command, ASK_MS);
    const char *list = at_find(&answer, word);
    int mode, stat;

    *ret = WIRE_REGISTRATION_UNKNOWN;
    if (answer.result == AT_OK && list && sscanf(list, "%d,%d", &mode, &stat) == 2)
        *ret = registration_of(stat);
    at_release(&answer);
    return answer.result != AT_SILENT;
}

static bool is_registered(enum wire_registration registration)
{
    return registration == WIRE_REGISTRATION_HOME || registration == WIRE_REGISTRATION_ROAMING;
}

/* +COPS: 0,0,"Viettel",7 */
static bool ask_name(int fd, struct line *line, char name[static NETWORK_NAME_MAX])
{
    struct at_answer answer = at_ask(fd, line, "AT+COPS?", ASK_MS);
    const char *list = at_find(&answer, "+COPS:");
    const char *open = list ? strpbrk(list, "\"\n") : NULL;

    name[0] = 0;
    if (open && *open == '"') {
        size_t len = strcspn(open + 1, "\"\n");
        char *text = charset_read(open + 1, len, CHARSET_DCS_DEFAULT, CHARSET_OTHER);
        if (strlen(text) < NETWORK_NAME_MAX)
            strcpy(name, text);
        free(text);
    }
    at_release(&answer);
    return answer.result != AT_SILENT;
}

bool network_ask(int fd, struct line *line, struct network *ret)
{
    enum wire_registration lte;

    if (!ask_registration(fd, line, "AT+CREG?", "+CREG:", &ret->registration))
        return false;
    if (!is_registered(ret->registration)) {
        /* Where GSM is switched off only LTE's own registration counts. */
        if (!ask_registration(fd, line, "AT+CEREG?", "+CEREG:", &lte))
            return false;
        if (is_registered(lte))
            ret->registration = lte;
    }
    return ask_name(fd, line, ret->name);
}

bool network_usable(enum wire_registration registration)
{
    return is_registered(registration) || registration == WIRE_REGISTRATION_UNKNOWN;
}

const char *network_words(enum wire_registration registration)
{
    switch (registration) {
    case WIRE_REGISTRATION_UNKNOWN:
        return "unknown";
    case WIRE_REGISTRATION_HOME:
        return "in its own network";
    case WIRE_REGISTRATION_ROAMING:
        return "in a foreign network";
    case WIRE_REGISTRATION_SEARCHING:
        return "searching for a network";
    case WIRE_REGISTRATION_DENIED:
        return "the network denies registration";
    case WIRE_REGISTRATION_NONE:
        return "in no network";
    }
    return "unknown";
}
