/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any octets as the user data of a part that arrived: header, septets and UCS-2. */
#include <string.h>

#include "base/memory.h"
#include "fuzz/fuzz.h"
#include "text/accents.h"
#include "text/gsm7.h"
#include "text/ucs2.h"
#include "text/udh.h"

static void check_text(char *text)
{
    FUZZ_CHECK(text_utf8_valid(text, strlen(text)));
    free(text);
}

static void check_septets(const uint8_t *octets, size_t len, unsigned fill)
{
    uint8_t *septets = xmalloc(len * 8 / 7 + 1), *packed = xmalloc(len + 1);
    size_t count = gsm7_unpack(octets, len, fill, SIZE_MAX, septets);

    FUZZ_CHECK(gsm7_octets(count, fill) <= len || count == 0);
    size_t back = gsm7_pack(septets, count, fill, packed);
    FUZZ_CHECK(back == gsm7_octets(count, fill));
    check_text(gsm7_to_utf8(septets, count));
    free(septets);
    free(packed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct udh_concat concat;
    size_t udh = udh_octets(data, size);

    FUZZ_CHECK(udh <= size);
    if (udh_concat_decode(data, size, &concat))
        FUZZ_CHECK(udh >= UDH_CONCAT_8BIT && concat.sequence >= 1 &&
                   concat.sequence <= concat.total && (concat.wide || concat.ref <= 0xFF));
    check_septets(data + udh, size - udh, gsm7_fill_bits(udh));
    check_text(ucs2_to_utf8(data + udh, size - udh));
    check_text(gsm7_to_utf8(data, size));
    return 0;
}
