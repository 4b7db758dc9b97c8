/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The description of one modem on the command line: its name, and keys with values. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/memory.h"
#include "sim/number.h"
#include "sim/options.h"

/* Operators of the country, each with the address of its message centre. */
static const struct operator
{
    const char *name, *plmn, *smsc;
}
operators[] = {
    {"Viettel", "45204", "+84980200030"},  {"VinaPhone", "45202", "+8491020005"},
    {"MobiFone", "45201", "+84900000023"}, {"Vietnamobile", "45205", "+84920210015"},
    {"Gmobile", "45207", "+84995000000"},
};

enum key_type { KEY_TEXT, KEY_NUMBER, KEY_AMOUNT, KEY_TIME, KEY_SPECIAL };

typedef bool (*key_fn)(struct modem_options *modem, const char *value);

static bool set_number(struct modem_options *modem, const char *value)
{
    number_dialled("84", value, modem->config.number);
    return modem->config.number[0] == '+';
}

/* A name we know, or "Name/MCCMNC". */
static bool set_network(struct modem_options *modem, const char *value)
{
    struct modem_config *config = &modem->config;
    const char *slash = strchr(value, '/');

    for (size_t i = 0; i < ARRAY_SIZE(operators) && !slash; i++) {
        if (!strcasecmp(value, operators[i].name)) {
            snprintf(config->operator_name, sizeof(config->operator_name), "%s", operators[i].name);
            snprintf(config->plmn, sizeof(config->plmn), "%s", operators[i].plmn);
            snprintf(config->smsc, sizeof(config->smsc), "%s", operators[i].smsc);
            return true;
        }
    }
    size_t digits = slash ? strspn(slash + 1, "0123456789") : 0;
    if (!slash || slash[1 + digits] || digits < 5 || digits > 6)
        return false;
    snprintf(config->operator_name, sizeof(config->operator_name), "%.*s", (int)(slash - value),
             value);
    snprintf(config->plmn, sizeof(config->plmn), "%s", slash + 1);
    return true;
}

static bool set_quirks(struct modem_options *modem, const char *value)
{
    while (*value) {
        size_t len = strcspn(value, "+"), i = 0;
        while (i < MODEM_QUIRKS &&
               (strncmp(value, modem_quirks[i].name, len) || modem_quirks[i].name[len]))
            i++;
        if (i == MODEM_QUIRKS)
            return false;
        modem->config.quirks |= 1u << i;
        value += len + (value[len] == '+');
    }
    return true;
}

static bool set_pin(struct modem_options *modem, const char *value)
{
    size_t len = strlen(value);

    if (len && (len < 4 || len > 8 || strspn(value, "0123456789") != len))
        return false;
    snprintf(modem->config.pin, sizeof(modem->config.pin), "%s", value);
    return true;
}

/* "100/1h" */
static bool set_limit(struct modem_options *modem, const char *value)
{
    char *end;

    errno = 0;
    modem->account.limit = strtol(value, &end, 10);
    return end != value && *end == '/' && !errno && modem->account.limit > 0 &&
           clock_parse_duration(end + 1, &modem->account.limit_ms);
}

static bool set_own_number(struct modem_options *modem, const char *value)
{
    modem->config.number_on_sim = !strcmp(value, "known");
    return modem->config.number_on_sim || !strcmp(value, "unknown");
}

#define FIELD(member) offsetof(struct modem_options, member)
#define TEXT(member) FIELD(member), sizeof(((struct modem_options *)0)->member)

static const struct key {
    const char *name;
    enum key_type type;
    size_t offset;
    int64_t max; /* of a number, or the size of a text */
    key_fn fn;
} keys[] = {
    {"number", KEY_SPECIAL, .fn = set_number},
    {"own-number", KEY_SPECIAL, .fn = set_own_number},
    {"network", KEY_SPECIAL, .fn = set_network},
    {"pin", KEY_SPECIAL, .fn = set_pin},
    {"quirks", KEY_SPECIAL, .fn = set_quirks},
    {"limit", KEY_SPECIAL, .fn = set_limit},
    {"imei", KEY_TEXT, TEXT(config.imei), NULL},
    {"imsi", KEY_TEXT, TEXT(config.imsi), NULL},
    {"iccid", KEY_TEXT, TEXT(config.iccid), NULL},
    {"smsc", KEY_TEXT, TEXT(config.smsc), NULL},
    {"manufacturer", KEY_TEXT, TEXT(config.manufacturer), NULL},
    {"model", KEY_TEXT, TEXT(config.model), NULL},
    {"revision", KEY_TEXT, TEXT(config.revision), NULL},
    {"signal", KEY_NUMBER, FIELD(config.signal), 99, NULL},
    {"sm", KEY_NUMBER, FIELD(config.sm_size), 1000, NULL},
    {"me", KEY_NUMBER, FIELD(config.me_size), 10000, NULL},
    {"sr", KEY_NUMBER, FIELD(config.sr_size), 10000, NULL},
    {"credit", KEY_AMOUNT, FIELD(account.credit), INT64_MAX, NULL},
    {"price", KEY_AMOUNT, FIELD(account.price), 1000000, NULL},
    {"no-credit", KEY_NUMBER, FIELD(account.no_credit_cms), 512, NULL},
    {"submit", KEY_TIME, FIELD(config.submit_ms), 0, NULL},
    {"setup", KEY_TIME, FIELD(config.setup_ms), 0, NULL},
    {"reply", KEY_TIME, FIELD(config.reply_ms), 0, NULL},
    {"registration", KEY_TIME, FIELD(config.registration_ms), 0, NULL},
};

static bool read_amount(const char *value, int64_t max, int64_t *ret_amount)
{
    char *end;

    errno = 0;
    int64_t amount = strtoll(value, &end, 10);
    if (end == value || *end || errno || amount < 0 || amount > max)
        return false;
    *ret_amount = amount;
    return true;
}

static bool set_key(struct modem_options *modem, const struct key *key, const char *value)
{
    void *field = (char *)modem + key->offset;
    int64_t amount;

    switch (key->type) {
    case KEY_TEXT:
        return snprintf(field, (size_t)key->max, "%s", value) < key->max;
    case KEY_NUMBER:
        if (!read_amount(value, key->max, &amount))
            return false;
        *(long *)field = (long)amount;
        return true;
    case KEY_AMOUNT:
        return read_amount(value, key->max, field);
    case KEY_TIME:
        return clock_parse_duration(value, field);
    case KEY_SPECIAL:
        return key->fn(modem, value);
    }
    return false;
}

/* The last digit of an IMEI (23.003, annex B): Luhn's. */
static char luhn_digit(const char *digits)
{
    int sum = 0;

    for (size_t i = 0; digits[i]; i++) {
        int digit = (digits[i] - '0') * (i % 2 ? 2 : 1);
        sum += digit / 10 + digit % 10;
    }
    return (char)('0' + (10 - sum % 10) % 10);
}

static void set_defaults(struct modem_options *modem, size_t index)
{
    struct modem_config *config = &modem->config;

    *modem = (struct modem_options){
        .config = {.number_on_sim = true,
                   .signal = 21,
                   .sm_size = 30,
                   .me_size = 100,
                   .sr_size = 30,
                   .submit_ms = 1000,
                   .registration_ms = 2000,
                   .manufacturer = "thonbao",
                   .model = "SIM4G",
                   .revision = "1.0"},
        .account = {.credit = 1000000, .price = 250, .no_credit_cms = 38},
    };
    snprintf(config->number, sizeof(config->number), "+849800000%02zu", index + 1);
    snprintf(config->imei, sizeof(config->imei), "35209900%06zu", index + 1);
    config->imei[14] = luhn_digit(config->imei);
    snprintf(config->imsi, sizeof(config->imsi), "45204%010zu", index + 1);
    snprintf(config->iccid, sizeof(config->iccid), "8984048000%010zu", index + 1);
    set_network(modem, "Viettel");
}

static int read_key(struct modem_options *modem, const char *pair, struct refusal *ret_refusal)
{
    const char *equals = strchr(pair, '=');

    for (size_t i = 0; equals && i < ARRAY_SIZE(keys); i++) {
        if (strlen(keys[i].name) != (size_t)(equals - pair) ||
            strncmp(pair, keys[i].name, (size_t)(equals - pair)))
            continue;
        if (set_key(modem, &keys[i], equals + 1))
            return 0;
        return refuse(ret_refusal, "modem_value", keys[i].name, "%s cannot be %s", keys[i].name,
                      equals + 1);
    }
    return refuse(ret_refusal, "modem_key", pair, "a modem has no such key: %s", pair);
}

int options_read_modem(const char *spec, size_t index, struct modem_options *ret_modem,
                       struct refusal *ret_refusal)
{
    struct modem_options modem;
    char *copy = xstrdup(spec), *rest = copy;
    const char *name = strsep(&rest, ",");
    int result = 0;

    set_defaults(&modem, index);
    if (!*name || strchr(name, '/') || strlen(name) >= sizeof(modem.config.name))
        result = refuse(ret_refusal, "modem_name", "name", "a modem's name cannot be \"%s\"", name);
    snprintf(modem.config.name, sizeof(modem.config.name), "%s", name);
    for (const char *pair; !result && (pair = strsep(&rest, ","));)
        result = read_key(&modem, pair, ret_refusal);
    free(copy);
    if (result)
        return result;
    snprintf(modem.account.operator_name, sizeof(modem.account.operator_name), "%.11s",
             modem.config.operator_name);
    *ret_modem = modem;
    return 0;
}
