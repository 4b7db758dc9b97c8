/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbaod as the child of a running thonbaod that reads a village's list: a long one takes a
 * second and much memory, and the loop must not wait for it.
 *
 *   thonbaod --import CONFIG DATABASE dry|take COLUMNS ENCODING
 *
 * COLUMNS and ENCODING may be "". Descriptor 3 is the list. 4 gets, for "take", the head and the
 * pieces of village/import_piece.h, each after its length, a uint32_t of this machine. 5 gets the
 * rest of the answer (api/import_answer.h). Exit status 0: it was read; for "dry" standard output
 * says what taking it in would do. 1: it was refused, and standard output is code, field and
 * sentence, a line each. */
#pragma once

int import_main(int argc, char **argv);
