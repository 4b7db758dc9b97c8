/* SPDX-License-Identifier: GPL-2.0-or-later */
/* AT commands of our own. */
#include "modem/at.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "modem/faults.h"

enum { WAKE_TRIES = 5, WAKE_MS = 1000, WRITE_MS = 2000, SETTLE_MS = 100, SETTLE_MAX_MS = 300 };

static bool wait_ready(int fd, short events, int64_t until_ms)
{
    struct pollfd fds = {.fd = fd, .events = events};
    int64_t left = until_ms - clock_monotonic_ms();

    return left > 0 && poll(&fds, 1, (int)left) > 0 && fds.revents & events;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
    int64_t until_ms = clock_monotonic_ms() + WRITE_MS;

    while (len) {
        ssize_t sent = write(fd, bytes, len);
        if (sent < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        if (sent < 0 && !wait_ready(fd, POLLOUT, until_ms))
            return false;
        if (sent > 0) {
            bytes += sent;
            len -= (size_t)sent;
        }
    }
    return true;
}

static bool begins(const char *text, const char *word)
{
    return strncmp(text, word, strlen(word)) == 0;
}

static const struct {
    const char *begins;
    enum at_result result;
} finals[] = {
    {"OK", AT_OK},           {"ERROR", AT_ERROR},     {"COMMAND NOT SUPPORT", AT_ERROR},
    {"+CME ERROR:", AT_CME}, {"+CMS ERROR:", AT_CMS}, {"NO CARRIER", AT_ENDED},
    {"NO ANSWER", AT_ENDED}, {"NO DIAL", AT_ENDED},   {"BUSY", AT_ENDED},
};

static bool is_final(const char *text, struct at_answer *answer)
{
    for (size_t i = 0; i < ARRAY_SIZE(finals); i++) {
        if (!begins(text, finals[i].begins))
            continue;
        answer->result = finals[i].result;
        if (answer->result == AT_CME || answer->result == AT_CMS)
            answer->code =
                fault_code(answer->result == AT_CME ? FAULT_CME : FAULT_CMS, strchr(text, ':') + 1);
        return true;
    }
    return false;
}

/* Takes whole lines out of what was heard; true at the final one. */
static bool take_lines(struct buf *heard, struct at_answer *answer)
{
    bool final = false;

    while (!final && heard->len) {
        char *end = memchr(heard->data, '\r', heard->len);
        char *feed = memchr(heard->data, '\n', heard->len);
        if (!end || (feed && feed < end))
            end = feed;
        if (!end)
            break;
        *end = 0;
        final = is_final(heard->data, answer);
        if (!final && heard->data[0] && !begins(heard->data, "AT"))
            buf_printf(&answer->lines, "%s\n", heard->data);
        buf_consume(heard, (size_t)(end - heard->data) + 1);
    }
    return final;
}

static void listen_for_answer(int fd, struct line *line, int64_t limit_ms, struct at_answer *answer)
{
    int64_t until_ms = clock_monotonic_ms() + limit_ms;
    struct buf heard = BUF_INIT;
    char bytes[1024];

    while (wait_ready(fd, POLLIN, until_ms)) {
        ssize_t len = read(fd, bytes, sizeof(bytes));
        if (len == 0 || (len < 0 && errno != EAGAIN && errno != EINTR))
            break;
        if (len > 0)
            line_feed(line, bytes, (size_t)len, &heard);
        if (take_lines(&heard, answer))
            break;
    }
    buf_free(&heard);
}

struct at_answer at_ask(int fd, struct line *line, const char *command, int64_t limit_ms)
{
    struct at_answer answer = {.result = AT_SILENT, .code = FAULT_NO_CODE};
    struct buf bytes = BUF_INIT;

    buf_printf(&bytes, "%s\r", command);
    line_set_busy(line, true);
    line_ask(line, bytes.data, bytes.len);
    if (write_all(fd, bytes.data, bytes.len))
        listen_for_answer(fd, line, limit_ms, &answer);
    line_set_busy(line, false);
    buf_free(&bytes);
    return answer;
}

void at_release(struct at_answer *answer)
{
    buf_free(&answer->lines);
}

const char *at_find(const struct at_answer *answer, const char *word)
{
    const char *at = buf_str(&answer->lines);

    while (*at) {
        if (begins(at, word)) {
            at += strlen(word);
            return at + strspn(at, " ");
        }
        at += strcspn(at, "\n");
        at += *at == '\n';
    }
    return NULL;
}

static bool ask_ok(int fd, struct line *line, const char *command)
{
    struct at_answer answer = at_ask(fd, line, command, WAKE_MS);
    bool ok = answer.result == AT_OK;

    at_release(&answer);
    return ok;
}

/* Whatever the modem still had to say belongs to no command of ours. A port that never falls silent
 * (a GPS receiver's) is not waited for. */
static void let_settle(int fd, struct line *line)
{
    int64_t until_ms = clock_monotonic_ms() + SETTLE_MAX_MS;
    struct buf heard = BUF_INIT;
    char bytes[1024];

    while (clock_monotonic_ms() < until_ms &&
           wait_ready(fd, POLLIN, clock_monotonic_ms() + SETTLE_MS)) {
        ssize_t len = read(fd, bytes, sizeof(bytes));
        if (len <= 0)
            break;
        line_feed(line, bytes, (size_t)len, &heard);
    }
    buf_free(&heard);
    line_flush(line);
}

bool at_wake(int fd, struct line *line)
{
    static const char escape[] = "\x1b\r";

    for (int i = 0; i < WAKE_TRIES; i++) {
        if (!write_all(fd, escape, strlen(escape)))
            return false;
        let_settle(fd, line);
        /* A former program may have left it answering in numbers, or not at all. */
        if (ask_ok(fd, line, i % 2 ? "ATQ0V1" : "AT") && ask_ok(fd, line, "ATE1")) {
            ask_ok(fd, line, "AT+CMEE=1");
            return true;
        }
    }
    return false;
}
