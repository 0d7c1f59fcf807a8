/* SPDX-License-Identifier: MIT */
/* Arithmetic of float and complex constants.
 *
 * Python raises where C gives an infinity out of finite operands of a power or
 * a division by zero; then nothing is folded. // and % round towards minus
 * infinity and the remainder has the divisor's sign. */
#include "bytecode/fold_value.h"

#include <math.h>
#include <stdlib.h>

typedef struct Pair {
    double real;
    double imag;
} Pair;

static double float_modulo(double a, double b)
{
    double rest = fmod(a, b);
    if (rest == 0) {
        return copysign(0.0, b);
    }
    return (rest < 0) != (b < 0) ? rest + b : rest;
}

static double float_floor_divide(double a, double b)
{
    double rest = fmod(a, b);
    double quotient = (a - rest) / b;
    if (rest != 0 && (rest < 0) != (b < 0)) {
        quotient -= 1;
    }
    if (quotient == 0) {
        return copysign(0.0, a / b);
    }
    double whole = floor(quotient);
    return quotient - whole > 0.5 ? whole + 1 : whole;
}

static const Constant *float_power(Region *region, double a, double b)
{
    if (a == 0 && b < 0 && isfinite(b)) {
        return NULL;
    }
    if (a < 0 && isfinite(a) && isfinite(b) && floor(b) != b) {
        return fold_complex_power(
            region,
            &(Constant){.kind = CONSTANT_COMPLEX, .complex = {.real = a}},
            &(Constant){.kind = CONSTANT_COMPLEX, .complex = {.real = b}});
    }
    double power = pow(a, b);
    if (isinf(power) && isfinite(a) && isfinite(b)) {
        return NULL;
    }
    return constant_float(region, power);
}

const Constant *fold_floats(Region *region, Operator op, double a, double b)
{
    switch (op) {
    case BINOP_ADD:
        return constant_float(region, a + b);
    case BINOP_SUB:
        return constant_float(region, a - b);
    case BINOP_MULT:
        return constant_float(region, a * b);
    case BINOP_DIV:
        return b != 0 ? constant_float(region, a / b) : NULL;
    case BINOP_MOD:
        return b != 0 ? constant_float(region, float_modulo(a, b)) : NULL;
    case BINOP_FLOOR_DIV:
        return b != 0 ? constant_float(region, float_floor_divide(a, b)) : NULL;
    case BINOP_POW:
        return float_power(region, a, b);
    default:
        return NULL;
    }
}

static Pair complex_multiply(Pair a, Pair b)
{
    return (Pair){a.real * b.real - a.imag * b.imag,
                  a.real * b.imag + a.imag * b.real};
}

/* Scales by the larger part of the divisor, so that nothing overflows. */
static Pair complex_divide(Pair a, Pair b)
{
    if (fabs(b.real) >= fabs(b.imag)) {
        double ratio = b.imag / b.real;
        double scale = b.real + b.imag * ratio;
        return (Pair){(a.real + a.imag * ratio) / scale,
                      (a.imag - a.real * ratio) / scale};
    }
    if (fabs(b.imag) >= fabs(b.real)) {
        double ratio = b.real / b.imag;
        double scale = b.real * ratio + b.imag;
        return (Pair){(a.real * ratio + a.imag) / scale,
                      (a.imag * ratio - a.real) / scale};
    }
    return (Pair){NAN, NAN};
}

static bool complex_is_zero(Pair a)
{
    return a.real == 0 && a.imag == 0;
}

/* False: a division by zero. */
static bool complex_power_whole(Pair base, int exponent, Pair *result)
{
    Pair power = {1, 0};
    for (int left = abs(exponent); left > 0; left >>= 1) {
        if (left & 1) {
            power = complex_multiply(power, base);
        }
        base = complex_multiply(base, base);
    }
    if (exponent <= 0 && complex_is_zero(power)) {
        return false;
    }
    *result = exponent > 0 ? power : complex_divide((Pair){1, 0}, power);
    return true;
}

/* False: the angle is infinite, which has no sine. */
static bool complex_power_polar(Pair a, Pair b, Pair *result)
{
    double size = hypot(a.real, a.imag);
    double angle = atan2(a.imag, a.real);
    double length = pow(size, b.real);
    double phase = angle * b.real;
    if (b.imag != 0) {
        length /= exp(angle * b.imag);
        phase += b.imag * log(size);
    }
    *result = (Pair){length * cos(phase), length * sin(phase)};
    return !isinf(phase);
}

static Pair complex_pair(const Constant *constant)
{
    return (Pair){constant->complex.real, constant->complex.imag};
}

static const Constant *complex_make(Region *region, Pair pair)
{
    return constant_complex(region, pair.real, pair.imag);
}

const Constant *fold_complex_power(Region *region, const Constant *left,
                                   const Constant *right)
{
    Pair a = complex_pair(left);
    Pair b = complex_pair(right);
    Pair power = {0, 0};
    bool good;
    if (b.imag == 0 && b.real == floor(b.real) && fabs(b.real) <= 100) {
        good = complex_power_whole(a, (int)b.real, &power);
    } else if (complex_is_zero(a)) {
        good = b.imag == 0 && !(b.real < 0);
    } else {
        good = complex_power_polar(a, b, &power);
    }
    if (!good || isinf(power.real) || isinf(power.imag)) {
        return NULL;
    }
    return complex_make(region, power);
}

const Constant *fold_complexes(Region *region, Operator op,
                               const Constant *left, const Constant *right)
{
    Pair a = complex_pair(left);
    Pair b = complex_pair(right);
    switch (op) {
    case BINOP_ADD:
        return constant_complex(region, a.real + b.real, a.imag + b.imag);
    case BINOP_SUB:
        return constant_complex(region, a.real - b.real, a.imag - b.imag);
    case BINOP_MULT:
        return complex_make(region, complex_multiply(a, b));
    case BINOP_DIV:
        return complex_is_zero(b) ? NULL
                                  : complex_make(region, complex_divide(a, b));
    case BINOP_POW:
        return fold_complex_power(region, left, right);
    default:
        return NULL;
    }
}
