/* SPDX-License-Identifier: MIT */
/* list: a length and a Values array that grows; items[i] for i < length. */
#ifndef GILSCOPE_VM_TYPES_LIST_H
#define GILSCOPE_VM_TYPES_LIST_H

#include "vm/operator.h"

typedef struct List {
    Object head;
    uint64_t length;
    Values *items; /* NULL while empty; items->used == length */
} List;

MUST_CHECK Value list_new(World *w, size_t capacity);
MUST_CHECK Value list_from(World *w, const Value *items, size_t count);
MUST_CHECK Status list_append_grow(World *w, Value list, Value item);
MUST_CHECK static inline Status list_append(World *w, Value v, Value item)
{
    List *list = AS(List, v);
    Values *items = list->items;
    size_t length = list->length;
    if (__builtin_expect(!items || (char *)list < w->watermark ||
                             (char *)items < w->watermark ||
                             length >= values_capacity_small(items),
                         0)) {
        return list_append_grow(w, v, item);
    }
    items->items[length] = item;
    items->used = list->length = length + 1;
    return OK;
}
MUST_CHECK Status list_insert_at(World *w, Value list, size_t at, Value item);
/* Put `count` values in the place of items [from, to); they may be the list's
 * own. Nothing has changed when it fails. */
MUST_CHECK Status list_replace(World *w, Value list, size_t from, size_t to,
                               const Value *items, size_t count);
/* Remove items [from, to). */
MUST_CHECK Status list_delete_range(World *w, Value list, size_t from,
                                    size_t to);
/* Remove and hand out the last item; the list is not empty. */
MUST_CHECK Status list_take_last(World *w, Value list, Value *out);
static inline Value list_at(Value list, size_t i)
{
    return AS(List, list)->items->items[i];
}
static inline size_t list_length(Value list)
{
    return AS(List, list)->length;
}

extern const TypeOps list_ops;

#endif
