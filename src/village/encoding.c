/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A file's bytes as UTF-8 text. */
#include "village/encoding.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <unistr.h>

#include "base/memory.h"

enum { PROBE = 4096, TCVN_SIGNS_MIN = 4 };

static const char tcvn[] = "TCVN";

#define BAD_BYTE "\xFF"

struct magic {
    const char *bytes;
    size_t len;
    const char *what;
};

static const struct magic not_text[] = {
    {"PK\x03\x04", 4, "a spreadsheet file (.xlsx, .ods): save it as \"CSV UTF-8\" first"},
    {"\xD0\xCF\x11\xE0", 4, "an old spreadsheet file (.xls): save it as \"CSV UTF-8\" first"},
    {"%PDF", 4, "a PDF"},
    {"{\\rtf", 5,
     "a text document: copy its table into a spreadsheet and save that as \"CSV UTF-8\""},
    {"BEGIN:VCARD", 11, "a telephone's contacts: make a table of names and numbers of them"},
    {"\x1F\x8B", 2, "a compressed file"},
    {"\x89PNG", 4, "a picture"},
    {"\xFF\xD8\xFF", 3, "a picture"},
    {"SQLite format 3", 15, "a database"},
    {"<!DOCTYPE", 9, "a web page: open it in a spreadsheet and save it as \"CSV UTF-8\""},
    {"<html", 5, "a web page: open it in a spreadsheet and save it as \"CSV UTF-8\""},
    {"<table", 6, "a web page: open it in a spreadsheet and save it as \"CSV UTF-8\""},
    {"<?xml", 5, "an XML file: open it in a spreadsheet and save it as \"CSV UTF-8\""},
};

static const struct {
    const char *bytes;
    size_t len;
    const char *name;
} marks[] = {
    {"\xEF\xBB\xBF", 3, "UTF-8"},
    {"\xFF\xFE\0\0", 4, "UTF-32LE"},
    {"\xFF\xFE", 2, "UTF-16LE"},
    {"\xFE\xFF", 2, "UTF-16BE"},
};

static bool begins(const uint8_t *bytes, size_t len, const char *what, size_t what_len)
{
    return len >= what_len && memcmp(bytes, what, what_len) == 0;
}

/* The byte order mark's encoding and length; NULL and 0 when there is none. */
static const char *find_mark(const uint8_t *bytes, size_t len, size_t *ret_len)
{
    for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
        if (begins(bytes, len, marks[i].bytes, marks[i].len)) {
            *ret_len = marks[i].len;
            return marks[i].name;
        }
    }
    *ret_len = 0;
    return NULL;
}

/* Text in UTF-16 without a mark has a NUL in about every second byte, on one side. */
static const char *find_utf16(const uint8_t *bytes, size_t len)
{
    size_t pairs = (len < PROBE ? len : PROBE) / 2, even = 0, odd = 0;

    for (size_t i = 0; i < pairs; i++) {
        even += bytes[2 * i] == 0;
        odd += bytes[2 * i + 1] == 0;
    }
    if (pairs >= 4 && odd * 10 > pairs * 3 && even * 20 < pairs)
        return "UTF-16LE";
    if (pairs >= 4 && even * 10 > pairs * 3 && odd * 20 < pairs)
        return "UTF-16BE";
    return NULL;
}

/* Whether bytes are UTF-8, perhaps with a few broken ones among many good. */
static bool is_mostly_utf8(const uint8_t *bytes, size_t len)
{
    size_t good = 0, bad = 0;

    for (size_t i = 0; i < len;) {
        ucs4_t c;
        if (bytes[i] < 0x80) {
            i++;
            continue;
        }
        int used = u8_mbtoucr(&c, bytes + i, len - i);
        good += used > 0;
        bad += used <= 0;
        i += used > 0 ? (size_t)used : 1;
    }
    return good >= 3 * bad;
}

static bool is_letter(uint8_t c)
{
    return isalpha(c) || c >= 0x80;
}

/* Lists typed in the old fonts (.VnTime) are in TCVN 5712, which has letters where other encodings
 * have signs: "NguyÔn V¨n Hïng", "§iÖn tho¹i". Signs within words give them away. */
static bool is_tcvn(const uint8_t *bytes, size_t len)
{
    size_t high = 0, signs = 0;

    for (size_t i = 1; i < len; i++) {
        uint8_t c = bytes[i];
        bool sign = (c >= 0xA1 && c <= 0xAE) || (c >= 0xB5 && c <= 0xBE && c != 0xBA);
        high += c >= 0x80;
        signs += sign && (is_letter(bytes[i - 1]) || (i + 1 < len && is_letter(bytes[i + 1])));
    }
    return signs >= TCVN_SIGNS_MIN && signs * 4 >= high;
}

/* A text as bytes, one for each character; false when a character is beyond Latin-1. */
static bool narrow(const struct buf *utf8, struct buf *bytes)
{
    for (size_t i = 0; i < utf8->len;) {
        ucs4_t c;
        i += (size_t)u8_mbtouc(&c, (const uint8_t *)utf8->data + i, utf8->len - i);
        if (c > 0xFF)
            return false;
        buf_putc(bytes, (char)c);
    }
    return true;
}

static bool is_control(uint8_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\v' && c != '\f' &&
            c != 0x1A) ||
           c == 0x7F;
}

/* A few stray control characters happen; many mean that this is no text. */
static bool is_binary(const uint8_t *text, size_t len)
{
    size_t controls = 0;

    for (size_t i = 0; i < len; i++)
        controls += is_control(text[i]);
    return controls > 8 && controls > len / 50;
}

/* One step of iconv, past a unit that it cannot read; false when it is over. */
static bool convert_some(iconv_t cd, size_t unit, char **in, size_t *in_left, struct buf *out)
{
    char block[8192];
    char *to = block;
    size_t to_left = sizeof(block);

    size_t r = iconv(cd, *in_left ? in : NULL, in_left, &to, &to_left);
    int failure = r == (size_t)-1 ? errno : 0;
    buf_append(out, block, (size_t)(to - block));
    if (failure == E2BIG)
        return true;
    if (failure == EILSEQ || failure == EINVAL) {
        buf_append(out, BAD_BYTE, 1);
        if (*in_left) {
            *in += unit;
            *in_left -= unit;
        }
        return true;
    }
    return *in_left > 0;
}

static int convert(const uint8_t *bytes, size_t len, const char *name, size_t unit, struct buf *out,
                   struct refusal *ret_refusal)
{
    iconv_t cd = iconv_open("UTF-8", name);
    char *in = (char *)bytes;
    size_t whole = len / unit * unit;

    if (cd == (iconv_t)-1)
        return refuse(ret_refusal, "unknown_encoding", "encoding",
                      "there is no encoding \"%s\" on this machine", name);
    while (whole > 0)
        convert_some(cd, unit, &in, &whole, out);
    while (convert_some(cd, unit, &in, &whole, out))
        ; /* what the converter still holds back */
    iconv_close(cd);
    if (len % unit)
        buf_append(out, BAD_BYTE, 1);
    return 0;
}

/* CR LF and CR become LF, in place; the end-of-file sign of DOS goes; a LF ends the text. */
static void unify_lines(struct buf *text)
{
    size_t to = 0;

    if (text->len && text->data[text->len - 1] == 0x1A)
        text->len--;
    for (size_t i = 0; i < text->len; i++) {
        char c = text->data[i];
        if (c == '\r' && i + 1 < text->len && text->data[i + 1] == '\n')
            continue;
        text->data[to++] = c == '\r' ? '\n' : c;
    }
    text->len = to;
    if (to == 0 || text->data[to - 1] != '\n')
        buf_putc(text, '\n');
}

static int check_file(const uint8_t *bytes, size_t len, struct refusal *ret_refusal)
{
    if (len == 0)
        return refuse(ret_refusal, "empty_file", "file", "the file is empty");
    if (len > ENCODING_BYTES_MAX)
        return refuse(ret_refusal, "file_too_large", "file",
                      "the file has %zu MB; a list may have at most %d MB", len >> 20,
                      ENCODING_BYTES_MAX >> 20);
    for (size_t i = 0; i < ARRAY_SIZE(not_text); i++) {
        if (begins(bytes, len, not_text[i].bytes, not_text[i].len))
            return refuse(ret_refusal, "not_text", "file", "this is not a list but %s",
                          not_text[i].what);
    }
    return 0;
}

/* UTF-16 broken in the middle must be taken up again on a pair of bytes. */
static size_t unit_of(const char *name)
{
    if (strncmp(name, "UTF-16", 6) == 0)
        return 2;
    return strncmp(name, "UTF-32", 6) == 0 ? 4 : 1;
}

/* The encoding of bytes that say nothing of it. */
static const char *guess(const uint8_t *bytes, size_t len, const char *legacy)
{
    const char *wide = find_utf16(bytes, len);

    if (wide)
        return wide;
    if (is_mostly_utf8(bytes, len))
        return "UTF-8";
    return is_tcvn(bytes, len) ? tcvn : legacy;
}

/* Text of an old font stays what it was when a spreadsheet saves it as Unicode. */
static int mend_font(struct buf *text, const char **name, struct refusal *ret_refusal)
{
    struct buf bytes = BUF_INIT;
    int r = 0;

    if (narrow(text, &bytes) && is_tcvn((const uint8_t *)buf_str(&bytes), bytes.len)) {
        buf_clear(text);
        r = convert((const uint8_t *)bytes.data, bytes.len, tcvn, 1, text, ret_refusal);
        *name = tcvn;
    }
    buf_free(&bytes);
    return r;
}

int encoding_decode(const void *bytes, size_t len, const char *encoding, const char *legacy,
                    struct buf *ret_text, const char **ret_name, struct refusal *ret_refusal)
{
    const uint8_t *from = bytes;
    struct buf text = BUF_INIT;
    size_t mark_len;

    int r = check_file(from, len, ret_refusal);
    if (r)
        return r;
    const char *name = find_mark(from, len, &mark_len);
    if (encoding)
        name = encoding;
    else if (!name)
        name = guess(from, len, legacy);
    if (strcmp(name, "UTF-8") == 0)
        buf_append(&text, from + mark_len, len - mark_len);
    else
        r = convert(from + mark_len, len - mark_len, name, unit_of(name), &text, ret_refusal);
    if (r == 0 && !encoding && strncmp(name, "UTF-", 4) == 0)
        r = mend_font(&text, &name, ret_refusal);
    if (r == 0 && is_binary((const uint8_t *)buf_str(&text), text.len))
        r = refuse(ret_refusal, "not_text", "file", "this is not a list: the file is not text");
    if (r == 0) {
        unify_lines(&text);
        buf_append(ret_text, buf_str(&text), text.len);
        *ret_name = name;
    }
    buf_free(&text);
    return r;
}
