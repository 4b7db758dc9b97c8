/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Telephone numbers as people write them and as the network knows them. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { NUMBER_MAX = 24 };

/* What a subscriber dials, in E.164 where it is a whole number: "0912345678", "84912345678",
 * "0084912345678" and "+84912345678" are one. Short codes and names stay as they are. */
void number_dialled(const char *country, const char *text, char out[static NUMBER_MAX]);

/* Finds the mobile numbers in a cell of a list. For country 84 all the Vietnamese forms:
 * separators, a missing leading zero, the letter O for zero, the eleven-digit numbers of before
 * 2018, two numbers in one cell. For another country every number of 8 to 15 digits. Calls found()
 * with each, in E.164; returns how many. */
typedef void (*number_found_fn)(const char *number, void *arg);
size_t number_find(const char *country, const char *cell, number_found_fn found, void *arg);
