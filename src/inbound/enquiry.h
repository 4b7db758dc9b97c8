/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A household asks what became of its last report ("đến đâu rồi", "giải quyết chưa"): it is
 * answered by SMS, and the question is a record that points to the older one. */
#pragma once

#include "inbound/care.h"
#include "inbound/reply/reply.h"

/* Whether the text asks that and little else, and tells of no danger. */
bool enquiry_asks(const struct reply_rules *rules, const char *text);

/* The record that such a text asks about, 0: none, it is a reply like any other. Only a report, or
 * where nothing is awaited what is unclear, is such a text. In a transaction. */
int enquiry_find(struct care *care, const struct reply_rules *rules, const struct reply *reply,
                 bool awaited, const char *text, int64_t phone_id, int64_t household_id,
                 int64_t now, int64_t *ret_about);
/* Makes the reading of the question out of the older record's. */
int enquiry_read(struct care *care, int64_t about, struct reply *reply);
/* Answers the telephone, unless it has asked too often today, and writes it down in both. In the
 * transaction that has made the record `asking`. */
int enquiry_answer(struct care *care, int64_t asking, int64_t about, int64_t phone_id, int64_t now);
