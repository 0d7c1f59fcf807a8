/* SPDX-License-Identifier: MIT */
/*
 * Dropped references: when a collection must follow at once.
 *
 * CPython finalises an object in the moment its last reference goes, and with
 * it whatever only it held. Here a dropped object that may need finalising, or
 * that holds one which may, asks for a collection at the next instruction. The
 * search below it is short and skips what is shared by nature: classes,
 * modules, functions. What it does not reach waits for a later collection.
 */
#include "vm/drop.h"

#include "vm/operator.h"
#include "vm/types/list.h"

#define SEARCH_MAX 96

typedef struct Search {
    Visitor visitor;
    Object *seen[SEARCH_MAX];
    uint32_t count;
    bool found;
} Search;

static bool is_shared(const Object *o)
{
    switch (o->layout) {
    case TYPE_TYPE:
    case TYPE_MODULE:
    case TYPE_FUNCTION:
    case TYPE_NATIVE:
    case TYPE_CODE:
    case TYPE_STR:
    case TYPE_INT:
    case TYPE_FLOAT:
    case TYPE_BYTES:
    case TYPE_THREAD:
        return true;
    default:
        return false;
    }
}

static void search_add(Visitor *visitor, Value *slot)
{
    Search *s = (Search *)visitor;
    if (!IS_OBJECT(*slot) || s->found || s->count == SEARCH_MAX) {
        return;
    }
    Object *o = OBJECT(*slot);
    if (o->flags & OBJECT_FINALISE) {
        s->found = true;
        return;
    }
    if (is_shared(o)) {
        return;
    }
    for (uint32_t i = 0; i < s->count; i++) {
        if (s->seen[i] == o) {
            return;
        }
    }
    s->seen[s->count++] = o;
}

/* Of a frame only its variables: globals outlive it. */
static void visit_variables(Frame *frame, Visitor *visitor)
{
    const CodeObject *c = frame->code;
    size_t n = c->local_count + c->cell_count;
    for (size_t i = 0; i < n; i++) {
        visitor->visit(visitor, &frame->slots[i]);
    }
}

static bool reaches_finalisable(World *w, Object *o)
{
    Search s = {.visitor = {search_add}};
    Value first = VALUE(o);
    search_add(&s.visitor, &first);
    for (uint32_t i = 0; i < s.count && !s.found; i++) {
        if (is_frame(s.seen[i])) {
            visit_variables((Frame *)s.seen[i], &s.visitor);
        } else {
            heap_visit(w, s.seen[i], &s.visitor);
        }
    }
    return s.found;
}

void heap_dropped_watched(World *w, Object *o)
{
    if (o->layout == TYPE_TYPE) {
        return;
    }
    if (o->flags & (OBJECT_FINALISE | OBJECT_WEAKLY) ||
        (w->finalisable && reaches_finalisable(w, o))) {
        w->collect_wanted = 2;
        world_poke(w);
    }
}

void drop_finalise(World *w, Object *o)
{
    if (!(o->flags & OBJECT_FINALISE)) {
        world_touch(w, o, sizeof *o);
        o->flags |= OBJECT_FINALISE;
        w->watched++;
        w->finalisable++;
    }
}

void drop_forget(World *w, Object *o)
{
    if (o->flags & OBJECT_FINALISE) {
        world_touch(w, o, sizeof *o);
        o->flags &= (uint8_t)~OBJECT_FINALISE;
        w->watched--;
        w->finalisable--;
    }
}

typedef struct All {
    Value list;
    Status status;
} All;

static void take_one(World *w, Object *o, void *data)
{
    All *all = data;
    if (all->status == OK && o->flags & OBJECT_FINALISE) {
        all->status = list_append(w, all->list, VALUE(o));
        drop_forget(w, o);
    }
}

Value drop_all(World *w)
{
    All all = {list_new(w, 0), OK};
    if (!all.list || !w->finalisable) {
        return all.list;
    }
    heap_each(w, take_one, &all);
    return all.status == OK ? all.list : NO_VALUE;
}
