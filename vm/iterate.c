/* SPDX-License-Identifier: MIT */
/*
 * Iterating anything from a native: leaves where the iterator is built in, a
 * CALL of __iter__ or __next__ where it is Python code.
 *
 * Invariant: slot `slot` of the NativeFrame holds the iterator from the OK of
 * iterate_begin on; nothing else survives a CALL.
 */
#include "vm/slot_call.h"
#include "vm/types/coerce.h"
#include "vm/types/generator.h"
#include "vm/types/int.h"

static bool has_next(World *w, Value v)
{
    const TypeOps *ops = layout_ops[layout_of(v)];
    if (ops && ops->next) {
        return true;
    }
    Value method = klass_slot(w, v, SLOT_NEXT);
    return method && method != NONE;
}

static Status iterator_made(World *w, NativeFrame *f, int slot)
{
    Value iterator;
    TRY(native_result(f, &iterator));
    if (!has_next(w, iterator)) {
        return raise_type(w, "iter() returned non-iterator of type '%T'",
                          iterator);
    }
    f->slot[slot] = iterator;
    return OK;
}

Status iterate_begin(World *w, Thread *t, NativeFrame *f, int slot,
                     Value iterable)
{
    (void)t;
    if (f->resumed) {
        return iterator_made(w, f, slot);
    }
    Value iterator;
    Status s = value_iterate(w, iterable, &iterator);
    if (s == TWIN) {
        s = slot_call(w, f, SLOT_ITER, iterable, NO_VALUE);
    }
    if (s == NO_OP) {
        return raise_type(w, "'%T' object is not iterable", iterable);
    }
    TRY(s);
    f->slot[slot] = iterator;
    return OK;
}

static Status next_made(World *w, NativeFrame *f, Value *item)
{
    Status s = native_result(f, item);
    if (s == RAISE && raised_is(w, TYPE_STOP_ITERATION)) {
        raised_clear(w);
        *item = NO_VALUE;
        return OK;
    }
    return s;
}

Status iterate_next_any(World *w, NativeFrame *f, int slot, Value *item)
{
    if (f->resumed) {
        return next_made(w, f, item);
    }
    Value iterator = f->slot[slot];
    if (is_exactly(iterator, TYPE_GENERATOR) &&
        !AS(Generator, iterator)->running) {
        /* Resumed without its __next__ in between; no value when it ends. */
        if (!AS(Generator, iterator)->frame) {
            *item = NO_VALUE;
            return OK;
        }
        if (f->callee != iterator || f->callee_argc) {
            f->callee = iterator;
            f->callee_argc = 0;
            f->callee_tuple = NO_VALUE;
            f->callee_kwargs = NO_VALUE;
        }
        return CALL;
    }
    Status s = value_next(w, iterator, item);
    if (s == CALL) {
        s = slot_call(w, f, SLOT_NEXT, iterator, NO_VALUE);
    }
    if (s == NO_OP) {
        return raise_type(w, "'%T' object is not an iterator", iterator);
    }
    return s;
}

/* In `state` + 1 the answer is awaited, in `state` + 2 it has come. */
static Status ask_length(World *w, NativeFrame *f, int state, Slot slot,
                         Value iterable)
{
    f->state = state + 1;
    Status s = slot_call(w, f, slot, iterable, NO_VALUE);
    if (s == NO_OP) {
        f->state = state + 2;
        return OK;
    }
    return s;
}

Status iterate_ask_length(World *w, NativeFrame *f, int state, Value iterable)
{
    Value length;
    if (f->state == state) {
        if (coerce_overrides(w, iterable, SLOT_LEN)) {
            return ask_length(w, f, state, SLOT_LEN, iterable);
        }
        if (coerce_overrides(w, iterable, SLOT_LENGTH_HINT)) {
            return ask_length(w, f, state, SLOT_LENGTH_HINT, iterable);
        }
        f->state = state + 2;
    } else if (f->state == state + 1) {
        f->state = state + 2;
        if (native_result(f, &length) == OK) {
            return is_int(length) && int_sign(length) < 0
                       ? raise_value(w, "__len__() should return >= 0")
                       : OK;
        }
        if (!raised_is(w, TYPE_TYPE_ERROR)) {
            return RAISE;
        }
        raised_clear(w);
    }
    return OK;
}
