/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The life of a message and of its parts: states, and which may follow which. Pure. */
#pragma once

#include <stdbool.h>

/* The numbers stand in the database (store/schema.sql). */
enum message_state {
    MESSAGE_HELD,       /* waits for its time, an approval, a retry delay */
    MESSAGE_QUEUED,     /* waits for a free carrier */
    MESSAGE_SUBMITTING, /* a part of it is in a carrier's hands */
    MESSAGE_UNKNOWN,    /* a part may or may not have gone out */
    MESSAGE_SENT,       /* the network has all parts; reports are awaited */
    MESSAGE_DELIVERED,
    MESSAGE_FAILED,
    MESSAGE_EXPIRED,
    MESSAGE_CANCELLED,
    MESSAGE_STATE_COUNT,
};

enum part_state {
    PART_SUBMITTING,
    PART_UNKNOWN,
    PART_SENT,
    PART_DELIVERED,
    PART_FAILED,
    PART_LOST, /* was unknown, has been sent again; a late report may still settle it */
};

/* Why a message is where it is. */
enum message_why {
    MESSAGE_WHY_NONE,
    MESSAGE_WHY_TIME,       /* held: its time has not come */
    MESSAGE_WHY_QUIET,      /* held: quiet hours */
    MESSAGE_WHY_APPROVAL,   /* held: a second person must approve */
    MESSAGE_WHY_RETRY,      /* held: the last attempt failed, the next comes later */
    MESSAGE_WHY_NO_ANSWER,  /* unknown: the carrier died or did not answer */
    MESSAGE_WHY_REFUSED,    /* failed: the network refused it, see code */
    MESSAGE_WHY_REPORTED,   /* failed: the report says so, see code */
    MESSAGE_WHY_LATE,       /* expired: its time was over before it could be sent */
    MESSAGE_WHY_NO_REPORT,  /* expired: the network never reported */
    MESSAGE_WHY_STOPPED,    /* cancelled: the owner of the phone wants no messages */
    MESSAGE_WHY_CANCELLED,  /* cancelled: by a person */
    MESSAGE_WHY_UNSENDABLE, /* failed: this text cannot be sent, a fault of ours */
    MESSAGE_WHY_SECOND,     /* sent: no report in time, another phone of the household is tried */
    MESSAGE_WHY_REACHED,    /* cancelled: whom it was for has been reached otherwise */
    MESSAGE_WHY_REPLACED,   /* cancelled: another announcement has taken its place */
    MESSAGE_WHY_DAY,        /* held: its household has had its routine messages of the day */
    MESSAGE_WHY_PARTED,     /* cancelled: what it held together goes out one by one */
    MESSAGE_WHY_CLOCK,      /* held: nobody knows how late it is */
    MESSAGE_WHY_PAUSED,     /* held: a person has paused its announcement */
    MESSAGE_WHY_COUNT,
};

/* "held" … "cancelled" */
const char *message_state_word(enum message_state state);
/* A sentence: "quiet hours" */
const char *message_why_sentence(enum message_why why);
/* Whether the life of a message allows this step. Staying is always allowed. */
bool message_state_allows(enum message_state from, enum message_state to);
/* No step leads on, except that a late report still tells the truth (delivered). */
bool message_state_is_end(enum message_state state);
