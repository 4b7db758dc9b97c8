/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A place where messages lie. */
#include "sim/storage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void storage_init(struct storage *storage, const char *name, size_t size)
{
    *storage = (struct storage){.size = size, .slots = xcalloc(size, sizeof(struct stored_sms))};
    snprintf(storage->name, sizeof(storage->name), "%s", name);
}

void storage_release(struct storage *storage)
{
    free(storage->slots);
    *storage = (struct storage){0};
}

long storage_add(struct storage *storage, enum sms_status status, const uint8_t *pdu, size_t len,
                 size_t sca_len)
{
    size_t place = 0;

    if (storage->used == storage->size || len > SMS_PDU_MAX)
        return -1;
    while (storage->slots[place].used)
        place++;
    struct stored_sms *slot = &storage->slots[place];
    *slot = (struct stored_sms){.used = true, .status = status, .len = len, .sca_len = sca_len};
    memcpy(slot->pdu, pdu, len);
    storage->used++;
    return (long)place;
}

struct stored_sms *storage_at(struct storage *storage, long place)
{
    if (place < 0 || (size_t)place >= storage->size || !storage->slots[place].used)
        return NULL;
    return &storage->slots[place];
}

bool storage_delete(struct storage *storage, long place)
{
    struct stored_sms *slot = storage_at(storage, place);

    if (!slot)
        return false;
    slot->used = false;
    storage->used--;
    return true;
}
