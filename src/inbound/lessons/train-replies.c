/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Learns config/replies.vi.model from labelled replies; "ninja -C build learn-replies" runs it.
 *
 *   train-replies KEYWORDS MODEL FILE... */
#include <stdio.h>
#include <stdlib.h>

#include "base/conf.h"
#include "base/memory.h"
#include "inbound/lessons/lessons.h"

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
    const char *const *files = (const char *const *)argv + 3;
    size_t file_count = (size_t)argc - 3;
    struct lessons *lessons = lessons_read(rules, files, file_count);
    struct model *model = lessons_learn(lessons, 1, 0);
    char fingerprint[FINGERPRINT_SIZE];

    lessons_fingerprint(rules, files, file_count, fingerprint);
    char *note = xasprintf("lessons %s", fingerprint);
    bool written = model_write(model, note, argv[2]);
    if (!written)
        perror(argv[2]);
    free(note);
    model_free(model);
    lessons_free(lessons);
    reply_rules_free(rules);
    conf_faults_free(&faults);
    return written ? 0 : 1;
}
