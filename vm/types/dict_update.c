/* SPDX-License-Identifier: MIT */
/*
 * dict(), dict.__init__ and dict.update: from another dict, from pairs, from
 * keywords; one machine for all three.
 *
 * Invariant: f->state says what comes next; slot 0 is the iterator over pairs
 * or the other dict, slot 1 the pair being stored or the other dict's entry
 * number. A mapping that is no dict is left to the prelude.
 */
#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/search.h"
#include "vm/types/sequence.h"
#include "vm/types/tuple.h"

enum {
    UPDATE_BEGIN,
    UPDATE_DICT,
    UPDATE_ITERATE,
    UPDATE_NEXT,
    UPDATE_LISTED, /* list(element) was called */
    UPDATE_STORE,
    UPDATE_CALLED, /* the prelude took a mapping */
    UPDATE_KEYWORDS,
    UPDATE_PHASES, /* f->state = phase + UPDATE_PHASES * pairs so far */
};

#define PAIRS_MAX (INT32_MAX / UPDATE_PHASES - 1)

static void set_phase(NativeFrame *f, int phase)
{
    f->state = f->state / UPDATE_PHASES * UPDATE_PHASES + phase;
}

static int pair_number(const NativeFrame *f)
{
    return f->state / UPDATE_PHASES;
}

static void count_pair(NativeFrame *f)
{
    if (pair_number(f) < PAIRS_MAX) {
        f->state += UPDATE_PHASES;
    }
}

/* Store all entries of the dict in slot 0, from number slot 1 on. */
static Status update_from_dict(World *w, Thread *t, NativeFrame *f)
{
    Value from = f->slot[0];
    for (;;) {
        const DictTable *table = AS(Dict, from)->table;
        int64_t i = INT_OF(f->slot[1]);
        if (i >= table->used) {
            return OK;
        }
        DictEntry e = table->entries[i];
        if (e.key) {
            DictPlace place;
            TRY(dict_search_hashed(w, t, f, f->self, e.key, e.hash, &place));
            TRY(dict_store_at(w, f->self, e.key, e.value, place));
        }
        f->slot[1] = INT(i + 1);
    }
}

/* Is slot 1 a pair? Else list() of it is asked for: CALL. */
static Status check_pair(World *w, NativeFrame *f)
{
    Value pair = f->slot[1];
    if (!is_exactly(pair, TYPE_LIST) && !is_exactly(pair, TYPE_TUPLE)) {
        set_phase(f, UPDATE_LISTED);
        return native_call(f, VALUE(&w->klass[TYPE_LIST]), 1, pair);
    }
    size_t count = items_of(pair).count;
    if (count != 2) {
        return raise_value(w,
                           "dictionary update sequence element #%d has length "
                           "%zu; 2 is required",
                           pair_number(f), count);
    }
    if (is_exactly(pair, TYPE_LIST)) { /* which __eq__ might change */
        f->slot[1] = tuple_from(w, items_of(pair).items, count);
        NEED(f->slot[1]);
    }
    set_phase(f, UPDATE_STORE);
    return OK;
}

static Status pair_listed(World *w, NativeFrame *f)
{
    Status s = native_result(f, &f->slot[1]);
    if (s == RAISE && raised_is(w, TYPE_TYPE_ERROR)) {
        return raise_type(w,
                          "cannot convert dictionary update sequence element "
                          "#%d to a sequence",
                          pair_number(f));
    }
    TRY(s);
    return check_pair(w, f);
}

static Status store_pair(World *w, Thread *t, NativeFrame *f)
{
    DictPlace place;
    Value key = tuple_at(f->slot[1], 0);
    TRY(dict_search(w, t, f, f->self, key, &place));
    TRY(dict_store_at(w, f->self, key, tuple_at(f->slot[1], 1), place));
    count_pair(f);
    set_phase(f, UPDATE_NEXT);
    return OK;
}

static Status store_keywords(World *w, NativeFrame *f)
{
    for (uint32_t i = 0; i < f->kw_count; i++) {
        Value value = f->args[f->argc - f->kw_count + i];
        TRY(dict_set_str(w, f->self, tuple_at(f->kw_names, i), value));
    }
    f->result = NONE;
    return OK;
}

/* It may have keys(): update_from_other(dict, other). */
static Status update_from_mapping(World *w, NativeFrame *f, Value source)
{
    Value function = prelude_function(w, "update_from_other");
    NEED(function);
    set_phase(f, UPDATE_CALLED);
    return native_call(f, function, 2, f->self, source);
}

static Status update_called(NativeFrame *f)
{
    Value none;
    set_phase(f, UPDATE_KEYWORDS);
    return native_result(f, &none);
}

/* What the positional argument is decides where to begin. */
static Status update_begin(World *w, NativeFrame *f, Value source)
{
    if (!source) {
        set_phase(f, UPDATE_KEYWORDS);
        return OK;
    }
    if (has_layout(source, TYPE_DICT) &&
        !klass_overrides(klass_of(w, source), SLOT_ITER)) {
        f->slot[0] = source;
        f->slot[1] = INT(0);
        set_phase(f, source == f->self ? UPDATE_KEYWORDS : UPDATE_DICT);
        return OK;
    }
    TypeId layout = layout_of(source);
    if (layout == TYPE_OBJECT || layout == TYPE_DICT ||
        layout == TYPE_MAPPINGPROXY || layout == TYPE_TYPE ||
        layout == TYPE_MODULE) {
        return update_from_mapping(w, f, source);
    }
    set_phase(f, UPDATE_ITERATE);
    return OK;
}

static Status update_step(World *w, Thread *t, NativeFrame *f, Value source)
{
    switch (f->state % UPDATE_PHASES) {
    case UPDATE_BEGIN:
        return update_begin(w, f, source);
    case UPDATE_DICT:
        TRY(update_from_dict(w, t, f));
        set_phase(f, UPDATE_KEYWORDS);
        return OK;
    case UPDATE_ITERATE:
        TRY(iterate_begin(w, t, f, 0, source));
        set_phase(f, UPDATE_NEXT);
        return OK;
    case UPDATE_NEXT:
        TRY(iterate_next(w, t, f, 0, &f->slot[1]));
        if (!f->slot[1]) {
            set_phase(f, UPDATE_KEYWORDS);
            return OK;
        }
        return check_pair(w, f);
    case UPDATE_LISTED:
        return pair_listed(w, f);
    case UPDATE_CALLED:
        return update_called(f);
    default:
        return store_pair(w, t, f);
    }
}

static Status update_run(World *w, Thread *t, NativeFrame *f, Value source)
{
    while (f->state % UPDATE_PHASES != UPDATE_KEYWORDS) {
        TRY(update_step(w, t, f, source));
    }
    return store_keywords(w, f);
}

static Status update_named(World *w, Thread *t, NativeFrame *f,
                           const char *name)
{
    uint32_t positional = f->argc - f->kw_count;
    if (positional > 1) {
        return raise_type(w, "%s expected at most 1 argument, got %d", name,
                          (int)positional);
    }
    return update_run(w, t, f, positional ? f->args[0] : NO_VALUE);
}

Status dict_init(World *w, Thread *t, NativeFrame *f)
{
    return update_named(w, t, f, "dict");
}

Status dict_method_update(World *w, Thread *t, NativeFrame *f)
{
    return update_named(w, t, f, "update");
}

/* dict_update_pairs(dict, iterable): never asks for keys(). */
Status prelude_dict_update_pairs(World *w, Thread *t, NativeFrame *f)
{
    if (f->state == 0) {
        f->self = f->args[0];
        f->state = UPDATE_ITERATE;
    }
    return update_run(w, t, f, f->args[1]);
}
