/* SPDX-License-Identifier: MIT */
/*
 * exp and ln in fixed point.
 *
 * exp: tens are split off, the rest is halved some times, put into the Taylor
 * series and squared as often. ln: square roots bring the number close to 1,
 * where the series of atanh takes few terms. All steps run with enough places
 * more than the result that their own errors stay below its last one.
 */
#include "vm/modules/decimal_fixed.h"

enum { SPARE = 80 }; /* more places, where a factor of 62 bits follows */

static const Natural NOTHING = {NULL, 0};

uint64_t fixed_bits(uint64_t digits)
{
    return (uint64_t)((unsigned __int128)digits * 33220 / 10000) + 1;
}

static Natural one(Pad *pad, uint64_t places)
{
    return nat_shift_left(pad, nat_ten(pad, 0), places);
}

static Natural fixed_multiply(Pad *pad, Natural a, Natural b, uint64_t places)
{
    return nat_shift_right(pad, nat_multiply(pad, a, b), places);
}

/* How often to halve, or to take roots, so that the series stays short. */
static uint64_t reductions(uint64_t places)
{
    enum { LEAST = 4, MOST = 4096 };
    uint64_t n = LEAST;
    while (n < MOST && n * n * 2 < places) {
        n++;
    }
    return n;
}

/* atanh(1 / n), n > 1 */
static Natural atanh_inverse(Pad *pad, uint64_t n, uint64_t places)
{
    Natural power = nat_divide_small(pad, one(pad, places), n);
    Natural sum = power;
    for (uint64_t i = 3; !nat_is_zero(power); i += 2) {
        power = nat_divide_small(pad, power, n * n);
        sum = nat_add(pad, sum, nat_divide_small(pad, power, i));
    }
    return sum;
}

/* 10 = (32/30)**23 (50/48)**17 (162/160)**10, and ln((n+1)/(n-1)) is
 * 2 atanh(1/n). */
Natural fixed_ln10(Pad *pad, uint64_t places)
{
    static const struct {
        uint64_t factor;
        uint64_t n;
    } terms[] = {{46, 31}, {34, 49}, {20, 161}};
    enum { GUARD = 32 };
    Natural sum = NOTHING;
    for (int i = 0; i < 3; i++) {
        Natural term = atanh_inverse(pad, terms[i].n, places + GUARD);
        term = nat_multiply(pad, term, nat_of(pad, terms[i].factor));
        sum = nat_add(pad, sum, term);
    }
    return nat_shift_right(pad, sum, GUARD);
}

Natural fixed_of(Work *k, const Number *a, uint64_t places)
{
    Natural shifted = nat_shift_left(&k->pad, a->digits, places);
    return a->exponent >= 0
               ? nat_scale(&k->pad, shifted, (uint64_t)a->exponent)
               : nat_cut(&k->pad, shifted, (uint64_t)-a->exponent, NULL);
}

/* ---- exp ----------------------------------------------------------------- */

/* e**x for 0 <= x < 4. */
static Natural exp_small(Pad *pad, Natural x, uint64_t places)
{
    enum { GUARD = 32 };
    uint64_t halvings = reductions(places);
    uint64_t wide = places + halvings + GUARD;
    x = nat_shift_left(pad, x, GUARD); /* and so x / 2**halvings, in wide */
    Natural term = one(pad, wide);
    Natural sum = term;
    for (uint64_t i = 1; !nat_is_zero(term); i++) {
        term = nat_divide_small(pad, fixed_multiply(pad, term, x, wide), i);
        sum = nat_add(pad, sum, term);
    }
    for (uint64_t i = 0; i < halvings; i++) {
        sum = fixed_multiply(pad, sum, sum, wide);
    }
    return nat_shift_right(pad, sum, wide - places);
}

Natural fixed_exp(Work *k, Fixed x, uint64_t places, int64_t *exponent)
{
    Pad *pad = &k->pad;
    Natural ten = fixed_ln10(pad, places + SPARE);
    Natural wide = nat_shift_left(pad, x.size, SPARE);
    Natural rest;
    Natural tens = nat_divide(pad, wide, ten, &rest);
    uint64_t count = 0;
    (void)nat_to_uint64(tens, &count);
    *exponent = (int64_t)count;
    if (x.negative) {
        *exponent = -(int64_t)count - 1;
        rest = nat_subtract(pad, ten, rest);
    }
    return exp_small(pad, nat_shift_right(pad, rest, SPARE), places);
}

/* ---- ln ------------------------------------------------------------------ */

/* ln a for 0.1 < a < 10, given in `places`; the result too. */
static Fixed ln_small(Pad *pad, Natural a, uint64_t places, uint64_t roots)
{
    Natural unit = one(pad, places);
    for (uint64_t i = 0; i < roots; i++) {
        a = nat_root(pad, nat_shift_left(pad, a, places));
    }
    bool negative = nat_compare(a, unit) < 0;
    Natural distance =
        negative ? nat_subtract(pad, unit, a) : nat_subtract(pad, a, unit);
    Natural y = nat_divide(pad, nat_shift_left(pad, distance, places),
                           nat_add(pad, a, unit), NULL);
    Natural square = fixed_multiply(pad, y, y, places);
    Natural sum = y;
    for (uint64_t i = 3; !nat_is_zero(y); i += 2) {
        y = fixed_multiply(pad, y, square, places);
        sum = nat_add(pad, sum, nat_divide_small(pad, y, i));
    }
    return (Fixed){nat_shift_left(pad, sum, roots + 1), negative};
}

static Fixed add_fixed(Pad *pad, Fixed a, Fixed b)
{
    if (a.negative == b.negative) {
        return (Fixed){nat_add(pad, a.size, b.size), a.negative};
    }
    return nat_compare(a.size, b.size) >= 0
               ? (Fixed){nat_subtract(pad, a.size, b.size), a.negative}
               : (Fixed){nat_subtract(pad, b.size, a.size), b.negative};
}

Fixed fixed_ln(Work *k, const Number *a, uint64_t places)
{
    enum { GUARD = 40 };
    Pad *pad = &k->pad;
    uint64_t roots = reductions(places);
    uint64_t wide = places + roots + GUARD + SPARE;
    /* a = part * 10**tens with the part from 0.3 to 3. */
    Number part = *a;
    int64_t tens = adjusted(a);
    part.exponent -= tens;
    Natural size = fixed_of(k, &part, wide);
    if (nat_compare(size, nat_multiply(pad, one(pad, wide), nat_of(pad, 3))) >
        0) {
        size = nat_divide_small(pad, size, 10);
        tens++;
    }
    Fixed result = ln_small(pad, size, wide, roots);
    uint64_t count = tens < 0 ? (uint64_t)-tens : (uint64_t)tens;
    if (count) {
        Natural whole =
            nat_multiply(pad, fixed_ln10(pad, wide), nat_of(pad, count));
        result = add_fixed(pad, result, (Fixed){whole, tens < 0});
    }
    result.size = nat_shift_right(pad, result.size, wide - places);
    return result;
}

int64_t fixed_ln_order(Work *k, const Number *a)
{
    int64_t tens = adjusted(a);
    if (tens > 0 || tens < -1) {
        uint64_t size = tens < 0 ? (uint64_t)-tens : (uint64_t)tens;
        return (int64_t)nat_length(&k->pad, nat_of(&k->pad, size + 1)) + 1;
    }
    Natural unit = nat_ten(&k->pad, (uint64_t)-a->exponent);
    Natural distance = nat_compare(a->digits, unit) < 0
                           ? nat_subtract(&k->pad, unit, a->digits)
                           : nat_subtract(&k->pad, a->digits, unit);
    return (int64_t)nat_length(&k->pad, distance) + a->exponent + 1;
}
