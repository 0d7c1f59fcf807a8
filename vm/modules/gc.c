/* SPDX-License-Identifier: MIT */
/*
 * gc: the program's view of the collector.
 *
 * There are no generations and no reference counts here: collect() asks for
 * one whole collection, which follows at the next instruction boundary and
 * runs finalisers. What it freed depends on the machine, so it says 0.
 */
#include "vm/drop.h"
#include "vm/natives.h"
#include "vm/slot_call.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

Status gc_module(World *w, Value dict)
{
    Value garbage = list_new(w, 0);
    NEED(garbage);
    Value callbacks = list_new(w, 0);
    NEED(callbacks);
    TRY(native_module_add(w, dict, "garbage", garbage));
    TRY(native_module_add(w, dict, "callbacks", callbacks));
    TRY(native_module_add(w, dict, "_enabled", TRUE_VALUE));
    static const struct {
        const char *name;
        int value;
    } flags[] = {{"DEBUG_STATS", 1},
                 {"DEBUG_COLLECTABLE", 2},
                 {"DEBUG_UNCOLLECTABLE", 4},
                 {"DEBUG_SAVEALL", 32},
                 {"DEBUG_LEAK", 38}};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        TRY(native_module_add(w, dict, flags[i].name, INT(flags[i].value)));
    }
    return native_module_add(w, dict, "_threshold",
                             tuple_of(w, 3, INT(700), INT(10), INT(10)));
}

static Status give(NativeFrame *f, Value v)
{
    f->result = v;
    return v ? OK : RAISE;
}

/* By its name; NO_VALUE: it has no such one, or there is no memory. */
static Value entry(World *w, Value dict, const char *name)
{
    Value key = str_intern_ascii(w, name);
    return key ? dict_get_str(w, dict, key) : NO_VALUE;
}

static Status remember(World *w, const char *name, Value v)
{
    Value module = entry(w, w->modules, "gc");
    return module && has_layout(module, TYPE_MODULE)
               ? native_module_add(w, AS(Module, module)->dict, name, v)
               : OK;
}

static Value recall(World *w, const char *name)
{
    Value module = entry(w, w->modules, "gc");
    Value v = module && has_layout(module, TYPE_MODULE)
                  ? entry(w, AS(Module, module)->dict, name)
                  : NO_VALUE;
    return v ? v : NONE;
}

enum { COLLECT_START, COLLECT_TOLD, COLLECT_DONE };

/* gc.callbacks: each gets the phase and what there is to say about it. */
static Status tell_callbacks(World *w, NativeFrame *f, const char *phase,
                             int64_t generation)
{
    return call_prelude(w, f, "gc_tell", 3, recall(w, "callbacks"),
                        str_intern_ascii(w, phase), INT(generation));
}

static bool has_callbacks(World *w)
{
    Value callbacks = recall(w, "callbacks");
    return has_layout(callbacks, TYPE_LIST) && list_length(callbacks);
}

/* get_stats() counts the collections of each generation. */
static Status count_collection(World *w, int64_t generation)
{
    Value counts = recall(w, "_counts");
    Value parts[3] = {INT(0), INT(0), INT(0)};
    for (size_t i = 0; has_layout(counts, TYPE_TUPLE) && i < 3; i++) {
        parts[i] = tuple_at(counts, i);
    }
    parts[generation] += INT(1) - INT(0);
    Value made = tuple_from(w, parts, 3);
    NEED(made);
    return remember(w, "_counts", made);
}

Status gc_module_collect(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value ignored;
    int64_t generation = 2;
    if (f->args[0]) {
        TRY(value_index(w, f->args[0], &generation));
    }
    if (generation < 0 || generation > 2) {
        return raise_value(w, "invalid generation");
    }
    if (f->state == COLLECT_START && has_callbacks(w)) {
        f->state = COLLECT_TOLD;
        return tell_callbacks(w, f, "start", generation);
    }
    if (f->resumed) {
        TRY(native_result(f, &ignored));
    }
    if (f->state == COLLECT_DONE) {
        return give(f, INT(0));
    }
    TRY(count_collection(w, generation));
    w->collect_wanted = 2;
    w->drop_kind = DROP_OBJECT;
    world_poke(w);
    if (f->state == COLLECT_TOLD) {
        f->state = COLLECT_DONE;
        return tell_callbacks(w, f, "stop", generation);
    }
    return give(f, INT(0));
}

/* A dict for each of CPython's three generations. */
Status gc_module_get_stats(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value counts = recall(w, "_counts");
    Value list = list_new(w, 3);
    NEED(list);
    for (size_t i = 0; i < 3; i++) {
        Value dict = dict_new(w);
        NEED(dict);
        Value n = has_layout(counts, TYPE_TUPLE) ? tuple_at(counts, i) : INT(0);
        TRY(native_module_add(w, dict, "collections", n));
        TRY(native_module_add(w, dict, "collected", INT(0)));
        TRY(native_module_add(w, dict, "uncollectable", INT(0)));
        TRY(list_append(w, list, dict));
    }
    return give(f, list);
}

Status gc_module_enable(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(remember(w, "_enabled", TRUE_VALUE));
    return give(f, NONE);
}

Status gc_module_disable(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(remember(w, "_enabled", FALSE_VALUE));
    return give(f, NONE);
}

Status gc_module_isenabled(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give(f, recall(w, "_enabled"));
}

Status gc_module_get_count(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give(f, tuple_of(w, 3, INT(0), INT(0), INT(0)));
}

Status gc_module_get_threshold(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give(f, recall(w, "_threshold"));
}

Status gc_module_set_threshold(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->argc < 1 || f->argc > 3) {
        return raise_type(w, "function takes at least 1 argument (%d given)",
                          (int)f->argc);
    }
    Value old = recall(w, "_threshold");
    Value parts[3] = {INT(700), INT(10), INT(10)};
    for (uint32_t i = 0; i < 3; i++) {
        parts[i] = i < f->argc                   ? f->args[i]
                   : has_layout(old, TYPE_TUPLE) ? tuple_at(old, i)
                                                 : parts[i];
    }
    Value made = tuple_from(w, parts, 3);
    NEED(made);
    TRY(remember(w, "_threshold", made));
    return give(f, NONE);
}

Status gc_module_get_debug(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value flags = recall(w, "_debug");
    return give(f, flags == NONE ? INT(0) : flags);
}

/* Kept, but nothing is printed: nothing is uncollectable. */
Status gc_module_set_debug(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t flags;
    TRY(value_index(w, f->args[0], &flags));
    TRY(remember(w, "_debug", INT(flags)));
    return give(f, NONE);
}

static void count_object(World *w, Object *o, void *data)
{
    (void)w, (void)o;
    ++*(int64_t *)data;
}

/* Every collection looks at all there is, frozen or not: only the number is
 * kept. */
Status gc_module_freeze(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t count = 0;
    heap_each(w, count_object, &count);
    TRY(remember(w, "_frozen", INT(count)));
    return give(f, NONE);
}

Status gc_module_unfreeze(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(remember(w, "_frozen", INT(0)));
    return give(f, NONE);
}

Status gc_module_get_freeze_count(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value count = recall(w, "_frozen");
    return give(f, count == NONE ? INT(0) : count);
}

/* Whatever may hold other objects. */
Status gc_module_is_tracked(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    switch (layout_of(f->args[0])) {
    case TYPE_INT:
    case TYPE_FLOAT:
    case TYPE_COMPLEX:
    case TYPE_STR:
    case TYPE_BYTES:
    case TYPE_NONE:
    case TYPE_ELLIPSIS:
    case TYPE_NOT_IMPLEMENTED:
        return give(f, FALSE_VALUE);
    default:
        return give(f, TRUE_VALUE);
    }
}
