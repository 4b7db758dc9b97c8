/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a modem may say: the first byte chooses how it is cut into pieces and whether a command is
 * out. Where it is cut must not matter, and a PDU that was read must not pass. */
#include <string.h>

#include "fuzz/fuzz.h"
#include "modem/line.h"

struct heard {
    struct buf passed, events;
};

static void on_event(enum line_event event, const char *text, size_t len, void *arg)
{
    struct heard *heard = arg;

    buf_printf(&heard->events, "%d:", event);
    buf_append(&heard->events, text, len);
    buf_putc(&heard->events, '\n');
}

static void listen(const uint8_t *said, size_t len, size_t piece, bool busy, struct heard *ret)
{
    struct line *line = line_new(on_event, ret);

    line_set_busy(line, busy);
    for (size_t at = 0; at < len; at += piece)
        line_feed(line, (const char *)said + at, len - at < piece ? len - at : piece, &ret->passed);
    line_flush(line);
    FUZZ_CHECK(!line_holds(line));
    line_free(line);
}

static bool same(const struct buf *a, const struct buf *b)
{
    return a->len == b->len && (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct heard whole = {0}, cut = {0};

    if (size < 2)
        return 0;
    listen(data + 1, size - 1, size, data[0] & 1, &whole);
    listen(data + 1, size - 1, 1 + (data[0] >> 1) % 16, data[0] & 1, &cut);
    FUZZ_CHECK(same(&whole.passed, &cut.passed) && same(&whole.events, &cut.events));
    FUZZ_CHECK(data[0] & 1 || whole.passed.len == 0);
    buf_free(&whole.passed);
    buf_free(&whole.events);
    buf_free(&cut.passed);
    buf_free(&cut.events);
    return 0;
}
