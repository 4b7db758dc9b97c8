/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Starting a modem: its port, its SIM, its PIN; what a person is told when it cannot be. */
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "check_main.h"
#include "world.h"

static struct world world;

static void begin(const char *options)
{
    world_open(&world, options);
}

static void end(void)
{
    world_close(&world);
}

START_TEST(a_missing_device_is_named)
{
    begin("");
    world.configure.device = "/dev/no-such-modem";
    world_start(&world);
    world_expect_fault(&world, WIRE_ORIGIN_DEVICE,
                       "/dev/no-such-modem is not there: is the modem plugged in?");
    ck_assert_int_eq(world_expect_end(&world), 1);
    end();
}
END_TEST

START_TEST(a_file_is_no_modem)
{
    begin("");
    world.configure.device = "/dev/null";
    world_start(&world);
    world_expect_fault(&world, WIRE_ORIGIN_DEVICE, "/dev/null is not a serial port");
    end();
}
END_TEST

START_TEST(a_device_in_use_is_left_alone)
{
    begin("");
    int fd = open(world.device, O_RDWR | O_NOCTTY | O_CLOEXEC);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(flock(fd, LOCK_EX | LOCK_NB), 0);
    world_start(&world);
    world_expect_fault(&world, WIRE_ORIGIN_DEVICE, "another program");
    ck_assert_int_eq(world_expect_end(&world), 1);
    close(fd);
    world_start_ready(&world);
    end();
}
END_TEST

START_TEST(two_processes_never_share_a_modem)
{
    struct driver first;

    begin("");
    world_start_ready(&world);
    first = world.driver;
    world_start(&world);
    world_expect_fault(&world, WIRE_ORIGIN_DEVICE, "uses");
    ck_assert_int_eq(world_expect_end(&world), 1);
    world.driver = first;
    ck_assert_int_eq(world_send(&world, "+84912345678", "mot")->outcome, WIRE_ACCEPTED);
    end();
}
END_TEST

START_TEST(a_killed_process_leaves_no_lock_behind)
{
    begin("");
    for (int i = 0; i < 3; i++) {
        world_start_ready(&world);
        driver_kill(&world.driver);
    }
    world_start_ready(&world);
    end();
}
END_TEST

/* The number in the lock is alive, but its process has nothing to do with the modem: the one that
 * wrote it has died. */
START_TEST(the_lock_of_a_reused_process_number_is_not_believed)
{
    char real[PATH_MAX], lock[128];

    begin("");
    ck_assert_ptr_nonnull(realpath(world.device, real));
    snprintf(lock, sizeof(lock), "/var/lock/LCK..%s", strrchr(real, '/') + 1);
    FILE *file = fopen(lock, "w");
    if (file) { /* else nobody can leave a lock here */
        fprintf(file, "%10d\n", getpid());
        fclose(file);
    }
    world_start_ready(&world);
    end();
    unlink(lock);
}
END_TEST

START_TEST(a_port_where_nothing_answers_is_the_wrong_one)
{
    begin("");
    world_tell(&world, "hang m1");
    world_start(&world);
    world_expect_fault(&world, WIRE_ORIGIN_DEVICE, "nothing answers on");
    ck_assert_int_eq(world_expect_end(&world), 1);
    end();
}
END_TEST

/* What a GPS receiver does, the neighbour of many a modem's port. */
_Noreturn static void talk(int fd)
{
    static const char position[] =
        "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,,*00\r\n";
    char bytes[64];

    fcntl(fd, F_SETFL, O_NONBLOCK);
    for (;;) {
        if (write(fd, position, strlen(position)) < 0 && read(fd, bytes, sizeof(bytes)) == 0)
            _exit(0);
        poll(NULL, 0, 20);
    }
}

START_TEST(a_port_that_never_falls_silent_is_the_wrong_one)
{
    char path[64];
    int master, port;

    begin("");
    ck_assert_int_eq(openpty(&master, &port, path, NULL, NULL), 0);
    pid_t talker = fork();
    if (talker == 0)
        talk(master);
    world.configure.device = path;
    world_start(&world);
    world_expect_fault(&world, WIRE_ORIGIN_DEVICE, "nothing answers on");
    ck_assert_int_eq(world_expect_end(&world), 1);
    kill(talker, SIGKILL);
    waitpid(talker, NULL, 0);
    end();
}
END_TEST

START_TEST(the_right_pin_opens_the_sim)
{
    begin("pin=1234");
    world.configure.pin = "1234";
    world_start_ready(&world);
    ck_assert_int_eq(world_send(&world, "+84912345678", "mot")->outcome, WIRE_ACCEPTED);
    end();
}
END_TEST

START_TEST(a_missing_pin_is_asked_for)
{
    begin("pin=1234");
    world_start(&world);
    world_expect_fault(&world, WIRE_ORIGIN_SIM, "asks for a PIN and none is configured");
    ck_assert_int_eq(world_expect_end(&world), 1);
    end();
}
END_TEST

START_TEST(a_wrong_pin_is_tried_and_said_to_be_wrong)
{
    begin("pin=1234");
    world.configure.pin = "9999";
    world_start(&world);
    world_expect_fault(&world, WIRE_ORIGIN_SIM, "PIN is wrong");
    ck_assert_int_eq(world.heard.fault.code, 16);
    ck_assert_ptr_null(strstr(world.heard.fault.message, "9999"));
    world_expect_end(&world);
    end();
}
END_TEST

START_TEST(a_wrong_pin_is_known_by_the_modem_s_words_too)
{
    begin("pin=1234,quirks=verbose-errors");
    world.configure.pin = "9999";
    world_start(&world);
    world_expect_fault(&world, WIRE_ORIGIN_SIM, "PIN is wrong");
    ck_assert_int_eq(world.heard.fault.code, WIRE_SIM_PIN_REFUSED);
    world_expect_end(&world);
    world_tell(&world, "sim m1 out");
    world_start(&world);
    world_expect_fault(&world, WIRE_ORIGIN_SIM, "finds no SIM");
    world_expect_end(&world);
    end();
}
END_TEST

START_TEST(the_last_try_is_never_used)
{
    begin("pin=1234");
    world.configure.pin = "9999";
    for (int i = 0; i < 2; i++) {
        world_start(&world);
        world_expect_fault(&world, WIRE_ORIGIN_SIM, "PIN is wrong");
        world_expect_end(&world);
    }
    for (int i = 0; i < 3; i++) {
        world_start(&world);
        world_expect_fault(&world, WIRE_ORIGIN_SIM, "one last try");
        world_expect_end(&world);
    }
    end();
}
END_TEST

START_TEST(a_blocked_sim_is_said_to_be_blocked)
{
    begin("pin=1234");
    world_tell(&world, "pin m1 locked");
    world.configure.pin = "1234";
    world_start(&world);
    world_expect_fault(&world, WIRE_ORIGIN_SIM, "PUK");
    ck_assert_int_eq(world_expect_end(&world), 1);
    end();
}
END_TEST

START_TEST(a_sim_without_a_message_centre_is_told)
{
    begin("smsc=");
    world_tell(&world, "wait modem.m1.registered 1");
    world_start(&world);
    world_expect_fault(&world, WIRE_ORIGIN_SIM, "no message centre");
    ck_assert_int_eq(world.heard.fault.code, 330);
    ck_assert_int_eq(world_send(&world, "+84912345678", "mot")->origin, WIRE_ORIGIN_SIM);
    world_tell(&world, "receive m1 +84911111111 mot"); /* what comes in needs no centre */
    world_expect(&world, WIRE_INBOUND);
    end();
}
END_TEST

/* Speaks to the modem as another program, and hears it until these words come. */
static void speak_as_another(const char *said, const char *until)
{
    char seen[256] = "";
    int fd = open(world.device, O_RDWR | O_NOCTTY | O_CLOEXEC);

    world_tell(&world, "wait modem.m1.users 1");
    ck_assert_int_eq(write(fd, said, strlen(said)), (ssize_t)strlen(said));
    for (size_t len = 0; !strstr(seen, until);) {
        ssize_t n = read(fd, seen + len, sizeof(seen) - len - 1);
        ck_assert_int_gt(n, 0);
        len += (size_t)n;
        seen[len] = 0;
    }
    close(fd);
}

START_TEST(a_prompt_left_open_does_not_swallow_the_next_start)
{
    begin("");
    speak_as_another("AT+CMGF=0\rAT+CMGS=20\r", "> ");
    world_start_ready(&world);
    ck_assert_int_eq(world_send(&world, "+84912345678", "mot")->outcome, WIRE_ACCEPTED);
    end();
}
END_TEST

START_TEST(a_modem_left_answering_in_numbers_or_not_at_all_is_understood)
{
    static const char *const left[] = {"ATV0\r", "ATQ1E0\r"};

    for (size_t i = 0; i < ARRAY_SIZE(left); i++) {
        begin("");
        speak_as_another(left[i], "\r"); /* the echo: it has heard it */
        world_start_ready(&world);
        end();
    }
}
END_TEST

START_TEST(no_report_has_to_be_acknowledged)
{
    begin("");
    speak_as_another("AT+CSMS=1\r", "OK");
    world_start_ready(&world);
    driver_kill(&world.driver);
    speak_as_another("AT+CSMS?\r", "+CSMS: 0,");
    end();
}
END_TEST

START_TEST(a_radio_left_off_is_turned_on)
{
    begin("");
    speak_as_another("AT+CFUN=4\r", "OK");
    world_start_ready(&world);
    end();
}
END_TEST

static void expect_new_start(void)
{
    struct wire_submit submit = {.to = "+84912345678", .text = "mot", .report = true};

    world_expect_fault(&world, WIRE_ORIGIN_DEVICE, "has started anew by itself");
    ck_assert_int_eq(world_expect_end(&world), 1);
    world_start_ready(&world);
    world_submit(&world, &submit);
    world_expect(&world, WIRE_REPORT);
}

START_TEST(a_modem_that_says_that_it_starts_anew_is_set_up_again)
{
    begin("pin=1234");
    world.configure.pin = "1234";
    world_start_ready(&world);
    world_tell(&world, "restart m1");
    world_tell(&world, "say m1 RDY");
    expect_new_start();
    end();
}
END_TEST

START_TEST(a_modem_that_forgets_its_settings_without_a_word_is_set_up_again)
{
    begin("pin=1234");
    world.configure.pin = "1234";
    world_start_ready(&world);
    world_tell(&world, "restart m1");
    expect_new_start();
    end();
}
END_TEST

START_TEST(an_unknown_connection_is_named)
{
    begin("");
    world.configure.connection = "carrier-pigeon";
    world_start(&world);
    world_expect_fault(&world, WIRE_ORIGIN_OURS, "carrier-pigeon");
    ck_assert_int_eq(world_expect_end(&world), 1);
    end();
}
END_TEST

START_TEST(the_cores_end_is_its_end)
{
    begin("");
    world_start_ready(&world);
    close(world.driver.fd);
    world.driver.fd = -1;
    ck_assert_int_eq(world_expect_end(&world), 0);
    end();
}
END_TEST

START_TEST(an_orphan_does_not_wait_for_a_modem_that_hangs)
{
    struct wire_submit submit = {.to = "+84912345678", .text = "mot"};

    begin("");
    world_start_ready(&world);
    while (world_expect(&world, WIRE_DOING)->doing.limit_ms)
        ;
    world_tell(&world, "hang m1");
    world_submit(&world, &submit);
    ck_assert_str_eq(world_expect(&world, WIRE_DOING)->doing.what, "sending");
    close(world.driver.fd);
    world.driver.fd = -1;
    int64_t before_ms = clock_monotonic_ms();
    ck_assert_int_eq(world_expect_end(&world), 0);
    ck_assert_int_lt(clock_monotonic_ms() - before_ms, 15000); /* libGammu waits for thirty */
    end();
}
END_TEST

TEST_MAIN("modem: starting", a_missing_device_is_named, a_file_is_no_modem,
          a_device_in_use_is_left_alone, two_processes_never_share_a_modem,
          a_killed_process_leaves_no_lock_behind,
          the_lock_of_a_reused_process_number_is_not_believed,
          a_port_where_nothing_answers_is_the_wrong_one,
          a_port_that_never_falls_silent_is_the_wrong_one, the_right_pin_opens_the_sim,
          a_missing_pin_is_asked_for, a_wrong_pin_is_tried_and_said_to_be_wrong,
          a_wrong_pin_is_known_by_the_modem_s_words_too, the_last_try_is_never_used,
          a_blocked_sim_is_said_to_be_blocked, a_sim_without_a_message_centre_is_told,
          a_prompt_left_open_does_not_swallow_the_next_start,
          a_modem_left_answering_in_numbers_or_not_at_all_is_understood,
          no_report_has_to_be_acknowledged, a_radio_left_off_is_turned_on,
          a_modem_that_says_that_it_starts_anew_is_set_up_again,
          a_modem_that_forgets_its_settings_without_a_word_is_set_up_again,
          an_unknown_connection_is_named, the_cores_end_is_its_end,
          an_orphan_does_not_wait_for_a_modem_that_hangs)
