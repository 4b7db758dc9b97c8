/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libGammu, asked about the same texts, cuts them into the same parts, counts the same, and reads
 * from our octets what we wrote.
 *
 * Where libGammu is known to differ, and what is done about it here:
 *   - it gives up at 50 parts without a word, so texts are kept below;
 *   - its counter told that there is no header counts several parts as if none had one, so it is
 *     asked with a header for what does not fit one part, which is what would be sent;
 *   - it reads each "~" of a UCS-2 text as "~~" (its mark for other things), undone before
 *     comparing. */
#include <stdio.h>
#include <string.h>

#include <gammu.h>

#include "base/buf.h"
#include "base/memory.h"
#include "text/air.h"
#include "text/gsm7.h"
#include "text/parts.h"
#include "text/ucs2.h"
#include "text/udh.h"
#include "check_main.h"

enum { TEXTS = 4000, PARTS_OF_GAMMU = 50 };

static uint64_t seed;

/* xorshift64: the same texts on every machine. */
static size_t random_below(size_t bound)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (size_t)(seed >> 11) % bound;
}

static const char *const plain[] = {"a", "b", "c", " ", "0", "9", ".", "\n", "@", "£",
                                    "è", "Δ", "Ω", "ß", "É", "¿", "à", "'",  "_", "Z"};
static const char *const extended[] = {"^", "{", "}", "\\", "[", "~", "]", "|", "€"};
static const char *const vietnamese[] = {"đ", "Đ", "ế", "ộ", "ư", "ơ", "ạ", "ỹ", "Ằ", "ă"};
static const char *const emoji[] = {"🌀", "🌊", "👍", "🏽", "\U0010FFFD"};
static const char *const symbols[] = {"–", "“", "”", "…", "²", "°", "台", "ព", "\uFE0F", "\u200D"};

static const char *random_character(const unsigned weights[5])
{
    size_t sum = 0, at;

    for (int i = 0; i < 5; i++)
        sum += weights[i];
    at = random_below(sum);
    if (at < weights[0])
        return plain[random_below(ARRAY_SIZE(plain))];
    if ((at -= weights[0]) < weights[1])
        return extended[random_below(ARRAY_SIZE(extended))];
    if ((at -= weights[1]) < weights[2])
        return vietnamese[random_below(ARRAY_SIZE(vietnamese))];
    if (at - weights[2] < weights[3])
        return emoji[random_below(ARRAY_SIZE(emoji))];
    return symbols[random_below(ARRAY_SIZE(symbols))];
}

/* Texts of all kinds, most of them a few characters to one side or other of a full part. */
static char *random_text(void)
{
    static const unsigned kinds[][5] = {{1, 0, 0, 0, 0}, {20, 1, 0, 0, 0}, {1, 1, 0, 0, 0},
                                        {0, 1, 0, 0, 0}, {3, 0, 1, 0, 0},  {30, 1, 10, 1, 1},
                                        {9, 0, 9, 1, 0}, {0, 0, 0, 1, 0},  {1, 1, 1, 1, 1}};
    static const size_t full[] = {67, 70, 153, 160, 66, 152};
    const unsigned *weights = kinds[random_below(ARRAY_SIZE(kinds))];
    size_t count = full[random_below(ARRAY_SIZE(full))] * random_below(5) + random_below(9);
    struct buf text = BUF_INIT;

    if (random_below(4) == 0)
        count = random_below(1500);
    for (size_t i = 0; i <= count; i++)
        buf_puts(&text, random_character(weights));
    return buf_steal(&text);
}

/* A text on one line of a message, until the next call. */
static const char *shown(const char *text)
{
    static char line[8192];

    snprintf(line, sizeof(line), "%s", text);
    for (char *at = line; *at; at++)
        *at = *at == '\n' || *at == '\r' ? '|' : *at;
    return line;
}

/* libGammu's own form of a text: UCS-2 with a NUL unit at the end. */
static struct buf in_gammu(const char *utf8, size_t len)
{
    struct buf units = BUF_INIT;

    ucs2_from_utf8(utf8, len, &units);
    buf_append(&units, "\0", 2);
    return units;
}

static void check_same_text(const char *text, struct text_slice slice, const unsigned char *gammu)
{
    struct buf want = in_gammu(text + slice.offset, slice.len);

    ck_assert_msg(UnicodeLength(gammu) * 2 + 2 == want.len &&
                      memcmp(gammu, want.data, want.len) == 0,
                  "libGammu has another text in a part of: %s", shown(text));
    buf_free(&want);
}

static void check_cut(const char *text, const struct text_split *split, EncodeMultiPartSMSID id)
{
    GSM_MultiPartSMSInfo *info = xcalloc(1, sizeof(*info));
    GSM_MultiSMSMessage *sms = xcalloc(1, sizeof(*sms));
    struct buf whole = in_gammu(text, strlen(text));

    GSM_ClearMultiPartSMSInfo(info);
    info->Class = -1;
    info->EntriesNum = 1;
    info->UnicodeCoding = split->coding == TEXT_CODING_UCS2;
    info->Entries[0].ID = id;
    info->Entries[0].Buffer = (unsigned char *)whole.data;
    ck_assert_int_eq(GSM_EncodeMultiPartSMS(NULL, info, sms), ERR_NONE);
    ck_assert_msg((size_t)sms->Number == split->count, "%d parts with libGammu, %zu with us: %s",
                  sms->Number, split->count, shown(text));
    for (size_t i = 0; i < split->count; i++)
        check_same_text(text, split->parts[i], sms->SMS[i].Text);
    buf_free(&whole);
    free(sms);
    free(info);
}

static size_t gammu_count(const char *text, enum text_coding coding, GSM_UDH header)
{
    struct buf whole = in_gammu(text, strlen(text));
    size_t left;
    int count;

    GSM_SMSCounter(NULL, (unsigned char *)whole.data, header,
                   coding == TEXT_CODING_UCS2 ? SMS_Coding_Unicode_No_Compression
                                              : SMS_Coding_Default_No_Compression,
                   &count, &left);
    buf_free(&whole);
    return (size_t)count;
}

static void check_count(const char *text, enum text_coding coding, size_t want, GSM_UDH header)
{
    size_t count = gammu_count(text, coding, UDH_NoUDH);

    if (count > 1)
        count = gammu_count(text, coding, header);
    ck_assert_msg(count == want, "libGammu counts %zu parts, we %zu: %s", count, want, shown(text));
}

static void check_text(const char *text)
{
    struct text_split split;

    ck_assert_int_eq(text_split(text, TEXT_PARTS_MAX, &split, NULL), 0);
    if (split.count < PARTS_OF_GAMMU) {
        check_cut(text, &split, SMS_ConcatenatedTextLong);
        check_count(text, split.coding, split.count, UDH_ConcatenatedMessages);
    }
    ck_assert_int_eq(text_split_wide(text, TEXT_PARTS_MAX, &split, NULL), 0);
    if (split.count < PARTS_OF_GAMMU) {
        check_cut(text, &split, SMS_ConcatenatedTextLong16bit);
        check_count(text, split.coding, split.count, UDH_ConcatenatedMessages16bit);
    }
}

START_TEST(parts_agree_for_generated_texts)
{
    seed = 0x7468306e62616f21;
    for (int i = 0; i < TEXTS; i++) {
        char *text = random_text();
        check_text(text);
        free(text);
    }
}
END_TEST

START_TEST(parts_agree_for_what_goes_on_the_air)
{
    seed = 0x5468e1bfbf6e6821;
    for (int i = 0; i < TEXTS / 2; i++) {
        char *text = random_text();
        char *air = text_for_air(text, (enum text_accents)(i % 3));
        if (*air)
            check_text(air);
        free(text);
        free(air);
    }
}
END_TEST

static void check_on_air(const char *text)
{
    for (int accents = TEXT_ACCENTS_AUTO; accents <= TEXT_ACCENTS_DROP; accents++) {
        char *air = text_for_air(text, (enum text_accents)accents);
        if (*air)
            check_text(air);
        free(air);
    }
}

START_TEST(parts_agree_for_odd_texts)
{
    static const char *const texts[] = {
        "Tie\u0302m pho\u0300ng lo\u031B\u0309 mo\u0300m long mo\u0301ng", /* decomposed */
        "e\u0323\u0302 \u00EA\u0323 a\u0300\u0301\u0302 o\u031B\u0309n",
        "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466 Gia đình văn hóa",
        "\U0001F1FB\U0001F1F3 Quốc khánh 2/9 treo cờ \u2764\uFE0F\u200D\U0001F525",
        "1\uFE0F\u20E3 Có 2\uFE0F\u20E3 Không",
        "Phí vệ sinh: 25.000đ/tháng = €1 [tổ 1] {tổ 2} ^~\\|",
        "Cột\tA\tB\r\ndòng 2\r\n\r\ndòng 4\r",
        "“Chăm ngoan” ‘x’ „y‚ «z» – — ― … `´^¨~",
        "38°C, 120 mm, 5×3 m² = 15 m², ½ sào, 2³ = 8 ± 1, 8.200 ₫/kg",
        "№ 5 ™ © ® § ¶ † • ▪ → ← ⇒ ✓ ✗ ☎ ☂",
        "Ñandú à è ì ò ù é É ß Ü ü Ä ä Å å Æ æ Ø ø Ç ç ¡¿",
        "Χριστός ΓΔΘΛΞΠΣΦΨΩ Привет ខ្មែរ ジャライ が 東京",
        "\uFF21\uFF22\uFF23 ﬁne 𝗕𝗼𝗹𝗱 Zalo\u200Bnhóm\u00AD\uFEFF \u202Eabc\u202C",
    };

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        check_on_air(texts[i]);
}
END_TEST

/* count characters: fill, and one that takes two units or septets at their end. */
static void check_edge(size_t count, const char *fill, const char *last)
{
    struct buf text = BUF_INIT;

    for (size_t i = 0; i < count; i++)
        buf_puts(&text, fill);
    check_on_air(buf_str(&text));
    buf_puts(&text, last);
    check_on_air(buf_str(&text));
    buf_free(&text);
}

START_TEST(parts_agree_at_the_edge_of_ten)
{
    static const size_t edges[] = {160, 153 * 2, 153 * 9, 153 * 10, 70, 67 * 2, 67 * 9, 67 * 10};

    for (size_t i = 0; i < ARRAY_SIZE(edges); i++)
        for (size_t count = edges[i] - 2; count <= edges[i] + 1; count++) {
            check_edge(count, "a", "€");
            check_edge(count, "đ", "\U0001F300");
            check_edge(count / 2, "€", "a");
        }
}
END_TEST

/* A Deliver TPDU (3GPP TS 23.040, 9.2.2.1) without the service centre's address. */
static size_t deliver(uint8_t *pdu, enum text_coding coding, const struct udh_concat *concat,
                      const char *utf8, size_t len)
{
    static const uint8_t head[] = {0x44, 0x0B, 0x91, 0x48, 0x09, 0x21, 0x43, 0x65, 0xF7, 0x00,
                                   0,    0x62, 0x11, 0x32, 0x81, 0x63, 0x00, 0x82, 0};
    uint8_t *at = pdu + sizeof(head);
    struct buf units = BUF_INIT;

    memcpy(pdu, head, sizeof(head));
    size_t udh = udh_concat_encode(concat, at);
    if (coding == TEXT_CODING_GSM7) {
        ck_assert(gsm7_from_utf8(utf8, len, &units));
        pdu[18] = (uint8_t)(gsm7_header_septets(udh) + units.len);
        udh += gsm7_pack((uint8_t *)units.data, units.len, gsm7_fill_bits(udh), at + udh);
    } else {
        ucs2_from_utf8(utf8, len, &units);
        memcpy(at + udh, units.data, units.len);
        udh += units.len;
        pdu[10] = 0x08;
        pdu[18] = (uint8_t)udh;
    }
    buf_free(&units);
    ck_assert_uint_le(udh, 140);
    return sizeof(head) + udh;
}

/* "~~" made "~" again, where it lies. */
static void undo_tildes(unsigned char *text)
{
    unsigned char *out = text;

    for (; text[0] || text[1]; text += 2, out += 2) {
        memmove(out, text, 2);
        if (memcmp(text, "\0~\0~", 4) == 0)
            text += 2;
    }
    memset(out, 0, 2);
}

static void check_read_back(const char *text, const struct text_split *split, size_t part,
                            bool wide)
{
    struct udh_concat concat = {wide, wide ? 0xBEEF : 0xAB, (uint8_t)split->count,
                                (uint8_t)(part + 1)};
    struct text_slice slice = split->parts[part];
    GSM_SMSMessage *sms = xcalloc(1, sizeof(*sms));
    uint8_t pdu[200];
    size_t len = deliver(pdu, split->coding, &concat, text + slice.offset, slice.len);

    ck_assert_int_eq(GSM_DecodePDUFrame(NULL, sms, pdu, len, NULL, FALSE), ERR_NONE);
    ck_assert_int_eq(wide ? sms->UDH.ID16bit : sms->UDH.ID8bit, concat.ref);
    ck_assert_int_eq(sms->UDH.PartNumber, concat.sequence);
    ck_assert_int_eq(sms->UDH.AllParts, concat.total);
    if (split->coding == TEXT_CODING_UCS2)
        undo_tildes(sms->Text);
    check_same_text(text, slice, sms->Text);
    free(sms);
}

START_TEST(parts_are_read_as_they_were_written)
{
    struct text_split split;

    seed = 0x626f6e6720636179;
    for (int i = 0; i < TEXTS / 4; i++) {
        char *text = random_text();
        bool wide = i % 2;
        ck_assert_int_eq((wide ? text_split_wide : text_split)(text, 255, &split, NULL), 0);
        if (split.count > 1) {
            for (size_t part = 0; part < split.count; part++)
                check_read_back(text, &split, part, wide);
        }
        free(text);
    }
}
END_TEST

START_TEST(every_character_of_the_alphabet_is_read_as_it_was_written)
{
    uint8_t septets[2 * 128];
    struct text_split split;
    size_t count = 0;

    for (uint8_t septet = 0; septet < 128; septet++) {
        if (septet != 0x1B)
            septets[count++] = septet;
    }
    char *text = gsm7_to_utf8(septets, count);
    ck_assert_int_eq(text_split(text, 1, &split, NULL), 0);
    check_read_back(text, &split, 0, false);
    free(text);
    const char *extension = "^{}\\[~]|€\f";
    ck_assert_int_eq(text_split(extension, 1, &split, NULL), 0);
    ck_assert_int_eq(split.coding, TEXT_CODING_GSM7);
    check_read_back(extension, &split, 0, false);
}
END_TEST

TEST_MAIN("text: gammu", parts_agree_for_generated_texts, parts_agree_for_what_goes_on_the_air,
          parts_agree_for_odd_texts, parts_agree_at_the_edge_of_ten,
          parts_are_read_as_they_were_written,
          every_character_of_the_alphabet_is_read_as_it_was_written)
