/* SPDX-License-Identifier: MIT */
/*
 * list's methods and constructor. Those that only look at items are leaves;
 * extend and list() are machines over iterate_next, since the iterable may be
 * Python code.
 */
#include "vm/types/coerce.h"
#include "vm/types/iterator.h"
#include "vm/types/list.h"
#include "vm/types/sequence.h"
#include "vm/types/tuple.h"

Status list_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = VALUE(heap_new(w, AS(Klass, f->self), sizeof(List)));
    NEED(f->result);
    return OK;
}

/* Append all of args[which]; slot 0 is the iterator. */
static Status extend_with(World *w, Thread *t, NativeFrame *f, Value source)
{
    if (f->state == 0) {
        if (is_exactly(source, TYPE_LIST) || is_exactly(source, TYPE_TUPLE)) {
            f->result = NONE;
            Items more = items_of(source);
            size_t end = list_length(f->self);
            return list_replace(w, f->self, end, end, more.items, more.count);
        }
        TRY(iterate_begin(w, t, f, 0, source));
        f->state = 1;
    }
    TRY(iterate_ask_length(w, f, 1, source));
    for (;;) {
        Value item;
        TRY(iterate_next(w, t, f, 0, &item));
        if (!item) {
            f->result = NONE;
            return OK;
        }
        TRY(list_append(w, f->self, item));
    }
}

/* CPython 3.8's list() asks for len() once more, before it asks for an
 * iterator. Slot 1 says that this is done: the state is extend_with's then. */
static Status ask_first(World *w, NativeFrame *f, Value source)
{
    enum { ASK = 10 };
    if (f->state == 0 && !f->slot[1] && coerce_overrides(w, source, SLOT_LEN)) {
        f->slot[1] = TRUE_VALUE;
        f->state = ASK;
    }
    if (f->state >= ASK) {
        TRY(iterate_ask_length(w, f, ASK, source));
        f->state = 0;
    }
    return OK;
}

Status list_init(World *w, Thread *t, NativeFrame *f)
{
    uint32_t positional = f->argc - f->kw_count;
    if (f->state == 0 && !f->resumed) {
        if (f->kw_count && is_exactly(f->self, TYPE_LIST)) {
            return raise_type(w, "list() takes no keyword arguments");
        }
        if (positional > 1) {
            return raise_type(w, "list expected at most 1 argument, got %d",
                              (int)positional);
        }
        if (list_length(f->self)) {
            TRY(list_delete_range(w, f->self, 0, list_length(f->self)));
        }
    }
    if (positional) {
        TRY(ask_first(w, f, f->args[0]));
        return extend_with(w, t, f, f->args[0]);
    }
    f->result = NONE;
    return OK;
}

Status list_method_extend(World *w, Thread *t, NativeFrame *f)
{
    return extend_with(w, t, f, f->args[0]);
}

Status list_method_append(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = NONE;
    return list_append(w, f->self, f->args[0]);
}

Status list_method_insert(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t length = (int64_t)list_length(f->self);
    int64_t at;
    TRY(value_index(w, f->args[0], &at));
    if (at < 0) {
        at = at + length < 0 ? 0 : at + length;
    }
    f->result = NONE;
    return list_insert_at(w, f->self, (size_t)(at > length ? length : at),
                          f->args[1]);
}

Status list_method_pop(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t length = (int64_t)list_length(f->self);
    int64_t at = -1;
    if (f->args[0]) {
        TRY(value_index(w, f->args[0], &at));
    }
    if (length == 0) {
        return raise_error(w, TYPE_INDEX_ERROR, "pop from empty list");
    }
    at += at < 0 ? length : 0;
    if (at < 0 || at >= length) {
        return raise_error(w, TYPE_INDEX_ERROR, "pop index out of range");
    }
    if (at == length - 1) {
        return list_take_last(w, f->self, &f->result);
    }
    f->result = list_at(f->self, (size_t)at);
    return list_delete_range(w, f->self, (size_t)at, (size_t)at + 1);
}

Status list_method_remove(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t at;
    TRY(items_find(w, items_of(f->self), 0, f->args[0], &at));
    if (at < 0) {
        return raise_value(w, "list.remove(x): x not in list");
    }
    f->result = NONE;
    return list_delete_range(w, f->self, (size_t)at, (size_t)at + 1);
}

Status list_method_clear(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = NONE;
    return list_delete_range(w, f->self, 0, list_length(f->self));
}

Status list_method_copy(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Items items = items_of(f->self);
    f->result = list_from(w, items.items, items.count);
    NEED(f->result);
    return OK;
}

Status list_method_count(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t n;
    TRY(items_count(w, items_of(f->self), f->args[0], &n));
    f->result = INT(n);
    return OK;
}

Status list_method_index(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Items items = items_of(f->self);
    int64_t length = (int64_t)items.count;
    int64_t from;
    int64_t to;
    int64_t at;
    TRY(sequence_bounds(w, f->args[1], f->args[2], length, &from, &to));
    items.count = (size_t)to;
    TRY(items_find(w, items, (size_t)from, f->args[0], &at));
    if (at >= 0) {
        f->result = INT(at);
        return OK;
    }
    return sequence_missing(w, f->args[0], "list");
}

Status list_method_reverse(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    List *list = AS(List, f->self);
    f->result = NONE;
    if (list->length < 2) {
        return OK;
    }
    Value *low = list->items->items;
    Value *high = low + list->length;
    world_touch(w, low, list->length * sizeof *low);
    while (low < --high) {
        Value swap = *low;
        *low++ = *high;
        *high = swap;
    }
    return OK;
}

Status list_method_reversed(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = iterator_new(w, TYPE_LIST_REVERSE_ITERATOR, f->self);
    NEED(f->result);
    return OK;
}

Status list_method_sizeof(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    (void)w;
    const List *list = AS(List, f->self);
    size_t room = list->items ? values_capacity(list->items) : 0;
    f->result = INT((int64_t)(40 + 8 * room));
    return OK;
}
