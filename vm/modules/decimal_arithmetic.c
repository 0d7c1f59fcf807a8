/* SPDX-License-Identifier: MIT */
/*
 * Decimal: sums, products and quotients.
 *
 * Numbers whose exponents lie far apart are never lined up digit by digit:
 * where the smaller one cannot reach the digits that stay, one unit in its
 * stead tells rounding all it needs.
 */
#include "vm/modules/decimal_number.h"

static const Natural NOTHING = {NULL, 0};

/* ---- sums ---------------------------------------------------------------- */

/* x + 0: as many of the zero's places as the precision can show. */
static Number add_zero(Work *k, const Number *x, int64_t exponent)
{
    int64_t least = x->exponent - k->rules.precision - 1;
    exponent = exponent < least ? least : exponent;
    Number result = *x;
    if (exponent < x->exponent) {
        result = number_rescale(k, result, exponent, false);
    }
    return number_finish(k, result);
}

static bool sum_sign(const Work *k, const Number *a, const Number *b)
{
    return a->negative == b->negative ? a->negative
                                      : k->rules.rounding == ROUND_FLOOR;
}

static Number add_zeros(Work *k, const Number *a, const Number *b)
{
    int64_t exponent = a->exponent < b->exponent ? a->exponent : b->exponent;
    return number_finish(k,
                         number_new(k, sum_sign(k, a, b), NOTHING, exponent));
}

/* Both have the same exponent now. */
static Number add_aligned(Work *k, const Number *a, const Number *b)
{
    int order = nat_compare(a->digits, b->digits);
    Natural digits;
    bool negative = a->negative;
    if (a->negative == b->negative) {
        digits = nat_add(&k->pad, a->digits, b->digits);
    } else if (order == 0) {
        digits = NOTHING;
        negative = sum_sign(k, a, b);
    } else if (order > 0) {
        digits = nat_subtract(&k->pad, a->digits, b->digits);
    } else {
        digits = nat_subtract(&k->pad, b->digits, a->digits);
        negative = b->negative;
    }
    return number_finish(k, number_new(k, negative, digits, a->exponent));
}

/* high->exponent >= low->exponent, neither is 0. */
static void line_up(Work *k, Number *high, Number *low)
{
    int64_t spare = (int64_t)high->length - k->rules.precision - 2;
    int64_t least = high->exponent + (spare < -1 ? spare : -1);
    if (adjusted(low) < least) {
        low->digits = nat_ten(&k->pad, 0);
        low->length = 1;
        low->exponent = least;
    }
    *high = number_rescale(k, *high, low->exponent, false);
}

static Number add_infinite(Work *k, const Number *a, const Number *b)
{
    if (a->kind == b->kind && a->negative != b->negative) {
        return number_invalid(k, CONDITION_INVALID);
    }
    return number_infinity(a->kind == KIND_INFINITE ? a->negative
                                                    : b->negative);
}

static Number add_signed(Work *k, const Number *a, const Number *b)
{
    if (a->kind == KIND_INFINITE || b->kind == KIND_INFINITE) {
        return add_infinite(k, a, b);
    }
    if (is_zero(a) && is_zero(b)) {
        return add_zeros(k, a, b);
    }
    if (is_zero(a) || is_zero(b)) {
        return is_zero(a) ? add_zero(k, b, a->exponent)
                          : add_zero(k, a, b->exponent);
    }
    Number x = *a;
    Number y = *b;
    if (x.exponent > y.exponent) {
        line_up(k, &x, &y);
    } else if (x.exponent < y.exponent) {
        line_up(k, &y, &x);
    }
    return add_aligned(k, &x, &y);
}

Number number_add(Work *k, const Number *a, const Number *b)
{
    Number result;
    return number_nan(k, a, b, &result) ? result : add_signed(k, a, b);
}

Number number_subtract(Work *k, const Number *a, const Number *b)
{
    Number result;
    if (number_nan(k, a, b, &result)) {
        return result;
    }
    Number other = *b;
    other.negative = !b->negative;
    return add_signed(k, a, &other);
}

/* ---- one operand --------------------------------------------------------- */

static Number with_sign(Work *k, const Number *a, bool negative)
{
    Number result;
    if (number_nan(k, a, NULL, &result)) {
        return result;
    }
    result = *a;
    result.negative = negative;
    return number_finish(k, result);
}

/* 0 - a and 0 + a: the sign of a zero depends on the rounding. */
static bool keeps_sign(const Work *k, const Number *a)
{
    return !is_zero(a) || k->rules.rounding == ROUND_FLOOR;
}

Number number_plus(Work *k, const Number *a)
{
    return with_sign(k, a, a->negative && keeps_sign(k, a));
}

Number number_minus(Work *k, const Number *a)
{
    return with_sign(k, a, !a->negative && keeps_sign(k, a));
}

Number number_abs(Work *k, const Number *a)
{
    return with_sign(k, a, false);
}

Number number__apply(Work *k, const Number *a)
{
    return number_finish(k, *a);
}

/* ---- products ------------------------------------------------------------ */

/* Exact, neither is a NaN. */
static Number product(Work *k, const Number *a, const Number *b)
{
    bool negative = a->negative != b->negative;
    if (a->kind == KIND_INFINITE || b->kind == KIND_INFINITE) {
        return is_zero(a) || is_zero(b) ? number_invalid(k, CONDITION_INVALID)
                                        : number_infinity(negative);
    }
    return number_new(k, negative, nat_multiply(&k->pad, a->digits, b->digits),
                      a->exponent + b->exponent);
}

Number number_multiply(Work *k, const Number *a, const Number *b)
{
    Number result;
    if (number_nan(k, a, b, &result)) {
        return result;
    }
    return number_finish(k, product(k, a, b));
}

Number number_fma(Work *k, const Number *a, const Number *b, const Number *c)
{
    Number result;
    bool pair = is_nan(a) || is_nan(b);
    if (pair) {
        bool loud = a->kind == KIND_SIGNALING || b->kind == KIND_SIGNALING;
        if (!loud && c->kind == KIND_SIGNALING) {
            (void)number_nan(k, c, NULL, &result);
        } else {
            (void)number_nan(k, a, b, &result);
        }
        return result;
    }
    result = product(k, a, b);
    return is_nan(&result) ? result : number_add(k, &result, c);
}

/* ---- quotients ----------------------------------------------------------- */

/* Operands a division needs no digits for. */
static bool divide_special(Work *k, const Number *a, const Number *b,
                           Number *out)
{
    bool negative = a->negative != b->negative;
    if (number_nan(k, a, b, out)) {
        return true;
    }
    if (a->kind == KIND_INFINITE) {
        *out = b->kind == KIND_INFINITE ? number_invalid(k, CONDITION_INVALID)
                                        : number_infinity(negative);
        return true;
    }
    if (b->kind == KIND_FINITE && is_zero(b)) {
        if (is_zero(a)) {
            *out = number_invalid(k, CONDITION_UNDEFINED);
        } else {
            k->status |= CONDITION_DIVISION_BY_ZERO;
            *out = number_infinity(negative);
        }
        return true;
    }
    return false;
}

Number number_divide(Work *k, const Number *a, const Number *b)
{
    Number result;
    bool negative = a->negative != b->negative;
    if (divide_special(k, a, b, &result)) {
        return result;
    }
    if (b->kind == KIND_INFINITE) {
        k->status |= CONDITION_CLAMPED;
        return number_new(k, negative, NOTHING, work_tiny(k));
    }
    int64_t exponent = a->exponent - b->exponent;
    if (is_zero(a)) {
        return number_finish(k, number_new(k, negative, NOTHING, exponent));
    }
    int64_t shift =
        (int64_t)b->length - (int64_t)a->length + k->rules.precision + 1;
    shift = shift < 0 ? 0 : shift;
    Natural rest;
    Natural top = nat_scale(&k->pad, a->digits, (uint64_t)shift);
    Natural digits = nat_divide(&k->pad, top, b->digits, &rest);
    uint64_t zeros = (uint64_t)shift;
    if (nat_is_zero(rest)) {
        digits = nat_strip(&k->pad, digits, &zeros);
    } else {
        zeros = 0;
        if (limb_modulo_small(digits.limbs, digits.count, 5) == 0) {
            digits = nat_add(&k->pad, digits, nat_ten(&k->pad, 0));
        }
    }
    exponent += (int64_t)zeros - shift;
    return number_finish(k, number_new(k, negative, digits, exponent));
}

/*
 * |a| = quotient * |b| + rest, both finite and b not 0. The quotient has the
 * exponent 0, the rest the smaller of both. False: too many digits.
 */
static bool divide_whole(Work *k, const Number *a, const Number *b,
                         Number *quotient, Number *rest)
{
    int64_t exponent = a->exponent < b->exponent ? a->exponent : b->exponent;
    int64_t more = adjusted(a) - adjusted(b);
    *quotient = number_new(k, a->negative != b->negative, NOTHING, 0);
    *rest = *a;
    if (is_zero(a) || more < 0) {
        *rest = number_rescale(k, *a, exponent, false);
        return true;
    }
    if (more > k->rules.precision) {
        return false;
    }
    Number x = number_rescale(k, *a, exponent, false);
    Number y = number_rescale(k, *b, exponent, false);
    Natural left;
    Natural digits = nat_divide(&k->pad, x.digits, y.digits, &left);
    *quotient = number_new(k, quotient->negative, digits, 0);
    *rest = number_new(k, a->negative, left, exponent);
    return (int64_t)quotient->length <= k->rules.precision;
}

Number number_divide_int(Work *k, const Number *a, const Number *b)
{
    Number quotient;
    Number rest;
    if (divide_special(k, a, b, &quotient)) {
        return quotient;
    }
    if (b->kind == KIND_INFINITE) {
        return number_new(k, a->negative != b->negative, NOTHING, 0);
    }
    return divide_whole(k, a, b, &quotient, &rest)
               ? number_finish(k, quotient)
               : number_invalid(k, CONDITION_IMPOSSIBLE);
}

/* Operands that a remainder needs no division for. */
static bool remainder_special(Work *k, const Number *a, const Number *b,
                              Number *out)
{
    if (number_nan(k, a, b, out)) {
        return true;
    }
    if (a->kind == KIND_INFINITE) {
        *out = number_invalid(k, CONDITION_INVALID);
        return true;
    }
    if (b->kind == KIND_INFINITE) {
        *out = number_finish(k, *a);
        return true;
    }
    if (is_zero(b)) {
        *out = number_invalid(k, is_zero(a) ? CONDITION_UNDEFINED
                                            : CONDITION_INVALID);
        return true;
    }
    return false;
}

Number number_remainder(Work *k, const Number *a, const Number *b)
{
    Number quotient;
    Number rest;
    if (remainder_special(k, a, b, &rest)) {
        return rest;
    }
    return divide_whole(k, a, b, &quotient, &rest)
               ? number_finish(k, rest)
               : number_invalid(k, CONDITION_IMPOSSIBLE);
}

/* The divmod of special operands; false: both are finite, b is not 0. */
static bool divmod_special(Work *k, const Number *a, const Number *b,
                           Number *quotient, Number *rest)
{
    if (number_nan(k, a, b, rest)) {
        *quotient = *rest;
        return true;
    }
    if (a->kind == KIND_INFINITE || is_zero(b)) {
        (void)divide_special(k, a, b, quotient);
        *rest =
            is_nan(quotient) ? *quotient : number_invalid(k, CONDITION_INVALID);
        return true;
    }
    if (b->kind == KIND_INFINITE) {
        *quotient = number_new(k, a->negative != b->negative, NOTHING, 0);
        *rest = number_finish(k, *a);
        return true;
    }
    return false;
}

void number_divmod(Work *k, const Number *a, const Number *b, Number *quotient,
                   Number *rest)
{
    if (divmod_special(k, a, b, quotient, rest)) {
        return;
    }
    if (!divide_whole(k, a, b, quotient, rest)) {
        *quotient = *rest = number_invalid(k, CONDITION_IMPOSSIBLE);
        return;
    }
    *quotient = number_finish(k, *quotient);
    *rest = number_finish(k, *rest);
}

/* a - n * b for the whole number n nearest to a / b. */
Number number_remainder_near(Work *k, const Number *a, const Number *b)
{
    Number quotient;
    Number rest;
    if (remainder_special(k, a, b, &rest)) {
        return rest;
    }
    if (!divide_whole(k, a, b, &quotient, &rest)) {
        return number_invalid(k, CONDITION_IMPOSSIBLE);
    }
    Number divisor = *b;
    if (b->exponent > rest.exponent && adjusted(b) <= adjusted(&rest) + 1) {
        divisor = number_rescale(k, *b, rest.exponent, false);
    }
    Number twice = rest;
    twice.digits = nat_shift_left(&k->pad, rest.digits, 1);
    twice.length = nat_length(&k->pad, twice.digits);
    twice.negative = divisor.negative = false;
    int order = number_order(k, &twice, &divisor);
    if (order > 0 || (order == 0 && number_is_odd(k, &quotient))) {
        Natural one = nat_ten(&k->pad, 0);
        Natural more = nat_add(&k->pad, quotient.digits, one);
        if ((int64_t)nat_length(&k->pad, more) > k->rules.precision) {
            return number_invalid(k, CONDITION_IMPOSSIBLE);
        }
        rest.digits = nat_subtract(&k->pad, divisor.digits, rest.digits);
        rest.length = nat_length(&k->pad, rest.digits);
        rest.negative = !a->negative;
    }
    return number_finish(k, rest);
}
