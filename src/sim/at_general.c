/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands about the dialogue itself (ITU-T V.250, 6.2 and 6.3; 3GPP TS 27.007, 5 and 9). */
#include <stdlib.h>
#include <string.h>

#include "sim/modem_inside.h"

/* The E0 and E of old; without a digit, 0. */
static bool switch_number(const struct at_command *command, long max, long *ret)
{
    return command->kind == AT_EXEC && at_number(command, 0, 0, 0, max, ret);
}

static void set_switch(struct modem *m, const struct at_command *command, bool *setting)
{
    long on;

    if (!switch_number(command, 1, &on)) {
        at_error(m);
        return;
    }
    *setting = on;
    at_ok(m);
}

static void echo(struct modem *m, const struct at_command *command)
{
    set_switch(m, command, &m->set.echo);
    if (modem_has(m, QUIRK_ECHO_STUCK))
        m->set.echo = true;
}

static void verbose(struct modem *m, const struct at_command *command)
{
    set_switch(m, command, &m->set.verbose);
}

static void quiet(struct modem *m, const struct at_command *command)
{
    set_switch(m, command, &m->set.quiet);
}

static void reset(struct modem *m, const struct at_command *command)
{
    call_reset(m);
    settings_reset(&m->set);
    at_ok(m);
}

/* Flow control, circuits, speaker: there is no wire and no loudspeaker. */
static void accept_number(struct modem *m, const struct at_command *command)
{
    at_ok(m);
}

static void s_register(struct modem *m, const struct at_command *command)
{
    long index = atol(command->name + 1), value;

    if (index < 0 || index > 12) {
        at_error(m);
    } else if (command->kind == AT_READ) {
        modem_line(m, "%03ld", m->set.s[index]);
        at_ok(m);
    } else if (command->kind == AT_SET && at_number(command, 0, 0, 0, 255, &value)) {
        m->set.s[index] = value;
        at_ok(m);
    } else {
        at_error(m);
    }
}

static void cmee(struct modem *m, const struct at_command *command)
{
    at_setting(m, command, "+CMEE", &m->set.cmee, 2);
    if (m->set.cmee && modem_has(m, QUIRK_VERBOSE_ERRORS))
        m->set.cmee = 2;
}

static void cscs(struct modem *m, const struct at_command *command)
{
    const char *name = at_text(command, 0);

    switch (command->kind) {
    case AT_TEST:
        modem_line(m, "+CSCS: (\"GSM\",\"IRA\",\"UCS2\",\"HEX\",\"UTF-8\")");
        break;
    case AT_READ:
        modem_line(m, "+CSCS: \"%s\"", charset_names[m->set.charset]);
        break;
    case AT_SET:
        if (name && charset_parse(name, &m->set.charset))
            break;
        at_cme(m, CME_NOT_SUPPORTED);
        return;
    case AT_EXEC:
        at_error(m);
        return;
    }
    at_ok(m);
}

static void gcap(struct modem *m, const struct at_command *command)
{
    modem_line(m, "+GCAP: +CGSM");
    at_ok(m);
}

/* Speed and framing of a line that is none. */
static void accept_line_setting(struct modem *m, const struct at_command *command)
{
    if (command->kind == AT_READ)
        modem_line(m, "%s: %s", command->name, strcmp(command->name, "+IPR") ? "0,0" : "0");
    at_ok(m);
}

const struct at_entry at_general[] = {
    {"E", echo, AT_ALWAYS},
    {"V", verbose, AT_ALWAYS},
    {"Q", quiet, AT_ALWAYS},
    {"Z", reset, AT_ALWAYS},
    {"&F", reset, AT_ALWAYS},
    {"&W", accept_number, AT_ALWAYS},
    {"&D", accept_number, AT_ALWAYS},
    {"&C", accept_number, AT_ALWAYS},
    {"&K", accept_number, AT_ALWAYS},
    {"&S", accept_number, AT_ALWAYS},
    {"X", accept_number, AT_ALWAYS},
    {"L", accept_number, AT_ALWAYS},
    {"M", accept_number, AT_ALWAYS},
    {"S0", s_register, AT_ALWAYS},
    {"S1", s_register, AT_ALWAYS},
    {"S2", s_register, AT_ALWAYS},
    {"S3", s_register, AT_ALWAYS},
    {"S4", s_register, AT_ALWAYS},
    {"S5", s_register, AT_ALWAYS},
    {"S6", s_register, AT_ALWAYS},
    {"S7", s_register, AT_ALWAYS},
    {"S8", s_register, AT_ALWAYS},
    {"S10", s_register, AT_ALWAYS},
    {"S12", s_register, AT_ALWAYS},
    {"+CMEE", cmee, AT_ALWAYS},
    {"+CSCS", cscs, AT_ALWAYS},
    {"+GCAP", gcap, AT_ALWAYS},
    {"+IPR", accept_line_setting, AT_ALWAYS},
    {"+ICF", accept_line_setting, AT_ALWAYS},
    {"+IFC", accept_line_setting, AT_ALWAYS},
    {NULL, NULL, AT_ALWAYS},
};
