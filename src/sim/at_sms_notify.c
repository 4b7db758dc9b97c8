/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the network delivers: stored or handed on, and how the program is told (3GPP TS 27.005,
 * 3.4). */
#include <string.h>

#include "base/loop.h"
#include "sim/modem_inside.h"

enum { MT_STORED_SILENTLY, MT_STORED, MT_DIRECT, MT_CLASS3_DIRECT };
enum { DS_NONE, DS_DIRECT, DS_STORED };
enum { BUFFERED_MAX = 16 * 1024, ACKNOWLEDGE_MS = 15000 };

/* Notices in m->buffered, each behind its length: text in the GSM alphabet may hold a NUL. */
static size_t first_buffered(const struct modem *m)
{
    size_t len;

    memcpy(&len, m->buffered.data, sizeof(len));
    return len;
}

/* With mode 0 notices are kept, the oldest given up for the newest. */
static void tell(struct modem *m, const struct buf *notice)
{
    if (m->set.cnmi[0] != 0) {
        modem_notice_bytes(m, notice->data, notice->len);
        return;
    }
    while (m->buffered.len && m->buffered.len + notice->len > BUFFERED_MAX)
        buf_consume(&m->buffered, sizeof(size_t) + first_buffered(m));
    buf_append(&m->buffered, &notice->len, sizeof(size_t));
    buf_append(&m->buffered, notice->data, notice->len);
}

static void tell_buffered(struct modem *m)
{
    while (m->buffered.len) {
        size_t len = first_buffered(m);
        modem_notice_bytes(m, m->buffered.data + sizeof(len), len);
        buf_consume(&m->buffered, sizeof(len) + len);
    }
}

static size_t with_sca(const struct modem *m, const uint8_t *tpdu, size_t len, uint8_t *pdu)
{
    size_t sca_len = tpdu_encode_sca(m->card.smsc, pdu);

    memcpy(pdu + sca_len, tpdu, len);
    return sca_len;
}

static enum mt_result store(struct modem *m, struct storage *storage, const char *notice,
                            const uint8_t *tpdu, size_t len)
{
    uint8_t pdu[TPDU_SCA_MAX + TPDU_MAX];
    struct buf line = BUF_INIT;
    size_t sca_len = with_sca(m, tpdu, len, pdu);
    long place = storage_add(storage, SMS_REC_UNREAD, pdu, sca_len + len, sca_len);

    if (place < 0)
        return MT_FULL;
    if (notice) {
        buf_printf(&line, "%s: \"%s\",%ld", notice, storage->name, place + sms_first_index(m));
        tell(m, &line);
        buf_free(&line);
    }
    return MT_TAKEN;
}

/* Nobody acknowledged what was handed on: 27.005, 3.4.4 lets the modem stop handing on. */
static void acknowledge_late(void *arg)
{
    struct modem *m = arg;

    m->acknowledging = false;
    m->set.cnmi[1] = MT_STORED_SILENTLY;
    m->set.cnmi[3] = DS_NONE;
    subscriber_acknowledge(m->subscriber, false);
    subscriber_ready(m->subscriber);
}

static enum mt_result hand_on(struct modem *m, const char *notice, const uint8_t *tpdu, size_t len)
{
    uint8_t pdu[TPDU_SCA_MAX + TPDU_MAX];
    struct buf line = BUF_INIT;
    size_t sca_len = with_sca(m, tpdu, len, pdu);

    buf_printf(&line, "%s: ", notice);
    if (m->set.cmgf) {
        sms_show_text(m, pdu, sca_len + len, sca_len, false, &line);
    } else {
        buf_printf(&line, strcmp(notice, "+CMT") ? "%zu\r\n" : ",%zu\r\n", len);
        hex_encode(pdu, sca_len + len, &line);
    }
    tell(m, &line);
    buf_free(&line);
    if (!m->set.csms)
        return MT_TAKEN;
    m->acknowledging = true;
    if (!m->acknowledge_timer)
        m->acknowledge_timer = loop_timer_new(m->loop, acknowledge_late, m);
    loop_timer_set(m->acknowledge_timer, ACKNOWLEDGE_MS);
    return MT_PENDING;
}

static enum mt_result deliver_report(struct modem *m, const uint8_t *tpdu, size_t len)
{
    switch (m->set.cnmi[3]) {
    case DS_DIRECT:
        return hand_on(m, "+CDS", tpdu, len);
    case DS_STORED:
        return store(m, modem_has(m, QUIRK_REPORTS_IN_SM) ? m->mem[2] : &m->sr, "+CDSI", tpdu, len);
    default:
        return MT_TAKEN; /* nobody asked to be told: it is over */
    }
}

static enum mt_result deliver_message(struct modem *m, const uint8_t *tpdu, size_t len)
{
    struct tpdu_deliver deliver;
    bool decoded = tpdu_decode_deliver(tpdu, len, &deliver);
    int class = decoded ? tpdu_dcs_class(deliver.body.dcs) : -1;
    long mt = m->set.cnmi[1];

    if ((mt == MT_DIRECT && class != 2) || (mt == MT_CLASS3_DIRECT && class == 3))
        return hand_on(m, "+CMT", tpdu, len);
    return store(m, m->mem[2], mt == MT_STORED_SILENTLY ? NULL : "+CMTI", tpdu, len);
}

enum mt_result sms_deliver(const uint8_t *tpdu, size_t len, void *modem)
{
    struct modem *m = modem;

    if (!modem_on_air(m) || !len)
        return MT_AWAY;
    return (tpdu[0] & 3) == TPDU_STATUS_REPORT ? deliver_report(m, tpdu, len)
                                               : deliver_message(m, tpdu, len);
}

void sms_place_freed(struct modem *m)
{
    if (modem_on_air(m))
        subscriber_ready(m->subscriber);
}

void sms_reset(struct modem *m)
{
    buf_clear(&m->buffered);
    if (m->acknowledge_timer)
        loop_timer_stop(m->acknowledge_timer);
    m->acknowledging = false;
    subscriber_acknowledge(m->subscriber, false);
}

static bool may_report(const struct modem *m, long ds)
{
    switch (ds) {
    case DS_DIRECT:
        return !modem_has(m, QUIRK_CDSI_ONLY);
    case DS_STORED:
        return modem_has(m, QUIRK_CDSI) || modem_has(m, QUIRK_CDSI_ONLY);
    default:
        return true;
    }
}

static void set_cnmi(struct modem *m, const struct at_command *command)
{
    static const long max[] = {3, 3, 3, 2, 1};
    long wanted[5];

    for (size_t i = 0; i < 5; i++) {
        if (!at_number(command, i, m->set.cnmi[i], 0, max[i], &wanted[i])) {
            at_cms(m, CMS_NOT_SUPPORTED);
            return;
        }
    }
    if (!may_report(m, wanted[3]) || (wanted[2] && modem_has(m, QUIRK_NO_BROADCAST))) {
        at_cms(m, CMS_NOT_SUPPORTED);
        return;
    }
    memcpy(m->set.cnmi, wanted, sizeof(wanted));
    at_ok(m);
    if (wanted[0] != 0 && wanted[4] == 0)
        tell_buffered(m);
    else if (wanted[0] != 0)
        buf_clear(&m->buffered);
}

static void cnmi(struct modem *m, const struct at_command *command)
{
    const long *set = m->set.cnmi;
    const char *reports = modem_has(m, QUIRK_CDSI_ONLY) ? "(0,2)"
                          : modem_has(m, QUIRK_CDSI)    ? "(0,1,2)"
                                                        : "(0,1)";

    if (command->kind == AT_SET) {
        set_cnmi(m, command);
        return;
    }
    if (command->kind == AT_TEST)
        modem_line(m, "+CNMI: (0,1,2,3),(0,1,2,3),%s,%s,(0,1)",
                   modem_has(m, QUIRK_NO_BROADCAST) ? "(0)" : "(0,1,2,3)", reports);
    else if (command->kind == AT_READ)
        modem_line(m, "+CNMI: %ld,%ld,%ld,%ld,%ld", set[0], set[1], set[2], set[3], set[4]);
    at_ok(m);
}

static void csms(struct modem *m, const struct at_command *command)
{
    long service;

    switch (command->kind) {
    case AT_TEST:
        modem_line(m, modem_has(m, QUIRK_NO_CSMS) ? "+CSMS: (0)" : "+CSMS: (0,1)");
        break;
    case AT_READ:
        modem_line(m, "+CSMS: %ld,1,1,1", m->set.csms);
        break;
    case AT_SET:
        if (!at_number(command, 0, 0, 0, modem_has(m, QUIRK_NO_CSMS) ? 0 : 1, &service)) {
            at_cms(m, CMS_NOT_SUPPORTED);
            return;
        }
        m->set.csms = service;
        modem_line(m, "+CSMS: 1,1,1");
        break;
    case AT_EXEC:
        at_error(m);
        return;
    }
    at_ok(m);
}

static void cnma(struct modem *m, const struct at_command *command)
{
    long answer;

    if (command->kind == AT_TEST) {
        modem_line(m, "+CNMA: (0-2)");
        at_ok(m);
    } else if (!m->acknowledging) {
        at_cms(m, CMS_NO_CNMA_EXPECTED);
    } else if (!at_number(command, 0, 0, 0, 2, &answer)) {
        at_cms(m, CMS_INVALID_PDU_PARAMETER);
    } else {
        m->acknowledging = false;
        loop_timer_stop(m->acknowledge_timer);
        at_ok(m);
        subscriber_acknowledge(m->subscriber, answer != 2);
    }
}

static void cscb(struct modem *m, const struct at_command *command)
{
    if (command->kind == AT_TEST)
        modem_line(m, "+CSCB: (0,1)");
    else if (command->kind == AT_READ)
        modem_line(m, "+CSCB: 0,\"\",\"\"");
    at_ok(m);
}

const struct at_entry at_sms_notify[] = {
    {"+CNMI", cnmi, AT_SMS}, {"+CSMS", csms, AT_SMS}, {"+CNMA", cnma, AT_SMS},
    {"+CSCB", cscb, AT_SMS}, {NULL, NULL, AT_ALWAYS},
};
