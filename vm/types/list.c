/* SPDX-License-Identifier: MIT */
/*
 * list: storage and the operators. Methods are in list_methods.c, slices in
 * list_slice.c, sorting in list_sort.c.
 *
 * Invariant: items->used == length, so the collector sees exactly the live
 * items; the array is replaced, never moved, when it grows. Room grows by an
 * eighth as in CPython while small, by half later, since there is no realloc.
 */
#include "vm/types/list.h"

#include <string.h>

#include "vm/types/iterator.h"
#include "vm/types/list_slice.h"
#include "vm/types/sequence.h"

#define LIST_MAX (SIZE_MAX / 32)

Value list_new(World *w, size_t capacity)
{
    List *list = heap_object(w, TYPE_LIST, sizeof(List));
    if (!list) {
        return NO_VALUE;
    }
    if (capacity) {
        list->items = values_new(w, capacity);
        if (!list->items) {
            return NO_VALUE;
        }
    }
    return VALUE(list);
}

Value list_from(World *w, const Value *items, size_t count)
{
    Value v = list_new(w, count);
    if (v && count) {
        List *list = AS(List, v);
        memcpy(list->items->items, items, count * sizeof(Value));
        list->items->used = count;
        list->length = count;
    }
    return v;
}

static size_t grown_capacity(size_t length)
{
    if (length < 64) {
        return length + length / 8 + (length < 9 ? 3 : 6);
    }
    return length + length / 2;
}

/* Those of no capacity are what sort() gives a list, and looks for later. */
static void free_items(World *w, Values *old)
{
    if (old && values_capacity(old)) {
        heap_free(w, old);
    }
}

/* An array with room for `length` items, the present ones copied. */
static Status list_reallocate(World *w, List *list, size_t length)
{
    if (length > LIST_MAX) {
        return raise_memory(w);
    }
    Values *items = values_new(w, grown_capacity(length));
    NEED(items);
    Values *old = list->items;
    if (old) {
        memcpy(items->items, old->items, list->length * sizeof(Value));
        items->used = list->length;
    }
    STORE(w, list->items, items);
    free_items(w, old);
    return OK;
}

static void set_length(World *w, List *list, size_t length)
{
    STORE(w, list->length, length);
    if (list->items) {
        STORE(w, list->items->used, length);
    }
}

/* Nobody may hold these any more. */
static void items_dropped(World *w, const Value *items, size_t count)
{
    for (size_t i = 0; w->watched && i < count; i++) {
        heap_dropped(w, items[i]);
    }
}

Status list_append_grow(World *w, Value v, Value item)
{
    List *list = AS(List, v);
    size_t length = list->length;
    if (!list->items || length == values_capacity(list->items)) {
        TRY(list_reallocate(w, list, length + 1));
    }
    STORE(w, list->items->items[length], item);
    set_length(w, list, length + 1);
    return OK;
}

/* Move the items from `from` on to `to` and set the length to match. */
static Status list_shift(World *w, List *list, size_t from, size_t to)
{
    size_t tail = list->length - from;
    size_t length = to + tail;
    if (length > (list->items ? values_capacity(list->items) : 0)) {
        TRY(list_reallocate(w, list, length));
    }
    if (from != to && list->items) {
        Value *items = list->items->items;
        size_t low = from < to ? from : to;
        size_t high = length > list->length ? length : list->length;
        world_touch(w, items + low, (high - low) * sizeof(Value));
        memmove(items + to, items + from, tail * sizeof(Value));
        if (length < list->length) {
            memset(items + length, 0, (list->length - length) * sizeof(Value));
        }
    }
    set_length(w, list, length);
    return OK;
}

Status list_insert_at(World *w, Value v, size_t at, Value item)
{
    List *list = AS(List, v);
    TRY(list_shift(w, list, at, at + 1));
    STORE(w, list->items->items[at], item);
    return OK;
}

Status list_replace(World *w, Value v, size_t from, size_t to,
                    const Value *items, size_t count)
{
    List *list = AS(List, v);
    Values *copy = NULL;
    if (count > LIST_MAX) {
        return raise_memory(w);
    }
    if (count && list->items && items >= list->items->items &&
        items < list->items->items + list->length) {
        copy = values_new(w, count);
        NEED(copy);
        memcpy(copy->items, items, count * sizeof(Value));
        items = copy->items;
    }
    if (list->items) {
        items_dropped(w, list->items->items + from, to - from);
    }
    TRY(list_shift(w, list, to, from + count));
    if (count) {
        Value *at = list->items->items + from;
        world_touch(w, at, count * sizeof(Value));
        memcpy(at, items, count * sizeof(Value));
    }
    if (copy) {
        heap_free(w, copy);
    }
    return OK;
}

Status list_delete_range(World *w, Value v, size_t from, size_t to)
{
    List *list = AS(List, v);
    if (from == to) {
        return OK;
    }
    items_dropped(w, list->items->items + from, to - from);
    if (from == 0 && to == list->length) {
        Values *old = list->items;
        STORE(w, list->length, 0);
        STORE(w, list->items, NULL);
        free_items(w, old);
        return OK;
    }
    return list_shift(w, list, to, from);
}

Status list_take_last(World *w, Value v, Value *out)
{
    List *list = AS(List, v);
    size_t last = list->length - 1;
    *out = list->items->items[last];
    STORE(w, list->items->items[last], NO_VALUE);
    set_length(w, list, last);
    return OK;
}

/* ---- operators ----------------------------------------------------------- */

static Status list_concat(World *w, Value a, Value b, Value *out)
{
    Items left = items_of(a);
    Items right = items_of(b);
    Value v = list_new(w, left.count + right.count);
    NEED(v);
    List *list = AS(List, v);
    if (list->items) {
        Value *items = list->items->items;
        if (left.count) {
            memcpy(items, left.items, left.count * sizeof(Value));
        }
        if (right.count) {
            memcpy(items + left.count, right.items,
                   right.count * sizeof(Value));
        }
        list->items->used = list->length = left.count + right.count;
    }
    *out = v;
    return OK;
}

static void fill_repeated(Value *to, const Value *from, size_t count,
                          size_t times)
{
    if (count == 1) {
        for (size_t i = 0; i < times; i++) {
            to[i] = from[0];
        }
        return;
    }
    for (size_t i = 0; i < times; i++) {
        memcpy(to + i * count, from, count * sizeof(Value));
    }
}

static Status list_repeat(World *w, Value a, Value factor, Value *out)
{
    int64_t times;
    Items from = items_of(a);
    TRY(sequence_factor(w, factor, &times));
    if (from.count && (size_t)times > LIST_MAX / from.count) {
        return raise_memory(w);
    }
    Value v = list_new(w, from.count * (size_t)times);
    NEED(v);
    List *list = AS(List, v);
    if (list->items) {
        fill_repeated(list->items->items, from.items, from.count,
                      (size_t)times);
        list->items->used = list->length = from.count * (size_t)times;
    }
    *out = v;
    return OK;
}

static Status list_binary(World *w, Slot op, Value a, Value b, Value *out)
{
    if (op == SLOT_ADD) {
        bool both = has_layout(a, TYPE_LIST) && has_layout(b, TYPE_LIST);
        return both ? list_concat(w, a, b, out) : NO_OP;
    }
    if (op == SLOT_MULTIPLY) {
        return has_layout(a, TYPE_LIST) ? list_repeat(w, a, b, out)
                                        : list_repeat(w, b, a, out);
    }
    return NO_OP;
}

static Status list_repeat_inplace(World *w, Value a, Value factor)
{
    int64_t times;
    TRY(sequence_factor(w, factor, &times));
    size_t count = list_length(a);
    if (count && (size_t)times > LIST_MAX / count) {
        return raise_memory(w);
    }
    if (times == 0) {
        return list_delete_range(w, a, 0, count);
    }
    List *list = AS(List, a);
    TRY(list_shift(w, list, count, count * (size_t)times));
    if (count) {
        Value *items = list->items->items;
        world_touch(w, items + count,
                    count * (size_t)(times - 1) * sizeof(Value));
        fill_repeated(items + count, items, count, (size_t)(times - 1));
    }
    return OK;
}

static Status list_inplace(World *w, Slot op, Value a, Value b, Value *out)
{
    *out = a;
    if (op == SLOT_MULTIPLY) {
        return list_repeat_inplace(w, a, b);
    }
    if (op != SLOT_ADD) {
        return NO_OP;
    }
    if (is_exactly(b, TYPE_LIST) || is_exactly(b, TYPE_TUPLE)) {
        Items more = items_of(b);
        size_t end = list_length(a);
        return list_replace(w, a, end, end, more.items, more.count);
    }
    return TWIN;
}

static Status list_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    if (!has_layout(b, TYPE_LIST)) {
        return NO_OP;
    }
    return items_compare(w, op, items_of(a), items_of(b), out);
}

static Status list_repr(World *w, Value a, Writer *out)
{
    ReprLink link;
    Status s = repr_enter(w, out, &link, a);
    if (s == NO_OP) {
        writer_ascii(out, "[...]");
        return OK;
    }
    TRY(s);
    writer_char(out, '[');
    s = items_repr(w, items_of(a), out);
    writer_char(out, ']');
    repr_leave(w, out, &link);
    return s;
}

static Status list_len(World *w, Value a, int64_t *out)
{
    (void)w;
    *out = (int64_t)list_length(a);
    return OK;
}

/* Where `key` points in the list: OK, or an IndexError saying `what`. */
static Status list_index_of(World *w, Value a, Value key, const char *what,
                            size_t *at)
{
    int64_t i;
    Status s = sequence_index(w, key, (int64_t)list_length(a), &i);
    if (s == NO_OP) {
        return raise_type(w, "list indices must be integers or slices, not %T",
                          key);
    }
    TRY(s);
    if ((uint64_t)i >= list_length(a)) {
        return raise_error(w, TYPE_INDEX_ERROR, "%s", what);
    }
    *at = (size_t)i;
    return OK;
}

static Status list_get_item(World *w, Value a, Value key, Value *out)
{
    size_t i = 0;
    if (has_layout(key, TYPE_SLICE)) {
        return list_get_slice(w, a, key, out);
    }
    TRY(list_index_of(w, a, key, "list index out of range", &i));
    *out = list_at(a, i);
    return OK;
}

static Status list_set_item(World *w, Value a, Value key, Value value)
{
    size_t i = 0;
    if (has_layout(key, TYPE_SLICE)) {
        return list_set_slice(w, a, key, value);
    }
    TRY(list_index_of(w, a, key, "list assignment index out of range", &i));
    heap_dropped(w, list_at(a, i));
    STORE(w, AS(List, a)->items->items[i], value);
    return OK;
}

static Status list_delete_item(World *w, Value a, Value key)
{
    size_t i = 0;
    if (has_layout(key, TYPE_SLICE)) {
        return list_delete_slice(w, a, key);
    }
    TRY(list_index_of(w, a, key, "list assignment index out of range", &i));
    return list_delete_range(w, a, i, i + 1);
}

static Status list_contains(World *w, Value a, Value item, bool *out)
{
    return items_contains(w, items_of(a), item, out);
}

static Status list_hash(World *w, Value a, int64_t *out)
{
    (void)out;
    return raise_type(w, "unhashable type: '%T'", a);
}

static Status list_iterate(World *w, Value a, Value *iterator)
{
    *iterator = iterator_new(w, TYPE_LIST_ITERATOR, a);
    NEED(*iterator);
    return OK;
}

static void list_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    visitor->visit(visitor, (Value *)&((List *)object)->items);
}

const TypeOps list_ops = {
    .binary = list_binary,
    .inplace = list_inplace,
    .compare = list_compare,
    .hash = list_hash,
    .repr = list_repr,
    .length = list_len,
    .get_item = list_get_item,
    .set_item = list_set_item,
    .delete_item = list_delete_item,
    .contains = list_contains,
    .iterate = list_iterate,
    .operators = "add mul rmul iadd imul",
    .visit = list_visit,
};
