/* SPDX-License-Identifier: MIT */
/*
 * dict: the hash table. Operators are in dict_operators.c, methods in
 * dict_methods.c, look-ups that may run Python in dict_search.c.
 *
 * Invariant: index[i] names an entry whose hash leads to i; entries stand in
 * the order of insertion, deleted ones with key 0; length counts the living.
 * Probing, growth and compaction follow CPython 3.8, because a program whose
 * __eq__ prints can see them.
 */
#include "vm/types/dict.h"

#include <string.h>

#include "vm/types/dict_probe.h"
#include "vm/types/int.h"
#include "vm/types/str.h"

#define TABLE_MIN 8
#define TABLE_MAX (UINT32_C(1) << 30)

static DictTable *table_new(World *w, uint32_t size)
{
    size_t bytes = sizeof(DictTable) +
                   dict_table_capacity(size) * sizeof(DictEntry) +
                   (size_t)size * dict_index_width(size);
    DictTable *t = heap_object(w, TYPE_DICT_TABLE, bytes);
    if (!t) {
        return NULL;
    }
    t->size = size;
    t->usable = (uint32_t)dict_table_capacity(size);
    t->str_only = 1;
    t->birth = t->version = world_version(w);
    memset(dict_index(t), 0xff, (size_t)size * dict_index_width(size));
    return t;
}

/* Smallest table of at least `slots` index slots; 0 when there is none. */
static uint32_t table_size(size_t slots)
{
    uint32_t size = TABLE_MIN;
    while (size < slots && size < TABLE_MAX) {
        size <<= 1;
    }
    return size < slots ? 0 : size;
}

Value dict_new_sized(World *w, Klass *klass, size_t length)
{
    uint32_t size = table_size(length + (length + 1) / 2);
    Dict *d = heap_new(w, klass, sizeof(Dict));
    if (!d) {
        return NO_VALUE;
    }
    if (!size) {
        (void)raise_memory(w);
        return NO_VALUE;
    }
    d->table = table_new(w, size);
    return d->table ? VALUE(d) : NO_VALUE;
}

Value dict_new(World *w)
{
    return dict_new_sized(w, &w->klass[TYPE_DICT], 0);
}

/* ---- finding ------------------------------------------------------------- */

static int64_t find_str(const DictTable *t, Value key, int64_t hash)
{
    DictProbe p = dict_probe(t, hash);
    for (;;) {
        int64_t i = dict_index_get(t, p.at);
        if (i == -1) {
            return -1;
        }
        if (i >= 0) {
            const DictEntry *e = &t->entries[i];
            if (e->key == key) {
                return i;
            }
            if (e->hash == hash && is_str(e->key) && str_equal(e->key, key)) {
                return i;
            }
        }
        dict_probe_next(&p);
    }
}

static Status find(World *w, const DictTable *t, Value key, int64_t hash,
                   int64_t *entry)
{
    if (t->str_only && is_exactly(key, TYPE_STR)) {
        *entry = find_str(t, key, hash);
        return OK;
    }
    DictProbe p = dict_probe(t, hash);
    for (;;) {
        int64_t i = dict_index_get(t, p.at);
        if (i == -1) {
            *entry = -1;
            return OK;
        }
        if (i >= 0) {
            const DictEntry *e = &t->entries[i];
            bool same = e->key == key;
            if (!same && e->hash == hash) {
                TRY(value_equal(w, e->key, key, &same));
            }
            if (same) {
                *entry = i;
                return OK;
            }
        }
        dict_probe_next(&p);
    }
}

/* The index slot that names this entry. */
static size_t slot_of_entry(const DictTable *t, int64_t entry)
{
    DictProbe p = dict_probe(t, t->entries[entry].hash);
    while (dict_index_get(t, p.at) != entry) {
        dict_probe_next(&p);
    }
    return p.at;
}

/* ---- changing ------------------------------------------------------------ */

static size_t free_slot(const DictTable *t, int64_t hash)
{
    DictProbe p = dict_probe(t, hash);
    while (dict_index_get(t, p.at) >= 0) {
        dict_probe_next(&p);
    }
    return p.at;
}

/* Put an entry at the end of a table with room that nobody else sees. */
static void table_push(DictTable *t, const DictEntry *e)
{
    dict_index_set(t, free_slot(t, e->hash), t->used);
    t->entries[t->used++] = *e;
    t->usable--;
    if (!is_exactly(e->key, TYPE_STR)) {
        t->str_only = 0;
    }
}

static Status dict_resize(World *w, Dict *d, size_t slots)
{
    uint32_t size = table_size(slots);
    DictTable *old = d->table;
    DictTable *t = size ? table_new(w, size) : NULL;
    if (!t) {
        return raise_memory(w);
    }
    for (uint32_t i = 0; i < old->used; i++) {
        if (old->entries[i].key) {
            table_push(t, &old->entries[i]);
        }
    }
    STORE(w, d->table, t);
    heap_free(w, old);
    return OK;
}

static Status insert(World *w, Dict *d, Value key, int64_t hash, Value value)
{
    if (d->table->usable == 0) {
        TRY(dict_resize(w, d, (size_t)d->length * 3));
    }
    DictTable *t = d->table;
    size_t slot = free_slot(t, hash);
    DictEntry *e = &t->entries[t->used];
    if ((char *)t < w->watermark) {
        world_touch(w, t, sizeof(DictTable));
        world_touch(w, e, sizeof(DictEntry));
        dict_index_touch(w, t, slot);
    }
    dict_index_set(t, slot, t->used);
    *e = (DictEntry){hash, key, value};
    t->used++;
    t->usable--;
    t->version = world_version(w);
    if (t->str_only && !is_exactly(key, TYPE_STR)) {
        t->str_only = 0;
    }
    STORE(w, d->length, d->length + 1);
    return OK;
}

Status dict_take_at(World *w, Value dict, int64_t entry, Value *key,
                    Value *value)
{
    Dict *d = AS(Dict, dict);
    DictTable *t = d->table;
    DictEntry *e = &t->entries[entry];
    size_t slot = slot_of_entry(t, entry);
    *key = e->key;
    *value = e->value;
    world_touch(w, t, sizeof(DictTable));
    world_touch(w, e, sizeof(DictEntry));
    dict_index_touch(w, t, slot);
    dict_index_set(t, slot, -2);
    e->key = NO_VALUE;
    e->value = NO_VALUE;
    t->version = world_version(w);
    STORE(w, d->length, d->length - 1);
    return OK;
}

Status dict_store_at(World *w, Value dict, Value key, Value value,
                     DictPlace place)
{
    Dict *d = AS(Dict, dict);
    if (place.entry >= 0) {
        heap_dropped(w, d->table->entries[place.entry].value);
        STORE(w, d->table->entries[place.entry].value, value);
        return OK;
    }
    return insert(w, d, key, place.hash, value);
}

Status dict_delete_at(World *w, Value dict, DictPlace place)
{
    Value key, value;
    TRY(dict_take_at(w, dict, place.entry, &key, &value));
    heap_dropped(w, key);
    heap_dropped(w, value);
    return OK;
}

/* ---- keys that are str --------------------------------------------------- */

static inline int64_t hash_of_str(World *w, Value key)
{
    return (int64_t)str_hash(w, key);
}

int64_t dict_entry_of_str(World *w, Value dict, Value key)
{
    return find_str(AS(Dict, dict)->table, key, hash_of_str(w, key));
}

Value dict_get_str(World *w, Value dict, Value key)
{
    const DictTable *t = AS(Dict, dict)->table;
    int64_t entry = find_str(t, key, hash_of_str(w, key));
    return entry < 0 ? NO_VALUE : t->entries[entry].value;
}

Status dict_set_str(World *w, Value dict, Value key, Value value)
{
    int64_t hash = hash_of_str(w, key);
    DictPlace place = {find_str(AS(Dict, dict)->table, key, hash), hash};
    return dict_store_at(w, dict, key, value, place);
}

bool dict_delete_str(World *w, Value dict, Value key)
{
    Value old_key, old_value;
    int64_t entry = dict_entry_of_str(w, dict, key);
    return entry >= 0 &&
           dict_take_at(w, dict, entry, &old_key, &old_value) == OK;
}

/* ---- keys that are leaves ------------------------------------------------ */

static inline Status hash_of_key(World *w, Value key, int64_t *hash)
{
    if (is_exactly(key, TYPE_STR)) {
        *hash = hash_of_str(w, key);
        return OK;
    }
    return value_hash(w, key, hash);
}

static inline Status place_of_key(World *w, Value dict, Value key,
                                  DictPlace *place)
{
    TRY(hash_of_key(w, key, &place->hash));
    return find(w, AS(Dict, dict)->table, key, place->hash, &place->entry);
}

Status dict_find_hashed(World *w, Value dict, Value key, int64_t hash,
                        DictPlace *place)
{
    place->hash = hash;
    return find(w, AS(Dict, dict)->table, key, hash, &place->entry);
}

Status dict_get(World *w, Value dict, Value key, Value *out)
{
    DictPlace place;
    TRY(place_of_key(w, dict, key, &place));
    *out = place.entry < 0 ? NO_VALUE
                           : AS(Dict, dict)->table->entries[place.entry].value;
    return OK;
}

Status dict_set(World *w, Value dict, Value key, Value value)
{
    DictPlace place;
    TRY(place_of_key(w, dict, key, &place));
    return dict_store_at(w, dict, key, value, place);
}

Status dict_delete(World *w, Value dict, Value key, bool *found)
{
    DictPlace place;
    TRY(place_of_key(w, dict, key, &place));
    *found = place.entry >= 0;
    return *found ? dict_delete_at(w, dict, place) : OK;
}

/* ---- whole dicts --------------------------------------------------------- */

bool dict_next(Value dict, size_t *at, Value *key, Value *value)
{
    const DictTable *t = AS(Dict, dict)->table;
    for (; *at < t->used; ++*at) {
        const DictEntry *e = &t->entries[*at];
        if (e->key) {
            *key = e->key;
            *value = e->value;
            ++*at;
            return true;
        }
    }
    return false;
}

bool dict_previous(Value dict, size_t *at, Value *key, Value *value)
{
    const DictTable *t = AS(Dict, dict)->table;
    if (*at > t->used) {
        *at = t->used;
    }
    while (*at > 0) {
        const DictEntry *e = &t->entries[--*at];
        if (e->key) {
            *key = e->key;
            *value = e->value;
            return true;
        }
    }
    return false;
}

/* The same entries and gaps; worth it while few entries are gaps. */
static Value copy_table(World *w, const Dict *from)
{
    const DictTable *old = from->table;
    Dict *d = heap_object(w, TYPE_DICT, sizeof(Dict));
    DictTable *t = d ? table_new(w, old->size) : NULL;
    if (!t) {
        return NO_VALUE;
    }
    memcpy(t->entries, old->entries, old->used * sizeof(DictEntry));
    memcpy(dict_index(t), dict_index(old),
           (size_t)old->size * dict_index_width(old->size));
    t->used = old->used;
    t->usable = old->usable;
    t->str_only = old->str_only;
    d->table = t;
    d->length = from->length;
    return VALUE(d);
}

Value dict_copy(World *w, Value dict)
{
    const Dict *from = AS(Dict, dict);
    const DictTable *old = from->table;
    if (from->length >= (size_t)old->used * 2 / 3 && from->length) {
        return copy_table(w, from);
    }
    Value copy = dict_new_sized(w, &w->klass[TYPE_DICT], from->length);
    if (!copy) {
        return NO_VALUE;
    }
    Dict *d = AS(Dict, copy);
    for (uint32_t i = 0; i < old->used; i++) {
        if (old->entries[i].key) {
            table_push(d->table, &old->entries[i]);
        }
    }
    d->length = from->length;
    return copy;
}

Status dict_clear(World *w, Value dict)
{
    Dict *d = AS(Dict, dict);
    DictTable *old = d->table;
    DictTable *t = table_new(w, TABLE_MIN);
    NEED(t);
    for (uint32_t i = 0; w->watched && i < old->used; i++) {
        heap_dropped(w, old->entries[i].key);
        heap_dropped(w, old->entries[i].value);
    }
    STORE(w, d->table, t);
    STORE(w, d->length, 0);
    heap_free(w, old);
    return OK;
}

static void table_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    DictTable *t = object;
    for (uint32_t i = 0; i < t->used; i++) {
        visitor->visit(visitor, &t->entries[i].key);
        visitor->visit(visitor, &t->entries[i].value);
    }
}

const TypeOps dict_table_ops = {.visit = table_visit};
