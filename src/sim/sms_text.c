/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages in text mode: how they are shown and how they are made of what was typed (3GPP TS
 * 27.005, 3.1 and 3.4). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "sim/modem_inside.h"
#include "sim/tpdu_field.h"

/* "26/11/23,18:30:00+28": the zone in quarters of an hour. */
static void append_time(int64_t wall_ms, struct buf *out)
{
    time_t seconds = wall_ms / SECOND;
    struct tm tm;

    localtime_r(&seconds, &tm);
    long quarters = tm.tm_gmtoff / (15 * 60);
    buf_printf(out, "\"%02d/%02d/%02d,%02d:%02d:%02d%c%02ld\"", tm.tm_year % 100, tm.tm_mon + 1,
               tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, quarters < 0 ? '-' : '+',
               labs(quarters));
}

/* As 27.005 has it: text of the GSM alphabet without a header in the program's character set,
 * everything else as the octets in hexadecimal. */
static void append_data(const struct modem *m, const struct tpdu_body *body, struct buf *out)
{
    struct buf text = BUF_INIT;

    buf_puts(out, "\r\n");
    if (tpdu_dcs_coding(body->dcs) == TPDU_GSM7 && !body->udhi) {
        tpdu_body_text(body, &text);
        charset_encode(m->set.charset, buf_str(&text), out);
    } else {
        hex_encode(body->octets, body->len, out);
    }
    buf_free(&text);
}

static void append_details(const struct modem *m, const struct tpdu_address *address, uint8_t fo,
                           const struct tpdu_body *body, const char *vp, struct buf *out)
{
    buf_printf(out, ",%d,%d,%d,%d,%s", address->type, fo, body->pid, body->dcs, vp);
    modem_quote(m, m->card.smsc, out);
    buf_printf(out, ",%d,%d", m->card.smsc[0] == '+' ? 145 : 129, body->udl);
}

static void show_deliver(const struct modem *m, const struct tpdu_deliver *deliver, uint8_t fo,
                         bool list, struct buf *out)
{
    modem_quote(m, deliver->from.text, out);
    buf_puts(out, ",,");
    append_time(deliver->sent, out);
    if (m->set.csdh && list)
        buf_printf(out, ",%d,%d", deliver->from.type, deliver->body.udl);
    else if (m->set.csdh)
        append_details(m, &deliver->from, fo, &deliver->body, "", out);
    append_data(m, &deliver->body, out);
}

static void show_submit(const struct modem *m, const struct tpdu_submit *submit, uint8_t fo,
                        bool list, struct buf *out)
{
    modem_quote(m, submit->to.text, out);
    buf_putc(out, ',');
    if (list)
        buf_putc(out, ',');
    if (m->set.csdh && list)
        buf_printf(out, ",%d,%d", submit->to.type, submit->body.udl);
    else if (m->set.csdh)
        append_details(m, &submit->to, fo, &submit->body, "167,", out);
    append_data(m, &submit->body, out);
}

static void show_report(const struct modem *m, const struct tpdu_report *report, uint8_t fo,
                        struct buf *out)
{
    buf_printf(out, "%d,%d,", fo, report->reference);
    modem_quote(m, report->to.text, out);
    buf_printf(out, ",%d,", report->to.type);
    append_time(report->sent, out);
    buf_putc(out, ',');
    append_time(report->settled, out);
    buf_printf(out, ",%d", report->status);
}

void sms_show_text(const struct modem *m, const uint8_t *pdu, size_t len, size_t sca_len, bool list,
                   struct buf *out)
{
    const uint8_t *tpdu = pdu + sca_len;
    size_t tpdu_len = len - sca_len;
    struct tpdu_deliver deliver;
    struct tpdu_submit submit;
    struct tpdu_report report;

    if (tpdu_decode_deliver(tpdu, tpdu_len, &deliver))
        show_deliver(m, &deliver, tpdu[0], list, out);
    else if (tpdu_decode_submit(tpdu, tpdu_len, &submit))
        show_submit(m, &submit, tpdu[0], list, out);
    else if (tpdu_decode_report(tpdu, tpdu_len, &report))
        show_report(m, &report, tpdu[0], out);
    else
        buf_puts(out, "\"\",,\r\n"); /* a broken message: nothing of it can be shown */
}

bool sms_read_address(const struct modem *m, const struct at_command *command, size_t index,
                      struct tpdu_address *ret_address)
{
    const char *text = at_text(command, index);
    struct buf decoded = BUF_INIT;
    long type;

    if (!text || !at_number(command, index + 1, 0, 0, 255, &type))
        return false;
    /* Numbers too are in the program's character set; those that are not are read as they stand. */
    bool coded = strspn(text, "+0123456789*#") != strlen(text) ||
                 (m->set.charset == CHARSET_UCS2 && !strncmp(text, "00", 2));
    if (!coded || !charset_decode(m->set.charset, text, strlen(text), &decoded))
        buf_puts(&decoded, text);
    bool good = tpdu_address_parse(buf_str(&decoded), ret_address);
    if (good && type == TPDU_TOA_INTERNATIONAL && ret_address->text[0] != '+') {
        char plus[TPDU_ADDRESS_TEXT_MAX + 1];
        snprintf(plus, sizeof(plus), "+%s", ret_address->text);
        good = tpdu_address_parse(plus, ret_address);
    }
    buf_free(&decoded);
    return good;
}

static bool set_octets(const char *hex, size_t len, struct tpdu_body *body)
{
    struct buf octets = BUF_INIT;
    bool good = hex_decode(hex, len, &octets) && octets.len <= TPDU_BODY_MAX;

    if (good) {
        memcpy(body->octets, buf_str(&octets), octets.len);
        body->len = octets.len;
        body->udl = tpdu_dcs_coding(body->dcs) == TPDU_GSM7 ? (uint8_t)(octets.len * 8 / 7)
                                                            : (uint8_t)octets.len;
    }
    buf_free(&octets);
    return good;
}

bool sms_from_text(const struct modem *m, const char *data, size_t len, struct tpdu_submit *submit)
{
    enum { UDHI = 0x40, RELATIVE = 0x10, SRR = 0x20 };
    const struct settings *set = &m->set;
    struct buf text = BUF_INIT;

    submit->report_wanted = set->fo & SRR;
    submit->valid_relative = set->fo & RELATIVE;
    submit->validity_ms = field_validity_ms((uint8_t)set->vp);
    submit->body = (struct tpdu_body){.pid = (uint8_t)set->pid, .dcs = (uint8_t)set->dcs};
    if (set->fo & UDHI || tpdu_dcs_coding(submit->body.dcs) != TPDU_GSM7) {
        bool good = set_octets(data, len, &submit->body);
        submit->body.udhi = set->fo & UDHI;
        return good;
    }
    bool good = charset_decode(set->charset, data, len, &text) &&
                tpdu_body_set(&submit->body, buf_str(&text), text.len, NULL);
    buf_free(&text);
    return good;
}
