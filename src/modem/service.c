/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Service codes. */
#include "modem/service.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "modem/ussd.h"

enum { NETWORK_SILENT_MS = 60000 };

struct service {
    struct core *core;
    struct phone *phone;
    char *code; /* to be dialled, NULL: none */
    bool cancel;
    int64_t deadline_ms; /* the network's answer is awaited until then */
};

struct service *service_new(struct core *core, struct phone *phone)
{
    struct service *service = xcalloc(1, sizeof(*service));

    service->core = core;
    service->phone = phone;
    service->deadline_ms = INT64_MAX;
    return service;
}

static void answer(struct service *service, enum wire_ussd_state state, const char *text)
{
    struct wire_message message = {
        .type = WIRE_USSD_ANSWER,
        .ussd_answer = {.state = state, .text = text},
    };

    service->deadline_ms = INT64_MAX;
    core_send(service->core, &message);
}

void service_dial(struct service *service, const char *code)
{
    if (!ussd_code_valid(code)) {
        log_warning(core_room(service->core), "a service code with other signs than 0-9 * # +");
        answer(service, WIRE_USSD_FAILED, "");
        return;
    }
    free(service->code);
    service->code = xstrdup(code);
}

void service_cancel(struct service *service)
{
    free(service->code);
    service->code = NULL;
    service->cancel = true;
    service->deadline_ms = INT64_MAX;
}

void service_hear(struct service *service, const char *line, size_t len)
{
    struct ussd ussd;

    if (ussd_read(line, len, phone_charset(service->phone), &ussd) < 0)
        return;
    /* The end of a dialogue that nobody waits for any more is no news. */
    if (ussd.state != WIRE_USSD_FAILED || service->deadline_ms != INT64_MAX)
        answer(service, ussd.state, ussd.text);
    free(ussd.text);
}

bool service_step(struct service *service, GSM_Error *ret_error)
{
    *ret_error = ERR_NONE;
    if (service->cancel) {
        service->cancel = false;
        *ret_error = phone_cancel_ussd(service->phone);
        return true;
    }
    if (!service->code)
        return false;
    service->deadline_ms = clock_monotonic_ms() + NETWORK_SILENT_MS;
    *ret_error = phone_dial_ussd(service->phone, service->code);
    free(service->code);
    service->code = NULL;
    if (*ret_error != ERR_NONE)
        answer(service, WIRE_USSD_FAILED, "");
    return true;
}

int64_t service_deadline_ms(const struct service *service)
{
    return service->deadline_ms;
}

void service_expire(struct service *service)
{
    answer(service, WIRE_USSD_FAILED, "");
    service_cancel(service);
}
