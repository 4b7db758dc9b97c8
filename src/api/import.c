/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Taking a village's list in: POST its bytes, get what became of every row; GET says where a list
 * stands. */
#include "api/answer.h"
#include "api/imports.h"
#include "api/resources.h"
#include "base/memory.h"

int import_post(struct call *call)
{
#define QUERY(member) offsetof(struct import_query, member)
    static const struct field fields[] = {
        {"dry_run", FIELD_BOOL, QUERY(dry_run)},
        {"columns", FIELD_LINE, QUERY(columns), 1, 4000},
        {"encoding", FIELD_LINE, QUERY(encoding), 1, 60},
        {"name", FIELD_LINE, QUERY(name), 0, 200},
    };
#undef QUERY
    struct import_query query = {.name = ""};
    struct call_query kept;

    int r = call_read_query(call, fields, ARRAY_SIZE(fields), &query, &kept);
    if (r != 0)
        return r;
    r = imports_ask(call->api->imports, call, &query);
    call_query_clear(&kept);
    return r;
}

int import_get(struct call *call)
{
    struct imports_report report = imports_report(call->api->imports);

    call->answer = json_pack("{s:s,s:I,s:I}", "state", report.state, "households",
                             (json_int_t)report.households, "taken", (json_int_t)report.taken);
    json_object_set_new(call->answer, "name", answer_text(report.name));
    json_object_set_new(call->answer, "author", answer_text(report.author));
    json_object_set_new(call->answer, "begun_at", answer_time(report.begun_at));
    json_object_set_new(call->answer, "why", answer_text(report.why));
    return 0;
}
