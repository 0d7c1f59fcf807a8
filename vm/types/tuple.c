/* SPDX-License-Identifier: MIT */
/*
 * tuple: constructors, operators and methods.
 *
 * Invariant: the length is fixed at birth; items are filled in before anyone
 * else sees the tuple. The empty tuple of exact type is one object, as in
 * CPython.
 */
#include "vm/types/tuple.h"

#include <stdarg.h>
#include <string.h>

#include "vm/types/int.h"
#include "vm/types/iterator.h"
#include "vm/types/list.h"
#include "vm/types/range.h"
#include "vm/types/sequence.h"

static Tuple *tuple_of_class(World *w, Klass *klass, size_t length)
{
    if (length > SIZE_MAX / 32) {
        (void)raise_memory(w);
        return NULL;
    }
    Tuple *t = heap_new(w, klass, sizeof(Tuple) + length * sizeof(Value));
    if (t) {
        t->length = length;
    }
    return t;
}

Tuple *tuple_new(World *w, size_t length)
{
    if (length == 0 && w->empty_tuple) {
        return AS(Tuple, w->empty_tuple);
    }
    return tuple_of_class(w, &w->klass[TYPE_TUPLE], length);
}

Value tuple_from(World *w, const Value *items, size_t count)
{
    Tuple *t = tuple_new(w, count);
    if (!t) {
        return NO_VALUE;
    }
    if (count) {
        memcpy(t->items, items, count * sizeof(Value));
    }
    return VALUE(t);
}

Value tuple_of(World *w, int count, ...)
{
    Tuple *t = tuple_new(w, (size_t)count);
    if (!t) {
        return NO_VALUE;
    }
    va_list arguments;
    va_start(arguments, count);
    for (int i = 0; i < count; i++) {
        t->items[i] = va_arg(arguments, Value);
    }
    va_end(arguments);
    return VALUE(t);
}

/* ---- operators ----------------------------------------------------------- */

static Status tuple_concat(World *w, Value a, Value b, Value *out)
{
    size_t n = tuple_length(a);
    size_t m = tuple_length(b);
    if (m == 0 && is_exactly(a, TYPE_TUPLE)) {
        *out = a;
        return OK;
    }
    if (n == 0 && is_exactly(b, TYPE_TUPLE)) {
        *out = b;
        return OK;
    }
    Tuple *t = tuple_new(w, n + m);
    NEED(t);
    memcpy(t->items, AS(Tuple, a)->items, n * sizeof(Value));
    memcpy(t->items + n, AS(Tuple, b)->items, m * sizeof(Value));
    *out = VALUE(t);
    return OK;
}

static Status tuple_repeat(World *w, Value a, Value factor, Value *out)
{
    int64_t times;
    size_t n = tuple_length(a);
    TRY(sequence_factor(w, factor, &times));
    if ((n == 0 || times == 1) && is_exactly(a, TYPE_TUPLE)) {
        *out = a;
        return OK;
    }
    if (n && (size_t)times > SIZE_MAX / 32 / n) {
        return raise_memory(w);
    }
    Tuple *t = tuple_new(w, n * (size_t)times);
    NEED(t);
    for (size_t i = 0; i < n * (size_t)times; i++) {
        t->items[i] = AS(Tuple, a)->items[i % n];
    }
    *out = VALUE(t);
    return OK;
}

static Status tuple_binary(World *w, Slot op, Value a, Value b, Value *out)
{
    if (op == SLOT_ADD) {
        bool both = has_layout(a, TYPE_TUPLE) && has_layout(b, TYPE_TUPLE);
        return both ? tuple_concat(w, a, b, out) : NO_OP;
    }
    if (op == SLOT_MULTIPLY) {
        return has_layout(a, TYPE_TUPLE) ? tuple_repeat(w, a, b, out)
                                         : tuple_repeat(w, b, a, out);
    }
    return NO_OP;
}

static Status tuple_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    if (!has_layout(b, TYPE_TUPLE)) {
        return NO_OP;
    }
    return items_compare(w, op, items_of(a), items_of(b), out);
}

static Status tuple_hash(World *w, Value a, int64_t *out)
{
    return items_hash(w, items_of(a), out);
}

static Status tuple_repr(World *w, Value a, Writer *out)
{
    if (tuple_length(a) == 0) {
        writer_ascii(out, "()");
        return OK;
    }
    ReprLink link;
    Status s = repr_enter(w, out, &link, a);
    if (s == NO_OP) {
        writer_ascii(out, "(...)");
        return OK;
    }
    TRY(s);
    writer_char(out, '(');
    s = items_repr(w, items_of(a), out);
    writer_ascii(out, tuple_length(a) == 1 ? ",)" : ")");
    repr_leave(w, out, &link);
    return s;
}

static Status tuple_len(World *w, Value a, int64_t *out)
{
    (void)w;
    *out = (int64_t)tuple_length(a);
    return OK;
}

static Status tuple_slice(World *w, Value a, Value slice, Value *out)
{
    int64_t start, stop, step, count;
    int64_t length = (int64_t)tuple_length(a);
    TRY(slice_indices(w, slice, length, &start, &stop, &step, &count));
    if (count == length && step == 1 && is_exactly(a, TYPE_TUPLE)) {
        *out = a;
        return OK;
    }
    Tuple *t = tuple_new(w, (size_t)count);
    NEED(t);
    for (int64_t i = 0; i < count; i++) {
        t->items[i] = tuple_at(a, (size_t)(start + i * step));
    }
    *out = VALUE(t);
    return OK;
}

static Status tuple_get_item(World *w, Value a, Value key, Value *out)
{
    int64_t i;
    if (has_layout(key, TYPE_SLICE)) {
        return tuple_slice(w, a, key, out);
    }
    Status s = sequence_index(w, key, (int64_t)tuple_length(a), &i);
    if (s == NO_OP) {
        return raise_type(w, "tuple indices must be integers or slices, not %T",
                          key);
    }
    TRY(s);
    if ((uint64_t)i >= tuple_length(a)) {
        return raise_error(w, TYPE_INDEX_ERROR, "tuple index out of range");
    }
    *out = tuple_at(a, (size_t)i);
    return OK;
}

static Status tuple_contains(World *w, Value a, Value item, bool *out)
{
    return items_contains(w, items_of(a), item, out);
}

static Status tuple_iterate(World *w, Value a, Value *iterator)
{
    *iterator = iterator_new(w, TYPE_TUPLE_ITERATOR, a);
    NEED(*iterator);
    return OK;
}

static void tuple_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Tuple *t = object;
    for (size_t i = 0; i < t->length; i++) {
        visitor->visit(visitor, &t->items[i]);
    }
}

const TypeOps tuple_ops = {
    .binary = tuple_binary,
    .compare = tuple_compare,
    .hash = tuple_hash,
    .repr = tuple_repr,
    .length = tuple_len,
    .get_item = tuple_get_item,
    .contains = tuple_contains,
    .iterate = tuple_iterate,
    .operators = "add mul rmul",
    .visit = tuple_visit,
};

/* ---- methods ------------------------------------------------------------- */

Status tuple_method_count(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t n;
    TRY(items_count(w, items_of(f->self), f->args[0], &n));
    f->result = INT(n);
    return OK;
}

Status tuple_method_index(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Items items = items_of(f->self);
    int64_t length = (int64_t)items.count;
    int64_t from;
    int64_t to;
    TRY(sequence_bounds(w, f->args[1], f->args[2], length, &from, &to));
    int64_t at;
    items.count = (size_t)to;
    TRY(items_find(w, items, (size_t)from, f->args[0], &at));
    if (at < 0) {
        return raise_value(w, "tuple.index(x): x not in tuple");
    }
    f->result = INT(at);
    return OK;
}

Status tuple_method_getnewargs(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Items items = items_of(f->self);
    Value plain = tuple_from(w, items.items, items.count);
    NEED(plain);
    f->result = tuple_of(w, 1, plain);
    NEED(f->result);
    return OK;
}

/* A tuple of class f->self from items collected in a list or tuple. */
static Status tuple_finish(World *w, NativeFrame *f, Items items)
{
    Klass *klass = AS(Klass, f->self);
    Tuple *t = klass == &w->klass[TYPE_TUPLE]
                   ? tuple_new(w, items.count)
                   : tuple_of_class(w, klass, items.count);
    NEED(t);
    if (items.count) {
        memcpy(t->items, items.items, items.count * sizeof(Value));
    }
    f->result = VALUE(t);
    return OK;
}

/* slot 0: the iterator; slot 1: a list of the items so far */
Status tuple_make(World *w, Thread *t, NativeFrame *f)
{
    Value source = f->args[0];
    if (f->state == 0) {
        if (!source) {
            return tuple_finish(w, f, (Items){NULL, 0});
        }
        if (is_exactly(source, TYPE_TUPLE) &&
            f->self == VALUE(&w->klass[TYPE_TUPLE])) {
            f->result = source;
            return OK;
        }
        if (is_exactly(source, TYPE_TUPLE) || is_exactly(source, TYPE_LIST)) {
            return tuple_finish(w, f, items_of(source));
        }
        TRY(iterate_begin(w, t, f, 0, source));
        f->slot[1] = list_new(w, 8);
        NEED(f->slot[1]);
        f->state = 1;
    }
    if (f->state < 3) {
        TRY(iterate_ask_length(w, f, 1, source));
    }
    for (;;) {
        Value item;
        TRY(iterate_next(w, t, f, 0, &item));
        if (!item) {
            TRY(tuple_finish(w, f, items_of(f->slot[1])));
            heap_free(w, AS(List, f->slot[1])->items);
            heap_free(w, OBJECT(f->slot[1]));
            f->slot[1] = NO_VALUE;
            return OK;
        }
        TRY(list_append(w, f->slot[1], item));
    }
}

/* hash_of_hashes([int...]) for the prelude: a tuple whose items have these. */
Status prelude_hash_of_hashes(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t hash;
    if (!is_exactly(f->args[0], TYPE_LIST)) {
        return raise_type(w, "a list of hashes is wanted, not '%T'",
                          f->args[0]);
    }
    TRY(items_combine_hashes(items_of(f->args[0]), &hash));
    f->result = int_new(w, hash);
    NEED(f->result);
    return OK;
}
