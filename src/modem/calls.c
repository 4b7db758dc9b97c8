/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Calls in and out. */
#include "modem/calls.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "text/accents.h"

enum {
    /* Networks repeat the caller's number every few seconds; another number, or the same so long
     * after the last time, is another call. */
    SAME_CALL_MS = 8000,
    RING_MAX_MS = 60000,
};

enum ring { RING_NONE, RING_ASKED, RING_ON };

struct calls {
    struct core *core;
    struct phone *phone;
    bool refuse;
    int64_t heard_ms; /* of the call that was told last, 0: none */
    char *heard;      /* its caller */
    enum ring ring;
    uint64_t tag;
    char *to;
    int64_t ring_ms, hang_up_ms;
};

struct calls *calls_new(struct core *core, struct phone *phone)
{
    struct calls *calls = xcalloc(1, sizeof(*calls));

    calls->core = core;
    calls->phone = phone;
    return calls;
}

/* The number between the quotes; a + where the type says that it is international (145) and the
 * modem left it out. "" when withheld. */
static char *read_caller(const char *line, size_t len)
{
    const char *end = line + len;
    const char *number = len && line[0] == '"' ? line + 1 : line;
    const char *close = memchr(number, '"', (size_t)(end - number));
    const char *type = close ? close + 1 : end;
    size_t size = (size_t)((close ? close : number) - number);

    if (size == 0 || strspn(number, "+0123456789*#") < size)
        return xstrdup("");
    bool international = end - type >= 4 && strncmp(type, ",145", 4) == 0;
    return xasprintf("%s%.*s", international && number[0] != '+' ? "+" : "", (int)size, number);
}

/* A call that is refused ends without a word from the modem: what is heard next may be the next
 * caller. */
static bool is_same(const struct calls *calls, const char *from, int64_t now_ms)
{
    return calls->heard_ms && now_ms - calls->heard_ms < SAME_CALL_MS &&
           strcmp(calls->heard, from) == 0;
}

void calls_hear(struct calls *calls, const char *line, size_t len)
{
    int64_t now_ms = clock_monotonic_ms();
    char *from = read_caller(line, len);
    bool same = is_same(calls, from, now_ms);

    free(calls->heard);
    calls->heard = from;
    calls->heard_ms = now_ms;
    calls->refuse = true;
    if (same)
        return;
    struct wire_message message = {.type = WIRE_CALL, .call = {.from = from}};
    core_send(calls->core, &message);
}

static void answer_ring(struct calls *calls, enum wire_outcome outcome)
{
    struct wire_message message = {
        .type = WIRE_RUNG,
        .rung = {.tag = calls->tag, .outcome = outcome},
    };

    free(calls->to);
    calls->to = NULL;
    calls->ring = RING_NONE;
    core_send(calls->core, &message);
}

void calls_ended(struct calls *calls)
{
    calls->heard_ms = 0;
    calls->refuse = false;
    if (calls->ring == RING_ON) /* they refused it: they have seen it */
        answer_ring(calls, WIRE_ACCEPTED);
}

static bool is_number(const char *to)
{
    const char *digits = to[0] == '+' ? to + 1 : to;

    return strlen(digits) >= 2 && strlen(digits) <= 20 &&
           strspn(digits, "0123456789") == strlen(digits);
}

void calls_ring(struct calls *calls, const struct wire_ring *ring)
{
    if (calls->ring != RING_NONE || !is_number(ring->to)) {
        struct wire_message message = {
            .type = WIRE_RUNG,
            .rung = {.tag = ring->tag, .outcome = WIRE_REFUSED},
        };
        core_send(calls->core, &message);
        return;
    }
    calls->ring = RING_ASKED;
    calls->tag = ring->tag;
    calls->to = xstrdup(ring->to);
    calls->ring_ms = ring->ring_ms < 1             ? 1
                     : ring->ring_ms < RING_MAX_MS ? ring->ring_ms
                                                   : RING_MAX_MS;
}

void calls_cut_short(struct calls *calls)
{
    if (calls->ring == RING_ON)
        calls->hang_up_ms = clock_monotonic_ms();
}

static GSM_Error start_ring(struct calls *calls)
{
    int64_t began_ms = clock_monotonic_ms();

    switch (phone_ring(calls->phone, calls->to, calls->ring_ms)) {
    case PHONE_CALLING:
        calls->ring = RING_ON;
        calls->hang_up_ms = began_ms + calls->ring_ms;
        return ERR_NONE;
    case PHONE_CALL_OVER:
        answer_ring(calls, WIRE_ACCEPTED);
        return ERR_NONE;
    case PHONE_CALL_FAILED:
        answer_ring(calls, WIRE_REFUSED);
        return ERR_NONE;
    case PHONE_CALL_LOST:
        break;
    }
    answer_ring(calls, WIRE_UNKNOWN);
    return ERR_TIMEOUT;
}

static GSM_Error end_ring(struct calls *calls)
{
    GSM_Error error = phone_hang_up(calls->phone);

    if (calls->ring == RING_ON)
        answer_ring(calls, WIRE_ACCEPTED);
    return error;
}

bool calls_step(struct calls *calls, GSM_Error *ret_error)
{
    *ret_error = ERR_NONE;
    if (calls->ring == RING_ON) {
        if (clock_monotonic_ms() < calls->hang_up_ms)
            return false;
        *ret_error = end_ring(calls);
        return true;
    }
    if (calls->refuse) {
        calls->refuse = false;
        *ret_error = phone_hang_up(calls->phone);
        return true;
    }
    if (calls->ring == RING_ASKED) {
        *ret_error = start_ring(calls);
        return true;
    }
    return false;
}

bool calls_ringing(const struct calls *calls)
{
    return calls->ring == RING_ON;
}

int64_t calls_deadline_ms(const struct calls *calls)
{
    return calls->ring == RING_ON ? calls->hang_up_ms : INT64_MAX;
}

void calls_give_up(struct calls *calls)
{
    if (calls->ring == RING_ON)
        answer_ring(calls, WIRE_UNKNOWN);
    else if (calls->ring == RING_ASKED)
        answer_ring(calls, WIRE_REFUSED);
}
