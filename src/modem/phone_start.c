/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Starting a modem: awake, unlocked, known, and telling what we want to hear. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "modem/notices.h"
#include "modem/phone_inside.h"
#include "modem/pin.h"
#include "text/accents.h"

enum { REPORTS_STORED = 2 }; /* <ds> of +CNMI: TS 27.005, 3.4.1 */
enum { CMS_NO_SIM = 310 };

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
    case ERR_TIMEOUT:
        return fault_set(ret_fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE,
                         "the modem on %s fell silent while it was being started",
                         device_path(phone->device));
    default:
        return fault_set(ret_fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE,
                         "the modem on %s gives answers that are not understood (%s)",
                         device_path(phone->device), GSM_ErrorName(error));
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

static int start_machine(struct phone *phone, struct fault *ret_fault)
{
    GSM_Error error;

    phone->machine = new_machine(phone);
    phone_begin(phone, PHONE_START, 0);
    /* One reply each: a command sent again could send a part or a service code twice. */
    error = phone_end(phone, GSM_InitConnection(phone->machine, 1));
    if (error != ERR_NONE)
        return explain_start(phone, error, ret_fault);
    GSM_SetSendSMSStatusCallback(phone->machine, on_sent, phone);
    return 0;
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

    phone_begin(phone, PHONE_IDENTIFY, 0);
    if (GSM_GetIMEI(phone->machine, phone->imei) != ERR_NONE)
        phone->imei[0] = 0;
    if (GSM_GetSIMIMSI(phone->machine, phone->imsi) != ERR_NONE)
        phone->imsi[0] = 0;
    if (GSM_GetModel(phone->machine, phone->model) != ERR_NONE)
        phone->model[0] = 0;
    phone_end(phone, ERR_NONE);
    keep_valid(phone->imei);
    keep_valid(phone->imsi);
    keep_valid(phone->model);
    phone->zero_based =
        GSM_IsPhoneFeatureAvailable(GSM_GetModelInfo(phone->machine), F_SMS_LOCATION_0);
    phone_read_centre(phone);
    charset = phone_ask(phone, PHONE_IDENTIFY, "AT+CSCS?");
    word = at_find(&charset, "+CSCS:");
    phone->charset = word && strncmp(word, "\"GSM\"", 5) == 0 ? CHARSET_GSM : CHARSET_OTHER;
    at_release(&charset);
}

static bool ask_ok(struct phone *phone, enum phone_call_name call, const char *command)
{
    struct at_answer answer = phone_ask(phone, call, command);
    bool ok = answer.result == AT_OK;

    at_release(&answer);
    return ok;
}

/* A former program may have asked for acknowledgements (+CNMA), which libGammu does not give: the
 * modem then tells of no report any more (TS 27.005, 3.4.4). */
static void end_acknowledging(struct phone *phone)
{
    ask_ok(phone, PHONE_LISTEN, "AT+CSMS=0");
}

/* Without any notice the storage is still looked through twice a minute. */
static void listen_to_messages(struct phone *phone)
{
    /* For modems that refuse what they offer. */
    static const char *const others[] = {"AT+CNMI=2,1,0,1,0", "AT+CNMI=2,1,0,2,0",
                                         "AT+CNMI=2,1,0,0,0", "AT+CNMI=1,1,0,0,0", "AT+CNMI=2,1"};
    struct at_answer offered = phone_ask(phone, PHONE_LISTEN, "AT+CNMI=?");
    char command[NOTICES_COMMAND];
    bool told;

    notices_choose(at_find(&offered, "+CNMI:"), phone->stored_reports, command);
    at_release(&offered);
    told = ask_ok(phone, PHONE_LISTEN, command);
    for (size_t i = 0; i < ARRAY_SIZE(others) && !told; i++)
        told = ask_ok(phone, PHONE_LISTEN, others[i]);
}

/* Which notices it has been told to send. What is returned is released already. */
static struct at_answer ask_notices(struct phone *phone, enum phone_call_name call,
                                    char ret[static sizeof(phone->notices)])
{
    struct at_answer answer = phone_ask(phone, call, "AT+CNMI?");
    const char *numbers = at_find(&answer, "+CNMI:");

    snprintf(ret, sizeof(phone->notices), "%.*s", numbers ? (int)strcspn(numbers, "\n") : 0,
             numbers ? numbers : "");
    at_release(&answer);
    return answer;
}

static bool has_no_sim(const struct at_answer *answer)
{
    return (answer->result == AT_CME && answer->code == WIRE_SIM_MISSING) ||
           (answer->result == AT_CMS && answer->code == CMS_NO_SIM);
}

GSM_Error phone_check(struct phone *phone)
{
    char notices[sizeof(phone->notices)];
    struct at_answer answer;
    struct fault fault;

    if (!phone->notices[0])
        return ERR_NONE;
    answer = ask_notices(phone, PHONE_CHECK, notices);
    if (answer.result == AT_SILENT)
        return ERR_TIMEOUT;
    if (has_no_sim(&answer)) {
        fault_set(&fault, WIRE_ORIGIN_SIM, WIRE_SIM_MISSING, "the modem finds its SIM no more");
        phone->lost(&fault, phone->arg);
    }
    if (strcmp(notices, phone->notices) != 0)
        phone_lose_forgetful(phone);
    return ERR_NONE;
}

static void warn_of_notices(struct phone *phone)
{
    const char *room = core_room(phone->core);
    int mode = -1;

    sscanf(phone->notices, "%*d , %*d , %*d , %d", &mode);
    if (!notices_have_texts(phone->notices))
        log_warning(room, "the modem announces no messages: its storage is read twice a minute");
    if (!notices_have_reports(phone->notices))
        log_warning(room, "the modem hands on no delivery reports: who has received a message "
                          "will not be known");
    else if (phone->stored_reports && mode != REPORTS_STORED)
        log_warning(room, "stored_reports is set, but the modem stores no delivery reports: one "
                          "that comes in the moment of a crash is lost");
}

static void listen_to_all(struct phone *phone)
{
    end_acknowledging(phone);
    listen_to_messages(phone);
    ask_notices(phone, PHONE_LISTEN, phone->notices);
    warn_of_notices(phone);
    phone_begin(phone, PHONE_LISTEN, 0);
    GSM_SetIncomingUSSD(phone->machine, TRUE);
    GSM_SetIncomingCall(phone->machine, TRUE);
    GSM_SetFastSMSSending(phone->machine, TRUE);
    phone_end(phone, ERR_NONE);
}

static int wake(struct phone *phone, struct fault *ret_fault)
{
    bool awake;

    phone_begin(phone, PHONE_WAKE, 0);
    awake = at_wake(device_fd(phone->device), phone->line);
    phone_end(phone, ERR_NONE);
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

/* Other programs leave it without (ModemManager does): TS 27.007, 8.2. */
static void turn_radio_on(struct phone *phone)
{
    struct at_answer answer = phone_ask(phone, PHONE_RADIO, "AT+CFUN?");
    const char *level = at_find(&answer, "+CFUN:");
    bool off = level && (level[0] == '0' || level[0] == '4') && !isdigit((unsigned char)level[1]);

    at_release(&answer);
    if (!off)
        return;
    log_info(core_room(phone->core), "its radio was off");
    ask_ok(phone, PHONE_RADIO, "AT+CFUN=1");
}

int phone_start(struct phone *phone, const char *pin, struct fault *ret_fault)
{
    int r = wake(phone, ret_fault);

    if (r != 0)
        return r;
    turn_radio_on(phone);
    phone_begin(phone, PHONE_PIN, 0);
    r = pin_unlock(device_fd(phone->device), phone->line, pin, ret_fault);
    phone_end(phone, ERR_NONE);
    if (r == 0)
        r = start_machine(phone, ret_fault);
    if (r != 0)
        return r;
    identify(phone);
    listen_to_all(phone);
    phone->started = true;
    return 0;
}
