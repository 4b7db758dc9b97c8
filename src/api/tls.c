/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Certificates. */
#include "api/tls.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "api/address.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/memory.h"

enum {
    DAY_S = 24 * 3600,
    LASTS_DAYS = 5 * 365,
    AGAIN_DAYS = 30, /* before its end another is made */
};

static int refuse_openssl(struct refusal *ret_refusal, const char *wanted, const char *path)
{
    unsigned long error = ERR_get_error();
    const char *reason =
        ERR_SYSTEM_ERROR(error) ? strerror(ERR_GET_REASON(error)) : ERR_reason_error_string(error);

    ERR_clear_error();
    return refuse(ret_refusal, "certificate", "console.certificate", "cannot %s %s: %s", wanted,
                  path, reason ? reason : "OpenSSL does not say why");
}

/* ---- making one ---- */

/* "IP:192.168.1.10,": what a browser compares the address it was given with. */
static void add_interfaces(struct buf *names)
{
    struct ifaddrs *all, *i;
    char text[INET6_ADDRSTRLEN];

    if (getifaddrs(&all) < 0)
        return;
    for (i = all; i; i = i->ifa_next) {
        if (!i->ifa_addr || i->ifa_addr->sa_family != AF_INET || i->ifa_flags & IFF_LOOPBACK)
            continue;
        const struct sockaddr_in *four = (const struct sockaddr_in *)i->ifa_addr;
        if (inet_ntop(AF_INET, &four->sin_addr, text, sizeof(text)))
            buf_printf(names, ",IP:%s", text);
    }
    freeifaddrs(all);
}

static void write_names(const struct tls_settings *settings, struct buf *names)
{
    char host[HOST_MAX];

    buf_puts(names, "DNS:localhost,IP:127.0.0.1");
    for (size_t i = 0; i < settings->names->count; i++)
        if (address_host(settings->names->items[i], host))
            buf_printf(names, ",%s:%s", address_host_is_number(host) ? "IP" : "DNS", host);
    if (address_host(settings->address, host) && strcmp(host, "0.0.0.0") != 0 &&
        strcmp(host, "::") != 0)
        buf_printf(names, ",IP:%s", host);
    else
        add_interfaces(names);
}

static bool add_extension(X509 *certificate, int what, const char *value)
{
    X509V3_CTX context;

    X509V3_set_ctx(&context, certificate, certificate, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, what, value);
    bool fine = extension && X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
    return fine;
}

static bool describe(X509 *certificate, EVP_PKEY *key, const char *names)
{
    X509_NAME *name = X509_get_subject_name(certificate);
    uint64_t serial = 0;

    return RAND_bytes((unsigned char *)&serial, sizeof(serial)) == 1 &&
           X509_set_version(certificate, X509_VERSION_3) &&
           ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1) &&
           X509_gmtime_adj(X509_getm_notBefore(certificate), -DAY_S) &&
           X509_time_adj_ex(X509_getm_notAfter(certificate), LASTS_DAYS, 0, NULL) &&
           X509_set_pubkey(certificate, key) &&
           X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *)"thonbao",
                                      -1, -1, 0) &&
           X509_set_issuer_name(certificate, name) &&
           add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           add_extension(certificate, NID_key_usage, "critical,digitalSignature") &&
           add_extension(certificate, NID_ext_key_usage, "serverAuth") &&
           add_extension(certificate, NID_subject_alt_name, names) &&
           X509_sign(certificate, key, EVP_sha256());
}

/* Writes beside and renames, so that there is the whole file or none. */
static bool write_file(const char *path, X509 *certificate, EVP_PKEY *key)
{
    char *beside = xasprintf("%s.new", path);
    int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
    bool fine = file && (key ? PEM_write_PrivateKey(file, key, NULL, NULL, 0, NULL, NULL)
                             : PEM_write_X509(file, certificate));

    fine = fine && fflush(file) == 0 && fsync(fd) == 0;
    if (file)
        fclose(file);
    else if (fd >= 0)
        close(fd);
    fine = fine && rename(beside, path) == 0;
    free(beside);
    return fine;
}

static int make(const struct tls_settings *settings, const char *certificate_path,
                const char *key_path, struct refusal *ret_refusal)
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *certificate = X509_new();
    struct buf names = BUF_INIT;
    int r = 0;

    write_names(settings, &names);
    if (!key || !certificate || !describe(certificate, key, buf_str(&names)))
        r = refuse_openssl(ret_refusal, "make the certificate", certificate_path);
    else if (!write_file(key_path, NULL, key) || !write_file(certificate_path, certificate, NULL))
        r = refuse(ret_refusal, "certificate", "console.certificate",
                   "cannot write the certificate %s: %s", certificate_path, strerror(errno));
    buf_free(&names);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return r;
}

/* ---- loading one ---- */

static X509 *read_certificate(const char *path)
{
    FILE *file = fopen(path, "re");
    X509 *certificate = file ? PEM_read_X509(file, NULL, NULL, NULL) : NULL;

    if (file)
        fclose(file);
    ERR_clear_error();
    return certificate;
}

static bool lasts(const char *path)
{
    X509 *certificate = read_certificate(path);
    time_t soon = time(NULL) + AGAIN_DAYS * (time_t)DAY_S;
    bool fine = certificate && X509_cmp_time(X509_get0_notAfter(certificate), &soon) > 0;

    X509_free(certificate);
    return fine;
}

static void tell_fingerprint(const char *path)
{
    X509 *certificate = read_certificate(path);
    unsigned char digest[EVP_MAX_MD_SIZE];
    struct buf text = BUF_INIT;
    unsigned len = 0;

    if (certificate && X509_digest(certificate, EVP_sha256(), digest, &len))
        for (unsigned i = 0; i < len; i++)
            buf_printf(&text, "%s%02X", i ? ":" : "", digest[i]);
    log_info("api", "the console's certificate is the box's own, SHA-256 %s", buf_str(&text));
    buf_free(&text);
    X509_free(certificate);
}

static int load(SSL_CTX *context, const char *certificate, const char *key,
                struct refusal *ret_refusal)
{
    if (SSL_CTX_use_certificate_chain_file(context, certificate) != 1)
        return refuse_openssl(ret_refusal, "use the certificate", certificate);
    if (SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(context) != 1)
        return refuse_openssl(ret_refusal, "use the key", key);
    return 0;
}

static SSL_CTX *context_new(void)
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());

    if (!context)
        abort();
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    /* A reader of live events is mostly silent: its buffers need not wait with it. */
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    return context;
}

int tls_open(const struct tls_settings *settings, struct ssl_ctx_st **ret,
             struct refusal *ret_refusal)
{
    bool own = !settings->certificate[0];
    char *certificate = own ? xasprintf("%s/console-certificate.pem", settings->folder)
                            : xstrdup(settings->certificate);
    char *key = own ? xasprintf("%s/console-key.pem", settings->folder) : xstrdup(settings->key);
    SSL_CTX *context = context_new();
    int r = 0;

    if (own && !lasts(certificate))
        r = make(settings, certificate, key, ret_refusal);
    if (r == 0)
        r = load(context, certificate, key, ret_refusal);
    if (r == 0 && own)
        tell_fingerprint(certificate);
    if (r == 0)
        *ret = context;
    else
        SSL_CTX_free(context);
    free(certificate);
    free(key);
    return r;
}

void tls_close(struct ssl_ctx_st *tls)
{
    SSL_CTX_free(tls);
}
