/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists in turn: who comes, who goes, and which is at work. */
#include "api/imports_inside.h"

#include <inttypes.h>
#include <stdlib.h>

#include "api/server.h"
#include "base/log.h"
#include "base/memory.h"

enum { LISTS_MAX = 3 }; /* at work and waiting: each may hold 16 MB */

void imports_end_first(struct imports *imports)
{
    struct list *list = imports->first;

    imports->first = list->next;
    list_free(list);
    import_close(imports->taking);
    imports->taking = NULL;
    imports->act = ACT_REST;
    imports->why[0] = '\0';
    loop_timer_set(imports->timer, 0);
}

void imports_give_up(struct imports *imports, int result)
{
    struct call *call = list_take_call(imports->first);

    if (call)
        call_finish(call, result);
    imports_end_first(imports);
}

static void turn(void *arg)
{
    struct imports *imports = arg;

    switch (imports->act) {
    case ACT_REST:
        imports_read(imports);
        break;
    case ACT_READ: /* its child says when */
        break;
    case ACT_WRITE:
        imports_write(imports);
        break;
    case ACT_TAKE:
        imports_take(imports);
        break;
    }
    store_tidy(imports->api->store);
}

/* Takes a list that waits out of the row. */
static void drop(struct imports *imports, struct list *list)
{
    struct list **at = &imports->first;

    while (*at != list)
        at = &(*at)->next;
    *at = list->next;
    list_free(list);
}

/* Whoever asked has gone. What stands is taken in all the same. */
static void gone(struct evhttp_connection *connection, void *arg)
{
    struct list *list = arg;
    struct imports *imports = list->imports;
    struct call *call = list->call;

    list->call = NULL;
    server_release(call->http);
    call_drop(call);
    if (list != imports->first) {
        drop(imports, list);
    } else if (imports->act != ACT_TAKE) {
        if (imports->act == ACT_WRITE)
            import_forget(imports->api->store);
        imports_end_first(imports);
    }
}

int imports_ask(struct imports *imports, struct call *call, const struct import_query *query)
{
    struct list **last = &imports->first;
    int waiting = 0;

    for (; *last; last = &(*last)->next)
        waiting++;
    if (waiting >= LISTS_MAX)
        return refuse(&call->refusal, "import_running", NULL,
                      "%d lists are on their way into the phone book already", waiting);
    struct list *list = list_new(imports);
    list->dry_run = query->dry_run;
    list->columns = xstrdup(query->columns ? query->columns : "");
    list->encoding = xstrdup(query->encoding ? query->encoding : "");
    list->name = xstrdup(query->name ? query->name : "");
    int r = list_keep_bytes(list, call);
    if (r < 0) {
        list_free(list);
        return r;
    }
    list->call = call;
    *last = list;
    server_be_patient(call->http);
    server_on_gone(call->http, gone, list);
    if (imports->act == ACT_REST)
        loop_timer_set(imports->timer, 0);
    return CALL_LATER;
}

/* A list that stood when the daemon ended. */
static void go_on(struct imports *imports)
{
    if (import_open(imports->api->store, &imports->taking) != 0)
        return;
    struct import_state state = import_state(imports->taking);
    const struct import_counts *c = &state.counts;
    imports->first = list_new(imports);
    imports->act = ACT_TAKE;
    imports->begun_at = state.begun_at;
    log_info("api", "going on with a list: %" PRId64 " of %" PRId64 " households are taken in",
             c->added + c->changed + c->unchanged + c->failed, state.households);
    loop_timer_set(imports->timer, 0);
}

struct imports *imports_new(struct api *api)
{
    struct imports *imports = xcalloc(1, sizeof(*imports));

    imports->api = api;
    imports->timer = loop_timer_new(api->loop, turn, imports);
    go_on(imports);
    return imports;
}

void imports_free(struct imports *imports)
{
    if (!imports)
        return;
    while (imports->first) {
        struct list *list = imports->first;
        struct call *call = list_take_call(list);
        imports->first = list->next;
        list_free(list);
        if (call)
            call_drop(call);
    }
    import_close(imports->taking);
    loop_timer_free(imports->timer);
    free(imports);
}

struct imports_report imports_report(const struct imports *imports)
{
    static const char *const states[] = {[ACT_REST] = "none",
                                         [ACT_READ] = "reading",
                                         [ACT_WRITE] = "writing",
                                         [ACT_TAKE] = "taking"};
    const struct list *list = imports->first;
    struct imports_report report = {
        .state = imports->why[0] ? "waiting" : states[imports->act],
        .author = "",
        .name = "",
        .why = imports->why,
    };

    if (imports->act == ACT_REST)
        return report;
    report.begun_at = imports->begun_at;
    report.name = list->name ? list->name : "";
    report.author = list->call ? list->call->author : "";
    if (imports->taking) {
        struct import_state state = import_state(imports->taking);
        const struct import_counts *c = &state.counts;
        report.author = state.author;
        report.name = state.name;
        report.households = state.households;
        report.taken = c->added + c->changed + c->unchanged + c->failed;
    }
    return report;
}
