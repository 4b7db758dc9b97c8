/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is done with the first list: a child reads it, its pieces are written down, then taken in.
 */
#include "api/imports_inside.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/statvfs.h>

#include "api/idempotency.h"
#include "api/import_answer.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/journal.h"

enum {
    STEP_MS = 5,  /* of work; then comes the commit */
    REST_MS = 50, /* at most, before the next */
    RETRY_MS = 5000,
    ROOM_TIMES = 5, /* what a list takes in the database, by its pieces */
};

/* ---- reading it ---- */

/* code, field, sentence: what the child has refused it for. */
static void refused(struct imports *imports, const char *output)
{
    struct call *call = imports->first->call;
    char code[64], field[64];
    size_t code_len = strcspn(output, "\n");
    const char *second = output + code_len + (output[code_len] == '\n');
    size_t field_len = strcspn(second, "\n"), len;
    const char *sentence = second + field_len + (second[field_len] == '\n');

    snprintf(code, sizeof(code), "%.*s", (int)code_len, output);
    snprintf(field, sizeof(field), "%.*s", (int)field_len, second);
    for (len = strlen(sentence); len > 0 && sentence[len - 1] == '\n';)
        len--;
    if (call && len > 0)
        refuse(&call->refusal, code, field, "%.*s", (int)len, sentence);
    else if (call)
        refuse(&call->refusal, "import_failed", NULL, "the program that reads the list ended");
    imports_give_up(imports, REFUSED); /* before code goes */
}

/* In a transaction of its own, for a key. */
static void end_dry_run(struct imports *imports, const struct import_counts *counts)
{
    struct store *store = imports->api->store;
    int r = store_begin(store);

    if (r == 0)
        r = list_keep_answer(imports->first, counts);
    if (r == 0)
        r = store_commit(store);
    if (r != 0) {
        store_rollback(store);
        imports_give_up(imports, r);
        return;
    }
    list_answer(imports->first, counts);
    imports_end_first(imports);
}

static void has_read(const char *output, int status, void *arg)
{
    struct list *list = arg;
    struct imports *imports = list->imports;
    struct import_counts counts;

    list->child = NULL;
    list_close(&list->bytes);
    if (status != 0) {
        refused(imports, output);
    } else if (!list->dry_run) {
        imports->act = ACT_WRITE;
        loop_timer_set(imports->timer, 0);
    } else if (import_answer_parse_counts(output, &counts)) {
        end_dry_run(imports, &counts);
    } else {
        refused(imports, "");
    }
}

/* Its key may have been answered while it waited. */
static int answered_before(struct imports *imports)
{
    int status;
    char *text;
    int r = idempotency_find(imports->first->call, &status, &text);

    if (r != CALL_REPEATED)
        return r;
    idempotency_answer(list_take_call(imports->first), status, text);
    imports_end_first(imports);
    return r;
}

static int start_child(struct imports *imports)
{
    const struct api_settings *settings = &imports->api->settings;
    struct list *list = imports->first;
    const char *const argv[] = {
        settings->program,
        "--import",
        settings->config,
        settings->database,
        list->dry_run ? "dry" : "take",
        list->columns,
        list->encoding,
        NULL,
    };

    list->pieces = memfd_create("pieces", MFD_CLOEXEC);
    list->answer = memfd_create("answer", MFD_CLOEXEC);
    if (list->pieces < 0 || list->answer < 0)
        return -errno;
    const int fds[] = {list->bytes, list->pieces, list->answer};
    const struct child_files files = {fds, ARRAY_SIZE(fds)};
    list->child = child_start(imports->api->loop, argv, &files, has_read, list);
    return list->child ? 0 : -errno;
}

void imports_read(struct imports *imports)
{
    if (!imports->first)
        return;
    imports->act = ACT_READ;
    imports->begun_at = clock_wall_ms();
    int r = answered_before(imports);
    if (r == 0)
        r = start_child(imports);
    if (r != 0 && r != CALL_REPEATED)
        imports_give_up(imports, r);
}

/* ---- writing it down ---- */

static bool step_is_long(int64_t since)
{
    return clock_monotonic_ms() - since >= STEP_MS;
}

/* Half of the time is for everything else. */
static void rest_as_long_as(struct imports *imports, int64_t since)
{
    int64_t took = clock_monotonic_ms() - since;

    loop_timer_set(imports->timer, took < REST_MS ? took : REST_MS);
}

/* Some of the work, in one transaction. */
static int step(struct imports *imports, int (*some)(struct imports *, int64_t, bool *),
                int64_t since, bool *ret_over)
{
    struct store *store = imports->api->store;
    int r = store_begin(store);

    if (r == 0)
        r = some(imports, since, ret_over);
    if (r == 0)
        r = store_commit(store);
    if (r != 0)
        store_rollback(store);
    return r;
}

/* What was written down must find its place in the phone book too. */
static int look_for_room(const struct imports *imports)
{
    struct statvfs disk;

    if (statvfs(imports->api->settings.scratch, &disk) < 0)
        return -errno;
    uint64_t wanted = ROOM_TIMES * (uint64_t)list_file_size(imports->first->pieces);
    return disk.f_bavail * disk.f_frsize < wanted ? -ENOSPC : 0;
}

/* The first frame is the head. */
static int write_frame(struct imports *imports, const struct buf *frame, bool is_head)
{
    struct list *list = imports->first;
    struct store *store = imports->api->store;

    if (!is_head)
        return import_add_piece(store, frame->data, frame->len);
    int r = look_for_room(imports);
    return r == 0 ? import_begin(store, list->call ? list->call->author : "", list->name,
                                 imports->begun_at, frame)
                  : r;
}

static int write_some(struct imports *imports, int64_t since, bool *ret_over)
{
    struct list *list = imports->first;
    struct buf frame = BUF_INIT;
    int r = 0;

    *ret_over = false;
    while (r == 0 && !*ret_over && !step_is_long(since)) {
        bool is_head = list->at == 0;
        r = list_next_frame(list, &frame, ret_over);
        if (r == 0 && !*ret_over)
            r = write_frame(imports, &frame, is_head);
    }
    buf_free(&frame);
    return r == 0 && *ret_over ? import_stand(imports->api->store) : r;
}

void imports_write(struct imports *imports)
{
    int64_t since = clock_monotonic_ms();
    bool over;
    int r = step(imports, write_some, since, &over);

    if (r != 0) {
        import_forget(imports->api->store);
        imports_give_up(imports, r);
        return;
    }
    if (over)
        imports->act = ACT_TAKE;
    rest_as_long_as(imports, since);
}

/* ---- taking it in ---- */

static int record(struct imports *imports, const struct import_state *state)
{
    const struct import_counts *c = &state->counts;
    char detail[200], failed[48] = "";

    if (c->failed)
        snprintf(failed, sizeof(failed), ", %" PRId64 " that could not be taken in", c->failed);
    snprintf(detail, sizeof(detail),
             "%" PRId64 " households added, %" PRId64 " changed, %" PRId64 " as before%s; numbers: "
             "%" PRId64 " added, %" PRId64 " taken away",
             c->added, c->changed, c->unchanged, failed, c->numbers_added, c->numbers_removed);
    return journal_add(imports->api->store, clock_wall_ms(), state->author, "import", state->name,
                       detail);
}

static int conclude(struct imports *imports)
{
    struct import_state state = import_state(imports->taking);
    int r = record(imports, &state);

    if (r == 0)
        r = import_forget(imports->api->store);
    return r == 0 ? list_keep_answer(imports->first, &state.counts) : r;
}

static int take_some(struct imports *imports, int64_t since, bool *ret_over)
{
    int r = imports->taking ? 0 : import_open(imports->api->store, &imports->taking);

    *ret_over = false;
    while (r == 0 && !*ret_over && !step_is_long(since))
        r = import_take(imports->taking, clock_wall_ms(), ret_over);
    return r == 0 && *ret_over ? conclude(imports) : r;
}

/* The rest is taken in as soon as the database lets us; whoever asked is told now. */
static void wait_with_the_rest(struct imports *imports, int error)
{
    struct call *call = list_take_call(imports->first);

    import_close(imports->taking); /* its counts are those before the rollback */
    if (import_open(imports->api->store, &imports->taking) != 0)
        imports->taking = NULL;
    snprintf(imports->why, sizeof(imports->why), "%s", strerror(-error));
    log_error("api", "the list that is taken in has to wait: %s", imports->why);
    if (call) {
        free(call->answer_text);
        call->answer_text = NULL;
        refuse(
            &call->refusal, "import_waits", NULL,
            "the list is written down, but not yet whole in the phone book: %s; the rest is taken "
            "in as soon as it can be",
            imports->why);
        call_finish(call, REFUSED);
    }
    loop_timer_set(imports->timer, RETRY_MS);
}

void imports_take(struct imports *imports)
{
    int64_t since = clock_monotonic_ms();
    bool over;
    int r = step(imports, take_some, since, &over);

    if (r != 0) {
        wait_with_the_rest(imports, r < 0 ? r : -EIO);
        return;
    }
    imports->why[0] = '\0';
    if (!over) {
        rest_as_long_as(imports, since);
        return;
    }
    struct import_counts counts = import_state(imports->taking).counts;
    dispatch_book_changed(imports->api->dispatch);
    list_answer(imports->first, &counts);
    imports_end_first(imports);
    api_tidy_later(imports->api);
}
