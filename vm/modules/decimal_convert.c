/* SPDX-License-Identifier: MIT */
/*
 * Decimal: to and from int, float, text and tuples; all of it exact.
 *
 * hash(): numbers that are equal hash alike whatever their type, by the value
 * modulo 2**61 - 1.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "vm/modules/decimal.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/numeral.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

/* ---- from values --------------------------------------------------------- */

static Number from_int(Work *k, Value v)
{
    IntView view;
    int_view(v, &view);
    Natural digits = {view.limbs, limb_trim(view.limbs, view.count)};
    if (view.limbs == &view.small) {
        digits = nat_of(&k->pad, view.small);
    }
    return number_new(k, view.negative, digits, 0);
}

bool decimal_operand(Work *k, Value v, Number *out)
{
    if (is_decimal(v)) {
        decimal_number(v, out);
        return true;
    }
    if (is_int(v)) {
        *out = from_int(k, v);
        return true;
    }
    return false;
}

Status decimal_convert(World *w, Work *k, Value v, Number *out)
{
    return decimal_operand(k, v, out)
               ? OK
               : raise_type(w, "conversion from %T to Decimal is not supported",
                            v);
}

Number decimal_from_double(Work *k, double value)
{
    int power;
    if (isnan(value)) {
        return (Number){.kind = KIND_QUIET, .length = 1};
    }
    if (isinf(value)) {
        return number_infinity(value < 0);
    }
    double fraction = frexp(fabs(value), &power);
    uint64_t m = (uint64_t)ldexp(fraction, DBL_MANT_DIG);
    power -= DBL_MANT_DIG;
    while (m && m % 2 == 0) {
        m /= 2;
        power++;
    }
    Natural digits = nat_of(&k->pad, m);
    if (!m || power >= 0) {
        digits = nat_shift_left(&k->pad, digits, m ? (uint64_t)power : 0);
        return number_new(k, signbit(value), digits, 0);
    }
    uint64_t places = (uint64_t)-power; /* m / 2**p = m * 5**p / 10**p */
    Natural fives = nat_shift_right(&k->pad, nat_ten(&k->pad, places), places);
    digits = nat_multiply(&k->pad, digits, fives);
    return number_new(k, signbit(value), digits, power);
}

Status decimal_from_text(World *w, Work *k, Value text, bool loose, Number *out)
{
    Numeral n;
    TRY(numeral_begin(w, text, &n));
    size_t size = 0;
    for (size_t i = 0; i < n.size; i++) {
        if (!loose || n.text[i] != '_') {
            n.text[size++] = n.text[i];
        }
    }
    bool blanks = n.size != as_str(text)->length;
    *out = blanks && !loose ? number_invalid(k, CONDITION_SYNTAX)
                            : number_read(k, n.text, size);
    numeral_end(&n);
    return OK;
}

/* ---- from (sign, digits, exponent) --------------------------------------- */

/* Item `i` of a tuple or list. */
static Value item_of(Value v, size_t i)
{
    return has_layout(v, TYPE_TUPLE) ? tuple_at(v, i)
                                     : AS(List, v)->items->items[i];
}

static size_t length_of(Value v)
{
    return has_layout(v, TYPE_TUPLE) ? tuple_length(v)
                                     : (size_t)AS(List, v)->length;
}

static bool is_sequence(Value v)
{
    return has_layout(v, TYPE_TUPLE) || has_layout(v, TYPE_LIST);
}

static Status tuple_digits(World *w, Work *k, Value v, Natural *out)
{
    if (!is_sequence(v)) {
        return raise_value(w, "coefficient must be a tuple of digits");
    }
    size_t size = length_of(v);
    char *text = (char *)pad_limbs(&k->pad, size / 8 + 1);
    for (size_t i = 0; text && i < size; i++) {
        int64_t digit;
        Value item = item_of(v, i);
        if (!is_int(item) || !int_to_int64(item, &digit) || digit < 0 ||
            digit > 9) {
            return raise_value(w, "coefficient must be a tuple of digits");
        }
        text[i] = (char)('0' + digit);
    }
    if (text) {
        *out = nat_from_text(&k->pad, text, size);
    }
    return OK;
}

static Status tuple_exponent(World *w, Value v, Number *out)
{
    if (is_int(v)) {
        int64_t exponent;
        if (!int_to_int64(v, &exponent)) {
            return raise_error(w, TYPE_OVERFLOW_ERROR,
                               "Python int too large to convert to C ssize_t");
        }
        out->exponent = exponent_capped(exponent);
        return OK;
    }
    if (!is_str(v)) {
        return raise_value(w, "exponent must be an integer");
    }
    out->kind = str_is(v, "F")   ? KIND_INFINITE
                : str_is(v, "n") ? KIND_QUIET
                                 : KIND_SIGNALING;
    return out->kind != KIND_SIGNALING || str_is(v, "N")
               ? OK
               : raise_value(w, "string argument in the third position must "
                                "be 'F', 'n' or 'N'");
}

Status decimal_from_tuple(World *w, Work *k, Value v, Number *out)
{
    int64_t sign;
    Natural digits = {NULL, 0};
    Number given = {.kind = KIND_FINITE};
    if (length_of(v) != 3) {
        return raise_value(w, "argument must be a sequence of length 3");
    }
    if (!is_int(item_of(v, 0)) || !int_to_int64(item_of(v, 0), &sign) ||
        sign < 0 || sign > 1) {
        return raise_value(w, "sign must be an integer with the value 0 or 1");
    }
    TRY(tuple_exponent(w, item_of(v, 2), &given));
    if (given.kind == KIND_INFINITE) {
        *out = number_infinity(sign);
        return OK;
    }
    TRY(tuple_digits(w, k, item_of(v, 1), &digits));
    *out = number_new(k, sign, digits, given.exponent);
    out->kind = given.kind;
    return OK;
}

/* ---- to values ----------------------------------------------------------- */

Status decimal_to_int(World *w, Work *k, const Number *a, Value *out)
{
    if (is_nan(a)) {
        return raise_value(w, "cannot convert NaN to integer");
    }
    if (a->kind == KIND_INFINITE) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "cannot convert Infinity to integer");
    }
    Number whole = number_rescale(k, *a, 0, false);
    if (k->pad.failed) {
        return OK; /* work_close raises */
    }
    *out = int_from_limbs(w, whole.digits.limbs, whole.digits.count,
                          whole.negative);
    return *out ? OK : RAISE;
}

Status decimal_to_double(World *w, Value v, double *out)
{
    Work k;
    Number a;
    size_t size = 0;
    decimal_number(v, &a);
    if (a.kind == KIND_SIGNALING) {
        return raise_value(w, "cannot convert signaling NaN to float");
    }
    if (a.kind != KIND_FINITE) {
        double special = a.kind == KIND_QUIET ? NAN : INFINITY;
        *out = a.negative ? -special : special;
        return OK;
    }
    work_begin_exact(w, &k);
    char *text = number_to_text(&k, &a, false, &size);
    *out = 0.0;
    if (text) {
        (void)float_scan(text, size, out);
    }
    return work_close(w, &k);
}

/* ---- hash ---------------------------------------------------------------- */

#define HASH_MODULUS ((UINT64_C(1) << 61) - 1)

static uint64_t multiply_modulo(uint64_t a, uint64_t b)
{
    return (uint64_t)((unsigned __int128)a * b % HASH_MODULUS);
}

static uint64_t power_modulo(uint64_t base, uint64_t exponent)
{
    uint64_t result = 1;
    for (; exponent; exponent >>= 1) {
        if (exponent & 1) {
            result = multiply_modulo(result, base);
        }
        base = multiply_modulo(base, base);
    }
    return result;
}

Status decimal_hash(World *w, Value v, int64_t *out)
{
    enum { HASH_INFINITY = 314159 };
    const Decimal *d = AS(Decimal, v);
    if (d->kind == KIND_SIGNALING) {
        return raise_type(w, "Cannot hash a signaling NaN value");
    }
    if (d->kind != KIND_FINITE) {
        *out = d->kind == KIND_QUIET ? 0
               : d->negative         ? -HASH_INFINITY
                                     : HASH_INFINITY;
        return OK;
    }
    uint64_t tenth = power_modulo(10, HASH_MODULUS - 2);
    uint64_t scale = d->exponent >= 0
                         ? power_modulo(10, (uint64_t)d->exponent)
                         : power_modulo(tenth, (uint64_t)-d->exponent);
    uint64_t digits = limb_modulo_small(d->limbs, d->count, HASH_MODULUS);
    int64_t hash = (int64_t)multiply_modulo(digits, scale);
    hash = d->negative ? -hash : hash;
    *out = hash == -1 ? -2 : hash;
    return OK;
}
