/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A list in pieces is the same list, and bytes that are none are refused. */
#include "village/import_piece.h"

#include <errno.h>

#include "base/memory.h"
#include "check_main.h"
#include "imports.h"

static const char list[] =
    "Mã hộ,Chủ hộ,Tổ,Địa chỉ,Ghi chú,Neo đơn,SĐT 1,Tên người 1,SĐT 2,Nhóm,Hàng xóm\n"
    "1,\"Trần \"\"Bé\"\" Ba\",1,\"Ngõ 3, dưới\",chó dữ,x,0905123451,con,0258 3123456,\"Lúa;Cá\",2\n"
    "2,Lê Văn Cò,1,,,,0905123452,,,Cá,\n"
    "3,Đỗ Thị Én,2,,,,0911,,,,chín\n"
    "4,Võ Phú,2,,,,,,,,3\n";

struct pieces {
    struct buf items[64];
    size_t count;
};

static void keep(const struct buf *piece, void *arg)
{
    struct pieces *pieces = arg;

    ck_assert_uint_lt(pieces->count, ARRAY_SIZE(pieces->items));
    buf_append(&pieces->items[pieces->count++], piece->data, piece->len);
}

static struct pieces pieces_of(const struct import *import)
{
    struct pieces pieces = {0};

    import_pieces_write(import, keep, &pieces);
    return pieces;
}

static void pieces_free(struct pieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++)
        buf_free(&pieces->items[i]);
}

static void check_same(const struct import_household *a, const struct import_household *b)
{
    ck_assert_str_eq(a->code, b->code);
    ck_assert_str_eq(a->head, b->head);
    ck_assert_str_eq(a->cluster, b->cluster);
    ck_assert_str_eq(a->address, b->address);
    ck_assert_str_eq(a->note, b->note);
    ck_assert_str_eq(a->neighbour, b->neighbour);
    ck_assert_int_eq(a->neighbour_unclear, b->neighbour_unclear);
    ck_assert_int_eq(a->frail, b->frail);
    ck_assert_int_eq(a->walk, b->walk);
    ck_assert_uint_eq(a->unusable, b->unusable);
    ck_assert_uint_eq(a->phone_count, b->phone_count);
    for (size_t i = 0; i < a->phone_count; i++) {
        ck_assert_str_eq(a->phones[i].e164, b->phones[i].e164);
        ck_assert_int_eq(a->phones[i].kind, b->phones[i].kind);
        ck_assert_str_eq(a->phones[i].person, b->phones[i].person);
    }
    ck_assert_uint_eq(a->group_count, b->group_count);
    for (size_t i = 0; i < a->group_count; i++)
        ck_assert_uint_eq(a->groups[i], b->groups[i]);
}

START_TEST(what_was_written_is_read)
{
    struct imported i = import_text(list);
    struct pieces pieces = pieces_of(&i.import);
    struct import_household h;
    struct import_piece piece;

    ck_assert_uint_eq(pieces.count, 2);
    ck_assert_int_eq(import_piece_open(pieces.items[0].data, pieces.items[0].len, &piece), 0);
    ck_assert(!piece.neighbours);
    for (size_t at = 0; at < i.import.household_count; at++) {
        ck_assert_int_eq(import_piece_next(&piece, &h), 1);
        check_same(&h, &i.import.households[at]);
    }
    ck_assert_int_eq(import_piece_next(&piece, &h), 0);
    import_piece_free(&piece);
    pieces_free(&pieces);
    imported_free(&i);
}
END_TEST

START_TEST(neighbours_come_last_and_one_that_is_not_known_is_left_alone)
{
    struct imported i = import_text(list);
    struct pieces pieces = pieces_of(&i.import);
    struct import_household h;
    struct import_piece piece;
    struct buf told = BUF_INIT;

    ck_assert_int_eq(import_piece_open(pieces.items[1].data, pieces.items[1].len, &piece), 0);
    ck_assert(piece.neighbours);
    while (import_piece_next(&piece, &h) == 1)
        buf_printf(&told, "%s>%s ", h.code, h.neighbour);
    ck_assert_str_eq(buf_str(&told), "1>2 2> 4>3 ");
    buf_free(&told);
    import_piece_free(&piece);
    pieces_free(&pieces);
    imported_free(&i);
}
END_TEST

START_TEST(the_head_says_what_the_list_speaks_of)
{
    struct imported i = import_text(list);
    struct import_head head;
    struct buf bytes = BUF_INIT;

    import_head_write(&i.import, &bytes);
    ck_assert_int_eq(import_head_read(bytes.data, bytes.len, &head), 0);
    ck_assert_uint_eq(head.households, 4);
    ck_assert_uint_eq(head.group_count, 2);
    ck_assert_str_eq(head.groups[0].name, "Lúa");
    ck_assert_str_eq(head.groups[1].key, "ca");
    ck_assert(head.scope.clusters && head.scope.addresses && head.scope.notes && head.scope.frail &&
              head.scope.phones && head.scope.neighbours);
    import_head_free(&head);
    for (size_t len = 0; len < bytes.len; len++)
        ck_assert_int_eq(import_head_read(bytes.data, len, &head), -EBADMSG);
    buf_free(&bytes);
    imported_free(&i);
}
END_TEST

START_TEST(a_piece_that_ends_early_is_refused)
{
    struct imported i = import_text(list);
    struct pieces pieces = pieces_of(&i.import);

    for (size_t len = 0; len < pieces.items[0].len; len++) {
        char *cut = xmalloc(len + 1); /* of just its size, for a sanitizer to watch */
        struct import_piece piece = {0};
        struct import_household h;
        size_t read = 0;
        memcpy(cut, pieces.items[0].data, len);
        int r = import_piece_open(cut, len, &piece);
        while (r == 0 && (r = import_piece_next(&piece, &h)) == 1) {
            read++;
            r = 0;
        }
        ck_assert(r == -EBADMSG || piece.at == piece.end);
        ck_assert_uint_lt(read, i.import.household_count);
        import_piece_free(&piece);
        free(cut);
    }
    pieces_free(&pieces);
    imported_free(&i);
}
END_TEST

START_TEST(a_long_list_is_many_pieces)
{
    struct buf text = BUF_INIT;

    buf_puts(&text, "Mã hộ,Chủ hộ,SĐT\n");
    for (int n = 1; n <= 1000; n++)
        buf_printf(&text, "%d,Chủ hộ %d,0905%06d\n", n, n, n);
    struct imported i = import_text(buf_str(&text));
    struct pieces pieces = pieces_of(&i.import);
    ck_assert_uint_gt(pieces.count, 10);
    for (size_t p = 0; p < pieces.count; p++)
        ck_assert_uint_lt(pieces.items[p].len, 4096);
    pieces_free(&pieces);
    imported_free(&i);
    buf_free(&text);
}
END_TEST

TEST_MAIN("village: import_piece", what_was_written_is_read,
          neighbours_come_last_and_one_that_is_not_known_is_left_alone,
          the_head_says_what_the_list_speaks_of, a_piece_that_ends_early_is_refused,
          a_long_list_is_many_pieces)
