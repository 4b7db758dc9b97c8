/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Titles in many spellings are found and understood; what cannot be found is refused by name. */
#include "village/columns.h"

#include <string.h>

#include "base/buf.h"
#include "check_main.h"
#include "rules.h"
#include "village/title.h"

struct found {
    struct sheet sheet;
    struct vocabulary vocabulary;
    struct number_rules rules;
    struct column_choices choices;
    struct columns columns;
    struct refusal refusal;
    int result;
};

static struct found find(const char *text, const char *choices)
{
    struct found f = {.vocabulary = vocabulary_vi(), .rules = rules_of("vn")};
    struct columns_search search = {&f.sheet, &f.vocabulary, &f.rules, &f.choices};

    ck_assert_int_eq(sheet_read(text, strlen(text), NULL, &f.sheet, &f.refusal), 0);
    if (choices)
        ck_assert_msg(column_choices_parse(choices, &f.choices, &f.refusal) == 0, "%s",
                      f.refusal.message);
    f.result = columns_find(&search, &f.columns, &f.refusal);
    return f;
}

static void done(struct found *f)
{
    columns_free(&f->columns);
    sheet_free(&f->sheet);
    column_choices_free(&f->choices);
    vocabulary_free(&f->vocabulary);
    number_rules_free(&f->rules);
}

/* The fields of the columns in order: "number head phone - groups". */
static void check_fields(const char *text, const char *choices, const char *wanted)
{
    struct found f = find(text, choices);
    struct buf fields = BUF_INIT;

    ck_assert_msg(f.result == 0, "%s: %s", text, f.refusal.message);
    for (size_t c = 0; c < f.columns.count; c++) {
        enum column_field field = f.columns.items[c].field;
        buf_printf(&fields, "%s%s", c ? " " : "",
                   field == COLUMN_FIELDS ? "-" : column_field_words[field]);
    }
    ck_assert_msg(strcmp(buf_str(&fields), wanted) == 0, "%s: read as %s", text, buf_str(&fields));
    buf_free(&fields);
    done(&f);
}

static void check_refused(const char *text, const char *choices, const char *code,
                          const char *names)
{
    struct found f = find(text, choices);

    ck_assert_int_eq(f.result, REFUSED);
    ck_assert_str_eq(f.refusal.code, code);
    ck_assert_msg(strstr(f.refusal.message, names) != NULL, "%s", f.refusal.message);
    f.columns = (struct columns){0};
    done(&f);
}

START_TEST(titles_mean_what_people_mean)
{
    static const struct {
        const char *title;
        enum column_field field;
    } titles[] = {
        {"STT", COLUMN_NUMBER},
        {"TT", COLUMN_NUMBER},
        {"Mã hộ", COLUMN_CODE},
        {"Số hộ", COLUMN_CODE},
        {"HỌ VÀ TÊN CHỦ HỘ", COLUMN_HEAD},
        {"Họ tên chủ hộ", COLUMN_HEAD},
        {"ho ten chu ho", COLUMN_HEAD},
        {"Họ và tên", COLUMN_NAME},
        {"Họ và tên hội viên", COLUMN_NAME},
        {"Họ đệm", COLUMN_FAMILY},
        {"SĐT", COLUMN_PHONE},
        {"Sđt 2", COLUMN_PHONE},
        {"Số ĐT", COLUMN_PHONE},
        {"Số đt:", COLUMN_PHONE},
        {"ĐTDĐ", COLUMN_PHONE},
        {"Điện thoại liên hệ", COLUMN_PHONE},
        {"ĐIỆN THOẠI\n(Zalo)", COLUMN_PHONE},
        {"Số điện thoại chủ hộ", COLUMN_PHONE},
        {"Đi?n tho?i", COLUMN_PHONE},
        {"Xóm", COLUMN_CLUSTER},
        {"Khu", COLUMN_CLUSTER},
        {"Thôn/Tổ", COLUMN_CLUSTER},
        {"Tổ dân phố số", COLUMN_CLUSTER},
        {"Địa chỉ", COLUMN_ADDRESS},
        {"Số nhà, đường", COLUMN_ADDRESS},
        {"Tên người 1", COLUMN_PERSON},
        {"Người liên hệ", COLUMN_PERSON},
        {"Quan hệ với chủ hộ", COLUMN_RELATION},
        {"Hội đoàn", COLUMN_GROUPS},
        {"Đoàn thể", COLUMN_GROUPS},
        {"Nhóm", COLUMN_GROUPS},
        {"Ghi chú", COLUMN_NOTE},
        {"Điện thoại thông minh", COLUMN_NOTE},
        {"Neo đơn", COLUMN_FRAIL},
        {"Thứ tự đi", COLUMN_ORDER},
        {"Ngày tháng năm sinh", COLUMN_IGNORED},
        {"Ngày sinh chủ hộ", COLUMN_IGNORED},
        {"Số CCCD", COLUMN_IGNORED},
        {"Tổ trưởng", COLUMN_IGNORED},
        {"Household head", COLUMN_HEAD},
        {"Phone number", COLUMN_PHONE},
        {"Địa chỉ email", COLUMN_IGNORED},
        {"Mã công tơ", COLUMN_IGNORED},
        {"Mã hộ gia đình", COLUMN_CODE},
        {"Disability (Y/N)", COLUMN_FRAIL},
        {"Cellulare", COLUMN_PHONE},
        {"Namba ya simu", COLUMN_PHONE},
        {"Lung tung", COLUMN_FIELDS},
        {"", COLUMN_FIELDS},
    };
    struct vocabulary vocabulary = vocabulary_vi();

    for (size_t i = 0; i < ARRAY_SIZE(titles); i++) {
        size_t strength;
        enum column_field field = title_field(&vocabulary, titles[i].title, &strength);
        ck_assert_msg(field == titles[i].field, "\"%s\" read as %s", titles[i].title,
                      field == COLUMN_FIELDS ? "nothing" : column_field_words[field]);
    }
    vocabulary_free(&vocabulary);
}
END_TEST

START_TEST(columns_are_found_by_their_titles)
{
    check_fields("STT,Mã hộ,Chủ hộ,Tổ,Địa chỉ,Điện thoại 1,Tên người 1,Điện thoại 2,Tên người 2,"
                 "Nhóm,Ghi chú\n1,a,b,c,d,e,f,g,h,i,j\n",
                 NULL, "number code head cluster address phone person phone person groups note");
    check_fields("TT;Họ và tên;Năm sinh;Số ĐT;Xóm;Lạ\n1;a;1950;2;c;d\n", NULL,
                 "number head ignored phone cluster -");
    check_fields("Household code,Household head,Phone,Zone\n1,a,b,c\n", NULL,
                 "code head phone cluster");
    check_fields("Họ đệm,Tên,SĐT\nNguyễn Văn,An,0905123456\n", NULL, "head head phone");
    check_fields("Chủ hộ,Họ và tên,Quan hệ,SĐT\na,b,c,d\n", NULL, "head person relation phone");
    check_fields("Họ và tên,SĐT,Họ và tên,SĐT\na,b,c,d\n", NULL, "head phone person phone");
}
END_TEST

START_TEST(title_lines_above_are_passed_over)
{
    struct found f = find("UBND XÃ NINH QUANG,,\n"
                          "DANH SÁCH SỐ ĐIỆN THOẠI CÁC HỘ DÂN THÔN THẠNH MỸ,,\n"
                          "Năm 2026,,\n,,\n"
                          "STT,Chủ hộ,SĐT\n(1),(2),(3)\n1,An,0905123456\n",
                          NULL);

    ck_assert_int_eq(f.result, 0);
    ck_assert_uint_eq(f.sheet.rows[f.columns.header].number, 5);
    ck_assert_uint_eq(f.sheet.rows[f.columns.first].number, 7);
    done(&f);
}
END_TEST

START_TEST(titles_in_two_rows_are_read_together)
{
    check_fields("STT,Họ tên chủ hộ,Điện thoại,,Đoàn thể,,Ghi chú\n"
                 ",,Chồng,Vợ,Nông dân,Phụ nữ,\n"
                 "1,An,0905123456,,x,,\n2,Ba,,0357111222,x,x,\n",
                 NULL, "number head phone phone groups groups note");
    check_fields("STT,Chủ hộ,,Thông tin liên hệ,\n,Họ tên,Năm sinh,SĐT,Địa chỉ\n1,An,1950,1,b\n",
                 NULL, "number head ignored phone address");
    struct found f = find("STT,Họ tên,Điện thoại,\n,,Chồng,Vợ\n1,An,0905123456,0357111222\n", NULL);
    ck_assert_str_eq(f.columns.items[3].label, "Vợ");
    ck_assert_uint_eq(f.columns.first, 2);
    done(&f);
}
END_TEST

START_TEST(a_column_without_a_title_is_known_by_its_content)
{
    check_fields("STT,Họ và tên,,SĐT\n1,Nguyễn Văn,An,0905123456\n2,Trần Thị,Ba,0905123457\n", NULL,
                 "number head head phone");
    check_fields("STT,Họ và tên,Viettel,Vina\n1,An,0975123456,\n2,Ba,0985123456,0915123456\n"
                 "3,Chi,0375123456,0915123457\n4,Dung,,0915123458\n",
                 NULL, "number head phone phone");
    check_fields("Chủ hộ,SĐT,Chi hội trồng nấm,Loa\nAn,0905123456,x,to\nBa,0905123457,,nhỏ\n", NULL,
                 "head phone groups -");
    check_fields("STT,Công dân,Lạ,SĐT\n1,Nguyễn Văn An,Kinh,0905123456\n"
                 "2,Trần Thị Ba,Kinh,0905123457\n3,Lê Chi,Kinh,0905123458\n",
                 NULL, "number head - phone");
    check_fields("Hội viên,Tổ,SĐT\nNguyễn Văn An,1,0905123456\nTrần Thị Ba,1,0905123457\n"
                 "Lê Chi,2,0905123458\n",
                 NULL, "head cluster phone");
    check_fields("Chủ hộ,Hội viên,SĐT\nAn,Hội Nông dân,0905123456\nBa,Hội Phụ nữ,0905123457\n"
                 "Chi,Hội Nông dân,0905123458\n",
                 NULL, "head groups phone");
    check_fields("Chủ hộ,SĐT,Là hội viên của,Nhà có người khuyết tật\nAn,0905123456,ND;PN,x\n"
                 "Ba,0905123457,Hội Phụ nữ,\nChi,0905123458,,x\n",
                 NULL, "head phone groups frail");
    check_fields("Chủ hộ,SĐT,Nuôi tôm,Loa\nAn,0905123456,Có,Không\nBa,0905123457,Không,to\n"
                 "Chi,0905123458,có,nhỏ\n",
                 NULL, "head phone groups -");
    /* identity cards of nine digits are no telephones */
    check_fields("Chủ hộ,SĐT,Giấy\nAn,0905123456,381234567\nBa,0905123457,382234567\n"
                 "Chi,0905123458,383234567\n",
                 NULL, "head phone -");
}
END_TEST

START_TEST(a_person_may_say_which_column_is_what)
{
    check_fields("a,b,c,d\n1,An,0905123456,X\n2,Ba,0905123457,Y\n", "head=2,phone=C,cluster=d",
                 "- head phone cluster");
    check_fields("STT,Chủ hộ,SĐT,Di động\n1,An,0905123456,0905123457\n", "phone=D",
                 "number head - phone");
    check_fields("STT,Chủ hộ,SĐT,Khối\n1,An,0905123456,2\n", "cluster=Khối,skip=STT",
                 "ignored head phone cluster");
}
END_TEST

START_TEST(what_cannot_be_found_is_refused_by_name)
{
    check_refused("a,b\n1,2\n", NULL, "no_header", "\"Chủ hộ\"");
    check_refused("STT,Chủ hộ,Lạ\n1,An,b\n", NULL, "no_header", "row 1");
    check_refused("x\n", "head=1,phone=2", "unknown_column", "\"2\"");
    check_refused("STT,Chủ hộ,SĐT\n1,An,0905123456\n", "cluster=Khối", "unknown_column", "Khối");
}
END_TEST

START_TEST(a_choice_that_makes_no_sense_is_refused)
{
    static const char *const wrong[] = {
        "", "phone", "phone=", "telefon=3", "head=2,,phone=3", "phone=999", "phone=ZZ"};
    struct column_choices choices = {0};

    for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
        struct refusal refusal = {0};
        ck_assert_msg(column_choices_parse(wrong[i], &choices, &refusal) == REFUSED, "%s",
                      wrong[i]);
        ck_assert_str_eq(refusal.code, "bad_columns");
    }
    ck_assert_int_eq(column_choices_parse("phone=AA,skip=3", &choices, NULL), 0);
    ck_assert_uint_eq(choices.items[0].index, 26);
    ck_assert_int_eq(choices.items[1].field, COLUMN_IGNORED);
    column_choices_free(&choices);
}
END_TEST

START_TEST(who_answers_stands_beside_the_number)
{
    struct found f = find("Chủ hộ,SĐT,Tên người 1,SĐT,Tên người 2\na,1,b,2,c\n", NULL);
    ck_assert_uint_eq(f.columns.items[1].person, 2);
    ck_assert_uint_eq(f.columns.items[3].person, 4);
    done(&f);

    f = find("Chủ hộ,Họ tên chồng,SĐT,Họ tên vợ,SĐT\na,b,1,c,2\n", NULL);
    ck_assert_uint_eq(f.columns.items[2].person, 1);
    ck_assert_uint_eq(f.columns.items[4].person, 3);
    done(&f);

    f = find("Chủ hộ,SĐT 1,SĐT 2,Người nghe\na,1,2,c\n", NULL);
    ck_assert_uint_eq(f.columns.items[1].person, 3);
    ck_assert_uint_eq(f.columns.items[2].person, 3);
    done(&f);

    f = find("Chủ hộ,SĐT,SĐT vợ\na,1,2\n", NULL);
    ck_assert_uint_eq(f.columns.items[1].person, SIZE_MAX);
    ck_assert_str_eq(f.columns.items[2].label, "vợ");
    done(&f);
}
END_TEST

TEST_MAIN("village: columns", titles_mean_what_people_mean, columns_are_found_by_their_titles,
          title_lines_above_are_passed_over, titles_in_two_rows_are_read_together,
          a_column_without_a_title_is_known_by_its_content, a_person_may_say_which_column_is_what,
          what_cannot_be_found_is_refused_by_name, a_choice_that_makes_no_sense_is_refused,
          who_answers_stands_beside_the_number)
