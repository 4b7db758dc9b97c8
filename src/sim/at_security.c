/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands about the PIN and the phone's functionality (3GPP TS 27.007, 7.4, 7.5, 8.2, 8.3). */
#include <stdio.h>
#include <string.h>

#include "sim/modem_inside.h"

static void tell_pin_state(struct modem *m)
{
    switch (m->card.state) {
    case PIN_READY:
        modem_line(m, "+CPIN: READY");
        break;
    case PIN_WANTED:
        modem_line(m, "+CPIN: SIM PIN");
        break;
    case PUK_WANTED:
        modem_line(m, "+CPIN: SIM PUK");
        break;
    case PIN_BLOCKED:
    case SIM_ABSENT:
        at_cme(m, at_card_error(m));
        return;
    }
    at_ok(m);
}

static void enter(struct modem *m, const char *code, const char *new_pin)
{
    if (m->card.state == SIM_ABSENT) {
        at_cme(m, CME_SIM_NOT_INSERTED);
        return;
    }
    if (!code || m->card.state == PIN_READY || (m->card.state == PUK_WANTED && !new_pin)) {
        at_cme(m, CME_NOT_ALLOWED);
        return;
    }
    bool good = m->card.state == PIN_WANTED ? sim_card_enter_pin(&m->card, code)
                                            : sim_card_enter_puk(&m->card, code, new_pin);
    if (good) {
        at_ok(m);
        modem_check_registration(m);
    } else {
        at_cme(m, m->card.state == PUK_WANTED && !new_pin ? CME_SIM_PUK : CME_WRONG_PASSWORD);
    }
}

static void cpin(struct modem *m, const struct at_command *command)
{
    switch (command->kind) {
    case AT_READ:
        tell_pin_state(m);
        break;
    case AT_SET:
        enter(m, at_text(command, 0), at_text(command, 1));
        break;
    case AT_TEST:
        at_ok(m);
        break;
    case AT_EXEC:
        at_error(m);
        break;
    }
}

/* How many attempts are left (27.007, 8.65). */
static void cpinr(struct modem *m, const struct at_command *command)
{
    if (command->kind != AT_TEST) {
        modem_line(m, "+CPINR: SIM PIN,%d,%d", m->card.pin_tries, PIN_TRIES);
        modem_line(m, "+CPINR: SIM PUK,%d,%d", m->card.puk_tries, PUK_TRIES);
    }
    at_ok(m);
}

static void lock_sim(struct modem *m, long mode, const char *pin)
{
    if (mode == 2) {
        modem_line(m, "+CLCK: %d", m->card.guarded);
        at_ok(m);
    } else if (!pin) {
        at_cme(m, CME_SIM_PIN);
    } else if (!sim_card_check_pin(&m->card, pin)) {
        at_cme(m, m->card.state == PIN_READY ? CME_WRONG_PASSWORD : CME_SIM_PUK);
        modem_check_registration(m);
    } else {
        m->card.guarded = mode == 1;
        at_ok(m);
    }
}

static void clck(struct modem *m, const struct at_command *command)
{
    const char *facility = at_text(command, 0);
    long mode;

    if (command->kind == AT_TEST) {
        modem_line(m, "+CLCK: (\"SC\")");
        at_ok(m);
    } else if (command->kind != AT_SET || !facility || !at_number(command, 1, 2, 0, 2, &mode)) {
        at_cme(m, CME_INVALID_PARAMETER);
    } else if (strcmp(facility, "SC")) {
        at_cme(m, CME_NOT_SUPPORTED);
    } else {
        lock_sim(m, mode, at_text(command, 2));
    }
}

static void cpwd(struct modem *m, const struct at_command *command)
{
    const char *facility = at_text(command, 0), *old = at_text(command, 1);
    const char *new_pin = at_text(command, 2);

    if (command->kind == AT_TEST) {
        modem_line(m, "+CPWD: (\"SC\",8)");
        at_ok(m);
    } else if (!facility || strcmp(facility, "SC") || !old || !new_pin || strlen(new_pin) < 4 ||
               strlen(new_pin) > PIN_MAX) {
        at_cme(m, CME_INVALID_PARAMETER);
    } else if (!sim_card_check_pin(&m->card, old)) {
        at_cme(m, CME_WRONG_PASSWORD);
        modem_check_registration(m);
    } else {
        snprintf(m->card.pin, sizeof(m->card.pin), "%s", new_pin);
        at_ok(m);
    }
}

static void restart_after_answer(struct modem *m)
{
    at_ok(m);
    modem_restart(m);
}

static void cfun(struct modem *m, const struct at_command *command)
{
    long functionality, restart;

    if (command->kind == AT_TEST) {
        modem_line(m, "+CFUN: (0,1,4),(0,1)");
        at_ok(m);
    } else if (command->kind == AT_READ) {
        modem_line(m, "+CFUN: %ld", m->functionality);
        at_ok(m);
    } else if (!at_number(command, 0, 1, 0, 4, &functionality) || functionality == 2 ||
               functionality == 3 || !at_number(command, 1, 0, 0, 1, &restart)) {
        at_cme(m, CME_INVALID_PARAMETER);
    } else if (restart) {
        modem_later(m, 0, restart_after_answer);
    } else {
        m->functionality = functionality;
        at_ok(m);
        modem_check_registration(m);
    }
}

static void cpas(struct modem *m, const struct at_command *command)
{
    int activity = m->call.active ? 4 : m->call.ringing ? 3 : 0;

    if (command->kind == AT_TEST)
        modem_line(m, "+CPAS: (0,3,4)");
    else
        modem_line(m, "+CPAS: %d", activity);
    at_ok(m);
}

const struct at_entry at_security[] = {
    {"+CPIN", cpin, AT_ALWAYS}, {"+CPINR", cpinr, AT_ALWAYS}, {"+CLCK", clck, AT_SIM},
    {"+CPWD", cpwd, AT_SIM},    {"+CFUN", cfun, AT_ALWAYS},   {"+CPAS", cpas, AT_ALWAYS},
    {NULL, NULL, AT_ALWAYS},
};
