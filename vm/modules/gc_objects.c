/* SPDX-License-Identifier: MIT */
/*
 * gc.get_objects, get_referents and get_referrers: who holds whom.
 *
 * The collector's visit functions know it. What programs never see (a list's
 * array, a dict's table) is looked through.
 */
#include "vm/attribute.h"
#include "vm/natives.h"
#include "vm/types/list.h"

/* Gathers what one object refers to; or looks whether `wanted` is there. */
typedef struct Gatherer {
    Visitor visitor;
    World *world;
    Value list;
    const NativeFrame *wanted; /* any of its arguments */
    Status status;
    bool found;
} Gatherer;

static bool is_hidden(World *w, Value v)
{
    return klass_of(w, v)->flags & KLASS_HIDDEN &&
           !has_layout(v, TYPE_NATIVE_FRAME) && !has_layout(v, TYPE_THREAD) &&
           !has_layout(v, TYPE_HOST_ROOT);
}

static void gather(Visitor *visitor, Value *slot)
{
    Gatherer *g = (Gatherer *)visitor;
    Value v = *slot;
    if (!v || v == ABSENT || g->status != OK) {
        return;
    }
    if (IS_OBJECT(v) && is_hidden(g->world, v)) {
        heap_visit(g->world, OBJECT(v), visitor);
        return;
    }
    if (g->wanted) {
        for (uint32_t i = 0; i < g->wanted->argc; i++) {
            g->found |= g->wanted->args[i] == v;
        }
    } else if (!(klass_of(g->world, v)->flags & KLASS_HIDDEN)) {
        g->status = list_append(g->world, g->list, v);
    }
}

/* Containers: what CPython's collector would look at. */
static bool is_tracked(World *w, const Object *o)
{
    if (klass_at(w, o->type)->flags & KLASS_HIDDEN) {
        return false;
    }
    switch (o->layout) {
    case TYPE_INT:
    case TYPE_FLOAT:
    case TYPE_COMPLEX:
    case TYPE_STR:
    case TYPE_BYTES:
    case TYPE_BYTEARRAY:
    case TYPE_RANGE:
    case TYPE_CODE:
    case TYPE_LOCK:
        return false;
    default:
        return true;
    }
}

Status gc_module_get_referents(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Gatherer g = {.visitor = {gather}, .world = w, .list = list_new(w, 0)};
    NEED(g.list);
    for (uint32_t i = 0; i < f->argc; i++) {
        Value v = f->args[i];
        if (!IS_OBJECT(v) || !is_tracked(w, OBJECT(v))) {
            continue;
        }
        if (has_layout(v, TYPE_OBJECT)) {
            Value dict; /* the attributes are in it from now on */
            TRY(attribute_dict(w, v, &dict));
        }
        heap_visit(w, OBJECT(v), &g.visitor);
        TRY(g.status);
    }
    f->result = g.list;
    return OK;
}

static void add_object(World *w, Object *o, void *data)
{
    Gatherer *g = data;
    if (g->status == OK && is_tracked(w, o)) {
        g->status = list_append(w, g->list, VALUE(o));
    }
}

static void add_referrer(World *w, Object *o, void *data)
{
    Gatherer *g = data;
    Gatherer one = {
        .visitor = {gather}, .world = w, .wanted = g->wanted, .status = OK};
    if (g->status != OK || !is_tracked(w, o)) {
        return;
    }
    heap_visit(w, o, &one.visitor);
    if (one.found) {
        g->status = list_append(w, g->list, VALUE(o));
    }
}

/* Room first: the walk must not meet what it makes. */
static Status walk(World *w, NativeFrame *f, const NativeFrame *wanted,
                   void (*each)(World *, Object *, void *))
{
    Gatherer g = {.world = w, .list = list_new(w, 0), .wanted = wanted};
    NEED(g.list);
    heap_each_alive(w, each, &g);
    f->result = g.list;
    return g.status;
}

Status gc_module_get_objects(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value generation = f->args[0] ? f->args[0] : NONE;
    int64_t number;
    if (generation != NONE) {
        TRY(value_index(w, generation, &number));
        if (number < 0 || number > 2) {
            return raise_value(w, number < 0
                                      ? "generation parameter cannot be "
                                        "negative"
                                      : "generation parameter must be less "
                                        "than the number of available "
                                        "generations (3)");
        }
    }
    return walk(w, f, NULL, add_object);
}

Status gc_module_get_referrers(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return walk(w, f, f, add_referrer);
}
