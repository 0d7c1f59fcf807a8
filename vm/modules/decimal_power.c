/* SPDX-License-Identifier: MIT */
/*
 * Decimal: roots, exp, logarithms and powers.
 *
 * exp, ln, log10 and powers are correctly rounded: an approximation with some
 * digits too many is taken when it cannot lie on the other side of a rounding
 * boundary, else it is made anew with more digits. Only a power can lie exactly
 * on one; after the last attempt that is what it does.
 */
#include "vm/modules/decimal_fixed.h"

static const Natural NOTHING = {NULL, 0};

enum { ATTEMPTS = 3 };

/* More digits than the precision, in each attempt. */
static uint64_t guard_digits(const Work *k, int attempt)
{
    uint64_t precision = (uint64_t)k->rules.precision;
    return 9 + (uint64_t)attempt * (precision + 20);
}

/* ---- settling an approximation ------------------------------------------- */

/* Is a * 10**-cut at least 4 units from every multiple of one half? */
static bool is_clear(Work *k, Natural a, uint64_t cut)
{
    enum { MARGIN = 4 };
    Natural rest;
    Natural half = nat_divide_small(&k->pad, nat_ten(&k->pad, cut), 2);
    (void)nat_divide(&k->pad, a, half, &rest);
    Natural margin = nat_of(&k->pad, MARGIN);
    return nat_compare(rest, margin) >= 0 &&
           nat_compare(nat_add(&k->pad, rest, margin), half) <= 0;
}

/* (digits +- 3) * 10**exponent, rounded; false: it needs more digits. */
static bool settle(Work *k, bool negative, Natural digits, int64_t exponent,
                   int attempt, Number *out)
{
    Number a = number_new(k, negative, digits, exponent);
    int64_t cut = (int64_t)a.length - k->rules.precision;
    int64_t under = work_tiny(k) - exponent;
    if (adjusted(&a) < k->rules.lowest && under > cut) {
        cut = under;
    }
    if (k->pad.failed) {
        *out = a;
        return true;
    }
    /* Below all that could round up there is nothing to be clear of. */
    if (cut <= (int64_t)a.length + 1 && !is_clear(k, digits, (uint64_t)cut)) {
        if (attempt + 1 < ATTEMPTS) {
            return false;
        }
        Natural near = nat_add(&k->pad, digits, nat_of(&k->pad, 50));
        near = nat_cut(&k->pad, near, 2, NULL);
        a = number_new(k, negative, near, exponent + 2);
    }
    *out = number_finish(k, a);
    k->status |= CONDITION_INEXACT | CONDITION_ROUNDED;
    if (k->status & CONDITION_SUBNORMAL) {
        k->status |= CONDITION_UNDERFLOW;
    }
    return true;
}

/* 1 with as many zeros as the precision holds: what lies nearer to 1 than any
 * other number. */
static Number padded_one(Work *k, bool negative)
{
    uint64_t zeros = (uint64_t)k->rules.precision - 1;
    k->status |= CONDITION_INEXACT | CONDITION_ROUNDED;
    return number_new(k, negative, nat_ten(&k->pad, zeros), -(int64_t)zeros);
}

/* Beyond every exponent, large or small. */
static Number beyond(Work *k, bool negative, bool small)
{
    int64_t exponent = small ? work_tiny(k) - 3 : k->rules.highest + 1;
    return number_finish(
        k, number_new(k, negative, nat_ten(&k->pad, 0), exponent));
}

/* ---- sqrt ---------------------------------------------------------------- */

/* Half of it, towards minus infinity. */
static int64_t half_down(int64_t a)
{
    return a >= 0 ? a / 2 : -((1 - a) / 2);
}

static Number root_of(Work *k, const Number *a)
{
    int64_t ideal = half_down(a->exponent);
    Natural digits = a->digits;
    bool odd = a->exponent - ideal * 2;
    if (odd) {
        digits = nat_scale(&k->pad, digits, 1);
    }
    int64_t shift = k->rules.precision + 1 - ((int64_t)a->length + odd) / 2;
    shift = shift < 0 ? 0 : shift;
    digits = nat_scale(&k->pad, digits, (uint64_t)shift * 2);
    Natural root = nat_root(&k->pad, digits);
    Natural square = nat_multiply(&k->pad, root, root);
    if (nat_compare(square, digits) == 0) {
        uint64_t zeros = (uint64_t)shift;
        root = nat_strip(&k->pad, root, &zeros);
        shift -= (int64_t)zeros;
    } else if (limb_modulo_small(root.limbs, root.count, 5) == 0) {
        root = nat_add(&k->pad, root, nat_ten(&k->pad, 0));
    }
    return number_new(k, false, root, ideal - shift);
}

Number number_sqrt(Work *k, const Number *a)
{
    Number result;
    if (number_nan(k, a, NULL, &result)) {
        return result;
    }
    k->rules.rounding = ROUND_HALF_EVEN;
    if (is_zero(a)) {
        return number_finish(
            k, number_new(k, a->negative, NOTHING, half_down(a->exponent)));
    }
    if (a->negative) {
        return number_invalid(k, CONDITION_INVALID);
    }
    return a->kind == KIND_INFINITE ? *a : number_finish(k, root_of(k, a));
}

/* ---- exp ----------------------------------------------------------------- */

/* digits * 10**exponent of a mantissa in fixed point. */
static bool settle_exp(Work *k, bool negative, Fixed x, uint64_t places,
                       uint64_t wanted, int attempt, Number *out)
{
    int64_t exponent;
    Natural part = fixed_exp(k, x, places, &exponent);
    Natural digits =
        nat_shift_right(&k->pad, nat_scale(&k->pad, part, wanted), places);
    return settle(k, negative, digits, exponent - (int64_t)wanted, attempt,
                  out);
}

Number number_exp(Work *k, const Number *a)
{
    enum { TOO_LARGE = 19 }; /* 10**19 > ln(10) * 10**18 */
    Number result;
    if (number_nan(k, a, NULL, &result)) {
        return result;
    }
    k->rules.rounding = ROUND_HALF_EVEN;
    if (a->kind == KIND_INFINITE) {
        return a->negative ? number_small(k, 0) : *a;
    }
    if (is_zero(a)) {
        return number_small(k, 1);
    }
    if (adjusted(a) >= TOO_LARGE) {
        return beyond(k, false, a->negative);
    }
    if (adjusted(a) < -k->rules.precision - 3) {
        return padded_one(k, false);
    }
    for (int attempt = 0;; attempt++) {
        uint64_t wanted =
            (uint64_t)k->rules.precision + guard_digits(k, attempt);
        uint64_t places = fixed_bits(wanted) + 16;
        Fixed x = {fixed_of(k, a, places), a->negative};
        if (settle_exp(k, false, x, places, wanted, attempt, &result)) {
            return result;
        }
    }
}

/* ---- logarithms ---------------------------------------------------------- */

/* What needs no series: NaN, infinity, 0, numbers below. */
static bool log_special(Work *k, const Number *a, Number *out)
{
    if (number_nan(k, a, NULL, out)) {
        return true;
    }
    if (is_zero(a)) {
        *out = number_infinity(true);
        return true;
    }
    if (a->negative) {
        *out = number_invalid(k, CONDITION_INVALID);
        return true;
    }
    *out = *a;
    return a->kind == KIND_INFINITE;
}

/* A power of ten? */
static bool is_ten_power(Work *k, const Number *a)
{
    uint64_t zeros = a->length - 1;
    uint64_t wanted = zeros;
    Natural first = nat_strip(&k->pad, a->digits, &zeros);
    return zeros == wanted && first.count == 1 && first.limbs[0] == 1;
}

static Number log_of(Work *k, const Number *a, bool by_ten)
{
    Number result;
    int64_t order = fixed_ln_order(k, a);
    for (int attempt = 0;; attempt++) {
        int64_t wanted =
            k->rules.precision + (int64_t)guard_digits(k, attempt) - order + 4;
        wanted = wanted < 0 ? 0 : wanted;
        uint64_t places = fixed_bits((uint64_t)wanted) + 16;
        Fixed log = fixed_ln(k, a, places);
        Natural digits = nat_scale(&k->pad, log.size, (uint64_t)wanted);
        if (by_ten) {
            digits = nat_shift_left(&k->pad, digits, 80);
            digits = nat_divide(&k->pad, digits,
                                fixed_ln10(&k->pad, places + 80), NULL);
        } else {
            digits = nat_shift_right(&k->pad, digits, places);
        }
        if (settle(k, log.negative, digits, -wanted, attempt, &result)) {
            return result;
        }
    }
}

Number number_ln(Work *k, const Number *a)
{
    Number result;
    if (log_special(k, a, &result)) {
        return result;
    }
    k->rules.rounding = ROUND_HALF_EVEN;
    if (adjusted(a) == 0 && is_ten_power(k, a)) {
        return number_small(k, 0);
    }
    return log_of(k, a, false);
}

Number number_log10(Work *k, const Number *a)
{
    Number result;
    if (log_special(k, a, &result)) {
        return result;
    }
    k->rules.rounding = ROUND_HALF_EVEN;
    if (is_ten_power(k, a)) {
        return number_finish(k, number_small(k, adjusted(a)));
    }
    return log_of(k, a, true);
}

/* ---- powers -------------------------------------------------------------- */

/*
 * 1 and a bit of at most 10**order, nearer to 1 than any other number. The
 * bit counts when the rounding asks for it, as it does in CPython down to its
 * working precision.
 */
static Number power_near_one(Work *k, int64_t order, bool below, bool negative)
{
    enum { WORKING = 22 }; /* digits more than the precision */
    uint64_t places = (uint64_t)k->rules.precision + 3;
    if (order < -k->rules.precision - WORKING) {
        return padded_one(k, negative);
    }
    Natural unit = nat_ten(&k->pad, places);
    Natural bit = nat_ten(&k->pad, 0);
    unit =
        below ? nat_subtract(&k->pad, unit, bit) : nat_add(&k->pad, unit, bit);
    return number_finish(k, number_new(k, negative, unit, -(int64_t)places));
}

/* |a| ** b by way of the logarithm; a and b are finite and not 0, |a| not 1. */
static Number power_real(Work *k, const Number *a, const Number *b,
                         bool negative)
{
    Number result;
    Number base = *a;
    base.negative = false;
    int64_t order = fixed_ln_order(k, &base) + adjusted(b) + 1;
    bool falls = (adjusted(a) < 0) != b->negative;
    if (order - 4 >= 19) {
        return beyond(k, negative, falls);
    }
    if (order < -k->rules.precision - 3) {
        return power_near_one(k, order, falls, negative);
    }
    for (int attempt = 0;; attempt++) {
        uint64_t wanted =
            (uint64_t)k->rules.precision + guard_digits(k, attempt);
        uint64_t places = fixed_bits(wanted) + 16;
        int64_t more = adjusted(b) > 0 ? adjusted(b) + 2 : 2;
        uint64_t wide = places + fixed_bits((uint64_t)more) + 16;
        Fixed log = fixed_ln(k, &base, wide);
        Number factor = *b;
        factor.digits = nat_multiply(&k->pad, b->digits, log.size);
        Fixed x = {
            nat_shift_right(&k->pad, fixed_of(k, &factor, 0), wide - places),
            log.negative != b->negative};
        if (k->pad.failed || nat_bits(x.size) > places + 62) {
            return beyond(k, negative, x.negative);
        }
        if (settle_exp(k, negative, x, places, wanted, attempt, &result)) {
            return result;
        }
    }
}

static int64_t product_capped(int64_t a, int64_t b)
{
    const int64_t cap = INT64_C(4000000000000000000);
    __int128 result = (__int128)a * b;
    return result > cap ? cap : result < -cap ? -cap : (int64_t)result;
}

/* |a| ** n exactly, zeros at the end of its digits cut to what can be seen;
 * false: too many digits. */
static bool power_exact(Work *k, const Number *a, uint64_t n, Number *out)
{
    uint64_t zeros = a->length;
    Natural digits = nat_strip(&k->pad, a->digits, &zeros);
    uint64_t most = 3 * (uint64_t)k->rules.precision + 60;
    uint64_t length = a->length - zeros;
    bool is_one = digits.count == 1 && digits.limbs[0] == 1;
    if (!is_one && (n > most || length * n > most)) {
        return false;
    }
    Natural result = nat_ten(&k->pad, 0);
    for (uint64_t bit = is_one ? 0 : n; bit; bit >>= 1) {
        if (bit & 1) {
            result = nat_multiply(&k->pad, result, digits);
        }
        digits = bit > 1 ? nat_multiply(&k->pad, digits, digits) : digits;
    }
    int64_t exponent = product_capped(a->exponent + (int64_t)zeros, (int64_t)n);
    int64_t shown = product_capped((int64_t)zeros, (int64_t)n);
    if (shown > k->rules.precision + 1) {
        shown = k->rules.precision + 1;
    }
    result = nat_scale(&k->pad, result, (uint64_t)shown);
    *out = number_new(k, false, result, exponent - shown);
    return true;
}

static Number power_whole(Work *k, const Number *a, const Number *b,
                          bool negative)
{
    Number result;
    int64_t n;
    if (!number_to_int64(k, b, &n)) {
        n = INT64_MAX; /* only a power of ten is still exact */
    }
    n = n < 0 ? -n : n;
    if (!power_exact(k, a, (uint64_t)n, &result)) {
        return power_real(k, a, b, negative);
    }
    result.negative = negative;
    if (b->negative) {
        Number unit = number_small(k, 1);
        return number_divide(k, &unit, &result);
    }
    return number_finish(k, result);
}

/* Infinities and zeros. */
static bool power_special(Work *k, const Number *a, const Number *b,
                          bool negative, Number *out)
{
    Number unit = number_small(k, 1);
    Number size = number_copy_abs(k, a);
    int order = number_order(k, &size, &unit);
    bool huge = (order > 0) != b->negative;
    if (b->kind == KIND_INFINITE && order == 0) {
        *out = padded_one(k, negative);
        return true;
    }
    if (a->kind != KIND_INFINITE && b->kind != KIND_INFINITE && !is_zero(a)) {
        return false;
    }
    *out =
        huge ? number_infinity(negative) : number_new(k, negative, NOTHING, 0);
    return true;
}

Number number_power(Work *k, const Number *a, const Number *b)
{
    Number result;
    if (number_nan(k, a, b, &result)) {
        return result;
    }
    bool whole = number_is_whole(k, b);
    if (is_zero(b)) {
        return is_zero(a) ? number_invalid(k, CONDITION_INVALID)
                          : number_small(k, 1);
    }
    if (a->negative && !whole && !is_zero(a)) {
        return number_invalid(k, CONDITION_INVALID);
    }
    bool negative = a->negative && whole && number_is_odd(k, b);
    if (power_special(k, a, b, negative, &result)) {
        return result;
    }
    if (whole) {
        return power_whole(k, a, b, negative);
    }
    if (adjusted(a) == 0 && is_ten_power(k, a)) {
        return padded_one(k, false);
    }
    return power_real(k, a, b, false);
}

/* ---- pow(a, b, m) -------------------------------------------------------- */

static Natural whole_of(Work *k, const Number *a)
{
    return a->exponent >= 0
               ? nat_scale(&k->pad, a->digits, (uint64_t)a->exponent)
               : nat_cut(&k->pad, a->digits, (uint64_t)-a->exponent, NULL);
}

static Natural power_modulo(Work *k, Natural a, Natural b, Natural m)
{
    Limb *r = m.count ? pad_limbs(&k->pad, m.count) : NULL;
    if (!r) {
        return NOTHING;
    }
    if (!limb_power_modulo(r, a.limbs, a.count, b.limbs, b.count, m.limbs,
                           m.count)) {
        k->pad.failed = true;
        return NOTHING;
    }
    return (Natural){r, limb_trim(r, m.count)};
}

Number number_power_modulo(Work *k, const Number *a, const Number *b,
                           const Number *m)
{
    Number result;
    if (is_nan(a) || is_nan(b) || is_nan(m)) {
        bool third = m->kind == KIND_SIGNALING && a->kind != KIND_SIGNALING &&
                     b->kind != KIND_SIGNALING;
        if (third || !number_nan(k, a, b, &result)) {
            (void)number_nan(k, m, NULL, &result);
        }
        return result;
    }
    if (!number_is_whole(k, a) || !number_is_whole(k, b) ||
        !number_is_whole(k, m) || (b->negative && !is_zero(b)) || is_zero(m) ||
        adjusted(m) >= k->rules.precision || (is_zero(a) && is_zero(b))) {
        return number_invalid(k, CONDITION_INVALID);
    }
    bool negative = a->negative && number_is_odd(k, b);
    Natural modulus = whole_of(k, m);
    Natural base = a->digits;
    if (a->exponent >= 0) { /* it may be long: reduce it at once */
        Natural ten = nat_of(&k->pad, 10);
        Natural power = power_modulo(
            k, ten, nat_of(&k->pad, (uint64_t)a->exponent), modulus);
        base = nat_multiply(&k->pad, base, power);
    } else {
        base = whole_of(k, a);
    }
    Natural digits = power_modulo(k, base, whole_of(k, b), modulus);
    return number_new(k, negative, digits, 0);
}
