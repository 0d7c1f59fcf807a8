/* SPDX-License-Identifier: MIT */
/*
 * collections.deque: a ring of values. Item i is at items[(first + i) & mask],
 * mask = capacity - 1; slots outside the ring are 0. `state` counts changes of
 * length, so that iterators notice them.
 */
#ifndef GILSCOPE_VM_TYPES_DEQUE_H
#define GILSCOPE_VM_TYPES_DEQUE_H

#include "vm/types/iterator.h"

typedef struct Deque {
    Object head;
    uint64_t length;
    uint64_t first;
    uint64_t capacity; /* a power of two, or 0 */
    uint64_t state;
    int64_t maxlen; /* -1: none */
    Values *items;  /* NULL while the capacity is 0 */
} Deque;

MUST_CHECK Value deque_new(World *w, Klass *klass, int64_t maxlen);
MUST_CHECK Status deque_append(World *w, Value deque, Value item);
MUST_CHECK Status deque_append_left(World *w, Value deque, Value item);
/* The deque is not empty. */
Value deque_pop(World *w, Value deque);
Value deque_pop_left(World *w, Value deque);
void deque_clear(World *w, Value deque);
/* A new deque of exact type with the same items and maxlen. */
MUST_CHECK Value deque_copy(World *w, Value deque);
/* Turn the ring: positive steps to the right. */
void deque_rotate(World *w, Value deque, int64_t steps);
MUST_CHECK Status deque_insert_at(World *w, Value deque, size_t at, Value item);
void deque_delete_at(World *w, Value deque, size_t at);
void deque_set_at(World *w, Value deque, size_t at, Value item);
MUST_CHECK Status deque_iterator_next(World *w, Iterator *it, Value *item);

static inline size_t deque_length(Value deque)
{
    return AS(Deque, deque)->length;
}
static inline Value deque_at(Value deque, size_t i)
{
    const Deque *d = AS(Deque, deque);
    return d->items->items[(d->first + i) & (d->capacity - 1)];
}

extern const TypeOps deque_ops;

#endif
