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

Status gc_module_collect(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    w->collect_wanted = 2;
    w->drop_kind = DROP_OBJECT;
    world_poke(w);
    return give(f, INT(0));
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
    (void)w, (void)t;
    return give(f, INT(0));
}

Status gc_module_nothing(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    return give(f, NONE);
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
