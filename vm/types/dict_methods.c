/* SPDX-License-Identifier: MIT */
/*
 * dict's methods and constructor.
 *
 * Invariant: a key is looked up by dict_search, whose state is in slots 2..7;
 * slots 0 and 1 belong to the method. Between dict_search's OK and the change
 * it led to no Python code runs.
 */
#include "vm/types/dict.h"
#include "vm/types/dict_view.h"
#include "vm/types/iterator.h"
#include "vm/types/list.h"
#include "vm/types/sequence.h"
#include "vm/types/set.h"
#include "vm/types/tuple.h"

Status dict_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = dict_new_sized(w, AS(Klass, f->self), 0);
    NEED(f->result);
    return OK;
}

/* ---- one key ------------------------------------------------------------- */

Status dict_method_get(World *w, Thread *t, NativeFrame *f)
{
    DictPlace place;
    TRY(dict_search(w, t, f, f->self, f->args[0], &place));
    f->result = place.entry >= 0 ? dict_value_at(f->self, place)
                : f->args[1]     ? f->args[1]
                                 : NONE;
    return OK;
}

Status dict_method_setdefault(World *w, Thread *t, NativeFrame *f)
{
    DictPlace place;
    TRY(dict_search(w, t, f, f->self, f->args[0], &place));
    if (place.entry >= 0) {
        f->result = dict_value_at(f->self, place);
        return OK;
    }
    f->result = f->args[1] ? f->args[1] : NONE;
    return dict_store_at(w, f->self, f->args[0], f->result, place);
}

Status dict_method_pop(World *w, Thread *t, NativeFrame *f)
{
    DictPlace place;
    Value key;
    TRY(dict_search(w, t, f, f->self, f->args[0], &place));
    if (place.entry >= 0) {
        return dict_take_at(w, f->self, place.entry, &key, &f->result);
    }
    if (!f->args[1]) {
        return raise_key(w, f->args[0]);
    }
    f->result = f->args[1];
    return OK;
}

Status dict_method_popitem(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    DictTable *table = AS(Dict, f->self)->table;
    Value key, value;
    size_t at = table->used;
    if (!dict_previous(f->self, &at, &key, &value)) {
        return raise_error(w, TYPE_KEY_ERROR, "popitem(): dictionary is empty");
    }
    f->result = tuple_of(w, 2, key, value);
    NEED(f->result);
    TRY(dict_take_at(w, f->self, (int64_t)at, &key, &value));
    STORE(w, table->used, (uint32_t)at);
    return OK;
}

/* ---- the whole dict ------------------------------------------------------ */

Status dict_method_clear(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = NONE;
    return dict_clear(w, f->self);
}

Status dict_method_copy(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = dict_copy(w, f->self);
    NEED(f->result);
    return OK;
}

static Status make_view(World *w, NativeFrame *f, TypeId type)
{
    f->result = dict_view_new(w, type, f->self);
    NEED(f->result);
    return OK;
}

Status dict_method_keys(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return make_view(w, f, TYPE_DICT_KEYS_VIEW);
}

Status dict_method_values(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return make_view(w, f, TYPE_DICT_VALUES_VIEW);
}

Status dict_method_items(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return make_view(w, f, TYPE_DICT_ITEMS_VIEW);
}

Status dict_method_reversed(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = iterator_new(w, TYPE_DICT_REVERSE_KEY_ITERATOR, f->self);
    NEED(f->result);
    return OK;
}

Status dict_method_sizeof(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    (void)w;
    uint64_t size = AS(Dict, f->self)->table->size;
    uint64_t width = size <= 0xff ? 1 : size <= 0xffff ? 2 : 4;
    bool fresh = AS(Dict, f->self)->table->used == 0;
    uint64_t bytes = fresh ? 48 : 48 + 56 + size * width + size * 2 / 3 * 24;
    f->result = INT((int64_t)bytes);
    return OK;
}

/* The keys of a set or dict with the hashes they have there. */
static Status fromkeys_hashed(World *w, Value source, Value value, Value into)
{
    SetEntry e;
    bool is_set = has_layout(source, TYPE_SET);
    size_t count = is_set ? 0 : AS(Dict, source)->table->used;
    for (size_t at = 0; is_set && set_next_entry(source, &at, &e);) {
        DictPlace place = {-1, e.hash};
        TRY(dict_find_hashed(w, into, e.key, e.hash, &place));
        TRY(dict_store_at(w, into, e.key, value, place));
    }
    for (size_t i = 0; i < count; i++) {
        const DictEntry *d = &AS(Dict, source)->table->entries[i];
        DictPlace place = {-1, d->hash};
        if (d->key) {
            TRY(dict_find_hashed(w, into, d->key, d->hash, &place));
            TRY(dict_store_at(w, into, d->key, value, place));
        }
    }
    return OK;
}

/* Keys of the leaf kind only; the twin takes the rest. */
Status dict_fromkeys(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value source = f->args[0];
    Value value = f->args[1] ? f->args[1] : NONE;
    bool hashed = is_exactly(source, TYPE_SET) ||
                  is_exactly(source, TYPE_FROZENSET) ||
                  is_exactly(source, TYPE_DICT);
    if (f->self == VALUE(&w->klass[TYPE_DICT]) && hashed) {
        f->result = dict_new(w);
        NEED(f->result);
        return fromkeys_hashed(w, source, value, f->result);
    }
    if (f->self != VALUE(&w->klass[TYPE_DICT]) ||
        !(is_exactly(source, TYPE_LIST) || is_exactly(source, TYPE_TUPLE))) {
        return TWIN;
    }
    f->result = dict_new(w);
    NEED(f->result);
    Items items = items_of(source);
    for (size_t i = 0; i < items.count; i++) {
        TRY(dict_set(w, f->result, items.items[i], value));
    }
    return OK;
}

/* ---- for the prelude: operators whose key is Python code ----------------- */

Status prelude_dict_get_item(World *w, Thread *t, NativeFrame *f)
{
    DictPlace place;
    if (f->state == 1) { /* __missing__ came back */
        return native_result(f, &f->result);
    }
    Value dict = f->args[0];
    TRY(dict_search(w, t, f, dict, f->args[1], &place));
    if (place.entry >= 0) {
        f->result = dict_value_at(dict, place);
        return OK;
    }
    Value missing = klass_slot(w, dict, SLOT_MISSING);
    if (!missing || !klass_overrides(klass_of(w, dict), SLOT_MISSING)) {
        return raise_key(w, f->args[1]);
    }
    f->state = 1;
    return native_call(f, missing, 2, dict, f->args[1]);
}

Status prelude_dict_set_item(World *w, Thread *t, NativeFrame *f)
{
    DictPlace place;
    TRY(dict_search(w, t, f, f->args[0], f->args[1], &place));
    f->result = NONE;
    return dict_store_at(w, f->args[0], f->args[1], f->args[2], place);
}

Status prelude_dict_delete_item(World *w, Thread *t, NativeFrame *f)
{
    DictPlace place;
    TRY(dict_search(w, t, f, f->args[0], f->args[1], &place));
    if (place.entry < 0) {
        return raise_key(w, f->args[1]);
    }
    f->result = NONE;
    return dict_delete_at(w, f->args[0], place);
}

Status prelude_dict_contains(World *w, Thread *t, NativeFrame *f)
{
    DictPlace place;
    TRY(dict_search(w, t, f, f->args[0], f->args[1], &place));
    f->result = BOOL(place.entry >= 0);
    return OK;
}
