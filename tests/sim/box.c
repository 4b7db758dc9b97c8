/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A running thonbao-sim for a test. */
#include "box.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <check.h>

#include "base/buf.h"
#include "base/clock.h"
#include "temp_dir.h"

static struct buf heard = BUF_INIT, answer = BUF_INIT;

static int connect_control(const struct box *box)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    snprintf(address.sun_path, sizeof(address.sun_path), "%.90s/control", box->dir);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof(address))) {
        close(fd);
        return -1;
    }
    return fd;
}

static void exec_sim(const struct box *box, const char *const args[])
{
    const char *argv[BOX_ARGS_MAX + 4] = {getenv("THONBAO_SIM"), "--dir", box->dir};

    for (size_t i = 0; args && args[i] && i < BOX_ARGS_MAX; i++)
        argv[3 + i] = args[i];
    if (argv[0])
        execv(argv[0], (char *const *)argv);
    _exit(127);
}

/* There is nothing to wait on until the program listens: look again, and give up if it ends. */
static void wait_until_it_listens(struct box *box)
{
    int64_t until = clock_monotonic_ms() + BOX_PATIENCE_MS;
    int fd, status;

    while ((fd = connect_control(box)) < 0) {
        ck_assert_msg(waitpid(box->pid, &status, WNOHANG) == 0, "the simulator ended at once");
        ck_assert_msg(clock_monotonic_ms() < until, "the simulator does not listen");
        poll(NULL, 0, 5);
    }
    close(fd);
}

void box_start(struct box *box, const char *const args[])
{
    temp_dir_make(box->dir, sizeof(box->dir));
    box->pid = fork();
    ck_assert_int_ge(box->pid, 0);
    if (box->pid == 0)
        exec_sim(box, args);
    wait_until_it_listens(box);
}

void box_stop(struct box *box)
{
    int status;

    kill(box->pid, SIGTERM);
    ck_assert_int_eq(waitpid(box->pid, &status, 0), box->pid);
    ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "the simulator ended badly: %x",
                  status);
    temp_dir_remove(box->dir);
    buf_free(&heard);
    buf_free(&answer);
}

static bool wait_readable(int fd, int64_t until)
{
    struct pollfd pollfd = {.fd = fd, .events = POLLIN};
    int64_t left = until - clock_monotonic_ms();

    return poll(&pollfd, 1, left > 0 ? (int)left : 0) > 0;
}

static const char *control(const struct box *box, const char *fmt, va_list ap)
{
    char bytes[4096];
    ssize_t len;
    int fd = connect_control(box);

    ck_assert_int_ge(fd, 0);
    buf_clear(&answer);
    buf_vprintf(&answer, fmt, ap);
    buf_putc(&answer, '\n');
    ck_assert_int_eq(write(fd, answer.data, answer.len), (ssize_t)answer.len);
    shutdown(fd, SHUT_WR);
    buf_clear(&answer);
    int64_t until = clock_monotonic_ms() + 3 * BOX_PATIENCE_MS;
    do {
        ck_assert_msg(wait_readable(fd, until), "no answer to %s", fmt);
        len = read(fd, bytes, sizeof(bytes));
        if (len > 0)
            buf_append(&answer, bytes, (size_t)len);
    } while (len > 0);
    close(fd);
    return buf_str(&answer);
}

const char *box_control(const struct box *box, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    const char *text = control(box, fmt, ap);
    va_end(ap);
    return text;
}

const char *box_order(const struct box *box, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    const char *text = control(box, fmt, ap);
    va_end(ap);
    const char *last = strlen(text) > 1 ? memrchr(text, '\n', strlen(text) - 1) : NULL;
    ck_assert_msg(!strncmp(last ? last + 1 : text, "ok", 2), "%s: %s", fmt, text);
    return text;
}

int box_open(const struct box *box, const char *modem)
{
    struct termios termios;
    char path[256];

    snprintf(path, sizeof(path), "%s/%s", box->dir, modem);
    int fd = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    ck_assert_msg(fd >= 0, "opening %s: %s", path, strerror(errno));
    tcgetattr(fd, &termios);
    cfmakeraw(&termios);
    tcsetattr(fd, TCSANOW, &termios);
    return fd;
}

void box_say(int fd, const char *text)
{
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
}

static const char *hear_any(int fd, const char *const texts[], size_t count)
{
    int64_t until = clock_monotonic_ms() + BOX_PATIENCE_MS;
    char bytes[4096];

    buf_clear(&heard);
    for (;;) {
        for (size_t i = 0; i < count; i++) {
            if (heard.len && memmem(heard.data, heard.len, texts[i], strlen(texts[i])))
                return buf_str(&heard);
        }
        ck_assert_msg(wait_readable(fd, until), "waiting for %s, heard: %s", texts[0],
                      buf_str(&heard));
        ssize_t len = read(fd, bytes, sizeof(bytes));
        ck_assert_msg(len > 0, "the terminal hung up");
        buf_append(&heard, bytes, (size_t)len);
    }
}

const char *box_hear(int fd, const char *text)
{
    return hear_any(fd, &text, 1);
}

const char *box_ask(int fd, const char *line)
{
    static const char *const results[] = {"OK\r\n", "ERROR"};

    box_say(fd, line);
    box_say(fd, "\r");
    return hear_any(fd, results, 2);
}

void box_hear_hang_up(int fd)
{
    struct pollfd pollfd = {.fd = fd, .events = 0};

    ck_assert_int_eq(poll(&pollfd, 1, BOX_PATIENCE_MS), 1);
    ck_assert(pollfd.revents & POLLHUP);
}
