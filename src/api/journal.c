/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The journal: who changed what, newest first. */
#include "store/journal.h"

#include "api/answer.h"
#include "api/listing.h"
#include "api/resources.h"
#include "base/memory.h"

static void one_row(const struct journal_row *j, void *arg)
{
    json_t *row = json_object();

    json_object_set_new(row, "id", json_integer(j->id));
    json_object_set_new(row, "at", answer_time(j->at));
    json_object_set_new(row, "author", answer_text(j->author));
    json_object_set_new(row, "what", answer_text(j->what));
    json_object_set_new(row, "object", answer_text(j->object));
    json_object_set_new(row, "detail", answer_text(j->detail));
    listing_row(arg, row, j->id);
}

static int page(struct listing *listing, void *state, int64_t before, int64_t limit)
{
    return journal_list(listing_api(listing)->store, before, (int)limit, one_row, listing);
}

int journal_resource_list(struct call *call)
{
    struct {
        int64_t after, limit;
    } query = {0};
    static const struct field fields[] = {
        {"after", FIELD_INT, 0, 0, INT64_MAX},
        {"limit", FIELD_INT, sizeof(int64_t), 1, LISTING_LIMIT_MAX},
    };
    static const struct listing_kind kind = {"journal", page};
    struct call_query kept;

    int r = call_read_query(call, fields, ARRAY_SIZE(fields), &query, &kept);
    if (r != 0)
        return r;
    call_query_clear(&kept);
    return listing_answer(call, &kind, NULL, query.after, query.limit);
}
