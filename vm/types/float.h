/* SPDX-License-Identifier: MIT */
/* float: an IEEE double in a box. repr is the shortest that reads back. */
#ifndef GILSCOPE_VM_TYPES_FLOAT_H
#define GILSCOPE_VM_TYPES_FLOAT_H

#include "vm/operator.h"

typedef struct Float {
    Object head;
    double value;
} Float;
typedef struct Complex {
    Object head;
    double real;
    double imag;
} Complex;

static inline double float_of(Value v)
{
    return AS(Float, v)->value;
}
static inline bool is_float(Value v)
{
    return has_layout(v, TYPE_FLOAT);
}
MUST_CHECK Value float_new(World *w, double value);
/* The same for the loop. */
/* A float in a cell that is at hand; NO_VALUE: float_new must make it. */
static inline Value float_quick(World *w, double value)
{
    Object *cell = heap_quick_cell(w, 1);
    if (__builtin_expect(!cell, 0)) {
        return NO_VALUE;
    }
    *cell = (Object){.type = TYPE_REF(TYPE_FLOAT),
                     .layout = TYPE_FLOAT,
                     .units = 1};
    ((Float *)cell)->value = value;
    return VALUE(cell);
}
static inline Value float_box(World *w, double value)
{
    Value quick = float_quick(w, value);
    return __builtin_expect(quick != NO_VALUE, 1) ? quick : float_new(w, value);
}
MUST_CHECK Value complex_new(World *w, double real, double imag);
/* float(text); ValueError "could not convert string to float: '...'". */
MUST_CHECK Status float_parse(World *w, Value text, double *out);
/* The number at the start of plain text, "inf" and "nan" too; its length, or
 * 0 when there is none. */
size_t float_scan(const char *text, size_t size, double *out);
/* float, int or bool (subclasses too) as double; NO_OP for anything else. */
MUST_CHECK Status float_from(World *w, Value v, double *out);
int64_t float_hash(double value);
MUST_CHECK Status float_binary(World *w, Slot op, Value a, Value b, Value *out);
/* floor(a / b) and the remainder with b's sign, b not 0. */
void float_divide(double a, double b, double *quotient, double *remainder);
/* pow(a, b) with Python's errors. */
MUST_CHECK Status float_power(World *w, double a, double b, double *out);
/* round(value, digits), from the exact decimal value, half to even. */
MUST_CHECK Status float_round(World *w, double value, int64_t digits,
                              double *out);
/* To the nearest whole number, half to even. */
double float_round_whole(double value);
/* OverflowError(34, 'Numerical result out of range') */
Status float_range_error(World *w);

extern const TypeOps float_ops;
extern const TypeOps complex_ops;

#endif
