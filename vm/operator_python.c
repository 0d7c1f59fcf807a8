/* SPDX-License-Identifier: MIT */
/*
 * The operators' full protocol, Python methods included: state machines that
 * the opcodes enter when no leaf could answer.
 *
 * CPython's order: for a binary operator the right operand goes first when its
 * class is a subclass of the left one's and provides another method; either
 * side may answer NotImplemented.
 */
#include "vm/format_operator.h"
#include "vm/item.h"
#include "vm/natives.h"
#include "vm/slot_call.h"
#include "vm/types/str.h"

/* ---- binary -------------------------------------------------------------- */

enum { TRY_NONE, TRY_INPLACE, TRY_LEFT, TRY_RIGHT, TRY_LEAF };

static bool right_first(World *w, Value a, Value b, Slot reflected)
{
    Klass *left = klass_of(w, a);
    Klass *right = klass_of(w, b);
    return left != right && klass_is_subclass(w, right, left) &&
           slot_defined(w, b, reflected) &&
           klass_lookup(w, right, w->slot_name[reflected]) !=
               klass_lookup(w, left, w->slot_name[reflected]);
}

/* Which side to ask next: f->slot[1] has a bit for each asked already. */
static int next_side(World *w, NativeFrame *f, Slot op)
{
    Value a = f->args[0];
    Value b = f->args[1];
    int64_t asked = f->slot[1] ? INT_OF(f->slot[1]) : 0;
    Slot reflected = (Slot)(op + 1);
    bool left = slot_defined(w, a, op) && !(asked & 1);
    bool right = slot_defined(w, b, reflected) && !(asked & 2) &&
                 (klass_of(w, a) != klass_of(w, b) || !slot_defined(w, a, op));
    if (right && (!left || right_first(w, a, b, reflected))) {
        f->slot[1] = INT(asked | 2);
        return TRY_RIGHT;
    }
    if (left) {
        f->slot[1] = INT(asked | 1);
        return TRY_LEFT;
    }
    return TRY_LEAF;
}

/* The built-in behaviour under whatever the classes override. */
static Status binary_leaf(World *w, Slot op, Value a, Value b, Value *out)
{
    const TypeOps *left = layout_ops[layout_of(a)];
    const TypeOps *right = layout_ops[layout_of(b)];
    Status status = NO_OP;
    if (left && left->binary && !slot_defined(w, a, op)) {
        status = left->binary(w, op, a, b, out);
    }
    if (status == NO_OP && right && right != left && right->binary &&
        !slot_defined(w, b, (Slot)(op + 1))) {
        status = right->binary(w, op, a, b, out);
    }
    return status;
}

static Status binary_step(World *w, NativeFrame *f, Slot op, bool inplace)
{
    Value a = f->args[0];
    Value b = f->args[1];
    for (;;) {
        Status status;
        switch (next_side(w, f, op)) {
        case TRY_LEFT:
            status = slot_call(w, f, op, a, b);
            break;
        case TRY_RIGHT:
            status = slot_call(w, f, (Slot)(op + 1), b, a);
            break;
        default:
            status = binary_leaf(w, op, a, b, &f->result);
            if (status == TWIN) {
                return call_slot_twin(w, f, op);
            }
            return status == NO_OP ? value_unsupported(w, op, inplace, a, b)
                                   : status;
        }
        if (status != NO_OP) {
            return status;
        }
    }
}

/* "..." % x: a str's own operator comes before x's reflected one. (Those of
 * sequences, + and *, come after it.) */
static bool left_first(World *w, const NativeFrame *f, Slot op)
{
    Value a = f->args[0];
    Value b = f->args[1];
    return op == SLOT_MODULO &&
           (is_str(a) || has_layout(a, TYPE_BYTES) ||
            has_layout(a, TYPE_BYTEARRAY)) &&
           !right_first(w, a, b, (Slot)(op + 1));
}

Status operator_binary(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        TRY(native_result(f, &f->result));
        if (f->result != NOT_IMPLEMENTED) {
            return OK;
        }
    } else if (f->state == 0) {
        f->state = 1;
        Status status = value_binary(w, (Slot)f->slot_id, f->args[0],
                                     f->args[1], &f->result);
        if (status == OK || status == RAISE) {
            return status;
        }
        Slot op = (Slot)f->slot_id;
        if (status == TWIN && !slot_defined(w, f->args[0], op) &&
            (!slot_defined(w, f->args[1], (Slot)(op + 1)) ||
             left_first(w, f, op))) {
            return call_slot_twin(w, f, op);
        }
    }
    return binary_step(w, f, (Slot)f->slot_id, false);
}

Status operator_inplace(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Slot op = (Slot)f->slot_id;
    if (f->resumed) {
        TRY(native_result(f, &f->result));
        if (f->result != NOT_IMPLEMENTED) {
            return OK;
        }
    } else if (f->state == 0) {
        f->state = 1;
        if (klass_slot(w, f->args[0], (Slot)(op + 2)) == NONE) {
            return native_call(f, NONE, 0); /* not callable, as CPython says */
        }
        if (slot_defined(w, f->args[0], (Slot)(op + 2))) {
            Status status =
                slot_call(w, f, (Slot)(op + 2), f->args[0], f->args[1]);
            if (status != NO_OP) {
                return status;
            }
        } else {
            Status status =
                value_inplace(w, op, f->args[0], f->args[1], &f->result);
            if (status == OK || status == RAISE) {
                return status;
            }
            Slot inplace = (Slot)(op + 2);
            if (status == TWIN &&
                slot_twin(w, layout_of(f->args[0]), inplace)) {
                return call_slot_twin(w, f, inplace);
            }
            if (status == TWIN && !slot_defined(w, f->args[0], op) &&
                !slot_defined(w, f->args[1], (Slot)(op + 1))) {
                return call_slot_twin(w, f, op);
            }
        }
    }
    return binary_step(w, f, op, true);
}

Status operator_unary(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Slot op = (Slot)f->slot_id;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Status status = value_unary(w, op, f->args[0], &f->result);
    if (status == TWIN) {
        status = slot_call(w, f, op, f->args[0], NO_VALUE);
    }
    if (status == NO_OP) {
        const char *symbol = op == SLOT_NEGATIVE   ? "-"
                             : op == SLOT_POSITIVE ? "+"
                                                   : "~";
        return raise_type(w, "bad operand type for unary %s: '%T'", symbol,
                          f->args[0]);
    }
    return status;
}

/* ---- comparison ---------------------------------------------------------- */

static Slot swap_comparison(Slot op)
{
    static const Slot swapped[] = {
#define BINARY(...)
#define UNARY(...)
#define OTHER(...)
#define COMPARE(ID, NAME, SWAPPED) [SLOT_##ID - SLOT_LT] = SLOT_##SWAPPED,
#include "vm/slots.def"
#undef BINARY
#undef UNARY
#undef OTHER
#undef COMPARE
    };
    return swapped[op - SLOT_LT];
}

/* object.__ne__ asks __eq__ and turns the answer round. */
static bool ne_by_eq(World *w, Value v, Slot op)
{
    return op == SLOT_NE && !slot_defined(w, v, SLOT_NE) &&
           slot_defined(w, v, SLOT_EQ);
}

static bool comparable(World *w, Value v, Slot op)
{
    return slot_defined(w, v, op) || ne_by_eq(w, v, op);
}

static Status ask_compare(World *w, NativeFrame *f, Slot op, Value self,
                          Value other)
{
    bool invert = ne_by_eq(w, self, op);
    f->slot[2] = BOOL(invert);
    return slot_call(w, f, invert ? SLOT_EQ : op, self, other);
}

static Status compare_step(World *w, NativeFrame *f)
{
    Slot op = (Slot)f->slot_id;
    Slot back = swap_comparison(op);
    Value a = f->args[0];
    Value b = f->args[1];
    int64_t asked = f->slot[1] ? INT_OF(f->slot[1]) : 0;
    Klass *left = klass_of(w, a);
    Klass *right = klass_of(w, b);
    bool first = left != right && klass_is_subclass(w, right, left) &&
                 comparable(w, b, back);
    for (int i = 0; i < 2; i++) {
        bool ask_right = (i == 0) == first;
        int64_t bit = ask_right ? 2 : 1;
        if (asked & bit) {
            continue;
        }
        asked |= bit;
        f->slot[1] = INT(asked);
        Value self = ask_right ? b : a;
        Value other = ask_right ? a : b;
        Slot how = ask_right ? back : op;
        Status status = NO_OP;
        if (comparable(w, self, how)) {
            status = ask_compare(w, f, how, self, other);
        } else {
            const TypeOps *ops = layout_ops[layout_of(self)];
            if (ops && ops->compare) {
                status = ops->compare(w, how, self, other, &f->result);
            }
            if (status == TWIN) {
                f->slot[2] = FALSE_VALUE;
                return call_slot_twin_of(w, f, how, 2, self, other);
            }
        }
        if (status != NO_OP) {
            return status;
        }
    }
    if (op == SLOT_EQ || op == SLOT_NE) {
        f->result = BOOL((a == b) == (op == SLOT_EQ));
        return OK;
    }
    return value_unordered(w, op, a, b);
}

enum { COMPARE_START, COMPARE_ASKED, COMPARE_TRUTH };

Status operator_compare(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Slot op = (Slot)f->slot_id;
    if (f->state == COMPARE_TRUTH) {
        TRY(native_result(f, &f->result));
        f->result = BOOL(f->result != TRUE_VALUE);
        return OK;
    }
    if (f->resumed) {
        TRY(native_result(f, &f->result));
        if (f->result != NOT_IMPLEMENTED) {
            if (f->slot[2] != TRUE_VALUE) {
                return OK;
            }
            bool truth;
            if (value_truth(w, f->result, &truth) == OK) {
                f->result = BOOL(!truth);
                return OK;
            }
            f->state = COMPARE_TRUTH;
            return slot_call_truth(w, f, f->result);
        }
    } else if (f->state == COMPARE_START) {
        f->state = COMPARE_ASKED;
        Status status =
            value_compare(w, op, f->args[0], f->args[1], &f->result);
        if (status == OK || status == RAISE) {
            return status;
        }
    }
    return compare_step(w, f);
}

/* item in container: args[0] in args[1]; slot_id 1: not in */
Status operator_contains(World *w, Thread *t, NativeFrame *f)
{
    bool found;
    TypeId layout = layout_of(f->args[1]);
    if ((layout == TYPE_DICT || layout == TYPE_SET) &&
        !slot_defined(w, f->args[1], SLOT_CONTAINS)) {
        TRY(item_in_table(w, t, f, f->args[1], f->args[0], &found));
        f->result = BOOL(found != (f->slot_id != 0));
        return OK;
    }
    if (f->resumed) {
        TRY(native_result(f, &f->result));
        if (value_truth(w, f->result, &found) != OK) {
            return f->state++ ? RAISE : slot_call_truth(w, f, f->result);
        }
        f->result = BOOL(found != (f->slot_id != 0));
        return OK;
    }
    Value item = f->args[0];
    Value container = f->args[1];
    Status status = value_contains(w, container, item, &found);
    if (status == OK) {
        f->result = BOOL(found != (f->slot_id != 0));
        return OK;
    }
    if (status == TWIN && slot_defined(w, container, SLOT_CONTAINS)) {
        status = slot_call(w, f, SLOT_CONTAINS, container, item);
        if (status == NO_OP) {
            return raise_type(w, "argument of type '%T' is not iterable",
                              container);
        }
        return status;
    }
    if (status == TWIN || status == NO_OP) {
        return call_prelude(w, f, "contains", 2, container, item);
    }
    return status;
}

/* What __bool__ (state 0) or __len__ (state 1) came back with. */
static Status truth_result(World *w, NativeFrame *f)
{
    Value made;
    int64_t length;
    TRY(native_result(f, &made));
    if (f->state == 0) {
        f->result = made;
        return IS_BOOL(made)
                   ? OK
                   : raise_type(w, "__bool__ should return bool, returned %T",
                                made);
    }
    TRY(value_index(w, made, &length));
    if (length < 0) {
        return raise_value(w, "__len__() should return >= 0");
    }
    f->result = BOOL(length != 0);
    return OK;
}

Status operator_truth(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    bool truth;
    if (f->resumed) {
        return truth_result(w, f);
    }
    Status status = value_truth(w, f->args[0], &truth);
    if (status == TWIN) {
        status = slot_call(w, f, SLOT_BOOL, f->args[0], NO_VALUE);
        if (status == NO_OP) {
            f->state = 1;
            status = slot_call(w, f, SLOT_LEN, f->args[0], NO_VALUE);
        }
        return status;
    }
    f->result = BOOL(truth);
    return status;
}

/* f"{value!r:spec}": slot_id is the opcode's operand. */
Status operator_format(World *w, Thread *t, NativeFrame *f)
{
    return format_operator(w, t, f);
}
