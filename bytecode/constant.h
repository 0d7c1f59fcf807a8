/* SPDX-License-Identifier: MIT */
/* Constant: a value known when the program is compiled, as plain data.
 *
 * bytecode/ knows no value of the VM; vm/load turns constants into values.
 * Constants live in a Region and are never changed once made.
 * INT: `count` == 0 means the value is `small`; otherwise it is -limbs or
 * +limbs (little-endian, no leading zero limb) and does not fit in an int64.
 * FROZENSET: `items` are distinct and in CPython 3.8's iteration order.
 * Hashes are CPython's under PYTHONHASHSEED=0, because `dis` prints sets.
 * Constructors return NULL when the region is out of memory. */
#ifndef GILSCOPE_BYTECODE_CONSTANT_H
#define GILSCOPE_BYTECODE_CONSTANT_H

#include <stdint.h>

#include "bytecode/buffer.h"
#include "bytecode/region.h"
#include "bytecode/text.h"

typedef enum {
    CONSTANT_NONE,
    CONSTANT_FALSE,
    CONSTANT_TRUE,
    CONSTANT_ELLIPSIS,
    CONSTANT_INT,
    CONSTANT_FLOAT,
    CONSTANT_COMPLEX,
    CONSTANT_STR,
    CONSTANT_BYTES,
    CONSTANT_TUPLE,
    CONSTANT_FROZENSET,
    CONSTANT_CODE,
} ConstantKind;

typedef struct Constant Constant;
struct Constant {
    ConstantKind kind;
    union {
        struct {
            int64_t small;
            const uint64_t *limbs;
            uint32_t count;
            bool negative;
        } integer;
        double real; /* FLOAT */
        struct {
            double real;
            double imag;
        } complex;
        Text text; /* STR, BYTES */
        struct {
            const Constant **items;
            size_t count;
        } tuple; /* TUPLE, FROZENSET */
        const struct Code *code;
    };
};

/* NONE, FALSE, TRUE, ELLIPSIS: shared, never freed. */
const Constant *constant_simple(ConstantKind kind);
const Constant *constant_int(Region *region, int64_t value);
/* Leading zero limbs are dropped and small values become small ones. */
const Constant *constant_int_from_limbs(Region *region, const uint64_t *limbs,
                                        size_t count, bool negative);
/* `digits` of base 2, 8, 10 or 16: no prefix, no sign; `_` is skipped. */
const Constant *constant_int_from_text(Region *region, Text digits, int base);
const Constant *constant_float(Region *region, double value);
const Constant *constant_complex(Region *region, double real, double imag);
/* The bytes are not copied: they must live as long as the region. */
const Constant *constant_str(Region *region, Text text);
const Constant *constant_bytes(Region *region, Text text);
/* `items` is copied. */
const Constant *constant_tuple(Region *region, const Constant *const *items,
                               size_t count);
/* Inserts `items` in this order, as frozenset(items) does; drops doubles. */
const Constant *constant_frozenset(Region *region, const Constant *const *items,
                                   size_t count);
const Constant *constant_code(Region *region, const struct Code *code);

/* The same for the compiler: type and value, so that 1, True and 1.0 differ,
 * as do 0.0 and -0.0, and tuples are compared item by item. */
bool constant_same(const Constant *a, const Constant *b);
/* Python's ==, as a set asks it: 1 == True == 1.0. */
bool constant_equal(const Constant *a, const Constant *b);
/* Python's hash(). None, Ellipsis and code have fixed ones of our own. */
int64_t constant_hash(const Constant *constant);
/* A hash that agrees with constant_same. */
uint64_t constant_key(const Constant *constant);
/* bool(). */
bool constant_truth(const Constant *constant);
/* Python's repr(); failure shows in the buffer. */
void constant_repr(Buffer *out, const Constant *constant);
/* repr() of a str and of bytes. */
void constant_repr_str(Buffer *out, Text text);
void constant_repr_bytes(Buffer *out, Text text);

#endif
