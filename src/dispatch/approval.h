/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What only goes out when a second person says so: the configuration group "approval". */
#pragma once

#include "base/conf.h"
#include "store/announcement.h"

struct dispatch;

struct approval_settings {
    int64_t audience_above;  /* more households than these need it; 0: any number may hear */
    bool emergencies_by_sms; /* so does an emergency that was ordered by SMS */
};

/* group may be NULL: defaults. */
void approval_settings_read(const config_setting_t *group, struct approval_settings *ret,
                            struct conf_faults *faults);

bool approval_needed(const struct approval_settings *settings, const struct announcement *a,
                     bool by_sms);
/* Whether this person may approve it now. 0, or REFUSED as in dispatch_approve(). */
int approval_check(const struct announcement *a, const char *author, int64_t now,
                   struct refusal *ret_refusal);
/* Tells every head by SMS that this announcement waits, or that it goes out unapproved though it
 * would have to wait. At once, also in quiet hours. In a transaction; 0 or a negated errno. */
int approval_ask(struct dispatch *d, const struct announcement *a, int64_t cost, int64_t now);
int approval_bypassed(struct dispatch *d, const struct announcement *a, int64_t cost, int64_t now);
/* What nobody has approved in time is cancelled, and its author told. In a turn. */
int approval_expire(struct dispatch *d, int64_t now);
