/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The console's files: built into the daemon, or served from a folder for those who work on them.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct evhttp_request;

/* One built-in file; contrib/embed-files writes the table. */
struct console_file {
    const char *path;          /* "js/app.js" */
    const char *etag;          /* hash of the content */
    const unsigned char *gzip; /* compressed */
    size_t gzip_len, len;
};
extern const struct console_file console_files[];
extern const size_t console_file_count;

/* Headers that keep a page to what it is made for; for whatever a browser may show. */
void console_headers(struct evhttp_request *http);
/* Answers a GET of one of the files; "/" is index.html. False when there is none at this path.
 * folder "": the built-in ones. */
bool console_serve(struct evhttp_request *http, const char *folder, const char *path);
