/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keeping the database well: checking it and taking a copy away. */
#include <dirent.h>
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
#include "base/child.h"
#include "base/clock.h"
#include "base/memory.h"
#include "store/journal.h"

/* What runs beside the loop, one at a time, and the call that waits for it. */
struct upkeep {
    struct api *api;
    struct call *call;
    struct child *child;
    char *copy; /* of a backup: the file; NULL for a check */
};

static const char copy_prefix[] = ".backup-";

/* ---- running it ---- */

static void forget(struct upkeep *upkeep)
{
    upkeep->api->upkeep = NULL;
    if (upkeep->copy)
        unlink(upkeep->copy);
    free(upkeep->copy);
    free(upkeep);
}

/* Whoever asked has gone. */
static void gone(struct evhttp_connection *connection, void *arg)
{
    struct upkeep *upkeep = arg;
    struct call *call = upkeep->call;

    child_end(upkeep->child);
    forget(upkeep);
    server_release(call->http);
    call_drop(call);
}

/* copy becomes the upkeep's. */
static int start(struct call *call, char *copy, child_fn done)
{
    const struct api_settings *settings = &call->api->settings;
    const char *const argv[] = {
        settings->program, "--upkeep", copy ? "backup" : "check", settings->database, copy, NULL,
    };

    if (call->api->upkeep) {
        free(copy);
        return refuse(&call->refusal, "upkeep_running", NULL,
                      "the database is being checked or copied already");
    }
    struct upkeep *upkeep = xcalloc(1, sizeof(*upkeep));
    *upkeep = (struct upkeep){.api = call->api, .call = call, .copy = copy};
    call->api->upkeep = upkeep;
    upkeep->child = child_start(call->api->loop, argv, NULL, done, upkeep);
    if (!upkeep->child) {
        int r = -errno;
        forget(upkeep);
        return r;
    }
    server_be_patient(call->http);
    server_on_gone(call->http, gone, upkeep);
    return CALL_LATER;
}

/* Takes the call back; what the upkeep holds is still there. */
static struct call *take_back(struct upkeep *upkeep)
{
    server_on_gone(upkeep->call->http, NULL, NULL);
    return upkeep->call;
}

void upkeep_end(struct api *api)
{
    if (!api->upkeep)
        return;
    struct call *call = take_back(api->upkeep);
    child_end(api->upkeep->child);
    forget(api->upkeep);
    call_drop(call);
}

void upkeep_tidy(const struct api *api)
{
    DIR *folder = opendir(api->settings.scratch);
    const struct dirent *entry;

    while (folder && (entry = readdir(folder)))
        if (strncmp(entry->d_name, copy_prefix, strlen(copy_prefix)) == 0)
            unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
}

/* Why it failed: the last line. */
static int failed(struct call *call, const char *code, const char *output)
{
    size_t len = strlen(output);

    while (len > 0 && output[len - 1] == '\n')
        len--;
    const char *line = memrchr(output, '\n', len);
    line = line ? line + 1 : output;
    return refuse(&call->refusal, code, NULL, "%.*s", (int)(output + len - line),
                  len ? line : "the program that does it ended");
}

/* ---- check ---- */

static json_t *lines(const char *output)
{
    json_t *array = json_array();

    for (size_t len = strcspn(output, "\n"); output[len]; len = strcspn(output, "\n")) {
        char *line = xstrndup(output, len);
        json_array_append_new(array, answer_text(line));
        free(line);
        output += len + 1;
    }
    return array;
}

static void checked(const char *output, int status, void *arg)
{
    struct call *call = take_back(arg);
    int r = 0;

    forget(arg);
    if (status == 0) {
        json_t *faults = lines(output);
        call->answer = json_object();
        json_object_set_new(call->answer, "ok", json_boolean(json_array_size(faults) == 0));
        json_object_set_new(call->answer, "faults", faults);
    } else {
        r = failed(call, "check_failed", output);
    }
    call_finish(call, r);
}

int check_get(struct call *call)
{
    return start(call, NULL, checked);
}

/* ---- backup ---- */

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

/* The file has no name from then on, so that it is gone whatever happens. */
static int open_copy(const char *path, int *ret_fd, off_t *ret_size)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    unlink(path);
    if (fd < 0)
        return -errno;
    if (fstat(fd, &st) < 0) {
        int r = -errno;
        close(fd);
        return r;
    }
    *ret_fd = fd;
    *ret_size = st.st_size;
    return 0;
}

/* The daemon streams the copy and the client writes the file, with the client's rights and where
 * the client may write. */
static int stream(struct call *call, const char *path)
{
    struct evbuffer *body = evbuffer_new();
    off_t size = 0;
    int fd = -1;

    if (!body)
        abort();
    int r = open_copy(path, &fd, &size);
    if (r == 0)
        r = record(call);
    if (r == 0 && evbuffer_add_file(body, fd, 0, size) == 0) {
        server_be_patient(call->http);
        answer_headers(call->http, "application/vnd.sqlite3");
        evhttp_send_reply(call->http, 200, NULL, body);
        call_drop(call);
        r = CALL_LATER;
    } else if (r == 0) {
        close(fd);
        r = -EIO;
    }
    evbuffer_free(body);
    return r;
}

static void copied(const char *output, int status, void *arg)
{
    struct upkeep *upkeep = arg;
    struct call *call = take_back(upkeep);
    int r = status == 0 ? stream(call, upkeep->copy) : failed(call, "backup_failed", output);

    forget(upkeep);
    if (r != CALL_LATER)
        call_finish(call, r);
}

int backup_post(struct call *call)
{
    return start(call,
                 xasprintf("%s/%s%ld-%lld", call->api->settings.scratch, copy_prefix,
                           (long)getpid(), (long long)clock_monotonic_ms()),
                 copied);
}
