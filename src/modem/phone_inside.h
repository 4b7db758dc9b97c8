/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The phone's own files: its state, and how every call begins and ends. */
#pragma once

#include "modem/at.h"
#include "modem/phone.h"

/* What may be under way. */
enum phone_call_name {
    PHONE_WAKE,
    PHONE_RADIO,
    PHONE_PIN,
    PHONE_START,
    PHONE_IDENTIFY,
    PHONE_LISTEN,
    PHONE_CHECK,
    PHONE_SEND,
    PHONE_FETCH,
    PHONE_DELETE,
    PHONE_COUNT,
    PHONE_SIGNAL,
    PHONE_NETWORK,
    PHONE_CENTRE,
    PHONE_USSD,
    PHONE_RING,
    PHONE_HANG_UP,
};

struct phone_event_entry {
    struct phone_event_entry *next;
    struct phone_event event;
};

struct phone {
    struct core *core;
    struct device *device;
    struct line *line;
    GSM_StateMachine *machine;
    const char *connection;
    bool stored_reports;
    void (*lost)(const struct fault *fault, void *arg);
    void *arg;

    enum phone_call_name call; /* the one that runs, or ran last */
    bool awaiting;             /* a part is with the modem */
    bool answered;
    int answer_status, answer_reference;

    /* Heard during a call; for that call. */
    char *pdu;
    int reference;
    enum fault_list list;

    struct phone_event_entry *first, **last;

    GSM_SMSC centre;
    bool has_centre;
    enum charset charset;
    bool zero_based; /* this model counts places from 0, and libGammu knows */
    char imei[GSM_MAX_IMEI_LENGTH + 1], imsi[64], model[GSM_MAX_MODEL_LENGTH + 1];
    char centre_number[64];
    char notices[64]; /* which it has been told to send, in its own words; "": it does not say */
    bool started;
};

/* Announces a call to the core, watches it, lets its answer through to libGammu. after_ms: what
 * comes of it may take so much longer. */
void phone_begin(struct phone *phone, enum phone_call_name call, int64_t after_ms);
/* Returns the error. */
GSM_Error phone_end(struct phone *phone, GSM_Error error);
/* A command of our own as a call. */
struct at_answer phone_ask(struct phone *phone, enum phone_call_name call, const char *command);
/* The modem was without power for a moment: what it was told is gone, and only a new start helps.
 * Does not return. */
void phone_lose_forgetful(struct phone *phone);
/* Reads the message centre from the SIM. */
void phone_read_centre(struct phone *phone);
