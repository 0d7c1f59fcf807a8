/* SPDX-License-Identifier: MIT */
/* Which characters repr() shows as they are: those Unicode 12.1 calls
 * printable, whatever version the machine's Unicode library is of. */
#ifndef GILSCOPE_BYTECODE_PRINTABLE_H
#define GILSCOPE_BYTECODE_PRINTABLE_H

#include <stdbool.h>
#include <stdint.h>

/* str.isprintable() of one character. */
bool printable(uint32_t character);

#endif
