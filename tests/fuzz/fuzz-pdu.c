/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A received PDU, in hex as the modem gives it: whatever it holds, what comes out is valid UTF-8
 * and its header's numbers are possible. */
#include <string.h>

#include "fuzz/fuzz.h"
#include "modem/pdu.h"
#include "text/accents.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct pdu pdu;

    if (pdu_decode((const char *)data, size, &pdu) < 0)
        return 0;
    FUZZ_CHECK(pdu.kind == PDU_OTHER || (text_utf8_valid(pdu.number, strlen(pdu.number)) &&
                                         text_utf8_valid(pdu.text, strlen(pdu.text))));
    FUZZ_CHECK(!pdu.has_concat ||
               (pdu.concat.sequence >= 1 && pdu.concat.sequence <= pdu.concat.total));
    pdu_clear(&pdu);
    return 0;
}
