/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The wire between core and carrier: each message is described once, as a table of fields, and
 * written and read from that description. */
#include "carrier/wire.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/memory.h"
#include "text/accents.h"

enum field_type { FIELD_END, FIELD_U64, FIELD_I64, FIELD_BOOL, FIELD_STRING };

struct field {
    enum field_type type;
    size_t offset; /* in struct wire_message */
};

enum { FIELDS_MAX = 12 };

struct layout {
    const char *name;
    struct field fields[FIELDS_MAX + 1];
};

#define AT(member) offsetof(struct wire_message, member)
#define U64(member)                                                                                \
    {                                                                                              \
        FIELD_U64, AT(member)                                                                      \
    }
#define I64(member)                                                                                \
    {                                                                                              \
        FIELD_I64, AT(member)                                                                      \
    }
#define BOOL(member)                                                                               \
    {                                                                                              \
        FIELD_BOOL, AT(member)                                                                     \
    }
#define STRING(member)                                                                             \
    {                                                                                              \
        FIELD_STRING, AT(member)                                                                   \
    }

static const struct layout layouts[WIRE_TYPE_END] = {
    [WIRE_HELLO] = {"hello", {U64(hello.version)}},
    [WIRE_CONFIGURE] = {"configure",
                        {STRING(configure.name), STRING(configure.device),
                         STRING(configure.connection), STRING(configure.pin),
                         BOOL(configure.patient), BOOL(configure.stored_reports),
                         I64(configure.answer_ms), BOOL(configure.debug),
                         STRING(configure.set_aside)}},
    [WIRE_READY] = {"ready",
                    {STRING(ready.imei), STRING(ready.imsi), STRING(ready.model),
                     STRING(ready.smsc), U64(ready.window)}},
    [WIRE_DOING] = {"doing", {STRING(doing.what), U64(doing.limit_ms)}},
    [WIRE_FETCHING] = {"fetching", {STRING(fetching.place)}},
    [WIRE_STATUS] = {"status",
                     {I64(status.signal_percent), I64(status.registration), STRING(status.network),
                      I64(status.stored_used), I64(status.stored_size)}},
    [WIRE_FAULT] = {"fault", {I64(fault.origin), I64(fault.code), STRING(fault.message)}},
    [WIRE_SUBMIT] = {"submit",
                     {U64(submit.tag), STRING(submit.to), I64(submit.coding), STRING(submit.text),
                      I64(submit.concat_bits), I64(submit.concat_ref), I64(submit.concat_total),
                      I64(submit.concat_seq), BOOL(submit.flash), BOOL(submit.report),
                      BOOL(submit.more), I64(submit.validity_s)}},
    [WIRE_SUBMITTED] = {"submitted",
                        {U64(submitted.tag), I64(submitted.outcome), I64(submitted.reference),
                         I64(submitted.origin), I64(submitted.code)}},
    [WIRE_INBOUND] = {"inbound",
                      {U64(inbound.token), STRING(inbound.from), STRING(inbound.text),
                       I64(inbound.sent_ms), I64(inbound.concat_bits), I64(inbound.concat_ref),
                       I64(inbound.concat_total), I64(inbound.concat_seq), BOOL(inbound.binary)}},
    [WIRE_REPORT] = {"report",
                     {U64(report.token), STRING(report.to), I64(report.reference),
                      I64(report.status), I64(report.submitted_ms), I64(report.settled_ms)}},
    [WIRE_CALL] = {"call", {STRING(call.from)}},
    [WIRE_STORED] = {"stored", {U64(stored.token)}},
    [WIRE_USSD_DIAL] = {"ussd-dial", {STRING(ussd_dial.code)}},
    [WIRE_USSD_ANSWER] = {"ussd-answer", {I64(ussd_answer.state), STRING(ussd_answer.text)}},
    [WIRE_USSD_CANCEL] = {"ussd-cancel", {{FIELD_END}}},
    [WIRE_RING] = {"ring", {U64(ring.tag), STRING(ring.to), I64(ring.ring_ms)}},
    [WIRE_RUNG] = {"rung", {U64(rung.tag), I64(rung.outcome)}},
    [WIRE_STOP] = {"stop", {{FIELD_END}}},
};

const char *wire_type_name(enum wire_type type)
{
    return type > 0 && type < WIRE_TYPE_END ? layouts[type].name : "unknown";
}

const char *wire_origin_word(enum wire_origin origin)
{
    switch (origin) {
    case WIRE_ORIGIN_NONE:
        return "";
    case WIRE_ORIGIN_DEVICE:
        return "device";
    case WIRE_ORIGIN_NETWORK:
        return "network";
    case WIRE_ORIGIN_RECIPIENT:
        return "recipient";
    case WIRE_ORIGIN_CREDIT:
        return "credit";
    case WIRE_ORIGIN_SIM:
        return "sim";
    case WIRE_ORIGIN_OURS:
        return "ours";
    }
    return "unknown";
}

struct cursor {
    uint8_t *at;
    size_t left;
};

static bool put(struct cursor *out, const void *bytes, size_t len)
{
    if (len > out->left)
        return false;
    if (len)
        memcpy(out->at, bytes, len);
    out->at += len;
    out->left -= len;
    return true;
}

static bool put_integer(struct cursor *out, uint64_t value, size_t size)
{
    uint8_t bytes[8];

    for (size_t i = 0; i < size; i++) /* most significant first */
        bytes[i] = (uint8_t)(value >> (8 * (size - 1 - i)));
    return put(out, bytes, size);
}

static bool put_field(struct cursor *out, enum field_type type, const void *value)
{
    const char *s;

    switch (type) {
    case FIELD_U64:
    case FIELD_I64:
        return put_integer(out, *(const uint64_t *)value, 8);
    case FIELD_BOOL:
        return put_integer(out, *(const bool *)value, 1);
    case FIELD_STRING:
        s = *(char *const *)value ? *(char *const *)value : "";
        return put_integer(out, strlen(s), 2) && put(out, s, strlen(s));
    case FIELD_END:
        break;
    }
    return false;
}

int wire_encode(const struct wire_message *message, uint8_t packet[static WIRE_PACKET_MAX])
{
    struct cursor out = {packet, WIRE_PACKET_MAX};

    if (!put_integer(&out, message->type, 1))
        return -EMSGSIZE;
    for (const struct field *f = layouts[message->type].fields; f->type != FIELD_END; f++)
        if (!put_field(&out, f->type, (const char *)message + f->offset))
            return -EMSGSIZE;
    return (int)(WIRE_PACKET_MAX - out.left);
}

static bool take_integer(struct cursor *in, size_t size, uint64_t *ret)
{
    uint64_t value = 0;

    if (in->left < size)
        return false;
    for (size_t i = 0; i < size; i++)
        value = value << 8 | in->at[i];
    in->at += size;
    in->left -= size;
    *ret = value;
    return true;
}

static bool take_string(struct cursor *in, char **ret)
{
    uint64_t len;

    if (!take_integer(in, 2, &len) || len > in->left || memchr(in->at, 0, len) ||
        !text_utf8_valid((const char *)in->at, len))
        return false;
    *ret = xstrndup((const char *)in->at, len);
    in->at += len;
    in->left -= len;
    return true;
}

static bool take_field(struct cursor *in, enum field_type type, void *ret)
{
    uint64_t value;

    switch (type) {
    case FIELD_U64:
    case FIELD_I64:
        return take_integer(in, 8, ret);
    case FIELD_BOOL:
        if (!take_integer(in, 1, &value) || value > 1)
            return false;
        *(bool *)ret = value == 1;
        return true;
    case FIELD_STRING:
        return take_string(in, ret);
    case FIELD_END:
        break;
    }
    return false;
}

int wire_decode(const uint8_t *packet, size_t len, struct wire_message *ret)
{
    struct cursor in = {(uint8_t *)packet, len};
    struct wire_message message = {0};
    uint64_t type;

    if (!take_integer(&in, 1, &type) || type == 0 || type >= WIRE_TYPE_END)
        return -EBADMSG;
    message.type = (enum wire_type)type;
    for (const struct field *f = layouts[type].fields; f->type != FIELD_END; f++) {
        if (!take_field(&in, f->type, (char *)&message + f->offset)) {
            wire_clear(&message);
            return -EBADMSG;
        }
    }
    if (in.left) {
        wire_clear(&message);
        return -EBADMSG;
    }
    *ret = message;
    return 0;
}

void wire_clear(struct wire_message *message)
{
    if (message->type <= 0 || message->type >= WIRE_TYPE_END)
        return;
    for (const struct field *f = layouts[message->type].fields; f->type != FIELD_END; f++) {
        char **s = (char **)((char *)message + f->offset);
        if (f->type == FIELD_STRING) {
            free(*s);
            *s = NULL;
        }
    }
}

int wire_send(int fd, const struct wire_message *message)
{
    uint8_t packet[WIRE_PACKET_MAX];
    int len = wire_encode(message, packet);

    if (len < 0)
        return len;
    if (send(fd, packet, (size_t)len, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
        return errno == ECONNRESET ? -EPIPE : -errno;
    return 0;
}

int wire_receive(int fd, struct wire_message *ret)
{
    uint8_t packet[WIRE_PACKET_MAX];
    struct iovec vec = {packet, sizeof(packet)};
    struct msghdr header = {.msg_iov = &vec, .msg_iovlen = 1};
    ssize_t len = recvmsg(fd, &header, MSG_DONTWAIT);

    if (len < 0)
        return errno == ECONNRESET ? -EPIPE : -errno;
    if (len == 0)
        return -EPIPE;
    if (header.msg_flags & MSG_TRUNC)
        return -EBADMSG;
    return wire_decode(packet, (size_t)len, ret);
}
