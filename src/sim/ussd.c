/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The operator's USSD menus. */
#include "sim/ussd.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "sim/network_inside.h"

enum { ANSWERS_AFTER = 1500, SESSION_LASTS = 120000 };

struct ussd_menu {
    LIST_ENTRY(ussd_menu) all;
    char *path, *text;
    bool wants_reply;
};

struct ussd_session {
    LIST_ENTRY(ussd_session) all;
    struct network *network;
    struct subscriber *subscriber;
    char *path;
    struct appointment *next; /* the answer, or the end */
};

static struct ussd_menu *find_menu(struct network *network, const char *path)
{
    struct ussd_menu *menu;

    LIST_FOREACH(menu, &network->menus, all)
    {
        if (!strcmp(menu->path, path))
            return menu;
    }
    return NULL;
}

void ussd_define(struct network *network, const char *path, bool wants_reply, const char *text)
{
    struct ussd_menu *menu = find_menu(network, path);

    if (!menu) {
        menu = xcalloc(1, sizeof(*menu));
        menu->path = xstrdup(path);
        LIST_INSERT_HEAD(&network->menus, menu, all);
    }
    free(menu->text);
    menu->text = xstrdup(text);
    menu->wants_reply = wants_reply;
}

static struct ussd_session *find_session(struct network *network, struct subscriber *subscriber)
{
    struct ussd_session *session;

    LIST_FOREACH(session, &network->sessions, all)
    {
        if (session->subscriber == subscriber)
            return session;
    }
    return NULL;
}

static void session_free(struct ussd_session *session)
{
    agenda_cancel(session->network->agenda, session->next);
    LIST_REMOVE(session, all);
    free(session->path);
    free(session);
}

/* "12.345": dots between thousands. */
static void append_amount(int64_t amount, struct buf *out)
{
    char digits[24];
    int len = snprintf(digits, sizeof(digits), "%" PRId64, amount);

    for (int i = 0; i < len; i++) {
        buf_putc(out, digits[i]);
        if (len - i > 1 && (len - i) % 3 == 1 && digits[i] != '-')
            buf_putc(out, '.');
    }
}

static char *fill_in(const char *text, struct subscriber *subscriber)
{
    struct buf out = BUF_INIT;

    while (*text) {
        if (!strncmp(text, "{credit}", 8)) {
            append_amount(subscriber_account(subscriber)->credit, &out);
            text += 8;
        } else if (!strncmp(text, "{number}", 8)) {
            buf_puts(&out, subscriber_number(subscriber));
            text += 8;
        } else {
            buf_putc(&out, *text++);
        }
    }
    return buf_steal(&out);
}

static void session_times_out(void *arg)
{
    struct ussd_session *session = arg;
    struct subscriber *subscriber = session->subscriber;

    session->next = NULL;
    session_free(session);
    subscriber_ussd(subscriber, USSD_TIMED_OUT, NULL);
}

static void answer(void *arg)
{
    struct ussd_session *session = arg;
    struct network *network = session->network;
    struct subscriber *subscriber = session->subscriber;
    const struct ussd_menu *menu = find_menu(network, session->path);

    session->next = NULL;
    char *text =
        fill_in(menu ? menu->text : "Ma dich vu khong dung hoac khong duoc ho tro.", subscriber);
    enum ussd_status status = menu && menu->wants_reply ? USSD_WANTS_REPLY : USSD_DONE;
    if (status == USSD_WANTS_REPLY)
        session->next = agenda_after(network->agenda, SESSION_LASTS, session_times_out, session);
    else
        session_free(session);
    subscriber_ussd(subscriber, status, text);
    free(text);
}

void ussd_send(struct network *network, struct subscriber *subscriber, const char *text)
{
    struct ussd_session *session = find_session(network, subscriber);

    ledger_count(network->ledger, COUNT_USSD, 1);
    if (!session) {
        session = xcalloc(1, sizeof(*session));
        session->network = network;
        session->subscriber = subscriber;
        session->path = xstrdup(text);
        LIST_INSERT_HEAD(&network->sessions, session, all);
    } else {
        char *path = xasprintf("%s>%s", session->path, text);
        free(session->path);
        session->path = path;
        agenda_cancel(network->agenda, session->next);
    }
    session->next = agenda_after(network->agenda, ANSWERS_AFTER, answer, session);
}

void ussd_cancel(struct network *network, struct subscriber *subscriber)
{
    struct ussd_session *session = find_session(network, subscriber);

    if (session)
        session_free(session);
}

void ussd_push(struct network *network, struct subscriber *subscriber, const char *text)
{
    subscriber_ussd(subscriber, USSD_DONE, text);
}

void ussd_define_usual(struct network *network)
{
    ussd_define(network, "*101#", false,
                "So du tai khoan: {credit}d. Han su dung: 31/12/2027. Thue bao {number}.");
    ussd_define(network, "*098#", true, "Dich vu:\n1. Tai khoan\n2. Goi tin nhan\n0. Thoat");
    ussd_define(network, "*098#>1", false, "So du: {credit}d.");
    ussd_define(network, "*098#>2", true, "Goi SMS100: 100 tin, 5.000d.\n1. Dang ky\n0. Thoat");
    ussd_define(network, "*098#>2>1", false, "Dang ky goi SMS100 thanh cong.");
    ussd_define(network, "*098#>2>0", false, "Cam on quy khach.");
    ussd_define(network, "*098#>0", false, "Cam on quy khach.");
}

void ussd_forget_all(struct network *network)
{
    while (!LIST_EMPTY(&network->menus)) {
        struct ussd_menu *menu = LIST_FIRST(&network->menus);
        LIST_REMOVE(menu, all);
        free(menu->path);
        free(menu->text);
        free(menu);
    }
    while (!LIST_EMPTY(&network->sessions))
        session_free(LIST_FIRST(&network->sessions));
}
