/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The modem through libGammu: every call that may block is announced to the core, watched, and
 * named here. Nothing else in this room calls libGammu's machine. */
#pragma once

#include <gammu.h>

#include "modem/charset.h"
#include "modem/core.h"
#include "modem/device.h"
#include "modem/faults.h"
#include "modem/line.h"
#include "modem/network.h"
#include "modem/pace.h"
#include "modem/place.h"

struct phone;

/* Something the modem told unasked, in the order it came. */
struct phone_event {
    enum line_event event;
    char *text; /* to be freed; len bytes and a NUL */
    size_t len;
};

/* How a submit ended. */
struct phone_receipt {
    bool accepted;
    int reference; /* of an accepted one, -1 unknown */
    enum fault_list list;
    int code; /* of a refused one */
};

/* Takes the device over: from here on losing it ends in a call of `lost`. */
struct phone *phone_new(struct core *core, struct device *device,
                        const struct wire_configure *configure,
                        void (*lost)(const struct fault *fault, void *arg), void *arg);

/* Makes it answer, turns its radio on, unlocks the SIM, starts libGammu, turns everything on that
 * we want to hear. 0, or REFUSED with the fault. */
int phone_start(struct phone *phone, const char *pin, struct fault *ret_fault);
/* Whether the modem still knows what it was told at the start. When it has forgotten, or has no SIM
 * any more, `lost` is called. */
GSM_Error phone_check(struct phone *phone);
/* What it is: for ready; the strings are the phone's. */
void phone_describe(const struct phone *phone, struct wire_ready *ret);
/* The message centre; asks the modem again while it is unknown. NULL when it has none. */
const GSM_SMSC *phone_centre(struct phone *phone);
enum charset phone_charset(const struct phone *phone);

/* Hears what the modem has said since. */
void phone_hear(struct phone *phone);
bool phone_next_event(struct phone *phone, struct phone_event *ret);
/* True while a line has begun and not ended. */
bool phone_mid_line(const struct phone *phone);
/* Gives up on it. */
void phone_drop_line(struct phone *phone);

/* Hands a part to the modem. ERR_NONE: its receipt is to come within answer_ms; until it is there
 * nothing else may be asked. Any other error: it did not go out, and the receipt may be there. */
GSM_Error phone_send(struct phone *phone, GSM_SMSMessage *sms, int64_t answer_ms);
/* True once when the receipt is there. */
bool phone_take_receipt(struct phone *phone, struct phone_receipt *ret);

/* Reads a stored message without decoding it: its PDU in hex, freed by the caller. ERR_EMPTY and
 * ERR_INVALIDLOCATION: nothing is there. */
GSM_Error phone_fetch(struct phone *phone, const struct place *place, char **ret_pdu);
GSM_Error phone_delete(struct phone *phone, const struct place *place);
/* Used and size of SIM and modem storage; a storage that is not there has size 0. */
GSM_Error phone_count(struct phone *phone, GSM_SMSMemoryStatus *ret);

/* 0..100, -1 unknown. */
GSM_Error phone_signal(struct phone *phone, int *ret_percent);
GSM_Error phone_ask_network(struct phone *phone, struct network *ret);

GSM_Error phone_dial_ussd(struct phone *phone, const char *code);
GSM_Error phone_cancel_ussd(struct phone *phone);
/* How a call of ours began. */
enum phone_call {
    PHONE_CALLING,     /* it is on its way, or rings */
    PHONE_CALL_OVER,   /* it rang and is over: refused, answered, or the time is up */
    PHONE_CALL_FAILED, /* it did not get so far */
    PHONE_CALL_LOST,   /* the modem says nothing */
};
/* Dials. Some modems answer at once and some when the call is over; for these it takes up to
 * ring_ms, and the call is hung up then. */
enum phone_call phone_ring(struct phone *phone, const char *number, int64_t ring_ms);
GSM_Error phone_hang_up(struct phone *phone);

/* Whether a call failed in a way that leaves libGammu and the modem at odds: only a new process
 * helps. */
bool phone_is_confused(GSM_Error error);
