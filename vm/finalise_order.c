/* SPDX-License-Identifier: MIT */
/*
 * The order of finalisers.
 *
 * CPython finalises an object, then drops what it held: the outer one first,
 * lists and tuples from their end. A collection finds all of them dead at
 * once; here the objects between them are walked again, in that order, from
 * the one that was dropped and from those that no other one leads to.
 */
#include "vm/finalise_order.h"

#include "vm/types/list.h"

#include <stdlib.h>
#include <string.h>

/* A set of objects: open addressing, at most half full. */
typedef struct Set {
    Object **slots;
    size_t capacity; /* a power of two */
    size_t used;
} Set;

typedef struct Walk {
    Visitor visitor;
    World *w;
    IsDead *is_dead;
    Set wanted; /* the objects to be ordered */
    Set seen;   /* objects walked through */
    Set inner;  /* wanted ones that another one leads to */
    Object **stack;
    size_t depth;
    size_t room;
    bool failed;
} Walk;

static size_t slot_of(const Set *set, const Object *o)
{
    size_t at = ((uintptr_t)o >> 4) * 0x9E3779B97F4A7C15u >> 20;
    at &= set->capacity - 1;
    while (set->slots[at] && set->slots[at] != o) {
        at = (at + 1) & (set->capacity - 1);
    }
    return at;
}

static bool set_holds(const Set *set, const Object *o)
{
    return set->capacity && set->slots[slot_of(set, o)] == o;
}

static bool set_grow(Set *set)
{
    Set bigger = {.capacity = set->capacity ? set->capacity * 2 : 64};
    bigger.slots = calloc(bigger.capacity, sizeof(Object *));
    if (!bigger.slots) {
        return false;
    }
    for (size_t i = 0; i < set->capacity; i++) {
        if (set->slots[i]) {
            bigger.slots[slot_of(&bigger, set->slots[i])] = set->slots[i];
            bigger.used++;
        }
    }
    free(set->slots);
    *set = bigger;
    return true;
}

/* True when it was not there before. */
static bool set_put(Walk *walk, Set *set, Object *o)
{
    if (set->used * 2 >= set->capacity && !set_grow(set)) {
        walk->failed = true;
        return false;
    }
    size_t at = slot_of(set, o);
    if (set->slots[at]) {
        return false;
    }
    set->slots[at] = o;
    set->used++;
    return true;
}

static void push(Walk *walk, Object *o)
{
    if (walk->depth == walk->room) {
        size_t room = walk->room ? walk->room * 2 : 64;
        Object **bigger = realloc(walk->stack, room * sizeof *bigger);
        if (!bigger) {
            walk->failed = true;
            return;
        }
        walk->stack = bigger;
        walk->room = room;
    }
    walk->stack[walk->depth++] = o;
}

static void visit_slot(Visitor *visitor, Value *slot)
{
    Walk *walk = (Walk *)visitor;
    if (IS_OBJECT(*slot) && walk->is_dead(walk->w, OBJECT(*slot))) {
        push(walk, OBJECT(*slot));
    }
}

/* What `o` holds onto the stack, so that the next to be dropped is on top: the
 * last item of a list or tuple, elsewhere the first. */
static void push_held(Walk *walk, Object *o)
{
    size_t from = walk->depth;
    heap_visit(walk->w, o, &walk->visitor);
    if (o->layout == TYPE_TUPLE || o->layout == TYPE_VALUES) {
        return;
    }
    for (size_t i = from, j = walk->depth; i + 1 < j; i++) {
        Object *swap = walk->stack[i];
        walk->stack[i] = walk->stack[--j];
        walk->stack[j] = swap;
    }
}

/* Everything below `start`, each once: notes what is inner. */
static void note_inner(Walk *walk, Object *start)
{
    if (!set_put(walk, &walk->seen, start)) {
        return;
    }
    push_held(walk, start);
    while (walk->depth && !walk->failed) {
        Object *o = walk->stack[--walk->depth];
        if (o != start && set_holds(&walk->wanted, o)) {
            (void)set_put(walk, &walk->inner, o);
        }
        if (set_put(walk, &walk->seen, o)) {
            push_held(walk, o);
        }
    }
}

/* The wanted objects from `start` on, in order, into out[count ...]. */
static size_t gather(Walk *walk, Object *start, Object **out, size_t count)
{
    push(walk, start);
    while (walk->depth && !walk->failed) {
        Object *o = walk->stack[--walk->depth];
        if (!set_put(walk, &walk->seen, o)) {
            continue;
        }
        if (set_holds(&walk->wanted, o)) {
            out[count++] = o;
        }
        push_held(walk, o);
    }
    return count;
}

static void order(Walk *walk, Object **objects, size_t count, Object *dropped,
                  Object **out)
{
    for (size_t i = 0; i < count && !walk->failed; i++) {
        (void)set_put(walk, &walk->wanted, objects[i]);
    }
    for (size_t i = 0; i < count && !walk->failed; i++) {
        note_inner(walk, objects[i]);
    }
    if (walk->failed) {
        return;
    }
    memset(walk->seen.slots, 0, walk->seen.capacity * sizeof(Object *));
    walk->seen.used = 0;
    bool outer = dropped && !set_holds(&walk->inner, dropped);
    size_t found = outer ? gather(walk, dropped, out, 0) : 0;
    for (int all = 0; all < 2; all++) { /* then rings, which have no outer */
        for (size_t i = 0; i < count && !walk->failed; i++) {
            if (all || !set_holds(&walk->inner, objects[i])) {
                found = gather(walk, objects[i], out, found);
            }
        }
    }
    if (!walk->failed && found == count) {
        memcpy(objects, out, count * sizeof *out);
    }
}

static void order_from(Walk *walk, Object **objects, size_t count, size_t first,
                       Value starts, Object **out)
{
    size_t found = first;
    memcpy(out, objects, first * sizeof *out);
    for (size_t i = first; i < count && !walk->failed; i++) {
        (void)set_put(walk, &walk->wanted, objects[i]);
    }
    for (size_t i = 0; i < list_length(starts) && !walk->failed; i++) {
        Value start = list_at(starts, i);
        if (IS_OBJECT(start) && walk->is_dead(walk->w, OBJECT(start))) {
            found = gather(walk, OBJECT(start), out, found);
        }
    }
    for (size_t i = first; i < count && !walk->failed; i++) {
        found = gather(walk, objects[i], out, found);
    }
    if (!walk->failed && found == count) {
        memcpy(objects, out, count * sizeof *out);
    }
}

static void walk_end(Walk *walk, Object **out)
{
    free(out);
    free(walk->seen.slots);
    free(walk->inner.slots);
    free(walk->wanted.slots);
    free(walk->stack);
}

void finalise_order(World *w, Object **objects, size_t count, Object *dropped,
                    IsDead *is_dead)
{
    Walk walk = {.visitor = {visit_slot}, .w = w, .is_dead = is_dead};
    Object **out = count > 1 ? malloc(count * sizeof *out) : NULL;
    if (out) {
        order(&walk, objects, count, dropped, out);
    }
    walk_end(&walk, out);
}

void finalise_order_from(World *w, Object **objects, size_t count, size_t first,
                         Value starts, IsDead *is_dead)
{
    Walk walk = {.visitor = {visit_slot}, .w = w, .is_dead = is_dead};
    Object **out = count > 1 ? malloc(count * sizeof *out) : NULL;
    if (out) {
        order_from(&walk, objects, count, first, starts, out);
    }
    walk_end(&walk, out);
}
