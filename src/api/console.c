/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Serving the console's files. */
#include "api/console.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <event2/buffer.h>
#include <event2/http.h>
#include <zlib.h>

#include "api/server.h"
#include "base/memory.h"

static const char *type_of(const char *path)
{
    static const struct {
        const char *end, *type;
    } types[] = {
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".txt", "text/plain; charset=utf-8"},
    };
    const char *end = strrchr(path, '.');

    for (size_t i = 0; end && i < ARRAY_SIZE(types); i++)
        if (strcmp(end, types[i].end) == 0)
            return types[i].type;
    return "application/octet-stream";
}

void console_headers(struct evhttp_request *http)
{
    static const char *const headers[][2] = {
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
         "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
         "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"},
    };
    struct evkeyvalq *out = evhttp_request_get_output_headers(http);

    for (size_t i = 0; i < ARRAY_SIZE(headers); i++)
        evhttp_add_header(out, headers[i][0], headers[i][1]);
}

static void file_headers(struct evhttp_request *http, const char *path, const char *etag)
{
    struct evkeyvalq *out = evhttp_request_get_output_headers(http);

    evhttp_add_header(out, "Content-Type", type_of(path));
    /* A library of others has its version in its name, and never changes under it. */
    evhttp_add_header(out, "Cache-Control",
                      strncmp(path, "vendor/", 7) == 0 ? "public, max-age=31536000, immutable"
                                                       : "no-cache");
    evhttp_add_header(out, "Vary", "Accept-Encoding");
    if (etag)
        evhttp_add_header(out, "ETag", etag);
}

static const struct console_file *find_file(const char *path)
{
    for (size_t i = 0; i < console_file_count; i++)
        if (strcmp(console_files[i].path, path) == 0)
            return &console_files[i];
    return NULL;
}

static const char *header(struct evhttp_request *http, const char *name)
{
    const char *value = evhttp_find_header(evhttp_request_get_input_headers(http), name);

    return value ? value : "";
}

/* For the rare client that takes no compressed answer. */
static void inflate_into(struct evbuffer *body, const struct console_file *file)
{
    unsigned char *bytes = xmalloc(file->len + 1);
    z_stream stream = {
        .next_in = (unsigned char *)file->gzip,
        .avail_in = (unsigned)file->gzip_len,
        .next_out = bytes,
        .avail_out = (unsigned)file->len,
    };

    if (inflateInit2(&stream, 15 + 16) != Z_OK)
        abort();
    if (inflate(&stream, Z_FINISH) == Z_STREAM_END)
        evbuffer_add(body, bytes, file->len);
    inflateEnd(&stream);
    free(bytes);
}

static void answer_file(struct evhttp_request *http, const struct console_file *file)
{
    struct evbuffer *body = evbuffer_new();
    bool known = strstr(header(http, "If-None-Match"), file->etag) != NULL;

    if (!body)
        abort();
    file_headers(http, file->path, file->etag);
    if (known) {
        evhttp_send_reply(http, HTTP_NOTMODIFIED, NULL, NULL);
    } else {
        if (strstr(header(http, "Accept-Encoding"), "gzip")) {
            evhttp_add_header(evhttp_request_get_output_headers(http), "Content-Encoding", "gzip");
            evbuffer_add_reference(body, file->gzip, file->gzip_len, NULL, NULL);
        } else {
            inflate_into(body, file);
        }
        server_be_patient(http);
        evhttp_send_reply(http, 200, NULL, body);
    }
    evbuffer_free(body);
}

/* Letters, digits, dots between them: nothing that leads out of a folder. */
static bool is_plain(const char *path)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

    for (char before = '/'; *path; before = *path++) {
        if (strchr(letters, *path))
            continue;
        if ((*path != '.' && *path != '/') || before == '/' || before == '.')
            return false;
    }
    return true;
}

static bool answer_from(struct evhttp_request *http, const char *folder, const char *path)
{
    char *place = xasprintf("%s/%s", folder, path);
    int fd = open(place, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    struct evbuffer *body = evbuffer_new();
    struct stat st;

    free(place);
    if (!body)
        abort();
    bool fine = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    if (fine && evbuffer_add_file(body, fd, 0, st.st_size) == 0) {
        file_headers(http, path, NULL);
        server_be_patient(http);
        evhttp_send_reply(http, 200, NULL, body);
    } else if (fd >= 0) {
        close(fd);
    }
    evbuffer_free(body);
    return fine;
}

bool console_serve(struct evhttp_request *http, const char *folder, const char *path)
{
    if (path[0] != '/')
        return false;
    path = path[1] ? path + 1 : "index.html";
    if (!is_plain(path))
        return false;
    if (folder[0])
        return answer_from(http, folder, path);
    const struct console_file *file = find_file(path);
    if (file)
        answer_file(http, file);
    return file != NULL;
}
