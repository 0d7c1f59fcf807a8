/* SPDX-License-Identifier: MIT */
/*
 * float: arithmetic, comparison, hash, and reading text.
 *
 * Mixed with an int, the int is converted (OverflowError when too large);
 * comparison with an int is exact. Digits come from bytecode/number.h, never
 * from libc.
 */
#include "vm/types/float.h"

#include <ctype.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bytecode/number.h"
#include "vm/types/exception.h"
#include "vm/types/int.h"
#include "vm/types/numeral.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

Value float_new(World *w, double value)
{
    Float *f = heap_object(w, TYPE_FLOAT, sizeof(Float));
    if (!f) {
        return NO_VALUE;
    }
    f->value = value;
    return VALUE(f);
}

Status float_from(World *w, Value v, double *out)
{
    if (is_float(v)) {
        *out = float_of(v);
        return OK;
    }
    return is_int(v) ? int_to_double(w, v, out) : NO_OP;
}

Status float_range_error(World *w)
{
    Value text = str_from_ascii(w, "Numerical result out of range");
    NEED(text);
    Value args = tuple_of(w, 2, INT(34), text);
    NEED(args);
    return raise_with_args(w, TYPE_OVERFLOW_ERROR, args);
}

/* ---- arithmetic ---------------------------------------------------------- */

void float_divide(double a, double b, double *quotient, double *remainder)
{
    double rest = fmod(a, b);
    double whole = (a - rest) / b;
    if (rest == 0.0) {
        rest = copysign(0.0, b);
    } else if ((rest < 0) != (b < 0)) {
        rest += b;
        whole -= 1.0;
    }
    double rounded = copysign(0.0, a / b);
    if (whole != 0.0) {
        /* `whole` may be off by the rounding of a - rest. */
        rounded = floor(whole);
        rounded += whole - rounded > 0.5;
    }
    *quotient = rounded;
    *remainder = rest;
}

static bool is_odd(double value)
{
    return fmod(fabs(value), 2.0) == 1.0;
}

/* Where libm's pow and Python's wishes may differ: infinities and zero. */
static bool power_special(double a, double b, double *out)
{
    if (b == 0.0 || a == 1.0 || (a == -1.0 && isinf(b))) {
        *out = 1.0;
    } else if (isnan(a) || isnan(b)) {
        *out = isnan(a) ? a : b;
    } else if (isinf(b)) {
        *out = (b > 0) == (fabs(a) > 1.0) ? INFINITY : 0.0;
    } else if (isinf(a)) {
        double size = b > 0 ? INFINITY : 0.0;
        *out = is_odd(b) ? copysign(size, a) : size;
    } else if (a == 0.0 && b > 0) {
        *out = is_odd(b) ? a : 0.0;
    } else {
        return false;
    }
    return true;
}

Status float_power(World *w, double a, double b, double *out)
{
    if (power_special(a, b, out)) {
        return OK;
    }
    if (a == 0.0) {
        return raise_error(w, TYPE_ZERO_DIVISION_ERROR,
                           "0.0 cannot be raised to a negative power");
    }
    double result = pow(fabs(a), b);
    if (isinf(result)) {
        return float_range_error(w);
    }
    *out = a < 0 && is_odd(b) ? -result : result;
    return OK;
}

static Status power(World *w, double a, double b, Value *out)
{
    double result;
    if (a < 0 && isfinite(a) && isfinite(b) && b != floor(b)) {
        Value base = complex_new(w, a, 0.0);
        Value exponent = complex_new(w, b, 0.0);
        NEED(base && exponent);
        return complex_ops.binary(w, SLOT_POWER, base, exponent, out);
    }
    TRY(float_power(w, a, b, &result));
    *out = float_new(w, result);
    return *out ? OK : RAISE;
}

static Status divide(World *w, Slot op, double a, double b, Value *out)
{
    if (b == 0.0) {
        return raise_error(w, TYPE_ZERO_DIVISION_ERROR,
                           op == SLOT_TRUE_DIVIDE ? "float division by zero"
                           : op == SLOT_MODULO    ? "float modulo"
                                                  : "float divmod()");
    }
    double quotient;
    double rest;
    float_divide(a, b, &quotient, &rest);
    if (op != SLOT_DIVMOD) {
        *out = float_new(w, op == SLOT_TRUE_DIVIDE ? a / b
                            : op == SLOT_MODULO    ? rest
                                                   : quotient);
        return *out ? OK : RAISE;
    }
    Value first = float_new(w, quotient);
    Value second = float_new(w, rest);
    NEED(first && second);
    *out = tuple_of(w, 2, first, second);
    return *out ? OK : RAISE;
}

Status float_binary(World *w, Slot op, Value a, Value b, Value *out)
{
    double x;
    double y;
    if (op > SLOT_DIVMOD || op == SLOT_MATRIX_MULTIPLY ||
        (op >= SLOT_LSHIFT && op < SLOT_DIVMOD)) {
        return NO_OP;
    }
    TRY(float_from(w, a, &x));
    TRY(float_from(w, b, &y));
    switch (op) {
    case SLOT_ADD:
        *out = float_new(w, x + y);
        break;
    case SLOT_SUBTRACT:
        *out = float_new(w, x - y);
        break;
    case SLOT_MULTIPLY:
        *out = float_new(w, x * y);
        break;
    case SLOT_TRUE_DIVIDE:
    case SLOT_FLOOR_DIVIDE:
    case SLOT_MODULO:
    case SLOT_DIVMOD:
        return divide(w, op, x, y, out);
    case SLOT_POWER:
        return power(w, x, y, out);
    default:
        return NO_OP;
    }
    return *out ? OK : RAISE;
}

static Status float_unary(World *w, Slot op, Value a, Value *out)
{
    double x = float_of(a);
    switch (op) {
    case SLOT_NEGATIVE:
        *out = float_new(w, -x);
        break;
    case SLOT_ABSOLUTE:
        *out = float_new(w, fabs(x));
        break;
    case SLOT_POSITIVE:
    case SLOT_FLOATING:
        *out = is_exactly(a, TYPE_FLOAT) ? a : float_new(w, x);
        break;
    case SLOT_INTEGER:
        *out = int_from_double(w, x);
        break;
    default:
        return NO_OP;
    }
    return *out ? OK : RAISE;
}

static Status float_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    (void)w;
    double x = float_of(a);
    int order;
    if (is_float(b)) {
        double y = float_of(b);
        order = isnan(x) || isnan(y) ? 2 : (x > y) - (x < y);
    } else if (is_int(b)) {
        order = int_compare_double(b, x);
        order = order == 2 ? 2 : -order;
    } else {
        return NO_OP;
    }
    *out = BOOL(order_holds(op, order));
    return OK;
}

/* ---- hash: equal numbers of any type hash alike -------------------------- */

enum { HASH_BITS = 61 };
#define HASH_MODULUS ((UINT64_C(1) << HASH_BITS) - 1)

int64_t float_hash(double value)
{
    if (isnan(value)) {
        return 0;
    }
    if (isinf(value)) {
        return value > 0 ? 314159 : -314159;
    }
    int exponent;
    double fraction = frexp(fabs(value), &exponent);
    uint64_t m = (uint64_t)ldexp(fraction, DBL_MANT_DIG);
    /* Multiplying by 2**k modulo 2**61 - 1 rotates 61 bits by k. */
    int turn = (exponent - DBL_MANT_DIG) % HASH_BITS;
    turn += turn < 0 ? HASH_BITS : 0;
    uint64_t rotated = turn ? m << turn | m >> (HASH_BITS - turn) : m;
    int64_t hash = (int64_t)((rotated & HASH_MODULUS) % HASH_MODULUS);
    hash = value < 0 ? -hash : hash;
    return hash == -1 ? -2 : hash;
}

static Status hash_of(World *w, Value a, int64_t *out)
{
    (void)w;
    *out = float_hash(float_of(a));
    return OK;
}

/* ---- text ---------------------------------------------------------------- */

static Status float_repr(World *w, Value a, Writer *out)
{
    (void)w;
    char text[NUMBER_REPR_SIZE];
    size_t size = number_repr(float_of(a), text);
    writer_ascii_n(out, text, size);
    return OK;
}

static bool starts_with(const char *text, size_t size, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i < n; i++) {
        if (i >= size || (text[i] | 32) != word[i]) {
            return false;
        }
    }
    return true;
}

static bool is_digit(const char *text, size_t size, size_t i)
{
    return i < size && text[i] >= '0' && text[i] <= '9';
}

/* Length of an optional sign, digits, a point, an exponent. */
static size_t scan_decimal(const char *text, size_t size, size_t sign)
{
    size_t i = sign;
    size_t digits = 0;
    for (; is_digit(text, size, i); i++) {
        digits++;
    }
    if (i < size && text[i] == '.') {
        for (i++; is_digit(text, size, i); i++) {
            digits++;
        }
    }
    if (digits && i < size && (text[i] | 32) == 'e') {
        size_t e = i + 1;
        e += e < size && (text[e] == '+' || text[e] == '-');
        if (is_digit(text, size, e)) {
            for (i = e; is_digit(text, size, i); i++) {
            }
        }
    }
    return digits ? i : 0;
}

size_t float_scan(const char *text, size_t size, double *out)
{
    size_t sign = size && (text[0] == '-' || text[0] == '+');
    const char *word = text + sign;
    size_t left = size - sign;
    size_t used =
        starts_with(word, left, "infinity")                                ? 8
        : starts_with(word, left, "inf") || starts_with(word, left, "nan") ? 3
                                                                           : 0;
    if (used) {
        double value = (word[0] | 32) == 'i' ? (double)INFINITY : (double)NAN;
        *out = text[0] == '-' ? -value : value;
        return sign + used;
    }
    used = scan_decimal(text, size, sign);
    return used && number_parse(text, used, out) ? used : 0;
}

Status float_parse(World *w, Value text, double *out)
{
    Numeral n;
    TRY(numeral_begin(w, text, &n));
    bool good = numeral_strip_underscores(&n) && n.size &&
                float_scan(n.text, n.size, out) == n.size;
    numeral_end(&n);
    return good ? OK
                : numeral_invalid(w, "could not convert string to float", text,
                                  0);
}

/* ---- rounding ------------------------------------------------------------ */

double float_round_whole(double value)
{
    double rounded = round(value);
    if (fabs(value - rounded) == 0.5) {
        rounded = 2.0 * round(value / 2.0);
    }
    return rounded;
}

/* To a multiple of 10 ** digits, digits > 0. */
static Status round_left(World *w, double value, int64_t digits, double *out)
{
    double whole = trunc(fabs(value));
    Value exact = int_from_double(w, whole);
    NEED(exact);
    Value rounded;
    if (whole != fabs(value)) {
        /* A fraction only matters on top of an exact half. */
        Value unit;
        Value half;
        Value rest;
        TRY(int_power(w, INT(10), INT(digits), &unit));
        TRY(int_divide(w, unit, INT(2), &half, NULL));
        TRY(int_divide(w, exact, unit, NULL, &rest));
        if (int_compare(rest, half) == 0) {
            TRY(int_binary(w, SLOT_ADD, exact, INT(1), &exact));
        }
    }
    TRY(int_round(w, exact, (uint64_t)digits, &rounded));
    Status s = int_to_double(w, rounded, out);
    if (s == RAISE && raised_is(w, TYPE_OVERFLOW_ERROR)) {
        raised_clear(w);
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "rounded value too large to represent");
    }
    *out = copysign(*out, value);
    return s;
}

Status float_round(World *w, double value, int64_t digits, double *out)
{
    enum { MOST = 323, LEAST = -308 };
    if (!isfinite(value) || value == 0.0 || digits > MOST) {
        *out = value;
        return OK;
    }
    if (digits < LEAST) {
        *out = copysign(0.0, value);
        return OK;
    }
    if (digits < 0) {
        return round_left(w, value, -digits, out);
    }
    char text[NUMBER_DIGITS_SIZE(MOST) + 16];
    int point;
    size_t n = number_digits(value, NUMBER_FIXED, (int)digits, text + 2,
                             NUMBER_DIGITS_SIZE(digits), &point);
    if (n == 0) {
        *out = copysign(0.0, value);
        return OK;
    }
    /* .DIGITSe<point> */
    text[1] = '.';
    size_t size = n + 2;
    text[size++] = 'e';
    int e = point < 0 ? -point : point;
    text[size++] = point < 0 ? '-' : '+';
    for (int unit = 1000; unit; unit /= 10) {
        text[size++] = (char)('0' + e / unit % 10);
    }
    if (!number_parse(text + 1, size - 1, out) || isinf(*out)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "rounded value too large to represent");
    }
    *out = copysign(*out, value);
    return OK;
}

static Status float_truth(World *w, Value a, bool *out)
{
    (void)w;
    *out = float_of(a) != 0.0;
    return OK;
}

const TypeOps float_ops = {
    .binary = float_binary,
    .unary = float_unary,
    .compare = float_compare,
    .hash = hash_of,
    .repr = float_repr,
    .truth = float_truth,
    .operators = "r: add sub mul truediv floordiv mod divmod pow neg pos abs "
                 "int float bool",
};
