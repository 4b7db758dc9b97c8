/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists for tests: files of tests/data/village, and texts put into other encodings. */
#pragma once

#include <check.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"

static inline struct buf file_bytes(const char *name)
{
    struct buf bytes = BUF_INIT;
    char *path = xasprintf("%s/%s", DATA_DIR, name), block[4096];
    FILE *file = fopen(path, "rb");
    size_t got;

    ck_assert_msg(file != NULL, "%s is missing", path);
    while ((got = fread(block, 1, sizeof(block), file)) > 0)
        buf_append(&bytes, block, got);
    fclose(file);
    free(path);
    return bytes;
}

/* Text in the encoding, behind a byte order mark (which may be ""). */
static inline struct buf encoded(const char *text, const char *encoding, const char *mark,
                                 size_t mark_len)
{
    struct buf bytes = BUF_INIT;
    size_t in_left = strlen(text), out_left = in_left * 4 + 16;
    char *in = (char *)text, *out = xmalloc(out_left), *to = out;
    iconv_t cd = iconv_open(encoding, "UTF-8");

    ck_assert(cd != (iconv_t)-1);
    ck_assert_msg(iconv(cd, &in, &in_left, &to, &out_left) != (size_t)-1, "%s cannot hold: %s",
                  encoding, in);
    iconv(cd, NULL, NULL, &to, &out_left);
    iconv_close(cd);
    buf_append(&bytes, mark, mark_len);
    buf_append(&bytes, out, (size_t)(to - out));
    free(out);
    return bytes;
}
