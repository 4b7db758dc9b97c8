/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The worker: hears the core and the modem, and does one thing after another.
 *
 * libGammu does one thing at a time and may not be asked anything while a part is in flight, so
 * there are no states but this: a part is in flight, a call of ours rings, or one step of what
 * waits is done. In order: calls (somebody holds the line), service codes (somebody looks at the
 * screen), then by turns one part and one step of what came in, then the modem's health. */
#include "modem/worker.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "modem/calls.h"
#include "modem/device.h"
#include "modem/health.h"
#include "modem/pace.h"
#include "modem/phone.h"
#include "modem/sender.h"
#include "modem/service.h"
#include "modem/storage.h"

enum {
    ANSWER_MS = 90000,    /* networks take seconds; modems give up after a minute or less */
    LINE_END_MS = 2000,   /* a line of the modem that does not end by then has no end */
    STOP_WAITS_MS = 5000, /* for the answer to a part in flight */
};

struct worker {
    struct core *core;
    struct device *device;
    struct phone *phone;
    struct sender *sender;
    struct storage *storage;
    struct service *service;
    struct calls *calls;
    struct health *health;
    bool served;     /* something that came in was served since the last part */
    int64_t line_ms; /* when a line began that has not ended, 0: none */
    int64_t stop_ms; /* the core said stop: when to leave at last, INT64_MAX: it did not */
};

/* For atexit(), which brings no argument. */
static struct device *locked_device;

static void unlock_at_exit(void)
{
    device_unlock(locked_device);
}

/* Before the end of the process what was promised is answered, and what the core has just handed
 * over is given back: it would count it as perhaps sent. */
static void give_up(struct worker *worker)
{
    struct wire_message message;

    if (!worker->sender)
        return;
    sender_give_up(worker->sender);
    if (worker->calls)
        calls_give_up(worker->calls);
    while (core_receive_last(worker->core, &message)) {
        if (message.type == WIRE_SUBMIT && sender_take(worker->sender, &message))
            sender_give_up(worker->sender);
        wire_clear(&message);
    }
}

_Noreturn static void leave(struct worker *worker, const struct fault *fault)
{
    if (worker->storage && pace_unplugged(device_fd(worker->device)))
        storage_absolve(worker->storage);
    give_up(worker);
    core_leave(worker->core, fault);
}

/* May be called from within libGammu. */
static void on_lost(const struct fault *fault, void *arg)
{
    leave(arg, fault);
}

static void leave_if_confused(struct worker *worker, GSM_Error error)
{
    struct fault fault;

    if (!phone_is_confused(error))
        return;
    if (pace_unplugged(device_fd(worker->device))) /* in the middle of a write */
        fault_set(&fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE, "%s was unplugged",
                  device_path(worker->device));
    else
        fault_set(&fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE,
                  "the modem stopped answering (%s): started anew", GSM_ErrorName(error));
    leave(worker, &fault);
}

/* What the core may say. */

_Noreturn static void break_contract(struct worker *worker, const char *what)
{
    struct fault fault;

    fault_set(&fault, WIRE_ORIGIN_OURS, FAULT_NO_CODE, "the core broke the contract: %s", what);
    leave(worker, &fault);
}

static void on_submit(struct worker *worker, struct wire_message *message)
{
    if (!sender_take(worker->sender, message))
        break_contract(worker, "a second part before the first was answered");
    calls_cut_short(worker->calls); /* a text tells more than a ring */
}

static void on_stored(struct worker *worker, struct wire_message *message)
{
    storage_committed(worker->storage, message->stored.token);
}

static void on_ussd_dial(struct worker *worker, struct wire_message *message)
{
    service_dial(worker->service, message->ussd_dial.code);
}

static void on_ussd_cancel(struct worker *worker, struct wire_message *message)
{
    (void)message;
    service_cancel(worker->service);
}

static void on_ring(struct worker *worker, struct wire_message *message)
{
    calls_ring(worker->calls, &message->ring);
}

static void on_stop(struct worker *worker, struct wire_message *message)
{
    (void)message;
    worker->stop_ms = clock_monotonic_ms() + STOP_WAITS_MS;
}

static void (*const handlers[WIRE_TYPE_END])(struct worker *, struct wire_message *) = {
    [WIRE_SUBMIT] = on_submit,           [WIRE_STORED] = on_stored, [WIRE_USSD_DIAL] = on_ussd_dial,
    [WIRE_USSD_CANCEL] = on_ussd_cancel, [WIRE_RING] = on_ring,     [WIRE_STOP] = on_stop,
};

static void hear_core(struct worker *worker)
{
    struct wire_message message;

    while (core_receive(worker->core, &message)) {
        if (!handlers[message.type])
            break_contract(worker, wire_type_name(message.type));
        handlers[message.type](worker, &message);
        wire_clear(&message);
    }
}

/* What the modem may say. */

static void on_event(struct worker *worker, const struct phone_event *event)
{
    switch (event->event) {
    case LINE_STORED:
    case LINE_REPORT_STORED:
        if (!storage_notice(worker->storage, event->text, event->len))
            health_doubt_storage(worker->health);
        break;
    case LINE_DELIVER:
    case LINE_REPORT:
        storage_take_direct(worker->storage, event->text, event->len);
        break;
    case LINE_USSD:
        service_hear(worker->service, event->text, event->len);
        break;
    case LINE_CALLER:
        calls_hear(worker->calls, event->text, event->len);
        break;
    case LINE_CALL_ENDED:
        calls_ended(worker->calls);
        break;
    case LINE_READ: /* these stay in the phone */
    case LINE_STARTED:
    case LINE_REFERENCE:
    case LINE_CMS:
    case LINE_CME:
    case LINE_NOISE:
        break;
    }
}

static void watch_line(struct worker *worker)
{
    int64_t now_ms = clock_monotonic_ms();

    if (!phone_mid_line(worker->phone)) {
        worker->line_ms = 0;
    } else if (worker->line_ms == 0) {
        worker->line_ms = now_ms;
    } else if (now_ms - worker->line_ms >= LINE_END_MS) {
        phone_drop_line(worker->phone);
        worker->line_ms = 0;
    }
}

static void pass_on_events(struct worker *worker)
{
    struct phone_event event;

    while (phone_next_event(worker->phone, &event)) {
        on_event(worker, &event);
        free(event.text);
    }
}

/* What there is to do. */

static void heed_refusals(struct worker *worker)
{
    struct fault fault;

    if (sender_take_origin(worker->sender) == WIRE_ORIGIN_NETWORK)
        health_doubt_network(worker->health);
    if (!sender_is_stuck(worker->sender))
        return;
    fault_set(&fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE,
              "the modem refuses part after part: started anew");
    leave(worker, &fault);
}

static void settle_part(struct worker *worker)
{
    struct fault fault;

    if (sender_settle(worker->sender)) {
        heed_refusals(worker);
    } else if (clock_monotonic_ms() >= sender_deadline_ms(worker->sender)) {
        fault_set(&fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE,
                  "the modem did not say what became of a part: started anew");
        leave(worker, &fault);
    }
}

static bool start_part(struct worker *worker)
{
    struct fault fault;

    if (!sender_has_work(worker->sender))
        return false;
    worker->served = false;
    if (sender_start(worker->sender, &fault) != 0)
        leave(worker, &fault);
    heed_refusals(worker); /* some modems refuse a part before they have it */
    return true;
}

/* One step; false when nothing waits. */
static bool do_something(struct worker *worker)
{
    GSM_Error error = ERR_NONE;
    bool did = calls_step(worker->calls, &error);

    if (!did && calls_ringing(worker->calls))
        return false;
    if (!did)
        did = service_step(worker->service, &error);
    if (!did && worker->served)
        did = start_part(worker);
    if (!did)
        did = worker->served = storage_step(worker->storage, &error);
    if (!did)
        did = start_part(worker);
    if (!did)
        did = health_step(worker->health, &error);
    leave_if_confused(worker, error);
    return did;
}

static int64_t earliest(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t next_deadline(const struct worker *worker)
{
    int64_t due_ms = earliest(worker->stop_ms, sender_deadline_ms(worker->sender));

    if (worker->line_ms)
        due_ms = earliest(due_ms, worker->line_ms + LINE_END_MS);
    if (sender_in_flight(worker->sender))
        return due_ms;
    due_ms = earliest(due_ms, calls_deadline_ms(worker->calls));
    due_ms = earliest(due_ms, service_deadline_ms(worker->service));
    if (calls_ringing(worker->calls))
        return due_ms;
    return earliest(due_ms, health_deadline_ms(worker->health));
}

static void wait_for_news(struct worker *worker)
{
    struct pollfd fds[] = {
        {.fd = core_fd(worker->core), .events = POLLIN},
        {.fd = device_fd(worker->device), .events = POLLIN},
    };
    int64_t left_ms = next_deadline(worker) - clock_monotonic_ms();
    struct fault fault;

    if (left_ms > 0 && !sender_in_flight(worker->sender))
        core_idle(worker->core);
    if (poll(fds, ARRAY_SIZE(fds), left_ms <= 0 ? 0 : left_ms > MINUTE ? MINUTE : (int)left_ms) < 0)
        return;
    if (fds[1].revents & (POLLHUP | POLLERR | POLLNVAL)) {
        fault_set(&fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE, "%s was unplugged",
                  device_path(worker->device));
        leave(worker, &fault);
    }
}

static bool has_stopped(const struct worker *worker)
{
    return worker->stop_ms != INT64_MAX &&
           (!sender_in_flight(worker->sender) || clock_monotonic_ms() >= worker->stop_ms);
}

static void run(struct worker *worker)
{
    for (;;) {
        hear_core(worker);
        phone_hear(worker->phone);
        watch_line(worker);
        /* First what became of a part, then what came with it: its report may have been quick, and
         * the core knows it by the answer's reference. */
        if (sender_in_flight(worker->sender))
            settle_part(worker);
        pass_on_events(worker);
        if (clock_monotonic_ms() >= service_deadline_ms(worker->service))
            service_expire(worker->service);
        if (has_stopped(worker))
            break;
        if (sender_in_flight(worker->sender) || !do_something(worker))
            wait_for_news(worker);
    }
    give_up(worker);
}

static void start(struct worker *worker, const struct wire_configure *configure)
{
    struct fault fault;

    if (device_open(configure->device, configure->connection, &worker->device, &fault) != 0)
        core_leave(worker->core, &fault);
    locked_device = worker->device;
    atexit(unlock_at_exit);
    worker->phone = phone_new(worker->core, worker->device, configure, on_lost, worker);
    if (phone_start(worker->phone, configure->pin, &fault) != 0)
        core_leave(worker->core, &fault);
    worker->sender = sender_new(worker->core, worker->phone,
                                configure->answer_ms > 0 ? configure->answer_ms : ANSWER_MS);
    worker->storage = storage_new(worker->core, worker->phone, configure->set_aside);
    worker->service = service_new(worker->core, worker->phone);
    worker->calls = calls_new(worker->core, worker->phone);
    worker->health = health_new(worker->core, worker->phone, worker->storage);
}

void worker_run(struct core *core, const struct wire_configure *configure)
{
    static struct worker worker; /* lives as long as the process; nothing of it is ever freed */

    worker.core = core;
    worker.stop_ms = INT64_MAX;
    start(&worker, configure);
    run(&worker);
}
