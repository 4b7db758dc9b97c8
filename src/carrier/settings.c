/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of a carrier's options. */
#include "carrier/settings.h"

#include <regex.h>
#include <stddef.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"

static const char *const types[] = {"modem", NULL};
static const char *const periods[] = {"day", "week", "month", NULL};

#define CARRIER(member) offsetof(struct carrier_settings, member)

static const struct conf_option carrier_options[] = {
    {"name", CONF_STRING, CARRIER(name), .required = true,
     .sentence = "a short name for the SIM, for people and for the log"},
    {"type", CONF_WORD, CARRIER(type), "modem", .words = types, .sentence = "what moves the parts"},
    {"program", CONF_STRING, CARRIER(program), "",
     .sentence = "the carrier program, when it is not the one beside the daemon"},
    {"device", CONF_STRING, CARRIER(device), "", .sentence = "the modem's port"},
    {"connection", CONF_STRING, CARRIER(connection), "at",
     .sentence = "libGammu's word for how to talk to it"},
    {"pin", CONF_STRING, CARRIER(pin), "", .sentence = "the SIM's PIN, if it asks for one"},
    {"number", CONF_STRING, CARRIER(number), "", .sentence = "the SIM's own number"},
    {"prefixes", CONF_STRINGS, CARRIER(prefixes),
     .sentence = "numbers on the SIM's own network begin so"},
    {"daily_parts", CONF_INT, CARRIER(daily_parts), "0", 0, 1000000,
     .sentence = "parts it may send a day; 0: no limit"},
    {"monthly_parts", CONF_INT, CARRIER(monthly_parts), "0", 0, 100000000,
     .sentence = "parts it may send in a calendar month; 0: no limit"},
    {"part_price", CONF_INT, CARRIER(part_price), "0", 0, 1000000,
     .sentence = "what one part costs"},
    {"own_price", CONF_INT, CARRIER(own_price), "-1", -1, 1000000,
     .sentence = "what one costs to the SIM's own network; -1: the same"},
    {"package", CONF_GROUP, 0, .sentence = "parts paid in advance"},
    {"reserve", CONF_INT, CARRIER(reserve), "0", 0, INT64_C(1000000000000),
     .sentence = "credit that only emergencies may spend"},
    {"reserve_parts", CONF_INT, CARRIER(reserve_parts), "0", 0, 1000000,
     .sentence = "parts of each quota and of the package that only emergencies may use"},
    {"gap", CONF_DURATION, CARRIER(gap_ms), "0ms", 0, HOUR,
     .sentence = "least time from one part to the next"},
    {"answer", CONF_DURATION, CARRIER(answer_ms), "90s", SECOND, 10 * MINUTE,
     .sentence = "how long the network may take to accept a part"},
    {"patient", CONF_BOOL, CARRIER(patient), "false",
     .sentence = "keep long pauses, for old modems"},
    {"stored_reports", CONF_BOOL, CARRIER(stored_reports), "false",
     .sentence = "the modem keeps delivery reports until they are recorded"},
    {"balance", CONF_GROUP, 0, .sentence = "how to ask for the SIM's credit"},
    {"proof", CONF_GROUP, 0, .sentence = "the text that it sends to itself once a day"},
};

#define BALANCE(member) offsetof(struct balance_settings, member)

static const struct conf_option balance_options[] = {
    {"code", CONF_STRING, BALANCE(code), "", .sentence = "the USSD code that answers the credit"},
    {"pattern", CONF_STRING, BALANCE(pattern), "([0-9.,]+) ?d",
     .sentence = "where the amount stands in the answer"},
    {"every", CONF_DURATION, BALANCE(every_ms), "6h", MINUTE, 30 * DAY,
     .sentence = "how often to ask"},
    {"warn_below", CONF_INT, BALANCE(warn_below), "0", 0, INT64_C(1000000000000),
     .sentence = "tell the head when the credit is less"},
    {"warn_days", CONF_INT, BALANCE(warn_days), "7", 0, 365,
     .sentence = "tell the head when it will be used up within so many days; 0: never"},
};

#define PROOF(member) offsetof(struct proof_settings, member)

static const struct conf_option proof_options[] = {
    {"daily", CONF_BOOL, PROOF(daily), "true",
     .sentence = "once a day the SIM sends itself a text, when its number is set"},
    {"at", CONF_TIME, PROOF(at), "07:00", .sentence = "at this time"},
    {"within", CONF_DURATION, PROOF(within_ms), "10min", SECOND, DAY,
     .sentence = "it must be back within this, else the head is told"},
};

#define PACKAGE(member) offsetof(struct package_settings, member)

static const struct conf_option package_options[] = {
    {"parts", CONF_INT, PACKAGE(parts), "0", 0, 100000000,
     .sentence = "so many parts cost nothing; 0: no package"},
    {"per", CONF_WORD, PACKAGE(per), "month", .words = periods, .sentence = "in each of these"},
    {"resets", CONF_INT, PACKAGE(resets), "1", 1, 31,
     .sentence = "on this day of the month, or of the week (1 is Monday), it is full again"},
};

/* What is kept back must leave something, and must be known to be there. */
static void check_reserve(const config_setting_t *group, const struct carrier_settings *c,
                          struct conf_faults *faults)
{
    const struct {
        const char *name;
        int64_t parts;
    } limits[] = {{"daily_parts", c->daily_parts},
                  {"monthly_parts", c->monthly_parts},
                  {"package.parts", c->package.parts}};

    if (c->reserve && c->balance.code[0] == '\0')
        conf_fault(faults, group,
                   "reserve needs balance.code: without the SIM's credit nobody knows when only "
                   "the reserve is left");
    for (size_t i = 0; i < ARRAY_SIZE(limits); i++)
        if (limits[i].parts && limits[i].parts <= c->reserve_parts)
            conf_fault(faults, group, "reserve_parts leaves nothing of %s", limits[i].name);
    if (c->package.per == PACKAGE_WEEK && c->package.resets > 7)
        conf_fault(faults, group, "package.resets is a day of the week, 1 (Monday) to 7");
}

static void check_balance(const config_setting_t *group, const struct balance_settings *balance,
                          struct conf_faults *faults)
{
    regex_t regex;

    if (strspn(balance->code, "0123456789*#+") != strlen(balance->code))
        conf_fault(faults, group, "balance.code may hold only digits, *, # and +");
    if (regcomp(&regex, balance->pattern, REG_EXTENDED) != 0) {
        conf_fault(faults, group, "balance.pattern is not a regular expression");
        return;
    }
    if (regex.re_nsub < 1)
        conf_fault(faults, group, "balance.pattern needs one pair of ( ) around the amount");
    regfree(&regex);
}

void carrier_settings_read(const config_setting_t *group, struct carrier_settings *ret,
                           struct conf_faults *faults)
{
    const config_setting_t *balance = conf_group(group, "balance");

    conf_read(group, carrier_options, ARRAY_SIZE(carrier_options), ret, faults);
    conf_read(balance, balance_options, ARRAY_SIZE(balance_options), &ret->balance, faults);
    conf_read(conf_group(group, "package"), package_options, ARRAY_SIZE(package_options),
              &ret->package, faults);
    conf_read(conf_group(group, "proof"), proof_options, ARRAY_SIZE(proof_options), &ret->proof,
              faults);
    check_balance(balance ? balance : group, &ret->balance, faults);
    check_reserve(group, ret, faults);
    for (size_t i = 0; i < ret->prefixes.count; i++) {
        const char *prefix = ret->prefixes.items[i];
        if (prefix[0] != '+' || strspn(prefix + 1, "0123456789") != strlen(prefix + 1))
            conf_fault(faults, group, "prefixes: \"%s\" must be + and digits, such as \"+8498\"",
                       prefix);
    }
    if (ret->name && ret->name[0] == '\0')
        conf_fault(faults, group, "name must not be empty");
    if (ret->device[0] == '\0' && ret->program[0] == '\0')
        conf_fault(faults, group,
                   "device is missing: the modem's port, such as "
                   "\"/dev/ttyUSB0\"");
}

void carrier_settings_clear(struct carrier_settings *settings)
{
    conf_release(balance_options, ARRAY_SIZE(balance_options), &settings->balance);
    conf_release(carrier_options, ARRAY_SIZE(carrier_options), settings);
}
