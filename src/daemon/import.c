/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading a list in a process of its own. */
#include "daemon/import.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "api/import_answer.h"
#include "daemon/config.h"
#include "store/import.h"
#include "village/import_piece.h"

enum { LIST_FD = 3, PIECES_FD = 4, ANSWER_FD = 5 };

struct request {
    const char *config, *database, *columns, *encoding;
    bool dry_run;
};

static void read_list(struct buf *list, struct refusal *refusal, int *ret)
{
    FILE *file = fdopen(LIST_FD, "rb");
    size_t len;

    do {
        char *at = buf_grow(list, 65536);
        len = file ? fread(at, 1, 65536, file) : 0;
        list->len -= 65536 - len;
    } while (len > 0);
    if (!file || ferror(file))
        *ret =
            refuse(refusal, "import_failed", NULL, "the list cannot be read: %s", strerror(errno));
    if (file)
        fclose(file);
}

static int configure(const char *path, struct configuration *config, struct refusal *refusal)
{
    struct conf_faults faults = {0};
    int r = 0;

    configuration_read(path, config, &faults);
    if (faults.count)
        r = refuse(refusal, "import_failed", NULL,
                   "the configuration was changed and has a fault: %s line %u: %s",
                   faults.items[0].file ? faults.items[0].file : path, faults.items[0].line,
                   faults.items[0].message);
    conf_faults_free(&faults);
    return r;
}

static void write_piece(const struct buf *piece, void *arg_file)
{
    uint32_t len = (uint32_t)piece->len;

    fwrite(&len, sizeof(len), 1, arg_file);
    fwrite(piece->data, 1, piece->len, arg_file);
}

static void write_pieces(const struct import *import, FILE *out)
{
    struct buf head = BUF_INIT;

    import_head_write(import, &head);
    write_piece(&head, out);
    import_pieces_write(import, write_piece, out);
    buf_free(&head);
}

static int compare(const char *database, const struct import *import, struct refusal *refusal)
{
    struct import_counts counts;
    struct store *store;
    int r = store_open_beside(database, &store, refusal);

    if (r != 0)
        return r;
    r = import_compare(store, import, &counts);
    store_close(store);
    if (r < 0)
        return refuse(refusal, "import_failed", NULL, "the database cannot be read: %s",
                      strerror(-r));
    import_answer_print_counts(&counts);
    return 0;
}

static int close_all_written(FILE *file, struct refusal *refusal)
{
    bool failed = ferror(file);

    failed |= fclose(file) != 0;
    return failed ? refuse(refusal, "import_failed", NULL,
                           "what the list says cannot be written down: %s", strerror(errno))
                  : 0;
}

static int tell(const struct request *request, const struct import *import, struct refusal *refusal)
{
    FILE *pieces = fdopen(PIECES_FD, "wb"), *answer = fdopen(ANSWER_FD, "wb");
    int r = 0;

    if (!pieces || !answer)
        return refuse(refusal, "import_failed", NULL, "the list has nowhere to go: %s",
                      strerror(errno));
    if (request->dry_run)
        r = compare(request->database, import, refusal);
    else
        write_pieces(import, pieces);
    import_answer_rest(import, answer);
    if (r == 0)
        r = close_all_written(pieces, refusal);
    return r == 0 ? close_all_written(answer, refusal) : r;
}

static int read_and_tell(const struct request *request, const struct configuration *config,
                         struct refusal *refusal)
{
    struct column_choices choices = {0};
    struct import_how how = {
        .vocabulary = &config->vocabulary,
        .rules = &config->numbers,
        .encoding = *request->encoding ? request->encoding : NULL,
    };
    struct buf list = BUF_INIT;
    struct import import;
    int r = 0;

    if (*request->columns) {
        r = column_choices_parse(request->columns, &choices, refusal);
        how.choices = &choices;
    }
    if (r == 0)
        read_list(&list, refusal, &r);
    if (r == 0)
        r = import_read(buf_str(&list), list.len, &how, &import, refusal);
    buf_free(&list);
    if (r == 0) {
        r = tell(request, &import, refusal);
        import_free(&import);
    }
    column_choices_free(&choices);
    return r;
}

int import_main(int argc, char **argv)
{
    struct configuration config = {0};
    struct refusal refusal = {0};

    if (argc != 5)
        return EXIT_FAILURE;
    const struct request request = {
        .config = argv[0],
        .database = argv[1],
        .dry_run = strcmp(argv[2], "dry") == 0,
        .columns = argv[3],
        .encoding = argv[4],
    };
    setpriority(PRIO_PROCESS, 0, 10);
    int r = configure(request.config, &config, &refusal);
    if (r == 0)
        r = read_and_tell(&request, &config, &refusal);
    configuration_free(&config);
    if (r != 0)
        printf("%s\n%s\n%s\n", refusal.code, refusal.field, refusal.message);
    return r == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
