/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The two forms in which labelled replies are written, for labelled.c. */
#pragma once

#include <stdio.h>

#include "inbound/lessons/labelled.h"

/* A new one at the end of the file's, all zero. */
struct labelled *labelled_add(struct labelled_file *file);
/* Prints "path:line: what" and ends the program. */
void labelled_fail(const char *path, unsigned line, const char *what) __attribute__((noreturn));

/* labelled_json.c: one JSON object a line, as the replies given with the project are written. */
void labelled_read_json(const char *path, FILE *file, struct labelled_file *ret_file);

/* labelled_blocks.c: a block for each announcement, and a line for each reply to it:
 *
 *   % weight 0.2               of all that follow: how much each teaches; 0: it is measured only
 *   @ Tiêm sởi sáng thứ Năm    the announcement; "@" alone: none is open
 *   = 1=Đi|co, di              each option, as "thonbao announce --option" takes it
 *   ! help 2                   the option that calls for help
 *   ! ack                      it asks for an acknowledgement
 *   dang sot TAB answer TAB 2 TAB - TAB - TAB unclear, report:health:u
 *
 * The fields of a reply: text, kind, choice, category, "u" for urgent, "-" for what it has not;
 * then, if there are, readings that are as good: a kind with its choice, its category and "u". In a
 * text "\n" is the end of a line and a backslash before any other character is left out;
 * "<191> text" came from that sender, all others from a household. */
void labelled_read_blocks(const char *path, FILE *file, struct labelled_file *ret_file);
