/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists on their way into the phone book, one after the other. A list is read in a process of its
 * own (daemon/import.h) and taken in by steps of a few milliseconds (store/import.h), so that
 * nothing else waits for it. One that stands when the daemon ends is gone on with when it starts.
 */
#pragma once

#include "api/call.h"
#include "store/import.h"

struct imports;

struct imports *imports_new(struct api *api);
/* Ends every call that waits. NULL is allowed. */
void imports_free(struct imports *imports);

struct import_query {
    bool dry_run;
    const char *columns, *encoding, *name; /* NULL or "": not given */
};

/* Takes the call over, and its bytes. CALL_LATER; REFUSED "import_running" when others wait
 * already; or a negated errno. */
int imports_ask(struct imports *imports, struct call *call, const struct import_query *query);

/* Where the one at work stands; strings last until the loop goes on. */
struct imports_report {
    const char *state; /* "none"; "reading", "writing": the phone book is as it was; "taking";
                          "waiting": with what is left, because of why */
    const char *author, *name, *why; /* "" none */
    int64_t begun_at;                /* 0 none */
    int64_t households, taken; /* of the list; those done with; 0 until it is being taken in */
};
struct imports_report imports_report(const struct imports *imports);
