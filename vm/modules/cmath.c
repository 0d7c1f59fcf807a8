/* SPDX-License-Identifier: MIT */
/*
 * cmath: functions of a complex number, by libm.
 *
 * CPython computes these by formulas of its own; C's functions follow the same
 * rules for infinities and NaN (C17, annex G), and agree but for a last digit.
 * A pole is a domain error; an infinity out of a finite number an overflow.
 */
#include <complex.h>
#include <math.h>

#include "vm/natives.h"
#include "vm/types/coerce.h"
#include "vm/types/float.h"
#include "vm/types/tuple.h"

/* An argument as a complex number; may answer CALL for a Python __float__. */
static Status argument(World *w, NativeFrame *f, int arg, double complex *out)
{
    Value v = f->args[arg], real;
    if (has_layout(v, TYPE_COMPLEX)) {
        *out = CMPLX(AS(Complex, v)->real, AS(Complex, v)->imag);
        return OK;
    }
    TRY(coerce_real(w, f, v, &real));
    *out = CMPLX(float_of(real), 0);
    return OK;
}

static Status give(World *w, NativeFrame *f, double complex z)
{
    f->result = complex_new(w, creal(z), cimag(z));
    NEED(f->result);
    return OK;
}

static Status give_real(World *w, NativeFrame *f, double x)
{
    f->result = float_new(w, x);
    NEED(f->result);
    return OK;
}

static bool is_finite(double complex z)
{
    return isfinite(creal(z)) && isfinite(cimag(z));
}

static Status domain_error(World *w)
{
    return raise_value(w, "math domain error");
}

static Status checked(World *w, NativeFrame *f, double complex z,
                      double complex result)
{
    if (is_finite(z) && !is_finite(result)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR, "math range error");
    }
    return give(w, f, result);
}

/* ---- one complex number in, one out -------------------------------------- */

#define UNARY(NAME, FUNCTION)                                                  \
    Status cmath_##NAME(World *w, Thread *t, NativeFrame *f)                   \
    {                                                                          \
        (void)t;                                                               \
        double complex z;                                                      \
        TRY(argument(w, f, 0, &z));                                            \
        return checked(w, f, z, FUNCTION(z));                                  \
    }

UNARY(acos, cacos)
UNARY(acosh, cacosh)
UNARY(asin, casin)
UNARY(asinh, casinh)
UNARY(cos, ccos)
UNARY(cosh, ccosh)
UNARY(exp, cexp)
UNARY(sin, csin)
UNARY(sinh, csinh)
UNARY(sqrt, csqrt)
UNARY(tan, ctan)
UNARY(tanh, ctanh)

Status cmath_atan(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double complex z;
    TRY(argument(w, f, 0, &z));
    if (creal(z) == 0 && fabs(cimag(z)) == 1) {
        return domain_error(w);
    }
    return checked(w, f, z, catan(z));
}

Status cmath_atanh(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double complex z;
    TRY(argument(w, f, 0, &z));
    if (cimag(z) == 0 && fabs(creal(z)) == 1) {
        return domain_error(w);
    }
    return checked(w, f, z, catanh(z));
}

/* ---- logarithms -------------------------------------------------------------
 */

/* Python's quotient of complex numbers: the larger part scales. */
static double complex quotient(double complex a, double complex b)
{
    double ar = creal(a), ai = cimag(a), br = creal(b), bi = cimag(b);
    if (fabs(br) >= fabs(bi)) {
        double ratio = bi / br, whole = br + bi * ratio;
        return CMPLX((ar + ai * ratio) / whole, (ai - ar * ratio) / whole);
    }
    double ratio = br / bi, whole = br * ratio + bi;
    return CMPLX((ar * ratio + ai) / whole, (ai * ratio - ar) / whole);
}

Status cmath_log(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double complex z, base;
    TRY(argument(w, f, 0, &z));
    if (z == 0) {
        return domain_error(w);
    }
    if (!f->args[1]) {
        return give(w, f, clog(z));
    }
    TRY(argument(w, f, 1, &base));
    if (base == 0) {
        return domain_error(w);
    }
    base = clog(base);
    if (base == 0) {
        return raise_error(w, TYPE_ZERO_DIVISION_ERROR,
                           "complex division by "
                           "zero");
    }
    return give(w, f, quotient(clog(z), base));
}

Status cmath_log10(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double complex z;
    TRY(argument(w, f, 0, &z));
    if (z == 0) {
        return domain_error(w);
    }
    z = clog(z);
    return give(w, f, CMPLX(creal(z) / M_LN10, cimag(z) / M_LN10));
}

/* ---- polar coordinates ------------------------------------------------------
 */

Status cmath_phase(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double complex z;
    TRY(argument(w, f, 0, &z));
    return give_real(w, f, carg(z));
}

Status cmath_polar(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double complex z;
    TRY(argument(w, f, 0, &z));
    double size = cabs(z);
    if (isinf(size) && is_finite(z)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR, "math range error");
    }
    Value r = float_new(w, size), phi = float_new(w, carg(z));
    NEED(r);
    NEED(phi);
    f->result = tuple_of(w, 2, r, phi);
    NEED(f->result);
    return OK;
}

Status cmath_rect(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double arg[2];
    TRY(coerce_doubles(w, f, 2, arg));
    double r = arg[0], phi = arg[1];
    if (isinf(phi) && r != 0 && !isnan(r)) {
        return domain_error(w);
    }
    if (phi == 0) {
        return give(w, f, CMPLX(r, r * phi));
    }
    return give(w, f, CMPLX(r * cos(phi), r * sin(phi)));
}

/* ---- questions
 * ---------------------------------------------------------------- */

#define QUESTION(NAME, ANSWER)                                                 \
    Status cmath_##NAME(World *w, Thread *t, NativeFrame *f)                   \
    {                                                                          \
        (void)t;                                                               \
        double complex z;                                                      \
        TRY(argument(w, f, 0, &z));                                            \
        f->result = BOOL(ANSWER);                                              \
        return OK;                                                             \
    }

QUESTION(isfinite, is_finite(z))
QUESTION(isinf, isinf(creal(z)) || isinf(cimag(z)))
QUESTION(isnan, isnan(creal(z)) || isnan(cimag(z)))

static Status tolerance(World *w, NativeFrame *f, int arg, double missing,
                        double *out)
{
    *out = missing;
    if (f->args[arg]) {
        TRY(value_double(w, f->args[arg], out));
    }
    return *out < 0 ? raise_value(w, "tolerances must be non-negative") : OK;
}

Status cmath_isclose(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double complex a, b;
    double relative, absolute;
    TRY(argument(w, f, 0, &a));
    TRY(argument(w, f, 1, &b));
    TRY(tolerance(w, f, 2, 1e-9, &relative));
    TRY(tolerance(w, f, 3, 0, &absolute));
    if (a == b) {
        f->result = TRUE_VALUE;
        return OK;
    }
    bool infinite = isinf(creal(a)) || isinf(cimag(a)) || isinf(creal(b)) ||
                    isinf(cimag(b));
    double apart = cabs(a - b);
    f->result =
        BOOL(!infinite && (apart <= relative * cabs(b) ||
                           apart <= relative * cabs(a) || apart <= absolute));
    return OK;
}

Status cmath_module(World *w, Value dict)
{
    const struct {
        const char *name;
        double real, imag;
    } constants[] = {
        {"pi", M_PI, 0},      {"e", M_E, 0},   {"tau", 2 * M_PI, 0},
        {"inf", INFINITY, 0}, {"nan", NAN, 0}, {"infj", 0, INFINITY},
        {"nanj", 0, NAN},
    };
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        Value v = constants[i].imag != 0 ? complex_new(w, 0, constants[i].imag)
                                         : float_new(w, constants[i].real);
        NEED(v);
        TRY(native_module_add(w, dict, constants[i].name, v));
    }
    return OK;
}
