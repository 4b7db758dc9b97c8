/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What staff may order by SMS, and the life of an order. */
#pragma once

/* The numbers stand in the database. */
enum order_act {
    ORDER_SEND,      /* an announcement to groups */
    ORDER_EMERGENCY, /* an emergency to everybody */
    ORDER_CANCEL,    /* an announcement goes out no more */
    ORDER_APPROVE,   /* one that waits for a second person goes out */
    ORDER_STATUS,    /* asks how an announcement goes */
    ORDER_DOORS,     /* asks which households are left */
    ORDER_ACT_COUNT,
};

/* The numbers stand in the database. WAITING is left once, for one of the others, and none of those
 * is left again. */
enum order_state {
    ORDER_WAITING,  /* for its code */
    ORDER_DONE,     /* carried out, or answered */
    ORDER_REFUSED,  /* could not be carried out; its sender was told why */
    ORDER_REPLACED, /* by a newer order from the same phone */
    ORDER_LATE,     /* its code came when its time was over */
    ORDER_LOCKED,   /* too many wrong codes */
};

/* "send", "emergency", "cancel", "approve", "status", "doors": the groups of their words in the
 * keywords file. */
const char *order_act_word(enum order_act act);
