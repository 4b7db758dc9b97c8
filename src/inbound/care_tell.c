/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an SMS says of a record, and to whom it goes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "inbound/care_inside.h"
#include "text/accents.h"
#include "text/utf8.h"

void care_add_cut(struct buf *out, const char *text, size_t chars)
{
    const char *end = text + strlen(text);
    uint32_t c;

    for (; text < end && chars > 0; chars--) {
        text += utf8_next(text, end, &c);
        utf8_append(out, c < ' ' ? ' ' : c);
    }
}

/* "T1-001 Nguyễn Văn A, tổ 1, +84905123456" as far as it is known, not long; the caller frees. */
static char *name_sender(const struct feedback *f)
{
    struct buf out = BUF_INIT;

    care_add_cut(&out, f->household, CARE_NAME_CHARS);
    if (*f->others) /* whose door it is, nobody knows before he calls back */
        buf_putc(&out, '/');
    care_add_cut(&out, f->others, CARE_NAME_CHARS);
    if (*f->head && out.len)
        buf_putc(&out, ' ');
    care_add_cut(&out, f->head, CARE_NAME_CHARS);
    if (*f->cluster && out.len)
        buf_puts(&out, ", ");
    care_add_cut(&out, f->cluster, CARE_NAME_CHARS);
    if (out.len)
        buf_puts(&out, ", ");
    care_add_cut(&out, f->sender, CARE_NAME_CHARS);
    return buf_steal(&out);
}

char *care_words(const struct feedback *f)
{
    struct buf out = BUF_INIT;

    if (text_utf8_valid(f->text, strlen(f->text)))
        care_add_cut(&out, f->text, SIZE_MAX);
    return buf_steal(&out);
}

/* ---- a record ---- */

void care_take_matter(const struct feedback *f, void *arg)
{
    *(struct care_matter *)arg = (struct care_matter){
        .id = f->id,
        .staff_id = f->staff_id,
        .step = f->step,
        .kind = f->kind,
        .category = f->category,
        .urgent = f->urgent,
        .open = f->state == FEEDBACK_OPEN,
        .told = f->told,
        .who = name_sender(f),
        .words = care_words(f),
    };
}

void care_clear_matter(struct care_matter *m)
{
    free(m->who);
    free(m->words);
}

int care_note_told(struct care *care, int64_t id, size_t phones, const char *how, int64_t now)
{
    char text[80];

    snprintf(text, sizeof(text), "%s, %zu telephones", how, phones);
    return care_note(care, id, care_author, "told", text, now);
}

/* ---- telephones ---- */

void care_add_phone(int64_t id, void *arg)
{
    struct care_phones *p = arg;

    for (size_t i = 0; i < p->count; i++)
        if (p->ids[i] == id)
            return;
    p->ids = xreallocarray(p->ids, p->count + 1, sizeof(*p->ids));
    p->ids[p->count++] = id;
}

enum { WORDS_MAX = 8 };

int care_tell(struct care *care, const struct care_phones *phones, enum lane lane, const char *text,
              const struct texts_word *words, const char *cut, int64_t now)
{
    const struct sending_settings *sending = dispatch_sending(care->dispatch);
    int64_t lasts = lane == LANE_EMERGENCY ? sending->emergency_expires_ms : sending->expires_ms;
    char *shorter = texts_shorten(text, words, cut);
    struct texts_word fitting[WORDS_MAX] = {{NULL, NULL}};
    int r = 0;

    for (size_t i = 0; words[i].name && i + 1 < WORDS_MAX; i++)
        fitting[i] = (struct texts_word){
            words[i].name, strcmp(words[i].name, cut) == 0 ? shorter : words[i].value};
    for (size_t i = 0; i < phones->count && r == 0; i++)
        r = dispatch_notify(care->dispatch, phones->ids[i], lane, lasts, text, fitting, now);
    free(shorter);
    return r;
}
