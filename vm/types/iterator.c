/* SPDX-License-Identifier: MIT */
/*
 * Built-in iterators: their leaves. What calls Python is in iterator_next.c.
 *
 * Invariant: an exhausted iterator has source 0 and stays exhausted, even if
 * its list grows afterwards, as in CPython. A leaf that answers CALL has taken
 * nothing from any iterator below it.
 */
#include "vm/types/iterator.h"

#include "vm/types/bytes.h"
#include "vm/types/deque.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/range.h"
#include "vm/types/sequence.h"
#include "vm/types/set.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

static int64_t start_length(TypeId kind, Value source)
{
    switch (kind) {
    case TYPE_SET_ITERATOR:
        return (int64_t)set_length(source);
    case TYPE_DEQUE_ITERATOR:
    case TYPE_DEQUE_REVERSE_ITERATOR:
        return (int64_t)AS(Deque, source)->state;
    case TYPE_DICT_KEY_ITERATOR:
    case TYPE_DICT_VALUE_ITERATOR:
    case TYPE_DICT_ITEM_ITERATOR:
    case TYPE_DICT_REVERSE_KEY_ITERATOR:
    case TYPE_DICT_REVERSE_VALUE_ITERATOR:
    case TYPE_DICT_REVERSE_ITEM_ITERATOR:
        return (int64_t)dict_length(source);
    default:
        return 0;
    }
}

Value iterator_of_class(World *w, Klass *klass, TypeId kind, Value source)
{
    Iterator *it = heap_new(w, klass, sizeof(Iterator));
    if (!it) {
        return NO_VALUE;
    }
    it->kind = kind;
    it->source = source;
    it->stop = start_length(kind, source);
    return VALUE(it);
}

Value iterator_new(World *w, TypeId type, Value source)
{
    Iterator *it = heap_object(w, type, sizeof(Iterator));
    if (!it) {
        return NO_VALUE;
    }
    it->kind = type;
    it->source = source;
    switch (type) {
    case TYPE_LIST_ITERATOR:
    case TYPE_TUPLE_ITERATOR:
    case TYPE_RANGE_ITERATOR:
        break;
    case TYPE_LIST_REVERSE_ITERATOR:
        it->index = (int64_t)list_length(source) - 1;
        break;
    case TYPE_DICT_REVERSE_KEY_ITERATOR:
    case TYPE_DICT_REVERSE_VALUE_ITERATOR:
    case TYPE_DICT_REVERSE_ITEM_ITERATOR:
        it->index = AS(Dict, source)->table->used;
        /* fall through */
    default:
        it->stop = start_length(type, source);
        it->extra = INT(it->stop);
    }
    return VALUE(it);
}

/* ---- one item ------------------------------------------------------------ */

static Status exhausted(World *w, Iterator *it, Value *item)
{
    STORE(w, it->source, NO_VALUE);
    *item = NO_VALUE;
    return OK;
}

static inline void advance(World *w, Iterator *it)
{
    STORE(w, it->index, it->index + 1);
}

static Status next_of_list(World *w, Iterator *it, Value *item)
{
    if ((uint64_t)it->index >= list_length(it->source)) {
        return exhausted(w, it, item);
    }
    *item = list_at(it->source, (size_t)it->index);
    advance(w, it);
    return OK;
}

static Status next_of_list_reverse(World *w, Iterator *it, Value *item)
{
    if (it->index < 0 || (uint64_t)it->index >= list_length(it->source)) {
        return exhausted(w, it, item);
    }
    *item = list_at(it->source, (size_t)it->index);
    STORE(w, it->index, it->index - 1);
    return OK;
}

static Status next_of_tuple(World *w, Iterator *it, Value *item)
{
    if ((uint64_t)it->index >= tuple_length(it->source)) {
        return exhausted(w, it, item);
    }
    *item = tuple_at(it->source, (size_t)it->index);
    advance(w, it);
    return OK;
}

static Status next_of_str(World *w, Iterator *it, Value *item)
{
    const Str *s = as_str(it->source);
    if ((uint64_t)it->index >= s->length) {
        return exhausted(w, it, item);
    }
    *item = str_char(w, str_at(s, (size_t)it->index));
    NEED(*item);
    advance(w, it);
    return OK;
}

static Status next_of_bytes(World *w, Iterator *it, Value *item)
{
    const char *data;
    size_t length;
    TRY(bytes_view(w, it->source, &data, &length));
    if ((uint64_t)it->index >= length) {
        return exhausted(w, it, item);
    }
    *item = INT((uint8_t)data[it->index]);
    advance(w, it);
    return OK;
}

static Status next_of_big_range(World *w, Iterator *it, Value *item)
{
    if (int_compare(INT(it->index), AS(Range, it->source)->length) >= 0) {
        return exhausted(w, it, item);
    }
    TRY(value_get_item(w, it->source, INT(it->index), item));
    advance(w, it);
    return OK;
}

static Status next_of_range(World *w, Iterator *it, Value *item)
{
    if (!it->extra) {
        if (!it->source) {
            *item = NO_VALUE;
            return OK;
        }
        return next_of_big_range(w, it, item);
    }
    if (it->stop <= 0) {
        *item = NO_VALUE;
        return OK;
    }
    *item = INT(it->index);
    world_touch(w, it, sizeof *it);
    it->stop--;
    it->index += INT_OF(it->extra);
    return OK;
}

static bool is_reverse_dict(TypeId kind)
{
    return kind == TYPE_DICT_REVERSE_KEY_ITERATOR ||
           kind == TYPE_DICT_REVERSE_VALUE_ITERATOR ||
           kind == TYPE_DICT_REVERSE_ITEM_ITERATOR;
}

static Status dict_item(World *w, TypeId kind, Value key, Value value,
                        Value *item)
{
    switch (kind) {
    case TYPE_DICT_KEY_ITERATOR:
    case TYPE_DICT_REVERSE_KEY_ITERATOR:
        *item = key;
        return OK;
    case TYPE_DICT_VALUE_ITERATOR:
    case TYPE_DICT_REVERSE_VALUE_ITERATOR:
        *item = value;
        return OK;
    default:
        *item = tuple_pair(w, key, value);
        NEED(*item);
        return OK;
    }
}

/* The size has changed: say so, now and at every later call. */
static Status changed_size(World *w, Iterator *it, const char *what)
{
    STORE(w, it->stop, -1);
    return raise_error(w, TYPE_RUNTIME_ERROR,
                       "%s changed size during iteration", what);
}

static Status next_of_dict(World *w, Iterator *it, Value *item)
{
    TypeId kind = (TypeId)it->kind;
    Value key, value;
    if (it->stop != (int64_t)dict_length(it->source)) {
        return changed_size(w, it, "dictionary");
    }
    size_t at = (size_t)it->index;
    bool more = is_reverse_dict(kind)
                    ? dict_previous(it->source, &at, &key, &value)
                    : dict_next(it->source, &at, &key, &value);
    if (!more) {
        return exhausted(w, it, item);
    }
    if (INT_OF(it->extra) == 0 && !is_reverse_dict(kind)) {
        return raise_error(w, TYPE_RUNTIME_ERROR,
                           "dictionary keys changed during iteration");
    }
    TRY(dict_item(w, kind, key, value, item));
    world_touch(w, it, sizeof *it);
    it->index = (int64_t)at;
    it->extra = INT(INT_OF(it->extra) - 1);
    return OK;
}

static Status next_of_set(World *w, Iterator *it, Value *item)
{
    if (it->stop != (int64_t)set_length(it->source)) {
        return changed_size(w, it, "Set");
    }
    size_t at = (size_t)it->index;
    if (!set_next(it->source, &at, item)) {
        return exhausted(w, it, item);
    }
    world_touch(w, it, sizeof *it);
    it->index = (int64_t)at;
    it->extra = INT(INT_OF(it->extra) - 1);
    return OK;
}

/* reversed(sequence), and iter() of what has only __getitem__. */
static Status next_of_sequence(World *w, Iterator *it, Value *item)
{
    bool backwards = it->kind == TYPE_REVERSED;
    if (backwards && it->index < 0) {
        return exhausted(w, it, item);
    }
    Status s = value_get_item(w, it->source, INT(it->index), item);
    if (s == TWIN || s == NO_OP) {
        return CALL;
    }
    if (s == RAISE && raised_is(w, TYPE_INDEX_ERROR)) {
        raised_clear(w);
        return exhausted(w, it, item);
    }
    TRY(s);
    STORE(w, it->index, it->index + (backwards ? -1 : 1));
    return OK;
}

/* The number of enumerate's next item, and count it. */
Status enumerate_count(World *w, Value v, Value *number)
{
    Iterator *it = AS(Iterator, v);
    if (!it->extra && int_fits_inline(it->index)) {
        *number = INT(it->index);
        advance(w, it);
        return OK;
    }
    Value after;
    *number = it->extra ? it->extra : int_new(w, it->index);
    NEED(*number);
    TRY(int_binary(w, SLOT_ADD, *number, INT(1), &after));
    STORE(w, it->extra, after);
    return OK;
}

static Status next_of_enumerate(World *w, Iterator *it, Value *item)
{
    Value inner, number;
    if (w->leaf_depth >= LEAF_DEPTH_MAX) {
        return CALL;
    }
    w->leaf_depth++;
    Status s = value_next(w, it->source, &inner);
    leaf_leave(w);
    TRY(s);
    if (!inner) {
        *item = NO_VALUE;
        return OK;
    }
    TRY(enumerate_count(w, VALUE(it), &number));
    *item = tuple_pair(w, number, inner);
    NEED(*item);
    return OK;
}

static Status next_of_zip(World *w, Iterator *it, Value *item)
{
    size_t count = tuple_length(it->source);
    *item = NO_VALUE;
    if (count == 0) {
        return OK;
    }
    if (!it->stop) { /* what it draws from stays what it is */
        STORE(w, it->stop, iterator_is_leaf(w, VALUE(it)) ? 1 : 2);
    }
    if (it->stop == 2) {
        return CALL;
    }
    if (count == 2) {
        Value a, b;
        TRY(value_next(w, tuple_at(it->source, 0), &a));
        if (a) {
            TRY(value_next(w, tuple_at(it->source, 1), &b));
            *item = b ? tuple_pair(w, a, b) : NO_VALUE;
            return b && !*item ? RAISE : OK;
        }
        return OK;
    }
    Tuple *t = tuple_new(w, count);
    NEED(t);
    for (size_t i = 0; i < count; i++) {
        TRY(value_next(w, tuple_at(it->source, i), &t->items[i]));
        if (!t->items[i]) {
            return OK;
        }
    }
    *item = VALUE(t);
    return OK;
}

static Status iterator_next(World *w, Value v, Value *item)
{
    Iterator *it = AS(Iterator, v);
    if (!it->source && it->kind != TYPE_RANGE_ITERATOR) {
        *item = NO_VALUE;
        return OK;
    }
    switch (it->kind) {
    case TYPE_LIST_ITERATOR:
        return next_of_list(w, it, item);
    case TYPE_LIST_REVERSE_ITERATOR:
        return next_of_list_reverse(w, it, item);
    case TYPE_TUPLE_ITERATOR:
        return next_of_tuple(w, it, item);
    case TYPE_RANGE_ITERATOR:
        return next_of_range(w, it, item);
    case TYPE_STR_ITERATOR:
        return next_of_str(w, it, item);
    case TYPE_BYTES_ITERATOR:
    case TYPE_BYTEARRAY_ITERATOR:
        return next_of_bytes(w, it, item);
    case TYPE_SET_ITERATOR:
        return next_of_set(w, it, item);
    case TYPE_DEQUE_ITERATOR:
    case TYPE_DEQUE_REVERSE_ITERATOR:
        return deque_iterator_next(w, it, item);
    case TYPE_ITERATOR:
    case TYPE_REVERSED:
        return next_of_sequence(w, it, item);
    case TYPE_ENUMERATE:
        return next_of_enumerate(w, it, item);
    case TYPE_ZIP:
        return next_of_zip(w, it, item);
    case TYPE_MAP:
    case TYPE_FILTER:
    case TYPE_CALLABLE_ITERATOR:
        return CALL;
    default:
        return next_of_dict(w, it, item);
    }
}

bool iterator_is_leaf(World *w, Value v)
{
    if (!has_layout(v, TYPE_ITERATOR) ||
        klass_overrides(klass_of(w, v), SLOT_NEXT)) {
        return false;
    }
    const Iterator *it = AS(Iterator, v);
    bool leaf = true;
    switch (it->kind) {
    case TYPE_MAP:
    case TYPE_FILTER:
    case TYPE_CALLABLE_ITERATOR:
    case TYPE_ITERATOR:
    case TYPE_REVERSED:
        return false;
    case TYPE_ENUMERATE:
    case TYPE_ZIP:
        break;
    default:
        return true;
    }
    if (w->leaf_depth >= LEAF_DEPTH_MAX) {
        return false;
    }
    w->leaf_depth++;
    if (it->kind == TYPE_ENUMERATE) {
        leaf = iterator_is_leaf(w, it->source);
    }
    for (size_t i = 0; it->kind == TYPE_ZIP && leaf; i++) {
        if (i == tuple_length(it->source)) {
            break;
        }
        leaf = iterator_is_leaf(w, tuple_at(it->source, i));
    }
    leaf_leave(w);
    return leaf;
}

static Status iterator_self(World *w, Value v, Value *out)
{
    (void)w;
    *out = v;
    return OK;
}

static void iterator_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Iterator *it = object;
    visitor->visit(visitor, &it->source);
    visitor->visit(visitor, &it->extra);
}

const TypeOps iterator_ops = {
    .iterate = iterator_self,
    .next = iterator_next,
    .visit = iterator_visit,
};

/* ---- how many are left --------------------------------------------------- */

static int64_t left_of(int64_t length, int64_t index)
{
    return length > index ? length - index : 0;
}

static int64_t sequence_hint(World *w, const Iterator *it)
{
    int64_t length;
    if (it->kind == TYPE_REVERSED) {
        return it->index + 1;
    }
    return value_length(w, it->source, &length) == OK
               ? left_of(length, it->index)
               : -1;
}

int64_t iterator_hint(World *w, Value v)
{
    if (!has_layout(v, TYPE_ITERATOR)) {
        return -1;
    }
    const Iterator *it = AS(Iterator, v);
    if (it->kind == TYPE_RANGE_ITERATOR && it->extra) {
        return it->stop;
    }
    if (!it->source) {
        return 0;
    }
    switch (it->kind) {
    case TYPE_LIST_REVERSE_ITERATOR:
        return (uint64_t)it->index < list_length(it->source) ? it->index + 1
                                                             : 0;
    case TYPE_ITERATOR:
    case TYPE_REVERSED:
    case TYPE_LIST_ITERATOR:
    case TYPE_TUPLE_ITERATOR:
    case TYPE_STR_ITERATOR:
    case TYPE_BYTES_ITERATOR:
    case TYPE_BYTEARRAY_ITERATOR:
        return sequence_hint(w, it);
    case TYPE_DEQUE_ITERATOR:
    case TYPE_DEQUE_REVERSE_ITERATOR:
        return it->stop == (int64_t)AS(Deque, it->source)->state
                   ? left_of((int64_t)deque_length(it->source), it->index)
                   : 0;
    case TYPE_ENUMERATE:
    case TYPE_ZIP:
    case TYPE_MAP:
    case TYPE_FILTER:
    case TYPE_CALLABLE_ITERATOR:
    case TYPE_RANGE_ITERATOR:
        return -1;
    default: /* a dict's or a set's: none once its size has changed */
        return it->stop == start_length((TypeId)it->kind, it->source)
                   ? INT_OF(it->extra)
                   : 0;
    }
}
