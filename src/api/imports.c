/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists read beside the loop and taken in step by step. */
#include "api/imports.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <event2/buffer.h>
#include <event2/http.h>

#include "api/answer.h"
#include "api/idempotency.h"
#include "api/import_answer.h"
#include "api/server.h"
#include "base/child.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/journal.h"

enum {
    LISTS_MAX = 3, /* at work and waiting: each may hold 16 MB */
    STEP_MS = 5,   /* of work; then comes the commit */
    REST_MS = 50,  /* at most, before the next */
    RETRY_MS = 5000,
    ROOM_TIMES = 5, /* what a list takes in the database, by its pieces */
};

/* What is done with the first list now, one after the other. */
enum act {
    ACT_REST,  /* nothing yet */
    ACT_READ,  /* its child reads it */
    ACT_WRITE, /* its pieces are written down */
    ACT_TAKE,  /* they are taken in */
};

struct list {
    struct imports *imports;
    struct call *call; /* NULL: nobody waits for its answer any more */
    bool dry_run;
    char *columns, *encoding, *name;
    int bytes, pieces, answer; /* files without a name, -1 none */
    off_t at;                  /* in pieces */
    struct child *child;
    struct list *next;
};

struct imports {
    struct api *api;
    struct list *first; /* in turn; the first is the one at work */
    enum act act;
    struct loop_timer *timer;
    struct import_taking *taking; /* of ACT_TAKE; NULL: to be opened again */
    int64_t begun_at;
    char why[160]; /* it waits, "" it does not */
};

/* ---- lists ---- */

static struct list *list_new(struct imports *imports)
{
    struct list *list = xcalloc(1, sizeof(*list));

    *list = (struct list){.imports = imports, .bytes = -1, .pieces = -1, .answer = -1};
    return list;
}

static void close_file(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void list_free(struct list *list)
{
    child_end(list->child);
    close_file(&list->bytes);
    close_file(&list->pieces);
    close_file(&list->answer);
    free(list->columns);
    free(list->encoding);
    free(list->name);
    free(list);
}

/* The first list is done with; the next has its turn. */
static void end_first(struct imports *imports)
{
    struct list *list = imports->first;

    imports->first = list->next;
    list_free(list);
    import_close(imports->taking);
    imports->taking = NULL;
    imports->act = ACT_REST;
    imports->why[0] = '\0';
    loop_timer_set(imports->timer, 0);
}

/* The call whose client waits, which is the caller's from then on; NULL when there is none. */
static struct call *take_call(struct list *list)
{
    struct call *call = list->call;

    if (call)
        server_on_gone(call->http, NULL, NULL);
    list->call = NULL;
    return call;
}

/* Ends the first list without anything taken in. */
static void give_up(struct imports *imports, int result)
{
    struct call *call = take_call(imports->first);

    if (call)
        call_finish(call, result);
    end_first(imports);
}

/* ---- the answer ---- */

static off_t size_of(int fd)
{
    off_t size = lseek(fd, 0, SEEK_END);

    return size < 0 ? 0 : size;
}

/* The answer as a text, as long as a key may have to keep it; NULL when it is longer. */
static char *short_answer(const struct list *list, const struct import_counts *counts)
{
    struct buf text = BUF_INIT;
    off_t rest = size_of(list->answer);

    if (rest > IDEMPOTENCY_ANSWER_MAX)
        return NULL;
    import_answer_begin(counts, list->dry_run, &text);
    ssize_t read = pread(list->answer, buf_grow(&text, (size_t)rest), (size_t)rest, 0);
    if (read == rest)
        return buf_steal(&text);
    buf_free(&text);
    return NULL;
}

/* In the transaction of the change itself. A key that came twice at once has its answer already. */
static int keep_answer(struct list *list, const struct import_counts *counts)
{
    if (!list->call)
        return 0;
    list->call->answer_text = short_answer(list, counts);
    int r = list->call->answer_text ? idempotency_store(list->call) : 0;
    return r == -EEXIST ? 0 : r;
}

static void stream_answer(struct call *call, struct list *list, const struct import_counts *counts)
{
    struct evbuffer *body = evbuffer_new();
    struct buf begin = BUF_INIT;

    if (!body)
        abort();
    import_answer_begin(counts, list->dry_run, &begin);
    evbuffer_add(body, begin.data, begin.len);
    buf_free(&begin);
    bool fine = evbuffer_add_file(body, list->answer, 0, size_of(list->answer)) == 0;
    if (fine) {
        list->answer = -1; /* the buffer closes it */
        answer_headers(call->http, "application/json");
        evhttp_send_reply(call->http, 200, NULL, body);
        call_drop(call);
    } else {
        call_finish(call, -EIO);
    }
    evbuffer_free(body);
}

static void answer(struct list *list, const struct import_counts *counts)
{
    struct call *call = take_call(list);

    if (!call)
        return;
    server_be_patient(call->http);
    if (call->answer_text)
        call_finish(call, 0);
    else
        stream_answer(call, list, counts);
}

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
    give_up(imports, REFUSED); /* before code goes */
}

/* In a transaction of its own, for a key. */
static void end_dry_run(struct imports *imports, const struct import_counts *counts)
{
    struct store *store = imports->api->store;
    int r = store_begin(store);

    if (r == 0)
        r = keep_answer(imports->first, counts);
    if (r == 0)
        r = store_commit(store);
    if (r != 0) {
        store_rollback(store);
        give_up(imports, r);
        return;
    }
    answer(imports->first, counts);
    end_first(imports);
}

static void has_read(const char *output, int status, void *arg)
{
    struct list *list = arg;
    struct imports *imports = list->imports;
    struct import_counts counts;

    list->child = NULL;
    close_file(&list->bytes);
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
    idempotency_answer(take_call(imports->first), status, text);
    end_first(imports);
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

static void start_reading(struct imports *imports)
{
    if (!imports->first)
        return;
    imports->act = ACT_READ;
    imports->begun_at = clock_wall_ms();
    int r = answered_before(imports);
    if (r == 0)
        r = start_child(imports);
    if (r != 0 && r != CALL_REPEATED)
        give_up(imports, r);
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

/* The length stands before it. *ret_over: there is no other. */
static int next_frame(struct list *list, struct buf *ret, bool *ret_over)
{
    uint32_t len;
    ssize_t read = pread(list->pieces, &len, sizeof(len), list->at);

    *ret_over = read == 0;
    if (read == 0)
        return 0;
    if (read != sizeof(len))
        return -EIO;
    buf_clear(ret);
    read = pread(list->pieces, buf_grow(ret, len), len, list->at + (off_t)sizeof(len));
    list->at += (off_t)(sizeof(len) + len);
    return read == (ssize_t)len ? 0 : -EIO;
}

/* What was written down must find its place in the phone book too. */
static int look_for_room(const struct imports *imports)
{
    struct statvfs disk;

    if (statvfs(imports->api->settings.scratch, &disk) < 0)
        return -errno;
    uint64_t wanted = ROOM_TIMES * (uint64_t)size_of(imports->first->pieces);
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
        r = next_frame(list, &frame, ret_over);
        if (r == 0 && !*ret_over)
            r = write_frame(imports, &frame, is_head);
    }
    buf_free(&frame);
    return r == 0 && *ret_over ? import_stand(imports->api->store) : r;
}

static void write_step(struct imports *imports)
{
    int64_t since = clock_monotonic_ms();
    bool over;
    int r = step(imports, write_some, since, &over);

    if (r != 0) {
        import_forget(imports->api->store);
        give_up(imports, r);
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
    return r == 0 ? keep_answer(imports->first, &state.counts) : r;
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
    struct call *call = take_call(imports->first);

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

static void take_step(struct imports *imports)
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
    answer(imports->first, &counts);
    end_first(imports);
    api_tidy_later(imports->api);
}

/* ---- in turn ---- */

static void turn(void *arg)
{
    struct imports *imports = arg;

    switch (imports->act) {
    case ACT_REST:
        start_reading(imports);
        break;
    case ACT_READ: /* its child says when */
        break;
    case ACT_WRITE:
        write_step(imports);
        break;
    case ACT_TAKE:
        take_step(imports);
        break;
    }
    store_tidy(imports->api->store);
}

/* Takes a list that waits out of the row. */
static void drop(struct imports *imports, struct list *list)
{
    struct list **at = &imports->first;

    while (*at != list)
        at = &(*at)->next;
    *at = list->next;
    list_free(list);
}

/* Whoever asked has gone. What stands is taken in all the same. */
static void gone(struct evhttp_connection *connection, void *arg)
{
    struct list *list = arg;
    struct imports *imports = list->imports;
    struct call *call = list->call;

    list->call = NULL;
    server_release(call->http);
    call_drop(call);
    if (list != imports->first) {
        drop(imports, list);
    } else if (imports->act != ACT_TAKE) {
        if (imports->act == ACT_WRITE)
            import_forget(imports->api->store);
        end_first(imports);
    }
}

/* The bytes go where the child finds them, and the request lets go of them. */
static int keep_bytes(struct list *list, struct call *call)
{
    size_t at = 0;

    list->bytes = memfd_create("list", MFD_CLOEXEC);
    while (list->bytes >= 0 && at < call->len) {
        ssize_t written = write(list->bytes, call->bytes + at, call->len - at);
        if (written < 0)
            return -errno;
        at += (size_t)written;
    }
    if (list->bytes < 0 || lseek(list->bytes, 0, SEEK_SET) < 0)
        return -errno;
    evbuffer_drain(evhttp_request_get_input_buffer(call->http), call->len);
    call->bytes = "";
    call->len = 0;
    return 0;
}

int imports_ask(struct imports *imports, struct call *call, const struct import_query *query)
{
    struct list **last = &imports->first;
    int waiting = 0;

    for (; *last; last = &(*last)->next)
        waiting++;
    if (waiting >= LISTS_MAX)
        return refuse(&call->refusal, "import_running", NULL,
                      "%d lists are on their way into the phone book already", waiting);
    struct list *list = list_new(imports);
    list->dry_run = query->dry_run;
    list->columns = xstrdup(query->columns ? query->columns : "");
    list->encoding = xstrdup(query->encoding ? query->encoding : "");
    list->name = xstrdup(query->name ? query->name : "");
    int r = keep_bytes(list, call);
    if (r < 0) {
        list_free(list);
        return r;
    }
    list->call = call;
    *last = list;
    server_be_patient(call->http);
    server_on_gone(call->http, gone, list);
    if (imports->act == ACT_REST)
        loop_timer_set(imports->timer, 0);
    return CALL_LATER;
}

/* A list that stood when the daemon ended. */
static void go_on(struct imports *imports)
{
    if (import_open(imports->api->store, &imports->taking) != 0)
        return;
    struct import_state state = import_state(imports->taking);
    const struct import_counts *c = &state.counts;
    imports->first = list_new(imports);
    imports->act = ACT_TAKE;
    imports->begun_at = state.begun_at;
    log_info("api", "going on with a list: %" PRId64 " of %" PRId64 " households are taken in",
             c->added + c->changed + c->unchanged + c->failed, state.households);
    loop_timer_set(imports->timer, 0);
}

struct imports *imports_new(struct api *api)
{
    struct imports *imports = xcalloc(1, sizeof(*imports));

    imports->api = api;
    imports->timer = loop_timer_new(api->loop, turn, imports);
    go_on(imports);
    return imports;
}

void imports_free(struct imports *imports)
{
    if (!imports)
        return;
    while (imports->first) {
        struct list *list = imports->first;
        struct call *call = take_call(list);
        imports->first = list->next;
        list_free(list);
        if (call)
            call_drop(call);
    }
    import_close(imports->taking);
    loop_timer_free(imports->timer);
    free(imports);
}

struct imports_report imports_report(const struct imports *imports)
{
    static const char *const states[] = {[ACT_REST] = "none",
                                         [ACT_READ] = "reading",
                                         [ACT_WRITE] = "writing",
                                         [ACT_TAKE] = "taking"};
    const struct list *list = imports->first;
    struct imports_report report = {
        .state = imports->why[0] ? "waiting" : states[imports->act],
        .author = "",
        .name = "",
        .why = imports->why,
    };

    if (imports->act == ACT_REST)
        return report;
    report.begun_at = imports->begun_at;
    report.name = list->name ? list->name : "";
    report.author = list->call ? list->call->author : "";
    if (imports->taking) {
        struct import_state state = import_state(imports->taking);
        const struct import_counts *c = &state.counts;
        report.author = state.author;
        report.name = state.name;
        report.households = state.households;
        report.taken = c->added + c->changed + c->unchanged + c->failed;
    }
    return report;
}
