/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Households as lines of CSV. */
#include "api/household_csv.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "api/csv.h"
#include "store/household.h"

/* Not "Tổ": under that title the import would make "1" of the cluster "Tổ 1". */
void household_csv_head(int64_t phones, struct buf *out)
{
    buf_puts(out, CSV_BOM "Mã hộ,Chủ hộ,Địa bàn,Địa chỉ,Ghi chú,Neo đơn,Thứ tự đi,Hàng xóm");
    for (int64_t i = 1; i <= phones; i++)
        buf_printf(out, ",Điện thoại %" PRId64 ",Tên người %" PRId64, i, i);
    buf_puts(out, ",Nhóm\r\n");
}

struct phones_written {
    struct buf *line;
    int64_t count;
};

static void add_phone(const struct holding *holding, void *arg)
{
    struct phones_written *written = arg;

    csv_field(written->line, holding->number, false);
    csv_field(written->line, holding->person, false);
    written->count++;
}

/* A name of which the import might make two, or another, stands in quotation marks. */
static void add_group(const char *name, const char *key, void *arg_names)
{
    struct buf *names = arg_names;
    const char *mark = strpbrk(name, " ;,/|+&.)") && !strchr(name, '"') ? "\"" : "";

    buf_printf(names, "%s%s%s%s", names->len ? ";" : "", mark, name, mark);
}

static void add_row(struct buf *line, const struct household *h)
{
    char walk[24] = "";

    snprintf(walk, sizeof(walk), "%" PRId64, h->walk);
    csv_field(line, h->code, true);
    csv_field(line, h->head, false);
    csv_field(line, h->cluster, false);
    csv_field(line, h->address, false);
    csv_field(line, h->note, false);
    /* Beside a note that sounds like it, "no" is said in so many words. */
    csv_field(line, h->frail ? "x" : *h->note ? "không" : "", false);
    csv_field(line, walk, false);
    csv_field(line, h->neighbour, false);
}

int household_csv_line(struct store *store, const struct household *h, int64_t phones,
                       struct buf *out)
{
    struct phones_written written = {.line = out};
    struct buf groups = BUF_INIT;

    add_row(out, h);
    int r = household_phones(store, h->id, add_phone, &written);
    for (; written.count < phones; written.count++)
        buf_puts(out, ",,");
    if (r == 0)
        r = household_groups(store, h->id, add_group, &groups);
    csv_field(out, buf_str(&groups), false);
    buf_puts(out, "\r\n");
    buf_free(&groups);
    return r;
}
