/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The handlers, by the file that each resource has, and what other files of the room ask of a
 * resource. */
#pragma once

#include <jansson.h>

#include "api/call.h"

/* households.c */
int households_list(struct call *call);
int households_get(struct call *call);
int households_put(struct call *call);
int households_delete(struct call *call);
int clusters_list(struct call *call);

/* groups.c */
int groups_list(struct call *call);
int groups_post(struct call *call);
int groups_delete(struct call *call);
int groups_put_child(struct call *call);
int groups_delete_child(struct call *call);
int groups_members(struct call *call);

/* staff.c */
int staff_resource_list(struct call *call);
int staff_resource_post(struct call *call);
int staff_resource_put(struct call *call);
int staff_resource_delete(struct call *call);
int staff_resource_unlock(struct call *call);
/* The phone that a member of staff is to have, made when it is new; 0 for "". staff: 0 for somebody
 * new. Refuses what takes no SMS, and what is somebody else's. In a transaction. */
int staff_find_phone(struct call *call, const char *written, int64_t staff, int64_t *ret_id);

/* announcements.c */
int announcements_list(struct call *call);
int announcements_get(struct call *call);
int announcements_cancel(struct call *call);
int announcements_pause(struct call *call);
int announcements_resume(struct call *call);
int announcements_approve(struct call *call);
/* What GET /api/announcements/ID answers; NULL when there is none or the database failed. */
json_t *announcement_json(struct api *api, int64_t id);

/* announce.c */
int announcements_post(struct call *call);
int estimate_post(struct call *call);
int announcements_test(struct call *call);
int schedules_post(struct call *call);

/* schedules.c */
int schedules_list(struct call *call);
int schedules_get(struct call *call);
int schedules_put(struct call *call);
int schedules_delete(struct call *call);

/* doors.c */
int doors_get(struct call *call);
int doors_post(struct call *call);

/* reach.c */
int reach_get(struct call *call);
int reach_clusters_get(struct call *call);
int visited_post(struct call *call);

/* messages.c */
int messages_list(struct call *call);
int messages_of_announcement(struct call *call);
int messages_post(struct call *call);

/* feedback.c */
int feedback_resource_list(struct call *call);
json_t *feedback_json(struct api *api, int64_t id);
/* A word as enum reply_kind or reply_category, -1 when it is NULL; REFUSED for any other. */
int feedback_read_kind(struct call *call, const char *word, int *ret);
int feedback_read_category(struct call *call, const char *word, const char *field, int *ret);
/* NULL leaves *ret as it is. */
int feedback_read_since(struct call *call, const char *text, int64_t *ret);

/* care.c */
int feedback_resource_get(struct call *call);
int feedback_resource_close(struct call *call);
int feedback_resource_assign(struct call *call);
int feedback_resource_answer(struct call *call);
int feedback_resource_correct(struct call *call);
int feedback_resource_summary(struct call *call);

/* carriers.c */
int carriers_list(struct call *call);
int carriers_history(struct call *call);
int carriers_ussd(struct call *call);
int carriers_ussd_cancel(struct call *call);
int carriers_proof(struct call *call);
json_t *carrier_json(struct api *api, int64_t id);

/* import.c */
int import_post(struct call *call);
int import_get(struct call *call);

/* journal.c */
int journal_resource_list(struct call *call);

/* stats.c */
int stats_get(struct call *call);
int clock_confirm(struct call *call);

/* metrics.c */
int metrics_get(struct call *call);
int healthz_get(struct call *call);

/* upkeep.c: beside the loop, in a process of its own */
int check_get(struct call *call);
int backup_post(struct call *call);
/* What runs is ended. */
void upkeep_end(struct api *api);
/* Copies that a killed daemon left are removed. */
void upkeep_tidy(const struct api *api);
