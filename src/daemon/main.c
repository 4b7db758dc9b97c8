/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbaod: the daemon. Reads the configuration, wires the rooms together, runs the loop. */
#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <sodium.h>

#include "api/api.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/memory.h"
#include "daemon/arguments.h"
#include "daemon/config.h"
#include "daemon/import.h"
#include "daemon/supervision.h"
#include "daemon/upkeep.h"
#include "dispatch/dispatch.h"
#include "inbound/care.h"
#include "inbound/receive.h"

enum { LEAVE_MS = 8 * 1000 }; /* a modem's answer to its last part is worth so long */

/* Everything that lives as long as the daemon. */
struct daemon {
    struct configuration config;
    struct reply_rules *rules;
    struct order_words *order_words;
    struct loop *loop;
    struct store *store;
    struct dispatch *dispatch;
    struct receiver receiver;
    struct care care;
    struct orders orders;
    struct api *api;
    char *scratch; /* the database's folder */
    struct loop_timer *leaving;
    int64_t leave_by; /* monotonic; 0: nobody has asked */
};

static void print_faults(const struct conf_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        const struct conf_fault *f = &faults->items[i];
        if (f->file && f->line)
            fprintf(stderr, "%s:%u: %s\n", f->file, f->line, f->message);
        else if (f->file)
            fprintf(stderr, "%s: %s\n", f->file, f->message);
        else
            fprintf(stderr, "%s\n", f->message);
    }
}

/* All faults of all files, together. */
static bool configure(struct daemon *d, const char *path)
{
    struct conf_faults faults = {0};

    configuration_read(path, &d->config, &faults);
    if (d->config.keywords && reply_rules_open(d->config.keywords, &d->rules, &faults) == 0)
        order_words_open(d->config.keywords, &d->order_words, &faults);
    bool fine = faults.count == 0;
    if (!fine)
        print_faults(&faults);
    conf_faults_free(&faults);
    return fine;
}

/* Long texts whose other parts do not come. */
static int join_parts(void *arg, int64_t now, int64_t *ret_next)
{
    return receive_tick(arg, now, ret_next);
}

static int on_text(void *arg, int64_t carrier_id, const struct wire_inbound *in, int64_t now,
                   int64_t *ret_feedback)
{
    const struct inbound part = {
        .carrier_id = carrier_id,
        .sender = in->from,
        .text = in->text,
        .binary = in->binary,
        .sent_at = in->sent_ms,
        .received_at = now,
        .bits = in->concat_bits,
        .ref = in->concat_ref,
        .total = in->concat_total,
        .seq = in->concat_seq,
    };

    struct daemon *d = arg;

    dispatch_chore_due(d->dispatch, join_parts, now);
    return receive_text(&d->receiver, &part, ret_feedback);
}

static int on_call(void *arg, int64_t carrier_id, const char *from, int64_t now,
                   int64_t *ret_feedback)
{
    struct daemon *d = arg;

    return receive_call(&d->receiver, carrier_id, from, now, ret_feedback);
}

static void on_number(void *arg, const char *raw, char *out)
{
    const struct daemon *d = arg;

    receive_number(&d->receiver, raw, out);
}

/* thonbao-modem stands beside the daemon, or where it was installed. */
static char *modem_program(void)
{
    char self[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", self, sizeof(self) - 1);

    if (len < 0)
        return xstrdup(THONBAO_MODEM);
    self[len] = '\0';
    char *folder = dirname(self);
    static const char *const places[] = {"", "/../modem"}; /* installed; in the build folder */
    for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
        char *path = xasprintf("%s%s/thonbao-modem", folder, places[i]);
        if (access(path, X_OK) == 0)
            return path;
        free(path);
    }
    return xstrdup(THONBAO_MODEM);
}

static int open_api(struct daemon *d, const char *config, struct refusal *refusal)
{
    const struct configuration *c = &d->config;
    char *copy = xstrdup(c->database);

    d->scratch = xstrdup(dirname(copy));
    free(copy);
    const struct api_settings api = {.socket = c->socket,
                                     .socket_group = c->socket_group,
                                     .village = c->village.name,
                                     .database = c->database,
                                     .language = c->village.language,
                                     .console = &c->console,
                                     .scratch = d->scratch,
                                     .program = "/proc/self/exe",
                                     .config = config,
                                     .numbers = &c->numbers,
                                     .care = &d->care,
                                     .ambiguous = &c->ambiguous,
                                     .vocabulary = &c->vocabulary};
    return api_open(d->loop, d->store, d->dispatch, &api, &d->api, refusal);
}

static int wire_rooms(struct daemon *d)
{
    const struct configuration *c = &d->config;
    const struct dispatch_inbound inbound = {
        .text = on_text, .call = on_call, .number = on_number, .arg = d};
    char *modem = modem_program();

    d->receiver = (struct receiver){
        .store = d->store,
        .care = &d->care,
        .orders = &d->orders,
        .settings = {&c->numbers, d->rules, c->sending.join_wait_ms},
    };
    d->dispatch = dispatch_new(d->loop, d->store, &c->sending, c->carriers, c->carrier_count, modem,
                               c->village.name, &c->texts, &inbound);
    free(modem);
    if (!d->dispatch)
        return -EIO;
    d->receiver.dispatch = d->dispatch;
    d->care = (struct care){.store = d->store,
                            .dispatch = d->dispatch,
                            .settings = &c->care,
                            .learnt = learnt_new(d->rules)};
    care_start(&d->care);
    d->orders = (struct orders){.store = d->store,
                                .dispatch = d->dispatch,
                                .words = d->order_words,
                                .settings = &c->orders};
    dispatch_add_chore(d->dispatch, "join parts", join_parts, &d->receiver);
    return 0;
}

static void look_whether_stopped(void *arg)
{
    struct daemon *d = arg;

    if (dispatch_stopped(d->dispatch) || clock_monotonic_ms() > d->leave_by)
        loop_stop(d->loop);
    else
        loop_timer_set(d->leaving, 20);
}

static void on_end(int signo, void *arg)
{
    struct daemon *d = arg;

    if (d->leave_by) /* asked twice: at once */
        loop_stop(d->loop);
    log_info("daemon", "ending: %s", strsignal(signo));
    d->leave_by = clock_monotonic_ms() + LEAVE_MS;
    dispatch_stop(d->dispatch);
    loop_timer_set(d->leaving, 0);
}

static void run(struct daemon *d)
{
    struct loop_watch *term = loop_signal_new(d->loop, SIGTERM, on_end, d);
    struct loop_watch *interrupt = loop_signal_new(d->loop, SIGINT, on_end, d);
    struct supervision *supervision = supervision_start(d->loop);
    d->leaving = loop_timer_new(d->loop, look_whether_stopped, d);

    log_info("daemon", "thonbaod " THONBAO_VERSION " is ready: %zu carriers",
             d->config.carrier_count);
    loop_run(d->loop);
    supervision_stop(supervision);
    loop_timer_free(d->leaving);
    loop_watch_free(term);
    loop_watch_free(interrupt);
}

static int start(struct daemon *d, const char *config)
{
    struct refusal refusal = {0};

    d->loop = loop_new();
    if (!d->loop)
        return -errno;
    int r = store_open(d->config.database, &d->store, &refusal);
    if (r == 0)
        r = wire_rooms(d);
    if (r == 0)
        r = open_api(d, config, &refusal);
    if (r == 0)
        r = dispatch_start(d->dispatch);
    if (r == REFUSED)
        log_error("daemon", "%s", refusal.message);
    else if (r < 0)
        log_error("daemon", "cannot start: %s", strerror(-r));
    return r;
}

static void finish(struct daemon *d)
{
    api_close(d->api);
    dispatch_free(d->dispatch);
    store_close(d->store);
    loop_free(d->loop);
    learnt_free(d->care.learnt);
    reply_rules_free(d->rules);
    order_words_free(d->order_words);
    configuration_free(&d->config);
    free(d->scratch);
}

/* Who does this is written into the journal. */
static const char *own_name(void)
{
    const struct passwd *user = getpwuid(getuid());

    return user ? user->pw_name : "?";
}

/* Beside the database, by a name that no second restore within the second takes. */
static char *name_aside(const char *database, int64_t now)
{
    time_t seconds = (time_t)(now / SECOND);
    struct tm tm;
    char stamp[32];

    strftime(stamp, sizeof(stamp), "%Y%m%d-%H%M%S", localtime_r(&seconds, &tm));
    return xasprintf("%s.before-%s.%03d", database, stamp, (int)(now % SECOND));
}

static int restore(const struct daemon *d, const char *file)
{
    struct refusal refusal = {0};
    int64_t now = clock_wall_ms();
    char *aside = name_aside(d->config.database, now);
    struct restore_paused paused = {0};
    int r = store_restore(d->config.database, file, own_name(), now, aside, &paused, &refusal);

    if (r != 0)
        fprintf(stderr, "%s\n", refusal.message);
    else
        printf("%s is in place of %s; what was there is kept as %s\n", file, d->config.database,
               aside);
    if (r == 0 && paused.announcements)
        printf("%d announcements that had not all gone out then are paused: see thonbao "
               "announcements, and let each go on (thonbao resume ID) or cancel it\n",
               paused.announcements);
    if (r == 0 && paused.schedules)
        printf("%d schedules that were due since are paused: see thonbao schedules, and let each "
               "go on (thonbao schedules resume ID) from its next date\n",
               paused.schedules);
    free(aside);
    return r;
}

static void prepare_process(const struct daemon *d, bool debug)
{
    signal(SIGPIPE, SIG_IGN);
    umask(0077);
    setenv("TZ", d->config.village.timezone, 1);
    tzset();
    log_set_level(debug ? LOG_LEVEL_DEBUG : (enum log_level)d->config.log_level);
}

int main(int argc, char **argv)
{
    struct arguments arguments;
    struct daemon d = {0};

    if (argc > 2 && strcmp(argv[1], "--upkeep") == 0)
        return upkeep_main(argc - 2, argv + 2);
    if (argc > 2 && strcmp(argv[1], "--import") == 0)
        return import_main(argc - 2, argv + 2);
    arguments_parse(argc, argv, &arguments);
    if (sodium_init() < 0) {
        log_error("daemon", "libsodium does not start");
        return EXIT_FAILURE;
    }
    if (!configure(&d, arguments.config)) {
        finish(&d);
        return EXIT_FAILURE;
    }
    if (arguments.check) {
        printf("%s: no faults, %zu carriers\n", arguments.config, d.config.carrier_count);
        finish(&d);
        return EXIT_SUCCESS;
    }
    prepare_process(&d, arguments.debug);
    int r = arguments.restore ? restore(&d, arguments.restore) : start(&d, arguments.config);
    if (r == 0 && !arguments.restore)
        run(&d);
    finish(&d);
    return r == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
