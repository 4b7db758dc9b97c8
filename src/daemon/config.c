/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The configuration file. */
#include "daemon/config.h"

#include <libgen.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"

static const char *const log_levels[] = {"error", "warning", "info", "debug", NULL};
static const char *const languages[] = {"vi", "en", NULL};

#define CONFIG(member) offsetof(struct configuration, member)

static const struct conf_option options[] = {
    {"database", CONF_STRING, CONFIG(database), "/var/lib/thonbao/thonbao.db",
     .sentence = "where everything is kept"},
    {"socket", CONF_STRING, CONFIG(socket), "/run/thonbao/thonbao.sock",
     .sentence = "where the command line finds the daemon"},
    {"socket_group", CONF_STRING, CONFIG(socket_group), "",
     .sentence = "members of this system group may use the command line"},
    {"keywords", CONF_STRING, CONFIG(keywords), "keywords.vi.conf",
     .sentence = "the words by which replies are understood"},
    {"log", CONF_WORD, CONFIG(log_level), "info", .words = log_levels,
     .sentence = "how much is written to the log"},
    {"village", CONF_GROUP, 0, .sentence = "the village"},
    {"numbers", CONF_GROUP, 0, .sentence = "the country's telephone numbers"},
    {"ambiguous", CONF_GROUP, 0, .sentence = "words that become one another without accents"},
    {"columns", CONF_GROUP, 0, .sentence = "the titles under which villages keep their lists"},
    {"texts", CONF_GROUP, 0, .sentence = "what the box itself says by SMS"},
    {"console", CONF_GROUP, 0, .sentence = "the console: its address and who may reach it"},
    {"sending", CONF_GROUP, 0, .sentence = "how messages are sent"},
    {"orders", CONF_GROUP, 0, .sentence = "orders that staff give by SMS"},
    {"approval", CONF_GROUP, 0, .sentence = "what a second person must approve"},
    {"care", CONF_GROUP, 0, .sentence = "what is done about feedback"},
    {"carriers", CONF_LIST, 0, .sentence = "the modems"},
};

#define VILLAGE(member) offsetof(struct village_settings, member)

static const struct conf_option village_options[] = {
    {"name", CONF_STRING, VILLAGE(name), "", .sentence = "its name, for {thôn} in a text"},
    {"timezone", CONF_STRING, VILLAGE(timezone), "Asia/Ho_Chi_Minh",
     .sentence = "in which quiet hours and dates are meant"},
    {"language", CONF_STRING, VILLAGE(language), "vi", .sentence = "of what the box says"},
};

static void check_village(const config_setting_t *group, const struct village_settings *v,
                          struct conf_faults *faults)
{
    char *zone = xasprintf("/usr/share/zoneinfo/%s", v->timezone);

    if (v->timezone[0] == '\0' || strstr(v->timezone, "..") || access(zone, R_OK) != 0)
        conf_fault(faults, group, "timezone: there is no zone \"%s\"; one is \"Asia/Ho_Chi_Minh\"",
                   v->timezone);
    free(zone);
    if (strcmp(v->language, languages[0]) != 0 && strcmp(v->language, languages[1]) != 0)
        conf_fault(faults, group, "language must be \"vi\" or \"en\"");
}

static void check_names(const config_setting_t *list, const struct configuration *c,
                        struct conf_faults *faults)
{
    for (size_t i = 0; i < c->carrier_count; i++) {
        const struct carrier_settings *a = &c->carriers[i];
        for (size_t j = 0; j < i; j++) {
            const struct carrier_settings *b = &c->carriers[j];
            if (a->name && b->name && strcmp(a->name, b->name) == 0)
                conf_fault(faults, config_setting_get_elem(list, (unsigned)i),
                           "two carriers are named \"%s\"", a->name);
            if (a->device[0] && strcmp(a->device, b->device) == 0)
                conf_fault(faults, config_setting_get_elem(list, (unsigned)i),
                           "two carriers use the device %s", a->device);
        }
    }
}

static void read_carriers(const config_setting_t *root, struct configuration *c,
                          struct conf_faults *faults)
{
    const config_setting_t *list = config_setting_get_member(root, "carriers");

    if (!list || !config_setting_is_list(list))
        return;
    size_t count = (size_t)config_setting_length(list);
    c->carriers = xcalloc(count, sizeof(*c->carriers));
    for (size_t i = 0; i < count; i++) {
        const config_setting_t *group = config_setting_get_elem(list, (unsigned)i);
        if (config_setting_is_group(group))
            carrier_settings_read(group, &c->carriers[c->carrier_count++], faults);
        else
            conf_fault(faults, group, "a carrier must be a group in braces { }");
    }
    check_names(list, c, faults);
}

static void make_absolute(char **path, const char *folder)
{
    if (!*path || (*path)[0] == '/' || (*path)[0] == '\0')
        return;
    char *joined = xasprintf("%s/%s", folder, *path);
    free(*path);
    *path = joined;
}

static void read_root(const config_setting_t *root, struct configuration *c,
                      struct conf_faults *faults)
{
    const config_setting_t *village = conf_group(root, "village");
    const config_setting_t *numbers = conf_group(root, "numbers");
    const config_setting_t *columns = conf_group(root, "columns");

    conf_read(root, options, ARRAY_SIZE(options), c, faults);
    conf_read(village, village_options, ARRAY_SIZE(village_options), &c->village, faults);
    check_village(village, &c->village, faults);
    console_settings_read(conf_group(root, "console"), &c->console, faults);
    sending_settings_read(conf_group(root, "sending"), &c->sending, faults);
    order_settings_read(conf_group(root, "orders"), &c->orders, faults);
    approval_settings_read(conf_group(root, "approval"), &c->sending.approval, faults);
    care_settings_read(conf_group(root, "care"), &c->care, faults);
    texts_read(conf_group(root, "texts"), &c->texts, faults);
    read_carriers(root, c, faults);
    ambiguous_read(conf_group(root, "ambiguous"), &c->ambiguous, faults);
    if (numbers)
        number_rules_read(numbers, &c->numbers, faults);
    else
        conf_fault(faults, NULL,
                   "the country's numbers are missing: add the line "
                   "@include \"numbers.vn.conf\"");
    if (columns)
        vocabulary_read(columns, &c->vocabulary, faults);
    else
        conf_fault(faults, NULL,
                   "the titles of lists are missing: add the line "
                   "@include \"columns.vi.conf\"");
}

void configuration_read(const char *path, struct configuration *ret, struct conf_faults *faults)
{
    struct conf *conf = conf_open(path, faults);

    if (!conf)
        return;
    read_root(conf_root(conf), ret, faults);
    conf_free(conf);
    char *copy = xstrdup(path), *folder = realpath(dirname(copy), NULL);
    char **paths[] = {&ret->database,    &ret->socket,
                      &ret->keywords,    &ret->console.certificate,
                      &ret->console.key, &ret->console.files};
    for (size_t i = 0; folder && i < ARRAY_SIZE(paths); i++)
        make_absolute(paths[i], folder);
    free(folder);
    free(copy);
}

void configuration_free(struct configuration *config)
{
    for (size_t i = 0; i < config->carrier_count; i++)
        carrier_settings_clear(&config->carriers[i]);
    free(config->carriers);
    console_settings_clear(&config->console);
    texts_clear(&config->texts);
    number_rules_free(&config->numbers);
    ambiguous_clear(&config->ambiguous);
    vocabulary_free(&config->vocabulary);
    conf_release(village_options, ARRAY_SIZE(village_options), &config->village);
    conf_release(options, ARRAY_SIZE(options), config);
}
