/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any text as a script of the village, and as a cell of its list. */
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "fuzz/fuzz.h"
#include "sim/number.h"
#include "sim/script.h"

static void check_number(const char *number, void *arg)
{
    FUZZ_CHECK(!strncmp(number, "+84", 3) && strlen(number) == 12);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = xstrndup((const char *)data, size);
    struct buf faults = BUF_INIT;
    struct span lasts = {0};
    struct script *script = script_parse(text, "fuzz", &faults);

    FUZZ_CHECK(!script == (faults.len > 0));
    if (script) {
        script_start(script, 0.3, &lasts);
        const struct habit *habit = script_choose(script, "+84912345678", "tiem 1", 0.7);
        FUZZ_CHECK(!habit || habit->count > 0);
    }
    script_free(script);
    buf_free(&faults);
    number_find("84", text, check_number, NULL);
    free(text);
    return 0;
}
