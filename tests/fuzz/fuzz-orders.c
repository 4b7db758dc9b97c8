/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as an order of staff: what follows its word lies within the text, a number is what was
 * written, a code has its digits, a name is never longer than what it was read from. */
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/memory.h"
#include "fuzz/fuzz.h"
#include "inbound/order_text.h"

enum { DIGITS = 4 };

static const struct order_words *words(void)
{
    static struct order_words *opened;
    struct conf_faults faults = {0};

    if (!opened)
        FUZZ_CHECK(order_words_open(CONFIG_DIR "/keywords.vi.conf", &opened, &faults) == 0);
    return opened;
}

static void read_order(const char *text)
{
    struct order_text order;

    if (!order_text_read(words(), text, &order))
        return;
    FUZZ_CHECK(order.act < ORDER_ACT_COUNT);
    FUZZ_CHECK(order.rest > text && order.rest <= text + strlen(text));
    FUZZ_CHECK(order.announcement >= 0);
    if (order.act == ORDER_SEND || order.act == ORDER_EMERGENCY)
        FUZZ_CHECK(order.incomplete == (order.rest[0] == '\0'));
    else if (order.act == ORDER_CANCEL || order.act == ORDER_APPROVE)
        FUZZ_CHECK(order.incomplete == (order.announcement == 0));
}

static void read_code(const char *text)
{
    char code[DIGITS + 1] = "";
    bool bypass = false;

    if (!order_text_code(words(), text, DIGITS, code, &bypass))
        return;
    FUZZ_CHECK(strspn(code, "0123456789") == DIGITS && strlen(code) == DIGITS);
    FUZZ_CHECK(strstr(text, code));
}

static void read_names(const char *text)
{
    const char *end;
    char *name;

    for (size_t count = 1; count <= 9; count++) {
        if (!order_text_name(text, count, &name, &end))
            continue;
        FUZZ_CHECK(end >= text + strlen(name) && end <= text + strlen(text));
        FUZZ_CHECK(strncmp(end - strlen(name), name, strlen(name)) == 0);
        free(name);
    }
    FUZZ_CHECK(order_text_after(text) <= text + strlen(text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = xstrndup((const char *)data, size);

    read_order(text);
    read_code(text);
    read_names(text);
    free(text);
    return 0;
}
