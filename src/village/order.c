/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words of what staff may order by SMS. */
#include "village/order.h"

const char *order_act_word(enum order_act act)
{
    static const char *const words[ORDER_ACT_COUNT] = {
        [ORDER_SEND] = "send",       [ORDER_EMERGENCY] = "emergency", [ORDER_CANCEL] = "cancel",
        [ORDER_APPROVE] = "approve", [ORDER_STATUS] = "status",       [ORDER_DOORS] = "doors",
    };

    return words[act];
}
