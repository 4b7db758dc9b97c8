/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The console's certificate: a given one, or one that the box makes for itself. */
#pragma once

#include "base/conf.h"
#include "base/error.h"

struct ssl_ctx_st; /* OpenSSL's SSL_CTX */

struct tls_settings {
    const char *certificate, *key; /* paths of PEM files; "": made in the folder */
    const char *folder;
    const char *address;              /* that the console listens on */
    const struct conf_strings *names; /* under which it is reached */
};

/* Loads the certificate, or makes one when none is given and there is none that is good for another
 * month. Logs the fingerprint of one of the box's own. REFUSED "certificate" with what is wrong. */
int tls_open(const struct tls_settings *settings, struct ssl_ctx_st **ret,
             struct refusal *ret_refusal);
void tls_close(struct ssl_ctx_st *tls);
