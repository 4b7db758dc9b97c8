/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Secrets that clients show: cookies, links, tokens. 256 random bits as text; only the hash is
 * kept. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { SECRET_SIZE = 44, SECRET_HASH = 32 };

/* Makes a new one, URL-safe base64. */
void secrets_make(char out[SECRET_SIZE]);
/* Any text has a hash; that of no secret is found nowhere. */
void secrets_hash(const char *text, uint8_t out[SECRET_HASH]);
/* Another secret that whoever knows the first can be asked for: the same every time. */
void secrets_derive(const char *text, const char *purpose, char out[SECRET_SIZE]);
/* In a time that does not tell how much of it is right. */
bool secrets_equal(const char *a, const char *b);
