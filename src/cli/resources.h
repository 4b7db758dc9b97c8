/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The commands, by the file of their family. */
#pragma once

#include "cli/command.h"

/* import.c */
int import_run(struct invocation *inv);

/* households.c */
int households_run(struct invocation *inv);

/* groups.c */
int groups_run(struct invocation *inv);
int groups_add_run(struct invocation *inv);
int groups_remove_run(struct invocation *inv);
int groups_put_run(struct invocation *inv);
int groups_take_run(struct invocation *inv);
int groups_join_run(struct invocation *inv);
int groups_leave_run(struct invocation *inv);

/* staff.c */
int staff_run(struct invocation *inv);
int staff_add_run(struct invocation *inv);
int staff_change_run(struct invocation *inv);
int staff_remove_run(struct invocation *inv);
int staff_unlock_run(struct invocation *inv);

/* signin.c */
int console_link_run(struct invocation *inv);
int tokens_run(struct invocation *inv);
int tokens_add_run(struct invocation *inv);
int tokens_revoke_run(struct invocation *inv);

/* announce.c */
int announce_run(struct invocation *inv);

/* announcements.c */
int announcements_run(struct invocation *inv);
int show_run(struct invocation *inv);
int cancel_run(struct invocation *inv);
int pause_run(struct invocation *inv);
int resume_run(struct invocation *inv);
int approve_run(struct invocation *inv);

/* schedules.c */
int schedules_run(struct invocation *inv);
int schedules_remove_run(struct invocation *inv);
int schedules_pause_run(struct invocation *inv);
int schedules_resume_run(struct invocation *inv);

/* watch.c */
int watch_run(struct invocation *inv);

/* doors.c */
int doors_run(struct invocation *inv);
int visited_run(struct invocation *inv);

/* feedback.c */
int feedback_run(struct invocation *inv);
int feedback_close_run(struct invocation *inv);
int feedback_assign_run(struct invocation *inv);
int feedback_show_run(struct invocation *inv);
int feedback_answer_run(struct invocation *inv);
int feedback_correct_run(struct invocation *inv);
int feedback_summary_run(struct invocation *inv);

/* carriers.c */
int send_run(struct invocation *inv);
int carriers_run(struct invocation *inv);
int ussd_run(struct invocation *inv);
int proof_run(struct invocation *inv);

/* upkeep.c */
int backup_run(struct invocation *inv);
int check_run(struct invocation *inv);
int stats_run(struct invocation *inv);
int clock_confirm_run(struct invocation *inv);
int journal_run(struct invocation *inv);

/* help.c */
int words_run(struct invocation *inv);
/* complete.c */
int complete_run(struct invocation *inv);

/* "/api/announcements/7" and what follows; NULL, with the usage said, when ID is no number. The
 * caller frees. */
char *announcement_path(const struct invocation *inv, const char *rest);
