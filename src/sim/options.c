/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command line of thonbao-sim. */
#include "sim/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"

typedef bool (*option_fn)(struct options *options, const char *value);

static bool set_dir(struct options *options, const char *value)
{
    options->dir = value;
    return true;
}

static bool set_modem(struct options *options, const char *value)
{
    struct refusal refusal;

    if (options->modem_count == MODEMS_MAX ||
        options_read_modem(value, options->modem_count, &options->modems[options->modem_count],
                           &refusal)) {
        fprintf(stderr, "thonbao-sim: --modem %s: %s\n", value,
                options->modem_count == MODEMS_MAX ? "too many modems" : refusal.message);
        return false;
    }
    options->modem_count++;
    return true;
}

static bool set_households(struct options *options, const char *value)
{
    options->households = value;
    return true;
}

static bool set_script(struct options *options, const char *value)
{
    options->script = value;
    return true;
}

static bool set_control(struct options *options, const char *value)
{
    options->control = value;
    return true;
}

static bool set_log(struct options *options, const char *value)
{
    options->log = value;
    return true;
}

static bool set_seed(struct options *options, const char *value)
{
    char *end;

    errno = 0;
    options->network.seed = strtoull(value, &end, 10);
    return end != value && !*end && !errno;
}

static bool set_speed(struct options *options, const char *value)
{
    char *end;

    options->network.speed = strtod(value, &end);
    return end != value && !*end && options->network.speed > 0 && options->network.speed <= 1e9;
}

static bool set_latency(struct options *options, const char *value)
{
    return span_parse(value, &options->network.latency);
}

static bool set_report(struct options *options, const char *value)
{
    return span_parse(value, &options->network.report);
}

static bool set_recovery(struct options *options, const char *value)
{
    return span_parse(value, &options->network.recovery);
}

static bool set_validity(struct options *options, const char *value)
{
    return clock_parse_duration(value, &options->network.validity);
}

static bool set_country(struct options *options, const char *value)
{
    size_t digits = strspn(value, "0123456789");

    snprintf(options->network.country, sizeof(options->network.country), "%s", value);
    return digits && digits <= 3 && !value[digits];
}

static bool set_open(struct options *options, const char *value)
{
    options->network.open = true;
    return true;
}

static bool set_interim(struct options *options, const char *value)
{
    options->network.interim = true;
    return true;
}

static bool set_verbose(struct options *options, const char *value)
{
    options->verbose = true;
    return true;
}

static const struct option_entry {
    const char *name, *value; /* value NULL: a switch */
    option_fn fn;
    const char *sentence;
} entries[] = {
    {"dir", "DIR", set_dir, "where the modems appear, a symlink each; made when missing"},
    {"modem", "NAME[,KEY=VALUE]...", set_modem,
     "a modem, up to 64 times (keys below); else one, \"modem\""},
    {"households", "FILE.csv", set_households, "every mobile number in this list is a handset"},
    {"country", "CODE", set_country, "the country code of numbers without one (84)"},
    {"open", NULL, set_open, "every other number exists too"},
    {"script", "FILE", set_script, "what handsets do with what they receive"},
    {"seed", "N", set_seed, "chance is the same for the same seed (1)"},
    {"speed", "FACTOR", set_speed, "network times are divided by this (1)"},
    {"latency", "SPAN", set_latency, "from one end of the network to the other (1s..8s)"},
    {"report", "SPAN", set_report, "from a message's end to its report (500ms..4s)"},
    {"recovery", "SPAN", set_recovery, "from a handset's return to what waited for it (2s..1min)"},
    {"validity", "TIME", set_validity, "how long the centre keeps a message at most (3d)"},
    {"interim", NULL, set_interim, "reports \"still trying\" when a handset is not reached"},
    {"control", "PATH", set_control, "the control socket (DIR/control)"},
    {"log", "FILE", set_log, "a line for each accepted part"},
    {"verbose", NULL, set_verbose, "say more on standard error"},
};

static void show_help(void)
{
    printf("Usage: thonbao-sim --dir DIR [--modem NAME[,KEY=VALUE]...]... [OPTION]...\n"
           "A GSM network in a box: modems on pseudo-terminals, a message centre, a village of\n"
           "handsets.\n\n");
    for (size_t i = 0; i < ARRAY_SIZE(entries); i++) {
        const char *value = entries[i].value ? entries[i].value : "";
        int width = printf("  --%s %s", entries[i].name, value);
        printf(width > 24 ? "\n%*s%s\n" : "%*s%s\n", width > 24 ? 26 : 26 - width, "",
               entries[i].sentence);
    }
    printf("  --help\n  --version\n\n"
           "A SPAN is a time (5s) or two (5s..10min), short ones likelier.\n\n"
           "Keys of a modem, with their defaults:\n"
           "  number=+8498000000N  its N-th; own-number=known: the SIM tells it (or unknown)\n"
           "  network=Viettel      VinaPhone, MobiFone, Vietnamobile, Gmobile, or NAME/MCCMNC\n"
           "  smsc=                the network's own message centre\n"
           "  imei= imsi= iccid=   each modem has its own\n"
           "  pin=                 none: the SIM asks for no PIN; the PUK is 12345678\n"
           "  signal=21            0 to 31, 99 unknown\n"
           "  sm=30 me=100 sr=30   places in the storages\n"
           "  credit=1000000 price=250 no-credit=38    dong; the CMS error without credit\n"
           "  limit=               100/1h: more parts in that time are refused with CMS error 21\n"
           "  submit=1s            the modem's own time for each part; 0 for none\n"
           "  setup=0              more, unless +CMMS keeps the radio link open\n"
           "  reply=0              before each reply\n"
           "  registration=2s      from power to network\n"
           "  manufacturer=thonbao model=SIM4G revision=1.0\n"
           "  quirks=              none; any of these, joined by +\n");
    for (size_t i = 0; i < MODEM_QUIRKS; i++)
        printf("    %-14s %s\n", modem_quirks[i].name, modem_quirks[i].sentence);
    printf("\nThe control socket takes lines; \"help\" lists what it knows:\n"
           "  echo help | socat - UNIX-CONNECT:DIR/control\n");
}

static const struct options initial = {
    .network =
        {
            .seed = 1,
            .speed = 1,
            .latency = {1 * SECOND, 8 * SECOND},
            .report = {SECOND / 2, 4 * SECOND},
            .recovery = {2 * SECOND, 1 * MINUTE},
            .validity = 3 * DAY,
            .country = "84",
        },
};

static enum options_result complete(struct options *options)
{
    if (!options->dir) {
        fprintf(stderr, "thonbao-sim: --dir is needed; see --help\n");
        return OPTIONS_WRONG;
    }
    for (size_t i = 0; i < options->modem_count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (!strcmp(options->modems[i].config.name, options->modems[j].config.name)) {
                fprintf(stderr, "thonbao-sim: two modems are called %s\n",
                        options->modems[i].config.name);
                return OPTIONS_WRONG;
            }
        }
    }
    if (!options->modem_count && !set_modem(options, "modem"))
        return OPTIONS_WRONG;
    return OPTIONS_GOOD;
}

enum options_result options_read(int argc, char **argv, struct options *ret_options)
{
    enum { HELP = 256, VERSION };
    struct option longs[ARRAY_SIZE(entries) + 3] = {0};
    int got;

    for (size_t i = 0; i < ARRAY_SIZE(entries); i++)
        longs[i] = (struct option){
            entries[i].name, entries[i].value ? required_argument : no_argument, NULL, (int)i};
    longs[ARRAY_SIZE(entries)] = (struct option){"help", no_argument, NULL, HELP};
    longs[ARRAY_SIZE(entries) + 1] = (struct option){"version", no_argument, NULL, VERSION};
    *ret_options = initial;
    while ((got = getopt_long(argc, argv, "", longs, NULL)) != -1) {
        if (got == HELP) {
            show_help();
            return OPTIONS_HELP_SHOWN;
        }
        if (got == VERSION) {
            printf("thonbao-sim %s\n", THONBAO_VERSION);
            return OPTIONS_HELP_SHOWN;
        }
        if (got == '?')
            return OPTIONS_WRONG;
        if (!entries[got].fn(ret_options, optarg)) {
            if (entries[got].fn != set_modem)
                fprintf(stderr, "thonbao-sim: --%s cannot be %s\n", entries[got].name, optarg);
            return OPTIONS_WRONG;
        }
    }
    if (optind < argc) {
        fprintf(stderr, "thonbao-sim: unexpected: %s\n", argv[optind]);
        return OPTIONS_WRONG;
    }
    return complete(ret_options);
}
