/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The SIM card: who the subscriber is, the PIN that guards it, and the messages on it. It survives
 * when the modem around it is unplugged. */
#pragma once

#include <stdbool.h>

#include "sim/storage.h"

enum pin_state { PIN_READY, PIN_WANTED, PUK_WANTED, PIN_BLOCKED, SIM_ABSENT };

enum { PIN_TRIES = 3, PUK_TRIES = 10, PIN_MAX = 8 };

struct sim_card {
    char imsi[16];
    char iccid[21];
    char number[24]; /* E.164 with its plus; "" when the card does not know it */
    char smsc[24];   /* address of the message centre, E.164 with its plus */
    char pin[PIN_MAX + 1];
    char puk[PIN_MAX + 1];
    bool guarded; /* asks for the PIN when it gets power */
    enum pin_state state;
    int pin_tries, puk_tries;
    struct storage sms;
};

/* pin "" makes a card that asks for none. */
void sim_card_init(struct sim_card *card, const char *pin, size_t sms_size);
void sim_card_release(struct sim_card *card);

/* The modem gets power: a guarded card wants its PIN again. */
void sim_card_power_up(struct sim_card *card);

/* Out, there is nothing to ask; in again, it gets power. */
void sim_card_insert(struct sim_card *card, bool in);

/* True when right. Three wrong ones in a row and the card wants the PUK. */
bool sim_card_enter_pin(struct sim_card *card, const char *pin);
/* Sets a new PIN. Ten wrong PUKs and the card is dead. */
bool sim_card_enter_puk(struct sim_card *card, const char *puk, const char *new_pin);
/* Compares, counting a wrong one as an attempt: for switching the guard and changing the PIN. */
bool sim_card_check_pin(struct sim_card *card, const char *pin);
/* As after three wrong attempts. */
void sim_card_lock(struct sim_card *card);
