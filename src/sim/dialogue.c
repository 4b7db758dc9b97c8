/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The dialogue between a modem and the program at its terminal: lines and their commands, the
 * prompt, results, and what the modem says by itself (ITU-T V.250, 27.005). */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/loop.h"
#include "base/memory.h"
#include "sim/modem_inside.h"
#include "sim/pty.h"

enum { ESC = 0x1b, CTRL_Z = 0x1a, BACKSPACE = 0x08, DATA_MAX = 4096 };

static const struct at_entry *const tables[] = {
    at_general,  at_identity,   at_security, at_network, at_sms_store,
    at_sms_send, at_sms_notify, at_call,     at_ussd,
};

static const struct at_entry *find_entry(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(tables); i++) {
        for (const struct at_entry *entry = tables[i]; entry->name; entry++) {
            if (!strcmp(entry->name, name))
                return entry;
        }
    }
    return NULL;
}

/* What has been said goes to the terminal. */
static void flush(struct modem *m)
{
    if (m->pty && m->out.len && !m->hung)
        pty_write(m->pty, m->out.data, m->out.len);
    buf_clear(&m->out);
}

static void append_crlf(struct modem *m, struct buf *out)
{
    buf_putc(out, (char)m->set.s[3]);
    buf_putc(out, (char)m->set.s[4]);
}

static void append_line(struct modem *m, const void *bytes, size_t len, struct buf *out)
{
    if (m->set.verbose)
        append_crlf(m, out);
    buf_append(out, bytes, len);
    append_crlf(m, out);
}

void modem_line_bytes(struct modem *m, const void *bytes, size_t len)
{
    append_line(m, bytes, len, &m->response);
    if (modem_has(m, QUIRK_CHATTY))
        buf_printf(&m->response, "\r\n^RSSI: %ld\r\n\r\n+CFUN: 1\r\n", m->signal);
}

void modem_line(struct modem *m, const char *fmt, ...)
{
    struct buf line = BUF_INIT;
    va_list ap;

    va_start(ap, fmt);
    buf_vprintf(&line, fmt, ap);
    va_end(ap);
    modem_line_bytes(m, buf_str(&line), line.len);
    buf_free(&line);
}

void modem_notice_bytes(struct modem *m, const void *bytes, size_t len)
{
    bool later = m->mode != MODE_COMMAND || m->pumping;

    append_line(m, bytes, len, later ? &m->notices : &m->out);
    if (!later)
        flush(m);
}

void modem_notice(struct modem *m, const char *fmt, ...)
{
    struct buf line = BUF_INIT;
    va_list ap;

    va_start(ap, fmt);
    buf_vprintf(&line, fmt, ap);
    va_end(ap);
    modem_notice_bytes(m, buf_str(&line), line.len);
    buf_free(&line);
}

void modem_quote(const struct modem *m, const char *utf8, struct buf *out)
{
    buf_putc(out, '"');
    charset_encode(m->set.charset, utf8, out);
    buf_putc(out, '"');
}

static void garble(struct buf *response)
{
    for (size_t i = 0; i < response->len; i++) {
        char c = response->data[i];
        if (c != '\r' && c != '\n')
            response->data[i] = (char)('!' + (c * 7 + (int)i * 13) % 90);
    }
}

static void put_result(struct modem *m, const char *words, int number)
{
    if (m->set.quiet)
        return;
    if (m->set.verbose)
        append_line(m, words, strlen(words), &m->response);
    else
        buf_printf(&m->response, "%d\r", number);
}

static void hear_data(struct modem *m, char c)
{
    if (m->set.echo && c != ESC && c != CTRL_Z)
        buf_putc(&m->out, c);
    if (c == CTRL_Z || c == ESC) {
        m->mode = MODE_BUSY;
        m->answered = false;
        m->data_fn(m, c == ESC);
    } else if (c == BACKSPACE && m->data.len) {
        m->data.data[--m->data.len] = '\0';
    } else if (m->data.len < DATA_MAX) {
        buf_putc(&m->data, c);
        if (c == '\r' && m->set.cmgf)
            buf_puts(&m->out, "\n> ");
    }
}

static void start_line(struct modem *m)
{
    m->has_at = false;
    buf_clear(&m->line);
    m->mode = MODE_BUSY;
    m->answered = true;
    m->pos = 0;
    m->command = (struct at_command){0}; /* a bare AT is none */
}

/* Before "AT" everything is passed over; "A/" repeats the last line at once. */
static void hear_prefix(struct modem *m, char c)
{
    bool has_a = m->line.len > 0;

    buf_clear(&m->line);
    if (has_a && c == '/')
        start_line(m);
    else if (has_a && (c == 'T' || c == 't'))
        m->has_at = true;
    else if (c == 'A' || c == 'a')
        buf_putc(&m->line, c);
}

static void hear_command(struct modem *m, char c)
{
    if (m->set.echo)
        buf_putc(&m->out, c);
    if (!m->has_at) {
        hear_prefix(m, c);
    } else if (c == (char)m->set.s[3]) {
        buf_clear(&m->last_line);
        buf_append(&m->last_line, buf_str(&m->line), m->line.len);
        start_line(m);
    } else if (c == (char)m->set.s[5]) {
        if (m->line.len)
            m->line.data[--m->line.len] = '\0';
    } else if ((unsigned char)c >= ' ' && m->line.len < AT_LINE_MAX - 1) {
        buf_putc(&m->line, c);
    }
}

/* A part is refused by the network, when it has been typed; anything else at once. */
static const struct modem_fault *refusal(struct modem *m)
{
    bool sends = !strcmp(m->command.name, "+CMGS") || !strcmp(m->command.name, "+CMSS");

    return sends ? NULL : modem_take_fault(m, FAULT_CMS);
}

static void next_command(struct modem *m)
{
    enum at_parse parse = at_next(buf_str(&m->last_line), &m->pos, &m->command);

    if (parse == AT_END) {
        at_result(m, "OK", 0);
        return;
    }
    if (modem_take_fault(m, FAULT_SILENT)) {
        buf_clear(&m->response);
        m->mode = MODE_COMMAND;
        return;
    }
    const struct at_entry *entry = parse == AT_PARSED ? find_entry(m->command.name) : NULL;
    const struct modem_fault *refused = refusal(m);
    m->answered = false;
    if (refused)
        at_cms(m, (int)refused->code);
    else if (!entry || modem_take_fault(m, FAULT_ERROR))
        at_error(m);
    else if (entry->needs != AT_ALWAYS && m->card.state != PIN_READY)
        at_refuse_without_card(m, entry->needs);
    else
        entry->fn(m, &m->command);
}

static void release_notices(struct modem *m)
{
    buf_append(&m->out, buf_str(&m->notices), m->notices.len);
    buf_clear(&m->notices);
}

/* Carries out commands and reads on, until a command takes its time or nothing is left to read.
 * Called again from below, it leaves the work to the loop that is already there. */
static void pump(struct modem *m)
{
    size_t heard = 0;

    if (m->pumping)
        return;
    m->pumping = true;
    for (;;) {
        if (m->mode == MODE_BUSY && m->answered)
            next_command(m);
        else if (m->mode == MODE_BUSY && heard < m->input.len && call_abort(m))
            heard++;
        else if (m->mode == MODE_BUSY || heard >= m->input.len)
            break;
        else if (m->mode == MODE_PROMPT)
            hear_data(m, m->input.data[heard++]);
        else
            hear_command(m, m->input.data[heard++]);
    }
    m->pumping = false;
    buf_consume(&m->input, heard);
    if (m->mode == MODE_COMMAND)
        release_notices(m);
    flush(m);
}

static void timer_due(void *arg)
{
    struct modem *m = arg;

    m->timer_fn(m);
    pump(m);
}

void modem_later(struct modem *m, int64_t ms, void (*fn)(struct modem *modem))
{
    if (!m->timer)
        m->timer = loop_timer_new(m->loop, timer_due, m);
    m->timer_fn = fn;
    loop_timer_set(m->timer, ms);
}

/* The response to a whole line goes out, then what the modem had to say by itself. */
static void release_response(struct modem *m)
{
    if (modem_take_fault(m, FAULT_SWALLOW))
        buf_clear(&m->response);
    if (modem_take_fault(m, FAULT_GARBLE))
        garble(&m->response);
    buf_append(&m->out, buf_str(&m->response), m->response.len);
    buf_clear(&m->response);
    m->mode = MODE_COMMAND;
    release_notices(m);
}

static void hang_now(struct modem *m)
{
    modem_hang(m, true);
}

/* What happens instead of the answer, by command; NULL for nothing. */
static void (*misfortune(struct modem *m))(struct modem *modem)
{
    if (modem_take_fault(m, FAULT_HANG))
        return hang_now;
    return modem_take_fault(m, FAULT_UNPLUG) ? modem_unplug : NULL;
}

void at_result(struct modem *m, const char *words, int number)
{
    void (*strikes)(struct modem * modem) = misfortune(m);
    const struct modem_fault *late = strikes ? NULL : modem_take_fault(m, FAULT_LATE);
    int64_t delay = late ? late->code : m->config.reply_ms;

    put_result(m, words, number);
    m->answered = false;
    if (strikes)
        modem_later(m, 0, strikes);
    else if (delay)
        modem_later(m, delay, release_response);
    else
        release_response(m);
    pump(m);
}

void at_ok(struct modem *m)
{
    m->answered = true;
    pump(m);
}

void at_error(struct modem *m)
{
    at_result(m, "ERROR", 4);
}

static void show_prompt(struct modem *m)
{
    buf_append(&m->out, buf_str(&m->response), m->response.len);
    buf_clear(&m->response);
    buf_puts(&m->out, "\r\n> ");
    m->mode = MODE_PROMPT;
}

void modem_prompt(struct modem *m, void (*fn)(struct modem *modem, bool cancelled))
{
    m->data_fn = fn;
    buf_clear(&m->data);
    if (modem_has(m, QUIRK_SLOW_PROMPT))
        modem_later(m, 1000, show_prompt);
    else
        show_prompt(m);
}

void modem_hear(struct modem *m, const char *bytes, size_t len)
{
    if (m->hung)
        return;
    buf_append(&m->input, bytes, len);
    pump(m);
}

void modem_reset_dialogue(struct modem *m)
{
    if (m->timer)
        loop_timer_stop(m->timer);
    m->mode = MODE_COMMAND;
    m->has_at = false;
    buf_clear(&m->input);
    buf_clear(&m->line);
    buf_clear(&m->last_line);
    buf_clear(&m->response);
    buf_clear(&m->notices);
    buf_clear(&m->data);
    buf_clear(&m->out);
}
