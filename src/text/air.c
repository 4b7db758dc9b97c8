/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A text as a person wrote it, made into the text that goes on the air. */
#include "text/air.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unictype.h>

#include "base/buf.h"
#include "base/memory.h"
#include "text/accents.h"
#include "text/gsm7.h"
#include "text/parts.h"
#include "text/signs.h"
#include "text/ucs2.h"
#include "text/utf8.h"

const char *const text_accents_words[] = {
    [TEXT_ACCENTS_AUTO] = "auto",
    [TEXT_ACCENTS_KEEP] = "keep",
    [TEXT_ACCENTS_DROP] = "drop",
    NULL,
};

/* One walk over a text. */
struct walk {
    struct buf out;
    bool drop;       /* also what is only alike is replaced, and what has no form left out */
    bool lengthen;   /* replace what then takes more room */
    bool lengthened; /* that happened */
    bool gap;        /* something visible was left out since the last character */
};

static char last_of(const struct buf *b)
{
    return b->len > 0 ? b->data[b->len - 1] : '\n';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Part of a word: bytes of UTF-8 beyond ASCII are taken for letters. */
static bool is_word(char c)
{
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80);
}

static bool is_stop(char c)
{
    return c != '\0' && strchr(".,;:!?)", c);
}

/* Where a sign was left out, its space goes with it, and words that it parted stay apart. False
 * when next is that space. */
static bool close_gap(struct walk *walk, char next)
{
    char last = last_of(&walk->out);

    if (!walk->gap)
        return true;
    if (next == ' ' && is_space(last))
        return false;
    if (last == ' ' && is_stop(next))
        walk->out.data[--walk->out.len] = '\0';
    else if (is_word(last) && is_word(next))
        buf_putc(&walk->out, ' ');
    walk->gap = false;
    return true;
}

static void put_bytes(struct walk *walk, const char *bytes, size_t len)
{
    while (len > 0 && !close_gap(walk, *bytes))
        bytes++, len--;
    buf_append(&walk->out, bytes, len);
}

static void put_sign(struct walk *walk, const struct sign *sign)
{
    if (sign->separator && is_digit(last_of(&walk->out)))
        buf_putc(&walk->out, sign->separator);
    put_bytes(walk, sign->text, sign->len);
}

static bool is_invisible(uint32_t c)
{
    return uc_is_property_default_ignorable_code_point(c);
}

/* A letter, mark, digit or punctuation of some script, as against a sign common to all. */
static bool is_spelling(uint32_t c)
{
    const uint32_t mask = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_Nd;
    const uc_script_t *script = uc_script(c);

    return !is_invisible(c) &&
           (uc_is_general_category_withtable(c, mask) || (script && script != uc_script(' ')));
}

static void put_unusual(struct walk *walk, uint32_t c, const char *bytes, size_t len)
{
    struct sign sign;

    if (sign_find(c, &sign) && (walk->drop || sign.same)) {
        bool longer = sign.len > ucs2_units(c);
        if (walk->drop || walk->lengthen || !longer) {
            walk->lengthened = walk->lengthened || longer;
            put_sign(walk, &sign);
            return;
        }
    }
    if (!walk->drop || is_spelling(c))
        put_bytes(walk, bytes, len);
    else if (!is_invisible(c))
        walk->gap = true;
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

static void put_control(struct walk *walk, uint32_t c, uint32_t before)
{
    switch (c) {
    case '\n':
        if (before == '\r')
            return; /* put out already */
        put_bytes(walk, "\n", 1);
        return;
    case '\v':
    case '\f':
    case '\r':
    case 0x85: /* next line */
        put_bytes(walk, "\n", 1);
        return;
    case '\t':
        put_bytes(walk, " ", 1);
        return;
    }
}

/* Letters that Vietnamese and its neighbours in Latin are written with. */
static bool is_usual(uint32_t c)
{
    if (c < 0x80)
        return !is_control(c) && c != '`';
    return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x1EA0 && c <= 0x1EF9) ||
           gsm7_septets(c) > 0;
}

/* Bytes of usual characters at s: most texts are one run of them. */
static size_t usual_run(const char *s, const char *end)
{
    const char *at = s;
    uint32_t c;

    while (at < end) {
        size_t bytes = utf8_next(at, end, &c);
        if (!is_usual(c))
            break;
        at += bytes;
    }
    return (size_t)(at - s);
}

static void walk_text(struct walk *walk, const char *text, size_t len)
{
    const char *end = text + len;
    uint32_t c = 0, before;

    buf_clear(&walk->out);
    for (const char *s = text; s < end;) {
        size_t run = usual_run(s, end);
        put_bytes(walk, s, run);
        s += run;
        if (s == end)
            break;
        before = run > 0 ? 0 : c;
        size_t bytes = utf8_next(s, end, &c);
        if (is_control(c))
            put_control(walk, c, before);
        else
            put_unusual(walk, c, s, bytes);
        s += bytes;
    }
}

static void trim(struct buf *b)
{
    size_t start = 0;

    while (b->len > 0 && is_space(last_of(b)))
        b->data[--b->len] = '\0';
    while (start < b->len && is_space(b->data[start]))
        start++;
    buf_consume(b, start);
}

/* Composed again, for what was in the way may be gone. */
static char *walk_once(struct walk *walk, const char *text)
{
    size_t len = strlen(text);

    buf_grow(&walk->out, len); /* once for most texts */
    walk_text(walk, text, len);
    trim(&walk->out);
    return text_nfc(buf_str(&walk->out));
}

static char *keep(const char *utf8)
{
    struct walk walk = {.lengthen = true};
    char *nfc = text_nfc(utf8), *air = walk_once(&walk, nfc);

    if (walk.lengthened && text_coding(air) != TEXT_CODING_GSM7) {
        free(air);
        walk.lengthen = false;
        air = walk_once(&walk, nfc);
    }
    buf_free(&walk.out);
    free(nfc);
    return air;
}

static char *drop(const char *utf8)
{
    struct walk walk = {.drop = true};
    char *plain = text_drop_accents(utf8), *air = walk_once(&walk, plain);

    buf_free(&walk.out);
    free(plain);
    return air;
}

static char *keep_or_drop(const char *utf8)
{
    char *kept = keep(utf8), *dropped = drop(utf8);

    /* A text of emoji alone costs nothing without them, but says nothing either. */
    if (dropped[0] == '\0' || text_count_parts(kept) <= text_count_parts(dropped)) {
        free(dropped);
        return kept;
    }
    free(kept);
    return dropped;
}

char *text_for_air(const char *utf8, enum text_accents accents)
{
    switch (accents) {
    case TEXT_ACCENTS_AUTO:
        return keep_or_drop(utf8);
    case TEXT_ACCENTS_KEEP:
        return keep(utf8);
    case TEXT_ACCENTS_DROP:
        return drop(utf8);
    }
    abort();
}
