/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao: the command line, a client of the daemon's API. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <curl/curl.h>

#include "cli/client.h"
#include "cli/command.h"
#include "cli/resources.h"

static const char *socket_path(const struct invocation *inv)
{
    const char *from_environment = getenv("THONBAO_SOCKET");

    if (inv->socket)
        return inv->socket;
    return from_environment && *from_environment ? from_environment : "/run/thonbao/thonbao.sock";
}

/* Two words for the shell's completion, which are no commands for people. */
static int complete(int argc, char **argv)
{
    struct invocation inv = {.operands = argv + 2, .operand_count = (size_t)(argc - 2)};

    if (strcmp(argv[1], "--words") == 0)
        return words_run(&inv);
    inv.client = client_new(socket_path(&inv), false);
    int code = complete_run(&inv);
    client_free(inv.client);
    return code;
}

static int run(struct invocation *inv)
{
    if (inv->help) {
        if (inv->command)
            help_command(inv->command);
        else
            help_overview();
        return EXIT_DONE;
    }
    inv->client = client_new(socket_path(inv), inv->json);
    int code = inv->command->run(inv);
    client_free(inv->client);
    return code;
}

int main(int argc, char **argv)
{
    struct invocation inv;

    setlocale(LC_CTYPE, "C.UTF-8");
    curl_global_init(CURL_GLOBAL_DEFAULT);
    if (argc >= 2 && (strcmp(argv[1], "--words") == 0 || strcmp(argv[1], "--complete") == 0))
        return complete(argc, argv);
    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        puts("thonbao " THONBAO_VERSION);
        return EXIT_DONE;
    }
    int code = invocation_parse(argc, argv, &inv) ? run(&inv) : EXIT_USAGE;
    invocation_clear(&inv);
    curl_global_cleanup();
    /* What did not reach its reader was not said. */
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("thonbao: standard output");
        return code ? code : EXIT_REFUSED;
    }
    return code;
}
