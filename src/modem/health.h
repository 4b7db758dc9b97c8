/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How the modem is: signal, network, storage, told to the core when it changes; and whether it is
 * still as it was set up. */
#pragma once

#include "modem/core.h"
#include "modem/phone.h"
#include "modem/storage.h"

struct health;

struct health *health_new(struct core *core, struct phone *phone, struct storage *storage);

/* Asks for whatever is due, one thing at a time; true when it asked. */
bool health_step(struct health *health, GSM_Error *ret_error);
int64_t health_deadline_ms(const struct health *health);

/* A submit failed for the network's sake: the network is asked at once. */
void health_doubt_network(struct health *health);
/* Something is stored, nobody knows where: it is counted at once. */
void health_doubt_storage(struct health *health);
