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
/* (a, b) */
MUST_CHECK static inline Value tuple_pair(World *w, Value a, Value b)
{
    Object *cell = heap_quick_cell(w, 2);
    if (__builtin_expect(!cell, 0)) {
        return tuple_of(w, 2, a, b);
    }
    *cell = (Object){.type = TYPE_REF(TYPE_TUPLE),
                     .layout = TYPE_TUPLE,
                     .units = 2};
    ((Tuple *)cell)->length = 2;
    ((Tuple *)cell)->items[0] = a;
    ((Tuple *)cell)->items[1] = b;
    return VALUE(cell);
}
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
