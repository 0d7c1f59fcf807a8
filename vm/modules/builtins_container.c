/* SPDX-License-Identifier: MIT */
/*
 * Built-in functions about containers and iteration: len iter next sorted all
 * any, and _prelude's repr_enter.
 */
#include <string.h>

#include "vm/slot_call.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/iterator.h"
#include "vm/types/list.h"
#include "vm/types/search.h"
#include "vm/types/sequence.h"
#include "vm/types/sort.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

/* ---- len ----------------------------------------------------------------- */

/* What a Python __len__ gave, checked as CPython does. */
static Status length_made(World *w, NativeFrame *f)
{
    Value result;
    int64_t length;
    TRY(native_result(f, &result));
    if (!is_int(result)) {
        return raise_type(w, "'%T' object cannot be interpreted as an integer",
                          result);
    }
    if (int_sign(result) < 0) {
        return raise_value(w, "__len__() should return >= 0");
    }
    if (!int_to_int64(result, &length)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "cannot fit '%T' into an index-sized integer",
                           result);
    }
    f->result = int_new(w, length);
    NEED(f->result);
    return OK;
}

Status builtins_len(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t length;
    if (f->resumed) {
        return length_made(w, f);
    }
    Status s = value_length(w, f->args[0], &length);
    if (s == TWIN) {
        s = slot_call(w, f, SLOT_LEN, f->args[0], NO_VALUE);
    }
    if (s == NO_OP) {
        return raise_type(w, "object of type '%T' has no len()", f->args[0]);
    }
    TRY(s);
    f->result = int_new(w, length);
    NEED(f->result);
    return OK;
}

/* ---- iter, next ---------------------------------------------------------- */

static bool is_callable(World *w, Value v)
{
    switch (layout_of(v)) {
    case TYPE_FUNCTION:
    case TYPE_NATIVE:
    case TYPE_METHOD:
    case TYPE_TYPE:
        return true;
    default: {
        Value call = klass_slot(w, v, SLOT_CALL);
        return call && call != NONE;
    }
    }
}

Status builtins_iter(World *w, Thread *t, NativeFrame *f)
{
    if (!f->args[1]) {
        TRY(iterate_begin(w, t, f, 0, f->args[0]));
        f->result = f->slot[0];
        return OK;
    }
    if (!is_callable(w, f->args[0])) {
        return raise_type(w, "iter(v, w): v must be callable");
    }
    f->result = iterator_new(w, TYPE_CALLABLE_ITERATOR, f->args[0]);
    NEED(f->result);
    AS(Iterator, f->result)->extra = f->args[1];
    return OK;
}

Status builtins_next(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value item;
    if (f->resumed) {
        Status s = native_result(f, &f->result);
        if (s == RAISE && f->args[1] && raised_is(w, TYPE_STOP_ITERATION)) {
            raised_clear(w);
            f->result = f->args[1];
            return OK;
        }
        return s;
    }
    Status s = value_next(w, f->args[0], &item);
    if (s == CALL) {
        s = slot_call(w, f, SLOT_NEXT, f->args[0], NO_VALUE);
    }
    if (s == NO_OP) {
        return raise_type(w, "'%T' object is not an iterator", f->args[0]);
    }
    TRY(s);
    if (!item) {
        item = f->args[1];
    }
    f->result = item;
    return item ? OK : raise_stop(w, NO_VALUE);
}

/* ---- all, any ------------------------------------------------------------ */

enum { TRUTHS_BEGIN, TRUTHS_NEXT, TRUTHS_ASKED };

/* True when an item whose truth is `wanted` was found. */
static Status find_truth(World *w, Thread *t, NativeFrame *f, bool wanted,
                         bool *found)
{
    bool truth;
    Value item;
    if (f->state == TRUTHS_BEGIN) {
        TRY(iterate_begin(w, t, f, 0, f->args[0]));
        f->state = TRUTHS_NEXT;
    }
    for (;;) {
        if (f->state == TRUTHS_ASKED) {
            TRY(native_result(f, &item));
            truth = item == TRUE_VALUE;
            f->state = TRUTHS_NEXT;
        } else {
            TRY(iterate_next(w, t, f, 0, &item));
            if (!item) {
                *found = false;
                return OK;
            }
            Status s = value_truth(w, item, &truth);
            if (s == TWIN) {
                f->state = TRUTHS_ASKED;
                return slot_call_truth(w, f, item);
            }
            TRY(s);
        }
        if (truth == wanted) {
            *found = true;
            return OK;
        }
    }
}

Status builtins_all(World *w, Thread *t, NativeFrame *f)
{
    bool found;
    TRY(find_truth(w, t, f, false, &found));
    f->result = BOOL(!found);
    return OK;
}

Status builtins_any(World *w, Thread *t, NativeFrame *f)
{
    bool found;
    TRY(find_truth(w, t, f, true, &found));
    f->result = BOOL(found);
    return OK;
}

/* ---- sorted -------------------------------------------------------------- */

enum { SORTED_BEGIN, SORTED_COLLECT, SORTED_CALLED };

/* slot 1: the new list. */
static Status sorted_collect(World *w, Thread *t, NativeFrame *f)
{
    if (f->state == SORTED_BEGIN) {
        TRY(iterate_begin(w, t, f, 0, f->args[0]));
        f->slot[1] = list_new(w, 0);
        NEED(f->slot[1]);
        f->state = SORTED_COLLECT;
    }
    for (;;) {
        Value item;
        TRY(iterate_next(w, t, f, 0, &item));
        if (!item) {
            return OK;
        }
        TRY(list_append(w, f->slot[1], item));
    }
}

/* list.sort(slot 1, key=..., reverse=...) */
static Status sorted_call(World *w, NativeFrame *f)
{
    Value name = str_intern_ascii(w, "sort");
    NEED(name);
    Value sort = klass_lookup(w, &w->klass[TYPE_LIST], name);
    Value arguments = tuple_of(w, 1, f->slot[1]);
    Value keywords = dict_new(w);
    NEED(sort);
    NEED(arguments);
    NEED(keywords);
    if (f->args[1]) {
        TRY(dict_set_str(w, keywords, w->name[NAME_KEY], f->args[1]));
    }
    if (f->args[2]) {
        TRY(dict_set_str(w, keywords, w->name[NAME_REVERSE], f->args[2]));
    }
    f->state = SORTED_CALLED;
    return native_call_tuple(f, sort, arguments, keywords);
}

Status builtins_sorted(World *w, Thread *t, NativeFrame *f)
{
    Value none;
    if (f->state == SORTED_CALLED) {
        TRY(native_result(f, &none));
        f->result = f->slot[1];
        return OK;
    }
    TRY(sorted_collect(w, t, f));
    f->result = f->slot[1];
    bool plain = (!f->args[1] || f->args[1] == NONE) &&
                 (!f->args[2] || IS_BOOL(f->args[2]));
    List *list = AS(List, f->slot[1]);
    if (!list->items) {
        return plain ? OK : sorted_call(w, f);
    }
    if (plain) {
        Value *items = list->items->items;
        Status s = sort_by_keys(w, items, items, list->length,
                                f->args[2] == TRUE_VALUE);
        if (s != TWIN) {
            return s;
        }
    }
    return sorted_call(w, f);
}

/* ---- for the prelude ----------------------------------------------------- */

/*
 * _repr_enter(container): is its repr already being made further out on this
 * thread? The calls themselves are the record: a frame of the same prelude
 * function with the same first argument.
 */
Status prelude_repr_enter(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    const CodeObject *code = NULL;
    f->result = FALSE_VALUE;
    for (Object *o = t->frame; o;) {
        if (!is_frame(o)) {
            o = ((NativeFrame *)o)->back;
            continue;
        }
        const Frame *frame = (const Frame *)o;
        if (!code) {
            code = frame->code;
        } else if (frame->code == code && frame->slots[0] == f->args[0]) {
            f->result = TRUE_VALUE;
            return OK;
        }
        o = frame->back;
    }
    return OK;
}

/* prelude_value(name): what vm/lib modules take from the prelude. */
Status prelude_value(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!is_str(f->args[0])) {
        return raise_type(w, "a name is wanted, not '%T'", f->args[0]);
    }
    f->result = dict_get_str(w, w->prelude, f->args[0]);
    return f->result ? OK
                     : raise_error(w, TYPE_ATTRIBUTE_ERROR,
                                   "the prelude has no '%V'", f->args[0]);
}
