/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an import has to say about a row: words, severities, sentences. */
#include "village/remark.h"

#include <string.h>

/* In a sentence %v is the value, %d the detail, %o the other row, %w the reason's words. */
static const struct {
    const char *word;
    enum remark_severity severity;
    const char *sentence;
} kinds[REMARK_CODES] = {
    [REMARK_LETTER_O] = {"letter_o", REMARK_MENDED, "the letter O in \"%v\" was read as zero: %d"},
    [REMARK_ZERO_RESTORED] = {"zero_restored", REMARK_MENDED,
                              "the leading zero of \"%v\" was put back: %d"},
    [REMARK_RENUMBERED] = {"renumbered", REMARK_MENDED, "\"%v\" is an old number, which is now %d"},
    [REMARK_ZERO_DROPPED] = {"zero_dropped", REMARK_MENDED,
                             "\"%v\" has a zero before the country code: %d"},
    [REMARK_SPREADSHEET] = {"spreadsheet", REMARK_MENDED,
                            "a spreadsheet had turned the number into \"%v\": %d"},
    [REMARK_LINE_BREAK] = {"line_break", REMARK_MENDED, "a line break inside a cell was joined"},
    [REMARK_JOINED] = {"joined", REMARK_MENDED, "the row was joined to the household of row %o"},
    [REMARK_NUMBER_IN_NAME] = {"number_in_name", REMARK_MENDED,
                               "a number stood with the name \"%v\": %d"},
    [REMARK_QUOTE_MENDED] = {"quote_mended", REMARK_MENDED,
                             "a quotation mark without its partner was passed over"},
    [REMARK_DITTO] = {"ditto", REMARK_MENDED, "\"%v\" was read as \"%d\", which stands above it"},
    [REMARK_UNUSABLE_NUMBER] = {"unusable_number", REMARK_SET_ASIDE,
                                "\"%v\" cannot be used as a number: %w"},
    [REMARK_UNREADABLE_ROW] = {"unreadable_row", REMARK_SET_ASIDE, "the row was not taken: %w"},
    [REMARK_SHIFTED_ROW] = {"shifted_row", REMARK_SET_ASIDE,
                            "the row was not taken: it has more cells than the list has titles"},
    [REMARK_NO_NAME] = {"no_name", REMARK_SET_ASIDE,
                        "the row was not taken: there is \"%v\" but nobody's name or code"},
    [REMARK_NO_HOUSEHOLD] = {"no_household", REMARK_SET_ASIDE,
                             "the row was not taken: \"%v\" names no household"},
    [REMARK_TOTAL] = {"total", REMARK_SET_ASIDE, "the row was not taken: \"%v\" counts other rows"},
    [REMARK_UNUSABLE_GROUP] = {"unusable_group", REMARK_SET_ASIDE, "\"%v\" is no name of a group"},
    [REMARK_TOO_MANY_GROUPS] = {"too_many_groups", REMARK_SET_ASIDE,
                                "\"%v\" was not taken: the row names too many groups"},
    [REMARK_UNKNOWN_NEIGHBOUR] = {"unknown_neighbour", REMARK_SET_ASIDE,
                                  "the neighbour \"%v\" is no household of the list"},
    [REMARK_UNCLEAR_NEIGHBOUR] = {"unclear_neighbour", REMARK_SET_ASIDE,
                                  "several households are called \"%v\": the neighbour's code is "
                                  "needed"},
    [REMARK_OWN_NEIGHBOUR] = {"own_neighbour", REMARK_SET_ASIDE,
                              "the household names itself as its neighbour: \"%v\""},
    [REMARK_TITLE_LINE] = {"title_line", REMARK_LISTED, "\"%v\" stands above the titles"},
    [REMARK_TITLES_AGAIN] = {"titles_again", REMARK_LISTED, "the titles stand here once more"},
    [REMARK_SECTION] = {"section", REMARK_LISTED, "the rows below belong to \"%v\""},
    [REMARK_UNUSED_COLUMN] = {"unused_column", REMARK_LISTED, "the column \"%v\" is not kept"},
    [REMARK_GUESSED_COLUMN] = {"guessed_column", REMARK_LISTED,
                               "the column \"%v\" was taken as %d by what stands in it"},
    [REMARK_MADE_CODES] = {"made_codes", REMARK_LISTED,
                           "the list has no household codes; they were made of cluster and name"},
    [REMARK_PREFIXED_CODES] = {"prefixed_codes", REMARK_LISTED,
                               "the codes begin anew in every cluster, which was put before them"},
    [REMARK_MERGED_CLUSTERS] = {"merged_clusters", REMARK_LISTED,
                                "empty cells under \"%v\" were read as the one above them"},
    [REMARK_ADDRESS_CLUSTERS] = {"address_clusters", REMARK_LISTED,
                                 "the clusters were read from the beginning of \"%v\""},
    [REMARK_MADE_CODE] = {"made_code", REMARK_LISTED,
                          "the household has no code; one was made of cluster and name"},
    [REMARK_NO_PHONE] = {"no_phone", REMARK_LISTED, "the household has no telephone"},
    [REMARK_FIXED_ONLY] = {"fixed_only", REMARK_LISTED,
                           "the household has only a land line, which takes no SMS"},
    [REMARK_SHARED_PHONE] = {"shared_phone", REMARK_LISTED,
                             "%v is also a phone of the household of row %o"},
    [REMARK_REPEATED_ROW] = {"repeated_row", REMARK_LISTED, "the row repeats row %o"},
    [REMARK_CONFLICT] = {"conflict", REMARK_LISTED,
                         "the household of row %o again, but %v is different (%d)"},
    [REMARK_NAMESAKES] = {"namesakes", REMARK_LISTED,
                          "the name is that of row %o in the same cluster; taken as another "
                          "household"},
    [REMARK_NO_HEAD] = {"no_head", REMARK_LISTED, "the household has a code, but nobody's name"},
    [REMARK_NO_CLUSTER] = {"no_cluster", REMARK_LISTED, "the household has no cluster"},
    [REMARK_PHONE_TWICE] = {"phone_twice", REMARK_LISTED, "%v stands twice in this household"},
    [REMARK_WORDS_FOR_PHONE] = {"words_for_phone", REMARK_LISTED,
                                "\"%v\" stands where a number should be"},
    [REMARK_NUMBER_ELSEWHERE] = {"number_elsewhere", REMARK_LISTED,
                                 "there is a number in \"%v\", which was not taken"},
    [REMARK_STRAY_CELL] = {"stray_cell", REMARK_LISTED, "\"%v\" stands beyond the titles"},
    [REMARK_EVERYBODY_GROUP] = {"everybody_group", REMARK_LISTED,
                                "\"%v\" means everybody and is no group"},
    [REMARK_LOST_LETTERS] = {"lost_letters", REMARK_LISTED,
                             "letters are lost in \"%v\", and in %d names in all: save the list "
                             "as \"CSV UTF-8\""},
    [REMARK_FORMULA] = {"formula", REMARK_LISTED,
                        "\"%v\" is a formula, which is not calculated here"},
};

const char *remark_word(enum remark_code code)
{
    return kinds[code].word;
}

enum remark_severity remark_severity(enum remark_code code)
{
    return kinds[code].severity;
}

const char *remark_severity_word(enum remark_severity severity)
{
    static const char *const words[] = {"mended", "set_aside", "listed"};

    return words[severity];
}

void remark_describe(const struct remark *remark, struct buf *out)
{
    for (const char *c = kinds[remark->code].sentence; *c; c++) {
        if (*c != '%') {
            buf_putc(out, *c);
            continue;
        }
        switch (*++c) {
        case 'v':
            buf_puts(out, remark->value);
            break;
        case 'd':
            buf_puts(out, remark->detail);
            break;
        case 'w':
            buf_puts(out, remark->why);
            break;
        case 'o':
            buf_printf(out, "%u", remark->other_row);
            break;
        }
    }
}
