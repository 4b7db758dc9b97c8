/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checking and copying the database in a process of its own. */
#include "daemon/upkeep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "store/store.h"

static void print_sentence(const char *sentence, void *arg)
{
    puts(sentence);
}

static int check(struct store *store, struct refusal *refusal)
{
    int found = store_check(store, print_sentence, NULL);

    return found < 0 ? refuse(refusal, "check_failed", NULL, "the database cannot be read: %s",
                              strerror(-found))
                     : 0;
}

int upkeep_main(int argc, char **argv)
{
    struct refusal refusal = {0};
    struct store *store = NULL;
    bool checks = argc == 2 && strcmp(argv[0], "check") == 0;
    bool copies = argc == 3 && strcmp(argv[0], "backup") == 0;

    if (!checks && !copies)
        return EXIT_FAILURE;
    umask(0077);
    setpriority(PRIO_PROCESS, 0, 10);
    int r = store_open_beside(argv[1], &store, &refusal);
    if (r == 0)
        r = checks ? check(store, &refusal) : store_backup(store, argv[2], &refusal);
    store_close(store);
    if (r != 0)
        puts(refusal.message);
    return r == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
