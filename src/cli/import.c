/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao import */
#include "cli/resources.h"
int import_run(struct invocation *inv)
{
    return EXIT_USAGE;
}
