/* SPDX-License-Identifier: MIT */
/* Number: floats to digits and back, correctly rounded.
 *
 * The digits come from the double-conversion library (through number_shim.cc,
 * the only C++ here), never from libc, so that every machine prints the same;
 * the layout is CPython's repr(). */
#ifndef GILSCOPE_BYTECODE_NUMBER_H
#define GILSCOPE_BYTECODE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* Enough for repr() of any float, with its NUL. */
#define NUMBER_REPR_SIZE 32
/* Enough for NUMBER_FIXED with `count` digits after the point. */
#define NUMBER_DIGITS_SIZE(count) ((size_t)(count) + 400)

typedef enum {
    NUMBER_SHORTEST,  /* the fewest digits that read back as the same float */
    NUMBER_FIXED,     /* `count` digits after the decimal point */
    NUMBER_PRECISION, /* `count` digits in all, `count` >= 1 */
} NumberMode;

/* The decimal digits of |value|, finite: 0.DIGITS x 10^point. Trailing zeros
 * may be missing; no digits at all (size 0) is a zero. Returns the size. */
size_t number_digits(double value, NumberMode mode, int count, char *digits,
                     size_t capacity, int *point);

/* repr(value) with a NUL; returns the size without it. */
size_t number_repr(double value, char out[NUMBER_REPR_SIZE]);

/* The same without the ".0" that repr gives whole numbers: parts of complex
 * numbers look like that. */
size_t number_repr_bare(double value, char out[NUMBER_REPR_SIZE]);

/* A decimal float without spaces or underscores ("1", "1.", ".5e-3"; sign
 * allowed), nothing behind it. Overflow gives infinity, as in Python. */
bool number_parse(const char *text, size_t size, double *value)
    __attribute__((warn_unused_result));

#endif
