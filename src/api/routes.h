/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of everything that can be asked. */
#pragma once

#include "api/router.h"

extern const struct route routes[];
extern const size_t route_count;
