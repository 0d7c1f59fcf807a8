/* SPDX-License-Identifier: MIT */
/*
 * What operators do with built-in values: leaves, which never run Python.
 *
 * Each layout has one TypeOps. A leaf answers OK, RAISE, NO_OP (operands not
 * supported: try the other side, then TypeError) or TWIN (an element's class
 * defines this operation in Python, nothing was changed).
 *
 * value_*() choose the right leaf by layout; where the value's own class
 * overrides the operation in Python they answer TWIN. The interpreter's
 * operators (operator_python.c) then call that method.
 */
#ifndef GILSCOPE_VM_OPERATOR_H
#define GILSCOPE_VM_OPERATOR_H

#include "vm/native.h"
#include "vm/writer.h"

/* Slot of the plain operator: SLOT_ADD ... SLOT_DIVMOD. */
typedef struct TypeOps {
    /* a's or b's layout is ours. */
    Status (*binary)(World *, Slot op, Value a, Value b, Value *out);
    /* x op= y on a mutable a; NULL: as binary. */
    Status (*inplace)(World *, Slot op, Value a, Value b, Value *out);
    Status (*unary)(World *, Slot op, Value a, Value *out);
    /* a's layout is ours; SLOT_LT ... SLOT_GE. */
    Status (*compare)(World *, Slot op, Value a, Value b, Value *out);
    Status (*hash)(World *, Value a, int64_t *out); /* NULL: by identity */
    Status (*repr)(World *, Value a, Writer *out);
    Status (*str)(World *, Value a, Writer *out); /* NULL: as repr */
    Status (*length)(World *, Value a, int64_t *out);
    Status (*truth)(World *, Value a, bool *out); /* NULL: by length, or true */
    Status (*get_item)(World *, Value a, Value key, Value *out);
    Status (*set_item)(World *, Value a, Value key, Value value);
    Status (*delete_item)(World *, Value a, Value key);
    Status (*contains)(World *, Value a, Value item, bool *out);
    Status (*iterate)(World *, Value a, Value *iterator);
    /* *item 0 when exhausted. CALL: a generator or user code is behind it. */
    Status (*next)(World *, Value iterator, Value *item);
    /* Which of the binary and unary dunders the type has: bits 1 << Slot for
       SLOT_ADD.. (plain ones), used to make int.__add__ and friends. */
    const char *operators; /* "+ - * ..." symbols and dunders, see int.c */
    VisitFunction *visit;
} TypeOps;

extern const TypeOps *const layout_ops[TYPE_COUNT];

/* ---- leaves by value ----------------------------------------------------- */
MUST_CHECK Status value_binary(World *w, Slot op, Value a, Value b,
                               Value *out);
MUST_CHECK Status value_unary(World *w, Slot op, Value a, Value *out);
MUST_CHECK Status value_compare(World *w, Slot op, Value a, Value b,
                                Value *out);
/* x op= y: the mutable type's own way, else as value_binary. */
MUST_CHECK Status value_inplace(World *w, Slot op, Value a, Value b,
                                Value *out);
/* Raise the TypeError for operands that nobody supports. */
Status value_unsupported(World *w, Slot op, bool inplace, Value a, Value b);
Status value_unordered(World *w, Slot op, Value a, Value b);
/* a is b or a == b. */
MUST_CHECK Status value_equal(World *w, Value a, Value b, bool *out);
MUST_CHECK Status value_hash(World *w, Value v, int64_t *out);
MUST_CHECK Status value_truth(World *w, Value v, bool *out);
MUST_CHECK Status value_length(World *w, Value v, int64_t *out);
MUST_CHECK Status value_repr(World *w, Value v, Writer *out);
MUST_CHECK Status value_str(World *w, Value v, Writer *out);
MUST_CHECK Status value_get_item(World *w, Value v, Value key, Value *out);
MUST_CHECK Status value_set_item(World *w, Value v, Value key, Value value);
MUST_CHECK Status value_delete_item(World *w, Value v, Value key);
MUST_CHECK Status value_contains(World *w, Value v, Value item, bool *out);
MUST_CHECK Status value_iterate(World *w, Value v, Value *iterator);
MUST_CHECK Status value_next(World *w, Value iterator, Value *item);
/* int, bool or (by CALL elsewhere) __index__: as int64; TypeError "'%T' object
 * cannot be interpreted as an integer", OverflowError when too large. TWIN for
 * a Python __index__. */
MUST_CHECK Status value_index(World *w, Value v, int64_t *out);
/* The same, clamped to int64 as slices want it. */
MUST_CHECK Status value_index_clamped(World *w, Value v, int64_t *out);
/* float, int, bool: as double; else TypeError "must be real number, not %T". */
MUST_CHECK Status value_double(World *w, Value v, double *out);

/* C leaves recurse into nested containers at most this deep, and never deeper
 * than the recursion limit; see leaf_enter in types/sequence.h. */
#define LEAF_DEPTH_MAX 1000

#endif
