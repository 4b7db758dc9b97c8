/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The modem's serial port: is it there, may we, does anybody else have it. */
#pragma once

#include "modem/faults.h"

struct device;

/* Opens the port and keeps it open; libGammu opens it once more for itself. The speed is the
 * number in the connection ("at115200"); a connection without one leaves it. REFUSED with a
 * fault that says in plain words what is wrong and what to do. */
int device_open(const char *path, const char *connection, struct device **ret,
                struct fault *ret_fault);
int device_fd(const struct device *device);
/* The path without symbolic links: the name that locks go by. */
const char *device_path(const struct device *device);

/* Clears the way for libGammu, which locks the port in its own way (a lock file, TIOCEXCL and
 * flock): removes the lock file of a dead or reused process and gives up our own lock. Returns
 * whether libGammu can write a lock file. */
bool device_hand_over(struct device *device);
/* Removes libGammu's lock file when it is ours; for the end of the process. */
void device_unlock(const struct device *device);
