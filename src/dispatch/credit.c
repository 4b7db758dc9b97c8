/* SPDX-License-Identifier: GPL-2.0-or-later */
/* USSD dialogues, for people and for the SIM's credit. */
#include <errno.h>
#include <inttypes.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "dispatch/forecast.h"
#include "dispatch/inside.h"
#include "store/household.h"

enum {
    ANSWER_MS = 45 * 1000,           /* the network's time to answer */
    MENU_MS = 180 * 1000,            /* a person's time to choose, before the dialogue is ended */
    DOUBT_EVERY_MS = 60 * 1000,      /* when parts are refused without a reason */
    EMPTY_EVERY_MS = 10 * 60 * 1000, /* a SIM that waits for credit is asked more often */
    BLIND_RETRY_MS = 30 * 60 * 1000, /* no code to ask with, or no answer: try again then */
};

static void answer_once(struct outlet *o, enum wire_ussd_state state, const char *text)
{
    ussd_fn fn = o->ussd.answer;

    o->ussd.answer = NULL;
    if (fn)
        fn(state, text, o->ussd.arg);
}

static int dial(struct outlet *o, const char *code)
{
    const struct wire_message m = {.type = WIRE_USSD_DIAL, .ussd_dial = {.code = code}};

    spending_asked(o);
    o->ussd.running = true;
    o->ussd.until = clock_monotonic_ms() + ANSWER_MS;
    return supervisor_send(o->supervisor, &m);
}

/* "12.345,00d" and "12,345d" are twelve thousand: a group of three digits ends in thousands,
 * anything shorter is a fraction. */
static bool parse_amount(const char *text, size_t len, int64_t *ret)
{
    int64_t value = 0;
    size_t fraction = len;
    bool any = false;

    for (size_t i = 0; i < len; i++)
        if ((text[i] == '.' || text[i] == ',') && len - i - 1 < 3)
            fraction = i;
    for (size_t i = 0; i < fraction; i++) {
        if (text[i] < '0' || text[i] > '9')
            continue;
        any = true;
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, text[i] - '0', &value))
            return false;
    }
    *ret = value;
    return any;
}

static bool find_amount(const char *pattern, const char *text, int64_t *ret)
{
    regex_t regex;
    regmatch_t match[2];

    if (regcomp(&regex, pattern, REG_EXTENDED | REG_ICASE) != 0)
        return false;
    bool found = regexec(&regex, text, 2, match, 0) == 0 && match[1].rm_so >= 0;
    regfree(&regex);
    return found &&
           parse_amount(text + match[1].rm_so, (size_t)(match[1].rm_eo - match[1].rm_so), ret);
}

/* ---- what the heads are told of it ---- */

static int tell_once(struct outlet *o, enum carrier_told what, const char *text,
                     const struct texts_word *words, int64_t now)
{
    if (o->money.told & what)
        return 0;
    o->money.told |= what;
    int r = carrier_set_told(o->dispatch->store, o->id, o->money.told);
    return r < 0 ? r : dispatch_tell_heads(o->dispatch, text, words, now);
}

static int forget_told(struct outlet *o, unsigned what)
{
    if (!(o->money.told & what))
        return 0;
    o->money.told &= ~what;
    return carrier_set_told(o->dispatch->store, o->id, o->money.told);
}

static int warn_low(struct outlet *o, int64_t amount, int64_t now)
{
    char left[32];
    const struct texts_word words[] = {
        {"carrier", o->settings->name}, {"amount", left}, {NULL, NULL}};

    if (o->money.told & CARRIER_TOLD_LOW)
        return 0;
    snprintf(left, sizeof(left), "%" PRId64, amount);
    o->fault_at = now;
    snprintf(o->fault, sizeof(o->fault), "the credit is down to %s, less than %" PRId64, left,
             o->settings->balance.warn_below);
    log_warning("dispatch", "carrier %s: %s", o->settings->name, o->fault);
    return tell_once(o, CARRIER_TOLD_LOW, o->dispatch->texts->low_credit, words, now);
}

int credit_watch(struct outlet *o, int64_t now)
{
    const struct texts_word words[] = {{"carrier", o->settings->name}, {NULL, NULL}};

    if ((o->money.told & CARRIER_TOLD_RESERVE) || spending_stop(o) != BUDGET_CREDIT)
        return 0;
    log_warning("dispatch", "carrier %s: %s", o->settings->name, budget_sentence(BUDGET_CREDIT));
    dispatch_tell_carrier(o);
    return tell_once(o, CARRIER_TOLD_RESERVE, o->dispatch->texts->reserve_left, words, now);
}

struct readings {
    struct forecast_reading *items;
    size_t count;
};

static void take_reading(int64_t at, int64_t amount, void *arg)
{
    struct readings *r = arg;

    r->items = xreallocarray(r->items, r->count + 1, sizeof(*r->items));
    r->items[r->count++] = (struct forecast_reading){at, amount};
}

int credit_forecast(struct outlet *o, int64_t now)
{
    struct readings readings = {0};
    int r = carrier_balances(o->dispatch->store, o->id, now - FORECAST_DAYS * DAY, take_reading,
                             &readings);

    o->empty_at = forecast_empty(readings.items, readings.count, o->settings->reserve);
    free(readings.items);
    return r;
}

static int warn_soon(struct outlet *o, int64_t now)
{
    char date[16];
    const struct texts_word words[] = {
        {"carrier", o->settings->name}, {"date", date}, {NULL, NULL}};
    time_t at = (time_t)((o->empty_at + DAY) / 1000); /* used up before that day begins */
    struct tm tm;

    if (!o->empty_at || o->empty_at - now >= o->settings->balance.warn_days * DAY ||
        (o->money.told & CARRIER_TOLD_SOON))
        return 0;
    localtime_r(&at, &tm);
    snprintf(date, sizeof(date), "%d/%d", tm.tm_mday, tm.tm_mon + 1);
    log_warning("dispatch", "carrier %s: as it goes, the credit will be used up before %s",
                o->settings->name, date);
    return tell_once(o, CARRIER_TOLD_SOON, o->dispatch->texts->credit_until, words, now);
}

/* ---- asking for it ---- */

static bool enough(const struct outlet *o)
{
    return o->has_balance && o->balance > 0 && o->balance > o->settings->part_price;
}

bool credit_enough_since(const struct outlet *o, int64_t since)
{
    return enough(o) && o->balance_at > since;
}

int credit_empty(struct outlet *o, int64_t now)
{
    const struct texts_word words[] = {{"carrier", o->settings->name}, {NULL, NULL}};
    int r = 0;

    if (o->flow.paused == CARRIER_NO_CREDIT)
        return 0;
    log_warning("dispatch", "carrier %s has no credit left and pauses", o->settings->name);
    o->flow.paused = CARRIER_NO_CREDIT;
    o->credit_known = clock_monotonic_ms();
    o->fault_at = now;
    snprintf(o->fault, sizeof(o->fault), "the network refused a part for want of credit");
    dispatch_tell_carrier(o);
    if (!o->flow.refusals.told_at || now - o->flow.refusals.told_at >= DAY) {
        o->flow.refusals.told_at = now;
        r = dispatch_tell_heads(o->dispatch, o->dispatch->texts->no_credit, words, now);
    }
    return r < 0 ? r : carrier_set_paused(o->dispatch->store, o->id, CARRIER_NO_CREDIT);
}

void credit_doubt(struct outlet *o)
{
    if (!o->flow.refusals.credit_doubted ||
        clock_monotonic_ms() - o->balance_asked >= DOUBT_EVERY_MS)
        o->balance_asked = 0;
    o->flow.refusals.credit_doubted = true;
}

static int resume(struct outlet *o)
{
    o->flow.paused = CARRIER_RUNNING;
    o->fault[0] = '\0';
    outlet_hurry(o);
    log_info("dispatch", "carrier %s has credit again", o->settings->name);
    return carrier_set_paused(o->dispatch->store, o->id, CARRIER_RUNNING);
}

/* What a higher credit, or a credit that is not low, makes untrue. */
static int forget_warnings(struct outlet *o, int64_t amount)
{
    unsigned what = 0;

    if (o->has_balance && amount > o->balance)
        what |= CARRIER_TOLD_SOON | CARRIER_TOLD_RESERVE;
    if (amount >= o->settings->balance.warn_below)
        what |= CARRIER_TOLD_LOW;
    return forget_told(o, what);
}

static int warn(struct outlet *o, int64_t amount, int64_t now)
{
    int r = 0;

    if (o->flow.refusals.credit_doubted || o->flow.paused != CARRIER_RUNNING)
        return 0;
    if (amount < o->settings->balance.warn_below)
        r = warn_low(o, amount, now);
    return r < 0 ? r : warn_soon(o, now);
}

static int write_balance(struct outlet *o, int64_t amount, int64_t now)
{
    o->has_balance = true;
    o->balance = amount;
    o->balance_at = now;
    o->credit_known = clock_monotonic_ms();
    int r = carrier_set_balance(o->dispatch->store, o->id, amount, now);
    if (r == 0)
        r = spending_heard(o);
    return r < 0 ? r : credit_forecast(o, now);
}

static int note_balance(struct outlet *o, int64_t amount, int64_t now)
{
    int r = forget_warnings(o, amount);

    if (r == 0)
        r = write_balance(o, amount, now);
    if (r == 0)
        r = warn(o, amount, now);
    if (r == 0 && o->flow.paused == CARRIER_NO_CREDIT && enough(o))
        r = resume(o);
    else if (r == 0 && o->flow.refusals.credit_doubted && !enough(o))
        r = credit_empty(o, now);
    dispatch_tell_carrier(o);
    return r;
}

static void cancel_dialogue(struct outlet *o)
{
    const struct wire_message m = {.type = WIRE_USSD_CANCEL};

    o->ussd.running = o->ussd.menu = o->ussd.balance = false;
    supervisor_send(o->supervisor, &m);
}

static void warn_unanswered(const struct outlet *o)
{
    log_warning("dispatch", "carrier %s: the network did not answer %s", o->settings->name,
                o->settings->balance.code);
}

static int hear_balance(struct outlet *o, const struct wire_ussd_answer *answer, int64_t now)
{
    const struct balance_settings *balance = &o->settings->balance;
    int64_t amount;

    if (answer->state == WIRE_USSD_FAILED)
        warn_unanswered(o);
    else if (find_amount(balance->pattern, answer->text, &amount))
        return note_balance(o, amount, now);
    else
        log_warning("dispatch",
                    "carrier %s: no amount found in the answer to %s; see balance.pattern",
                    o->settings->name, balance->code);
    return 0;
}

int credit_answer(struct outlet *o, const struct wire_ussd_answer *answer, int64_t now)
{
    enum wire_ussd_state state = (enum wire_ussd_state)answer->state;
    bool balance = o->ussd.balance, asked = o->ussd.answer;

    if (!o->ussd.running) {
        log_info("dispatch", "carrier %s: the network sent a notice that nobody had asked for",
                 o->settings->name);
        return 0;
    }
    o->ussd.menu = state == WIRE_USSD_REPLY_WANTED;
    o->ussd.running = o->ussd.menu;
    o->ussd.balance = false;
    o->ussd.until = clock_monotonic_ms() + MENU_MS;
    answer_once(o, state, answer->text);
    if (o->ussd.menu && !asked)
        cancel_dialogue(o); /* nobody is there to choose */
    if (balance)
        return hear_balance(o, answer, now);
    if (o->flow.paused == CARRIER_NO_CREDIT && !o->ussd.menu)
        o->balance_asked = 0; /* perhaps it was a top-up */
    return 0;
}

static bool balance_is_due(const struct outlet *o, int64_t mono)
{
    int64_t every = o->settings->balance.every_ms;

    bool waits = o->flow.paused == CARRIER_NO_CREDIT || spending_stop(o) == BUDGET_CREDIT ||
                 spending_stop(o) == BUDGET_UNHEARD;

    if (waits && every > EMPTY_EVERY_MS)
        every = EMPTY_EVERY_MS;
    return o->balance_asked == 0 || mono - o->balance_asked >= every;
}

/* When nobody can say whether there is credit again, a part is tried now and then. */
static void try_blind(struct outlet *o, int64_t mono)
{
    if (!o->credit_known)
        o->credit_known = mono;
    if (o->flow.paused == CARRIER_NO_CREDIT && mono - o->credit_known >= BLIND_RETRY_MS) {
        o->credit_known = mono;
        o->flow.paused = CARRIER_RUNNING;
    }
}

void credit_tick(struct outlet *o)
{
    int64_t mono = clock_monotonic_ms();
    const char *code = o->settings->balance.code;

    if (o->ussd.running && mono >= o->ussd.until) {
        if (o->ussd.balance)
            warn_unanswered(o);
        cancel_dialogue(o);
        answer_once(o, WIRE_USSD_FAILED, "the network did not answer in time");
    }
    try_blind(o, mono);
    if (!o->ready || o->ussd.running)
        return;
    if (code[0] && balance_is_due(o, mono) && o->flow.in_hand == 0) {
        o->balance_asked = mono;
        o->ussd.balance = true;
        dial(o, code);
    }
}

void credit_gone(struct outlet *o)
{
    o->ussd.running = o->ussd.menu = o->ussd.balance = false;
    answer_once(o, WIRE_USSD_FAILED, "the modem went away");
}

int dispatch_ussd(struct dispatch *d, const char *carrier, const char *code, ussd_fn answer,
                  void *arg, struct refusal *ret_refusal)
{
    struct outlet *o = outlet_find(d, carrier);

    if (!o)
        return refuse(ret_refusal, "unknown_carrier", "carrier", "there is no carrier \"%s\"",
                      carrier);
    if (code[0] == '\0' || strlen(code) > 160 || strspn(code, "0123456789*#+") != strlen(code))
        return refuse(ret_refusal, "bad_code", "code",
                      "a USSD code holds only digits, *, # and +, such as *101#");
    if (!o->ready)
        return refuse(ret_refusal, "carrier_down", "carrier", "carrier %s is not ready: %s",
                      carrier, o->fault[0] ? o->fault : "it is starting");
    if (o->ussd.running && !o->ussd.menu)
        return refuse(ret_refusal, "ussd_busy", "carrier",
                      "carrier %s is waiting for the answer to another code", carrier);
    o->ussd.answer = answer;
    o->ussd.arg = arg;
    /* Who asks for the credit by hand, after a top-up, tells us too. */
    o->ussd.balance = !o->ussd.menu && strcmp(code, o->settings->balance.code) == 0;
    if (dial(o, code) < 0) {
        o->ussd.answer = NULL;
        return refuse(ret_refusal, "carrier_down", "carrier", "carrier %s went away", carrier);
    }
    loop_timer_set(d->turn, 0);
    return 0;
}

int dispatch_ussd_cancel(struct dispatch *d, const char *carrier, struct refusal *ret_refusal)
{
    struct outlet *o = outlet_find(d, carrier);

    if (!o)
        return refuse(ret_refusal, "unknown_carrier", "carrier", "there is no carrier \"%s\"",
                      carrier);
    if (o->ussd.running)
        cancel_dialogue(o);
    answer_once(o, WIRE_USSD_FAILED, "cancelled");
    return 0;
}

void dispatch_ussd_forget(struct dispatch *d, void *arg)
{
    for (size_t i = 0; i < d->outlet_count; i++)
        if (d->outlets[i].ussd.answer && d->outlets[i].ussd.arg == arg)
            d->outlets[i].ussd.answer = NULL;
}
