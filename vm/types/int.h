/* SPDX-License-Identifier: MIT */
/*
 * int: inline when it fits in 63 bits, else a BigInt of 64-bit limbs.
 *
 * Invariant: a BigInt of type exactly int never fits inline and has no leading
 * zero limb. (An instance of a subclass of int, or bool's ancestors, is always
 * a BigInt, whatever its size: int_inline() tells.) Arithmetic on limbs is in
 * limb.h, the only file that names GMP's mpn functions.
 */
#ifndef GILSCOPE_VM_TYPES_INT_H
#define GILSCOPE_VM_TYPES_INT_H

#include "vm/operator.h"

typedef struct BigInt {
    Object head;
    uint32_t count; /* limbs */
    uint32_t negative;
    uint64_t limbs[];
} BigInt;

/* Any int as sign and magnitude; valid as long as the value and the view. */
typedef struct IntView {
    const uint64_t *limbs;
    size_t count;
    bool negative;
    uint64_t small;
} IntView;
void int_view(Value v, IntView *view);

MUST_CHECK Value int_new(World *w, int64_t value);
MUST_CHECK Value int_from_uint64(World *w, uint64_t value);
MUST_CHECK Value int_from_limbs(World *w, const uint64_t *limbs, size_t count,
                                bool negative);
/* To be filled in, then made a proper int, inline where it fits. */
MUST_CHECK BigInt *int_blank(World *w, size_t count);
Value int_finish(World *w, BigInt *big, bool negative);
/* The same value as an instance of `klass`, a subclass of int. */
MUST_CHECK Value int_of_class(World *w, Klass *klass, Value v);
/* Truncates towards zero; OverflowError for infinity, ValueError for NaN. */
MUST_CHECK Value int_from_double(World *w, double value);
/* Digits with sign, prefix (base 0) and underscores as int() takes them, in a
 * str, bytes or bytearray; ValueError "invalid literal for int() with base 10:
 * '...'". */
MUST_CHECK Value int_parse(World *w, Value text, int base);
/* Fits in int64? False leaves *out alone. int, bool and subclasses. */
bool int_to_int64(Value v, int64_t *out);
/* -1, 0, 1 */
int int_sign(Value v);
MUST_CHECK Status int_to_double(World *w, Value v, double *out);
/* The nearest double to (m, or a bit more if sticky) * 2**exponent; infinity
 * when too large. 2**54 < m < 2**63. */
double int_round_to_double(uint64_t m, bool sticky, int64_t exponent);
/* Exact int of the same value, for bool and subclasses. */
MUST_CHECK Value int_plain(World *w, Value v);
MUST_CHECK Status int_binary(World *w, Slot op, Value a, Value b, Value *out);
MUST_CHECK Status int_negate(World *w, Value a, Value *out);
/* a ** b for b >= 0. */
MUST_CHECK Status int_power(World *w, Value a, Value b, Value *out);
/* pow(a, b, m) */
MUST_CHECK Status int_power_mod(World *w, Value a, Value b, Value m,
                                Value *out);
/* floor(a / b) and what is left, b not 0; either may be NULL. */
MUST_CHECK Status int_divide(World *w, Value a, Value b, Value *quotient,
                             Value *remainder);
/* a / b, correctly rounded. */
MUST_CHECK Status int_true_divide(World *w, Value a, Value b, double *out);
MUST_CHECK Value int_shift_left(World *w, Value a, uint64_t bits);
MUST_CHECK Value int_shift_right(World *w, Value a, uint64_t bits);
MUST_CHECK Status int_bitwise(World *w, Slot op, Value a, Value b, Value *out);
/* round(a, -digits): to a multiple of 10 ** digits, half to even. */
MUST_CHECK Status int_round(World *w, Value a, uint64_t digits, Value *out);
int int_compare(Value a, Value b);
/* Does SLOT_LT ... SLOT_GE hold for this order (-1, 0, 1; 2: none)? */
static inline bool order_holds(Slot op, int order)
{
    switch (op) {
    case SLOT_LT:
        return order == -1;
    case SLOT_LE:
        return order == -1 || order == 0;
    case SLOT_EQ:
        return order == 0;
    case SLOT_NE:
        return order != 0;
    case SLOT_GT:
        return order == 1;
    default:
        return order == 0 || order == 1;
    }
}
/* -1, 0, 1; exact. NaN: 2. */
int int_compare_double(Value a, double b);
int64_t int_hash(Value v);
void int_write(Writer *out, Value v, int base); /* digits with sign */
/* ValueError when v has more decimal digits than the program allows. */
MUST_CHECK Status int_check_digits(World *w, Value v);
uint64_t int_bit_length(Value v);

extern const TypeOps int_ops;

#endif
