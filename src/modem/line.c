/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The modem's lines, sorted before libGammu hears them. */
#include "modem/line.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

enum {
    HELD_MAX = 4096, /* of one line; PDUs have 350 characters, USSD texts a thousand */
    NAME_LEN = 32,
};

/* SMS-DELIVER of the letter A from 123: what libGammu decodes in place of what came. */
static const char innocent[] = "0004038121F30000421011000000000141";

enum action {
    TAKE,   /* report, do not pass */
    QUOTED, /* the same, when its quotes are closed */
    NEXT,   /* the next line is what counts; neither passes */
    NOTE,   /* report and pass */
    READ,   /* pass; the next line is a PDU */
    ENDED,  /* report and do not pass, unless a command waits for it */
    DROP,   /* neither */
};

static const char signs[] = "+^*%$"; /* names of commands and answers begin with one */

static const struct word {
    const char *text;
    enum action action;
    enum line_event event;
} words[] = {
    {"+CMTI:", TAKE, LINE_STORED},
    {"+CDSI:", TAKE, LINE_REPORT_STORED},
    {"+CMT:", NEXT, LINE_DELIVER},
    {"+CDS:", NEXT, LINE_REPORT},
    {"+CUSD:", QUOTED, LINE_USSD},
    {"+CLIP:", TAKE, LINE_CALLER},
    {"+CCWA:", TAKE, LINE_CALLER},
    {"+CMGR:", READ, LINE_READ},
    {"+CMGS:", NOTE, LINE_REFERENCE},
    {"+CMS ERROR:", NOTE, LINE_CMS},
    {"+CME ERROR:", NOTE, LINE_CME},
    {"NO CARRIER", ENDED, LINE_CALL_ENDED},
    {"RDY", TAKE, LINE_STARTED},
    {"*ATREADY", TAKE, LINE_STARTED},
    {"^SYSSTART", TAKE, LINE_STARTED},
    /* What modems tell unasked and no command of ours asks for. */
    {"RING", DROP, LINE_NOISE},
    {"+CRING:", DROP, LINE_NOISE},
    {"+CBM:", DROP, LINE_NOISE},
    {"+CGEV:", DROP, LINE_NOISE},
    {"+CIEV:", DROP, LINE_NOISE},
    {"+CSSI:", DROP, LINE_NOISE},
    {"+CSSU:", DROP, LINE_NOISE},
    {"+CTZ", DROP, LINE_NOISE},
    {"+QIND:", DROP, LINE_NOISE},
    {"+QURC:", DROP, LINE_NOISE},
    {"+ZUSIMR:", DROP, LINE_NOISE},
    {"+ZPASR:", DROP, LINE_NOISE},
    {"+ZDONR:", DROP, LINE_NOISE},
    {"*PSUTTZ", DROP, LINE_NOISE},
    {"^BOOT:", DROP, LINE_NOISE},
    {"^CEND:", DROP, LINE_NOISE},
    {"^CONF:", DROP, LINE_NOISE},
    {"^CONN:", DROP, LINE_NOISE},
    {"^DSFLOWRPT:", DROP, LINE_NOISE},
    {"^HCSQ:", DROP, LINE_NOISE},
    {"^MODE:", DROP, LINE_NOISE},
    {"^NDISSTAT:", DROP, LINE_NOISE},
    {"^NWTIME:", DROP, LINE_NOISE},
    {"^ORIG:", DROP, LINE_NOISE},
    {"^RSSI:", DROP, LINE_NOISE},
    {"^SIMST:", DROP, LINE_NOISE},
    {"^SMMEMFULL:", DROP, LINE_NOISE},
    {"^SRVST:", DROP, LINE_NOISE},
    {"^STIN:", DROP, LINE_NOISE},
    {"DST:", DROP, LINE_NOISE},
    {"Call Ready", DROP, LINE_NOISE},
    {"SMS Ready", DROP, LINE_NOISE},
    {"SMS DONE", DROP, LINE_NOISE},
    {"PB DONE", DROP, LINE_NOISE},
};

enum state {
    START,   /* at the beginning of a line */
    HOLDING, /* in a line that may still turn out to be one of the words */
    PASSING, /* in a line that passes */
};

struct line {
    line_fn fn;
    void *arg;
    bool busy;
    bool asked; /* a command was out when the line began */
    bool named; /* and the last one's name is known: "+CPMS"; "" for ATE1 and its like */
    char name[NAME_LEN];
    char skip;  /* when it comes next it is left out: it belongs to what came before */
    bool plain; /* the held line is none of the words */
    enum state state;
    const struct word *word; /* what the held line begins with, NULL while open */
    const struct word *next; /* whose second line this is, NULL: none */
    struct buf held;
    struct buf command; /* on its way out */
};

struct line *line_new(line_fn fn, void *arg)
{
    struct line *line = xcalloc(1, sizeof(*line));

    line->fn = fn;
    line->arg = arg;
    return line;
}

void line_free(struct line *line)
{
    if (!line)
        return;
    buf_free(&line->held);
    buf_free(&line->command);
    free(line);
}

void line_set_busy(struct line *line, bool busy)
{
    line->busy = busy;
}

/* "AT+CPMS?": "+CPMS". Several commands in one line have no name that all answers bear. */
static void name_command(struct line *line, const struct buf *command)
{
    const char *name = buf_str(command) + 2;
    size_t size = 0;

    if (strncasecmp(buf_str(command), "AT", 2) != 0)
        return;
    if (name[0] && strchr(signs, name[0]))
        for (size = 1; isalnum((unsigned char)name[size]);)
            size++;
    line->named = size < sizeof(line->name) && !strchr(name, ';');
    if (line->named)
        snprintf(line->name, sizeof(line->name), "%.*s", (int)size, name);
}

bool line_ends_command(char c)
{
    enum { CTRL_Z = 0x1A, ESCAPE = 0x1B };

    return c == '\r' || c == CTRL_Z || c == ESCAPE;
}

void line_ask(struct line *line, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (!line_ends_command(bytes[i])) {
            if (line->command.len < HELD_MAX)
                buf_putc(&line->command, bytes[i]);
            continue;
        }
        if (bytes[i] == '\r')
            name_command(line, &line->command);
        buf_clear(&line->command);
    }
}

bool line_holds(const struct line *line)
{
    return line->state == HOLDING;
}

static void report(struct line *line, enum line_event event, size_t skip)
{
    const char *from = line->held.data + skip;
    const char *end = line->held.data + line->held.len;

    while (from < end && *from == ' ')
        from++;
    while (end > from && end[-1] == ' ')
        end--;
    line->fn(event, from, (size_t)(end - from), line->arg);
}

static void restart(struct line *line)
{
    buf_clear(&line->held);
    line->word = NULL;
    line->plain = false;
    line->state = START;
}

/* The line so far may still become one of the words. Sets the word when it has. */
static bool may_become_word(struct line *line)
{
    const char *held = line->held.data;
    size_t len = line->held.len;
    bool open = false;

    for (size_t i = 0; i < ARRAY_SIZE(words) && !line->word; i++) {
        size_t size = strlen(words[i].text);
        if (len < size)
            open |= memcmp(held, words[i].text, len) == 0;
        else if (memcmp(held, words[i].text, size) == 0)
            line->word = &words[i];
    }
    return line->word || open;
}

/* 1,"text",15 and 1,"text" and 2 are whole; 1,"text is not. */
static bool ussd_is_whole(const struct buf *held)
{
    const char *last = memrchr(held->data, '"', held->len);
    size_t quotes = 0;

    for (size_t i = 0; i < held->len; i++)
        quotes += held->data[i] == '"';
    if (quotes == 0)
        return true;
    if (quotes % 2)
        return false;
    for (const char *s = last + 1; s < held->data + held->len; s++)
        if (*s != ',' && *s != ' ' && !isdigit((unsigned char)*s))
            return false;
    return true;
}

static void pass(struct line *line, struct buf *out)
{
    buf_append(out, line->held.data, line->held.len);
}

/* A line that says what it speaks of, though we do not know of what: no PDU, and no final code. */
static bool is_tagged(const struct line *line)
{
    return !line->word && strchr(signs, line->held.data[0]);
}

/* Such a line that does not speak of what was asked. */
static bool is_alien(const struct line *line)
{
    size_t size = strlen(line->name);

    if (!line->named || line->held.len < 2 || !is_tagged(line) ||
        !isalpha((unsigned char)line->held.data[1]))
        return false;
    return size == 0 || line->held.len < size ||
           strncasecmp(line->held.data, line->name, size) != 0 ||
           (line->held.len > size && isalnum((unsigned char)line->held.data[size]));
}

/* libGammu gives up a Huawei that refuses ^CURC or ^PORTSEL, though nothing depends on them. */
static bool is_forgiven(const struct line *line)
{
    static const char *const refusals[] = {"COMMAND NOT SUPPORT", "ERROR", "+CME ERROR"};

    if (line->name[0] != '^')
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++)
        if (strncmp(line->held.data, refusals[i], strlen(refusals[i])) == 0)
            return true;
    return false;
}

static bool is_hex(const struct buf *held)
{
    return held->len >= 2 && isxdigit((unsigned char)held->data[0]) &&
           isxdigit((unsigned char)held->data[1]);
}

/* A line that is the second of two: the PDU of a message. */
static bool end_second(struct line *line, struct buf *out)
{
    const struct word *first = line->next;

    if (is_tagged(line) || (line->word && line->word->action != NOTE))
        return false; /* an unsolicited line came between the two */
    line->next = NULL;
    if (!is_hex(&line->held) && first->action == READ)
        return false;
    report(line, is_hex(&line->held) ? first->event : LINE_NOISE, 0);
    if (first->action == READ && line->asked)
        buf_puts(out, innocent);
    return true;
}

/* The held line is at its end. Returns whether the line's end passes too. */
static bool end_word(struct line *line, struct buf *out)
{
    const struct word *word = line->word;
    size_t size = strlen(word->text);

    switch (word->action) {
    case TAKE:
    case QUOTED:
    case DROP:
        report(line, word->event, word->action == DROP ? 0 : size);
        return false;
    case NEXT:
        line->next = word;
        return false;
    case READ:
        if (!line->asked)
            return false;
        /* In text mode a word in quotes stands here, and no PDU follows. */
        while (size < line->held.len && line->held.data[size] == ' ')
            size++;
        line->next = isdigit((unsigned char)line->held.data[size]) ? word : NULL;
        pass(line, out);
        return true;
    case NOTE:
        report(line, word->event, size);
        break;
    case ENDED:
        if (!line->asked) {
            report(line, word->event, size);
            return false;
        }
        break;
    }
    if (line->asked)
        pass(line, out);
    return line->asked;
}

static bool end_held(struct line *line, struct buf *out)
{
    const struct word *first = line->next;

    if (first && end_second(line, out))
        return first->action == READ && line->asked;
    if (line->asked && is_forgiven(line)) {
        buf_puts(out, "OK");
        return true;
    }
    if (line->word)
        return end_word(line, out);
    if (!line->asked || line->next || is_alien(line)) {
        report(line, LINE_NOISE, 0);
        return false;
    }
    pass(line, out);
    return true;
}

/* A text with an odd number of quotes has no end of its own; the answer to a command is one. */
static bool answer_follows(struct line *line)
{
    const char *last = memrchr(line->held.data, '\n', line->held.len);
    struct buf rest = BUF_INIT;

    if (!last)
        return false;
    buf_puts(&rest, last + 1);
    if (strcmp(buf_str(&rest), "OK") != 0 && strcmp(buf_str(&rest), "ERROR") != 0 &&
        strncmp(buf_str(&rest), "+C", 2) != 0) {
        buf_free(&rest);
        return false;
    }
    line->held.len = (size_t)(last - line->held.data);
    report(line, line->word->event, strlen(line->word->text));
    buf_free(&line->held);
    line->held = rest;
    line->word = NULL;
    line->asked = line->busy;
    may_become_word(line);
    return true;
}

static bool is_open_ussd(const struct line *line)
{
    return line->word && line->word->action == QUOTED && !ussd_is_whole(&line->held);
}

static void end_line(struct line *line, char c, struct buf *out)
{
    bool passes = line->asked;

    if (line->state == HOLDING) {
        if (is_open_ussd(line) && !answer_follows(line)) {
            if (line->held.data[line->held.len - 1] != '\n' && line->held.len < HELD_MAX)
                buf_putc(&line->held, '\n');
            return;
        }
        passes = end_held(line, out);
    }
    if (passes)
        buf_putc(out, c);
    else
        line->skip = c == '\r' ? '\n' : 0;
    restart(line);
}

/* What may not pass is known at its end. */
static bool is_judged_whole(const struct line *line)
{
    return line->named && (is_tagged(line) || line->name[0] == '^');
}

static void begin_or_hold(struct line *line, char c, struct buf *out)
{
    if (line->state == START) {
        line->asked = line->busy;
        line->state = HOLDING;
    }
    if (line->held.len < HELD_MAX)
        buf_putc(&line->held, c);
    if (line->word || (!line->plain && may_become_word(line)))
        return;
    line->plain = true;
    if (line->asked && !line->next && !is_judged_whole(line)) {
        pass(line, out);
        restart(line);
        line->state = PASSING;
    }
}

/* Some modems leave out the space that libGammu waits for. */
static void pass_prompt(struct line *line, struct buf *out)
{
    buf_puts(out, "> ");
    line->skip = ' ';
    line->asked = true;
    line->state = PASSING;
}

void line_feed(struct line *line, const char *bytes, size_t len, struct buf *out)
{
    for (size_t i = 0; i < len; i++) {
        char c = bytes[i];
        bool skip = line->skip && c == line->skip;
        line->skip = 0;
        if (skip)
            continue;
        if (c != '\r' && c != '\n') {
            if (line->state == PASSING)
                buf_putc(out, c);
            else if (line->state == START && line->busy && c == '>')
                pass_prompt(line, out);
            else
                begin_or_hold(line, c, out);
        } else if (line->state == START) {
            if (line->busy)
                buf_putc(out, c);
        } else {
            end_line(line, c, out);
        }
    }
}

void line_flush(struct line *line)
{
    if (line->state != HOLDING)
        return;
    if (line->word && line->word->action == QUOTED)
        report(line, line->word->event, strlen(line->word->text));
    line->next = NULL;
    restart(line);
}
