/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What --help prints, from the table of commands. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/resources.h"
#include "cli/table.h"

static void print_global_options(void)
{
    fputs("  --socket PATH  the daemon's socket ($THONBAO_SOCKET, else "
          "/run/thonbao/thonbao.sock)\n"
          "  --json         print what the daemon answers, one JSON value\n"
          "  --help         this\n",
          stdout);
}

void help_overview(void)
{
    struct table *table = table_new((const char *const[]){"", "", NULL});

    fputs("usage: thonbao [--socket PATH] [--json] COMMAND [OPTION…] [OPERAND…]\n\n", stdout);
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &commands[i];
        table_format(table, "  %s%s%s", c->name, *c->operands ? " " : "", c->operands);
        table_cell(table, c->summary);
    }
    table_print(table);
    table_free(table);
    fputc('\n', stdout);
    print_global_options();
    fputs("\nthonbao COMMAND --help says more of one command, thonbao(1) of all.\n"
          "exit: 0 done, 1 refused, 2 wrong usage, 3 daemon not reachable\n",
          stdout);
}

void help_command(const struct command *command)
{
    struct table *table = table_new((const char *const[]){"", "", NULL});
    const struct option_spec *option = command->options;

    printf("usage: thonbao %s%s%s%s\n%s\n\n", command->name,
           option && option->name ? " [OPTION…]" : "", *command->operands ? " " : "",
           command->operands, command->summary);
    for (; option && option->name; option++) {
        table_format(table, "  --%s%s%s", option->name, option->value ? " " : "",
                     option->value ? option->value : "");
        table_cell(table, option->sentence);
    }
    table_print(table);
    table_free(table);
    if (command->options)
        fputc('\n', stdout);
    print_global_options();
}

/* One line per command and option, tab-separated, for the shell's completion. */
int words_run(struct invocation *inv)
{
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &commands[i];
        printf("%s\t\t%s\n", c->name, c->complete ? c->complete : "");
        for (const struct option_spec *o = c->options; o && o->name; o++)
            printf("%s\t--%s\t%s\n", c->name, o->name,
                   o->complete ? o->complete
                   : o->value  ? "value"
                               : "");
    }
    return EXIT_DONE;
}
