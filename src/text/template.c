/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts with the household's own words in them. */
#include "text/template.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "text/accents.h"
#include "text/utf8.h"

/* Names folded and without spaces. */
static const struct {
    const char *vietnamese, *english;
} names[] = {
    [TEXT_FIELD_HEAD] = {"chuho", "head"},      [TEXT_FIELD_HOUSEHOLD] = {"maho", "household"},
    [TEXT_FIELD_CLUSTER] = {"to", "cluster"},   [TEXT_FIELD_ADDRESS] = {"diachi", "address"},
    [TEXT_FIELD_VILLAGE] = {"thon", "village"}, [TEXT_FIELD_DATE] = {"ngay", "date"},
    [TEXT_FIELD_TIME] = {"gio", "time"},
};

static const char known[] = "{chủ hộ} {mã hộ} {tổ} {địa chỉ} {thôn} {ngày} {giờ}";

/* Literal text, then a field; the last piece has no field. */
struct piece {
    size_t start, len; /* in the template's text */
    bool has_field;
    enum text_field field;
};

struct text_template {
    struct buf text; /* all literal text, braces written singly */
    struct piece *pieces;
    size_t count;
    size_t pending; /* where the text begins that is in no piece yet */
};

static void remove_spaces(char *s)
{
    char *out = s;

    for (; *s; s++) {
        if (*s != ' ')
            *out++ = *s;
    }
    *out = '\0';
}

static bool find_field(const char *name, size_t len, enum text_field *ret)
{
    char *raw = xstrndup(name, len), *folded = text_fold(raw);
    bool found = false;

    remove_spaces(folded);
    for (int i = 0; i < TEXT_FIELDS && !found; i++) {
        found = strcmp(folded, names[i].vietnamese) == 0 || strcmp(folded, names[i].english) == 0;
        if (found)
            *ret = (enum text_field)i;
    }
    free(raw);
    free(folded);
    return found;
}

/* Closes the piece whose literal text was appended since the last one. */
static struct piece *end_piece(struct text_template *template)
{
    template->pieces =
        xreallocarray(template->pieces, template->count + 1, sizeof(template->pieces[0]));
    struct piece *piece = &template->pieces[template->count++];
    *piece =
        (struct piece){.start = template->pending, .len = template->text.len - template->pending};
    template->pending = template->text.len;
    return piece;
}

/* Bytes of the first characters of s, at most max bytes, to quote it. */
static int quoted_bytes(const char *s, size_t max)
{
    const char *end = s + max, *at = s;
    uint32_t c;

    for (int i = 0; i < 20 && at < end; i++)
        at += utf8_next(at, end, &c);
    return (int)(at - s);
}

static int refuse_brace(const char *at, struct refusal *ret_refusal)
{
    return refuse(ret_refusal, "lone_brace", "text",
                  "the brace at \"%.*s\" belongs to no field; a brace itself is written %c%c",
                  quoted_bytes(at, strlen(at)), at, *at, *at);
}

/* A field, whose brace *at is; moves *at behind it. */
static int parse_field(struct text_template *template, const char **at, struct refusal *ret_refusal)
{
    const char *name = *at + 1;
    size_t len = strcspn(name, "{}");
    enum text_field field;

    if (name[len] != '}')
        return refuse_brace(*at, ret_refusal);
    if (!find_field(name, len, &field))
        return refuse(ret_refusal, "unknown_field", "text", "{%.*s} is no field; there are %s",
                      quoted_bytes(name, len), name, known);
    struct piece *piece = end_piece(template);
    piece->has_field = true;
    piece->field = field;
    *at = name + len + 1;
    return 0;
}

static int parse(struct text_template *template, const char *at, struct refusal *ret_refusal)
{
    while (*at) {
        size_t plain = strcspn(at, "{}");
        buf_append(&template->text, at, plain);
        at += plain;
        if (*at == '\0')
            break;
        if (at[1] == at[0]) {
            buf_putc(&template->text, *at);
            at += 2;
        } else if (*at == '}') {
            return refuse_brace(at, ret_refusal);
        } else {
            int r = parse_field(template, &at, ret_refusal);
            if (r)
                return r;
        }
    }
    end_piece(template);
    return 0;
}

int text_template_parse(const char *text, struct text_template **ret, struct refusal *ret_refusal)
{
    if (!text_utf8_valid(text, strlen(text)))
        return refuse(ret_refusal, "text_not_utf8", "text", "the text is not UTF-8");
    struct text_template *template = xcalloc(1, sizeof(*template));
    int r = parse(template, text, ret_refusal);
    if (r)
        text_template_free(template);
    else
        *ret = template;
    return r;
}

void text_template_free(struct text_template *template)
{
    if (!template)
        return;
    buf_free(&template->text);
    free(template->pieces);
    free(template);
}

bool text_template_has_fields(const struct text_template *template)
{
    return template->count > 1; /* the last piece has none */
}

char *text_template_expand(const struct text_template *template, const struct text_values *values)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < template->count; i++) {
        const struct piece *piece = &template->pieces[i];
        if (piece->len > 0)
            buf_append(&out, template->text.data + piece->start, piece->len);
        if (piece->has_field && values->of[piece->field])
            buf_puts(&out, values->of[piece->field]);
    }
    return buf_steal(&out);
}
