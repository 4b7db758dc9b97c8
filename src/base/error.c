/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Refusals: why something asked cannot be done. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A sentence cut to fit must not end inside a UTF-8 sequence. */
static void trim_partial_utf8(char *s)
{
    size_t len = strlen(s), start = len;

    while (start > 0 && len - start < 4 && ((unsigned char)s[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;
    unsigned char lead = (unsigned char)s[start - 1];
    size_t want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (len - (start - 1) < want)
        s[start - 1] = '\0';
}

int refuse(struct refusal *ret_refusal, const char *code, const char *field, const char *fmt, ...)
{
    va_list ap;

    if (!ret_refusal)
        return REFUSED;
    ret_refusal->code = code;
    snprintf(ret_refusal->field, sizeof(ret_refusal->field), "%s", field ? field : "");
    va_start(ap, fmt);
    vsnprintf(ret_refusal->message, sizeof(ret_refusal->message), fmt, ap);
    va_end(ap);
    trim_partial_utf8(ret_refusal->field);
    trim_partial_utf8(ret_refusal->message);
    return REFUSED;
}
