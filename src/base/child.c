/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Its end comes in two halves, in either order: the pipe closes and the process exits; only when
 * both were seen is it over. */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/memory.h"

struct child {
    pid_t pid;
    int pidfd, fd; /* -1: closed */
    struct loop_watch *exit_watch, *output_watch;
    struct buf output;
    int status;
    child_fn done;
    void *arg;
};

static void release(struct child *child)
{
    loop_watch_free(child->exit_watch);
    loop_watch_free(child->output_watch);
    if (child->pidfd >= 0)
        close(child->pidfd);
    if (child->fd >= 0)
        close(child->fd);
    buf_free(&child->output);
    free(child);
}

static void finish_if_over(struct child *child)
{
    if (child->exit_watch || child->output_watch)
        return;
    child->done(buf_str(&child->output), child->status, child->arg);
    release(child);
}

static void exited(int fd, unsigned ready, void *arg)
{
    struct child *child = arg;
    int status;

    if (waitpid(child->pid, &status, WNOHANG) != child->pid)
        return;
    child->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    loop_watch_free(child->exit_watch);
    child->exit_watch = NULL;
    finish_if_over(child);
}

static void speaks(int fd, unsigned ready, void *arg)
{
    struct child *child = arg;
    char bytes[4096];
    ssize_t len = read(fd, bytes, sizeof(bytes));

    if (len < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (len > 0) {
        if (child->output.len + (size_t)len <= CHILD_OUTPUT_MAX)
            buf_append(&child->output, bytes, (size_t)len);
        return;
    }
    loop_watch_free(child->output_watch);
    child->output_watch = NULL;
    finish_if_over(child);
}

enum { FIRST_FILE = STDERR_FILENO + 1 };

/* First out of the way, because one may stand where another belongs. */
static void hand_over(const struct child_files *files)
{
    int fds[CHILD_FILES_MAX];

    for (size_t i = 0; i < files->count; i++)
        fds[i] = fcntl(files->fds[i], F_DUPFD_CLOEXEC, FIRST_FILE + CHILD_FILES_MAX);
    for (size_t i = 0; i < files->count; i++)
        if (fds[i] < 0 || dup2(fds[i], FIRST_FILE + (int)i) < 0)
            _exit(127);
}

static void become(const char *const *argv, const struct child_files *files, int output,
                   pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(127);
    signal(SIGPIPE, SIG_DFL);
    dup2(output, STDOUT_FILENO);
    if (files)
        hand_over(files);
    execv(argv[0], (char *const *)argv);
    _exit(127);
}

struct child *child_start(struct loop *loop, const char *const *argv,
                          const struct child_files *files, child_fn done, void *arg)
{
    int ends[2];
    pid_t parent = getpid();

    if (pipe2(ends, O_CLOEXEC) < 0)
        return NULL;
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    pid_t pid = fork();
    if (pid == 0)
        become(argv, files, ends[1], parent);
    int error = errno;
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        errno = error;
        return NULL;
    }
    struct child *child = xcalloc(1, sizeof(*child));
    *child = (struct child){.pid = pid,
                            .pidfd = pidfd_open(pid, 0),
                            .fd = ends[0],
                            .output = BUF_INIT,
                            .done = done,
                            .arg = arg};
    if (child->pidfd < 0) {
        error = errno;
        child_end(child);
        errno = error;
        return NULL;
    }
    child->exit_watch = loop_watch_new(loop, child->pidfd, LOOP_READ, exited, child);
    child->output_watch = loop_watch_new(loop, child->fd, LOOP_READ, speaks, child);
    return child;
}

void child_end(struct child *child)
{
    if (!child)
        return;
    if (child->exit_watch || child->pidfd < 0) { /* not reaped yet */
        kill(child->pid, SIGKILL);
        waitpid(child->pid, NULL, 0);
    }
    release(child);
}
