/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keeping the database well: checking it and taking a copy away. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <event2/buffer.h>
#include <event2/http.h>

#include "api/answer.h"
#include "api/resources.h"
#include "api/server.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/journal.h"

static void add_fault(const char *sentence, void *arg_array)
{
    json_array_append_new(arg_array, answer_text(sentence));
}

int check_get(struct call *call)
{
    json_t *faults = json_array();
    int found = store_check(call->api->store, add_fault, faults);

    call->answer = json_object();
    json_object_set_new(call->answer, "ok", json_boolean(found == 0));
    json_object_set_new(call->answer, "faults", faults);
    return found < 0 ? found : 0;
}

/* A whole copy of personal data leaves the box: the journal says who took it. */
static int record(struct call *call)
{
    int r = store_begin(call->api->store);

    if (r == 0)
        r = journal_add(call->api->store, clock_wall_ms(), call->author, "backup", "", NULL);
    if (r == 0)
        r = store_commit(call->api->store);
    if (r != 0)
        store_rollback(call->api->store);
    return r;
}

/* Makes the copy and opens it; the file has no name from then on, so that it is gone whatever
 * happens. */
static int open_copy(struct call *call, int *ret_fd)
{
    char *path = xasprintf("%s/.backup-%ld-%lld", call->api->settings.scratch, (long)getpid(),
                           (long long)clock_monotonic_ms());
    int r = store_backup(call->api->store, path, &call->refusal);

    if (r == 0) {
        *ret_fd = open(path, O_RDONLY | O_CLOEXEC);
        if (*ret_fd < 0)
            r = -errno;
        unlink(path);
    }
    free(path);
    return r;
}

/* The daemon streams the copy and the client writes the file, with the client's rights and where
 * the client may write. */
int backup_post(struct call *call)
{
    struct evbuffer *body = evbuffer_new();
    struct stat st;
    int fd = -1;

    if (!body)
        abort();
    int r = open_copy(call, &fd);
    if (r == 0)
        r = record(call);
    if (r == 0 && fstat(fd, &st) < 0)
        r = -errno;
    if (r == 0 && evbuffer_add_file(body, fd, 0, st.st_size) == 0) {
        server_be_patient(call->http);
        answer_headers(call->http, "application/vnd.sqlite3");
        evhttp_send_reply(call->http, 200, NULL, body);
        call_drop(call);
        r = CALL_LATER;
    } else if (fd >= 0) {
        close(fd);
        r = r ? r : -EIO;
    }
    evbuffer_free(body);
    return r;
}
