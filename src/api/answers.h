/* SPDX-License-Identifier: GPL-2.0-or-later */
/* answers.json, embedded: the schemas of good answers, and which route answers by which (or with
 * which other type of content). */
#pragma once

extern const char answers_json[];
