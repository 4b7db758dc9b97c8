/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every message crosses the wire unchanged; a malformed one never does. */
#include "carrier/wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "check_main.h"

static const struct wire_message submit = {
    .type = WIRE_SUBMIT,
    .submit = {.tag = UINT64_MAX,
               .to = "+84905000001",
               .coding = 1,
               .text = "Bão số 10",
               .concat_bits = 8,
               .concat_ref = 200,
               .concat_total = 3,
               .concat_seq = 2,
               .flash = true,
               .report = true,
               .more = false,
               .validity_s = 3600},
};

START_TEST(a_submit_crosses_a_socket_unchanged)
{
    int fds[2];
    struct wire_message got;

    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds), 0);
    ck_assert_int_eq(wire_receive(fds[1], &got), -EAGAIN);
    ck_assert_int_eq(wire_send(fds[0], &submit), 0);
    ck_assert_int_eq(wire_receive(fds[1], &got), 0);
    ck_assert_int_eq(got.type, WIRE_SUBMIT);
    ck_assert(got.submit.tag == UINT64_MAX);
    ck_assert_str_eq(got.submit.to, "+84905000001");
    ck_assert_str_eq(got.submit.text, "Bão số 10");
    ck_assert_int_eq(got.submit.concat_seq, 2);
    ck_assert(got.submit.flash && got.submit.report && !got.submit.more);
    ck_assert_int_eq(got.submit.validity_s, 3600);
    wire_clear(&got);
    close(fds[0]);
    ck_assert_int_eq(wire_receive(fds[1], &got), -EPIPE);
    ck_assert_int_eq(wire_send(fds[1], &submit), -EPIPE);
}
END_TEST

START_TEST(negative_numbers_and_missing_strings_survive)
{
    struct wire_message m = {.type = WIRE_SUBMITTED, .submitted = {.reference = -1, .code = -1}};
    struct wire_message f = {.type = WIRE_FAULT}, got;
    uint8_t packet[WIRE_PACKET_MAX];
    int len = wire_encode(&m, packet);

    ck_assert_int_eq(wire_decode(packet, (size_t)len, &got), 0);
    ck_assert_int_eq(got.submitted.reference, -1);
    len = wire_encode(&f, packet);
    ck_assert_int_eq(wire_decode(packet, (size_t)len, &got), 0);
    ck_assert_str_eq(got.fault.message, "");
    wire_clear(&got);
}
END_TEST

START_TEST(every_truncation_and_every_surplus_is_refused)
{
    uint8_t packet[WIRE_PACKET_MAX];
    struct wire_message got;
    int len = wire_encode(&submit, packet);

    for (int cut = 0; cut < len; cut++)
        ck_assert_int_eq(wire_decode(packet, (size_t)cut, &got), -EBADMSG);
    packet[len] = 0;
    ck_assert_int_eq(wire_decode(packet, (size_t)len + 1, &got), -EBADMSG);
}
END_TEST

START_TEST(unknown_types_and_broken_strings_are_refused)
{
    const struct wire_message call = {.type = WIRE_CALL, .call = {.from = "abcd"}};
    uint8_t packet[WIRE_PACKET_MAX];
    struct wire_message got;
    int len = wire_encode(&call, packet);

    packet[len - 1] = 0xff; /* not UTF-8 */
    ck_assert_int_eq(wire_decode(packet, (size_t)len, &got), -EBADMSG);
    packet[len - 1] = 0; /* a NUL would hide the rest */
    ck_assert_int_eq(wire_decode(packet, (size_t)len, &got), -EBADMSG);
    packet[0] = 0;
    ck_assert_int_eq(wire_decode(packet, (size_t)len, &got), -EBADMSG);
    packet[0] = WIRE_TYPE_END;
    ck_assert_int_eq(wire_decode(packet, (size_t)len, &got), -EBADMSG);
}
END_TEST

START_TEST(a_message_too_long_for_a_packet_is_not_sent)
{
    char *long_text = malloc(WIRE_PACKET_MAX + 1);
    uint8_t packet[WIRE_PACKET_MAX];

    memset(long_text, 'a', WIRE_PACKET_MAX);
    long_text[WIRE_PACKET_MAX] = '\0';
    struct wire_message m = {.type = WIRE_FAULT, .fault = {.message = long_text}};
    ck_assert_int_eq(wire_encode(&m, packet), -EMSGSIZE);
    free(long_text);
}
END_TEST

TEST_MAIN("carrier: wire", a_submit_crosses_a_socket_unchanged,
          negative_numbers_and_missing_strings_survive,
          every_truncation_and_every_surplus_is_refused,
          unknown_types_and_broken_strings_are_refused, a_message_too_long_for_a_packet_is_not_sent)
