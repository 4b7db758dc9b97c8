/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a text that the network delivers to the modem until its feedback record is committed:
 *
 *   bench-inbound CONTROL SOCKET NUMBER      the simulator's and the daemon's sockets, who texts
 *
 * The daemon's live events speak of a record after its commit, so the figure holds the modem's
 * notice, the fetch, the commit and the event: an upper bound. Prints lines as bench-core does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { TEXTS = 101 };

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static FILE *dial(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
    if (connect(fd, (const struct sockaddr *)&address, sizeof(address)) < 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    return fdopen(fd, "r+");
}

/* Reads lines until one holds the word. */
static void wait_for(FILE *stream, const char *word)
{
    char line[16384];

    while (fgets(line, sizeof(line), stream))
        if (strstr(line, word))
            return;
    fprintf(stderr, "the stream ended before \"%s\"\n", word);
    exit(EXIT_FAILURE);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    double took[TEXTS];

    if (argc != 4)
        return 2;
    FILE *events = dial(argv[2]), *control = dial(argv[1]);
    fputs("GET /api/events HTTP/1.1\r\nHost: bench\r\n\r\n", events);
    fflush(events);
    wait_for(events, "Content-Type");
    for (int i = 0; i < TEXTS; i++) {
        char word[32];
        snprintf(word, sizeof(word), "cay do so %d.", i);
        double start = now_ms();
        fprintf(control, "receive m1 %s %s\n", argv[3], word);
        fflush(control);
        wait_for(events, word);
        took[i] = now_ms() - start;
    }
    qsort(took, TEXTS, sizeof(took[0]), by_value);
    printf("inbound: notice of the modem to feedback committed, median\t%.1f\tms\t<= 60\n",
           took[TEXTS / 2]);
    printf("the same, the slowest of %d\t%.1f\tms\t\n", TEXTS, took[TEXTS - 1]);
    return EXIT_SUCCESS;
}
