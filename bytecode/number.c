/* SPDX-License-Identifier: MIT */
/* Number: see number.h.
 *
 * double-conversion rounds an exact tie up; CPython (David Gay's dtoa) rounds
 * it to the even digit. number_digits puts that right: a tie is rare and can
 * be told exactly, without looking at any digit. */
#include "bytecode/number.h"

#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

int number_shim_digits(double value, int mode, int count, char *digits,
                       int capacity, int *point);
double number_shim_parse(const char *text, int size);

enum {
    NUMBER_MAX_DIGITS = 1100, /* no float has more, before or after its point */
    NUMBER_EXACT_TEN = 22,    /* 10^22 is the last power that is a float */
    REPR_FIRST_POINT = -3,    /* 0.0001; below it repr() writes exponents */
    REPR_LAST_POINT = 16,     /* 9999999999999998.0 */
};

/* Is `value` half way between two neighbours with `places` digits behind the
 * point (before it, when negative)? m / 2^k, m odd, k > 0, has exactly k
 * digits behind the point and the last is a 5. A whole number that ends in 5
 * and -places - 1 zeros is a multiple of 5^-places, so -places is at most 22.
 */
static bool is_tie(double value, int places)
{
    if (places >= 0) {
        double scaled = ldexp(value, places);
        return scaled != floor(scaled) && scaled * 2 == floor(scaled * 2);
    }
    if (places < -NUMBER_EXACT_TEN) {
        return false;
    }
    double unit = 1;
    for (int i = places; i < 0; i++) {
        unit *= 10;
    }
    return fmod(value, unit) == unit / 2;
}

/* Rounded up from a tie: an odd last digit has to go down by one. */
static void round_to_even(char *digits, size_t *size, size_t last)
{
    if (last < *size && (digits[last] - '0') % 2 == 1) {
        digits[last]--;
        while (*size > 0 && digits[*size - 1] == '0') {
            (*size)--;
        }
    }
}

size_t number_digits(double value, NumberMode mode, int count, char *digits,
                     size_t capacity, int *point)
{
    value = fabs(value);
    *point = 0;
    if (value == 0) {
        return 0;
    }
    count = count > NUMBER_MAX_DIGITS ? NUMBER_MAX_DIGITS : count;
    int room = capacity > INT_MAX ? INT_MAX : (int)capacity;
    size_t size =
        (size_t)number_shim_digits(value, mode, count, digits, room, point);
    if (mode == NUMBER_SHORTEST) {
        return size;
    }
    int places = mode == NUMBER_FIXED ? count : count - *point;
    if (*point + places > 0 && is_tie(value, places)) {
        round_to_even(digits, &size, (size_t)(*point + places) - 1);
    }
    return size;
}

/* The digits with their point (and an exponent) as repr() lays them out. */
static size_t lay_out(const char *digits, int size, int point, char *out)
{
    char *next = out;
    bool exponent = point < REPR_FIRST_POINT || point > REPR_LAST_POINT;
    int before = exponent ? 1 : point; /* digits in front of the point */
    if (before <= 0) {
        *next++ = '0';
    }
    for (int i = 0; i < before; i++) {
        *next++ = i < size ? digits[i] : '0';
    }
    if (before < size) {
        *next++ = '.';
        for (int i = before; i < size; i++) {
            *next++ = i < 0 ? '0' : digits[i];
        }
    }
    if (exponent) {
        int power = point - 1;
        *next++ = 'e';
        *next++ = power < 0 ? '-' : '+';
        power = power < 0 ? -power : power;
        if (power >= 100) {
            *next++ = (char)('0' + power / 100);
        }
        *next++ = (char)('0' + power / 10 % 10);
        *next++ = (char)('0' + power % 10);
    }
    *next = 0;
    return (size_t)(next - out);
}

size_t number_repr_bare(double value, char out[NUMBER_REPR_SIZE])
{
    char *next = out;
    if (isnan(value)) {
        memcpy(out, "nan", 4);
        return 3;
    }
    if (signbit(value)) {
        *next++ = '-';
    }
    if (isinf(value)) {
        memcpy(next, "inf", 4);
        return (size_t)(next - out) + 3;
    }
    char digits[NUMBER_REPR_SIZE];
    int point;
    size_t size =
        number_digits(value, NUMBER_SHORTEST, 0, digits, sizeof digits, &point);
    return (size_t)(next - out) + lay_out(digits, (int)size, point, next);
}

size_t number_repr(double value, char out[NUMBER_REPR_SIZE])
{
    size_t size = number_repr_bare(value, out);
    if (isfinite(value) && strcspn(out, ".e") == size) {
        memcpy(out + size, ".0", 3);
        size += 2;
    }
    return size;
}

static size_t skip_digits(const char *text, size_t size, size_t at)
{
    while (at < size && text[at] >= '0' && text[at] <= '9') {
        at++;
    }
    return at;
}

static bool is_sign(char byte)
{
    return byte == '+' || byte == '-';
}

/* [sign] digits [. digits] [e [sign] digits], with a digit in front of the
 * exponent. */
static bool is_decimal(const char *text, size_t size)
{
    size_t at = size > 0 && is_sign(text[0]);
    size_t start = at;
    at = skip_digits(text, size, at);
    size_t digits = at - start;
    if (at < size && text[at] == '.') {
        start = at + 1;
        at = skip_digits(text, size, start);
        digits += at - start;
    }
    if (digits == 0) {
        return false;
    }
    if (at < size && (text[at] == 'e' || text[at] == 'E')) {
        at += 1 + (at + 1 < size && is_sign(text[at + 1]));
        start = at;
        at = skip_digits(text, size, at);
        if (at == start) {
            return false;
        }
    }
    return at == size;
}

bool number_parse(const char *text, size_t size, double *value)
{
    if (size > INT_MAX || !is_decimal(text, size)) {
        return false;
    }
    *value = number_shim_parse(text, (int)size);
    return true;
}
