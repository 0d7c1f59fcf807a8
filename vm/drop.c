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

#include "vm/birth_order.h"
#include "vm/cell.h"
#include "vm/error.h"
#include "vm/operator.h"
#include "vm/types/list.h"

#include <stdlib.h>
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

static void want_collection(World *w, const Object *dropped, DropKind kind)
{
    if (may_collect(w, kind)) {
        w->dropped_at = (uint64_t)((const char *)dropped - (const char *)w);
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
        want_collection(w, o, argument ? DROP_ARGUMENT : DROP_OBJECT);
    } else if (w->finalisable && !argument && reaches_finalisable(w, o)) {
        want_collection(w, o, DROP_HOLDER);
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

static uint64_t *birth_word(const Object *o)
{
    char *end = (char *)(uintptr_t)o + heap_cell_size(o);
    return (uint64_t *)(void *)end - (o->flags & OBJECT_DICT_WORD ? 2 : 1);
}

void drop_born(World *w, Object *o)
{
    *birth_word(o) = ++w->birth;
    drop_finalise(w, o);
}

uint64_t drop_birth(const Object *o)
{
    return *birth_word(o);
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

void drop_forget_image(World *w)
{
    if (!w->watched) {
        return;
    }
    char *at = (char *)w + (sizeof(World) + 15) / 16 * 16;
    while (at < w->watermark) {
        size_t units;
        Object *o = cell_step(&at, &units);
        if (o) {
            o->flags &= (uint8_t)~OBJECT_FINALISE;
        }
    }
    w->watched = 0;
    w->finalisable = 0;
}

typedef struct All {
    Object **objects;
    size_t count;
    size_t named; /* the first ones: they have been noted by their names */
    size_t room;
    bool failed;
} All;

static void note(All *all, Object *o)
{
    if (all->count == all->room) {
        size_t room = all->room ? all->room * 2 : 64;
        Object **bigger = realloc(all->objects, room * sizeof *bigger);
        if (!bigger) {
            all->failed = true;
            return;
        }
        all->objects = bigger;
        all->room = room;
    }
    all->objects[all->count++] = o;
}

static void note_one(World *w, Object *o, void *data)
{
    (void)w;
    All *all = data;
    if (!(o->flags & OBJECT_FINALISE)) {
        return;
    }
    for (size_t i = 0; i < all->named; i++) {
        if (all->objects[i] == o) {
            return;
        }
    }
    note(all, o);
}

static void note_named(World *w, Value names, All *all)
{
    for (size_t i = 0; i < list_length(names); i++) {
        Value v = list_at(names, i);
        if (IS_OBJECT(v) && (char *)OBJECT(v) >= w->watermark) {
            all->named = all->count;
            note_one(w, OBJECT(v), all);
        }
    }
    all->named = all->count;
}

/* At exit all die: but nothing is looked for through what the others share. */
static bool ends(World *w, const Object *o)
{
    return (const char *)o >= w->watermark &&
           (!is_shared(o) || o->layout == TYPE_GENERATOR);
}

static Value listed(World *w, All *all, Value starts)
{
    Value list = list_new(w, all->count);
    finalise_order_from(w, all->objects, all->count, all->named, starts, ends);
    for (size_t i = 0; list && i < all->count; i++) {
        drop_forget(w, all->objects[i]);
        if (list_append(w, list, VALUE(all->objects[i])) != OK) {
            return NO_VALUE;
        }
    }
    return list;
}

Value drop_all(World *w, Value named)
{
    All all = {.count = 0};
    if (w->watched) {
        note_named(w, named, &all);
        heap_each(w, note_one, &all);
        if (all.count > all.named) {
            birth_order(all.objects + all.named, all.count - all.named);
        }
    }
    Value list = NO_VALUE;
    if (all.failed) {
        (void)raise_memory(w);
    } else {
        list = listed(w, &all, named);
    }
    free(all.objects);
    return list;
}
