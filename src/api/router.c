/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Matching paths to routes. */
#include "api/router.h"

#include <stdlib.h>
#include <string.h>

#include <event2/http.h>

#include "base/memory.h"
#include "text/accents.h"

static bool is_capital(const char *piece, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (piece[i] < 'A' || piece[i] > 'Z')
            return false;
    return len > 0;
}

/* The decoded piece, or NULL when it is empty, holds a control character or is not UTF-8. */
static char *decode(const char *piece, size_t len)
{
    char *encoded = xstrndup(piece, len);
    size_t size = 0;
    char *decoded = evhttp_uridecode(encoded, 0, &size);
    bool fine = decoded && size > 0 && strlen(decoded) == size && text_utf8_valid(decoded, size);

    for (size_t i = 0; fine && i < size; i++)
        fine = (unsigned char)decoded[i] >= 0x20 && decoded[i] != 0x7f;
    free(encoded);
    if (!fine) {
        free(decoded);
        return NULL;
    }
    return decoded;
}

/* Whether the path has the pattern's shape; capitals match anything. */
static bool matches(const char *pattern, const char *path)
{
    for (;;) {
        size_t a = strcspn(pattern, "/"), b = strcspn(path, "/");
        bool any = is_capital(pattern, a) && b > 0;
        if (!any && (a != b || memcmp(pattern, path, a) != 0))
            return false;
        pattern += a;
        path += b;
        if (!*pattern || !*path)
            return !*pattern && !*path;
        pattern++;
        path++;
    }
}

static int take_pieces(const char *pattern, const char *path, struct route_match *ret,
                       struct refusal *ret_refusal)
{
    size_t count = 0;

    for (;;) {
        size_t a = strcspn(pattern, "/"), b = strcspn(path, "/");
        if (is_capital(pattern, a)) {
            ret->pieces[count] = decode(path, b);
            if (!ret->pieces[count++])
                return refuse(ret_refusal, "bad_path", NULL, "the path is not plain text");
        }
        if (!pattern[a])
            return 0;
        pattern += a + 1;
        path += b + 1;
    }
}

int route_find(const struct route *table, size_t count, enum method method, const char *path,
               struct route_match *ret, struct refusal *ret_refusal)
{
    *ret = (struct route_match){0};
    for (size_t i = 0; i < count; i++) {
        if (!matches(table[i].pattern, path))
            continue;
        ret->allowed |= table[i].method;
        if (table[i].method != method)
            continue;
        ret->route = &table[i];
        return take_pieces(table[i].pattern, path, ret, ret_refusal);
    }
    if (ret->allowed)
        return refuse(ret_refusal, "method_not_allowed", NULL, "this cannot be done to %.100s",
                      path);
    return refuse(ret_refusal, "not_found", NULL, "there is nothing at %.100s", path);
}

void route_match_clear(struct route_match *match)
{
    for (size_t i = 0; i < ROUTE_PIECES; i++)
        free(match->pieces[i]);
    *match = (struct route_match){0};
}
