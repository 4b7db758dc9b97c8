/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts with the household's own words in them: "Kính gửi {chủ hộ}, tổ {tổ}".
 *
 * A field is a name in braces, in Vietnamese or English, and accents, case and spaces in it do
 * not matter: {chủ hộ}, {Chu ho}, {CHUHO} and {head} are one field. "{{" and "}}" stand for a
 * brace. What a field brings is data: braces in it mean nothing.
 *
 * Parts are counted after expanding, for a long name can make one more:
 *     text_template_parse, once;
 *     then for each household text_template_expand -> text_for_air -> text_split;
 * or only once for all where text_template_has_fields() is false. Expand such a text too: "{{"
 * in it is still to become "{". */
#pragma once

#include <stdbool.h>

#include "base/error.h"

enum text_field {
    TEXT_FIELD_HEAD,      /* {chủ hộ}   {head}       head of the household */
    TEXT_FIELD_HOUSEHOLD, /* {mã hộ}    {household}  its code: T3-014 */
    TEXT_FIELD_CLUSTER,   /* {tổ}       {cluster} */
    TEXT_FIELD_ADDRESS,   /* {địa chỉ}  {address} */
    TEXT_FIELD_VILLAGE,   /* {thôn}     {village} */
    TEXT_FIELD_DATE,      /* {ngày}     {date}       as the caller writes dates */
    TEXT_FIELD_TIME,      /* {giờ}      {time} */
};

enum { TEXT_FIELDS = TEXT_FIELD_TIME + 1 };

/* What the fields bring, by enum text_field; NULL brings nothing. */
struct text_values {
    const char *of[TEXT_FIELDS];
};

struct text_template;

/* REFUSED with the field "text" and the code
 *   text_not_utf8   it is not UTF-8,
 *   unknown_field   a name in braces is none of the above; the message says which,
 *   lone_brace      a brace opens or closes nothing; the message says where. */
int text_template_parse(const char *text, struct text_template **ret, struct refusal *ret_refusal);
void text_template_free(struct text_template *template);

bool text_template_has_fields(const struct text_template *template);

/* The text with the values in it, freed by the caller. */
char *text_template_expand(const struct text_template *template, const struct text_values *values);
