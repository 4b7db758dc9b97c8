/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every resource, method and handler. */
#include "api/routes.h"

#include "api/events.h"
#include "api/links.h"
#include "api/resources.h"
#include "api/signin.h"
#include "base/memory.h"

/* clang-format off */
const struct route routes[] = {
    {METHOD_GET,    "/api/households",                  households_list},
    {METHOD_GET,    "/api/households/CODE",             households_get},
    {METHOD_PUT,    "/api/households/CODE",             households_put,          ROUTE_CHANGES},
    {METHOD_DELETE, "/api/households/CODE",             households_delete,       ROUTE_CHANGES},
    {METHOD_GET,    "/api/groups",                      groups_list},
    {METHOD_POST,   "/api/groups",                      groups_post,             ROUTE_CHANGES},
    {METHOD_DELETE, "/api/groups/NAME",                 groups_delete,           ROUTE_CHANGES},
    {METHOD_PUT,    "/api/groups/NAME/groups/CHILD",    groups_put_child,        ROUTE_CHANGES},
    {METHOD_DELETE, "/api/groups/NAME/groups/CHILD",    groups_delete_child,     ROUTE_CHANGES},
    {METHOD_POST,   "/api/groups/NAME/members",         groups_members,          ROUTE_CHANGES},
    {METHOD_GET,    "/api/staff",                       staff_resource_list},
    {METHOD_POST,   "/api/staff",                       staff_resource_post,     ROUTE_CHANGES},
    {METHOD_DELETE, "/api/staff/NAME",                  staff_resource_delete,   ROUTE_CHANGES},
    {METHOD_POST,   "/api/staff/NAME/invite",           links_invite,            ROUTE_CHANGES},
    {METHOD_POST,   "/api/links",                       links_post,              ROUTE_CHANGES},
    {METHOD_POST,   "/api/links/look",                  links_look,              ROUTE_OPEN},
    {METHOD_POST,   "/api/links/use",                   links_use,               ROUTE_OPEN},
    {METHOD_GET,    "/api/session",                     signin_get},
    {METHOD_POST,   "/api/session",                     signin_post,             ROUTE_OPEN},
    {METHOD_DELETE, "/api/session",                     signin_delete,           ROUTE_CHANGES},
    {METHOD_PUT,    "/api/session/password",            links_password},
    {METHOD_GET,    "/api/announcements",               announcements_list},
    {METHOD_POST,   "/api/announcements",               announcements_post,      ROUTE_CHANGES},
    {METHOD_GET,    "/api/announcements/ID",            announcements_get},
    {METHOD_POST,   "/api/announcements/ID/cancel",     announcements_cancel,    ROUTE_CHANGES},
    {METHOD_POST,   "/api/announcements/ID/approve",    announcements_approve,   ROUTE_CHANGES},
    {METHOD_GET,    "/api/announcements/ID/reach",      reach_get},
    {METHOD_GET,    "/api/announcements/ID/doors",      doors_get},
    {METHOD_POST,   "/api/announcements/ID/visited",    visited_post,            ROUTE_CHANGES},
    {METHOD_GET,    "/api/announcements/ID/messages",   messages_of_announcement},
    {METHOD_POST,   "/api/estimate",                    estimate_post},
    {METHOD_GET,    "/api/messages",                    messages_list},
    {METHOD_POST,   "/api/messages",                    messages_post,           ROUTE_CHANGES},
    {METHOD_GET,    "/api/feedback",                    feedback_resource_list},
    {METHOD_GET,    "/api/feedback/summary",            feedback_resource_summary},
    {METHOD_GET,    "/api/feedback/ID",                 feedback_resource_get},
    {METHOD_POST,   "/api/feedback/ID/close",           feedback_resource_close, ROUTE_CHANGES},
    {METHOD_POST,   "/api/feedback/ID/assign",          feedback_resource_assign, ROUTE_CHANGES},
    {METHOD_POST,   "/api/feedback/ID/answer",          feedback_resource_answer, ROUTE_CHANGES},
    {METHOD_POST,   "/api/feedback/ID/correct",         feedback_resource_correct, ROUTE_CHANGES},
    {METHOD_GET,    "/api/carriers",                    carriers_list},
    {METHOD_POST,   "/api/carriers/NAME/ussd",          carriers_ussd},
    {METHOD_DELETE, "/api/carriers/NAME/ussd",          carriers_ussd_cancel},
    {METHOD_POST,   "/api/carriers/NAME/proof",         carriers_proof,          ROUTE_CHANGES},
    {METHOD_POST,   "/api/import",                      import_post,  ROUTE_CHANGES | ROUTE_BYTES},
    {METHOD_GET,    "/api/journal",                     journal_resource_list},
    {METHOD_GET,    "/api/stats",                       stats_get},
    {METHOD_GET,    "/api/check",                       check_get},
    {METHOD_POST,   "/api/backup",                      backup_post},
    {METHOD_GET,    "/api/events",                      events_get},
    {METHOD_GET,    "/metrics",                         metrics_get},
    {METHOD_GET,    "/healthz",                         healthz_get,             ROUTE_OPEN},
};
/* clang-format on */
const size_t route_count = ARRAY_SIZE(routes);
