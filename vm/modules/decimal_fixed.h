/* SPDX-License-Identifier: MIT */
/*
 * exp and ln in binary fixed point: a Natural counts units of 2**-places.
 * The error of a result is at most FIXED_ERROR units.
 */
#ifndef GILSCOPE_VM_MODULES_DECIMAL_FIXED_H
#define GILSCOPE_VM_MODULES_DECIMAL_FIXED_H

#include "vm/modules/decimal_number.h"

enum { FIXED_ERROR = 64 };

typedef struct Fixed {
    Natural size;
    bool negative;
} Fixed;

/* Bits that hold so many decimal digits. */
uint64_t fixed_bits(uint64_t digits);
Natural fixed_ln10(Pad *pad, uint64_t places);
/* |a| to the unit below. */
Natural fixed_of(Work *k, const Number *a, uint64_t places);
/* e**x = result * 10**(*exponent), 1 <= result <= 10. |x| < 2**62. */
Natural fixed_exp(Work *k, Fixed x, uint64_t places, int64_t *exponent);
/* a > 0 */
Fixed fixed_ln(Work *k, const Number *a, uint64_t places);
/* |ln a| < 10**order, and at least 10**(order - 3); a > 0, not 1. */
int64_t fixed_ln_order(Work *k, const Number *a);

#endif
