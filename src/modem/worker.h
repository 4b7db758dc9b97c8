/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The life of this process: one modem, from the configuration to the end. */
#pragma once

#include "modem/core.h"

/* Runs until the core says stop. Every other end is a fault, told to the core, and an exit. */
void worker_run(struct core *core, const struct wire_configure *configure);
