/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The door list: the households still unreached, by cluster, frail first, in walking order. As
 * data, as CSV, and as a page to print and take along. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/answer.h"
#include "api/csv.h"
#include "api/listing.h"
#include "api/reach.h"
#include "api/resources.h"
#include "base/clock.h"
#include "base/memory.h"
#include "dispatch/doors.h"
#include "store/journal.h"
#include "store/ladder.h"
#include "village/report_status.h"

struct doors_query {
    const char *cluster;
    bool csv, print;
};

struct doors_state {
    int64_t announcement;
    bool cancelled, csv, print, done;
    const struct page_words *words;
    char *cluster; /* asked for; NULL: all */
    char *on_page; /* the cluster whose table is open, NULL: none */
    char *head;    /* of the page */
    struct listing *listing;
};

static void free_state(void *arg)
{
    struct doors_state *state = arg;

    free(state->cluster);
    free(state->on_page);
    free(state->head);
    free(state);
}

/* ---- CSV ---- */

#define CSV_HEAD CSV_BOM "cluster,household,head,address,phone,frail,walk,tried,note,neighbour\r\n"

static void csv_row(struct listing *listing, const struct reach_row *row)
{
    struct buf line = BUF_INIT;
    char walk[24];
    char *tried = reach_tried(row);

    snprintf(walk, sizeof(walk), "%" PRId64, row->walk);
    csv_field(&line, row->cluster, true);
    csv_field(&line, row->code, false);
    csv_field(&line, row->head, false);
    csv_field(&line, row->address, false);
    csv_field(&line, row->number, false);
    csv_field(&line, row->frail ? "yes" : "", false);
    csv_field(&line, walk, false);
    csv_field(&line, tried, false);
    csv_field(&line, row->note, false);
    csv_field(&line, row->neighbour, false);
    buf_puts(&line, "\r\n");
    listing_line(listing, buf_str(&line), 0);
    free(tried);
    buf_free(&line);
}

/* ---- the page ---- */

/* What stands on it, in the language of the village. */
struct page_words {
    const char *lang, *title, *cluster, *none, *columns, *frail;
    const char *no_phone, *fixed, *stopped, *states[MESSAGE_STATE_COUNT], *rung, *asked;
    const char *visited_by;
};

static const struct page_words vietnamese = {
    "vi",
    "Các nhà phải đến gõ cửa",
    "Tổ",
    "Không có tổ",
    "<th></th><th>Mã hộ</th><th>Chủ hộ</th><th>Địa chỉ</th><th>Điện thoại</th><th>Đã thử</th>"
    "<th>Ghi chú</th>",
    "già yếu",
    "không có điện thoại",
    "chỉ có máy bàn",
    "không muốn nhận tin",
    {"chưa gửi", "chờ gửi", "đang gửi", "chưa rõ đã gửi", "đã gửi, chưa thấy báo nhận", "đã nhận",
     "không gửi được", "quá hạn, chưa nhận", "đã thôi gửi"},
    "; đã gọi",
    "; đã nhờ nhà ",
    "Người đến báo: ..............................  Ngày giờ: .....................",
};

static const struct page_words english = {
    "en",
    "Doors to knock on",
    "Cluster",
    "No cluster",
    "<th></th><th>Household</th><th>Head</th><th>Address</th><th>Phone</th><th>Tried</th>"
    "<th>Note</th>",
    "frail",
    "no phone",
    "a land line only",
    "wants no messages",
    {"not sent", "waits to be sent", "being sent", "perhaps sent", "sent, no report yet",
     "delivered", "could not be sent", "expired, not delivered", "given up"},
    "; was rung",
    "; neighbour asked: ",
    "Knocked by: ..............................  When: .....................",
};

static const char style[] =
    "@page{size:A4;margin:14mm}body{font:11pt sans-serif;color:#000;background:#fff;margin:0}"
    "h1{font-size:15pt;margin:0}h2{font-size:13pt;margin:6mm 0 2mm}p{margin:1mm 0}"
    "section+section{break-before:page}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #000;padding:1.5mm;text-align:left;vertical-align:top}"
    "tr{break-inside:avoid}thead{display:table-header-group}"
    "td:first-child{min-width:6mm;font-size:14pt}b{white-space:nowrap}.told{white-space:pre-wrap}";

static void escape(struct buf *out, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '<':
            buf_puts(out, "&lt;");
            break;
        case '>':
            buf_puts(out, "&gt;");
            break;
        case '&':
            buf_puts(out, "&amp;");
            break;
        case '"':
            buf_puts(out, "&quot;");
            break;
        default:
            buf_putc(out, *text);
        }
    }
}

static char *page_head(const struct page_words *words, const char *village,
                       const struct announcement *a)
{
    struct buf head = BUF_INIT;
    char at[40];

    clock_format_rfc3339(a->at > a->created_at ? a->at : a->created_at, at, sizeof(at));
    at[10] = ' ';
    at[16] = '\0'; /* to the minute */
    buf_printf(&head, "<!doctype html><html lang=\"%s\"><meta charset=\"utf-8\"><title>%s</title>",
               words->lang, words->title);
    buf_printf(&head, "<style>%s</style><body><h1>", style);
    escape(&head, village);
    buf_printf(&head, ": %s</h1><p>%s, #%" PRId64 "</p><p class=\"told\">", words->title, at,
               a->id);
    escape(&head, a->body);
    buf_puts(&head, "</p>\n");
    return buf_steal(&head);
}

static void add_code(struct buf *out, const struct page_words *words, const struct reach_row *row)
{
    struct report_words reported = {"", ""};

    if (row->why == MESSAGE_WHY_REPORTED)
        reported = report_status_words(row->code_number);
    const char *said = words == &english ? reported.english : reported.vietnamese;
    buf_printf(out, "%s%s (%" PRId64 ")", *said ? ": " : "", said, row->code_number);
}

static void add_tried(struct buf *out, const struct page_words *words, const struct reach_row *row)
{
    if (row->phones == 0)
        buf_puts(out, words->no_phone);
    else if (row->mobiles == 0)
        buf_puts(out, words->fixed);
    else if (!row->tried)
        buf_puts(out, words->stopped);
    else
        buf_puts(out, words->states[row->state]);
    if (row->tried && row->code_number > 0 && row->state == MESSAGE_FAILED)
        add_code(out, words, row);
    if (row->rang && row->ring == RING_RUNG)
        buf_puts(out, words->rung);
    if (row->asked_at) {
        buf_puts(out, words->asked);
        escape(out, row->neighbour);
    }
}

static void cell(struct buf *out, const char *text)
{
    buf_puts(out, "<td>");
    escape(out, text);
    buf_puts(out, "</td>");
}

static void open_cluster(struct doors_state *state, const char *cluster, struct buf *out)
{
    const struct page_words *words = state->words;

    if (state->on_page)
        buf_printf(out, "</table><p>%s</p></section>\n", words->visited_by);
    free(state->on_page);
    state->on_page = xstrdup(cluster);
    buf_puts(out, "<section><h2>");
    if (!*cluster)
        buf_puts(out, words->none);
    else if (cluster[strspn(cluster, "0123456789")] == '\0')
        buf_printf(out, "%s %s", words->cluster, cluster);
    else
        escape(out, cluster);
    buf_printf(out, "</h2><table><thead><tr>%s</tr></thead>\n", words->columns);
}

static void page_row(struct doors_state *state, const struct reach_row *row)
{
    struct buf out = BUF_INIT;

    if (!state->on_page || strcmp(state->on_page, row->cluster) != 0)
        open_cluster(state, row->cluster, &out);
    buf_puts(&out, "<tr><td>☐</td>");
    cell(&out, row->code);
    buf_puts(&out, "<td>");
    escape(&out, row->head);
    if (row->frail)
        buf_printf(&out, " <b>(%s)</b>", state->words->frail);
    buf_puts(&out, "</td>");
    cell(&out, row->address);
    cell(&out, row->number);
    buf_puts(&out, "<td>");
    add_tried(&out, state->words, row);
    buf_puts(&out, "</td>");
    cell(&out, row->note);
    buf_puts(&out, "</tr>\n");
    listing_line(state->listing, buf_str(&out), 0);
    buf_free(&out);
}

static void end_page(struct doors_state *state)
{
    struct buf out = BUF_INIT;

    if (!state->on_page)
        return;
    buf_printf(&out, "</table><p>%s</p></section>\n", state->words->visited_by);
    listing_line(state->listing, buf_str(&out), 0);
    buf_free(&out);
}

/* ---- the list ---- */

static void one_row(const struct reach_row *row, void *arg)
{
    struct doors_state *state = arg;

    if (state->print)
        page_row(state, row);
    else if (state->csv)
        csv_row(state->listing, row);
    else
        listing_row(state->listing, reach_json(row, state->cancelled), 0);
}

/* All rows at once: their order is no column that a second page could begin behind. */
static int page(struct listing *listing, void *arg, int64_t after, int64_t limit)
{
    struct doors_state *state = arg;

    if (state->done)
        return 0;
    state->done = true;
    state->listing = listing;
    api_tidy_later(listing_api(listing));
    int r = reach_list(listing_api(listing)->store, state->announcement, true, state->cluster,
                       one_row, state);
    if (r == 0 && state->print)
        end_page(state);
    return r;
}

static struct doors_state *state_new(const struct call *call, int64_t id,
                                     const struct announcement *a, const struct doors_query *query)
{
    struct doors_state *state = xcalloc(1, sizeof(*state));
    bool in_english = strcmp(call->api->settings.language, "en") == 0;

    *state = (struct doors_state){.announcement = id,
                                  .cancelled = a->state == ANNOUNCEMENT_CANCELLED,
                                  .csv = query->csv,
                                  .print = query->print,
                                  .cluster = xstrdup(query->cluster),
                                  .words = in_english ? &english : &vietnamese};
    return state;
}

int doors_get(struct call *call)
{
    static const struct field fields[] = {
        {"cluster", FIELD_LINE, offsetof(struct doors_query, cluster), 0, 200},
        {"csv", FIELD_BOOL, offsetof(struct doors_query, csv)},
        {"print", FIELD_BOOL, offsetof(struct doors_query, print)},
    };
    struct doors_query query = {0};
    struct call_query kept;
    struct announcement a;
    int64_t id;

    int r = reach_announcement(call, &id, &a);
    if (r == 0)
        r = call_read_query(call, fields, ARRAY_SIZE(fields), &query, &kept);
    if (r != 0)
        return r;
    r = reach_cluster(call, query.cluster);
    if (r != 0) {
        call_query_clear(&kept);
        return r;
    }
    struct doors_state *state = state_new(call, id, &a, &query);
    struct listing_kind kind = {"doors", page, free_state, query.csv ? CSV_HEAD : NULL, NULL, NULL};
    if (query.print) {
        state->head = page_head(state->words, call->api->settings.village, &a);
        kind.html_head = state->head;
        kind.html_foot = "</body></html>\n";
    }
    call_query_clear(&kept);
    return listing_answer(call, &kind, state, 0, 0);
}

/* By SMS to those who knock. */
int doors_post(struct call *call)
{
    struct {
        const char *cluster;
    } input = {0};
    static const struct field fields[] = {{"cluster", FIELD_LINE, 0, 0, 200}};
    struct doors_sent sent;
    struct announcement a;
    int64_t id, now = clock_wall_ms();

    int r = reach_announcement(call, &id, &a);
    if (r == 0)
        r = call_read(call, fields, ARRAY_SIZE(fields), &input);
    if (r == 0)
        r = reach_cluster(call, input.cluster);
    if (r == 0 && a.state != ANNOUNCEMENT_OPEN)
        return refuse(&call->refusal, "not_open", NULL,
                      "announcement %" PRId64 " is not open: nobody is sent to knock for it", id);
    if (r == 0)
        r = doors_send(call->api->dispatch, id, input.cluster, now, &sent, &call->refusal);
    char object[24], detail[80];
    if (r == 0) {
        snprintf(object, sizeof(object), "%" PRId64, id);
        snprintf(detail, sizeof(detail), "%" PRId64 " doors in %" PRId64 " clusters", sent.doors,
                 sent.clusters);
        r = journal_add(call->api->store, now, call->author, "doors sent", object, detail);
    }
    if (r == 0)
        call->answer = json_pack("{s:I,s:I,s:I}", "clusters", (json_int_t)sent.clusters, "doors",
                                 (json_int_t)sent.doors, "texts", (json_int_t)sent.texts);
    return r;
}
