/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One row of a list, read into an entry. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "village/import_work.h"
#include "village/number_cell.h"

enum { PHONE_DIGITS = 9 };

/* Text on one line: what a line break separated is separated by a comma. */
static const char *one_line(struct import_work *work, const char *text)
{
    struct buf line = BUF_INIT;

    if (!strchr(text, '\n'))
        return pool_string(&work->import->pool, text);
    for (const char *c = text; *c; c++) {
        if (*c != '\n') {
            buf_putc(&line, *c);
            continue;
        }
        while (line.len && line.data[line.len - 1] == ' ')
            line.data[--line.len] = '\0';
        if (line.len)
            buf_puts(&line, strchr(",;.:", line.data[line.len - 1]) ? " " : ", ");
        c += strspn(c, "\n ") - 1;
    }
    const char *kept = pool_string_n(&work->import->pool, buf_str(&line), line.len);
    buf_free(&line);
    return kept;
}

/* A number in a cell for other things is somebody's, but nobody knows whose. */
static void look_for_number(struct import_work *work, const struct entry *entry, const char *text)
{
    struct number_cell cell;
    bool found = false;

    if (sheet_count_digits(text) < PHONE_DIGITS)
        return;
    number_cell_parse(work->how->rules, text, &cell);
    for (size_t i = 0; i < cell.count; i++)
        found |= cell.items[i].number.kind != NUMBER_UNUSABLE &&
                 !(cell.items[i].number.mended & NUMBER_MEND_ZERO_RESTORED);
    number_cell_free(&cell);
    if (found)
        work_remark(work, REMARK_NUMBER_ELSEWHERE, entry->row, text, NULL);
}

static bool says_no(const struct vocabulary *vocabulary, const char *cell)
{
    char *plain = vocabulary_plain(cell);
    bool no = words_have(&vocabulary->negations, plain);

    free(plain);
    return no;
}

/* Nothing to note, nowhere to find: signs alone, or "không". More words than that, such as "không
 * có điện thoại", a person may want to read. */
static bool says_nothing(const struct vocabulary *vocabulary, const char *cell)
{
    return !cell[strspn(cell, " .,-_/?*")] ||
           (!strpbrk(cell, "0123456789") && says_no(vocabulary, cell));
}

/* The cell, or the one that it refers to. Numbers are never read so: whose is it then? */
static const char *read_ditto(struct import_work *work, const struct entry *entry, size_t column)
{
    const char *cell = sheet_cell(work->sheet, entry->index, column);
    const char *above = work->above[column];

    if (!above || strcmp(cell, above) == 0 || !vocabulary_is_ditto(work->how->vocabulary, cell)) {
        work->above[column] = *cell ? cell : above;
        return cell;
    }
    work_remark(work, REMARK_DITTO, entry->row, cell, above);
    return above;
}

/* What a column of text says here: its cell, or its title where the cell is only a mark; "" where
 * the cell says that there is nothing to say. */
static const char *say(struct import_work *work, const struct entry *entry, size_t column)
{
    const struct vocabulary *vocabulary = work->how->vocabulary;
    enum column_field field = work->columns.items[column].field;
    bool text = field == COLUMN_NOTE || field == COLUMN_ADDRESS;
    bool ditto = text || field == COLUMN_CLUSTER;
    const char *cell =
        ditto ? read_ditto(work, entry, column) : sheet_cell(work->sheet, entry->index, column);

    if (sheet_is_formula(cell))
        work_remark(work, REMARK_FORMULA, entry->row, cell, NULL);
    if (field == COLUMN_NOTE && vocabulary_is_mark(vocabulary, cell))
        return work->columns.items[column].short_title;
    return text && says_nothing(vocabulary, cell) ? "" : cell;
}

/* The cells of all columns of a field, each once. */
static const char *read_texts(struct import_work *work, const struct entry *entry,
                              enum column_field field, const char *between)
{
    struct buf texts = BUF_INIT;
    size_t c = columns_next(&work->columns, field, 0);

    for (; c != SIZE_MAX; c = columns_next(&work->columns, field, c + 1)) {
        const char *text = say(work, entry, c);
        if (!*text || (texts.len && strstr(buf_str(&texts), text)))
            continue;
        if (texts.len)
            buf_puts(&texts, between);
        buf_puts(&texts, text);
    }
    const char *line = one_line(work, buf_str(&texts));
    buf_free(&texts);
    return line;
}

static const char *first_text(struct import_work *work, const struct entry *entry,
                              enum column_field field)
{
    size_t c = columns_next(&work->columns, field, 0);

    while (c != SIZE_MAX && !*sheet_cell(work->sheet, entry->index, c))
        c = columns_next(&work->columns, field, c + 1);
    return c == SIZE_MAX ? "" : one_line(work, sheet_cell(work->sheet, entry->index, c));
}

/* "15.0", as programs write a column of numbers, is 15. */
static const char *without_decimals(struct import_work *work, const char *text)
{
    size_t digits = strspn(text, "0123456789");

    if (digits && (strcmp(text + digits, ".0") == 0 || strcmp(text + digits, ",0") == 0))
        return pool_string_n(&work->import->pool, text, digits);
    return text;
}

static const char *read_code(struct import_work *work, const struct entry *entry)
{
    const char *code = read_texts(work, entry, COLUMN_CODE, "-");

    if (vocabulary_is_none(work->how->vocabulary, code))
        return "";
    return without_decimals(work, code);
}

static const char *read_neighbour(struct import_work *work, const struct entry *entry)
{
    const char *neighbour = first_text(work, entry, COLUMN_NEIGHBOUR);

    if (vocabulary_is_none(work->how->vocabulary, neighbour))
        return "";
    return without_decimals(work, neighbour);
}

/* How many words begin the cell, more of it following; 0: it begins otherwise. Both are plain. */
static size_t count_leading(const char *cell, const char *words)
{
    size_t len = strlen(words), count = 1;

    if (!len || strncmp(cell, words, len) != 0 || cell[len] != ' ')
        return 0;
    for (; *words; words++)
        count += *words == ' ';
    return count;
}

/* The words at the cell's beginning that its title says, too: the title as a whole, or the name of
 * a kind of cluster that is in it ("Tổ 1" under "Thuộc tổ mấy?"). */
static size_t count_title_words(const struct vocabulary *vocabulary, const char *cell,
                                const char *title)
{
    const struct conf_strings nothing = {0};
    char *plain = vocabulary_plain(cell), *plain_title = vocabulary_plain(title);
    size_t most = count_leading(plain, plain_title);

    for (size_t i = 0; i < vocabulary->clusters.count; i++) {
        char *kind = vocabulary_plain(vocabulary->clusters.items[i]);
        const struct conf_strings kinds = {.items = &kind, .count = 1};
        size_t words = count_leading(plain, kind);
        if (words > most && words_within(&kinds, &nothing, plain_title))
            most = words;
        free(kind);
    }
    free(plain);
    free(plain_title);
    return most;
}

/* "Tổ 01" under the title "Tổ" is "1". */
static const char *clean_cluster(struct import_work *work, const char *cell, const char *title)
{
    bool words = strpbrk(cell, " \n") != NULL;

    for (size_t skip = words ? count_title_words(work->how->vocabulary, cell, title) : 0; skip > 0;
         skip--) {
        cell += strcspn(cell, " \n");
        cell += strspn(cell, " \n");
    }
    cell = without_decimals(work, cell);
    if (*cell && cell[strspn(cell, "0123456789")] == '\0')
        cell += strspn(cell, "0") - (cell[strspn(cell, "0")] == '\0');
    return cell;
}

static const char *read_cluster(struct import_work *work, const struct entry *entry)
{
    struct buf names = BUF_INIT;
    size_t c = columns_next(&work->columns, COLUMN_CLUSTER, 0);

    for (; c != SIZE_MAX; c = columns_next(&work->columns, COLUMN_CLUSTER, c + 1)) {
        const char *cell = say(work, entry, c);
        if (vocabulary_is_none(work->how->vocabulary, cell))
            continue;
        cell = clean_cluster(work, cell, work->columns.items[c].short_title);
        buf_printf(&names, "%s%s", names.len ? " - " : "", cell);
    }
    const char *cluster = one_line(work, buf_str(&names));
    buf_free(&names);
    if (!*cluster)
        cluster = *work->section ? work->section : work->merged_clusters ? work->carried : "";
    return *cluster ? work_cluster(work, cluster) : "";
}

static void read_note(struct import_work *work, struct entry *entry)
{
    const struct vocabulary *vocabulary = work->how->vocabulary;

    entry->note = read_texts(work, entry, COLUMN_NOTE, "; ");
    look_for_number(work, entry, entry->note);
    if (!*entry->note)
        return;
    char *plain = vocabulary_plain(entry->note);
    entry->frail |= words_within(&vocabulary->frail, &vocabulary->negations, plain);
    if (words_within(&vocabulary->keypad, &vocabulary->negations, plain))
        entry->handset = HANDSET_KEYPAD;
    else if (words_within(&vocabulary->smartphone, &vocabulary->negations, plain))
        entry->handset = HANDSET_SMARTPHONE;
    free(plain);
}

/* A "no" in so many words counts more than what a note sounds like. */
static void read_frail(struct import_work *work, struct entry *entry)
{
    const struct vocabulary *vocabulary = work->how->vocabulary;
    size_t c = columns_next(&work->columns, COLUMN_FRAIL, 0);
    bool marked = false, denied = false;

    for (; c != SIZE_MAX; c = columns_next(&work->columns, COLUMN_FRAIL, c + 1)) {
        const char *cell = sheet_cell(work->sheet, entry->index, c);
        marked |= vocabulary_is_mark(vocabulary, cell) || !vocabulary_is_none(vocabulary, cell);
        denied |= says_no(vocabulary, cell);
    }
    entry->frail = marked || (entry->frail && !denied);
}

static void read_walk(struct import_work *work, struct entry *entry)
{
    size_t c = columns_next(&work->columns, COLUMN_ORDER, 0);
    const char *cell = c == SIZE_MAX ? "" : sheet_cell(work->sheet, entry->index, c);
    char *end;

    entry->walk = strtol(cell, &end, 10);
    if (end == cell || entry->walk < 0 || entry->walk > INT32_MAX)
        entry->walk = -1;
}

static void look_for_line_breaks(struct import_work *work, const struct entry *entry)
{
    for (size_t c = 0; c < work->columns.count; c++) {
        enum column_field field = work->columns.items[c].field;
        if (field == COLUMN_FIELDS || field == COLUMN_IGNORED)
            continue;
        if (strchr(sheet_cell(work->sheet, entry->index, c), '\n')) {
            work_remark(work, REMARK_LINE_BREAK, entry->row, NULL, NULL);
            return;
        }
    }
}

/* "Nguy?n V?n An": a letter or two lost between others. */
static bool has_lost_letters(const char *name)
{
    for (const char *c = name; *c; c++) {
        bool lost = *c == '?' || strncmp(c, "\xEF\xBF\xBD", 3) == 0;
        if (lost && c > name && isalpha((unsigned char)c[-1]))
            return true;
    }
    return false;
}

static void look_for_lost_letters(struct import_work *work, const struct entry *entry)
{
    if (!has_lost_letters(entry->head))
        return;
    if (work->lost_names++ == 0)
        work->lost_name = (struct remark){.row = entry->row, .value = entry->head};
}

static const char group_separators[] = ";,/\n|+&";

/* The length of a name in quotation marks, with them, that ends where a name may; else 0. */
static size_t quoted_group(const char *cell)
{
    const char *end = *cell == '"' ? strchr(cell + 1, '"') : NULL;

    return end && (!end[1] || strchr(group_separators, end[1])) ? (size_t)(end - cell) + 1 : 0;
}

/* "1. Nông dân" without what only counts. */
static const char *without_enumerator(const char *name)
{
    size_t digits = strspn(name, "0123456789");

    if (!digits || !name[digits] || !strchr(".)", name[digits]))
        return name;
    name += digits + 1;
    return name + strspn(name, " ");
}

static size_t split_groups(const char *cell, const char **ret_next)
{
    size_t quoted = quoted_group(cell);
    size_t len = quoted ? quoted : strcspn(cell, group_separators);

    *ret_next = cell[len] ? cell + len + 1 : NULL;
    return len;
}

static void add_group(struct import_work *work, struct entry *entry, const char *name)
{
    size_t group = work_group(work, entry->row, name);

    if (group == SIZE_MAX || entry->group_count == ENTRY_GROUPS_MAX)
        return;
    for (size_t i = 0; i < entry->group_count; i++) {
        if (entry->groups[i] == group)
            return;
    }
    entry->groups[entry->group_count++] = group;
}

static bool stands_between(const struct vocabulary *vocabulary, const char *word)
{
    char *plain = vocabulary_plain(word);
    bool between = !*plain || words_have(&vocabulary->between, plain);

    free(plain);
    return between;
}

/* "Nông dân và Phụ nữ" as its names, which end with NULL; at most `max` with that. */
static void split_joined(const struct vocabulary *vocabulary, char *name, char **ret_names,
                         size_t max)
{
    size_t count = 0;
    char *from = name, *rest = name;

    for (char *word; (word = strsep(&rest, " ")) != NULL;) {
        bool between = count + 2 < max && stands_between(vocabulary, word);
        if (between && word > from) {
            word[-1] = '\0';
            ret_names[count++] = from;
        }
        if (between)
            from = rest ? rest : word + strlen(word);
        else if (rest)
            rest[-1] = ' '; /* the same name goes on */
    }
    if (*from)
        ret_names[count++] = from;
    ret_names[count] = NULL;
}

/* Several groups that a word joins, where each of them is known: any other name may have such a
 * word in it. False when it is none of that kind. */
static bool add_joined_groups(struct import_work *work, struct entry *entry, const char *name)
{
    const struct vocabulary *vocabulary = work->how->vocabulary;
    char *names[ENTRY_GROUPS_MAX], *copy = xstrdup(name);
    bool known = true;

    split_joined(vocabulary, copy, names, ARRAY_SIZE(names));
    for (size_t i = 0; names[i]; i++)
        known &= vocabulary_group(vocabulary, names[i]) != NULL;
    for (size_t i = 0; known && names[i]; i++)
        add_group(work, entry, names[i]);
    free(copy);
    return known && names[0];
}

/* One piece of a group cell, without blanks around it. In quotation marks it is one name. */
static void read_group(struct import_work *work, struct entry *entry, const char *text, size_t len)
{
    bool quoted = len > 2 && quoted_group(text) == len;
    char *piece = quoted ? xstrndup(text + 1, len - 2) : xstrndup(text, len);
    const char *name = quoted ? piece : without_enumerator(piece);
    bool plain = quoted || string_index_find(&work->group_spellings, name) != SIZE_MAX;

    if (plain || (!add_joined_groups(work, entry, name) &&
                  !vocabulary_is_none(work->how->vocabulary, piece)))
        add_group(work, entry, name);
    free(piece);
}

static void read_group_cell(struct import_work *work, struct entry *entry, const char *cell)
{
    while (cell) {
        const char *next;
        cell += strspn(cell, " \t");
        size_t len = split_groups(cell, &next);
        for (; len && isspace((unsigned char)*cell); len--)
            cell++;
        for (; len && isspace((unsigned char)cell[len - 1]); len--)
            ;
        read_group(work, entry, cell, len);
        cell = next;
    }
}

void entry_read_groups(struct import_work *work, struct entry *entry)
{
    const struct vocabulary *vocabulary = work->how->vocabulary;
    size_t c = columns_next(&work->columns, COLUMN_GROUPS, 0);

    for (; c != SIZE_MAX; c = columns_next(&work->columns, COLUMN_GROUPS, c + 1)) {
        const struct column *column = &work->columns.items[c];
        const char *cell = read_ditto(work, entry, c);
        bool year = vocabulary_group(vocabulary, column->short_title) && *cell &&
                    !cell[strspn(cell, "0123456789/.-")]; /* a member since then */
        if (vocabulary_is_mark(vocabulary, cell) || (year && !vocabulary_is_none(vocabulary, cell)))
            add_group(work, entry, column->short_title);
        else if (sheet_is_formula(cell))
            work_group(work, entry->row, cell); /* which refuses it, whole */
        else if (!column->by_content)
            read_group_cell(work, entry, cell);
    }
    if (work->section_group != SIZE_MAX)
        add_group(work, entry, work->import->groups[work->section_group].name);
}

void entry_read(struct import_work *work, size_t index, struct entry *ret_entry)
{
    struct entry *e = ret_entry;

    *e = (struct entry){.index = index, .row = work->sheet->rows[index].number};
    e->first_remark = work->import->remark_count;
    look_for_line_breaks(work, e);
    e->number = read_texts(work, e, COLUMN_NUMBER, " ");
    e->code = read_code(work, e);
    e->neighbour = read_neighbour(work, e);
    e->relation = read_texts(work, e, COLUMN_RELATION, " ");
    e->person = first_text(work, e, COLUMN_PERSON);
    e->cluster = read_cluster(work, e);
    e->address = read_texts(work, e, COLUMN_ADDRESS, ", ");
    look_for_number(work, e, e->address);
    look_for_number(work, e, read_texts(work, e, COLUMN_PERSON, "; "));
    entry_read_phones(work, e);
    e->head = entry_take_from_name(work, e, read_texts(work, e, COLUMN_HEAD, " "));
    look_for_lost_letters(work, e);
    read_note(work, e);
    read_frail(work, e);
    read_walk(work, e);
    entry_read_groups(work, e);
}

bool entry_is_member(const struct import_work *work, const struct entry *entry)
{
    if (!*entry->relation || !work->relations)
        return false;
    char *plain = vocabulary_plain(entry->relation);
    bool member = !words_have(&work->how->vocabulary->heads, plain);

    free(plain);
    return member;
}

/* A person of the row for its phones, where no column names one. */
const char *entry_person(struct import_work *work, const struct entry *entry)
{
    if (!entry_is_member(work, entry))
        return entry->head;
    char *named = xasprintf("%s (%s)", entry->head, entry->relation);
    const char *kept = pool_string(&work->import->pool, named);
    free(named);
    return kept;
}
