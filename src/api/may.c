/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is whose own. */
#include "api/may.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "dispatch/audience.h"
#include "store/announcement.h"
#include "store/feedback.h"
#include "store/schedule.h"
#include "store/staff.h"

static bool may_all(const struct call *call, enum staff_act act)
{
    return staff_may(call->who.role, act);
}

int may_announce(struct call *call, const char *to, enum priority priority)
{
    if (priority == PRIORITY_EMERGENCY && !may_all(call, STAFF_EMERGENCY))
        return refuse(&call->refusal, "not_allowed", "priority",
                      "only a head makes an announcement an emergency");
    if (may_all(call, STAFF_ANNOUNCE))
        return 0;
    return audience_check_own(call->api->store, call->who.staff_id, to, &call->refusal);
}

int may_cancel(struct call *call, int64_t announcement)
{
    struct announcement a;

    if (may_all(call, STAFF_CANCEL))
        return 0;
    int r = announcement_get(call->api->store, announcement, &a);
    if (r != 0)
        return r;
    if (staff_same_person(a.author, call->author))
        return 0;
    return refuse(&call->refusal, "not_allowed", NULL,
                  "a leader cancels his own announcements; this one is by %s", a.author);
}

int may_plan(struct call *call, int64_t schedule)
{
    struct schedule s;

    if (may_all(call, STAFF_CANCEL))
        return 0;
    int r = schedule_get(call->api->store, schedule, &s);
    if (r != 0)
        return r == STORE_NOT_FOUND ? 0 : r;
    if (staff_same_person(s.author, call->author))
        return 0;
    return refuse(&call->refusal, "not_allowed", NULL,
                  "a leader changes his own schedules; this one is by %s", s.author);
}

int may_visit(struct call *call, const char *code, const char *cluster)
{
    if (may_all(call, STAFF_DOORS) ||
        (call->who.cluster[0] && strcmp(call->who.cluster, cluster) == 0))
        return 0;
    return refuse(&call->refusal, "not_allowed", "households",
                  "a leader ticks doors of his own cluster; household \"%s\" is in another", code);
}

static void take_staff(const struct feedback *f, void *arg)
{
    *(char **)arg = xstrdup(f->staff);
}

int may_handle(struct call *call, int64_t feedback)
{
    char *staff = NULL;

    if (may_all(call, STAFF_FEEDBACK))
        return 0;
    int r = feedback_get(call->api->store, feedback, take_staff, &staff);
    if (r != 0)
        return r == STORE_NOT_FOUND ? 0 : r;
    bool own = staff_same_person(staff, call->author);
    free(staff);
    if (own)
        return 0;
    return refuse(&call->refusal, "not_allowed", NULL,
                  "a leader deals with the feedback that is assigned to him");
}
