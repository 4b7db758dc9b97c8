/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every resource, method and handler. */
#include "api/routes.h"

#include "api/board.h"
#include "api/drafts.h"
#include "api/events.h"
#include "api/household_past.h"
#include "api/links.h"
#include "api/openapi.h"
#include "api/resources.h"
#include "api/signin.h"
#include "api/tokens.h"
#include "base/memory.h"

/* clang-format off */
const struct route routes[] = {
    {METHOD_GET,     "/api/households",                   households_list,          STAFF_LOOK},
    {METHOD_GET,     "/api/households/CODE",              households_get,           STAFF_LOOK},
    {METHOD_PUT,     "/api/households/CODE",              households_put,           STAFF_PHONE_BOOK, ROUTE_CHANGES},
    {METHOD_DELETE,  "/api/households/CODE",              households_delete,        STAFF_PHONE_BOOK, ROUTE_CHANGES},
    {METHOD_GET,     "/api/households/CODE/history",      household_history,        STAFF_LOOK},
    {METHOD_POST,    "/api/households/CODE/merge",        household_merge_post,     STAFF_PHONE_BOOK, ROUTE_CHANGES},
    {METHOD_GET,     "/api/clusters",                     clusters_list,            STAFF_LOOK},
    {METHOD_GET,     "/api/groups",                       groups_list,              STAFF_LOOK},
    {METHOD_POST,    "/api/groups",                       groups_post,              STAFF_PHONE_BOOK, ROUTE_CHANGES},
    {METHOD_DELETE,  "/api/groups/NAME",                  groups_delete,            STAFF_PHONE_BOOK, ROUTE_CHANGES},
    {METHOD_PUT,     "/api/groups/NAME/groups/CHILD",     groups_put_child,         STAFF_PHONE_BOOK, ROUTE_CHANGES},
    {METHOD_DELETE,  "/api/groups/NAME/groups/CHILD",     groups_delete_child,      STAFF_PHONE_BOOK, ROUTE_CHANGES},
    {METHOD_POST,    "/api/groups/NAME/members",          groups_members,           STAFF_PHONE_BOOK, ROUTE_CHANGES},
    {METHOD_GET,     "/api/staff",                        staff_resource_list,      STAFF_LOOK},
    {METHOD_POST,    "/api/staff",                        staff_resource_post,      STAFF_STAFF,      ROUTE_CHANGES},
    {METHOD_PUT,     "/api/staff/NAME",                   staff_resource_put,       STAFF_STAFF,      ROUTE_CHANGES},
    {METHOD_DELETE,  "/api/staff/NAME",                   staff_resource_delete,    STAFF_STAFF,      ROUTE_CHANGES},
    {METHOD_POST,    "/api/staff/NAME/unlock",            staff_resource_unlock,    STAFF_STAFF,      ROUTE_CHANGES},
    {METHOD_POST,    "/api/staff/NAME/invite",            links_invite,             STAFF_STAFF,      ROUTE_CHANGES | ROUTE_PERSON},
    {METHOD_GET,     "/api/tokens",                       tokens_list,              STAFF_STAFF},
    {METHOD_POST,    "/api/tokens",                       tokens_post,              STAFF_STAFF,      ROUTE_CHANGES | ROUTE_PERSON},
    {METHOD_DELETE,  "/api/tokens/NAME",                  tokens_delete,            STAFF_STAFF,      ROUTE_CHANGES},
    {METHOD_POST,    "/api/links",                        links_post,               STAFF_STAFF,      ROUTE_CHANGES | ROUTE_PERSON},
    {METHOD_POST,    "/api/links/look",                   links_look,               STAFF_LOOK,       ROUTE_OPEN},
    {METHOD_POST,    "/api/links/use",                    links_use,                STAFF_LOOK,       ROUTE_OPEN},
    {METHOD_GET,     "/api/session",                      signin_get,               STAFF_LOOK},
    {METHOD_POST,    "/api/session",                      signin_post,              STAFF_LOOK,       ROUTE_OPEN},
    {METHOD_DELETE,  "/api/session",                      signin_delete,            STAFF_LOOK,       ROUTE_CHANGES},
    {METHOD_PUT,     "/api/session/password",             links_password,           STAFF_LOOK,       ROUTE_PERSON},
    {METHOD_GET,     "/api/announcements",                announcements_list,       STAFF_LOOK},
    {METHOD_POST,    "/api/announcements",                announcements_post,       STAFF_ANNOUNCE,   ROUTE_CHANGES},
    {METHOD_GET,     "/api/announcements/ID",             announcements_get,        STAFF_LOOK},
    {METHOD_POST,    "/api/announcements/ID/cancel",      announcements_cancel,     STAFF_CANCEL,     ROUTE_CHANGES},
    {METHOD_POST,    "/api/announcements/ID/pause",       announcements_pause,      STAFF_CANCEL,     ROUTE_CHANGES},
    {METHOD_POST,    "/api/announcements/ID/resume",      announcements_resume,     STAFF_CANCEL,     ROUTE_CHANGES},
    {METHOD_POST,    "/api/announcements/ID/approve",     announcements_approve,    STAFF_APPROVE,    ROUTE_CHANGES},
    {METHOD_GET,     "/api/announcements/ID/reach",       reach_get,                STAFF_LOOK},
    {METHOD_GET,     "/api/announcements/ID/clusters",    reach_clusters_get,       STAFF_LOOK},
    {METHOD_GET,     "/api/announcements/ID/doors",       doors_get,                STAFF_LOOK},
    {METHOD_POST,    "/api/announcements/ID/doors",       doors_post,               STAFF_ANNOUNCE,   ROUTE_CHANGES | ROUTE_WHOLE},
    {METHOD_POST,    "/api/announcements/ID/visited",     visited_post,             STAFF_DOORS,      ROUTE_CHANGES},
    {METHOD_GET,     "/api/announcements/ID/messages",    messages_of_announcement, STAFF_LOOK},
    {METHOD_POST,    "/api/announcements/test",           announcements_test,       STAFF_ANNOUNCE,   ROUTE_CHANGES | ROUTE_PERSON},
    {METHOD_GET,     "/api/drafts",                       drafts_list,              STAFF_ANNOUNCE},
    {METHOD_POST,    "/api/drafts",                       drafts_post,              STAFF_ANNOUNCE,   ROUTE_CHANGES},
    {METHOD_PUT,     "/api/drafts/ID",                    drafts_put,               STAFF_ANNOUNCE,   ROUTE_CHANGES},
    {METHOD_DELETE,  "/api/drafts/ID",                    drafts_delete,            STAFF_ANNOUNCE,   ROUTE_CHANGES},
    {METHOD_GET,     "/api/templates",                    templates_list,           STAFF_LOOK},
    {METHOD_POST,    "/api/templates",                    templates_post,           STAFF_ANNOUNCE,   ROUTE_CHANGES | ROUTE_WHOLE},
    {METHOD_PUT,     "/api/templates/ID",                 templates_put,            STAFF_ANNOUNCE,   ROUTE_CHANGES | ROUTE_WHOLE},
    {METHOD_DELETE,  "/api/templates/ID",                 templates_delete,         STAFF_ANNOUNCE,   ROUTE_CHANGES | ROUTE_WHOLE},
    {METHOD_POST,    "/api/estimate",                     estimate_post,            STAFF_ANNOUNCE},
    {METHOD_GET,     "/api/schedules",                    schedules_list,           STAFF_LOOK},
    {METHOD_POST,    "/api/schedules",                    schedules_post,           STAFF_ANNOUNCE,   ROUTE_CHANGES},
    {METHOD_GET,     "/api/schedules/ID",                 schedules_get,            STAFF_LOOK},
    {METHOD_PUT,     "/api/schedules/ID",                 schedules_put,            STAFF_CANCEL,     ROUTE_CHANGES},
    {METHOD_DELETE,  "/api/schedules/ID",                 schedules_delete,         STAFF_CANCEL,     ROUTE_CHANGES},
    {METHOD_GET,     "/api/messages",                     messages_list,            STAFF_LOOK},
    {METHOD_POST,    "/api/messages",                     messages_post,            STAFF_ANNOUNCE,   ROUTE_CHANGES | ROUTE_WHOLE},
    {METHOD_GET,     "/api/feedback",                     feedback_resource_list,   STAFF_LOOK},
    {METHOD_GET,     "/api/feedback/summary",             feedback_resource_summary, STAFF_LOOK},
    {METHOD_GET,     "/api/feedback/ID",                  feedback_resource_get,    STAFF_LOOK},
    {METHOD_POST,    "/api/feedback/ID/close",            feedback_resource_close,  STAFF_FEEDBACK,   ROUTE_CHANGES},
    {METHOD_POST,    "/api/feedback/ID/assign",           feedback_resource_assign, STAFF_FEEDBACK,   ROUTE_CHANGES | ROUTE_WHOLE},
    {METHOD_POST,    "/api/feedback/ID/answer",           feedback_resource_answer, STAFF_FEEDBACK,   ROUTE_CHANGES},
    {METHOD_POST,    "/api/feedback/ID/correct",          feedback_resource_correct, STAFF_FEEDBACK,  ROUTE_CHANGES},
    {METHOD_GET,     "/api/carriers",                     carriers_list,            STAFF_LOOK},
    {METHOD_GET,     "/api/carriers/NAME/history",        carriers_history,         STAFF_LOOK},
    {METHOD_POST,    "/api/carriers/NAME/ussd",           carriers_ussd,            STAFF_MACHINE},
    {METHOD_DELETE,  "/api/carriers/NAME/ussd",           carriers_ussd_cancel,     STAFF_MACHINE},
    {METHOD_POST,    "/api/carriers/NAME/proof",          carriers_proof,           STAFF_MACHINE,    ROUTE_CHANGES},
    {METHOD_POST,    "/api/import",                       import_post,              STAFF_PHONE_BOOK, ROUTE_BYTES},
    {METHOD_GET,     "/api/import",                       import_get,               STAFF_LOOK},
    {METHOD_GET,     "/api/journal",                      journal_resource_list,    STAFF_LOOK},
    {METHOD_POST,    "/api/clock/confirm",                clock_confirm,            STAFF_MACHINE,    ROUTE_CHANGES},
    {METHOD_GET,     "/api/stats",                        stats_get,                STAFF_LOOK},
    {METHOD_GET,     "/api/check",                        check_get,                STAFF_MACHINE},
    {METHOD_POST,    "/api/backup",                       backup_post,              STAFF_MACHINE},
    {METHOD_GET,     "/api/events",                       events_get,               STAFF_LOOK},
    {METHOD_GET,     "/api/openapi.json",                 openapi_get,              STAFF_LOOK},
    {METHOD_GET,     "/board.json",                       board_get,                STAFF_LOOK,       ROUTE_OPEN},
    {METHOD_GET,     "/metrics",                          metrics_get,              STAFF_LOOK},
    {METHOD_GET,     "/healthz",                          healthz_get,              STAFF_LOOK,       ROUTE_OPEN},
};
/* clang-format on */
const size_t route_count = ARRAY_SIZE(routes);
