/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a household's reply: the record is whole, an answer names an option that was
 * offered, a note is part of the text, and reading again gives the same. */
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/memory.h"
#include "fuzz/fuzz.h"
#include "inbound/reply/reply.h"
#include "text/accents.h"

static struct reply_rules *rules;
static struct options none, yes_no, safe_help, offer;

static void add_option(struct options *options, const char *text)
{
    FUZZ_CHECK(options_add(options, text, NULL) == 0);
}

static void open_rules(void)
{
    struct conf_faults faults = {0};

    if (rules)
        return;
    FUZZ_CHECK(reply_rules_open(CONFIG_DIR "/keywords.vi.conf", &rules, &faults) == 0);
    add_option(&yes_no, "1=Có đi|co,di,di duoc");
    add_option(&yes_no, "2=Không đi|khong,ban,vang");
    add_option(&safe_help, "1=Chưa ngập|chua ngap,nha kho");
    add_option(&safe_help, "2=Đã sơ tán 20/5|so tan roi,20");
    add_option(&safe_help, "3=Cần đón|can don,cuu");
    FUZZ_CHECK(options_set_help(&safe_help, 3, NULL) == 0);
    add_option(&offer, "1=Tiêm");
    add_option(&offer, "2=Đã tiêm, còn nợ 8kg|no");
    add_option(&offer, "3=Không lấy|khong");
    add_option(&offer, "4=Dự họp");
}

static void check_reply(const struct reply *reply, const struct options *options, const char *text)
{
    FUZZ_CHECK(reply->kind < REPLY_KINDS && reply->category < REPLY_CATEGORIES);
    FUZZ_CHECK(reply->why && *reply->why);
    FUZZ_CHECK(reply->choice == 0 || options_find(options, reply->choice));
    FUZZ_CHECK(reply->kind != REPLY_ANSWER || reply->choice != 0);
    FUZZ_CHECK(reply->kind != REPLY_HELP || reply->urgent);
    FUZZ_CHECK(!reply->note || (*reply->note && strstr(text, reply->note)));
    FUZZ_CHECK(!reply->note || text_utf8_valid(reply->note, strlen(reply->note)));
    FUZZ_CHECK((reply->kind == REPLY_HELP || reply->kind == REPLY_REPORT) ==
               (reply->category != REPLY_CATEGORY_NONE));
}

static void read_reply(const struct options *options, const char *body, const char *text)
{
    struct reply_context context = {.body = body, .options = options};
    struct reply first, again;

    reply_understand(rules, &context, "+84905214906", text, &first);
    reply_understand(rules, &context, "+84905214906", text, &again);
    check_reply(&first, options, text);
    FUZZ_CHECK(first.kind == again.kind && first.choice == again.choice &&
               first.category == again.category && strcmp(first.why, again.why) == 0);
    reply_clear(&first);
    reply_clear(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = xstrndup((const char *)data, size);

    open_rules();
    read_reply(NULL, NULL, text);
    read_reply(&none, NULL, text);
    read_reply(&yes_no, "Họp thôn 19 giờ. Trả lời 1 nếu đi, 2 nếu không đi được.", text);
    read_reply(&safe_help, text, text);
    read_reply(&offer, NULL, text);
    free(text);
    return 0;
}
