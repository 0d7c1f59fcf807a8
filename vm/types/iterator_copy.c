/* SPDX-License-Identifier: MIT */
/*
 * Taking built-in iterators apart and putting them together again: what copy
 * and pickle need.
 *
 * An iterator over a sequence comes back as iter(sequence) and a position; one
 * over a dict or a set, whose order another process may not share, as an
 * iterator over the list of what is left. As in CPython this never advances
 * the iterator itself.
 */
#include "vm/natives.h"
#include "vm/types/deque.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/iterator.h"
#include "vm/types/list.h"
#include "vm/types/range.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

/* (callable, args) or (callable, args, state). */
static Status parts(World *w, NativeFrame *f, Value callable, Value args,
                    Value state)
{
    NEED(args);
    f->result = state ? tuple_of(w, 3, callable, args, state)
                      : tuple_of(w, 2, callable, args);
    NEED(f->result);
    return OK;
}

static Value builtin_iter(World *w)
{
    Value name = str_intern_ascii(w, "iter");
    return name ? dict_get_str(w, w->builtins, name) : NO_VALUE;
}

static Value empty_tuple(World *w)
{
    Tuple *none = tuple_new(w, 0);
    return none ? VALUE(none) : NO_VALUE;
}

static Status sequence_parts(World *w, NativeFrame *f, const Iterator *it)
{
    bool backwards =
        it->kind == TYPE_LIST_REVERSE_ITERATOR || it->kind == TYPE_REVERSED;
    Value callable = it->kind == TYPE_REVERSED ? VALUE(klass_of(w, f->self))
                     : backwards               ? VALUE(&w->klass[TYPE_REVERSED])
                                               : builtin_iter(w);
    Value source = it->source ? it->source : empty_tuple(w);
    NEED(callable && source);
    Value state = it->source ? int_new(w, it->index) : NO_VALUE;
    return parts(w, f, callable, tuple_of(w, 1, source), state);
}

/* Whatever is left, in a list. */
static Status remaining_parts(World *w, NativeFrame *f, const Iterator *it)
{
    Value copy = iterator_new(w, (TypeId)it->kind, it->source);
    Value rest = list_new(w, 0);
    NEED(copy && rest);
    AS(Iterator, copy)->index = it->index;
    AS(Iterator, copy)->stop = it->stop;
    AS(Iterator, copy)->extra = it->extra;
    while (it->source) {
        Value item;
        TRY(value_next(w, copy, &item));
        if (!item) {
            break;
        }
        TRY(list_append(w, rest, item));
    }
    return parts(w, f, builtin_iter(w), tuple_of(w, 1, rest), NO_VALUE);
}

static Status range_parts(World *w, NativeFrame *f, const Iterator *it)
{
    Value left;
    if (!it->extra) {
        left = it->source ? it->source : range_new(w, INT(0), INT(0), INT(1));
        return parts(w, f, builtin_iter(w), tuple_of(w, 1, left),
                     int_new(w, it->index));
    }
    int64_t step = INT_OF(it->extra);
    Value stop = it->stop > 0 ? int_new(w, it->index + it->stop * step)
                              : int_new(w, it->index);
    Value start = int_new(w, it->index);
    NEED(start && stop);
    left = range_new(w, start, stop, it->extra);
    NEED(left);
    return parts(w, f, builtin_iter(w), tuple_of(w, 1, left), INT(0));
}

/* The class again, over the iterators inside. */
static Status wrapped_parts(World *w, NativeFrame *f, const Iterator *it)
{
    Value klass = VALUE(klass_of(w, f->self));
    Value args = NO_VALUE;
    if (it->kind == TYPE_ZIP) {
        args = it->source;
    } else if (it->kind == TYPE_FILTER) {
        args = tuple_of(w, 2, it->extra, it->source);
    } else if (it->kind == TYPE_ENUMERATE) {
        Value number = it->extra ? it->extra : int_new(w, it->index);
        NEED(number);
        args = tuple_of(w, 2, it->source, number);
    } else {
        size_t count = tuple_length(it->source);
        Tuple *all = tuple_new(w, count + 1);
        NEED(all);
        all->items[0] = it->extra;
        for (size_t i = 0; i < count; i++) {
            all->items[i + 1] = tuple_at(it->source, i);
        }
        args = VALUE(all);
    }
    return parts(w, f, klass, args, NO_VALUE);
}

Status iterator_method_reduce(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const Iterator *it = AS(Iterator, f->self);
    switch (it->kind) {
    case TYPE_RANGE_ITERATOR:
        return range_parts(w, f, it);
    case TYPE_ENUMERATE:
    case TYPE_ZIP:
    case TYPE_MAP:
    case TYPE_FILTER:
        return wrapped_parts(w, f, it);
    case TYPE_DEQUE_ITERATOR:
    case TYPE_DEQUE_REVERSE_ITERATOR:
        return it->source
                   ? parts(w, f, VALUE(klass_of(w, f->self)),
                           tuple_of(w, 2, it->source, int_new(w, it->index)),
                           NO_VALUE)
                   : remaining_parts(w, f, it);
    case TYPE_CALLABLE_ITERATOR:
        return it->source
                   ? parts(w, f, builtin_iter(w),
                           tuple_of(w, 2, it->source, it->extra), NO_VALUE)
                   : remaining_parts(w, f, it);
    case TYPE_ITERATOR:
    case TYPE_REVERSED:
    case TYPE_LIST_ITERATOR:
    case TYPE_LIST_REVERSE_ITERATOR:
    case TYPE_TUPLE_ITERATOR:
    case TYPE_STR_ITERATOR:
    case TYPE_BYTES_ITERATOR:
    case TYPE_BYTEARRAY_ITERATOR:
        return sequence_parts(w, f, it);
    default:
        return remaining_parts(w, f, it);
    }
}

static void range_skip(World *w, Iterator *it, int64_t count)
{
    world_touch(w, it, sizeof *it);
    if (!it->extra) {
        it->index = count;
        return;
    }
    count = count < it->stop ? count : it->stop;
    it->stop -= count > 0 ? count : 0;
    it->index += count > 0 ? count * INT_OF(it->extra) : 0;
}

/* The position, kept within the sequence. */
Status iterator_method_setstate(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Iterator *it = AS(Iterator, f->self);
    int64_t index, length = INT64_MAX;
    if (!is_int(f->args[0])) {
        return raise_type(w, "an integer is required (got type %T)",
                          f->args[0]);
    }
    TRY(value_index_clamped(w, f->args[0], &index));
    f->result = NONE;
    if (it->kind == TYPE_RANGE_ITERATOR) {
        range_skip(w, it, index < 0 ? 0 : index);
        return OK;
    }
    if (!it->source) {
        return OK;
    }
    if (value_length(w, it->source, &length) != OK) {
        length = INT64_MAX;
        raised_clear(w);
    }
    bool backwards =
        it->kind == TYPE_LIST_REVERSE_ITERATOR || it->kind == TYPE_REVERSED;
    int64_t low = backwards ? -1 : 0, high = backwards ? length - 1 : length;
    STORE(w, it->index, index < low ? low : index > high ? high : index);
    return OK;
}

/* _deque_iterator(deque, index): what reduce gives for one of these. */
Status deque_iterator_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t index = 0;
    TypeId type = f->self == VALUE(&w->klass[TYPE_DEQUE_ITERATOR])
                      ? TYPE_DEQUE_ITERATOR
                      : TYPE_DEQUE_REVERSE_ITERATOR;
    if (!has_layout(f->args[0], TYPE_DEQUE)) {
        return raise_type(w, "argument 1 must be collections.deque, not %T",
                          f->args[0]);
    }
    if (f->args[1]) {
        TRY(value_index(w, f->args[1], &index));
    }
    f->result = iterator_new(w, type, f->args[0]);
    NEED(f->result);
    AS(Iterator, f->result)->index = index < 0 ? 0 : index;
    return OK;
}
