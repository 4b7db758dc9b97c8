/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any text as a cell of numbers and as a sender: what is read is a number of the country, and its
 * digits stood in the cell. */
#include <ctype.h>
#include <string.h>

#include "base/memory.h"
#include "fuzz/fuzz.h"
#include "village/number_cell.h"
#include "village/sender.h"

static const struct number_rules *rules(void)
{
    static struct number_rules vn;
    struct conf_faults faults = {0};

    if (vn.range_count)
        return &vn;
    struct conf *conf = conf_open(CONFIG_DIR "/numbers.vn.conf", &faults);
    FUZZ_CHECK(conf);
    number_rules_read(config_setting_get_member(conf_root(conf), "numbers"), &vn, &faults);
    FUZZ_CHECK(faults.count == 0);
    conf_free(conf);
    return &vn;
}

static void check_e164(const char *e164)
{
    size_t len = strlen(e164);

    FUZZ_CHECK(strncmp(e164, "+84", 3) == 0);
    FUZZ_CHECK(len >= 12 && len <= 13);
    FUZZ_CHECK(e164[1 + strspn(e164 + 1, "0123456789")] == '\0');
}

/* The last seven digits never change, whatever is mended. Digits of other scripts are left out. */
static void check_digits(const struct number_found *found)
{
    char *digits = xcalloc(strlen(found->written) + 1, 1);
    size_t len = 0;

    for (const char *c = found->written; *c; c++) {
        if ((unsigned char)*c >= 0x80) {
            free(digits);
            return;
        }
        if (isdigit((unsigned char)*c) || *c == 'O' || *c == 'o')
            digits[len++] = isdigit((unsigned char)*c) ? *c : '0';
    }
    FUZZ_CHECK(strstr(digits, found->number.e164 + strlen(found->number.e164) - 7));
    free(digits);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = xstrndup((const char *)data, size);
    struct number_cell cell;
    char e164[NUMBER_E164_SIZE];

    number_cell_parse(rules(), text, &cell);
    for (size_t i = 0; i < cell.count; i++) {
        const struct number_found *found = &cell.items[i];
        FUZZ_CHECK((found->number.kind == NUMBER_UNUSABLE) == (found->number.e164[0] == '\0'));
        FUZZ_CHECK((found->number.kind == NUMBER_UNUSABLE) == (found->number.fault != NUMBER_FINE));
        FUZZ_CHECK(strstr(text, found->written));
        if (found->number.kind != NUMBER_UNUSABLE) {
            check_e164(found->number.e164);
            check_digits(found);
        }
    }
    number_cell_free(&cell);
    if (sender_read(rules(), text, e164) == SENDER_NUMBER)
        FUZZ_CHECK(e164[0] == '+' && strlen(e164) >= 9);
    free(text);
    return 0;
}
