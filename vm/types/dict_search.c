/* SPDX-License-Identifier: MIT */
/*
 * Looking up a dict key whose __hash__ or __eq__ may be Python code.
 *
 * The machine's whole state is slots 2..7 of the NativeFrame, as small ints,
 * for the dict may change while __eq__ runs: after it, the search goes on only
 * if the dict still has the same table and the entry the same key; otherwise
 * it starts again, as CPython 3.8 does. Tables are told apart by `birth`,
 * which no two ever share, never by their address.
 */
#include "vm/types/dict_probe.h"
#include "vm/types/search.h"

enum {
    SLOT_STATE = 2,
    SLOT_HASH_HIGH,
    SLOT_HASH_LOW,
    SLOT_BIRTH,
    SLOT_KEY,
    SLOT_STEP, /* probes made */
};

/* SLOT_STATE; SEARCH_COMPARING has the entry asked about above its two bits. */
enum { SEARCH_NEW, SEARCH_HASHING, SEARCH_COMPARING };
#define STATE_BITS 2

static int search_state(const NativeFrame *f)
{
    Value state = f->slot[SLOT_STATE];
    return state ? (int)(INT_OF(state) & ((1 << STATE_BITS) - 1)) : SEARCH_NEW;
}

static void search_save(NativeFrame *f, int state, int64_t hash)
{
    f->slot[SLOT_STATE] = INT(state);
    f->slot[SLOT_HASH_HIGH] = INT(hash >> 32);
    f->slot[SLOT_HASH_LOW] = INT(hash & 0xffffffff);
}

static int64_t search_hash(const NativeFrame *f)
{
    return (int64_t)((uint64_t)INT_OF(f->slot[SLOT_HASH_HIGH]) << 32 |
                     (uint64_t)INT_OF(f->slot[SLOT_HASH_LOW]));
}

static Status search_finish(NativeFrame *f, DictPlace *place, int64_t entry)
{
    place->entry = entry;
    place->hash = search_hash(f);
    memset(&f->slot[SLOT_STATE], 0, 6 * sizeof(Value));
    return OK;
}

/* Probe from step `step` on; CALL when an entry's __eq__ must be asked. */
static Status search_probe(World *w, NativeFrame *f, Value dict, Value key,
                           int64_t step, DictPlace *place)
{
    const DictTable *t = AS(Dict, dict)->table;
    int64_t hash = search_hash(f);
    DictProbe p = dict_probe(t, hash);
    for (int64_t i = 0; i < step; i++) {
        dict_probe_next(&p);
    }
    for (;; step++, dict_probe_next(&p)) {
        int64_t i = dict_index_get(t, p.at);
        if (i == -1) {
            return search_finish(f, place, -1);
        }
        if (i < 0) {
            continue;
        }
        const DictEntry *e = &t->entries[i];
        bool same = e->key == key;
        if (!same && e->hash == hash) {
            Status s = value_equal(w, e->key, key, &same);
            if (s == TWIN) {
                search_save(f, SEARCH_COMPARING, hash);
                f->slot[SLOT_STATE] = INT(SEARCH_COMPARING | i << STATE_BITS);
                f->slot[SLOT_BIRTH] = INT((int64_t)t->birth);
                f->slot[SLOT_KEY] = e->key;
                f->slot[SLOT_STEP] = INT(step);
                return search_call_equal(w, f, e->key, key);
            }
            TRY(s);
        }
        if (same) {
            return search_finish(f, place, i);
        }
    }
}

/* __eq__ came back. */
static Status search_compared(World *w, NativeFrame *f, Value dict, Value key,
                              DictPlace *place)
{
    const DictTable *t = AS(Dict, dict)->table;
    Value result;
    TRY(native_result(f, &result));
    if (f->slot[SLOT_BIRTH] != INT((int64_t)t->birth)) {
        return search_probe(w, f, dict, key, 0, place);
    }
    int64_t step = INT_OF(f->slot[SLOT_STEP]);
    DictProbe p = dict_probe(t, search_hash(f));
    for (int64_t i = 0; i < step; i++) {
        dict_probe_next(&p);
    }
    int64_t entry = dict_index_get(t, p.at);
    /* A key that was deleted and put back is another entry. */
    if (entry != INT_OF(f->slot[SLOT_STATE]) >> STATE_BITS ||
        t->entries[entry].key != f->slot[SLOT_KEY]) {
        return search_probe(w, f, dict, key, 0, place);
    }
    if (result == TRUE_VALUE) {
        return search_finish(f, place, entry);
    }
    return search_probe(w, f, dict, key, step + 1, place);
}

Status dict_search_hashed(World *w, Thread *t, NativeFrame *f, Value dict,
                          Value key, int64_t hash, DictPlace *place)
{
    (void)t;
    if (search_state(f) == SEARCH_COMPARING) {
        return search_compared(w, f, dict, key, place);
    }
    search_save(f, SEARCH_NEW, hash);
    return search_probe(w, f, dict, key, 0, place);
}

Status dict_search(World *w, Thread *t, NativeFrame *f, Value dict, Value key,
                   DictPlace *place)
{
    (void)t;
    int state = search_state(f);
    if (state == SEARCH_COMPARING) {
        return search_compared(w, f, dict, key, place);
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
    search_save(f, SEARCH_NEW, hash);
    return search_probe(w, f, dict, key, 0, place);
}
