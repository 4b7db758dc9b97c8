/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Random secrets and their hashes. */
#include "api/secrets.h"

#include <string.h>

#include <sodium.h>

static void write(const uint8_t bytes[SECRET_HASH], char out[SECRET_SIZE])
{
    sodium_bin2base64(out, SECRET_SIZE, bytes, SECRET_HASH,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

void secrets_make(char out[SECRET_SIZE])
{
    uint8_t bytes[SECRET_HASH];

    randombytes_buf(bytes, sizeof(bytes));
    write(bytes, out);
    sodium_memzero(bytes, sizeof(bytes));
}

void secrets_hash(const char *text, uint8_t out[SECRET_HASH])
{
    crypto_generichash(out, SECRET_HASH, (const uint8_t *)text, strlen(text), NULL, 0);
}

void secrets_derive(const char *text, const char *purpose, char out[SECRET_SIZE])
{
    uint8_t key[SECRET_HASH], bytes[SECRET_HASH];

    /* The hash as key: a secret may be longer than a key. It is keyed by `purpose` itself, so that
     * it is not the hash that the store keeps. */
    crypto_generichash(key, sizeof(key), (const uint8_t *)text, strlen(text),
                       (const uint8_t *)purpose, strlen(purpose));
    crypto_generichash(bytes, sizeof(bytes), (const uint8_t *)purpose, strlen(purpose), key,
                       sizeof(key));
    write(bytes, out);
}

bool secrets_equal(const char *a, const char *b)
{
    size_t len = strlen(a);

    return len == strlen(b) && sodium_memcmp(a, b, len) == 0;
}
