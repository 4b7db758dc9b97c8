/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Vietnamese letters with and without their accents. */
#include "text/accents.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/memory.h"
#include "text/utf8.h"

bool text_utf8_valid(const char *s, size_t len)
{
    return !memchr(s, '\0', len) && !u8_check((const uint8_t *)s, len);
}

/* Code points that normalization to NFC neither changes nor joins with a neighbour: all that
 * Vietnamese is typed with, and emoji. Most texts are made of nothing else. */
static bool stands_in_nfc(uint32_t c)
{
    return c < 0x300 || (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x2010 && c <= 0x206F) ||
           (c >= 0x1F000 && c <= 0x1FAFF);
}

static bool is_nfc_for_sure(const char *s, const char *end)
{
    uint32_t c;

    while (s < end) {
        s += utf8_next(s, end, &c);
        if (!stands_in_nfc(c))
            return false;
    }
    return true;
}

/* What libunistring returned: allocated by malloc and without a final NUL. */
static char *own_string(uint8_t *bytes, size_t len)
{
    if (!bytes)
        abort(); /* valid UTF-8 fails here for want of memory only */
    char *s = xreallocarray(bytes, len + 1, 1);
    s[len] = '\0';
    return s;
}

char *text_nfc(const char *utf8)
{
    size_t len = strlen(utf8), out_len = 0;

    if (is_nfc_for_sure(utf8, utf8 + len) || !text_utf8_valid(utf8, len))
        return xstrndup(utf8, len);
    uint8_t *out = u8_normalize(UNINORM_NFC, (const uint8_t *)utf8, len, NULL, &out_len);
    return own_string(out, out_len);
}

/* The blocks of marks that belong to no one script. */
static bool is_accent(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x1AB0 && c <= 0x1AFF) ||
           (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF) ||
           (c >= 0xFE20 && c <= 0xFE2F);
}

static bool is_other_letter(uint32_t c)
{
    const uc_script_t *script = uc_script(c);

    /* Styled letters (𝗢) are common to all scripts, and Latin here. */
    return uc_is_property_alphabetic(c) && script != uc_script('a') && script != uc_script(' ');
}

static uint32_t plain_letter(uint32_t c)
{
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];

    if (c < 0xC0 || (c > 0x24F && (c < 0x1E00 || c > 0x1EFF)))
        return c == 0x256 ? 'd' : c;
    while (uc_canonical_decomposition(c, parts) > 0)
        c = parts[0];
    switch (c) {
    case 0x110: /* Đ */
    case 0xD0:  /* Ð */
    case 0x189: /* Ɖ */
        return 'D';
    case 0x111: /* đ */
    case 0xF0:  /* ð */
        return 'd';
    }
    return c;
}

/* Strips the accents of a text in NFC where it lies: no code point grows. */
static void strip_accents(char *text, bool visible_only)
{
    const char *end = text + strlen(text);
    char *out = text;
    uint32_t c, base = 0;

    for (const char *s = text; s < end;) {
        s += utf8_next(s, end, &c);
        if (is_accent(c)) {
            if (!is_other_letter(base))
                continue;
        } else {
            base = c = plain_letter(c);
        }
        if (visible_only && c >= 0x80 && uc_is_property_default_ignorable_code_point(c))
            continue;
        /* A broken byte, read as U+FFFD, has no room for three bytes: it becomes one. */
        out += c == 0xFFFD && s - out < 3 ? utf8_put(out, '?') : utf8_put(out, c);
    }
    *out = '\0';
}

char *text_drop_accents(const char *utf8)
{
    char *text = text_nfc(utf8);

    strip_accents(text, false);
    return text;
}

char *text_fold(const char *utf8)
{
    size_t len = strlen(utf8), out_len = 0;

    if (!text_utf8_valid(utf8, len))
        return text_drop_accents(utf8);
    uint8_t *out = u8_casefold((const uint8_t *)utf8, len, NULL, UNINORM_NFKC, NULL, &out_len);
    char *text = own_string(out, out_len);
    strip_accents(text, true);
    char *joined = text_nfc(text); /* what something invisible had kept apart (Korean, Japanese) */
    free(text);
    return joined;
}
