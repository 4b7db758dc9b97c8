/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The life of a message as one table. */
#include "village/message.h"

#define TO(state) (1u << MESSAGE_##state)

static const struct {
    const char *word;
    unsigned next; /* states that may follow */
} life[MESSAGE_STATE_COUNT] = {
    [MESSAGE_HELD] = {"held", TO(QUEUED) | TO(EXPIRED) | TO(CANCELLED) | TO(DELIVERED)},
    [MESSAGE_QUEUED] = {"queued", TO(HELD) | TO(SUBMITTING) | TO(EXPIRED) | TO(CANCELLED) |
                                      TO(FAILED) | TO(DELIVERED)},
    [MESSAGE_SUBMITTING] = {"submitting", TO(QUEUED) | TO(HELD) | TO(UNKNOWN) | TO(SENT) |
                                              TO(DELIVERED) | TO(FAILED) | TO(EXPIRED) |
                                              TO(CANCELLED)},
    [MESSAGE_UNKNOWN] = {"unknown", TO(HELD) | TO(QUEUED) | TO(SENT) | TO(DELIVERED) | TO(FAILED) |
                                        TO(EXPIRED) | TO(CANCELLED)},
    [MESSAGE_SENT] = {"sent", TO(HELD) | TO(DELIVERED) | TO(FAILED) | TO(EXPIRED) | TO(CANCELLED)},
    [MESSAGE_DELIVERED] = {"delivered", 0},
    /* The network may say yes after it has said no, or after we stopped waiting. */
    [MESSAGE_FAILED] = {"failed", TO(DELIVERED)},
    [MESSAGE_EXPIRED] = {"expired", TO(DELIVERED)},
    [MESSAGE_CANCELLED] = {"cancelled", TO(DELIVERED)},
};

static const char *const sentences[MESSAGE_WHY_COUNT] = {
    [MESSAGE_WHY_NONE] = "",
    [MESSAGE_WHY_TIME] = "its time has not come",
    [MESSAGE_WHY_QUIET] = "quiet hours",
    [MESSAGE_WHY_APPROVAL] = "a second person must approve",
    [MESSAGE_WHY_RETRY] = "the last attempt failed, the next comes later",
    [MESSAGE_WHY_NO_ANSWER] = "the modem gave no answer: it may or may not have gone out",
    [MESSAGE_WHY_REFUSED] = "the network refused it",
    [MESSAGE_WHY_REPORTED] = "the network reported that it was not delivered",
    [MESSAGE_WHY_LATE] = "its time was over before it could be sent",
    [MESSAGE_WHY_NO_REPORT] = "the network never reported",
    [MESSAGE_WHY_STOPPED] = "this phone wants no messages",
    [MESSAGE_WHY_CANCELLED] = "cancelled by a person",
    [MESSAGE_WHY_UNSENDABLE] = "this text cannot be sent",
    [MESSAGE_WHY_SECOND] = "no report in time: another phone of the household is tried",
    [MESSAGE_WHY_REACHED] = "whom it was for has been reached otherwise",
    [MESSAGE_WHY_CLOCK] = "the clock is wrong, and nobody knows whether these are quiet hours",
    [MESSAGE_WHY_REPLACED] = "another announcement has taken its place",
    [MESSAGE_WHY_DAY] =
        "the household has had its routine messages of the day; it waits for the next",
    [MESSAGE_WHY_PAUSED] = "its announcement is paused until somebody lets it go on",
    [MESSAGE_WHY_PARTED] = "the texts that it held together go out one by one",
};

const char *message_state_word(enum message_state state)
{
    return state < MESSAGE_STATE_COUNT ? life[state].word : "unknown state";
}

const char *message_why_sentence(enum message_why why)
{
    return why < MESSAGE_WHY_COUNT ? sentences[why] : "";
}

bool message_state_allows(enum message_state from, enum message_state to)
{
    return from == to || (life[from].next & (1u << to));
}

bool message_state_is_end(enum message_state state)
{
    return (life[state].next & ~TO(DELIVERED)) == 0;
}
