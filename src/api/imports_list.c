/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A list on its way: what of it is in files without a name, and who waits for its answer. */
#include "api/imports_inside.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <event2/buffer.h>
#include <event2/http.h>

#include "api/answer.h"
#include "api/idempotency.h"
#include "api/import_answer.h"
#include "api/server.h"
#include "base/memory.h"

struct list *list_new(struct imports *imports)
{
    struct list *list = xcalloc(1, sizeof(*list));

    *list = (struct list){.imports = imports, .bytes = -1, .pieces = -1, .answer = -1};
    return list;
}

void list_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

void list_free(struct list *list)
{
    child_end(list->child);
    list_close(&list->bytes);
    list_close(&list->pieces);
    list_close(&list->answer);
    free(list->columns);
    free(list->encoding);
    free(list->name);
    free(list);
}

struct call *list_take_call(struct list *list)
{
    struct call *call = list->call;

    if (call)
        server_on_gone(call->http, NULL, NULL);
    list->call = NULL;
    return call;
}

int list_keep_bytes(struct list *list, struct call *call)
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

int list_next_frame(struct list *list, struct buf *ret, bool *ret_over)
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

/* ---- its answer ---- */

off_t list_file_size(int fd)
{
    off_t size = lseek(fd, 0, SEEK_END);

    return size < 0 ? 0 : size;
}

/* The answer as a text, as long as a key may have to keep it; NULL when it is longer. */
static char *short_answer(const struct list *list, const struct import_counts *counts)
{
    struct buf text = BUF_INIT;
    off_t rest = list_file_size(list->answer);

    if (rest > IDEMPOTENCY_ANSWER_MAX)
        return NULL;
    import_answer_begin(counts, list->dry_run, &text);
    ssize_t read = pread(list->answer, buf_grow(&text, (size_t)rest), (size_t)rest, 0);
    if (read == rest)
        return buf_steal(&text);
    buf_free(&text);
    return NULL;
}

/* A key that came twice at once has its answer already. */
int list_keep_answer(struct list *list, const struct import_counts *counts)
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
    bool fine = evbuffer_add_file(body, list->answer, 0, list_file_size(list->answer)) == 0;
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

void list_answer(struct list *list, const struct import_counts *counts)
{
    struct call *call = list_take_call(list);

    if (!call)
        return;
    server_be_patient(call->http);
    if (call->answer_text)
        call_finish(call, 0);
    else
        stream_answer(call, list, counts);
}
