/* SPDX-License-Identifier: MIT */
/*
 * int arithmetic on sign and magnitude. Division rounds towards minus
 * infinity and the remainder has the divisor's sign; & | ^ see an endless
 * two's complement. Results are exact ints, whatever the operands' classes.
 */
#include "vm/types/int.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vm/types/limb.h"

/* ---- + - * --------------------------------------------------------------- */

/* |x| + |y| or |x| - |y| with x's sign, y's sign given. */
static Value add_views(World *w, const IntView *x, const IntView *y,
                       bool y_negative)
{
    bool negative = x->negative;
    if (limb_compare(x->limbs, x->count, y->limbs, y->count) < 0) {
        const IntView *swap = x;
        x = y;
        y = swap;
        negative = y_negative;
        y_negative = y->negative;
    }
    bool same = x->count == 0 || negative == y_negative;
    BigInt *big = int_blank(w, x->count + 1);
    if (!big) {
        return NO_VALUE;
    }
    if (same) {
        big->limbs[x->count] =
            limb_add(big->limbs, x->limbs, x->count, y->limbs, y->count);
    } else {
        limb_subtract(big->limbs, x->limbs, x->count, y->limbs, y->count);
    }
    return int_finish(w, big, negative);
}

static Value add(World *w, Value a, Value b, bool subtract)
{
    IntView x;
    IntView y;
    int_view(a, &x);
    int_view(b, &y);
    bool y_negative = y.negative != subtract;
    if (x.count == 0 || y.count == 0) {
        const IntView *v = x.count ? &x : &y;
        return int_from_limbs(w, v->limbs, v->count,
                              x.count ? x.negative : y_negative);
    }
    if (limb_compare(x.limbs, x.count, y.limbs, y.count) < 0) {
        y.negative = y_negative;
        return add_views(w, &y, &x, x.negative);
    }
    return add_views(w, &x, &y, y_negative);
}

static Value multiply(World *w, Value a, Value b)
{
    IntView x;
    IntView y;
    int_view(a, &x);
    int_view(b, &y);
    if (x.count == 0 || y.count == 0) {
        return INT(0);
    }
    BigInt *big = int_blank(w, x.count + y.count);
    if (!big) {
        return NO_VALUE;
    }
    if (!limb_multiply(big->limbs, x.limbs, x.count, y.limbs, y.count)) {
        (void)raise_memory(w);
        return NO_VALUE;
    }
    return int_finish(w, big, x.negative != y.negative);
}

Status int_negate(World *w, Value a, Value *out)
{
    IntView x;
    int_view(a, &x);
    *out = int_from_limbs(w, x.limbs, x.count, !x.negative);
    return *out ? OK : RAISE;
}

/* ---- // % divmod --------------------------------------------------------- */

static Status zero_division(World *w)
{
    return raise_error(w, TYPE_ZERO_DIVISION_ERROR,
                       "integer division or modulo by zero");
}

static Status divide_inline(World *w, int64_t a, int64_t b, Value *quotient,
                            Value *remainder)
{
    int64_t q = a / b;
    int64_t r = a % b;
    if (r && (r ^ b) < 0) {
        q--;
        r += b;
    }
    if (quotient) {
        *quotient = int_new(w, q);
        NEED(*quotient);
    }
    if (remainder) {
        *remainder = INT(r);
    }
    return OK;
}

Status int_divide(World *w, Value a, Value b, Value *quotient, Value *remainder)
{
    if (BOTH_INT(a, b)) {
        return divide_inline(w, INT_OF(a), INT_OF(b), quotient, remainder);
    }
    IntView x;
    IntView y;
    int_view(a, &x);
    int_view(b, &y);
    bool opposite = x.negative != y.negative;
    if (x.count < y.count) {
        bool below = x.count && opposite;
        if (quotient) {
            *quotient = INT(below ? -1 : 0);
        }
        if (remainder) {
            *remainder = below ? add(w, a, b, false) : int_plain(w, a);
            NEED(*remainder);
        }
        return OK;
    }
    BigInt *q = int_blank(w, x.count - y.count + 2);
    BigInt *r = int_blank(w, y.count);
    NEED(q && r);
    if (!limb_divide(q->limbs, r->limbs, x.limbs, x.count, y.limbs, y.count)) {
        return raise_memory(w);
    }
    bool adjust = opposite && limb_trim(r->limbs, y.count);
    if (adjust) {
        uint64_t one = 1;
        limb_add(q->limbs, q->limbs, q->count, &one, 1);
        limb_subtract(r->limbs, y.limbs, y.count, r->limbs, y.count);
    }
    Value made = int_finish(w, q, opposite);
    if (quotient) {
        *quotient = made;
    }
    made = int_finish(w, r, y.negative);
    if (remainder) {
        *remainder = made;
    }
    return OK;
}

/* ---- / ------------------------------------------------------------------- */

/* |x| / |y| rounded once: the quotient's top 62 or 63 bits, and whether
 * anything is left. */
static Status divide_views(World *w, const IntView *x, const IntView *y,
                           double *out)
{
    int64_t shift = 62 - ((int64_t)limb_bits(x->limbs, x->count) -
                          (int64_t)limb_bits(y->limbs, y->count));
    uint64_t up = shift > 0 ? (uint64_t)shift : 0;
    uint64_t down = shift < 0 ? (uint64_t)-shift : 0;
    size_t an = x->count + (size_t)(up / 64) + 1;
    size_t bn = y->count + (size_t)(down / 64) + 1;
    Limb *space = calloc(an + bn + bn + (an + 2), sizeof *space);
    if (!space) {
        return raise_memory(w);
    }
    Limb *a = space;
    Limb *b = a + an;
    Limb *r = b + bn;
    Limb *q = r + bn;
    limb_shift_left(a, x->limbs, x->count, up);
    limb_shift_left(b, y->limbs, y->count, down);
    bn = limb_trim(b, bn);
    if (!limb_divide(q, r, a, an, b, bn)) {
        free(space);
        return raise_memory(w);
    }
    *out = int_round_to_double(q[0], limb_trim(r, bn) != 0, -shift);
    free(space);
    return OK;
}

Status int_true_divide(World *w, Value a, Value b, double *out)
{
    IntView x;
    IntView y;
    int_view(a, &x);
    int_view(b, &y);
    if (y.count == 0) {
        return raise_error(w, TYPE_ZERO_DIVISION_ERROR, "division by zero");
    }
    bool exact = x.count <= 1 && y.count == 1 &&
                 (x.count == 0 || x.limbs[0] <= UINT64_C(1) << 53) &&
                 y.limbs[0] <= UINT64_C(1) << 53;
    double result = 0.0;
    if (exact) {
        result = (x.count ? (double)x.limbs[0] : 0.0) / (double)y.limbs[0];
    } else if (x.count) {
        TRY(divide_views(w, &x, &y, &result));
    }
    if (isinf(result)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "integer division result too large for a float");
    }
    *out = x.negative != y.negative ? -result : result;
    return OK;
}

/* ---- ** ------------------------------------------------------------------ */

Status int_power(World *w, Value a, Value b, Value *out)
{
    IntView x;
    int_view(a, &x);
    int64_t exponent;
    bool one = x.count == 1 && x.limbs[0] == 1;
    if (int_sign(b) == 0 || (one && !x.negative)) {
        *out = INT(1);
        return OK;
    }
    if (x.count == 0 || one) {
        IntView y;
        int_view(b, &y);
        *out = INT(x.count == 0 ? 0 : y.limbs[0] & 1 ? -1 : 1);
        return OK;
    }
    if (!int_to_int64(b, &exponent)) {
        return raise_memory(w);
    }
    unsigned __int128 bits =
        (unsigned __int128)limb_bits(x.limbs, x.count) * (uint64_t)exponent;
    if (bits >> 38) {
        return raise_memory(w);
    }
    BigInt *big = int_blank(w, (size_t)(bits / 64) + 1);
    NEED(big);
    if (!limb_power(big->limbs, big->count, x.limbs, x.count,
                    (uint64_t)exponent)) {
        return raise_memory(w);
    }
    *out = int_finish(w, big, x.negative && (exponent & 1));
    return OK;
}

/* 1 / a mod |m|, as a non-negative int. */
static Status invert(World *w, const IntView *a, const IntView *m, Value *out)
{
    bool exists = m->count == 1 && m->limbs[0] == 1;
    BigInt *big = int_blank(w, m->count);
    NEED(big);
    if (!exists && a->count &&
        !limb_invert(big->limbs, a->limbs, a->count, m->limbs, m->count,
                     &exists)) {
        return raise_memory(w);
    }
    if (!exists) {
        return raise_value(w, "base is not invertible for the given modulus");
    }
    *out = int_finish(w, big, false);
    return OK;
}

Status int_power_mod(World *w, Value a, Value b, Value m, Value *out)
{
    IntView x;
    IntView y;
    IntView z;
    int_view(m, &z);
    if (z.count == 0) {
        return raise_value(w, "pow() 3rd argument cannot be 0");
    }
    bool negative = z.negative;
    z.negative = false;
    Value modulus = int_from_limbs(w, z.limbs, z.count, false);
    NEED(modulus);
    TRY(int_divide(w, a, modulus, NULL, &a));
    int_view(a, &x);
    int_view(b, &y);
    if (y.negative) {
        TRY(invert(w, &x, &z, &a));
        int_view(a, &x);
    }
    BigInt *big = int_blank(w, z.count);
    NEED(big);
    if (!limb_power_modulo(big->limbs, x.limbs, x.count, y.limbs, y.count,
                           z.limbs, z.count)) {
        return raise_memory(w);
    }
    Value result = int_finish(w, big, false);
    if (negative && int_sign(result)) {
        result = add(w, result, m, false);
        NEED(result);
    }
    *out = result;
    return OK;
}

/* ---- << >> & | ^ --------------------------------------------------------- */

Value int_shift_left(World *w, Value a, uint64_t bits)
{
    IntView x;
    int_view(a, &x);
    if (x.count == 0) {
        return INT(0);
    }
    if (bits >> 38) {
        (void)raise_memory(w);
        return NO_VALUE;
    }
    BigInt *big = int_blank(w, x.count + (size_t)(bits / 64) + 1);
    if (!big) {
        return NO_VALUE;
    }
    limb_shift_left(big->limbs, x.limbs, x.count, bits);
    return int_finish(w, big, x.negative);
}

Value int_shift_right(World *w, Value a, uint64_t bits)
{
    if (IS_INT(a)) {
        return INT(INT_OF(a) >> (bits < 63 ? bits : 63));
    }
    IntView x;
    int_view(a, &x);
    if (bits >= limb_bits(x.limbs, x.count)) {
        return INT(x.negative ? -1 : 0);
    }
    BigInt *big = int_blank(w, x.count - (size_t)(bits / 64) + 1);
    if (!big) {
        return NO_VALUE;
    }
    limb_shift_right(big->limbs, x.limbs, x.count, bits);
    if (x.negative && limb_any_below(x.limbs, x.count, bits)) {
        uint64_t one = 1;
        limb_add(big->limbs, big->limbs, big->count, &one, 1);
    }
    return int_finish(w, big, x.negative);
}

/* Limb i of the two's complement, given the borrow from the limbs below. */
static uint64_t complement_limb(const IntView *v, size_t i, uint64_t *carry)
{
    uint64_t limb = i < v->count ? v->limbs[i] : 0;
    if (!v->negative) {
        return limb;
    }
    uint64_t sum = ~limb + *carry;
    *carry = *carry && sum == 0;
    return sum;
}

static uint64_t apply(Slot op, uint64_t a, uint64_t b)
{
    return op == SLOT_AND ? a & b : op == SLOT_OR ? a | b : a ^ b;
}

Status int_bitwise(World *w, Slot op, Value a, Value b, Value *out)
{
    if (IS_BOOL(a) && IS_BOOL(b)) {
        *out = BOOL(apply(op, a == TRUE_VALUE, b == TRUE_VALUE));
        return OK;
    }
    if (BOTH_INT(a, b)) {
        *out =
            INT((int64_t)apply(op, (uint64_t)INT_OF(a), (uint64_t)INT_OF(b)));
        return OK;
    }
    IntView x;
    IntView y;
    int_view(a, &x);
    int_view(b, &y);
    size_t count = (x.count > y.count ? x.count : y.count) + 1;
    BigInt *big = int_blank(w, count);
    NEED(big);
    uint64_t carry_x = 1;
    uint64_t carry_y = 1;
    for (size_t i = 0; i < count; i++) {
        big->limbs[i] = apply(op, complement_limb(&x, i, &carry_x),
                              complement_limb(&y, i, &carry_y));
    }
    bool negative = apply(op, x.negative, y.negative);
    uint64_t carry = 1;
    for (size_t i = 0; negative && i < count; i++) {
        big->limbs[i] = ~big->limbs[i] + carry;
        carry = carry && big->limbs[i] == 0;
    }
    *out = int_finish(w, big, negative);
    return OK;
}

/* ---- round --------------------------------------------------------------- */

Status int_round(World *w, Value a, uint64_t digits, Value *out)
{
    /* A number of b bits has at most 0.302 b + 1 digits. */
    if (digits > int_bit_length(a) / 3 + 2) {
        *out = INT(0);
        return OK;
    }
    Value unit;
    Value quotient;
    Value rest;
    Value half;
    TRY(int_power(w, INT(10), INT((int64_t)digits), &unit));
    TRY(int_divide(w, a, unit, &quotient, &rest));
    TRY(int_divide(w, unit, INT(2), &half, NULL));
    int order = digits == 0 ? -1 : int_compare(rest, half);
    IntView q;
    int_view(quotient, &q);
    bool odd = q.count && (q.limbs[0] & 1);
    Value result = add(w, a, rest, true);
    if (result && (order > 0 || (order == 0 && odd))) {
        result = add(w, result, unit, false);
    }
    *out = result;
    return result ? OK : RAISE;
}

/* ---- the operators ------------------------------------------------------- */

static Status shift(World *w, Slot op, Value a, Value b, Value *out)
{
    int64_t bits;
    if (int_sign(b) < 0) {
        return raise_value(w, "negative shift count");
    }
    if (!int_to_int64(b, &bits)) {
        if (op == SLOT_LSHIFT && int_sign(a)) {
            return raise_error(w, TYPE_OVERFLOW_ERROR,
                               "too many digits in integer");
        }
        *out = INT(op == SLOT_RSHIFT && int_sign(a) < 0 ? -1 : 0);
        return OK;
    }
    *out = op == SLOT_LSHIFT ? int_shift_left(w, a, (uint64_t)bits)
                             : int_shift_right(w, a, (uint64_t)bits);
    return *out ? OK : RAISE;
}

static Status arithmetic(World *w, Slot op, Value a, Value b, Value *out)
{
    if (BOTH_INT(a, b)) {
        int64_t x = INT_OF(a);
        int64_t y = INT_OF(b);
        int64_t z;
        if (op != SLOT_MULTIPLY) {
            *out = int_new(w, op == SLOT_ADD ? x + y : x - y);
            return *out ? OK : RAISE;
        }
        if (!__builtin_mul_overflow(x, y, &z)) {
            *out = int_new(w, z);
            return *out ? OK : RAISE;
        }
    }
    *out = op == SLOT_MULTIPLY ? multiply(w, a, b)
                               : add(w, a, b, op == SLOT_SUBTRACT);
    return *out ? OK : RAISE;
}

Status int_binary(World *w, Slot op, Value a, Value b, Value *out)
{
    if (!is_int(a) || !is_int(b)) {
        return NO_OP;
    }
    switch (op) {
    case SLOT_ADD:
    case SLOT_SUBTRACT:
    case SLOT_MULTIPLY:
        return arithmetic(w, op, a, b, out);
    case SLOT_FLOOR_DIVIDE:
        return int_sign(b) ? int_divide(w, a, b, out, NULL) : zero_division(w);
    case SLOT_MODULO:
        return int_sign(b) ? int_divide(w, a, b, NULL, out) : zero_division(w);
    case SLOT_LSHIFT:
    case SLOT_RSHIFT:
        return shift(w, op, a, b, out);
    case SLOT_AND:
    case SLOT_OR:
    case SLOT_XOR:
        return int_bitwise(w, op, a, b, out);
    default:
        return NO_OP;
    }
}
