/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What lies on the SIM and in the modem: read, handed to the core, and deleted when the core has
 * it on disk. What is not committed stays where it is, and survives us. */
#pragma once

#include "modem/core.h"
#include "modem/phone.h"

struct storage;

/* places: those that are not read for a time, as in wire_configure. */
struct storage *storage_new(struct core *core, struct phone *phone, const char *places);

/* The modem says that something was stored there: "SM",3. False when it names a storage that is
 * not known, in which only counting finds it. */
bool storage_notice(struct storage *storage, const char *notice, size_t len);
/* Something came that no storage holds (+CMT, +CDS): handed to the core at once. */
void storage_take_direct(struct storage *storage, const char *pdu, size_t len);
/* The core has committed what it got under this token. */
void storage_committed(struct storage *storage, uint64_t token);

/* What is being read is not why this process ends. */
void storage_absolve(struct storage *storage);

/* Counts what is stored; when there is more than we know of, looks for it. Tells used and size
 * of the fuller storage, -1 when the modem does not say. */
GSM_Error storage_count(struct storage *storage, int *ret_used, int *ret_size);

/* Does one step, if there is one to do: reads or deletes one message. Returns whether it did. */
bool storage_step(struct storage *storage, GSM_Error *ret_error);
