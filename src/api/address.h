/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Addresses of the internet as people write them, and listening on one. */
#pragma once

#include <stdbool.h>
#include <sys/socket.h>

#include "base/error.h"

struct address {
    struct sockaddr_storage at;
    socklen_t len;
    char text[80]; /* "127.0.0.1:8080", "[::1]:8080" */
};

enum { HOST_MAX = 256 };

/* Reads "ADDRESS:PORT" or "[IPV6]:PORT"; names are not looked up, except "localhost". */
bool address_parse(const char *text, struct address *ret);
/* Whether only programs on this computer reach it. */
bool address_is_loopback(const struct address *address);
/* The address without its port, as a client is known by: "192.168.1.5". */
bool address_of_peer(int fd, char *out, size_t size);
/* Splits "HOST:PORT" (a Host header, an Origin behind its scheme) and gives the host in small
 * letters, without brackets. False when it is no such thing. */
bool address_host(const char *text, char out[HOST_MAX]);
/* Whether a host is written as a number, which no name server can turn into another. */
bool address_host_is_number(const char *host);

/* Binds and listens. 0 with the descriptor, non-blocking; REFUSED "console_address" with the
 * system's reason. */
int address_listen(const struct address *address, int *ret_fd, struct refusal *ret_refusal);
