/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How staff write their orders. */
#include "inbound/order_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/error.h"
#include "base/memory.h"
#include "text/accents.h"
#include "village/group.h"

enum {
    LIST_CONFIRM = ORDER_ACT_COUNT, /* may stand before a code */
    LIST_BYPASS,                    /* may stand behind it */
    LIST_NUMBER,                    /* may stand before an announcement's number */
    LIST_COUNT,
    PHRASE_WORDS_MAX = 3,
    NUMBER_DIGITS_MAX = 12,
};

/* A phrase as it is compared: letters and digits of all its words, and how many words they are. */
struct phrase {
    char *key;
    size_t words;
    int list;
};

struct order_words {
    struct phrase *phrases;
    size_t count;
};

/* ---- words of a text ---- */

static const char blanks[] = " \t\r\n", name_ends[] = ",:;";

static const char *skip(const char *text, const char *signs)
{
    return text + strspn(text, signs);
}

const char *order_text_after(const char *text)
{
    return skip(text, " \t\r\n,:;.-");
}

bool order_text_name(const char *text, size_t count, char **ret_name, const char **ret_end)
{
    const char *start = skip(text, blanks), *at = start, *end = start;

    for (size_t i = 0; i < count; i++) {
        at = skip(at, blanks);
        if (i > 0 && strchr(name_ends, end[-1]))
            return false;
        end = at + strcspn(at, blanks);
        const char *sign = at + strcspn(at, name_ends);
        if (sign < end && sign > at)
            end = sign + 1;
        if (end == at)
            return false;
        at = end;
    }
    size_t len = (size_t)(end - start);
    while (len > 0 && strchr(",:;.", start[len - 1]))
        len--;
    *ret_name = xstrndup(start, len);
    *ret_end = start + len;
    return true;
}

/* The list whose longest phrase begins the text, -1 when none does; *ret_end behind it. */
static int find_phrase(const struct order_words *words, int from, int to, const char *text,
                       const char **ret_end)
{
    for (size_t count = PHRASE_WORDS_MAX; count > 0; count--) {
        char *name;
        if (!order_text_name(text, count, &name, ret_end))
            continue;
        char *key = group_key(name);
        int found = -1;
        for (size_t i = 0; i < words->count && found < 0; i++) {
            const struct phrase *p = &words->phrases[i];
            if (p->list >= from && p->list < to && p->words == count && strcmp(p->key, key) == 0)
                found = p->list;
        }
        free(key);
        free(name);
        if (found >= 0)
            return found;
    }
    return -1;
}

/* ---- the file ---- */

struct lists {
    struct conf_strings lists[LIST_COUNT];
};

#define LIST(index, name_, sentence_)                                                              \
    {                                                                                              \
        .name = name_, .type = CONF_STRINGS, .offset = (index) * sizeof(struct conf_strings),      \
        .required = true, .sentence = sentence_                                                    \
    }

static const struct conf_option options[LIST_COUNT] = {
    LIST(ORDER_SEND, "send", "an announcement to groups: GUI nongdan ..."),
    LIST(ORDER_EMERGENCY, "emergency", "an emergency to everybody: KHAN ..."),
    LIST(ORDER_CANCEL, "cancel", "cancels one: HUY 12"),
    LIST(ORDER_APPROVE, "approve", "approves one: DUYET 12"),
    LIST(ORDER_STATUS, "status", "how one goes: TT, TT 12"),
    LIST(ORDER_DOORS, "doors", "the doors that are left: CHUA, CHUA 12"),
    LIST(LIST_CONFIRM, "confirm", "may stand before a code: OK 1234"),
    LIST(LIST_BYPASS, "bypass", "behind a code: without the approval of a second person"),
    LIST(LIST_NUMBER, "number", "may stand before a number: HUY TB 12"),
};

static size_t count_words(const char *phrase)
{
    size_t count = 0;

    for (phrase = skip(phrase, blanks); *phrase; phrase = skip(phrase, blanks)) {
        count++;
        phrase += strcspn(phrase, blanks);
    }
    return count;
}

static void add_phrase(struct order_words *words, int list, const char *text,
                       const config_setting_t *where, struct conf_faults *faults)
{
    struct phrase p = {.list = list, .words = count_words(text)};

    if (text_utf8_valid(text, strlen(text)))
        p.key = group_key(text);
    if (!p.key || !p.key[0] || p.words > PHRASE_WORDS_MAX) {
        conf_fault(faults, where, "%s: \"%s\" is not a word, or more than %d", options[list].name,
                   text, PHRASE_WORDS_MAX);
        free(p.key);
        return;
    }
    for (size_t i = 0; i < words->count; i++)
        if (words->phrases[i].list != list && strcmp(words->phrases[i].key, p.key) == 0)
            conf_fault(faults, where, "\"%s\" stands under %s and under %s", text,
                       options[words->phrases[i].list].name, options[list].name);
    words->phrases = xreallocarray(words->phrases, words->count + 1, sizeof(p));
    words->phrases[words->count++] = p;
}

/* Each text of a list holds phrases divided by commas. */
static void add_list(struct order_words *words, int list, const struct conf_strings *texts,
                     const config_setting_t *where, struct conf_faults *faults)
{
    for (size_t i = 0; i < texts->count; i++) {
        char *copy = xstrdup(texts->items[i]), *rest = copy;
        for (char *phrase; (phrase = strsep(&rest, ","));)
            add_phrase(words, list, phrase, where, faults);
        free(copy);
    }
}

static int load(struct conf *conf, struct order_words **ret, struct conf_faults *faults)
{
    struct lists lists = {0};
    size_t before = faults->count;

    if (!conf)
        return REFUSED;
    const config_setting_t *group = conf_group(conf_root(conf), "orders");
    struct order_words *words = xcalloc(1, sizeof(*words));
    if (!group)
        conf_fault(faults, conf_root(conf), "the group \"orders\" is missing");
    else
        conf_read(group, options, ARRAY_SIZE(options), &lists, faults);
    for (int i = 0; i < LIST_COUNT; i++)
        add_list(words, i, &lists.lists[i], group, faults);
    conf_release(options, ARRAY_SIZE(options), &lists);
    conf_free(conf);
    if (faults->count > before) {
        order_words_free(words);
        return REFUSED;
    }
    *ret = words;
    return 0;
}

int order_words_open(const char *path, struct order_words **ret, struct conf_faults *faults)
{
    return load(conf_open(path, faults), ret, faults);
}

int order_words_parse(const char *text, struct order_words **ret, struct conf_faults *faults)
{
    return load(conf_parse(text, NULL, faults), ret, faults);
}

void order_words_free(struct order_words *words)
{
    if (!words)
        return;
    for (size_t i = 0; i < words->count; i++)
        free(words->phrases[i].key);
    free(words->phrases);
    free(words);
}

/* ---- an order ---- */

/* "12", "#12", "TB 12."; 0 when there is nothing. False when it is anything else. */
static bool read_number(const struct order_words *words, const char *text, int64_t *ret)
{
    const char *behind;
    bool named = find_phrase(words, LIST_NUMBER, LIST_NUMBER + 1, text, &behind) >= 0;
    const char *at = skip(named ? behind : text, " \t\r\n#:.");
    size_t digits = strspn(at, "0123456789");

    *ret = 0;
    if (digits > NUMBER_DIGITS_MAX || *skip(at + digits, " \t\r\n.!"))
        return false;
    if (digits)
        *ret = strtoll(at, NULL, 10);
    return true;
}

bool order_text_read(const struct order_words *words, const char *text, struct order_text *ret)
{
    struct order_text order = {0};

    if (!text_utf8_valid(text, strlen(text)))
        return false;
    int list = find_phrase(words, 0, ORDER_ACT_COUNT, text, &order.rest);
    if (list < 0)
        return false;
    order.act = (enum order_act)list;
    switch (order.act) {
    case ORDER_SEND:
    case ORDER_EMERGENCY:
        order.rest = order_text_after(order.rest);
        order.incomplete = order.rest[0] == '\0';
        break;
    case ORDER_CANCEL:
    case ORDER_APPROVE:
        if (!read_number(words, order.rest, &order.announcement))
            return false;
        order.incomplete = order.announcement == 0;
        break;
    case ORDER_STATUS:
    case ORDER_DOORS:
    case ORDER_ACT_COUNT:
        if (!read_number(words, order.rest, &order.announcement))
            return false;
        break;
    }
    *ret = order;
    return true;
}

bool order_text_code(const struct order_words *words, const char *text, int digits, char *code,
                     bool *ret_bypass)
{
    const char *at;

    if (!text_utf8_valid(text, strlen(text)))
        return false;
    if (find_phrase(words, LIST_CONFIRM, LIST_CONFIRM + 1, text, &at) < 0)
        at = text;
    at = order_text_after(at);
    const char *end = at + strspn(at, "0123456789");
    if (end - at != digits)
        return false;
    const char *rest = order_text_after(end), *behind = rest;
    bool bypass = *rest && find_phrase(words, LIST_BYPASS, LIST_BYPASS + 1, rest, &behind) >= 0;
    if (*skip(order_text_after(bypass ? behind : rest), "!"))
        return false;
    memcpy(code, at, (size_t)digits);
    code[digits] = '\0';
    *ret_bypass = bypass;
    return true;
}
