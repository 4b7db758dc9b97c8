/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The socket file: a dead daemon's is replaced, a living one's is not, and nothing else ever is. */
#include "api/listener.h"

#include <grp.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check_main.h"
#include "temp_dir.h"

static char dir[128], path[256];
static struct refusal refusal;

static void setup(void)
{
    temp_dir_make(dir, sizeof(dir));
    snprintf(path, sizeof(path), "%s/sock", dir);
}

static int open_at(const char *where, const char *group)
{
    gid_t gid;
    int fd = -1;

    return listener_open(where, group, &fd, &gid, &refusal) == 0 ? fd : -1;
}

START_TEST(the_socket_is_for_owner_and_group)
{
    struct stat st;
    setup();
    int fd = open_at(path, "");
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert(S_ISSOCK(st.st_mode));
    ck_assert_uint_eq(st.st_mode & 07777, 0660);
    close(fd);
    temp_dir_remove(dir);
}
END_TEST

START_TEST(a_dead_daemons_socket_is_replaced)
{
    setup();
    int fd = open_at(path, "");
    ck_assert_int_ge(fd, 0);
    close(fd);
    fd = open_at(path, "");
    ck_assert_int_ge(fd, 0);
    close(fd);
    temp_dir_remove(dir);
}
END_TEST

START_TEST(a_living_daemons_socket_is_left_alone)
{
    setup();
    int fd = open_at(path, "");
    ck_assert_int_eq(open_at(path, ""), -1);
    ck_assert_str_eq(refusal.code, "socket_in_use");
    ck_assert_int_eq(access(path, F_OK), 0);
    close(fd);
    temp_dir_remove(dir);
}
END_TEST

START_TEST(a_file_is_left_alone)
{
    setup();
    FILE *file = fopen(path, "w");
    fputs("precious", file);
    fclose(file);
    ck_assert_int_eq(open_at(path, ""), -1);
    ck_assert_str_eq(refusal.code, "socket_path");
    ck_assert_int_eq(access(path, F_OK), 0);
    temp_dir_remove(dir);
}
END_TEST

START_TEST(paths_that_cannot_be_are_named)
{
    char long_path[300];
    setup();
    memset(long_path, 'a', sizeof(long_path));
    long_path[0] = '/';
    long_path[sizeof(long_path) - 1] = '\0';
    ck_assert_int_eq(open_at(long_path, ""), -1);
    ck_assert_str_eq(refusal.code, "socket_path");
    snprintf(path, sizeof(path), "%s/not/there", dir);
    ck_assert_int_eq(open_at(path, ""), -1);
    ck_assert_str_eq(refusal.code, "socket_path");
    ck_assert_ptr_nonnull(strstr(refusal.message, "not/there"));
    temp_dir_remove(dir);
}
END_TEST

START_TEST(the_socket_is_handed_to_the_group)
{
    setup();
    const struct group *own = getgrgid(getegid());
    char name[64];
    struct stat st;
    ck_assert_ptr_nonnull(own);
    snprintf(name, sizeof(name), "%s", own->gr_name);
    int fd = open_at(path, name);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_uint_eq(st.st_gid, getegid());
    close(fd);
    ck_assert_int_eq(open_at(path, "no-such-group-here"), -1);
    ck_assert_str_eq(refusal.code, "socket_group");
    ck_assert_int_ne(access(path, F_OK), 0);
    temp_dir_remove(dir);
}
END_TEST

TEST_MAIN("api: listener", the_socket_is_for_owner_and_group, a_dead_daemons_socket_is_replaced,
          a_living_daemons_socket_is_left_alone, a_file_is_left_alone,
          paths_that_cannot_be_are_named, the_socket_is_handed_to_the_group)
