/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Delivery reports: made when a message has come to its end, sent after a delay, and held, lost or
 * doubled by command. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct network;
struct shipment;

enum report_mode { REPORTS_NORMAL, REPORTS_HOLD, REPORTS_LOSE, REPORTS_DUPLICATE };

/* Sends the report of a shipment, after its delay, if one was asked for. */
void report_send(const struct shipment *shipment, uint8_t status);
/* From now on: for `count` reports, or until changed again if -1. */
void report_set_mode(struct network *network, enum report_mode mode, long count);
/* Sends the reports that were held; returns how many. */
size_t report_release(struct network *network);
void report_forget(struct network *network);
