/* SPDX-License-Identifier: MIT */
/* Leaves of single opcodes, called by the loop: no Python code runs in them. */
#ifndef GILSCOPE_VM_INTERP_LEAF_H
#define GILSCOPE_VM_INTERP_LEAF_H

#include "bytecode/opcode.h"
#include "vm/attribute.h"
#include "vm/call.h"
#include "vm/outside.h"
#include "vm/types/dict.h"
#include "vm/types/float.h"
#include "vm/types/generator.h"
#include "vm/types/list.h"
#include "vm/types/tuple.h"

/* Truth without Python code; false when that is not known here. */
static inline bool quick_truth(World *w, Value v, bool *truth)
{
    if (IS_BOOL(v) || IS_INT(v) || v == NONE) {
        *truth = v == TRUE_VALUE || (IS_INT(v) && v != INT(0));
        return true;
    }
    return value_truth(w, v, truth) == OK;
}

/* An exact float, or an int that a double holds exactly. */
static inline bool quick_float(Value v, double *x)
{
    if (IS_INT(v)) {
        int64_t i = INT_OF(v);
        *x = (double)i;
        return i >= -(INT64_C(1) << 53) && i <= INT64_C(1) << 53;
    }
    if (is_exactly(v, TYPE_FLOAT)) {
        *x = float_of(v);
        return true;
    }
    return false;
}

static inline bool quick_floats(Value a, Value b, double *x, double *y)
{
    return quick_float(a, x) && quick_float(b, y);
}

/* `op`: COMPARE_LT to COMPARE_GE. */
#define COMPARE_AS(name, Number)                                               \
    static inline bool name(Number a, Number b, uint32_t op)                   \
    {                                                                          \
        switch (op) {                                                          \
        case COMPARE_LT:                                                       \
            return a < b;                                                      \
        case COMPARE_LE:                                                       \
            return a <= b;                                                     \
        case COMPARE_EQ:                                                       \
            return a == b;                                                     \
        case COMPARE_NE:                                                       \
            return a != b;                                                     \
        case COMPARE_GT:                                                       \
            return a > b;                                                      \
        default:                                                               \
            return a >= b;                                                     \
        }                                                                      \
    }
COMPARE_AS(compare_ints, int64_t)
COMPARE_AS(compare_floats, double)
#undef COMPARE_AS

/* a % b and a // b of two small ints, b > 0. */
static inline Value int_modulo(Value a, Value b)
{
    int64_t r = INT_OF(a) % INT_OF(b);
    return INT(r < 0 ? r + INT_OF(b) : r);
}
static inline Value int_floor_divide(Value a, Value b)
{
    int64_t q = INT_OF(a) / INT_OF(b);
    return INT(q - (INT_OF(a) % INT_OF(b) < 0));
}

/* `op`: any but `in` and `not in`; false when it is not known here. */
static inline bool compare_quick(Value a, Value b, uint32_t op, bool *truth)
{
    if (op == COMPARE_IS || op == COMPARE_IS_NOT) {
        *truth = (a == b) == (op == COMPARE_IS);
        return true;
    }
    double x, y;
    if (op > COMPARE_GE || !quick_floats(a, b, &x, &y)) {
        return false;
    }
    *truth = compare_floats(x, y, op);
    return true;
}

/* Where `list[index]` is; NULL: not a list, an index out of its range ... */
static inline Value *item_place(Value self, Value index)
{
    if (!IS_INT(index) || !is_exactly(self, TYPE_LIST)) {
        return NULL;
    }
    int64_t i = INT_OF(index);
    int64_t n = (int64_t)list_length(self);
    i += i < 0 ? n : 0;
    return i >= 0 && i < n ? &AS(List, self)->items->items[i] : NULL;
}
/* `self[index]` of a list or tuple; NO_VALUE when it is not known here. */
static inline Value item_quick(Value self, Value index)
{
    Value *at = item_place(self, index);
    if (at) {
        return *at;
    }
    if (!IS_INT(index) || !is_exactly(self, TYPE_TUPLE)) {
        return NO_VALUE;
    }
    int64_t i = INT_OF(index);
    int64_t n = (int64_t)tuple_length(self);
    i += i < 0 ? n : 0;
    return i >= 0 && i < n ? tuple_at(self, (size_t)i) : NO_VALUE;
}

static inline Status leaf_BINARY(World *w, Slot op, Value a, Value b,
                                 Value *out)
{
    return value_binary(w, op, a, b, out);
}
static inline Status leaf_INPLACE(World *w, Slot op, Value a, Value b,
                                  Value *out)
{
    return value_inplace(w, op, a, b, out);
}

/* A name that LOAD_GLOBAL's cache knows to be in the module; else NO_VALUE. */
static inline Value global_quick(const Frame *frame, const Cache *cache)
{
    const DictTable *globals = AS(Dict, frame->globals)->table;
    return cache->version == globals->version && cache->kind == CACHE_GLOBAL
               ? globals->entries[cache->index].value
               : NO_VALUE;
}

Status raise_unbound_local(World *w, const CodeObject *code, uint32_t index);
Status raise_unbound_cell(World *w, const CodeObject *code, uint32_t index);
MUST_CHECK Status load_global(World *w, const Frame *frame, Value name,
                              Cache *cache, Value *out);
MUST_CHECK Status load_name(World *w, const Frame *frame, Value name,
                            Cache *cache, Value *out);
/* `cache` may be NULL. */
MUST_CHECK Status store_global(World *w, Value dict, Value name, Value value,
                               Cache *cache);
MUST_CHECK Status delete_global(World *w, Value dict, Value name);
/* `except pattern`: class or tuple of classes. */
MUST_CHECK Status exception_match(World *w, Value raised, Value pattern,
                                  bool *match);
MUST_CHECK Status make_function(World *w, Frame *frame, uint32_t flags,
                                Value *out);
/* The strings of an f-string, joined; NO_VALUE with an error set. */
MUST_CHECK Value join_strings(World *w, const Value *strings, size_t count);
/* Class of a plain Python __init__ and no __new__: the __init__ function and
 * *made, a new instance. NO_VALUE: take the general way (or an error is set).
 */
Value class_fast_path(World *w, Value klass, uint32_t argc, Value *made);
/* The operands of a call with very many arguments, moved off the stack;
 * `empty_below`: LOAD_METHOD left an empty place under the callee. */
MUST_CHECK Status call_spill(World *w, Frame *frame, CallInfo *call,
                             bool empty_below);
/* The `n` topmost operands as one Values object; 0 with an error set. */
void call_spill_operands(World *w, Frame *frame, uint32_t n, Value *values);
/* type(manager).__exit__ bound to it; AttributeError names what is missing. */
MUST_CHECK Status with_exit_method(World *w, Value manager, Slot exit,
                                   Slot enter, Value *out);
/* What code with these globals takes for built-in: a dict, or NO_VALUE. */
Value builtins_of(World *w, Value globals);
MUST_CHECK Status setup_annotations(World *w, Frame *frame);
/* native_run whose first answer is known already. */
MUST_CHECK CallOutcome native_settle_first(World *w, Thread *t, NativeFrame *f,
                                           Status status, Value *result);
/* The usual end of iterate_next: what call_generator does for a generator that
 * was started, has nothing to finalise and is not of the image. */
static inline bool generator_feeds(World *w, Thread *t, NativeFrame *f)
{
    if (f->callee_argc || !is_exactly(f->callee, TYPE_GENERATOR)) {
        return false;
    }
    Generator *g = AS(Generator, f->callee);
    Frame *frame = g->frame;
    if (!g->started || g->head.flags & OBJECT_FINALISE ||
        (char *)frame < w->watermark || t->depth >= w->recursion_limit) {
        return false;
    }
    frame_stack(frame)[frame->depth++] = NONE;
    g->running = 1;
    frame->deliver = DELIVER_ITEM;
    frame->pop = 0;
    frame->back = &f->head;
    t->frame = &frame->head;
    t->depth += !frame->code->in_prelude;
    return true;
}
/* The same for one that waits on the thread's chain. */
MUST_CHECK CallOutcome native_settle_on_heap(World *w, Thread *t,
                                             NativeFrame *f, Status status,
                                             Value *result);

#endif
