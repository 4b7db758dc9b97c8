/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One part of a message, as libGammu wants it. Built field by field: libGammu's own splitter cuts
 * off long texts, takes references from the clock and swaps letters it does not have. */
#pragma once

#include <gammu.h>

#include "base/error.h"
#include "carrier/wire.h"

/* Fills *ret from the submit and the message centre's data (GSM_GetSMSC). REFUSED, when it could
 * not arrive as it was written, with the code
 *   bad_number     not an E.164 number or a short code,
 *   bad_text       not UTF-8, empty, or a character is not in the alphabet of its coding,
 *   part_too_long  it does not fit one part with its header,
 *   bad_header     a reference, total or number of a part that cannot be. */
int part_build(const struct wire_submit *submit, const GSM_SMSC *centre, GSM_SMSMessage *ret,
               struct refusal *ret_refusal);

/* TP-VP, relative (TS 23.040, 9.2.3.12.1): the shortest period that is not below seconds; for 0
 * the longest there is, which centres cut to their own. */
uint8_t part_validity(int64_t seconds);
