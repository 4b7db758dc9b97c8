/* SPDX-License-Identifier: GPL-2.0-or-later */
/* USSD texts, made readable. */
#include "modem/ussd.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "text/gsm7.h"

enum { CODE_MAX = 160 };

struct field {
    const char *at;
    size_t len;
};

/* The text between the first and the last quote, and the number after it. */
static void split(const char *line, size_t len, struct field *ret_text, int *ret_dcs)
{
    const char *open = memchr(line, '"', len);
    const char *close = memrchr(line, '"', len);
    const char *end = line + len;

    *ret_text = (struct field){line, 0};
    *ret_dcs = CHARSET_DCS_DEFAULT;
    if (!open)
        return;
    if (close == open)
        close = end; /* the line was cut off */
    *ret_text = (struct field){open + 1, (size_t)(close - open - 1)};
    while (close < end && !isdigit((unsigned char)*close))
        close++;
    for (int dcs = 0; close < end && isdigit((unsigned char)*close) && dcs < 256; close++)
        *ret_dcs = dcs = 10 * dcs + *close - '0';
}

/* Lines end with a line feed; nothing stands at the end. */
static void tidy(char *text)
{
    char *to = text;

    for (const char *s = text; *s; s++)
        if (*s != '\r')
            *to++ = *s;
        else if (s[1] != '\n')
            *to++ = '\n';
    while (to > text && isspace((unsigned char)to[-1]))
        to--;
    *to = 0;
}

static enum wire_ussd_state state_of(int n, bool has_text)
{
    switch (n) {
    case 0:
        return WIRE_USSD_DONE;
    case 1:
        return WIRE_USSD_REPLY_WANTED;
    case 2: /* ended by the network: some modems mark every last text so */
        return has_text ? WIRE_USSD_DONE : WIRE_USSD_FAILED;
    default: /* another client answered, not supported, timeout */
        return WIRE_USSD_FAILED;
    }
}

int ussd_read(const char *line, size_t len, enum charset charset, struct ussd *ret)
{
    struct field text;
    int dcs;

    if (len == 0 || !isdigit((unsigned char)line[0]))
        return -EBADMSG;
    split(line, len, &text, &dcs);
    ret->text = charset_read(text.at, text.len, dcs, charset);
    tidy(ret->text);
    ret->state = state_of(line[0] - '0', ret->text[0] != 0);
    return 0;
}

bool ussd_code_valid(const char *code)
{
    size_t len = strlen(code);

    return len > 0 && len <= CODE_MAX && strspn(code, "0123456789*#+") == len;
}

/* What is left of the last octet must not look like an @ (TS 23.038, 6.1.2.3.1). */
char *ussd_code_packed(const char *code)
{
    struct buf septets = BUF_INIT, hex = BUF_INIT;
    uint8_t octets[CODE_MAX];

    gsm7_from_utf8(code, strlen(code), &septets);
    if (septets.len % 8 == 7)
        buf_putc(&septets, '\r');
    size_t len = gsm7_pack((const uint8_t *)septets.data, septets.len, 0, octets);
    for (size_t i = 0; i < len; i++)
        buf_printf(&hex, "%02X", octets[i]);
    buf_free(&septets);
    return buf_steal(&hex);
}
