/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of the modem share: its state, how commands answer, and the tables of commands. */
#pragma once

#include "base/buf.h"
#include "sim/at.h"
#include "sim/charset.h"
#include "sim/modem.h"
#include "sim/network.h"
#include "sim/sim_card.h"
#include "sim/subscriber.h"
#include "sim/tpdu.h"

struct loop_timer;
struct pty;

enum {
    CME_SIM_NOT_INSERTED = 10,
    CME_SIM_PIN = 11,
    CME_SIM_PUK = 12,
    CME_SIM_FAILURE = 13,
    CME_WRONG_PASSWORD = 16,
    CME_NOT_ALLOWED = 3,
    CME_NOT_SUPPORTED = 4,
    CME_INVALID_INDEX = 21,
    CME_NO_NETWORK = 30,
    CME_INVALID_PARAMETER = 50
};

enum {
    CMS_NOT_ALLOWED = 302,
    CMS_NOT_SUPPORTED = 303,
    CMS_INVALID_PDU_PARAMETER = 304,
    CMS_INVALID_TEXT_PARAMETER = 305,
    CMS_SIM_NOT_INSERTED = 310,
    CMS_SIM_PIN = 311,
    CMS_SIM_FAILURE = 313,
    CMS_SIM_PUK = 316,
    CMS_INVALID_INDEX = 321,
    CMS_MEMORY_FULL = 322,
    CMS_NO_SMSC = 330,
    CMS_NO_NETWORK = 331,
    CMS_NO_CNMA_EXPECTED = 340
};

enum modem_mode {
    MODE_COMMAND, /* reading a command line */
    MODE_BUSY,    /* a command is being carried out; what arrives waits */
    MODE_PROMPT,  /* reading a message after "> " */
};

/* What ATZ puts back. */
struct settings {
    bool echo, verbose, quiet;
    long s[13];
    long cmee, cmgf, csdh, csms, cmms;
    long cnmi[5]; /* mode, mt, bm, ds, bfr */
    long creg, cgreg, cereg, cops_format;
    long clip, crc, colp, cusd;
    enum charset charset;
    long fo, vp, pid, dcs; /* +CSMP */
};

struct fault_node {
    struct fault_node *next;
    struct modem_fault fault;
};

struct modem {
    struct modem_config config;
    struct loop *loop;
    struct network *network;
    struct subscriber *subscriber;
    char *link_path;
    struct pty *pty; /* NULL while unplugged */
    int64_t heard;   /* bytes from it, ever */

    struct sim_card card;
    struct storage me, sr;
    struct storage *mem[3]; /* +CPMS: read and delete, write, receive */
    uint8_t reference;      /* of the next message */
    long signal;
    long functionality; /* +CFUN */
    bool network_lost, registered, hung;
    struct appointment *registers;

    struct settings set;
    enum modem_mode mode;
    struct buf input; /* arrived and not yet read */
    struct buf line;  /* being typed */
    bool has_at;      /* its "AT" has been seen */
    struct buf last_line;
    struct at_command command;
    size_t pos;    /* in last_line */
    bool answered; /* the command being carried out has its answer: go on with the line */
    bool pumping;
    struct buf response;
    struct buf notices; /* unsolicited lines that wait for the end of a command */
    struct buf out;
    struct loop_timer *timer; /* of the command being carried out */
    void (*timer_fn)(struct modem *modem);
    struct loop_timer *chatter;
    struct fault_node *faults;

    struct buf data; /* being typed at the prompt */
    void (*data_fn)(struct modem *modem, bool cancelled);
    struct {
        long length;               /* of the TPDU, as announced */
        struct tpdu_address to;    /* text mode */
        enum sms_status status;    /* +CMGW */
        struct tpdu_submit submit; /* decoded and on its way */
        bool more_soon;            /* the radio link is open */
        int64_t link_until;
    } sms;
    struct buf buffered; /* notices kept while +CNMI's mode is 0 */
    bool acknowledging;  /* a +CMT or +CDS waits for +CNMA */
    struct loop_timer *acknowledge_timer;

    struct {
        bool ringing, active, outgoing, alerting;
        char number[NUMBER_MAX];
        struct loop_timer *timer; /* RING, again and again */
    } call;
    bool ussd_session;
};

/* How a command answers: lines of information, then exactly one of the results. A handler may
 * return without a result; the command goes on until one comes. */
void modem_line(struct modem *m, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The same for a line made elsewhere, which may hold any bytes. */
void modem_line_bytes(struct modem *m, const void *bytes, size_t len);
void at_ok(struct modem *m);
void at_error(struct modem *m);
void at_cme(struct modem *m, int code);
void at_cms(struct modem *m, int code);
/* "NO CARRIER", "BUSY", ...: ends the line like an error. number is its code without words (V0). */
void at_result(struct modem *m, const char *words, int number);
/* What is to be said while the SIM card cannot be used: a CME error. */
int at_card_error(const struct modem *m);
/* A setting that is one number, 0..max: test, read and set. */
void at_setting(struct modem *m, const struct at_command *command, const char *name, long *setting,
                long max);
/* Calls fn later, while the command is being carried out. */
void modem_later(struct modem *m, int64_t ms, void (*fn)(struct modem *modem));
/* Asks for data after "> "; fn gets it in m->data. */
void modem_prompt(struct modem *m, void (*fn)(struct modem *modem, bool cancelled));
/* An unsolicited line, or several with \r\n between: at once, or after the command's result. */
void modem_notice(struct modem *m, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void modem_notice_bytes(struct modem *m, const void *bytes, size_t len);
/* Bytes from the terminal. */
void modem_hear(struct modem *m, const char *bytes, size_t len);
/* Forgets the dialogue: power, reset. */
void modem_reset_dialogue(struct modem *m);
void settings_reset(struct settings *set);
/* The first fault of this kind for the current command, counted down; NULL when there is none. The
 * copy lasts until the next call. */
const struct modem_fault *modem_take_fault(struct modem *m, enum fault_kind kind);

bool modem_has(const struct modem *m, enum modem_quirk quirk);
/* Powered, SIM open, in reach of the network. */
bool modem_on_air(const struct modem *m);
/* +CREG's <stat>. */
int modem_registration(const struct modem *m);
/* Something changed on which registration depends. */
void modem_check_registration(struct modem *m);

/* Quotes a string for the program, in its character set. */
void modem_quote(const struct modem *m, const char *utf8, struct buf *out);

/* What the network delivers (at_sms_notify.c). */
enum mt_result sms_deliver(const uint8_t *tpdu, size_t len, void *modem);
void sms_reset(struct modem *m);
/* A place was freed, or messages go elsewhere now: what the network kept may come. */
void sms_place_freed(struct modem *m);
/* The number that programs have for the first place of a storage. */
long sms_first_index(const struct modem *m);

/* Text mode (sms_text.c). Appends what follows the status in +CMGR, +CMGL (list), +CMT and +CDS:
 * the details, then the text after \r\n. */
void sms_show_text(const struct modem *m, const uint8_t *pdu, size_t len, size_t sca_len, bool list,
                   struct buf *out);
/* The address in an argument, its type in the next. */
bool sms_read_address(const struct modem *m, const struct at_command *command, size_t index,
                      struct tpdu_address *ret_address);
/* Fills in what +CSMP and the typed text say. */
bool sms_from_text(const struct modem *m, const char *data, size_t len, struct tpdu_submit *submit);

void call_reset(struct modem *m);
/* A character came while a command is under way: true when it ended a call that was dialled. */
bool call_abort(struct modem *m);
void call_ring(const char *from, void *modem);
void call_changed(enum call_event event, void *modem);
/* A code that came by D. */
void ussd_dial(struct modem *m, const char *code);
void ussd_answered(enum ussd_status status, const char *text, void *modem);

enum at_needs {
    AT_ALWAYS,
    AT_SIM, /* the PIN has been entered; else +CME ERROR */
    AT_SMS, /* the same; else +CMS ERROR */
};

/* The error for a command that needs the card, when it cannot be used. */
void at_refuse_without_card(struct modem *m, enum at_needs needs);

struct at_entry {
    const char *name;
    void (*fn)(struct modem *m, const struct at_command *command);
    enum at_needs needs;
};

/* Each ends with a NULL name. */
extern const struct at_entry at_general[], at_identity[], at_security[], at_network[],
    at_sms_store[], at_sms_send[], at_sms_notify[], at_call[], at_ussd[];
