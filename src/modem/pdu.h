/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A received short message or delivery report, decoded from its PDU (3GPP TS 23.040, 9.2.2.1 and
 * 9.2.2.3; TS 23.038, 4). libGammu has a decoder, and it reads out of bounds where a stranger's
 * message lies about its lengths; what villagers sent is read here, with every length checked. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/udh.h"

enum pdu_kind {
    PDU_DELIVER, /* a text */
    PDU_REPORT,  /* a delivery report */
    PDU_OTHER,   /* what somebody stored to send it: nothing that came in */
};

struct pdu {
    enum pdu_kind kind;
    char *number;    /* sender, of a report the recipient: "+84…", national, or a name */
    char *text;      /* valid UTF-8; "" in a report */
    bool binary;     /* the text is the user data in hex: 8-bit, compressed, or broken */
    int64_t sent_ms; /* the centre's time stamp (TP-SCTS), wall-clock ms; 0 unknown */
    bool has_concat;
    struct udh_concat concat;
    uint8_t reference;  /* of a report: TP-MR */
    uint8_t status;     /* of a report: TP-ST */
    int64_t settled_ms; /* of a report: TP-DT, 0 unknown */
};

/* Reads a PDU in hex, which begins with the message centre's address. Returns 0, or -EBADMSG
 * when it is no hex or ends before the user data; lies within the user data are no error, the
 * text is then binary. Release with pdu_clear(). */
int pdu_decode(const char *hex, size_t len, struct pdu *ret);
void pdu_clear(struct pdu *pdu);
