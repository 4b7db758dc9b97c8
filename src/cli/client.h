/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The daemon's API over its Unix socket. Whatever goes wrong is said on stderr, once, and comes
 * back as the program's exit code. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "base/buf.h"
#include "cli/command.h"

struct client;

struct client *client_new(const char *socket, bool json);
void client_free(struct client *client);

/* Whether a word can be the number of something in the database. */
bool is_number(const char *word);
/* Paths: pieces and values are encoded. */
void path_piece(struct buf *path, const char *piece);
/* Adds "?name=value" or "&name=value"; nothing when value is NULL. */
void path_query(struct buf *path, const char *name, const char *value);

/* Asks and reads the answer. EXIT_DONE with *ret the parsed JSON, which the caller releases, or the
 * exit code, the reason having been said. ret NULL: the answer does not matter. With --json the
 * answer, be it good or bad, has been printed already, and a good one is still in *ret. body NULL:
 * none. A POST carries a key of its own and is asked again when the
 * daemon goes away before it has answered, so that nothing happens twice and nothing is in
 * doubt. */
int client_get(struct client *client, const char *path, json_t **ret);
int client_ask(struct client *client, const char *method, const char *path, const json_t *body,
               json_t **ret);
/* Never asked again: for what must not happen twice and leaves no trace in the database. */
int client_ask_once(struct client *client, const char *method, const char *path, const json_t *body,
                    json_t **ret);
int client_post_bytes(struct client *client, const char *path, const char *bytes, size_t len,
                      json_t **ret);

/* Reads a long answer piece by piece. write returns false to end it early, which is no fault. */
typedef bool (*client_write_fn)(const char *bytes, size_t len, void *arg);
int client_read(struct client *client, const char *method, const char *path, client_write_fn write,
                void *arg);
/* The same, straight to standard output. */
int client_copy(struct client *client, const char *path);
/* For lists: with --json copies the whole to standard output; else calls page with each piece of
 * at most 1000 rows. name is the key of the array in the answer. */
typedef void (*client_page_fn)(const json_t *rows, void *arg);
int client_list(struct client *client, const struct buf *path, const char *name,
                client_page_fn page, void *arg);

/* A field of a body; nothing when value is NULL. */
void set_text(json_t *body, const char *name, const char *value);

/* Fields of an answer; "" and 0 when they are not there. */
const char *get_text(const json_t *object, const char *name);
json_int_t get_int(const json_t *object, const char *name);
bool get_bool(const json_t *object, const char *name);
/* "2026-11-24 06:30" of an RFC 3339 time, "" of none; the buffer is the caller's. */
const char *get_time(const json_t *object, const char *name, char out[static 20]);
const char *short_time(const char *rfc3339, char out[static 20]);
