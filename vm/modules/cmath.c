/* SPDX-License-Identifier: MIT */
/*
 * cmath: functions of a complex number, by libm.
 *
 * C's functions follow the same rules for infinities and NaN (C17, annex G) as
 * CPython's; the inverse functions are computed here, as CPython does it.
 * A pole is a domain error; an infinity out of a finite number an overflow.
 */
#include <complex.h>
#include <float.h>
#include <math.h>

#include "vm/natives.h"
#include "vm/types/coerce.h"
#include "vm/types/float.h"
#include "vm/types/tuple.h"

/* glibc defines it for gcc alone. */
#ifndef CMPLX
#define CMPLX(x, y) ((double complex){(x), (y)})
#endif

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

/* For coerce_arguments, where there are two. */
static Status coerce_complex(World *w, NativeFrame *f, Value v, Value *out)
{
    if (has_layout(v, TYPE_COMPLEX)) {
        *out = v;
        return OK;
    }
    return coerce_real(w, f, v, out);
}
static double complex of_slot(const NativeFrame *f, int i)
{
    Value v = f->slot[i];
    return has_layout(v, TYPE_COMPLEX)
               ? CMPLX(AS(Complex, v)->real, AS(Complex, v)->imag)
               : CMPLX(float_of(v), 0);
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

/* Kahan's formulas (1987), through square roots; they are for numbers whose
 * squares have no overflow, and libm has the rest. */
static bool is_moderate(double complex z)
{
    return is_finite(z) && fabs(creal(z)) < 1e150 && fabs(cimag(z)) < 1e150;
}

static double complex root(double complex z)
{
    double x = fabs(creal(z)), y = fabs(cimag(z));
    if (!is_finite(z) || z == 0 || (x < DBL_MIN && y < DBL_MIN)) {
        return csqrt(z);
    }
    double s = 2 * sqrt(x / 8 + hypot(x / 8, y / 8));
    double d = y / (2 * s);
    return creal(z) >= 0 ? CMPLX(s, copysign(d, cimag(z)))
                         : CMPLX(d, copysign(s, cimag(z)));
}

static double complex arc_cos(double complex z)
{
    if (!is_moderate(z)) {
        return cacos(z);
    }
    double complex a = root(CMPLX(1 - creal(z), -cimag(z)));
    double complex b = root(CMPLX(1 + creal(z), cimag(z)));
    return CMPLX(2 * atan2(creal(a), creal(b)),
                 asinh(creal(b) * cimag(a) - cimag(b) * creal(a)));
}

static double complex arc_cosh(double complex z)
{
    if (!is_moderate(z)) {
        return cacosh(z);
    }
    double complex a = root(CMPLX(creal(z) - 1, cimag(z)));
    double complex b = root(CMPLX(creal(z) + 1, cimag(z)));
    return CMPLX(asinh(creal(a) * creal(b) + cimag(a) * cimag(b)),
                 2 * atan2(cimag(a), creal(b)));
}

static double complex arc_sinh(double complex z)
{
    if (!is_moderate(z)) {
        return casinh(z);
    }
    double complex a = root(CMPLX(1 + cimag(z), -creal(z)));
    double complex b = root(CMPLX(1 - cimag(z), creal(z)));
    return CMPLX(asinh(creal(a) * cimag(b) - creal(b) * cimag(a)),
                 atan2(cimag(z), creal(a) * creal(b) - cimag(a) * cimag(b)));
}

static double complex arc_tanh(double complex z)
{
    double x = creal(z), y = fabs(cimag(z));
    if (!is_moderate(z) || (x == 1 && y < 1e-150)) {
        return catanh(z);
    }
    if (x < 0 || (x == 0 && signbit(x))) {
        return -arc_tanh(-z);
    }
    return CMPLX(log1p(4 * x / ((1 - x) * (1 - x) + y * y)) / 4,
                 -atan2(-2 * cimag(z), (1 - x) * (1 + x) - y * y) / 2);
}

/* f(z) = g(iz) / i for the circular functions. */
static double complex arc_sin(double complex z)
{
    double complex r = arc_sinh(CMPLX(-cimag(z), creal(z)));
    return CMPLX(cimag(r), -creal(r));
}

static double complex arc_tan(double complex z)
{
    double complex r = arc_tanh(CMPLX(-cimag(z), creal(z)));
    return CMPLX(cimag(r), -creal(r));
}

/* tanh(x + iy) from the real functions, where cosh(x) has no overflow. */
static double complex hyperbolic_tangent(double complex z)
{
    double x = creal(z), y = cimag(z);
    if (!is_finite(z) || fabs(x) > 350) {
        return ctanh(z);
    }
    double tx = tanh(x), ty = tan(y), inverse = 1 / cosh(x);
    double product = tx * ty, whole = 1 + product * product;
    return CMPLX(tx * (1 + ty * ty) / whole, ty / whole * inverse * inverse);
}

static double complex tangent(double complex z)
{
    double complex r = hyperbolic_tangent(CMPLX(-cimag(z), creal(z)));
    return CMPLX(cimag(r), -creal(r));
}

static double complex logarithm(double complex z)
{
    double x = fabs(creal(z)), y = fabs(cimag(z));
    double size = hypot(x, y);
    if (!is_moderate(z) || size < 1e-150) {
        return clog(z);
    }
    if (size >= 0.71 && size <= 1.73) {
        double more = fmax(x, y), less = fmin(x, y);
        return CMPLX(log1p((more - 1) * (more + 1) + less * less) / 2, carg(z));
    }
    return CMPLX(log(size), carg(z));
}

/* An angle that is infinite has no sine; `radius` beside it may be a NaN. */
static bool is_lost(double angle, double radius, bool bounded)
{
    return isinf(angle) && (bounded ? isfinite(radius) : !isnan(radius));
}

#define UNARY(NAME, FUNCTION, OUTSIDE)                                         \
    Status cmath_##NAME(World *w, Thread *t, NativeFrame *f)                   \
    {                                                                          \
        (void)t;                                                               \
        double complex z;                                                      \
        TRY(argument(w, f, 0, &z));                                            \
        if (OUTSIDE) {                                                         \
            return domain_error(w);                                            \
        }                                                                      \
        return checked(w, f, z, FUNCTION(z));                                  \
    }

UNARY(acos, arc_cos, false)
UNARY(acosh, arc_cosh, false)
UNARY(asin, arc_sin, false)
UNARY(asinh, arc_sinh, false)
UNARY(atan, arc_tan, creal(z) == 0 && fabs(cimag(z)) == 1)
UNARY(atanh, arc_tanh, cimag(z) == 0 && fabs(creal(z)) == 1)
UNARY(cos, ccos, is_lost(creal(z), cimag(z), false))
UNARY(cosh, ccosh, is_lost(cimag(z), creal(z), false))
UNARY(exp, cexp,
      is_lost(cimag(z), creal(z), true) ||
          (isinf(cimag(z)) && creal(z) == INFINITY))
UNARY(sin, csin, is_lost(creal(z), cimag(z), false))
UNARY(sinh, csinh, is_lost(cimag(z), creal(z), false))
UNARY(sqrt, root, false)
UNARY(tan, tangent, is_lost(creal(z), cimag(z), true))
UNARY(tanh, hyperbolic_tangent, is_lost(cimag(z), creal(z), true))

/* ---- logarithms ---------------------------------------------------------- */

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
    TRY(coerce_arguments(w, f, 2, coerce_complex));
    z = of_slot(f, 0);
    if (z == 0) {
        return domain_error(w);
    }
    if (!f->args[1]) {
        return give(w, f, logarithm(z));
    }
    base = of_slot(f, 1);
    if (base == 0) {
        return domain_error(w);
    }
    base = logarithm(base);
    if (base == 0) {
        return raise_error(w, TYPE_ZERO_DIVISION_ERROR,
                           "complex division by "
                           "zero");
    }
    return give(w, f, quotient(logarithm(z), base));
}

Status cmath_log10(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double complex z;
    TRY(argument(w, f, 0, &z));
    if (z == 0) {
        return domain_error(w);
    }
    z = logarithm(z);
    return give(w, f, CMPLX(creal(z) / M_LN10, cimag(z) / M_LN10));
}

/* ---- polar coordinates --------------------------------------------------- */

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

/* ---- questions ----------------------------------------------------------- */

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
    TRY(coerce_arguments(w, f, 2, coerce_complex));
    a = of_slot(f, 0);
    b = of_slot(f, 1);
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
