/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A small house for tests of the dispatcher. */
#include "house.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/group.h"
#include "store/household.h"
#include "temp_dir.h"

/* Not Check's: benchmarks keep house too. In a test an abort is a failure. */
#define MUST(condition)                                                                            \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

static int ignore_text(void *arg, int64_t carrier, const struct wire_inbound *in, int64_t now,
                       int64_t *ret)
{
    return 0;
}

static int ignore_call(void *arg, int64_t carrier, const char *from, int64_t now, int64_t *ret)
{
    return 0;
}

static void same_number(void *arg, const char *raw, char *out)
{
    snprintf(out, 64, "%s", raw);
}

const struct dispatch_inbound house_nobody = {ignore_text, ignore_call, same_number, NULL};

void house_open(struct house *h)
{
    struct conf_faults faults = {0};

    *h = (struct house){0};
    temp_dir_make(h->dir, sizeof(h->dir));
    snprintf(h->path, sizeof(h->path), "%s/thonbao.db", h->dir);
    snprintf(h->log, sizeof(h->log), "%s/parts", h->dir);
    setenv("FAKE_CARRIER_LOG", h->log, 1);
    log_set_level(LOG_LEVEL_ERROR);
    sending_settings_read(NULL, &h->sending, &faults);
    texts_read(NULL, &h->texts, &faults);
    MUST(faults.count == 0);
    h->sending.quiet_from = h->sending.quiet_until = 0;
    h->sending.routine_a_day = 0;
    h->loop = loop_new();
    MUST(store_open(h->path, &h->store, NULL) == 0);
}

struct carrier_settings *house_add_carrier(struct house *h, const char *name, const char *device)
{
    struct carrier_settings *c = &h->carriers[h->carrier_count++];
    struct conf_faults faults = {0};
    char *text = xasprintf("c = { name = \"%s\"; device = \"%s\"; };", name, device);
    struct conf *conf = conf_parse(text, NULL, &faults);

    carrier_settings_read(config_setting_get_member(conf_root(conf), "c"), c, &faults);
    MUST(faults.count == 0);
    conf_free(conf);
    free(text);
    return c;
}

static void add_household(struct house *h, int n, int64_t group)
{
    char code[32], number[32];
    int64_t id, phone;
    struct household one = {.code = code,
                            .head = "Chủ hộ",
                            .cluster = "1",
                            .address = "",
                            .note = "",
                            .frail = n % 10 == 0,
                            .walk = n};

    snprintf(code, sizeof(code), "T1-%d", n);
    snprintf(number, sizeof(number), "+8490%07d", n);
    MUST(household_add(h->store, 1, &one, &id) == 0);
    MUST(phone_ensure(h->store, number, false, &phone) == 0);
    MUST(household_hold(h->store, id, 1, phone, "") == 0);
    MUST(group_add_member(h->store, group, id) == 0);
}

void house_add_households(struct house *h, int count)
{
    int64_t group, one;
    struct household first;

    MUST(store_begin(h->store) == 0);
    MUST(group_ensure(h->store, "all of them", &group) == 0);
    for (int i = 1; i <= count; i++)
        add_household(h, i, group);
    MUST(group_ensure(h->store, "one of them", &one) == 0);
    MUST(household_find(h->store, "T1-1", &first) == 0);
    MUST(group_add_member(h->store, one, first.id) == 0);
    MUST(store_commit(h->store) == 0);
}

void house_start(struct house *h)
{
    const char *program = getenv("FAKE_CARRIER");

    MUST(program);
    h->dispatch = dispatch_new(h->loop, h->store, &h->sending, h->carriers, h->carrier_count,
                               program, "Thạnh Mỹ", &h->texts, &house_nobody);
    MUST(h->dispatch);
    MUST(dispatch_start(h->dispatch) == 0);
}

void house_stop(struct house *h)
{
    dispatch_free(h->dispatch);
    h->dispatch = NULL;
}

void house_close(struct house *h)
{
    house_stop(h);
    store_close(h->store);
    loop_free(h->loop);
    for (size_t i = 0; i < h->carrier_count; i++)
        carrier_settings_clear(&h->carriers[i]);
    texts_clear(&h->texts);
    temp_dir_remove(h->dir);
}

int64_t house_announce(struct house *h, const char *to, const char *text, enum priority priority)
{
    const struct announce_request request = {
        .to = to, .text = text, .priority = priority, .author = "test"};
    struct estimate estimate;
    struct refusal refusal = {0};
    int64_t id;
    int r = announce_create(h->dispatch, &request, &id, &estimate, &refusal);

    if (r != 0)
        fprintf(stderr, "announce: %d %s\n", r, refusal.message);
    MUST(r == 0);
    estimate_clear(&estimate);
    return id;
}

struct waiting {
    struct house *house;
    bool (*check)(struct house *h, void *arg);
    void *arg;
    bool held;
    int64_t deadline;
    struct loop_timer *timer;
};

static void look(void *arg)
{
    struct waiting *w = arg;

    w->held = w->check(w->house, w->arg);
    if (w->held || clock_monotonic_ms() > w->deadline)
        loop_stop(w->house->loop);
    else
        loop_timer_set(w->timer, 2);
}

void house_wait_for(struct house *h, bool (*check)(struct house *h, void *arg), void *arg)
{
    struct waiting w = {
        .house = h, .check = check, .arg = arg, .deadline = clock_monotonic_ms() + 2 * MINUTE};

    w.timer = loop_timer_new(h->loop, look, &w);
    loop_timer_set(w.timer, 0);
    loop_run(h->loop);
    loop_timer_free(w.timer);
    MUST(w.held);
}

int64_t house_count(struct house *h, int64_t announcement, enum message_state state)
{
    struct message_counts counts;

    MUST(message_counts(h->store, announcement, &counts) >= 0);
    return counts.messages[state];
}

struct wanted {
    int64_t announcement, count;
    enum message_state state;
};

static bool has_count(struct house *h, void *arg)
{
    const struct wanted *w = arg;

    return house_count(h, w->announcement, w->state) == w->count;
}

void house_wait(struct house *h, int64_t announcement, enum message_state state, int64_t count)
{
    struct wanted wanted = {announcement, count, state};

    house_wait_for(h, has_count, &wanted);
}

int house_sent(struct house *h)
{
    FILE *f = fopen(h->log, "re");
    int lines = 0, c;

    while (f && (c = fgetc(f)) != EOF)
        lines += c == '\n';
    if (f)
        fclose(f);
    return lines;
}
