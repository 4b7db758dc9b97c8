/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sample lists give the counts that their README states, row by row and group by group. */
#include "village/import.h"

#include "check_main.h"
#include "imports.h"

static struct imported import_file(const char *name)
{
    struct buf bytes = file_bytes(name);
    struct imported i = import_bytes(bytes.data, bytes.len, NULL);

    ck_assert_msg(i.result == 0, "%s: %s", name, i.refusal.message);
    buf_free(&bytes);
    return i;
}

static void check_rows(const struct imported *i, enum remark_code code, const char *wanted)
{
    char *rows = rows_with(i, code);

    ck_assert_msg(strcmp(rows, wanted) == 0, "%s: rows %s, not %s", remark_word(code), rows,
                  wanted);
    free(rows);
}

static void check_group(const struct import *import, const char *key, size_t households,
                        size_t with_mobile, size_t mobiles)
{
    for (size_t g = 0; g < import->group_count; g++) {
        const struct import_group *group = &import->groups[g];
        if (strcmp(group->key, key) != 0)
            continue;
        ck_assert_msg(group->households == households && group->with_mobile == with_mobile &&
                          group->mobiles == mobiles,
                      "%s: %zu %zu %zu", key, group->households, group->with_mobile,
                      group->mobiles);
        return;
    }
    ck_abort_msg("no group %s", key);
}

START_TEST(the_whole_list_gives_the_stated_counts)
{
    static const size_t clusters[] = {71, 64, 69, 58, 73, 66, 70, 65};
    struct imported i = import_file("households.csv");
    const struct import_totals *t = &i.import.totals;

    ck_assert_uint_eq(t->data_rows, 539);
    ck_assert_uint_eq(t->households, 536);
    ck_assert_uint_eq(t->mobiles, 730);
    ck_assert_uint_eq(t->mobile_pairs, 734);
    ck_assert_uint_eq(t->fixed, 27);
    ck_assert_uint_eq(t->unusable, 2);
    ck_assert_uint_eq(t->shared, 4);
    ck_assert_uint_eq(t->with_mobile, 519);
    ck_assert_uint_eq(t->fixed_only, 9);
    ck_assert_uint_eq(t->unusable_only, 1);
    ck_assert_uint_eq(t->without_phone, 7);
    ck_assert_uint_eq(t->first_mobiles, 516);
    ck_assert_uint_eq(t->without_group, 22);
    ck_assert_uint_eq(t->smartphone, 358);
    ck_assert_uint_eq(t->keypad, 161);
    ck_assert_uint_eq(t->repeated_rows, 3);
    ck_assert_uint_eq(t->rows_set_aside, 0);
    ck_assert_uint_eq(i.import.cluster_count, 8);
    for (size_t c = 0; c < 8; c++) {
        char name[2] = {(char)('1' + c), '\0'};
        ck_assert_str_eq(i.import.clusters[c].name, name);
        ck_assert_uint_eq(i.import.clusters[c].households, clusters[c]);
    }
    imported_free(&i);
}
END_TEST

START_TEST(the_whole_list_gives_the_stated_groups)
{
    struct imported i = import_file("households.csv");

    ck_assert_uint_eq(i.import.group_count, 9);
    check_group(&i.import, "nongdan", 407, 392, 547);
    check_group(&i.import, "phunu", 291, 281, 395);
    check_group(&i.import, "cuuchienbinh", 53, 52, 82);
    check_group(&i.import, "thanhnien", 95, 92, 126);
    check_group(&i.import, "chibo", 43, 43, 65);
    check_group(&i.import, "banganh", 15, 15, 20);
    check_group(&i.import, "nguoicaotuoi", 218, 206, 296);
    check_group(&i.import, "coconnho", 99, 94, 133);
    check_group(&i.import, "channuoi", 172, 165, 228);
    imported_free(&i);
}
END_TEST

START_TEST(every_row_with_dirt_is_named_and_no_other)
{
    struct imported i = import_file("households.csv");

    check_rows(&i, REMARK_NO_PHONE, "11 104 191 260 348 456 523");
    check_rows(&i, REMARK_SHARED_PHONE, "23 33 80 143 206 302 309 415");
    check_rows(&i, REMARK_LETTER_O, "15 118 239 371 492");
    check_rows(&i, REMARK_REPEATED_ROW, "30 265 540");
    check_rows(&i, REMARK_LINE_BREAK, "19 163 333");
    check_rows(&i, REMARK_UNUSABLE_NUMBER, "69 406");
    check_rows(&i, REMARK_CONFLICT, "");
    check_rows(&i, REMARK_UNREADABLE_ROW, "");
    check_rows(&i, REMARK_SHIFTED_ROW, "");
    check_rows(&i, REMARK_NO_HOUSEHOLD, "");
    check_rows(&i, REMARK_NAMESAKES, "");
    check_rows(&i, REMARK_WORDS_FOR_PHONE, "");
    check_rows(&i, REMARK_NUMBER_ELSEWHERE, "");
    check_rows(&i, REMARK_UNUSED_COLUMN, "");
    ck_assert_uint_eq(i.import.totals.remarks[REMARK_FIXED_ONLY], 9);
    imported_free(&i);
}
END_TEST

START_TEST(what_shared_and_repeated_rows_point_to)
{
    static const struct {
        enum remark_code code;
        uint32_t row, other;
    } pairs[] = {
        {REMARK_SHARED_PHONE, 23, 33},   {REMARK_SHARED_PHONE, 33, 23},
        {REMARK_SHARED_PHONE, 80, 143},  {REMARK_SHARED_PHONE, 206, 415},
        {REMARK_SHARED_PHONE, 415, 206}, {REMARK_SHARED_PHONE, 302, 309},
        {REMARK_REPEATED_ROW, 30, 27},   {REMARK_REPEATED_ROW, 265, 92},
        {REMARK_REPEATED_ROW, 540, 314},
    };
    struct imported i = import_file("households.csv");

    for (size_t p = 0; p < ARRAY_SIZE(pairs); p++) {
        bool found = false;
        for (size_t r = 0; r < i.import.remark_count; r++) {
            const struct remark *remark = &i.import.remarks[r];
            found |= remark->code == pairs[p].code && remark->row == pairs[p].row &&
                     remark->other_row == pairs[p].other;
        }
        ck_assert_msg(found, "row %u", pairs[p].row);
    }
    imported_free(&i);
}
END_TEST

START_TEST(a_household_is_what_its_row_says)
{
    struct imported i = import_file("households.csv");
    const struct import_household *h = &i.import.households[7];

    ck_assert_str_eq(h->code, "T1-008");
    ck_assert_str_eq(h->head, "Đỗ Thị Hồng Lựu");
    ck_assert_str_eq(h->address, "Xóm Đình");
    ck_assert_str_eq(h->note, "điện thoại thông minh, có Zalo; neo đơn");
    ck_assert(h->frail);
    ck_assert(!h->made_code);
    ck_assert_uint_eq(h->phone_count, 2);
    ck_assert_str_eq(h->phones[0].e164, "+84845146303");
    ck_assert_str_eq(h->phones[1].e164, "+84935310801");
    ck_assert_str_eq(h->phones[1].person, "Đỗ Thị Hồng Lựu");
    ck_assert_uint_eq(h->row, 9);
    ck_assert_int_eq(h->walk, 8);
    h = &i.import.households[17];
    ck_assert_str_eq(h->address, "Xóm Đình, gần miếu");
    ck_assert_str_eq(i.import.households[5].head, "Trần Hữu Điền, Tư Đờn");
    imported_free(&i);
}
END_TEST

START_TEST(the_excel_list_gives_its_own_counts)
{
    struct imported i = import_file("households-excel.csv");
    const struct import_totals *t = &i.import.totals;

    ck_assert_uint_eq(t->data_rows, 40);
    ck_assert_uint_eq(t->households, 39);
    ck_assert_uint_eq(t->mobiles, 55);
    ck_assert_uint_eq(t->mobile_pairs, 56);
    ck_assert_uint_eq(t->fixed, 3);
    ck_assert_uint_eq(t->unusable, 0);
    ck_assert_uint_eq(t->with_mobile, 37);
    ck_assert_uint_eq(t->fixed_only, 1);
    ck_assert_uint_eq(t->without_phone, 1);
    ck_assert_uint_eq(t->without_group, 0);
    check_rows(&i, REMARK_NO_PHONE, "11");
    check_rows(&i, REMARK_SHARED_PHONE, "23 33");
    check_rows(&i, REMARK_LETTER_O, "15");
    check_rows(&i, REMARK_REPEATED_ROW, "30");
    check_rows(&i, REMARK_LINE_BREAK, "19");
    check_group(&i.import, "nongdan", 31, 29, 44);
    check_group(&i.import, "phunu", 24, 23, 34);
    check_group(&i.import, "cuuchienbinh", 3, 2, 4);
    check_group(&i.import, "thanhnien", 7, 6, 9);
    check_group(&i.import, "chibo", 4, 4, 6);
    check_group(&i.import, "banganh", 1, 1, 1);
    check_group(&i.import, "nguoicaotuoi", 14, 13, 19);
    check_group(&i.import, "coconnho", 8, 8, 14);
    check_group(&i.import, "channuoi", 5, 5, 8);
    imported_free(&i);
}
END_TEST

START_TEST(the_excel_list_holds_nothing_that_the_whole_list_does_not)
{
    struct imported whole = import_file("households.csv");
    struct imported excel = import_file("households-excel.csv");
    char *all = told_households(&whole), *part = told_households(&excel);

    ck_assert_int_eq(strncmp(all, part, strlen(part)), 0);
    free(all);
    free(part);
    imported_free(&whole);
    imported_free(&excel);
}
END_TEST

/* Writes the sample list anew: `order` names its columns (-1: an empty one), under these titles. */
static char *rewritten(const struct sheet *sheet, char separator, const char *titles,
                       const int *order, size_t count)
{
    struct buf list = BUF_INIT;

    buf_puts(&list, titles);
    for (size_t row = 1; row < sheet->count; row++) {
        for (size_t c = 0; c < count; c++) {
            buf_printf(&list, "%s\"", c ? (char[2]){separator, '\0'} : "\r\n");
            buf_puts(&list, order[c] < 0 ? "" : sheet_cell(sheet, row, (size_t)order[c]));
            buf_putc(&list, '"');
        }
    }
    return buf_steal(&list);
}

static void check_same_counts(const char *list, const char *encoding, const char *mark, size_t len)
{
    struct buf bytes = encoded(list, encoding, mark, len);
    struct imported i = import_bytes(bytes.data, bytes.len, NULL);
    const struct import_totals *t = &i.import.totals;

    ck_assert_msg(i.result == 0, "%s", i.refusal.message);
    ck_assert_str_eq(i.import.encoding, encoding);
    ck_assert_uint_eq(t->data_rows, 539);
    ck_assert_uint_eq(t->households, 536);
    ck_assert_uint_eq(t->mobiles, 730);
    ck_assert_uint_eq(t->mobile_pairs, 734);
    ck_assert_uint_eq(t->fixed, 27);
    ck_assert_uint_eq(t->unusable, 2);
    ck_assert_uint_eq(t->with_mobile, 519);
    ck_assert_uint_eq(t->fixed_only, 9);
    ck_assert_uint_eq(t->without_phone, 7);
    ck_assert_uint_eq(t->repeated_rows, 3);
    ck_assert_uint_eq(i.import.cluster_count, 8);
    check_group(&i.import, "nongdan", 407, 392, 547);
    check_group(&i.import, "chibo", 43, 43, 65);
    imported_free(&i);
    buf_free(&bytes);
}

START_TEST(the_list_in_other_shapes_and_encodings_gives_the_same_counts)
{
    static const int same[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    static const int no_code[] = {3, 2, 5, 7, 9, -1, 4};
    struct buf bytes = file_bytes("households.csv");
    struct sheet sheet;

    ck_assert_int_eq(sheet_read(bytes.data, bytes.len, NULL, &sheet, NULL), 0);
    char *list = rewritten(&sheet, '\t',
                           "DANH SÁCH HỘ DÂN\r\n\r\n"
                           "TT\tMã số hộ\tHọ và tên chủ hộ\tXóm\tNơi ở\tSĐT\tNgười nghe\t"
                           "SĐT 2\tNgười nghe 2\tĐoàn thể\tLưu ý",
                           same, ARRAY_SIZE(same));
    check_same_counts(list, "UTF-16LE", "\xFF\xFE", 2);
    check_same_counts(list, "UTF-16BE", "", 0);
    check_same_counts(list, "CP1258", "", 0);
    free(list);
    list = rewritten(&sheet, ';', "Tổ;Họ tên;Di động;Di động khác;Hội đoàn;Email;Chỗ ở", no_code,
                     ARRAY_SIZE(no_code));
    check_same_counts(list, "UTF-8", "\xEF\xBB\xBF", 3);
    check_same_counts(list, "CP1258", "", 0);
    free(list);
    sheet_free(&sheet);
    buf_free(&bytes);
}
END_TEST

START_TEST(every_remark_has_its_word_and_its_sentence)
{
    for (int code = 0; code < REMARK_CODES; code++) {
        struct remark remark = {.code = code, .value = "V", .detail = "D", .why = "W"};
        struct buf sentence = BUF_INIT;
        remark_describe(&remark, &sentence);
        ck_assert_uint_gt(strlen(remark_word(code)), 3);
        ck_assert_uint_gt(sentence.len, 15);
        ck_assert_ptr_null(strchr(buf_str(&sentence), '%'));
        ck_assert_uint_gt(strlen(remark_severity_word(remark_severity(code))), 3);
        buf_free(&sentence);
    }
}
END_TEST

START_TEST(a_neighbour_is_another_household_of_the_list)
{
    struct imported i = import_text("Mã hộ,Chủ hộ,SĐT,Hàng xóm\n"
                                    "A1,Nguyễn Văn An,0905123451,A2\n"
                                    "A2,Trần Thị Bình,0905123452,nguyen van an\n"
                                    "A3,Lê Văn Cường,0905123453,A3\n"
                                    "A4,Lê Văn Cường,0905123454,A9\n"
                                    "A5,Phạm Thị Dung,0905123455,Lê Văn Cường\n"
                                    "A6,Võ Văn Em,0905123456,không\n");
    static const char *const neighbours[] = {"A2", "A1", "", "", "", ""};
    const size_t *said = i.import.totals.remarks;

    ck_assert_uint_eq(i.import.household_count, 6);
    for (size_t h = 0; h < 6; h++)
        ck_assert_str_eq(i.import.households[h].neighbour, neighbours[h]);
    ck_assert_uint_eq(said[REMARK_OWN_NEIGHBOUR], 1);
    ck_assert_uint_eq(said[REMARK_UNKNOWN_NEIGHBOUR], 1);
    ck_assert_uint_eq(said[REMARK_UNCLEAR_NEIGHBOUR], 1);
    imported_free(&i);
}
END_TEST

START_TEST(a_list_that_cannot_be_read_is_refused)
{
    struct imported i = import_bytes("PK\x03\x04", 4, NULL);
    ck_assert_int_eq(i.result, REFUSED);
    ck_assert_str_eq(i.refusal.code, "not_text");
    imported_free(&i);

    i = import_bytes("Họ tên,SĐT\n", strlen("Họ tên,SĐT\n"), NULL);
    ck_assert_int_eq(i.result, REFUSED);
    ck_assert_str_eq(i.refusal.code, "no_households");
    imported_free(&i);
}
END_TEST

TEST_MAIN("village: the sample lists", the_whole_list_gives_the_stated_counts,
          the_whole_list_gives_the_stated_groups, every_row_with_dirt_is_named_and_no_other,
          what_shared_and_repeated_rows_point_to, a_household_is_what_its_row_says,
          the_excel_list_gives_its_own_counts,
          the_excel_list_holds_nothing_that_the_whole_list_does_not,
          the_list_in_other_shapes_and_encodings_gives_the_same_counts,
          every_remark_has_its_word_and_its_sentence, a_neighbour_is_another_household_of_the_list,
          a_list_that_cannot_be_read_is_refused)
