/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Making an announcement, and saying beforehand what it would take. */
#include "dispatch/calendar.h"

#include "api/answer.h"
#include "api/may.h"
#include "api/resources.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/memory.h"
#include "store/staff.h"
#include "text/ambiguous.h"

struct announcement_input {
    const char *to, *except, *text, *at, *expires, *correction, *repeat, *lunar, *remind;
    int kind, priority, accents;
    const json_t *options, *calls;
    int64_t help_option, replaces;
    bool ack, flash, bypass;
};

/* again: it may come again, or be reminded of. */
static int read_input(struct call *call, bool again, struct announcement_input *ret)
{
#define INPUT(member) offsetof(struct announcement_input, member)
    static const struct field fields[] = {
        {"to", FIELD_LINE, INPUT(to), 1, 4000, .required = true},
        {"except", FIELD_LINE, INPUT(except), 0, 4000},
        {"text", FIELD_TEXT, INPUT(text), 0, 0, .required = true},
        {"kind", FIELD_WORD, INPUT(kind), .words = announcement_kind_words},
        {"priority", FIELD_WORD, INPUT(priority), .words = priority_words},
        {"options", FIELD_LINES, INPUT(options), 0, OPTION_NUMBER_MAX},
        {"calls", FIELD_LINES, INPUT(calls), 0, OPTION_NUMBER_MAX},
        {"help_option", FIELD_INT, INPUT(help_option), 0, OPTION_NUMBER_MAX},
        {"ack", FIELD_BOOL, INPUT(ack)},
        {"flash", FIELD_BOOL, INPUT(flash)},
        {"bypass", FIELD_BOOL, INPUT(bypass)},
        {"accents", FIELD_WORD, INPUT(accents), .words = text_accents_words},
        {"at", FIELD_LINE, INPUT(at), 0, 60},
        {"expires", FIELD_LINE, INPUT(expires), 0, 60},
        {"replaces", FIELD_INT, INPUT(replaces), 1, INT64_MAX},
        {"correction", FIELD_TEXT, INPUT(correction), 0, 0},
        {"repeat", FIELD_LINE, INPUT(repeat), 0, 400},
        {"lunar", FIELD_LINE, INPUT(lunar), 0, 5},
        {"remind", FIELD_LINE, INPUT(remind), 0, 100},
    };
#undef INPUT
    *ret = (struct announcement_input){.except = "",
                                       .at = "",
                                       .expires = "",
                                       .accents = -1,
                                       .repeat = "",
                                       .lunar = "",
                                       .remind = ""};
    return call_read(call, fields, ARRAY_SIZE(fields) - (again ? 0 : 3), ret);
}

static int read_times(struct call *call, const struct announcement_input *input,
                      struct announce_request *request)
{
    int64_t now = clock_wall_ms();
    int r = call_read_time(call, "at", input->at, now, now, &request->at);

    if (r == 0)
        r = call_read_time(call, "expires", input->expires, now, request->at ? request->at : now,
                           &request->expires);
    return r;
}

/* "1=viettel": a call to that carrier chooses the option. */
static int read_call(struct call *call, const char *text, struct options *options)
{
    if (text[0] < '1' || text[0] > '9' || text[1] != '=' || !text[2])
        return refuse(&call->refusal, "bad_call", "calls", "\"%.60s\" is not of the form 1=carrier",
                      text);
    return options_set_call(options, text[0] - '0', text + 2, &call->refusal);
}

static int read_options(struct call *call, const struct announcement_input *input,
                        struct options *options)
{
    int r = 0;

    for (size_t i = 0; r == 0 && i < json_array_size(input->options); i++)
        r = options_add(options, json_string_value(json_array_get(input->options, i)),
                        &call->refusal);
    if (r == 0)
        r = options_set_help(options, (int)input->help_option, &call->refusal);
    for (size_t i = 0; r == 0 && i < json_array_size(input->calls); i++)
        r = read_call(call, json_string_value(json_array_get(input->calls, i)), options);
    return r;
}

/* What a call asks for; request_clear() in every case. */
struct request {
    struct calendar_request calendar;
    struct options options;
    struct buf specs;
    bool again; /* by a rule or the moon, or with reminders */
};

static void request_clear(struct request *q)
{
    options_free(&q->options);
    buf_free(&q->specs);
}

static int read_again(struct call *call, const struct announcement_input *input, struct request *q)
{
    int r = read_options(call, input, &q->options);

    for (size_t i = 0; i < json_array_size(input->options); i++)
        buf_printf(&q->specs, "%s%s", i ? "\n" : "",
                   json_string_value(json_array_get(input->options, i)));
    q->again = input->repeat[0] || input->lunar[0] || input->remind[0];
    q->calendar.options = buf_str(&q->specs);
    q->calendar.repeat = input->repeat;
    q->calendar.lunar = input->lunar;
    q->calendar.remind = input->remind;
    return r;
}

/* It is cancelled thereby. */
static int may_replace(struct call *call, int64_t old)
{
    int r = may_cancel(call, old);

    return r == STORE_NOT_FOUND ? 0 : r; /* which is refused with a sentence later */
}

static int read_request(struct call *call, bool again, struct request *ret)
{
    struct announcement_input input;
    int r = read_input(call, again, &input);

    if (r == 0)
        r = may_announce(call, input.to, (enum priority)input.priority);
    if (r == 0 && input.replaces)
        r = may_replace(call, input.replaces);
    if (r != 0)
        return r;
    ret->calendar.announce = (struct announce_request){
        .to = input.to,
        .except = input.except,
        .text = input.text,
        .kind = (enum announcement_kind)input.kind,
        .priority = (enum priority)input.priority,
        .options = &ret->options,
        .ack = input.ack,
        .flash = input.flash,
        .bypass = input.bypass,
        .accents_given = input.accents >= 0,
        .accents = input.accents >= 0 ? (enum text_accents)input.accents : TEXT_ACCENTS_AUTO,
        .replaces = input.replaces,
        .correction = input.correction,
        .author = call->author,
    };
    r = read_times(call, &input, &ret->calendar.announce);
    return r == 0 ? read_again(call, &input, ret) : r;
}

static json_t *estimate_json(const struct estimate *e)
{
    json_t *row = json_object();

    json_object_set_new(row, "households", json_integer(e->households));
    json_object_set_new(row, "phones", json_integer(e->phones));
    json_object_set_new(row, "corrected", json_integer(e->corrected));
    json_object_set_new(row, "outside", json_integer(e->outside));
    json_object_set_new(row, "unreachable", json_integer(e->unreachable));
    json_object_set_new(row, "parts", json_integer(e->parts));
    json_object_set_new(row, "parts_each_min", json_integer(e->parts_each_min));
    json_object_set_new(row, "parts_each_max", json_integer(e->parts_each_max));
    json_object_set_new(row, "cost", json_integer(e->cost));
    json_object_set_new(row, "credit_short", json_integer(e->credit_short));
    json_object_set_new(row, "start_at", answer_time(e->start_at));
    json_object_set_new(row, "finish_at", answer_time(e->finish_at));
    json_object_set_new(row, "next_day", json_integer(e->next_day));
    json_object_set_new(row, "carriers", json_integer(e->carriers));
    json_object_set_new(row, "quiet", json_boolean(e->quiet));
    json_object_set_new(row, "pending", json_boolean(e->pending));
    json_object_set_new(row, "coding", json_string(e->ucs2 ? "ucs2" : "gsm7"));
    json_object_set_new(row, "air", answer_text(e->air));
    return row;
}

static int estimate_again(struct call *call, const struct calendar_request *request,
                          struct estimate *estimate)
{
    int64_t next[CALENDAR_NEXT_MAX];
    size_t count = 0;
    int r = calendar_estimate(call->api->dispatch, request, estimate, next, &count, &call->refusal);

    if (r != 0)
        return r;
    call->answer = estimate_json(estimate);
    json_object_set_new(call->answer, "next", answer_times(next, count));
    return 0;
}

static int estimate_once(struct call *call, const struct announce_request *request,
                         struct estimate *estimate)
{
    int r = announce_estimate(call->api->dispatch, request, estimate, &call->refusal);

    if (r == 0)
        call->answer = estimate_json(estimate);
    return r;
}

static void add_span(const struct ambiguous_span *span, void *arg_rows)
{
    json_t *row = json_object();

    json_object_set_new(row, "from", json_integer((json_int_t)span->from));
    json_object_set_new(row, "to", json_integer((json_int_t)span->to));
    json_object_set_new(row, "words", answer_text(span->words));
    json_array_append_new(arg_rows, row);
}

/* Where the text, as written, may be read otherwise once its accents are gone. */
static void add_ambiguous(struct call *call, const char *text, bool accents_stay)
{
    json_t *rows = json_array();

    if (!accents_stay)
        ambiguous_find(call->api->settings.ambiguous, text, add_span, rows);
    json_object_set_new(call->answer, "ambiguous", rows);
}

int estimate_post(struct call *call)
{
    struct request request = {0};
    struct estimate estimate = {0};

    int r = read_request(call, true, &request);
    if (r == 0)
        r = request.again ? estimate_again(call, &request.calendar, &estimate)
                          : estimate_once(call, &request.calendar.announce, &estimate);
    if (r == 0)
        add_ambiguous(call, request.calendar.announce.text, estimate.ucs2);
    estimate_clear(&estimate);
    request_clear(&request);
    return r;
}

int announcements_post(struct call *call)
{
    struct request request = {0};
    struct estimate estimate = {0};
    int64_t id = 0;

    int r = read_request(call, false, &request);
    if (r == 0)
        r = announce_create(call->api->dispatch, &request.calendar.announce, &id, &estimate,
                            &call->refusal);
    if (r == 0) {
        call->answer = estimate_json(&estimate);
        json_object_set_new(call->answer, "id", json_integer(id));
        call_notify(call, DISPATCH_PROGRESS, id);
    }
    estimate_clear(&estimate);
    request_clear(&request);
    return r;
}

/* The phone of whoever asks, into number (64 bytes). */
static int own_number(struct call *call, char *number)
{
    struct staff_row row;
    int r = call->who.staff_id ? staff_get_by_id(call->api->store, call->who.staff_id, &row)
                               : STORE_NOT_FOUND;

    if (r == STORE_NOT_FOUND || (r == 0 && !row.number[0]))
        return refuse(&call->refusal, "no_phone", NULL,
                      "no mobile number of yours is known; a head enters it among the staff");
    if (r == 0)
        snprintf(number, 64, "%s", row.number);
    return r;
}

/* The text as households would get it, to whoever asks and nobody else. */
int announcements_test(struct call *call)
{
    struct request request = {0};
    struct estimate estimate = {0};
    char number[64];
    int64_t id = 0;

    int r = read_request(call, true, &request);
    if (r == 0)
        r = own_number(call, number);
    if (r == 0)
        r = announce_estimate(call->api->dispatch, &request.calendar.announce, &estimate,
                              &call->refusal);
    if (r == 0)
        r = dispatch_send(call->api->dispatch, number, estimate.air, call->author, &id,
                          &call->refusal);
    if (r == 0)
        call->answer = json_pack("{s:I,s:s}", "message", (json_int_t)id, "number", number);
    estimate_clear(&estimate);
    request_clear(&request);
    return r;
}

static int plan(struct call *call, const struct calendar_request *request,
                struct estimate *estimate)
{
    int64_t id;
    int r = calendar_plan(call->api->dispatch, request, &id, estimate, &call->refusal);

    estimate_clear(estimate);
    if (r == 0)
        r = estimate_again(call, request, estimate);
    if (r == 0)
        json_object_set_new(call->answer, "id", json_integer(id));
    return r;
}

int schedules_post(struct call *call)
{
    struct request request = {0};
    struct estimate estimate = {0};

    int r = read_request(call, true, &request);
    if (r == 0 && !request.again)
        r = refuse(&call->refusal, "missing_key", "repeat",
                   "a schedule needs \"repeat\", \"lunar\" or \"remind\"");
    if (r == 0)
        r = plan(call, &request.calendar, &estimate);
    estimate_clear(&estimate);
    request_clear(&request);
    return r;
}
