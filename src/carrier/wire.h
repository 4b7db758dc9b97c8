/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The wire between the core and a carrier process: one SOCK_SEQPACKET socket, one message per
 * packet, each typed, named and written field by field. The carrier inherits its end as
 * descriptor WIRE_FD.
 *
 *   carrier                          core
 *   hello (version) ------------------>
 *            <----------------- configure
 *   ready ---------------------------->      and again after every loss of the network or SIM
 *            <-------------------- submit    at most ready.window without an answer
 *   submitted ------------------------>      exactly one for each submit
 *   inbound, report, call ------------>
 *            <-------------------- stored    the commit is on disk: the SIM may forget it
 *   doing ----------------------------->     before each call that may block, with its limit
 *
 * A malformed message ends the peer that sent it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    WIRE_VERSION = 1,
    WIRE_FD = 3,
    WIRE_PACKET_MAX = 8192, /* bytes of one packet */
};

enum wire_type {
    WIRE_HELLO = 1,
    WIRE_CONFIGURE,
    WIRE_READY,
    WIRE_DOING,
    WIRE_FETCHING,
    WIRE_STATUS,
    WIRE_FAULT,
    WIRE_SUBMIT,
    WIRE_SUBMITTED,
    WIRE_INBOUND,
    WIRE_REPORT,
    WIRE_CALL,
    WIRE_STORED,
    WIRE_USSD_DIAL,
    WIRE_USSD_ANSWER,
    WIRE_USSD_CANCEL,
    WIRE_RING,
    WIRE_RUNG,
    WIRE_STOP,
    WIRE_TYPE_END,
};

/* Where a failure comes from; it decides who waits and what an attempt costs. */
enum wire_origin {
    WIRE_ORIGIN_NONE,
    WIRE_ORIGIN_DEVICE,    /* modem hung, unplugged, answered nonsense: the carrier pauses */
    WIRE_ORIGIN_NETWORK,   /* no registration, congestion: the carrier pauses */
    WIRE_ORIGIN_RECIPIENT, /* this number, this text: the message counts an attempt */
    WIRE_ORIGIN_CREDIT,    /* no credit, barred: the SIM pauses until the credit changes */
    WIRE_ORIGIN_SIM,       /* PIN, PUK, missing or full SIM: a person must act */
    WIRE_ORIGIN_OURS,      /* a fault of this program */
};

/* Codes of a fault whose origin is the SIM: those of +CME ERROR, TS 27.007 9.2, among them these,
 * and one of +CMS ERROR, TS 27.005 3.2.5. */
enum wire_sim_fault {
    WIRE_SIM_MISSING = 10,
    WIRE_SIM_PIN_WANTED = 11, /* it asks for a PIN and none is configured, or one that is none */
    WIRE_SIM_PUK_WANTED = 12,
    WIRE_SIM_FAILURE = 13,
    WIRE_SIM_PIN_REFUSED = 16, /* the configured PIN is wrong: the core never gives it again */
    WIRE_SIM_NO_CENTRE = 330,  /* it knows no message centre */
};

enum wire_outcome {
    WIRE_ACCEPTED, /* the network took it; reference is valid unless -1 */
    WIRE_REFUSED,  /* it did not: origin and code say why */
    WIRE_UNKNOWN,  /* no answer by the deadline: it may or may not have gone out */
};

enum wire_registration {
    WIRE_REGISTRATION_UNKNOWN,
    WIRE_REGISTRATION_HOME,
    WIRE_REGISTRATION_ROAMING,
    WIRE_REGISTRATION_SEARCHING,
    WIRE_REGISTRATION_DENIED,
    WIRE_REGISTRATION_NONE,
};

enum wire_ussd_state { WIRE_USSD_DONE, WIRE_USSD_REPLY_WANTED, WIRE_USSD_FAILED };

/* carrier -> core: first message of a process. */
struct wire_hello {
    uint64_t version;
};

/* core -> carrier: what to drive and how. Secrets travel here, never in the argument list. */
struct wire_configure {
    const char *name;       /* the carrier's name, for the log */
    const char *device;     /* "/dev/ttyUSB0" */
    const char *connection; /* libGammu's word: "at", "at115200" */
    const char *pin;        /* "" when the SIM has none */
    bool patient;           /* keep libGammu's long pauses, for old modems */
    bool stored_reports;    /* let the modem store delivery reports, if it can */
    int64_t answer_ms;      /* how long the network may take to answer a part; 0: 90 s */
    bool debug;             /* log at debug level */
    const char *set_aside;  /* stored messages not to be fetched for so many ms: "SM:3=86400000
                             * SM:7=0", or "" */
};

/* carrier -> core: it can move parts now. */
struct wire_ready {
    const char *imei, *imsi, *model, *smsc; /* "" when unknown */
    uint64_t window;                        /* submits it takes without an answer, at least 1 */
};

/* carrier -> core: sent before each call that may block. The core kills the process when
 * limit_ms pass without another message; 0: idle, nothing can block. */
struct wire_doing {
    const char *what;
    uint64_t limit_ms;
};

/* carrier -> core: the stored message it is about to read. A process that dies now died of it;
 * when the next one does, too, the core puts it into configure.set_aside. "" when over, or when
 * the message has no part in what ends the process (the modem was pulled out). */
struct wire_fetching {
    const char *place; /* "SM:3" */
};

/* carrier -> core: state of the radio, at start and when it changes. */
struct wire_status {
    int64_t signal_percent;           /* 0..100, -1 unknown */
    int64_t registration;             /* enum wire_registration */
    const char *network;              /* "45204" or a name, "" unknown */
    int64_t stored_used, stored_size; /* messages on the SIM, -1 unknown */
};

/* carrier -> core: it cannot work; what a person should know. It goes on trying or exits. */
struct wire_fault {
    int64_t origin;      /* enum wire_origin */
    int64_t code;        /* enum wire_sim_fault when the origin is the SIM, else CME/CMS, -1 none */
    const char *message; /* English, no PIN, no text of a household */
};

/* core -> carrier: one part for the air. */
struct wire_submit {
    uint64_t tag;        /* comes back in submitted */
    const char *to;      /* E.164 or a short code */
    int64_t coding;      /* enum text_coding */
    const char *text;    /* UTF-8 of this part alone */
    int64_t concat_bits; /* 0 alone, 8 or 16: size of the reference */
    int64_t concat_ref, concat_total, concat_seq;
    bool flash;         /* class 0 */
    bool report;        /* ask for a delivery report */
    bool more;          /* more parts follow at once: keep the radio link */
    int64_t validity_s; /* the message centre may give up after this; 0: its own default */
};

/* carrier -> core: what became of a submit. */
struct wire_submitted {
    uint64_t tag;
    int64_t outcome;   /* enum wire_outcome */
    int64_t reference; /* TP-MR 0..255, -1 unknown */
    int64_t origin;    /* enum wire_origin when refused */
    int64_t code;      /* CMS/CME error code, -1 none */
};

/* carrier -> core: a text came in. */
struct wire_inbound {
    uint64_t token;   /* for stored; unique in this process */
    const char *from; /* as the network wrote it: E.164, national, short code, alphanumeric */
    const char *text; /* valid UTF-8; of this part alone */
    int64_t sent_ms;  /* the centre's time stamp as wall-clock ms, 0 unknown */
    int64_t concat_bits, concat_ref, concat_total, concat_seq; /* bits 0: alone */
    bool binary; /* 8-bit data or undecodable: text holds it in hex */
};

/* carrier -> core: a delivery report. */
struct wire_report {
    uint64_t token;
    const char *to;
    int64_t reference;    /* TP-MR */
    int64_t status;       /* TP-ST, TS 23.040 9.2.3.15 */
    int64_t submitted_ms; /* TP-SCTS, 0 unknown */
    int64_t settled_ms;   /* TP-DT, 0 unknown */
};

/* carrier -> core: somebody rang; the carrier has refused the call. */
struct wire_call {
    const char *from; /* "" when withheld */
};

/* core -> carrier: the inbound or report with this token is committed. */
struct wire_stored {
    uint64_t token;
};

struct wire_ussd_dial {
    const char *code; /* 0-9 * # + only; a menu reply while the network waits for one */
};

struct wire_ussd_answer {
    int64_t state; /* enum wire_ussd_state */
    const char *text;
};

/* core -> carrier: ring this number for ring_ms, then hang up. */
struct wire_ring {
    uint64_t tag;
    const char *to;
    int64_t ring_ms;
};

struct wire_rung {
    uint64_t tag;
    int64_t outcome; /* enum wire_outcome: accepted: it rang or may have */
};

struct wire_message {
    enum wire_type type;
    union {
        struct wire_hello hello;
        struct wire_configure configure;
        struct wire_ready ready;
        struct wire_doing doing;
        struct wire_fetching fetching;
        struct wire_status status;
        struct wire_fault fault;
        struct wire_submit submit;
        struct wire_submitted submitted;
        struct wire_inbound inbound;
        struct wire_report report;
        struct wire_call call;
        struct wire_stored stored;
        struct wire_ussd_dial ussd_dial;
        struct wire_ussd_answer ussd_answer;
        struct wire_ring ring;
        struct wire_rung rung;
    };
};

/* "submit"; for the log. */
const char *wire_type_name(enum wire_type type);
/* "recipient" */
const char *wire_origin_word(enum wire_origin origin);

/* Writes a message as one packet; NULL strings count as "". Returns its size, or -EMSGSIZE
 * when it does not fit. */
int wire_encode(const struct wire_message *message, uint8_t packet[static WIRE_PACKET_MAX]);
/* Reads one packet; its strings are allocated and freed by wire_clear(), which is for received
 * messages only. Returns 0 or -EBADMSG when the packet is not a whole message of a known type with
 * valid UTF-8 strings. */
int wire_decode(const uint8_t *packet, size_t len, struct wire_message *ret);
void wire_clear(struct wire_message *message);

/* Sends one message without blocking. Returns 0, -EAGAIN when the peer does not read, or the
 * system's error (-EPIPE: the peer is gone). */
int wire_send(int fd, const struct wire_message *message);
/* Receives one message without blocking. Returns 0, -EAGAIN when there is none, -EPIPE at the
 * end, -EBADMSG for a malformed one, or the system's error. */
int wire_receive(int fd, struct wire_message *ret);
