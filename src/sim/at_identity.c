/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands that ask who the modem and its SIM are (3GPP TS 27.007, 5 and 7.1). */
#include "sim/modem_inside.h"

/* A command that only tells something; =? says that it exists. */
static bool tells(struct modem *m, const struct at_command *command)
{
    if (command->kind == AT_EXEC)
        return true;
    if (command->kind == AT_TEST)
        at_ok(m);
    else
        at_error(m);
    return false;
}

static void tell(struct modem *m, const struct at_command *command, const char *text)
{
    if (!tells(m, command))
        return;
    modem_line(m, "%s", text);
    at_ok(m);
}

static void manufacturer(struct modem *m, const struct at_command *command)
{
    tell(m, command, m->config.manufacturer);
}

static void model(struct modem *m, const struct at_command *command)
{
    tell(m, command, m->config.model);
}

static void revision(struct modem *m, const struct at_command *command)
{
    tell(m, command, m->config.revision);
}

static void serial_number(struct modem *m, const struct at_command *command)
{
    tell(m, command, m->config.imei);
}

static void imsi(struct modem *m, const struct at_command *command)
{
    tell(m, command, m->card.imsi);
}

static void iccid(struct modem *m, const struct at_command *command)
{
    if (command->kind == AT_TEST) {
        at_ok(m);
        return;
    }
    modem_line(m, "%s: %s", command->name, m->card.iccid);
    at_ok(m);
}

static void own_number(struct modem *m, const struct at_command *command)
{
    struct buf line = BUF_INIT;

    if (!tells(m, command))
        return;
    if (m->card.number[0]) {
        buf_puts(&line, "+CNUM: ");
        modem_quote(m, "Thue bao", &line);
        buf_printf(&line, ",\"%s\",145", m->card.number);
        modem_line_bytes(m, line.data, line.len);
        buf_free(&line);
    }
    at_ok(m);
}

static void information(struct modem *m, const struct at_command *command)
{
    modem_line(m, "Manufacturer: %s", m->config.manufacturer);
    modem_line(m, "Model: %s", m->config.model);
    modem_line(m, "Revision: %s", m->config.revision);
    modem_line(m, "IMEI: %s", m->config.imei);
    modem_line(m, "+GCAP: +CGSM");
    at_ok(m);
}

const struct at_entry at_identity[] = {
    {"+CGMI", manufacturer, AT_ALWAYS},
    {"+GMI", manufacturer, AT_ALWAYS},
    {"+CGMM", model, AT_ALWAYS},
    {"+GMM", model, AT_ALWAYS},
    {"+CGMR", revision, AT_ALWAYS},
    {"+GMR", revision, AT_ALWAYS},
    {"+CGSN", serial_number, AT_ALWAYS},
    {"+GSN", serial_number, AT_ALWAYS},
    {"I", information, AT_ALWAYS},
    {"+CIMI", imsi, AT_SIM},
    {"+CCID", iccid, AT_ALWAYS},
    {"+ICCID", iccid, AT_ALWAYS},
    {"^ICCID", iccid, AT_ALWAYS},
    {"+CNUM", own_number, AT_SIM},
    {NULL, NULL, AT_ALWAYS},
};
