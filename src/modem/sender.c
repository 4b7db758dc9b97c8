/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts on their way out. */
#include "modem/sender.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "modem/part.h"

enum { DEVICE_FAILURES_MAX = 3 };

enum state { FREE, WAITING, IN_FLIGHT };

struct sender {
    struct core *core;
    struct phone *phone;
    int64_t answer_ms;
    enum state state;
    struct wire_message submit; /* unless FREE */
    int64_t deadline_ms;
    int device_failures;     /* one after another */
    bool counts;             /* the modem has told a reference other than 0 */
    enum wire_origin origin; /* of the last refusal, until it is asked for */
};

struct sender *sender_new(struct core *core, struct phone *phone, int64_t answer_ms)
{
    struct sender *sender = xcalloc(1, sizeof(*sender));

    sender->core = core;
    sender->phone = phone;
    sender->answer_ms = answer_ms;
    return sender;
}

bool sender_take(struct sender *sender, struct wire_message *submit)
{
    if (sender->state != FREE)
        return false;
    sender->submit = *submit;
    memset(submit, 0, sizeof(*submit));
    sender->state = WAITING;
    return true;
}

bool sender_has_work(const struct sender *sender)
{
    return sender->state == WAITING;
}

bool sender_in_flight(const struct sender *sender)
{
    return sender->state == IN_FLIGHT;
}

int64_t sender_deadline_ms(const struct sender *sender)
{
    return sender->state == IN_FLIGHT ? sender->deadline_ms : INT64_MAX;
}

/* The one place that answers a submit. */
static void answer(struct sender *sender, enum wire_outcome outcome, int reference,
                   enum wire_origin origin, int code)
{
    struct wire_message message = {
        .type = WIRE_SUBMITTED,
        .submitted = {.tag = sender->submit.submit.tag,
                      .outcome = outcome,
                      .reference = reference,
                      .origin = origin,
                      .code = code},
    };

    sender->state = FREE;
    wire_clear(&sender->submit);
    core_send(sender->core, &message);
}

static void refuse_part(struct sender *sender, enum wire_origin origin, const char *why)
{
    log_warning(core_room(sender->core), "a part was not sent: %s", why);
    answer(sender, WIRE_REFUSED, -1, origin, FAULT_NO_CODE);
}

static void log_refusal(const struct sender *sender, const struct phone_receipt *receipt,
                        enum wire_origin origin)
{
    const char *list = receipt->list == FAULT_CMS ? "CMS" : "CME";

    if (receipt->code == FAULT_NO_CODE)
        log_info(core_room(sender->core), "a part was refused without a code");
    else
        log_info(core_room(sender->core), "a part was refused: %s (%s %d, origin %s)",
                 fault_words(receipt->list, receipt->code), list, receipt->code,
                 wire_origin_word(origin));
}

/* Some modems answer 0 to every part, while the network gives each its own reference, by which it
 * reports: so 0 is believed only of a modem that has told another one. */
static int told_reference(struct sender *sender, int reference)
{
    sender->counts |= reference > 0;
    return sender->counts ? reference : -1;
}

static void answer_receipt(struct sender *sender, const struct phone_receipt *receipt)
{
    if (receipt->accepted) {
        sender->device_failures = 0;
        answer(sender, WIRE_ACCEPTED, told_reference(sender, receipt->reference), WIRE_ORIGIN_NONE,
               FAULT_NO_CODE);
        return;
    }
    enum wire_origin origin = fault_origin(receipt->list, receipt->code);
    sender->origin = origin;
    sender->device_failures = origin == WIRE_ORIGIN_DEVICE ? sender->device_failures + 1 : 0;
    log_refusal(sender, receipt, origin);
    answer(sender, WIRE_REFUSED, -1, origin, receipt->code);
}

enum wire_origin sender_take_origin(struct sender *sender)
{
    enum wire_origin origin = sender->origin;

    sender->origin = WIRE_ORIGIN_NONE;
    return origin;
}

bool sender_settle(struct sender *sender)
{
    struct phone_receipt receipt;

    if (sender->state != IN_FLIGHT || !phone_take_receipt(sender->phone, &receipt))
        return false;
    answer_receipt(sender, &receipt);
    return true;
}

/* A modem that lost power for a moment has forgotten all settings and refuses everything. */
bool sender_is_stuck(const struct sender *sender)
{
    return sender->device_failures >= DEVICE_FAILURES_MAX;
}

void sender_give_up(struct sender *sender)
{
    if (sender->state == IN_FLIGHT)
        answer(sender, WIRE_UNKNOWN, -1, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE);
    else if (sender->state == WAITING)
        answer(sender, WIRE_REFUSED, -1, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE);
}

/* libGammu did not put the part on the air; the modem may have said why. */
static int explain_failure(struct sender *sender, GSM_Error error, struct fault *ret_fault)
{
    if (sender_settle(sender))
        return 0;
    refuse_part(sender, error == ERR_NOTSUPPORTED ? WIRE_ORIGIN_OURS : WIRE_ORIGIN_DEVICE,
                GSM_ErrorString(error));
    if (!phone_is_confused(error))
        return 0;
    return fault_set(ret_fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE,
                     "the modem does not take messages: %s", GSM_ErrorString(error));
}

int sender_start(struct sender *sender, struct fault *ret_fault)
{
    const GSM_SMSC *centre = phone_centre(sender->phone);
    struct refusal refusal;
    GSM_SMSMessage sms;
    GSM_Error error;

    if (!centre) {
        refuse_part(sender, WIRE_ORIGIN_SIM, "the SIM has no message centre's number");
        return 0;
    }
    if (part_build(&sender->submit.submit, centre, &sms, &refusal) != 0) {
        refuse_part(sender, WIRE_ORIGIN_OURS, refusal.message);
        return 0;
    }
    sender->state = IN_FLIGHT;
    error = phone_send(sender->phone, &sms, sender->answer_ms);
    sender->deadline_ms = clock_monotonic_ms() + sender->answer_ms;
    return error == ERR_NONE ? 0 : explain_failure(sender, error, ret_fault);
}
