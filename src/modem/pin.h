/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Getting past the SIM's lock, without ever blocking the SIM. */
#pragma once

#include "modem/faults.h"
#include "modem/line.h"

/* Waits until the SIM is ready, entering the PIN if it asks for one: once, and not when the
 * modem says that the try would be the last. 0, or REFUSED with a fault whose origin is SIM (a
 * person must act; code 16: the PIN was wrong and must not be tried again) or device. */
int pin_unlock(int fd, struct line *line, const char *pin, struct fault *ret_fault);
