/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands about the network (3GPP TS 27.007, 7.2, 7.3, 8.5, 10.1). */
#include <string.h>

#include "sim/modem_inside.h"

enum { ACT_EUTRAN = 7 };

static void registration(struct modem *m, const struct at_command *command, const char *name,
                         long *setting)
{
    if (command->kind != AT_READ) {
        at_setting(m, command, name, setting, 2);
        return;
    }
    if (*setting == 2 && m->registered)
        modem_line(m, "%s: 2,%d,\"2A1B\",\"0C0FFE%02X\",%d", name, modem_registration(m),
                   m->config.imsi[14] & 0xff, ACT_EUTRAN);
    else
        modem_line(m, "%s: %ld,%d", name, *setting, modem_registration(m));
    at_ok(m);
}

static void creg(struct modem *m, const struct at_command *command)
{
    registration(m, command, "+CREG", &m->set.creg);
}

static void cgreg(struct modem *m, const struct at_command *command)
{
    registration(m, command, "+CGREG", &m->set.cgreg);
}

static void cereg(struct modem *m, const struct at_command *command)
{
    registration(m, command, "+CEREG", &m->set.cereg);
}

static void csq(struct modem *m, const struct at_command *command)
{
    if (command->kind == AT_TEST)
        modem_line(m, "+CSQ: (0-31,99),(99)");
    else
        modem_line(m, "+CSQ: %ld,99", m->registered || !m->network_lost ? m->signal : 99);
    at_ok(m);
}

static void tell_operator(struct modem *m)
{
    struct buf line = BUF_INIT;

    if (!m->registered) {
        modem_line(m, "+COPS: 0");
    } else {
        buf_printf(&line, "+COPS: 0,%ld,", m->set.cops_format);
        if (m->set.cops_format == 2)
            buf_printf(&line, "\"%s\"", m->config.plmn);
        else
            modem_quote(m, m->config.operator_name, &line);
        buf_printf(&line, ",%d", ACT_EUTRAN);
        modem_line_bytes(m, line.data, line.len);
        buf_free(&line);
    }
    at_ok(m);
}

static void choose_operator(struct modem *m, const struct at_command *command)
{
    long mode, format;

    if (!at_number(command, 0, 0, 0, 4, &mode) ||
        !at_number(command, 1, m->set.cops_format, 0, 2, &format)) {
        at_cme(m, CME_INVALID_PARAMETER);
        return;
    }
    if (mode == 3 || mode == 1 || mode == 4)
        m->set.cops_format = format;
    const char *wanted = mode == 1 || mode == 4 ? at_text(command, 2) : NULL;
    if (wanted && strcmp(wanted, format == 2 ? m->config.plmn : m->config.operator_name))
        at_cme(m, CME_NO_NETWORK);
    else
        at_ok(m);
}

static void cops(struct modem *m, const struct at_command *command)
{
    switch (command->kind) {
    case AT_READ:
        tell_operator(m);
        break;
    case AT_SET:
        choose_operator(m, command);
        break;
    case AT_TEST:
        if (m->network_lost)
            modem_line(m, "+COPS: ,(0,1,3),(0,2)");
        else
            modem_line(m, "+COPS: (2,\"%s\",\"%s\",\"%s\",%d),,(0,1,3,4),(0,1,2)",
                       m->config.operator_name, m->config.operator_name, m->config.plmn,
                       ACT_EUTRAN);
        at_ok(m);
        break;
    case AT_EXEC:
        at_error(m);
        break;
    }
}

static void cgatt(struct modem *m, const struct at_command *command)
{
    if (command->kind == AT_READ)
        modem_line(m, "+CGATT: %d", m->registered);
    else if (command->kind == AT_TEST)
        modem_line(m, "+CGATT: (0,1)");
    at_ok(m);
}

const struct at_entry at_network[] = {
    {"+CREG", creg, AT_ALWAYS}, {"+CGREG", cgreg, AT_ALWAYS}, {"+CEREG", cereg, AT_ALWAYS},
    {"+CSQ", csq, AT_ALWAYS},   {"+COPS", cops, AT_SIM},      {"+CGATT", cgatt, AT_SIM},
    {NULL, NULL, AT_ALWAYS},
};
