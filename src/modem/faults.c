/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The modem's error codes, as a table.
 *
 * Two rules stand behind it. A code that may be about this one recipient is read so: the message
 * then counts an attempt and the queue goes on, while a network's failure stops the whole
 * carrier. And no code is read as "no credit" alone on hearsay: prepaid networks have answered
 * an empty account with 8, 10, 21, 27, 38, 50, 69 and 500, which also mean what the table says.
 * Only the three that speak of the subscription are credit here; for the others the core sees
 * that every recipient is refused. */
#include "modem/faults.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/memory.h"

#define DEVICE WIRE_ORIGIN_DEVICE
#define NETWORK WIRE_ORIGIN_NETWORK
#define RECIPIENT WIRE_ORIGIN_RECIPIENT
#define CREDIT WIRE_ORIGIN_CREDIT
#define SIM WIRE_ORIGIN_SIM
#define OURS WIRE_ORIGIN_OURS

struct code {
    int code;
    enum wire_origin origin;
    const char *words;
};

static const struct code cms[] = {
    /* The network's causes: TS 24.011, annex E-2. */
    {1, RECIPIENT, "unassigned number"},
    {8, CREDIT, "barred by the operator"},
    {10, CREDIT, "call barred"},
    {21, RECIPIENT, "short message transfer rejected"},
    {22, RECIPIENT, "recipient's memory is full"},
    {27, RECIPIENT, "destination out of order"},
    {28, RECIPIENT, "unidentified subscriber"},
    {29, RECIPIENT, "facility rejected"},
    {30, RECIPIENT, "unknown subscriber"},
    {38, NETWORK, "network out of order"},
    {41, NETWORK, "temporary failure"},
    {42, NETWORK, "congestion"},
    {47, NETWORK, "resources unavailable"},
    {50, CREDIT, "requested facility not subscribed"},
    {69, RECIPIENT, "requested facility not implemented"},
    {81, DEVICE, "invalid short message reference"},
    {95, OURS, "invalid message"},
    {96, OURS, "invalid mandatory information"},
    {97, OURS, "message type not implemented"},
    {98, DEVICE, "message does not fit the protocol state"},
    {99, OURS, "information element not implemented"},
    {111, RECIPIENT, "protocol error, unspecified"},
    {127, RECIPIENT, "interworking, unspecified"},
    /* TP-FCS: TS 23.040, 9.2.3.22. */
    {0x80, OURS, "telematic interworking not supported"},
    {0x81, OURS, "short message type 0 not supported"},
    {0x82, OURS, "cannot replace short message"},
    {0x8F, OURS, "unspecified TP-PID error"},
    {0x90, OURS, "alphabet not supported"},
    {0x91, OURS, "message class not supported"},
    {0x9F, OURS, "unspecified TP-DCS error"},
    {0xA0, OURS, "command cannot be actioned"},
    {0xA1, OURS, "command not supported"},
    {0xAF, OURS, "unspecified TP-Command error"},
    {0xB0, OURS, "TPDU not supported"},
    {0xC0, NETWORK, "message centre busy"},
    {0xC1, CREDIT, "no subscription at the message centre"},
    {0xC2, NETWORK, "message centre failure"},
    {0xC3, RECIPIENT, "invalid address"},
    {0xC4, RECIPIENT, "recipient barred"},
    {0xC5, RECIPIENT, "duplicate rejected"},
    {0xC6, OURS, "validity period format not supported"},
    {0xC7, OURS, "validity period not supported"},
    {0xD0, SIM, "SIM storage full"},
    {0xD1, SIM, "SIM cannot store messages"},
    {0xD2, DEVICE, "error in the modem"},
    {0xD3, SIM, "memory capacity exceeded"},
    {0xD4, DEVICE, "SIM application toolkit busy"},
    {0xD5, SIM, "SIM data download error"},
    {0xFF, RECIPIENT, "unspecified error"},
    /* The modem's own: TS 27.005, 3.2.5. */
    {300, DEVICE, "modem failure"},
    {301, DEVICE, "SMS service of the modem reserved"},
    {302, DEVICE, "operation not allowed"},
    {303, DEVICE, "operation not supported"},
    {304, OURS, "invalid PDU"},
    {305, OURS, "invalid text mode parameter"},
    {310, SIM, "SIM not inserted"},
    {311, SIM, "SIM PIN required"},
    {312, SIM, "phone-to-SIM PIN required"},
    {313, SIM, "SIM failure"},
    {314, DEVICE, "SIM busy"},
    {315, SIM, "wrong SIM"},
    {316, SIM, "SIM PUK required"},
    {317, SIM, "SIM PIN2 required"},
    {318, SIM, "SIM PUK2 required"},
    {320, DEVICE, "memory failure"},
    {321, DEVICE, "invalid memory index"},
    {322, SIM, "memory full"},
    {330, SIM, "message centre's number unknown"},
    {331, NETWORK, "no network service"},
    /* The centre may have taken it all the same: whoever sends again may send twice. */
    {332, NETWORK, "network timeout"},
    {340, DEVICE, "no acknowledgement expected"},
    {500, DEVICE, "unknown error"},
    /* Above 511 every maker has its own; these are common. */
    {515, DEVICE, "modem is starting, or busy"},
    {615, NETWORK, "network failure"},
    {616, NETWORK, "network is down"},
};

static const struct code cme[] = {
    {0, DEVICE, "modem failure"},
    {1, DEVICE, "no connection to phone"},
    {3, DEVICE, "operation not allowed"},
    {4, DEVICE, "operation not supported"},
    {5, SIM, "phone-to-SIM PIN required"},
    {10, SIM, "SIM not inserted"},
    {11, SIM, "SIM PIN required"},
    {12, SIM, "SIM PUK required"},
    {13, SIM, "SIM failure"},
    {14, DEVICE, "SIM busy"},
    {15, SIM, "wrong SIM"},
    {16, SIM, "incorrect password"},
    {17, SIM, "SIM PIN2 required"},
    {18, SIM, "SIM PUK2 required"},
    {20, SIM, "memory full"},
    {21, DEVICE, "invalid index"},
    {22, DEVICE, "not found"},
    {23, DEVICE, "memory failure"},
    {26, OURS, "dial string too long"},
    {27, OURS, "invalid characters in dial string"},
    {30, NETWORK, "no network service"},
    {31, NETWORK, "network timeout"},
    {32, NETWORK, "network not allowed, emergency calls only"},
    {40, SIM, "network personalization PIN required"},
    {41, SIM, "network personalization PUK required"},
    {42, SIM, "network subset personalization PIN required"},
    {43, SIM, "network subset personalization PUK required"},
    {44, SIM, "service provider personalization PIN required"},
    {45, SIM, "service provider personalization PUK required"},
    {46, SIM, "corporate personalization PIN required"},
    {47, SIM, "corporate personalization PUK required"},
    {100, DEVICE, "unknown error"},
    {515, DEVICE, "modem is starting, or busy"},
};

static const struct code *codes_of(enum fault_list list, size_t *ret_count)
{
    *ret_count = list == FAULT_CMS ? ARRAY_SIZE(cms) : ARRAY_SIZE(cme);
    return list == FAULT_CMS ? cms : cme;
}

static const struct code *find(enum fault_list list, int code)
{
    size_t count;
    const struct code *codes = codes_of(list, &count);

    for (size_t i = 0; i < count; i++)
        if (codes[i].code == code)
            return &codes[i];
    return NULL;
}

int fault_code(enum fault_list list, const char *text)
{
    size_t count;
    const struct code *codes = codes_of(list, &count);

    text += strspn(text, " ");
    if (isdigit((unsigned char)text[0]))
        return atoi(text);
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(codes[i].words, text) == 0)
            return codes[i].code;
    return FAULT_NO_CODE;
}

enum wire_origin fault_origin(enum fault_list list, int code)
{
    const struct code *found = find(list, code);

    if (found)
        return found->origin;
    /* Causes the network may send that have no name yet: about this message. */
    return list == FAULT_CMS && code > 0 && code < 300 ? RECIPIENT : DEVICE;
}

const char *fault_words(enum fault_list list, int code)
{
    const struct code *found = find(list, code);

    if (found)
        return found->words;
    return code == FAULT_NO_CODE ? "an error without a code" : "a code without a name";
}

int fault_set(struct fault *ret, enum wire_origin origin, int code, const char *fmt, ...)
{
    va_list ap;

    ret->origin = origin;
    ret->code = code;
    va_start(ap, fmt);
    vsnprintf(ret->message, sizeof(ret->message), fmt, ap);
    va_end(ap);
    return REFUSED;
}
