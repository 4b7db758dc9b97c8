/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of the options in "sending". */
#include "dispatch/settings.h"

#include <stddef.h>

#include "base/clock.h"
#include "base/memory.h"
#include "text/air.h"

#define SENDING(member) offsetof(struct sending_settings, member)

static const struct conf_option options[] = {
    {"accents", CONF_WORD, SENDING(accents), "drop", .words = text_accents_words,
     .sentence = "accented Vietnamese costs nearly three times as much"},
    {"quiet_from", CONF_TIME, SENDING(quiet_from), "21:00",
     .sentence = "from then on only emergencies go out"},
    {"quiet_until", CONF_TIME, SENDING(quiet_until), "06:00", .sentence = "until then"},
    {"report_window", CONF_DURATION, SENDING(report_window_ms), "6h", SECOND, 7 * DAY,
     .sentence = "how long a delivery report is awaited"},
    {"second_emergency", CONF_DURATION, SENDING(second_ms[0]), "10min", 0, DAY,
     .sentence = "after so long without a report an emergency tries the household's next phone"},
    {"second_important", CONF_DURATION, SENDING(second_ms[1]), "2h", 0, DAY,
     .sentence = "the same for important announcements; 0: only when the first phone has failed"},
    {"second_routine", CONF_DURATION, SENDING(second_ms[2]), "0", 0, DAY,
     .sentence = "the same for routine announcements"},
    {"ring", CONF_DURATION, SENDING(ring_ms), "12s", 0, MINUTE,
     .sentence = "an emergency rings a phone that does not report, so long; 0: never"},
    {"ring_wait", CONF_DURATION, SENDING(ring_wait_ms), "5min", 0, DAY,
     .sentence = "after a ring the text is given so long to be seen"},
    {"neighbour_emergency", CONF_DURATION, SENDING(neighbour_ms[0]), "10min", 0, DAY,
     .sentence = "a neighbour who is asked to tell a household is given so long; 0: none is asked"},
    {"neighbour_important", CONF_DURATION, SENDING(neighbour_ms[1]), "2h", 0, DAY,
     .sentence = "the same for important announcements"},
    {"neighbour_routine", CONF_DURATION, SENDING(neighbour_ms[2]), "0", 0, DAY,
     .sentence = "the same for routine announcements"},
    {"doors_wait", CONF_DURATION, SENDING(doors_wait_ms), "3h", 0, 7 * DAY,
     .sentence = "a leader is asked again about the doors left after so long; 0: never"},
    {"doors_reminders", CONF_INT, SENDING(doors_reminders), "2", 0, 20,
     .sentence = "how often at most"},
    {"attempts", CONF_INT, SENDING(attempts), "3", 1, 20,
     .sentence = "tries for a message that the recipient's side refuses"},
    {"retry", CONF_DURATION, SENDING(retry_ms), "5min", SECOND, DAY,
     .sentence = "before the second try; doubles with each"},
    {"expires", CONF_DURATION, SENDING(expires_ms), "2d", MINUTE, 30 * DAY,
     .sentence = "an announcement that has not gone out by then is dropped"},
    {"emergency_expires", CONF_DURATION, SENDING(emergency_expires_ms), "12h", MINUTE, 30 * DAY,
     .sentence = "the same for emergencies"},
    {"late", CONF_DURATION, SENDING(late_ms), "12h", MINUTE, 30 * DAY,
     .sentence = "what was due while the box was off still goes out within this"},
    {"evening", CONF_TIME, SENDING(evening), "19:00",
     .sentence = "when a reminder of the evening before goes out"},
    {"answer_window", CONF_DURATION, SENDING(answer_window_ms), "7d", MINUTE, 90 * DAY,
     .sentence = "replies are read against an announcement for this long"},
    {"join_wait", CONF_DURATION, SENDING(join_wait_ms), "10min", SECOND, DAY,
     .sentence = "a long reply with a part missing is shown incomplete after this"},
    {"stuck", CONF_DURATION, SENDING(stuck_ms), "10min", SECOND, DAY,
     .sentence = "a half-sent message leaves a dead carrier after this"},
    {"spill_parts", CONF_INT, SENDING(spill_parts), "20", 0, 100000,
     .sentence = "more messages than this waiting for one SIM let the others help"},
    {"routine_a_day", CONF_INT, SENDING(routine_a_day), "3", 0, 100,
     .sentence = "routine announcements that a household gets in a day at most; 0: no limit"},
    {"emergency_to_stopped", CONF_BOOL, SENDING(emergency_to_stopped), "true",
     .sentence = "emergencies reach those who want no messages"},
};

void sending_settings_read(const config_setting_t *group, struct sending_settings *ret,
                           struct conf_faults *faults)
{
    conf_read(group, options, ARRAY_SIZE(options), ret, faults);
}
