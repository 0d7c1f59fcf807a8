/* SPDX-License-Identifier: MIT */
/*
 * Natural: a whole number >= 0 as a value, for arithmetic in many small steps.
 *
 * Numbers live in a Pad, scratch memory of one operation: nothing is freed
 * before pad_end. Once memory runs out `failed` is set and every further
 * result is 0; the caller looks at it once, at the end. So a loop that waits
 * for a number to grow must look at it too.
 */
#ifndef GILSCOPE_VM_TYPES_NATURAL_H
#define GILSCOPE_VM_TYPES_NATURAL_H

#include "vm/types/limb.h"

/* Trimmed: the last limb is not 0. */
typedef struct Natural {
    const Limb *limbs;
    size_t count;
} Natural;

typedef struct PadChunk PadChunk;

enum { PAD_INLINE = 96 };

typedef struct Pad {
    PadChunk *chunks;
    size_t room; /* bytes that may still be asked for */
    size_t used; /* of inline_ */
    bool failed;
    Limb inline_[PAD_INLINE];
} Pad;

/* Scratch memory of at most `most` bytes in all. */
void pad_begin(Pad *pad, size_t most);
void pad_end(Pad *pad);
/* Not zeroed; NULL once the pad has failed. */
Limb *pad_limbs(Pad *pad, size_t count);

Natural nat_of(Pad *pad, uint64_t value);
static inline bool nat_is_zero(Natural a)
{
    return a.count == 0;
}
/* Fits in 64 bits? */
bool nat_to_uint64(Natural a, uint64_t *out);
int nat_compare(Natural a, Natural b);
uint64_t nat_bits(Natural a);
Natural nat_add(Pad *pad, Natural a, Natural b);
/* a - b, a >= b. */
Natural nat_subtract(Pad *pad, Natural a, Natural b);
Natural nat_multiply(Pad *pad, Natural a, Natural b);
/* a / b, and a % b in *rest unless NULL; b is not 0. */
Natural nat_divide(Pad *pad, Natural a, Natural b, Natural *rest);
Natural nat_divide_small(Pad *pad, Natural a, uint64_t b);
Natural nat_shift_left(Pad *pad, Natural a, uint64_t bits);
Natural nat_shift_right(Pad *pad, Natural a, uint64_t bits);
/* The whole part of the square root. */
Natural nat_root(Pad *pad, Natural a);

/* ---- in tens ------------------------------------------------------------- */

/* 10 ** power */
Natural nat_ten(Pad *pad, uint64_t power);
/* a * 10 ** power */
Natural nat_scale(Pad *pad, Natural a, uint64_t power);
/* a / 10 ** power, and what is cut off in *rest unless NULL. */
Natural nat_cut(Pad *pad, Natural a, uint64_t power, Natural *rest);
/* Decimal digits; 0 has one. */
uint64_t nat_length(Pad *pad, Natural a);
/* Take off zeros at the end, at most *count; *count: how many. */
Natural nat_strip(Pad *pad, Natural a, uint64_t *count);
/* From characters '0'..'9'. */
Natural nat_from_text(Pad *pad, const char *text, size_t size);
/* Its digits, without leading zeros ("0" for 0), in the pad; NULL: failed. */
char *nat_to_text(Pad *pad, Natural a, size_t *size);

#endif
