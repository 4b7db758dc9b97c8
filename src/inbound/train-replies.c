/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Learns config/replies.vi.model from labelled replies; "ninja -C build learn-replies" runs it.
 *
 *   train-replies KEYWORDS MODEL FILE... */
#include <stdio.h>

#include "base/conf.h"
#include "inbound/lessons.h"

int main(int argc, char **argv)
{
    struct conf_faults faults = {0};
    struct reply_rules *rules;

    if (argc < 4) {
        fprintf(stderr, "usage: train-replies KEYWORDS MODEL FILE...\n");
        return 2;
    }
    if (reply_rules_open(argv[1], &rules, &faults) != 0) {
        fprintf(stderr, "%s: %s\n", argv[1], faults.items[0].message);
        return 1;
    }
    reply_rules_set_model(rules, NULL);
    struct lessons *lessons = lessons_read(rules, (const char *const *)argv + 3, (size_t)argc - 3);
    struct model *model = lessons_learn(lessons, 1, 0);
    bool written = model_write(model, argv[2]);
    if (!written)
        perror(argv[2]);
    model_free(model);
    lessons_free(lessons);
    reply_rules_free(rules);
    conf_faults_free(&faults);
    return written ? 0 : 1;
}
