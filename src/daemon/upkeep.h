/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbaod as the child of a running thonbaod: reading the whole database takes long, and the loop
 * must not wait for it.
 *
 *   thonbaod --upkeep check DATABASE          prints a sentence for each thing wrong
 *   thonbaod --upkeep backup DATABASE FILE    prints why it could not be copied
 *
 * Exit status 0: it was done; 1: it could not be, the last line says why. */
#pragma once

int upkeep_main(int argc, char **argv);
