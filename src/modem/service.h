/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Service codes (USSD): dialled for the core, one at a time, each answered. */
#pragma once

#include "modem/core.h"
#include "modem/phone.h"

struct service;

struct service *service_new(struct core *core, struct phone *phone);

/* The core asks for a code, or for the end of the dialogue. */
void service_dial(struct service *service, const char *code);
void service_cancel(struct service *service);
/* The network's word came. */
void service_hear(struct service *service, const char *line, size_t len);

/* Does one step when there is one; true when it did. */
bool service_step(struct service *service, GSM_Error *ret_error);
/* When the network has been silent for too long; INT64_MAX while nothing is awaited. */
int64_t service_deadline_ms(const struct service *service);
void service_expire(struct service *service);
