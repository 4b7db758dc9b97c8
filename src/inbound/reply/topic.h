/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a text is about. */
#pragma once

#include "inbound/reply/reading.h"
#include "inbound/reply/reply.h"

struct topic {
    enum reply_category category; /* REPLY_CATEGORY_NONE: no word tells */
    unsigned score;               /* how much its words weigh */
};

struct topic topic_read(const struct reading *r);
/* The same of an announcement; body may be NULL or not UTF-8. */
struct topic topic_of_announcement(const struct keywords *keywords, const char *body);
