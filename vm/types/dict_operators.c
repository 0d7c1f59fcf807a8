/* SPDX-License-Identifier: MIT */
/*
 * What operators do with dicts, as leaves.
 *
 * A missing key of a subclass with __missing__, and any key or value whose
 * class compares in Python, is left to the prelude (TWIN) before anything has
 * changed.
 */
#include "vm/types/dict.h"
#include "vm/types/iterator.h"
#include "vm/types/sequence.h"

/* Is every pair of a also in b? Both have the same length. */
static Status same_items(World *w, Value a, Value b, bool *same)
{
    const DictTable *t = AS(Dict, a)->table;
    *same = true;
    for (uint32_t i = 0; *same && i < t->used; i++) {
        const DictEntry *e = &t->entries[i];
        if (!e->key) {
            continue;
        }
        DictPlace place;
        TRY(dict_find_hashed(w, b, e->key, e->hash, &place));
        *same = place.entry >= 0;
        if (*same) {
            TRY(value_equal(w, e->value, dict_value_at(b, place), same));
        }
    }
    return OK;
}

static Status dict_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    if (!has_layout(b, TYPE_DICT) || (op != SLOT_EQ && op != SLOT_NE)) {
        return NO_OP;
    }
    bool same = dict_length(a) == dict_length(b);
    if (same) {
        TRY(leaf_enter(w, " in comparison"));
        Status s = same_items(w, a, b, &same);
        leaf_leave(w);
        TRY(s);
    }
    *out = BOOL(same == (op == SLOT_EQ));
    return OK;
}

static Status merge(World *w, Value into, Value from)
{
    const DictTable *t = AS(Dict, from)->table;
    for (uint32_t i = 0; i < t->used; i++) {
        const DictEntry *e = &t->entries[i];
        if (e->key) {
            DictPlace place;
            TRY(dict_find_hashed(w, into, e->key, e->hash, &place));
            TRY(dict_store_at(w, into, e->key, e->value, place));
        }
    }
    return OK;
}

/* a | b, as from 3.9 on. */
static Status dict_binary(World *w, Slot op, Value a, Value b, Value *out)
{
    if (op != SLOT_OR || !has_layout(a, TYPE_DICT) ||
        !has_layout(b, TYPE_DICT)) {
        return NO_OP;
    }
    *out = dict_copy(w, a);
    NEED(*out);
    return merge(w, *out, b);
}

static Status dict_inplace(World *w, Slot op, Value a, Value b, Value *out)
{
    (void)w, (void)a, (void)b, (void)out;
    return op == SLOT_OR ? TWIN : NO_OP; /* update() */
}

static Status dict_hash(World *w, Value a, int64_t *out)
{
    (void)out;
    return raise_type(w, "unhashable type: '%T'", a);
}

static Status write_items(World *w, Value a, Writer *out)
{
    const DictTable *t = AS(Dict, a)->table;
    const char *comma = "";
    for (uint32_t i = 0; i < t->used; i++) {
        const DictEntry *e = &t->entries[i];
        if (e->key) {
            writer_ascii(out, comma);
            TRY(value_repr(w, e->key, out));
            writer_ascii(out, ": ");
            TRY(value_repr(w, e->value, out));
            comma = ", ";
        }
    }
    return OK;
}

static Status dict_repr(World *w, Value a, Writer *out)
{
    ReprLink link;
    Status s = repr_enter(w, out, &link, a);
    if (s == NO_OP) {
        writer_ascii(out, "{...}");
        return OK;
    }
    TRY(s);
    writer_char(out, '{');
    s = write_items(w, a, out);
    writer_char(out, '}');
    repr_leave(w, out, &link);
    return s;
}

static Status dict_len(World *w, Value a, int64_t *out)
{
    (void)w;
    *out = (int64_t)dict_length(a);
    return OK;
}

static Status dict_get_item(World *w, Value a, Value key, Value *out)
{
    TRY(dict_get(w, a, key, out));
    if (*out) {
        return OK;
    }
    if (klass_overrides(klass_of(w, a), SLOT_MISSING)) {
        return TWIN;
    }
    return raise_key(w, key);
}

static Status dict_delete_item(World *w, Value a, Value key)
{
    bool found;
    TRY(dict_delete(w, a, key, &found));
    return found ? OK : raise_key(w, key);
}

static Status dict_contains(World *w, Value a, Value key, bool *out)
{
    Value value;
    TRY(dict_get(w, a, key, &value));
    *out = value != NO_VALUE;
    return OK;
}

static Status dict_iterate(World *w, Value a, Value *iterator)
{
    *iterator = iterator_new(w, TYPE_DICT_KEY_ITERATOR, a);
    NEED(*iterator);
    return OK;
}

static void dict_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    visitor->visit(visitor, (Value *)&((Dict *)object)->table);
}

const TypeOps dict_ops = {
    .binary = dict_binary,
    .inplace = dict_inplace,
    .compare = dict_compare,
    .hash = dict_hash,
    .repr = dict_repr,
    .length = dict_len,
    .get_item = dict_get_item,
    .set_item = dict_set,
    .delete_item = dict_delete_item,
    .contains = dict_contains,
    .iterate = dict_iterate,
    .operators = "or ror ior",
    .visit = dict_visit,
};
