/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Fields bring the household's words, and a text with a wrong one is refused beforehand. */
#include "text/template.h"

#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "text/accents.h"
#include "check_main.h"

static const struct text_values values = {.of = {
                                              [TEXT_FIELD_HEAD] = "Nguyễn Văn Bảy",
                                              [TEXT_FIELD_HOUSEHOLD] = "T3-014",
                                              [TEXT_FIELD_CLUSTER] = "3",
                                              [TEXT_FIELD_ADDRESS] = "Xóm {Đình}}",
                                              [TEXT_FIELD_VILLAGE] = "Thạnh Mỹ",
                                              [TEXT_FIELD_DATE] = "24/11",
                                              [TEXT_FIELD_TIME] = NULL,
                                          }};

static void check_expands(const char *text, const char *want)
{
    struct text_template *template;
    struct refusal refusal = {.message = ""};

    ck_assert_msg(text_template_parse(text, &template, &refusal) == 0, "%s", refusal.message);
    char *got = text_template_expand(template, &values);
    ck_assert_str_eq(got, want);
    free(got);
    text_template_free(template);
}

START_TEST(fields_are_known_in_vietnamese_and_english)
{
    check_expands("Kính gửi {chủ hộ}, tổ {tổ}!", "Kính gửi Nguyễn Văn Bảy, tổ 3!");
    check_expands("{head}/{cluster}/{household}/{date}/{village}",
                  "Nguyễn Văn Bảy/3/T3-014/24/11/Thạnh Mỹ");
    check_expands("{mã hộ}{ngày}{thôn}", "T3-01424/11Thạnh Mỹ");
}
END_TEST

START_TEST(accents_case_and_spaces_in_a_name_do_not_matter)
{
    check_expands("{Chu ho}{CHỦHỘ}{ chủ  hộ }", "Nguyễn Văn BảyNguyễn Văn BảyNguyễn Văn Bảy");
    check_expands("{chu\u0309 ho\u0323\u0302} {MÃ\u00A0HỘ} {Head}",
                  "Nguyễn Văn Bảy T3-014 Nguyễn Văn Bảy");
}
END_TEST

START_TEST(doubled_braces_are_braces)
{
    check_expands("{{chủ hộ}}", "{chủ hộ}");
    check_expands("{{{tổ}}}", "{3}");
    check_expands("{{}}{{", "{}{");
}
END_TEST

START_TEST(what_a_field_brings_is_not_read_again)
{
    check_expands("{địa chỉ}", "Xóm {Đình}}");
    check_expands("[{giờ}]", "[]");
}
END_TEST

START_TEST(a_text_without_fields_stays_as_it_is)
{
    check_expands("", "");
    check_expands("Bão số 12.\nVề nhà!", "Bão số 12.\nVề nhà!");
}
END_TEST

static void check_refused(const char *text, const char *code, const char *naming)
{
    struct text_template *template = NULL;
    struct refusal refusal;

    ck_assert_int_eq(text_template_parse(text, &template, &refusal), REFUSED);
    ck_assert_ptr_null(template);
    ck_assert_str_eq(refusal.code, code);
    ck_assert_str_eq(refusal.field, "text");
    ck_assert_msg(strstr(refusal.message, naming) != NULL, "%s", refusal.message);
    ck_assert(text_utf8_valid(refusal.message, strlen(refusal.message)));
}

START_TEST(an_unknown_field_is_refused_by_name)
{
    check_refused("Kính gửi {tên}", "unknown_field", "{tên}");
    check_refused("{head} {}", "unknown_field", "{}");
    check_refused("{chủ hộ 2}", "unknown_field", "{chủ hộ 2}");
    check_refused("{tổ dân phố số mười hai của thôn}", "unknown_field", "{chủ hộ}");
}
END_TEST

START_TEST(a_lone_brace_is_refused_with_its_place)
{
    check_refused("Giá {", "lone_brace", "\"{\"");
    check_refused("Giá {chủ hộ", "lone_brace", "\"{chủ hộ\"");
    check_refused("Giá {chủ {tổ}", "lone_brace", "\"{chủ {tổ}\"");
    check_refused("Giá} hôm nay", "lone_brace", "\"} hôm nay\"");
    check_refused("{tổ}}", "lone_brace", "\"}\"");
    check_refused("{{{", "lone_brace", "\"{\"");
    check_refused("Gi\xC3 {tổ}", "text_not_utf8", "UTF-8");
}
END_TEST

static bool has_fields(const char *text)
{
    struct text_template *template;

    ck_assert_int_eq(text_template_parse(text, &template, NULL), 0);
    bool has = text_template_has_fields(template);
    text_template_free(template);
    return has;
}

START_TEST(it_is_known_whether_a_text_has_fields)
{
    ck_assert(has_fields("{tổ}"));
    ck_assert(has_fields("Tổ {tổ}, ngày {date}."));
    ck_assert(!has_fields("{{tổ}}"));
    ck_assert(!has_fields("Họp thôn"));
    ck_assert(!has_fields(""));
}
END_TEST

TEST_MAIN("text: template", fields_are_known_in_vietnamese_and_english,
          accents_case_and_spaces_in_a_name_do_not_matter, doubled_braces_are_braces,
          what_a_field_brings_is_not_read_again, a_text_without_fields_stays_as_it_is,
          an_unknown_field_is_refused_by_name, a_lone_brace_is_refused_with_its_place,
          it_is_known_whether_a_text_has_fields)
