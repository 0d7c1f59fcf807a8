/* SPDX-License-Identifier: MIT */
/*
 * Methods and constructors of set and frozenset.
 *
 * A key is looked up by set_search (slots 2..7). The algebra's methods take
 * any iterable: sets and dicts are done here, other iterables and keys that
 * compare in Python by the prelude, before anything has changed.
 */
#include "vm/types/dict.h"
#include "vm/types/iterator.h"
#include "vm/types/list.h"
#include "vm/types/search.h"
#include "vm/types/sequence.h"
#include "vm/types/set_algebra.h"
#include "vm/types/tuple.h"

/* ---- making -------------------------------------------------------------- */

Status set_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = set_of_class(w, AS(Klass, f->self));
    NEED(f->result);
    return OK;
}

/* A set or dict as source: all at once by leaves, or room for all. */
static Status fill_table(World *w, Value into, Value source)
{
    if (has_layout(source, TYPE_SET)) {
        if (AS(Set, into)->fill == 0) {
            return set_merge(w, into, source);
        }
        Status s = set_algebra_inplace(w, SLOT_OR, into, source);
        if (s == TWIN) {
            TRY(set_reserve(w, into, set_length(source)));
        }
        return s;
    }
    TRY(set_reserve(w, into, dict_length(source)));
    return AS(Set, into)->fill == 0 ? set_merge_dict(w, into, source) : TWIN;
}

/* The first items, as long as each finds its place at once. */
static Status fill_quick(World *w, Value into, Items items, size_t *done)
{
    Status s = OK;
    while (*done < items.count && s == OK) {
        s = set_add_quick(w, into, items.items[*done]);
        *done += s == OK;
    }
    return s == NO_OP ? OK : s;
}

/* The entry at or after *at of a set or dict as it is now. */
static bool next_entry(Value source, size_t *at, SetEntry *e)
{
    if (has_layout(source, TYPE_SET)) {
        return set_next_entry(source, at, e);
    }
    const DictTable *t = AS(Dict, source)->table;
    while (*at < t->used) {
        const DictEntry *entry = &t->entries[(*at)++];
        if (entry->key) {
            *e = (SetEntry){entry->key, entry->hash};
            return true;
        }
    }
    return false;
}

enum { FILL_START, FILL_NEXT = 2, FILL_ADD, FILL_ENTRY, FILL_ENTRY_ADD };

/* The entries of a set or dict, one by one, their hashes known. It may change
 * while __eq__ runs. Slot 0: how far, slot 1: the key being added. */
static Status fill_entries(World *w, NativeFrame *f, Value into, Value source)
{
    for (;;) {
        SetEntry e = {f->slot[1], 0};
        if (f->state == FILL_ENTRY) {
            size_t at = (size_t)INT_OF(f->slot[0]);
            if (!next_entry(source, &at, &e)) {
                return OK;
            }
            f->slot[0] = INT((int64_t)at);
            f->slot[1] = e.key;
            f->state = FILL_ENTRY_ADD;
        }
        SetPlace place;
        TRY(set_search_hashed(w, f, into, e.key, e.hash, &place));
        TRY(set_add_at(w, into, e.key, place));
        f->state = FILL_ENTRY;
    }
}

/*
 * Add everything of `source` to the set `into`; f->state FILL_START at first.
 * Slot 0: the iterator, slot 1: the item being added.
 */
static Status fill_from(World *w, Thread *t, NativeFrame *f, Value into,
                        Value source)
{
    if (f->state == 0) {
        if (has_layout(source, TYPE_SET) || is_exactly(source, TYPE_DICT)) {
            Status s = fill_table(w, into, source);
            if (s != TWIN) {
                return s;
            }
            f->state = FILL_ENTRY;
            f->slot[0] = INT(0);
        } else {
            f->state = 1;
        }
    }
    if (f->state >= FILL_ENTRY) {
        return fill_entries(w, f, into, source);
    }
    if (f->state == 1) {
        size_t done = 0;
        if (is_exactly(source, TYPE_LIST) || is_exactly(source, TYPE_TUPLE)) {
            TRY(fill_quick(w, into, items_of(source), &done));
        }
        TRY(iterate_begin(w, t, f, 0, source));
        if (done) {
            AS(Iterator, f->slot[0])->index = (int64_t)done;
        }
        f->state = FILL_NEXT;
    }
    for (;;) {
        if (f->state == FILL_NEXT) {
            TRY(iterate_next(w, t, f, 0, &f->slot[1]));
            if (!f->slot[1]) {
                return OK;
            }
            Status quick = set_add_quick(w, into, f->slot[1]);
            if (quick == OK) {
                continue;
            }
            if (quick != NO_OP) {
                return quick;
            }
            f->state = FILL_ADD;
        }
        SetPlace place;
        TRY(set_search(w, t, f, into, f->slot[1], &place));
        TRY(set_add_at(w, into, f->slot[1], place));
        f->state = FILL_NEXT;
    }
}

Status set_init(World *w, Thread *t, NativeFrame *f)
{
    if (f->state == 0) {
        if (f->kw_count && is_exactly(f->self, TYPE_SET)) {
            return raise_type(w, "set() takes no keyword arguments");
        }
        if (f->argc - f->kw_count > 1) {
            return raise_type(w, "set expected at most 1 argument, got %d",
                              (int)(f->argc - f->kw_count));
        }
        if (set_length(f->self)) {
            TRY(set_clear(w, f->self));
        }
    }
    if (f->argc - f->kw_count) {
        TRY(fill_from(w, t, f, f->self, f->args[0]));
    }
    f->result = NONE;
    return OK;
}

/* One empty frozenset is enough. */
static Status frozenset_finish(World *w, NativeFrame *f, Value made)
{
    bool plain = f->self == VALUE(&w->klass[TYPE_FROZENSET]);
    f->result = plain && set_length(made) == 0 && w->empty_frozenset
                    ? w->empty_frozenset
                    : made;
    return OK;
}

/*
 * frozenset(iterable): the keys are collected in a set first, by calling set,
 * which knows how to meet Python code.
 */
Status frozenset_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Klass *klass = AS(Klass, f->self);
    bool plain = klass == &w->klass[TYPE_FROZENSET];
    uint32_t positional = f->argc - f->kw_count;
    Value source;
    if (f->state == 0) {
        if (f->kw_count && plain) {
            return raise_type(w, "frozenset() takes no keyword arguments");
        }
        if (positional > 1) {
            return raise_type(w,
                              "frozenset expected at most 1 argument, got %d",
                              (int)positional);
        }
        if (positional == 0) {
            Value empty = set_of_class(w, klass);
            NEED(empty);
            return frozenset_finish(w, f, empty);
        }
        source = f->args[0];
        if (plain && is_exactly(source, TYPE_FROZENSET)) {
            f->result = source;
            return OK;
        }
        if (!has_layout(source, TYPE_SET)) {
            f->state = 1;
            return native_call(f, VALUE(&w->klass[TYPE_SET]), 1, source);
        }
        source = set_copy(w, klass, source);
        NEED(source);
        return frozenset_finish(w, f, source);
    }
    TRY(native_result(f, &source));
    Value made = set_of_class(w, klass);
    NEED(made);
    set_become(w, made, source);
    return frozenset_finish(w, f, made);
}

/* ---- one key ------------------------------------------------------------- */

Status set_search_frozen(World *w, Thread *t, NativeFrame *f, Value set,
                         Value key, SetPlace *place)
{
    if (has_layout(key, TYPE_SET) && klass_slot(w, key, SLOT_HASH) == NONE) {
        Value frozen = set_copy(w, &w->klass[TYPE_FROZENSET], key);
        NEED(frozen);
        key = frozen;
    }
    return set_search(w, t, f, set, key, place);
}

Status set_method_add(World *w, Thread *t, NativeFrame *f)
{
    SetPlace place;
    f->result = NONE;
    if (!f->resumed) {
        Status quick = set_add_quick(w, f->self, f->args[0]);
        if (quick != NO_OP) {
            return quick;
        }
    }
    TRY(set_search(w, t, f, f->self, f->args[0], &place));
    return set_add_at(w, f->self, f->args[0], place);
}

Status set_method_discard(World *w, Thread *t, NativeFrame *f)
{
    SetPlace place;
    TRY(set_search_frozen(w, t, f, f->self, f->args[0], &place));
    if (place.entry >= 0) {
        set_discard_at(w, f->self, place);
    }
    f->result = NONE;
    return OK;
}

Status set_method_remove(World *w, Thread *t, NativeFrame *f)
{
    SetPlace place;
    TRY(set_search_frozen(w, t, f, f->self, f->args[0], &place));
    if (place.entry < 0) {
        return raise_key(w, f->args[0]);
    }
    set_discard_at(w, f->self, place);
    f->result = NONE;
    return OK;
}

/* set_has(set, key) for the prelude: `in` with Python keys. */
Status prelude_set_has(World *w, Thread *t, NativeFrame *f)
{
    SetPlace place;
    TRY(set_search_frozen(w, t, f, f->args[0], f->args[1], &place));
    f->result = BOOL(place.entry >= 0);
    return OK;
}

Status set_method_pop(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (set_length(f->self) == 0) {
        return raise_error(w, TYPE_KEY_ERROR, "pop from an empty set");
    }
    f->result = set_pop(w, f->self);
    return OK;
}

Status set_method_clear(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = NONE;
    return set_clear(w, f->self);
}

Status set_method_copy(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (is_exactly(f->self, TYPE_FROZENSET)) {
        f->result = f->self;
        return OK;
    }
    f->result = set_copy(w, set_base_class(w, f->self), f->self);
    NEED(f->result);
    return OK;
}

Status set_method_sizeof(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    (void)w;
    uint64_t size = AS(Set, f->self)->table->size;
    f->result = INT((int64_t)(200 + (size > 8 ? size * 16 : 0)));
    return OK;
}

/* ---- algebra ------------------------------------------------------------- */

/* A set with what the argument holds, itself if it is one; TWIN otherwise. */
static Status argument_set(World *w, Value v, Value *out)
{
    if (has_layout(v, TYPE_SET)) {
        *out = v;
        return OK;
    }
    *out = set_new(w, TYPE_SET);
    NEED(*out);
    if (is_exactly(v, TYPE_DICT)) {
        return set_merge_dict(w, *out, v);
    }
    if (!is_exactly(v, TYPE_LIST) && !is_exactly(v, TYPE_TUPLE)) {
        return TWIN;
    }
    Items items = items_of(v);
    for (size_t i = 0; i < items.count; i++) {
        TRY(set_add(w, *out, items.items[i]));
    }
    return OK;
}

/* One set as argument is done here; all else by the twin. */
static bool is_one_set(const NativeFrame *f)
{
    return f->argc == 1 && has_layout(f->args[0], TYPE_SET);
}

static Status method_algebra(World *w, NativeFrame *f, Slot op)
{
    if (!is_one_set(f)) {
        return TWIN;
    }
    return set_algebra(w, op, f->self, f->args[0], &f->result);
}

static Status method_inplace(World *w, NativeFrame *f, Slot op)
{
    if (!is_one_set(f)) {
        return TWIN;
    }
    f->result = NONE;
    return set_algebra_inplace(w, op, f->self, f->args[0]);
}

Status set_method_intersection(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return method_algebra(w, f, SLOT_AND);
}

Status set_method_difference(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->argc == 1 && is_exactly(f->args[0], TYPE_DICT)) {
        Value keys = set_new(w, TYPE_SET); /* their hashes are kept */
        NEED(keys);
        TRY(set_merge_dict(w, keys, f->args[0]));
        return set_algebra(w, SLOT_SUBTRACT, f->self, keys, &f->result);
    }
    return method_algebra(w, f, SLOT_SUBTRACT);
}

Status set_method_symmetric_difference(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return method_algebra(w, f, SLOT_XOR);
}

/* Slots as in fill_from; arguments are taken one after the other. */
static Status update_with_all(World *w, Thread *t, NativeFrame *f)
{
    uint32_t which = (uint32_t)(f->state >> 3);
    for (; which < f->argc; which++) {
        f->state &= 7;
        Status s = fill_from(w, t, f, f->self, f->args[which]);
        if (s != OK) {
            f->state |= (int32_t)(which << 3);
            return s;
        }
        f->state = 0;
    }
    return OK;
}

Status set_method_update(World *w, Thread *t, NativeFrame *f)
{
    TRY(update_with_all(w, t, f));
    f->result = NONE;
    return OK;
}

/* The copy takes the receiver's place, so that it outlives every CALL. */
Status set_method_union(World *w, Thread *t, NativeFrame *f)
{
    if (f->state == 0 && !f->resumed) {
        f->self = set_copy(w, set_base_class(w, f->self), f->self);
        NEED(f->self);
    }
    TRY(update_with_all(w, t, f));
    f->result = f->self;
    return OK;
}

Status set_method_intersection_update(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return method_inplace(w, f, SLOT_AND);
}

Status set_method_difference_update(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return method_inplace(w, f, SLOT_SUBTRACT);
}

Status set_method_symmetric_difference_update(World *w, Thread *t,
                                              NativeFrame *f)
{
    (void)t;
    return method_inplace(w, f, SLOT_XOR);
}

/* set_drop_gaps(set) for the prelude. */
Status prelude_set_drop_gaps(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = NONE;
    return set_drop_gaps(w, f->args[0]);
}

/* set_take(set, other): set gets the contents of other, a set of the
 * prelude's own. A new frozenset when the first argument is None. */
Status prelude_set_take(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = f->args[0] == NONE ? set_new(w, TYPE_FROZENSET) : f->args[0];
    NEED(f->result);
    set_become(w, f->result, f->args[1]);
    return OK;
}

Status set_method_issubset(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value other;
    bool holds;
    TRY(argument_set(w, f->args[0], &other));
    TRY(set_is_subset(w, f->self, other, &holds));
    f->result = BOOL(holds);
    return OK;
}

Status set_method_issuperset(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value other;
    bool holds;
    TRY(argument_set(w, f->args[0], &other));
    TRY(set_is_subset(w, other, f->self, &holds));
    f->result = BOOL(holds);
    return OK;
}

Status set_method_isdisjoint(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value other;
    bool holds;
    TRY(argument_set(w, f->args[0], &other));
    TRY(set_is_disjoint(w, f->self, other, &holds));
    f->result = BOOL(holds);
    return OK;
}

/* (class, ([keys],), instance dict or None) */
Status set_method_reduce(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value keys = list_new(w, set_length(f->self));
    NEED(keys);
    Value key;
    for (size_t at = 0; set_next(f->self, &at, &key);) {
        TRY(list_append(w, keys, key));
    }
    Value arguments = tuple_of(w, 1, keys);
    NEED(arguments);
    Value dict = OBJECT(f->self)->flags & OBJECT_DICT_WORD
                     ? *object_dict_word(OBJECT(f->self))
                     : NO_VALUE;
    f->result = tuple_of(w, 3, VALUE(klass_of(w, f->self)), arguments,
                         dict ? dict : NONE);
    NEED(f->result);
    return OK;
}
