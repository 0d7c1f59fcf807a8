/* SPDX-License-Identifier: MIT */
/* Numbers out of arguments, with the errors CPython gives. */
#include "vm/types/coerce.h"

#include "vm/slot_call.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/search.h"
#include "vm/types/str.h"

Status coerce_made(World *w, NativeFrame *f, Value made, const char *method)
{
    if (!is_int(made)) {
        return raise_type(w, "%s returned non-int (type %T)", method, made);
    }
    if (IS_INT(made) || is_exactly(made, TYPE_INT)) {
        return OK;
    }
    Value warn = prelude_function(w, "plain_int");
    NEED(warn);
    Value name = str_intern_ascii(w, method);
    NEED(name);
    return native_call(f, warn, 2, made, name);
}

/* The callee's answer must be an int; `method` for the message. */
static Status int_result(World *w, NativeFrame *f, const char *method,
                         Value *out)
{
    TRY(native_result(f, out));
    return coerce_made(w, f, *out, method);
}

static Status not_integer(World *w, Value v)
{
    return raise_type(w, "'%T' object cannot be interpreted as an integer", v);
}

Status coerce_index(World *w, NativeFrame *f, Value v, Value *out)
{
    if (f->resumed) {
        return int_result(w, f, "__index__", out);
    }
    if (is_int(v)) {
        *out = int_plain(w, v);
        return *out ? OK : RAISE;
    }
    if (!coerce_overrides(w, v, SLOT_INDEX)) {
        return not_integer(w, v);
    }
    Status s = slot_call(w, f, SLOT_INDEX, v, NO_VALUE);
    return s == NO_OP ? not_integer(w, v) : s;
}

static Status real_result(World *w, NativeFrame *f, Value v, Value *out)
{
    Value made;
    TRY(native_result(f, &made));
    *out = made;
    if (is_exactly(made, TYPE_FLOAT)) {
        return OK;
    }
    if (is_float(made)) {
        return call_prelude(w, f, "plain_float", 2, made, v);
    }
    if (coerce_overrides(w, v, SLOT_FLOATING)) {
        return raise_type(w, "%T.__float__ returned non-float (type %T)", v,
                          made);
    }
    if (!is_int(made)) {
        return raise_type(w, "__index__ returned non-int (type %T)", made);
    }
    double value;
    TRY(int_to_double(w, made, &value));
    *out = float_new(w, value);
    return *out ? OK : RAISE;
}

Status coerce_real(World *w, NativeFrame *f, Value v, Value *out)
{
    if (f->resumed) {
        return real_result(w, f, v, out);
    }
    Status s = NO_OP;
    if (coerce_overrides(w, v, SLOT_FLOATING)) {
        s = slot_call(w, f, SLOT_FLOATING, v, NO_VALUE);
    } else if (is_float(v)) {
        *out = v;
        return OK;
    } else if (is_int(v)) {
        double value;
        TRY(int_to_double(w, v, &value));
        *out = float_new(w, value);
        return *out ? OK : RAISE;
    } else if (has_layout(v, TYPE_DECIMAL)) {
        return value_unary(w, SLOT_FLOATING, v, out);
    } else if (coerce_overrides(w, v, SLOT_INDEX)) {
        s = slot_call(w, f, SLOT_INDEX, v, NO_VALUE);
    }
    if (s == NO_OP && has_layout(v, TYPE_COMPLEX)) {
        return raise_type(w, "can't convert complex to float");
    }
    return s == NO_OP ? raise_type(w, "must be real number, not %T", v) : s;
}

Status coerce_double(World *w, NativeFrame *f, Value v, Value *out)
{
    if (!f->resumed && is_float(v)) {
        *out = v;
        return OK;
    }
    return coerce_real(w, f, v, out);
}

Status coerce_arguments(World *w, NativeFrame *f, int count, Coerce *how)
{
    for (; f->state < count; f->state++) {
        if (f->args[f->state]) {
            TRY(how(w, f, f->args[f->state], &f->slot[f->state]));
        }
    }
    return OK;
}

Status coerce_doubles(World *w, NativeFrame *f, int count, double *out)
{
    TRY(coerce_arguments(w, f, count, coerce_double));
    for (int i = 0; i < count; i++) {
        out[i] = f->slot[i] ? float_of(f->slot[i]) : 0.0;
    }
    return OK;
}
