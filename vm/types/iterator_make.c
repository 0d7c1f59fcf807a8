/* SPDX-License-Identifier: MIT */
/*
 * Constructors of reversed, enumerate, zip, map, filter, and __length_hint__.
 * Each is a machine: making the inner iterator may call a Python __iter__.
 */
#include "vm/slot_call.h"
#include "vm/types/int.h"
#include "vm/types/iterator.h"
#include "vm/types/list.h"
#include "vm/types/tuple.h"

/* ---- reversed ------------------------------------------------------------ */

static Status reversed_by_index(World *w, NativeFrame *f, int64_t length)
{
    f->result =
        iterator_of_class(w, AS(Klass, f->self), TYPE_REVERSED, f->args[0]);
    NEED(f->result);
    AS(Iterator, f->result)->index = length - 1;
    return OK;
}

static Status not_reversible(World *w, Value v)
{
    return raise_type(w, "'%T' object is not reversible", v);
}

enum { REVERSED_BEGIN, REVERSED_CALLED, REVERSED_LENGTH };

static Status reversed_begin(World *w, NativeFrame *f, Value source)
{
    if (is_exactly(source, TYPE_LIST)) {
        f->result = iterator_new(w, TYPE_LIST_REVERSE_ITERATOR, source);
        NEED(f->result);
        return OK;
    }
    Value method = klass_slot(w, source, SLOT_REVERSED);
    if (method == NONE) {
        return not_reversible(w, source);
    }
    if (method) {
        f->state = REVERSED_CALLED;
        return slot_call(w, f, SLOT_REVERSED, source, NO_VALUE);
    }
    Value get_item = klass_slot(w, source, SLOT_GETITEM);
    if (!get_item || get_item == NONE || has_layout(source, TYPE_DICT) ||
        has_layout(source, TYPE_MAPPINGPROXY)) {
        return not_reversible(w, source);
    }
    int64_t length;
    Status s = value_length(w, source, &length);
    if (s == TWIN) {
        f->state = REVERSED_LENGTH;
        s = slot_call(w, f, SLOT_LEN, source, NO_VALUE);
    }
    if (s == NO_OP) {
        return not_reversible(w, source);
    }
    TRY(s);
    return reversed_by_index(w, f, length);
}

Status reversed_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t length;
    Value result;
    switch (f->state) {
    case REVERSED_BEGIN:
        return reversed_begin(w, f, f->args[0]);
    case REVERSED_CALLED:
        return native_result(f, &f->result);
    default:
        TRY(native_result(f, &result));
        TRY(value_index(w, result, &length));
        return reversed_by_index(w, f, length);
    }
}

/* ---- enumerate, zip, map, filter ----------------------------------------- */

Status enumerate_make(World *w, Thread *t, NativeFrame *f)
{
    int64_t start = 0;
    Value first = f->args[1];
    if (first && !is_int(first)) {
        Status s = value_index(w, first, &start);
        return s == OK ? RAISE : s;
    }
    TRY(iterate_begin(w, t, f, 0, f->args[0]));
    Value v =
        iterator_of_class(w, AS(Klass, f->self), TYPE_ENUMERATE, f->slot[0]);
    NEED(v);
    if (first && !int_to_int64(first, &AS(Iterator, v)->index)) {
        AS(Iterator, v)->extra = first;
    }
    f->result = v;
    return OK;
}

/* Iterators of all positional arguments from `from` on, a tuple in slot 1;
 * f->state counts them. */
static Status iterators_of(World *w, Thread *t, NativeFrame *f, uint32_t from)
{
    uint32_t count = f->argc - f->kw_count - from;
    if (!f->slot[1]) {
        f->slot[1] = VALUE(tuple_new(w, count));
        NEED(f->slot[1]);
    }
    while ((uint32_t)f->state < count) {
        TRY(iterate_begin(w, t, f, 0, f->args[from + (uint32_t)f->state]));
        AS(Tuple, f->slot[1])->items[f->state++] = f->slot[0];
    }
    return OK;
}

static Status no_keywords(World *w, NativeFrame *f, TypeId type,
                          const char *name)
{
    if (f->kw_count && f->self == VALUE(&w->klass[type])) {
        return raise_type(w, "%s() takes no keyword arguments", name);
    }
    return OK;
}

Status zip_make(World *w, Thread *t, NativeFrame *f)
{
    TRY(no_keywords(w, f, TYPE_ZIP, "zip"));
    TRY(iterators_of(w, t, f, 0));
    f->result = iterator_of_class(w, AS(Klass, f->self), TYPE_ZIP, f->slot[1]);
    NEED(f->result);
    return OK;
}

Status map_make(World *w, Thread *t, NativeFrame *f)
{
    TRY(no_keywords(w, f, TYPE_MAP, "map"));
    if (f->argc - f->kw_count < 2) {
        return raise_type(w, "map() must have at least two arguments.");
    }
    TRY(iterators_of(w, t, f, 1));
    f->result = iterator_of_class(w, AS(Klass, f->self), TYPE_MAP, f->slot[1]);
    NEED(f->result);
    AS(Iterator, f->result)->extra = f->args[0];
    return OK;
}

Status filter_make(World *w, Thread *t, NativeFrame *f)
{
    TRY(iterate_begin(w, t, f, 0, f->args[1]));
    f->result =
        iterator_of_class(w, AS(Klass, f->self), TYPE_FILTER, f->slot[0]);
    NEED(f->result);
    AS(Iterator, f->result)->extra = f->args[0];
    return OK;
}

/* ---- length hints -------------------------------------------------------- */

Status iterator_method_length_hint(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t left = iterator_hint(w, f->self);
    f->result = left < 0 ? NOT_IMPLEMENTED : INT(left);
    return OK;
}
