/* SPDX-License-Identifier: MIT */
/* float(...) and the methods of float; hexadecimal text is in float_hex.c. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "vm/format.h"
#include "vm/types/coerce.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/numeral.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

static Status make_finish(World *w, NativeFrame *f, double value)
{
    Klass *klass = AS(Klass, f->self);
    Float *made = heap_new(w, klass, sizeof(Float));
    NEED(made);
    made->value = value;
    f->result = VALUE(made);
    return OK;
}

Status float_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value v = f->args[0];
    double value;
    if (!v) {
        return make_finish(w, f, 0.0);
    }
    bool user = coerce_overrides(w, v, SLOT_FLOATING);
    if (!user && numeral_is_text(v)) {
        TRY(float_parse(w, v, &value));
        return make_finish(w, f, value);
    }
    if (!user && has_layout(v, TYPE_COMPLEX)) {
        return raise_type(w, "can't convert complex to float");
    }
    if (!user && !is_float(v) && !is_int(v) && !has_layout(v, TYPE_DECIMAL) &&
        !coerce_overrides(w, v, SLOT_INDEX)) {
        return raise_type(
            w, "float() argument must be a string or a number, not '%T'", v);
    }
    Value made;
    TRY(coerce_real(w, f, v, &made));
    if (is_exactly(made, TYPE_FLOAT) &&
        f->self == VALUE(&w->klass[TYPE_FLOAT])) {
        f->result = made;
        return OK;
    }
    return make_finish(w, f, float_of(made));
}

Status float_method_plain(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = is_exactly(f->self, TYPE_FLOAT)
                    ? f->self
                    : float_new(w, float_of(f->self));
    return f->result ? OK : RAISE;
}

Status float_get_imag(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = float_new(w, 0.0);
    return f->result ? OK : RAISE;
}

Status float_is_integer(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    double value = float_of(f->self);
    f->result = BOOL(isfinite(value) && value == floor(value));
    return OK;
}

Status float_as_integer_ratio(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double value = float_of(f->self);
    if (isinf(value)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "cannot convert Infinity to integer ratio");
    }
    if (isnan(value)) {
        return raise_value(w, "cannot convert NaN to integer ratio");
    }
    int exponent;
    double fraction = frexp(value, &exponent);
    int64_t m = (int64_t)ldexp(fraction, DBL_MANT_DIG);
    exponent -= DBL_MANT_DIG;
    while (m && m % 2 == 0) {
        m /= 2;
        exponent++;
    }
    exponent = m ? exponent : 0;
    Value numerator = INT(m);
    Value denominator = INT(1);
    if (exponent > 0) {
        numerator = int_shift_left(w, numerator, (uint64_t)exponent);
    } else {
        denominator = int_shift_left(w, denominator, (uint64_t)-exponent);
    }
    NEED(numerator && denominator);
    f->result = tuple_of(w, 2, numerator, denominator);
    return f->result ? OK : RAISE;
}

Status float_method_trunc(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = int_from_double(w, float_of(f->self));
    return f->result ? OK : RAISE;
}

Status float_method_round(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double value = float_of(f->self);
    Value digits = f->args[0];
    int64_t count;
    if (!digits || digits == NONE) {
        f->result = int_from_double(w, float_round_whole(value));
        return f->result ? OK : RAISE;
    }
    TRY(value_index_clamped(w, digits, &count));
    TRY(float_round(w, value, count, &value));
    f->result = float_new(w, value);
    return f->result ? OK : RAISE;
}

Status float_method_format(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!is_str(f->args[0])) {
        return raise_type(w, "__format__() argument must be str, not %T",
                          f->args[0]);
    }
    return format_value(w, f->self, f->args[0], &f->result);
}

Status float_getnewargs(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value plain = float_new(w, float_of(f->self));
    NEED(plain);
    f->result = tuple_of(w, 1, plain);
    return f->result ? OK : RAISE;
}

Status float_getformat(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value kind = f->args[0];
    if (!is_str(kind)) {
        return raise_type(w, "__getformat__() argument must be str, not %T",
                          kind);
    }
    if (!str_is(kind, "double") && !str_is(kind, "float")) {
        return raise_value(w, "__getformat__() argument 1 must be 'double' "
                              "or 'float'");
    }
    f->result = str_from_ascii(w, "IEEE, little-endian");
    return f->result ? OK : RAISE;
}
