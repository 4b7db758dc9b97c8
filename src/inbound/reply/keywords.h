/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words that replies are read by, from config/keywords.vi.conf: groups of phrases, words for
 * numbers, what words are short for.
 *
 * A phrase is words written with their accents. "*" stands for up to four words, "#" for a
 * number, "@" for a name (a word with a capital), "^" for the beginning of a clause and "$" for its
 * end (words that add nothing may follow). "=nỏ" is found only where its accents are written. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "inbound/reply/lexicon.h"
#include "inbound/reply/speech.h"

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
    GROUP(OTHERS, others, "speaks of others, or of what one has heard: nhà bên, nghe nói")         \
    GROUP(AGO, ago, "speaks of what was lately: hôm qua")                                          \
    GROUP(NOW, now, "comes back to now from what was: năm nay, lần này")                           \
    GROUP(SELF, self, "comes back to oneself from others: nhà tôi")                                \
    GROUP(CORRECTION, correction, "phrases after which the choice stands: đổi lại")                \
    GROUP(NUMBERED, numbered, "words whose number is a name: tổ 3, thứ 2")                         \
    GROUP(CHOOSING, choosing, "words whose number is a choice: số 1, chọn 2")                      \
    GROUP(UNIT, unit, "words that make the number before them an amount")                          \
    GROUP(YES, yes, "yes")                                                                         \
    GROUP(ASSENT, assent, "yes, or no more than: I have read it")                                  \
    GROUP(NO, no, "no")                                                                            \
    GROUP(FINE, fine, "all is well")                                                               \
    GROUP(ASKS_HELP, asks_help, "asks for help, where the announcement asks who needs it")         \
    GROUP(COMES, comes, "ways to say: I come, I take part")                                        \
    GROUP(ABSENT, absent, "ways to say: I do not come")                                            \
    GROUP(TAKES, takes, "ways to say: I take it, I need it")                                       \
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

/* Words that the rules look for one by one: name in the file, what they do */
#define PARTICLES(PARTICLE)                                                                        \
    PARTICLE(ABLE, able, "says that something can be done: được")                                  \
    PARTICLE(AND, and, "ties a number to the one before it: và")                                   \
    PARTICLE(ANY, any, "makes a question word say: whichever: cũng")                               \
    PARTICLE(ASPECT, aspect, "says when and nothing else: đã, rồi")                                \
    PARTICLE(COMPARISON, comparison, "makes a bound of a number: trên, từ")                        \
    PARTICLE(DAY, day, "stands before the number of a day: ngày, mùng")                            \
    PARTICLE(DONE, done, "says that it is done already: đã, rồi")                                  \
    PARTICLE(HOUR, hour, "when in the day one is disturbed: đêm, trưa")                            \
    PARTICLE(KNOWING, knowing, "what one denies who asks: biết, rõ")                               \
    PARTICLE(LEADING, leading, "says yes only where it begins its clause: có")                     \
    PARTICLE(NOT_YET, not_yet, "denies what may still come: chưa")                                 \
    PARTICLE(OBLIGATION, obligation, "leaves free when it is denied: phải, cần")                   \
    PARTICLE(PICKING, picking, "of those of choosing, what chooses before an amount too: số")      \
    PARTICLE(TWO_FACED, two_faced, "says yes, and without its accents no: vâng")

#define PARTICLE_ENUM(NAME, name, sentence) PARTICLE_##NAME,
enum particle { PARTICLES(PARTICLE_ENUM) PARTICLE_COUNT };
#undef PARTICLE_ENUM

/* A set of groups. */
#define GROUP_BIT(keyword) (UINT64_C(1) << (keyword))

struct keywords;

/* Kinds of words that the file names under "meanings", beside the groups: 0, 1, 2... The rules do
 * not know them; the model learns by them. */
enum { MEANINGS_MAX = 256 };

struct meaning_set {
    uint64_t bits[MEANINGS_MAX / 64];
};

void meaning_set_add(struct meaning_set *set, size_t meaning);
bool meaning_set_has(const struct meaning_set *set, size_t meaning);

/* 0, or REFUSED with faults added and *ret_keywords untouched. */
int keywords_open(const char *path, struct keywords **ret_keywords, struct conf_faults *faults);
/* The same from the text of a file. */
int keywords_parse(const char *text, struct keywords **ret_keywords, struct conf_faults *faults);
void keywords_free(struct keywords *keywords);

/* The file that the setting "model" names, beside the keywords; NULL: none. */
const char *keywords_model(const struct keywords *keywords);
const struct lexicon *keywords_lexicon(const struct keywords *keywords);
/* Whether a find of the keyword tells of danger: call, and those up to hazard. */
bool keyword_is_of_danger(int keyword);
/* The names of a group and of a meaning in the file. */
const char *keyword_name(enum keyword keyword);
const char *keywords_meaning(const struct keywords *keywords, size_t meaning);

/* Whether the word is such a particle, or the first of one. Accents count only in "=đã". */
bool keywords_particle_at(const struct keywords *keywords, enum particle particle,
                          const struct speech *speech, size_t index);
/* Whether the word is one of the list, which are single words. */
bool keywords_is_particle(const struct keywords *keywords, enum particle particle,
                          const struct word *word);
/* The first of the list; NULL when it is empty. */
const struct word *keywords_particle(const struct keywords *keywords, enum particle particle);
/* 0..10 for a word that may be a number ("ba", "bốn"), else -1. */
int keywords_number(const struct keywords *keywords, const struct speech *speech, size_t index);
/* What the word multiplies the number word before it by ("hai mươi": 10); -1: it does not. */
int keywords_multiple(const struct keywords *keywords, const struct speech *speech, size_t index);

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
