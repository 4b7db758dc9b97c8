/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao backup, check, stats, journal */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "cli/client.h"
#include "cli/resources.h"
#include "cli/table.h"

/* ---- backup ---- */

struct copy {
    int fd;
    int error; /* errno of what could not be written */
    int64_t bytes;
};

static bool write_bytes(const char *bytes, size_t len, void *arg)
{
    struct copy *copy = arg;

    while (len > 0) {
        ssize_t done = write(copy->fd, bytes, len);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0) {
            copy->error = errno;
            return false;
        }
        bytes += done;
        len -= (size_t)done;
        copy->bytes += done;
    }
    return true;
}

static int fetch(struct invocation *inv, const char *part, struct copy *copy)
{
    copy->fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (copy->fd < 0 && errno == EEXIST)
        return refused("%s is there already: a backup that is being made, or was cut short; in "
                       "that case remove it",
                       part);
    if (copy->fd < 0)
        return refused("cannot write %s: %s", part, strerror(errno));
    int code = client_read(inv->client, "POST", "/api/backup", write_bytes, copy);
    if (code == EXIT_DONE && !copy->error && fsync(copy->fd) < 0)
        copy->error = errno;
    if (close(copy->fd) < 0 && !copy->error)
        copy->error = errno;
    if (code == EXIT_DONE && copy->error)
        code = refused("cannot write %s: %s", part, strerror(copy->error));
    if (code != EXIT_DONE)
        unlink(part);
    return code;
}

/* The API answers with the copy itself. */
static void print_json(const char *path, int64_t bytes)
{
    json_t *value = json_pack("{s:s*,s:I}", "file", path, "bytes", (json_int_t)bytes);

    json_dumpf(value, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(value);
}

static void settle(const char *path)
{
    char *copy = xstrdup(path);
    int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(copy);
}

/* Where a file system cannot rename without overwriting, looking first must do: backups go to
 * sticks, which are FAT and know no second names either. */
static int give_name(const char *part, const char *path)
{
    struct stat st;

    if (renameat2(AT_FDCWD, part, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -errno;
    if (lstat(path, &st) == 0)
        return -EEXIST;
    return rename(part, path) < 0 ? -errno : 0;
}

static int name_backup(const char *part, const char *path)
{
    int r = give_name(part, path);

    if (r == 0) {
        settle(path); /* whoever is told that it is there may pull the stick out */
        return EXIT_DONE;
    }
    unlink(part);
    return refused("cannot name the backup %s: %s", path, strerror(-r));
}

/* The file has its name only when it is whole, and nothing is ever overwritten. */
int backup_run(struct invocation *inv)
{
    const char *path = inv->operands[0];
    char *part = xasprintf("%s.part", path);
    struct copy copy = {0};
    struct stat st;
    int code = EXIT_DONE;
    char number[32];

    if (lstat(path, &st) == 0)
        code = refused("%s exists already; a backup never overwrites", path);
    if (code == EXIT_DONE)
        code = fetch(inv, part, &copy);
    if (code == EXIT_DONE)
        code = name_backup(part, path);
    if (code == EXIT_DONE && inv->json)
        print_json(path, copy.bytes);
    else if (code == EXIT_DONE)
        printf("%s: %s bytes\n", path, grouped(copy.bytes, number));
    free(part);
    return code;
}

/* ---- check ---- */

int check_run(struct invocation *inv)
{
    json_t *answer = NULL;
    size_t i;
    const json_t *fault;
    int code = client_get(inv->client, "/api/check", &answer);

    if (code == EXIT_DONE && !get_bool(answer, "ok")) {
        json_array_foreach(json_object_get(answer, "faults"), i, fault)
            fprintf(stderr, "thonbao: %s\n", json_string_value(fault));
        code = EXIT_REFUSED;
    } else if (code == EXIT_DONE && !inv->json) {
        puts("no faults: the database is whole and the journal's chain unbroken");
    }
    json_decref(answer);
    return code;
}

/* ---- stats ---- */

static void line_households(struct table *table, const json_t *answer)
{
    char households[32], mobiles[32], fixed[32], stopped[32];

    table_cell(table, "households");
    table_format(table, "%s, %s mobiles, %s land lines, %s phones that want nothing",
                 grouped(get_int(answer, "households"), households),
                 grouped(get_int(answer, "mobiles"), mobiles),
                 grouped(get_int(answer, "fixed"), fixed),
                 grouped(get_int(answer, "stopped"), stopped));
}

static void line_queue(struct table *table, const json_t *queue)
{
    static const char *const lanes[] = {"emergency", "important", "routine"};
    struct buf text = BUF_INIT;
    char number[32];

    for (size_t i = 0; i < ARRAY_SIZE(lanes); i++)
        buf_printf(&text, "%s%s %s", i ? ", " : "", lanes[i],
                   grouped(get_int(json_object_get(queue, lanes[i]), "parts"), number));
    table_cell(table, "parts queued");
    table_cell(table, buf_str(&text));
    buf_free(&text);
}

static void line_clock(struct table *table, const json_t *clock)
{
    char at[20], machine[20];

    if (strcmp(get_text(clock, "state"), "right") == 0)
        return;
    table_cell(table, "clock");
    table_format(table, "%s: the machine says %s, the house reckons %s; see clock confirm",
                 get_text(clock, "state"), get_time(clock, "machine", machine),
                 get_time(clock, "at", at));
}

int clock_confirm_run(struct invocation *inv)
{
    json_t *answer = NULL;
    char at[20];
    int code = client_ask(inv->client, "POST", "/api/clock/confirm", NULL, &answer);

    if (code == EXIT_DONE && !inv->json)
        printf("it is %s\n", get_time(json_object_get(answer, "clock"), "at", at));
    json_decref(answer);
    return code;
}

static void print_stats(const json_t *answer)
{
    struct table *table = table_new((const char *const[]){"", "", NULL});
    const json_t *rate = json_object_get(answer, "delivery_rate");
    char uptime[64];

    clock_format_duration(get_int(answer, "uptime_s") * SECOND, uptime, sizeof(uptime));
    table_cell(table, "village");
    table_cell(table, get_text(answer, "village"));
    table_cell(table, "running for");
    table_cell(table, uptime);
    line_clock(table, json_object_get(answer, "clock"));
    line_households(table, answer);
    table_counts(table, "parts today", json_object_get(answer, "parts_today"), "none");
    table_counts(table, "messages, 7 days", json_object_get(answer, "messages_week"), "none");
    table_cell(table, "delivered");
    if (json_is_number(rate))
        table_format(table, "%.1f %% of those whose fate is known", json_number_value(rate));
    else
        table_cell(table, "nothing is known yet");
    line_queue(table, json_object_get(answer, "queue"));
    table_counts(table, "replies", json_object_get(answer, "replies"), "none");
    table_cell(table, "open feedback");
    table_number(table, get_int(answer, "feedback_open"));
    table_print(table);
    table_free(table);
}

/* A list on its way into the phone book. */
static void print_import(const json_t *import)
{
    const char *state = get_text(import, "state"), *why = get_text(import, "why");
    const char *name = get_text(import, "name");
    char taken[32], households[32];

    if (strcmp(state, "none") == 0)
        return;
    printf("\nthe list %s%sof %s is on its way into the phone book: %s", name, *name ? " " : "",
           get_text(import, "author"), state);
    if (get_int(import, "households"))
        printf(", %s of %s households are in", grouped(get_int(import, "taken"), taken),
               grouped(get_int(import, "households"), households));
    printf("%s%s\n", *why ? ": " : "", why);
}

int stats_run(struct invocation *inv)
{
    json_t *answer = NULL, *import = NULL;
    int code = client_get(inv->client, "/api/stats", &answer);

    if (code == EXIT_DONE && !inv->json)
        code = client_get(inv->client, "/api/import", &import);
    if (code == EXIT_DONE && !inv->json) {
        print_stats(answer);
        print_import(import);
    }
    json_decref(answer);
    json_decref(import);
    return code;
}

/* ---- journal ---- */

static void print_journal(const json_t *rows)
{
    struct table *table =
        table_new((const char *const[]){">N", "AT", "WHO", "WHAT", "OF", "DETAIL", NULL});
    size_t i;
    const json_t *row;
    char time[20];

    json_array_foreach((json_t *)rows, i, row)
    {
        table_number(table, get_int(row, "id"));
        table_cell(table, get_time(row, "at", time));
        table_cell(table, get_text(row, "author"));
        table_cell(table, get_text(row, "what"));
        table_cell(table, get_text(row, "object"));
        table_cell(table, get_text(row, "detail"));
    }
    table_print(table);
    table_free(table);
}

int journal_run(struct invocation *inv)
{
    const char *limit = option_value(inv, "limit");
    struct buf path = BUF_INIT;
    json_t *answer = NULL;

    buf_puts(&path, "/api/journal");
    path_query(&path, "limit", limit ? limit : "50");
    int code = client_get(inv->client, buf_str(&path), &answer);
    if (code == EXIT_DONE && !inv->json)
        print_journal(json_object_get(answer, "journal"));
    json_decref(answer);
    buf_free(&path);
    return code;
}
