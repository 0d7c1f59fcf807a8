/* SPDX-License-Identifier: MIT */
/*
 * set and frozenset: open addressing with CPython 3.8's probe sequence (linear
 * runs of ten, then a perturbed jump) and growth, because its iteration order
 * is visible: `dis` prints frozenset constants, books print sets of ints.
 */
#ifndef GILSCOPE_VM_TYPES_SET_H
#define GILSCOPE_VM_TYPES_SET_H

#include "vm/operator.h"

typedef struct SetEntry {
    Value key; /* 0: never used; ABSENT: deleted */
    int64_t hash;
} SetEntry;
typedef struct SetTable {
    Object head;
    uint64_t size; /* a power of two */
    SetEntry entries[];
} SetTable;
typedef struct Set {
    Object head;
    uint64_t length;
    uint64_t fill;   /* used and deleted entries */
    uint64_t birth;  /* of the table: no two ever share one */
    uint64_t finger; /* where pop() goes on looking */
    int64_t hash;    /* frozenset; -1 unknown */
    SetTable *table; /* never NULL */
} Set;

/* `type` is SET or FROZENSET. */
MUST_CHECK Value set_new(World *w, TypeId type);
MUST_CHECK Value set_of_class(World *w, Klass *klass);
MUST_CHECK Status set_add(World *w, Value set, Value key); /* or TWIN */
/* An int or str that finds its first place free, or itself there: added. NO_OP:
 * it must be looked for; nothing was done. */
MUST_CHECK Status set_add_quick(World *w, Value set, Value key);
MUST_CHECK Status set_has(World *w, Value set, Value key, bool *out);
MUST_CHECK Status set_discard(World *w, Value set, Value key, bool *found);
/* The same when the key's hash is known. */
MUST_CHECK Status set_add_hashed(World *w, Value set, Value key, int64_t hash);
MUST_CHECK Status set_has_hashed(World *w, Value set, Value key, int64_t hash,
                                 bool *out);
MUST_CHECK Status set_discard_hashed(World *w, Value set, Value key,
                                     int64_t hash, bool *found);
/* Walk in table order: `*at` starts at 0. False at the end. */
bool set_next(Value set, size_t *at, Value *key);
bool set_next_entry(Value set, size_t *at, SetEntry *entry);
static inline size_t set_length(Value set)
{
    return AS(Set, set)->length;
}
MUST_CHECK Status set_clear(World *w, Value set);
/* A new set of `klass` with the same keys. */
MUST_CHECK Value set_copy(World *w, Klass *klass, Value set);
/* Make room for `more` keys at once, as CPython does before it adds a set. */
MUST_CHECK Status set_reserve(World *w, Value set, uint64_t more);
/* Drop deleted entries if there are many of them. */
MUST_CHECK Status set_drop_gaps(World *w, Value set);
/* Add all keys of another set, or of a dict. */
MUST_CHECK Status set_merge(World *w, Value set, Value other);
MUST_CHECK Status set_merge_dict(World *w, Value set, Value dict);
/* Take the contents of `from`, which nobody else holds; pop() goes on where it
 * was, as in CPython. */
void set_become(World *w, Value set, Value from);
/* Remove and hand out some key; the set is not empty. */
Value set_pop(World *w, Value set);

/*
 * With Python hashes and equality: a machine over f->slot[2..7], as
 * dict_search is. Begin with f->slot[2] == 0.
 */
typedef struct SetPlace {
    int64_t entry; /* of the key, or -1 */
    int64_t free;  /* where it would go, when it is not there */
    int64_t hash;
} SetPlace;
MUST_CHECK Status set_search(World *w, Thread *t, NativeFrame *f, Value set,
                             Value key, SetPlace *place);
/* The same for a key whose hash is known; begins and goes on alike. */
MUST_CHECK Status set_search_hashed(World *w, NativeFrame *f, Value set,
                                    Value key, int64_t hash, SetPlace *place);
/* The same; a set is looked up as if it were frozen. */
MUST_CHECK Status set_search_frozen(World *w, Thread *t, NativeFrame *f,
                                    Value set, Value key, SetPlace *place);
/* At a place just found; nothing ran in between. */
MUST_CHECK Status set_add_at(World *w, Value set, Value key, SetPlace place);
void set_discard_at(World *w, Value set, SetPlace place);

extern const TypeOps set_ops;
extern const TypeOps set_table_ops;

#endif
