/* SPDX-License-Identifier: MIT */
/*
 * dict: insertion-ordered, as CPython's: an index table and an entry array.
 *
 * DictTable.version changes whenever a key is added, removed or moved, never
 * when only a value changes: so (version, entry) is a valid cache of a global
 * name. Versions come from world_version().
 *
 * Look-ups with a str key and str-keyed tables run no Python code. Anything
 * else may meet a Python __hash__ or __eq__: natives and opcodes then go
 * through dict_search, a state machine over the NativeFrame's slots that
 * follows CPython 3.8's probe sequence and restart rule (RULES, "dict probe").
 */
#ifndef GILSCOPE_VM_TYPES_DICT_H
#define GILSCOPE_VM_TYPES_DICT_H

#include "vm/operator.h"

typedef struct DictEntry {
    int64_t hash;
    Value key; /* 0: deleted */
    Value value;
} DictEntry;

typedef struct DictTable {
    Object head;
    uint64_t version;  /* of its keys */
    uint64_t birth;    /* of the table: no two ever share one */
    uint32_t size;     /* of the index table: a power of two */
    uint32_t used;     /* entries ever added, deleted ones included */
    uint32_t usable;   /* entries there is still room for */
    uint32_t str_only; /* all keys are exactly str */
    /* dict_table_capacity(size) entries, then the index: int8/16/32
       [size], -1 empty, -2 deleted */
    DictEntry entries[];
} DictTable;

typedef struct Dict {
    Object head;
    uint64_t length;
    DictTable *table; /* never NULL */
} Dict;

MUST_CHECK Value dict_new(World *w);
/* An empty one of this class, with room for `length` keys. */
MUST_CHECK Value dict_new_sized(World *w, Klass *klass, size_t length);
/* Keys that are str: no Python code can run. NO_VALUE when missing. */
Value dict_get_str(World *w, Value dict, Value key);
MUST_CHECK Status dict_set_str(World *w, Value dict, Value key, Value value);
/* False when it was missing. */
MUST_CHECK bool dict_delete_str(World *w, Value dict, Value key);
/* The entry of a str key in the table, for caches; -1 when missing. */
int64_t dict_entry_of_str(World *w, Value dict, Value key);
/* Any key whose hash and == are leaves; TWIN when Python code would run.
 * *out 0 when missing. */
MUST_CHECK Status dict_get(World *w, Value dict, Value key, Value *out);
MUST_CHECK Status dict_set(World *w, Value dict, Value key, Value value);
MUST_CHECK Status dict_delete(World *w, Value dict, Value key, bool *found);

/*
 * The same with Python hashes and equality allowed: a state machine for
 * natives. Uses f->slot[2..7]; may answer CALL (hand it on; when entered
 * again call the same function with the same arguments). Begin with
 * f->slot[2] == 0.
 */
typedef struct DictPlace {
    int64_t entry; /* index into entries, or -1: not there */
    int64_t hash;
} DictPlace;
MUST_CHECK Status dict_search(World *w, Thread *t, NativeFrame *f, Value dict,
                              Value key, DictPlace *place);
/* The same for a key whose hash is known; begins and goes on alike. */
MUST_CHECK Status dict_search_hashed(World *w, Thread *t, NativeFrame *f,
                                     Value dict, Value key, int64_t hash,
                                     DictPlace *place);
/* Leaf: TWIN when __eq__ would have to be called. */
MUST_CHECK Status dict_find_hashed(World *w, Value dict, Value key,
                                   int64_t hash, DictPlace *place);
/* Store, read, delete at a place just found; nothing ran in between. */
MUST_CHECK Status dict_store_at(World *w, Value dict, Value key, Value value,
                                DictPlace place);
MUST_CHECK Status dict_delete_at(World *w, Value dict, DictPlace place);

static inline size_t dict_length(Value dict)
{
    return AS(Dict, dict)->length;
}
/* Walk in order: `*at` starts at 0. False at the end. */
bool dict_next(Value dict, size_t *at, Value *key, Value *value);
/* The same backwards: `*at` starts at table->used. */
bool dict_previous(Value dict, size_t *at, Value *key, Value *value);
MUST_CHECK Value dict_copy(World *w, Value dict);
MUST_CHECK Status dict_clear(World *w, Value dict);

static inline Value dict_value_at(Value dict, DictPlace place)
{
    return AS(Dict, dict)->table->entries[place.entry].value;
}
/* Take the entry out and hand over its pair. */
MUST_CHECK Status dict_take_at(World *w, Value dict, int64_t entry, Value *key,
                               Value *value);

extern const TypeOps dict_ops;
extern const TypeOps dict_table_ops;

#endif
