/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Errors as results (3GPP TS 27.007, 9.2; 27.005, 3.2.5), and settings that are one number. */
#include <stdio.h>

#include "base/memory.h"
#include "sim/modem_inside.h"

static const struct error_text {
    int code;
    const char *text;
} cme_texts[] = {
    {CME_NOT_ALLOWED, "operation not allowed"}, {CME_NOT_SUPPORTED, "operation not supported"},
    {CME_SIM_NOT_INSERTED, "SIM not inserted"}, {CME_SIM_PIN, "SIM PIN required"},
    {CME_SIM_PUK, "SIM PUK required"},          {CME_SIM_FAILURE, "SIM failure"},
    {CME_WRONG_PASSWORD, "incorrect password"}, {CME_INVALID_INDEX, "invalid index"},
    {CME_NO_NETWORK, "no network service"},     {CME_INVALID_PARAMETER, "incorrect parameters"},
};

static const struct error_text cms_texts[] = {
    {1, "unassigned (unallocated) number"},
    {8, "operator determined barring"},
    {10, "call barred"},
    {21, "short message transfer rejected"},
    {27, "destination out of service"},
    {28, "unidentified subscriber"},
    {29, "facility rejected"},
    {30, "unknown subscriber"},
    {38, "network out of order"},
    {41, "temporary failure"},
    {42, "congestion"},
    {47, "resources unavailable, unspecified"},
    {CMS_NOT_ALLOWED, "operation not allowed"},
    {CMS_NOT_SUPPORTED, "operation not supported"},
    {CMS_INVALID_PDU_PARAMETER, "invalid PDU mode parameter"},
    {CMS_INVALID_TEXT_PARAMETER, "invalid text mode parameter"},
    {CMS_SIM_NOT_INSERTED, "SIM not inserted"},
    {CMS_SIM_PIN, "SIM PIN required"},
    {CMS_SIM_FAILURE, "SIM failure"},
    {CMS_SIM_PUK, "SIM PUK required"},
    {CMS_INVALID_INDEX, "invalid memory index"},
    {CMS_MEMORY_FULL, "memory full"},
    {CMS_NO_SMSC, "SMSC address unknown"},
    {CMS_NO_NETWORK, "no network service"},
    {CMS_NO_CNMA_EXPECTED, "no +CNMA acknowledgement expected"},
};

static void error(struct modem *m, const char *kind, int code, const struct error_text *texts,
                  size_t count)
{
    const char *text = "unknown error";
    char words[96];

    for (size_t i = 0; i < count; i++) {
        if (texts[i].code == code)
            text = texts[i].text;
    }
    if (m->set.cmee == 2)
        snprintf(words, sizeof(words), "%s ERROR: %s", kind, text);
    else
        snprintf(words, sizeof(words), "%s ERROR: %d", kind, code);
    at_result(m, words, 4);
}

void at_cme(struct modem *m, int code)
{
    if (m->set.cmee)
        error(m, "+CME", code, cme_texts, ARRAY_SIZE(cme_texts));
    else
        at_error(m);
}

/* The errors of messages are told whatever +CMEE says. */
void at_cms(struct modem *m, int code)
{
    error(m, "+CMS", code, cms_texts, ARRAY_SIZE(cms_texts));
}

int at_card_error(const struct modem *m)
{
    switch (m->card.state) {
    case PIN_READY:
        return 0;
    case PIN_WANTED:
        return CME_SIM_PIN;
    case PUK_WANTED:
        return CME_SIM_PUK;
    case PIN_BLOCKED:
        return CME_SIM_FAILURE;
    case SIM_ABSENT:
        return CME_SIM_NOT_INSERTED;
    }
    return CME_SIM_FAILURE;
}

void at_refuse_without_card(struct modem *m, enum at_needs needs)
{
    static const int cms[] = {0, CMS_SIM_PIN, CMS_SIM_PUK, CMS_SIM_FAILURE, CMS_SIM_NOT_INSERTED};

    if (needs == AT_SMS)
        at_cms(m, cms[m->card.state]);
    else
        at_cme(m, at_card_error(m));
}

void at_setting(struct modem *m, const struct at_command *command, const char *name, long *setting,
                long max)
{
    long value;

    switch (command->kind) {
    case AT_TEST:
        modem_line(m, "%s: (0-%ld)", name, max);
        break;
    case AT_READ:
        modem_line(m, "%s: %ld", name, *setting);
        break;
    case AT_SET:
        if (!at_number(command, 0, 0, 0, max, &value)) {
            at_cme(m, CME_INVALID_PARAMETER);
            return;
        }
        *setting = value;
        break;
    case AT_EXEC:
        at_error(m);
        return;
    }
    at_ok(m);
}
