/* SPDX-License-Identifier: MIT */
/*
 * The views of a dict: length, membership, comparison, and for keys and items
 * the operators of sets.
 *
 * As in CPython an operator first makes a set of its left operand and then
 * calls the set's method with the right one, whatever that is; the prelude
 * does so (TWIN). Values views have no operators.
 */
#include "vm/types/dict_view.h"

#include "vm/types/dict.h"
#include "vm/types/iterator.h"
#include "vm/types/list.h"
#include "vm/types/sequence.h"
#include "vm/types/set.h"
#include "vm/types/set_algebra.h"
#include "vm/types/tuple.h"

Value dict_view_new(World *w, TypeId type, Value dict)
{
    DictView *v = heap_object(w, type, sizeof(DictView));
    if (v) {
        v->dict = dict;
    }
    return VALUE(v);
}

static inline Value dict_of(Value view)
{
    return AS(DictView, view)->dict;
}

static bool is_setlike(Value v)
{
    return is_exactly(v, TYPE_DICT_KEYS_VIEW) ||
           is_exactly(v, TYPE_DICT_ITEMS_VIEW);
}

/* Item i of the view's dict as the view shows it. */
static Value shown(World *w, Value view, Value key, Value value)
{
    if (is_exactly(view, TYPE_DICT_KEYS_VIEW)) {
        return key;
    }
    return is_exactly(view, TYPE_DICT_VALUES_VIEW) ? value
                                                   : tuple_of(w, 2, key, value);
}

static Status view_length(World *w, Value a, int64_t *out)
{
    (void)w;
    *out = (int64_t)dict_length(dict_of(a));
    return OK;
}

static Status has_item(World *w, Value dict, Value item, bool *out)
{
    *out = false;
    if (!has_layout(item, TYPE_TUPLE) || tuple_length(item) != 2) {
        return OK;
    }
    Value value;
    TRY(dict_get(w, dict, tuple_at(item, 0), &value));
    return value ? value_equal(w, value, tuple_at(item, 1), out) : OK;
}

static Status has_value(World *w, Value dict, Value item, bool *out)
{
    Value key, value;
    *out = false;
    for (size_t at = 0; !*out && dict_next(dict, &at, &key, &value);) {
        TRY(value_equal(w, value, item, out));
    }
    return OK;
}

static Status view_contains(World *w, Value a, Value item, bool *out)
{
    if (is_exactly(a, TYPE_DICT_VALUES_VIEW)) {
        return has_value(w, dict_of(a), item, out);
    }
    if (is_exactly(a, TYPE_DICT_ITEMS_VIEW)) {
        return has_item(w, dict_of(a), item, out);
    }
    return value_contains(w, dict_of(a), item, out);
}

static Status view_iterate(World *w, Value a, Value *iterator)
{
    TypeId type = is_exactly(a, TYPE_DICT_KEYS_VIEW) ? TYPE_DICT_KEY_ITERATOR
                  : is_exactly(a, TYPE_DICT_VALUES_VIEW)
                      ? TYPE_DICT_VALUE_ITERATOR
                      : TYPE_DICT_ITEM_ITERATOR;
    *iterator = iterator_new(w, type, dict_of(a));
    NEED(*iterator);
    return OK;
}

static Status write_view(World *w, Value a, Writer *out)
{
    Value key, value;
    const char *comma = "";
    for (size_t at = 0; dict_next(dict_of(a), &at, &key, &value);) {
        Value item = shown(w, a, key, value);
        NEED(item);
        writer_ascii(out, comma);
        TRY(value_repr(w, item, out));
        comma = ", ";
    }
    return OK;
}

static Status view_repr(World *w, Value a, Writer *out)
{
    ReprLink link;
    Status s = repr_enter(w, out, &link, a);
    if (s == NO_OP) {
        writer_ascii(out, "...");
        return OK;
    }
    TRY(s);
    writer_ascii(out, klass_name(w, klass_of(w, a)));
    writer_ascii(out, "([");
    s = write_view(w, a, out);
    writer_ascii(out, "])");
    repr_leave(w, out, &link);
    return s;
}

static Status view_hash(World *w, Value a, int64_t *out)
{
    if (is_setlike(a)) {
        return raise_type(w, "unhashable type: '%T'", a);
    }
    return world_identity(w, a, out);
}

/* ---- as sets ------------------------------------------------------------- */

static Status add_items(World *w, Value set, Items items)
{
    for (size_t i = 0; i < items.count; i++) {
        TRY(set_add(w, set, items.items[i]));
    }
    return OK;
}

static Status add_view(World *w, Value set, Value view)
{
    Value key, value;
    for (size_t at = 0; dict_next(dict_of(view), &at, &key, &value);) {
        Value item = shown(w, view, key, value);
        NEED(item);
        TRY(set_add(w, set, item));
    }
    return OK;
}

/* A new set with what `v` holds; TWIN unless it is a plain container. */
static Status as_set(World *w, Value v, Value *out)
{
    *out = set_new(w, TYPE_SET);
    NEED(*out);
    if (has_layout(v, TYPE_SET)) {
        return set_merge(w, *out, v);
    }
    if (is_exactly(v, TYPE_LIST) || is_exactly(v, TYPE_TUPLE)) {
        return add_items(w, *out, items_of(v));
    }
    return has_layout(v, TYPE_DICT_VIEW) ? add_view(w, *out, v) : TWIN;
}

/* set(a), then its method with b: the prelude's. */
static Status view_binary(World *w, Slot op, Value a, Value b, Value *out)
{
    (void)w, (void)out;
    if (op != SLOT_AND && op != SLOT_OR && op != SLOT_XOR &&
        op != SLOT_SUBTRACT) {
        return NO_OP;
    }
    return is_setlike(a) || is_setlike(b) ? TWIN : NO_OP;
}

static Status view_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    if (!is_setlike(a) || (!has_layout(b, TYPE_SET) && !is_setlike(b))) {
        return NO_OP;
    }
    Value left, right;
    TRY(as_set(w, a, &left));
    TRY(as_set(w, b, &right));
    return layout_ops[TYPE_SET]->compare(w, op, left, right, out);
}

static void view_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    visitor->visit(visitor, &((DictView *)object)->dict);
}

const TypeOps dict_view_ops = {
    .binary = view_binary,
    .compare = view_compare,
    .hash = view_hash,
    .repr = view_repr,
    .length = view_length,
    .contains = view_contains,
    .iterate = view_iterate,
    .operators = "and rand or ror xor rxor sub rsub",
    .visit = view_visit,
};

/* ---- methods ------------------------------------------------------------- */

Status dict_view_isdisjoint(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value left, right, common;
    TRY(as_set(w, f->self, &left));
    TRY(as_set(w, f->args[0], &right));
    TRY(set_algebra(w, SLOT_AND, left, right, &common));
    f->result = BOOL(set_length(common) == 0);
    return OK;
}

Status dict_view_reversed(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TypeId type = is_exactly(f->self, TYPE_DICT_KEYS_VIEW)
                      ? TYPE_DICT_REVERSE_KEY_ITERATOR
                  : is_exactly(f->self, TYPE_DICT_VALUES_VIEW)
                      ? TYPE_DICT_REVERSE_VALUE_ITERATOR
                      : TYPE_DICT_REVERSE_ITEM_ITERATOR;
    f->result = iterator_new(w, type, dict_of(f->self));
    NEED(f->result);
    return OK;
}
