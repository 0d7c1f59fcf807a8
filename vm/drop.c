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

#include <string.h>

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
    case TYPE_GENERATOR: /* closed when it is dropped itself */
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
    if (o->flags & OBJECT_FINALISE && o->layout != TYPE_GENERATOR) {
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

/*
 * Whether one more collection may be asked for. Each kind has some for nothing
 * in a row; from then on more and more drops are passed over, until one finds
 * something again. Only the program's own doings count, so that this is the
 * same whatever the heap looks like.
 */
static bool may_collect(World *w, DropKind kind)
{
    static const uint8_t allowed[] = {
        [DROP_OBJECT] = 200, [DROP_ARGUMENT] = 20, [DROP_HOLDER] = 20};
    uint32_t vain = w->vain_drops[kind];
    if (vain < allowed[kind]) {
        return true;
    }
    uint32_t shift = vain - allowed[kind];
    uint32_t mask = (UINT32_C(1) << (shift < 12 ? shift : 12)) - 1;
    return (++w->passed_drops[kind] & mask) == mask;
}

static void want_collection(World *w, DropKind kind)
{
    if (may_collect(w, kind)) {
        w->drop_kind = (uint8_t)kind;
        w->collect_wanted = 2;
        world_poke(w);
    }
}

void drop_object(World *w, Object *o, bool argument)
{
    if (o->layout == TYPE_TYPE || w->collect_wanted == 2) {
        return;
    }
    if (o->flags & (OBJECT_FINALISE | OBJECT_WEAKLY)) {
        want_collection(w, argument ? DROP_ARGUMENT : DROP_OBJECT);
    } else if (w->finalisable && !argument && reaches_finalisable(w, o)) {
        want_collection(w, DROP_HOLDER);
    }
}

void drop_collected(World *w, bool in_vain)
{
    if (in_vain) {
        w->vain_drops[w->drop_kind]++;
        return;
    }
    memset(w->vain_drops, 0, sizeof w->vain_drops);
    memset(w->passed_drops, 0, sizeof w->passed_drops);
}

void drop_finalise(World *w, Object *o)
{
    if (!(o->flags & OBJECT_FINALISE)) {
        world_touch(w, o, sizeof *o);
        o->flags |= OBJECT_FINALISE;
        w->watched++;
        w->finalisable += o->layout != TYPE_GENERATOR;
    }
}

void drop_forget(World *w, Object *o)
{
    if (o->flags & OBJECT_FINALISE) {
        world_touch(w, o, sizeof *o);
        o->flags &= (uint8_t)~OBJECT_FINALISE;
        w->watched--;
        w->finalisable -= o->layout != TYPE_GENERATOR;
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
    if (!all.list || !w->watched) {
        return all.list;
    }
    heap_each(w, take_one, &all);
    return all.status == OK ? all.list : NO_VALUE;
}
