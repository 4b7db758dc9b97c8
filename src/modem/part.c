/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts for libGammu. */
#include "modem/part.h"

#include <string.h>

#include "base/buf.h"
#include "text/accents.h"
#include "text/gsm7.h"
#include "text/parts.h"
#include "text/ucs2.h"
#include "text/udh.h"

enum { NUMBER_DIGITS_MAX = 20, USER_DATA_OCTETS = 140 };

uint8_t part_validity(int64_t seconds)
{
    static const struct {
        int64_t step;   /* seconds from one value to the next */
        int64_t last;   /* value of the row */
        int64_t origin; /* a value v of the row means base + (v - origin) * step seconds */
        int64_t base;
    } rows[] = {
        {300, 143, -1, 0},
        {1800, 167, 143, 12 * 3600},
        {86400, 196, 166, 0},
        {7 * 86400, 255, 192, 0},
    };

    if (seconds <= 0)
        return 255;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int64_t steps = (seconds - rows[i].base + rows[i].step - 1) / rows[i].step;
        int64_t value = rows[i].origin + steps;
        if (value <= rows[i].last)
            return (uint8_t)value;
    }
    return 255;
}

static int check_number(const char *to, struct refusal *ret_refusal)
{
    const char *digits = to[0] == '+' ? to + 1 : to;
    size_t len = strlen(digits);

    if (len < 2 || len > NUMBER_DIGITS_MAX || strspn(digits, "0123456789") != len)
        return refuse(ret_refusal, "bad_number", "to", "That is not a telephone number.");
    return 0;
}

static int set_header(const struct wire_submit *submit, GSM_SMSMessage *sms,
                      struct refusal *ret_refusal)
{
    struct udh_concat concat = {
        .wide = submit->concat_bits == 16,
        .ref = (uint16_t)submit->concat_ref,
        .total = (uint8_t)submit->concat_total,
        .sequence = (uint8_t)submit->concat_seq,
    };

    sms->UDH.Type = UDH_NoUDH;
    if (submit->concat_bits == 0)
        return 0;
    if ((submit->concat_bits != 8 && submit->concat_bits != 16) || submit->concat_ref < 0 ||
        submit->concat_ref >= 1 << submit->concat_bits || submit->concat_total < 1 ||
        submit->concat_total > 255 || submit->concat_seq < 1 ||
        submit->concat_seq > submit->concat_total)
        return refuse(ret_refusal, "bad_header", NULL, "Part %lld of %lld cannot be.",
                      (long long)submit->concat_seq, (long long)submit->concat_total);
    sms->UDH.Type = UDH_UserUDH;
    sms->UDH.Length = (int)udh_concat_encode(&concat, sms->UDH.Text);
    return 0;
}

/* libGammu takes ~ in UCS-2 for the beginning of a byte written in hex; ~~ is ~ itself. */
static void append_unit(struct buf *out, const char unit[2])
{
    buf_append(out, unit, 2);
    if (unit[0] == 0 && unit[1] == '~')
        buf_append(out, unit, 2);
}

static int set_ucs2(const char *text, GSM_SMSMessage *sms, struct refusal *ret_refusal)
{
    struct buf units = BUF_INIT, escaped = BUF_INIT;
    size_t room = (size_t)(USER_DATA_OCTETS - sms->UDH.Length) / 2 * 2;
    int r = 0;

    ucs2_from_utf8(text, strlen(text), &units);
    if (units.len > room) {
        r = refuse(ret_refusal, "part_too_long", "text", "%zu characters do not fit one part.",
                   units.len / 2);
    } else {
        for (size_t i = 0; i < units.len; i += 2)
            append_unit(&escaped, units.data + i);
        memcpy(sms->Text, escaped.data, escaped.len);
        memset(sms->Text + escaped.len, 0, 2);
        sms->Length = (int)(escaped.len / 2);
        sms->Coding = SMS_Coding_Unicode_No_Compression;
    }
    buf_free(&units);
    buf_free(&escaped);
    return r;
}

/* The text goes to libGammu in UCS-2; what it makes of it are the same septets as counted here
 * (tests/modem proves it for the whole alphabet). */
static int set_gsm7(const char *text, GSM_SMSMessage *sms, struct refusal *ret_refusal)
{
    struct buf septets = BUF_INIT, units = BUF_INIT;
    size_t header = sms->UDH.Length ? gsm7_header_septets((size_t)sms->UDH.Length) : 0;
    size_t room = USER_DATA_OCTETS * 8 / 7 - header;
    int r = 0;

    if (!gsm7_from_utf8(text, strlen(text), &septets)) {
        r = refuse(ret_refusal, "bad_text", "text",
                   "A character is not in the GSM alphabet; it would arrive as another.");
    } else if (septets.len > room) {
        r = refuse(ret_refusal, "part_too_long", "text", "%zu septets do not fit one part.",
                   septets.len);
    } else {
        ucs2_from_utf8(text, strlen(text), &units);
        memcpy(sms->Text, units.data, units.len);
        memset(sms->Text + units.len, 0, 2);
        sms->Length = (int)(units.len / 2);
        sms->Coding = SMS_Coding_Default_No_Compression;
    }
    buf_free(&septets);
    buf_free(&units);
    return r;
}

static int set_text(const struct wire_submit *submit, GSM_SMSMessage *sms,
                    struct refusal *ret_refusal)
{
    if (!submit->text[0] || !text_utf8_valid(submit->text, strlen(submit->text)))
        return refuse(ret_refusal, "bad_text", "text", "That is no text.");
    switch (submit->coding) {
    case TEXT_CODING_GSM7:
        return set_gsm7(submit->text, sms, ret_refusal);
    case TEXT_CODING_UCS2:
        return set_ucs2(submit->text, sms, ret_refusal);
    }
    return refuse(ret_refusal, "bad_text", NULL, "Coding %lld is none.", (long long)submit->coding);
}

int part_build(const struct wire_submit *submit, const GSM_SMSC *centre, GSM_SMSMessage *ret,
               struct refusal *ret_refusal)
{
    int r;

    GSM_SetDefaultSMSData(ret);
    r = check_number(submit->to, ret_refusal);
    if (r == 0)
        r = set_header(submit, ret, ret_refusal);
    if (r == 0)
        r = set_text(submit, ret, ret_refusal);
    if (r != 0)
        return r;
    EncodeUnicode(ret->Number, submit->to, strlen(submit->to));
    ret->SMSC = *centre;
    ret->SMSC.Location = 0; /* 0: the number is here, do not ask the modem for it */
    ret->SMSC.Validity.Format = SMS_Validity_RelativeFormat;
    ret->SMSC.Validity.Relative = part_validity(submit->validity_s);
    ret->PDU = submit->report ? SMS_Status_Report : SMS_Submit;
    ret->Class = submit->flash ? GSM_SMS_Flash : GSM_SMS_None;
    return 0;
}
