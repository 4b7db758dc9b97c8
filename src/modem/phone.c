/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The modem through libGammu. */
#include "modem/phone_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "modem/ussd.h"

enum {
    ABORT_MS = 5000,        /* for a modem to give up a call */
    PARENT_GRACE_MS = 5000, /* we end an overdue call ourselves; the parent, when we cannot */
};

enum { CME_NOT_ALLOWED = 3, CME_NOT_SUPPORTED = 4 };

/* The limits are the sums of libGammu's own for the commands of a call, where these are not
 * longer than a working modem could ever need. */
static const struct {
    const char *what;
    int64_t limit_ms;
} calls[] = {
    [PHONE_WAKE] = {"waking the modem", 20000},
    [PHONE_RADIO] = {"turning its radio on", 60000},
    [PHONE_PIN] = {"unlocking the SIM", 90000},
    [PHONE_START] = {"starting", 60000},
    [PHONE_IDENTIFY] = {"asking what it is", 60000},
    [PHONE_LISTEN] = {"turning on what it reports", 90000},
    [PHONE_CHECK] = {"asking what it reports", 20000},
    [PHONE_SEND] = {"sending", 35000},
    [PHONE_FETCH] = {"reading a message", 40000},
    [PHONE_DELETE] = {"deleting a message", 40000},
    [PHONE_COUNT] = {"counting messages", 60000},
    [PHONE_SIGNAL] = {"asking for the signal", 25000},
    [PHONE_NETWORK] = {"asking for the network", 35000},
    [PHONE_CENTRE] = {"asking for the message centre", 45000},
    [PHONE_USSD] = {"dialling a service code", 40000},
    [PHONE_RING] = {"calling", 70000},
    [PHONE_HANG_UP] = {"hanging up", 50000},
};

void phone_begin(struct phone *phone, enum phone_call_name call, int64_t after_ms)
{
    phone->call = call;
    core_doing(phone->core, calls[call].what, calls[call].limit_ms + after_ms + PARENT_GRACE_MS);
    pace_begin(calls[call].limit_ms);
    line_set_busy(phone->line, true);
}

GSM_Error phone_end(struct phone *phone, GSM_Error error)
{
    pace_end();
    line_set_busy(phone->line, phone->awaiting);
    if (error != ERR_NONE)
        log_debug(core_room(phone->core), "%s: %s", calls[phone->call].what, GSM_ErrorName(error));
    return error;
}

static void queue_event(struct phone *phone, enum line_event event, const char *text, size_t len)
{
    struct phone_event_entry *entry = xcalloc(1, sizeof(*entry));
    char *copy = xmalloc(len + 1);

    memcpy(copy, text, len);
    copy[len] = 0;
    entry->event = (struct phone_event){event, copy, len};
    *phone->last = entry;
    phone->last = &entry->next;
}

void phone_lose_forgetful(struct phone *phone)
{
    struct fault fault;

    fault_set(
        &fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE,
        "the modem has started anew by itself and forgotten its settings: is its power supply "
        "strong enough?");
    phone->lost(&fault, phone->arg);
}

/* Runs within a read: it only remembers, unless that is of no use any more. */
static void on_line(enum line_event event, const char *text, size_t len, void *arg)
{
    struct phone *phone = arg;

    switch (event) {
    case LINE_READ:
        free(phone->pdu);
        phone->pdu = xstrndup(text, len);
        break;
    case LINE_REFERENCE:
        phone->reference = atoi(text);
        break;
    case LINE_CMS:
    case LINE_CME:
        phone->list = event == LINE_CMS ? FAULT_CMS : FAULT_CME;
        break;
    case LINE_STARTED:
        if (phone->started)
            phone_lose_forgetful(phone);
        break;
    case LINE_NOISE:
        log_debug(core_room(phone->core), "unasked: %.*s", (int)strcspn(text, ":,\" "), text);
        break;
    case LINE_STORED:
    case LINE_REPORT_STORED:
    case LINE_DELIVER:
    case LINE_REPORT:
    case LINE_USSD:
    case LINE_CALLER:
    case LINE_CALL_ENDED:
        queue_event(phone, event, text, len);
        break;
    }
}

static void on_lost(enum pace_loss loss, void *arg)
{
    struct phone *phone = arg;
    struct fault fault;

    switch (loss) {
    case PACE_UNPLUGGED:
        fault_set(&fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE, "%s was unplugged",
                  device_path(phone->device));
        break;
    case PACE_OVERDUE:
        fault_set(&fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE,
                  "the modem did not finish in %lld s: %s",
                  (long long)(calls[phone->call].limit_ms / 1000), calls[phone->call].what);
        break;
    case PACE_ORPHANED:
        exit(EXIT_SUCCESS);
    }
    phone->lost(&fault, phone->arg);
}

struct phone *phone_new(struct core *core, struct device *device,
                        const struct wire_configure *configure,
                        void (*lost)(const struct fault *fault, void *arg), void *arg)
{
    struct phone *phone = xcalloc(1, sizeof(*phone));
    struct pace pace = {
        .device = device_fd(device),
        .core = core_fd(core),
        .patient = configure->patient,
        .lost = on_lost,
        .arg = phone,
    };

    phone->core = core;
    phone->device = device;
    phone->stored_reports = configure->stored_reports;
    phone->connection = configure->connection[0] ? configure->connection : "at";
    phone->lost = lost;
    phone->arg = arg;
    phone->last = &phone->first;
    phone->line = line_new(on_line, phone);
    pace.line = phone->line;
    pace_attach(&pace);
    return phone;
}

struct at_answer phone_ask(struct phone *phone, enum phone_call_name call, const char *command)
{
    struct at_answer answer;

    phone_begin(phone, call, 0);
    answer = at_ask(device_fd(phone->device), phone->line, command, calls[call].limit_ms / 4);
    phone_end(phone, ERR_NONE);
    return answer;
}

/* Some modems cannot be asked, and put the SIM's centre in by themselves. */
static bool keeps_centre_to_itself(struct phone *phone)
{
    struct at_answer answer = phone_ask(phone, PHONE_CENTRE, "AT+CSCA?");
    bool refuses = answer.result == AT_ERROR ||
                   (answer.result == AT_CME &&
                    (answer.code == CME_NOT_ALLOWED || answer.code == CME_NOT_SUPPORTED));

    at_release(&answer);
    return refuses;
}

/* libGammu sends no part without a number. */
static void do_without_centre(struct phone *phone)
{
    EncodeUnicode(phone->centre.Number, "0", 1);
    phone->has_centre = true;
    pace_leave_out_centre();
}

void phone_read_centre(struct phone *phone)
{
    GSM_SMSC centre = {.Location = 1};

    phone_begin(phone, PHONE_CENTRE, 0);
    phone->has_centre = phone_end(phone, GSM_GetSMSC(phone->machine, &centre)) == ERR_NONE &&
                        UnicodeLength(centre.Number) > 0;
    phone->centre = centre;
    if (phone->has_centre)
        snprintf(phone->centre_number, sizeof(phone->centre_number), "%.*s",
                 (int)sizeof(phone->centre_number) - 1, DecodeUnicodeString(centre.Number));
    else if (keeps_centre_to_itself(phone))
        do_without_centre(phone);
}

void phone_describe(const struct phone *phone, struct wire_ready *ret)
{
    ret->imei = phone->imei;
    ret->imsi = phone->imsi;
    ret->model = phone->model;
    ret->smsc = phone->centre_number;
}

const GSM_SMSC *phone_centre(struct phone *phone)
{
    if (!phone->has_centre)
        phone_read_centre(phone);
    return phone->has_centre ? &phone->centre : NULL;
}

enum charset phone_charset(const struct phone *phone)
{
    return phone->charset;
}

void phone_hear(struct phone *phone)
{
    struct buf dropped = BUF_INIT;
    char bytes[1024];
    ssize_t len;

    if (phone->awaiting) {
        GSM_ReadDevice(phone->machine, FALSE);
        return;
    }
    while ((len = read(device_fd(phone->device), bytes, sizeof(bytes))) > 0)
        line_feed(phone->line, bytes, (size_t)len, &dropped);
    buf_free(&dropped);
}

bool phone_next_event(struct phone *phone, struct phone_event *ret)
{
    struct phone_event_entry *event = phone->first;

    if (!event)
        return false;
    phone->first = event->next;
    if (!phone->first)
        phone->last = &phone->first;
    *ret = event->event;
    free(event);
    return true;
}

bool phone_mid_line(const struct phone *phone)
{
    return line_holds(phone->line);
}

void phone_drop_line(struct phone *phone)
{
    line_flush(phone->line);
}

GSM_Error phone_send(struct phone *phone, GSM_SMSMessage *sms, int64_t answer_ms)
{
    GSM_Error error;

    phone->awaiting = true;
    phone->answered = false;
    phone->reference = -1;
    phone_begin(phone, PHONE_SEND, answer_ms);
    error = GSM_SendSMS(phone->machine, sms);
    if (error != ERR_NONE)
        phone->awaiting = false;
    return phone_end(phone, error);
}

bool phone_take_receipt(struct phone *phone, struct phone_receipt *ret)
{
    if (!phone->answered)
        return false;
    phone->answered = phone->awaiting = false;
    line_set_busy(phone->line, false);
    *ret = (struct phone_receipt){
        .accepted = phone->answer_status == 0,
        .reference = phone->answer_reference < 0 ? phone->reference : phone->answer_reference,
        .list = phone->list,
        .code = phone->answer_status > 0 ? phone->answer_status : FAULT_NO_CODE,
    };
    return true;
}

GSM_Error phone_signal(struct phone *phone, int *ret_percent)
{
    GSM_SignalQuality quality = {.SignalPercent = -1};
    GSM_Error error;

    phone_begin(phone, PHONE_SIGNAL, 0);
    error = phone_end(phone, GSM_GetSignalQuality(phone->machine, &quality));
    *ret_percent = error == ERR_NONE ? quality.SignalPercent : -1;
    return error;
}

GSM_Error phone_ask_network(struct phone *phone, struct network *ret)
{
    bool answered;

    phone_begin(phone, PHONE_NETWORK, 0);
    answered = network_ask(device_fd(phone->device), phone->line, ret);
    return phone_end(phone, answered ? ERR_NONE : ERR_TIMEOUT);
}

bool phone_is_confused(GSM_Error error)
{
    switch (error) {
    case ERR_TIMEOUT:
    case ERR_DEVICEWRITEERROR:
    case ERR_DEVICEREADERROR:
    case ERR_UNKNOWNRESPONSE:
    case ERR_UNKNOWNFRAME:
    case ERR_FRAMENOTREQUESTED:
    case ERR_ABORTED:
        return true;
    default:
        return false;
    }
}

static GSM_Error dial_packed(struct phone *phone, const char *code)
{
    char *packed = ussd_code_packed(code);
    char *command = xasprintf("AT+CUSD=1,\"%s\",15", packed);
    struct at_answer answer = phone_ask(phone, PHONE_USSD, command);

    free(command);
    free(packed);
    at_release(&answer);
    return answer.result == AT_OK       ? ERR_NONE
           : answer.result == AT_SILENT ? ERR_TIMEOUT
                                        : ERR_UNKNOWN;
}

GSM_Error phone_dial_ussd(struct phone *phone, const char *code)
{
    GSM_Error error;

    phone_begin(phone, PHONE_USSD, 0);
    error = phone_end(phone, GSM_DialService(phone->machine, (char *)code));
    return error == ERR_NONE || phone_is_confused(error) ? error : dial_packed(phone, code);
}

GSM_Error phone_cancel_ussd(struct phone *phone)
{
    phone_begin(phone, PHONE_USSD, 0);
    GSM_SetIncomingUSSD(phone->machine, FALSE);
    return phone_end(phone, GSM_SetIncomingUSSD(phone->machine, TRUE));
}

/* The answer to the dialling, or to what aborted it. */
static enum phone_call judge_call(enum at_result result, bool aborted)
{
    switch (result) {
    case AT_OK:
        return aborted ? PHONE_CALL_OVER : PHONE_CALLING;
    case AT_ENDED:
        return PHONE_CALL_OVER;
    case AT_ERROR:
    case AT_CME:
    case AT_CMS:
        return PHONE_CALL_FAILED;
    case AT_SILENT:
        break;
    }
    return PHONE_CALL_LOST;
}

/* Not GSM_DialVoice(): it waits a hundred seconds for modems that answer when the call is over,
 * and does not know the words they answer with. */
enum phone_call phone_ring(struct phone *phone, const char *number, int64_t ring_ms)
{
    char command[64];
    struct at_answer answer;
    bool aborted;

    snprintf(command, sizeof(command), "ATD%s;", number);
    phone_begin(phone, PHONE_RING, 0);
    answer = at_ask(device_fd(phone->device), phone->line, command, ring_ms);
    at_release(&answer);
    aborted = answer.result == AT_SILENT;
    if (aborted) {
        answer = at_ask(device_fd(phone->device), phone->line, "", ABORT_MS);
        at_release(&answer);
    }
    phone_end(phone, ERR_NONE);
    return judge_call(answer.result, aborted);
}

GSM_Error phone_hang_up(struct phone *phone)
{
    phone_begin(phone, PHONE_HANG_UP, 0);
    return phone_end(phone, GSM_CancelCall(phone->machine, 0, TRUE));
}
