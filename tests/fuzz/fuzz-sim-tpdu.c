/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any octets as a TPDU for the simulator: what can be read can be written and is read the same
 * again. */
#include <string.h>

#include "base/buf.h"
#include "fuzz/fuzz.h"
#include "sim/tpdu.h"
#include "text/accents.h"

static void check_body(const struct tpdu_body *body)
{
    struct buf text = BUF_INIT;
    struct udh_concat concat;

    FUZZ_CHECK(body->len <= TPDU_BODY_MAX);
    tpdu_body_text(body, &text);
    FUZZ_CHECK(text_utf8_valid(buf_str(&text), text.len));
    if (tpdu_body_concat(body, &concat))
        FUZZ_CHECK(concat.sequence >= 1 && concat.sequence <= concat.total);
    buf_free(&text);
}

static void check_submit(const uint8_t *data, size_t size)
{
    struct tpdu_submit submit, again;
    uint8_t out[TPDU_MAX];

    if (!tpdu_decode_submit(data, size, &submit))
        return;
    check_body(&submit.body);
    size_t len = tpdu_encode_submit(&submit, out);
    FUZZ_CHECK(len <= TPDU_MAX);
    FUZZ_CHECK(tpdu_decode_submit(out, len, &again));
    FUZZ_CHECK(again.body.len == submit.body.len && again.body.udl == submit.body.udl);
    FUZZ_CHECK(!memcmp(again.body.octets, submit.body.octets, submit.body.len));
    FUZZ_CHECK(again.report_wanted == submit.report_wanted);
}

static void check_others(const uint8_t *data, size_t size)
{
    struct tpdu_deliver deliver;
    struct tpdu_report report;
    uint8_t out[TPDU_MAX];

    if (tpdu_decode_deliver(data, size, &deliver)) {
        check_body(&deliver.body);
        FUZZ_CHECK(tpdu_decode_deliver(out, tpdu_encode_deliver(&deliver, out), &deliver));
    }
    if (tpdu_decode_report(data, size, &report))
        FUZZ_CHECK(tpdu_decode_report(out, tpdu_encode_report(&report, out), &report));
    FUZZ_CHECK(tpdu_sca_octets(data, size) <= size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_submit(data, size);
    check_others(data, size);
    return 0;
}
