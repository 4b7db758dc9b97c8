/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of statements, indexed by name. */
#include "store/statements.h"

#define STATEMENT_TEXT(name, sql) [STATEMENT_##name] = sql,
const char *const statement_sql[STATEMENT_COUNT] = {STATEMENTS(STATEMENT_TEXT)};
