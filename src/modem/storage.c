/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Stored messages, from the SIM to the core. */
#include "modem/storage.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "modem/pdu.h"

enum {
    DELETE_FIRST = 4, /* so many may wait for deletion before reading waits for it */
    DELETE_TRIES = 3,
    REPORT_PLACES = 10, /* looked through at start; modems do not count reports */
};

enum state {
    NOTICED, /* to be read */
    HANDED,  /* the core has it, not yet on disk */
    DONE,    /* on disk: to be deleted */
    KEPT,    /* nothing for us, or it cannot be deleted: stays */
    ASIDE,   /* two processes died of it: not read before its time is over */
};

struct entry {
    struct place place;
    enum state state;
    uint64_t token;
    int tries;
    int64_t aside_until_ms;
};

/* Looking for messages place by place: libGammu's own list stops at the first it cannot read. */
struct search {
    GSM_MemoryType memory;
    int wanted; /* still to be found; 0: no search */
    int step, last;
    int unexplained; /* counted by the modem, but found nowhere */
};

enum { SEARCH_SIM, SEARCH_MODEM, SEARCH_REPORTS, SEARCHES };

struct storage {
    struct core *core;
    struct phone *phone;
    struct entry *entries;
    size_t count;
    struct search searches[SEARCHES];
    uint64_t last_token;
};

static struct entry *find(struct storage *storage, const struct place *place)
{
    for (size_t i = 0; i < storage->count; i++)
        if (storage->entries[i].place.memory == place->memory &&
            storage->entries[i].place.location == place->location)
            return &storage->entries[i];
    return NULL;
}

static struct entry *find_state(struct storage *storage, enum state state)
{
    for (size_t i = 0; i < storage->count; i++)
        if (storage->entries[i].state == state)
            return &storage->entries[i];
    return NULL;
}

static int count_state(const struct storage *storage, enum state state)
{
    int count = 0;

    for (size_t i = 0; i < storage->count; i++)
        count += storage->entries[i].state == state;
    return count;
}

static int count_memory(const struct storage *storage, GSM_MemoryType memory)
{
    int count = 0;

    for (size_t i = 0; i < storage->count; i++)
        count += storage->entries[i].place.memory == memory && storage->entries[i].state != ASIDE;
    return count;
}

static struct entry *add(struct storage *storage, const struct place *place, enum state state)
{
    struct entry *entry = find(storage, place);

    if (entry)
        return entry;
    storage->entries =
        xreallocarray(storage->entries, storage->count + 1, sizeof(*storage->entries));
    entry = &storage->entries[storage->count++];
    *entry = (struct entry){.place = *place, .state = state};
    return entry;
}

static void drop(struct storage *storage, struct entry *entry)
{
    *entry = storage->entries[--storage->count];
}

/* "SM:3=86400000": for so many ms. */
static void set_aside(struct storage *storage, const char *word, size_t len)
{
    const char *equals = memchr(word, '=', len);
    struct place place;

    if (equals && place_parse(word, (size_t)(equals - word), &place))
        add(storage, &place, ASIDE)->aside_until_ms = clock_monotonic_ms() + atoll(equals + 1);
}

struct storage *storage_new(struct core *core, struct phone *phone, const char *places)
{
    struct storage *storage = xcalloc(1, sizeof(*storage));

    storage->core = core;
    storage->phone = phone;
    for (const char *word = places; *word; word += strspn(word, " ")) {
        size_t len = strcspn(word, " ");
        set_aside(storage, word, len);
        word += len;
    }
    storage->searches[SEARCH_SIM].memory = MEM_SM;
    storage->searches[SEARCH_MODEM].memory = MEM_ME;
    storage->searches[SEARCH_REPORTS] = (struct search){MEM_SR, REPORT_PLACES, 1, REPORT_PLACES};
    return storage;
}

static void hand_text(struct storage *storage, const struct pdu *pdu, uint64_t token)
{
    struct wire_message message = {
        .type = WIRE_INBOUND,
        .inbound = {.token = token,
                    .from = pdu->number,
                    .text = pdu->text,
                    .sent_ms = pdu->sent_ms,
                    .binary = pdu->binary},
    };

    if (pdu->has_concat) {
        message.inbound.concat_bits = pdu->concat.wide ? 16 : 8;
        message.inbound.concat_ref = pdu->concat.ref;
        message.inbound.concat_total = pdu->concat.total;
        message.inbound.concat_seq = pdu->concat.sequence;
    }
    core_send(storage->core, &message);
}

static void hand_report(struct storage *storage, const struct pdu *pdu, uint64_t token)
{
    struct wire_message message = {
        .type = WIRE_REPORT,
        .report = {.token = token,
                   .to = pdu->number,
                   .reference = pdu->reference,
                   .status = pdu->status,
                   .submitted_ms = pdu->sent_ms,
                   .settled_ms = pdu->settled_ms},
    };

    core_send(storage->core, &message);
}

/* What cannot be decoded is handed over all the same, as it came, so that a person may look at
 * it and it does not fill the SIM. */
static void hand_undecodable(struct storage *storage, const char *hex, size_t len, uint64_t token)
{
    struct pdu pdu = {.number = (char *)"", .text = xstrndup(hex, len), .binary = true};

    pdu.text[strspn(pdu.text, "0123456789ABCDEFabcdef")] = 0;
    log_warning(core_room(storage->core), "a message cannot be decoded: handed over as it is");
    hand_text(storage, &pdu, token);
    free(pdu.text);
}

/* Returns the token, 0 when there was nothing to hand over. */
static uint64_t hand_over(struct storage *storage, const char *hex, size_t len)
{
    struct pdu pdu;
    uint64_t token = storage->last_token + 1;

    if (pdu_decode(hex, len, &pdu) < 0) {
        hand_undecodable(storage, hex, len, token);
        return storage->last_token = token;
    }
    switch (pdu.kind) {
    case PDU_DELIVER:
        hand_text(storage, &pdu, token);
        break;
    case PDU_REPORT:
        hand_report(storage, &pdu, token);
        break;
    case PDU_OTHER:
        token = 0;
        break;
    }
    pdu_clear(&pdu);
    if (token)
        storage->last_token = token;
    return token;
}

bool storage_notice(struct storage *storage, const char *notice, size_t len)
{
    struct place place;
    struct entry *entry;

    if (!place_parse(notice, len, &place))
        return false;
    entry = add(storage, &place, NOTICED);
    if (entry->state == ASIDE || (entry->state == KEPT && !entry->token))
        entry->state = NOTICED; /* what lay there is gone */
    return true;
}

void storage_take_direct(struct storage *storage, const char *pdu, size_t len)
{
    hand_over(storage, pdu, len);
}

void storage_committed(struct storage *storage, uint64_t token)
{
    for (size_t i = 0; i < storage->count; i++)
        if (storage->entries[i].state == HANDED && storage->entries[i].token == token)
            storage->entries[i].state = DONE;
}

static void start_search(struct storage *storage, struct search *search, int used, int size)
{
    int unknown = used - count_memory(storage, search->memory) - search->unexplained;

    if (unknown < 0)
        search->unexplained += unknown > -search->unexplained ? unknown : -search->unexplained;
    if (unknown <= 0 || search->wanted > 0)
        return;
    search->wanted = unknown;
    search->step = 1;
    search->last = size;
}

/* What could not be deleted may be tried again. */
static void retry_deletions(struct storage *storage)
{
    for (size_t i = 0; i < storage->count; i++)
        if (storage->entries[i].state == KEPT && storage->entries[i].token)
            storage->entries[i].state = DONE;
}

GSM_Error storage_count(struct storage *storage, int *ret_used, int *ret_size)
{
    GSM_SMSMemoryStatus status;
    GSM_Error error = phone_count(storage->phone, &status);

    *ret_used = *ret_size = -1;
    if (error != ERR_NONE)
        return error;
    retry_deletions(storage);
    start_search(storage, &storage->searches[SEARCH_SIM], status.SIMUsed, status.SIMSize);
    start_search(storage, &storage->searches[SEARCH_MODEM], status.PhoneUsed, status.PhoneSize);
    if (status.SIMSize > 0 || status.PhoneSize > 0) {
        int64_t sim = (int64_t)status.SIMUsed * (status.PhoneSize > 0 ? status.PhoneSize : 1);
        int64_t modem = (int64_t)status.PhoneUsed * (status.SIMSize > 0 ? status.SIMSize : 1);
        bool fuller = status.SIMSize > 0 && sim >= modem;
        *ret_used = fuller ? status.SIMUsed : status.PhoneUsed;
        *ret_size = fuller ? status.SIMSize : status.PhoneSize;
    }
    return ERR_NONE;
}

static void say_fetching(struct storage *storage, const char *place)
{
    struct wire_message message = {.type = WIRE_FETCHING, .fetching = {.place = place}};

    core_send(storage->core, &message);
}

void storage_absolve(struct storage *storage)
{
    say_fetching(storage, "");
}

/* Reads one place. True when a message was there. When the modem has gone silent over it, or said
 * what nobody understands, this process ends without a word that the reading is over. */
static bool fetch(struct storage *storage, const struct place *place, GSM_Error *ret_error)
{
    char name[PLACE_TEXT], *pdu;
    struct entry *entry;

    place_print(place, name);
    say_fetching(storage, name);
    *ret_error = phone_fetch(storage->phone, place, &pdu);
    if (*ret_error == ERR_NONE) {
        entry = add(storage, place, NOTICED);
        entry->token = hand_over(storage, pdu, strlen(pdu));
        entry->state = entry->token ? HANDED : KEPT;
        free(pdu);
    }
    if (!phone_is_confused(*ret_error))
        say_fetching(storage, "");
    return *ret_error == ERR_NONE;
}

static void fetch_noticed(struct storage *storage, struct entry *entry, GSM_Error *ret_error)
{
    struct place place = entry->place;

    if (!fetch(storage, &place, ret_error))
        drop(storage, find(storage, &place)); /* if it is there after all, counting finds it */
}

static void delete_one(struct storage *storage, struct entry *entry, GSM_Error *ret_error)
{
    *ret_error = phone_delete(storage->phone, &entry->place);
    if (*ret_error == ERR_NONE || *ret_error == ERR_EMPTY || *ret_error == ERR_INVALIDLOCATION) {
        drop(storage, entry);
        return;
    }
    /* Not handed over again, come what may; deleted at the next count, or never. */
    entry->state = KEPT;
    if (++entry->tries == DELETE_TRIES) {
        entry->token = 0;
        log_warning(core_room(storage->core), "a message that is committed cannot be deleted: %s",
                    GSM_ErrorString(*ret_error));
    }
}

static void end_search(struct search *search)
{
    search->unexplained += search->wanted;
    search->wanted = 0;
}

/* The next place of the search; place 0, where some modems begin, comes last. */
static bool search_on(struct storage *storage, struct search *search, GSM_Error *ret_error)
{
    struct place place = {search->memory, search->step <= search->last ? search->step : 0};

    if (search->wanted == 0)
        return false;
    if (search->step++ > search->last + 1) {
        end_search(search);
        return false;
    }
    if (find(storage, &place))
        return true;
    if (fetch(storage, &place, ret_error))
        search->wanted--;
    else if (*ret_error == ERR_MEMORY_NOT_AVAILABLE ||
             (*ret_error == ERR_NOTSUPPORTED && search->memory == MEM_SR)) /* else of this place */
        end_search(search);
    return true;
}

/* Those that were set aside long enough are tried again. */
static void try_again(struct storage *storage)
{
    int64_t now_ms = clock_monotonic_ms();

    for (size_t i = 0; i < storage->count; i++)
        if (storage->entries[i].state == ASIDE && storage->entries[i].aside_until_ms <= now_ms)
            storage->entries[i].state = NOTICED;
}

bool storage_step(struct storage *storage, GSM_Error *ret_error)
{
    struct entry *entry;

    *ret_error = ERR_NONE;
    try_again(storage);
    if (count_state(storage, DONE) < DELETE_FIRST && (entry = find_state(storage, NOTICED))) {
        fetch_noticed(storage, entry, ret_error);
        return true;
    }
    if ((entry = find_state(storage, DONE))) {
        delete_one(storage, entry, ret_error);
        return true;
    }
    for (size_t i = 0; i < ARRAY_SIZE(storage->searches); i++)
        if (search_on(storage, &storage->searches[i], ret_error))
            return true;
    return false;
}
