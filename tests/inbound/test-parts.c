/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Long texts of which a part does not come. No process runs: the test says when the time has
 * come. */
#include <string.h>

#include "base/clock.h"
#include "base/conf.h"
#include "check_main.h"
#include "inbound/receive.h"
#include "store/household.h"
#include "store/staff.h"
#include "temp_dir.h"

enum { START = 1000 * SECOND };

static char dir[128];
static struct store *store;
static struct reply_rules *rules;
static struct number_rules numbers;
static struct receiver receiver;
static int64_t phone;

static void open_receiver(void)
{
    struct conf_faults faults = {0};
    struct conf *conf = conf_open(CONFIG_DIR "/numbers.vn.conf", &faults);
    char path[256];

    temp_dir_make(dir, sizeof(dir));
    snprintf(path, sizeof(path), "%s/thonbao.db", dir);
    ck_assert_int_eq(store_open(path, &store, NULL), 0);
    ck_assert_int_eq(store_begin(store), 0);
    ck_assert_int_eq(phone_ensure(store, "+84901234567", false, &phone), 0);
    ck_assert_int_eq(reply_rules_open(CONFIG_DIR "/keywords.vi.conf", &rules, &faults), 0);
    ck_assert_ptr_nonnull(conf);
    number_rules_read(config_setting_get_member(conf_root(conf), "numbers"), &numbers, &faults);
    ck_assert_uint_eq(faults.count, 0);
    conf_free(conf);
    receiver = (struct receiver){.store = store, .settings = {&numbers, rules, 10 * MINUTE}};
}

static void close_receiver(void)
{
    ck_assert_int_eq(store_commit(store), 0);
    store_close(store);
    reply_rules_free(rules);
    number_rules_free(&numbers);
    temp_dir_remove(dir);
}

static void part(int seq, const char *text, int64_t at)
{
    const struct inbound in = {.received_at = at,
                               .carrier_id = 1,
                               .sender = "0901234567",
                               .text = text,
                               .bits = 8,
                               .ref = 7,
                               .total = 2,
                               .seq = seq};
    int64_t record;

    ck_assert_int_eq(receive_text(&receiver, &in, &record), 0);
}

struct seen {
    size_t count, help, partial;
};

static void see(const struct feedback *f, void *arg)
{
    struct seen *seen = arg;

    seen->count++;
    seen->help += f->kind == REPLY_HELP && f->urgent;
    seen->partial += f->partial;
}

static struct seen records(void)
{
    const struct feedback_filter all = {.kind = -1, .category = -1, .state = -1};
    struct seen seen = {0};

    ck_assert_int_ge(feedback_list(store, &all, 0, 10, see, &seen), 0);
    return seen;
}

static int64_t tick(int64_t at)
{
    int64_t next = 0;

    ck_assert_int_eq(receive_tick(&receiver, at, &next), 0);
    return next;
}

START_TEST(half_a_call_for_help_is_heard_without_its_rest_which_completes_it)
{
    open_receiver();
    part(1, "Cuu voi, nuoc ngap len mai nha, nha toi con hai cu gia ", START);
    int64_t next = tick(START + SECOND);
    ck_assert_uint_eq(records().count, 0); /* the rest may come in a moment */
    ck_assert_int_lt(next, START + MINUTE);
    tick(next);
    struct seen seen = records();
    ck_assert_uint_eq(seen.help, 1);
    ck_assert_uint_eq(seen.partial, 1);
    part(2, "o cuoi xom Dinh", next + MINUTE);
    seen = records();
    ck_assert_uint_eq(seen.count, 1);
    ck_assert_uint_eq(seen.help, 1);
    ck_assert_uint_eq(seen.partial, 0);
    ck_assert_int_eq(tick(next + HOUR), 0);
    ck_assert_uint_eq(records().count, 1);
    close_receiver();
}
END_TEST

START_TEST(half_of_any_other_text_waits_for_its_rest)
{
    open_receiver();
    part(1, "Con lon nha toi bi om, ", START);
    tick(START + MINUTE);
    ck_assert_uint_eq(records().count, 0);
    tick(START + 10 * MINUTE);
    ck_assert_uint_eq(records().partial, 1);
    close_receiver();
}
END_TEST

START_TEST(half_an_order_that_speaks_of_help_is_no_call_for_it)
{
    int64_t staff;

    open_receiver();
    ck_assert_int_eq(staff_add(store, "Ba Sau", STAFF_HEAD, phone, "", &staff), 0);
    part(1, "Cuu voi, nuoc ngap len mai nha, nha toi con hai cu gia ", START);
    tick(START + MINUTE);
    ck_assert_uint_eq(records().count, 0);
    close_receiver();
}
END_TEST

TEST_MAIN("inbound: parts", half_a_call_for_help_is_heard_without_its_rest_which_completes_it,
          half_of_any_other_text_waits_for_its_rest,
          half_an_order_that_speaks_of_help_is_no_call_for_it)
