/* SPDX-License-Identifier: MIT */
/* tuple: a length and that many items, never changed once published. */
#ifndef GILSCOPE_VM_TYPES_TUPLE_H
#define GILSCOPE_VM_TYPES_TUPLE_H

#include "vm/operator.h"

typedef struct Tuple {
    Object head;
    uint64_t length;
    Value items[];
} Tuple;

/* Items are 0: fill them in before anybody sees it. */
MUST_CHECK Tuple *tuple_new(World *w, size_t length);
MUST_CHECK Value tuple_from(World *w, const Value *items, size_t count);
/* tuple_of(w, 2, a, b) */
MUST_CHECK Value tuple_of(World *w, int count, ...);
static inline Value tuple_at(Value tuple, size_t i)
{
    return AS(Tuple, tuple)->items[i];
}
static inline size_t tuple_length(Value tuple)
{
    return AS(Tuple, tuple)->length;
}

extern const TypeOps tuple_ops;

#endif
