/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes typed at a modem of the simulator. Whatever they made it do, it listens again after an
 * escape and a line, or two. */
#include <string.h>
#include <unistd.h>

#include "base/loop.h"
#include "base/memory.h"
#include "fuzz/fuzz.h"
#include "sim/inbound.h"
#include "sim/ledger.h"
#include "sim/modem_inside.h"
#include "sim/options.h"
#include "sim/ussd.h"

static void stop(void *loop)
{
    loop_stop(loop);
}

/* What was put off to the next turns happens. */
static void let_things_happen(struct loop *loop)
{
    struct loop_timer *timer = loop_timer_new(loop, stop, loop);

    for (int i = 0; i < 3; i++) {
        loop_timer_set(timer, 0);
        loop_run(loop);
    }
    loop_timer_free(timer);
}

/* Making a terminal takes milliseconds, so a world serves many inputs; what an input can change of
 * the modem and its SIM is put back before the next. */
enum { INPUTS_PER_WORLD = 500 };

static struct world {
    struct loop *loop;
    struct ledger *ledger;
    struct network *network;
    struct modem *modem;
    int left;
} world;

static void end_world(void)
{
    modem_free(world.modem);
    network_free(world.network);
    ledger_free(world.ledger);
    loop_free(world.loop);
    world = (struct world){0};
}

static void make_world(void)
{
    const struct network_config config = {
        .speed = 1e9, .open = true, .validity = 1, .country = "84"};
    const char *tmp = getenv("TMPDIR");
    struct modem_options options;
    char spec[64];

    snprintf(spec, sizeof(spec), "fuzz-%ld,submit=0,registration=0,quirks=cdsi", (long)getpid());
    FUZZ_CHECK(!options_read_modem(spec, 0, &options, NULL));
    world.loop = loop_new();
    world.ledger = ledger_new(NULL);
    world.network = network_new(world.loop, &config, world.ledger);
    ussd_define_usual(world.network);
    struct subscriber *subscriber = subscriber_new("m", options.config.number, options.account);
    network_add_subscriber(world.network, subscriber);
    world.modem =
        modem_new(world.loop, world.network, subscriber, &options.config, tmp ? tmp : "/tmp");
    FUZZ_CHECK(world.modem != NULL);
    world.left = INPUTS_PER_WORLD;
}

static void renew_modem(struct modem *m)
{
    storage_release(&m->card.sms);
    storage_release(&m->me);
    storage_release(&m->sr);
    sim_card_init(&m->card, "", 10);
    storage_init(&m->me, "ME", 10);
    storage_init(&m->sr, "SR", 10);
    snprintf(m->card.smsc, sizeof(m->card.smsc), "%s", m->config.smsc);
    modem_restart(m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool registered;

    if (!registered)
        registered = !atexit(end_world);
    if (world.left == 0) {
        end_world();
        make_world();
    }
    world.left--;
    struct modem *m = world.modem;
    renew_modem(m);
    inbound_text(world.network, m->subscriber, "+84912345678", "mot tin", NULL);
    modem_hear(m, (const char *)data, size);
    let_things_happen(world.loop);
    inbound_text(world.network, m->subscriber, "VIETTEL", "hai tin", NULL);
    modem_hear(m, "\x1b\r\x1b\r", 4); /* a half line ends, perhaps in a prompt, which is left */
    let_things_happen(world.loop);
    FUZZ_CHECK(m->mode == MODE_COMMAND || m->set.s[3] != '\r');
    return 0;
}
