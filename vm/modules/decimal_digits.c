/* SPDX-License-Identifier: MIT */
/*
 * Decimal: operations on the digits and the exponent as such.
 *
 * quantize, reduce, shifts, the neighbours of a number, and the logical
 * operations, which take numbers of the digits 0 and 1 alone.
 */
#include "vm/modules/decimal_number.h"

#include <string.h>

static const Natural NOTHING = {NULL, 0};

/* ---- signs --------------------------------------------------------------- */

Number number_copy_abs(Work *k, const Number *a)
{
    (void)k;
    Number result = *a;
    result.negative = false;
    return result;
}

Number number_copy_negate(Work *k, const Number *a)
{
    (void)k;
    Number result = *a;
    result.negative = !a->negative;
    return result;
}

Number number_copy_sign(Work *k, const Number *a, const Number *b)
{
    (void)k;
    Number result = *a;
    result.negative = b->negative;
    return result;
}

/* ---- exponents ----------------------------------------------------------- */

Number number_quantize(Work *k, const Number *a, const Number *b)
{
    Number result;
    if (number_nan(k, a, b, &result)) {
        return result;
    }
    if (a->kind == KIND_INFINITE || b->kind == KIND_INFINITE) {
        return a->kind == b->kind ? *a : number_invalid(k, CONDITION_INVALID);
    }
    int64_t exponent = b->exponent;
    if (exponent > k->rules.highest || exponent < work_tiny(k)) {
        return number_invalid(k, CONDITION_INVALID);
    }
    int64_t more = a->exponent - exponent;
    if (!is_zero(a) && (int64_t)a->length + more > k->rules.precision) {
        return number_invalid(k, CONDITION_INVALID);
    }
    uint32_t before = k->status;
    result = number_rescale(k, *a, exponent, true);
    if ((int64_t)result.length > k->rules.precision ||
        (!is_zero(&result) && adjusted(&result) > k->rules.highest)) {
        k->status = before;
        return number_invalid(k, CONDITION_INVALID);
    }
    return number_finish(k, result);
}

static Number to_integral(Work *k, const Number *a, bool signal)
{
    Number result;
    if (number_nan(k, a, NULL, &result)) {
        return result;
    }
    if (a->kind == KIND_INFINITE || a->exponent >= 0) {
        return *a;
    }
    return number_rescale(k, *a, 0, signal && !is_zero(a));
}

Number number_to_integral_exact(Work *k, const Number *a)
{
    return to_integral(k, a, true);
}

Number number_to_integral_value(Work *k, const Number *a)
{
    return to_integral(k, a, false);
}

Number number_normalize(Work *k, const Number *a)
{
    Number result;
    if (number_nan(k, a, NULL, &result)) {
        return result;
    }
    result = number_finish(k, *a);
    if (result.kind != KIND_FINITE) {
        return result;
    }
    if (is_zero(&result)) {
        result.exponent = 0;
        return result;
    }
    int64_t most = k->rules.clamp ? work_top(k) : k->rules.highest;
    int64_t room = most - result.exponent;
    uint64_t zeros = room > 0 ? (uint64_t)room : 0;
    result.digits = nat_strip(&k->pad, result.digits, &zeros);
    result.exponent += (int64_t)zeros;
    result.length -= zeros;
    return result;
}

Number number_logb(Work *k, const Number *a)
{
    Number result;
    if (number_nan(k, a, NULL, &result)) {
        return result;
    }
    if (a->kind == KIND_INFINITE) {
        return number_infinity(false);
    }
    if (is_zero(a)) {
        k->status |= CONDITION_DIVISION_BY_ZERO;
        return number_infinity(true);
    }
    return number_finish(k, number_small(k, adjusted(a)));
}

/* A whole number from -limit to limit, written with the exponent 0. */
static bool small_operand(Work *k, const Number *b, int64_t limit, int64_t *out)
{
    return b->kind == KIND_FINITE && b->exponent == 0 &&
           number_to_int64(k, b, out) && *out <= limit && *out >= -limit;
}

Number number_scaleb(Work *k, const Number *a, const Number *b)
{
    Number result;
    int64_t by;
    if (number_nan(k, a, b, &result)) {
        return result;
    }
    int64_t limit = 2 * (k->rules.highest + k->rules.precision);
    if (!small_operand(k, b, limit, &by)) {
        return number_invalid(k, CONDITION_INVALID);
    }
    result = *a;
    if (a->kind == KIND_INFINITE) {
        return result;
    }
    result.exponent += by;
    return number_finish(k, result);
}

/* ---- shifts -------------------------------------------------------------- */

/* Only as many low digits as the precision holds. */
static Natural low_digits(Work *k, Natural digits, uint64_t count)
{
    Natural low;
    (void)nat_cut(&k->pad, digits, count, &low);
    return low;
}

Number number_shift(Work *k, const Number *a, const Number *b)
{
    Number result;
    int64_t by;
    if (number_nan(k, a, b, &result)) {
        return result;
    }
    if (!small_operand(k, b, k->rules.precision, &by)) {
        return number_invalid(k, CONDITION_INVALID);
    }
    if (a->kind == KIND_INFINITE) {
        return *a;
    }
    uint64_t precision = (uint64_t)k->rules.precision;
    Natural digits = low_digits(k, a->digits, precision);
    if (by < 0) {
        digits = nat_cut(&k->pad, digits, (uint64_t)-by, NULL);
    } else {
        digits = low_digits(k, digits, precision - (uint64_t)by);
        digits = nat_scale(&k->pad, digits, (uint64_t)by);
    }
    return number_new(k, a->negative, digits, a->exponent);
}

Number number_rotate(Work *k, const Number *a, const Number *b)
{
    Number result;
    int64_t by;
    if (number_nan(k, a, b, &result)) {
        return result;
    }
    if (!small_operand(k, b, k->rules.precision, &by)) {
        return number_invalid(k, CONDITION_INVALID);
    }
    if (a->kind == KIND_INFINITE) {
        return *a;
    }
    uint64_t precision = (uint64_t)k->rules.precision;
    uint64_t left = by < 0 ? precision - (uint64_t)-by : (uint64_t)by;
    Natural digits = low_digits(k, a->digits, precision);
    Natural low;
    Natural high = nat_cut(&k->pad, digits, precision - left, &low);
    digits = nat_add(&k->pad, nat_scale(&k->pad, low, left), high);
    return number_new(k, a->negative, digits, a->exponent);
}

/* ---- neighbours ---------------------------------------------------------- */

/* The next one up or down; signals are left as they were. */
static Number neighbour(Work *k, const Number *a, bool down)
{
    Rules saved = k->rules;
    uint32_t before = k->status;
    if (a->kind == KIND_INFINITE) {
        if (a->negative == down) {
            return *a;
        }
        Natural all = nat_ten(&k->pad, (uint64_t)saved.precision);
        all = nat_subtract(&k->pad, all, nat_ten(&k->pad, 0));
        return number_new(k, a->negative, all, work_top(k));
    }
    k->rules.rounding = down ? ROUND_FLOOR : ROUND_CEILING;
    Number result = number_finish(k, *a);
    if (result.kind == KIND_FINITE && number_order(k, &result, a) == 0) {
        Number step =
            number_new(k, down, nat_ten(&k->pad, 0), work_tiny(k) - 1);
        result = number_add(k, a, &step);
    }
    k->rules = saved;
    k->status = before;
    return result;
}

Number number_next_minus(Work *k, const Number *a)
{
    Number result;
    return number_nan(k, a, NULL, &result) ? result : neighbour(k, a, true);
}

Number number_next_plus(Work *k, const Number *a)
{
    Number result;
    return number_nan(k, a, NULL, &result) ? result : neighbour(k, a, false);
}

Number number_next_toward(Work *k, const Number *a, const Number *b)
{
    Number result;
    if (number_nan(k, a, b, &result)) {
        return result;
    }
    int order = number_order(k, a, b);
    if (order == 0) {
        return number_copy_sign(k, a, b);
    }
    result = neighbour(k, a, order > 0);
    if (result.kind == KIND_INFINITE) {
        k->status |= CONDITION_OVERFLOW | CONDITION_INEXACT | CONDITION_ROUNDED;
    } else if (adjusted(&result) < k->rules.lowest) {
        k->status |= CONDITION_UNDERFLOW | CONDITION_SUBNORMAL |
                     CONDITION_INEXACT | CONDITION_ROUNDED;
        k->status |= is_zero(&result) ? CONDITION_CLAMPED : 0;
    }
    return result;
}

/* ---- logical operations -------------------------------------------------- */

/* The digits of a logical operand, all '0' or '1'; NULL: it is none. */
static char *logical_text(Work *k, const Number *a, size_t *size)
{
    if (a->kind != KIND_FINITE || a->negative || a->exponent != 0) {
        return NULL;
    }
    char *text = nat_to_text(&k->pad, a->digits, size);
    if (!text) {
        return NULL;
    }
    for (size_t i = 0; i < *size; i++) {
        if (text[i] != '0' && text[i] != '1') {
            return NULL;
        }
    }
    return text;
}

static bool logical_at(const char *text, size_t size, size_t from_end)
{
    return from_end < size && text[size - 1 - from_end] == '1';
}

typedef enum { LOGICAL_AND, LOGICAL_OR, LOGICAL_XOR } Logical;

static bool logical_bit(Logical how, bool a, bool b)
{
    return how == LOGICAL_AND ? a && b : how == LOGICAL_OR ? a || b : a != b;
}

static Number logical(Work *k, const Number *a, const Number *b, Logical how)
{
    size_t first;
    size_t second;
    char *x = logical_text(k, a, &first);
    char *y = x ? logical_text(k, b, &second) : NULL;
    if (!y) {
        return number_invalid(k, CONDITION_INVALID);
    }
    size_t size = first > second ? first : second;
    if (size > (uint64_t)k->rules.precision) {
        size = (size_t)k->rules.precision;
    }
    char *text = (char *)pad_limbs(&k->pad, size / 8 + 1);
    for (size_t i = 0; text && i < size; i++) {
        bool bit =
            logical_bit(how, logical_at(x, first, i), logical_at(y, second, i));
        text[size - 1 - i] = bit ? '1' : '0';
    }
    Natural digits = text ? nat_from_text(&k->pad, text, size) : NOTHING;
    return number_new(k, false, digits, 0);
}

Number number_logical_and(Work *k, const Number *a, const Number *b)
{
    return logical(k, a, b, LOGICAL_AND);
}

Number number_logical_or(Work *k, const Number *a, const Number *b)
{
    return logical(k, a, b, LOGICAL_OR);
}

Number number_logical_xor(Work *k, const Number *a, const Number *b)
{
    return logical(k, a, b, LOGICAL_XOR);
}

Number number_logical_invert(Work *k, const Number *a)
{
    /* 111...1 of the whole precision. */
    Natural ones = nat_ten(&k->pad, (uint64_t)k->rules.precision);
    ones = nat_subtract(&k->pad, ones, nat_ten(&k->pad, 0));
    ones = nat_divide_small(&k->pad, ones, 9);
    Number all = number_new(k, false, ones, 0);
    return logical(k, a, &all, LOGICAL_XOR);
}
