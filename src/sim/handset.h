/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A telephone in the village: on, off or gone; what it has received; the parts of long messages it
 * still waits for. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/number.h"
#include "sim/tpdu.h"

enum handset_state {
    HANDSET_ON,
    HANDSET_OFF,
    HANDSET_FULL, /* on, without a free place for messages */
    HANDSET_GONE, /* the number is no longer in use */
};
extern const char *const handset_state_names[];
bool handset_state_parse(const char *word, enum handset_state *ret_state);

struct handset_message {
    int64_t when; /* wall clock, ms */
    char *from, *text;
    size_t parts;
    int class; /* -1: none */
};

/* Its last messages are kept. */
enum { HANDSET_INBOX_MAX = 100 };

struct handset {
    char number[NUMBER_MAX];
    enum handset_state state;
    struct handset_message *inbox; /* oldest first */
    size_t inbox_count;            /* of those kept */
    uint64_t received;             /* whole messages, ever */
    uint64_t parts;                /* ever */
    uint64_t draws;                /* of chance */
    uint64_t rings;                /* calls that rang */
    int64_t rang_ms;               /* how long the last of them did, network time; 0: not yet over */
    struct partial *partials;
    struct shipment *waiting, **waiting_last; /* kept by the network until it is reachable */
    struct appointment *changes;              /* when it is on again, or hears what waited for it */
};

struct handset *handset_new(const char *number);
void handset_free(struct handset *handset);

/* A part arrives. When it completes a message, or is one, that is in the inbox and returned; else
 * NULL. The message belongs to the handset and lasts until the next one. */
const struct handset_message *handset_receive(struct handset *handset, const char *from,
                                              const struct tpdu_body *body);
