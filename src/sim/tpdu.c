/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The transfer layer's messages, octet by octet. */
#include "sim/tpdu.h"

#include <stdlib.h>
#include <string.h>

#include "sim/tpdu_field.h"
#include "text/gsm7.h"
#include "text/ucs2.h"

/* Bits of the first octet (9.2.3). */
enum {
    MTI = 0x03,
    RD_OR_NOT_MMS = 0x04, /* SUBMIT: reject duplicates; the others: no more messages wait */
    VPF_RELATIVE = 0x10,
    VPF_ENHANCED = 0x08,
    VPF_ABSOLUTE = 0x18,
    SRR = 0x20,
    UDHI = 0x40,
    RP = 0x80,
};

enum tpdu_coding tpdu_dcs_coding(uint8_t dcs)
{
    static const enum tpdu_coding general[] = {TPDU_GSM7, TPDU_8BIT, TPDU_UCS2, TPDU_GSM7};

    if (dcs < 0x80)
        return general[dcs >> 2 & 3];
    if (dcs >> 4 == 0xe)
        return TPDU_UCS2;
    return dcs >> 4 == 0xf && dcs & 0x04 ? TPDU_8BIT : TPDU_GSM7;
}

int tpdu_dcs_class(uint8_t dcs)
{
    bool has_class = (dcs < 0x80 && dcs & 0x10) || dcs >> 4 == 0xf;

    return has_class ? dcs & 3 : -1;
}

static size_t header_octets(const struct tpdu_body *body)
{
    return body->udhi ? udh_octets(body->octets, body->len) : 0;
}

static void septets_text(const struct tpdu_body *body, size_t header, struct buf *out)
{
    uint8_t septets[160];
    unsigned fill = header ? gsm7_fill_bits(header) : 0;
    size_t skipped = header ? gsm7_header_septets(header) : 0;
    size_t count = body->udl > skipped ? body->udl - skipped : 0;

    count = gsm7_unpack(body->octets + header, body->len - header, fill,
                        count < sizeof(septets) ? count : sizeof(septets), septets);
    char *text = gsm7_to_utf8(septets, count);
    buf_puts(out, text);
    free(text);
}

void tpdu_body_text(const struct tpdu_body *body, struct buf *out)
{
    size_t header = header_octets(body);
    char *text;

    switch (tpdu_dcs_coding(body->dcs)) {
    case TPDU_GSM7:
        septets_text(body, header, out);
        break;
    case TPDU_8BIT:
        for (size_t i = header; i < body->len; i++)
            buf_printf(out, "%02X", body->octets[i]);
        break;
    case TPDU_UCS2:
        text = ucs2_to_utf8(body->octets + header, body->len - header);
        buf_puts(out, text);
        free(text);
        break;
    }
}

bool tpdu_body_concat(const struct tpdu_body *body, struct udh_concat *ret_concat)
{
    return body->udhi && udh_concat_decode(body->octets, body->len, ret_concat);
}

static bool set_septets(struct tpdu_body *body, const char *utf8, size_t len, size_t header)
{
    struct buf septets = BUF_INIT;
    unsigned fill = header ? gsm7_fill_bits(header) : 0;
    size_t before = header ? gsm7_header_septets(header) : 0;
    bool good = gsm7_from_utf8(utf8, len, &septets) && before + septets.len <= 160;

    if (good) {
        body->udl = (uint8_t)(before + septets.len);
        body->len = header + gsm7_pack((const uint8_t *)buf_str(&septets), septets.len, fill,
                                       body->octets + header);
    }
    buf_free(&septets);
    return good;
}

static bool set_octets(struct tpdu_body *body, const void *octets, size_t len, size_t header)
{
    if (header + len > TPDU_BODY_MAX)
        return false;
    memcpy(body->octets + header, octets, len);
    body->len = header + len;
    body->udl = (uint8_t)body->len;
    return true;
}

static bool set_ucs2(struct tpdu_body *body, const char *utf8, size_t len, size_t header)
{
    struct buf units = BUF_INIT;

    ucs2_from_utf8(utf8, len, &units);
    bool good = set_octets(body, buf_str(&units), units.len, header);
    buf_free(&units);
    return good;
}

bool tpdu_body_set(struct tpdu_body *body, const char *utf8, size_t len,
                   const struct udh_concat *concat)
{
    size_t header = concat ? udh_concat_encode(concat, body->octets) : 0;

    body->udhi = header > 0;
    switch (tpdu_dcs_coding(body->dcs)) {
    case TPDU_GSM7:
        return set_septets(body, utf8, len, header);
    case TPDU_8BIT:
        return set_octets(body, utf8, len, header);
    case TPDU_UCS2:
        return set_ucs2(body, utf8, len, header);
    }
    return false;
}

static void write_body(struct field_writer *w, const struct tpdu_body *body)
{
    field_put(w, body->udl);
    field_put_octets(w, body->octets, body->len);
}

static bool read_body(struct field_reader *r, struct tpdu_body *body)
{
    body->udl = field_get(r);
    bool septets = tpdu_dcs_coding(body->dcs) == TPDU_GSM7;
    size_t len = septets ? gsm7_octets(body->udl, 0) : body->udl;

    if (len > TPDU_BODY_MAX || !field_get_octets(r, body->octets, len))
        return false;
    body->len = len;
    return true;
}

size_t tpdu_encode_submit(const struct tpdu_submit *submit, uint8_t out[static TPDU_MAX])
{
    struct field_writer w = {.out = out};
    unsigned first = TPDU_SUBMIT;

    first |= submit->reject_duplicates ? RD_OR_NOT_MMS : 0;
    first |= submit->valid_relative ? VPF_RELATIVE : submit->valid_until ? VPF_ABSOLUTE : 0;
    first |= submit->report_wanted ? SRR : 0;
    first |= submit->body.udhi ? UDHI : 0;
    first |= submit->reply_path ? RP : 0;
    field_put(&w, (uint8_t)first);
    field_put(&w, submit->reference);
    field_put_address(&w, &submit->to);
    field_put(&w, submit->body.pid);
    field_put(&w, submit->body.dcs);
    if (submit->valid_relative)
        field_put(&w, field_relative_validity(submit->validity_ms));
    else if (submit->valid_until)
        field_put_time(&w, submit->valid_until);
    write_body(&w, &submit->body);
    return w.len;
}

static void read_validity(struct field_reader *r, unsigned format, struct tpdu_submit *submit)
{
    if (format == VPF_RELATIVE) {
        submit->valid_relative = true;
        submit->validity_ms = field_validity_ms(field_get(r));
    } else if (format == VPF_ABSOLUTE) {
        submit->valid_until = field_get_time(r);
    } else if (format == VPF_ENHANCED) {
        submit->valid_relative = field_get_enhanced(r, &submit->validity_ms);
    }
}

bool tpdu_decode_submit(const uint8_t *octets, size_t len, struct tpdu_submit *ret_submit)
{
    struct field_reader r = {.octets = octets, .len = len};
    struct tpdu_submit submit = {0};
    uint8_t first = field_get(&r);

    if ((first & MTI) != TPDU_SUBMIT)
        return false;
    submit.reject_duplicates = first & RD_OR_NOT_MMS;
    submit.report_wanted = first & SRR;
    submit.body.udhi = first & UDHI;
    submit.reply_path = first & RP;
    submit.reference = field_get(&r);
    if (!field_get_address(&r, &submit.to))
        return false;
    submit.body.pid = field_get(&r);
    submit.body.dcs = field_get(&r);
    read_validity(&r, first & VPF_ABSOLUTE, &submit);
    if (!read_body(&r, &submit.body) || r.broken || r.pos != len)
        return false;
    *ret_submit = submit;
    return true;
}

size_t tpdu_encode_deliver(const struct tpdu_deliver *deliver, uint8_t out[static TPDU_MAX])
{
    struct field_writer w = {.out = out};

    field_put(&w, (uint8_t)(TPDU_DELIVER | RD_OR_NOT_MMS | (deliver->body.udhi ? UDHI : 0) |
                            (deliver->reply_path ? RP : 0)));
    field_put_address(&w, &deliver->from);
    field_put(&w, deliver->body.pid);
    field_put(&w, deliver->body.dcs);
    field_put_time(&w, deliver->sent);
    write_body(&w, &deliver->body);
    return w.len;
}

bool tpdu_decode_deliver(const uint8_t *octets, size_t len, struct tpdu_deliver *ret_deliver)
{
    struct field_reader r = {.octets = octets, .len = len};
    struct tpdu_deliver deliver = {0};
    uint8_t first = field_get(&r);

    if ((first & MTI) != TPDU_DELIVER)
        return false;
    deliver.body.udhi = first & UDHI;
    deliver.reply_path = first & RP;
    if (!field_get_address(&r, &deliver.from))
        return false;
    deliver.body.pid = field_get(&r);
    deliver.body.dcs = field_get(&r);
    deliver.sent = field_get_time(&r);
    if (!read_body(&r, &deliver.body) || r.broken)
        return false;
    *ret_deliver = deliver;
    return true;
}

size_t tpdu_encode_report(const struct tpdu_report *report, uint8_t out[static TPDU_MAX])
{
    struct field_writer w = {.out = out};

    field_put(&w, TPDU_STATUS_REPORT | RD_OR_NOT_MMS);
    field_put(&w, report->reference);
    field_put_address(&w, &report->to);
    field_put_time(&w, report->sent);
    field_put_time(&w, report->settled);
    field_put(&w, report->status);
    return w.len;
}

bool tpdu_decode_report(const uint8_t *octets, size_t len, struct tpdu_report *ret_report)
{
    struct field_reader r = {.octets = octets, .len = len};
    struct tpdu_report report = {0};

    if ((field_get(&r) & MTI) != TPDU_STATUS_REPORT)
        return false;
    report.reference = field_get(&r);
    if (!field_get_address(&r, &report.to))
        return false;
    report.sent = field_get_time(&r);
    report.settled = field_get_time(&r);
    report.status = field_get(&r);
    if (r.broken)
        return false;
    *ret_report = report;
    return true;
}

size_t tpdu_encode_sca(const char *smsc, uint8_t out[static TPDU_SCA_MAX])
{
    struct field_writer w = {.out = out};
    struct tpdu_address address;

    if (!*smsc || !tpdu_address_parse(smsc, &address) || address.type == TPDU_TOA_ALPHANUMERIC) {
        field_put(&w, 0);
        return w.len;
    }
    size_t digits = strlen(address.text) - (address.text[0] == '+');
    field_put(&w, (uint8_t)(1 + (digits + 1) / 2));
    field_put(&w, address.type);
    field_put_digits(&w, address.text);
    return w.len;
}

size_t tpdu_sca_octets(const uint8_t *octets, size_t len)
{
    return len && (size_t)octets[0] + 1 <= len ? (size_t)octets[0] + 1 : 0;
}
