/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A place where messages lie: on the SIM ("SM"), in the modem ("ME"), for status reports ("SR")
 * (3GPP TS 27.005, 3.1). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In the order of +CMGL's <stat>. */
enum sms_status { SMS_REC_UNREAD, SMS_REC_READ, SMS_STO_UNSENT, SMS_STO_SENT };

enum { SMS_PDU_MAX = 12 + 164 }; /* octets: address of the centre, and the longest TPDU */

struct stored_sms {
    bool used;
    enum sms_status status;
    uint8_t pdu[SMS_PDU_MAX]; /* address of the centre, then the TPDU */
    size_t len;
    size_t sca_len; /* octets of it that are the address of the centre */
};

struct storage {
    char name[3];
    size_t size, used;
    struct stored_sms *slots;
};

void storage_init(struct storage *storage, const char *name, size_t size);
void storage_release(struct storage *storage);

/* Stores a copy at the first free place; returns the place (from 0), or -1 when all are taken. */
long storage_add(struct storage *storage, enum sms_status status, const uint8_t *pdu, size_t len,
                 size_t sca_len);
/* NULL when the place is empty or none. */
struct stored_sms *storage_at(struct storage *storage, long place);
/* False when there was nothing. */
bool storage_delete(struct storage *storage, long place);
