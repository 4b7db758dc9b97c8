/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One case for each rule of how a reply is understood. */
#include "inbound/reply/reply.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/conf.h"
#include "base/memory.h"
#include "check_main.h"

static struct reply_rules *rules;
static struct reply reply;

static void open_rules(void)
{
    struct conf_faults faults = {0};

    ck_assert_int_eq(reply_rules_open(CONFIG_DIR "/keywords.vi.conf", &rules, &faults), 0);
}

/* An announcement with up to four options, written as options_add() reads them. */
struct announcement {
    const char *body;
    const char *options[4];
    int help;
    bool ack;
};

static const struct announcement nothing = {.body = NULL};
static const struct announcement sowing = {.body = "Lịch gieo sạ: xuống giống từ 20/4 đến 30/4."};
static const struct announcement power_cut = {
    .body = "Cắt điện tổ 3 từ 7 giờ đến 16 giờ. Nhận được tin xin nhắn lại OK.", .ack = true};
static const struct announcement invitation = {
    .body = "Mời bà con họp thôn 19 giờ thứ Bảy. Trả lời 1 nếu đi, 2 nếu không đi được.",
    .options = {"1=Có đi|co,di,di duoc", "2=Không đi|khong,ban"}};
static const struct announcement party_cell = {
    .body = "Chi bộ họp thứ Sáu. Trả lời: 1 dự, 2 vắng.",
    .options = {"1=Dự|du,co mat", "2=Vắng|vang,xin vang"},
    .ack = true};
static const struct announcement storm = {
    .body = "Bão đã qua. Nhà mình thế nào? Trả lời 1 nếu an toàn, 2 nếu cần giúp đỡ.",
    .options = {"1=An toàn|an toan,on,khong sao", "2=Cần giúp|can giup,cuu"},
    .help = 2};
static const struct announcement shelter = {
    .body =
        "KHẨN: Bão sắp vào. Bà con chằng chống nhà cửa ngay, nhà tạm và nhà ven suối đến nhà văn "
        "hóa thôn. Trả lời 1 nếu an toàn, 2 nếu cần giúp.",
    .options = {"1=An toàn|an toan", "2=Cần giúp|can giup"},
    .help = 2};
static const struct announcement flood = {
    .body = "Nước lũ đang lên: 1 nhà chưa ngập, 2 đã sơ tán, 3 cần người đến đón.",
    .options = {"1=Chưa ngập|chua ngap,nha kho", "2=Đã sơ tán|so tan roi",
                "3=Cần đón|can don,den don"},
    .help = 3};
static const struct announcement vaccination = {
    .body = "Trạm y tế xã tiêm sởi. Bà con chọn buổi: 1 sáng, 2 chiều.",
    .options = {"1=Sáng|buoi sang", "2=Chiều|buoi chieu"}};
static const struct announcement cattle = {
    .body = "Thú y xã tiêm cho trâu bò. 1 đăng ký tiêm, 2 không tiêm, 3 đã tiêm rồi.",
    .options = {"1=Đăng ký|dang ky,tiem", "2=Không tiêm|khong tiem", "3=Đã tiêm|tiem roi"}};
static const struct announcement class_day = {
    .body = "Mời phụ huynh chọn buổi họp lớp: 1 thứ Hai, 2 thứ Tư, 3 thứ Sáu.",
    .options = {"1=Thứ Hai|thu 2,t2", "2=Thứ Tư|thu 4,t4", "3=Thứ Sáu|thu 6,t6"}};
static const struct announcement loan = {
    .body = "Vay vốn: trả lời 1 vay 50 triệu, 2 vay 100 triệu, 3 không vay.",
    .options = {"1=Vay 50 triệu|50 trieu,50tr", "2=Vay 100 triệu|100 trieu,100tr",
                "3=Không vay|khong vay,khong"}};

static const struct announcement fertiliser = {
    .body = "Đăng ký phân bón: trả lời 1 lấy 10 kg, 2 lấy 25 kg, 3 không lấy.",
    .options = {"1=10 kg|10kg", "2=25 kg|25kg", "3=Không lấy|khong"}};
static const struct announcement vaccination_days = {
    .body = "Ngày 20/4 và 21/4 tiêm phòng. Nhắn 1 nếu đến 20/4, 2 nếu đến 21/4.",
    .options = {"1=Hôm đầu|hom dau", "2=Hôm sau|hom sau"}};
static const struct announcement reconciliation = {
    .body = "Sáng mai hòa giải ranh đất: trả lời 1 tới, 2 xin dời, 3 không hòa giải.",
    .options = {"1=Tới|có mặt", "2=Xin dời|dời", "3=Không hòa giải|nhờ xã"}};

static const struct announcement seedlings = {
    .body = "Xã phát cây giống. Chọn 1 xoài, 2 mít, 3 không nhận.",
    .options = {"1=Xoài", "2=Mít thái|mit", "3=Không nhận|khong"}};
static const struct announcement opinion = {
    .body = "Thôn hỏi ý bà con về việc thu quỹ. 1 đồng ý, 2 không đồng ý, 3 bàn thêm.",
    .options = {"1=Đồng ý|nhat tri", "2=Không đồng ý|khong", "3=Bàn thêm|ban lai"}};
static const struct announcement boats = {
    .body = "Nước lên báo động 3. Nhắn 1 ở lại được, 2 xuống xuồng đi, 3 cần chở gấp.",
    .options = {"1=Ở lại được|o lai", "2=Xuống xuồng đi|di xuong,xuong", "3=Cần chở gấp|cho gap"},
    .help = 3};
static const struct announcement flooded = {
    .body = "Nước vào làng. Nhắn 1 chưa ngập, 2 ngập có gác, 3 cần thuyền.",
    .options = {"1=Chưa ngập|kho", "2=Ngập, có gác|co gac", "3=Cần thuyền|can thuyen"},
    .help = 3};

static const struct announcement seed = {.body = "Xã cấp lúa giống. 1 nhận giống, 2 không.",
                                         .options = {"1=Nhận giống|co", "2=Không|khong"}};
static const struct announcement jabs = {
    .body = "Thú y tiêm dại cho chó. 1 tiêm, 2 đã tiêm, 3 không tiêm.",
    .options = {"1=Tiêm", "2=Đã tiêm", "3=Không tiêm"}};
static const struct announcement herds = {.body = "Nhà nuôi con gì? 1 dê, 2 cừu, 3 bò.",
                                          .options = {"1=Dê", "2=Cừu|cuu", "3=Bò"}};
static const struct announcement election = {.body = "Bầu trưởng thôn: 1 ông Hùng, 2 bà Lan.",
                                             .options = {"1=Ông Hùng", "2=Bà Lan"}};
static const struct announcement meeting = {
    .body = "Mời bà con họp thôn. 1 dự, 2 vắng, 3 cử người đi thay.",
    .options = {"1=Dự", "2=Vắng", "3=Cử người đi thay|di thay"}};
static const struct announcement wellbeing = {
    .body = "Bão đã qua, nhà mình sao rồi? 1 không sao, 2 tự sửa được, 3 cần cứu.",
    .options = {"1=Không sao|on", "2=Tự sửa được|tu sua", "3=Cần cứu|cuu"},
    .help = 3};

static void read_from(const struct announcement *a, const char *from, const char *text)
{
    struct options options = {0};
    struct reply_context context = {
        .body = a->body, .options = a->options[0] ? &options : NULL, .ack = a->ack};
    struct refusal refusal;

    for (size_t i = 0; i < 4 && a->options[i]; i++)
        ck_assert_msg(options_add(&options, a->options[i], &refusal) == 0, "%s", refusal.message);
    ck_assert_int_eq(options_set_help(&options, a->help, &refusal), 0);
    reply_clear(&reply);
    reply_understand(rules, &context, from, text, &reply);
    options_free(&options);
    ck_assert_msg(reply.why && *reply.why, "no reason for \"%s\"", text);
}

static void expect(const struct announcement *a, const char *text, enum reply_kind kind, int choice)
{
    read_from(a, "+84905214906", text);
    ck_assert_msg(reply.kind == kind && reply.choice == choice,
                  "\"%s\" was read as %s %d, not %s %d: %s", text, reply_kind_word(reply.kind),
                  reply.choice, reply_kind_word(kind), choice, reply.why);
}

/* The texts, NULL at the end, are all read alike. */
static void expect_all(const struct announcement *a, enum reply_kind kind, int choice, ...)
{
    va_list texts;
    const char *text;

    va_start(texts, choice);
    while ((text = va_arg(texts, const char *)))
        expect(a, text, kind, choice);
    va_end(texts);
}

START_TEST(a_date_that_the_announcement_puts_behind_a_number_chooses_its_option)
{
    expect_all(&vaccination_days, REPLY_ANSWER, 1, "20/4", "ngay 20", "den 20/4", NULL);
    expect_all(&vaccination_days, REPLY_ANSWER, 2, "21/4", "ngay 21", "den 21/4", NULL);
}
END_TEST

/* ---- spelling ---- */

START_TEST(an_option_is_understood_however_it_is_spelled)
{
    expect_all(&invitation, REPLY_ANSWER, 2, "không đi được", "khong di duoc", "KHONG DI DUOC",
               "khoong ddi dduwowcj", "kho6ng d9i d9u7o75c", "khongdiduoc", "ko di dc",
               "khonh di dc", "hong di duoc", "hổng đi được", "khoong ddi dc", "khongg di duocc",
               NULL);
    expect(&invitation,
           "kho\xCC\x82ng \xC4\x91i \xC4\x91\xC6\xB0\xC6\xA1\xCC\xA3"
           "c",
           REPLY_ANSWER, 2); /* decomposed */
}
END_TEST

START_TEST(accents_that_are_written_decide)
{
    expect(&party_cell, "vâng", REPLY_ANSWER, 1);
    expect(&party_cell, "vắng", REPLY_ANSWER, 2);
    expect(&party_cell, "vang", REPLY_UNCLEAR, 0);
    expect(&party_cell, "xin vang", REPLY_ANSWER, 2);
}
END_TEST

/* ---- numbers ---- */

START_TEST(an_option_is_named_by_its_number)
{
    expect_all(&invitation, REPLY_ANSWER, 1, "1", " 1 ", "1.", "1a", "so 1", "so1", "số một", "mot",
               "1 nhe", "chon 1", "toi chon so 1", "1 nhưng chắc tôi đến trễ", NULL);
    expect(&cattle, "số ba, tiêm rồi", REPLY_ANSWER, 3);
}
END_TEST

START_TEST(numbers_that_count_or_name_something_are_no_option)
{
    expect_all(&cattle, REPLY_UNCLEAR, 0, "2 con trau", "to 2", "xom 3", "2 trieu", "3 sao lua",
               "8h", "12/3", NULL);
    expect(&cattle, "tiem 2 con bo 1 con be", REPLY_ANSWER, 1);
    expect(&invitation, "co di, 2 vo chong", REPLY_ANSWER, 1);
    expect(&invitation, "1, nha o to 2", REPLY_ANSWER, 1);
}
END_TEST

START_TEST(a_weekday_an_amount_and_a_date_are_read_as_the_label_means_them)
{
    expect_all(&class_day, REPLY_ANSWER, 1, "thu 2", "thứ hai", "t2 nhe", NULL);
    expect(&class_day, "2.", REPLY_ANSWER, 2);
    expect(&class_day, "thu 3", REPLY_UNCLEAR, 0);
    expect_all(&loan, REPLY_ANSWER, 1, "50 trieu", "50tr", NULL);
    expect(&loan, "30 trieu thoi", REPLY_UNCLEAR, 0);
}
END_TEST

START_TEST(an_amount_is_also_said_without_what_it_counts)
{
    expect_all(&fertiliser, REPLY_ANSWER, 2, "25", "25 nhe", "lay 25", NULL);
    expect_all(&fertiliser, REPLY_UNCLEAR, 0, "nha 25 nguoi", "35", NULL);
}
END_TEST

START_TEST(a_number_of_several_words_is_one_number)
{
    expect_all(&fertiliser, REPLY_ANSWER, 2, "hai mươi lăm cân", "hai muoi lam ky",
               "hai muoi lam kg", NULL);
    expect_all(&fertiliser, REPLY_ANSWER, 1, "mười cân", "muoi ky", NULL);
    expect_all(&fertiliser, REPLY_UNCLEAR, 0, "mười lăm cân", "muoi hai ky", "ba muoi lam kg",
               NULL); /* not ten */
}
END_TEST

START_TEST(who_speaks_is_no_option_that_is_spelled_alike)
{
    expect(&reconciliation, "toi di dam ngo", REPLY_UNCLEAR, 0); /* "tôi", not "tới" */
    expect_all(&reconciliation, REPLY_ANSWER, 1, "tới", "toi duoc", NULL);
}
END_TEST

START_TEST(two_options_and_numbers_that_are_none_are_left_to_a_person)
{
    expect_all(&cattle, REPLY_UNCLEAR, 0, "1 hay 2 cung duoc", "1 hoac 3", "1 2", "5", "so 4",
               NULL);
    expect_all(&vaccination, REPLY_UNCLEAR, 0, "sang hay chieu deu duoc", "buoi nao cung duoc", "3",
               NULL);
}
END_TEST

START_TEST(a_correction_is_the_answer)
{
    expect(&invitation, "doi lai 2 nhe, ban mat roi", REPLY_ANSWER, 2);
    expect(&vaccination, "xin doi lai buoi sang", REPLY_ANSWER, 1);
}
END_TEST

/* ---- words ---- */

START_TEST(labels_and_synonyms_are_answers)
{
    expect_all(&vaccination, REPLY_ANSWER, 2, "CHIỀU", "chieu", "buoi chieu nhe", NULL);
    expect(&flood, "nha kho", REPLY_ANSWER, 1);
    expect(&flood, "khong can don, da so tan len truong roi", REPLY_ANSWER, 2);
}
END_TEST

START_TEST(politeness_and_who_speaks_hide_no_option)
{
    expect_all(&invitation, REPLY_ANSWER, 1, "co cam on bac", "dạ con đi, con cảm ơn bác",
               "cam on thon, toi di", "hai vo chong toi di", "cho toi di",
               "Tôi là Trần Văn Ba, tôi đi", "ông Tư xóm 3 có đi ạ", NULL);
    expect_all(&seedlings, REPLY_ANSWER, 2, "mit", "cho nha toi mit cam on bac",
               "toi chon mit thai", "ghi toi mit thai nhe", NULL);
    expect_all(&fertiliser, REPLY_ANSWER, 2, "toi chon 25 kg", "chon 25kg nhe", NULL);
    expect(&seedlings, "chọn 1 mít thái", REPLY_UNCLEAR, 0);
}
END_TEST

START_TEST(thanks_choose_nothing)
{
    expect_all(&invitation, REPLY_ACK, 0, "cam on co", "con cam on co a", "cam on bac", NULL);
    expect_all(&election, REPLY_ACK, 0, "cam on ong Hung", "cảm ơn bà Lan", NULL);
    expect(&election, "ong Hung", REPLY_ANSWER, 1);
    read_from(&invitation, "+84905214906", "cam on ban"); /* "bạn" or "bận" */
    ck_assert_int_ne(reply.kind, REPLY_ANSWER);
}
END_TEST

START_TEST(to_a_meeting_one_comes_or_not_in_any_words)
{
    expect_all(&meeting, REPLY_ANSWER, 1, "toi di", "chac chan di", "se den", "ok toi tham gia",
               "tôi sẽ có mặt đúng giờ", NULL);
    expect_all(&meeting, REPLY_ANSWER, 2, "toi ban", "toi khong di dau", "khong den duoc",
               "ban viec roi bac oi", NULL);
    expect(&meeting, "con trai toi di thay", REPLY_ANSWER, 3);
}
END_TEST

START_TEST(all_is_well_or_help_is_needed_in_any_words)
{
    expect_all(&wellbeing, REPLY_ANSWER, 1, "an toan", "nha toi an toan", "tất cả an toàn ạ",
               "binh an bac oi", "nha 4 nguoi an toan ca", "cam on bac, nha em khong sao", NULL);
    expect_all(&wellbeing, REPLY_HELP, 3, "can giup", "nha toi can giup", "nguy hiem lam, den gap",
               NULL);
    expect(&wellbeing, "khong can giup", REPLY_UNCLEAR, 0);
    expect(&wellbeing, "2, xin giup", REPLY_UNCLEAR, 0);
}
END_TEST

START_TEST(what_is_done_already_is_not_chosen_to_be_done)
{
    expect(&jabs, "da tiem", REPLY_UNCLEAR, 0); /* dạ, đã */
    expect_all(&jabs, REPLY_ANSWER, 2, "da tiem roi", "tiem roi", "tiêm rồi ạ", NULL);
    expect(&jabs, "tiem nhe", REPLY_ANSWER, 1);
}
END_TEST

START_TEST(what_may_be_done_already_is_asked)
{
    expect_all(&jabs, REPLY_UNCLEAR, 0, "tiem o tren huyen hom no roi", NULL);
    expect(&cattle, "tiem tren xa thang truoc", REPLY_UNCLEAR, 0);
}
END_TEST

START_TEST(what_is_said_of_others_or_of_what_was_chooses_nothing)
{
    static const struct {
        const struct announcement *a;
        const char *text;
    } asides[] = {
        {&invitation, "năm ngoái tôi có đi"},
        {&seedlings, "nha ben canh trong xoai ma co ra trai dau"},
        {&class_day, "thứ 2 thì nhà tôi bận"},
        {&opinion, "ai cũng nhất trí rồi tới lúc nộp thì trốn"},
        {&flood, "hôm qua còn chưa ngập"},
        {&storm, "cầu trời cho cả xóm an toàn"},
    };

    for (size_t i = 0; i < ARRAY_SIZE(asides); i++) {
        read_from(asides[i].a, "+84905214906", asides[i].text);
        ck_assert_msg(reply.kind != REPLY_ANSWER, "\"%s\" chooses %d: %s", asides[i].text,
                      reply.choice, reply.why);
    }
}
END_TEST

START_TEST(a_reason_behind_the_number_counts_nothing)
{
    expect_all(&meeting, REPLY_ANSWER, 2, "2 do tui ở xa", "2 do nha toi co viec", NULL);
}
END_TEST

START_TEST(what_an_option_says_in_one_of_two_accents_may_be_either)
{
    expect_all(&boats, REPLY_ANSWER, 2, "di xuong", "đi xuồng", "ddi xuoongf", NULL);
}
END_TEST

START_TEST(part_of_an_option_that_tells_of_danger_chooses_nothing)
{
    expect(&flooded, "ngap", REPLY_UNCLEAR, 0);
    expect_all(&flooded, REPLY_ANSWER, 2, "ngap nhung co gac", "co gac", NULL);
}
END_TEST

START_TEST(a_negation_turns_the_meaning)
{
    expect(&invitation, "khong ban, di duoc", REPLY_ANSWER, 1);
    expect(&invitation, "tui hong di dau", REPLY_ANSWER, 2);
    expect(&storm, "khong can giup, nha van on", REPLY_ANSWER, 1);
    expect(&cattle, "khong tiem", REPLY_ANSWER, 2);
    expect(&cattle, "chua tiem", REPLY_UNCLEAR, 0);
    expect_all(&invitation, REPLY_ANSWER, 2, "khoongddi", "toikhoongddi", NULL);
    expect_all(&seedlings, REPLY_ANSWER, 3, "khong nhan dau", "thoi khoi lay", "k nhan nha",
               "khong can dau", "nha toi khong lay", NULL);
}
END_TEST

START_TEST(a_denial_without_its_accents_denies_among_words_that_have_them)
{
    expect_all(&opinion, REPLY_ANSWER, 2, "khong đồng ý", "nhà tôi khong đồng ý", "không dong ý",
               NULL);
}
END_TEST

START_TEST(yes_and_no_count_only_where_the_options_are_a_yes_and_a_no)
{
    expect_all(&invitation, REPLY_ANSWER, 1, "co", "vâng", "ừ", NULL);
    expect_all(&invitation, REPLY_ANSWER, 2, "khong", "ko", "thoi khong", NULL);
    expect_all(&vaccination, REPLY_UNCLEAR, 0, "co", "khong", NULL);
    expect_all(&vaccination, REPLY_ACK, 0, "vâng ạ", "da nhan", NULL);
}
END_TEST

START_TEST(what_is_not_decided_is_left_to_a_person)
{
    expect_all(&invitation, REPLY_UNCLEAR, 0, "chua biet co di dc ko", "de coi da",
               "ong di ba hong di", NULL);
}
END_TEST

START_TEST(an_answer_keeps_the_rest_as_its_note)
{
    expect(&invitation, "1 nhung den tre", REPLY_ANSWER, 1);
    ck_assert_str_eq(reply.note, "nhung den tre");
    expect(&invitation, "1", REPLY_ANSWER, 1);
    ck_assert_ptr_null(reply.note);
    expect(&invitation, "1 nhé bác", REPLY_ANSWER, 1);
    ck_assert_ptr_null(reply.note);
    expect(&invitation, "khong di duoc vi me toi om", REPLY_ANSWER, 2);
    ck_assert_str_eq(reply.note, "vi me toi om");
}
END_TEST

/* ---- danger ---- */

START_TEST(the_option_that_calls_for_help_is_help)
{
    expect_all(&storm, REPLY_HELP, 2, "2", "CAN GIUP", "caanf giups", "cuu", NULL);
    ck_assert(reply.urgent);
    ck_assert_int_eq(reply.category, REPLY_CATEGORY_DISASTER);
}
END_TEST

START_TEST(a_call_for_help_in_a_storm_is_no_meeting_in_the_hall_to_flee_to)
{
    expect(&shelter, "2", REPLY_HELP, 2);
    ck_assert_int_eq(reply.category, REPLY_CATEGORY_DISASTER);
}
END_TEST

START_TEST(the_denial_of_the_safe_option_is_help)
{
    expect_all(&storm, REPLY_HELP, 2, "khong an toan", "không an toàn", "chua an toan", NULL);
}
END_TEST

START_TEST(who_is_safe_no_longer_is_never_safe)
{
    static const char *const texts[] = {"hết an toàn rồi chú ơi", "het an toan roi",
                                        "nha toi het binh an roi"};

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        read_from(&storm, "+84905214906", texts[i]);
        ck_assert_msg(reply.kind != REPLY_ANSWER && reply.urgent, "%s: %s", texts[i], reply.why);
    }
}
END_TEST

START_TEST(safe_is_never_read_from_a_bare_no)
{
    expect(&flood, "khong", REPLY_UNCLEAR, 0);
    read_from(&storm, "+84905214906", "khong");
    ck_assert_int_ne(reply.kind, REPLY_ANSWER);
}
END_TEST

/* "an" is half of "an toàn". */
START_TEST(beasts_that_do_not_eat_are_no_household_that_is_safe)
{
    static const char *const texts[] = {"da lon bo an", "da heo an it lam",
                                        "dan lon bo an roi bac a", "da dan lon an it lam",
                                        "heo nha toi bo an 2 bua nay"};

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        read_from(&storm, "+84905214906", texts[i]);
        ck_assert_msg(reply.kind != REPLY_ANSWER, "%s: %s", texts[i], reply.why);
        read_from(&shelter, "+84905214906", texts[i]);
        ck_assert_msg(reply.kind != REPLY_ANSWER, "%s: %s", texts[i], reply.why);
    }
}
END_TEST

START_TEST(who_says_only_that_all_is_well_is_safe)
{
    static const char *const well[] = {"ca nha binh an", "nha toi binh an het", "binh an vo su",
                                       "moi nguoi deu an toan", "khong ai bi gi, cam on"};

    for (size_t i = 0; i < sizeof(well) / sizeof(well[0]); i++) {
        expect(&storm, well[i], REPLY_ANSWER, 1);
        ck_assert(!reply.urgent);
    }
    expect(&storm, "ca nha binh an, ba te gay chan cuu voi", REPLY_HELP, 2);
    expect(&storm, "cam on da hoi tham", REPLY_ACK, 0);
}
END_TEST

START_TEST(help_wins_over_everything)
{
    expect(&storm, "1 nhung nha ba Sau ben canh sap roi, co nguoi ket", REPLY_HELP, 1);
    expect(&power_cut, "ok nhung nuoc vo nha roi cuu chau voi", REPLY_HELP, 0);
    expect(&sowing, "ông Tư uống nhầm thuốc sâu bất tỉnh rồi", REPLY_HELP, 0);
    ck_assert_int_eq(reply.category, REPLY_CATEGORY_HEALTH);
    ck_assert(reply.urgent);
}
END_TEST

START_TEST(danger_that_began_yesterday_is_danger)
{
    expect_all(&nothing, REPLY_HELP, 0, "từ đêm qua cả nhà mắc kẹt trên mái nhà",
               "hết gạo từ hôm qua", "báo rồi chưa ai đến, mẹ tôi ngất xỉu",
               "hết gạo rồi chưa ai tiếp tế", "không đi được do mẹ ốm nặng sốt cao",
               "cả nhà thì mắc kẹt trên mái", NULL);
    read_from(&storm, "+84905214906", "nhà ngập từ hồi sáng có người già");
    ck_assert_int_eq(reply.kind, REPLY_HELP);
    expect(&storm, "can giup vi chong toi vang nha", REPLY_HELP, 2);
    expect(&storm, "Cần giúp cảm ơn bác", REPLY_HELP, 2);
    read_from(&wellbeing, "+84905214906", "hôm qua cần cứu, giờ vẫn chưa ai tới");
    ck_assert_int_ne(reply.kind, REPLY_ANSWER);
    ck_assert(reply.urgent);
}
END_TEST

START_TEST(what_was_and_what_others_do_does_not_choose_beside_us_now)
{
    read_from(&seedlings, "+84905214906", "năm ngoái lấy xoài, năm nay lấy mít");
    ck_assert_int_ne(reply.choice, 1);
    read_from(&jabs, "+84905214906", "nhà bên không tiêm, nhà tôi tiêm");
    ck_assert_int_ne(reply.choice, 3);
}
END_TEST

START_TEST(who_signs_an_answer_says_nothing_else)
{
    expect(&storm, "An toàn. Hùng xóm 3", REPLY_ANSWER, 1);
    expect(&storm, "Cần giúp. Hùng xóm 3", REPLY_HELP, 2);
}
END_TEST

START_TEST(a_call_is_heard_however_it_is_spelled)
{
    expect_all(&nothing, REPLY_HELP, 0, "cuu voi", "cứu với", "CUU VOI", "kuu voi", "cuwsu vowis",
               "cu71u vo71i", "cuuu voiii", "nuoc len toi noc nha", "ket tren mai nha",
               "haimecon ket tren mainha", "vo toi dau de vo oi roi", "me toi kho tho",
               "co nguoi bi dien giat", "con toi bi ran can", NULL);
}
END_TEST

START_TEST(a_cry_for_rescue_is_heard_whatever_was_asked)
{
    expect_all(&invitation, REPLY_HELP, 0, "cuu voi", "cứu với bác ơi", "cuu toi voi", NULL);
    expect_all(&vaccination, REPLY_HELP, 0, "cuu voi", "bà con ơi cứu với", NULL);
    expect_all(&invitation, REPLY_UNCLEAR, 0, "1 cuu voi", "1, cuu voi", "khong di cuu voi", NULL);
    expect_all(&herds, REPLY_ANSWER, 2, "cuu", "toi chon cuu", NULL); /* "cừu" */
    expect(&boats, "xin xuong", REPLY_UNCLEAR, 0);                    /* asks for a boat? */
}
END_TEST

START_TEST(rescue_of_animals_and_crops_is_a_report)
{
    expect(&nothing, "con cuu nha toi bi ghe lo, thu y co thuoc khong", REPLY_REPORT, 0);
    ck_assert_int_eq(reply.category, REPLY_CATEGORY_LIVESTOCK);
    expect(&nothing, "con trau nha toi roi xuong muong cuu voi", REPLY_REPORT, 0);
    expect(&nothing, "cuu lua voi, ray nau chay het ruong", REPLY_REPORT, 0);
}
END_TEST

START_TEST(thanks_for_a_rescue_are_no_call)
{
    read_from(&nothing, "+84905214906", "cam on bo doi da cuu me con tui hom lu");
    ck_assert_int_ne(reply.kind, REPLY_HELP);
    read_from(&nothing, "+84905214906", "hom qua me toi di cap cuu ve roi, gio khoe, cam on");
    ck_assert_int_ne(reply.kind, REPLY_HELP);
}
END_TEST

START_TEST(danger_to_people_near_makes_a_record_urgent)
{
    expect(&nothing, "day dien dut roi xuong duong con toe lua", REPLY_REPORT, 0);
    ck_assert(reply.urgent);
    ck_assert_int_eq(reply.category, REPLY_CATEGORY_INFRASTRUCTURE);
    expect(&storm, "1 roi, day dien dut con toe lua dau thon", REPLY_ANSWER, 1);
    ck_assert(reply.urgent);
    expect(&invitation, "1", REPLY_ANSWER, 1);
    ck_assert(!reply.urgent);
}
END_TEST

/* --- Everything else
 * ------------------------------------------------------------------------------- */

START_TEST(what_only_says_received_is_an_acknowledgement)
{
    expect_all(&power_cut, REPLY_ACK, 0, "ok", "danhan", "ddax nhaanj", "Đã nhận được tin",
               "tui nhan dc roi nghen", "biet roi, cam on thon", "rồi", NULL);
    expect_all(&sowing, REPLY_ACK, 0, "OK", "cam on", NULL);
    expect(&party_cell, "da nhan", REPLY_ACK, 0);
    expect(&party_cell, "da nhan tin, toi se du", REPLY_ANSWER, 1);
}
END_TEST

START_TEST(a_question_is_a_report)
{
    expect(&invitation, "Mấy giờ họp vậy", REPLY_REPORT, 0);
    ck_assert_int_eq(reply.category, REPLY_CATEGORY_MEETING);
    expect(&cattle, "bo dang co bau tiem duoc khong bac", REPLY_REPORT, 0);
    ck_assert_int_eq(reply.category, REPLY_CATEGORY_LIVESTOCK);
    expect(&power_cut, "da nhan nhung cho hoi may gio co dien lai", REPLY_REPORT, 0);
}
END_TEST

START_TEST(messages_are_stopped_and_started_again)
{
    expect_all(&nothing, REPLY_STOP, 0, "STOP", "dunggoitinnua phien lam",
               "dduwngf guwir tin nuwax", "HUY NHAN TIN", "thoi dung nhan nua", NULL);
    expect(&invitation, "toi khong muon nhan tin nay nua", REPLY_STOP, 0);
    expect_all(&invitation, REPLY_START, 0, "start", "cho toi nhan tin lai", NULL);
    expect_all(&nothing, REPLY_START, 0, "START", "tui muon nhan lai tin cua thon",
               "mowr laij tin nhawns cho tooi", NULL);
}
END_TEST

START_TEST(who_may_mean_an_option_is_not_struck_off)
{
    expect_all(&seedlings, REPLY_UNCLEAR, 0, "khoi gui nua, khong nhan", "thoi khoi nhan", NULL);
    read_from(&invitation, "+84905214906", "Cô Dung nhắn giúp cháu"); /* not "dừng nhắn" */
    ck_assert_int_ne(reply.kind, REPLY_STOP);
    read_from(&power_cut, "+84905214906", "noi dung gui ro roi");
    ck_assert_int_ne(reply.kind, REPLY_STOP);
    expect_all(&seed, REPLY_UNCLEAR, 0, "khoi nhan", "khong nhan nua", "thoi khoi nhan", NULL);
    expect_all(&invitation, REPLY_UNCLEAR, 0, "toi chan", "Huy nhận được tin rồi", NULL);
    expect(&vaccination, "ok can bo", REPLY_ACK, 0); /* "cán bộ", not "bỏ" */
}
END_TEST

START_TEST(what_may_mean_something_else_strikes_nobody_off)
{
    static const char *const others[] = {"đừng xóa số tôi",
                                         "đừng ngừng nhắn nghe",
                                         "dung nhan luc khuya",
                                         "đừng gửi tin bán giống cho tôi",
                                         "toi muon dung nhan tin thi lam sao",
                                         "tin nào cũng ghi soạn STOP để hủy, tôi hủy làm chi",
                                         "xoa ten chau Dung khoi lop mau giao",
                                         "nhan roi, khoi nhan lai",
                                         "HUY STOP, NHAN TIN LAI",
                                         "đừng"};

    for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
        read_from(&nothing, "+84905214906", others[i]);
        ck_assert_msg(reply.kind != REPLY_STOP, "\"%s\" strikes off: %s", others[i], reply.why);
    }
    expect_all(&nothing, REPLY_STOP, 0, "STOP", "stop tin", "toi khong doc duoc chu dung nhan nua",
               "xoa so toi di", "xóa tên tôi", NULL);
}
END_TEST

START_TEST(what_is_to_be_switched_on_again_is_no_start)
{
    static const char *const others[] = {"bật lại điện cho xóm tôi với", "gửi lại tin họp cho tôi",
                                         "tôi không muốn nhận lại tin"};

    for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
        read_from(&nothing, "+84905214906", others[i]);
        ck_assert_msg(reply.kind != REPLY_START, "\"%s\" starts: %s", others[i], reply.why);
    }
}
END_TEST

START_TEST(another_household_says_so)
{
    expect_all(&storm, REPLY_WRONG_NUMBER, 0, "nhamsoroi", "lon so roi ong oi", "nhaamf soos roofi",
               "day khong phai so cua ba Lai", NULL);
}
END_TEST

START_TEST(short_codes_and_names_are_never_households)
{
    static const char *const senders[] = {"191",      "VIETTEL",    "9084", "BoCongAn",
                                          "18001166", "1900545415", "+191", ""};

    for (size_t i = 0; i < sizeof(senders) / sizeof(senders[0]); i++) {
        read_from(&storm, senders[i], "2 cuu voi");
        ck_assert_msg(reply.kind == REPLY_SERVICE, "%s", senders[i]);
        ck_assert_int_eq(reply.choice, 0);
    }
    expect(&nothing, "Cho vay tien nhanh lai thap khong can the chap, goi ngay so nay",
           REPLY_SERVICE, 0);
}
END_TEST

START_TEST(households_may_write_from_any_form_of_their_number)
{
    static const char *const senders[] = {"+84905214906", "0905214906", "84905214906",
                                          "+1 202 555 0123"};

    for (size_t i = 0; i < sizeof(senders) / sizeof(senders[0]); i++) {
        read_from(&invitation, senders[i], "1");
        ck_assert_msg(reply.kind == REPLY_ANSWER, "%s", senders[i]);
    }
}
END_TEST

START_TEST(what_cannot_be_read_is_unclear)
{
    expect_all(&storm, REPLY_UNCLEAR, 0, "", " ", "?", "!!!", "ghjmptw", "\xF0\x9F\x91\x8D", "...",
               "\xFF\xFE", "\xC3", "aaaaaaaaa", NULL);
    expect_all(&nothing, REPLY_UNCLEAR, 0, "1", "asdf", "12 34", NULL);
}
END_TEST

START_TEST(a_very_long_text_is_read_in_the_end)
{
    static char text[200000];

    memset(text, 'a', sizeof(text) - 1);
    read_from(&invitation, "+84905214906", text);
    for (size_t i = 0; i + 10 < sizeof(text); i += 10)
        memcpy(text + i, "khong cuu ", 10);
    read_from(&invitation, "+84905214906", text);
}
END_TEST

START_TEST(kinds_and_categories_have_words)
{
    enum reply_kind kind;
    enum reply_category category;

    for (int i = 0; i < REPLY_KINDS; i++)
        ck_assert(reply_kind_parse(reply_kind_word((enum reply_kind)i), &kind) && (int)kind == i);
    for (int i = 0; i < REPLY_CATEGORIES; i++)
        ck_assert(reply_category_parse(reply_category_word((enum reply_category)i), &category) &&
                  (int)category == i);
    ck_assert(!reply_kind_parse("answers", &kind));
    ck_assert(!reply_category_parse("none", &category));
    ck_assert_str_eq(reply_kind_word(REPLY_WRONG_NUMBER), "wrong_number");
}
END_TEST

TEST_MAIN_AFTER(
    open_rules, "inbound: how a reply is understood",
    a_date_that_the_announcement_puts_behind_a_number_chooses_its_option,
    an_option_is_understood_however_it_is_spelled, accents_that_are_written_decide,
    an_option_is_named_by_its_number, numbers_that_count_or_name_something_are_no_option,
    a_weekday_an_amount_and_a_date_are_read_as_the_label_means_them,
    an_amount_is_also_said_without_what_it_counts, a_number_of_several_words_is_one_number,
    who_speaks_is_no_option_that_is_spelled_alike,
    two_options_and_numbers_that_are_none_are_left_to_a_person, a_correction_is_the_answer,
    labels_and_synonyms_are_answers, politeness_and_who_speaks_hide_no_option,
    thanks_choose_nothing, to_a_meeting_one_comes_or_not_in_any_words,
    all_is_well_or_help_is_needed_in_any_words, what_is_done_already_is_not_chosen_to_be_done,
    all_is_well_or_help_is_needed_in_any_words, a_reason_behind_the_number_counts_nothing,
    all_is_well_or_help_is_needed_in_any_words,
    what_is_said_of_others_or_of_what_was_chooses_nothing,
    all_is_well_or_help_is_needed_in_any_words, what_may_be_done_already_is_asked,
    what_an_option_says_in_one_of_two_accents_may_be_either,
    part_of_an_option_that_tells_of_danger_chooses_nothing, a_negation_turns_the_meaning,
    a_denial_without_its_accents_denies_among_words_that_have_them,
    yes_and_no_count_only_where_the_options_are_a_yes_and_a_no,
    what_is_not_decided_is_left_to_a_person, an_answer_keeps_the_rest_as_its_note,
    the_option_that_calls_for_help_is_help,
    a_call_for_help_in_a_storm_is_no_meeting_in_the_hall_to_flee_to,
    the_denial_of_the_safe_option_is_help, who_is_safe_no_longer_is_never_safe,
    safe_is_never_read_from_a_bare_no, who_says_only_that_all_is_well_is_safe,
    beasts_that_do_not_eat_are_no_household_that_is_safe, help_wins_over_everything,
    danger_that_began_yesterday_is_danger,
    what_was_and_what_others_do_does_not_choose_beside_us_now,
    who_signs_an_answer_says_nothing_else, a_call_is_heard_however_it_is_spelled,
    a_cry_for_rescue_is_heard_whatever_was_asked, rescue_of_animals_and_crops_is_a_report,
    thanks_for_a_rescue_are_no_call, danger_to_people_near_makes_a_record_urgent,
    what_only_says_received_is_an_acknowledgement, a_question_is_a_report,
    messages_are_stopped_and_started_again, who_may_mean_an_option_is_not_struck_off,
    another_household_says_so, what_is_to_be_switched_on_again_is_no_start,
    another_household_says_so, what_may_mean_something_else_strikes_nobody_off,
    another_household_says_so, short_codes_and_names_are_never_households,
    households_may_write_from_any_form_of_their_number, what_cannot_be_read_is_unclear,
    a_very_long_text_is_read_in_the_end, kinds_and_categories_have_words)
