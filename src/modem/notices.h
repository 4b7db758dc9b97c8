/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which notices of messages and reports a modem is told to send: +CNMI, TS 27.005, 3.4.1.
 *
 * Not GSM_SetIncomingSMS(): libGammu 1.42 reads nothing out of an offer without a space after its
 * colon, and then has texts handed on without being stored (+CMT), which are lost when we die that
 * moment; and it takes no notices at all from modems without broadcasts. Pure. */
#pragma once

#include <stdbool.h>

enum { NOTICES_COMMAND = 32 };

/* offered: what the modem answers to +CNMI=? after the colon, up to a line's end, NULL: nothing;
 * what cannot be read of it counts as everything offered. The command: stored texts are announced,
 * reports handed on directly, or with stored_reports stored; else the next best. */
void notices_choose(const char *offered, bool stored_reports, char ret[static NOTICES_COMMAND]);

/* What the modem says that it was told, "2,1,0,1,0": whether texts are announced, and reports.
 * True too where it does not say. */
bool notices_have_texts(const char *set);
bool notices_have_reports(const char *set);
