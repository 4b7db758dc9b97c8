/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers that need a modem: the real thonbao-modem on a modem of thonbao-sim. Programs come from
 * the environment (THONBAO_SIM, THONBAO_MODEM). Prints lines as bench-core does. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../dispatch/house.h"
#include "base/clock.h"
#include "base/memory.h"

static void figure(const char *what, double measured, const char *unit, const char *wanted)
{
    printf("%s\t%.3f\t%s\t%s\n", what, measured, unit, wanted);
    fflush(stdout);
}

struct world {
    struct house h;
    pid_t sim;
    char air[512]; /* the simulator's log: one line for each accepted part */
};

static void world_open(struct world *w, const char *submit, int households)
{
    char device[512];

    house_open(&w->h);
    char *modem = xasprintf("m1,submit=%s,registration=0", submit);
    snprintf(w->air, sizeof(w->air), "%s/air", w->h.dir);
    w->sim = fork();
    if (w->sim == 0) {
        execl(getenv("THONBAO_SIM"), "thonbao-sim", "--dir", w->h.dir, "--modem", modem, "--open",
              "--latency", "1h", "--log", w->air, (char *)NULL);
        _exit(127);
    }
    free(modem);
    snprintf(device, sizeof(device), "%s/m1", w->h.dir);
    while (access(device, R_OK) != 0)
        usleep(10 * 1000);
    house_add_carrier(&w->h, "m1", device);
    house_add_households(&w->h, households);
    setenv("FAKE_CARRIER", getenv("THONBAO_MODEM"), 1);
    house_start(&w->h);
}

static void world_close(struct world *w)
{
    house_stop(&w->h);
    kill(w->sim, SIGTERM);
    waitpid(w->sim, NULL, 0);
    house_close(&w->h);
}

struct air_line {
    int64_t at;
    char text[200];
};

static size_t read_air(const struct world *w, struct air_line *lines, size_t max)
{
    FILE *f = fopen(w->air, "re");
    char line[2048];
    size_t count = 0;

    while (f && count < max && fgets(line, sizeof(line), f)) {
        lines[count].at = strtoll(line, NULL, 10);
        const char *text = strrchr(line, '\t');
        snprintf(lines[count].text, sizeof(lines[count].text), "%s", text ? text + 1 : "");
        count++;
    }
    if (f)
        fclose(f);
    return count;
}

static void busy(void)
{
    struct world w;
    struct air_line lines[100];
    world_open(&w, "250ms", 60);
    int64_t id = house_announce(&w.h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&w.h, id, MESSAGE_SENT, 60);
    size_t n = read_air(&w, lines, 100);
    double span = (double)(lines[n - 1].at - lines[0].at);
    figure("modem kept busy: 60 parts at 250 ms", 100.0 * 250.0 * (double)(n - 1) / span, "%",
           ">= 98");
    world_close(&w);
}

static void instant(void)
{
    struct world w;
    static struct air_line lines[2000];
    world_open(&w, "0", 1000);
    int64_t id = house_announce(&w.h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&w.h, id, MESSAGE_SENT, 1000);
    size_t n = read_air(&w, lines, 2000);
    figure("overhead per part on an instant modem",
           (double)(lines[n - 1].at - lines[0].at) / (double)(n - 1), "ms", "<= 6");
    world_close(&w);
}

static void emergency(void)
{
    struct world w;
    static struct air_line lines[12000];
    double worst = 0;
    world_open(&w, "100ms", 10000);
    int64_t routine = house_announce(&w.h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&w.h, routine, MESSAGE_SENT, 3);
    for (int i = 0; i < 5; i++) {
        int64_t before = clock_wall_ms();
        char text[32];
        snprintf(text, sizeof(text), "bao %d", i);
        int64_t id = house_announce(&w.h, "one of them", text, PRIORITY_EMERGENCY);
        house_wait(&w.h, id, MESSAGE_SENT, 1);
        size_t n = read_air(&w, lines, 12000);
        for (size_t l = 1; l < n; l++) {
            if (strncmp(lines[l].text, text, strlen(text)) != 0)
                continue;
            int64_t free_at = lines[l - 1].at > before ? lines[l - 1].at : before;
            double late = (double)(lines[l].at - 100 - free_at);
            worst = late > worst ? late : worst;
        }
    }
    figure("emergency, 10,000 parts queued: after the part in flight", worst, "ms", "<= 20");
    world_close(&w);
}

int main(void)
{
    busy();
    instant();
    emergency();
    return 0;
}
