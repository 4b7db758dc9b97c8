/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists as other villages keep them: other titles, shapes, encodings, habits. Each gives the
 * households that a person reads in it, and a remark for everything that is not plain. */
#include "check_main.h"
#include "imports.h"

struct sample {
    const char *list;
    const char *households; /* as told_households() tells */
    const char *remarks;    /* as told_remarks() tells */
};

static void check_import(const struct imported *i, const struct sample *sample)
{
    char *households = told_households(i), *remarks = told_remarks(i);

    ck_assert_msg(strcmp(households, sample->households) == 0, "\n%s\ngives\n%s\nnot\n%s",
                  sample->list, households, sample->households);
    ck_assert_msg(strcmp(remarks, sample->remarks) == 0, "\n%s\nremarks: %s\nnot %s", sample->list,
                  remarks, sample->remarks);
    free(households);
    free(remarks);
}

static void check(struct sample sample)
{
    struct imported i = import_text(sample.list);

    check_import(&i, &sample);
    imported_free(&i);
}

static void check_encoded(struct sample sample, const char *encoding, const char *mark, size_t len)
{
    struct buf bytes = encoded(sample.list, encoding, mark, len);
    struct imported i = import_bytes(bytes.data, bytes.len, NULL);

    ck_assert_msg(i.result == 0, "%s: %s", encoding, i.refusal.message);
    ck_assert_str_eq(i.import.encoding, encoding);
    check_import(&i, &sample);
    imported_free(&i);
    buf_free(&bytes);
}

START_TEST(a_plain_list_in_every_encoding)
{
    static const struct sample sample = {
        "STT\tHọ và tên chủ hộ\tSố ĐT\tXóm\tHội đoàn\r\n"
        "1\tNguyễn Thị Mỹ Hạnh\t0905123456\tĐình\tND, PN\r\n"
        "2\tĐặng Văn Ưởng\t0357111222\tGò Ổi\tCCB\r\n"
        "3\tPhạm Quỳnh\tko có\tGò Ổi\t\r\n",
        "dinh-nguyen-thi-my-hanh|Nguyễn Thị Mỹ Hạnh|Đình|0905123456|nongdan,phunu|\n"
        "go-oi-dang-van-uong|Đặng Văn Ưởng|Gò Ổi|0357111222|cuuchienbinh|\n"
        "go-oi-pham-quynh|Phạm Quỳnh|Gò Ổi|||\n",
        "4 no_phone",
    };

    check_encoded(sample, "UTF-8", "", 0);
    check_encoded(sample, "UTF-8", "\xEF\xBB\xBF", 3);
    check_encoded(sample, "UTF-16LE", "\xFF\xFE", 2);
    check_encoded(sample, "UTF-16BE", "\xFE\xFF", 2);
    check_encoded(sample, "UTF-16LE", "", 0);
    check_encoded(sample, "CP1258", "", 0);
}
END_TEST

START_TEST(text_of_the_old_fonts_is_known_by_itself)
{
    static const struct sample sample = {
        "STT;Họ và tên;Số điện thoại;Địa chỉ;Ghi chú\r\n"
        "1;Nguyễn Hữu Lộc;0905123451;Đường Quốc lộ 1;neo đơn\r\n"
        "2;Đặng Thị Thắm;0905123452;;\r\n",
        "nguyen-huu-loc|Nguyễn Hữu Lộc||0905123451||!\n"
        "dang-thi-tham|Đặng Thị Thắm||0905123452||\n",
        "",
    };
    struct buf old = encoded(sample.list, "TCVN", "", 0), unicode = BUF_INIT;

    for (size_t i = 0; i < old.len; i++) {
        unsigned char c = (unsigned char)old.data[i];
        if (c >= 0x80)
            buf_putc(&unicode, (char)(0xC0 | c >> 6));
        buf_putc(&unicode, (char)(c >= 0x80 ? 0x80 | (c & 0x3F) : c));
    }
    check_encoded(sample, "TCVN", "", 0);
    struct imported i = import_text(buf_str(&unicode));
    check_import(&i, &sample);
    imported_free(&i);
    buf_free(&old);
    buf_free(&unicode);
}
END_TEST

START_TEST(a_cell_may_say_what_the_one_above_says)
{
    check((struct sample){
        "Mã hộ,Chủ hộ,Tổ,Địa chỉ,SĐT,Nhóm\n"
        "1,An,Tổ 1,Ngõ 3,0905123451,Nông dân\n"
        "2,Ba,nt,Như trên,0905123452,-nt-\n"
        "3,Chi,'',〃,nt,\"\"\"\"\n"
        "4,Dung,Tổ 2,,0905123454,\n"
        "5,Em,\"-\"\"-\",,0905123455,Phụ nữ\n",
        "1|An|1|0905123451|nongdan|\n2|Ba|1|0905123452|nongdan|\n3|Chi|1||nongdan|\n"
        "4|Dung|2|0905123454||\n5|Em|2|0905123455|phunu|\n",
        "3 ditto; 3 ditto; 3 ditto; 4 ditto; 4 ditto; 4 ditto; 4 no_phone; 4 words_for_phone; "
        "6 ditto",
    });
    check((struct sample){"Mã hộ,Chủ hộ,Tổ,SĐT\n1,An,NT,0905123451\n2,Ba,NT,0905123452\n",
                          "1|An|NT|0905123451||\n2|Ba|NT|0905123452||\n", ""});
}
END_TEST

START_TEST(known_groups_are_known_in_a_longer_name)
{
    check((struct sample){
        "Mã hộ,Chủ hộ,SĐT,Nhóm\n"
        "1,An,0905123451,Nông dân và Phụ nữ\n"
        "2,Ba,0905123452,ND - CCB\n"
        "3,Chi,0905123453,HỘI NÔNG DÂN VIỆT NAM\n"
        "4,Dung,0905123454,1. Hội LHPN xã Ninh Quang; 2) Lúa\n"
        "5,Em,0905123455,Lúa và Phụ nữ\n"
        "6,Giang,0905123456,không tham gia\n"
        "7,Hoa,0905123457,- Nông dân\n",
        "1|An||0905123451|nongdan,phunu|\n2|Ba||0905123452|nongdan,cuuchienbinh|\n"
        "3|Chi||0905123453|nongdan|\n4|Dung||0905123454|phunu,lua|\n"
        "5|Em||0905123455|luavaphunu|\n6|Giang||0905123456||\n7|Hoa||0905123457|nongdan|\n",
        "",
    });
    check((struct sample){
        "CHI HỘI PHỤ NỮ THÔN THẠNH MỸ,,\nHọ và tên hội viên,Tổ,SĐT\nLê Chi,3,0905123451\n",
        "3-le-chi|Lê Chi|3|0905123451|phunu|\n", "1 section"});
}
END_TEST

START_TEST(a_list_may_have_one_column)
{
    check((struct sample){"Họ tên và số điện thoại\nNguyễn Văn An 0905123451\n"
                          "Bà Sáu (mẹ Tuấn): 0905.123.452\nLê Chi - 0905123453\n",
                          "nguyen-van-an|Nguyễn Văn An||0905123451||\n"
                          "ba-sau-me-tuan|Bà Sáu (mẹ Tuấn)||0905123452||\n"
                          "le-chi|Lê Chi||0905123453||\n",
                          "2 number_in_name; 3 number_in_name; 4 number_in_name"});
}
END_TEST

START_TEST(cells_that_say_nothing_are_not_kept)
{
    struct imported i = import_text("Mã hộ,Chủ hộ,Địa chỉ,SĐT,Ghi chú\n"
                                    "1,An,-,0905123451,không\n"
                                    "2,Ba \u202Enam,Ngõ 1,0905123452,không có điện thoại\n");

    ck_assert_str_eq(i.import.households[0].address, "");
    ck_assert_str_eq(i.import.households[0].note, "");
    ck_assert_str_eq(i.import.households[1].note, "không có điện thoại");
    ck_assert_str_eq(i.import.households[1].head, "Ba nam");
    imported_free(&i);
}
END_TEST

START_TEST(questions_of_a_form_are_titles)
{
    check((struct sample){
        "Dấu thời gian,Họ và tên của anh/chị,Anh/chị thuộc tổ mấy?,Số điện thoại của anh/chị là "
        "gì?,"
        "Gia đình có người già neo đơn không?,Gia đình tham gia hội nào?,Chú ý\n"
        "20/11/2026 8:12,Nguyễn Văn An,Tổ 1,0905 999 011,Không,\"Nông dân, Phụ nữ\",hết neo đơn\n"
        "20/11/2026 8:15,Trần Thị Bình,Tổ 2,84905999012,Có,CCB,\n"
        "20/11/2026 8:19,Lê Văn Cò,Tổ 2,0905999013,,,neo đơn\n",
        "1-nguyen-van-an|Nguyễn Văn An|1|0905999011|nongdan,phunu|\n"
        "2-tran-thi-binh|Trần Thị Bình|2|0905999012|cuuchienbinh|!\n"
        "2-le-van-co|Lê Văn Cò|2|0905999013||!\n",
        "1 unused_column",
    });
}
END_TEST

START_TEST(questions_may_be_numbered)
{
    check((struct sample){
        "Timestamp,1. Họ và tên chủ hộ,2. Số điện thoại liên hệ,3) Hộ thuộc tổ số mấy?\n"
        "5/3/2026 8:00,Nguyễn Văn An,0905123451,3\n5/3/2026 8:01,Trần Bình,0905123452,Tổ 4\n",
        "3-nguyen-van-an|Nguyễn Văn An|3|0905123451||\n4-tran-binh|Trần Bình|4|0905123452||\n",
        "1 unused_column"});
}
END_TEST

START_TEST(clusters_may_stand_with_the_addresses)
{
    check((struct sample){"Mã hộ,Chủ hộ,Địa chỉ,SĐT\n"
                          "1,An,\"Tổ 1, thôn Đông\",0905123451\n"
                          "2,Ba,tổ: 01 thôn Đông,0905123452\n"
                          "3,Chi,Tổ dân phố 2 - Đông,0905123453\n"
                          "4,Dung,Tổ 2,0905123454\n5,Em,Số 5 Xóm Đình,0905123455\n",
                          "1|An|Tổ 1|0905123451||\n2|Ba|Tổ 1|0905123452||\n"
                          "3|Chi|Tổ dân phố 2|0905123453||\n4|Dung|Tổ 2|0905123454||\n"
                          "5|Em||0905123455||\n",
                          "1 address_clusters; 6 no_cluster"});
    check((struct sample){"Mã hộ,Chủ hộ,Địa chỉ,SĐT\n1,An,Tổ 1,0905123451\n"
                          "2,Ba,Số 5 Xóm Đình,0905123452\n3,Chi,Ngõ 3,0905123453\n",
                          "1|An||0905123451||\n2|Ba||0905123452||\n3|Chi||0905123453||\n", ""});
    check((struct sample){"Mã hộ,Chủ hộ,Địa chỉ,SĐT\n1,An,Tổ số 1 thôn Đông,0905123451\n"
                          "2,Ba,Tổ dân phố số 2,0905123452\n3,Chi,Tổ số 1,0905123453\n",
                          "1|An|Tổ số 1|0905123451||\n2|Ba|Tổ dân phố số 2|0905123452||\n"
                          "3|Chi|Tổ số 1|0905123453||\n",
                          "1 address_clusters"});
}
END_TEST

START_TEST(each_cluster_may_have_a_column)
{
    check((struct sample){"Mã hộ,Chủ hộ,Tổ 1,Tổ 2,SĐT\n1,An,x,,0905123451\n2,Ba,,x,0905123452\n",
                          "1|An|1|0905123451||\n2|Ba|2|0905123452||\n", ""});
}
END_TEST

START_TEST(a_household_without_a_name_is_told)
{
    check((struct sample){"Mã hộ,Chủ hộ,SĐT\n1,An,0905123451\n2,,0905123452\n",
                          "1|An||0905123451||\n2|||0905123452||\n", "3 no_head"});
}
END_TEST

START_TEST(a_list_without_households_is_told_why)
{
    static const char list[] = "STT,Chủ hộ,SĐT\n1,An,Ngõ 1,0905123451\n";
    struct imported i = import_bytes(list, strlen(list), NULL);

    ck_assert_int_eq(i.result, REFUSED);
    ck_assert_str_eq(i.refusal.code, "no_households");
    ck_assert_msg(strstr(i.refusal.message, "row 2") && strstr(i.refusal.message, "more cells"),
                  "%s", i.refusal.message);
    i.import = (struct import){0};
    imported_free(&i);
}
END_TEST

START_TEST(two_lists_side_by_side_are_not_one)
{
    static const char heads[] = "Tổ,Chủ hộ,SĐT,Tổ,Chủ hộ,SĐT\n1,An,0905123451,2,Chi,0905123453\n";
    static const char list[] = "DANH BẠ TỔ 4\n"
                               "STT,Họ tên,SĐT,,STT,Họ tên,SĐT\n"
                               "1,Nguyễn Văn An,0905100001,,3,Trần Thị Dung,0905100003\n"
                               "2,Lê Văn Ba,0905100002,,4,Võ Văn Em,0905100004\n";
    struct imported i = import_bytes(list, strlen(list), NULL);

    ck_assert_int_eq(i.result, REFUSED);
    ck_assert_str_eq(i.refusal.code, "side_by_side");
    i.import = (struct import){0};
    imported_free(&i);
    i = import_bytes(heads, strlen(heads), NULL);
    ck_assert_int_eq(i.result, REFUSED);
    ck_assert_str_eq(i.refusal.code, "side_by_side");
    i.import = (struct import){0};
    imported_free(&i);
    i = import_bytes(list, strlen(list), "head=B,phone=C");
    ck_assert_int_eq(i.result, 0);
    imported_free(&i);
}
END_TEST

START_TEST(a_section_may_end_with_any_letter)
{
    check((struct sample){
        "Họ tên,SĐT\nXÓM GÒ CÓ – (2 hộ),\nAn,0905123451\nXÓM RỀ -,\nBa,0905123452\n",
        "xom-go-co-an|An|XÓM GÒ CÓ|0905123451||\n"
        "xom-re-ba|Ba|XÓM RỀ|0905123452||\n",
        "2 section; 4 section"});
}
END_TEST

START_TEST(a_no_in_so_many_words_counts_more_than_a_note)
{
    check((struct sample){"Mã hộ,Chủ hộ,SĐT,Neo đơn,Ghi chú\n"
                          "1,An,0905123451,không,già yếu\n"
                          "2,Ba,0905123452,,già yếu\n"
                          "3,Cò,0905123453,0,già yếu\n",
                          "1|An||0905123451||\n2|Ba||0905123452||!\n3|Cò||0905123453||!\n", ""});
}
END_TEST

START_TEST(a_group_in_quotation_marks_is_one)
{
    check((struct sample){"Mã hộ,Chủ hộ,SĐT,Nhóm\n"
                          "1,An,0905123451,\"\"\"Vườn, ao / chuồng\"\";Lúa\"\n"
                          "2,Ba,0905123452,\"\"\"Nông dân và Phụ nữ\"\";\"\"1. Lúa\"\"\"\n",
                          "1|An||0905123451|vuonaochuong,lua|\n"
                          "2|Ba||0905123452|nongdanvaphunu,1lua|\n",
                          ""});
}
END_TEST

START_TEST(only_groups_with_a_household_are_groups)
{
    struct imported i = import_text("Họ và tên,Điện thoại,Nhóm\n"
                                    "Lê Văn Cò,0905111222,Lúa\n"
                                    ",,\n"
                                    ",,Người lập bảng\n");

    ck_assert_uint_eq(i.import.group_count, 1);
    ck_assert_str_eq(i.import.groups[0].key, "lua");
    imported_free(&i);
}
END_TEST

START_TEST(somebody_of_the_household_without_a_number_belongs_to_it)
{
    check((struct sample){"Hộ số,Họ và tên,Quan hệ với chủ hộ,Điện thoại\n"
                          "12,Lý A Sùng,Chủ hộ,0978111001\n"
                          ",Lý A Páo,Con,\n"
                          "13,Vàng Seo Lử,Chủ hộ,0978111003\n",
                          "12|Lý A Sùng||0978111001||\n13|Vàng Seo Lử||0978111003||\n",
                          "3 joined"});
}
END_TEST

START_TEST(an_office_form_with_lines_above_sections_totals_and_signatures)
{
    check((struct sample){
        "UBND XÃ NINH QUANG,,,,\n"
        "\"DANH SÁCH SỐ ĐIỆN THOẠI HỘ DÂN, NĂM 2026\",,,,\n"
        ",,,,\n"
        "TT,Họ và tên chủ hộ,Năm sinh,Điện thoại liên hệ,Ghi chú\n"
        "(1),(2),(3),(4),(5)\n"
        "I,TỔ 1 (2 hộ),,,\n"
        "1,Nguyễn Văn An,1950,0905123451,\n"
        "2,Trần Thị Ba,1961,0905.123.452 (con trai),neo đơn\n"
        ",Cộng: 2 hộ,,,\n"
        "II,TỔ 2,,,\n"
        "1,Nguyễn Văn An,1944,\"0905123453, 0357111222\",\n"
        "2,Tô Văn Cường,,không có,\n"
        "3,Tống Thị Dung,,0258-3564079,chỉ có máy bàn\n"
        ",Tổng cộng,,5 hộ,\n"
        ",,,,\n"
        ",,\"Ngày 12 tháng 3 năm 2026\",,\n"
        ",Người lập biểu,,Trưởng thôn,\n"
        ",Lê Văn Thôn,,,\n",
        "to-1-nguyen-van-an|Nguyễn Văn An|TỔ 1|0905123451||\n"
        "to-1-tran-thi-ba|Trần Thị Ba|TỔ 1|0905123452 con trai||!\n"
        "to-2-nguyen-van-an|Nguyễn Văn An|TỔ 2|0905123453,0357111222||\n"
        "to-2-to-van-cuong|Tô Văn Cường|TỔ 2|||\n"
        "to-2-tong-thi-dung|Tống Thị Dung|TỔ 2|02583564079||\n",
        "1 title_line; 2 title_line; 4 unused_column; 6 section; 9 total; 10 section; 12 no_phone; "
        "13 fixed_only; 14 total; 16 no_household; 17 no_household; 18 no_household",
    });
}
END_TEST

START_TEST(merged_cells_leave_the_rest_of_a_household_empty)
{
    check((struct sample){
        "Tổ,Chủ hộ,Người nghe máy,Số điện thoại,Nhóm\n"
        "1,Nguyễn Văn An,An,0905123451,Nông dân\n"
        ",,Lan (vợ),0905123452,\n"
        ",Trần Thị Ba,Ba,0905123453,Phụ nữ\n"
        ",,Hùng,0905123454,\n"
        "2,Lê Chi,Chi,0905123455,\n",
        "1-nguyen-van-an|Nguyễn Văn An|1|0905123451 An,0905123452 Lan (vợ)|nongdan|\n"
        "1-tran-thi-ba|Trần Thị Ba|1|0905123453 Ba,0905123454 Hùng|phunu|\n"
        "2-le-chi|Lê Chi|2|0905123455 Chi||\n",
        "1 merged_clusters; 3 joined; 5 joined",
    });
    check((struct sample){
        "Thôn,Tổ,Chủ hộ,SĐT\nĐông,1,An,0905123451\n,1,Ba,0905123452\n"
        ",2,Chi,0905123453\nTây,1,Dung,0905123454\n",
        "dong-1-an|An|Đông - 1|0905123451||\ndong-1-ba|Ba|Đông - 1|0905123452||\n"
        "dong-2-chi|Chi|Đông - 2|0905123453||\ntay-1-dung|Dung|Tây - 1|0905123454||\n",
        "1 merged_clusters"});
}
END_TEST

START_TEST(one_person_per_row_with_the_relation_to_the_head)
{
    check((struct sample){
        "STT,Số hộ,Họ và tên,Quan hệ với chủ hộ,SĐT\n"
        "1,15,Trần Thị Lan,Vợ,0905123452\n"
        "2,15,Nguyễn Văn An,Chủ hộ,0905123451\n"
        "3,16,Lê Chi,Chủ hộ,\n"
        "4,16,Lê Dũng,Con,0905123453\n",
        "15|Nguyễn Văn An||0905123452 Trần Thị Lan (Vợ),0905123451 Nguyễn Văn An||\n"
        "16|Lê Chi||0905123453 Lê Dũng (Con)||\n",
        "3 joined; 5 joined",
    });
    check((struct sample){
        "STT,Họ và tên,Quan hệ,SĐT,Thôn\n"
        "1,Nguyễn Văn An,Chủ hộ,0905123451,Đông\n"
        "2,Trần Thị Lan,Vợ,0905123452,Đông\n"
        "3,Lê Chi,Chủ hộ,0905123453,Đông\n",
        "dong-nguyen-van-an|Nguyễn Văn An|Đông|0905123451,0905123452 Trần Thị Lan (Vợ)||\n"
        "dong-le-chi|Lê Chi|Đông|0905123453||\n",
        "3 joined",
    });
}
END_TEST

START_TEST(crosses_under_the_head_say_which_person_it_is)
{
    check((struct sample){
        "STT,Hộ số,Họ và tên,Chủ hộ,SĐT\n1,7,Nguyễn Văn An,x,0905123451\n"
        "2,7,Lê Thị Ba,,0905123452\n3,8,Trần Tâm,,0905123453\n4,8,Trần Thị Chi,x,\n",
        "7|Nguyễn Văn An||0905123451,0905123452 Lê Thị Ba||\n"
        "8|Trần Thị Chi||0905123453 Trần Tâm||\n",
        "3 joined; 5 joined",
    });
    check((struct sample){
        "Họ và tên,Chủ hộ,SĐT\nNguyễn Văn An,Có,0905123451\nLê Thị Ba,Không,0905123452\n"
        "Trần Thị Chi,Có,0905123453\n",
        "nguyen-van-an|Nguyễn Văn An||0905123451,0905123452 Lê Thị Ba||\n"
        "tran-thi-chi|Trần Thị Chi||0905123453||\n",
        "3 joined",
    });
    check((struct sample){
        "Họ và tên,Chủ hộ,Quan hệ,SĐT\nNguyễn Văn An,1,Chủ hộ,0905123451\n"
        "Lê Thị Ba,0,Vợ,0905123452\nTrần Thị Chi,1,Chủ hộ,0905123453\n",
        "nguyen-van-an|Nguyễn Văn An||0905123451,0905123452 Lê Thị Ba (Vợ)||\n"
        "tran-thi-chi|Trần Thị Chi||0905123453||\n",
        "1 unused_column; 3 joined",
    });
}
END_TEST

START_TEST(one_person_per_row_with_the_household_repeated)
{
    check((struct sample){
        "Mã hộ;Họ tên;ĐTDĐ;Khu\n"
        "H01;Nguyễn Văn An;0905123451;A\n"
        "H01;Trần Thị Lan;0905123452;A\n"
        "H02;Lê Chi;0905123453;B\n",
        "H01|Nguyễn Văn An|A|0905123451,0905123452 Trần Thị Lan||\n"
        "H02|Lê Chi|B|0905123453||\n",
        "3 joined",
    });
    check((struct sample){
        "Chủ hộ;Xóm;Thành viên;SĐT\n"
        "Nguyễn Văn An;Đông;Nguyễn Văn An;0905123451\n"
        "Nguyễn Văn An;Đông;Trần Thị Lan;0905123452\n"
        "Lê Chi;Đông;Lê Chi;0905123453\n",
        "dong-nguyen-van-an|Nguyễn Văn An|Đông|0905123451 Nguyễn Văn An,"
        "0905123452 Trần Thị Lan||\n"
        "dong-le-chi|Lê Chi|Đông|0905123453 Lê Chi||\n",
        "3 joined",
    });
    check((struct sample){
        "STT;Họ và tên;SĐT\n"
        "1;Nguyễn Văn An;0905123451\n"
        ";Trần Thị Lan;0905123452\n"
        "2;Lê Chi;0905123453\n"
        ";Lê Dũng;0905123454\n"
        "3;Phan Em;0905123455\n",
        "nguyen-van-an|Nguyễn Văn An||0905123451,0905123452 Trần Thị Lan||\n"
        "le-chi|Lê Chi||0905123453,0905123454 Lê Dũng||\n"
        "phan-em|Phan Em||0905123455||\n",
        "3 joined; 5 joined",
    });
}
END_TEST

START_TEST(titles_in_two_rows_and_a_mark_per_group)
{
    check((struct sample){
        "STT,Họ tên chủ hộ,Số điện thoại,,Đoàn thể,,,Hộ nghèo,Neo đơn\n"
        ",,Chồng,Vợ,Nông dân,Phụ nữ,CCB,,\n"
        "1,Nguyễn Văn An,0905123451,0905123452,x,x,,,\n"
        "2,Trần Thị Ba,,0905123453,,X,,x,x\n"
        "3,Lê Chi,0905123454,,,,x,,\n"
        "Tổng,,,,1,2,1,1,1\n",
        "nguyen-van-an|Nguyễn Văn An||0905123451 Chồng,0905123452 Vợ|nongdan,phunu|\n"
        "tran-thi-ba|Trần Thị Ba||0905123453 Vợ|phunu|!\n"
        "le-chi|Lê Chi||0905123454 Chồng|cuuchienbinh|\n",
        "6 total",
    });
}
END_TEST

START_TEST(numbers_as_spreadsheets_and_people_maim_them)
{
    check((struct sample){
        "Mã,Chủ hộ,SĐT\n"
        "1,An,905123451.0\n"
        "2,Ba,9.05E+08\n"
        "3,Chi,9.05123453E+08\n"
        "4,Dung,'0905123454\n"
        "5,Em,\"=\"\"0905123455\"\"\"\n"
        "6,Giang,=0905123456\n"
        "7,Hoa,+84 905 123 457\n"
        "8,Khánh,84905123458\n"
        "9,Lan,0905123459 - 0357111222\n"
        "10,Mai,0.0\n"
        "11,Nam,x\n"
        "12,Oanh,chưa có\n"
        "13,Phúc,nhờ hàng xóm báo\n"
        "14,Quý,O905 123 464\n"
        "15,Rin,01686527380\n"
        "16,Sơn,0905123456/7\n"
        "17,Thu,09051234\n"
        "18,Út,\"0905123468, 0905123468\"\n",
        "1|An||0905123451||\n"
        "2|Ba||||\n"
        "3|Chi||0905123453||\n"
        "4|Dung||0905123454||\n"
        "5|Em||0905123455||\n"
        "6|Giang||0905123456||\n"
        "7|Hoa||0905123457||\n"
        "8|Khánh||0905123458||\n"
        "9|Lan||0905123459,0357111222||\n"
        "10|Mai||||\n"
        "11|Nam||||\n"
        "12|Oanh||||\n"
        "13|Phúc||||\n"
        "14|Quý||0905123464||\n"
        "15|Rin||0386527380||\n"
        "16|Sơn||0905123456||\n"
        "17|Thu||||\n"
        "18|Út||0905123468||\n",
        "2 spreadsheet; 3 unusable_number; 4 spreadsheet; 7 shared_phone; 11 no_phone; 12 "
        "no_phone; "
        "13 no_phone; 14 no_phone; 14 words_for_phone; 15 letter_o; 17 unusable_number; "
        "17 shared_phone; 18 unusable_number; 19 phone_twice",
    });
}
END_TEST

START_TEST(a_land_line_with_an_old_area_code_is_no_mobile)
{
    check((struct sample){
        "Mã hộ|Chủ hộ|ĐT bàn|SĐT|Cố định/Di động|Landline\n"
        "1|Anh|058 3856702|0583856703||\n"
        "2|Bình|0905123456, 0589856708|0905123457 (di động)||\n"
        "3|Chi|0188 3856702|058 3856704 (máy bàn)||\n"
        "4|Dũng|0583856705 (Zalo)||0583856706|\n"
        "5|Em|0258 3856702|||58 3856707\n",
        "1|Anh||0583856703||\n"
        "2|Bình||0905123456,0589856708,0905123457||\n"
        "3|Chi||0583856702||\n"
        "4|Dũng||0583856705,0583856706||\n"
        "5|Em||02583856702||\n",
        "2 unusable_number; 4 unusable_number; 6 unusable_number; 6 fixed_only",
    });
}
END_TEST

START_TEST(husband_and_wife_side_by_side)
{
    check((struct sample){
        "STT|Họ tên chồng|SĐT chồng|Họ tên vợ|SĐT vợ|Thôn|Tổ\n"
        "1|Nguyễn Văn An|0905123451|Trần Thị Lan|0905123452|Đông|1\n"
        "2|||Lê Chi|0905123453|Đông|Tổ 02\n",
        "dong-1-nguyen-van-an|Nguyễn Văn An|Đông - 1|0905123451 Nguyễn Văn An,"
        "0905123452 Trần Thị Lan||\n"
        "dong-2-le-chi|Lê Chi|Đông - 2|0905123453 Lê Chi||\n",
        "",
    });
}
END_TEST

START_TEST(a_name_in_two_columns_is_one_name)
{
    check((struct sample){
        "STT,Họ và chữ lót,Tên,Điện thoại\n1,Nguyễn Văn,An,0905123451\n2,Trần Thị,Ba,0905123452\n",
        "nguyen-van-an|Nguyễn Văn An||0905123451||\n"
        "tran-thi-ba|Trần Thị Ba||0905123452||\n",
        "",
    });
    check((struct sample){
        "STT,Họ và tên,,Điện thoại\n1,Nguyễn Văn,An,0905123451\n2,Trần Thị,Ba,0905123452\n",
        "nguyen-van-an|Nguyễn Văn An||0905123451||\n"
        "tran-thi-ba|Trần Thị Ba||0905123452||\n",
        "1 guessed_column",
    });
    check((struct sample){"STT,Họ,Tên đệm,Tên,Điện thoại\n1,Nguyễn,Văn,An,0905123451\n",
                          "nguyen-van-an|Nguyễn Văn An||0905123451||\n", ""});
    check((struct sample){"First name,Middle name,Last name,Phone\nMary,,Otieno,0905123451\n"
                          "Mary,Ann,Kamau,0905123452\n",
                          "mary-otieno|Mary Otieno||0905123451||\n"
                          "mary-ann-kamau|Mary Ann Kamau||0905123452||\n",
                          ""});
    check((struct sample){"Full name,Last name,Phone\nMary Otieno,Otieno,0905123451\n",
                          "mary-otieno|Mary Otieno||0905123451||\n", ""});
}
END_TEST

START_TEST(contacts_of_a_telephone_are_a_list)
{
    check((struct sample){
        "First Name,Last Name,Notes,Labels,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,"
        "Phone 2 - Value\n"
        "Văn Long,Nguyễn,,Hội Nông dân ::: Đội 1: Lúa ::: * myContacts,Mobile,0905 123 451,,\n"
        "Chú Sáu,,già yếu,* myContacts,Mobile,0905123452 ::: 0905123453,Home,02583811004\n",
        "van-long-nguyen|Văn Long Nguyễn||0905123451|nongdan,doi1lua|\n"
        "chu-sau|Chú Sáu||0905123452,0905123453,02583811004||!\n",
        "1 unused_column; 1 unused_column",
    });
}
END_TEST

START_TEST(a_number_without_a_household_is_told_by_the_number)
{
    static const char list[] = "Trưởng thôn,Lê Văn Ba,0905123459\nSTT,Họ và tên,Điện thoại\n"
                               "1,Nguyễn Văn An,0905123451\n2,,0905123452\n";
    struct imported i = import_text(list);

    check_import(&i, &(struct sample){list, "nguyen-van-an|Nguyễn Văn An||0905123451||\n",
                                      "1 title_line; 1 number_elsewhere; 4 no_name"});
    for (size_t r = 0; r < i.import.remark_count; r++) {
        const struct remark *remark = &i.import.remarks[r];
        if (remark->code == REMARK_NUMBER_ELSEWHERE)
            ck_assert_str_eq(remark->value, "0905123459");
        if (remark->code == REMARK_NO_NAME)
            ck_assert_str_eq(remark->value, "0905123452");
    }
    imported_free(&i);
}
END_TEST

START_TEST(the_number_of_who_looks_after_them_is_no_households)
{
    check((struct sample){
        "STT,Chủ hộ,SĐT,Tổ,Tổ trưởng,SĐT tổ trưởng\n1,An,0905123451,1,Ba,0905123459\n"
        "2,Chi,,1,Ba,0905123459\n",
        "1-an|An|1|0905123451||\n1-chi|Chi|1|||\n",
        "1 unused_column; 1 unused_column; 3 no_phone",
    });
    check((struct sample){
        "STT,Chủ hộ,SĐT,Trưởng thôn,\n,,,Họ tên,SĐT\n1,An,0905123451,Ba,0905123459\n",
        "an|An||0905123451||\n", "1 unused_column; 1 unused_column"});
}
END_TEST

START_TEST(a_heading_between_sections_is_no_household)
{
    check((struct sample){
        "STT,Họ và tên,SĐT\nI,HỘI NÔNG DÂN,\n1,Nguyễn Văn An,0905123451\nII,CÁC HỘ KHÁC,\n"
        "1,Lê Văn Ba,0905123452\nIII. CHƯA VÀO HỘI,,\n1,Trần Chi,0905123453\n",
        "nguyen-van-an|Nguyễn Văn An||0905123451|nongdan|\n"
        "le-van-ba|Lê Văn Ba||0905123452||\ntran-chi|Trần Chi||0905123453||\n",
        "2 section; 4 no_household; 6 no_household",
    });
    check((struct sample){
        "STT,Họ và tên,SĐT\nThôn: Hòa Mỹ (1 hộ),,\n1,An,0905123451\nThôn : Tân Lập,,\n"
        "1,An,0905123452\nXóm 5:,,\n1,Ba,0905123453\n",
        "thon-hoa-my-an|An|Thôn Hòa Mỹ|0905123451||\n"
        "thon-tan-lap-an|An|Thôn Tân Lập|0905123452||\nxom-5-ba|Ba|Xóm 5|0905123453||\n",
        "2 section; 4 section; 6 section",
    });
}
END_TEST

START_TEST(a_made_code_is_cut_between_letters)
{
    check((struct sample){"Chủ hộ,SĐT\nx កកកកកកកកកកកកកកកកកកកកកក,0905123451\n",
                          "x-កកកកកកកកកកកកកកកកកកក|x កកកកកកកកកកកកកកកកកកកកកក||0905123451||\n", ""});
}
END_TEST

START_TEST(yes_and_no_may_be_letters)
{
    check((struct sample){"S/No,Names,Phone,Disability (Y/N)\n1,Otis Ann,0905123451,Y\n"
                          "2,Ali Hassan,0905123452,N\n",
                          "otis-ann|Otis Ann||0905123451||!\n"
                          "ali-hassan|Ali Hassan||0905123452||\n",
                          ""});
}
END_TEST

START_TEST(a_list_that_goes_on_under_titles_again)
{
    check((struct sample){
        "XÓM ĐÔNG,,\n"
        "STT,Họ tên,SĐT\n"
        "1,Nguyễn Văn An,0905123451\n"
        ",,\n"
        "XÓM TÂY,,\n"
        "STT,Họ tên,SĐT\n"
        "1,Trần Thị Ba,0905123452\n"
        "XÓM NAM,,\n"
        "STT,Điện thoại,Chủ hộ\n"
        "1,0905123453,Lê Chi\n",
        "xom-dong-nguyen-van-an|Nguyễn Văn An|XÓM ĐÔNG|0905123451||\n"
        "xom-tay-tran-thi-ba|Trần Thị Ba|XÓM TÂY|0905123452||\n"
        "xom-nam-le-chi|Lê Chi|XÓM NAM|0905123453||\n",
        "1 section; 5 section; 6 titles_again; 8 section; 9 titles_again",
    });
}
END_TEST

START_TEST(members_of_associations_under_their_names)
{
    check((struct sample){
        "STT,Họ và tên,SĐT\n"
        "I,HỘI NÔNG DÂN,\n"
        "1,Nguyễn Văn An,0905123451\n"
        "2,Đoàn Văn Ba,\n"
        "II. CHI HỘI PHỤ NỮ,,\n"
        "1,Trần Thị Chi,0905123453\n"
        "2,Nguyễn Văn An,0905123451\n",
        "nguyen-van-an|Nguyễn Văn An||0905123451|nongdan,phunu|\n"
        "doan-van-ba|Đoàn Văn Ba|||nongdan|\n"
        "tran-thi-chi|Trần Thị Chi||0905123453|phunu|\n",
        "2 section; 4 no_phone; 5 section; 7 conflict",
    });
}
END_TEST

START_TEST(codes_that_begin_anew_in_every_cluster)
{
    check((struct sample){
        "Tổ,Số hộ,Chủ hộ,SĐT\n"
        "1,1,An,0905123451\n1,2,Ba,0905123452\n1,3,Chi,0905123453\n"
        "2,1,Dung,0905123454\n2,2,Em,0905123455\n2,3,Giang,0905123456\n",
        "1-1|An|1|0905123451||\n1-2|Ba|1|0905123452||\n1-3|Chi|1|0905123453||\n"
        "2-1|Dung|2|0905123454||\n2-2|Em|2|0905123455||\n2-3|Giang|2|0905123456||\n",
        "1 prefixed_codes",
    });
    check((struct sample){"Tổ,Số hộ,Chủ hộ,SĐT\n1,1,An,0905123451\n1,2,Ba,0905123452\n"
                          "2,1,Dung,0905123454\n",
                          "1-1|An|1|0905123451||\n1-2|Ba|1|0905123452||\n"
                          "2-1|Dung|2|0905123454||\n",
                          "1 prefixed_codes"});
}
END_TEST

START_TEST(a_code_twice_with_other_content_loses_nothing)
{
    check((struct sample){
        "Mã hộ,Chủ hộ,Tổ,SĐT,Nhóm\n"
        "T1-1,Nguyễn Văn An,1,0905123451,Nông dân\n"
        "T1-2,Lê Chi,1,0905123452,\n"
        "t1-1,Trần Thị Ba,1,0905123453,Phụ nữ\n"
        "T1-2,Lê Chi,1,0905.123.452,\n",
        "T1-1|Nguyễn Văn An|1|0905123451,0905123453|nongdan,phunu|\n"
        "T1-2|Lê Chi|1|0905123452||\n",
        "4 conflict; 5 repeated_row",
    });
}
END_TEST

START_TEST(namesakes_are_told_apart_and_repeats_are_not_doubled)
{
    check((struct sample){
        "Họ tên,Tổ,Địa chỉ,SĐT\n"
        "Nguyễn Văn An,1,Ngõ 1,0905123451\n"
        "Nguyễn Văn An,1,Ngõ 2,0905123452\n"
        "Nguyễn Văn An,2,Ngõ 3,0905123453\n"
        "Nguyễn Văn An,1,Ngõ 1,0905123451\n"
        "Lê Chi,1,Ngõ 4,\n"
        "Lê Chi,1,Ngõ 5,\n",
        "1-nguyen-van-an-3451|Nguyễn Văn An|1|0905123451||\n"
        "1-nguyen-van-an-3452|Nguyễn Văn An|1|0905123452||\n"
        "2-nguyen-van-an|Nguyễn Văn An|2|0905123453||\n"
        "1-le-chi-ngo-4|Lê Chi|1|||\n"
        "1-le-chi-ngo-5|Lê Chi|1|||\n",
        "3 namesakes; 5 repeated_row; 6 no_phone; 7 no_phone; 7 namesakes",
    });
}
END_TEST

START_TEST(a_row_beside_its_titles_is_set_aside)
{
    check((struct sample){
        "STT,Chủ hộ,Địa chỉ,SĐT\n"
        "1,An,Ngõ 1, Xóm Đình,0905123451\n"
        "2,Ba,Ngõ 2,0905123452\n"
        "3,Chi,Ngõ 3,0905123453,\n"
        "4,Dung,\"Ngõ 4,0905123454\n"
        "5,Em,Ngõ 5,0905123455\n",
        "ba|Ba||0905123452||\n"
        "chi|Chi||0905123453||\n"
        "dung|Dung||0905123454||\n"
        "em|Em||0905123455||\n",
        "2 shifted_row; 5 quote_mended",
    });
}
END_TEST

START_TEST(odd_cells_are_told)
{
    check((struct sample){
        "STT,Chủ hộ,SĐT,Nhóm,Ghi chú,\n"
        "1,An 0905123451,,tất cả,,\n"
        "2,Ba,0905123452,Nông dân; 12,con gái 0905123459,\n"
        "3,=cmd|' /C calc'!A0,0905123453,=1+1,,đã gọi\n"
        "4,Chi,\"=HYPERLINK(\"\"tel:0905123454\"\")\",,,\n"
        ",,0905123455,,,\n",
        "an|An||0905123451||\n"
        "ba|Ba||0905123452|nongdan|\n"
        "cmd-c-calc-a0|=cmd|' /C calc'!A0||0905123453||\n"
        "chi|Chi||0905123455||\n",
        "2 number_in_name; 2 everybody_group; 3 unusable_group; 3 number_elsewhere; "
        "4 unusable_group; 4 stray_cell; 4 formula; 5 formula; 6 joined",
    });
}
END_TEST

START_TEST(no_group_of_a_row_is_dropped_in_silence)
{
    struct buf list = {0};

    buf_printf(&list, "Tên,SĐT,Nhóm\nAn,0905123451,đội 1");
    for (int i = 2; i <= 67; i++)
        buf_printf(&list, "; đội %d", i);
    buf_printf(&list, "\n");
    struct imported i = import_text(list.data);
    ck_assert_uint_eq(i.import.households[0].group_count, 64);
    char *remarks = told_remarks(&i);
    ck_assert_str_eq(remarks, "2 too_many_groups; 2 too_many_groups; 2 too_many_groups");
    ck_assert_str_eq(i.import.remarks[i.import.remark_count - 1].value, "đội 67");
    free(remarks);
    imported_free(&i);
    buf_free(&list);
}
END_TEST

START_TEST(a_name_and_a_number_in_one_cell)
{
    check((struct sample){
        "STT,Họ tên - SĐT,Tổ\n"
        "1,Nguyễn Văn An - 0905123451,1\n2,Trần Thị Ba: 0905.123.452,1\n3,Lê Chi 0905123453,1\n"
        "4,Phan Dung,1\n",
        "1-nguyen-van-an|Nguyễn Văn An|1|0905123451||\n"
        "1-tran-thi-ba|Trần Thị Ba|1|0905123452||\n"
        "1-le-chi|Lê Chi|1|0905123453||\n"
        "1-phan-dung|Phan Dung|1|||\n",
        "2 number_in_name; 3 number_in_name; 4 number_in_name; 5 no_phone",
    });
}
END_TEST

START_TEST(numbers_with_words_around_them)
{
    check((struct sample){
        "STT,Họ tên,Liên hệ,Thôn\n"
        "1,An,Anh Nam - 0905123451,Đông\n"
        "2,Ba,chị Hai: 0905 123 452 / chị Ba: 0357111222,Đông\n"
        "3,Chi,qua nhà ông An,Đông\n"
        "4,Dung,0905123454 (gọi sau 18h),Tây\n"
        "5,Em,\"Nam 0905123455\nLan 0905123456\",Tây\n"
        "6,Giang,09051234567,Tây\n"
        "7,Hà,0905 12 34 61 - 62,Tây\n",
        "dong-an|An|Đông|0905123451 Anh Nam||\n"
        "dong-ba|Ba|Đông|0905123452 chị Hai,0357111222 chị Ba||\n"
        "dong-chi|Chi|Đông|||\n"
        "tay-dung|Dung|Tây|0905123454 gọi sau 18h||\n"
        "tay-em|Em|Tây|0905123455 Nam,0905123456 Lan||\n"
        "tay-giang|Giang|Tây|||\n"
        "tay-ha|Hà|Tây|0905123461||\n",
        "4 no_phone; 4 words_for_phone; 6 line_break; 7 unusable_number; 8 unusable_number",
    });
}
END_TEST

START_TEST(a_column_per_operator)
{
    check((struct sample){
        "TT,Tên chủ hộ,Viettel,Mobi\n"
        "1,An,0975123451,\n2,Ba,,0905123452\n3,Chi,0365123453,0935123453\n"
        "4,Dung,0385123454,\n5,Em,,0795123455\n",
        "an|An||0975123451||\nba|Ba||0905123452||\nchi|Chi||0365123453,0935123453||\n"
        "dung|Dung||0385123454||\nem|Em||0795123455||\n",
        "1 guessed_column; 1 guessed_column",
    });
}
END_TEST

START_TEST(a_section_without_households_is_no_cluster)
{
    struct imported i = import_text("TT;Chủ hộ;Xóm;SĐT\n"
                                    "1;Lê Văn Cò;Xóm Đình;0905111222\n"
                                    "2;Hoàng Thị Ổi;Xóm Chùa;0905111223\n"
                                    "II;Xóm Chùa;;\n"
                                    "3;Phạm Văn Đực;Xóm Chùa;0977123456\n");

    ck_assert_uint_eq(i.import.cluster_count, 2);
    ck_assert_str_eq(i.import.clusters[0].name, "Đình");
    ck_assert_uint_eq(i.import.clusters[1].households, 2);
    imported_free(&i);
}
END_TEST

START_TEST(sections_with_counts_beside_them)
{
    check((struct sample){
        "STT;Chủ hộ;Nhân khẩu;Điện thoại\n"
        ";TỔ 1;25 khẩu;\n1;An;4;0905123451\n"
        ";Đường Trần Phú;;\n1;Ba;5;0905123452\n"
        ";Tổ 2: Xóm Suối;30 khẩu;\n1;Chi;3;0905123453\n"
        ";CỘNG;12;\n;Người lập;;Trưởng thôn\n;Lê Thị Lập;;\n",
        "to-1-an|An|TỔ 1|0905123451||\n"
        "ba|Ba||0905123452||\n"
        "to-2-chi|Chi|Tổ 2|0905123453||\n",
        "1 unused_column; 2 section; 4 no_household; 5 no_cluster; 6 section; 8 total; "
        "9 no_household; 10 no_household",
    });
}
END_TEST

START_TEST(letters_lost_by_an_encoding_are_told_once)
{
    check((struct sample){
        "STT,H? và tên,Đi?n tho?i\n1,Nguy?n V?n An,0905123451\n2,Tr?n Ba,0905123452\n",
        "nguy-n-v-n-an|Nguy?n V?n An||0905123451||\n"
        "tr-n-ba|Tr?n Ba||0905123452||\n",
        "2 lost_letters",
    });
}
END_TEST

START_TEST(hostile_rows_cost_only_themselves)
{
    struct buf text = BUF_INIT;

    buf_puts(&text,
             "STT,Chủ hộ,SĐT,Xóm\n1,Nguyễn Văn Ấn,0905123451,Đình\n2,B\xC3,0905123452,Gò\n3,");
    buf_append(&text, "C\0D", 3);
    buf_puts(&text, ",0905123453,Gò\n4,");
    memset(buf_grow(&text, 5 << 20), 'D', 5 << 20);
    buf_puts(&text, ",0905123454,Gò\n5,Em Ổi,0905123455,Gò Đậu\n");
    struct imported i = import_bytes(text.data, text.len, NULL);
    ck_assert_int_eq(i.result, 0);
    check_import(&i, &(struct sample){
                         "hostile",
                         "dinh-nguyen-van-an|Nguyễn Văn Ấn|Đình|0905123451||\n"
                         "go-dau-em-oi|Em Ổi|Gò Đậu|0905123455||\n",
                         "3 unreadable_row; 4 unreadable_row; 5 unreadable_row",
                     });
    ck_assert_uint_eq(i.import.totals.rows_set_aside, 3);
    ck_assert_uint_eq(i.import.totals.data_rows, 5);
    imported_free(&i);
    buf_free(&text);
}
END_TEST

START_TEST(another_country_and_language)
{
    struct imported i = {.vocabulary = vocabulary_vi(), .rules = rules_of("ke")};
    struct import_how how = {.vocabulary = &i.vocabulary, .rules = &i.rules};
    static const char list[] = "No,Household head,Mobile,Village,Group\n"
                               "1,Achieng Otieno,0712 345 678,Kisian,farmers; women\n"
                               "2,Wanjiku Kamau,+254 110 123 456,Kisian,\n"
                               "3,Kiprop,020 2345678,Mamboleo,elders\n";

    ck_assert_int_eq(import_read(list, strlen(list), &how, &i.import, &i.refusal), 0);
    check_import(&i, &(struct sample){
                         list,
                         "kisian-achieng-otieno|Achieng Otieno|Kisian|0712345678|nongdan,phunu|\n"
                         "kisian-wanjiku-kamau|Wanjiku Kamau|Kisian|0110123456||\n"
                         "mamboleo-kiprop|Kiprop|Mamboleo|0202345678|nguoicaotuoi|\n",
                         "4 fixed_only",
                     });
    imported_free(&i);
}
END_TEST

START_TEST(a_person_may_name_the_columns)
{
    static const char list[] = "1,Nguyễn Văn An,0905123451,Đông\n2,Trần Thị Ba,0905123452,Tây\n";
    struct imported i = import_bytes(list, strlen(list), NULL);

    ck_assert_int_eq(i.result, REFUSED);
    ck_assert_str_eq(i.refusal.code, "no_header");
    imported_free(&i);
    i = import_bytes(list, strlen(list), "head=2,phone=C,cluster=D");
    ck_assert_int_eq(i.result, 0);
    check_import(&i, &(struct sample){
                         list,
                         "dong-nguyen-van-an|Nguyễn Văn An|Đông|0905123451||\n"
                         "tay-tran-thi-ba|Trần Thị Ba|Tây|0905123452||\n",
                         "0 unused_column",
                     });
    imported_free(&i);
}
END_TEST

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *sorted_lines(char *text)
{
    char *lines[64], *line;
    size_t count = 0;
    struct buf out = BUF_INIT;

    for (char *rest = text; (line = strsep(&rest, "\n")) != NULL;)
        lines[count++] = line;
    qsort(lines, count, sizeof(*lines), compare_lines);
    for (size_t i = 0; i < count; i++)
        buf_printf(&out, "%s\n", lines[i]);
    free(text);
    return buf_steal(&out);
}

START_TEST(made_codes_do_not_depend_on_the_order_of_rows)
{
    static const char *const rows[] = {
        "Nguyễn Văn An,1,Ngõ 1,0905123451",
        "Nguyễn Văn An,1,Ngõ 2,0905123452",
        "Lê Chi,1,,0905123453 - 0905123454",
        "Lê Chi,2,,0905123453",
        "Trần Ba,2,Ngõ 9,",
        "Trần Ba,2,Ngõ 8,",
        "Nguyễn Văn An,1,Ngõ 3,",
    };
    char *first = NULL;

    for (size_t shift = 0; shift < ARRAY_SIZE(rows); shift++) {
        struct buf list = BUF_INIT;
        buf_puts(&list, "Họ tên,Tổ,Địa chỉ,SĐT\n");
        for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
            buf_printf(&list, "%s\n", rows[(i * 3 + shift) % ARRAY_SIZE(rows)]);
        struct imported i = import_text(buf_str(&list));
        ck_assert_uint_eq(i.import.household_count, ARRAY_SIZE(rows));
        char *told = sorted_lines(told_households(&i));
        if (first)
            ck_assert_str_eq(told, first);
        free(shift ? told : NULL);
        first = shift ? first : told;
        imported_free(&i);
        buf_free(&list);
    }
    free(first);
}
END_TEST

START_TEST(a_list_of_a_hundred_thousand_rows_is_read)
{
    struct buf list = BUF_INIT;

    buf_puts(&list, "STT,Chủ hộ,Tổ,Địa chỉ,SĐT,Nhóm,Ghi chú\n");
    for (int i = 0; i < 100000; i++)
        buf_printf(&list,
                   "%d,Nguyễn Văn %d,%d,\"Ngõ %d, Xóm Đình\",09%08d,nongdan;phunu,smartphone\n", i,
                   i, i % 50, i % 9, i);
    struct imported i = import_text(buf_str(&list));
    ck_assert_uint_eq(i.import.household_count, 100000);
    ck_assert_uint_eq(i.import.totals.mobiles, 100000);
    ck_assert_uint_eq(i.import.cluster_count, 50);
    imported_free(&i);
    buf_free(&list);
}
END_TEST

TEST_MAIN("village: lists of other villages", a_plain_list_in_every_encoding,
          text_of_the_old_fonts_is_known_by_itself, a_cell_may_say_what_the_one_above_says,
          known_groups_are_known_in_a_longer_name, a_list_may_have_one_column,
          cells_that_say_nothing_are_not_kept, questions_may_be_numbered,
          clusters_may_stand_with_the_addresses, each_cluster_may_have_a_column,
          a_list_without_households_is_told_why, a_household_without_a_name_is_told,
          questions_of_a_form_are_titles, two_lists_side_by_side_are_not_one,
          a_section_may_end_with_any_letter, a_no_in_so_many_words_counts_more_than_a_note,
          a_group_in_quotation_marks_is_one, only_groups_with_a_household_are_groups,
          somebody_of_the_household_without_a_number_belongs_to_it,
          an_office_form_with_lines_above_sections_totals_and_signatures,
          merged_cells_leave_the_rest_of_a_household_empty,
          one_person_per_row_with_the_relation_to_the_head,
          crosses_under_the_head_say_which_person_it_is,
          one_person_per_row_with_the_household_repeated, titles_in_two_rows_and_a_mark_per_group,
          numbers_as_spreadsheets_and_people_maim_them,
          a_land_line_with_an_old_area_code_is_no_mobile, husband_and_wife_side_by_side,
          a_name_in_two_columns_is_one_name, contacts_of_a_telephone_are_a_list,
          a_number_without_a_household_is_told_by_the_number,
          the_number_of_who_looks_after_them_is_no_households, a_made_code_is_cut_between_letters,
          yes_and_no_may_be_letters, a_heading_between_sections_is_no_household,
          a_list_that_goes_on_under_titles_again, members_of_associations_under_their_names,
          codes_that_begin_anew_in_every_cluster, a_code_twice_with_other_content_loses_nothing,
          namesakes_are_told_apart_and_repeats_are_not_doubled,
          a_row_beside_its_titles_is_set_aside, odd_cells_are_told,
          no_group_of_a_row_is_dropped_in_silence, a_name_and_a_number_in_one_cell,
          numbers_with_words_around_them, a_column_per_operator,
          a_section_without_households_is_no_cluster, sections_with_counts_beside_them,
          letters_lost_by_an_encoding_are_told_once, hostile_rows_cost_only_themselves,
          another_country_and_language, a_person_may_name_the_columns,
          made_codes_do_not_depend_on_the_order_of_rows, a_list_of_a_hundred_thousand_rows_is_read)
