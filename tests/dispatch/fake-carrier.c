/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A carrier without a modem, for tests and benchmarks: speaks the wire and does what its device's
 * name says.
 *
 *   instant        accepts everything at once, window 64
 *   reporting      the same, and reports each part delivered
 *   one            accepts everything at once, window 1
 *   replying:TEXT  the same, and each recipient answers with the text
 *   report-to:NUMBER   accepts everything, reports what goes to that number delivered
 *   slow:MS        accepts each part after MS milliseconds, window 1
 *   refuse:ORIGIN:CODE   refuses everything (ORIGIN as a number, enum wire_origin)
 *   refuse-to:NUMBER:ORIGIN:CODE   refuses that number only
 *   silent         never answers a submit, and says that it is busy for 300 ms
 *   die:N          ends without a word at the Nth part it gets, in every life
 *   die-once:FILE  ends at its first part, once; FILE remembers
 *   deaf-once:FILE does not know what became of its first part and listens no more, once
 *   unknown        does not know what became of any part
 *   reading:LIVES:FILE   reads the message stored at SM:3, unless it is to leave it alone, and then
 *                  accepts everything; a letter of LIVES for each life: dies in reading (d), is
 *                  pulled out then (u), dies when it has read it (x), lives (o). FILE counts
 *
 * Every one of them answers USSD: *101# with a credit, *100# with a menu that ends after two
 * replies, *999# never, any other code with a failure.
 *
 * Each accepted part is one line of the file named by FAKE_CARRIER_LOG: name, number, text. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/memory.h"
#include "carrier/wire.h"

static char device[256], name[64];
static int log_fd = -1;
static unsigned reference;
static int taken;

static void say(const struct wire_message *m)
{
    while (wire_send(WIRE_FD, m) == -EAGAIN)
        usleep(1000);
}

static bool is(const char *word)
{
    return strncmp(device, word, strlen(word)) == 0;
}

static const char *parameter(int n)
{
    const char *p = device;

    for (int i = 0; i < n && p; i++) {
        p = strchr(p, ':');
        p = p ? p + 1 : NULL;
    }
    return p ? p : "";
}

static void write_down(const struct wire_submit *s)
{
    char line[2048];
    int len = snprintf(line, sizeof(line), "%s\t%s\t%s\n", name, s->to, s->text);

    if (log_fd >= 0 && write(log_fd, line, (size_t)len) < 0)
        exit(1);
}

static void answer(const struct wire_submit *s, enum wire_outcome outcome, int origin, int code)
{
    reference = (reference + 1) & 0xff;
    const struct wire_message m = {
        .type = WIRE_SUBMITTED,
        .submitted = {.tag = s->tag,
                      .outcome = outcome,
                      .origin = origin,
                      .code = code,
                      .reference = outcome == WIRE_ACCEPTED ? (int64_t)reference : -1}};

    if (outcome == WIRE_ACCEPTED)
        write_down(s);
    say(&m);
}

static void report(const struct wire_submit *s)
{
    const struct wire_message m = {.type = WIRE_REPORT,
                                   .report = {.token = 1, .to = s->to, .reference = reference}};
    say(&m);
}

static void reply(const struct wire_submit *s)
{
    static uint64_t token = 1000;
    const struct wire_message m = {
        .type = WIRE_INBOUND, .inbound = {.token = ++token, .from = s->to, .text = parameter(1)}};
    say(&m);
}

static void dialled(const struct wire_ussd_dial *d)
{
    struct wire_message m = {.type = WIRE_USSD_ANSWER};

    if (strcmp(d->code, "*999#") == 0)
        return;
    m.ussd_answer = (struct wire_ussd_answer){WIRE_USSD_FAILED, "no such code"};
    if (strcmp(d->code, "*101#") == 0)
        m.ussd_answer = (struct wire_ussd_answer){WIRE_USSD_DONE, "TK chinh: 12.345d"};
    else if (strcmp(d->code, "*100#") == 0)
        m.ussd_answer = (struct wire_ussd_answer){WIRE_USSD_REPLY_WANTED, "1. Nap the 2. Goi cuoc"};
    else if (strcmp(d->code, "1") == 0)
        m.ussd_answer = (struct wire_ussd_answer){WIRE_USSD_REPLY_WANTED, "Nhap ma the"};
    else if (d->code[0] != '*')
        m.ussd_answer = (struct wire_ussd_answer){WIRE_USSD_DONE, "Da nap"};
    say(&m);
}

static void busy(uint64_t ms)
{
    const struct wire_message m = {.type = WIRE_DOING,
                                   .doing = {.what = "nothing", .limit_ms = ms}};
    say(&m);
}

static void take(const struct wire_submit *s)
{
    taken++;
    if (is("die-once:")) {
        int fd = open(parameter(1), O_CREAT | O_EXCL | O_WRONLY, 0600);
        if (fd >= 0) {
            write_down(s); /* it may have gone out */
            exit(1);
        }
    }
    if (is("deaf-once:")) {
        int fd = open(parameter(1), O_CREAT | O_EXCL | O_WRONLY, 0600);
        if (fd >= 0) {
            shutdown(WIRE_FD, SHUT_RD);
            answer(s, WIRE_UNKNOWN, 0, -1);
            usleep(200 * 1000); /* the core hands over the next, and cannot */
            exit(1);
        }
    }
    if (is("die:") && taken >= atoi(parameter(1)))
        exit(1);
    if (is("silent")) {
        busy(300);
        return;
    }
    if (is("unknown")) {
        answer(s, WIRE_UNKNOWN, 0, -1);
        return;
    }
    if (is("refuse:")) {
        answer(s, WIRE_REFUSED, atoi(parameter(1)), atoi(parameter(2)));
        return;
    }
    if (is("refuse-to:") && strncmp(parameter(1), s->to, strlen(s->to)) == 0) {
        answer(s, WIRE_REFUSED, atoi(parameter(2)), atoi(parameter(3)));
        return;
    }
    if (is("slow:"))
        usleep((useconds_t)atoi(parameter(1)) * 1000);
    answer(s, WIRE_ACCEPTED, 0, -1);
    if (is("reporting") || is("replying:") ||
        (is("report-to:") && strcmp(parameter(1), s->to) == 0))
        report(s);
    if (is("replying:"))
        reply(s);
}

static void fetching(const char *place)
{
    const struct wire_message m = {.type = WIRE_FETCHING, .fetching = {.place = place}};
    say(&m);
}

/* How many there have been before. */
static size_t count_life(const char *path)
{
    int fd = open(path, O_CREAT | O_APPEND | O_RDWR, 0600);
    off_t lives = lseek(fd, 0, SEEK_END);

    if (lives < 0 || write(fd, "+", 1) < 0)
        exit(1);
    close(fd);
    return (size_t)lives;
}

static void read_stored(const char *set_aside)
{
    const char *lives = parameter(1), *aside = strstr(set_aside, "SM:3=");
    size_t life = count_life(parameter(2));
    char deed = life < strcspn(lives, ":") ? lives[life] : 'o';

    if (aside && atoll(aside + strlen("SM:3=")) > 0)
        return;
    fetching("SM:3");
    if (deed == 'd')
        exit(1);
    fetching("");
    if (deed != 'o')
        exit(1);
}

static void configured(const struct wire_configure *c)
{
    struct wire_message ready = {.type = WIRE_READY, .ready = {.window = 1}};

    snprintf(device, sizeof(device), "%s", c->device);
    if (is("instant") || is("reporting") || is("replying:"))
        ready.ready.window = 64;
    if (is("reading:"))
        read_stored(c->set_aside);
    say(&ready);
}

int main(int argc, char **argv)
{
    const struct wire_message hello = {.type = WIRE_HELLO, .hello = {.version = WIRE_VERSION}};
    const char *log = getenv("FAKE_CARRIER_LOG");
    struct pollfd p = {.fd = WIRE_FD, .events = POLLIN};
    struct wire_message m;

    snprintf(name, sizeof(name), "%s", argc > 1 ? argv[1] : "");
    if (log)
        log_fd = open(log, O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0600);
    say(&hello);
    for (;;) {
        int r = wire_receive(WIRE_FD, &m);
        if (r == -EAGAIN) {
            poll(&p, 1, -1);
            continue;
        }
        if (r < 0 || m.type == WIRE_STOP)
            return 0;
        if (m.type == WIRE_CONFIGURE)
            configured(&m.configure);
        else if (m.type == WIRE_SUBMIT)
            take(&m.submit);
        else if (m.type == WIRE_USSD_DIAL)
            dialled(&m.ussd_dial);
        wire_clear(&m);
    }
}
