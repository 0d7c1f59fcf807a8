/* SPDX-License-Identifier: MIT */
/*
 * deque's methods. append and popleft are what producer and consumer programs
 * lean on: one leaf each, so one opcode cannot be split.
 */
#include "vm/types/deque.h"
#include "vm/types/list.h"
#include "vm/types/sequence.h"
#include "vm/types/tuple.h"

Status deque_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = deque_new(w, AS(Klass, f->self), -1);
    NEED(f->result);
    return OK;
}

static Status set_maxlen(World *w, NativeFrame *f)
{
    Deque *d = AS(Deque, f->self);
    int64_t maxlen = -1;
    if (f->args[1] && f->args[1] != NONE) {
        if (!is_int(f->args[1])) {
            return raise_type(w, "an integer is required");
        }
        TRY(value_index(w, f->args[1], &maxlen));
        if (maxlen < 0) {
            return raise_value(w, "maxlen must be non-negative");
        }
    }
    STORE(w, d->maxlen, maxlen);
    deque_clear(w, f->self);
    return OK;
}

typedef Status AddFunction(World *, Value deque, Value item);

/* Add all of `source`; slot 0 is the iterator. A deque added to itself is
 * copied first, as in CPython. */
static Status extend_with(World *w, Thread *t, NativeFrame *f, Value source,
                          AddFunction *add)
{
    if (f->state == 0) {
        if (source == f->self && !f->resumed) {
            f->slot[1] = deque_copy(w, source);
            NEED(f->slot[1]);
        }
        TRY(iterate_begin(w, t, f, 0, f->slot[1] ? f->slot[1] : source));
        f->state = 1;
    }
    for (;;) {
        Value item;
        TRY(iterate_next(w, t, f, 0, &item));
        if (!item) {
            f->result = NONE;
            return OK;
        }
        TRY(add(w, f->self, item));
    }
}

Status deque_init(World *w, Thread *t, NativeFrame *f)
{
    if (f->state == 0 && !f->resumed) {
        TRY(set_maxlen(w, f));
    }
    if (!f->args[0]) {
        f->result = NONE;
        return OK;
    }
    return extend_with(w, t, f, f->args[0], deque_append);
}

Status deque_method_append(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = NONE;
    return deque_append(w, f->self, f->args[0]);
}

Status deque_method_appendleft(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = NONE;
    return deque_append_left(w, f->self, f->args[0]);
}

static Status need_items(World *w, Value deque)
{
    return deque_length(deque)
               ? OK
               : raise_error(w, TYPE_INDEX_ERROR, "pop from an empty deque");
}

Status deque_method_pop(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(need_items(w, f->self));
    f->result = deque_pop(w, f->self);
    return OK;
}

Status deque_method_popleft(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(need_items(w, f->self));
    f->result = deque_pop_left(w, f->self);
    return OK;
}

Status deque_method_extend(World *w, Thread *t, NativeFrame *f)
{
    return extend_with(w, t, f, f->args[0], deque_append);
}

Status deque_method_extendleft(World *w, Thread *t, NativeFrame *f)
{
    return extend_with(w, t, f, f->args[0], deque_append_left);
}

Status deque_method_rotate(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t steps = 1;
    if (f->args[0]) {
        TRY(value_index(w, f->args[0], &steps));
    }
    deque_rotate(w, f->self, steps);
    f->result = NONE;
    return OK;
}

Status deque_method_clear(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    deque_clear(w, f->self);
    f->result = NONE;
    return OK;
}

/* A subclass is copied by calling it: the twin does. */
Status deque_method_copy(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!is_exactly(f->self, TYPE_DEQUE)) {
        return TWIN;
    }
    f->result = deque_copy(w, f->self);
    NEED(f->result);
    return OK;
}

/* First item equal to `value` in [from, to), or -1. */
static Status find(World *w, Value deque, int64_t from, int64_t to, Value value,
                   int64_t *at)
{
    *at = -1;
    for (int64_t i = from; i < to; i++) {
        bool same;
        TRY(value_equal(w, deque_at(deque, (size_t)i), value, &same));
        if (same) {
            *at = i;
            break;
        }
    }
    return OK;
}

Status deque_method_count(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t n = 0;
    for (size_t i = 0; i < deque_length(f->self); i++) {
        bool same;
        TRY(value_equal(w, deque_at(f->self, i), f->args[0], &same));
        n += same;
    }
    f->result = INT(n);
    return OK;
}

Status deque_method_index(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t length = (int64_t)deque_length(f->self);
    int64_t from;
    int64_t to;
    int64_t at;
    TRY(sequence_bounds(w, f->args[1], f->args[2], length, &from, &to));
    TRY(find(w, f->self, from, to, f->args[0], &at));
    if (at >= 0) {
        f->result = INT(at);
        return OK;
    }
    return sequence_missing(w, f->args[0], "deque");
}

Status deque_method_remove(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t at;
    TRY(find(w, f->self, 0, (int64_t)deque_length(f->self), f->args[0], &at));
    if (at < 0) {
        return raise_value(w, "deque.remove(x): x not in deque");
    }
    deque_delete_at(w, f->self, (size_t)at);
    f->result = NONE;
    return OK;
}

Status deque_method_insert(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const Deque *d = AS(Deque, f->self);
    int64_t length = (int64_t)d->length;
    int64_t at;
    TRY(value_index(w, f->args[0], &at));
    if (d->maxlen >= 0 && length >= d->maxlen) {
        return raise_error(w, TYPE_INDEX_ERROR,
                           "deque already at its maximum size");
    }
    if (at < 0) {
        at = at + length < 0 ? 0 : at + length;
    }
    f->result = NONE;
    return deque_insert_at(w, f->self, (size_t)(at > length ? length : at),
                           f->args[1]);
}

Status deque_method_reverse(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    size_t n = deque_length(f->self);
    for (size_t i = 0; i < n / 2; i++) {
        Value low = deque_at(f->self, i);
        deque_set_at(w, f->self, i, deque_at(f->self, n - 1 - i));
        deque_set_at(w, f->self, n - 1 - i, low);
    }
    f->result = NONE;
    return OK;
}

Status deque_method_reversed(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = iterator_new(w, TYPE_DEQUE_REVERSE_ITERATOR, f->self);
    NEED(f->result);
    return OK;
}

Status deque_get_maxlen(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t maxlen = AS(Deque, f->self)->maxlen;
    (void)w;
    f->result = maxlen < 0 ? NONE : INT(maxlen);
    return OK;
}

/* (class, () or ((), maxlen), instance dict or None, iterator) */
Status deque_method_reduce(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const Deque *d = AS(Deque, f->self);
    Value arguments = d->maxlen < 0
                          ? w->empty_tuple
                          : tuple_of(w, 2, w->empty_tuple, INT(d->maxlen));
    Value iterator = iterator_new(w, TYPE_DEQUE_ITERATOR, f->self);
    NEED(arguments);
    NEED(iterator);
    Value dict = OBJECT(f->self)->flags & OBJECT_DICT_WORD
                     ? *object_dict_word(OBJECT(f->self))
                     : NO_VALUE;
    f->result = tuple_of(w, 4, VALUE(klass_of(w, f->self)), arguments,
                         dict ? dict : NONE, iterator);
    NEED(f->result);
    return OK;
}
