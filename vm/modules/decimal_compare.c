/* SPDX-License-Identifier: MIT */
/*
 * Decimal: order, in its kinds.
 *
 * compare() goes by value, and a NaN gives a NaN. compare_total() orders all
 * there is: -NaN < -sNaN < -Infinity < ... < 1.00 < 1.0 < 1 < ... < NaN.
 */
#include "vm/modules/decimal_number.h"

/* |a| against |b|, both finite and not 0. */
static int compare_sizes(Work *k, const Number *a, const Number *b)
{
    if (adjusted(a) != adjusted(b)) {
        return adjusted(a) < adjusted(b) ? -1 : 1;
    }
    /* As the first digits stand alike, the exponents lie within a length. */
    int64_t shift = a->exponent - b->exponent;
    Natural x = a->digits;
    Natural y = b->digits;
    if (shift > 0) {
        x = nat_scale(&k->pad, x, (uint64_t)shift);
    } else {
        y = nat_scale(&k->pad, y, (uint64_t)-shift);
    }
    return nat_compare(x, y);
}

static int sign_of(const Number *a)
{
    return is_zero(a) ? 0 : a->negative ? -1 : 1;
}

int number_order(Work *k, const Number *a, const Number *b)
{
    int sign = sign_of(a);
    int other = sign_of(b);
    if (sign != other) {
        return sign < other ? -1 : 1;
    }
    if (sign == 0) {
        return 0;
    }
    int infinite = (a->kind == KIND_INFINITE) - (b->kind == KIND_INFINITE);
    if (infinite || a->kind == KIND_INFINITE) {
        return infinite * sign;
    }
    return compare_sizes(k, a, b) * sign;
}

/* Among numbers of one sign: numbers, sNaN, NaN. */
static int total_rank(const Number *a)
{
    return a->kind == KIND_QUIET ? 2 : a->kind == KIND_SIGNALING;
}

int number_order_total(Work *k, const Number *a, const Number *b)
{
    if (a->negative != b->negative) {
        return a->negative ? -1 : 1;
    }
    int sign = a->negative ? -1 : 1;
    int rank = total_rank(a) - total_rank(b);
    if (rank) {
        return rank > 0 ? sign : -sign;
    }
    if (is_nan(a)) {
        return nat_compare(a->digits, b->digits) * sign;
    }
    int order = number_order(k, a, b);
    if (order || a->exponent == b->exponent) {
        return order;
    }
    return a->exponent < b->exponent ? -sign : sign;
}

static Number absolute(const Number *a)
{
    Number result = *a;
    result.negative = false;
    return result;
}

/* ---- the operations ------------------------------------------------------ */

Number number_compare(Work *k, const Number *a, const Number *b)
{
    Number result;
    return number_nan(k, a, b, &result)
               ? result
               : number_small(k, number_order(k, a, b));
}

Number number_compare_signal(Work *k, const Number *a, const Number *b)
{
    Number result;
    if (number_nan(k, a, b, &result)) {
        k->status |= CONDITION_INVALID;
        return result;
    }
    return number_small(k, number_order(k, a, b));
}

Number number_compare_total(Work *k, const Number *a, const Number *b)
{
    return number_small(k, number_order_total(k, a, b));
}

Number number_compare_total_mag(Work *k, const Number *a, const Number *b)
{
    Number x = absolute(a);
    Number y = absolute(b);
    return number_small(k, number_order_total(k, &x, &y));
}

/* The larger (sign 1) or smaller (-1) one; a quiet NaN loses to a number. */
static Number choose(Work *k, const Number *a, const Number *b, int sign,
                     bool by_size)
{
    Number result;
    if (a->kind == KIND_QUIET && !is_nan(b)) {
        return number_finish(k, *b);
    }
    if (b->kind == KIND_QUIET && !is_nan(a)) {
        return number_finish(k, *a);
    }
    if (number_nan(k, a, b, &result)) {
        return result;
    }
    Number x = by_size ? absolute(a) : *a;
    Number y = by_size ? absolute(b) : *b;
    int order = number_order(k, &x, &y);
    if (order == 0) {
        order = number_order_total(k, a, b);
    }
    return number_finish(k, order * sign >= 0 ? *a : *b);
}

Number number_max(Work *k, const Number *a, const Number *b)
{
    return choose(k, a, b, 1, false);
}

Number number_max_mag(Work *k, const Number *a, const Number *b)
{
    return choose(k, a, b, 1, true);
}

Number number_min(Work *k, const Number *a, const Number *b)
{
    return choose(k, a, b, -1, false);
}

Number number_min_mag(Work *k, const Number *a, const Number *b)
{
    return choose(k, a, b, -1, true);
}
