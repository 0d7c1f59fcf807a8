/* SPDX-License-Identifier: MIT */
/*
 * complex: two doubles. Powers by small whole exponents multiply, others go
 * through polar form, as CPython's do; the last digit depends on it.
 */
#include <math.h>

#include "bytecode/number.h"
#include "vm/types/float.h"
#include "vm/types/int.h"

typedef struct Pair {
    double re;
    double im;
} Pair;

Value complex_new(World *w, double real, double imag)
{
    Complex *c = heap_object(w, TYPE_COMPLEX, sizeof(Complex));
    if (!c) {
        return NO_VALUE;
    }
    c->real = real;
    c->imag = imag;
    return VALUE(c);
}

static bool is_number(Value v)
{
    return has_layout(v, TYPE_COMPLEX) || is_float(v) || is_int(v);
}

static Status pair_of(World *w, Value v, Pair *out)
{
    if (has_layout(v, TYPE_COMPLEX)) {
        *out = (Pair){AS(Complex, v)->real, AS(Complex, v)->imag};
        return OK;
    }
    out->im = 0.0;
    return float_from(w, v, &out->re);
}

/* ---- arithmetic ---------------------------------------------------------- */

static Pair multiply(Pair a, Pair b)
{
    return (Pair){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

/* Smith's method: scaled by the larger part of b; b is not 0. */
static Pair divide(Pair a, Pair b)
{
    if (fabs(b.re) >= fabs(b.im)) {
        double ratio = b.im / b.re;
        double scale = b.re + b.im * ratio;
        return (Pair){(a.re + a.im * ratio) / scale,
                      (a.im - a.re * ratio) / scale};
    }
    if (fabs(b.im) >= fabs(b.re)) {
        double ratio = b.re / b.im;
        double scale = b.re * ratio + b.im;
        return (Pair){(a.re * ratio + a.im) / scale,
                      (a.im * ratio - a.re) / scale};
    }
    return (Pair){NAN, NAN};
}

static Pair power_whole(Pair base, unsigned exponent)
{
    Pair result = {1.0, 0.0};
    for (unsigned bit = 1; bit <= exponent; bit <<= 1) {
        if (exponent & bit) {
            result = multiply(result, base);
        }
        base = multiply(base, base);
    }
    return result;
}

/* *domain false: the angle has no cosine. */
static Pair power_polar(Pair base, Pair exponent, bool *domain)
{
    double size = hypot(base.re, base.im);
    double length = pow(size, exponent.re);
    double angle = atan2(base.im, base.re);
    double phase = angle * exponent.re;
    if (exponent.im != 0.0) {
        length /= exp(angle * exponent.im);
        phase += exponent.im * log(size);
    }
    *domain = !isinf(phase);
    return (Pair){length * cos(phase), length * sin(phase)};
}

static bool is_zero(Pair p)
{
    return p.re == 0.0 && p.im == 0.0;
}

static Status power_error(World *w)
{
    return raise_error(w, TYPE_ZERO_DIVISION_ERROR,
                       "0.0 to a negative or complex power");
}

static Status power(World *w, Pair base, Pair exponent, Pair *out)
{
    enum { MOST = 100 };
    bool whole = exponent.im == 0.0 && exponent.re == floor(exponent.re) &&
                 fabs(exponent.re) <= MOST;
    if (whole) {
        int n = (int)exponent.re;
        *out = power_whole(base, (unsigned)(n < 0 ? -n : n));
        if (n < 0 && is_zero(*out)) {
            return power_error(w);
        }
        if (n < 0) {
            *out = divide((Pair){1.0, 0.0}, *out);
        }
    } else if (is_zero(base)) {
        if (exponent.im != 0.0 || exponent.re < 0.0) {
            return power_error(w);
        }
        *out = (Pair){0.0, 0.0};
    } else {
        bool domain;
        *out = power_polar(base, exponent, &domain);
        if (!domain) {
            return power_error(w);
        }
    }
    if (isinf(out->re) || isinf(out->im)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR, "complex exponentiation");
    }
    return OK;
}

static Status complex_binary(World *w, Slot op, Value left, Value right,
                             Value *out)
{
    Pair a;
    Pair b;
    Pair result;
    if (!is_number(left) || !is_number(right)) {
        return NO_OP;
    }
    switch (op) {
    case SLOT_FLOOR_DIVIDE:
        return raise_type(w, "can't take floor of complex number.");
    case SLOT_MODULO:
        return raise_type(w, "can't mod complex numbers.");
    case SLOT_DIVMOD:
        return raise_type(w, "can't take floor or mod of complex number.");
    case SLOT_ADD:
    case SLOT_SUBTRACT:
    case SLOT_MULTIPLY:
    case SLOT_TRUE_DIVIDE:
    case SLOT_POWER:
        break;
    default:
        return NO_OP;
    }
    TRY(pair_of(w, left, &a));
    TRY(pair_of(w, right, &b));
    switch (op) {
    case SLOT_ADD:
        result = (Pair){a.re + b.re, a.im + b.im};
        break;
    case SLOT_SUBTRACT:
        result = (Pair){a.re - b.re, a.im - b.im};
        break;
    case SLOT_MULTIPLY:
        result = multiply(a, b);
        break;
    case SLOT_TRUE_DIVIDE:
        if (is_zero(b)) {
            return raise_error(w, TYPE_ZERO_DIVISION_ERROR,
                               "complex division by zero");
        }
        result = divide(a, b);
        break;
    default:
        TRY(power(w, a, b, &result));
    }
    *out = complex_new(w, result.re, result.im);
    return *out ? OK : RAISE;
}

static Status complex_absolute(World *w, const Complex *c, Value *out)
{
    double size = hypot(c->real, c->imag);
    if (isinf(size) && isfinite(c->real) && isfinite(c->imag)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR, "absolute value too large");
    }
    *out = float_new(w, size);
    return *out ? OK : RAISE;
}

static Status complex_unary(World *w, Slot op, Value a, Value *out)
{
    const Complex *c = AS(Complex, a);
    switch (op) {
    case SLOT_NEGATIVE:
        *out = complex_new(w, -c->real, -c->imag);
        break;
    case SLOT_POSITIVE:
        *out =
            is_exactly(a, TYPE_COMPLEX) ? a : complex_new(w, c->real, c->imag);
        break;
    case SLOT_ABSOLUTE:
        return complex_absolute(w, c, out);
    case SLOT_INTEGER:
        return raise_type(w, "can't convert complex to int");
    case SLOT_FLOATING:
        return raise_type(w, "can't convert complex to float");
    default:
        return NO_OP;
    }
    return *out ? OK : RAISE;
}

/* ---- comparison, hash, text ---------------------------------------------- */

static Status complex_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    (void)w;
    const Complex *c = AS(Complex, a);
    bool equal;
    if (op != SLOT_EQ && op != SLOT_NE) {
        return NO_OP;
    }
    if (has_layout(b, TYPE_COMPLEX)) {
        const Complex *d = AS(Complex, b);
        equal = c->real == d->real && c->imag == d->imag;
    } else if (is_float(b)) {
        equal = c->imag == 0.0 && c->real == float_of(b);
    } else if (is_int(b)) {
        equal = c->imag == 0.0 && int_compare_double(b, c->real) == 0;
    } else {
        return NO_OP;
    }
    *out = BOOL(equal == (op == SLOT_EQ));
    return OK;
}

static Status complex_hash(World *w, Value a, int64_t *out)
{
    (void)w;
    const Complex *c = AS(Complex, a);
    uint64_t hash = (uint64_t)float_hash(c->real) +
                    UINT64_C(1000003) * (uint64_t)float_hash(c->imag);
    *out = (int64_t)hash == -1 ? -2 : (int64_t)hash;
    return OK;
}

static Status complex_repr(World *w, Value a, Writer *out)
{
    (void)w;
    const Complex *c = AS(Complex, a);
    char text[NUMBER_REPR_SIZE];
    bool bare = c->real == 0.0 && !signbit(c->real);
    if (!bare) {
        writer_char(out, '(');
        writer_ascii_n(out, text, number_repr_bare(c->real, text));
    }
    size_t size = number_repr_bare(c->imag, text);
    if (!bare && text[0] != '-') {
        writer_char(out, '+');
    }
    writer_ascii_n(out, text, size);
    writer_ascii(out, bare ? "j" : "j)");
    return OK;
}

static Status complex_truth(World *w, Value a, bool *out)
{
    (void)w;
    const Complex *c = AS(Complex, a);
    *out = c->real != 0.0 || c->imag != 0.0;
    return OK;
}

const TypeOps complex_ops = {
    .binary = complex_binary,
    .unary = complex_unary,
    .compare = complex_compare,
    .hash = complex_hash,
    .repr = complex_repr,
    .truth = complex_truth,
    .operators = "r: add sub mul truediv floordiv mod divmod pow neg pos abs "
                 "int float bool",
};
