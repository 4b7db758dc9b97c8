/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the modem says, heard before libGammu hears it.
 *
 * libGammu 1.42 takes answers and unsolicited lines from one buffer, and cannot tell them apart
 * reliably: a USSD text of two lines, or a vendor's line that it does not know (^HCSQ:, +QIND:),
 * stays in front of the next answer and makes that command time out. Of a failed submit it does
 * not say whether the code is +CMS or +CME, where 30 means two things. A short message with a
 * broken header makes it read out of bounds. So every byte goes through here first:
 *
 *   - unsolicited lines are taken out whole and reported as events;
 *   - while no command is out, nothing else passes either;
 *   - while one is out, a line that speaks of something else (+CPIN: READY, +ZMSRI) does not pass:
 *     libGammu would take it for the answer and then wait in vain for the rest;
 *   - final codes and references pass, and are reported too;
 *   - the PDU of a message that is read (+CMGR) is reported and an innocent one passes in its
 *     place, so that nothing a stranger sent is ever decoded by libGammu (see pdu.h).
 *
 * Pure: bytes in, bytes and events out. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum line_event {
    LINE_STORED,        /* +CMTI: a message was stored:       "SM",3   */
    LINE_REPORT_STORED, /* +CDSI: a delivery report was:      "SR",3   */
    LINE_DELIVER,       /* +CMT:  a message itself: its PDU in hex     */
    LINE_REPORT,        /* +CDS:  a report itself: its PDU in hex      */
    LINE_READ,          /* +CMGR: the message read: its PDU in hex     */
    LINE_USSD,          /* +CUSD: 1,"text, several lines",15           */
    LINE_CALLER,        /* +CLIP, +CCWA: "+84912345678",145            */
    LINE_CALL_ENDED,    /* NO CARRIER while no command is out          */
    LINE_STARTED,       /* the modem was without power, or reset itself */
    LINE_REFERENCE,     /* +CMGS: the reference                        */
    LINE_CMS,           /* +CMS ERROR: the code                        */
    LINE_CME,           /* +CME ERROR: the code                        */
    LINE_NOISE,         /* a line nobody asked for; taken out          */
};

struct line;

/* text is what follows the word, without spaces at its ends; it may hold NULs. The callback runs
 * within line_feed() and must not call into this module. */
typedef void (*line_fn)(enum line_event event, const char *text, size_t len, void *arg);

struct line *line_new(line_fn fn, void *arg);
void line_free(struct line *line);

/* Whether a command is out: only then do lines that are no events pass. */
void line_set_busy(struct line *line, bool busy);

/* Whether the character ends what goes out to the modem: a command, or (Ctrl-Z, Escape) a PDU. */
bool line_ends_command(char c);
/* What goes out to the modem, in pieces of any size. Once it has been told, lines that bear another
 * name than the last command's answer nothing. */
void line_ask(struct line *line, const char *bytes, size_t len);

/* Takes what the modem said and appends to *out what may be passed on. */
void line_feed(struct line *line, const char *bytes, size_t len, struct buf *out);

/* True while the beginning of a line is held back. */
bool line_holds(const struct line *line);
/* Gives up on a line whose end does not come: an unfinished USSD text is reported as it is,
 * anything else is dropped. */
void line_flush(struct line *line);
