/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Values by name, for "stats", "get" and "wait". */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "sim/control_inside.h"
#include "sim/ledger.h"
#include "sim/subscriber.h"
#include "sim/village.h"

typedef int64_t (*modem_value_fn)(const struct modem *modem, const struct modem_status *status);

static int64_t submitted(const struct modem *modem, const struct modem_status *status)
{
    return subscriber_traffic(modem_subscriber(modem))->submitted;
}

static int64_t refused(const struct modem *modem, const struct modem_status *status)
{
    return subscriber_traffic(modem_subscriber(modem))->refused;
}

static int64_t waiting(const struct modem *modem, const struct modem_status *status)
{
    return (int64_t)subscriber_waiting(modem_subscriber(modem));
}

static int64_t credit(const struct modem *modem, const struct modem_status *status)
{
    return subscriber_account(modem_subscriber(modem))->credit;
}

static int64_t plugged(const struct modem *modem, const struct modem_status *status)
{
    return status->plugged;
}

static int64_t users(const struct modem *modem, const struct modem_status *status)
{
    return status->users;
}

static int64_t heard(const struct modem *modem, const struct modem_status *status)
{
    return status->heard;
}

static int64_t registered(const struct modem *modem, const struct modem_status *status)
{
    return status->registered;
}

static int64_t pin_tries(const struct modem *modem, const struct modem_status *status)
{
    return status->pin_tries;
}

static int64_t sm_used(const struct modem *modem, const struct modem_status *status)
{
    return (int64_t)status->sm_used;
}

static int64_t me_used(const struct modem *modem, const struct modem_status *status)
{
    return (int64_t)status->me_used;
}

static int64_t sr_used(const struct modem *modem, const struct modem_status *status)
{
    return (int64_t)status->sr_used;
}

static int64_t modem_calling(const struct modem *modem, const struct modem_status *status)
{
    return status->in_call;
}

static const struct modem_value {
    const char *name;
    modem_value_fn fn;
} modem_values[] = {
    {"submitted", submitted}, {"refused", refused},       {"waiting", waiting},
    {"credit", credit},       {"plugged", plugged},       {"users", users},
    {"heard", heard},         {"registered", registered}, {"in_call", modem_calling},
    {"sm_used", sm_used},     {"me_used", me_used},       {"sr_used", sr_used}, {"pin_tries", pin_tries},
};

struct modem *request_modem(const struct request *request, const char *name)
{
    for (size_t i = 0; i < request->modem_count; i++) {
        if (!strcmp(modem_name(request->modems[i]), name))
            return request->modems[i];
    }
    return NULL;
}

/* Splits "NAME.VALUE" at the last dot. */
static const char *split(const char *text, char *name, size_t size)
{
    const char *dot = strrchr(text, '.');

    if (!dot || (size_t)(dot - text) >= size)
        return NULL;
    snprintf(name, size, "%.*s", (int)(dot - text), text);
    return dot + 1;
}

static bool modem_value(struct request *request, const char *text, int64_t *ret_value)
{
    char name[64];
    const char *what = split(text, name, sizeof(name));
    struct modem *modem = what ? request_modem(request, name) : NULL;
    struct modem_status status;

    if (!modem)
        return false;
    modem_get_status(modem, &status);
    for (size_t i = 0; i < ARRAY_SIZE(modem_values); i++) {
        if (!strcmp(modem_values[i].name, what)) {
            *ret_value = modem_values[i].fn(modem, &status);
            return true;
        }
    }
    return false;
}

static bool handset_value(struct request *request, const char *text, int64_t *ret_value)
{
    char written[64], number[NUMBER_MAX];
    const char *what = split(text, written, sizeof(written));

    if (!what)
        return false;
    number_dialled(network_config(request->network)->country, written, number);
    const struct handset *handset = village_find(network_village(request->network), number);
    const struct {
        const char *name;
        uint64_t value;
    } values[] = {
        {"messages", handset ? handset->received : 0},
        {"parts", handset ? handset->parts : 0},
        {"rings", handset ? handset->rings : 0},
        {"rang_ms", handset ? (uint64_t)handset->rang_ms : 0},
        {"on", handset && handset->state == HANDSET_ON},
    };
    for (size_t i = 0; i < ARRAY_SIZE(values); i++) {
        if (!strcmp(values[i].name, what)) {
            *ret_value = (int64_t)values[i].value;
            return true;
        }
    }
    return false;
}

bool value_find(struct request *request, const char *name, int64_t *ret_value)
{
    if (!strncmp(name, "modem.", 6))
        return modem_value(request, name + 6, ret_value);
    if (!strncmp(name, "handset.", 8))
        return handset_value(request, name + 8, ret_value);
    for (int i = 0; i < COUNTERS; i++) {
        if (!strcmp(counter_names[i], name)) {
            *ret_value = ledger_value(network_ledger(request->network), (enum counter)i);
            return true;
        }
    }
    return false;
}

void value_list(struct request *request)
{
    struct modem_status status;

    for (int i = 0; i < COUNTERS; i++)
        buf_printf(request->out, "%s %" PRId64 "\n", counter_names[i],
                   ledger_value(network_ledger(request->network), (enum counter)i));
    for (size_t i = 0; i < request->modem_count; i++) {
        const struct modem *modem = request->modems[i];
        modem_get_status(modem, &status);
        for (size_t j = 0; j < ARRAY_SIZE(modem_values); j++)
            buf_printf(request->out, "modem.%s.%s %" PRId64 "\n", modem_name(modem),
                       modem_values[j].name, modem_values[j].fn(modem, &status));
    }
}
