/* SPDX-License-Identifier: MIT */
/*
 * set and frozenset: the hash table. Operators are in set_operators.c, methods
 * in set_methods.c.
 *
 * Invariant: fill counts entries that are or were used, and stays under three
 * fifths of the table. The order of probing, the moments of growth and the new
 * sizes are CPython 3.8's: iteration order follows from them.
 */
#include "vm/types/set.h"

#include <string.h>

#include "vm/types/dict.h"
#include "vm/types/set_probe.h"
#include "vm/types/str.h"

#define TABLE_MIN 8
#define TABLE_MAX (UINT64_C(1) << 40)

static SetTable *table_new(World *w, uint64_t size)
{
    SetTable *t = heap_object(w, TYPE_SET_TABLE,
                              sizeof(SetTable) + size * sizeof(SetEntry));
    if (t) {
        t->size = size;
    }
    return t;
}

Value set_of_class(World *w, Klass *klass)
{
    Set *s = heap_new(w, klass, sizeof(Set));
    if (!s) {
        return NO_VALUE;
    }
    s->hash = -1;
    s->birth = world_version(w);
    s->table = table_new(w, TABLE_MIN);
    return s->table ? VALUE(s) : NO_VALUE;
}

Value set_new(World *w, TypeId type)
{
    return set_of_class(w, &w->klass[type]);
}

/* ---- finding ------------------------------------------------------------- */

static Status find(World *w, const SetTable *t, Value key, int64_t hash,
                   SetPlace *place)
{
    SetProbe p = set_probe(t->size, hash);
    place->hash = hash;
    place->free = -1;
    for (;; set_probe_next(&p)) {
        const SetEntry *e = &t->entries[p.at];
        if (!e->key) {
            place->entry = -1;
            if (place->free < 0) {
                place->free = (int64_t)p.at;
            }
            return OK;
        }
        if (e->key == ABSENT) {
            place->free = (int64_t)p.at;
            continue;
        }
        bool same = e->key == key;
        if (!same && e->hash == hash) {
            TRY(value_equal(w, e->key, key, &same));
        }
        if (same) {
            place->entry = (int64_t)p.at;
            return OK;
        }
    }
}

/* ---- changing ------------------------------------------------------------ */

/* Into a table without deleted entries that nobody else sees. */
static void insert_clean(SetTable *t, const SetEntry *e)
{
    SetProbe p = set_probe(t->size, e->hash);
    while (t->entries[p.at].key) {
        set_probe_next(&p);
    }
    t->entries[p.at] = *e;
}

static Status set_resize(World *w, Set *s, uint64_t minimum)
{
    uint64_t size = TABLE_MIN;
    while (size <= minimum && size < TABLE_MAX) {
        size <<= 1;
    }
    SetTable *old = s->table;
    SetTable *t = table_new(w, size);
    NEED(t);
    for (uint64_t i = 0; i < old->size; i++) {
        if (old->entries[i].key && old->entries[i].key != ABSENT) {
            insert_clean(t, &old->entries[i]);
        }
    }
    world_touch(w, s, sizeof *s);
    s->table = t;
    s->fill = s->length;
    s->birth = world_version(w);
    heap_free(w, old);
    return OK;
}

static uint64_t roomy(const Set *s)
{
    return s->length > 50000 ? s->length * 2 : s->length * 4;
}

/* They slow the next walk down: CPython drops them after a difference. */
Status set_drop_gaps(World *w, Value set)
{
    Set *s = AS(Set, set);
    if (s->fill - s->length <= (s->table->size - 1) / 4) {
        return OK;
    }
    return set_resize(w, s, roomy(s));
}

static bool is_too_full(const Set *s, uint64_t fill)
{
    return fill * 5 >= (s->table->size - 1) * 3;
}

Status set_reserve(World *w, Value set, uint64_t more)
{
    Set *s = AS(Set, set);
    if (!is_too_full(s, s->fill + more)) {
        return OK;
    }
    return set_resize(w, s, (s->length + more) * 2);
}

Status set_add_at(World *w, Value set, Value key, SetPlace place)
{
    Set *s = AS(Set, set);
    if (place.entry >= 0) {
        return OK;
    }
    SetEntry *e = &s->table->entries[place.free];
    bool fresh = !e->key;
    world_touch(w, e, sizeof *e);
    world_touch(w, s, sizeof *s);
    *e = (SetEntry){key, place.hash};
    s->length++;
    s->fill += fresh;
    if (fresh && is_too_full(s, s->fill)) {
        return set_resize(w, s, roomy(s));
    }
    return OK;
}

void set_discard_at(World *w, Value set, SetPlace place)
{
    Set *s = AS(Set, set);
    SetEntry *e = &s->table->entries[place.entry];
    heap_dropped(w, e->key);
    world_touch(w, e, sizeof *e);
    *e = (SetEntry){ABSENT, -1};
    STORE(w, s->length, s->length - 1);
}

Status set_add_hashed(World *w, Value set, Value key, int64_t hash)
{
    SetPlace place;
    TRY(find(w, AS(Set, set)->table, key, hash, &place));
    return set_add_at(w, set, key, place);
}

Status set_has_hashed(World *w, Value set, Value key, int64_t hash, bool *out)
{
    SetPlace place;
    TRY(find(w, AS(Set, set)->table, key, hash, &place));
    *out = place.entry >= 0;
    return OK;
}

Status set_discard_hashed(World *w, Value set, Value key, int64_t hash,
                          bool *found)
{
    SetPlace place;
    TRY(find(w, AS(Set, set)->table, key, hash, &place));
    *found = place.entry >= 0;
    if (*found) {
        set_discard_at(w, set, place);
    }
    return OK;
}

Status set_add_quick(World *w, Value set, Value key)
{
    int64_t hash = INT_OF(key);
    if (!IS_INT(key) || hash < 0 || hash >= INT64_C(1) << 60) {
        if (!IS_INT(key) && !is_exactly(key, TYPE_STR)) {
            return NO_OP;
        }
        TRY(value_hash(w, key, &hash));
    }
    const SetTable *t = AS(Set, set)->table;
    int64_t first = hash & (int64_t)(t->size - 1);
    if (t->entries[first].key == key) {
        return OK;
    }
    if (t->entries[first].key) {
        return NO_OP;
    }
    return set_add_at(w, set, key, (SetPlace){-1, first, hash});
}

Status set_add(World *w, Value set, Value key)
{
    int64_t hash;
    TRY(value_hash(w, key, &hash));
    return set_add_hashed(w, set, key, hash);
}

Status set_has(World *w, Value set, Value key, bool *out)
{
    int64_t hash;
    TRY(value_hash(w, key, &hash));
    return set_has_hashed(w, set, key, hash, out);
}

Status set_discard(World *w, Value set, Value key, bool *found)
{
    int64_t hash;
    TRY(value_hash(w, key, &hash));
    return set_discard_hashed(w, set, key, hash, found);
}

/* ---- whole sets ---------------------------------------------------------- */

bool set_next_entry(Value set, size_t *at, SetEntry *entry)
{
    const SetTable *t = AS(Set, set)->table;
    for (; *at < t->size; ++*at) {
        const SetEntry *e = &t->entries[*at];
        if (e->key && e->key != ABSENT) {
            *entry = *e;
            ++*at;
            return true;
        }
    }
    return false;
}

bool set_next(Value set, size_t *at, Value *key)
{
    SetEntry e;
    if (!set_next_entry(set, at, &e)) {
        return false;
    }
    *key = e.key;
    return true;
}

void set_become(World *w, Value set, Value from)
{
    Set *s = AS(Set, set);
    Set *f = AS(Set, from);
    world_touch(w, s, sizeof *s);
    s->length = f->length;
    s->fill = f->fill;
    s->birth = f->birth;
    s->table = f->table;
}

Status set_clear(World *w, Value set)
{
    Value empty = set_new(w, TYPE_SET);
    NEED(empty);
    Value key;
    for (size_t at = 0; w->watched && set_next(set, &at, &key);) {
        heap_dropped(w, key);
    }
    set_become(w, set, empty);
    return OK;
}

Status set_merge(World *w, Value set, Value other)
{
    Set *s = AS(Set, set);
    const Set *o = AS(Set, other);
    SetEntry e;
    if (set == other || o->length == 0) {
        return OK;
    }
    TRY(set_reserve(w, set, o->length));
    if (s->fill == 0 && s->table->size == o->table->size &&
        o->fill == o->length) {
        size_t bytes = o->table->size * sizeof(SetEntry);
        world_touch(w, s, sizeof *s);
        world_touch(w, s->table->entries, bytes);
        memcpy(s->table->entries, o->table->entries, bytes);
        s->fill = s->length = o->length;
        return OK;
    }
    bool clean = s->fill == 0;
    for (size_t at = 0; set_next_entry(other, &at, &e);) {
        if (clean) {
            world_touch(w, s->table->entries,
                        s->table->size * sizeof(SetEntry));
            insert_clean(s->table, &e);
        } else {
            TRY(set_add_hashed(w, set, e.key, e.hash));
        }
    }
    if (clean) {
        world_touch(w, s, sizeof *s);
        s->fill = s->length = o->length;
    }
    return OK;
}

Status set_merge_dict(World *w, Value set, Value dict)
{
    TRY(set_reserve(w, set, dict_length(dict)));
    const DictTable *t = AS(Dict, dict)->table;
    for (uint32_t i = 0; i < t->used; i++) {
        const DictEntry *e = &t->entries[i];
        if (e->key) {
            TRY(set_add_hashed(w, set, e->key, e->hash));
        }
    }
    return OK;
}

Value set_copy(World *w, Klass *klass, Value set)
{
    Value copy = set_of_class(w, klass);
    if (!copy || set_merge(w, copy, set) != OK) {
        return NO_VALUE;
    }
    return copy;
}

Value set_pop(World *w, Value set)
{
    Set *s = AS(Set, set);
    SetTable *t = s->table;
    uint64_t at = s->finger & (t->size - 1);
    while (!t->entries[at].key || t->entries[at].key == ABSENT) {
        at = (at + 1) & (t->size - 1);
    }
    Value key = t->entries[at].key;
    set_discard_at(w, set, (SetPlace){.entry = (int64_t)at});
    STORE(w, s->finger, at + 1);
    return key;
}

static void table_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    SetTable *t = object;
    for (uint64_t i = 0; i < t->size; i++) {
        visitor->visit(visitor, &t->entries[i].key);
    }
}

const TypeOps set_table_ops = {.visit = table_visit};
