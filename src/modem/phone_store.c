/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The modem's stored messages. */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "modem/phone_inside.h"

enum {
    FLAT_FOLDER = GSM_PHONE_MAXSMSINFOLDER
}; /* the modem's storage begins here, behind the SIM's */

/* Folder 0 is all storages one after another; that way libGammu changes the modem's storage only
 * when it must. Reports have a storage of their own, outside of it. */
static void set_place(const struct phone *phone, const struct place *place, GSM_SMSMessage *sms)
{
    sms->Folder = place->memory == MEM_SR;
    sms->Memory = place->memory == MEM_SR ? MEM_SR : 0;
    sms->Location =
        place->location + (place->memory == MEM_ME ? FLAT_FOLDER : 0) + (phone->zero_based ? 1 : 0);
}

GSM_Error phone_fetch(struct phone *phone, const struct place *place, char **ret_pdu)
{
    GSM_MultiSMSMessage *messages = xcalloc(1, sizeof(*messages)); /* 266 kB: not for the stack */
    GSM_Error error;

    free(phone->pdu);
    phone->pdu = NULL;
    set_place(phone, place, &messages->SMS[0]);
    phone_begin(phone, PHONE_FETCH, 0);
    error = phone_end(phone, GSM_GetSMS(phone->machine, messages));
    free(messages);
    if (error == ERR_NONE && !phone->pdu) {
        log_warning(core_room(phone->core), "a message did not come as a PDU: left where it is");
        return ERR_EMPTY;
    }
    if (phone->pdu) {
        *ret_pdu = phone->pdu;
        phone->pdu = NULL;
        return ERR_NONE;
    }
    return error;
}

GSM_Error phone_delete(struct phone *phone, const struct place *place)
{
    GSM_SMSMessage sms;

    GSM_SetDefaultSMSData(&sms);
    set_place(phone, place, &sms);
    phone_begin(phone, PHONE_DELETE, 0);
    return phone_end(phone, GSM_DeleteSMS(phone->machine, &sms));
}

GSM_Error phone_count(struct phone *phone, GSM_SMSMemoryStatus *ret)
{
    memset(ret, 0, sizeof(*ret));
    phone_begin(phone, PHONE_COUNT, 0);
    return phone_end(phone, GSM_GetSMSStatus(phone->machine, ret));
}
