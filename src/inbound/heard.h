/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A whole text from the phone of a member of staff, for those who read it before it is read as a
 * household's reply (inbound/receive.c has their order). */
#pragma once

#include "store/staff.h"

struct heard {
    const char *text;
    struct staff_row staff; /* its strings last as long as this */
    int64_t at;             /* wall clock */
};
