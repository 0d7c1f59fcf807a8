/* SPDX-License-Identifier: MIT */
/*
 * Looking up a set key whose __hash__ or __eq__ may be Python code; the twin of
 * dict_search.c. The search starts again when the table was replaced or the
 * entry's key changed while __eq__ ran, as in CPython 3.8.
 */
#include "vm/types/search.h"
#include "vm/types/set_probe.h"

enum {
    SLOT_STATE = 2,
    SLOT_HASH_HIGH,
    SLOT_HASH_LOW,
    SLOT_BIRTH,
    SLOT_KEY,
    SLOT_STEP,
};

enum { SEARCH_NEW, SEARCH_HASHING, SEARCH_COMPARING };

static int64_t search_hash(const NativeFrame *f)
{
    return (int64_t)((uint64_t)INT_OF(f->slot[SLOT_HASH_HIGH]) << 32 |
                     (uint64_t)INT_OF(f->slot[SLOT_HASH_LOW]));
}

static void search_save(NativeFrame *f, int64_t hash)
{
    f->slot[SLOT_HASH_HIGH] = INT(hash >> 32);
    f->slot[SLOT_HASH_LOW] = INT(hash & 0xffffffff);
}

static Status search_finish(NativeFrame *f)
{
    memset(&f->slot[SLOT_STATE], 0, 6 * sizeof(Value));
    return OK;
}

static Status ask_equal(World *w, NativeFrame *f, const Set *s, Value entry,
                        Value key, int64_t step)
{
    f->slot[SLOT_STATE] = INT(SEARCH_COMPARING);
    f->slot[SLOT_BIRTH] = INT((int64_t)s->birth);
    f->slot[SLOT_KEY] = entry;
    f->slot[SLOT_STEP] = INT(step);
    return search_call_equal(w, f, entry, key);
}

/* Probe all; __eq__ of the entries before `step` has been asked and was no. */
static Status search_probe(World *w, NativeFrame *f, Value set, Value key,
                           int64_t asked, SetPlace *place)
{
    const Set *s = AS(Set, set);
    int64_t hash = search_hash(f);
    SetProbe p = set_probe(s->table->size, hash);
    *place = (SetPlace){-1, -1, hash};
    for (int64_t step = 0;; step++, set_probe_next(&p)) {
        const SetEntry *e = &s->table->entries[p.at];
        if (!e->key) {
            place->free = place->free < 0 ? (int64_t)p.at : place->free;
            return search_finish(f);
        }
        if (e->key == ABSENT) {
            place->free = (int64_t)p.at;
            continue;
        }
        bool same = e->key == key;
        if (!same && e->hash == hash && step >= asked) {
            Status status = value_equal(w, e->key, key, &same);
            if (status == TWIN) {
                return ask_equal(w, f, s, e->key, key, step);
            }
            TRY(status);
        }
        if (same) {
            place->entry = (int64_t)p.at;
            return search_finish(f);
        }
    }
}

static Status search_compared(World *w, NativeFrame *f, Value set, Value key,
                              SetPlace *place)
{
    const Set *s = AS(Set, set);
    int64_t step = INT_OF(f->slot[SLOT_STEP]);
    Value result;
    TRY(native_result(f, &result));
    if (f->slot[SLOT_BIRTH] != INT((int64_t)s->birth)) {
        return search_probe(w, f, set, key, 0, place);
    }
    SetProbe p = set_probe(s->table->size, search_hash(f));
    for (int64_t i = 0; i < step; i++) {
        set_probe_next(&p);
    }
    if (s->table->entries[p.at].key != f->slot[SLOT_KEY]) {
        return search_probe(w, f, set, key, 0, place);
    }
    if (result == TRUE_VALUE) {
        *place = (SetPlace){(int64_t)p.at, -1, search_hash(f)};
        return search_finish(f);
    }
    return search_probe(w, f, set, key, step + 1, place);
}

Status set_search_hashed(World *w, NativeFrame *f, Value set, Value key,
                         int64_t hash, SetPlace *place)
{
    if (f->slot[SLOT_STATE] == INT(SEARCH_COMPARING)) {
        return search_compared(w, f, set, key, place);
    }
    search_save(f, hash);
    return search_probe(w, f, set, key, 0, place);
}

Status set_search(World *w, Thread *t, NativeFrame *f, Value set, Value key,
                  SetPlace *place)
{
    (void)t;
    int state = f->slot[SLOT_STATE] ? (int)INT_OF(f->slot[SLOT_STATE]) : 0;
    if (state == SEARCH_COMPARING) {
        return search_compared(w, f, set, key, place);
    }
    int64_t hash;
    if (state == SEARCH_HASHING) {
        TRY(search_hash_result(f, &hash));
    } else {
        Status s = value_hash(w, key, &hash);
        if (s == TWIN) {
            f->slot[SLOT_STATE] = INT(SEARCH_HASHING);
            return search_call_hash(w, f, key);
        }
        TRY(s);
    }
    search_save(f, hash);
    return search_probe(w, f, set, key, 0, place);
}
