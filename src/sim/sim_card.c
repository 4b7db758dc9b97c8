/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The SIM card. */
#include "sim/sim_card.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

void sim_card_init(struct sim_card *card, const char *pin, size_t sms_size)
{
    *card = (struct sim_card){
        .guarded = *pin != '\0',
        .pin_tries = PIN_TRIES,
        .puk_tries = PUK_TRIES,
    };
    snprintf(card->pin, sizeof(card->pin), "%s", *pin ? pin : "0000");
    snprintf(card->puk, sizeof(card->puk), "12345678");
    storage_init(&card->sms, "SM", sms_size);
    sim_card_power_up(card);
}

void sim_card_release(struct sim_card *card)
{
    storage_release(&card->sms);
}

void sim_card_power_up(struct sim_card *card)
{
    if (card->state == PIN_READY && card->guarded)
        card->state = PIN_WANTED;
}

void sim_card_insert(struct sim_card *card, bool in)
{
    if (!in) {
        card->state = SIM_ABSENT;
    } else if (card->state == SIM_ABSENT) {
        card->state = card->puk_tries == 0   ? PIN_BLOCKED
                      : card->pin_tries == 0 ? PUK_WANTED
                                             : PIN_READY;
        sim_card_power_up(card);
    }
}

static bool is_pin(const char *pin)
{
    size_t len = strlen(pin);

    for (const char *p = pin; *p; p++) {
        if (!isdigit((unsigned char)*p))
            return false;
    }
    return len >= 4 && len <= PIN_MAX;
}

void sim_card_lock(struct sim_card *card)
{
    card->pin_tries = 0;
    if (card->state != PIN_BLOCKED && card->state != SIM_ABSENT)
        card->state = PUK_WANTED;
}

bool sim_card_check_pin(struct sim_card *card, const char *pin)
{
    if (card->pin_tries == 0)
        return false;
    if (!strcmp(pin, card->pin)) {
        card->pin_tries = PIN_TRIES;
        return true;
    }
    if (--card->pin_tries == 0)
        sim_card_lock(card);
    return false;
}

bool sim_card_enter_pin(struct sim_card *card, const char *pin)
{
    if (card->state != PIN_WANTED || !sim_card_check_pin(card, pin))
        return false;
    card->state = PIN_READY;
    return true;
}

bool sim_card_enter_puk(struct sim_card *card, const char *puk, const char *new_pin)
{
    if (card->state != PUK_WANTED)
        return false;
    if (strcmp(puk, card->puk) || !is_pin(new_pin)) {
        if (--card->puk_tries == 0)
            card->state = PIN_BLOCKED;
        return false;
    }
    snprintf(card->pin, sizeof(card->pin), "%s", new_pin);
    card->pin_tries = PIN_TRIES;
    card->puk_tries = PUK_TRIES;
    card->state = PIN_READY;
    return true;
}
