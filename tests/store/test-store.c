/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The database opens once, whole and of a known version, or says why not. */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "check_main.h"
#include "store/journal.h"
#include "temp_dir.h"

static char dir[128], path[512];

static void setup(void)
{
    temp_dir_make(dir, sizeof(dir));
    snprintf(path, sizeof(path), "%s/thonbao.db", dir);
}

static struct store *open_store(void)
{
    struct store *store;
    struct refusal r;

    ck_assert_msg(store_open(path, &store, &r) == 0, "%s", r.message);
    return store;
}

static void count_sentence(const char *sentence, void *arg)
{
    (*(int *)arg)++;
}

START_TEST(a_new_database_opens_and_opens_again)
{
    setup();
    int faults = 0;
    struct store *store = open_store();
    ck_assert_int_eq(store_check(store, count_sentence, &faults), 0);
    store_close(store);
    store_close(open_store());
    temp_dir_remove(dir);
}
END_TEST

START_TEST(a_second_daemon_is_refused)
{
    setup();
    struct store *store = open_store(), *second;
    struct refusal r;
    ck_assert_int_eq(store_open(path, &second, &r), REFUSED);
    ck_assert_str_eq(r.code, "database_in_use");
    store_close(store);
    temp_dir_remove(dir);
}
END_TEST

START_TEST(a_damaged_database_is_refused_with_the_way_back)
{
    setup();
    struct store *store = open_store();
    ck_assert_int_eq(store_begin(store), 0);
    for (int i = 0; i < 2000; i++)
        ck_assert_int_eq(journal_add(store, 1, "t", "test", "x", "some detail of this row"), 0);
    ck_assert_int_eq(store_commit(store), 0);
    store_close(store);

    struct stat st;
    ck_assert_int_eq(stat(path, &st), 0);
    int fd = open(path, O_WRONLY);
    char noise[4096];
    memset(noise, 0xa5, sizeof(noise));
    ck_assert_int_eq(pwrite(fd, noise, sizeof(noise), st.st_size / 2 / 4096 * 4096), 4096);
    close(fd);
    struct refusal r;
    ck_assert_int_eq(store_open(path, &store, &r), REFUSED);
    ck_assert_str_eq(r.code, "database_damaged");
    ck_assert_ptr_nonnull(strstr(r.message, "backup"));
    temp_dir_remove(dir);
}
END_TEST

START_TEST(a_file_that_is_no_database_is_refused)
{
    setup();
    FILE *f = fopen(path, "w");
    for (int i = 0; i < 500; i++)
        fputs("this is a letter, not a database\n", f);
    fclose(f);
    struct store *store;
    struct refusal r;
    ck_assert_int_eq(store_open(path, &store, &r), REFUSED);
    ck_assert_str_eq(r.code, "database_damaged");
    temp_dir_remove(dir);
}
END_TEST

START_TEST(a_database_of_a_newer_version_is_refused)
{
    setup();
    store_close(open_store());
    sqlite3 *db;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, "PRAGMA user_version=99", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    struct store *store;
    struct refusal r;
    ck_assert_int_eq(store_open(path, &store, &r), REFUSED);
    ck_assert_str_eq(r.code, "newer_database");
    temp_dir_remove(dir);
}
END_TEST

START_TEST(the_journal_shows_a_row_that_was_changed_behind_its_back)
{
    setup();
    struct store *store = open_store();
    ck_assert_int_eq(store_begin(store), 0);
    for (int i = 0; i < 10; i++)
        ck_assert_int_eq(journal_add(store, i, "head", "announce", "1", NULL), 0);
    ck_assert_int_eq(store_commit(store), 0);
    int faults = 0;
    ck_assert_int_eq(store_check(store, count_sentence, &faults), 0);
    store_close(store);

    sqlite3 *db;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_ne(sqlite3_exec(db, "UPDATE journal SET author='x'", NULL, NULL, NULL),
                     SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db,
                                  "DROP TRIGGER journal_no_update;"
                                  "UPDATE journal SET author='somebody' WHERE id=4",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    store = open_store();
    ck_assert_int_eq(store_check(store, count_sentence, &faults), 1);
    ck_assert_int_eq(faults, 1);
    store_close(store);
    temp_dir_remove(dir);
}
END_TEST

START_TEST(the_journal_shows_that_its_last_rows_are_gone)
{
    setup();
    struct store *store = open_store();
    int faults = 0;
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(journal_add(store, i, "head", "announce", "1", NULL), 0);
    ck_assert_int_eq(store_check(store, count_sentence, &faults), 0);
    store_close(store);

    sqlite3 *db;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db,
                                  "DROP TRIGGER journal_no_delete;"
                                  "DELETE FROM journal WHERE id = 3",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    store = open_store();
    ck_assert_int_eq(store_check(store, count_sentence, &faults), 1);
    store_close(store);
    temp_dir_remove(dir);
}
END_TEST

static void count_row(const struct journal_row *row, void *arg)
{
    (*(int *)arg)++;
}

static int journal_length(struct store *store)
{
    int rows = 0;

    ck_assert_int_eq(journal_list(store, 0, 100, count_row, &rows), 0);
    return rows;
}

START_TEST(a_change_within_a_change_is_written_with_the_outer_one)
{
    setup();
    struct store *store = open_store();
    ck_assert_int_eq(store_begin(store), 0);
    ck_assert_int_eq(store_begin(store), 0);
    ck_assert_int_eq(journal_add(store, 1, "head", "announce", "1", NULL), 0);
    ck_assert_int_eq(store_commit(store), 0);
    ck_assert(store_in_transaction(store));
    ck_assert_int_eq(store_commit(store), 0);
    ck_assert(!store_in_transaction(store));
    store_rollback(store);
    ck_assert_int_eq(journal_length(store), 1);
    store_close(store);
    temp_dir_remove(dir);
}
END_TEST

START_TEST(a_rollback_within_a_change_undoes_all_of_it)
{
    setup();
    struct store *store = open_store();
    ck_assert_int_eq(store_begin(store), 0);
    ck_assert_int_eq(journal_add(store, 1, "head", "announce", "1", NULL), 0);
    ck_assert_int_eq(store_begin(store), 0);
    store_rollback(store);
    ck_assert_int_eq(store_commit(store), -ECANCELED);
    ck_assert_int_eq(journal_length(store), 0);
    ck_assert_int_eq(store_begin(store), 0);
    ck_assert_int_eq(journal_add(store, 1, "head", "announce", "2", NULL), 0);
    ck_assert_int_eq(store_commit(store), 0);
    ck_assert_int_eq(journal_length(store), 1);
    store_close(store);
    temp_dir_remove(dir);
}
END_TEST

START_TEST(a_backup_is_a_whole_database_and_overwrites_nothing)
{
    setup();
    struct store *store = open_store();
    struct refusal r;
    char backup[300];
    snprintf(backup, sizeof(backup), "%s/backup.db", dir);
    ck_assert_int_eq(store_begin(store), 0);
    ck_assert_int_eq(journal_add(store, 1, "head", "announce", "1", NULL), 0);
    ck_assert_int_eq(store_commit(store), 0);
    ck_assert_int_eq(store_backup(store, backup, &r), 0);
    ck_assert_int_eq(store_backup(store, backup, &r), REFUSED);
    ck_assert_str_eq(r.code, "file_exists");
    store_close(store);
    snprintf(path, sizeof(path), "%s", backup);
    store = open_store();
    int faults = 0;
    ck_assert_int_eq(store_check(store, count_sentence, &faults), 0);
    store_close(store);
    temp_dir_remove(dir);
}
END_TEST

TEST_MAIN("store: store", a_new_database_opens_and_opens_again, a_second_daemon_is_refused,
          a_damaged_database_is_refused_with_the_way_back, a_file_that_is_no_database_is_refused,
          a_database_of_a_newer_version_is_refused,
          the_journal_shows_a_row_that_was_changed_behind_its_back,
          the_journal_shows_that_its_last_rows_are_gone,
          a_change_within_a_change_is_written_with_the_outer_one,
          a_rollback_within_a_change_undoes_all_of_it,
          a_backup_is_a_whole_database_and_overwrites_nothing)
