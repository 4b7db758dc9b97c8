/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The description of the API, made from the table of routes, so that neither has what the other
 * lacks. */
#include "api/openapi.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "api/answers.h"
#include "api/routes.h"
#include "base/buf.h"
#include "base/memory.h"

static const char *method_word(enum method method)
{
    switch (method) {
    case METHOD_GET:
        return "get";
    case METHOD_POST:
        return "post";
    case METHOD_PUT:
        return "put";
    case METHOD_DELETE:
        return "delete";
    }
    abort();
}

/* "/api/feedback/ID/close" as "/api/feedback/{id}/close"; the names go into parameters. Owned. */
static char *path_of(const char *pattern, json_t *parameters)
{
    struct buf path = BUF_INIT, name = BUF_INIT;

    for (const char *s = pattern;; s++) {
        if (isupper((unsigned char)*s)) {
            buf_putc(&name, (char)tolower((unsigned char)*s));
            continue;
        }
        if (name.len > 0) {
            buf_printf(&path, "{%s}", buf_str(&name));
            json_array_append_new(parameters,
                                  json_pack("{s:s,s:s,s:b,s:{s:s}}", "name", buf_str(&name), "in",
                                            "path", "required", 1, "schema", "type", "string"));
            buf_clear(&name);
        }
        if (!*s)
            break;
        buf_putc(&path, *s);
    }
    buf_free(&name);
    return buf_steal(&path);
}

static json_t *roles_of(const struct route *route)
{
    json_t *roles = json_array();

    for (int role = 0; staff_role_words[role]; role++) {
        bool may = route->flags & ROUTE_WHOLE ? staff_may((enum staff_role)role, route->act)
                                              : staff_may_own((enum staff_role)role, route->act);
        if (may)
            json_array_append_new(roles, json_string(staff_role_words[role]));
    }
    return roles;
}

static json_t *security_of(const struct route *route)
{
    if (route->flags & ROUTE_OPEN)
        return json_array();
    if (route->flags & ROUTE_PERSON)
        return json_pack("[{s:[]}]", "session");
    return json_pack("[{s:[]},{s:[]}]", "session", "token");
}

/* What a good answer is: JSON by the schema named for the route, or another type of content. */
static json_t *good_answer(const struct route *route, const json_t *answers)
{
    char *key = xasprintf("%s %s", method_word(route->method), route->pattern);

    for (char *c = key; *c != ' '; c++)
        *c = (char)toupper((unsigned char)*c);
    const char *name = json_string_value(json_object_get(answers, key));

    free(key);
    if (!name)
        return json_pack("{s:s}", "description", "done");
    if (strchr(name, '/'))
        return json_pack("{s:s,s:{s:{s:{s:s}}}}", "description", "done", "content", name, "schema",
                         "type", "string");
    char *ref = xasprintf("#/components/schemas/%s", name);
    json_t *good = json_pack("{s:s,s:{s:{s:{s:s}}}}", "description", "done", "content",
                             "application/json", "schema", "$ref", ref);
    free(ref);
    return good;
}

static json_t *operation_of(const struct route *route, json_t *parameters, const json_t *answers)
{
    const char *body = route->flags & ROUTE_BYTES ? "application/octet-stream" : "application/json";
    json_t *operation =
        json_pack("{s:O,s:o,s:{s:o,s:{s:s}}}", "parameters", parameters, "security",
                  security_of(route), "responses", "200", good_answer(route, answers), "default",
                  "$ref", "#/components/responses/Error");

    if (!(route->flags & ROUTE_OPEN))
        json_object_set_new(operation, "x-roles", roles_of(route));
    if (route->method == METHOD_POST || route->method == METHOD_PUT)
        json_object_set_new(operation, "requestBody",
                            json_pack("{s:{s:{s:{s:s}}}}", "content", body, "schema", "type",
                                      route->flags & ROUTE_BYTES ? "string" : "object"));
    return operation;
}

static json_t *paths(const json_t *answers)
{
    json_t *all = json_object();

    for (size_t i = 0; i < route_count; i++) {
        json_t *parameters = json_array();
        char *path = path_of(routes[i].pattern, parameters);
        json_t *item = json_object_get(all, path);
        if (!item) {
            item = json_object();
            json_object_set_new(all, path, item);
        }
        json_object_set_new(item, method_word(routes[i].method),
                            operation_of(&routes[i], parameters, answers));
        json_decref(parameters);
        free(path);
    }
    return all;
}

/* How one signs in, and how a refusal looks. */
static json_t *components(const json_t *schemas)
{
    static const char text[] =
        "{\"securitySchemes\":{"
        "\"session\":{\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":\"thonbao\",\"description\":"
        "\"POST /api/session; __Host-thonbao over TLS; changes also show X-CSRF-Token\"},"
        "\"token\":{\"type\":\"http\",\"scheme\":\"bearer\"}},"
        "\"schemas\":{\"Error\":{\"type\":\"object\",\"required\":[\"error\"],\"properties\":{"
        "\"error\":{\"type\":\"object\",\"required\":[\"code\",\"message\",\"field\"],"
        "\"properties\":{\"code\":{\"type\":\"string\"},\"message\":{\"type\":\"string\"},"
        "\"field\":{\"type\":\"string\"}}}}}},"
        "\"responses\":{\"Error\":{\"description\":\"refused, and nothing was changed\","
        "\"content\":{\"application/json\":{\"schema\":{\"$ref\":"
        "\"#/components/schemas/Error\"}}}}}}";

    json_t *all = json_loads(text, 0, NULL);

    json_object_update(json_object_get(all, "schemas"), (json_t *)schemas);
    return all;
}

int openapi_get(struct call *call)
{
    json_t *known = json_loads(answers_json, 0, NULL);

    call->answer = json_pack("{s:s,s:{s:s,s:s,s:s},s:o,s:o}", "openapi", "3.1.0", "info", "title",
                             "thonbao", "version", "1", "description",
                             "what each resource takes and answers stands in thonbao-api(7)",
                             "paths", paths(json_object_get(known, "answers")), "components",
                             components(json_object_get(known, "schemas")));
    json_decref(known);
    return 0;
}
