/* SPDX-License-Identifier: MIT */
/*
 * math's functions of many numbers: fsum prod hypot dist.
 *
 * fsum adds in fixed point: a two's complement number wide enough for every
 * bit a double can have, kept in a Block over the calls that iteration may
 * make. So the sum is exact and is rounded once.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "vm/types/coerce.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/limb.h"
#include "vm/types/list.h"
#include "vm/types/tuple.h"

/* ---- fsum ---------------------------------------------------------------- */

enum {
    LOWEST = -1074, /* exponent of the smallest double: bit 0 */
    WIDE = 35,      /* limbs: 2098 bits of a double, and room to carry */
    TOP_BIT = 2098, /* of 2 ** 1024, which is too much */
};

typedef struct ExactSum {
    uint64_t limbs[WIDE];
    double special;  /* sum of the infinities and NaNs */
    double infinite; /* sum of the infinities alone */
    uint8_t has_special;
} ExactSum;

static void add_at(ExactSum *s, size_t at, unsigned __int128 bits,
                   bool negative)
{
    uint64_t part[2] = {(uint64_t)bits, (uint64_t)(bits >> 64)};
    uint64_t carry = 0;
    for (size_t i = at; i < WIDE; i++) {
        uint64_t term = i - at < 2 ? part[i - at] : 0;
        if (i - at >= 2 && !carry) {
            return;
        }
        uint64_t old = s->limbs[i];
        if (negative) {
            s->limbs[i] = old - term - carry;
            carry = old < term || (old == term && carry);
        } else {
            s->limbs[i] = old + term + carry;
            carry = s->limbs[i] < old || (s->limbs[i] == old && carry);
        }
    }
}

static void exact_add(ExactSum *s, double value)
{
    if (!isfinite(value)) {
        s->has_special = true;
        s->special += value;
        s->infinite += isinf(value) ? value : 0.0;
        return;
    }
    int exponent;
    double fraction = frexp(fabs(value), &exponent);
    uint64_t m = (uint64_t)ldexp(fraction, DBL_MANT_DIG);
    int shift = exponent - DBL_MANT_DIG - LOWEST;
    if (shift < 0) {
        m >>= -shift; /* a subnormal: those bits are zero */
        shift = 0;
    }
    add_at(s, (size_t)shift / 64, (unsigned __int128)m << shift % 64,
           value < 0);
}

/* The magnitude as trimmed limbs; their number. */
static size_t exact_magnitude(const ExactSum *s, uint64_t out[WIDE],
                              bool *negative)
{
    *negative = s->limbs[WIDE - 1] >> 63;
    uint64_t carry = 1;
    for (size_t i = 0; i < WIDE; i++) {
        out[i] = *negative ? ~s->limbs[i] + carry : s->limbs[i];
        carry = carry && out[i] == 0;
    }
    return limb_trim(out, WIDE);
}

static double exact_round(const ExactSum *s)
{
    enum { KEPT = 63 };
    uint64_t limbs[WIDE];
    uint64_t top[WIDE];
    bool negative;
    size_t count = exact_magnitude(s, limbs, &negative);
    uint64_t bits = limb_bits(limbs, count);
    double value;
    if (bits <= KEPT) {
        value = ldexp(count ? (double)limbs[0] : 0.0, 0);
        value = bits <= DBL_MANT_DIG
                    ? ldexp(value, LOWEST)
                    : int_round_to_double(limbs[0], false, LOWEST);
    } else {
        limb_shift_right(top, limbs, count, bits - KEPT);
        value = int_round_to_double(top[0],
                                    limb_any_below(limbs, count, bits - KEPT),
                                    (int64_t)(bits - KEPT) + LOWEST);
    }
    return negative ? -value : value;
}

static bool exact_overflows(const ExactSum *s)
{
    uint64_t high = s->limbs[WIDE - 1];
    uint64_t below = s->limbs[TOP_BIT / 64] >> TOP_BIT % 64;
    bool negative = high >> 63;
    uint64_t rest = negative ? ~below << TOP_BIT % 64 >> TOP_BIT % 64 : below;
    for (size_t i = TOP_BIT / 64 + 1; i < WIDE; i++) {
        rest |= negative ? ~s->limbs[i] : s->limbs[i];
    }
    return rest != 0;
}

static Status exact_finish(World *w, NativeFrame *f, const ExactSum *s)
{
    if (s->has_special && isnan(s->infinite)) {
        return raise_value(w, "-inf + inf in fsum");
    }
    double value = s->has_special ? s->special : exact_round(s);
    if (!s->has_special && isinf(value)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "intermediate overflow in fsum");
    }
    f->result = float_new(w, value);
    return f->result ? OK : RAISE;
}

enum { FSUM_START, FSUM_NEXT, FSUM_CONVERT };
enum { ITERATOR, SUM, ITEM };

Status math_fsum(World *w, Thread *t, NativeFrame *f)
{
    if (f->state == FSUM_START) {
        TRY(iterate_begin(w, t, f, ITERATOR, f->args[0]));
        Block *block = block_new(w, sizeof(ExactSum));
        NEED(block);
        f->slot[SUM] = VALUE(block);
        f->state = FSUM_NEXT;
    }
    ExactSum *s = (ExactSum *)AS(Block, f->slot[SUM])->data;
    for (;;) {
        Value number;
        if (f->state == FSUM_NEXT) {
            TRY(iterate_next(w, t, f, ITERATOR, &f->slot[ITEM]));
            if (!f->slot[ITEM]) {
                return exact_finish(w, f, s);
            }
            f->state = FSUM_CONVERT;
        }
        TRY(coerce_double(w, f, f->slot[ITEM], &number));
        exact_add(s, float_of(number));
        if (exact_overflows(s)) {
            return raise_error(w, TYPE_OVERFLOW_ERROR,
                               "intermediate overflow in fsum");
        }
        f->state = FSUM_NEXT;
    }
}

/* ---- prod ---------------------------------------------------------------- */

enum { PROD_START, PROD_ITEMS, PROD_TWIN };

Status math_prod(World *w, Thread *t, NativeFrame *f)
{
    if (f->state == PROD_TWIN) {
        return native_result(f, &f->result);
    }
    if (f->state == PROD_START) {
        TRY(iterate_begin(w, t, f, ITERATOR, f->args[0]));
        f->slot[SUM] = f->args[1] ? f->args[1] : INT(1);
        f->state = PROD_ITEMS;
    }
    for (;;) {
        Value item;
        TRY(iterate_next(w, t, f, ITERATOR, &item));
        if (!item) {
            f->result = f->slot[SUM];
            return OK;
        }
        Status s =
            value_binary(w, SLOT_MULTIPLY, f->slot[SUM], item, &f->slot[SUM]);
        if (s == TWIN || s == NO_OP) {
            Value twin = native_twin(w, f->native);
            if (!twin) {
                return raise_error(w, TYPE_SYSTEM_ERROR,
                                   "the prelude lacks a twin");
            }
            f->state = PROD_TWIN;
            return native_call(f, twin, 3, f->slot[ITERATOR], f->slot[SUM],
                               item);
        }
        TRY(s);
    }
}

/* ---- hypot and dist ------------------------------------------------------ */

/* The length of a vector: scaled by its largest part, the squares added with
 * their rounding errors beside them. */
typedef struct Norm {
    double largest;
    bool has_nan;
    double sum;
    double error;
} Norm;

static void norm_measure(Norm *n, double part)
{
    n->has_nan |= isnan(part) != 0;
    n->largest = part > n->largest ? part : n->largest;
}

static void norm_add(Norm *n, double part)
{
    double scaled = part / n->largest;
    double square = scaled * scaled;
    double before = n->sum;
    n->sum += square;
    n->error += (before - n->sum) + square;
}

static double norm_length(Norm *n, const double *parts, size_t count)
{
    n->largest = 0.0;
    for (size_t i = 0; i < count; i++) {
        norm_measure(n, parts[i]);
    }
    if (isinf(n->largest)) {
        return n->largest;
    }
    if (n->has_nan) {
        return NAN;
    }
    if (n->largest == 0.0 || count <= 1) {
        return n->largest;
    }
    n->sum = 1.0;
    for (size_t i = 0; i < count; i++) {
        norm_add(n, parts[i]);
    }
    return n->largest * sqrt(n->sum - 1.0 + n->error);
}

/* A Block of `count` doubles in slot `slot`. */
static Status parts_new(World *w, NativeFrame *f, int slot, size_t count)
{
    Block *block = block_new(w, count * sizeof(double));
    NEED(block);
    f->slot[slot] = VALUE(block);
    return OK;
}

static Status give_length(World *w, NativeFrame *f, int slot, size_t count)
{
    Norm n = {0};
    const double *parts = (const double *)AS(Block, f->slot[slot])->data;
    f->result = float_new(w, norm_length(&n, parts, count));
    return f->result ? OK : RAISE;
}

Status math_hypot(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!f->slot[0]) {
        TRY(parts_new(w, f, 0, f->argc));
    }
    for (; f->state < (int32_t)f->argc; f->state++) {
        Value number;
        TRY(coerce_double(w, f, f->args[f->state], &number));
        double *parts = (double *)AS(Block, f->slot[0])->data;
        parts[f->state] = fabs(float_of(number));
    }
    return give_length(w, f, 0, f->argc);
}

/* p and q are tuples by now, of one length; slot 0 the parts, slot 1 a float
 * of p's item. */
static Status dist_parts(World *w, NativeFrame *f)
{
    size_t count = tuple_length(f->slot[4]);
    while (f->state < (int32_t)(2 * count)) {
        size_t i = (size_t)f->state / 2;
        bool second = f->state % 2;
        Value number;
        TRY(coerce_double(w, f, tuple_at(f->slot[second ? 5 : 4], i), &number));
        if (second) {
            double *parts = (double *)AS(Block, f->slot[0])->data;
            parts[i] = fabs(float_of(f->slot[1]) - float_of(number));
        } else {
            f->slot[1] = number;
        }
        f->state++;
    }
    return give_length(w, f, 0, count);
}

enum { DIST_P = -4, DIST_P_ITEMS, DIST_Q, DIST_Q_ITEMS };

/* args[index] as a tuple in slot 4 + index, collected in slot 3. */
static Status dist_collect(World *w, Thread *t, NativeFrame *f, int index,
                           int begin)
{
    Value point = f->args[index];
    if (has_layout(point, TYPE_TUPLE)) {
        f->slot[4 + index] = point;
        return OK;
    }
    if (f->state == begin) {
        TRY(iterate_begin(w, t, f, 2, point));
        f->slot[3] = list_new(w, 4);
        NEED(f->slot[3]);
        f->state++;
    }
    for (;;) {
        Value item;
        TRY(iterate_next(w, t, f, 2, &item));
        if (!item) {
            break;
        }
        TRY(list_append(w, f->slot[3], item));
    }
    size_t count = list_length(f->slot[3]);
    f->slot[4 + index] =
        tuple_from(w, count ? AS(List, f->slot[3])->items->items : NULL, count);
    return f->slot[4 + index] ? OK : RAISE;
}

Status math_dist(World *w, Thread *t, NativeFrame *f)
{
    if (f->state == 0 && !f->slot[5]) {
        f->state = DIST_P;
    }
    if (f->state == DIST_P || f->state == DIST_P_ITEMS) {
        TRY(dist_collect(w, t, f, 0, DIST_P));
        f->state = DIST_Q;
    }
    if (f->state == DIST_Q || f->state == DIST_Q_ITEMS) {
        TRY(dist_collect(w, t, f, 1, DIST_Q));
        size_t count = tuple_length(f->slot[4]);
        if (count != tuple_length(f->slot[5])) {
            return raise_value(w, "both points must have the same number of "
                                  "dimensions");
        }
        TRY(parts_new(w, f, 0, count));
        f->state = 0;
    }
    return dist_parts(w, f);
}
