/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The console's address: a server of its own beside the Unix socket's. When the address cannot be
 * had the daemon works on without it and tries again: messages are worth more than pages. */
#pragma once

#include "api/inside.h"

struct door;

/* REFUSED when the certificate cannot be used. */
int door_open(struct api *api, struct door **ret, struct refusal *ret_refusal);
void door_close(struct door *door);
/* "http://127.0.0.1:8080", for a person to type. */
void door_url(const struct api *api, char *out, size_t size);
