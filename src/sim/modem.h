/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A GSM modem on a pseudo-terminal, with a SIM card in it. It speaks AT commands (3GPP TS 27.005,
 * 27.007, ITU-T V.250) to whoever opens the terminal, and knows nothing of who that is. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct loop;
struct modem;
struct network;
struct subscriber;

/* What some modems do differently. A bit each; modem_quirks names them. */
enum modem_quirk {
    QUIRK_NO_BROADCAST = 1 << 0, /* +CNMI=? offers (0) alone as third range */
    QUIRK_NO_REFERENCE = 1 << 1, /* +CMGS is answered by OK alone */
    QUIRK_CDSI = 1 << 2,         /* status reports may be stored (+CDSI), too */
    QUIRK_CDSI_ONLY = 1 << 3,    /* status reports are stored, never handed on as +CDS */
    QUIRK_SLOW_PROMPT = 1 << 4,  /* the prompt of +CMGS takes a second */
    QUIRK_ECHO_STUCK = 1 << 5,   /* E0 is accepted and changes nothing */
    QUIRK_ZERO_BASED = 1 << 6,   /* the first place of a storage is 0 */
    QUIRK_CHATTY = 1 << 7,       /* ^RSSI notices every two seconds, with +CFUN between lines */
    QUIRK_NO_CMMS = 1 << 8,
    QUIRK_NO_USSD = 1 << 9,
    QUIRK_USSD_PACKED = 1 << 10, /* USSD strings are packed septets in hexadecimal */
    QUIRK_NO_CLIP = 1 << 11,     /* the network does not tell who calls */
    QUIRK_NO_TEXT_MODE = 1 << 12,
    QUIRK_NO_CSMS = 1 << 13,        /* no +CNMA: phase 2+ is refused */
    QUIRK_SLOW_DIAL = 1 << 14,      /* D answers when the call is answered or over, not at once */
    QUIRK_REPORTS_IN_SM = 1 << 15,  /* stored reports lie among the messages, not in "SR" */
    QUIRK_VERBOSE_ERRORS = 1 << 16, /* +CMEE=1 gives errors in words, as 2 does */
    QUIRK_ZERO_REFERENCE = 1 << 17, /* +CMGS tells reference 0, whatever the network has given */
};
enum { MODEM_QUIRKS = 18 };
extern const struct modem_quirk_word {
    const char *name, *sentence;
} modem_quirks[MODEM_QUIRKS];

struct modem_config {
    char name[32];
    char number[24]; /* E.164 with its plus */
    char imei[16], imsi[16], iccid[21];
    char pin[9]; /* "": the SIM asks for none */
    char smsc[24];
    char operator_name[32], plmn[7];
    char manufacturer[32], model[32], revision[32];
    bool number_on_sim; /* +CNUM tells it */
    long signal;        /* +CSQ, 0..31 or 99 */
    long sm_size, me_size, sr_size;
    int64_t submit_ms;       /* the modem's own time for each part */
    int64_t setup_ms;        /* more, when the radio link is not held open by +CMMS */
    int64_t reply_ms;        /* before each reply */
    int64_t registration_ms; /* network time from power to registration */
    unsigned quirks;
};

enum fault_kind {
    FAULT_CMS,     /* refuse with this CMS error */
    FAULT_ERROR,   /* refuse at once, without a code */
    FAULT_SWALLOW, /* do it, and say nothing */
    FAULT_GARBLE,  /* do it, and answer with noise */
    FAULT_LATE,    /* do it, and answer after code milliseconds */
    FAULT_SILENT,  /* do nothing and say nothing */
    FAULT_HANG,    /* do it, then hang instead of answering */
    FAULT_UNPLUG,  /* do it, then be pulled out instead of answering */
};

struct modem_fault {
    enum fault_kind kind;
    long code;
    long count;       /* how many times; -1 for ever */
    char command[32]; /* "+CMGS"; "+CMGR=3" with that first argument alone; "" for any */
};

/* Makes the modem and plugs it in as dir/NAME. NULL with errno when no terminal can be had. */
struct modem *modem_new(struct loop *loop, struct network *network, struct subscriber *subscriber,
                        const struct modem_config *config, const char *dir);
void modem_free(struct modem *modem);
const char *modem_name(const struct modem *modem);
struct subscriber *modem_subscriber(const struct modem *modem);

/* Pulls it out: programs see the terminal hang up, the name goes. The SIM and the memory keep their
 * messages. Doing it twice does nothing. */
void modem_unplug(struct modem *modem);
/* Plugs it in again, under its name, on a new terminal: it starts anew and wants its PIN. False
 * with errno. */
bool modem_plug(struct modem *modem);
/* Without power for a moment: the terminal stays, its settings and the PIN are forgotten. */
void modem_restart(struct modem *modem);

void modem_add_fault(struct modem *modem, const struct modem_fault *fault);
void modem_clear_faults(struct modem *modem);
/* Stops listening and speaking, until false or replugged. */
void modem_hang(struct modem *modem, bool hung);
void modem_lose_network(struct modem *modem, bool lost);
/* 0..31, or 99 for unknown. */
void modem_set_signal(struct modem *modem, long signal);
void modem_lock_pin(struct modem *modem);
/* Takes the SIM card out, or puts it in again; it keeps what it has. */
void modem_insert_sim(struct modem *modem, bool in);
/* Fills every place where incoming messages go with old advertisements. */
void modem_fill_storage(struct modem *modem);
/* What it would print by itself, at the next moment it may. */
void modem_say(struct modem *modem, const char *line);

struct modem_status {
    bool plugged, hung, registered, in_call;
    int users;     /* programs that have its terminal open */
    int64_t heard; /* bytes they have written, ever */
    const char *pin;
    int pin_tries; /* left */
    long signal;
    size_t sm_used, sm_size, me_used, me_size, sr_used, sr_size;
};
void modem_get_status(const struct modem *modem, struct modem_status *ret_status);
