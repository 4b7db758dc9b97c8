/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The people who hold the handsets: they do what the script says, in their own time. */
#pragma once

struct handset;
struct handset_message;
struct network;

/* A handset is new: perhaps it is off. */
void habits_start(struct network *network, struct handset *handset);
/* A message has arrived whole. */
void habits_message(struct network *network, struct handset *handset,
                    const struct handset_message *message);
