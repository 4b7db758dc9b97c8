/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The core's own numbers, through carriers without a modem: fan-out, throughput, start, memory.
 * Prints one line per figure: what, measured, unit, wanted. Run by tests/bench/run. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../dispatch/house.h"
#include "base/clock.h"
#include "store/db.h"

enum { HOUSEHOLDS = 100 * 1000, STORED = 1000 * 1000 };

static double seconds_since(int64_t start)
{
    return (double)(clock_monotonic_ms() - start) / 1000.0;
}

static void figure(const char *what, double measured, const char *unit, const char *wanted)
{
    printf("%s\t%.3f\t%s\t%s\n", what, measured, unit, wanted);
    fflush(stdout);
}

static double pss_mib(pid_t pid)
{
    char path[64], line[256];
    long kib = 0;

    snprintf(path, sizeof(path), "/proc/%d/smaps_rollup", (int)pid);
    FILE *f = fopen(path, "re");
    while (f && fgets(line, sizeof(line), f))
        if (sscanf(line, "Pss: %ld", &kib) == 1)
            break;
    if (f)
        fclose(f);
    return (double)kib / 1024.0;
}

static void fan_out(void)
{
    struct house h;
    house_open(&h);
    house_add_households(&h, HOUSEHOLDS);
    house_start(&h);
    int64_t start = clock_monotonic_ms();
    house_announce(&h, "all", "Mai 7 gio tiem soi cho tre 18 thang", PRIORITY_ROUTINE);
    figure("fan-out to 100,000 households, committed", seconds_since(start), "s", "<= 1.0");
    figure("memory (PSS), core with 100,000 households", pss_mib(getpid()), "MiB", "<= 24");
    house_close(&h);
}

/* Nothing queued, nothing in a carrier's hands: cheap to ask, unlike counting. */
static bool all_moved(struct house *h, void *arg)
{
    struct message m;
    int64_t next;

    if (message_pick(h->store, 0, LANE_ROUTINE, &m) == 0) {
        message_clear(&m);
        return false;
    }
    return message_next_due(h->store, &next) == 0 &&
           (*(enum message_state *)arg == MESSAGE_SENT || next == 0);
}

static void throughput(const char *device, const char *what, enum message_state end)
{
    struct house h;
    const int count = 20000;
    house_open(&h);
    house_add_carrier(&h, "a", device);
    house_add_households(&h, count);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    int64_t start = clock_monotonic_ms();
    house_wait_for(&h, all_moved, &end);
    double took = seconds_since(start);
    house_wait(&h, id, end, count);
    figure(what, count / took, "parts/s", ">= 5000");
    house_close(&h);
}

/* A village's years: messages long settled, parts of them, and a broadcast still queued. */
static void fill_years(struct store *store)
{
    static const char *const sql[] = {
        "BEGIN",
        "INSERT INTO announcement (kind, priority, state, body, air, templated, flash, ack, "
        "help_option, audience, excepted, author, created_at, at, expires_at, answer_until, "
        "about_at, accents, households, phones, parts, correction) WITH RECURSIVE n(i) AS "
        "(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1800) SELECT 0, 0, 0, 'x', 'x', 0, 0, "
        "0, "
        "0, 'all', '', 't', i, i, i, i, i, 0, 500, 500, 500, '' FROM n",
        "INSERT INTO message (announcement_id, phone_id, state, lane, turn, parts, created_at, "
        "due_at, expires_at, settled_at, carrier_id) WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL "
        "SELECT i + 1 FROM n WHERE i < 899999) SELECT i / 500 + 1, i % 500 + 1, 5, 2, i, 1, i, i, "
        "i, i, 1 FROM n",
        "INSERT INTO part (message_id, seq, phone_id, carrier_id, state, reference, submitted_at) "
        "SELECT id, 1, phone_id, 1, 3, id % 256, created_at FROM message",
        "INSERT INTO message (announcement_id, phone_id, state, lane, turn, parts, created_at, "
        "due_at, expires_at) WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE "
        "i < 99999) SELECT 1800, i % 500 + 1, 1, 2, i, 1, 1, 1, 9000000000000 FROM n",
        "COMMIT",
    };

    for (size_t i = 0; i < sizeof(sql) / sizeof(sql[0]); i++)
        if (sqlite3_exec(store->db, sql[i], NULL, NULL, NULL) != SQLITE_OK) {
            fprintf(stderr, "%s\n", sqlite3_errmsg(store->db));
            exit(1);
        }
}

static void start_with_years(void)
{
    struct house h;
    house_open(&h);
    house_add_households(&h, 500);
    fill_years(h.store);
    store_close(h.store);
    int64_t start = clock_monotonic_ms();
    if (store_open(h.path, &h.store, NULL) != 0)
        exit(1);
    house_start(&h);
    figure("start with 1,000,000 stored messages, 100,000 queued", seconds_since(start), "s",
           "<= 1.0");
    house_close(&h);
}

int main(void)
{
    fan_out();
    throughput("instant", "core throughput, carrier that answers at once, durable", MESSAGE_SENT);
    throughput("reporting", "the same with delivery reports", MESSAGE_DELIVERED);
    start_with_years();
    return 0;
}
