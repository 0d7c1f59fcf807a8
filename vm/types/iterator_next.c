/* SPDX-License-Identifier: MIT */
/*
 * Built-in iterators that call Python: the native behind their next.
 *
 * Invariant: what must survive a call is in f->state and f->slot. slot 0 is
 * the inner iterator for iterate_next, slot 1 the item or items so far, slots
 * 2..7 are free. As in CPython an item already taken from the first iterator
 * of a zip is lost when the second is exhausted.
 */
#include "vm/slot_call.h"
#include "vm/types/iterator.h"
#include "vm/types/search.h"
#include "vm/types/tuple.h"

static Status stop_for_good(World *w, Iterator *it)
{
    STORE(w, it->source, NO_VALUE);
    return raise_stop(w, NO_VALUE);
}

/* source[index]: iter() of an object with __getitem__, and reversed(). */
static Status next_by_index(World *w, NativeFrame *f, Iterator *it)
{
    bool backwards = it->kind == TYPE_REVERSED;
    if (f->state == 0) {
        f->state = 1;
        Status s = slot_call(w, f, SLOT_GETITEM, it->source, INT(it->index));
        return s != NO_OP ? s
                          : raise_type(w, "'%T' object is not subscriptable",
                                       it->source);
    }
    Status s = native_result(f, &f->result);
    if (s == RAISE &&
        (raised_is(w, TYPE_INDEX_ERROR) || raised_is(w, TYPE_STOP_ITERATION))) {
        raised_clear(w);
        return stop_for_good(w, it);
    }
    TRY(s);
    STORE(w, it->index, it->index + (backwards ? -1 : 1));
    return OK;
}

/* iter(callable, sentinel) */
static Status next_by_call(World *w, NativeFrame *f, Iterator *it)
{
    bool same;
    Value result;
    switch (f->state) {
    case 0:
        f->state = 1;
        return native_call(f, it->source, 0);
    case 1: {
        Status s = native_result(f, &result);
        if (s == RAISE && raised_is(w, TYPE_STOP_ITERATION)) {
            STORE(w, it->source, NO_VALUE);
        }
        TRY(s);
        f->slot[1] = result;
        s = value_equal(w, it->extra, result, &same);
        if (s == TWIN) {
            f->state = 2;
            return search_call_equal(w, f, it->extra, result);
        }
        TRY(s);
        break;
    }
    default:
        TRY(native_result(f, &result));
        same = result == TRUE_VALUE;
    }
    if (same) {
        return stop_for_good(w, it);
    }
    f->result = f->slot[1];
    return OK;
}

static Status next_enumerated(World *w, Thread *t, NativeFrame *f, Iterator *it)
{
    Value item, number;
    f->slot[0] = it->source;
    TRY(iterate_next(w, t, f, 0, &item));
    if (!item) {
        return raise_stop(w, NO_VALUE);
    }
    TRY(enumerate_count(w, VALUE(it), &number));
    f->result = tuple_pair(w, number, item);
    NEED(f->result);
    return OK;
}

/* One item from each iterator of a tuple, into slot 1; *more false when one of
 * them is exhausted. f->state counts them. */
static Status next_of_each(World *w, Thread *t, NativeFrame *f, Value iterators,
                           bool *more)
{
    size_t count = tuple_length(iterators);
    if (!f->slot[1]) {
        f->slot[1] = VALUE(tuple_new(w, count));
        NEED(f->slot[1]);
    }
    while ((size_t)f->state < count) {
        Value item;
        f->slot[0] = tuple_at(iterators, (size_t)f->state);
        TRY(iterate_next(w, t, f, 0, &item));
        if (!item) {
            *more = false;
            return OK;
        }
        AS(Tuple, f->slot[1])->items[f->state++] = item;
    }
    *more = true;
    return OK;
}

static Status next_zipped(World *w, Thread *t, NativeFrame *f, Iterator *it)
{
    bool more;
    TRY(next_of_each(w, t, f, it->source, &more));
    if (!more) {
        return raise_stop(w, NO_VALUE);
    }
    f->result = f->slot[1];
    return OK;
}

static Status next_mapped(World *w, Thread *t, NativeFrame *f, Iterator *it)
{
    size_t count = tuple_length(it->source);
    if ((size_t)f->state > count) {
        return native_result(f, &f->result);
    }
    bool more;
    TRY(next_of_each(w, t, f, it->source, &more));
    if (!more) {
        return raise_stop(w, NO_VALUE);
    }
    f->state = (int32_t)count + 1;
    if (count == 1) {
        return native_call(f, it->extra, 1, tuple_at(f->slot[1], 0));
    }
    return native_call_tuple(f, it->extra, f->slot[1], NO_VALUE);
}

enum { FILTER_NEXT, FILTER_CALLED, FILTER_TRUTH };

/* Is `verdict` true? The answer may have to be asked for: CALL. */
static Status filter_truth(World *w, NativeFrame *f, Value verdict, bool *yes)
{
    Status s = value_truth(w, verdict, yes);
    if (s == TWIN) {
        f->state = FILTER_TRUTH;
        return slot_call_truth(w, f, verdict);
    }
    return s;
}

static Status filter_resume(World *w, NativeFrame *f, bool *yes)
{
    Value result;
    int32_t state = f->state;
    f->state = FILTER_NEXT;
    TRY(native_result(f, &result));
    if (state == FILTER_CALLED) {
        return filter_truth(w, f, result, yes);
    }
    *yes = result == TRUE_VALUE;
    return OK;
}

static Status next_filtered(World *w, Thread *t, NativeFrame *f, Iterator *it)
{
    bool plain = it->extra == NONE || it->extra == VALUE(&w->klass[TYPE_BOOL]);
    bool yes = false;
    if (f->state != FILTER_NEXT) {
        TRY(filter_resume(w, f, &yes));
    }
    while (!yes) {
        f->slot[0] = it->source;
        TRY(iterate_next(w, t, f, 0, &f->slot[1]));
        if (!f->slot[1]) {
            return raise_stop(w, NO_VALUE);
        }
        if (!plain) {
            f->state = FILTER_CALLED;
            return native_call(f, it->extra, 1, f->slot[1]);
        }
        TRY(filter_truth(w, f, f->slot[1], &yes));
    }
    f->result = f->slot[1];
    return OK;
}

/* A leaf after all. */
static Status next_plain(World *w, NativeFrame *f)
{
    TRY(layout_ops[TYPE_ITERATOR]->next(w, f->self, &f->result));
    return f->result ? OK : raise_stop(w, NO_VALUE);
}

Status iterator_next_native(World *w, Thread *t, NativeFrame *f)
{
    Iterator *it = AS(Iterator, f->self);
    if (!it->source && !f->resumed && it->kind != TYPE_RANGE_ITERATOR) {
        return raise_stop(w, NO_VALUE);
    }
    switch (it->kind) {
    case TYPE_ITERATOR:
    case TYPE_REVERSED:
        return next_by_index(w, f, it);
    case TYPE_CALLABLE_ITERATOR:
        return next_by_call(w, f, it);
    case TYPE_ENUMERATE:
        return next_enumerated(w, t, f, it);
    case TYPE_ZIP:
        return next_zipped(w, t, f, it);
    case TYPE_MAP:
        return next_mapped(w, t, f, it);
    case TYPE_FILTER:
        return next_filtered(w, t, f, it);
    default:
        return next_plain(w, f);
    }
}
