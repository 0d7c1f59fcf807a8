/* SPDX-License-Identifier: MIT */
/* Operators on constants, as far as CPython 3.8's compiler applies them.
 *
 * Each gives NULL when the result is not a constant: the operation would
 * raise, or the result would be larger than the compiler wants to store.
 * NULL also when the region is out of memory, which only the region says. */
#ifndef GILSCOPE_BYTECODE_FOLD_VALUE_H
#define GILSCOPE_BYTECODE_FOLD_VALUE_H

#include "bytecode/ast.h"

const Constant *fold_unary(Region *region, UnaryOperator op,
                           const Constant *operand);
const Constant *fold_binary(Region *region, Operator op, const Constant *left,
                            const Constant *right);
/* left[index] */
const Constant *fold_item(Region *region, const Constant *left,
                          const Constant *index);

/* For fold_value.c: both operands are numbers (bool included). */
const Constant *fold_numbers(Region *region, Operator op, const Constant *left,
                             const Constant *right);
/* Unary +, -, ~ on a number. */
const Constant *fold_number(Region *region, UnaryOperator op,
                            const Constant *operand);
/* int and bool. */
bool fold_is_int(const Constant *constant);
bool fold_is_number(const Constant *constant);
/* The value of an int or bool when it fits. */
bool fold_small(const Constant *constant, int64_t *value);

/* For fold_number.c: both operands are floats or complex numbers by now. */
const Constant *fold_floats(Region *region, Operator op, double a, double b);
const Constant *fold_complexes(Region *region, Operator op, const Constant *a,
                               const Constant *b);
const Constant *fold_complex_power(Region *region, const Constant *a,
                                   const Constant *b);

#endif
