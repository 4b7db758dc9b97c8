/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of the clerk share. */
#pragma once

#include "inbound/clerk.h"
#include "store/feedback.h"

/* The record as the person found it. */
struct record {
    int64_t id, received_at, phone_id, announcement_id, staff_id;
    int kind, choice, category;
    bool urgent, partial, open, by_itself; /* by_itself: no person has closed it */
    char *sender, *understood;
};
/* For feedback_get(): a copy, to be cleared. */
void clerk_take(const struct feedback *f, void *arg_record);
void clerk_clear(struct record *record);
