/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Drives a thonbao-modem by hand, and measures it:
 *
 *     drive-modem PROGRAM DEVICE [pin=N] [connection=at] [patient] [debug] [aside=SM:3]
 *
 * Lines on standard input are orders; what the modem's process says is printed. Everything that
 * comes in is committed at once.
 *
 *     send NUMBER TEXT      report NUMBER TEXT      flash NUMBER TEXT
 *     ussd CODE             cancel                  ring NUMBER MILLISECONDS
 *     bench COUNT NUMBER    so many parts, each handed over when the one before is answered
 *     stop */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "driver.h"
#include "text/parts.h"

static uint64_t last_tag;

static void commit(struct driver *driver, const struct wire_message *message)
{
    struct wire_message stored = {.type = WIRE_STORED};

    if (message->type == WIRE_INBOUND)
        stored.stored.token = message->inbound.token;
    else if (message->type == WIRE_REPORT)
        stored.stored.token = message->report.token;
    else
        return;
    driver_send(driver, &stored);
}

/* False when the process has ended. */
static bool hear(struct driver *driver, int64_t limit_ms, enum wire_type *ret_type)
{
    struct wire_message message;
    int r = driver_receive(driver, limit_ms, &message);

    *ret_type = 0;
    if (r == -EAGAIN)
        return true;
    if (r < 0)
        return false;
    *ret_type = message.type;
    driver_print(stdout, &message);
    commit(driver, &message);
    wire_clear(&message);
    return true;
}

static void submit(struct driver *driver, const char *to, const char *text, bool flash, bool report)
{
    struct wire_message message = {
        .type = WIRE_SUBMIT,
        .submit = {.tag = ++last_tag,
                   .to = to,
                   .coding = text_coding(text),
                   .text = text,
                   .flash = flash,
                   .report = report},
    };

    driver_send(driver, &message);
}

static void bench(struct driver *driver, long count, const char *to)
{
    int64_t began_ms = clock_monotonic_ms();
    enum wire_type type;

    for (long i = 0; i < count; i++) {
        submit(driver, to, "Moi ba con di hop luc 19h tai nha van hoa thon", false, true);
        do {
            if (!hear(driver, DRIVER_PATIENCE_MS, &type))
                return;
        } while (type != WIRE_SUBMITTED);
    }
    int64_t took_ms = clock_monotonic_ms() - began_ms;
    printf("%ld parts in %lld ms: %.2f ms each\n", count, (long long)took_ms,
           (double)took_ms / (double)count);
}

static void obey(struct driver *driver, char *line)
{
    char *order = strtok(line, " \n"), *first = strtok(NULL, " \n"), *rest = strtok(NULL, "\n");
    struct wire_message message = {0};

    if (!order)
        return;
    if (strcmp(order, "send") == 0 || strcmp(order, "flash") == 0 || strcmp(order, "report") == 0) {
        enum wire_type type = 0;
        submit(driver, first, rest, strcmp(order, "flash") == 0, strcmp(order, "report") == 0);
        while (type != WIRE_SUBMITTED && hear(driver, DRIVER_PATIENCE_MS, &type))
            ;
        return;
    }
    if (strcmp(order, "bench") == 0) {
        bench(driver, atol(first), rest);
        return;
    }
    if (strcmp(order, "ussd") == 0)
        message = (struct wire_message){.type = WIRE_USSD_DIAL, .ussd_dial = {first}};
    else if (strcmp(order, "cancel") == 0)
        message.type = WIRE_USSD_CANCEL;
    else if (strcmp(order, "ring") == 0)
        message = (struct wire_message){.type = WIRE_RING, .ring = {++last_tag, first, atol(rest)}};
    else if (strcmp(order, "stop") == 0)
        message.type = WIRE_STOP;
    if (message.type)
        driver_send(driver, &message);
    else
        printf("no such order: %s\n", order);
}

static void read_option(struct wire_configure *configure, const char *option)
{
    if (strncmp(option, "pin=", 4) == 0)
        configure->pin = option + 4;
    else if (strncmp(option, "connection=", 11) == 0)
        configure->connection = option + 11;
    else if (strncmp(option, "aside=", 6) == 0)
        configure->set_aside = option + 6;
    else if (strcmp(option, "patient") == 0)
        configure->patient = true;
    else if (strcmp(option, "debug") == 0)
        configure->debug = true;
}

int main(int argc, char **argv)
{
    struct wire_configure configure = {.name = "driven", .connection = "at"};
    struct driver driver;
    enum wire_type type;
    char line[2048];

    if (argc < 3) {
        fprintf(stderr, "usage: %s PROGRAM DEVICE [OPTION]...\n", argv[0]);
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    setvbuf(stdin, NULL, _IONBF, 0);
    configure.device = argv[2];
    for (int i = 3; i < argc; i++)
        read_option(&configure, argv[i]);
    driver_start(&driver, argv[1], &configure);

    struct pollfd fds[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                           {.fd = driver.fd, .events = POLLIN}};
    for (;;) {
        poll(fds, 2, -1);
        if (fds[1].revents && !hear(&driver, 0, &type))
            break;
        if (fds[0].revents) {
            if (fgets(line, sizeof(line), stdin))
                obey(&driver, line);
            else
                fds[0].fd = -1;
        }
    }
    int status = driver_reap(&driver);
    printf("ended, status %d\n", status);
    return 0;
}
