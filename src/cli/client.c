/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libcurl on a Unix socket. */
#include "cli/client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include <curl/curl.h>

#include "base/clock.h"
#include "base/memory.h"
#include "cli/table.h"

enum {
    AGAIN_MS = 15 * 1000,  /* how long a daemon that went away is waited for */
    NUMBER_DIGITS_MAX = 18 /* surely fit into 64 bits */
};

struct client {
    CURL *curl;
    const char *socket;
    bool json;
};

/* One exchange. */
struct exchange {
    struct client *client;
    const char *method, *path;
    const char *bytes;
    size_t len;
    const char *type;      /* of the bytes */
    char key[33];          /* "" none */
    client_write_fn write; /* NULL: the body is gathered */
    void *arg;
    struct buf body;
    bool ended_early, began;
};

struct client *client_new(const char *socket, bool json)
{
    struct client *client = xcalloc(1, sizeof(*client));

    client->socket = socket;
    client->json = json;
    client->curl = curl_easy_init();
    if (!client->curl)
        abort();
    return client;
}

void client_free(struct client *client)
{
    if (!client)
        return;
    curl_easy_cleanup(client->curl);
    free(client);
}

static void encode(struct buf *path, const char *text)
{
    char *encoded = curl_easy_escape(NULL, text, (int)strlen(text));

    if (!encoded)
        abort();
    buf_puts(path, encoded);
    curl_free(encoded);
}

bool is_number(const char *word)
{
    size_t digits = strspn(word, "0123456789");

    return digits > 0 && digits <= NUMBER_DIGITS_MAX && !word[digits];
}

void path_piece(struct buf *path, const char *piece)
{
    buf_putc(path, '/');
    encode(path, piece);
}

void path_query(struct buf *path, const char *name, const char *value)
{
    if (!value)
        return;
    buf_putc(path, strchr(buf_str(path), '?') ? '&' : '?');
    buf_puts(path, name);
    buf_putc(path, '=');
    encode(path, value);
}

/* An answer that is an error is gathered even where a good one is read piece by piece. */
static size_t take_bytes(char *bytes, size_t size, size_t count, void *arg)
{
    struct exchange *x = arg;
    long status = 0;

    x->began = true;
    curl_easy_getinfo(x->client->curl, CURLINFO_RESPONSE_CODE, &status);
    if (!x->write || status >= 300) {
        buf_append(&x->body, bytes, size * count);
        return size * count;
    }
    if (x->write(bytes, size * count, x->arg))
        return size * count;
    x->ended_early = true;
    return CURL_WRITEFUNC_ERROR;
}

static struct curl_slist *headers_of(const struct exchange *x)
{
    struct curl_slist *headers = curl_slist_append(NULL, "Expect:");
    char *line = xasprintf("Content-Type: %s", x->type ? x->type : "application/json");

    headers = curl_slist_append(headers, line);
    free(line);
    if (x->key[0]) {
        line = xasprintf("Idempotency-Key: %s", x->key);
        headers = curl_slist_append(headers, line);
        free(line);
    }
    return headers;
}

static CURLcode perform(struct exchange *x)
{
    CURL *curl = x->client->curl;
    char *url = xasprintf("http://thonbao%s", x->path);
    struct curl_slist *headers = headers_of(x);

    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_UNIX_SOCKET_PATH, x->client->socket);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, x->method);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 10L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_bytes);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, x);
    if (strcmp(x->method, "POST") == 0 || x->bytes) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, x->bytes ? x->bytes : "");
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)x->len);
    }
    CURLcode code = curl_easy_perform(curl);
    curl_slist_free_all(headers);
    free(url);
    return code;
}

static int unreachable(const struct exchange *x, CURLcode code)
{
    if (code == CURLE_COULDNT_CONNECT)
        fprintf(stderr,
                "thonbao: the daemon does not answer on %s; is thonbaod running, and are "
                "you a member of its group?\n",
                x->client->socket);
    else
        fprintf(stderr, "thonbao: the daemon went away before it had answered (%s)\n",
                curl_easy_strerror(code));
    return EXIT_UNREACHABLE;
}

/* A daemon that went away in the middle may be back in a moment; the key makes asking again
 * safe. */
static CURLcode perform_until_answered(struct exchange *x)
{
    int64_t until = clock_monotonic_ms() + AGAIN_MS;
    struct timespec pause = {.tv_nsec = 200 * 1000 * 1000};
    bool lost = false;

    for (;;) {
        CURLcode code = perform(x);
        if (code == CURLE_OK || x->ended_early || !x->key[0] || x->began)
            return code;
        lost |= code != CURLE_COULDNT_CONNECT;
        if (!lost || clock_monotonic_ms() >= until)
            return code;
        buf_clear(&x->body);
        nanosleep(&pause, NULL);
    }
}

/* Says why the daemon has refused. */
static int say_refusal(const struct exchange *x, long status)
{
    json_t *answer = json_loadb(buf_str(&x->body), x->body.len, 0, NULL);
    const char *message = get_text(json_object_get(answer, "error"), "message");
    char *safe = terminal_safe(message, false);

    if (x->client->json && answer) {
        json_dumpf(answer, stdout, JSON_COMPACT);
        putchar('\n');
    }
    if (*safe)
        fprintf(stderr, "thonbao: %s\n", safe);
    else
        fprintf(stderr, "thonbao: the daemon answered with HTTP status %ld\n", status);
    free(safe);
    json_decref(answer);
    return EXIT_REFUSED;
}

static int run(struct exchange *x)
{
    CURLcode code = perform_until_answered(x);
    long status = 0;

    if (x->ended_early)
        return EXIT_DONE;
    if (code != CURLE_OK)
        return unreachable(x, code);
    curl_easy_getinfo(x->client->curl, CURLINFO_RESPONSE_CODE, &status);
    return status < 300 ? EXIT_DONE : say_refusal(x, status);
}

static void make_key(char key[33])
{
    unsigned char bytes[16];

    if (getrandom(bytes, sizeof(bytes), 0) != sizeof(bytes))
        abort();
    for (size_t i = 0; i < sizeof(bytes); i++)
        snprintf(key + 2 * i, 3, "%02x", bytes[i]);
}

static int run_json(struct exchange *x, json_t **ret)
{
    int code = run(x);

    if (code == EXIT_DONE) {
        json_t *answer = json_loadb(buf_str(&x->body), x->body.len, 0, NULL);
        if (x->client->json)
            fwrite(buf_str(&x->body), 1, x->body.len, stdout);
        if (ret && answer)
            *ret = answer;
        else
            json_decref(answer);
        if (!answer)
            code = refused("the daemon's answer is not JSON");
    }
    buf_free(&x->body);
    return code;
}

static int ask(struct exchange *x, const json_t *body, json_t **ret)
{
    char *bytes = body ? json_dumps(body, JSON_COMPACT) : NULL;

    x->bytes = bytes;
    x->len = bytes ? strlen(bytes) : 0;
    int code = run_json(x, ret);
    free(bytes);
    return code;
}

int client_ask_once(struct client *client, const char *method, const char *path, const json_t *body,
                    json_t **ret)
{
    struct exchange x = {.client = client, .method = method, .path = path};

    return ask(&x, body, ret);
}

int client_ask(struct client *client, const char *method, const char *path, const json_t *body,
               json_t **ret)
{
    struct exchange x = {.client = client, .method = method, .path = path};

    if (strcmp(method, "POST") == 0)
        make_key(x.key);
    return ask(&x, body, ret);
}

int client_get(struct client *client, const char *path, json_t **ret)
{
    return client_ask(client, "GET", path, NULL, ret);
}

int client_post_bytes(struct client *client, const char *path, const char *bytes, size_t len,
                      json_t **ret)
{
    struct exchange x = {.client = client,
                         .method = "POST",
                         .path = path,
                         .bytes = bytes,
                         .len = len,
                         .type = "application/octet-stream"};

    make_key(x.key);
    return run_json(&x, ret);
}

int client_read(struct client *client, const char *method, const char *path, client_write_fn write,
                void *arg)
{
    struct exchange x = {
        .client = client, .method = method, .path = path, .write = write, .arg = arg};
    int code = run(&x);

    buf_free(&x.body);
    return code;
}

static bool to_stdout(const char *bytes, size_t len, void *arg)
{
    return fwrite(bytes, 1, len, stdout) == len;
}

int client_copy(struct client *client, const char *path)
{
    return client_read(client, "GET", path, to_stdout, NULL);
}

int client_list(struct client *client, const struct buf *path, const char *name,
                client_page_fn page, void *arg)
{
    char after[24] = "";

    if (client->json)
        return client_copy(client, buf_str(path));
    for (;;) {
        struct buf next = BUF_INIT;
        json_t *answer = NULL;
        buf_puts(&next, buf_str(path));
        path_query(&next, "limit", "1000");
        path_query(&next, "after", *after ? after : NULL);
        int code = client_get(client, buf_str(&next), &answer);
        buf_free(&next);
        if (code != EXIT_DONE)
            return code;
        page(json_object_get(answer, name), arg);
        json_t *more = json_object_get(answer, "next");
        bool last = !json_is_integer(more);
        snprintf(after, sizeof(after), "%lld", (long long)json_integer_value(more));
        json_decref(answer);
        if (last)
            return EXIT_DONE;
    }
}

void set_text(json_t *body, const char *name, const char *value)
{
    if (value)
        json_object_set_new(body, name, json_string(value));
}

const char *get_text(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    return text ? text : "";
}

json_int_t get_int(const json_t *object, const char *name)
{
    return json_integer_value(json_object_get(object, name));
}

bool get_bool(const json_t *object, const char *name)
{
    return json_is_true(json_object_get(object, name));
}

const char *short_time(const char *rfc3339, char out[static 20])
{
    snprintf(out, 20, "%.16s", rfc3339 ? rfc3339 : "");
    if (strlen(out) > 10 && out[10] == 'T')
        out[10] = ' ';
    return out;
}

const char *get_time(const json_t *object, const char *name, char out[static 20])
{
    return short_time(get_text(object, name), out);
}
