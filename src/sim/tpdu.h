/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The transfer layer's messages, octet by octet (3GPP TS 23.040, 9.2): SUBMIT from a phone to the
 * message centre, DELIVER and STATUS-REPORT the other way. Decoders read any octets whatever
 * without harm. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "text/udh.h"

enum { TPDU_MAX = 164, TPDU_BODY_MAX = 140, TPDU_ADDRESS_TEXT_MAX = 48 };

/* Type of address (9.1.2.5). */
enum { TPDU_TOA_UNKNOWN = 0x81, TPDU_TOA_INTERNATIONAL = 0x91, TPDU_TOA_ALPHANUMERIC = 0xd0 };

enum tpdu_coding { TPDU_GSM7, TPDU_8BIT, TPDU_UCS2 };

struct tpdu_address {
    uint8_t type;
    char text[TPDU_ADDRESS_TEXT_MAX]; /* "+84912345678", "0912345678", "109", "VIETTEL" in UTF-8 */
};

/* What a message carries: protocol, coding and user data. */
struct tpdu_body {
    uint8_t pid, dcs;
    bool udhi;   /* the user data begin with a header */
    uint8_t udl; /* septets for the GSM alphabet, else octets */
    uint8_t octets[TPDU_BODY_MAX];
    size_t len;
};

struct tpdu_submit {
    uint8_t reference; /* as the sender wrote it; the modem numbers messages itself */
    bool reject_duplicates, reply_path, report_wanted;
    struct tpdu_address to;
    bool valid_relative; /* validity_ms counts from acceptance; else valid_until, unless 0 */
    int64_t validity_ms;
    int64_t valid_until; /* wall clock */
    struct tpdu_body body;
};

struct tpdu_deliver {
    bool reply_path;
    struct tpdu_address from;
    int64_t sent; /* wall clock: when the centre took it */
    struct tpdu_body body;
};

struct tpdu_report {
    uint8_t reference;
    struct tpdu_address to;
    int64_t sent, settled; /* wall clock */
    uint8_t status;        /* TP-ST, 9.2.3.15 */
};

enum tpdu_type { TPDU_DELIVER = 0, TPDU_SUBMIT = 1, TPDU_STATUS_REPORT = 2 };

/* The address of a text: digits with or without a plus (also * # a b c), else a name of at most 11
 * letters of the GSM alphabet. False when it is none of these or too long. */
bool tpdu_address_parse(const char *text, struct tpdu_address *ret_address);

/* Each returns the number of octets written. */
size_t tpdu_encode_submit(const struct tpdu_submit *submit, uint8_t out[static TPDU_MAX]);
size_t tpdu_encode_deliver(const struct tpdu_deliver *deliver, uint8_t out[static TPDU_MAX]);
size_t tpdu_encode_report(const struct tpdu_report *report, uint8_t out[static TPDU_MAX]);

/* False when the octets are no such message: too short, too long, numbers that contradict. */
bool tpdu_decode_submit(const uint8_t *octets, size_t len, struct tpdu_submit *ret_submit);
bool tpdu_decode_deliver(const uint8_t *octets, size_t len, struct tpdu_deliver *ret_deliver);
bool tpdu_decode_report(const uint8_t *octets, size_t len, struct tpdu_report *ret_report);

/* The address of a message centre as it stands before a TPDU (27.005, 3.1): length in octets, type,
 * digits. "" makes one octet, 0. */
enum { TPDU_SCA_MAX = 12 };
size_t tpdu_encode_sca(const char *smsc, uint8_t out[static TPDU_SCA_MAX]);
/* Octets the address takes at the start of these; 0 when they end before it does. */
size_t tpdu_sca_octets(const uint8_t *octets, size_t len);

/* 23.038, clause 4. */
enum tpdu_coding tpdu_dcs_coding(uint8_t dcs);
/* 0..3, or -1 without a class. */
int tpdu_dcs_class(uint8_t dcs);

/* Appends the text, in UTF-8, without the header; 8-bit data as hexadecimal digits. */
void tpdu_body_text(const struct tpdu_body *body, struct buf *out);
/* False when this is no part of several. */
bool tpdu_body_concat(const struct tpdu_body *body, struct udh_concat *ret_concat);
/* Fills udhi, udl, octets, len from a text, in the coding of body->dcs, behind the header of
 * concat unless NULL. False when a character is not in the alphabet or it does not fit. */
bool tpdu_body_set(struct tpdu_body *body, const char *utf8, size_t len,
                   const struct udh_concat *concat);
