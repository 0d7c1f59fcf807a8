/* SPDX-License-Identifier: MIT */
/*
 * list.sort: a machine that calls the key function for each item, then sorts.
 *
 * Invariant: while Python code may run the list is empty and its items are in
 * slot 0; whatever happens they go back, and a list that is not empty any more
 * by then was modified. Keys that compare in Python are sorted by the prelude.
 */
#include "vm/types/list.h"
#include "vm/types/search.h"
#include "vm/types/sequence.h"
#include "vm/types/sort.h"

enum { SORT_BEGIN, SORT_KEY, SORT_COMPARED };
enum { SLOT_ITEMS, SLOT_KEYS, SLOT_AT, SLOT_SORTED, SLOT_EMPTY };

static Status flag_of(World *w, Value v, bool *out)
{
    *out = false;
    if (!v) {
        return OK;
    }
    if (!is_int(v)) {
        return raise_type(w, "an integer is required (got type %T)", v);
    }
    return value_truth(w, v, out);
}

/* Only to compare: a list frees the items that it outgrows. */
static Value place_of(World *w, const Values *items)
{
    return items ? INT((const char *)items - (const char *)w) : NONE;
}

/* Give the list its items back. */
static Status sort_finish(World *w, NativeFrame *f, Status status)
{
    List *list = AS(List, f->self);
    Values *items = AS(Values, f->slot[SLOT_ITEMS]);
    bool modified = place_of(w, list->items) != f->slot[SLOT_EMPTY];
    STORE(w, list->items, items);
    STORE(w, list->length, items->used);
    if (status == OK && modified) {
        return raise_value(w, "list modified during sort");
    }
    f->result = NONE;
    return status;
}

static Status sort_begin(World *w, NativeFrame *f)
{
    List *list = AS(List, f->self);
    /* Empty for as long as it lasts; whoever changes it gives it other items,
     * if only for a moment. */
    Values *empty = values_new(w, 0);
    NEED(empty);
    f->slot[SLOT_EMPTY] = place_of(w, empty);
    f->slot[SLOT_ITEMS] = VALUE(list->items);
    STORE(w, list->items, empty);
    STORE(w, list->length, 0);
    if (f->args[0] && f->args[0] != NONE) {
        size_t count = AS(Values, f->slot[SLOT_ITEMS])->used;
        Values *keys = values_new(w, count);
        if (!keys) {
            return sort_finish(w, f, RAISE);
        }
        keys->used = count;
        f->slot[SLOT_KEYS] = VALUE(keys);
        f->slot[SLOT_AT] = INT(0);
    }
    return OK;
}

/* A list of our own with these items, for the prelude. */
static Value listed(World *w, const Values *values, bool reverse)
{
    Value v = list_from(w, values->items, values->used);
    if (v && reverse) {
        Value *items = AS(List, v)->items->items;
        for (size_t i = 0, j = values->used; i + 1 < j; i++) {
            Value swap = items[i];
            items[i] = items[--j];
            items[j] = swap;
        }
    }
    return v;
}

/* Comparisons are Python code: list_sort_run(keys, items) orders a copy. */
static Status sort_in_python(World *w, NativeFrame *f, bool reverse)
{
    const Values *items = AS(Values, f->slot[SLOT_ITEMS]);
    const Values *keys =
        f->slot[SLOT_KEYS] ? AS(Values, f->slot[SLOT_KEYS]) : items;
    Value function = prelude_function(w, "list_sort_run");
    Value key_list = listed(w, keys, reverse);
    Value item_list = listed(w, items, reverse);
    if (!function || !key_list || !item_list) {
        return sort_finish(w, f, RAISE);
    }
    f->state = SORT_COMPARED;
    f->slot[SLOT_SORTED] = item_list;
    return native_call(f, function, 2, key_list, item_list);
}

static Status sort_now(World *w, NativeFrame *f)
{
    bool reverse;
    Status s = flag_of(w, f->args[1], &reverse);
    Values *items = AS(Values, f->slot[SLOT_ITEMS]);
    Values *keys = f->slot[SLOT_KEYS] ? AS(Values, f->slot[SLOT_KEYS]) : items;
    if (s == OK) {
        s = sort_by_keys(w, keys->items, items->items, items->used, reverse);
    }
    return s == TWIN ? sort_in_python(w, f, reverse) : sort_finish(w, f, s);
}

/* The copy is in order, or as far as it came; a falling order was sorted
 * backwards. */
static Status sort_compared(World *w, NativeFrame *f)
{
    Value none;
    bool reverse;
    Status s = native_result(f, &none);
    Values *items = AS(Values, f->slot[SLOT_ITEMS]);
    Value sorted = f->slot[SLOT_SORTED];
    size_t n = items->used;
    if (flag_of(w, f->args[1], &reverse) != OK) {
        return sort_finish(w, f, RAISE);
    }
    world_touch(w, items->items, n * sizeof(Value));
    for (size_t i = 0; i < n; i++) {
        items->items[i] = list_at(sorted, reverse ? n - 1 - i : i);
    }
    return sort_finish(w, f, s);
}

/* Take the last key, ask for the next one. */
static Status sort_keys(World *w, NativeFrame *f)
{
    Values *keys = AS(Values, f->slot[SLOT_KEYS]);
    const Values *items = AS(Values, f->slot[SLOT_ITEMS]);
    size_t at = (size_t)INT_OF(f->slot[SLOT_AT]);
    if (f->state == SORT_KEY) {
        Value key;
        if (native_result(f, &key) != OK) {
            return sort_finish(w, f, RAISE);
        }
        STORE(w, keys->items[at], key);
        at++;
    }
    if (at < items->used) {
        f->state = SORT_KEY;
        f->slot[SLOT_AT] = INT((int64_t)at);
        return native_call(f, f->args[0], 1, items->items[at]);
    }
    return sort_now(w, f);
}

Status list_method_sort(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->state == SORT_BEGIN) {
        bool reverse;
        TRY(flag_of(w, f->args[1], &reverse));
        f->result = NONE;
        if (list_length(f->self) == 0) {
            return OK;
        }
        TRY(sort_begin(w, f));
    }
    if (f->state == SORT_COMPARED) {
        return sort_compared(w, f);
    }
    return f->slot[SLOT_KEYS] ? sort_keys(w, f) : sort_now(w, f);
}
