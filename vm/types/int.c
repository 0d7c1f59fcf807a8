/* SPDX-License-Identifier: MIT */
/*
 * int: what a value is, made from and turned into machine numbers.
 *
 * Inline ints and BigInts meet in IntView, sign and magnitude, so that all
 * arithmetic but the inline fast paths is written once. CPython keeps 30-bit
 * digits; nothing of that shows except through sys.int_info.
 */
#include "vm/types/int.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "vm/types/limb.h"

void int_view(Value v, IntView *view)
{
    if (IS_OBJECT(v)) {
        const BigInt *big = AS(BigInt, v);
        view->limbs = big->limbs;
        view->count = big->count;
        view->negative = big->negative;
        return;
    }
    int64_t i = IS_INT(v) ? INT_OF(v) : v == TRUE_VALUE;
    view->negative = i < 0;
    view->small = i < 0 ? -(uint64_t)i : (uint64_t)i;
    view->limbs = &view->small;
    view->count = i != 0;
}

/* ---- making -------------------------------------------------------------- */

BigInt *int_blank(World *w, size_t count)
{
    if (count > UINT32_MAX) {
        (void)raise_memory(w);
        return NULL;
    }
    BigInt *big = heap_object(w, TYPE_INT, sizeof(BigInt) + count * 8);
    if (big) {
        big->count = (uint32_t)count;
    }
    return big;
}

/* 63 bits and a sign: does it go in the word? */
static bool fits_inline(const uint64_t *limbs, size_t count, bool negative,
                        Value *out)
{
    uint64_t low = count ? limbs[0] : 0;
    if (count > 1 || low > (uint64_t)INT_INLINE_MAX + negative) {
        return false;
    }
    *out = INT(negative ? -(int64_t)low : (int64_t)low);
    return true;
}

Value int_finish(World *w, BigInt *big, bool negative)
{
    Value v;
    big->count = (uint32_t)limb_trim(big->limbs, big->count);
    if (fits_inline(big->limbs, big->count, negative, &v)) {
        heap_free(w, big);
        return v;
    }
    big->negative = negative;
    return VALUE(big);
}

Value int_from_limbs(World *w, const uint64_t *limbs, size_t count,
                     bool negative)
{
    Value v;
    count = limb_trim(limbs, count);
    if (fits_inline(limbs, count, negative, &v)) {
        return v;
    }
    BigInt *big = int_blank(w, count);
    if (!big) {
        return NO_VALUE;
    }
    memcpy(big->limbs, limbs, count * sizeof *limbs);
    big->negative = negative;
    return VALUE(big);
}

Value int_new(World *w, int64_t value)
{
    if (int_fits_inline(value)) {
        return INT(value);
    }
    uint64_t limb = value < 0 ? -(uint64_t)value : (uint64_t)value;
    return int_from_limbs(w, &limb, 1, value < 0);
}

Value int_from_uint64(World *w, uint64_t value)
{
    return int_from_limbs(w, &value, 1, false);
}

Value int_plain(World *w, Value v)
{
    if (IS_INT(v) || is_exactly(v, TYPE_INT)) {
        return v;
    }
    IntView view;
    int_view(v, &view);
    return int_from_limbs(w, view.limbs, view.count, view.negative);
}

Value int_of_class(World *w, Klass *klass, Value v)
{
    if (klass == &w->klass[TYPE_INT]) {
        return int_plain(w, v);
    }
    IntView view;
    int_view(v, &view);
    BigInt *big = heap_new(w, klass, sizeof(BigInt) + view.count * 8);
    if (!big) {
        return NO_VALUE;
    }
    memcpy(big->limbs, view.limbs, view.count * sizeof *view.limbs);
    big->count = (uint32_t)view.count;
    big->negative = view.negative;
    return VALUE(big);
}

/* ---- to and from double -------------------------------------------------- */

enum { DOUBLE_LIMBS = 17 }; /* of the largest double */

/* The whole part of a finite |value| as limbs; their number. */
static size_t double_to_limbs(double value, uint64_t limbs[DOUBLE_LIMBS])
{
    int exponent;
    double fraction = frexp(fabs(value), &exponent);
    if (exponent <= 0) {
        return 0;
    }
    uint64_t mantissa = (uint64_t)ldexp(fraction, DBL_MANT_DIG);
    int shift = exponent - DBL_MANT_DIG;
    if (shift <= 0) {
        limbs[0] = mantissa >> -shift;
        return limb_trim(limbs, 1);
    }
    limb_shift_left(limbs, &mantissa, 1, (uint64_t)shift);
    return limb_trim(limbs, (size_t)shift / 64 + 2);
}

Value int_from_double(World *w, double value)
{
    if (isnan(value)) {
        (void)raise_value(w, "cannot convert float NaN to integer");
        return NO_VALUE;
    }
    if (isinf(value)) {
        (void)raise_error(w, TYPE_OVERFLOW_ERROR,
                          "cannot convert float infinity to integer");
        return NO_VALUE;
    }
    if (fabs(value) < 0x1p62) {
        return INT((int64_t)value);
    }
    uint64_t limbs[DOUBLE_LIMBS];
    size_t count = double_to_limbs(value, limbs);
    return int_from_limbs(w, limbs, count, value < 0);
}

double int_round_to_double(uint64_t m, bool sticky, int64_t exponent)
{
    int bits = 64 - __builtin_clzll(m);
    int64_t top = bits + exponent; /* the value is below 2**top */
    if (top > DBL_MAX_EXP) {
        return INFINITY;
    }
    int64_t keep = DBL_MANT_DIG;
    if (top < DBL_MIN_EXP) {
        keep -= DBL_MIN_EXP - top;
    }
    if (keep < 0) {
        return 0.0;
    }
    int drop = bits - (int)keep;
    uint64_t half = UINT64_C(1) << (drop - 1);
    uint64_t low = m & (half * 2 - 1);
    uint64_t kept = m >> drop;
    if (low > half || (low == half && (sticky || (kept & 1)))) {
        kept++;
    }
    return ldexp((double)kept, (int)exponent + drop);
}

/* The highest 63 bits of a magnitude of more than 63. */
static double round_magnitude(const uint64_t *limbs, size_t count)
{
    uint64_t bits = limb_bits(limbs, count);
    uint64_t shift = bits - 63;
    size_t at = (size_t)(shift / 64);
    unsigned part = shift % 64;
    uint64_t m = limbs[at] >> part;
    if (part && at + 1 < count) {
        m |= limbs[at + 1] << (64 - part);
    }
    m &= INT64_MAX;
    return int_round_to_double(m, limb_any_below(limbs, count, shift),
                               (int64_t)shift);
}

Status int_to_double(World *w, Value v, double *out)
{
    if (IS_INT(v)) {
        *out = (double)INT_OF(v);
        return OK;
    }
    IntView view;
    int_view(v, &view);
    double result = view.count == 0 ? 0.0
                    : limb_bits(view.limbs, view.count) <= 63
                        ? (double)(int64_t)view.limbs[0]
                        : round_magnitude(view.limbs, view.count);
    if (isinf(result)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "int too large to convert to float");
    }
    *out = view.negative ? -result : result;
    return OK;
}

/* ---- questions ----------------------------------------------------------- */

bool int_to_int64(Value v, int64_t *out)
{
    if (IS_INT(v)) {
        *out = INT_OF(v);
        return true;
    }
    IntView view;
    int_view(v, &view);
    uint64_t low = view.count ? view.limbs[0] : 0;
    if (view.count > 1 || low > (uint64_t)INT64_MAX + view.negative) {
        return false;
    }
    *out = view.negative ? (int64_t)-low : (int64_t)low;
    return true;
}

int int_sign(Value v)
{
    IntView view;
    int_view(v, &view);
    return view.count == 0 ? 0 : view.negative ? -1 : 1;
}

uint64_t int_bit_length(Value v)
{
    IntView view;
    int_view(v, &view);
    return limb_bits(view.limbs, view.count);
}

int int_compare(Value a, Value b)
{
    if (BOTH_INT(a, b)) {
        return (INT_OF(a) > INT_OF(b)) - (INT_OF(a) < INT_OF(b));
    }
    IntView x;
    IntView y;
    int_view(a, &x);
    int_view(b, &y);
    if (x.negative != y.negative) {
        return x.negative ? -1 : 1;
    }
    int order = limb_compare(x.limbs, x.count, y.limbs, y.count);
    return x.negative ? -order : order;
}

int int_compare_double(Value a, double b)
{
    if (isnan(b)) {
        return 2;
    }
    int sign = int_sign(a);
    int other = (b > 0) - (b < 0);
    if (sign != other || isinf(b)) {
        return isinf(b) ? -other : sign < other ? -1 : 1;
    }
    IntView x;
    int_view(a, &x);
    uint64_t limbs[DOUBLE_LIMBS];
    size_t count = double_to_limbs(b, limbs);
    int order = limb_compare(x.limbs, x.count, limbs, count);
    if (order == 0 && fabs(b) < 0x1p53 && fabs(b) != floor(fabs(b))) {
        order = -1;
    }
    return sign < 0 ? -order : order;
}

#define HASH_MODULUS ((UINT64_C(1) << 61) - 1)

int64_t int_hash(Value v)
{
    IntView view;
    int_view(v, &view);
    uint64_t rest = view.count == 1 ? view.limbs[0] % HASH_MODULUS
                                    : limb_modulo_small(view.limbs, view.count,
                                                        HASH_MODULUS);
    int64_t hash = view.negative ? -(int64_t)rest : (int64_t)rest;
    return hash == -1 ? -2 : hash;
}
