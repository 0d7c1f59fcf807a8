/* SPDX-License-Identifier: MIT */
/*
 * Decimal numbers made and rounded.
 *
 * Every arithmetic result goes through number_finish, which rounds once, to
 * the precision or to the smallest exponent, whichever cuts more. An operation
 * whose exact result is endless hands over some digits too many, the last of
 * them neither 0 nor 5 unless nothing follows.
 */
#include "vm/modules/decimal_number.h"

Number number_new(Work *k, bool negative, Natural digits, int64_t exponent)
{
    return (Number){.kind = KIND_FINITE,
                    .negative = negative,
                    .exponent = exponent,
                    .length = nat_length(&k->pad, digits),
                    .digits = digits};
}

Number number_small(Work *k, int64_t value)
{
    uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
    return number_new(k, value < 0, nat_of(&k->pad, size), 0);
}

Number number_infinity(bool negative)
{
    return (Number){.kind = KIND_INFINITE, .negative = negative, .length = 1};
}

Number number_invalid(Work *k, uint32_t condition)
{
    k->status |= condition;
    return (Number){.kind = KIND_QUIET, .length = 1};
}

/* ---- rounding ------------------------------------------------------------ */

/* The last digit that stays, where only its being even or 0 or 5 matters. */
static unsigned last_digit(Natural a)
{
    return (unsigned)limb_modulo_small(a.limbs, a.count, 10);
}

/* Away from zero? `half`: the cut part against one half, -1, 0, 1. */
static bool rounds_up(Rounding how, bool negative, Natural kept, int half)
{
    switch (how) {
    case ROUND_UP:
        return true;
    case ROUND_CEILING:
        return !negative;
    case ROUND_FLOOR:
        return negative;
    case ROUND_HALF_UP:
        return half >= 0;
    case ROUND_HALF_DOWN:
        return half > 0;
    case ROUND_HALF_EVEN:
        return half > 0 || (half == 0 && kept.count && kept.limbs[0] & 1);
    case ROUND_05UP:
        return last_digit(kept) % 5 == 0;
    default:
        return false;
    }
}

/* Without its last digits, at most one more than there are. */
static Natural cut_rounded(Work *k, const Number *a, uint64_t cut,
                           bool *inexact)
{
    Natural rest;
    Natural unit = nat_ten(&k->pad, cut);
    Natural kept = nat_divide(&k->pad, a->digits, unit, &rest);
    *inexact = !nat_is_zero(rest);
    if (*inexact &&
        rounds_up(k->rules.rounding, a->negative, kept,
                  nat_compare(nat_shift_left(&k->pad, rest, 1), unit))) {
        kept = nat_add(&k->pad, kept, nat_ten(&k->pad, 0));
    }
    return kept;
}

Natural number_cut(Work *k, const Number *a, uint64_t cut, bool *inexact)
{
    Natural nothing = {NULL, 0};
    if (cut <= a->length) {
        return cut_rounded(k, a, cut, inexact);
    }
    /* Less than a tenth of the last place, however much less. */
    *inexact = !nat_is_zero(a->digits);
    return *inexact && rounds_up(k->rules.rounding, a->negative, nothing, -1)
               ? nat_ten(&k->pad, 0)
               : nothing;
}

/* ---- finishing ----------------------------------------------------------- */

static Number overflow(Work *k, bool negative)
{
    Rounding how = k->rules.rounding;
    bool infinite = how == ROUND_UP || how == ROUND_HALF_UP ||
                    how == ROUND_HALF_DOWN || how == ROUND_HALF_EVEN ||
                    (how == ROUND_CEILING && !negative) ||
                    (how == ROUND_FLOOR && negative);
    k->status |= CONDITION_OVERFLOW | CONDITION_INEXACT | CONDITION_ROUNDED;
    if (infinite) {
        return number_infinity(negative);
    }
    Natural all = nat_ten(&k->pad, (uint64_t)k->rules.precision);
    all = nat_subtract(&k->pad, all, nat_ten(&k->pad, 0));
    return number_new(k, negative, all, work_top(k));
}

static Number finish_nan(Work *k, Number a)
{
    uint64_t room = (uint64_t)(k->rules.precision - k->rules.clamp);
    if (a.length > room && !nat_is_zero(a.digits)) {
        Natural low;
        (void)nat_cut(&k->pad, a.digits, room, &low);
        a.digits = low;
        a.length = nat_length(&k->pad, low);
    }
    return a;
}

static Number finish_zero(Work *k, Number a)
{
    int64_t most = k->rules.clamp ? work_top(k) : k->rules.highest;
    int64_t least = work_tiny(k);
    int64_t exponent = a.exponent < least  ? least
                       : a.exponent > most ? most
                                           : a.exponent;
    if (exponent != a.exponent) {
        k->status |= CONDITION_CLAMPED;
        a.exponent = exponent;
    }
    return a;
}

static Number fold_down(Work *k, Number a)
{
    if (k->rules.clamp && a.exponent > work_top(k)) {
        uint64_t wider = (uint64_t)(a.exponent - work_top(k));
        a.digits = nat_scale(&k->pad, a.digits, wider);
        a.length += wider;
        a.exponent = work_top(k);
        k->status |= CONDITION_CLAMPED;
    }
    return a;
}

static Number cut_down(Work *k, Number a, int64_t cut, bool subnormal)
{
    bool inexact;
    a.digits = number_cut(k, &a, (uint64_t)cut, &inexact);
    a.exponent += cut;
    a.length = nat_length(&k->pad, a.digits);
    k->status |= CONDITION_ROUNDED;
    if (inexact) {
        k->status |= CONDITION_INEXACT;
        k->status |= subnormal ? CONDITION_UNDERFLOW : 0;
    }
    if ((int64_t)a.length > k->rules.precision) { /* 999.9 became 1000 */
        a.digits = nat_cut(&k->pad, a.digits, 1, NULL);
        a.length--;
        a.exponent++;
    }
    return a;
}

Number number_finish(Work *k, Number a)
{
    if (a.kind != KIND_FINITE) {
        return is_nan(&a) ? finish_nan(k, a) : a;
    }
    if (nat_is_zero(a.digits)) {
        return finish_zero(k, a);
    }
    bool subnormal = adjusted(&a) < k->rules.lowest;
    int64_t cut = (int64_t)a.length - k->rules.precision;
    if (subnormal) {
        k->status |= CONDITION_SUBNORMAL;
        int64_t under = work_tiny(k) - a.exponent;
        cut = under > cut ? under : cut;
    }
    if (cut > 0) {
        a = cut_down(k, a, cut, subnormal);
    }
    if (nat_is_zero(a.digits)) {
        k->status |= CONDITION_CLAMPED;
        return a;
    }
    return adjusted(&a) > k->rules.highest ? overflow(k, a.negative)
                                           : fold_down(k, a);
}

Number number_rescale(Work *k, Number a, int64_t exponent, bool signal)
{
    if (nat_is_zero(a.digits)) {
        a.exponent = exponent;
        return a;
    }
    if (exponent <= a.exponent) {
        a.digits = nat_scale(&k->pad, a.digits,
                             (uint64_t)a.exponent - (uint64_t)exponent);
        a.length += (uint64_t)(a.exponent - exponent);
        a.exponent = exponent;
        return a;
    }
    bool inexact;
    a.digits =
        number_cut(k, &a, (uint64_t)exponent - (uint64_t)a.exponent, &inexact);
    a.length = nat_length(&k->pad, a.digits);
    a.exponent = exponent;
    if (signal) {
        k->status |= CONDITION_ROUNDED | (inexact ? CONDITION_INEXACT : 0);
    }
    return a;
}

/* ---- operands ------------------------------------------------------------ */

static Number quiet(Work *k, const Number *a)
{
    Number result = *a;
    if (a->kind == KIND_SIGNALING) {
        k->status |= CONDITION_INVALID;
    }
    result.kind = KIND_QUIET;
    return finish_nan(k, result);
}

bool number_nan(Work *k, const Number *a, const Number *b, Number *out)
{
    if (!is_nan(a) && !(b && is_nan(b))) {
        return false;
    }
    bool second =
        !is_nan(a) || (a->kind == KIND_QUIET && b && b->kind == KIND_SIGNALING);
    *out = quiet(k, second ? b : a);
    return true;
}

/* Is its fraction 0? */
bool number_is_whole(Work *k, const Number *a)
{
    if (a->kind != KIND_FINITE) {
        return false;
    }
    if (a->exponent >= 0 || nat_is_zero(a->digits)) {
        return true;
    }
    uint64_t wanted = (uint64_t)-a->exponent;
    if (wanted >= a->length) {
        return false;
    }
    uint64_t zeros = wanted;
    (void)nat_strip(&k->pad, a->digits, &zeros);
    return zeros == wanted;
}

bool number_is_odd(Work *k, const Number *a)
{
    if (a->exponent > 0) {
        return false;
    }
    Natural whole = nat_cut(&k->pad, a->digits, (uint64_t)-a->exponent, NULL);
    return whole.count && whole.limbs[0] & 1;
}

bool number_to_int64(Work *k, const Number *a, int64_t *out)
{
    uint64_t size;
    if (nat_is_zero(a->digits)) {
        *out = 0;
        return true;
    }
    if (adjusted(a) > 19) {
        return false;
    }
    Natural whole =
        a->exponent >= 0
            ? nat_scale(&k->pad, a->digits, (uint64_t)a->exponent)
            : nat_cut(&k->pad, a->digits, (uint64_t)-a->exponent, NULL);
    if (!nat_to_uint64(whole, &size) || size > INT64_MAX) {
        return false;
    }
    *out = a->negative ? -(int64_t)size : (int64_t)size;
    return true;
}
