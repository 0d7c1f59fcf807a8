/* SPDX-License-Identifier: MIT */
/*
 * Decimal arithmetic, on numbers in scratch memory (the General Decimal
 * Arithmetic specification, version 1.70). Nothing here knows a Value.
 *
 * A Work is one operation: the context's rules, the signals so far, and the
 * Pad all its numbers live in. Whoever made it looks at pad.failed, then at
 * `status`, and only then at the result.
 */
#ifndef GILSCOPE_VM_MODULES_DECIMAL_NUMBER_H
#define GILSCOPE_VM_MODULES_DECIMAL_NUMBER_H

#include "vm/types/natural.h"

#define DECIMAL_MAX_PRECISION INT64_C(999999999999999999)
#define DECIMAL_MAX_EXPONENT  INT64_C(999999999999999999)
/* What stands for any exponent beyond it, so that sums of two still fit. */
#define DECIMAL_EXPONENT_CAP INT64_C(3000000000000000000)

typedef enum { KIND_FINITE, KIND_INFINITE, KIND_QUIET, KIND_SIGNALING } Kind;

/* (-1)**negative * digits * 10**exponent; a NaN's digits are its payload. */
typedef struct Number {
    uint8_t kind; /* Kind */
    bool negative;
    int64_t exponent;
    uint64_t length; /* of digits; 1 for 0 */
    Natural digits;
} Number;

typedef enum {
#define ROUNDING(ID) ROUND_##ID,
#include "vm/modules/decimal_names.def"
    ROUNDING_COUNT
} Rounding;

/* Conditions, in the order repr(context) names them. */
enum {
    CONDITION_CLAMPED = 1,
    CONDITION_SYNTAX = 2,
    CONDITION_DIVISION_BY_ZERO = 4,
    CONDITION_IMPOSSIBLE = 8,
    CONDITION_UNDEFINED = 16,
    CONDITION_INEXACT = 32,
    CONDITION_FLOAT = 64,
    CONDITION_INVALID_CONTEXT = 128,
    CONDITION_INVALID = 256,
    CONDITION_OVERFLOW = 512,
    CONDITION_ROUNDED = 1024,
    CONDITION_SUBNORMAL = 2048,
    CONDITION_UNDERFLOW = 4096,
    /* What the signal InvalidOperation stands for. */
    CONDITION_ANY_INVALID = CONDITION_SYNTAX | CONDITION_IMPOSSIBLE |
                            CONDITION_UNDEFINED | CONDITION_INVALID_CONTEXT |
                            CONDITION_INVALID,
};

typedef struct Rules {
    int64_t precision;
    int64_t highest; /* Emax */
    int64_t lowest;  /* Emin */
    uint8_t rounding;
    uint8_t clamp;
    uint8_t capitals;
} Rules;

typedef struct Work {
    Rules rules;
    uint32_t status;
    Pad pad;
} Work;

static inline bool is_nan(const Number *a)
{
    return a->kind >= KIND_QUIET;
}
static inline bool is_zero(const Number *a)
{
    return a->kind == KIND_FINITE && nat_is_zero(a->digits);
}
/* The exponent of the first digit. */
static inline int64_t adjusted(const Number *a)
{
    return a->exponent + (int64_t)a->length - 1;
}
static inline int64_t work_tiny(const Work *k)
{
    return k->rules.lowest - (k->rules.precision - 1);
}
static inline int64_t work_top(const Work *k)
{
    return k->rules.highest - (k->rules.precision - 1);
}

static inline int64_t exponent_capped(int64_t exponent)
{
    return exponent > DECIMAL_EXPONENT_CAP    ? DECIMAL_EXPONENT_CAP
           : exponent < -DECIMAL_EXPONENT_CAP ? -DECIMAL_EXPONENT_CAP
                                              : exponent;
}

/* ---- decimal_round.c ----------------------------------------------------- */
/* Finite, with its length found. */
Number number_new(Work *k, bool negative, Natural digits, int64_t exponent);
Number number_small(Work *k, int64_t value);
Number number_infinity(bool negative);
Number number_invalid(Work *k, uint32_t condition); /* a NaN, and why */
/* Within the context: precision, exponents, NaN payloads. */
Number number_finish(Work *k, Number a);
/* The same digits at another exponent, rounded; signals only when told. */
Number number_rescale(Work *k, Number a, int64_t exponent, bool signal);
/* Digits cut from the end, rounded. *inexact: they were not all 0. */
Natural number_cut(Work *k, const Number *a, uint64_t cut, bool *inexact);
/* A NaN among the operands (b may be NULL) is the result. */
bool number_nan(Work *k, const Number *a, const Number *b, Number *out);
/* A whole number that fits? Finite, any exponent. */
bool number_is_whole(Work *k, const Number *a);
bool number_is_odd(Work *k, const Number *a); /* a whole number */
bool number_to_int64(Work *k, const Number *a, int64_t *out);

/* ---- decimal_compare.c --------------------------------------------------- */
/* -1, 0, 1; neither is a NaN. */
int number_order(Work *k, const Number *a, const Number *b);
int number_order_total(Work *k, const Number *a, const Number *b);

/* ---- the operations ------------------------------------------------------ */
typedef Number UnaryOperation(Work *k, const Number *a);
typedef Number BinaryOperation(Work *k, const Number *a, const Number *b);
#define UNARY(NAME)          UnaryOperation number_##NAME;
#define BINARY(NAME)         BinaryOperation number_##NAME;
#define CONTEXT_UNARY(NAME)  UNARY(NAME)
#define CONTEXT_BINARY(NAME) BINARY(NAME)
#include "vm/modules/decimal_operations.def"
Number number_fma(Work *k, const Number *a, const Number *b, const Number *c);
BinaryOperation number_power;
Number number_power_modulo(Work *k, const Number *a, const Number *b,
                           const Number *m);
/* Both at once, as divmod() wants them. */
void number_divmod(Work *k, const Number *a, const Number *b, Number *quotient,
                   Number *rest);

/* ---- decimal_text.c ------------------------------------------------------ */
/* Plain ASCII without blanks or underscores; a NaN and its condition when it
 * is no number. Not yet finished. */
Number number_read(Work *k, const char *text, size_t size);
/* How many digits stand before the point: all when the number is not small,
 * else one, or up to three. */
int64_t number_point(const Number *a, bool engineering);
/* Digits with the point after `point` of them, then what is left of the
 * exponent; *whole: digits before the point. The sign is left out. In the pad;
 * NULL when that failed. */
char *number_to_pointed(Work *k, const Number *a, int64_t point, char letter,
                        bool always, size_t *whole, size_t *size);
char *number_to_text(Work *k, const Number *a, bool engineering, size_t *size);

#endif
