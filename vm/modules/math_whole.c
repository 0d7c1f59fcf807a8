/* SPDX-License-Identifier: MIT */
/* math's functions of whole numbers: factorial comb perm gcd lcm isqrt. */
#include <math.h>

#include "vm/types/coerce.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/limb.h"

/* first * (first + 1) * ... * last, halves multiplied: long factors meet. */
static Status product(World *w, int64_t first, int64_t last, Value *out)
{
    if (first > last) {
        *out = INT(1);
        return OK;
    }
    if (last - first < 4) {
        *out = int_new(w, first);
        NEED(*out);
        for (int64_t i = first + 1; i <= last; i++) {
            TRY(int_binary(w, SLOT_MULTIPLY, *out, INT(i), out));
        }
        return OK;
    }
    int64_t middle = first + (last - first) / 2;
    Value left;
    Value right;
    TRY(product(w, first, middle, &left));
    TRY(product(w, middle + 1, last, &right));
    return int_binary(w, SLOT_MULTIPLY, left, right, out);
}

/* Would the product of that many factors not go into any memory? */
static Status check_size(World *w, int64_t factors)
{
    return factors > INT64_C(1) << 31 ? raise_memory(w) : OK;
}

static Status factorial(World *w, Value n, Value *out)
{
    int64_t last;
    if (int_sign(n) < 0) {
        return raise_value(w, "factorial() not defined for negative values");
    }
    if (!int_to_int64(n, &last)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "factorial() argument should not exceed %ld",
                           INT64_MAX);
    }
    TRY(check_size(w, last));
    return product(w, 2, last, out);
}

Status math_factorial(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value n = f->args[0];
    if (is_float(n)) {
        double value = float_of(n);
        if (!isfinite(value) || value != floor(value)) {
            return raise_value(w, "factorial() only accepts integral values");
        }
        n = int_from_double(w, value);
        NEED(n);
    } else {
        TRY(coerce_index(w, f, n, &n));
    }
    return factorial(w, n, &f->result);
}

static Status check_both(World *w, Value n, Value k)
{
    return int_sign(n) < 0 ? raise_value(w, "n must be a non-negative integer")
           : int_sign(k) < 0
               ? raise_value(w, "k must be a non-negative integer")
               : OK;
}

/* n * (n - 1) * ... of k factors, n of any size. */
static Status falling(World *w, Value n, int64_t k, Value *out)
{
    int64_t top;
    TRY(check_size(w, k));
    if (int_to_int64(n, &top) && int_fits_inline(top)) {
        return product(w, top - k + 1, top, out);
    }
    *out = INT(1);
    for (int64_t i = 0; i < k; i++) {
        TRY(int_binary(w, SLOT_MULTIPLY, *out, n, out));
        TRY(int_binary(w, SLOT_SUBTRACT, n, INT(1), &n));
    }
    return OK;
}

static Status factors_error(World *w, const char *what)
{
    return raise_error(w, TYPE_OVERFLOW_ERROR, "%s must not exceed %ld", what,
                       INT64_MAX);
}

Status math_perm(World *w, Thread *t, NativeFrame *f)
{
    int64_t count;
    if (!f->args[1] || f->args[1] == NONE) {
        return math_factorial(w, t, f);
    }
    TRY(coerce_arguments(w, f, 2, coerce_index));
    Value n = f->slot[0];
    Value k = f->slot[1];
    TRY(check_both(w, n, k));
    if (int_compare(k, n) > 0) {
        f->result = INT(0);
        return OK;
    }
    return int_to_int64(k, &count) ? falling(w, n, count, &f->result)
                                   : factors_error(w, "k");
}

Status math_comb(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t count;
    Value rest;
    Value above;
    Value below;
    TRY(coerce_arguments(w, f, 2, coerce_index));
    Value n = f->slot[0];
    Value k = f->slot[1];
    TRY(check_both(w, n, k));
    if (int_compare(k, n) > 0) {
        f->result = INT(0);
        return OK;
    }
    TRY(int_binary(w, SLOT_SUBTRACT, n, k, &rest));
    if (int_compare(rest, k) < 0) {
        k = rest;
    }
    if (!int_to_int64(k, &count)) {
        return factors_error(w, "min(n - k, k)");
    }
    TRY(falling(w, n, count, &above));
    TRY(product(w, 2, count, &below));
    return int_divide(w, above, below, &f->result, NULL);
}

static Status gcd_of(World *w, Value x, Value y, Value *out)
{
    IntView a;
    IntView b;
    int_view(x, &a);
    int_view(y, &b);
    if (a.count == 0 || b.count == 0) {
        const IntView *v = a.count ? &a : &b;
        *out = int_from_limbs(w, v->limbs, v->count, false);
        return *out ? OK : RAISE;
    }
    BigInt *big = int_blank(w, a.count < b.count ? a.count : b.count);
    NEED(big);
    if (!limb_gcd(big->limbs, a.limbs, a.count, b.limbs, b.count)) {
        return raise_memory(w);
    }
    *out = int_finish(w, big, false);
    return OK;
}

/* |x * y| / gcd(x, y) */
static Status lcm_of(World *w, Value x, Value y, Value *out)
{
    if (x == INT(0) || y == INT(0)) {
        *out = INT(0);
        return OK;
    }
    Value common;
    TRY(gcd_of(w, x, y, &common));
    TRY(int_binary(w, SLOT_FLOOR_DIVIDE, x, common, out));
    TRY(int_binary(w, SLOT_MULTIPLY, *out, y, out));
    return gcd_of(w, *out, INT(0), out);
}

/* Folds the arguments; slot[1] is the value so far. */
static Status fold_whole(World *w, NativeFrame *f, Value first,
                         Status (*step)(World *, Value, Value, Value *))
{
    if (!f->slot[1]) {
        f->slot[1] = first;
    }
    for (; f->state < (int)f->argc; f->state++) {
        Value n;
        TRY(coerce_index(w, f, f->args[f->state], &n));
        TRY(step(w, f->slot[1], n, &f->slot[1]));
    }
    f->result = f->slot[1];
    return OK;
}

Status math_gcd(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return fold_whole(w, f, INT(0), gcd_of);
}

Status math_lcm(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return fold_whole(w, f, INT(1), lcm_of);
}

Status math_isqrt(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value n;
    IntView view;
    TRY(coerce_index(w, f, f->args[0], &n));
    int_view(n, &view);
    if (view.negative) {
        return raise_value(w, "isqrt() argument must be nonnegative");
    }
    if (view.count == 0) {
        f->result = INT(0);
        return OK;
    }
    BigInt *big = int_blank(w, (view.count + 1) / 2);
    NEED(big);
    if (!limb_sqrt(big->limbs, view.limbs, view.count)) {
        return raise_memory(w);
    }
    f->result = int_finish(w, big, false);
    return OK;
}
