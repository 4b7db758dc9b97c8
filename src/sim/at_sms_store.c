/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands about stored messages and about how messages are shown (3GPP TS 27.005, 3.1 to 3.3). */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "sim/modem_inside.h"

static const char *const status_words[] = {"REC UNREAD", "REC READ", "STO UNSENT", "STO SENT",
                                           "ALL"};
enum { STATUS_ALL = 4 };

long sms_first_index(const struct modem *m)
{
    return modem_has(m, QUIRK_ZERO_BASED) ? 0 : 1;
}

static void cmgf(struct modem *m, const struct at_command *command)
{
    at_setting(m, command, "+CMGF", &m->set.cmgf, modem_has(m, QUIRK_NO_TEXT_MODE) ? 0 : 1);
}

static void csdh(struct modem *m, const struct at_command *command)
{
    at_setting(m, command, "+CSDH", &m->set.csdh, 1);
}

static void csca(struct modem *m, const struct at_command *command)
{
    struct buf line = BUF_INIT;
    struct tpdu_address address;

    if (command->kind == AT_READ) {
        buf_puts(&line, "+CSCA: ");
        modem_quote(m, m->card.smsc, &line);
        buf_printf(&line, ",%d", m->card.smsc[0] == '+' ? 145 : 129);
        modem_line_bytes(m, line.data, line.len);
        at_ok(m);
    } else if (command->kind == AT_TEST) {
        at_ok(m);
    } else if (sms_read_address(m, command, 0, &address)) {
        snprintf(m->card.smsc, sizeof(m->card.smsc), "%.23s", address.text);
        at_ok(m);
    } else {
        at_cms(m, CMS_INVALID_TEXT_PARAMETER);
    }
    buf_free(&line);
}

static void csmp(struct modem *m, const struct at_command *command)
{
    struct settings *set = &m->set;
    long fo, vp, pid, dcs;

    if (command->kind == AT_READ) {
        modem_line(m, "+CSMP: %ld,%ld,%ld,%ld", set->fo, set->vp, set->pid, set->dcs);
    } else if (command->kind == AT_SET) {
        if (!at_number(command, 0, set->fo, 0, 255, &fo) ||
            !at_number(command, 1, set->vp, 0, 255, &vp) ||
            !at_number(command, 2, set->pid, 0, 255, &pid) ||
            !at_number(command, 3, set->dcs, 0, 255, &dcs)) {
            at_cms(m, CMS_INVALID_TEXT_PARAMETER);
            return;
        }
        set->fo = fo;
        set->vp = vp;
        set->pid = pid;
        set->dcs = dcs;
    }
    at_ok(m);
}

static struct storage *find_storage(struct modem *m, const char *name)
{
    struct storage *const all[] = {&m->card.sms, &m->me, &m->sr};

    for (size_t i = 0; i < ARRAY_SIZE(all); i++) {
        if (!strcmp(all[i]->name, name))
            return all[i];
    }
    return NULL;
}

static void set_storages(struct modem *m, const struct at_command *command)
{
    struct storage *wanted[3];

    for (size_t i = 0; i < ARRAY_SIZE(wanted); i++) {
        const char *name = at_text(command, i);
        wanted[i] = name ? find_storage(m, name) : m->mem[i];
        if (!wanted[i] || (i > 0 && wanted[i] == &m->sr)) {
            at_cms(m, CMS_NOT_SUPPORTED);
            return;
        }
    }
    memcpy(m->mem, wanted, sizeof(wanted));
    modem_line(m, "+CPMS: %zu,%zu,%zu,%zu,%zu,%zu", m->mem[0]->used, m->mem[0]->size,
               m->mem[1]->used, m->mem[1]->size, m->mem[2]->used, m->mem[2]->size);
    at_ok(m);
    sms_place_freed(m);
}

static void cpms(struct modem *m, const struct at_command *command)
{
    struct storage *const *mem = m->mem;

    switch (command->kind) {
    case AT_TEST:
        modem_line(m, "+CPMS: (\"SM\",\"ME\",\"SR\"),(\"SM\",\"ME\"),(\"SM\",\"ME\")");
        break;
    case AT_READ:
        modem_line(m, "+CPMS: \"%s\",%zu,%zu,\"%s\",%zu,%zu,\"%s\",%zu,%zu", mem[0]->name,
                   mem[0]->used, mem[0]->size, mem[1]->name, mem[1]->used, mem[1]->size,
                   mem[2]->name, mem[2]->used, mem[2]->size);
        break;
    case AT_SET:
        set_storages(m, command);
        return;
    case AT_EXEC:
        at_error(m);
        return;
    }
    at_ok(m);
}

/* Which status +CMGL lists: a number in PDU mode, words in text mode; STATUS_ALL for all. */
static bool listed_status(const struct modem *m, const struct at_command *command, long *ret_status)
{
    const char *words = at_text(command, 0);

    if (!m->set.cmgf)
        return at_number(command, 0, 0, 0, STATUS_ALL, ret_status);
    *ret_status = SMS_REC_UNREAD;
    for (size_t i = 0; words && i < ARRAY_SIZE(status_words); i++) {
        if (!strcmp(words, status_words[i])) {
            *ret_status = (long)i;
            return true;
        }
    }
    return !words;
}

static void show(struct modem *m, const char *name, long index, struct stored_sms *sms)
{
    struct buf line = BUF_INIT;

    buf_printf(&line, "%s: ", name);
    if (index >= 0)
        buf_printf(&line, "%ld,", index);
    if (m->set.cmgf) {
        buf_printf(&line, "\"%s\",", status_words[sms->status]);
        sms_show_text(m, sms->pdu, sms->len, sms->sca_len, index >= 0, &line);
    } else {
        buf_printf(&line, "%d,,%zu\r\n", sms->status, sms->len - sms->sca_len);
        hex_encode(sms->pdu, sms->len, &line);
    }
    modem_line_bytes(m, line.data, line.len);
    buf_free(&line);
    if (sms->status == SMS_REC_UNREAD)
        sms->status = SMS_REC_READ;
}

static void cmgl(struct modem *m, const struct at_command *command)
{
    long status;

    if (command->kind == AT_TEST) {
        modem_line(m, m->set.cmgf ? "+CMGL: (\"REC UNREAD\",\"REC READ\",\"STO UNSENT\","
                                    "\"STO SENT\",\"ALL\")"
                                  : "+CMGL: (0-4)");
        at_ok(m);
        return;
    }
    if (!listed_status(m, command, &status)) {
        at_cms(m, m->set.cmgf ? CMS_INVALID_TEXT_PARAMETER : CMS_INVALID_PDU_PARAMETER);
        return;
    }
    for (size_t i = 0; i < m->mem[0]->size; i++) {
        struct stored_sms *sms = storage_at(m->mem[0], (long)i);
        if (sms && (status == STATUS_ALL || (long)sms->status == status))
            show(m, "+CMGL", (long)i + sms_first_index(m), sms);
    }
    at_ok(m);
}

static void cmgr(struct modem *m, const struct at_command *command)
{
    long index;

    if (command->kind == AT_TEST) {
        at_ok(m);
        return;
    }
    bool good = at_number(command, 0, -1, 0, 65535, &index) && index >= 0;
    struct stored_sms *sms = good ? storage_at(m->mem[0], index - sms_first_index(m)) : NULL;
    if (!sms) {
        at_cms(m, CMS_INVALID_INDEX);
        return;
    }
    show(m, "+CMGR", -1, sms);
    at_ok(m);
}

/* <delflag>: 1 what was read, 2 and what was sent, 3 and what was not, 4 all. */
static void delete_many(struct modem *m, long flag)
{
    static const bool goes[5][4] = {
        [1] = {[SMS_REC_READ] = true},
        [2] = {[SMS_REC_READ] = true, [SMS_STO_SENT] = true},
        [3] = {[SMS_REC_READ] = true, [SMS_STO_SENT] = true, [SMS_STO_UNSENT] = true},
        [4] = {true, true, true, true},
    };

    for (size_t i = 0; i < m->mem[0]->size; i++) {
        struct stored_sms *sms = storage_at(m->mem[0], (long)i);
        if (sms && goes[flag][sms->status])
            storage_delete(m->mem[0], (long)i);
    }
}

static void list_used_places(struct modem *m)
{
    struct buf line = BUF_INIT;
    const char *comma = "";

    buf_puts(&line, "+CMGD: (");
    for (size_t i = 0; i < m->mem[0]->size; i++) {
        if (storage_at(m->mem[0], (long)i)) {
            buf_printf(&line, "%s%ld", comma, (long)i + sms_first_index(m));
            comma = ",";
        }
    }
    buf_puts(&line, "),(0-4)");
    modem_line_bytes(m, line.data, line.len);
    buf_free(&line);
}

static void cmgd(struct modem *m, const struct at_command *command)
{
    long index, flag, first = sms_first_index(m);

    if (command->kind == AT_TEST) {
        list_used_places(m);
        at_ok(m);
        return;
    }
    if (command->kind != AT_SET || !at_number(command, 0, first, 0, 65535, &index) ||
        !at_number(command, 1, 0, 0, 4, &flag) || (!flag && !command->args[0].given)) {
        at_cms(m, CMS_INVALID_PDU_PARAMETER);
        return;
    }
    if (!flag && (index < first || index >= first + (long)m->mem[0]->size)) {
        at_cms(m, CMS_INVALID_INDEX);
        return;
    }
    if (flag)
        delete_many(m, flag);
    else
        storage_delete(m->mem[0], index - first);
    at_ok(m);
    sms_place_freed(m);
}

static void accept_profile(struct modem *m, const struct at_command *command)
{
    at_ok(m);
}

const struct at_entry at_sms_store[] = {
    {"+CMGF", cmgf, AT_ALWAYS},        {"+CSDH", csdh, AT_ALWAYS},
    {"+CSCA", csca, AT_SMS},           {"+CSMP", csmp, AT_SMS},
    {"+CPMS", cpms, AT_SMS},           {"+CMGL", cmgl, AT_SMS},
    {"+CMGR", cmgr, AT_SMS},           {"+CMGD", cmgd, AT_SMS},
    {"+CSAS", accept_profile, AT_SMS}, {"+CRES", accept_profile, AT_SMS},
    {NULL, NULL, AT_ALWAYS},
};
