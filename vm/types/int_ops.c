/* SPDX-License-Identifier: MIT */
/* The operators of int and bool, as the interpreter asks for them. */
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/limb.h"
#include "vm/types/tuple.h"

static Status ops_divmod(World *w, Value a, Value b, Value *out)
{
    Value quotient;
    Value rest;
    if (int_sign(b) == 0) {
        return raise_error(w, TYPE_ZERO_DIVISION_ERROR,
                           "integer division or modulo by zero");
    }
    TRY(int_divide(w, a, b, &quotient, &rest));
    *out = tuple_of(w, 2, quotient, rest);
    return *out ? OK : RAISE;
}

static Status ops_true_divide(World *w, Value a, Value b, Value *out)
{
    double result;
    TRY(int_true_divide(w, a, b, &result));
    *out = float_new(w, result);
    return *out ? OK : RAISE;
}

/* A negative exponent makes floats of both. */
static Status ops_power(World *w, Value a, Value b, Value *out)
{
    if (int_sign(b) >= 0) {
        return int_power(w, a, b, out);
    }
    double x;
    double y;
    TRY(int_to_double(w, a, &x));
    TRY(int_to_double(w, b, &y));
    Value base = float_new(w, x);
    Value exponent = float_new(w, y);
    NEED(base && exponent);
    return float_binary(w, SLOT_POWER, base, exponent, out);
}

static Status ops_binary(World *w, Slot op, Value a, Value b, Value *out)
{
    if (!is_int(a) || !is_int(b)) {
        return NO_OP;
    }
    switch (op) {
    case SLOT_TRUE_DIVIDE:
        return ops_true_divide(w, a, b, out);
    case SLOT_DIVMOD:
        return ops_divmod(w, a, b, out);
    case SLOT_POWER:
        return ops_power(w, a, b, out);
    default:
        return int_binary(w, op, a, b, out);
    }
}

static Status ops_unary(World *w, Slot op, Value a, Value *out)
{
    switch (op) {
    case SLOT_NEGATIVE:
        return int_negate(w, a, out);
    case SLOT_ABSOLUTE:
        if (int_sign(a) < 0) {
            return int_negate(w, a, out);
        }
        /* fall through */
    case SLOT_POSITIVE:
    case SLOT_INTEGER:
    case SLOT_INDEX:
        *out = int_plain(w, a);
        break;
    case SLOT_INVERT:
        TRY(int_negate(w, a, out));
        return int_binary(w, SLOT_SUBTRACT, *out, INT(1), out);
    case SLOT_FLOATING: {
        double value;
        TRY(int_to_double(w, a, &value));
        *out = float_new(w, value);
        break;
    }
    default:
        return NO_OP;
    }
    return *out ? OK : RAISE;
}

static Status ops_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    (void)w;
    if (!is_int(b)) {
        return NO_OP;
    }
    *out = BOOL(order_holds(op, int_compare(a, b)));
    return OK;
}

static Status ops_hash(World *w, Value a, int64_t *out)
{
    (void)w;
    *out = int_hash(a);
    return OK;
}

static Status ops_repr(World *w, Value a, Writer *out)
{
    if (IS_BOOL(a)) {
        writer_ascii(out, a == TRUE_VALUE ? "True" : "False");
    } else {
        TRY(int_check_digits(w, a));
        int_write(out, a, 10);
    }
    return OK;
}

static Status ops_truth(World *w, Value a, bool *out)
{
    (void)w;
    *out = int_sign(a) != 0;
    return OK;
}

const TypeOps int_ops = {
    .binary = ops_binary,
    .unary = ops_unary,
    .compare = ops_compare,
    .hash = ops_hash,
    .repr = ops_repr,
    .truth = ops_truth,
    .operators = "r: add sub mul truediv floordiv mod divmod pow lshift "
                 "rshift and or xor neg pos invert abs int float index bool",
};
