/* SPDX-License-Identifier: MIT */
/*
 * list[start:stop:step], read, assigned and deleted.
 *
 * Invariant: bounds are worked out once, from the length at that moment; no
 * Python code runs afterwards, so they stay right. A slice with a step other
 * than 1 keeps the list's length when assigned.
 */
#include "vm/types/list_slice.h"

#include <string.h>

#include "vm/types/range.h"
#include "vm/types/sequence.h"

Status list_get_slice(World *w, Value list, Value slice, Value *out)
{
    int64_t start, stop, step, count;
    TRY(slice_indices(w, slice, (int64_t)list_length(list), &start, &stop,
                      &step, &count));
    if (step == 1) {
        const Value *items = items_of(list).items;
        *out = list_from(w, count ? items + start : NULL, (size_t)count);
        NEED(*out);
        return OK;
    }
    *out = list_new(w, (size_t)count);
    NEED(*out);
    List *result = AS(List, *out);
    for (int64_t i = 0; i < count; i++) {
        result->items->items[i] = list_at(list, (size_t)(start + i * step));
    }
    if (count) {
        result->items->used = result->length = (size_t)count;
    }
    return OK;
}

static Status set_extended(World *w, Value list, int64_t start, int64_t step,
                           int64_t count, Items from)
{
    if ((int64_t)from.count != count) {
        return raise_value(w,
                           "attempt to assign sequence of size %zu to "
                           "extended slice of size %ld",
                           from.count, count);
    }
    Values *copy = NULL;
    if (count && from.items == items_of(list).items) {
        copy = values_new(w, from.count);
        NEED(copy);
        memcpy(copy->items, from.items, from.count * sizeof(Value));
        from.items = copy->items;
    }
    for (int64_t i = 0; i < count; i++) {
        STORE(w, AS(List, list)->items->items[start + i * step], from.items[i]);
    }
    if (copy) {
        heap_free(w, copy);
    }
    return OK;
}

Status list_set_slice(World *w, Value list, Value slice, Value value)
{
    int64_t start, stop, step, count;
    if (!is_exactly(value, TYPE_LIST) && !is_exactly(value, TYPE_TUPLE)) {
        return TWIN;
    }
    TRY(slice_indices(w, slice, (int64_t)list_length(list), &start, &stop,
                      &step, &count));
    Items from = items_of(value);
    if (step == 1) {
        return list_replace(w, list, (size_t)start, (size_t)(start + count),
                            from.items, from.count);
    }
    return set_extended(w, list, start, step, count, from);
}

/* Close the gaps: keep what lies between the deleted items. */
static Status delete_extended(World *w, Value list, int64_t start, int64_t step,
                              int64_t count)
{
    Values *values = AS(List, list)->items;
    int64_t length = (int64_t)list_length(list);
    int64_t to = start;
    int64_t next = start; /* the next one to delete */
    int64_t gone = 0;
    world_touch(w, values->items + start,
                (size_t)(length - start) * sizeof(Value));
    for (int64_t from = start; from < length; from++) {
        if (gone < count && from == next) {
            gone++;
            next += gone < count ? step : 0; /* a huge one may overflow */
        } else {
            values->items[to++] = values->items[from];
        }
    }
    return list_delete_range(w, list, (size_t)to, (size_t)length);
}

Status list_delete_slice(World *w, Value list, Value slice)
{
    int64_t start, stop, step, count;
    TRY(slice_indices(w, slice, (int64_t)list_length(list), &start, &stop,
                      &step, &count));
    if (count == 0) {
        return OK;
    }
    if (step < 0) {
        start += (count - 1) * step;
        step = -step;
    }
    if (step == 1) {
        return list_delete_range(w, list, (size_t)start,
                                 (size_t)(start + count));
    }
    return delete_extended(w, list, start, step, count);
}
