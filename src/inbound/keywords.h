/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words that replies are read by, from config/keywords.vi.conf: groups of phrases, and where
 * in a text they stand.
 *
 * A phrase is words written with their accents. "*" stands for up to four words, "#" for a
 * number, "@" for a name (a word with a capital), "^" for the beginning of a clause and "$" for its
 * end (words that add nothing may follow). "=nỏ" is found only where its accents are written. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "inbound/lexicon.h"
#include "inbound/spelling.h"

struct conf_faults;

/* name in the file, what it is for */
#define KEYWORD_GROUPS(GROUP)                                                                      \
    GROUP(FILLER, filler, "words that add nothing: nhé, ạ, thôi")                                  \
    GROUP(ADDRESS, address, "who is spoken to and who speaks: bác, thôn, tôi")                     \
    GROUP(FIXED, fixed, "expressions whose words do not count one by one")                         \
    GROUP(NEGATION, negation, "words that deny what follows")                                      \
    GROUP(DENIED_AFTER, denied_after, "words that deny what stands before them")                   \
    GROUP(JOINER, joiner, "words at which a denial ends: nhưng, mà, thì")                          \
    GROUP(QUESTION, question, "phrases that make a text a question")                               \
    GROUP(QUESTION_TAG, question_tag, "the tail that makes a question of a statement")             \
    GROUP(EITHER, either, "or")                                                                    \
    GROUP(OPEN, open, "phrases that leave the choice open")                                        \
    GROUP(DOUBT, doubt, "phrases that say: not decided yet")                                       \
    GROUP(PAST, past, "speaks of what was")                                                        \
    GROUP(CORRECTION, correction, "phrases after which the choice stands: đổi lại")                \
    GROUP(NUMBERED, numbered, "words whose number is a name: tổ 3, thứ 2")                         \
    GROUP(CHOOSING, choosing, "words whose number is a choice: số 1, chọn 2")                      \
    GROUP(UNIT, unit, "words that make the number before them an amount")                          \
    GROUP(YES, yes, "yes")                                                                         \
    GROUP(ASSENT, assent, "yes, or no more than: I have read it")                                  \
    GROUP(NO, no, "no")                                                                            \
    GROUP(FINE, fine, "all is well")                                                               \
    GROUP(COMES, comes, "ways to say: I come, I take part")                                        \
    GROUP(ABSENT, absent, "ways to say: I do not come")                                            \
    GROUP(AGREES, agrees, "ways to say: I agree")                                                  \
    GROUP(ACK, ack, "says that the announcement was received")                                     \
    GROUP(THANKS, thanks, "thanks")                                                                \
    GROUP(STOP, stop, "wants no more messages")                                                    \
    GROUP(STOP_ALONE, stop_alone, "wants no more messages, when it is the whole text")             \
    GROUP(START, start, "wants messages again")                                                    \
    GROUP(START_ALONE, start_alone, "wants messages again, when it is the whole text")             \
    GROUP(WRONG_NUMBER, wrong_number, "this is not the household")                                 \
    GROUP(ADVERT, advert, "words of advertisements and operators; two of them make one")           \
    GROUP(ADVERT_SURE, advert_sure, "one of these alone makes an advertisement")                   \
    GROUP(CALL, call, "calls for rescue that nothing takes back")                                  \
    GROUP(RESCUE, rescue, "speaks of rescue")                                                      \
    GROUP(GRAVE, grave, "states in which a person may die")                                        \
    GROUP(PERIL, peril, "danger, when it happens to people")                                       \
    GROUP(SUFFERS, suffers, "illness and want, danger when no one can come")                       \
    GROUP(FLOODED, flooded, "water, wind or earth has come into the house")                        \
    GROUP(BLOCKED, blocked, "no one can come or go")                                               \
    GROUP(FRAIL, frail, "people who cannot save themselves")                                       \
    GROUP(NEED, need, "what is asked for in need: a boat, a doctor, food")                         \
    GROUP(HAZARD, hazard, "danger to people near, without anyone hurt yet")                        \
    GROUP(PERSON, person, "people")                                                                \
    GROUP(ANIMAL, animal, "animals")                                                               \
    GROUP(THING, thing, "things, when no person is named beside them")                             \
    GROUP(OVER, over, "says that it is over or that all are well")                                 \
    GROUP(TROUBLE, trouble, "words of trouble: not how one answers")                               \
    GROUP(DISASTER, disaster, "storm, flood, landslide")                                           \
    GROUP(HEALTH, health, "people's health")                                                       \
    GROUP(ENVIRONMENT, environment, "waste, smell, dirty water, smoke")                            \
    GROUP(AGRICULTURE, agriculture, "crops, pests, irrigation, prices")                            \
    GROUP(LIVESTOCK, livestock, "animals and their diseases")                                      \
    GROUP(INFRASTRUCTURE, infrastructure, "road, power, water supply, loudspeaker")                \
    GROUP(SECURITY, security, "theft, fights, gambling, fire")                                     \
    GROUP(POLICY, policy, "loans, insurance, subsidies, papers, land, fees")                       \
    GROUP(MEETING, meeting, "time and place of a meeting or of village work")                      \
    GROUP(OTHER, other, "greetings, invitations, things lost")                                     \
    GROUP(STATUS, status, "asks what became of an earlier report")

#define KEYWORD_ENUM(NAME, name, sentence) KEYWORD_##NAME,
enum keyword { KEYWORD_GROUPS(KEYWORD_ENUM) KEYWORD_COUNT };
#undef KEYWORD_ENUM

_Static_assert(KEYWORD_COUNT <= 64, "a set of groups is a mask of 64 bits");

enum { PATTERN_WORDS = 12, GAP_WORDS = 4 };

enum slot_kind { SLOT_WORD, SLOT_GAP, SLOT_NUMBER, SLOT_NAME };

struct slot {
    struct word word;
    uint8_t kind; /* enum slot_kind */
    bool exact;   /* only where its accents are written */
};

struct pattern {
    struct slot *slots;
    uint8_t count; /* PATTERN_WORDS at the most */
    bool at_start, at_end;
    bool rare;   /* one word that without accents is taken for a commoner one */
    int keyword; /* enum keyword, or KEYWORD_COUNT + a meaning */
};

/* A phrase found: the words from..to (to not included). */
struct find {
    int keyword; /* the same */
    size_t from, to;
};

struct finds {
    struct find *items; /* by from, then by to */
    size_t count;
};

struct keywords;

/* Kinds of words that the file names under "meanings", beside the groups: 0, 1, 2... The rules do
 * not know them; the model learns by them. */
enum { MEANINGS_MAX = 256 };

struct meaning_set {
    uint64_t bits[MEANINGS_MAX / 64];
};

void meaning_set_add(struct meaning_set *set, size_t meaning);
bool meaning_set_has(const struct meaning_set *set, size_t meaning);

/* The group's name in the file. */
const char *keyword_name(enum keyword keyword);

/* 0, or REFUSED with faults added and *ret_keywords untouched. */
int keywords_open(const char *path, struct keywords **ret_keywords, struct conf_faults *faults);
/* The same from the text of a file. */
int keywords_parse(const char *text, struct keywords **ret_keywords, struct conf_faults *faults);
/* The file that the setting "model" names, beside the keywords; NULL: none. */
const char *keywords_model(const struct keywords *keywords);
void keywords_free(struct keywords *keywords);

const struct lexicon *keywords_lexicon(const struct keywords *keywords);
/* Words of those who knock on doors: lists beside the groups, which replies are not read by. */
enum knock_words {
    KNOCK_DONE,   /* "xong", "đã báo" */
    KNOCK_UNDONE, /* "chưa xong", "không gặp" */
    KNOCK_ALL,    /* "hết", "tất cả" */
    KNOCK_BESIDE, /* what may stand beside the numbers: "nhà", "số", "và" */
    KNOCK_COUNT,
};
/* How many of the plain words, from the first, are a phrase of the list: of the longest; 0: none.
 */
size_t keywords_knock(const struct keywords *keywords, enum knock_words list, char *const *plain,
                      size_t count);
/* 0..10 for a word that may be a number ("ba", "bốn"), else -1. */
int keywords_number(const struct keywords *keywords, const struct speech *speech, size_t index);
/* What the word multiplies the number word before it by ("hai mươi": 10); -1: it does not. */
int keywords_multiple(const struct keywords *keywords, const struct speech *speech, size_t index);
/* The name of a meaning in the file. */
const char *keywords_meaning(const struct keywords *keywords, size_t meaning);
/* Everything of every group that the text holds, save what lies inside a longer fixed
 * expression; and of every meaning. Free ret_finds->items and ret_meanings->items. */
void keywords_find(const struct keywords *keywords, const struct speech *speech,
                   struct finds *ret_finds, struct finds *ret_meanings);

/* The first find of the group at or after *index in finds, or NULL; walks with *index. */
const struct find *finds_next(const struct finds *finds, enum keyword keyword, size_t *index);
bool finds_have(const struct finds *finds, enum keyword keyword);
/* Whether it lies inside a longer find of the same group or meaning. */
bool finds_is_inner(const struct finds *finds, const struct find *find);
/* Whether a find of the group covers the word. */
bool finds_cover(const struct finds *finds, enum keyword keyword, size_t word);
