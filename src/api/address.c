/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Addresses of the internet. */
#include "api/address.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    BACKLOG = 64,
    NUMBER_MAX = INET6_ADDRSTRLEN - 1, /* characters of what inet_pton() can read */
};

/* Where the port begins behind the colon; NULL when there is none. */
static const char *split(const char *text, char host[HOST_MAX])
{
    const char *end = text[0] == '[' ? strchr(text, ']') : strrchr(text, ':');

    if (!end)
        return NULL;
    const char *from = text[0] == '[' ? text + 1 : text;
    size_t len = (size_t)(end - from);
    const char *colon = text[0] == '[' ? end + 1 : end;
    if (*colon != ':' || len == 0 || len >= HOST_MAX)
        return NULL;
    memcpy(host, from, len);
    host[len] = '\0';
    return colon + 1;
}

static bool parse_port(const char *text, in_port_t *ret)
{
    char *end;
    long port = strtol(text, &end, 10);

    if (!isdigit((unsigned char)*text) || *end || port < 1 || port > 65535)
        return false;
    *ret = htons((in_port_t)port);
    return true;
}

bool address_parse(const char *text, struct address *ret)
{
    struct address address = {0};
    struct sockaddr_in *four = (struct sockaddr_in *)&address.at;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)&address.at;
    char host[HOST_MAX];
    in_port_t port;

    const char *digits = split(text, host);
    if (!digits || !parse_port(digits, &port))
        return false;
    if (strcmp(host, "localhost") == 0)
        strcpy(host, "127.0.0.1");
    if (text[0] != '[' && inet_pton(AF_INET, host, &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = port;
        address.len = sizeof(*four);
        snprintf(address.text, sizeof(address.text), "%.*s:%u", NUMBER_MAX, host, ntohs(port));
    } else if (text[0] == '[' && inet_pton(AF_INET6, host, &six->sin6_addr) == 1) {
        six->sin6_family = AF_INET6;
        six->sin6_port = port;
        address.len = sizeof(*six);
        snprintf(address.text, sizeof(address.text), "[%.*s]:%u", NUMBER_MAX, host, ntohs(port));
    } else {
        return false;
    }
    *ret = address;
    return true;
}

bool address_is_loopback(const struct address *address)
{
    const struct sockaddr_in *four = (const struct sockaddr_in *)&address->at;
    const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)&address->at;

    if (address->at.ss_family == AF_INET)
        return ntohl(four->sin_addr.s_addr) >> 24 == 127;
    return IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
}

bool address_of_peer(int fd, char *out, size_t size)
{
    struct sockaddr_storage at;
    socklen_t len = sizeof(at);

    if (getpeername(fd, (struct sockaddr *)&at, &len) < 0)
        return false;
    const void *number = at.ss_family == AF_INET
                             ? (const void *)&((struct sockaddr_in *)&at)->sin_addr
                             : (const void *)&((struct sockaddr_in6 *)&at)->sin6_addr;
    return (at.ss_family == AF_INET || at.ss_family == AF_INET6) &&
           inet_ntop(at.ss_family, number, out, (socklen_t)size);
}

bool address_host(const char *text, char out[HOST_MAX])
{
    char host[HOST_MAX];
    bool has_port = text[0] == '[' ? strstr(text, "]:") != NULL : strchr(text, ':') != NULL;
    in_port_t port;

    if (has_port) {
        const char *digits = split(text, host);
        if (!digits || !parse_port(digits, &port))
            return false;
    } else {
        size_t len = strlen(text);
        bool brackets = text[0] == '[' && len > 2 && text[len - 1] == ']';
        if (len == 0 || len >= HOST_MAX || (text[0] == '[' && !brackets))
            return false;
        snprintf(host, sizeof(host), "%.*s", (int)(brackets ? len - 2 : len), text + brackets);
    }
    for (size_t i = 0; host[i]; i++) {
        unsigned char c = (unsigned char)host[i];
        if (!isalnum(c) && !strchr(".-_:", c))
            return false;
        host[i] = (char)tolower(c);
    }
    strcpy(out, host);
    return true;
}

bool address_host_is_number(const char *host)
{
    struct in6_addr space;

    return inet_pton(AF_INET, host, &space) == 1 || inet_pton(AF_INET6, host, &space) == 1;
}

static int bind_and_listen(int fd, const struct address *address)
{
    const int yes = 1;

    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    if (address->at.ss_family == AF_INET6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof(yes));
    if (bind(fd, (const struct sockaddr *)&address->at, address->len) < 0 ||
        listen(fd, BACKLOG) < 0)
        return -errno;
    return 0;
}

int address_listen(const struct address *address, int *ret_fd, struct refusal *ret_refusal)
{
    int fd = socket(address->at.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int r = fd < 0 ? -errno : bind_and_listen(fd, address);

    if (r == 0) {
        *ret_fd = fd;
        return 0;
    }
    if (fd >= 0)
        close(fd);
    return refuse(ret_refusal, "console_address", "console.listen", "cannot listen on %s: %s",
                  address->text, strerror(-r));
}
