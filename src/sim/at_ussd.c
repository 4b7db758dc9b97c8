/* SPDX-License-Identifier: GPL-2.0-or-later */
/* USSD commands (3GPP TS 27.007, 7.15). */
#include "sim/ussd.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "sim/modem_inside.h"
#include "text/gsm7.h"
#include "text/ucs2.h"

enum { DCS_GSM7 = 15, DCS_UCS2 = 72 };

static void append_packed(const char *utf8, struct buf *out)
{
    struct buf septets = BUF_INIT;

    if (gsm7_from_utf8(utf8, strlen(utf8), &septets)) {
        uint8_t *octets = xmalloc(septets.len + 1);
        size_t len = gsm7_pack((const uint8_t *)buf_str(&septets), septets.len, 0, octets);
        hex_encode(octets, len, out);
        free(octets);
    }
    buf_free(&septets);
}

/* The text as its coding wants it: UCS-2 always as hexadecimal. */
static int append_string(const struct modem *m, const char *utf8, struct buf *out)
{
    struct buf septets = BUF_INIT, units = BUF_INIT;
    bool plain = gsm7_from_utf8(utf8, strlen(utf8), &septets);

    buf_putc(out, '"');
    if (!plain) {
        ucs2_from_utf8(utf8, strlen(utf8), &units);
        hex_encode(buf_str(&units), units.len, out);
    } else if (modem_has(m, QUIRK_USSD_PACKED)) {
        append_packed(utf8, out);
    } else {
        charset_encode(m->set.charset, utf8, out);
    }
    buf_putc(out, '"');
    buf_free(&septets);
    buf_free(&units);
    return plain ? DCS_GSM7 : DCS_UCS2;
}

void ussd_answered(enum ussd_status status, const char *text, void *modem)
{
    struct modem *m = modem;
    struct buf line = BUF_INIT;

    m->ussd_session = status == USSD_WANTS_REPLY;
    if (!modem_on_air(m) || !m->set.cusd)
        return;
    buf_printf(&line, "+CUSD: %d", status);
    if (text) {
        buf_putc(&line, ',');
        int dcs = append_string(m, text, &line);
        buf_printf(&line, ",%d", dcs);
    }
    modem_notice_bytes(m, line.data, line.len);
    buf_free(&line);
}

static bool packed_decode(const char *hex, struct buf *out)
{
    struct buf octets = BUF_INIT;
    uint8_t septets[256];
    bool good = hex_decode(hex, strlen(hex), &octets) && octets.len <= 160;

    if (good) {
        size_t count = gsm7_unpack((const uint8_t *)buf_str(&octets), octets.len, 0,
                                   octets.len * 8 / 7, septets);
        bool filled = count && octets.len % 7 == 0;
        if (filled && (septets[count - 1] == '\r' || septets[count - 1] == 0))
            count--; /* 23.038, 6.1.2.3.1 */
        char *text = gsm7_to_utf8(septets, count);
        buf_puts(out, text);
        free(text);
    }
    buf_free(&octets);
    return good;
}

static bool decode_request(const struct modem *m, const char *text, struct buf *out)
{
    /* A code typed as it stands is understood in every character set but the packed one. */
    bool plain = strspn(text, "0123456789*#") == strlen(text) && strpbrk(text, "*#");

    if (plain) {
        buf_puts(out, text);
        return true;
    }
    if (modem_has(m, QUIRK_USSD_PACKED))
        return packed_decode(text, out);
    return charset_decode(m->set.charset, text, strlen(text), out);
}

static void request(struct modem *m, const char *text)
{
    struct buf decoded = BUF_INIT;

    if (!modem_on_air(m)) {
        at_cme(m, CME_NO_NETWORK);
    } else if (!decode_request(m, text, &decoded)) {
        at_cme(m, CME_INVALID_PARAMETER);
    } else {
        if (!m->ussd_session)
            ussd_cancel(m->network, m->subscriber);
        ussd_send(m->network, m->subscriber, buf_str(&decoded));
        at_ok(m);
    }
    buf_free(&decoded);
}

void ussd_dial(struct modem *m, const char *code)
{
    if (modem_has(m, QUIRK_NO_USSD)) {
        at_error(m);
        return;
    }
    m->set.cusd = 1;
    request(m, code);
}

static void set_cusd(struct modem *m, const struct at_command *command)
{
    const char *text = at_text(command, 1);
    long on;

    if (!at_number(command, 0, 0, 0, 2, &on)) {
        at_cme(m, CME_INVALID_PARAMETER);
        return;
    }
    if (on == 2) {
        ussd_cancel(m->network, m->subscriber);
        m->ussd_session = false;
        at_ok(m);
        return;
    }
    m->set.cusd = on;
    if (text && *text)
        request(m, text);
    else
        at_ok(m);
}

static void cusd(struct modem *m, const struct at_command *command)
{
    if (modem_has(m, QUIRK_NO_USSD)) {
        at_error(m);
        return;
    }
    switch (command->kind) {
    case AT_TEST:
        modem_line(m, "+CUSD: (0-2)");
        break;
    case AT_READ:
        modem_line(m, "+CUSD: %ld", m->set.cusd);
        break;
    case AT_SET:
        set_cusd(m, command);
        return;
    case AT_EXEC:
        at_error(m);
        return;
    }
    at_ok(m);
}

const struct at_entry at_ussd[] = {{"+CUSD", cusd, AT_SIM}, {NULL, NULL, AT_ALWAYS}};
