/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keeps one carrier process alive. The end of a process comes in two halves, in either order:
 * its socket closes and it exits; only when both were seen is it gone. */
#include "carrier/supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"

enum {
    GREETING_MS = 10 * 1000, /* from start to hello */
    LEAVING_MS = 5 * 1000,   /* from its last hearing to its end */
    SILENCE_MS = 150 * 1000, /* a submit without an answer or a word of how long */
    DELAY_FIRST_MS = 250,    /* before the first restart; doubles */
    DELAY_MAX_MS = 60 * 1000,
    LOOK_MS = 1000,         /* whether a device that was pulled out is back */
    HEALTHY_MS = 60 * 1000, /* having run so long, the delay begins anew */
    BATCH = 256,            /* messages of one wake-up */
};

struct supervisor {
    struct loop *loop;
    const struct carrier_settings *settings;
    char *program;
    struct supervisor_events events;
    void *arg;

    pid_t pid; /* 0: none */
    int pidfd;
    int fd; /* our end of the socket, -1: closed */
    bool exited;
    struct loop_watch *socket_watch, *exit_watch;
    struct loop_timer *watchdog, *restart;
    int64_t started_at; /* monotonic */
    int64_t delay_ms, starts;
    int64_t restart_at;  /* monotonic */
    bool missing;        /* its device was not there: it starts when it is */
    int64_t answers_due; /* submits without an answer */
    bool leaving;        /* it listens no more */
    bool stopping;       /* do not start again */
    char fetching[32];   /* the stored message that it reads */
    char suspect[32];    /* the one that the last process to die in reading died of */
    char doing[64];
    char why[160];
};

static void set_why(struct supervisor *s, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The first reason is the cause; what follows is its consequence. */
static void set_why(struct supervisor *s, const char *fmt, ...)
{
    va_list ap;

    if (s->why[0])
        return;
    va_start(ap, fmt);
    vsnprintf(s->why, sizeof(s->why), fmt, ap);
    va_end(ap);
}

static void close_socket(struct supervisor *s)
{
    loop_watch_free(s->socket_watch);
    s->socket_watch = NULL;
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
}

static bool device_is_there(const struct supervisor *s)
{
    const char *device = s->settings->device;

    return device[0] != '/' || access(device, F_OK) == 0;
}

static void look_in(struct supervisor *s, int64_t delay_ms)
{
    loop_timer_set(s->restart, s->missing && delay_ms > LOOK_MS ? LOOK_MS : delay_ms);
}

static void start_in(struct supervisor *s, int64_t delay_ms)
{
    s->restart_at = clock_monotonic_ms() + delay_ms;
    s->missing = s->missing || !device_is_there(s);
    look_in(s, delay_ms);
}

/* Ends the process for a reason; the two halves of its end follow. */
static void kill_process(struct supervisor *s, const char *why)
{
    if (!s->pid)
        return;
    set_why(s, "%s", why);
    if (!s->exited)
        kill(s->pid, SIGKILL);
    close_socket(s);
}

/* Whoever dies twice running of the same stored message dies of the message. */
static void find_killer(struct supervisor *s, char killer[static sizeof(s->suspect)])
{
    bool again = s->fetching[0] && strcmp(s->fetching, s->suspect) == 0;

    killer[0] = '\0';
    if (s->stopping || !s->fetching[0]) /* we have ended it */
        return;
    snprintf(killer, sizeof(s->suspect), "%s", again ? s->fetching : "");
    snprintf(s->suspect, sizeof(s->suspect), "%s", again ? "" : s->fetching);
}

static void finish_if_gone(struct supervisor *s)
{
    char killer[sizeof(s->suspect)], why[sizeof(s->why)];

    if (!s->exited || s->fd >= 0)
        return;
    loop_timer_stop(s->watchdog);
    s->pid = 0;
    if (clock_monotonic_ms() - s->started_at > HEALTHY_MS)
        s->delay_ms = DELAY_FIRST_MS;
    find_killer(s, killer);
    snprintf(why, sizeof(why), "%s", s->why[0] ? s->why : "it left");
    if (!s->stopping)
        start_in(s, s->delay_ms);
    s->delay_ms = s->delay_ms * 2 > DELAY_MAX_MS ? DELAY_MAX_MS : s->delay_ms * 2;
    s->events.gone(s->arg, why, killer);
}

static void process_exited(int fd, unsigned ready, void *arg)
{
    struct supervisor *s = arg;
    int status;

    if (waitpid(s->pid, &status, WNOHANG) != s->pid)
        return;
    s->exited = true;
    loop_watch_free(s->exit_watch);
    s->exit_watch = NULL;
    close(s->pidfd);
    if (WIFSIGNALED(status))
        set_why(s, "it was ended by signal %d (%s)%s%s", WTERMSIG(status),
                strsignal(WTERMSIG(status)), s->doing[0] ? " during " : "", s->doing);
    else
        set_why(s, "it left with status %d", WEXITSTATUS(status));
    finish_if_gone(s);
}

static void watchdog_barks(void *arg)
{
    struct supervisor *s = arg;
    char why[128];

    snprintf(why, sizeof(why), "it did not answer in time (%s)", s->doing[0] ? s->doing : "silent");
    log_warning("carrier", "%s: %s; ending process %d", s->settings->name, why, (int)s->pid);
    kill_process(s, why);
    finish_if_gone(s);
}

static void feed_watchdog(struct supervisor *s, const struct wire_message *m)
{
    switch (m->type) {
    case WIRE_DOING:
        snprintf(s->doing, sizeof(s->doing), "%s", m->doing.what);
        if (s->leaving)
            break;
        if (m->doing.limit_ms)
            loop_timer_set(s->watchdog, (int64_t)m->doing.limit_ms);
        else if (s->answers_due)
            loop_timer_set(s->watchdog, SILENCE_MS);
        else
            loop_timer_stop(s->watchdog);
        break;
    case WIRE_SUBMITTED:
        if (m->submitted.outcome == WIRE_ACCEPTED) /* it is of use, whatever becomes of it */
            s->delay_ms = DELAY_FIRST_MS;
        if (s->answers_due > 0)
            s->answers_due--;
        if (!s->answers_due && !s->doing[0] && !s->leaving)
            loop_timer_stop(s->watchdog);
        break;
    default:
        break;
    }
}

static void greet(struct supervisor *s, const struct wire_message *hello)
{
    struct wire_message answer = {.type = WIRE_CONFIGURE};
    struct wire_configure *c = &answer.configure;

    loop_timer_stop(s->watchdog);
    if (hello->hello.version != WIRE_VERSION) {
        kill_process(s, "it speaks another version of the wire");
        return;
    }
    *c = (struct wire_configure){.name = s->settings->name,
                                 .device = s->settings->device,
                                 .connection = s->settings->connection,
                                 .pin = s->settings->pin,
                                 .patient = s->settings->patient,
                                 .stored_reports = s->settings->stored_reports,
                                 .answer_ms = s->settings->answer_ms,
                                 .set_aside = ""};
    if (!s->events.configure(s->arg, c)) {
        kill_process(s, "it waits for a person");
        return;
    }
    supervisor_send(s, &answer);
}

static void note_fetching(struct supervisor *s, const char *place)
{
    char fetched[sizeof(s->fetching)];

    snprintf(fetched, sizeof(fetched), "%s", s->fetching);
    snprintf(s->fetching, sizeof(s->fetching), "%s", place);
    if (!fetched[0] || place[0])
        return;
    if (strcmp(fetched, s->suspect) == 0)
        s->suspect[0] = '\0';
    s->events.fetched(s->arg, fetched);
}

static void handle(struct supervisor *s, struct wire_message *m)
{
    log_debug("carrier", "%s says %s", s->settings->name, wire_type_name(m->type));
    feed_watchdog(s, m);
    if (m->type == WIRE_HELLO)
        greet(s, m);
    else if (m->type == WIRE_FETCHING)
        note_fetching(s, m->fetching.place);
    else if (m->type != WIRE_DOING)
        s->events.message(s->arg, m);
}

static void socket_readable(int fd, unsigned ready, void *arg)
{
    struct supervisor *s = arg;
    int r = 0;

    for (int i = 0; i < BATCH && s->fd >= 0; i++) {
        struct wire_message m;
        r = wire_receive(s->fd, &m);
        if (r < 0)
            break;
        handle(s, &m);
        wire_clear(&m);
    }
    s->events.drained(s->arg);
    if (r == 0 || r == -EAGAIN || s->fd < 0) {
        finish_if_gone(s);
        return;
    }
    if (r == -EPIPE) /* it has closed its end, or died */
        close_socket(s);
    else
        kill_process(s, "it sent a malformed message");
    finish_if_gone(s);
}

static void become_carrier(struct supervisor *s, int fd, pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* a hung modem call must not outlive the core */
    if (getppid() != parent)
        _exit(1);
    if (fd == WIRE_FD)
        fcntl(fd, F_SETFD, 0);
    else
        dup2(fd, WIRE_FD);
    execl(s->program, s->program, s->settings->name, (char *)NULL);
    fprintf(stderr, "cannot run %s: %s\n", s->program, strerror(errno));
    _exit(127);
}

static int spawn(struct supervisor *s)
{
    int fds[2];
    pid_t parent = getpid();

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds) < 0)
        return -errno;
    int size = 1 << 20;
    setsockopt(fds[0], SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
    setsockopt(fds[1], SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
    pid_t pid = fork();
    if (pid == 0)
        become_carrier(s, fds[1], parent);
    int failed = errno;
    close(fds[1]);
    if (pid < 0) {
        close(fds[0]);
        return -failed;
    }
    s->pidfd = pidfd_open(pid, 0);
    if (s->pidfd < 0) {
        failed = errno;
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
        close(fds[0]);
        return -failed;
    }
    s->pid = pid;
    s->fd = fds[0];
    return 0;
}

static void start(struct supervisor *s)
{
    s->missing = !device_is_there(s);
    s->exited = false;
    s->answers_due = 0;
    s->leaving = false;
    s->fetching[0] = s->doing[0] = s->why[0] = '\0';
    s->started_at = clock_monotonic_ms();
    s->starts++;
    int r = spawn(s);
    if (r < 0) {
        log_error("carrier", "%s: cannot start %s: %s", s->settings->name, s->program,
                  strerror(-r));
        start_in(s, DELAY_MAX_MS);
        return;
    }
    log_debug("carrier", "%s: started %s as process %d", s->settings->name, s->program,
              (int)s->pid);
    fcntl(s->fd, F_SETFL, O_NONBLOCK);
    s->socket_watch = loop_watch_new(s->loop, s->fd, LOOP_READ, socket_readable, s);
    s->exit_watch = loop_watch_new(s->loop, s->pidfd, LOOP_READ, process_exited, s);
    loop_timer_set(s->watchdog, GREETING_MS);
}

/* Its time has come, or its device has. */
static void look_whether_to_start(void *arg)
{
    struct supervisor *s = arg;
    int64_t left_ms = s->restart_at - clock_monotonic_ms();

    bool back = s->missing && device_is_there(s);

    if (back)
        s->delay_ms = DELAY_FIRST_MS;
    if (back || left_ms <= 0)
        start(s);
    else
        look_in(s, left_ms);
}

struct supervisor *supervisor_new(struct loop *loop, const struct carrier_settings *settings,
                                  const char *program, const struct supervisor_events *events,
                                  void *arg)
{
    struct supervisor *s = xcalloc(1, sizeof(*s));

    *s = (struct supervisor){.loop = loop,
                             .settings = settings,
                             .program = xstrdup(program),
                             .events = *events,
                             .arg = arg,
                             .fd = -1,
                             .delay_ms = DELAY_FIRST_MS};
    s->watchdog = loop_timer_new(loop, watchdog_barks, s);
    s->restart = loop_timer_new(loop, look_whether_to_start, s);
    return s;
}

void supervisor_start(struct supervisor *s)
{
    start_in(s, 0);
}

void supervisor_stop(struct supervisor *s)
{
    const struct wire_message stop = {.type = WIRE_STOP};

    s->stopping = true;
    loop_timer_stop(s->restart);
    if (s->fd >= 0)
        wire_send(s->fd, &stop);
}

void supervisor_free(struct supervisor *s)
{
    if (!s)
        return;
    close_socket(s);
    if (s->pid && !s->exited) {
        kill(s->pid, SIGKILL);
        waitpid(s->pid, NULL, 0);
    }
    if (s->exit_watch) {
        loop_watch_free(s->exit_watch);
        close(s->pidfd);
    }
    loop_timer_free(s->watchdog);
    loop_timer_free(s->restart);
    free(s->program);
    free(s);
}

bool supervisor_running(const struct supervisor *s)
{
    return s->pid && s->fd >= 0 && !s->exited;
}

int64_t supervisor_restarts(const struct supervisor *s)
{
    return s->starts > 0 ? s->starts - 1 : 0;
}

int supervisor_send(struct supervisor *s, const struct wire_message *message)
{
    if (s->fd < 0)
        return -EPIPE;
    int r = wire_send(s->fd, message);
    if (r == -EPIPE) { /* it has stopped listening and is about to leave; it may still speak */
        s->leaving = true;
        loop_timer_set(s->watchdog, LEAVING_MS);
        return r;
    }
    if (r < 0) {
        set_why(s, "it could not be told %s: %s", wire_type_name(message->type), strerror(-r));
        if (!s->exited)
            kill(s->pid, SIGKILL); /* the loop will see both halves of its end */
        return r;
    }
    if (message->type == WIRE_SUBMIT) {
        s->answers_due++;
        if (!loop_timer_pending(s->watchdog))
            loop_timer_set(s->watchdog, SILENCE_MS);
    }
    return 0;
}
