/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A small world for tests of thonbao-modem. */
#include "world.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "check_main.h"
#include "temp_dir.h"
#include "text/parts.h"

static const char *program(const char *name)
{
    const char *path = getenv(name);

    if (!path)
        ck_abort_msg("%s is not set: run it through meson test", name);
    return path;
}

static int connect_control(struct world *world)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    snprintf(address.sun_path, sizeof(address.sun_path), "%s/control", world->dir);
    if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
        return fd;
    close(fd);
    return -1;
}

static void start_sim(struct world *world, const char *options)
{
    char *modem = xasprintf("m1,submit=0%s%s", options[0] ? "," : "", options);
    const char *path = program("THONBAO_SIM");

    world->sim = fork();
    if (world->sim == 0) {
        execl(path, path, "--dir", world->dir, "--modem", modem, "--open", "--speed", "1000",
              (char *)NULL);
        _exit(127);
    }
    free(modem);
}

void world_open(struct world *world, const char *options)
{
    int64_t until_ms = clock_monotonic_ms() + DRIVER_PATIENCE_MS;
    int fd;

    *world = (struct world){.commits = true};
    temp_dir_make(world->dir, sizeof(world->dir));
    snprintf(world->device, sizeof(world->device), "%s/m1", world->dir);
    world->configure = (struct wire_configure){
        .name = "test",
        .device = world->device,
        .connection = "at",
        .debug = getenv("THONBAO_TEST_DEBUG") != NULL,
    };
    start_sim(world, options);
    while ((fd = connect_control(world)) < 0) {
        if (clock_monotonic_ms() > until_ms)
            ck_abort_msg("the simulator does not start");
        poll(NULL, 0, 5);
    }
    close(fd);
}

void world_close(struct world *world)
{
    driver_kill(&world->driver);
    kill(world->sim, SIGTERM);
    waitpid(world->sim, NULL, 0);
    wire_clear(&world->heard);
    temp_dir_remove(world->dir);
}

static void write_line(int fd, const char *line)
{
    char *whole = xasprintf("%s\n", line);

    ck_assert_int_eq(write(fd, whole, strlen(whole)), (ssize_t)strlen(whole));
    free(whole);
}

/* Reads to the line that begins with "ok" or "error". */
static char *read_answer(int fd, const char *asked)
{
    FILE *in = fdopen(fd, "r");
    char *line = NULL, *all = xstrdup("");
    size_t size = 0;

    while (getline(&line, &size, in) > 0) {
        ck_assert_msg(strncmp(line, "error", 5) != 0, "%s: %s", asked, line);
        if (strncmp(line, "ok", 2) == 0)
            break;
        char *more = xasprintf("%s%s", all, line);
        free(all);
        all = more;
    }
    free(line);
    fclose(in);
    return all;
}

static char *ask(struct world *world, const char *fmt, va_list ap)
{
    char line[2000], *answer;
    int fd = connect_control(world);

    ck_assert_int_ge(fd, 0);
    vsnprintf(line, sizeof(line), fmt, ap);
    write_line(fd, line);
    answer = read_answer(fd, line);
    return answer;
}

char *world_ask(struct world *world, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    char *answer = ask(world, fmt, ap);
    va_end(ap);
    return answer;
}

void world_tell(struct world *world, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    free(ask(world, fmt, ap));
    va_end(ap);
}

void world_start(struct world *world)
{
    driver_start(&world->driver, program("THONBAO_MODEM"), &world->configure);
}

void world_start_ready(struct world *world)
{
    world_start(world);
    world_expect(world, WIRE_READY);
}

void world_commit(struct world *world, uint64_t token)
{
    struct wire_message message = {.type = WIRE_STORED, .stored = {.token = token}};

    driver_send(&world->driver, &message);
}

/* 0, or the error of driver_receive(). */
static int hear(struct world *world, int64_t limit_ms)
{
    int r;

    wire_clear(&world->heard);
    world->heard.type = 0;
    r = driver_receive(&world->driver, limit_ms, &world->heard);
    if (r != 0 || !world->commits)
        return r;
    if (world->heard.type == WIRE_INBOUND)
        world_commit(world, world->heard.inbound.token);
    else if (world->heard.type == WIRE_REPORT)
        world_commit(world, world->heard.report.token);
    return 0;
}

const struct wire_message *world_expect(struct world *world, enum wire_type type)
{
    int64_t until_ms = clock_monotonic_ms() + DRIVER_PATIENCE_MS;

    do {
        int r = hear(world, until_ms - clock_monotonic_ms());
        if (r != 0)
            ck_abort_msg("waiting for %s: %s", wire_type_name(type), strerror(-r));
        if (world->heard.type == WIRE_FAULT && type != WIRE_FAULT && type != WIRE_SUBMITTED)
            driver_print(stderr, &world->heard);
    } while (world->heard.type != type);
    return &world->heard;
}

int world_expect_end(struct world *world)
{
    int status = driver_reap(&world->driver);

    ck_assert_msg(WIFEXITED(status), "the process did not end by itself: status %d", status);
    return WEXITSTATUS(status);
}

void world_expect_fault(struct world *world, enum wire_origin origin, const char *words)
{
    const struct wire_fault *fault = &world_expect(world, WIRE_FAULT)->fault;

    ck_assert_msg(strstr(fault->message, words) != NULL, "\"%s\" instead of \"%s\"", fault->message,
                  words);
    ck_assert_int_eq(fault->origin, origin);
}

/* Idle comes after everything else: a service code is dialled last and answered last. */
size_t world_count(struct world *world, enum wire_type type)
{
    size_t count = 0;

    world_say(world, WIRE_USSD_DIAL, "*101#");
    while (hear(world, DRIVER_PATIENCE_MS) == 0 && world->heard.type != WIRE_USSD_ANSWER)
        count += world->heard.type == type;
    ck_assert_int_eq(world->heard.type, WIRE_USSD_ANSWER);
    return count;
}

uint64_t world_submit(struct world *world, const struct wire_submit *submit)
{
    struct wire_message message = {.type = WIRE_SUBMIT, .submit = *submit};

    message.submit.tag = ++world->last_tag;
    ck_assert(driver_send(&world->driver, &message));
    return message.submit.tag;
}

const struct wire_submitted *world_send(struct world *world, const char *to, const char *text)
{
    struct wire_submit submit = {.to = to, .coding = text_coding(text), .text = text};
    uint64_t tag = world_submit(world, &submit);

    world_expect(world, WIRE_SUBMITTED);
    ck_assert_uint_eq(world->heard.submitted.tag, tag);
    return &world->heard.submitted;
}

void world_say(struct world *world, enum wire_type type, const char *text)
{
    struct wire_message message = {.type = type};

    if (type == WIRE_USSD_DIAL)
        message.ussd_dial.code = text;
    ck_assert(driver_send(&world->driver, &message));
}
