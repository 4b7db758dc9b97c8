/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What everybody may know. */
#include "api/board.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "api/answer.h"
#include "api/settings.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/memory.h"
#include "inbound/reply/reply.h"
#include "store/announcement.h"
#include "store/care.h"

enum {
    FRESH_MS = 30 * 1000,
    SHOWN = 30,        /* announcements */
    AUDIENCE_MIN = 10, /* what goes to fewer households is not for everybody */
    SMALL = 3,         /* counts below it are not told */
    DIGITS_MAX = 7,    /* in a row; more are somebody's number */
    REPORT_DAYS = 90,
};

/* A count that finds nobody: null for one or two. */
static json_t *count_json(int64_t count)
{
    return count > 0 && count < SMALL ? json_null() : json_integer(count);
}

/* The length of a run of digits, each parted from the next by one sign at most. */
static size_t digits_at(const char *text, size_t *ret_digits)
{
    size_t len = 0, digits = 0;

    for (size_t i = 0; text[i]; i++) {
        if (isdigit((unsigned char)text[i])) {
            digits++;
            len = i + 1;
        } else if (i != len || !strchr(" .-", text[i])) {
            break;
        }
    }
    *ret_digits = digits;
    return len;
}

/* The text without telephone numbers, nor any other long number. Owned. */
static char *without_numbers(const char *text)
{
    struct buf out = BUF_INIT;

    buf_puts(&out, "");
    while (*text) {
        size_t digits, len = isdigit((unsigned char)*text) ? digits_at(text, &digits) : 0;
        if (len == 0)
            buf_putc(&out, *text++);
        else if (digits > DIGITS_MAX)
            buf_puts(&out, "…");
        else
            buf_append(&out, text, len);
        text += len;
    }
    return buf_steal(&out);
}

struct board {
    struct api *api;
    int64_t now;
    json_t *announcements;
    int failed;
};

static void add_announcement(const struct announcement *a, void *arg)
{
    struct board *board = arg;
    int64_t counts[REACH_BY_COUNT] = {0}, reached = 0;
    bool out = a->state == ANNOUNCEMENT_OPEN || a->state == ANNOUNCEMENT_PAUSED;

    if (!out || a->at > board->now || a->households < AUDIENCE_MIN ||
        json_array_size(board->announcements) >= SHOWN)
        return;
    int r = reach_counts(board->api->store, a->id, counts);
    if (r < 0)
        board->failed = r;
    for (int by = REACH_NONE + 1; by < REACH_BY_COUNT; by++)
        reached += counts[by];
    bool small = a->households - reached > 0 && a->households - reached < SMALL;
    char *text = without_numbers(a->body);
    json_t *row = json_object();
    json_object_set_new(row, "at", answer_time(a->at > a->created_at ? a->at : a->created_at));
    json_object_set_new(row, "kind", json_string(announcement_kind_word(a->kind)));
    json_object_set_new(row, "text", answer_text(text));
    json_object_set_new(row, "households", json_integer(a->households));
    json_object_set_new(row, "reached", small ? json_null() : count_json(reached));
    json_array_append_new(board->announcements, row);
    free(text);
}

struct reports {
    int64_t open[REPLY_CATEGORY_OTHER + 1], closed[REPLY_CATEGORY_OTHER + 1];
};

static void add_reports(const char *day, int category, int64_t count, int64_t open, void *arg)
{
    struct reports *reports = arg;

    if (category <= REPLY_CATEGORY_NONE || category > REPLY_CATEGORY_OTHER)
        return;
    reports->open[category] += open;
    reports->closed[category] += count - open;
}

static json_t *reports_json(const struct reports *reports)
{
    json_t *rows = json_array();

    for (int category = REPLY_CATEGORY_NONE + 1; category <= REPLY_CATEGORY_OTHER; category++) {
        if (reports->open[category] + reports->closed[category] == 0)
            continue;
        json_t *row = json_object();
        json_object_set_new(row, "category",
                            json_string(reply_category_word((enum reply_category)category)));
        json_object_set_new(row, "open", count_json(reports->open[category]));
        json_object_set_new(row, "closed", count_json(reports->closed[category]));
        json_array_append_new(rows, row);
    }
    return rows;
}

/* Several times as many are read as are shown: those that are not for everybody fall out. */
static int make(struct api *api, int64_t now, char **ret)
{
    struct board board = {api, now, json_array(), 0};
    struct reports reports = {0};
    json_t *row = json_object();

    int r = announcement_list(api->store, 0, SHOWN * 5, add_announcement, &board);
    if (r == 0)
        r = board.failed;
    if (r == 0)
        r = feedback_days(api->store, "%Y", now - REPORT_DAYS * DAY, add_reports, &reports);
    json_object_set_new(row, "village", answer_text(api->settings.village));
    json_object_set_new(row, "language", answer_text(api->settings.language));
    json_object_set_new(row, "made_at", answer_time(now));
    json_object_set_new(row, "announcements", board.announcements);
    json_object_set_new(row, "reports", reports_json(&reports));
    if (r == 0)
        *ret = json_dumps(row, JSON_COMPACT);
    json_decref(row);
    return r;
}

int board_get(struct call *call)
{
    struct api *api = call->api;
    int64_t now = clock_wall_ms();
    char *text = NULL;

    if (!api->settings.console->board)
        return call_not_found(call, "the village has no board");
    if (!api->board || now < api->board_made || now - api->board_made > FRESH_MS) {
        int r = make(api, now, &text);
        if (r != 0)
            return r;
        free(api->board);
        api->board = text;
        api->board_made = now;
    }
    call->answer_text = xstrdup(api->board);
    return 0;
}
