/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A GSM modem: its life between being plugged in and pulled out, its faults, its registration. */
#include "sim/modem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/loop.h"
#include "base/memory.h"
#include "sim/agenda.h"
#include "sim/modem_inside.h"
#include "sim/pty.h"

const struct modem_quirk_word modem_quirks[MODEM_QUIRKS] = {
    {"no-broadcast", "the third range of +CNMI is (0) alone"},
    {"no-reference", "+CMGS is answered by OK alone"},
    {"cdsi", "status reports may be stored, told of by +CDSI; without it they cannot"},
    {"cdsi-only", "they are stored or nothing, never handed on as +CDS"},
    {"slow-prompt", "the prompt of +CMGS takes a second"},
    {"echo-stuck", "ATE0 changes nothing"},
    {"zero-based", "the first place of a storage is 0, not 1"},
    {"chatty", "^RSSI notices every two seconds, with +CFUN between lines"},
    {"no-cmms", "the radio link is not kept"},
    {"no-ussd", "no service codes"},
    {"ussd-packed", "their texts are packed septets in hexadecimal"},
    {"no-clip", "nobody tells who calls"},
    {"pdu-only", "no text mode"},
    {"no-csms", "phase 2+ is refused"},
    {"slow-dial", "dialling is answered when the call is"},
    {"reports-in-sm", "stored reports lie among the messages, not in SR"},
    {"verbose-errors", "+CMEE=1 gives errors in words, as 2 does"},
    {"zero-reference", "+CMGS tells reference 0, whatever the network has given"},
};

enum { CHATTER_MS = 2000 };

bool modem_has(const struct modem *m, enum modem_quirk quirk)
{
    return m->config.quirks & quirk;
}

const char *modem_name(const struct modem *modem)
{
    return modem->config.name;
}

struct subscriber *modem_subscriber(const struct modem *modem)
{
    return modem->subscriber;
}

void settings_reset(struct settings *set)
{
    *set = (struct settings){
        .echo = true,
        .verbose = true,
        .s = {[3] = '\r', [4] = '\n', [5] = '\b'},
        .csms = 0,
        .fo = 17,
        .vp = 167,
    };
}

bool modem_on_air(const struct modem *m)
{
    return m->pty && !m->hung && m->registered;
}

int modem_registration(const struct modem *m)
{
    if (m->registered)
        return 1;
    bool searching = m->functionality == 1 && m->card.state == PIN_READY;
    return searching ? 2 : 0;
}

static void tell_registration(struct modem *m)
{
    static const char *const names[] = {"+CREG", "+CGREG", "+CEREG"};
    const long wanted[] = {m->set.creg, m->set.cgreg, m->set.cereg};

    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        if (wanted[i] == 2 && m->registered)
            modem_notice(m, "%s: %d,\"2A1B\",\"0C0FFE%02X\",7", names[i], modem_registration(m),
                         m->config.imsi[14] & 0xff);
        else if (wanted[i])
            modem_notice(m, "%s: %d", names[i], modem_registration(m));
    }
}

static void set_registered(struct modem *m, bool registered)
{
    if (m->registered == registered)
        return;
    m->registered = registered;
    tell_registration(m);
    if (registered)
        subscriber_ready(m->subscriber);
}

static void network_found(void *arg)
{
    struct modem *m = arg;

    m->registers = NULL;
    set_registered(m, true);
}

void modem_check_registration(struct modem *m)
{
    struct agenda *agenda = network_agenda(m->network);
    bool can = m->pty && m->functionality == 1 && m->card.state == PIN_READY && !m->network_lost;

    if (!can) {
        agenda_cancel(agenda, m->registers);
        m->registers = NULL;
        set_registered(m, false);
    } else if (!m->registered && !m->registers && !m->config.registration_ms) {
        set_registered(m, true);
    } else if (!m->registered && !m->registers) {
        m->registers = agenda_after(agenda, m->config.registration_ms, network_found, m);
    }
}

static void chatter(void *arg)
{
    struct modem *m = arg;

    modem_notice(m, "^RSSI: %ld", m->signal);
    loop_timer_set(m->chatter, CHATTER_MS);
}

static void power_up(struct modem *m)
{
    modem_reset_dialogue(m);
    settings_reset(&m->set);
    m->functionality = 1;
    m->registered = false;
    m->sms.link_until = 0;
    sms_reset(m);
    call_reset(m);
    m->ussd_session = false;
    sim_card_power_up(&m->card);
    modem_check_registration(m);
}

void modem_restart(struct modem *modem)
{
    set_registered(modem, false);
    power_up(modem);
}

static void terminal_read(const char *bytes, size_t len, void *arg)
{
    struct modem *m = arg;

    m->heard += (int64_t)len;
    modem_hear(m, bytes, len);
}

bool modem_plug(struct modem *modem)
{
    if (modem->pty)
        return true;
    modem->pty = pty_new(modem->loop, modem->link_path, terminal_read, modem);
    if (!modem->pty)
        return false;
    modem->hung = false;
    power_up(modem);
    if (modem_has(modem, QUIRK_CHATTY)) {
        modem->chatter = loop_timer_new(modem->loop, chatter, modem);
        loop_timer_set(modem->chatter, CHATTER_MS);
    }
    return true;
}

void modem_unplug(struct modem *modem)
{
    if (!modem->pty)
        return;
    pty_free(modem->pty);
    modem->pty = NULL;
    loop_timer_free(modem->chatter);
    modem->chatter = NULL;
    modem_reset_dialogue(modem);
    sms_reset(modem);
    call_reset(modem);
    modem_check_registration(modem);
}

static const struct terminal_ops ops = {
    .deliver = sms_deliver,
    .ring = call_ring,
    .call = call_changed,
    .ussd = ussd_answered,
};

static void copy_card(struct sim_card *card, const struct modem_config *config)
{
    sim_card_init(card, config->pin, (size_t)config->sm_size);
    snprintf(card->imsi, sizeof(card->imsi), "%s", config->imsi);
    snprintf(card->iccid, sizeof(card->iccid), "%s", config->iccid);
    snprintf(card->smsc, sizeof(card->smsc), "%s", config->smsc);
    if (config->number_on_sim)
        snprintf(card->number, sizeof(card->number), "%s", config->number);
}

struct modem *modem_new(struct loop *loop, struct network *network, struct subscriber *subscriber,
                        const struct modem_config *config, const char *dir)
{
    struct modem *m = xcalloc(1, sizeof(*m));

    m->config = *config;
    m->loop = loop;
    m->network = network;
    m->subscriber = subscriber;
    m->link_path = xasprintf("%s/%s", dir, config->name);
    m->signal = config->signal;
    copy_card(&m->card, config);
    storage_init(&m->me, "ME", (size_t)config->me_size);
    storage_init(&m->sr, "SR", (size_t)config->sr_size);
    for (size_t i = 0; i < ARRAY_SIZE(m->mem); i++)
        m->mem[i] = &m->card.sms;
    subscriber_attach(subscriber, &ops, m);
    if (!modem_plug(m)) {
        modem_free(m);
        return NULL;
    }
    return m;
}

void modem_clear_faults(struct modem *modem)
{
    while (modem->faults) {
        struct fault_node *node = modem->faults;
        modem->faults = node->next;
        free(node);
    }
}

void modem_free(struct modem *modem)
{
    if (!modem)
        return;
    modem_unplug(modem);
    subscriber_attach(modem->subscriber, NULL, NULL);
    modem_clear_faults(modem);
    loop_timer_free(modem->timer);
    loop_timer_free(modem->call.timer);
    loop_timer_free(modem->acknowledge_timer);
    struct buf *const bufs[] = {&modem->input,   &modem->line, &modem->last_line, &modem->response,
                                &modem->notices, &modem->out,  &modem->data,      &modem->buffered};
    for (size_t i = 0; i < ARRAY_SIZE(bufs); i++)
        buf_free(bufs[i]);
    sim_card_release(&modem->card);
    storage_release(&modem->me);
    storage_release(&modem->sr);
    free(modem->link_path);
    free(modem);
}

void modem_add_fault(struct modem *modem, const struct modem_fault *fault)
{
    struct fault_node **last = &modem->faults;

    while (*last)
        last = &(*last)->next;
    *last = xcalloc(1, sizeof(**last));
    (*last)->fault = *fault;
}

static bool is_meant(const struct modem_fault *fault, const struct at_command *command)
{
    size_t len = strcspn(fault->command, "=");
    const char *argument = at_text(command, 0);

    if (!len)
        return true;
    if (strncmp(fault->command, command->name, len) || command->name[len])
        return false;
    return !fault->command[len] || (argument && !strcmp(fault->command + len + 1, argument));
}

const struct modem_fault *modem_take_fault(struct modem *m, enum fault_kind kind)
{
    static struct modem_fault taken;

    for (struct fault_node **at = &m->faults; *at; at = &(*at)->next) {
        struct fault_node *node = *at;
        if (node->fault.kind != kind || !is_meant(&node->fault, &m->command))
            continue;
        taken = node->fault;
        if (node->fault.count > 0 && --node->fault.count == 0) {
            *at = node->next;
            free(node);
        }
        return &taken;
    }
    return NULL;
}

void modem_hang(struct modem *modem, bool hung)
{
    if (modem->hung == hung)
        return;
    modem->hung = hung;
    modem_reset_dialogue(modem);
    if (!hung && modem_on_air(modem))
        subscriber_ready(modem->subscriber);
}

void modem_lose_network(struct modem *modem, bool lost)
{
    modem->network_lost = lost;
    modem_check_registration(modem);
}

void modem_set_signal(struct modem *modem, long signal)
{
    modem->signal = signal;
}

void modem_lock_pin(struct modem *modem)
{
    sim_card_lock(&modem->card);
    modem_check_registration(modem);
}

void modem_insert_sim(struct modem *modem, bool in)
{
    sim_card_insert(&modem->card, in);
    modem_check_registration(modem);
}

void modem_fill_storage(struct modem *modem)
{
    struct tpdu_deliver old = {.sent = clock_wall_ms() - 30 * DAY};
    uint8_t pdu[TPDU_SCA_MAX + TPDU_MAX];
    const char text[] = "[QC] Tang 20% gia tri the nap. Soan KM gui 199. Tu choi: TC gui 199";

    tpdu_address_parse("199", &old.from);
    tpdu_body_set(&old.body, text, strlen(text), NULL);
    size_t sca_len = tpdu_encode_sca(modem->card.smsc, pdu);
    size_t len = sca_len + tpdu_encode_deliver(&old, pdu + sca_len);
    while (storage_add(modem->mem[2], SMS_REC_READ, pdu, len, sca_len) >= 0)
        ;
}

void modem_say(struct modem *modem, const char *line)
{
    if (modem->pty)
        modem_notice(modem, "%s", line);
}

void modem_get_status(const struct modem *modem, struct modem_status *ret_status)
{
    static const char *const pins[] = {"ready", "wanted", "puk", "blocked", "absent"};

    *ret_status = (struct modem_status){
        .plugged = modem->pty,
        .hung = modem->hung,
        .registered = modem->registered,
        .in_call = modem->call.ringing || modem->call.active || modem->call.outgoing,
        .heard = modem->heard,
        .users = modem->pty ? pty_users(modem->pty) : 0,
        .pin = pins[modem->card.state],
        .pin_tries = modem->card.pin_tries,
        .signal = modem->signal,
        .sm_used = modem->card.sms.used,
        .sm_size = modem->card.sms.size,
        .me_used = modem->me.used,
        .me_size = modem->me.size,
        .sr_used = modem->sr.used,
        .sr_size = modem->sr.size,
    };
}
