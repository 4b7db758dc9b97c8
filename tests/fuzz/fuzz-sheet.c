/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a file: rows are numbered upwards, and every cell is clean text. */
#include <string.h>

#include "fuzz/fuzz.h"
#include "text/accents.h"
#include "village/sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sheet sheet;
    uint32_t last = 0;

    if (sheet_read(data, size, NULL, &sheet, NULL) != 0)
        return 0;
    for (size_t row = 0; row < sheet.count; row++) {
        FUZZ_CHECK(sheet.rows[row].number > last);
        FUZZ_CHECK(sheet.rows[row].count <= SHEET_COLUMNS_MAX);
        last = sheet.rows[row].number;
        for (size_t column = 0; column <= sheet.rows[row].count; column++) {
            const char *cell = sheet_cell(&sheet, row, column);
            FUZZ_CHECK(text_utf8_valid(cell, strlen(cell)));
            sheet_is_formula(cell);
        }
    }
    FUZZ_CHECK(last <= sheet.last_row);
    sheet_free(&sheet);
    return 0;
}
