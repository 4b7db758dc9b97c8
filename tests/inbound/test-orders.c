/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How staff write their orders and codes, and what is neither. */
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/error.h"
#include "check_main.h"
#include "inbound/code.h"
#include "inbound/order_text.h"

/* Each case runs in a process of its own. */
static const struct order_words *words(void)
{
    static struct order_words *opened;
    struct conf_faults faults = {0};

    if (!opened)
        ck_assert_int_eq(order_words_open(CONFIG_DIR "/keywords.vi.conf", &opened, &faults), 0);
    return opened;
}

static void is_order(const char *text, enum order_act act, int64_t announcement, const char *rest)
{
    struct order_text order;

    ck_assert_msg(order_text_read(words(), text, &order), "no order: %s", text);
    ck_assert_msg(order.act == act, "%s: %s", text, order_act_word(order.act));
    ck_assert_int_eq(order.announcement, announcement);
    ck_assert(!order.incomplete);
    if (rest)
        ck_assert_str_eq(order.rest, rest);
}

static void is_incomplete(const char *text, enum order_act act)
{
    struct order_text order;

    ck_assert_msg(order_text_read(words(), text, &order), "no order: %s", text);
    ck_assert_int_eq(order.act, act);
    ck_assert(order.incomplete);
}

static void is_none(const char *text)
{
    struct order_text order;

    ck_assert_msg(!order_text_read(words(), text, &order), "an order: %s", text);
}

START_TEST(accents_capitals_and_signs_do_not_matter)
{
    is_order("GUI nongdan Mai hop", ORDER_SEND, 0, "nongdan Mai hop");
    is_order("  gửi: nông dân, Mai họp", ORDER_SEND, 0, "nông dân, Mai họp");
    is_order("Gởi nongdan\nMai hop", ORDER_SEND, 0, "nongdan\nMai hop");
    is_order("gu\xCC\x9B\xCC\x89i nongdan x", ORDER_SEND, 0, "nongdan x");
    is_order("KHAN. Nuoc len", ORDER_EMERGENCY, 0, "Nuoc len");
    is_order("Khẩn: nước lên", ORDER_EMERGENCY, 0, "nước lên");
    is_order("huỷ 12", ORDER_CANCEL, 12, NULL);
    is_order("HUY #12.", ORDER_CANCEL, 12, NULL);
    is_order("Hủy TB 12", ORDER_CANCEL, 12, NULL);
    is_order("tt thong bao so 12", ORDER_STATUS, 12, NULL);
    is_order("CHUA tb: 12.", ORDER_DOORS, 12, NULL);
    is_order("Duyệt 7", ORDER_APPROVE, 7, NULL);
    is_order("tt", ORDER_STATUS, 0, NULL);
    is_order("Tình trạng 3", ORDER_STATUS, 3, NULL);
    is_order("CHƯA 4", ORDER_DOORS, 4, NULL);
}
END_TEST

START_TEST(english_words_do_as_well)
{
    is_order("send women Meeting at 7", ORDER_SEND, 0, "women Meeting at 7");
    is_order("EMERGENCY leave now", ORDER_EMERGENCY, 0, "leave now");
    is_order("cancel 3", ORDER_CANCEL, 3, NULL);
    is_order("Approve 3", ORDER_APPROVE, 3, NULL);
    is_order("status", ORDER_STATUS, 0, NULL);
    is_order("doors 3", ORDER_DOORS, 3, NULL);
}
END_TEST

START_TEST(half_an_order_is_known_as_one)
{
    is_incomplete("GUI", ORDER_SEND);
    is_incomplete("KHAN ...", ORDER_EMERGENCY);
    is_incomplete("HUY", ORDER_CANCEL);
    is_incomplete("HUY TB", ORDER_CANCEL);
    is_incomplete("duyet.", ORDER_APPROVE);
}
END_TEST

START_TEST(what_households_write_is_no_order)
{
    is_none("");
    is_none("12");
    is_none("huy hen voi bac si roi");
    is_none("chua nhan duoc tin");
    is_none("Chưa, mai mới đi");
    is_none("tt roi nhe");
    is_none("duyet di bac");
    is_none("HUY 12 13");
    is_none("HUY tb moi");
    is_none("HUY 1234567890123");
    is_none("toi gui nongdan");
    is_none("\xff GUI nongdan x");
}
END_TEST

START_TEST(a_code_stands_alone_or_behind_ok)
{
    static const char *const codes[] = {"1234",     " 1234. ", "OK 1234",
                                        "ok: 1234", "Mã 1234", "ma 1234 "};
    static const char *const none[] = {"123",   "12345",    "1234 ho", "so 1234",
                                       "12 34", "OK 123",   "OK",      "1234 ngay mai",
                                       "",      "1234\xff", "mai 1234"};
    char code[CODE_DIGITS_MAX + 1];
    bool bypass;

    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        ck_assert_msg(order_text_code(words(), codes[i], 4, code, &bypass), "%s", codes[i]);
        ck_assert_str_eq(code, "1234");
        ck_assert(!bypass);
    }
    for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
        ck_assert_msg(!order_text_code(words(), none[i], 4, code, &bypass), "%s", none[i]);
}
END_TEST

START_TEST(a_word_behind_the_code_bypasses_the_second_person)
{
    char code[CODE_DIGITS_MAX + 1];
    bool bypass = false;

    ck_assert(order_text_code(words(), "1234 NGAY", 4, code, &bypass) && bypass);
    ck_assert(order_text_code(words(), "OK 1234 now!", 4, code, &bypass) && bypass);
    ck_assert_str_eq(code, "1234");
}
END_TEST

START_TEST(a_name_ends_at_a_sign_or_after_its_words)
{
    const char *end;
    char *name;

    ck_assert(order_text_name("nong dan Mai hop", 2, &name, &end));
    ck_assert_str_eq(name, "nong dan");
    ck_assert_str_eq(end, " Mai hop");
    free(name);
    ck_assert(order_text_name("nongdan,phunu: x", 1, &name, &end));
    ck_assert_str_eq(name, "nongdan");
    ck_assert_str_eq(end, ",phunu: x");
    free(name);
    ck_assert(!order_text_name("nongdan, phunu", 2, &name, &end));
    ck_assert(!order_text_name("nongdan", 2, &name, &end));
    ck_assert(!order_text_name(" ", 1, &name, &end));
}
END_TEST

START_TEST(a_code_is_known_by_its_mark_alone)
{
    char code[CODE_DIGITS_MAX + 1], mark[CODE_MARK_SIZE], again[CODE_MARK_SIZE];

    code_make(6, code);
    ck_assert_uint_eq(strspn(code, "0123456789"), 6);
    ck_assert_uint_eq(strlen(code), 6);
    code_mark(code, mark);
    code_mark(code, again);
    ck_assert_str_ne(mark, again);
    ck_assert(code_fits(code, mark));
    code[0] = code[0] == '9' ? '0' : (char)(code[0] + 1);
    ck_assert(!code_fits(code, mark));
    ck_assert(!code_fits(code, ""));
    ck_assert(!code_fits(code, "zz"));
}
END_TEST

START_TEST(faults_in_the_words_are_named)
{
    static const char *const files[] = {
        "",
        "orders = { send = [ \"a b c d\" ]; };",
        "orders = { send = [\"x\"]; emergency = [\"x\"]; cancel = []; approve = []; status = []; "
        "doors = []; confirm = []; bypass = []; };",
    };

    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        struct conf_faults faults = {0};
        struct order_words *none = NULL;
        ck_assert_int_eq(order_words_parse(files[i], &none, &faults), REFUSED);
        ck_assert_uint_gt(faults.count, 0);
        ck_assert(!none);
        conf_faults_free(&faults);
    }
}
END_TEST

TEST_MAIN("inbound: orders of staff", accents_capitals_and_signs_do_not_matter,
          english_words_do_as_well, half_an_order_is_known_as_one,
          what_households_write_is_no_order, a_code_stands_alone_or_behind_ok,
          a_word_behind_the_code_bypasses_the_second_person,
          a_name_ends_at_a_sign_or_after_its_words, a_code_is_known_by_its_mark_alone,
          faults_in_the_words_are_named)
