/* SPDX-License-Identifier: MIT */
/*
 * math: functions of one or two floats, by libm, with Python's errors.
 *
 * A NaN out of numbers is a domain error; an infinity out of finite numbers is
 * an overflow where the function grows without bound, else a domain error.
 * Whole numbers are in math_whole.c, sums in math_sum.c.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "vm/slot_call.h"
#include "vm/types/coerce.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/limb.h"
#include "vm/types/tuple.h"

static Status domain_error(World *w)
{
    return raise_value(w, "math domain error");
}

static Status range_error(World *w)
{
    return raise_error(w, TYPE_OVERFLOW_ERROR, "math range error");
}

static Status give(World *w, NativeFrame *f, double value)
{
    f->result = float_new(w, value);
    return f->result ? OK : RAISE;
}

/* ---- one float in, one out ----------------------------------------------- */

static Status unary(World *w, NativeFrame *f, double (*function)(double),
                    bool grows)
{
    double x;
    TRY(coerce_doubles(w, f, 1, &x));
    double y = function(x);
    if (isnan(y) && !isnan(x)) {
        return domain_error(w);
    }
    if (isinf(y) && isfinite(x)) {
        return grows ? range_error(w) : domain_error(w);
    }
    return give(w, f, y);
}

#define UNARY(NAME, FUNCTION, GROWS)                                           \
    Status math_##NAME(World *w, Thread *t, NativeFrame *f)                    \
    {                                                                          \
        (void)t;                                                               \
        return unary(w, f, FUNCTION, GROWS);                                   \
    }

UNARY(acos, acos, false)
UNARY(acosh, acosh, false)
UNARY(cbrt, cbrt, false)
UNARY(exp2, exp2, true)
UNARY(asin, asin, false)
UNARY(asinh, asinh, false)
UNARY(atan, atan, false)
UNARY(atanh, atanh, false)
UNARY(cos, cos, false)
UNARY(cosh, cosh, true)
UNARY(erf, erf, false)
UNARY(erfc, erfc, false)
UNARY(exp, exp, true)
UNARY(expm1, expm1, true)
UNARY(fabs, fabs, false)
UNARY(log1p, log1p, false)
UNARY(sin, sin, false)
UNARY(sinh, sinh, true)
UNARY(sqrt, sqrt, false)
UNARY(tan, tan, false)
UNARY(tanh, tanh, false)

Status math_degrees(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double x;
    TRY(coerce_doubles(w, f, 1, &x));
    return give(w, f, x * (180.0 / M_PI));
}

Status math_radians(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double x;
    TRY(coerce_doubles(w, f, 1, &x));
    return give(w, f, x * (M_PI / 180.0));
}

static bool is_pole(double x)
{
    return x <= 0 && x == floor(x);
}

Status math_gamma(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double x;
    TRY(coerce_doubles(w, f, 1, &x));
    if (is_pole(x)) {
        return domain_error(w);
    }
    double y = tgamma(x);
    return isinf(y) && isfinite(x) ? range_error(w) : give(w, f, y);
}

Status math_lgamma(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double x;
    int sign;
    TRY(coerce_doubles(w, f, 1, &x));
    if (isfinite(x) && is_pole(x)) {
        return domain_error(w);
    }
    double y = isinf(x) ? INFINITY : lgamma_r(x, &sign);
    return isinf(y) && isfinite(x) ? range_error(w) : give(w, f, y);
}

/* ---- logarithms, of ints of any size too --------------------------------- */

/* Slot 0 holds an int or a float afterwards. */
static Status log_argument(World *w, NativeFrame *f, int index)
{
    if (f->state != index) {
        return OK;
    }
    Value v = f->args[index];
    if (is_int(v) && !coerce_overrides(w, v, SLOT_FLOATING)) {
        f->slot[index] = v;
    } else {
        TRY(coerce_double(w, f, v, &f->slot[index]));
    }
    f->state++;
    return OK;
}

static Status log_of(World *w, Value v, double (*function)(double), double *out)
{
    double x;
    int64_t scale = 0;
    if (is_int(v)) {
        IntView view;
        int_view(v, &view);
        if (view.count == 0 || view.negative) {
            return domain_error(w);
        }
        uint64_t bits = limb_bits(view.limbs, view.count);
        /* 1024 bits that begin with 54 ones round to 2**1024. */
        bool rounds_over = bits == DBL_MAX_EXP &&
                           view.limbs[view.count - 1] >> 10 == UINT64_MAX >> 10;
        if (bits > DBL_MAX_EXP || rounds_over) {
            scale = (int64_t)bits - DBL_MAX_EXP / 2;
            v = int_shift_right(w, v, (uint64_t)scale);
            NEED(v);
        }
        TRY(int_to_double(w, v, &x));
    } else {
        x = float_of(v);
    }
    if (x <= 0) {
        return domain_error(w);
    }
    *out = function(x);
    if (scale) {
        /* Nearest to what frexp would give: a mantissa in [0.5, 1). */
        int exponent;
        double fraction = frexp(x, &exponent);
        *out = function(fraction) + function(2.0) * (double)(scale + exponent);
    }
    return OK;
}

static Status log_by(World *w, NativeFrame *f, double (*function)(double))
{
    double y;
    TRY(log_argument(w, f, 0));
    TRY(log_of(w, f->slot[0], function, &y));
    return give(w, f, y);
}

Status math_log2(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return log_by(w, f, log2);
}

Status math_log10(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return log_by(w, f, log10);
}

Status math_log(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double x;
    double base;
    if (f->argc < 1 || f->argc > 2) {
        return raise_type(w, "math.log requires 1 to 2 arguments");
    }
    if (f->argc == 1) {
        return log_by(w, f, log);
    }
    TRY(log_argument(w, f, 0));
    TRY(log_of(w, f->slot[0], log, &x));
    TRY(log_argument(w, f, 1));
    TRY(log_of(w, f->slot[1], log, &base));
    if (base == 0.0) {
        return raise_error(w, TYPE_ZERO_DIVISION_ERROR,
                           "float division by zero");
    }
    return give(w, f, x / base);
}

/* ---- two floats ---------------------------------------------------------- */

Status math_atan2(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double x[2];
    TRY(coerce_doubles(w, f, 2, x));
    return give(w, f, atan2(x[0], x[1]));
}

Status math_nextafter(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double x[2];
    TRY(coerce_doubles(w, f, 2, x));
    return give(w, f, nextafter(x[0], x[1]));
}

Status math_ulp(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double x;
    TRY(coerce_doubles(w, f, 1, &x));
    x = fabs(x);
    if (isnan(x) || isinf(x)) {
        return give(w, f, x);
    }
    double next = nextafter(x, INFINITY);
    return give(w, f, isinf(next) ? x - nextafter(x, 0.0) : next - x);
}

Status math_copysign(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double x[2];
    TRY(coerce_doubles(w, f, 2, x));
    return give(w, f, copysign(x[0], x[1]));
}

static Status divide(World *w, NativeFrame *f,
                     double (*function)(double, double))
{
    double x[2];
    TRY(coerce_doubles(w, f, 2, x));
    double y = function(x[0], x[1]);
    return isnan(y) && !isnan(x[0]) && !isnan(x[1]) ? domain_error(w)
                                                    : give(w, f, y);
}

Status math_fmod(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return divide(w, f, fmod);
}

Status math_remainder(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return divide(w, f, remainder);
}

Status math_pow(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double x[2];
    TRY(coerce_doubles(w, f, 2, x));
    double y = pow(x[0], x[1]);
    if (x[0] == 0.0 && x[1] < 0.0) {
        return domain_error(w);
    }
    if (isfinite(x[0]) && isfinite(x[1]) && !isfinite(y)) {
        return isnan(y) ? domain_error(w) : range_error(w);
    }
    return give(w, f, y);
}

Status math_ldexp(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    enum { MOST = 1 << 20 };
    double x;
    int64_t exponent;
    TRY(coerce_doubles(w, f, 1, &x));
    if (!is_int(f->args[1])) {
        return raise_type(w, "Expected an int as second argument to ldexp.");
    }
    if (!int_to_int64(f->args[1], &exponent)) {
        exponent = int_sign(f->args[1]) < 0 ? -MOST : MOST;
    }
    exponent = exponent > MOST ? MOST : exponent < -MOST ? -MOST : exponent;
    double y = ldexp(x, (int)exponent);
    return isinf(y) && isfinite(x) ? range_error(w) : give(w, f, y);
}

Status math_isclose(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double x[4];
    TRY(coerce_doubles(w, f, 4, x));
    double relative = f->args[2] ? x[2] : 1e-9;
    double absolute = f->args[3] ? x[3] : 0.0;
    if (relative < 0.0 || absolute < 0.0) {
        return raise_value(w, "tolerances must be non-negative");
    }
    double distance = fabs(x[1] - x[0]);
    bool close = x[0] == x[1] ||
                 (!isinf(x[0]) && !isinf(x[1]) &&
                  (distance <= fabs(relative * x[1]) ||
                   distance <= fabs(relative * x[0]) || distance <= absolute));
    f->result = BOOL(close);
    return OK;
}

/* ---- questions and parts ------------------------------------------------- */

Status math_isfinite(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double x;
    TRY(coerce_doubles(w, f, 1, &x));
    f->result = BOOL(isfinite(x));
    return OK;
}

Status math_isinf(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double x;
    TRY(coerce_doubles(w, f, 1, &x));
    f->result = BOOL(isinf(x));
    return OK;
}

Status math_isnan(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double x;
    TRY(coerce_doubles(w, f, 1, &x));
    f->result = BOOL(isnan(x));
    return OK;
}

static Status give_pair(World *w, NativeFrame *f, double first, Value second)
{
    Value number = float_new(w, first);
    NEED(number && second);
    f->result = tuple_of(w, 2, number, second);
    return f->result ? OK : RAISE;
}

Status math_frexp(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double x;
    int exponent = 0;
    TRY(coerce_doubles(w, f, 1, &x));
    double fraction = isfinite(x) ? frexp(x, &exponent) : x;
    return give_pair(w, f, fraction, INT(exponent));
}

Status math_modf(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double x;
    double whole;
    TRY(coerce_doubles(w, f, 1, &x));
    double fraction = modf(x, &whole);
    return give_pair(w, f, fraction, float_new(w, whole));
}

/* ---- to whole numbers ---------------------------------------------------- */

/* `name` of the class of x where it has one, else a float made whole. */
static Status to_whole(World *w, NativeFrame *f, NameId name,
                       double (*function)(double))
{
    Value v = f->args[0];
    double x;
    Value method = NO_VALUE;
    if (f->state == 0 && !is_float(v)) {
        method = klass_lookup(w, klass_of(w, v), w->name[name]);
    }
    if (method) {
        f->state = 2;
        return method_call(w, f, v, w->name[name], method, 0, NO_VALUE,
                           NO_VALUE);
    }
    if (f->state == 2) {
        return native_result(f, &f->result);
    }
    TRY(coerce_doubles(w, f, 1, &x));
    f->result = int_from_double(w, function(x));
    return f->result ? OK : RAISE;
}

Status math_ceil(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return to_whole(w, f, NAME_CEIL, ceil);
}

Status math_floor(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return to_whole(w, f, NAME_FLOOR, floor);
}

Status math_trunc(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value v = f->args[0];
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Value method = klass_lookup(w, klass_of(w, v), w->name[NAME_TRUNC]);
    return method ? method_call(w, f, v, w->name[NAME_TRUNC], method, 0,
                                NO_VALUE, NO_VALUE)
                  : raise_type(w, "type %T doesn't define __trunc__ method", v);
}

Status math_module(World *w, Value dict)
{
    static const struct {
        const char *name;
        double value;
    } constants[] = {
        {"pi", 3.141592653589793},
        {"e", 2.718281828459045},
        {"tau", 6.283185307179586},
        {"inf", INFINITY},
        {"nan", NAN},
    };
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        Value v = float_new(w, constants[i].value);
        NEED(v);
        TRY(native_module_add(w, dict, constants[i].name, v));
    }
    return OK;
}
