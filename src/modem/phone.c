/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The modem through libGammu. */
#include "modem/phone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "modem/at.h"
#include "modem/pin.h"
#include "text/accents.h"

enum {
    FLAT_FOLDER = GSM_PHONE_MAXSMSINFOLDER, /* the modem's storage begins here, behind the SIM's */
    ABORT_MS = 5000,                        /* for a modem to give up a call */
    PARENT_GRACE_MS = 5000, /* we end an overdue call ourselves; the parent, when we cannot */
};

/* What a call may take: the sum of libGammu's own limits for its commands, where these are no
 * longer than a working modem could ever need. */
enum call {
    CALL_WAKE,
    CALL_PIN,
    CALL_START,
    CALL_IDENTIFY,
    CALL_LISTEN,
    CALL_SEND,
    CALL_FETCH,
    CALL_DELETE,
    CALL_COUNT,
    CALL_SIGNAL,
    CALL_NETWORK,
    CALL_CENTRE,
    CALL_USSD,
    CALL_RING,
    CALL_HANG_UP,
};

static const struct {
    const char *what;
    int64_t limit_ms;
} calls[] = {
    [CALL_WAKE] = {"waking the modem", 20000},
    [CALL_PIN] = {"unlocking the SIM", 90000},
    [CALL_START] = {"starting", 60000},
    [CALL_IDENTIFY] = {"asking what it is", 60000},
    [CALL_LISTEN] = {"turning on what it reports", 90000},
    [CALL_SEND] = {"sending", 35000},
    [CALL_FETCH] = {"reading a message", 40000},
    [CALL_DELETE] = {"deleting a message", 40000},
    [CALL_COUNT] = {"counting messages", 60000},
    [CALL_SIGNAL] = {"asking for the signal", 25000},
    [CALL_NETWORK] = {"asking for the network", 35000},
    [CALL_CENTRE] = {"asking for the message centre", 45000},
    [CALL_USSD] = {"dialling a service code", 40000},
    [CALL_RING] = {"calling", 70000},
    [CALL_HANG_UP] = {"hanging up", 50000},
};

struct event {
    struct event *next;
    struct phone_event event;
};

struct phone {
    struct core *core;
    struct device *device;
    struct line *line;
    GSM_StateMachine *machine;
    const char *connection;
    bool patient, debug;
    void (*lost)(const struct fault *fault, void *arg);
    void *arg;

    enum call call; /* the one that runs, or ran last */
    bool calling;
    bool awaiting; /* a part is with the modem */
    bool answered;
    int answer_status, answer_reference;

    /* Heard during a call; for that call. */
    char *pdu;
    int reference;
    enum fault_list list;
    int code;

    struct event *first, **last;

    GSM_SMSC centre;
    bool has_centre;
    enum charset charset;
    bool zero_based; /* this model counts places from 0, and libGammu knows */
    char imei[GSM_MAX_IMEI_LENGTH + 1], imsi[64], model[GSM_MAX_MODEL_LENGTH + 1];
    char centre_number[64];
};

static void begin(struct phone *phone, enum call call, int64_t after_ms)
{
    phone->call = call;
    phone->calling = true;
    core_doing(phone->core, calls[call].what, calls[call].limit_ms + after_ms + PARENT_GRACE_MS);
    pace_begin(calls[call].limit_ms);
    line_set_busy(phone->line, true);
}

static GSM_Error end(struct phone *phone, GSM_Error error)
{
    phone->calling = false;
    pace_end();
    line_set_busy(phone->line, phone->awaiting);
    if (error != ERR_NONE)
        log_debug(core_room(phone->core), "%s: %s", calls[phone->call].what, GSM_ErrorName(error));
    return error;
}

static void queue_event(struct phone *phone, enum line_event event, const char *text, size_t len)
{
    struct event *entry = xcalloc(1, sizeof(*entry));
    char *copy = xmalloc(len + 1);

    memcpy(copy, text, len);
    copy[len] = 0;
    entry->event = (struct phone_event){event, copy, len};
    *phone->last = entry;
    phone->last = &entry->next;
}

/* Runs within a read: it only remembers. */
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
        phone->code = atoi(text);
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

/* Runs within libGammu: it only remembers. */
static void on_sent(GSM_StateMachine *machine, int status, int reference, void *arg)
{
    struct phone *phone = arg;

    phone->answered = true;
    phone->answer_status = status;
    phone->answer_reference = reference;
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
    phone->connection = configure->connection[0] ? configure->connection : "at";
    phone->patient = configure->patient;
    phone->debug = configure->debug;
    phone->lost = lost;
    phone->arg = arg;
    phone->last = &phone->first;
    phone->line = line_new(on_line, phone);
    pace.line = phone->line;
    pace_attach(&pace);
    return phone;
}

static GSM_StateMachine *new_machine(struct phone *phone)
{
    GSM_StateMachine *machine = GSM_AllocStateMachine();
    GSM_Config *config;

    if (!machine)
        abort();
    GSM_SetConfigNum(machine, 1);
    config = GSM_GetConfig(machine, 0);
    config->Device = xstrdup(device_path(phone->device));
    config->Connection = xstrdup(phone->connection);
    config->DebugFile = xstrdup("");
    config->LockDevice = device_hand_over(phone->device);
    /* Texts stored with a notice, reports direct; -1: as the modem can. All five must be set. */
    memcpy(config->CNMIParams, (int[]){2, 1, -1, 1, -1}, sizeof(config->CNMIParams));
    return machine;
}

static int explain_start(struct phone *phone, GSM_Error error, struct fault *ret_fault)
{
    switch (error) {
    case ERR_DEVICELOCKED:
    case ERR_DEVICEBUSY:
        return fault_set(ret_fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE,
                         "another program has locked %s", device_path(phone->device));
    case ERR_UNKNOWNCONNECTIONTYPESTRING:
    case ERR_DISABLED:
        return fault_set(ret_fault, WIRE_ORIGIN_OURS, FAULT_NO_CODE,
                         "\"%s\" is no connection that libGammu knows: \"at\" and \"at115200\" are",
                         phone->connection);
    default:
        return fault_set(ret_fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE, "cannot start %s: %s",
                         device_path(phone->device), GSM_ErrorString(error));
    }
}

static int start_machine(struct phone *phone, struct fault *ret_fault)
{
    GSM_Error error;

    phone->machine = new_machine(phone);
    begin(phone, CALL_START, 0);
    /* One reply each: a command sent again could send a part or a service code twice. */
    error = end(phone, GSM_InitConnection(phone->machine, 1));
    if (error != ERR_NONE)
        return explain_start(phone, error, ret_fault);
    GSM_SetSendSMSStatusCallback(phone->machine, on_sent, phone);
    return 0;
}

static struct at_answer ask(struct phone *phone, enum call call, const char *command)
{
    struct at_answer answer;

    begin(phone, call, 0);
    answer = at_ask(device_fd(phone->device), phone->line, command, calls[call].limit_ms / 4);
    end(phone, ERR_NONE);
    return answer;
}

static void read_centre(struct phone *phone)
{
    GSM_SMSC centre = {.Location = 1};

    begin(phone, CALL_CENTRE, 0);
    phone->has_centre = end(phone, GSM_GetSMSC(phone->machine, &centre)) == ERR_NONE &&
                        UnicodeLength(centre.Number) > 0;
    phone->centre = centre;
    if (phone->has_centre)
        snprintf(phone->centre_number, sizeof(phone->centre_number), "%.*s",
                 (int)sizeof(phone->centre_number) - 1, DecodeUnicodeString(centre.Number));
}

/* What a modem calls itself goes over the wire, which takes UTF-8 only. */
static void keep_valid(char *text)
{
    if (!text_utf8_valid(text, strlen(text)))
        text[0] = 0;
}

static void identify(struct phone *phone)
{
    struct at_answer charset;
    const char *word;

    begin(phone, CALL_IDENTIFY, 0);
    if (GSM_GetIMEI(phone->machine, phone->imei) != ERR_NONE)
        phone->imei[0] = 0;
    if (GSM_GetSIMIMSI(phone->machine, phone->imsi) != ERR_NONE)
        phone->imsi[0] = 0;
    if (GSM_GetModel(phone->machine, phone->model) != ERR_NONE)
        phone->model[0] = 0;
    end(phone, ERR_NONE);
    keep_valid(phone->imei);
    keep_valid(phone->imsi);
    keep_valid(phone->model);
    phone->zero_based =
        GSM_IsPhoneFeatureAvailable(GSM_GetModelInfo(phone->machine), F_SMS_LOCATION_0);
    read_centre(phone);
    charset = ask(phone, CALL_IDENTIFY, "AT+CSCS?");
    word = at_find(&charset, "+CSCS:");
    phone->charset = word && strncmp(word, "\"GSM\"", 5) == 0 ? CHARSET_GSM : CHARSET_OTHER;
    at_release(&charset);
}

static bool ask_ok(struct phone *phone, enum call call, const char *command)
{
    struct at_answer answer = ask(phone, call, command);
    bool ok = answer.result == AT_OK;

    at_release(&answer);
    return ok;
}

/* libGammu refuses some modems without asking them (gammu 1.42: no broadcasts, no notices).
 * Without any notice the storage is still looked through twice a minute. */
static void listen_to_messages(struct phone *phone)
{
    static const char *const commands[] = {"AT+CNMI=2,1,0,1,0", "AT+CNMI=2,1,0,2,0",
                                           "AT+CNMI=2,1,0,0,0", "AT+CNMI=1,1,0,0,0"};
    GSM_Error error;

    begin(phone, CALL_LISTEN, 0);
    error = end(phone, GSM_SetIncomingSMS(phone->machine, TRUE));
    for (size_t i = 0; i < ARRAY_SIZE(commands) && error != ERR_NONE; i++)
        if (ask_ok(phone, CALL_LISTEN, commands[i]))
            error = ERR_NONE;
    if (error != ERR_NONE)
        log_warning(core_room(phone->core),
                    "the modem announces no messages: its storage is read twice a minute");
}

static void listen_to_all(struct phone *phone)
{
    listen_to_messages(phone);
    begin(phone, CALL_LISTEN, 0);
    GSM_SetIncomingUSSD(phone->machine, TRUE);
    GSM_SetIncomingCall(phone->machine, TRUE);
    GSM_SetFastSMSSending(phone->machine, TRUE);
    end(phone, ERR_NONE);
}

static int wake(struct phone *phone, struct fault *ret_fault)
{
    bool awake;

    begin(phone, CALL_WAKE, 0);
    awake = at_wake(device_fd(phone->device), phone->line);
    end(phone, ERR_NONE);
    if (awake)
        return 0;
    if (pace_unplugged(device_fd(phone->device)))
        return fault_set(ret_fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE, "%s was unplugged",
                         device_path(phone->device));
    return fault_set(ret_fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE,
                     "nothing answers on %s: modems have several ports and only one or two take "
                     "commands; try the next",
                     device_path(phone->device));
}

int phone_start(struct phone *phone, const char *pin, struct fault *ret_fault)
{
    int r = wake(phone, ret_fault);

    if (r != 0)
        return r;
    begin(phone, CALL_PIN, 0);
    r = pin_unlock(device_fd(phone->device), phone->line, pin, ret_fault);
    end(phone, ERR_NONE);
    if (r == 0)
        r = start_machine(phone, ret_fault);
    if (r != 0)
        return r;
    identify(phone);
    listen_to_all(phone);
    return 0;
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
        read_centre(phone);
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
    struct event *event = phone->first;

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
    phone->code = FAULT_NO_CODE;
    begin(phone, CALL_SEND, answer_ms);
    error = GSM_SendSMS(phone->machine, sms);
    if (error != ERR_NONE)
        phone->awaiting = false;
    return end(phone, error);
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

/* Folder 0 is all storages one after another; that way libGammu changes the modem's storage only
 * when it must. Reports have a storage of their own, outside of it. */
static void set_place(const struct phone *phone, const struct phone_place *place,
                      GSM_SMSMessage *sms)
{
    sms->Folder = place->memory == MEM_SR;
    sms->Memory = place->memory == MEM_SR ? MEM_SR : 0;
    sms->Location =
        place->location + (place->memory == MEM_ME ? FLAT_FOLDER : 0) + (phone->zero_based ? 1 : 0);
}

GSM_Error phone_fetch(struct phone *phone, const struct phone_place *place, char **ret_pdu)
{
    GSM_MultiSMSMessage *messages = xcalloc(1, sizeof(*messages)); /* 266 kB: not for the stack */
    GSM_Error error;

    free(phone->pdu);
    phone->pdu = NULL;
    set_place(phone, place, &messages->SMS[0]);
    begin(phone, CALL_FETCH, 0);
    error = end(phone, GSM_GetSMS(phone->machine, messages));
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

GSM_Error phone_delete(struct phone *phone, const struct phone_place *place)
{
    GSM_SMSMessage sms;

    GSM_SetDefaultSMSData(&sms);
    set_place(phone, place, &sms);
    begin(phone, CALL_DELETE, 0);
    return end(phone, GSM_DeleteSMS(phone->machine, &sms));
}

GSM_Error phone_count(struct phone *phone, GSM_SMSMemoryStatus *ret)
{
    memset(ret, 0, sizeof(*ret));
    begin(phone, CALL_COUNT, 0);
    return end(phone, GSM_GetSMSStatus(phone->machine, ret));
}

static const struct {
    const char *word;
    GSM_MemoryType memory;
} memories[] = {{"SM", MEM_SM}, {"ME", MEM_ME}, {"SR", MEM_SR}};

bool phone_place_parse(const char *text, size_t len, struct phone_place *ret)
{
    /* "SM",3 as the modem writes it, or SM:3 */
    const char *word = memchr(text, '"', len) == text ? text + 1 : text;
    const char *digits = text + strcspn(text, ",:");

    if (len < 4 || digits >= text + len)
        return false;
    digits += 1 + strspn(digits + 1, " ");
    for (size_t i = 0; i < ARRAY_SIZE(memories); i++) {
        if (strncmp(word, memories[i].word, 2) == 0 && strspn(digits, "0123456789") > 0) {
            *ret = (struct phone_place){memories[i].memory, atoi(digits)};
            return true;
        }
    }
    return false;
}

void phone_place_print(const struct phone_place *place, char out[static PHONE_PLACE_TEXT])
{
    for (size_t i = 0; i < ARRAY_SIZE(memories); i++)
        if (memories[i].memory == place->memory)
            snprintf(out, PHONE_PLACE_TEXT, "%s:%d", memories[i].word, place->location);
}

GSM_Error phone_signal(struct phone *phone, int *ret_percent)
{
    GSM_SignalQuality quality = {.SignalPercent = -1};
    GSM_Error error;

    begin(phone, CALL_SIGNAL, 0);
    error = end(phone, GSM_GetSignalQuality(phone->machine, &quality));
    *ret_percent = error == ERR_NONE ? quality.SignalPercent : -1;
    return error;
}

GSM_Error phone_ask_network(struct phone *phone, struct network *ret)
{
    bool answered;

    begin(phone, CALL_NETWORK, 0);
    answered = network_ask(device_fd(phone->device), phone->line, ret);
    return end(phone, answered ? ERR_NONE : ERR_TIMEOUT);
}

GSM_Error phone_dial_ussd(struct phone *phone, const char *code)
{
    begin(phone, CALL_USSD, 0);
    return end(phone, GSM_DialService(phone->machine, (char *)code));
}

GSM_Error phone_cancel_ussd(struct phone *phone)
{
    begin(phone, CALL_USSD, 0);
    GSM_SetIncomingUSSD(phone->machine, FALSE);
    return end(phone, GSM_SetIncomingUSSD(phone->machine, TRUE));
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
    begin(phone, CALL_RING, 0);
    answer = at_ask(device_fd(phone->device), phone->line, command, ring_ms);
    at_release(&answer);
    aborted = answer.result == AT_SILENT;
    if (aborted) {
        answer = at_ask(device_fd(phone->device), phone->line, "", ABORT_MS);
        at_release(&answer);
    }
    end(phone, ERR_NONE);
    return judge_call(answer.result, aborted);
}

GSM_Error phone_hang_up(struct phone *phone)
{
    begin(phone, CALL_HANG_UP, 0);
    return end(phone, GSM_CancelCall(phone->machine, 0, TRUE));
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
