/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The fields that TPDUs are made of: octets, addresses, times (3GPP TS 23.040, 9.1.2). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/tpdu.h"

struct field_writer {
    uint8_t *out; /* TPDU_MAX octets or, for an address alone, as many as it takes */
    size_t len;
};

struct field_reader {
    const uint8_t *octets;
    size_t len, pos;
    bool broken; /* something was read past the end; zeros came back */
};

void field_put(struct field_writer *w, uint8_t octet);
void field_put_octets(struct field_writer *w, const uint8_t *octets, size_t len);
/* Length in semi-octets, type, value (9.1.2.5). */
void field_put_address(struct field_writer *w, const struct tpdu_address *address);
/* Semi-octets of a number, its plus left out; an odd one is filled with 0xf. */
void field_put_digits(struct field_writer *w, const char *number);
/* Seven octets, in the zone of the process (9.2.3.11). */
void field_put_time(struct field_writer *w, int64_t wall_ms);
/* TP-VP relative (9.2.3.12.1), rounded up to what can be said. */
uint8_t field_relative_validity(int64_t ms);

uint8_t field_get(struct field_reader *r);
bool field_get_octets(struct field_reader *r, uint8_t *out, size_t len);
bool field_get_address(struct field_reader *r, struct tpdu_address *ret_address);
/* 0 when it is no time. */
int64_t field_get_time(struct field_reader *r);
int64_t field_validity_ms(uint8_t vp);
/* TP-VP enhanced (9.2.3.12.3), seven octets; false when it sets no time. */
bool field_get_enhanced(struct field_reader *r, int64_t *ret_ms);
