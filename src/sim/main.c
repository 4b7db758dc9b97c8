/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao-sim: a GSM network in a box. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/memory.h"
#include "sim/control.h"
#include "sim/ledger.h"
#include "sim/modem.h"
#include "sim/network.h"
#include "sim/options.h"
#include "sim/script.h"
#include "sim/ussd.h"
#include "sim/village.h"

struct sim {
    struct options options;
    struct loop *loop;
    struct ledger *ledger;
    struct network *network;
    struct modem *modems[MODEMS_MAX];
    size_t modem_count;
    struct control *control;
    struct loop_watch *signals[2];
};

static void asked_to_stop(int signo, void *arg)
{
    loop_stop(((struct sim *)arg)->loop);
}

static bool start_modems(struct sim *sim)
{
    const struct options *options = &sim->options;

    for (size_t i = 0; i < options->modem_count; i++) {
        const struct modem_options *wanted = &options->modems[i];
        struct subscriber *subscriber =
            subscriber_new(wanted->config.name, wanted->config.number, wanted->account);
        network_add_subscriber(sim->network, subscriber);
        struct modem *modem =
            modem_new(sim->loop, sim->network, subscriber, &wanted->config, options->dir);
        if (!modem) {
            log_error("sim", "plugging modem %s into %s: %s", wanted->config.name, options->dir,
                      strerror(errno));
            return false;
        }
        sim->modems[sim->modem_count++] = modem;
    }
    return true;
}

static bool start_control(struct sim *sim)
{
    const struct options *options = &sim->options;
    char *path =
        options->control ? xstrdup(options->control) : xasprintf("%s/control", options->dir);

    sim->control = control_new(sim->loop, path, sim->network, sim->modems, sim->modem_count);
    if (!sim->control)
        log_error("sim", "listening at %s: %s", path, strerror(errno));
    free(path);
    return sim->control;
}

static bool load_script(struct sim *sim)
{
    struct buf faults = BUF_INIT;

    if (!sim->options.script)
        return true;
    struct script *script = script_load(sim->options.script, &faults);
    if (script)
        network_set_script(sim->network, script);
    else
        fputs(buf_str(&faults), stderr);
    buf_free(&faults);
    return script;
}

static bool start(struct sim *sim)
{
    const struct options *options = &sim->options;

    if (mkdir(options->dir, 0755) && errno != EEXIST) {
        log_error("sim", "making the directory %s: %s", options->dir, strerror(errno));
        return false;
    }
    sim->loop = loop_new();
    sim->ledger = ledger_new(options->log);
    if (!sim->loop || !sim->ledger) {
        log_error("sim", "starting, with the log %s: %s", options->log ? options->log : "(none)",
                  strerror(errno));
        return false;
    }
    sim->signals[0] = loop_signal_new(sim->loop, SIGINT, asked_to_stop, sim);
    sim->signals[1] = loop_signal_new(sim->loop, SIGTERM, asked_to_stop, sim);
    sim->network = network_new(sim->loop, &options->network, sim->ledger);
    ussd_define_usual(sim->network);
    if (options->households &&
        village_load(network_village(sim->network), options->network.country, options->households))
        return false;
    return load_script(sim) && start_modems(sim) && start_control(sim);
}

static void stop(struct sim *sim)
{
    control_free(sim->control);
    for (size_t i = 0; i < sim->modem_count; i++)
        modem_free(sim->modems[i]);
    network_free(sim->network);
    ledger_free(sim->ledger);
    for (size_t i = 0; i < ARRAY_SIZE(sim->signals); i++)
        loop_watch_free(sim->signals[i]);
    loop_free(sim->loop);
}

int main(int argc, char **argv)
{
    static struct sim sim;

    switch (options_read(argc, argv, &sim.options)) {
    case OPTIONS_HELP_SHOWN:
        return EXIT_SUCCESS;
    case OPTIONS_WRONG:
        return 2;
    case OPTIONS_GOOD:
        break;
    }
    if (sim.options.verbose)
        log_set_level(LOG_LEVEL_DEBUG);
    signal(SIGPIPE, SIG_IGN);
    bool good = start(&sim);
    if (good) {
        log_info("sim", "%zu modems in %s, %zu handsets", sim.modem_count, sim.options.dir,
                 village_size(network_village(sim.network)));
        loop_run(sim.loop);
    }
    stop(&sim);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
