/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The telephone numbers of one row, and who answers them. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "village/import_work.h"
#include "village/number_cell.h"

enum { NAME_DIGITS = 8 }; /* so many digits in a name's cell are a number */

/* Words beside a number that name somebody: not "ĐT", "Zalo", "nhà". */
static bool names_somebody(const struct vocabulary *vocabulary, const char *words)
{
    char *plain = vocabulary_plain(words), *rest = plain;
    bool somebody = false;

    if (!words_have(&vocabulary->beside_phone, plain)) {
        for (char *word; (word = strsep(&rest, " ")) != NULL;)
            somebody |= *word && !words_have(&vocabulary->beside_phone, word) &&
                        word[strspn(word, "0123456789")] != '\0';
    }
    free(plain);
    return somebody;
}

/* The i-th of the names in a cell that holds as many as there are numbers, else all of it. */
static char *pick_name(const char *cell, size_t i, size_t numbers)
{
    size_t names = 1;

    for (const char *c = cell; *c; c++)
        names += strchr("/;\n", *c) != NULL;
    if (names != numbers)
        i = 0;
    const char *from = cell;
    for (; i > 0; i--)
        from += strcspn(from, "/;\n") + 1;
    size_t len = names == numbers ? strcspn(from, "/;\n") : strlen(from);
    while (len && *from == ' ') {
        from++;
        len--;
    }
    while (len && from[len - 1] == ' ')
        len--;
    char *name = xstrndup(from, len);
    for (char *c = name; *c; c++)
        *c = *c == '\n' ? ' ' : *c;
    return name;
}

static const char *person_of(struct import_work *work, const struct entry *entry,
                             const struct column *column, const struct number_cell *cell, size_t i)
{
    const char *named =
        column->person == SIZE_MAX ? "" : sheet_cell(work->sheet, entry->index, column->person);
    const char *words = cell->items[i].words;
    struct buf person = BUF_INIT;
    char *name = pick_name(named, i, cell->count);

    if (!vocabulary_is_none(work->how->vocabulary, name))
        buf_puts(&person, name);
    else if (!names_somebody(work->how->vocabulary, words))
        buf_puts(&person, column->label);
    if (names_somebody(work->how->vocabulary, words) && !strstr(buf_str(&person), words))
        buf_printf(&person, person.len ? " (%s)" : "%s", words);
    for (char *c = person.data; c && *c; c++)
        *c = *c == '\n' ? ' ' : *c;
    const char *kept = pool_string(&work->import->pool, buf_str(&person));
    buf_free(&person);
    free(name);
    return kept;
}

static void remark_mends(struct import_work *work, const struct entry *entry,
                         const struct number_found *found)
{
    static const enum remark_code codes[NUMBER_MEND_COUNT] = {
        REMARK_LETTER_O,     REMARK_ZERO_RESTORED, REMARK_RENUMBERED,
        REMARK_ZERO_DROPPED, REMARK_SPREADSHEET,
    };
    char national[32];

    for (unsigned bit = 0; bit < NUMBER_MEND_COUNT; bit++) {
        if (found->number.mended & (1u << bit))
            work_remark(work, codes[bit], entry->row, found->written,
                        work_national(work, found->number.e164, national));
    }
}

static void add_phone(struct import_work *work, struct entry *entry,
                      const struct number_found *found, const char *person)
{
    char national[32];

    for (size_t i = 0; i < entry->phone_count; i++) {
        if (strcmp(entry->phones[i].e164, found->number.e164) == 0) {
            work_national(work, found->number.e164, national);
            work_remark(work, REMARK_PHONE_TWICE, entry->row, national, NULL);
            return;
        }
    }
    if (entry->phone_count == ENTRY_PHONES_MAX) {
        struct remark *remark =
            work_remark(work, REMARK_UNUSABLE_NUMBER, entry->row, found->written, NULL);
        remark->reason = "too_many";
        remark->why = "the household has too many numbers";
        return;
    }
    struct import_phone *phone = &entry->phones[entry->phone_count++];
    *phone = (struct import_phone){.kind = found->number.kind, .person = person};
    memcpy(phone->e164, found->number.e164, sizeof(phone->e164));
}

static bool speaks_of(const struct vocabulary *vocabulary, const struct conf_strings *words,
                      const char *text)
{
    char *plain = vocabulary_plain(text);
    bool speaks = words_within(words, &vocabulary->negations, plain);

    free(plain);
    return speaks;
}

/* What the words beside a number say counts; where they say nothing, its title. */
static bool is_called_fixed(const struct vocabulary *vocabulary, const char *title,
                            const char *words)
{
    bool fixed = speaks_of(vocabulary, &vocabulary->land_line, words);
    bool mobile = speaks_of(vocabulary, &vocabulary->mobile, words);

    if (!fixed && !mobile) {
        fixed = speaks_of(vocabulary, &vocabulary->land_line, title);
        mobile = speaks_of(vocabulary, &vocabulary->mobile, title);
    }
    return fixed && !mobile;
}

static void take_number(struct import_work *work, struct entry *entry, const char *title,
                        const struct number_found *found, const char *person)
{
    enum number_fault fault = found->number.fault;

    if (number_may_be_old(work->how->rules, &found->number) &&
        is_called_fixed(work->how->vocabulary, title, found->words))
        fault = NUMBER_OLD_AREA;
    if (fault == NUMBER_FINE) {
        remark_mends(work, entry, found);
        add_phone(work, entry, found, person);
        return;
    }
    struct remark *remark =
        work_remark(work, REMARK_UNUSABLE_NUMBER, entry->row, found->written, NULL);
    remark->reason = number_fault_word(fault);
    remark->why = number_fault_sentence(fault);
    entry->unusable++;
}

/* "=0905123456": a formula that is only a number. */
static const char *without_equals(const char *cell)
{
    return *cell == '=' && !cell[1 + strspn(cell + 1, "0123456789 .")] ? cell + 1 : cell;
}

static void read_cell(struct import_work *work, struct entry *entry, const struct column *column,
                      const char *text)
{
    struct number_cell cell;

    number_cell_parse(work->how->rules, text, &cell);
    for (size_t i = 0; i < cell.count; i++)
        take_number(work, entry, column->title, &cell.items[i],
                    person_of(work, entry, column, &cell, i));
    if (cell.count == 0)
        work_remark(work, REMARK_WORDS_FOR_PHONE, entry->row, text, NULL);
    number_cell_free(&cell);
}

void entry_read_phones(struct import_work *work, struct entry *entry)
{
    size_t c = columns_next(&work->columns, COLUMN_PHONE, 0);

    for (; c != SIZE_MAX; c = columns_next(&work->columns, COLUMN_PHONE, c + 1)) {
        const char *text = without_equals(sheet_cell(work->sheet, entry->index, c));
        if (vocabulary_is_none(work->how->vocabulary, text))
            continue;
        entry->said_phone = true;
        if (sheet_is_formula(text))
            work_remark(work, REMARK_FORMULA, entry->row, text, NULL);
        else
            read_cell(work, entry, &work->columns.items[c], text);
    }
}

const char *entry_take_from_name(struct import_work *work, struct entry *entry, const char *name)
{
    struct number_cell cell;
    struct buf words = BUF_INIT;
    char national[32];
    bool taken = false;

    if (sheet_count_digits(name) < NAME_DIGITS || sheet_is_formula(name))
        return name;
    number_cell_parse(work->how->rules, name, &cell);
    for (size_t i = 0; i < cell.count; i++) {
        const struct number_found *found = &cell.items[i];
        buf_printf(&words, "%s%s", words.len && *found->words ? " " : "", found->words);
        if (found->number.kind == NUMBER_UNUSABLE)
            continue;
        work_remark(work, REMARK_NUMBER_IN_NAME, entry->row, name,
                    work_national(work, found->number.e164, national));
        add_phone(work, entry, found, "");
        taken = entry->said_phone = true;
    }
    if (taken)
        name = pool_string(&work->import->pool, buf_str(&words));
    number_cell_free(&cell);
    buf_free(&words);
    return name;
}
