/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao-api(7) has every route, and no other. */
#include "api/routes.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "check_main.h"

static const char *method_word(enum method method)
{
    return method == METHOD_GET    ? "GET"
           : method == METHOD_POST ? "POST"
           : method == METHOD_PUT  ? "PUT"
                                   : "DELETE";
}

static struct buf manual;

static void read_manual(void)
{
    FILE *file = fopen(API_MANUAL, "r");
    char line[512];

    ck_assert_ptr_nonnull(file);
    while (fgets(line, sizeof(line), file))
        buf_puts(&manual, line);
    fclose(file);
}

START_TEST(every_route_is_in_the_manual)
{
    read_manual();
    for (size_t i = 0; i < route_count; i++) {
        char line[200];
        snprintf(line, sizeof(line), "\n.B %s %s\n", method_word(routes[i].method),
                 routes[i].pattern);
        ck_assert_msg(strstr(buf_str(&manual), line), "missing:%s", line);
    }
    buf_free(&manual);
}
END_TEST

START_TEST(the_manual_has_no_other_routes)
{
    size_t found = 0;
    read_manual();
    for (const char *s = buf_str(&manual); (s = strstr(s, "\n.B ")); s++)
        found += strncmp(s + 4, "GET /", 5) == 0 || strncmp(s + 4, "POST /", 6) == 0 ||
                 strncmp(s + 4, "PUT /", 5) == 0 || strncmp(s + 4, "DELETE /", 8) == 0;
    ck_assert_uint_eq(found, route_count);
    buf_free(&manual);
}
END_TEST

TEST_MAIN("api: manual", every_route_is_in_the_manual, the_manual_has_no_other_routes)
