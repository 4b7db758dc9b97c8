/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who hears an announcement: the households of the groups that a person has named. */
#include "dispatch/audience.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/audience.h"
#include "store/group.h"
#include "store/staff.h"
#include "text/accents.h"
#include "village/group.h"

/* The next name of a list "a, b"; false at its end. The caller frees. */
static bool next_name(const char **list, char **ret)
{
    while (**list == ',' || **list == ' ')
        (*list)++;
    size_t len = strcspn(*list, ",");
    if (len == 0)
        return false;
    *ret = xstrndup(*list, len);
    for (size_t end = len; end > 0 && (*ret)[end - 1] == ' '; end--)
        (*ret)[end - 1] = '\0';
    *list += len;
    return true;
}

static int take_group(struct store *store, const char *name, bool except,
                      struct refusal *ret_refusal)
{
    bool readable = text_utf8_valid(name, strlen(name));
    int64_t group;

    if (readable && group_is_everybody(name))
        return except ? audience_clear(store) : audience_add_all(store);
    int r = readable ? group_find(store, name, &group) : STORE_NOT_FOUND;
    if (r == STORE_NOT_FOUND)
        return refuse(ret_refusal, "unknown_group", except ? "except" : "to",
                      "there is no group \"%s\"", name);
    if (r != 0)
        return r;
    return except ? audience_except_group(store, group) : audience_add_group(store, group);
}

static int take_groups(struct store *store, const char *list, bool except,
                       struct refusal *ret_refusal)
{
    char *name;
    int r = 0;

    while (r == 0 && next_name(&list, &name)) {
        r = take_group(store, name, except, ret_refusal);
        free(name);
    }
    return r;
}

static int check_own(struct store *store, int64_t staff, const char *name,
                     struct refusal *ret_refusal)
{
    bool readable = text_utf8_valid(name, strlen(name)), everybody = false, own = false;
    int64_t group;

    if (readable)
        everybody = group_is_everybody(name);
    int r = everybody ? 0 : readable ? group_find(store, name, &group) : STORE_NOT_FOUND;
    if (r == STORE_NOT_FOUND)
        return refuse(ret_refusal, "unknown_group", "to", "there is no group \"%s\"", name);
    if (r == 0 && !everybody)
        r = staff_has_group(store, staff, group, &own);
    if (r == 0 && !own)
        return refuse(ret_refusal, "foreign_group", "to", "the group \"%s\" is not one of your own",
                      name);
    return r;
}

int audience_check_own(struct store *store, int64_t staff, const char *to,
                       struct refusal *ret_refusal)
{
    char *name;
    int r = 0;

    while (r == 0 && next_name(&to, &name)) {
        r = check_own(store, staff, name, ret_refusal);
        free(name);
    }
    return r;
}

int audience_gather(struct store *store, const char *to, const char *except,
                    int64_t *ret_households, struct refusal *ret_refusal)
{
    bool fewer = except && except[0];
    int r = audience_clear(store);

    if (r == 0)
        r = take_groups(store, to, false, ret_refusal);
    if (r == 0 && fewer)
        r = take_groups(store, except, true, ret_refusal);
    if (r == 0)
        r = audience_count(store, ret_households);
    if (r == 0 && *ret_households == 0)
        return refuse(ret_refusal, "empty_audience", "to",
                      "no household would hear this: \"%s\"%s%s%s has no members", to,
                      fewer ? " without \"" : "", fewer ? except : "", fewer ? "\"" : "");
    return r;
}
