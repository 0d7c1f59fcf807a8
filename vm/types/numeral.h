/* SPDX-License-Identifier: MIT */
/*
 * Numeral: the text given to int(), float() or complex(), made ready.
 *
 * A str's Unicode digits become ASCII ones and its spaces plain ones, bytes are
 * taken as they are; then spaces are cut off both ends. The text may hold
 * NULs; a NUL that belongs to no text stands behind it.
 */
#ifndef GILSCOPE_VM_TYPES_NUMERAL_H
#define GILSCOPE_VM_TYPES_NUMERAL_H

#include "vm/operator.h"

typedef struct Numeral {
    char *data; /* malloc'ed, or in inline_ */
    char *text;
    size_t size;
    char inline_[64];
} Numeral;

/* A str, or anything bytes-like? */
bool numeral_is_text(Value v);
MUST_CHECK Status numeral_begin(World *w, Value v, Numeral *out);
void numeral_end(Numeral *numeral);
/* Take underscores out where they stand between two digits; false: one stands
 * elsewhere. */
MUST_CHECK bool numeral_strip_underscores(Numeral *numeral);
/* ValueError "`what`: '...'" with the repr of v. */
Status numeral_invalid(World *w, const char *what, Value v, size_t most);

#endif
