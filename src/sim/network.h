/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The GSM network: the message centre between modems and handsets, its delays and its reports, and
 * the calls and USSD menus between them. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/chance.h"
#include "sim/handset.h"

struct agenda;
struct ledger;
struct loop;
struct network;
struct script;
struct subscriber;
struct tpdu_submit;
struct village;

struct network_config {
    uint64_t seed;
    double speed;
    bool open;            /* every number exists */
    bool interim;         /* a report "still trying" when a handset cannot be reached at once */
    struct span latency;  /* from one side to the other */
    struct span report;   /* from a message's end to its report */
    struct span recovery; /* from a handset's return to what waited for it */
    int64_t validity;     /* the centre keeps nothing longer */
    char country[5];      /* "84" */
};

struct network *network_new(struct loop *loop, const struct network_config *config,
                            struct ledger *ledger);
void network_free(struct network *network);
struct agenda *network_agenda(struct network *network);
const struct network_config *network_config(const struct network *network);
struct village *network_village(struct network *network);
struct ledger *network_ledger(struct network *network);

/* The network keeps the script and frees it. Handsets start as it says. */
void network_set_script(struct network *network, struct script *script);

/* The network keeps the subscriber and frees it. */
void network_add_subscriber(struct network *network, struct subscriber *subscriber);

/* A terminal hands a message over. 0: accepted. Else the CMS error (27.005, 3.2.5) with which it
 * is refused. */
int network_submit(struct network *network, struct subscriber *from,
                   const struct tpdu_submit *submit, uint8_t reference);

/* A part that never reached the centre was refused on the way. */
void network_count_refused(struct network *network, struct subscriber *from);

/* Changes a handset's state: for ms of network time, or for good if 0. What waited for it comes
 * soon after it is on again. */
void network_set_handset(struct network *network, struct handset *handset, enum handset_state state,
                         int64_t ms);

/* Parts to this number are refused with a CMS error, `count` times or for ever (-1). Replaces an
 * earlier rule for the number; cms 0 only ends it. */
void network_refuse(struct network *network, const char *number, int cms, long count);
