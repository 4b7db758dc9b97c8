/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The usleep() and the read() that libGammu gets: fast unless patient, and never stuck. */
#include "modem/pace.h"

#include <fcntl.h>
#include <setjmp.h>
#include <string.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"
#include "check_main.h"

static int master, device, libgammus, core[2];
static struct line *line;
static jmp_buf out;
static enum pace_loss loss;

static void on_lost(enum pace_loss what, void *arg)
{
    loss = what;
    longjmp(out, 1);
}

static void on_event(enum line_event event, const char *text, size_t len, void *arg)
{
}

static void begin(bool patient)
{
    struct termios settings;

    master = posix_openpt(O_RDWR | O_NOCTTY);
    ck_assert(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
    device = open(ptsname(master), O_RDWR | O_NOCTTY | O_NONBLOCK);
    libgammus = open(ptsname(master), O_RDWR | O_NOCTTY | O_NONBLOCK);
    ck_assert(device >= 0 && libgammus >= 0);
    ck_assert_int_eq(tcgetattr(device, &settings), 0);
    cfmakeraw(&settings);
    ck_assert_int_eq(tcsetattr(device, TCSANOW, &settings), 0);
    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, core), 0);
    line = line_new(on_event, NULL);
    pace_attach(&(struct pace){
        .device = device, .core = core[0], .patient = patient, .line = line, .lost = on_lost});
}

START_TEST(before_a_modem_is_attached_a_pause_is_a_pause)
{
    int64_t before_ms = clock_monotonic_ms();

    usleep(30000);
    ck_assert_int_ge(clock_monotonic_ms() - before_ms, 29);
}
END_TEST

START_TEST(long_pauses_are_cut)
{
    begin(false);
    for (int i = 0; i < 1000; i++)
        usleep(500000); /* eight minutes; the test would not live to see their end */
}
END_TEST

START_TEST(a_short_pause_ends_when_the_modem_speaks)
{
    begin(false);
    ck_assert_int_eq(write(master, "OK", 2), 2);
    for (int i = 0; i < 10000; i++)
        usleep(99000); /* a quarter of an hour */
}
END_TEST

START_TEST(a_patient_modem_keeps_its_pauses_even_when_it_speaks)
{
    begin(true);
    ck_assert_int_eq(write(master, "OK", 2), 2);
    int64_t before_ms = clock_monotonic_ms();
    usleep(120000);
    ck_assert_int_ge(clock_monotonic_ms() - before_ms, 119);
}
END_TEST

static void expect_loss(enum pace_loss expected)
{
    if (setjmp(out) == 0) {
        for (;;)
            usleep(5000);
    }
    ck_assert_int_eq(loss, expected);
}

START_TEST(a_modem_pulled_out_is_noticed_in_the_middle_of_a_pause)
{
    begin(false);
    ck_assert(!pace_unplugged(device));
    close(master);
    ck_assert(pace_unplugged(device));
    expect_loss(PACE_UNPLUGGED);
}
END_TEST

START_TEST(so_is_it_by_a_patient_process)
{
    begin(true);
    close(master);
    expect_loss(PACE_UNPLUGGED);
}
END_TEST

START_TEST(the_end_of_the_core_is_noticed)
{
    begin(false);
    close(core[1]);
    expect_loss(PACE_ORPHANED);
}
END_TEST

START_TEST(a_call_that_takes_too_long_is_ended)
{
    begin(false);
    pace_begin(20);
    expect_loss(PACE_OVERDUE);
    pace_end();
}
END_TEST

/* libGammu starts its count anew with every byte it gets, and does not pause then. */
START_TEST(a_modem_that_never_stops_talking_is_ended_too)
{
    char bytes[16];

    begin(false);
    pace_begin(20);
    if (setjmp(out) == 0) {
        for (;;) {
            ck_assert_int_eq(write(master, "x", 1), 1);
            ck_assert_int_ge(read(libgammus, bytes, sizeof(bytes)), 0);
        }
    }
    ck_assert_int_eq(loss, PACE_OVERDUE);
}
END_TEST

START_TEST(what_libgammu_reads_has_gone_through_the_line)
{
    static const char said[] = "\r\n+CMTI: \"SM\",3\r\n\r\nOK\r\n";
    char bytes[64] = "";
    ssize_t len = 0;

    begin(false);
    line_set_busy(line, true);
    ck_assert_int_eq(write(master, said, strlen(said)), (ssize_t)strlen(said));
    while (!strstr(bytes, "OK")) {
        ssize_t more = read(libgammus, bytes + len, sizeof(bytes) - (size_t)len - 1);
        if (more > 0)
            len += more;
    }
    ck_assert_ptr_null(strstr(bytes, "CMTI"));
}
END_TEST

START_TEST(other_descriptors_are_read_as_ever)
{
    static const char said[] = "+CMTI: \"SM\",3\r\n";
    char bytes[64] = "";
    int fds[2];

    begin(false);
    ck_assert_int_eq(pipe(fds), 0);
    ck_assert_int_eq(write(fds[1], said, strlen(said)), (ssize_t)strlen(said));
    ck_assert_int_eq(read(fds[0], bytes, sizeof(bytes)), (ssize_t)strlen(said));
    ck_assert_str_eq(bytes, said);
    ck_assert_int_eq(write(master, said, strlen(said)), (ssize_t)strlen(said));
    memset(bytes, 0, sizeof(bytes));
    while (read(device, bytes, sizeof(bytes)) < 0)
        ;
    ck_assert_str_eq(bytes, said);
}
END_TEST

TEST_MAIN("modem: the usleep() and the read() that libGammu gets",
          before_a_modem_is_attached_a_pause_is_a_pause, long_pauses_are_cut,
          a_short_pause_ends_when_the_modem_speaks,
          a_patient_modem_keeps_its_pauses_even_when_it_speaks,
          a_modem_pulled_out_is_noticed_in_the_middle_of_a_pause, so_is_it_by_a_patient_process,
          the_end_of_the_core_is_noticed, a_call_that_takes_too_long_is_ended,
          a_modem_that_never_stops_talking_is_ended_too,
          what_libgammu_reads_has_gone_through_the_line, other_descriptors_are_read_as_ever)
