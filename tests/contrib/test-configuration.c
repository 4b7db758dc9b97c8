/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The shipped configuration and its manual say what the tables of options say. Every table the
 * daemon reads with passes through conf_read(), so the linker puts our own in its place
 * (--wrap=conf_read): whatever table a room adds is seen here without being named.
 *
 * In the file a line beginning with // is a setting at its default. With the strokes taken away
 * every setting must be there, at its default; where the default is nothing an example may stand,
 * if its line says so. */
#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/memory.h"
#include "check_main.h"
#include "daemon/config.h"
#include "temp_dir.h"

static char dir[128];
static char **lines; /* of thonbao.conf with all its settings */
static size_t line_count;
static struct buf complaints = BUF_INIT;
static struct buf manual = BUF_INIT;
static size_t compared;

void __wrap_conf_read(const config_setting_t *group, const struct conf_option *table, size_t count,
                      void *ret_struct, struct conf_faults *faults);
void __real_conf_read(const config_setting_t *group, const struct conf_option *table, size_t count,
                      void *ret_struct, struct conf_faults *faults);

static bool in_main_file(const config_setting_t *setting)
{
    const char *file = config_setting_source_file(setting);

    return file && strstr(file, "/thonbao.conf");
}

/* The value as it stands in the file, unquoted. */
static void write_value(const config_setting_t *setting, struct buf *out)
{
    switch (config_setting_type(setting)) {
    case CONFIG_TYPE_STRING:
        buf_puts(out, config_setting_get_string(setting));
        break;
    case CONFIG_TYPE_BOOL:
        buf_puts(out, config_setting_get_bool(setting) ? "true" : "false");
        break;
    case CONFIG_TYPE_INT:
    case CONFIG_TYPE_INT64:
        buf_printf(out, "%lld", config_setting_get_int64(setting));
        break;
    case CONFIG_TYPE_ARRAY:
        for (int i = 0; i < config_setting_length(setting); i++)
            buf_printf(out, "%s,", config_setting_get_string_elem(setting, i));
        break;
    default:
        buf_puts(out, "?");
    }
}

/* The manual has for each option a line ".It Ic name Pq default". */
static bool in_manual(const struct conf_option *option)
{
    const char *initial = option->initial ? option->initial : "";
    char *wanted;

    if (option->type == CONF_GROUP || option->type == CONF_LIST)
        wanted = xasprintf("\n.It Ic %s\n", option->name);
    else if (option->required)
        wanted = xasprintf("\n.It Ic %s Pq required\n", option->name);
    else
        wanted = xasprintf("\n.It Ic %s Pq %s\n", option->name, initial[0] ? initial : "none");
    bool found = strstr(buf_str(&manual), wanted);
    free(wanted);
    return found;
}

/* Whether a comment behind the setting, up to its semicolon's line, says that it is an example. */
static bool is_example(const config_setting_t *setting)
{
    for (size_t i = config_setting_source_line(setting) - 1; i < line_count; i++) {
        if (strchr(lines[i], ';'))
            return strstr(lines[i], "example");
    }
    return false;
}

static void compare(const config_setting_t *group, const struct conf_option *option)
{
    const config_setting_t *setting = config_setting_get_member(group, option->name);
    const char *initial = option->initial ? option->initial : "";
    struct buf value = BUF_INIT;

    if (!setting) {
        buf_printf(&complaints, "\"%s\" (%s) is not in the file\n", option->name, option->sentence);
        return;
    }
    compared++;
    if (!in_manual(option))
        buf_printf(&complaints, "the manual lacks .It Ic %s, or its default %s\n", option->name,
                   initial);
    if (option->type == CONF_GROUP || option->type == CONF_LIST || !in_main_file(setting))
        return;
    write_value(setting, &value);
    bool free_to_show = initial[0] == '\0' && is_example(setting);
    if (!free_to_show && strcmp(buf_str(&value), initial) != 0)
        buf_printf(&complaints, "line %u: %s is \"%s\", its default is \"%s\"\n",
                   config_setting_source_line(setting), option->name, buf_str(&value), initial);
    buf_free(&value);
}

void __wrap_conf_read(const config_setting_t *group, const struct conf_option *table, size_t count,
                      void *ret_struct, struct conf_faults *faults)
{
    if (group && in_main_file(group)) {
        for (size_t i = 0; i < count; i++)
            compare(group, &table[i]);
    } else if (!group) {
        buf_printf(&complaints, "the group with \"%s\" is not in the file\n", table[0].name);
    }
    __real_conf_read(group, table, count, ret_struct, faults);
}

static void read_manual(void)
{
    FILE *in = fopen(MANUAL, "re");
    char *line = NULL;
    size_t size = 0;

    ck_assert_ptr_nonnull(in);
    while (getline(&line, &size, in) > 0)
        buf_puts(&manual, line);
    free(line);
    fclose(in);
}

/* How many options the manual names. */
static size_t in_manual_count(void)
{
    size_t count = 0;

    for (const char *at = buf_str(&manual); (at = strstr(at, "\n.It Ic ")); at++)
        count++;
    return count;
}

static void copy_beside(const char *name)
{
    char *from = xasprintf("%s/%s", CONFIG_DIR, name), *to = xasprintf("%s/%s", dir, name);

    ck_assert_int_eq(symlink(from, to), 0);
    free(from);
    free(to);
}

static void link_includes(void)
{
    DIR *config = opendir(CONFIG_DIR);

    ck_assert_ptr_nonnull(config);
    for (const struct dirent *entry; (entry = readdir(config));)
        if (entry->d_name[0] != '.' && strcmp(entry->d_name, "thonbao.conf") != 0)
            copy_beside(entry->d_name);
    closedir(config);
}

/* Writes the file again with every setting in force, and remembers its lines. */
static char *enable_everything(void)
{
    FILE *in = fopen(CONFIG_DIR "/thonbao.conf", "re");
    char *path = xasprintf("%s/thonbao.conf", dir), *line = NULL;
    FILE *out = fopen(path, "we");
    size_t size = 0;

    ck_assert_ptr_nonnull(in);
    ck_assert_ptr_nonnull(out);
    while (getline(&line, &size, in) > 0) {
        size_t blanks = strspn(line, " ");
        if (strncmp(line + blanks, "//", 2) == 0)
            memset(line + blanks, ' ', 2);
        fputs(line, out);
        lines = xreallocarray(lines, line_count + 1, sizeof(*lines));
        lines[line_count++] = xstrdup(line);
    }
    free(line);
    fclose(in);
    ck_assert_int_eq(fclose(out), 0);
    return path;
}

static void expect_no_fault(const char *path)
{
    struct configuration config = {0};
    struct conf_faults faults = {0};

    configuration_read(path, &config, &faults);
    for (size_t i = 0; i < faults.count; i++)
        buf_printf(&complaints, "%s:%u: %s\n", faults.items[i].file ? faults.items[i].file : "",
                   faults.items[i].line, faults.items[i].message);
    conf_faults_free(&faults);
    configuration_free(&config);
}

START_TEST(every_option_stands_in_the_file_and_in_the_manual_with_its_default_and_nothing_else)
{
    temp_dir_make(dir, sizeof(dir));
    link_includes();
    read_manual();
    char *path = enable_everything();
    expect_no_fault(path); /* an unknown key is a fault */
    ck_assert_msg(complaints.len == 0, "\n%s", buf_str(&complaints));
    ck_assert_uint_gt(compared, 30);
    ck_assert_uint_eq(compared, in_manual_count());
    for (size_t i = 0; i < line_count; i++)
        free(lines[i]);
    free(lines);
    free(path);
    buf_free(&complaints);
    buf_free(&manual);
    temp_dir_remove(dir);
}
END_TEST

TEST_MAIN("contrib: the shipped configuration",
          every_option_stands_in_the_file_and_in_the_manual_with_its_default_and_nothing_else)
