/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One-time codes. */
#include "inbound/code.h"

#include <string.h>

#include <sodium.h>

enum { SALT_SIZE = 16, HASH_SIZE = crypto_generichash_BYTES };

_Static_assert(2 * (SALT_SIZE + HASH_SIZE) + 1 <= CODE_MARK_SIZE, "a mark has room");

void code_make(int digits, char *code)
{
    for (int i = 0; i < digits; i++)
        code[i] = (char)('0' + randombytes_uniform(10));
    code[digits] = '\0';
}

static void hash_with(const char *code, const unsigned char salt[SALT_SIZE],
                      unsigned char hash[HASH_SIZE])
{
    crypto_generichash(hash, HASH_SIZE, (const unsigned char *)code, strlen(code), salt, SALT_SIZE);
}

void code_mark(const char *code, char mark[static CODE_MARK_SIZE])
{
    unsigned char bytes[SALT_SIZE + HASH_SIZE];

    randombytes_buf(bytes, SALT_SIZE);
    hash_with(code, bytes, bytes + SALT_SIZE);
    sodium_bin2hex(mark, CODE_MARK_SIZE, bytes, sizeof(bytes));
}

bool code_fits(const char *code, const char *mark)
{
    unsigned char bytes[SALT_SIZE + HASH_SIZE], hash[HASH_SIZE];
    size_t len = 0;

    if (sodium_hex2bin(bytes, sizeof(bytes), mark, strlen(mark), NULL, &len, NULL) != 0 ||
        len != sizeof(bytes))
        return false;
    hash_with(code, bytes, hash);
    return sodium_memcmp(hash, bytes + SALT_SIZE, HASH_SIZE) == 0;
}
