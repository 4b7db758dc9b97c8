/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a text with fields: it is refused in words or expands to valid UTF-8. */
#include <string.h>

#include "base/memory.h"
#include "fuzz/fuzz.h"
#include "text/accents.h"
#include "text/template.h"

static void check_refusal(const struct refusal *refusal)
{
    FUZZ_CHECK(refusal->code && refusal->message[0] != '\0');
    FUZZ_CHECK(text_utf8_valid(refusal->message, strlen(refusal->message)) ||
               strcmp(refusal->code, "text_not_utf8") == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct text_values values = {.of = {"Nguyễn Văn Bảy", "{tổ}", "}", "{{", NULL}};
    char *text = xstrndup((const char *)data, size);
    struct text_template *template;
    struct refusal refusal;

    if (text_template_parse(text, &template, &refusal) == 0) {
        char *expanded = text_template_expand(template, &values);
        FUZZ_CHECK(text_utf8_valid(expanded, strlen(expanded)));
        FUZZ_CHECK(text_template_has_fields(template) || strlen(expanded) <= strlen(text));
        free(expanded);
        text_template_free(template);
    } else {
        check_refusal(&refusal);
    }
    free(text);
    return 0;
}
