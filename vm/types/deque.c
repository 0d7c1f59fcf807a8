/* SPDX-License-Identifier: MIT */
/*
 * deque: storage and operators. Methods are in deque_methods.c.
 *
 * Invariant: see deque.h. With a maxlen, the other end drops an item whenever
 * one more is added than fits. CPython keeps linked blocks; what a program can
 * see is the same.
 */
#include "vm/types/deque.h"

#include <string.h>

#include "vm/types/sequence.h"

#define DEQUE_MIN 8
#define DEQUE_MAX (UINT64_C(1) << 40)

Value deque_new(World *w, Klass *klass, int64_t maxlen)
{
    Deque *d = heap_new(w, klass, sizeof(Deque));
    if (!d) {
        return NO_VALUE;
    }
    d->maxlen = maxlen;
    return VALUE(d);
}

static inline size_t slot_at(const Deque *d, size_t i)
{
    return (d->first + i) & (d->capacity - 1);
}

static Status grow(World *w, Deque *d)
{
    uint64_t capacity = d->capacity ? d->capacity * 2 : DEQUE_MIN;
    if (capacity > DEQUE_MAX) {
        return raise_memory(w);
    }
    Values *items = values_new(w, capacity);
    NEED(items);
    for (size_t i = 0; i < d->length; i++) {
        items->items[i] = d->items->items[slot_at(d, i)];
    }
    items->used = capacity;
    world_touch(w, d, sizeof *d);
    if (d->items) {
        heap_free(w, d->items);
    }
    d->items = items;
    d->capacity = capacity;
    d->first = 0;
    return OK;
}

/* Before a change: room for one more item, the Deque's bytes saved. */
static Status prepare(World *w, Deque *d)
{
    if (d->length == d->capacity) {
        TRY(grow(w, d));
    }
    world_touch(w, d, sizeof *d);
    d->state++;
    return OK;
}

Value deque_pop_left(World *w, Value v)
{
    Deque *d = AS(Deque, v);
    Value *slot = &d->items->items[d->first];
    Value item = *slot;
    STORE(w, *slot, NO_VALUE);
    world_touch(w, d, sizeof *d);
    d->first = slot_at(d, 1);
    d->length--;
    d->state++;
    return item;
}

Value deque_pop(World *w, Value v)
{
    Deque *d = AS(Deque, v);
    Value *slot = &d->items->items[slot_at(d, d->length - 1)];
    Value item = *slot;
    STORE(w, *slot, NO_VALUE);
    world_touch(w, d, sizeof *d);
    d->length--;
    d->state++;
    return item;
}

static bool is_over(const Deque *d)
{
    return d->maxlen >= 0 && d->length > (uint64_t)d->maxlen;
}

Status deque_append(World *w, Value v, Value item)
{
    Deque *d = AS(Deque, v);
    TRY(prepare(w, d));
    STORE(w, d->items->items[slot_at(d, d->length)], item);
    d->length++;
    if (is_over(d)) {
        heap_dropped(w, deque_pop_left(w, v));
    }
    return OK;
}

Status deque_append_left(World *w, Value v, Value item)
{
    Deque *d = AS(Deque, v);
    TRY(prepare(w, d));
    d->first = (d->first - 1) & (d->capacity - 1);
    STORE(w, d->items->items[d->first], item);
    d->length++;
    if (is_over(d)) {
        heap_dropped(w, deque_pop(w, v));
    }
    return OK;
}

void deque_clear(World *w, Value v)
{
    Deque *d = AS(Deque, v);
    if (d->length == 0) {
        return;
    }
    for (size_t i = 0; w->watched && i < d->length; i++) {
        heap_dropped(w, deque_at(v, i));
    }
    world_touch(w, d, sizeof *d);
    heap_free(w, d->items);
    d->items = NULL;
    d->length = d->first = d->capacity = 0;
    d->state++;
}

/* Append all of `from` as often as given. */
static Status append_all(World *w, Value to, Value from, int64_t times)
{
    size_t length = deque_length(from);
    for (int64_t n = 0; n < times; n++) {
        for (size_t i = 0; i < length; i++) {
            TRY(deque_append(w, to, deque_at(from, i)));
        }
    }
    return OK;
}

Value deque_copy(World *w, Value v)
{
    Value copy = deque_new(w, &w->klass[TYPE_DEQUE], AS(Deque, v)->maxlen);
    if (!copy || append_all(w, copy, v, 1) != OK) {
        return NO_VALUE;
    }
    return copy;
}

void deque_set_at(World *w, Value v, size_t at, Value item)
{
    Deque *d = AS(Deque, v);
    STORE(w, d->items->items[slot_at(d, at)], item);
}

void deque_rotate(World *w, Value v, int64_t steps)
{
    Deque *d = AS(Deque, v);
    int64_t length = (int64_t)d->length;
    if (length < 2) {
        return;
    }
    steps %= length;
    steps += steps < 0 ? length : 0;
    if (steps > length / 2) {
        for (int64_t i = steps; i < length; i++) {
            Value item = deque_pop_left(w, v);
            deque_set_at(w, v, d->length++, item);
        }
        return;
    }
    for (int64_t i = 0; i < steps; i++) {
        Value item = deque_pop(w, v);
        d->first = (d->first - 1) & (d->capacity - 1);
        d->length++;
        deque_set_at(w, v, 0, item);
    }
}

Status deque_insert_at(World *w, Value v, size_t at, Value item)
{
    TRY(deque_append(w, v, item));
    for (size_t i = deque_length(v) - 1; i > at; i--) {
        deque_set_at(w, v, i, deque_at(v, i - 1));
    }
    deque_set_at(w, v, at, item);
    return OK;
}

void deque_delete_at(World *w, Value v, size_t at)
{
    size_t last = deque_length(v) - 1;
    heap_dropped(w, deque_at(v, at));
    if (at < last / 2) {
        for (size_t i = at; i > 0; i--) {
            deque_set_at(w, v, i, deque_at(v, i - 1));
        }
        (void)deque_pop_left(w, v);
        return;
    }
    for (size_t i = at; i < last; i++) {
        deque_set_at(w, v, i, deque_at(v, i + 1));
    }
    (void)deque_pop(w, v);
}

Status deque_iterator_next(World *w, Iterator *it, Value *item)
{
    const Deque *d = AS(Deque, it->source);
    int64_t length = (int64_t)d->length;
    if (it->stop != (int64_t)d->state) {
        STORE(w, it->stop, -1);
        return raise_error(w, TYPE_RUNTIME_ERROR,
                           "deque mutated during iteration");
    }
    *item = NO_VALUE;
    if (it->index >= length) {
        STORE(w, it->source, NO_VALUE);
        return OK;
    }
    bool backwards = it->kind == TYPE_DEQUE_REVERSE_ITERATOR;
    *item = deque_at(it->source,
                     (size_t)(backwards ? length - 1 - it->index : it->index));
    STORE(w, it->index, it->index + 1);
    return OK;
}

/* ---- operators ----------------------------------------------------------- */

static Status deque_repeat(World *w, Value a, Value factor, Value *out)
{
    const Deque *d = AS(Deque, a);
    int64_t times;
    TRY(sequence_factor(w, factor, &times));
    if (d->length && times > INT64_MAX / 32 / (int64_t)d->length) {
        return raise_memory(w);
    }
    if (d->maxlen >= 0 && d->length && times > d->maxlen) {
        times = d->maxlen; /* more would only push out what is the same */
    }
    *out = deque_new(w, &w->klass[TYPE_DEQUE], d->maxlen);
    NEED(*out);
    return append_all(w, *out, a, times);
}

static Status deque_binary(World *w, Slot op, Value a, Value b, Value *out)
{
    if (op == SLOT_MULTIPLY) {
        return has_layout(a, TYPE_DEQUE) ? deque_repeat(w, a, b, out)
                                         : deque_repeat(w, b, a, out);
    }
    if (op != SLOT_ADD || !has_layout(a, TYPE_DEQUE) ||
        !has_layout(b, TYPE_DEQUE)) {
        return NO_OP;
    }
    *out = deque_copy(w, a);
    NEED(*out);
    return append_all(w, *out, b, 1);
}

static Status deque_inplace(World *w, Slot op, Value a, Value b, Value *out)
{
    *out = a;
    if (op == SLOT_ADD) {
        return TWIN; /* extend() */
    }
    if (op != SLOT_MULTIPLY) {
        return NO_OP;
    }
    Value product;
    TRY(deque_repeat(w, a, b, &product));
    deque_clear(w, a);
    return append_all(w, a, product, 1);
}

static Status compare_items(World *w, Slot op, Value a, Value b, Value *out)
{
    size_t n = deque_length(a);
    size_t m = deque_length(b);
    for (size_t i = 0; i < n && i < m; i++) {
        bool same;
        TRY(value_equal(w, deque_at(a, i), deque_at(b, i), &same));
        if (same) {
            continue;
        }
        if (op == SLOT_EQ || op == SLOT_NE) {
            *out = BOOL(op == SLOT_NE);
            return OK;
        }
        Status s = value_compare(w, op, deque_at(a, i), deque_at(b, i), out);
        return s != NO_OP
                   ? s
                   : value_unordered(w, op, deque_at(a, i), deque_at(b, i));
    }
    return value_compare(w, op, INT((int64_t)n), INT((int64_t)m), out);
}

static Status deque_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    if (!has_layout(b, TYPE_DEQUE)) {
        return NO_OP;
    }
    if ((op == SLOT_EQ || op == SLOT_NE) &&
        deque_length(a) != deque_length(b)) {
        *out = BOOL(op == SLOT_NE);
        return OK;
    }
    TRY(leaf_enter(w, " in comparison"));
    Status s = compare_items(w, op, a, b, out);
    leaf_leave(w);
    return s;
}

static Status deque_hash(World *w, Value a, int64_t *out)
{
    (void)out;
    return raise_type(w, "unhashable type: '%T'", a);
}

static Status deque_repr(World *w, Value a, Writer *out)
{
    ReprLink link;
    Status s = repr_enter(w, out, &link, a);
    if (s == NO_OP) {
        writer_ascii(out, "[...]");
        return OK;
    }
    TRY(s);
    const char *name = klass_name(w, klass_of(w, a));
    const char *dot = strrchr(name, '.');
    writer_ascii(out, dot ? dot + 1 : name);
    writer_ascii(out, "([");
    for (size_t i = 0; s == OK && i < deque_length(a); i++) {
        writer_ascii(out, i ? ", " : "");
        s = value_repr(w, deque_at(a, i), out);
    }
    writer_char(out, ']');
    if (AS(Deque, a)->maxlen >= 0) {
        writer_format(out, ", maxlen=%ld", (long)AS(Deque, a)->maxlen);
    }
    writer_char(out, ')');
    repr_leave(w, out, &link);
    return s;
}

static Status deque_len(World *w, Value a, int64_t *out)
{
    (void)w;
    *out = (int64_t)deque_length(a);
    return OK;
}

static Status deque_index(World *w, Value a, Value key, size_t *at)
{
    int64_t i;
    Status s = sequence_index(w, key, (int64_t)deque_length(a), &i);
    if (s == NO_OP) {
        return raise_type(w, "sequence index must be integer, not '%T'", key);
    }
    TRY(s);
    if ((uint64_t)i >= deque_length(a)) {
        return raise_error(w, TYPE_INDEX_ERROR, "deque index out of range");
    }
    *at = (size_t)i;
    return OK;
}

static Status deque_get_item(World *w, Value a, Value key, Value *out)
{
    size_t at = 0;
    TRY(deque_index(w, a, key, &at));
    *out = deque_at(a, at);
    return OK;
}

static Status deque_set_item(World *w, Value a, Value key, Value value)
{
    size_t at = 0;
    TRY(deque_index(w, a, key, &at));
    deque_set_at(w, a, at, value);
    return OK;
}

static Status deque_delete_item(World *w, Value a, Value key)
{
    size_t at = 0;
    TRY(deque_index(w, a, key, &at));
    deque_delete_at(w, a, at);
    return OK;
}

static Status deque_contains(World *w, Value a, Value item, bool *out)
{
    *out = false;
    for (size_t i = 0; !*out && i < deque_length(a); i++) {
        TRY(value_equal(w, deque_at(a, i), item, out));
    }
    return OK;
}

static Status deque_iterate(World *w, Value a, Value *iterator)
{
    *iterator = iterator_new(w, TYPE_DEQUE_ITERATOR, a);
    NEED(*iterator);
    return OK;
}

static void deque_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    visitor->visit(visitor, (Value *)&((Deque *)object)->items);
}

const TypeOps deque_ops = {
    .binary = deque_binary,
    .inplace = deque_inplace,
    .compare = deque_compare,
    .hash = deque_hash,
    .repr = deque_repr,
    .length = deque_len,
    .get_item = deque_get_item,
    .set_item = deque_set_item,
    .delete_item = deque_delete_item,
    .contains = deque_contains,
    .iterate = deque_iterate,
    .operators = "add mul rmul iadd imul",
    .visit = deque_visit,
};

/* _collections holds what CPython's collections takes from C. */
Status deque_module(World *w, Value dict)
{
    return native_module_add(w, dict, "deque", VALUE(&w->klass[TYPE_DEQUE]));
}
