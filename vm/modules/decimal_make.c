/* SPDX-License-Identifier: MIT */
/*
 * Decimals made of other values, and the methods that take one apart.
 *
 * Decimal(x) is exact whatever the context; Context.create_decimal(x) rounds.
 */
#include "vm/modules/decimal.h"

#include "vm/natives.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

/* ---- making -------------------------------------------------------------- */

/* Any value that Decimal() takes. A float counts as a signal. */
static Status read_value(World *w, Work *k, Value v, bool loose, Number *out)
{
    if (!v) {
        *out = number_small(k, 0);
        return OK;
    }
    if (is_str(v)) {
        return decimal_from_text(w, k, v, loose, out);
    }
    if (has_layout(v, TYPE_TUPLE) || has_layout(v, TYPE_LIST)) {
        return decimal_from_tuple(w, k, v, out);
    }
    if (is_float(v)) {
        k->status |= CONDITION_FLOAT;
        *out = decimal_from_double(k, float_of(v));
        return OK;
    }
    return decimal_convert(w, k, v, out);
}

/* An exact number that no Decimal can hold is an invalid operation. */
static Number finish_exact(Work *k, Number a)
{
    uint32_t before = k->status;
    a = number_finish(k, a);
    uint32_t lost = k->status & ~before &
                    (CONDITION_INEXACT | CONDITION_ROUNDED | CONDITION_CLAMPED);
    k->status = before;
    return lost ? number_invalid(k, CONDITION_INVALID) : a;
}

static Status make_exact(World *w, NativeFrame *f, Context *c, Klass *klass,
                         Value v)
{
    Work k;
    Number a;
    work_begin_exact(w, &k);
    Status s = read_value(w, &k, v, true, &a);
    if (s == OK && !k.pad.failed) {
        a = finish_exact(&k, a);
        s = k.status ? context_signal(w, c, k.status) : OK;
    }
    bool good = s == OK && !k.pad.failed;
    f->result = good ? decimal_new(w, klass, &a) : NO_VALUE;
    TRY(work_close(w, &k));
    return f->result ? OK : RAISE;
}

Status decimal_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Context *c;
    Klass *klass = AS(Klass, f->self);
    TRY(context_argument(w, f->args[1], &c));
    if (f->args[0] && is_exactly(f->args[0], TYPE_DECIMAL) &&
        klass == &w->klass[TYPE_DECIMAL]) {
        f->result = f->args[0];
        return OK;
    }
    return make_exact(w, f, c, klass, f->args[0]);
}

/* Decimal.from_float(f): without the signal; a subclass is called with it. */
Status decimal_from_float(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Work k;
    Number a;
    Value v = f->args[0];
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    if (!is_float(v) && !is_int(v)) {
        return raise_type(w, "argument must be int or float");
    }
    work_begin_exact(w, &k);
    if (!decimal_operand(&k, v, &a)) {
        a = decimal_from_double(&k, float_of(v));
    }
    Value made =
        k.pad.failed ? NO_VALUE : decimal_new(w, &w->klass[TYPE_DECIMAL], &a);
    TRY(work_close(w, &k));
    NEED(made);
    f->result = made;
    return f->self == VALUE(&w->klass[TYPE_DECIMAL])
               ? OK
               : native_call(f, f->self, 1, made);
}

/* Rounded to the context; a NaN whose payload is too long is none. */
Status context_create_decimal(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Work k;
    Number a;
    Context *c = AS(Context, f->self);
    work_begin(w, c, &k);
    Status s = read_value(w, &k, f->args[0], false, &a);
    if (s != OK) {
        pad_end(&k.pad);
        return s;
    }
    int64_t room = c->rules.precision - c->rules.clamp;
    if (is_nan(&a) && !nat_is_zero(a.digits) && (int64_t)a.length > room) {
        a = number_invalid(&k, CONDITION_SYNTAX);
    }
    a = number_finish(&k, a);
    return work_end(w, c, &k, &a, &f->result);
}

Status context_create_from_float(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Work k;
    Number a;
    Context *c = AS(Context, f->self);
    Value v = f->args[0];
    if (!is_float(v) && !is_int(v)) {
        return raise_type(w, "argument must be int or float");
    }
    work_begin(w, c, &k);
    if (!decimal_operand(&k, v, &a)) {
        a = decimal_from_double(&k, float_of(v));
    }
    a = number_finish(&k, a);
    return work_end(w, c, &k, &a, &f->result);
}

/* ---- the same number again ----------------------------------------------- */

Status decimal_itself(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    f->result = f->self;
    return OK;
}

Status context_canonical(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!is_decimal(f->args[0])) {
        return raise_type(w, "argument must be a Decimal");
    }
    f->result = f->args[0];
    return OK;
}

/* There is one way to write each number down. */
Status decimal_is_canonical(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    f->result = TRUE_VALUE;
    return OK;
}

Status context_is_canonical(World *w, Thread *t, NativeFrame *f)
{
    TRY(context_canonical(w, t, f));
    f->result = TRUE_VALUE;
    return OK;
}

Status context_copy_decimal(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (is_decimal(f->args[0])) {
        f->result = f->args[0];
        return OK;
    }
    Work k;
    Number a;
    work_begin_exact(w, &k);
    Status s = decimal_convert(w, &k, f->args[0], &a);
    if (s != OK) {
        pad_end(&k.pad);
        return s;
    }
    return work_end(w, AS(Context, f->self), &k, &a, &f->result);
}

static Status small_decimal(World *w, NativeFrame *f, int64_t value)
{
    Work k;
    work_begin_exact(w, &k);
    Number a = number_small(&k, value);
    f->result = decimal_new(w, &w->klass[TYPE_DECIMAL], &a);
    TRY(work_close(w, &k));
    return f->result ? OK : RAISE;
}

Status decimal_get_imag(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return small_decimal(w, f, 0);
}

Status decimal_radix(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return small_decimal(w, f, 10);
}

/* ---- taking apart -------------------------------------------------------- */

Status decimal_adjusted(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Number a;
    decimal_number(f->self, &a);
    f->result = a.kind == KIND_FINITE ? int_new(w, adjusted(&a)) : INT(0);
    return f->result ? OK : RAISE;
}

static Value int_of(World *w, Natural digits, bool negative)
{
    return int_from_limbs(w, digits.limbs, digits.count, negative);
}

/* digits * 10**exponent as a fraction in lowest terms. */
static Status ratio_of(World *w, Work *k, const Number *a, NativeFrame *f)
{
    Natural top = a->digits;
    Natural bottom = nat_ten(&k->pad, 0);
    if (a->exponent > 0) {
        top = nat_scale(&k->pad, top, (uint64_t)a->exponent);
    } else if (a->exponent < 0 && !nat_is_zero(top)) {
        bottom = nat_ten(&k->pad, (uint64_t)-a->exponent);
        size_t count = top.count < bottom.count ? top.count : bottom.count;
        Limb *r = pad_limbs(&k->pad, count);
        if (!r ||
            !limb_gcd(r, top.limbs, top.count, bottom.limbs, bottom.count)) {
            k->pad.failed = true;
            return OK;
        }
        Natural shared = {r, limb_trim(r, count)};
        top = nat_divide(&k->pad, top, shared, NULL);
        bottom = nat_divide(&k->pad, bottom, shared, NULL);
    }
    if (k->pad.failed) {
        return OK;
    }
    Value numerator = int_of(w, top, a->negative);
    Value denominator = int_of(w, bottom, false);
    NEED(numerator && denominator);
    f->result = tuple_of(w, 2, numerator, denominator);
    return f->result ? OK : RAISE;
}

Status decimal_as_integer_ratio(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Work k;
    Number a;
    decimal_number(f->self, &a);
    if (is_nan(&a)) {
        return raise_value(w, "cannot convert NaN to integer ratio");
    }
    if (a.kind == KIND_INFINITE) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "cannot convert Infinity to integer ratio");
    }
    work_begin_exact(w, &k);
    Status s = ratio_of(w, &k, &a, f);
    TRY(work_close(w, &k));
    return s;
}

static Value digits_tuple(World *w, Work *k, const Number *a)
{
    size_t size = 0;
    bool none = is_nan(a) && nat_is_zero(a->digits);
    char *text = nat_to_text(&k->pad, a->digits, &size);
    Tuple *digits = text ? tuple_new(w, none ? 0 : size) : NULL;
    for (size_t i = 0; digits && !none && i < size; i++) {
        digits->items[i] = INT(text[i] - '0');
    }
    return digits ? VALUE(digits) : NO_VALUE;
}

Status decimal_as_tuple(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    static const char *const letters[] = {"", "F", "n", "N"};
    Work k;
    Number a;
    Value klass;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    decimal_number(f->self, &a);
    Value exponent = a.kind == KIND_FINITE ? int_new(w, a.exponent)
                                           : str_from_ascii(w, letters[a.kind]);
    NEED(exponent);
    TRY(context_part(w, PART_TUPLE, &klass));
    work_begin_exact(w, &k);
    Value digits = digits_tuple(w, &k, &a);
    TRY(work_close(w, &k));
    NEED(digits);
    return native_call(f, klass, 3, INT(a.negative), digits, exponent);
}

Status decimal_method_complex(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double value;
    TRY(decimal_to_double(w, f->self, &value));
    f->result = complex_new(w, value, 0.0);
    return f->result ? OK : RAISE;
}

/* (type(self), (str(self),)) */
Status decimal_method_reduce(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Writer out;
    writer_start(&out);
    Status s = decimal_ops.str(w, f->self, &out);
    if (s != OK) {
        writer_discard(&out);
        return s;
    }
    Value text = writer_finish(w, &out);
    NEED(text);
    Value args = tuple_of(w, 1, text);
    NEED(args);
    f->result = tuple_of(w, 2, VALUE(klass_of(w, f->self)), args);
    return f->result ? OK : RAISE;
}

/* CPython's: four words of 19 digits in the object, more outside. */
Status decimal_method_sizeof(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    enum { OBJECT_SIZE = 104, WORD_DIGITS = 19, WORDS_INSIDE = 4 };
    uint64_t words = (AS(Decimal, f->self)->length - 1) / WORD_DIGITS + 1;
    uint64_t outside = words > WORDS_INSIDE ? words * 8 : 0;
    f->result = int_from_uint64(w, OBJECT_SIZE + outside);
    return f->result ? OK : RAISE;
}
