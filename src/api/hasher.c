/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The thread that hashes passwords, and who waits for it. */
#include "api/hasher.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <sodium.h>

#include "base/log.h"
#include "base/memory.h"

enum { STACK = 256 * 1024 };

struct job {
    char *password;
    char hash[HASHER_TEXT]; /* to compare with; "": make one, which takes as long */
    bool check;
    bool right;
    hasher_fn fn; /* NULL: whoever asked is gone */
    void *arg;
};

struct hasher {
    pthread_t thread;
    bool running; /* the thread works at jobs[0] */
    struct job *jobs[HASHER_WAITING];
    size_t count;
    int done_fd;
    struct loop_watch *done;
    bool threaded; /* and it is to be joined */
};

static void make(const char *password, char out[HASHER_TEXT])
{
    _Static_assert(HASHER_TEXT >= crypto_pwhash_argon2id_STRBYTES, "a hash fits");
    if (crypto_pwhash_argon2id_str(out, password, strlen(password), HASHER_PASSES, HASHER_MEMORY) !=
        0)
        out[0] = '\0';
}

static void *work(void *arg)
{
    struct hasher *hasher = arg;
    struct job *job = hasher->jobs[0];
    const uint64_t one = 1;

    if (job->check && job->hash[0])
        job->right =
            crypto_pwhash_argon2id_str_verify(job->hash, job->password, strlen(job->password)) == 0;
    else
        make(job->password, job->hash);
    while (write(hasher->done_fd, &one, sizeof(one)) < 0 && errno == EINTR)
        ;
    return NULL;
}

static void job_free(struct job *job)
{
    sodium_memzero(job->password, strlen(job->password));
    free(job->password);
    free(job);
}

static struct job *take_first(struct hasher *hasher)
{
    struct job *job = hasher->jobs[0];

    hasher->count--;
    memmove(hasher->jobs, hasher->jobs + 1, hasher->count * sizeof(hasher->jobs[0]));
    return job;
}

static void finish(struct hasher *hasher)
{
    struct job *job = take_first(hasher);

    if (job->fn)
        job->fn(job->right, job->check ? "" : job->hash, job->arg);
    job_free(job);
}

static void start_next(struct hasher *hasher)
{
    pthread_attr_t attributes;

    if (hasher->count == 0 || hasher->running)
        return;
    hasher->running = true;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK);
    int r = pthread_create(&hasher->thread, &attributes, work, hasher);
    pthread_attr_destroy(&attributes);
    hasher->threaded = r == 0;
    if (r != 0) {
        log_warning("api", "a password holds everything up, starting a thread for it: %s",
                    strerror(r));
        work(hasher);
    }
}

static void on_done(int fd, unsigned ready, void *arg)
{
    struct hasher *hasher = arg;
    uint64_t count;

    if (read(fd, &count, sizeof(count)) < 0)
        return;
    if (hasher->threaded)
        pthread_join(hasher->thread, NULL);
    hasher->running = false;
    finish(hasher);
    start_next(hasher);
}

struct hasher *hasher_new(struct loop *loop)
{
    struct hasher *hasher = xcalloc(1, sizeof(*hasher));

    hasher->done_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (hasher->done_fd < 0)
        abort();
    hasher->done = loop_watch_new(loop, hasher->done_fd, LOOP_READ, on_done, hasher);
    return hasher;
}

void hasher_free(struct hasher *hasher)
{
    if (!hasher)
        return;
    if (hasher->running && hasher->threaded)
        pthread_join(hasher->thread, NULL);
    while (hasher->count > 0)
        job_free(take_first(hasher));
    loop_watch_free(hasher->done);
    close(hasher->done_fd);
    free(hasher);
}

static bool add(struct hasher *hasher, struct job job)
{
    if (hasher->count == HASHER_WAITING)
        return false;
    struct job *kept = xmalloc(sizeof(*kept));
    *kept = job;
    kept->password = xstrdup(job.password);
    hasher->jobs[hasher->count++] = kept;
    start_next(hasher);
    return true;
}

bool hasher_make(struct hasher *hasher, const char *password, hasher_fn fn, void *arg)
{
    return add(hasher, (struct job){.password = (char *)password, .fn = fn, .arg = arg});
}

bool hasher_check(struct hasher *hasher, const char *password, const char *hash, hasher_fn fn,
                  void *arg)
{
    struct job job = {.password = (char *)password, .check = true, .fn = fn, .arg = arg};

    if (hash)
        strncpy(job.hash, hash, sizeof(job.hash) - 1);
    return add(hasher, job);
}

void hasher_forget(struct hasher *hasher, void *arg)
{
    for (size_t i = 0; i < hasher->count; i++)
        if (hasher->jobs[i]->arg == arg)
            hasher->jobs[i]->fn = NULL;
}
