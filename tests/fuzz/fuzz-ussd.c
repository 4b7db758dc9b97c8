/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What follows +CUSD: in any of the ways modems write it: the text is valid UTF-8. */
#include <string.h>

#include "fuzz/fuzz.h"
#include "modem/ussd.h"
#include "text/accents.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ussd ussd;

    for (int charset = CHARSET_GSM; charset <= CHARSET_OTHER; charset++) {
        if (ussd_read((const char *)data, size, (enum charset)charset, &ussd) < 0)
            continue;
        FUZZ_CHECK(text_utf8_valid(ussd.text, strlen(ussd.text)));
        free(ussd.text);
    }
    return 0;
}
