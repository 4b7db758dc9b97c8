/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as the body of a request, as a path and as a value of a query. */
#include <string.h>

#include "api/address.h"
#include "api/fields.h"
#include "api/gate.h"
#include "api/router.h"
#include "base/memory.h"
#include "fuzz/fuzz.h"
#include "text/accents.h"
#include "village/announcement.h"

struct input {
    const char *to, *text;
    bool ack;
    int64_t help_option;
    int kind;
    const json_t *options, *phones;
};

#define INPUT(member) offsetof(struct input, member)
static const struct field table[] = {
    {"to", FIELD_LINE, INPUT(to), 1, 100, .required = true},
    {"text", FIELD_TEXT, INPUT(text), 0, 0, .required = true},
    {"ack", FIELD_BOOL, INPUT(ack)},
    {"help_option", FIELD_INT, INPUT(help_option), 1, 9},
    {"kind", FIELD_WORD, INPUT(kind), .words = announcement_kind_words},
    {"options", FIELD_LINES, INPUT(options), 0, 9},
    {"phones", FIELD_OBJECTS, INPUT(phones), 0, 20},
};

static const struct route routes[] = {
    {METHOD_GET, "/api/groups/NAME", NULL, STAFF_LOOK, 0},
    {METHOD_GET, "/api/groups/NAME/groups/CHILD", NULL, STAFF_LOOK, 0},
    {METHOD_POST, "/api/groups", NULL, STAFF_LOOK, 0},
};

static void check_line(const char *text, size_t max)
{
    FUZZ_CHECK(strlen(text) <= max && text_utf8_valid(text, strlen(text)));
    for (; *text; text++)
        FUZZ_CHECK((unsigned char)*text >= 0x20);
}

static void check_refusal(const struct refusal *refusal)
{
    FUZZ_CHECK(refusal->code && refusal->message[0]);
}

static void check_body(const uint8_t *data, size_t size)
{
    struct input input = {0};
    struct refusal refusal;
    json_t *object;

    if (fields_parse((const char *)data, size, &object, &refusal) != 0) {
        check_refusal(&refusal);
        return;
    }
    if (fields_read(object, table, ARRAY_SIZE(table), &input, &refusal) == 0) {
        check_line(input.to, 100);
        FUZZ_CHECK(text_utf8_valid(input.text, strlen(input.text)));
        FUZZ_CHECK(input.help_option >= 0 && input.help_option <= 9);
        FUZZ_CHECK(input.kind >= 0 && announcement_kind_words[input.kind]);
        FUZZ_CHECK(json_array_size(input.options) <= 9 && json_array_size(input.phones) <= 20);
    } else {
        check_refusal(&refusal);
    }
    json_decref(object);
}

static void check_path(const char *path)
{
    struct route_match match;
    struct refusal refusal;

    int r = route_find(routes, ARRAY_SIZE(routes), METHOD_GET, path, &match, &refusal);
    if (r != 0)
        check_refusal(&refusal);
    for (size_t i = 0; r == 0 && i < ROUTE_PIECES; i++)
        if (match.pieces[i])
            check_line(match.pieces[i], strlen(path));
    route_match_clear(&match);
}

static void check_query(const char *value)
{
    struct input input = {0};
    struct refusal refusal;

    for (size_t i = 0; i < ARRAY_SIZE(table); i++)
        if (fields_read_text(table, ARRAY_SIZE(table), table[i].name, value, &input, &refusal) != 0)
            check_refusal(&refusal);
    if (input.to)
        check_line(input.to, 100);
}

/* Headers: a cookie among others, and a host with or without its port. */
static void check_headers(const char *text)
{
    char cookie[SECRET_SIZE], host[HOST_MAX];
    struct address address;

    memset(cookie, 'x', sizeof(cookie));
    if (gate_cookie(text, "thonbao", cookie, sizeof(cookie)))
        FUZZ_CHECK(strlen(cookie) < sizeof(cookie) && !strchr(cookie, ';'));
    if (address_host(text, host)) {
        FUZZ_CHECK(host[0] && strlen(host) < sizeof(host));
        for (const char *s = host; *s; s++)
            FUZZ_CHECK(!strchr("/@[]%\\ \"<>", *s) && (unsigned char)*s > 0x20);
    }
    if (address_parse(text, &address))
        FUZZ_CHECK(address.len > 0 && strlen(address.text) < sizeof(address.text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = xstrndup((const char *)data, size);

    check_body(data, size);
    check_path(text);
    check_query(text);
    check_headers(text);
    free(text);
    return 0;
}
