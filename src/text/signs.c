/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a character that is not in the GSM alphabet is written as in it. */
#include "text/signs.h"

#include <stdlib.h>
#include <string.h>

#include <uninorm.h>

#include "base/memory.h"
#include "text/gsm7.h"
#include "text/utf8.h"

enum likeness {
    SAME,  /* the reader sees no difference */
    ALIKE, /* the reader understands the same */
};

struct range {
    uint32_t first, last;
    const char *text;
    enum likeness likeness;
};

/* In order. What Unicode itself knows a plain form of (… ﬁ ½ ² Ⅳ № ㎡ ⑴, full width, styled
 * letters, spaces of all widths) is not here but left to its decompositions. */
static const struct range ranges[] = {
    {0x0060, 0x0060, "'", SAME},     /* ` */
    {0x00A2, 0x00A2, "c", ALIKE},    /* ¢ */
    {0x00A6, 0x00A6, "|", ALIKE},    /* ¦ */
    {0x00A9, 0x00A9, "(c)", ALIKE},  /* © */
    {0x00AB, 0x00AB, "\"", SAME},    /* « */
    {0x00AD, 0x00AD, "", SAME},      /* soft hyphen */
    {0x00AE, 0x00AE, "(R)", ALIKE},  /* ® */
    {0x00AF, 0x00AF, "-", ALIKE},    /* ¯ */
    {0x00B0, 0x00B0, "o", ALIKE},    /* ° */
    {0x00B1, 0x00B1, "+/-", ALIKE},  /* ± */
    {0x00B4, 0x00B4, "'", SAME},     /* ´ */
    {0x00B5, 0x00B5, "u", ALIKE},    /* µ, as in ug */
    {0x00B7, 0x00B7, "-", ALIKE},    /* · as word processors begin a list with */
    {0x00B8, 0x00B8, ",", ALIKE},    /* ¸ */
    {0x00BA, 0x00BA, "o", ALIKE},    /* º, typed for ° */
    {0x00BB, 0x00BB, "\"", SAME},    /* » */
    {0x00D7, 0x00D7, "x", ALIKE},    /* × */
    {0x00F7, 0x00F7, "/", ALIKE},    /* ÷ */
    {0x02B9, 0x02B9, "'", SAME},     /* ʹ */
    {0x02BA, 0x02BA, "\"", SAME},    /* ʺ */
    {0x02BB, 0x02BD, "'", SAME},     /* ʻ ʼ ʽ */
    {0x02C6, 0x02C6, "^", ALIKE},    /* ˆ */
    {0x02D7, 0x02D7, "-", SAME},     /* ˗ */
    {0x02DC, 0x02DC, "~", ALIKE},    /* ˜ */
    {0x061C, 0x061C, "", SAME},      /* direction mark */
    {0x180E, 0x180E, "", SAME},      /* vowel separator */
    {0x200B, 0x200B, "", SAME},      /* zero-width space */
    {0x200E, 0x200F, "", SAME},      /* direction marks */
    {0x2010, 0x2015, "-", SAME},     /* hyphens and dashes */
    {0x2018, 0x201B, "'", SAME},     /* ‘ ’ ‚ ‛ */
    {0x201C, 0x201F, "\"", SAME},    /* “ ” „ ‟ */
    {0x2022, 0x2023, "-", ALIKE},    /* • ‣ */
    {0x2028, 0x2029, "\n", SAME},    /* line and paragraph separators */
    {0x202A, 0x202E, "", SAME},      /* direction marks */
    {0x2030, 0x2030, "o/oo", ALIKE}, /* ‰, how salt in water is measured */
    {0x2032, 0x2032, "'", SAME},     /* ′ */
    {0x2033, 0x2033, "\"", SAME},    /* ″ */
    {0x2035, 0x2035, "'", SAME},     /* ‵ */
    {0x2036, 0x2036, "\"", SAME},    /* ‶ */
    {0x2039, 0x203A, "'", SAME},     /* ‹ › */
    {0x2043, 0x2043, "-", ALIKE},    /* ⁃ */
    {0x2044, 0x2044, "/", SAME},     /* fraction slash */
    {0x2053, 0x2053, "~", ALIKE},    /* ⁓ */
    {0x2060, 0x2064, "", SAME},      /* word joiner, invisible operators */
    {0x2066, 0x206F, "", SAME},      /* direction marks */
    {0x20AB, 0x20AB, "d", ALIKE},    /* ₫ */
    {0x2190, 0x2190, "<-", ALIKE},   /* ← */
    {0x2192, 0x2192, "->", ALIKE},   /* → */
    {0x2194, 0x2194, "<->", ALIKE},  /* ↔ */
    {0x21D2, 0x21D2, "=>", ALIKE},   /* ⇒ */
    {0x2212, 0x2212, "-", SAME},     /* − */
    {0x2215, 0x2215, "/", SAME},     /* ∕ */
    {0x2217, 0x2217, "*", SAME},     /* ∗ */
    {0x2219, 0x2219, "-", ALIKE},    /* ∙ */
    {0x2236, 0x2236, ":", SAME},     /* ∶ */
    {0x223C, 0x223C, "~", SAME},     /* ∼ */
    {0x2248, 0x2248, "~", ALIKE},    /* ≈ */
    {0x2260, 0x2260, "=/=", ALIKE},  /* ≠ */
    {0x2264, 0x2264, "<=", ALIKE},   /* ≤ */
    {0x2265, 0x2265, ">=", ALIKE},   /* ≥ */
    {0x25A0, 0x25A1, "-", ALIKE},    /* ■ □ and the bullets below */
    {0x25AA, 0x25AB, "-", ALIKE},    /* ▪ ▫ */
    {0x25B6, 0x25B8, "-", ALIKE},    /* ▶ ▷ ▸ */
    {0x25BA, 0x25BA, "-", ALIKE},    /* ► */
    {0x25C6, 0x25C7, "-", ALIKE},    /* ◆ ◇ */
    {0x25CB, 0x25CB, "-", ALIKE},    /* ○ */
    {0x25CF, 0x25CF, "-", ALIKE},    /* ● */
    {0x25E6, 0x25E6, "-", ALIKE},    /* ◦ */
    {0x2753, 0x2754, "?", ALIKE},    /* ❓ ❔ */
    {0x2755, 0x2755, "!", ALIKE},    /* ❕ */
    {0x2757, 0x2757, "!", ALIKE},    /* ❗ */
    {0x2794, 0x2794, "->", ALIKE},   /* ➔ and other arrows */
    {0x2798, 0x27A1, "->", ALIKE},   /* ➘ .. ➡ */
    {0x27A2, 0x27A4, "-", ALIKE},    /* ➢ ➣ ➤ as list marks */
    {0x3001, 0x3001, ",", ALIKE},    /* 、 */
    {0x3002, 0x3002, ".", ALIKE},    /* 。 */
    {0x3008, 0x300F, "\"", ALIKE},   /* 〈 .. 』 */
    {0x3010, 0x3010, "(", ALIKE},    /* 【 */
    {0x3011, 0x3011, ")", ALIKE},    /* 】 */
    {0x301C, 0x301C, "~", ALIKE},    /* 〜 */
    {0xF0A7, 0xF0A7, "-", ALIKE},    /* list marks of word processors, from fonts of their own */
    {0xF0B7, 0xF0B7, "-", ALIKE},    {0xFEFF, 0xFEFF, "", SAME}, /* byte order mark */
    {0xFFF9, 0xFFFB, "", SAME},                                  /* annotation marks */
    {0xFFFD, 0xFFFD, "?", ALIKE},                                /* what was already lost */
};

static int compare_range(const void *key, const void *member)
{
    uint32_t c = *(const uint32_t *)key;
    const struct range *range = member;

    return c < range->first ? -1 : c > range->last;
}

static bool append(struct sign *sign, const char *text, size_t len)
{
    if (len > SIGN_MAX - sign->len)
        return false;
    memcpy(sign->text + sign->len, text, len);
    sign->len += len;
    return true;
}

/* ❶ ➀ ➊, numbers in circles that Unicode knows no plain form of; 0 for anything else. */
static unsigned circled_number(uint32_t c)
{
    if (c >= 0x2776 && c <= 0x2793)
        return (c - 0x2776) % 10 + 1;
    if (c >= 0x24EB && c <= 0x24F4)
        return c - 0x24EB + 11;
    return 0;
}

static bool append_circled(struct sign *sign, unsigned number)
{
    char text[8] = "(";
    size_t len = 1;

    if (number >= 10)
        text[len++] = (char)('0' + number / 10);
    text[len++] = (char)('0' + number % 10);
    text[len++] = ')';
    sign->same = false;
    return append(sign, text, len);
}

/* What keeps a number before apart from a written number. */
static char separator(int tag, const struct sign *sign)
{
    if (sign->len == 0 || !memchr("0123456789+-", sign->text[0], 12))
        return '\0';
    return tag == UC_DECOMP_SUPER ? '^' : tag == UC_DECOMP_FRACTION ? ' ' : '\0';
}

static bool append_plain(struct sign *sign, uint32_t c);

static bool append_decomposed(struct sign *sign, uint32_t c)
{
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    int tag = UC_DECOMP_CANONICAL;
    int count = uc_decomposition(c, &tag, parts);

    if (count <= 0 || tag == UC_DECOMP_CANONICAL)
        return false;
    bool boxed = tag == UC_DECOMP_CIRCLE, first = sign->len == 0;
    if (boxed || tag == UC_DECOMP_SUPER || tag == UC_DECOMP_SUB || tag == UC_DECOMP_FRACTION ||
        tag == UC_DECOMP_SQUARE)
        sign->same = false;
    if (boxed && !append(sign, "(", 1))
        return false;
    for (int i = 0; i < count; i++) {
        if (!append_plain(sign, parts[i]))
            return false;
    }
    if (first)
        sign->separator = separator(tag, sign);
    return !boxed || append(sign, ")", 1);
}

/* Decompositions may hold signs and further decompositions: ㎡ is m², ℃ is °C. */
static bool append_plain(struct sign *sign, uint32_t c)
{
    char bytes[UTF8_MAX];

    if (gsm7_septets(c))
        return append(sign, bytes, utf8_put(bytes, c));
    const struct range *range =
        bsearch(&c, ranges, ARRAY_SIZE(ranges), sizeof(ranges[0]), compare_range);
    if (range) {
        sign->same = sign->same && range->likeness == SAME;
        return append(sign, range->text, strlen(range->text));
    }
    if (circled_number(c))
        return append_circled(sign, circled_number(c));
    return append_decomposed(sign, c);
}

bool sign_find(uint32_t c, struct sign *ret)
{
    struct sign sign = {.same = true};

    if (!append_plain(&sign, c))
        return false;
    *ret = sign;
    return true;
}
