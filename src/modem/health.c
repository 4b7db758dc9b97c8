/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Signal, network and storage. */
#include "modem/health.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"

enum {
    SIGNAL_EVERY_MS = 60000,
    NETWORK_EVERY_MS = 300000,
    NETWORK_LOST_EVERY_MS = 3000,
    STORAGE_EVERY_MS = 30000,
    CHECK_EVERY_MS = 10000,
    SIGNAL_STEP = 5, /* percent; smaller changes are not told */
};

/* What the core was told last. */
enum standing { UNASKED, READY, NO_NETWORK, NO_CENTRE };

/* In the order in which they are asked when several are due. */
enum question { NETWORK, SIGNAL, STORAGE, CHECK, QUESTIONS };

struct health {
    struct core *core;
    struct phone *phone;
    struct storage *storage;
    int64_t due_ms[QUESTIONS];
    int signal, used, size;
    struct network network;
    struct network told_network;
    int told_signal, told_used, told_size;
    enum standing standing;
};

struct health *health_new(struct core *core, struct phone *phone, struct storage *storage)
{
    struct health *health = xcalloc(1, sizeof(*health));

    health->core = core;
    health->phone = phone;
    health->storage = storage;
    health->signal = health->used = health->size = -1;
    health->told_signal = -2;
    health->due_ms[CHECK] = clock_monotonic_ms() + CHECK_EVERY_MS;
    return health;
}

static bool has_changed(const struct health *health)
{
    return abs(health->signal - health->told_signal) >= SIGNAL_STEP ||
           (health->signal <= 0) != (health->told_signal <= 0) ||
           health->used != health->told_used || health->size != health->told_size ||
           health->network.registration != health->told_network.registration ||
           strcmp(health->network.name, health->told_network.name) != 0;
}

static void tell(struct health *health)
{
    struct wire_message message = {
        .type = WIRE_STATUS,
        .status = {.signal_percent = health->signal,
                   .registration = health->network.registration,
                   .network = health->network.name,
                   .stored_used = health->used,
                   .stored_size = health->size},
    };

    if (!has_changed(health))
        return;
    health->told_signal = health->signal;
    health->told_used = health->used;
    health->told_size = health->size;
    health->told_network = health->network;
    core_send(health->core, &message);
}

static void tell_ready(struct health *health)
{
    struct wire_message message = {.type = WIRE_READY, .ready = {.window = 1}};

    phone_describe(health->phone, &message.ready);
    log_info(core_room(health->core), "ready: %s, %s", message.ready.model,
             health->network.name[0] ? health->network.name : "network unknown");
    core_send(health->core, &message);
}

static void tell_no_network(struct health *health)
{
    struct fault fault;

    fault_set(&fault, WIRE_ORIGIN_NETWORK, FAULT_NO_CODE, "no network: %s; the signal is %d %%",
              network_words(health->network.registration), health->signal);
    core_fault(health->core, &fault);
}

static void tell_no_centre(struct health *health)
{
    struct fault fault;

    fault_set(&fault, WIRE_ORIGIN_SIM, WIRE_SIM_NO_CENTRE,
              "the SIM knows no message centre: put it in a phone and enter the operator's");
    core_fault(health->core, &fault);
}

static void stand(struct health *health, enum standing standing)
{
    if (standing == health->standing)
        return;
    health->standing = standing;
    switch (standing) {
    case UNASKED:
        break;
    case READY:
        tell_ready(health);
        break;
    case NO_NETWORK:
        tell_no_network(health);
        break;
    case NO_CENTRE:
        tell_no_centre(health);
        break;
    }
}

static GSM_Error ask_network(struct health *health)
{
    GSM_Error error = phone_ask_network(health->phone, &health->network);

    if (error != ERR_NONE)
        return error;
    tell(health);
    if (!network_usable(health->network.registration))
        stand(health, NO_NETWORK);
    else
        stand(health, phone_centre(health->phone) ? READY : NO_CENTRE);
    health->due_ms[NETWORK] =
        clock_monotonic_ms() +
        (health->standing == READY ? NETWORK_EVERY_MS : NETWORK_LOST_EVERY_MS);
    return ERR_NONE;
}

static GSM_Error ask_signal(struct health *health)
{
    int before = health->signal;
    GSM_Error error = phone_signal(health->phone, &health->signal);

    health->due_ms[SIGNAL] = clock_monotonic_ms() + SIGNAL_EVERY_MS;
    if (before > 0 && health->signal <= 0)
        health_doubt_network(health);
    tell(health);
    return error;
}

static GSM_Error ask_storage(struct health *health)
{
    GSM_Error error = storage_count(health->storage, &health->used, &health->size);

    health->due_ms[STORAGE] = clock_monotonic_ms() + STORAGE_EVERY_MS;
    if (has_changed(health) && health->size > 0 && health->used >= health->size)
        log_warning(core_room(health->core), "the message storage is full (%d): nothing comes in",
                    health->size);
    tell(health);
    return error;
}

/* Whoever was told at the start may have forgotten without a word of it. */
static GSM_Error check(struct health *health)
{
    health->due_ms[CHECK] = clock_monotonic_ms() + CHECK_EVERY_MS;
    return phone_check(health->phone);
}

static GSM_Error (*const questions[QUESTIONS])(struct health *) = {
    [NETWORK] = ask_network, [SIGNAL] = ask_signal, [STORAGE] = ask_storage, [CHECK] = check};

bool health_step(struct health *health, GSM_Error *ret_error)
{
    int64_t now_ms = clock_monotonic_ms();

    *ret_error = ERR_NONE;
    for (size_t i = 0; i < QUESTIONS; i++) {
        if (now_ms < health->due_ms[i])
            continue;
        *ret_error = questions[i](health);
        return true;
    }
    return false;
}

int64_t health_deadline_ms(const struct health *health)
{
    int64_t due_ms = INT64_MAX;

    for (size_t i = 0; i < QUESTIONS; i++)
        if (health->due_ms[i] < due_ms)
            due_ms = health->due_ms[i];
    return due_ms;
}

void health_doubt_network(struct health *health)
{
    health->due_ms[NETWORK] = 0;
}

void health_doubt_storage(struct health *health)
{
    health->due_ms[STORAGE] = 0;
}
