/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The core's side of the wire, for tests. */
#include "driver.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"

static pid_t start_process(const char *program, int fds[2])
{
    pid_t pid = fork();

    if (pid == 0) {
        close(fds[0]);
        if (fds[1] != WIRE_FD) {
            dup2(fds[1], WIRE_FD);
            close(fds[1]);
        }
        execl(program, program, (char *)NULL);
        _exit(127);
    }
    close(fds[1]);
    return pid;
}

void driver_start(struct driver *driver, const char *program,
                  const struct wire_configure *configure)
{
    struct wire_message message;
    int fds[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds) < 0)
        abort();
    driver->pid = start_process(program, fds);
    driver->fd = fds[0];
    if (driver->pid < 0 || driver_receive(driver, DRIVER_PATIENCE_MS, &message) != 0 ||
        message.type != WIRE_HELLO || message.hello.version != WIRE_VERSION)
        abort();
    message = (struct wire_message){.type = WIRE_CONFIGURE, .configure = *configure};
    if (!driver_send(driver, &message))
        abort();
}

bool driver_send(struct driver *driver, const struct wire_message *message)
{
    return wire_send(driver->fd, message) == 0;
}

int driver_receive(struct driver *driver, int64_t limit_ms, struct wire_message *ret)
{
    int64_t until_ms = clock_monotonic_ms() + limit_ms;
    struct pollfd fds = {.fd = driver->fd, .events = POLLIN};
    int r;

    while ((r = wire_receive(driver->fd, ret)) == -EAGAIN) {
        int64_t left_ms = until_ms - clock_monotonic_ms();
        if (left_ms <= 0)
            break;
        poll(&fds, 1, (int)left_ms);
    }
    return r;
}

int driver_reap(struct driver *driver)
{
    int64_t until_ms = clock_monotonic_ms() + DRIVER_PATIENCE_MS;
    int status = -1;

    while (waitpid(driver->pid, &status, WNOHANG) == 0) {
        if (clock_monotonic_ms() > until_ms) {
            driver_kill(driver);
            return -1;
        }
        poll(NULL, 0, 5);
    }
    close(driver->fd);
    driver->pid = 0;
    return status;
}

void driver_kill(struct driver *driver)
{
    if (driver->pid <= 0)
        return;
    kill(driver->pid, SIGKILL);
    waitpid(driver->pid, NULL, 0);
    close(driver->fd);
    driver->pid = 0;
}

static void print_concat(FILE *out, const struct wire_inbound *inbound)
{
    if (inbound->concat_bits)
        fprintf(out, " part %lld/%lld of %lld", (long long)inbound->concat_seq,
                (long long)inbound->concat_total, (long long)inbound->concat_ref);
}

void driver_print(FILE *out, const struct wire_message *m)
{
    static const char *const outcomes[] = {"accepted", "refused", "unknown"};

    switch (m->type) {
    case WIRE_READY:
        fprintf(out, "ready imei %s imsi %s model %s smsc %s window %llu\n", m->ready.imei,
                m->ready.imsi, m->ready.model, m->ready.smsc, (unsigned long long)m->ready.window);
        break;
    case WIRE_STATUS:
        fprintf(out, "status signal %lld %% registration %lld network \"%s\" stored %lld/%lld\n",
                (long long)m->status.signal_percent, (long long)m->status.registration,
                m->status.network, (long long)m->status.stored_used,
                (long long)m->status.stored_size);
        break;
    case WIRE_FAULT:
        fprintf(out, "fault %s %lld: %s\n", wire_origin_word((enum wire_origin)m->fault.origin),
                (long long)m->fault.code, m->fault.message);
        break;
    case WIRE_SUBMITTED:
        fprintf(out, "submitted %llu %s reference %lld origin \"%s\" code %lld\n",
                (unsigned long long)m->submitted.tag, outcomes[m->submitted.outcome],
                (long long)m->submitted.reference,
                wire_origin_word((enum wire_origin)m->submitted.origin),
                (long long)m->submitted.code);
        break;
    case WIRE_INBOUND:
        fprintf(out, "inbound %llu from %s sent %lld%s:", (unsigned long long)m->inbound.token,
                m->inbound.from, (long long)m->inbound.sent_ms, m->inbound.binary ? " binary" : "");
        print_concat(out, &m->inbound);
        fprintf(out, " %s\n", m->inbound.text);
        break;
    case WIRE_REPORT:
        fprintf(out, "report %llu to %s reference %lld status %lld submitted %lld settled %lld\n",
                (unsigned long long)m->report.token, m->report.to, (long long)m->report.reference,
                (long long)m->report.status, (long long)m->report.submitted_ms,
                (long long)m->report.settled_ms);
        break;
    case WIRE_CALL:
        fprintf(out, "call from \"%s\"\n", m->call.from);
        break;
    case WIRE_USSD_ANSWER:
        fprintf(out, "ussd %lld: %s\n", (long long)m->ussd_answer.state, m->ussd_answer.text);
        break;
    case WIRE_RUNG:
        fprintf(out, "rung %llu %s\n", (unsigned long long)m->rung.tag, outcomes[m->rung.outcome]);
        break;
    default:
        break;
    }
}
