/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs a fuzz target without libFuzzer: fuzz-<parser> ROUNDS FOLDER. First every seed in the
 * folder, then so many mutations of them, the same ones each time. Prints TAP; a target that breaks
 * its promise dies in the middle of it. */
#include <dirent.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "fuzz/fuzz.h"

enum { INPUT_MAX = 65536 };

static struct buf *seeds;
static size_t seed_count;

static uint64_t state = 0x74686f6e62616f21;

/* xorshift64 */
static size_t random_below(size_t bound)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return bound ? (size_t)(state >> 11) % bound : 0;
}

/* In memory of just its size, so that a sanitizer sees a read past the end. */
static void run(const struct buf *input)
{
    uint8_t *copy = xmalloc(input->len);

    if (input->len > 0)
        memcpy(copy, input->data, input->len);
    LLVMFuzzerTestOneInput(copy, input->len);
    free(copy);
}

static struct buf read_file(const char *folder, const char *name)
{
    char *path = xasprintf("%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    struct buf content = BUF_INIT;

    if (!file) {
        printf("Bail out! cannot open %s\n", path);
        exit(EXIT_FAILURE);
    }
    char *at = buf_grow(&content, INPUT_MAX);
    content.len = fread(at, 1, INPUT_MAX, file);
    fclose(file);
    free(path);
    return content;
}

static int is_seed(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void run_seeds(const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_seed, alphasort);

    if (count <= 0) {
        printf("Bail out! no seeds in %s\n", folder);
        exit(EXIT_FAILURE);
    }
    printf("1..%d\n", count + 1);
    seeds = xcalloc((size_t)count, sizeof(seeds[0]));
    for (int i = 0; i < count; i++) {
        seeds[i] = read_file(folder, entries[i]->d_name);
        run(&seeds[i]);
        printf("ok %d - the seed %s\n", i + 1, entries[i]->d_name);
        fflush(stdout);
        free(entries[i]);
    }
    free(entries);
    seed_count = (size_t)count;
}

static void insert(struct buf *b, size_t at, const void *bytes, size_t len)
{
    size_t tail_len = b->len - at;
    char *tail = xmalloc(tail_len);

    if (tail_len > 0)
        memcpy(tail, b->data + at, tail_len);
    b->len = at;
    buf_append(b, bytes, len);
    buf_append(b, tail, tail_len);
    free(tail);
}

/* A run of bytes of some seed. */
static void splice(struct buf *b)
{
    const struct buf *from = &seeds[random_below(seed_count)];
    size_t start = random_below(from->len), len = random_below(from->len - start + 1);

    if (len > 0)
        insert(b, random_below(b->len + 1), from->data + start, len);
}

static void remove_run(struct buf *b)
{
    size_t at = random_below(b->len), len = random_below(b->len - at + 1);

    memmove(b->data + at, b->data + at + len, b->len - at - len);
    b->len -= len;
}

static void mutate(struct buf *b)
{
    static const uint8_t telling[] = {0,   1,   0x7F, 0x80, 0xFF, '{',
                                      '}', '"', '\n', 0xC3, 0xF0, 0xED};
    uint8_t byte = telling[random_below(sizeof(telling))];
    size_t choice = random_below(6);

    if (b->len == 0 || choice == 0)
        splice(b);
    else if (choice == 1)
        remove_run(b);
    else if (choice == 2)
        b->data[random_below(b->len)] ^= (char)(1 << random_below(8));
    else if (choice == 3)
        b->data[random_below(b->len)] = (char)byte;
    else if (choice == 4)
        insert(b, random_below(b->len + 1), &byte, 1);
    else
        b->data[random_below(b->len)] = (char)random_below(256);
}

static void run_mutations(size_t rounds)
{
    struct buf input = BUF_INIT;

    for (size_t i = 0; i < rounds; i++) {
        const struct buf *seed = &seeds[random_below(seed_count)];
        buf_clear(&input);
        buf_append(&input, seed->data, seed->len);
        for (size_t times = random_below(8); times > 0 && input.len < INPUT_MAX; times--)
            mutate(&input);
        run(&input);
    }
    printf("ok %zu - %zu mutations of the seeds\n", seed_count + 1, rounds);
    buf_free(&input);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s ROUNDS FOLDER\n", argv[0]);
        return 2;
    }
    run_seeds(argv[2]);
    run_mutations(strtoul(argv[1], NULL, 10));
    for (size_t i = 0; i < seed_count; i++)
        buf_free(&seeds[i]);
    free(seeds);
    return EXIT_SUCCESS;
}
