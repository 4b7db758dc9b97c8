/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands that send messages and write them to memory (3GPP TS 27.005, 3.5). */
#include <string.h>

#include "base/clock.h"
#include "sim/modem_inside.h"

enum { LINK_STAYS_MS = 5000 }; /* how long +CMMS=1 and 2 keep the radio link after a message */

/* The radio link is set up once when messages follow each other and +CMMS holds it. */
static int64_t time_on_air(struct modem *m)
{
    int64_t now = clock_monotonic_ms();
    int64_t setup = now < m->sms.link_until ? 0 : m->config.setup_ms;

    m->sms.link_until = m->set.cmms ? now + m->config.submit_ms + setup + LINK_STAYS_MS : 0;
    return m->config.submit_ms + setup;
}

static void submit_now(struct modem *m)
{
    const struct modem_fault *fault = modem_take_fault(m, FAULT_CMS);
    int cms = fault ? (int)fault->code
              : !modem_on_air(m)
                  ? CMS_NO_NETWORK
                  : network_submit(m->network, m->subscriber, &m->sms.submit, m->reference);

    if (cms) {
        if (fault)
            network_count_refused(m->network, m->subscriber);
        at_cms(m, cms);
        return;
    }
    uint8_t reference = m->reference++;
    if (!modem_has(m, QUIRK_NO_REFERENCE))
        modem_line(m, "%s: %d", m->command.name,
                   modem_has(m, QUIRK_ZERO_REFERENCE) ? 0 : reference);
    at_ok(m);
}

static void submit(struct modem *m)
{
    int64_t ms = time_on_air(m);

    if (!m->card.smsc[0])
        at_cms(m, CMS_NO_SMSC);
    else if (ms)
        modem_later(m, ms, submit_now);
    else
        submit_now(m);
}

/* What was typed, as address of the centre and TPDU; false when it is not hexadecimal or has not
 * the announced length. */
static bool typed_pdu(struct modem *m, struct buf *out, size_t *ret_sca_len)
{
    struct buf digits = BUF_INIT;

    for (size_t i = 0; i < m->data.len; i++) {
        if (!strchr(" \r\n", m->data.data[i]))
            buf_putc(&digits, m->data.data[i]);
    }
    bool good = hex_decode(buf_str(&digits), digits.len, out);
    buf_free(&digits);
    *ret_sca_len = good ? tpdu_sca_octets((const uint8_t *)buf_str(out), out->len) : 0;
    return *ret_sca_len && out->len - *ret_sca_len == (size_t)m->sms.length;
}

/* Decodes what was typed into m->sms.submit; 0 or the CMS error. */
static int typed_submit(struct modem *m)
{
    struct buf pdu = BUF_INIT;
    size_t sca_len;

    if (m->set.cmgf) {
        m->sms.submit = (struct tpdu_submit){.to = m->sms.to};
        return sms_from_text(m, buf_str(&m->data), m->data.len, &m->sms.submit)
                   ? 0
                   : CMS_INVALID_TEXT_PARAMETER;
    }
    bool good =
        typed_pdu(m, &pdu, &sca_len) &&
        tpdu_decode_submit((const uint8_t *)pdu.data + sca_len, pdu.len - sca_len, &m->sms.submit);
    buf_free(&pdu);
    return good ? 0 : CMS_INVALID_PDU_PARAMETER;
}

static void cmgs_typed(struct modem *m, bool cancelled)
{
    int cms = cancelled ? 0 : typed_submit(m);

    if (cancelled)
        at_ok(m);
    else if (cms)
        at_cms(m, cms);
    else
        submit(m);
}

static bool read_length(struct modem *m, const struct at_command *command)
{
    return at_number(command, 0, 0, 8, TPDU_MAX, &m->sms.length) && m->sms.length;
}

static void cmgs(struct modem *m, const struct at_command *command)
{
    if (command->kind == AT_TEST) {
        at_ok(m);
        return;
    }
    bool good =
        command->kind == AT_SET &&
        (m->set.cmgf ? sms_read_address(m, command, 0, &m->sms.to) : read_length(m, command));
    if (good)
        modem_prompt(m, cmgs_typed);
    else
        at_cms(m, m->set.cmgf ? CMS_INVALID_TEXT_PARAMETER : CMS_INVALID_PDU_PARAMETER);
}

static void store(struct modem *m, const uint8_t *pdu, size_t len, size_t sca_len)
{
    long place = storage_add(m->mem[1], m->sms.status, pdu, len, sca_len);

    if (place < 0) {
        at_cms(m, CMS_MEMORY_FULL);
        return;
    }
    modem_line(m, "+CMGW: %ld", place + sms_first_index(m));
    at_ok(m);
}

static void store_text(struct modem *m)
{
    uint8_t pdu[TPDU_SCA_MAX + TPDU_MAX];

    m->sms.submit = (struct tpdu_submit){.to = m->sms.to};
    if (!sms_from_text(m, buf_str(&m->data), m->data.len, &m->sms.submit)) {
        at_cms(m, CMS_INVALID_TEXT_PARAMETER);
        return;
    }
    size_t sca_len = tpdu_encode_sca(m->card.smsc, pdu);
    size_t len = sca_len + tpdu_encode_submit(&m->sms.submit, pdu + sca_len);
    store(m, pdu, len, sca_len);
}

static void cmgw_typed(struct modem *m, bool cancelled)
{
    struct buf pdu = BUF_INIT;
    size_t sca_len;

    if (cancelled)
        at_ok(m);
    else if (m->set.cmgf)
        store_text(m);
    else if (typed_pdu(m, &pdu, &sca_len) && pdu.len <= SMS_PDU_MAX)
        store(m, (const uint8_t *)pdu.data, pdu.len, sca_len);
    else
        at_cms(m, CMS_INVALID_PDU_PARAMETER);
    buf_free(&pdu);
}

static bool read_status(struct modem *m, const struct at_command *command)
{
    static const char *const words[] = {"REC UNREAD", "REC READ", "STO UNSENT", "STO SENT"};
    const char *word = m->set.cmgf ? at_text(command, 2) : NULL;
    long status = SMS_STO_UNSENT;

    if (!m->set.cmgf && !at_number(command, 1, SMS_STO_UNSENT, 0, 3, &status))
        return false;
    for (long i = 0; word && i < 4; i++) {
        if (!strcmp(word, words[i]))
            status = i;
    }
    m->sms.status = (enum sms_status)status;
    return true;
}

static void cmgw(struct modem *m, const struct at_command *command)
{
    if (command->kind == AT_TEST) {
        at_ok(m);
        return;
    }
    bool good =
        read_status(m, command) &&
        (m->set.cmgf ? sms_read_address(m, command, 0, &m->sms.to) : read_length(m, command));
    if (good)
        modem_prompt(m, cmgw_typed);
    else
        at_cms(m, m->set.cmgf ? CMS_INVALID_TEXT_PARAMETER : CMS_INVALID_PDU_PARAMETER);
}

static void cmss(struct modem *m, const struct at_command *command)
{
    long index;
    struct tpdu_address to;

    if (command->kind == AT_TEST) {
        at_ok(m);
        return;
    }
    bool good = at_number(command, 0, -1, 0, 65535, &index);
    struct stored_sms *sms = good ? storage_at(m->mem[1], index - sms_first_index(m)) : NULL;
    if (!sms ||
        !tpdu_decode_submit(sms->pdu + sms->sca_len, sms->len - sms->sca_len, &m->sms.submit)) {
        at_cms(m, CMS_INVALID_INDEX);
        return;
    }
    if (sms_read_address(m, command, 1, &to))
        m->sms.submit.to = to;
    sms->status = SMS_STO_SENT;
    submit(m);
}

static void cmms(struct modem *m, const struct at_command *command)
{
    if (modem_has(m, QUIRK_NO_CMMS))
        at_error(m);
    else
        at_setting(m, command, "+CMMS", &m->set.cmms, 2);
}

const struct at_entry at_sms_send[] = {
    {"+CMGS", cmgs, AT_SMS}, {"+CMGW", cmgw, AT_SMS}, {"+CMSS", cmss, AT_SMS},
    {"+CMMS", cmms, AT_SMS}, {NULL, NULL, AT_ALWAYS},
};
