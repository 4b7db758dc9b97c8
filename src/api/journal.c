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
    static const struct listing_kind kind = {"journal", page};

    return listing_answer_plain(call, &kind);
}
