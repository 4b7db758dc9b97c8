/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sample village's 40 announcements take the parts that its list says, with accents and
 * without. The list is named by TEST_ANNOUNCEMENTS. */
#include <stdio.h>
#include <string.h>

#include "text/accents.h"
#include "text/air.h"
#include "text/parts.h"
#include "check_main.h"

enum { ID, BODY = 4, CHARS = 7, PARTS_UCS2, PARTS_GSM7, COLUMNS };

/* Cuts a line at its tabs where it lies. */
static void cut_columns(char *line, char *columns[COLUMNS])
{
    line[strcspn(line, "\n")] = '\0';
    for (int i = 0; i < COLUMNS; i++) {
        columns[i] = strsep(&line, "\t");
        ck_assert_ptr_nonnull(columns[i]);
    }
}

static void check_count(char *columns[COLUMNS], enum text_accents accents, enum text_coding coding,
                        int column)
{
    char *air = text_for_air(columns[BODY], accents);
    struct text_split split;

    ck_assert_int_eq(text_split(air, TEXT_PARTS_MAX, &split, NULL), 0);
    ck_assert_int_eq(split.coding, coding);
    ck_assert_msg(split.count == strtoul(columns[column], NULL, 10),
                  "%s takes %zu parts of %zu units instead of %s", columns[ID], split.count,
                  split.units, columns[column]);
    free(air);
}

START_TEST(announcements_take_the_parts_that_the_list_says)
{
    const char *path = getenv("TEST_ANNOUNCEMENTS");
    FILE *file = fopen(path ? path : "", "r");
    char *line = NULL, *columns[COLUMNS];
    size_t size = 0, seen = 0;

    ck_assert_msg(file != NULL, "cannot open TEST_ANNOUNCEMENTS");
    ck_assert_int_gt(getline(&line, &size, file), 0); /* the titles */
    while (getline(&line, &size, file) > 0) {
        cut_columns(line, columns);
        check_count(columns, TEXT_ACCENTS_KEEP, TEXT_CODING_UCS2, PARTS_UCS2);
        check_count(columns, TEXT_ACCENTS_DROP, TEXT_CODING_GSM7, PARTS_GSM7);
        seen++;
    }
    ck_assert_uint_eq(seen, 40);
    free(line);
    fclose(file);
}
END_TEST

TEST_MAIN("text: announcements", announcements_take_the_parts_that_the_list_says)
