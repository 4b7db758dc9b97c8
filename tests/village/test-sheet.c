/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files as spreadsheets save them become rows of cells; broken and hostile ones do no harm. */
#include "village/sheet.h"

#include <string.h>

#include "check_main.h"
#include "lists.h"

static struct sheet read_bytes(const char *bytes, size_t len)
{
    struct sheet sheet = {0};
    struct refusal refusal = {0};

    ck_assert_msg(sheet_read(bytes, len, NULL, &sheet, &refusal) == 0, "%s", refusal.message);
    return sheet;
}

static struct sheet read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

static void refused(const char *bytes, size_t len, const char *code)
{
    struct sheet sheet = {0};
    struct refusal refusal = {0};

    ck_assert_int_eq(sheet_read(bytes, len, NULL, &sheet, &refusal), REFUSED);
    ck_assert_str_eq(refusal.code, code);
    ck_assert_ptr_null(sheet.rows);
}

static void check_cell(const struct sheet *sheet, size_t row, size_t column, const char *wanted)
{
    ck_assert_str_eq(sheet_cell(sheet, row, column), wanted);
}

START_TEST(the_sample_lists_are_alike_row_by_row)
{
    struct buf plain_bytes = file_bytes("households.csv");
    struct buf excel_bytes = file_bytes("households-excel.csv");
    struct sheet plain = read_bytes(plain_bytes.data, plain_bytes.len);
    struct sheet excel = read_bytes(excel_bytes.data, excel_bytes.len);

    ck_assert_int_eq(plain.separator, ',');
    ck_assert_int_eq(excel.separator, ';');
    ck_assert_uint_eq(plain.count, 540);
    ck_assert_uint_eq(plain.last_row, 540);
    ck_assert_uint_eq(excel.count, 41);
    for (size_t i = 0; i < excel.count; i++) {
        ck_assert_uint_eq(excel.rows[i].number, i + 1);
        ck_assert_uint_eq(excel.rows[i].count, 11);
        for (size_t j = 0; j < 11; j++)
            check_cell(&excel, i, j, sheet_cell(&plain, i, j));
    }
    check_cell(&plain, 0, 0, "STT");
    check_cell(&plain, 6, 2, "Trần Hữu Điền, Tư Đờn");
    check_cell(&plain, 18, 4, "Xóm Đình\ngần miếu");
    sheet_free(&plain);
    sheet_free(&excel);
    buf_free(&plain_bytes);
    buf_free(&excel_bytes);
}
END_TEST

static const char sample[] = "Họ tên\tSố ĐT\tXóm\r\n"
                             "Nguyễn Thị Mỹ Hạnh\t0905123456\tĐình\r\n"
                             "Đặng Văn Ưởng\t0357111222\tGò Ổi\r\n";

static void check_sample(const struct buf *bytes, const char *encoding)
{
    struct sheet sheet = read_bytes(bytes->data, bytes->len);

    ck_assert_str_eq(sheet.encoding, encoding);
    ck_assert_int_eq(sheet.separator, '\t');
    ck_assert_uint_eq(sheet.count, 3);
    check_cell(&sheet, 0, 1, "Số ĐT");
    check_cell(&sheet, 1, 0, "Nguyễn Thị Mỹ Hạnh");
    check_cell(&sheet, 2, 0, "Đặng Văn Ưởng");
    check_cell(&sheet, 2, 2, "Gò Ổi");
    for (size_t i = 0; i < 3; i++)
        ck_assert_int_eq(sheet.rows[i].fault, SHEET_FINE);
    sheet_free(&sheet);
}

START_TEST(every_encoding_a_spreadsheet_saves_is_understood)
{
    static const struct {
        const char *encoding, *mark;
        size_t mark_len;
    } kinds[] = {
        {"UTF-8", "", 0},
        {"UTF-8", "\xEF\xBB\xBF", 3},
        {"UTF-16LE", "\xFF\xFE", 2},
        {"UTF-16BE", "\xFE\xFF", 2},
        {"UTF-16LE", "", 0},
        {"UTF-16BE", "", 0},
        {"CP1258", "", 0},
        {"UTF-32LE", "\xFF\xFE\0\0", 4},
    };

    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
        struct buf bytes = encoded(sample, kinds[i].encoding, kinds[i].mark, kinds[i].mark_len);
        check_sample(&bytes, kinds[i].encoding);
        buf_free(&bytes);
    }
}
END_TEST

START_TEST(a_named_encoding_is_used_as_told)
{
    struct buf bytes = encoded("Nguyễn;0905123456\n", "TCVN5712-1", "", 0);
    struct sheet_options options = {.encoding = "TCVN5712-1"};
    struct sheet sheet = {0};
    struct refusal refusal = {0};

    ck_assert_int_eq(sheet_read(bytes.data, bytes.len, &options, &sheet, NULL), 0);
    check_cell(&sheet, 0, 0, "Nguyễn");
    sheet_free(&sheet);
    options.encoding = "KLINGON-8";
    ck_assert_int_eq(sheet_read(bytes.data, bytes.len, &options, &sheet, &refusal), REFUSED);
    ck_assert_str_eq(refusal.code, "unknown_encoding");
    buf_free(&bytes);
}
END_TEST

START_TEST(decomposed_letters_are_composed)
{
    struct sheet sheet = read_text("a,Nguye\xCC\x82\xCC\x83n\n");

    check_cell(&sheet, 0, 1, "Nguyễn");
    sheet_free(&sheet);
}
END_TEST

START_TEST(the_separator_is_found_or_told)
{
    struct sheet sheet = read_text("Tên;SĐT;Nhóm\nAn, Bình;0905,123;a\nChi;1;b,c\n");
    ck_assert_int_eq(sheet.separator, ';');
    sheet_free(&sheet);

    sheet = read_text("sep=;\r\nTên;SĐT,a,b,c\r\nAn;1,2,3,4\r\n");
    ck_assert_int_eq(sheet.separator, ';');
    ck_assert_uint_eq(sheet.rows[0].number, 1);
    check_cell(&sheet, 1, 1, "1,2,3,4");
    sheet_free(&sheet);

    sheet = read_text("Danh sách, năm 2026, thôn Đông\n\nTên\tSĐT\nAn\t1\nBa\t2\n");
    ck_assert_int_eq(sheet.separator, '\t');
    sheet_free(&sheet);

    sheet = read_text("An|1|x\nBa|2|y\n");
    ck_assert_int_eq(sheet.separator, '|');
    sheet_free(&sheet);
    /* more groups in a cell than the list has columns */
    sheet = read_text("Hộ,SĐT,Nhóm\n1,0905123451,a;b;c;d;e\n2,0905123452,b;c;d;e;f\n");
    ck_assert_int_eq(sheet.separator, ',');
    sheet_free(&sheet);
}
END_TEST

START_TEST(rows_keep_the_numbers_a_spreadsheet_shows)
{
    struct sheet sheet = read_text("a,b\r\n\r\n,,\r\n\"c\r\nd\",e\r\nf,g");

    ck_assert_uint_eq(sheet.count, 3);
    ck_assert_uint_eq(sheet.rows[0].number, 1);
    ck_assert_uint_eq(sheet.rows[1].number, 4);
    ck_assert_uint_eq(sheet.rows[2].number, 5);
    check_cell(&sheet, 1, 0, "c\nd");
    check_cell(&sheet, 2, 1, "g");
    check_cell(&sheet, 2, 7, "");
    ck_assert_uint_eq(sheet.last_row, 5);
    sheet_free(&sheet);
}
END_TEST

START_TEST(cells_are_trimmed_and_told_apart_from_spreadsheet_idioms)
{
    struct sheet sheet =
        read_text("\xC2\xA0 An \xE2\x80\x8B,=\"0905123456\",'0905,\"say \"\"hi\"\"\",a\x07"
                  "b\n"
                  "x,\"=\"\"0357111222\"\"\",'',\" y \",z\n");

    check_cell(&sheet, 0, 0, "An");
    check_cell(&sheet, 0, 1, "0905123456");
    check_cell(&sheet, 0, 2, "0905");
    check_cell(&sheet, 0, 3, "say \"hi\"");
    check_cell(&sheet, 0, 4, "a b");
    check_cell(&sheet, 1, 1, "0357111222");
    check_cell(&sheet, 1, 3, "y");
    sheet_free(&sheet);
}
END_TEST

START_TEST(a_formula_is_known_and_a_number_is_none)
{
    ck_assert(sheet_is_formula("=HYPERLINK(\"http://x\")"));
    ck_assert(sheet_is_formula("=1+1"));
    ck_assert(sheet_is_formula("@SUM(1+9)"));
    ck_assert(sheet_is_formula("+cmd|' /C calc'!A0"));
    ck_assert(sheet_is_formula("-cmd|' /C calc'!A0"));
    ck_assert(!sheet_is_formula("+84905123456"));
    ck_assert(!sheet_is_formula("+84 905 123 456"));
    ck_assert(!sheet_is_formula("-"));
    ck_assert(!sheet_is_formula("- con trai: 0905123456"));
    ck_assert(!sheet_is_formula("+ Nam (con): 0905123456"));
    ck_assert(!sheet_is_formula(""));
}
END_TEST

START_TEST(a_stray_quotation_mark_costs_its_own_line_only)
{
    struct sheet sheet = read_text("STT,Tên,Địa chỉ,SĐT\n"
                                   "1,An,\"Xóm Đình,0905123451\n"
                                   "2,Ba,Xóm Gò,0905123452\n"
                                   "3,Chi,\"Xóm Đình, gần cầu\",0905123453\n"
                                   "4,Dung,Xóm Gò,0905123454\n");

    ck_assert_uint_eq(sheet.count, 5);
    ck_assert_int_eq(sheet.rows[1].fault, SHEET_BROKEN_QUOTE);
    check_cell(&sheet, 1, 2, "Xóm Đình");
    check_cell(&sheet, 1, 3, "0905123451");
    for (size_t i = 2; i < 5; i++) {
        ck_assert_int_eq(sheet.rows[i].fault, SHEET_FINE);
        ck_assert_uint_eq(sheet.rows[i].number, i + 1);
        ck_assert_uint_eq(sheet.rows[i].count, 4);
    }
    check_cell(&sheet, 3, 2, "Xóm Đình, gần cầu");
    sheet_free(&sheet);
}
END_TEST

START_TEST(a_quotation_that_never_ends_loses_nothing)
{
    struct sheet sheet = read_text("Tên,SĐT\nAn,1\n\"Ba,2\nChi,3\nDung,4\n");

    ck_assert_uint_eq(sheet.count, 5);
    ck_assert_int_eq(sheet.rows[2].fault, SHEET_BROKEN_QUOTE);
    check_cell(&sheet, 2, 0, "Ba");
    check_cell(&sheet, 4, 0, "Dung");
    sheet_free(&sheet);
}
END_TEST

START_TEST(bad_bytes_mark_their_row_alone)
{
    static const char text[] = "Tên,Xóm\nNguyễn Đình Ấn,Đình\nNg\xC3,Gò\nĐặng Thị Bưởi,Gò Ổi\n";
    struct sheet sheet = read_text(text);

    ck_assert_str_eq(sheet.encoding, "UTF-8");
    ck_assert_int_eq(sheet.rows[1].fault, SHEET_FINE);
    ck_assert_int_eq(sheet.rows[2].fault, SHEET_BAD_BYTES);
    ck_assert_int_eq(sheet.rows[3].fault, SHEET_FINE);
    check_cell(&sheet, 2, 0, "Ng\xEF\xBF\xBD");
    sheet_free(&sheet);

    struct buf bytes = encoded("Tên,Xóm\nAn,Gò\n", "UTF-16LE", "\xFF\xFE", 2);
    memcpy(bytes.data + 2 + 16, "\x00\xDC", 2); /* half a surrogate pair for the A of An */
    sheet = read_bytes(bytes.data, bytes.len);
    ck_assert_int_eq(sheet.rows[0].fault, SHEET_FINE);
    ck_assert_int_eq(sheet.rows[1].fault, SHEET_BAD_BYTES);
    check_cell(&sheet, 1, 1, "Gò");
    sheet_free(&sheet);
    buf_free(&bytes);
}
END_TEST

START_TEST(hostile_cells_mark_their_row_alone)
{
    struct buf text = BUF_INIT;

    buf_puts(&text, "a,b\n1,");
    buf_append(&text, "x\0y", 3);
    buf_puts(&text, "\n2,");
    memset(buf_grow(&text, 5 * 1024 * 1024), 'z', 5 * 1024 * 1024);
    buf_puts(&text, "\n3,w\n4");
    for (int i = 0; i < 1000; i++)
        buf_puts(&text, ",v");
    buf_puts(&text, "\n5,u");
    for (int i = 0; i < 1000; i++)
        buf_puts(&text, ",");
    buf_puts(&text, "\n");
    struct sheet sheet = read_bytes(text.data, text.len);
    ck_assert_uint_eq(sheet.count, 6);
    ck_assert_int_eq(sheet.rows[1].fault, SHEET_NUL);
    ck_assert_int_eq(sheet.rows[2].fault, SHEET_CELL_TOO_LONG);
    ck_assert_uint_lt(strlen(sheet_cell(&sheet, 2, 1)), 1000);
    ck_assert_int_eq(sheet.rows[3].fault, SHEET_FINE);
    ck_assert_int_eq(sheet.rows[4].fault, SHEET_TOO_WIDE);
    ck_assert_uint_eq(sheet.rows[4].count, SHEET_COLUMNS_MAX);
    ck_assert_int_eq(sheet.rows[5].fault, SHEET_FINE);
    ck_assert_str_eq(sheet_cell(&sheet, 5, 1), "u"); /* and a thousand empty ones */
    for (int i = 0; i < 6; i++) {
        const char *word = sheet_fault_word(sheet.rows[i].fault);
        ck_assert_int_eq(*word == '\0', sheet.rows[i].fault == SHEET_FINE);
        ck_assert_uint_gt(strlen(sheet_fault_sentence(sheet.rows[i].fault)), 5);
    }
    sheet_free(&sheet);
    buf_free(&text);
}
END_TEST

START_TEST(what_is_no_text_is_refused_by_name)
{
    char noise[4096];
    unsigned seed = 7;

    for (size_t i = 0; i < sizeof(noise); i++) {
        seed = seed * 1103515245 + 12345;
        noise[i] = (char)(seed >> 16);
    }
    refused("", 0, "empty_file");
    refused("PK\x03\x04xxxxxxxx", 12, "not_text");
    refused("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "not_text");
    refused("<html><table>", 13, "not_text");
    refused(noise, sizeof(noise), "not_text");
}
END_TEST

TEST_MAIN("village: sheets", the_sample_lists_are_alike_row_by_row,
          every_encoding_a_spreadsheet_saves_is_understood, a_named_encoding_is_used_as_told,
          decomposed_letters_are_composed, the_separator_is_found_or_told,
          rows_keep_the_numbers_a_spreadsheet_shows,
          cells_are_trimmed_and_told_apart_from_spreadsheet_idioms,
          a_formula_is_known_and_a_number_is_none, a_stray_quotation_mark_costs_its_own_line_only,
          a_quotation_that_never_ends_loses_nothing, bad_bytes_mark_their_row_alone,
          hostile_cells_mark_their_row_alone, what_is_no_text_is_refused_by_name)
