/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What each role of staff may do. */
#include "village/staff.h"

#include <stdlib.h>

#include "check_main.h"

/* One letter per role, head first: A anything, o his own, - nothing. */
static void may(enum staff_act act, const char *wanted)
{
    char found[STAFF_VIEWER + 2] = "";

    for (int role = STAFF_HEAD; role <= STAFF_VIEWER; role++)
        found[role] = staff_may((enum staff_role)role, act)       ? 'A'
                      : staff_may_own((enum staff_role)role, act) ? 'o'
                                                                  : '-';
    ck_assert_str_eq(found, wanted);
}

START_TEST(everybody_looks)
{
    may(STAFF_LOOK, "AAAA");
}
END_TEST

START_TEST(a_clerk_works_through_the_feedback_and_a_leader_through_what_is_his)
{
    may(STAFF_FEEDBACK, "AoA-");
}
END_TEST

START_TEST(a_leader_ticks_the_doors_of_his_cluster)
{
    may(STAFF_DOORS, "AoA-");
}
END_TEST

START_TEST(a_leader_announces_to_groups_of_his_own_and_cancels_what_he_made)
{
    may(STAFF_ANNOUNCE, "Ao--");
    may(STAFF_CANCEL, "Ao--");
}
END_TEST

START_TEST(only_a_head_raises_an_alarm_approves_and_changes_the_house)
{
    may(STAFF_EMERGENCY, "A---");
    may(STAFF_APPROVE, "A---");
    may(STAFF_PHONE_BOOK, "A---");
    may(STAFF_MACHINE, "A---");
    may(STAFF_STAFF, "A---");
}
END_TEST

START_TEST(a_person_is_the_same_by_sms)
{
    char *author = staff_author_by_sms("Bà Sáu"), *name = staff_person(author);

    ck_assert_str_eq(author, "Bà Sáu by SMS");
    ck_assert_str_eq(name, "Bà Sáu");
    ck_assert(staff_same_person("Bà Sáu", author));
    ck_assert(!staff_same_person("Bà Sáu", "Bà Sáu Nhỏ by SMS"));
    ck_assert(!staff_same_person(" by SMS", ""));
    free(author);
    free(name);
}
END_TEST

TEST_MAIN("village: staff", everybody_looks,
          a_clerk_works_through_the_feedback_and_a_leader_through_what_is_his,
          a_leader_ticks_the_doors_of_his_cluster,
          a_leader_announces_to_groups_of_his_own_and_cancels_what_he_made,
          only_a_head_raises_an_alarm_approves_and_changes_the_house, a_person_is_the_same_by_sms)
