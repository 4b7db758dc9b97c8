/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Between choice.c and the ways to choose: what is known of the options while one is sought, and
 * each way, asked in turn. A way that says nothing leaves the choice untouched and returns false.
 */
#pragma once

#include "inbound/reply/choice.h"

enum { NO_OPTION = -1 };

/* How much an occurrence weighs: a word such as "đi" or "có" is also said by the way. */
enum weight { WEIGHT_NONE, WEIGHT_GENERIC, WEIGHT_WORD, WEIGHT_PHRASE };

/* Options are spoken of by their index, NO_OPTION or 0..count-1. */
struct chooser {
    const struct reading *r;
    const struct phrases *phrases;
    const struct options *options;
    struct occurrences found;
    enum weight affirmed[OPTIONS_MAX], denied[OPTIONS_MAX]; /* by chooser_weigh() */
    struct choice *choice;
};

/* Weighs, for each option, what is said for it and against it. */
void chooser_weigh(struct chooser *c);
/* The option that alone reaches the heaviest weight; NO_OPTION when none does or several do. */
int chooser_heaviest(const enum weight *weights, size_t count, enum weight *ret_weight);
/* Records the choice. rule: a static sentence. */
void chooser_settle(struct chooser *c, enum choice_state state, int option, const char *rule);

/* Points at the first of the group that is said, or denied; where there is none, at nothing. */
void chooser_point_at(struct chooser *c, enum keyword keyword, bool denied);
/* The option of that number; NO_OPTION: none has it. */
int chooser_find_option(const struct options *options, long long number);
/* Whether the option is the one that calls for help. */
bool chooser_is_help(const struct chooser *c, int option);
/* The one option that has a label or synonym which says so; NO_OPTION: none, or several. */
int chooser_only_option(const struct chooser *c,
                        bool (*says_so)(const struct chooser *c, const struct phrase *phrase));
/* Whether a phrase of some option covers the word. */
bool chooser_covers(const struct chooser *c, size_t word);
/* Whether the word is such a figure, neither denied nor part of what an option says. */
bool chooser_is_figure(const struct chooser *c, size_t word, enum figure figure);
/* Whether the word says as much of any announcement: "đi", "có", "được". */
bool chooser_is_generic(const struct reading *r, size_t word);
/* "vang" without accents is "vắng" and "vâng": alone it says neither. */
bool chooser_is_two_faced(const struct reading *r, const struct occurrence *o);
/* The words that decided stand first and by themselves, but for what adds nothing. */
bool chooser_begins_text(const struct chooser *c);

/* choice-number.c */
bool choose_by_number(struct chooser *c);
bool choose_by_doubtful_number(struct chooser *c);
/* choice-aside.c */
/* Said of what was, while other clauses speak of options, too: "không tiêm nữa, năm ngoái tiêm xong
 * bò mệt". It weighs nothing. */
bool chooser_is_past(const struct chooser *c, const struct occurrence *o);
/* Said of others or of what was, before one comes to oneself and to now: "năm ngoái lấy nếp, năm
 * nay bắc thơm". It weighs nothing. */
bool chooser_is_overtaken(const struct reading *r, const struct occurrence *o);
/* Whether all that is said for the option and weighs is said so, and something is. */
bool chooser_says_all(const struct chooser *c, int option,
                      bool (*so)(const struct chooser *c, const struct occurrence *o));
bool chooser_speaks_of_what_was(const struct chooser *c, int option);
bool chooser_speaks_of_others(const struct chooser *c, int option);
/* choice-done.c */
/* "tiem roi" where the options are "Tiêm" and "Đã tiêm" says the latter; NO_OPTION: nothing such.
 */
int chooser_option_of_done(const struct chooser *c, const struct occurrence *o);
/* What is said for the option says of another that it is done already: that is chosen. */
bool choose_what_is_done(struct chooser *c, int option);
/* It may say so. */
bool chooser_may_be_done(const struct chooser *c, int option);
/* choice-objection.c */
struct objection {
    const char *rule; /* a static sentence */
    bool aside;       /* the words are said of something else: nothing is chosen by them */
};
/* Why the words that are said for the option, of such weight, do not choose it; NULL: they do.
 * NO_OPTION: those of two are said alike, or of none. */
const struct objection *chooser_objection(const struct chooser *c, int option, enum weight weight);
/* choice-words.c */
bool choose_by_words(struct chooser *c);
bool choose_by_some_words(struct chooser *c);
/* choice-yes-no.c */
/* The clause from..to says nothing but words of the groups and words that add nothing, and at
 * least one of the groups. */
bool chooser_clause_is(const struct reading *r, uint64_t groups, size_t from, size_t to);
/* Words that only are polite. */
#define POLITE (GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) | GROUP_BIT(KEYWORD_THANKS))
/* The first clause of the text, from..to, that is not only polite: "thưa bác, không". */
void chooser_first_clause(const struct reading *r, size_t *ret_from, size_t *ret_to);
/* The options are a yes and a no: two, one of which refuses. Where one of them calls for help, a
 * bare "không" is never read as "safe". */
bool chooser_yes_and_no(const struct chooser *c, int *ret_yes, int *ret_no);
/* What an option says is the keyword, with words of the groups or such as only are polite. */
bool chooser_text_is(const struct chooser *c, const char *text, enum keyword keyword,
                     uint64_t groups);
/* The label denies or refuses. */
bool chooser_is_no_label(const struct chooser *c, size_t option);
/* Words of an option, for or against it, begin there. */
bool chooser_speaks_of_options(const struct chooser *c, size_t from, size_t to);
bool choose_by_agreement(struct chooser *c);
bool choose_by_yes_or_no(struct chooser *c);
bool choose_by_common_word(struct chooser *c);
bool choose_by_refusal(struct chooser *c);
/* choice-coming.c */
/* Some option is one of coming. */
bool chooser_offers_coming(const struct chooser *c);
bool choose_by_absence(struct chooser *c);
bool choose_by_coming(struct chooser *c);
/* choice-wellbeing.c */
/* A clause asks for help and says nothing else: "xin giúp". */
bool chooser_has_plea(const struct reading *r);
bool choose_by_plea(struct chooser *c);
bool choose_by_wellbeing(struct chooser *c);
/* choice-denial.c */
bool choose_by_bare_no(struct chooser *c);
bool choose_by_not_taking(struct chooser *c);
bool choose_by_denial(struct chooser *c);
