/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands about calls (ITU-T V.250, 6.3; 3GPP TS 27.007, 6.5, 7.6, 7.11, 7.18). */
#include <stdio.h>
#include <string.h>

#include "base/loop.h"
#include "sim/call.h"
#include "sim/modem_inside.h"

enum { RING_EVERY_MS = 5000 };

static void clear_call(struct modem *m)
{
    if (m->call.timer)
        loop_timer_stop(m->call.timer);
    m->call.ringing = m->call.active = m->call.alerting = m->call.outgoing = false;
}

void call_reset(struct modem *m)
{
    call_hang_up(m->network, m->subscriber);
    clear_call(m);
}

static void ring_once(void *arg)
{
    struct modem *m = arg;

    modem_notice(m, m->set.crc ? "+CRING: VOICE" : "RING");
    if (m->set.clip && (modem_has(m, QUIRK_NO_CLIP) || !m->call.number[0]))
        modem_notice(m, "+CLIP: \"\",128,,,,1");
    else if (m->set.clip)
        modem_notice(m, "+CLIP: \"%s\",%d,,,,0", m->call.number,
                     m->call.number[0] == '+' ? 145 : 129);
    loop_timer_set(m->call.timer, RING_EVERY_MS);
}

void call_ring(const char *from, void *modem)
{
    struct modem *m = modem;

    if (!modem_on_air(m))
        return; /* it rings for the caller, and nobody hears it */
    m->call.ringing = true;
    snprintf(m->call.number, sizeof(m->call.number), "%s", from);
    if (!m->call.timer)
        m->call.timer = loop_timer_new(m->loop, ring_once, m);
    ring_once(m);
}

/* V.250, 5.6.1: any character aborts dialling while the command waits. */
bool call_abort(struct modem *m)
{
    if (!m->call.outgoing || !modem_has(m, QUIRK_SLOW_DIAL))
        return false;
    call_reset(m);
    at_result(m, "NO CARRIER", 3);
    return true;
}

static void say_result(struct modem *m, const char *words, int number)
{
    /* With slow-dial the dialling command itself is still waiting. */
    if (m->call.outgoing && modem_has(m, QUIRK_SLOW_DIAL) && m->mode == MODE_BUSY)
        at_result(m, words, number);
    else
        modem_notice(m, "%s", words);
}

void call_changed(enum call_event event, void *modem)
{
    struct modem *m = modem;

    switch (event) {
    case CALL_ALERTING:
        m->call.alerting = true;
        return;
    case CALL_ANSWERED:
        m->call.active = true;
        return;
    case CALL_ENDED:
        if (m->call.ringing || m->call.outgoing || m->call.active)
            say_result(m, "NO CARRIER", 3);
        break;
    case CALL_BUSY:
        say_result(m, "BUSY", 7);
        break;
    case CALL_NO_ANSWER:
        say_result(m, "NO ANSWER", 8);
        break;
    }
    clear_call(m);
}

static void dial(struct modem *m, const struct at_command *command)
{
    const char *number = command->args[0].text;

    if (number[0] == '*' || number[0] == '#') {
        ussd_dial(m, number);
    } else if (!command->voice) {
        at_result(m, "NO CARRIER", 3); /* no data calls here */
    } else if (m->call.ringing || m->call.active || m->call.outgoing) {
        at_error(m);
    } else if (!modem_on_air(m)) {
        m->set.cmee ? at_cme(m, CME_NO_NETWORK) : at_result(m, "NO CARRIER", 3);
    } else {
        m->call.outgoing = true;
        snprintf(m->call.number, sizeof(m->call.number), "%s", number);
        call_dial(m->network, m->subscriber, number);
        if (!modem_has(m, QUIRK_SLOW_DIAL))
            at_ok(m);
    }
}

static void answer(struct modem *m, const struct at_command *command)
{
    if (!m->call.ringing) {
        at_result(m, "NO CARRIER", 3);
        return;
    }
    m->call.ringing = false;
    m->call.active = true;
    loop_timer_stop(m->call.timer);
    call_answer(m->network, m->subscriber);
    at_ok(m);
}

static void hang_up(struct modem *m, const struct at_command *command)
{
    if (command->kind != AT_TEST)
        call_reset(m);
    at_ok(m);
}

static void clip(struct modem *m, const struct at_command *command)
{
    if (command->kind == AT_READ) {
        modem_line(m, "+CLIP: %ld,1", m->set.clip);
        at_ok(m);
    } else {
        at_setting(m, command, "+CLIP", &m->set.clip, 1);
    }
}

static void crc(struct modem *m, const struct at_command *command)
{
    at_setting(m, command, "+CRC", &m->set.crc, 1);
}

static void colp(struct modem *m, const struct at_command *command)
{
    at_setting(m, command, "+COLP", &m->set.colp, 1);
}

/* <stat>: 0 active, 2 dialling, 3 alerting, 4 incoming. */
static void clcc(struct modem *m, const struct at_command *command)
{
    bool any = m->call.ringing || m->call.active || m->call.outgoing;
    int state = m->call.active ? 0 : m->call.ringing ? 4 : m->call.alerting ? 3 : 2;

    if (command->kind == AT_EXEC && any)
        modem_line(m, "+CLCC: 1,%d,%d,0,0,\"%s\",%d", !m->call.outgoing, state, m->call.number,
                   m->call.number[0] == '+' ? 145 : 129);
    at_ok(m);
}

static void cmod(struct modem *m, const struct at_command *command)
{
    if (command->kind == AT_READ || command->kind == AT_TEST)
        modem_line(m, command->kind == AT_READ ? "%s: 0" : "%s: (0)", command->name);
    at_ok(m);
}

const struct at_entry at_call[] = {
    {"D", dial, AT_SIM},        {"A", answer, AT_SIM},      {"H", hang_up, AT_ALWAYS},
    {"+CHUP", hang_up, AT_SIM}, {"+CLIP", clip, AT_ALWAYS}, {"+CRC", crc, AT_ALWAYS},
    {"+COLP", colp, AT_ALWAYS}, {"+CLCC", clcc, AT_SIM},    {"+CMOD", cmod, AT_ALWAYS},
    {"+CSTA", cmod, AT_ALWAYS}, {NULL, NULL, AT_ALWAYS},
};
