/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The control socket. */
#include "sim/control.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/loop.h"
#include "base/memory.h"
#include "sim/control_inside.h"
#include "sim/ledger.h"

enum { LINE_MAX_BYTES = 64 * 1024, LOOK_AGAIN_MS = 50 };

struct client {
    LIST_ENTRY(client) all;
    struct control *control;
    int fd;
    bool ended; /* has sent all it will */
    struct loop_watch *watch;
    struct buf in, out;
    struct request request;
};

struct control {
    struct loop *loop;
    struct network *network;
    struct modem *const *modems;
    size_t modem_count;
    char *path;
    int fd;
    struct loop_watch *watch;
    struct loop_timer *timer; /* looks whether conditions hold */
    LIST_HEAD(, client) clients;
};

static void client_free(struct client *client)
{
    LIST_REMOVE(client, all);
    loop_watch_free(client->watch);
    close(client->fd);
    free(client->request.condition.name);
    buf_free(&client->in);
    buf_free(&client->out);
    free(client);
}

void reply_done(struct request *request)
{
    buf_puts(request->out, "ok\n");
}

void reply_ok(struct request *request, const char *fmt, ...)
{
    va_list ap;

    buf_puts(request->out, "ok ");
    va_start(ap, fmt);
    buf_vprintf(request->out, fmt, ap);
    va_end(ap);
    buf_putc(request->out, '\n');
}

void reply_error(struct request *request, const char *fmt, ...)
{
    va_list ap;

    buf_puts(request->out, "error ");
    va_start(ap, fmt);
    buf_vprintf(request->out, fmt, ap);
    va_end(ap);
    buf_putc(request->out, '\n');
}

static bool is_waiting(const struct client *client)
{
    return client->request.condition.name;
}

static void read_lines(struct client *client)
{
    char *end;

    while (!is_waiting(client) && client->in.len &&
           (end = memchr(client->in.data, '\n', client->in.len))) {
        size_t len = (size_t)(end - client->in.data);
        char *line = xstrndup(client->in.data, len);
        buf_consume(&client->in, len + 1);
        if (len && line[strlen(line) - 1] == '\r')
            line[strlen(line) - 1] = '\0';
        control_execute(&client->request, line);
        free(line);
    }
    if (is_waiting(client))
        loop_timer_set(client->control->timer, 0);
}

/* Sends what there is; the client is gone when it has said all and heard all. */
static void write_out(struct client *client)
{
    if (client->out.len) {
        ssize_t len = write(client->fd, client->out.data, client->out.len);
        if (len > 0)
            buf_consume(&client->out, (size_t)len);
        else if (len < 0 && errno != EAGAIN && errno != EINTR)
            buf_clear(&client->out);
    }
    if (client->ended && !client->out.len && !is_waiting(client))
        client_free(client);
    else
        loop_watch_set(client->watch,
                       (client->ended ? 0 : LOOP_READ) | (client->out.len ? LOOP_WRITE : 0));
}

static void client_ready(int fd, unsigned ready, void *arg)
{
    struct client *client = arg;
    char bytes[4096];

    if (ready & LOOP_READ) {
        ssize_t len = read(fd, bytes, sizeof(bytes));
        if (len > 0)
            buf_append(&client->in, bytes, (size_t)len);
        else if (len == 0 || (errno != EAGAIN && errno != EINTR))
            client->ended = true;
        if (client->ended && client->in.len && client->in.data[client->in.len - 1] != '\n')
            buf_putc(&client->in, '\n');
        if (client->in.len > LINE_MAX_BYTES)
            client->ended = true;
        read_lines(client);
    }
    write_out(client);
}

static bool is_settled(struct client *client)
{
    struct condition *condition = &client->request.condition;
    int64_t value;

    if (!value_find(&client->request, condition->name, &value)) {
        reply_error(&client->request, "%s is no longer there", condition->name);
        return true;
    }
    if (condition->exactly ? value == condition->value : value >= condition->value) {
        reply_ok(&client->request, "%" PRId64, value);
        return true;
    }
    if (clock_monotonic_ms() >= condition->until) {
        reply_error(&client->request, "timed out, %s is %" PRId64, condition->name, value);
        return true;
    }
    return false;
}

static void look_at_conditions(void *arg)
{
    struct control *control = arg;
    struct client *client, *next;
    bool any = false;

    for (client = LIST_FIRST(&control->clients); client; client = next) {
        next = LIST_NEXT(client, all);
        if (!is_waiting(client))
            continue;
        if (!is_settled(client)) {
            any = true;
            continue;
        }
        free(client->request.condition.name);
        client->request.condition.name = NULL;
        read_lines(client);
        any |= is_waiting(client);
        write_out(client);
    }
    if (any && !loop_timer_pending(control->timer))
        loop_timer_set(control->timer, LOOK_AGAIN_MS);
}

/* A counter moved: whoever waits is looked after in the next turn of the loop. */
static void counter_changed(void *arg)
{
    struct control *control = arg;

    if (loop_timer_pending(control->timer))
        loop_timer_set(control->timer, 0);
}

static void client_connects(int listener, unsigned ready, void *arg)
{
    struct control *control = arg;
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

    if (fd < 0)
        return;
    struct client *client = xcalloc(1, sizeof(*client));
    client->control = control;
    client->fd = fd;
    client->request = (struct request){
        .loop = control->loop,
        .network = control->network,
        .modems = control->modems,
        .modem_count = control->modem_count,
        .out = &client->out,
    };
    client->watch = loop_watch_new(control->loop, fd, LOOP_READ, client_ready, client);
    LIST_INSERT_HEAD(&control->clients, client, all);
}

static int listen_at(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct stat st;

    if (strlen(path) >= sizeof(address.sun_path)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    strcpy(address.sun_path, path);
    if (!lstat(path, &st) && S_ISSOCK(st.st_mode))
        unlink(path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd >= 0 && !bind(fd, (struct sockaddr *)&address, sizeof(address)) && !listen(fd, 16))
        return fd;
    int error = errno;
    if (fd >= 0)
        close(fd);
    errno = error;
    return -1;
}

struct control *control_new(struct loop *loop, const char *path, struct network *network,
                            struct modem *const *modems, size_t modem_count)
{
    int fd = listen_at(path);

    if (fd < 0)
        return NULL;
    struct control *control = xcalloc(1, sizeof(*control));
    *control = (struct control){
        .loop = loop,
        .network = network,
        .modems = modems,
        .modem_count = modem_count,
        .path = xstrdup(path),
        .fd = fd,
    };
    LIST_INIT(&control->clients);
    control->timer = loop_timer_new(loop, look_at_conditions, control);
    control->watch = loop_watch_new(loop, fd, LOOP_READ, client_connects, control);
    ledger_listen(network_ledger(network), counter_changed, control);
    return control;
}

void control_free(struct control *control)
{
    if (!control)
        return;
    ledger_listen(network_ledger(control->network), NULL, NULL);
    while (!LIST_EMPTY(&control->clients))
        client_free(LIST_FIRST(&control->clients));
    loop_timer_free(control->timer);
    loop_watch_free(control->watch);
    close(control->fd);
    unlink(control->path);
    free(control->path);
    free(control);
}
