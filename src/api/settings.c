/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of the options in "console", and what they mean together. */
#include "api/settings.h"

#include <stddef.h>

#include "api/address.h"
#include "base/clock.h"
#include "base/memory.h"

#define CONSOLE(member) offsetof(struct console_settings, member)

static const struct conf_option options[] = {
    {"listen", CONF_STRING, CONSOLE(listen), "127.0.0.1:8080",
     .sentence = "the address and port of the console; \"\": no console"},
    {"certificate", CONF_STRING, CONSOLE(certificate), "",
     .sentence = "the certificate for TLS (PEM); \"\": beyond loopback the box makes its own"},
    {"key", CONF_STRING, CONSOLE(key), "", .sentence = "the certificate's private key (PEM)"},
    {"proxy", CONF_STRING, CONSOLE(proxy), "",
     .sentence = "the address of the proxy that encrypts in front of the console"},
    {"names", CONF_STRINGS, CONSOLE(names),
     .sentence = "the host names under which browsers reach the console"},
    {"files", CONF_STRING, CONSOLE(files), "",
     .sentence = "a folder whose files are served in place of the built-in console"},
    {"board", CONF_BOOL, CONSOLE(board), "false",
     .sentence = "a page for everyone, without names and numbers"},
    {"idle", CONF_DURATION, CONSOLE(idle_ms), "7d", MINUTE, 90 * DAY,
     .sentence = "who has done nothing for so long signs in again"},
    {"longest", CONF_DURATION, CONSOLE(longest_ms), "30d", MINUTE, 365 * DAY,
     .sentence = "everybody signs in again after so long"},
};

static void check(const config_setting_t *group, const struct console_settings *s,
                  struct conf_faults *faults)
{
    struct address listen;
    char proxy[HOST_MAX];

    if (!s->listen || !s->certificate || !s->key || !s->proxy || !s->listen[0])
        return;
    if (!address_parse(s->listen, &listen)) {
        conf_fault(faults, group,
                   "listen: \"%s\" is no address with a port; one is \"127.0.0.1:8080\"",
                   s->listen);
        return;
    }
    if (!s->certificate[0] != !s->key[0])
        conf_fault(faults, group, "certificate and key go together: give both or neither");
    if (s->proxy[0] && (!address_host(s->proxy, proxy) || !address_host_is_number(proxy)))
        conf_fault(faults, group, "proxy: \"%s\" is no address; one is \"192.168.1.2\"", s->proxy);
}

void console_settings_read(const config_setting_t *group, struct console_settings *ret,
                           struct conf_faults *faults)
{
    conf_read(group, options, ARRAY_SIZE(options), ret, faults);
    check(group, ret, faults);
}

void console_settings_clear(struct console_settings *settings)
{
    conf_release(options, ARRAY_SIZE(options), settings);
}
