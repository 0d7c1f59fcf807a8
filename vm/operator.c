/* SPDX-License-Identifier: MIT */
/*
 * Operators on values: picks the leaf of the operand's layout.
 *
 * Invariant: nothing here runs Python code. A class that defines the operation
 * in Python is noticed first and answered with TWIN, before any leaf has done
 * anything, so that the interpreter can start over with method calls. As in
 * CPython the left operand is asked first, then the right one.
 */
#include "vm/operator.h"

#include "vm/modules/decimal.h"
#include "vm/natives.h"

#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/iterator.h"
#include "vm/types/str.h"

#define LAYOUT(ID, OPS) extern const TypeOps OPS;
#include "vm/layouts.def"
#undef LAYOUT

static const TypeOps no_ops = {.visit = NULL};

const TypeOps *const layout_ops[TYPE_COUNT] = {
#define LAYOUT(ID, OPS) [TYPE_##ID] = &OPS,
#include "vm/layouts.def"
#undef LAYOUT
};

static inline const TypeOps *ops_of(Value v)
{
    const TypeOps *ops = layout_ops[layout_of(v)];
    return ops ? ops : &no_ops;
}

/* Does the value's class define this method in Python? */
static inline bool overridden(World *w, Value v, Slot slot)
{
    return IS_OBJECT(v) && klass_overrides(klass_at(w, OBJECT(v)->type), slot);
}

/* ---- arithmetic ---------------------------------------------------------- */

static Status binary_leaf(World *w, Slot op, Value a, Value b, Value *out)
{
    const TypeOps *left = ops_of(a);
    const TypeOps *right = ops_of(b);
    Status s = left->binary ? left->binary(w, op, a, b, out) : NO_OP;
    if (s == NO_OP && right != left && right->binary) {
        s = right->binary(w, op, a, b, out);
    }
    return s;
}

/* The slots of one operator follow each other: plain, reflected, in place. */
static inline Slot reflected(Slot op)
{
    return op + 1;
}
static inline Slot in_place(Slot op)
{
    return op + 2;
}

Status value_binary(World *w, Slot op, Value a, Value b, Value *out)
{
    if (overridden(w, a, op) || overridden(w, b, reflected(op))) {
        return TWIN;
    }
    return binary_leaf(w, op, a, b, out);
}

Status value_inplace(World *w, Slot op, Value a, Value b, Value *out)
{
    if (overridden(w, a, in_place(op))) {
        return TWIN;
    }
    const TypeOps *ops = ops_of(a);
    if (ops->inplace) {
        Status s = ops->inplace(w, op, a, b, out);
        if (s != NO_OP) {
            return s;
        }
    }
    return value_binary(w, op, a, b, out);
}

Status value_unary(World *w, Slot op, Value a, Value *out)
{
    if (overridden(w, a, op)) {
        return TWIN;
    }
    const TypeOps *ops = ops_of(a);
    return ops->unary ? ops->unary(w, op, a, out) : NO_OP;
}

static const char *const symbols[SLOT_COUNT] = {
#define BINARY(ID, A, B, C, SYMBOL) [SLOT_##ID] = SYMBOL,
#define UNARY(...)
#define COMPARE(...)
#define OTHER(...)
#include "vm/slots.def"
#undef BINARY
#undef UNARY
#undef COMPARE
#undef OTHER
    [SLOT_LT] = "<",  [SLOT_LE] = "<=", [SLOT_EQ] = "==",
    [SLOT_NE] = "!=", [SLOT_GT] = ">",  [SLOT_GE] = ">=",
};

static bool is_sequence(Value v)
{
    switch (layout_of(v)) {
    case TYPE_STR:
    case TYPE_BYTES:
    case TYPE_BYTEARRAY:
    case TYPE_TUPLE:
    case TYPE_LIST:
    case TYPE_DEQUE:
        return true;
    default:
        return false;
    }
}

static Status unsupported_concat(World *w, Value a, Value b)
{
    TypeId layout = layout_of(a);
    if (layout == TYPE_BYTES || layout == TYPE_BYTEARRAY) {
        return raise_type(w, "can't concat %T to %T", b, a);
    }
    const char *name = layout == TYPE_STR     ? "str"
                       : layout == TYPE_TUPLE ? "tuple"
                       : layout == TYPE_LIST  ? "list"
                                              : "deque";
    return raise_type(w, "can only concatenate %s (not \"%T\") to %s", name, b,
                      name);
}

Status value_unsupported(World *w, Slot op, bool inplace, Value a, Value b)
{
    if (op == SLOT_ADD && is_sequence(a)) {
        return unsupported_concat(w, a, b);
    }
    if (op == SLOT_MULTIPLY && (is_sequence(a) || is_sequence(b))) {
        return raise_type(w, "can't multiply sequence by non-int of type '%T'",
                          is_sequence(a) ? b : a);
    }
    const char *symbol = inplace && op == SLOT_POWER ? "**" : symbols[op];
    if (op == SLOT_RSHIFT && is_exactly(a, TYPE_NATIVE) &&
        native_table[AS(Native, a)->row].function == builtin_print) {
        return raise_type(w,
                          "unsupported operand type(s) for %s: '%T' and '%T'. "
                          "Did you mean \"print(<message>, "
                          "file=<output_stream>)\"?",
                          symbol, a, b);
    }
    return raise_type(w, "unsupported operand type(s) for %s%s: '%T' and '%T'",
                      symbol, inplace ? "=" : "", a, b);
}

/* ---- comparison ---------------------------------------------------------- */

static inline Slot swapped(Slot op)
{
    switch (op) {
    case SLOT_LT:
        return SLOT_GT;
    case SLOT_LE:
        return SLOT_GE;
    case SLOT_GT:
        return SLOT_LT;
    case SLOT_GE:
        return SLOT_LE;
    default:
        return op;
    }
}

static bool int_holds(Slot op, int64_t a, int64_t b)
{
    switch (op) {
    case SLOT_LT:
        return a < b;
    case SLOT_LE:
        return a <= b;
    case SLOT_EQ:
        return a == b;
    case SLOT_NE:
        return a != b;
    case SLOT_GT:
        return a > b;
    default:
        return a >= b;
    }
}

static bool compare_overridden(World *w, Slot op, Value v)
{
    return overridden(w, v, op) || (op == SLOT_NE && overridden(w, v, SLOT_EQ));
}

Status value_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    if (BOTH_INT(a, b)) {
        *out = BOOL(int_holds(op, INT_OF(a), INT_OF(b)));
        return OK;
    }
    if (compare_overridden(w, op, a) || compare_overridden(w, swapped(op), b)) {
        return TWIN;
    }
    const TypeOps *left = ops_of(a);
    const TypeOps *right = ops_of(b);
    Status s = left->compare ? left->compare(w, op, a, b, out) : NO_OP;
    if (s == NO_OP && right->compare) {
        s = right->compare(w, swapped(op), b, a, out);
    }
    if (s == NO_OP && (op == SLOT_EQ || op == SLOT_NE)) {
        *out = BOOL((a == b) == (op == SLOT_EQ));
        return OK;
    }
    return s;
}

Status value_unordered(World *w, Slot op, Value a, Value b)
{
    return raise_type(w,
                      "'%s' not supported between instances of '%T' and '%T'",
                      symbols[op], a, b);
}

Status value_equal(World *w, Value a, Value b, bool *out)
{
    if (a == b) {
        *out = true;
        return OK;
    }
    if (BOTH_INT(a, b)) {
        *out = false;
        return OK;
    }
    if (is_exactly(a, TYPE_STR) && is_exactly(b, TYPE_STR)) {
        *out = str_equal(a, b);
        return OK;
    }
    Value result;
    TRY(value_compare(w, SLOT_EQ, a, b, &result));
    return value_truth(w, result, out);
}

/* ---- hash, truth, length, text ------------------------------------------- */

Status value_hash(World *w, Value v, int64_t *out)
{
    if (IS_INT(v)) {
        int64_t i = INT_OF(v);
        if (i >= 0 && i < (INT64_C(1) << 61) - 1) {
            *out = i;
            return OK;
        }
    }
    if (overridden(w, v, SLOT_HASH)) {
        return TWIN;
    }
    const TypeOps *ops = ops_of(v);
    return ops->hash ? ops->hash(w, v, out) : world_identity(w, v, out);
}

Status value_truth(World *w, Value v, bool *out)
{
    if (IS_INT(v)) {
        *out = INT_OF(v) != 0;
        return OK;
    }
    if (v & 2) {
        *out = v != FALSE_VALUE && v != NONE;
        return OK;
    }
    if (overridden(w, v, SLOT_BOOL) || overridden(w, v, SLOT_LEN)) {
        return TWIN;
    }
    const TypeOps *ops = ops_of(v);
    if (ops->truth) {
        return ops->truth(w, v, out);
    }
    int64_t length = 1;
    if (ops->length) {
        Status s = ops->length(w, v, &length);
        if (s != OK && s != NO_OP) {
            return s;
        }
    }
    *out = length != 0;
    return OK;
}

Status value_length(World *w, Value v, int64_t *out)
{
    if (overridden(w, v, SLOT_LEN)) {
        return TWIN;
    }
    const TypeOps *ops = ops_of(v);
    return ops->length ? ops->length(w, v, out) : NO_OP;
}

Status value_repr(World *w, Value v, Writer *out)
{
    if (overridden(w, v, SLOT_REPR)) {
        return TWIN;
    }
    const TypeOps *ops = ops_of(v);
    /* "<... object at 0x...>" is object's own. */
    return (ops->repr ? ops : layout_ops[TYPE_OBJECT])->repr(w, v, out);
}

Status value_str(World *w, Value v, Writer *out)
{
    if (overridden(w, v, SLOT_STR)) {
        return TWIN;
    }
    const TypeOps *ops = ops_of(v);
    return ops->str ? ops->str(w, v, out) : value_repr(w, v, out);
}

/* ---- items --------------------------------------------------------------- */

Status value_get_item(World *w, Value v, Value key, Value *out)
{
    if (overridden(w, v, SLOT_GETITEM)) {
        return TWIN;
    }
    const TypeOps *ops = ops_of(v);
    return ops->get_item ? ops->get_item(w, v, key, out) : NO_OP;
}

Status value_set_item(World *w, Value v, Value key, Value value)
{
    if (overridden(w, v, SLOT_SETITEM)) {
        return TWIN;
    }
    const TypeOps *ops = ops_of(v);
    return ops->set_item ? ops->set_item(w, v, key, value) : NO_OP;
}

Status value_delete_item(World *w, Value v, Value key)
{
    if (overridden(w, v, SLOT_DELITEM)) {
        return TWIN;
    }
    const TypeOps *ops = ops_of(v);
    return ops->delete_item ? ops->delete_item(w, v, key) : NO_OP;
}

Status value_contains(World *w, Value v, Value item, bool *out)
{
    if (overridden(w, v, SLOT_CONTAINS)) {
        return TWIN;
    }
    const TypeOps *ops = ops_of(v);
    return ops->contains ? ops->contains(w, v, item, out) : NO_OP;
}

/* ---- iteration ----------------------------------------------------------- */

Status value_iterate(World *w, Value v, Value *iterator)
{
    if (overridden(w, v, SLOT_ITER)) {
        return TWIN;
    }
    const TypeOps *ops = ops_of(v);
    if (ops->iterate) {
        return ops->iterate(w, v, iterator);
    }
    if (overridden(w, v, SLOT_GETITEM) || ops->get_item) {
        *iterator = iterator_new(w, TYPE_ITERATOR, v);
        NEED(*iterator);
        return OK;
    }
    return NO_OP;
}

Status value_next(World *w, Value iterator, Value *item)
{
    if (overridden(w, iterator, SLOT_NEXT)) {
        return CALL;
    }
    const TypeOps *ops = ops_of(iterator);
    return ops->next ? ops->next(w, iterator, item) : NO_OP;
}

/* ---- numbers ------------------------------------------------------------- */

/* OK: v is an int; else TWIN for __index__, or TypeError. */
static Status need_int(World *w, Value v)
{
    if (is_int(v)) {
        return OK;
    }
    if (overridden(w, v, SLOT_INDEX)) {
        return TWIN;
    }
    return raise_type(w, "'%T' object cannot be interpreted as an integer", v);
}

Status value_index(World *w, Value v, int64_t *out)
{
    TRY(need_int(w, v));
    if (!int_to_int64(v, out)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "Python int too large to convert to C ssize_t");
    }
    return OK;
}

Status value_index_clamped(World *w, Value v, int64_t *out)
{
    TRY(need_int(w, v));
    if (!int_to_int64(v, out)) {
        *out = int_sign(v) < 0 ? INT64_MIN : INT64_MAX;
    }
    return OK;
}

Status value_double(World *w, Value v, double *out)
{
    if (is_float(v)) { /* what its class makes of __float__ does not matter */
        *out = float_of(v);
        return OK;
    }
    if (overridden(w, v, SLOT_FLOATING)) {
        return TWIN;
    }
    if (is_int(v)) {
        return int_to_double(w, v, out);
    }
    if (has_layout(v, TYPE_DECIMAL)) {
        return decimal_to_double(w, v, out);
    }
    if (overridden(w, v, SLOT_INDEX)) {
        return TWIN;
    }
    return raise_type(w, "must be real number, not %T", v);
}
