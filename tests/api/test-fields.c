/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Requests are read strictly: what is not understood is refused by name. */
#include "api/fields.h"

#include <string.h>

#include "check_main.h"

struct input {
    const char *name, *text;
    bool flag;
    int64_t number;
    int word;
    const json_t *lines, *objects;
};

static const char *const words[] = {"red", "green", NULL};

static const struct field table[] = {
    {"name", FIELD_LINE, offsetof(struct input, name), 1, 10, .required = true},
    {"text", FIELD_TEXT, offsetof(struct input, text)},
    {"flag", FIELD_BOOL, offsetof(struct input, flag)},
    {"number", FIELD_INT, offsetof(struct input, number), -5, 5},
    {"word", FIELD_WORD, offsetof(struct input, word), .words = words},
    {"lines", FIELD_LINES, offsetof(struct input, lines), 0, 2},
    {"objects", FIELD_OBJECTS, offsetof(struct input, objects), 0, 2},
};
enum { FIELDS = sizeof(table) / sizeof(table[0]) };

static struct refusal refusal;

/* The object stays alive as long as the test: strings of *ret belong to it. */
static int read(const char *text, struct input *ret)
{
    static json_t *object;

    json_decref(object);
    object = NULL;
    *ret = (struct input){0};
    int r = fields_parse(text, strlen(text), &object, &refusal);
    return r == 0 ? fields_read(object, table, FIELDS, ret, &refusal) : r;
}

static void check_refused(const char *text, const char *code, const char *field)
{
    struct input input;

    ck_assert_int_eq(read(text, &input), REFUSED);
    ck_assert_str_eq(refusal.code, code);
    ck_assert_str_eq(refusal.field, field);
}

START_TEST(an_object_fills_the_struct)
{
    struct input input;
    ck_assert_int_eq(
        read("{\"name\": \"Thôn\", \"text\": \"a\\nb\", \"flag\": true, \"number\": -5,"
             " \"word\": \"green\", \"lines\": [\"x\"], \"objects\": [{}]}",
             &input),
        0);
    ck_assert_str_eq(input.name, "Thôn");
    ck_assert_str_eq(input.text, "a\nb");
    ck_assert(input.flag);
    ck_assert_int_eq(input.number, -5);
    ck_assert_int_eq(input.word, 1);
    ck_assert_uint_eq(json_array_size(input.lines), 1);
    ck_assert_uint_eq(json_array_size(input.objects), 1);
}
END_TEST

START_TEST(what_is_left_out_stays)
{
    struct input input;
    ck_assert_int_eq(read("{\"name\": \"x\"}", &input), 0);
    ck_assert_ptr_null(input.text);
    ck_assert_ptr_null(input.lines);
}
END_TEST

START_TEST(a_missing_key_is_named)
{
    check_refused("{}", "missing_key", "name");
    check_refused("", "missing_key", "name");
}
END_TEST

START_TEST(an_unknown_key_is_named)
{
    check_refused("{\"name\": \"x\", \"nmae\": 1}", "unknown_key", "nmae");
    ck_assert_ptr_nonnull(strstr(refusal.message, "name, text"));
}
END_TEST

START_TEST(a_wrong_type_is_named)
{
    check_refused("{\"name\": 1}", "wrong_type", "name");
    check_refused("{\"name\": null}", "wrong_type", "name");
    check_refused("{\"name\": \"x\", \"flag\": 1}", "wrong_type", "flag");
    check_refused("{\"name\": \"x\", \"number\": 1.0}", "wrong_type", "number");
    check_refused("{\"name\": \"x\", \"number\": \"1\"}", "wrong_type", "number");
    check_refused("{\"name\": \"x\", \"word\": true}", "wrong_type", "word");
    check_refused("{\"name\": \"x\", \"lines\": \"a\"}", "wrong_type", "lines");
    check_refused("{\"name\": \"x\", \"lines\": [1]}", "wrong_type", "lines");
    check_refused("{\"name\": \"x\", \"objects\": [\"a\"]}", "wrong_type", "objects");
}
END_TEST

START_TEST(bounds_are_kept)
{
    check_refused("{\"name\": \"\"}", "out_of_bounds", "name");
    check_refused("{\"name\": \"12345678901\"}", "out_of_bounds", "name");
    check_refused("{\"name\": \"x\", \"number\": 6}", "out_of_bounds", "number");
    check_refused("{\"name\": \"x\", \"lines\": [\"a\", \"b\", \"c\"]}", "out_of_bounds", "lines");
    check_refused("{\"name\": \"x\", \"word\": \"blue\"}", "unknown_word", "word");
    check_refused("{\"name\": \"x\", \"number\": 99999999999999999999}", "not_json", "");
}
END_TEST

START_TEST(a_line_has_no_control_characters)
{
    check_refused("{\"name\": \"a\\nb\"}", "wrong_type", "name");
    check_refused("{\"name\": \"a\\u001bb\"}", "wrong_type", "name");
    check_refused("{\"name\": \"x\", \"lines\": [\"a\\tb\"]}", "wrong_type", "lines");
}
END_TEST

START_TEST(what_is_no_object_is_refused)
{
    check_refused("[]", "not_json", "");
    check_refused("{\"name\": \"x\"} more", "not_json", "");
    check_refused("{\"name\": \"x\", \"name\": \"y\"}", "not_json", "");
    check_refused("{\"name\": \"a\\u0000b\"}", "not_json", "");
    check_refused("{\"name\": \"\xff\"}", "not_json", "");
}
END_TEST

static int read_text(const char *name, const char *value, struct input *ret)
{
    *ret = (struct input){0};
    return fields_read_text(table, FIELDS, name, value, ret, &refusal);
}

START_TEST(a_query_is_read_by_the_same_table)
{
    struct input input;
    ck_assert_int_eq(read_text("number", "-3", &input), 0);
    ck_assert_int_eq(input.number, -3);
    ck_assert_int_eq(read_text("flag", "1", &input), 0);
    ck_assert(input.flag);
    ck_assert_int_eq(read_text("flag", "false", &input), 0);
    ck_assert_int_eq(read_text("word", "green", &input), 0);
    ck_assert_int_eq(input.word, 1);
    ck_assert_int_eq(read_text("name", "x", &input), 0);
    ck_assert_str_eq(input.name, "x");
}
END_TEST

START_TEST(a_query_is_as_strict)
{
    struct input input;
    static const char *const wrong[][2] = {
        {"number", ""},
        {"number", " 3"},
        {"number", "+3"},
        {"number", "3x"},
        {"number", "9"},
        {"flag", "yes"},
        {"word", "yellow"},
        {"nothing", "1"},
        {"lines", "a"},
        {"name", "\xff"},
        {"number", "99999999999999999999"},
    };
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        ck_assert_msg(read_text(wrong[i][0], wrong[i][1], &input) == REFUSED, "%s=%s", wrong[i][0],
                      wrong[i][1]);
}
END_TEST

TEST_MAIN("api: fields", an_object_fills_the_struct, what_is_left_out_stays, a_missing_key_is_named,
          an_unknown_key_is_named, a_wrong_type_is_named, bounds_are_kept,
          a_line_has_no_control_characters, what_is_no_object_is_refused,
          a_query_is_read_by_the_same_table, a_query_is_as_strict)
