/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What happened. */
#include "sim/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"

const char *const counter_names[COUNTERS] = {
    [COUNT_SUBMITTED] = "submitted",
    [COUNT_DISTINCT] = "distinct",
    [COUNT_DUPLICATES] = "duplicates",
    [COUNT_REFUSED] = "refused",
    [COUNT_DELIVERED] = "delivered",
    [COUNT_FAILED] = "failed",
    [COUNT_EXPIRED] = "expired",
    [COUNT_REPORTS] = "reports",
    [COUNT_REPORTS_LOST] = "reports_lost",
    [COUNT_REPORTS_HELD] = "reports_held",
    [COUNT_IN_TRANSIT] = "in_transit",
    [COUNT_MESSAGES] = "messages",
    [COUNT_ANSWERS] = "answers",
    [COUNT_ANSWERS_TO_COME] = "answers_to_come",
    [COUNT_INBOUND] = "inbound",
    [COUNT_INBOUND_TAKEN] = "inbound_taken",
    [COUNT_CALLS_IN] = "calls_in",
    [COUNT_CALLS_ANSWERED] = "calls_answered",
    [COUNT_CALLS_REJECTED] = "calls_rejected",
    [COUNT_CALLS_MISSED] = "calls_missed",
    [COUNT_CALLS_OUT] = "calls_out",
    [COUNT_USSD] = "ussd",
};

struct ledger {
    int log; /* -1: none */
    int64_t counters[COUNTERS];
    struct ledger_entry *entries;
    size_t count, cap;
    void *seen; /* tsearch(3) tree of strings: what makes two parts the same */
    void (*changed)(void *arg);
    void *changed_arg;
};

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

struct ledger *ledger_new(const char *log_path)
{
    int log = -1;

    if (log_path) {
        log = open(log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
        if (log < 0)
            return NULL;
    }
    struct ledger *ledger = xcalloc(1, sizeof(*ledger));
    ledger->log = log;
    return ledger;
}

void ledger_free(struct ledger *ledger)
{
    if (!ledger)
        return;
    for (size_t i = 0; i < ledger->count; i++) {
        free(ledger->entries[i].modem);
        free(ledger->entries[i].to);
        free(ledger->entries[i].text);
    }
    free(ledger->entries);
    tdestroy(ledger->seen, free);
    if (ledger->log >= 0)
        close(ledger->log);
    free(ledger);
}

void ledger_count(struct ledger *ledger, enum counter counter, int64_t by)
{
    ledger->counters[counter] += by;
    if (ledger->changed)
        ledger->changed(ledger->changed_arg);
}

int64_t ledger_value(const struct ledger *ledger, enum counter counter)
{
    return ledger->counters[counter];
}

void ledger_listen(struct ledger *ledger, void (*changed)(void *arg), void *arg)
{
    ledger->changed = changed;
    ledger->changed_arg = arg;
}

size_t ledger_length(const struct ledger *ledger)
{
    return ledger->count;
}

const struct ledger_entry *ledger_at(const struct ledger *ledger, size_t index)
{
    return &ledger->entries[index];
}

void ledger_escape(const char *text, struct buf *out)
{
    static const char plain[] = "\\\n\r\t", escaped[] = "\\nrt";

    for (; *text; text++) {
        const char *found = strchr(plain, *text);
        if (found)
            buf_putc(out, '\\');
        buf_putc(out, found ? escaped[found - plain] : *text);
    }
}

void ledger_format(const struct ledger_entry *entry, struct buf *out)
{
    static const char *const codings[] = {"gsm7", "8bit", "ucs2"};

    buf_printf(out, "%" PRId64 "\t%s\t%s\t%u\t", entry->when, entry->modem, entry->to,
               entry->reference);
    if (entry->concat.total)
        buf_printf(out, "%u/%u/%u", entry->concat.ref, entry->concat.total, entry->concat.sequence);
    else
        buf_putc(out, '-');
    buf_printf(out, "\t%s\t", codings[entry->coding]);
    if (entry->class >= 0)
        buf_printf(out, "%d", entry->class);
    else
        buf_putc(out, '-');
    buf_printf(out, "\t%s\t", entry->report_wanted ? "report" : "-");
    ledger_escape(entry->text, out);
}

static void write_log(struct ledger *ledger, const struct ledger_entry *entry)
{
    struct buf line = BUF_INIT;

    if (ledger->log < 0)
        return;
    ledger_format(entry, &line);
    buf_putc(&line, '\n');
    if (write(ledger->log, line.data, line.len) != (ssize_t)line.len)
        log_error("sim", "writing an accepted part to the log: %s", strerror(errno));
    buf_free(&line);
}

/* The reference is left out: whoever sends a text again may number it anew. */
static bool is_new(struct ledger *ledger, const struct ledger_entry *entry)
{
    char *key = xasprintf("%s/%u/%u/%s", entry->to, entry->concat.total, entry->concat.sequence,
                          entry->text);
    char **found = tsearch(key, &ledger->seen, compare);

    if (!found)
        abort();
    if (*found == key)
        return true;
    free(key);
    return false;
}

void ledger_accept(struct ledger *ledger, int64_t when, const char *modem, const char *to,
                   uint8_t reference, const struct tpdu_submit *submit)
{
    struct buf text = BUF_INIT;
    struct ledger_entry entry = {
        .when = when,
        .modem = xstrdup(modem),
        .to = xstrdup(to),
        .coding = tpdu_dcs_coding(submit->body.dcs),
        .class = tpdu_dcs_class(submit->body.dcs),
        .report_wanted = submit->report_wanted,
        .reference = reference,
    };

    tpdu_body_concat(&submit->body, &entry.concat);
    tpdu_body_text(&submit->body, &text);
    entry.text = buf_steal(&text);
    write_log(ledger, &entry);
    if (ledger->count == ledger->cap) {
        ledger->cap = ledger->cap ? ledger->cap * 2 : 256;
        ledger->entries = xreallocarray(ledger->entries, ledger->cap, sizeof(entry));
    }
    ledger->entries[ledger->count++] = entry;
    ledger_count(ledger, COUNT_SUBMITTED, 1);
    ledger_count(ledger, is_new(ledger, &entry) ? COUNT_DISTINCT : COUNT_DUPLICATES, 1);
}
