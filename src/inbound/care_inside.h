/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of care share. In the caller's transaction; 0 or a negated errno. */
#pragma once

#include "base/buf.h"
#include "inbound/care.h"

enum { CARE_NAME_CHARS = 40 }; /* of a head's name or a cluster's, in an SMS that must hold more */

/* care_tell.c: what an SMS says of a record, and to which telephones */

/* A record as it is worked on here: what its statement's texts say outlives the statement. */
struct care_matter {
    int64_t id, staff_id, step;
    int kind, category;
    bool urgent, open;
    enum feedback_told told;
    char *who, *words;
};
void care_take_matter(const struct feedback *f, void *arg);
void care_clear_matter(struct care_matter *m);

struct care_phones {
    int64_t *ids;
    size_t count;
};
/* Each once. */
void care_add_phone(int64_t id, void *arg_phones);
/* Adds at most so many characters; a line stays a line. */
void care_add_cut(struct buf *out, const char *text, size_t chars);
/* Fills one part at most: the word `cut` is shortened for it. */
int care_tell(struct care *care, const struct care_phones *phones, enum lane lane, const char *text,
              const struct texts_word *words, const char *cut, int64_t now);
int care_note_told(struct care *care, int64_t id, size_t phones, const char *how, int64_t now);

/* care_urgent.c: the heads, at once; one by one as long as they are few */
int care_alert(struct care *care, struct care_matter *m, int64_t now);
/* Calls that were not told one by one. *ret_due: when the next summary is due, 0: nothing waits. */
int care_summarize(struct care *care, int64_t now, int64_t *ret_due);

/* care_open.c: records that stay open */
int64_t care_delay(const struct care *care, bool urgent);
/* *ret_due: when the next one is to be brought up, 0: none. */
int care_escalate(struct care *care, bool urgent, int64_t now, int64_t *ret_due);
