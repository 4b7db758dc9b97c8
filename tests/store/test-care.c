/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Feedback: whose work it is, what waits, in which order it is read, what stands in its history. */
#include "store/care.h"

#include <stdlib.h>
#include <string.h>

#include "check_main.h"
#include "store/household.h"
#include "store/staff.h"
#include "temp_dir.h"

enum { HELP = 2, REPORT = 3, LIVESTOCK = 5, HEALTH = 2 }; /* of inbound/reply/reply.h */

static char dir[128];
static struct store *store;
static int64_t phone;

static void setup(void)
{
    char path[256];

    temp_dir_make(dir, sizeof(dir));
    snprintf(path, sizeof(path), "%s/thonbao.db", dir);
    ck_assert_int_eq(store_open(path, &store, NULL), 0);
    ck_assert_int_eq(store_begin(store), 0);
    ck_assert_int_eq(phone_ensure(store, "+84901234567", false, &phone), 0);
}

static void teardown(void)
{
    ck_assert_int_eq(store_commit(store), 0);
    store_close(store);
    temp_dir_remove(dir);
}

static int64_t add(int category, bool urgent, int64_t at)
{
    const struct feedback f = {.received_at = at,
                               .carrier_id = 1,
                               .sender = "+84901234567",
                               .phone_id = phone,
                               .kind = urgent ? HELP : REPORT,
                               .category = category,
                               .urgent = urgent,
                               .text = "x",
                               .state = FEEDBACK_OPEN};
    int64_t id;

    ck_assert_int_eq(feedback_add(store, &f, &id), 0);
    return id;
}

static int64_t add_staff(const char *name, enum staff_role role, int category)
{
    int64_t id;

    ck_assert_int_eq(staff_add(store, name, role, 0, "", &id), 0);
    if (category)
        ck_assert_int_eq(staff_add_category(store, id, category), 0);
    return id;
}

START_TEST(a_category_belongs_to_who_has_the_fewest_open_records)
{
    int64_t who;
    setup();
    ck_assert_int_eq(staff_of_category(store, LIVESTOCK, &who), 0);
    ck_assert_int_eq(who, 0);
    int64_t first = add_staff("a", STAFF_CLERK, LIVESTOCK);
    int64_t second = add_staff("b", STAFF_CLERK, LIVESTOCK);
    int64_t record = add(LIVESTOCK, false, 1);
    ck_assert_int_eq(feedback_assign(store, record, first), 0);
    ck_assert_int_eq(staff_of_category(store, LIVESTOCK, &who), 0);
    ck_assert_int_eq(who, second);
    ck_assert_int_eq(feedback_close(store, record, "a", 2), 0);
    ck_assert_int_eq(staff_of_category(store, LIVESTOCK, &who), 0);
    ck_assert_int_eq(who, first);
    ck_assert_int_eq(staff_of_category(store, HEALTH, &who), 0);
    ck_assert_int_eq(who, 0);
    teardown();
}
END_TEST

struct seen {
    int64_t ids[16], positions[16];
    size_t count;
    enum feedback_order order;
};

static void see(const struct feedback *f, void *arg)
{
    struct seen *seen = arg;

    seen->positions[seen->count] = feedback_position(f, seen->order);
    seen->ids[seen->count++] = f->id;
}

/* All of them, two at a time. */
static void read_list(struct feedback_filter filter, struct seen *ret)
{
    size_t before;

    *ret = (struct seen){.order = filter.order};
    do {
        before = ret->count;
        int64_t after = before ? ret->positions[before - 1] : 0;
        ck_assert_int_eq(feedback_list(store, &filter, after, 2, see, ret), 0);
    } while (ret->count > before);
}

START_TEST(lists_go_on_where_a_page_ended_in_every_order)
{
    const struct feedback_filter all = {.kind = -1, .category = -1, .state = -1};
    struct feedback_filter filter = all;
    struct seen seen;
    setup();
    for (int i = 1; i <= 7; i++)
        ck_assert_int_eq(add(LIVESTOCK, i % 3 == 0, i), i);
    const int64_t orders[][7] = {[FEEDBACK_OLDEST] = {1, 2, 3, 4, 5, 6, 7},
                                 [FEEDBACK_NEWEST] = {7, 6, 5, 4, 3, 2, 1},
                                 [FEEDBACK_URGENT] = {3, 6, 1, 2, 4, 5, 7}};
    for (int order = FEEDBACK_OLDEST; order <= FEEDBACK_URGENT; order++) {
        filter.order = (enum feedback_order)order;
        read_list(filter, &seen);
        ck_assert_uint_eq(seen.count, 7);
        ck_assert_mem_eq(seen.ids, orders[order], sizeof(orders[order]));
    }
    filter = all;
    filter.urgent = true;
    read_list(filter, &seen);
    ck_assert_uint_eq(seen.count, 2);
    filter = all;
    filter.since = 5;
    read_list(filter, &seen);
    ck_assert_uint_eq(seen.count, 3);
    filter = all;
    filter.category = HEALTH;
    read_list(filter, &seen);
    ck_assert_uint_eq(seen.count, 0);
    teardown();
}
END_TEST

START_TEST(what_is_closed_is_not_due)
{
    struct seen seen = {0};
    int64_t next;
    setup();
    int64_t first = add(LIVESTOCK, true, 1), second = add(LIVESTOCK, true, 2);
    ck_assert_int_eq(feedback_set_due(store, first, 0, 100), 0);
    ck_assert_int_eq(feedback_set_due(store, second, 0, 200), 0);
    ck_assert_int_eq(feedback_next_due(store, true, &next), 0);
    ck_assert_int_eq(next, 100);
    ck_assert_int_eq(feedback_close(store, first, "a", 3), 0);
    ck_assert_int_eq(feedback_next_due(store, true, &next), 0);
    ck_assert_int_eq(next, 200);
    ck_assert_int_eq(feedback_next_due(store, false, &next), 0);
    ck_assert_int_eq(next, 0);
    ck_assert_int_eq(feedback_due(store, true, 1000, 10, see, &seen), 0);
    ck_assert_uint_eq(seen.count, 1);
    ck_assert_int_eq(seen.ids[0], second);
    ck_assert_int_eq(feedback_set_due(store, second, 3, 0), 0);
    ck_assert_int_eq(feedback_next_due(store, true, &next), 0);
    ck_assert_int_eq(next, 0);
    teardown();
}
END_TEST

START_TEST(calls_wait_to_be_summed_up_until_they_are_told)
{
    int64_t count, since;
    setup();
    int64_t first = add(0, true, 1), second = add(0, true, 2);
    ck_assert_int_eq(feedback_set_told(store, first, FEEDBACK_TOLD_HEADS, 10), 0);
    ck_assert_int_eq(feedback_set_told(store, second, FEEDBACK_TOLD_SOON, 20), 0);
    ck_assert_int_eq(feedback_told_count(store, 9, 30, &count), 0);
    ck_assert_int_eq(count, 1);
    ck_assert_int_eq(feedback_told_count(store, 10, 30, &count), 0);
    ck_assert_int_eq(count, 0);
    ck_assert_int_eq(feedback_untold(store, &count, &since), 0);
    ck_assert_int_eq(count, 1);
    ck_assert_int_eq(since, 20);
    ck_assert_int_eq(feedback_set_told(store, second, FEEDBACK_TOLD_HEADS, 40), 0);
    ck_assert_int_eq(feedback_untold(store, &count, &since), 0);
    ck_assert_int_eq(count, 0);
    teardown();
}
END_TEST

static void count_lesson(int64_t record, int kind, int category, const char *text, void *arg)
{
    int *last = arg;

    last[0]++;
    last[1] = category;
}

START_TEST(a_record_is_one_lesson_however_often_it_is_corrected)
{
    int seen[2] = {0};
    setup();
    int64_t id = add(LIVESTOCK, false, 1);
    ck_assert_int_eq(lesson_put(store, id, 2), 0);
    const struct feedback right = {
        .id = id, .kind = REPORT, .category = HEALTH, .understood = "corrected by a"};
    ck_assert_int_eq(feedback_correct(store, &right), 0);
    ck_assert_int_eq(lesson_put(store, id, 3), 0);
    ck_assert_int_eq(lesson_list(store, 10, count_lesson, seen), 0);
    ck_assert_int_eq(seen[0], 1);
    ck_assert_int_eq(seen[1], HEALTH);
    teardown();
}
END_TEST

START_TEST(the_last_answer_is_what_was_answered_last)
{
    struct feedback_event event = {.at = 1, .author = "a", .what = "answered", .text = "mai"};
    char *answer;
    setup();
    int64_t id = add(LIVESTOCK, false, 1);
    ck_assert_int_eq(feedback_last_answer(store, id, &answer), 0);
    ck_assert_str_eq(answer, "");
    free(answer);
    ck_assert_int_eq(feedback_event_add(store, id, &event), 0);
    event.text = "xong";
    ck_assert_int_eq(feedback_event_add(store, id, &event), 0);
    event.what = "closed";
    event.text = "";
    ck_assert_int_eq(feedback_event_add(store, id, &event), 0);
    ck_assert_int_eq(feedback_last_answer(store, id, &answer), 0);
    ck_assert_str_eq(answer, "xong");
    free(answer);
    teardown();
}
END_TEST

START_TEST(the_sender_s_newest_report_is_found_and_no_question_about_one)
{
    struct seen seen = {0};
    int64_t asked;
    setup();
    int64_t report = add(LIVESTOCK, false, 10);
    const struct feedback question = {.received_at = 20,
                                      .sender = "+84901234567",
                                      .phone_id = phone,
                                      .kind = REPORT,
                                      .category = LIVESTOCK,
                                      .text = "x",
                                      .state = FEEDBACK_CLOSED,
                                      .about_id = report};
    int64_t id;
    ck_assert_int_eq(feedback_add(store, &question, &id), 0);
    ck_assert_int_eq(feedback_of_sender(store, phone, 0, INT64_MAX, 5, see, &seen), 0);
    ck_assert_int_eq(seen.ids[0], report);
    ck_assert_int_eq(feedback_of_sender(store, phone, 0, INT64_MAX, 11, see, &seen),
                     STORE_NOT_FOUND);
    ck_assert_int_eq(feedback_asked(store, phone, 15, &asked), 0);
    ck_assert_int_eq(asked, 1);
    teardown();
}
END_TEST

TEST_MAIN("store: care", a_category_belongs_to_who_has_the_fewest_open_records,
          lists_go_on_where_a_page_ended_in_every_order, what_is_closed_is_not_due,
          calls_wait_to_be_summed_up_until_they_are_told,
          a_record_is_one_lesson_however_often_it_is_corrected,
          the_last_answer_is_what_was_answered_last,
          the_sender_s_newest_report_is_found_and_no_question_about_one)
