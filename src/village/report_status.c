/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of 3GPP TS 23.040 9.2.3.15. The centre gives up for good with the statuses from 0x40
 * on, and after a passing error with those from 0x60 on. The page has the same Vietnamese words
 * (lang/vi.js). */
#include "village/report_status.h"

#include "base/memory.h"

static const struct {
    int64_t status;
    struct report_words words;
} statuses[] = {
    {0x40, {"an error between the networks", "lỗi giữa các mạng"}},
    {0x41, {"the handset cannot take it", "máy nhận không nhận được loại tin này"}},
    {0x42, {"the handset rejected it", "máy nhận từ chối"}},
    {0x43, {"the number cannot be obtained", "không liên lạc được số này"}},
    {0x44, {"the network could not serve it", "mạng không phục vụ được"}},
    {0x45, {"no way into the other network", "không có đường sang mạng kia"}},
    {0x46, {"its validity ended first", "tin hết hạn trước khi tới"}},
    {0x47, {"deleted by its sender", "tin đã bị nơi gửi xóa"}},
    {0x48, {"deleted by the message centre", "tin đã bị tổng đài xóa"}},
    {0x49, {"the message centre does not have it", "tổng đài không có tin này"}},
    {0x60, {"the network was congested", "mạng quá tải"}},
    {0x61, {"the handset was busy", "máy nhận bận"}},
    {0x62, {"no response from the handset", "máy nhận không trả lời"}},
    {0x63, {"the network refused the service", "mạng từ chối dịch vụ"}},
    {0x64, {"the network could not serve it", "mạng không phục vụ được"}},
    {0x65, {"an error in the handset", "máy nhận bị lỗi"}},
};

/* The others are reserved, or each message centre's own. */
static const struct report_words lasting = {"an error of the network's own", "lỗi riêng của mạng"};
static const struct report_words passing = {"a passing error of the network's own",
                                            "lỗi tạm thời của mạng"};

struct report_words report_status_words(int64_t status)
{
    for (size_t i = 0; i < ARRAY_SIZE(statuses); i++)
        if (statuses[i].status == status)
            return statuses[i].words;
    if (status >= 0x40 && status < 0x60)
        return lasting;
    if (status >= 0x60 && status < 0x80)
        return passing;
    return (struct report_words){"", ""};
}
