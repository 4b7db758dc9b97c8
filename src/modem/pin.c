/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The SIM's lock. */
#include "modem/pin.h"

#include <ctype.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"
#include "modem/at.h"

enum {
    ASK_MS = 5000,
    ENTER_MS = 20000,
    READY_MS = 30000, /* a SIM may take its time after the PIN, or after being plugged in */
    AGAIN_MS = 500,

    CME_NOT_ALLOWED = 3,
    CME_NOT_SUPPORTED = 4,
    CME_SIM_BUSY = 14,
    CME_STARTING = 515,
};

enum lock { LOCK_OPEN, LOCK_PIN, LOCK_PUK, LOCK_OTHER, LOCK_UNREADY, LOCK_SILENT };

static enum lock read_lock(int fd, struct line *line, int *ret_code, char *ret_word, size_t size)
{
    struct at_answer answer = at_ask(fd, line, "AT+CPIN?", ASK_MS);
    const char *state = at_find(&answer, "+CPIN:");
    enum lock lock = answer.result == AT_SILENT ? LOCK_SILENT : LOCK_UNREADY;

    *ret_code = answer.code;
    if (state) {
        snprintf(ret_word, size, "%.*s", (int)strcspn(state, "\n"), state);
        if (strcmp(ret_word, "READY") == 0)
            lock = LOCK_OPEN;
        else if (strcmp(ret_word, "SIM PIN") == 0)
            lock = LOCK_PIN;
        else if (strcmp(ret_word, "SIM PUK") == 0)
            lock = LOCK_PUK;
        else
            lock = LOCK_OTHER;
    } else if (answer.code == WIRE_SIM_PUK_WANTED) {
        lock = LOCK_PUK;
    } else if (answer.code == WIRE_SIM_PIN_WANTED) {
        lock = LOCK_PIN;
    }
    at_release(&answer);
    return lock;
}

/* The field-th number, counted from 0, of a list like: SIM PIN,3,10 */
static int field_of(const char *list, int field)
{
    while (field-- > 0) {
        list += strcspn(list, ",\n");
        if (*list++ != ',')
            return -1;
    }
    return isdigit((unsigned char)*list) ? atoi(list) : -1;
}

/* How many tries are left for the PIN; -1 when the modem does not say. There is one standard
 * command (3GPP TS 27.007, 8.65) and each maker had one before it. */
static int tries_left(int fd, struct line *line)
{
    static const struct {
        const char *command, *word;
        int field;
    } ways[] = {
        {"AT+CPINR=\"SIM PIN\"", "+CPINR:", 1},
        {"AT^CPIN?", "^CPIN:", 3},
        {"AT+QPINC=\"SC\"", "+QPINC:", 1},
        {"AT+SPIC", "+SPIC:", 0},
    };
    int left = -1;

    for (size_t i = 0; i < ARRAY_SIZE(ways) && left < 0; i++) {
        struct at_answer answer = at_ask(fd, line, ways[i].command, ASK_MS);
        const char *list = at_find(&answer, ways[i].word);
        if (answer.result == AT_OK && list)
            left = field_of(list, ways[i].field);
        at_release(&answer);
    }
    return left;
}

static bool is_pin(const char *pin)
{
    size_t len = strlen(pin);

    return len >= 4 && len <= 8 && strspn(pin, "0123456789") == len;
}

static int explain_wrong(int fd, struct line *line, struct fault *ret_fault)
{
    int left = tries_left(fd, line);
    char more[32] = "";

    if (left >= 0)
        snprintf(more, sizeof(more), " (tries left: %d)", left);
    return fault_set(ret_fault, WIRE_ORIGIN_SIM, WIRE_SIM_PIN_REFUSED,
                     "the configured PIN is wrong%s: correct it before the SIM is blocked", more);
}

/* It has not looked at the PIN yet. With any other answer, known or not, a PIN that is wrong might
 * be tried again until the SIM is locked. */
static bool may_try_again(int code)
{
    switch (code) {
    case WIRE_SIM_MISSING:
    case WIRE_SIM_FAILURE:
    case CME_NOT_ALLOWED:
    case CME_NOT_SUPPORTED:
    case CME_SIM_BUSY:
    case CME_STARTING:
        return true;
    default:
        return false;
    }
}

static int enter(int fd, struct line *line, const char *pin, struct fault *ret_fault)
{
    char command[32];
    struct at_answer answer;

    snprintf(command, sizeof(command), "AT+CPIN=\"%s\"", pin);
    answer = at_ask(fd, line, command, ENTER_MS);
    explicit_bzero(command, sizeof(command));
    at_release(&answer);
    if (answer.result == AT_OK)
        return 0;
    if (answer.result == AT_SILENT)
        return fault_set(ret_fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE,
                         "the modem did not answer when the PIN was entered");
    if (answer.result == AT_CME && may_try_again(answer.code))
        return fault_set(ret_fault, WIRE_ORIGIN_SIM, answer.code,
                         "the SIM did not take the PIN: %s", fault_words(FAULT_CME, answer.code));
    return explain_wrong(fd, line, ret_fault);
}

static int try_pin(int fd, struct line *line, const char *pin, struct fault *ret_fault)
{
    if (!pin[0])
        return fault_set(ret_fault, WIRE_ORIGIN_SIM, WIRE_SIM_PIN_WANTED,
                         "the SIM asks for a PIN and none is configured: set one, or switch the "
                         "SIM's PIN off in a phone");
    if (!is_pin(pin))
        return fault_set(ret_fault, WIRE_ORIGIN_SIM, WIRE_SIM_PIN_WANTED,
                         "the configured PIN is not four to eight digits");

    int left = tries_left(fd, line);
    if (left == 0 || left == 1)
        return fault_set(ret_fault, WIRE_ORIGIN_SIM, WIRE_SIM_PIN_WANTED,
                         "the SIM leaves %s for its PIN: not used; put the SIM in a phone and "
                         "enter the right PIN there",
                         left ? "one last try" : "no try");
    return enter(fd, line, pin, ret_fault);
}

static int explain_lock(enum lock lock, int code, const char *word, struct fault *ret_fault)
{
    switch (lock) {
    case LOCK_PUK:
        return fault_set(ret_fault, WIRE_ORIGIN_SIM, WIRE_SIM_PUK_WANTED,
                         "the SIM is blocked and asks for its PUK: put it in a phone and enter "
                         "the PUK there");
    case LOCK_OTHER:
        return fault_set(ret_fault, WIRE_ORIGIN_SIM, code,
                         "the modem is locked and asks for \"%s\": does it take the SIMs of one "
                         "operator only?",
                         word);
    case LOCK_SILENT:
        return fault_set(ret_fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE,
                         "the modem stopped answering when asked about its SIM");
    case LOCK_UNREADY:
        if (code == WIRE_SIM_MISSING)
            return fault_set(ret_fault, WIRE_ORIGIN_SIM, code,
                             "the modem finds no SIM: is it in, the right way round?");
        return fault_set(ret_fault, WIRE_ORIGIN_SIM, code, "the SIM does not become ready: %s",
                         fault_words(FAULT_CME, code));
    case LOCK_OPEN:
    case LOCK_PIN:
        break;
    }
    return fault_set(ret_fault, WIRE_ORIGIN_SIM, WIRE_SIM_PIN_WANTED,
                     "the SIM asks for its PIN again");
}

int pin_unlock(int fd, struct line *line, const char *pin, struct fault *ret_fault)
{
    int64_t until_ms = clock_monotonic_ms() + READY_MS;
    bool entered = false;
    char word[48] = "";
    int code = FAULT_NO_CODE;
    enum lock lock;

    while ((lock = read_lock(fd, line, &code, word, sizeof(word))) != LOCK_OPEN) {
        if (lock == LOCK_PIN && !entered) {
            if (try_pin(fd, line, pin, ret_fault) != 0)
                return REFUSED;
            entered = true;
        } else if ((lock != LOCK_UNREADY && lock != LOCK_PIN) || code == WIRE_SIM_MISSING ||
                   code == WIRE_SIM_FAILURE || clock_monotonic_ms() > until_ms) {
            return explain_lock(lock, code, word, ret_fault);
        }
        poll(NULL, 0, AGAIN_MS); /* not usleep(): that is the one of modem/pace.h */
    }
    return 0;
}
