/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Nobody to tell: built without libsystemd. */
#include "daemon/supervision.h"

#include <stddef.h>

struct supervision *supervision_start(struct loop *loop)
{
    return NULL;
}

void supervision_stop(struct supervision *supervision)
{
}
