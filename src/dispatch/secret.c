/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A mark by which a secret is known again. */
#include "dispatch/secret.h"

#include <string.h>

#include <sodium.h>

void secret_mark(const char *secret, char out[static SECRET_MARK_SIZE])
{
    static const unsigned char salt[] = "thonbao refused PIN";
    unsigned char hash[crypto_generichash_BYTES];

    crypto_generichash(hash, sizeof(hash), (const unsigned char *)secret, strlen(secret), salt,
                       sizeof(salt));
    sodium_bin2hex(out, SECRET_MARK_SIZE, hash, sizeof(hash));
}
