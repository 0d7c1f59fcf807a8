/* SPDX-License-Identifier: MIT */
/*
 * The collector: precise, mark and sweep, never moving anything.
 *
 * It runs only between two instructions, when every value is reachable from
 * the world. Marks are bits outside the arena, so marking the image writes
 * nothing into it. Where CPython frees an object the moment its last reference
 * goes, gilscope has RULES.md, "Finalisers without reference counts": a
 * collection that allocation started must not be noticed, so it keeps whatever
 * has a __del__ or a weak reference.
 */
#include "vm/cell.h"
#include "vm/drop.h"
#include "vm/error.h"
#include "vm/operator.h"
#include "vm/outside.h"
#include "vm/types/weakref.h"

#include <stdlib.h>
#include <string.h>

typedef struct Marker {
    Visitor visitor;
    World *world;
} Marker;

static inline bool mark_test_set(World *w, const Object *o)
{
    size_t i = (size_t)((const char *)o - (const char *)w) / 16;
    uint8_t *byte = &w->outside->marks[i / 8];
    uint8_t bit = (uint8_t)(1 << i % 8);
    bool was = *byte & bit;
    *byte |= bit;
    return was;
}

static inline bool is_marked(World *w, const Object *o)
{
    size_t i = (size_t)((const char *)o - (const char *)w) / 16;
    return w->outside->marks[i / 8] >> i % 8 & 1;
}

static inline bool in_world_struct(World *w, const Object *o)
{
    return (const char *)o < (const char *)w + sizeof(World);
}

static void mark_push(World *w, Object *o)
{
    Outside *out = w->outside;
    if (out->mark_count == out->mark_capacity) {
        size_t capacity = out->mark_capacity ? out->mark_capacity * 2 : 4096;
        Object **stack =
            out->mark_limit && capacity > out->mark_limit
                ? NULL
                : realloc(out->mark_stack, capacity * sizeof *stack);
        if (!stack) {
            out->mark_overflow = true; /* found again by mark_rescan */
            return;
        }
        out->mark_stack = stack;
        out->mark_capacity = capacity;
    }
    out->mark_stack[out->mark_count++] = o;
}

static void mark_object(World *w, Object *o)
{
    if (!in_world_struct(w, o) && !mark_test_set(w, o)) {
        mark_push(w, o);
    }
}

static void mark_value(Visitor *visitor, Value *slot)
{
    if (IS_OBJECT(*slot)) {
        mark_object(((Marker *)visitor)->world, OBJECT(*slot));
    }
}

void heap_visit(World *w, Object *o, Visitor *visitor)
{
    const TypeOps *ops = layout_ops[o->layout];
    if (ops && ops->visit) {
        ops->visit(w, o, visitor);
    }
    if (o->flags & OBJECT_DICT_WORD) {
        visitor->visit(visitor, object_dict_word(o));
    }
    /* A heap class is kept by its instances. The header word itself is not a
       slot: relocation leaves distances from the world alone. */
    Value klass = VALUE(klass_at(w, o->type));
    if (!in_world_struct(w, OBJECT(klass))) {
        visitor->visit(visitor, &klass);
    }
}

static void mark_drain(World *w, Visitor *visitor)
{
    Outside *out = w->outside;
    while (out->mark_count) {
        heap_visit(w, out->mark_stack[--out->mark_count], visitor);
    }
}

/* The mark stack could not grow: look at every marked object again. */
static void mark_rescan(World *w, Visitor *visitor)
{
    while (w->outside->mark_overflow) {
        w->outside->mark_overflow = false;
        char *at = (char *)w + (sizeof(World) + 15) / 16 * 16;
        while (at < w->top) {
            size_t units;
            Object *o = cell_step(&at, &units);
            if (o && is_marked(w, o)) {
                heap_visit(w, o, visitor);
                mark_drain(w, visitor);
            }
        }
    }
}

static void mark_all(World *w, Visitor *visitor)
{
    mark_drain(w, visitor);
    mark_rescan(w, visitor);
}

void world_visit_roots(World *w, Visitor *visitor)
{
    Value *roots[] = {
        &w->host_root,   &w->pending_finalisers, &w->interned, &w->module_cache,
        &w->modules,     &w->builtins,           &w->sys_dict, &w->empty_tuple,
        &w->empty_bytes, &w->empty_frozenset,    &w->prelude,  &w->memory_error,
        &w->failure};
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        visitor->visit(visitor, roots[i]);
    }
    for (size_t i = 0; i < 256; i++) {
        visitor->visit(visitor, &w->latin1[i]);
    }
    for (size_t i = 0; i < NAME_COUNT; i++) {
        visitor->visit(visitor, &w->name[i]);
    }
    for (size_t i = 0; i < SLOT_COUNT; i++) {
        visitor->visit(visitor, &w->slot_name[i]);
    }
    for (size_t i = 0; i < TYPE_COUNT; i++) {
        heap_visit(w, &w->klass[i].head, visitor);
    }
    Thread *threads[] = {w->threads, w->last_thread, w->main_thread, w->thread};
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        Value v = VALUE(threads[i]);
        visitor->visit(visitor, &v);
    }
}

static void clear_marks(World *w)
{
    size_t bytes = (size_t)(w->top - (char *)w) / 128 + 1;
    memset(w->outside->marks, 0, bytes);
}

/* ---- finalisers and weak references ----------------------------------- */

static bool is_watched(const Object *o)
{
    return o->flags & (OBJECT_FINALISE | OBJECT_WEAKLY);
}

static void mark_watched(World *w, Visitor *visitor)
{
    char *at = w->watermark;
    while (at < w->top) {
        size_t units;
        if (cell_skip_run(w, &at)) {
            continue;
        }
        Object *o = cell_step(&at, &units);
        if (o && is_watched(o)) {
            mark_object(w, o);
        }
    }
    mark_all(w, visitor);
}

/* Queue (callable, argument) pairs for the interpreter. */
static void pending_push(World *w, Value callable, Value argument)
{
    Values *old = AS(Values, w->pending_finalisers);
    if (!old || old->used + 2 > values_capacity(old)) {
        Values *bigger = values_new(w, old ? old->used * 2 + 8 : 16);
        if (!bigger) {
            raised_clear(w);
            return; /* no memory for it: the finaliser is not run */
        }
        if (old) {
            memcpy(bigger->items, old->items, old->used * 8);
            bigger->used = old->used;
        }
        w->pending_finalisers = VALUE(bigger);
        old = bigger;
    }
    world_touch(w, old, sizeof(Object) + 8 + (old->used + 2) * 8);
    old->items[old->used++] = callable;
    old->items[old->used++] = argument;
}

/* Weak references whose target is about to die: clear, queue callbacks. */
static bool clear_weak(World *w)
{
    bool any = false;
    char *at = w->watermark;
    char *end = w->top;
    while (at < end) {
        size_t units;
        if (cell_skip_run(w, &at)) {
            continue;
        }
        Object *o = cell_step(&at, &units);
        if (!o || o->layout != TYPE_WEAKREF || !is_marked(w, o)) {
            continue;
        }
        Weakref *ref = (Weakref *)o;
        if (IS_OBJECT(ref->target) && !is_marked(w, OBJECT(ref->target)) &&
            !in_world_struct(w, OBJECT(ref->target))) {
            ref->target = NO_VALUE;
            any = true;
            if (ref->callback && ref->callback != NONE) {
                pending_push(w, ref->callback, VALUE(ref));
            }
        }
    }
    return any;
}

static void queue_finalisers(World *w, Visitor *visitor)
{
    char *at = w->watermark;
    char *end = w->top;
    while (at < end) {
        size_t units;
        if (cell_skip_run(w, &at)) {
            continue;
        }
        Object *o = cell_step(&at, &units);
        if (o && (o->flags & OBJECT_FINALISE) && !is_marked(w, o)) {
            drop_forget(w, o);
            pending_push(w, NO_VALUE, VALUE(o));
            mark_object(w, o);
        }
    }
    visitor->visit(visitor, &w->pending_finalisers);
    mark_all(w, visitor);
}

/* ---- sweeping ---------------------------------------------------------- */

static void identity_sweep(World *w)
{
    Values *old = AS(Values, w->identity);
    if (!old) {
        return;
    }
    mark_test_set(w, &old->head);
    /* Dead objects leave; then everything is put back in place. */
    size_t capacity = values_capacity(old);
    Value *copy = malloc(capacity * sizeof *copy);
    if (!copy) {
        return; /* dead entries stay until a later collection; see below */
    }
    memcpy(copy, old->items, capacity * sizeof *copy);
    world_touch(w, old->items, capacity * 8);
    memset(old->items, 0, capacity * sizeof *copy);
    w->identity_count = 0;
    size_t mask = capacity / 2 - 1;
    for (size_t i = 0; i < capacity / 2; i++) {
        Value v = copy[2 * i];
        if (!v || (!is_marked(w, OBJECT(v)) && !in_world_struct(w, OBJECT(v)) &&
                   (char *)OBJECT(v) >= w->watermark)) {
            continue;
        }
        size_t at = (((v - VALUE(w)) >> 4) * 0x9e3779b97f4a7c15u >> 20) & mask;
        while (old->items[2 * at]) {
            at = (at + 1) & mask;
        }
        old->items[2 * at] = v;
        old->items[2 * at + 1] = copy[2 * i + 1];
        w->identity_count++;
    }
    free(copy);
}

/* In stress builds whoever still uses a freed cell finds nonsense there. */
static void free_run(World *w, char *run, size_t units)
{
#ifdef GILSCOPE_STRESS_GC
    memset(run, 0xdb, units * 16);
#endif
    heap_put_free(w, run, units);
}

/* Free cells again; *live: bytes in use. Returns how many objects went. */
static size_t sweep(World *w, size_t *live_bytes)
{
    heap_close_run(w); /* finalisers may have been noted meanwhile */
    memset(w->free_cells, 0, sizeof w->free_cells);
    w->large_cells = NULL;
    size_t freed = 0;
    *live_bytes = 0;
    char *at = w->watermark;
    char *run = NULL; /* start of the free memory before `at` */
    while (at < w->top) {
        char *start = at;
        size_t units;
        Object *o = cell_step(&at, &units);
        bool live = o && is_marked(w, o);
        if (o && !live) {
            freed++;
            w->watched -= (o->flags & OBJECT_WEAKLY) != 0;
        }
        *live_bytes += live ? (size_t)(at - start) : 0;
        if (live && run) {
            free_run(w, run, (size_t)(start - run) / 16);
            run = NULL;
        } else if (!live && !run) {
            run = start;
        }
    }
    if (run) {
#ifdef GILSCOPE_STRESS_GC
        memset(run, 0xdb, (size_t)(w->top - run));
#endif
        w->top = run;
    }
    return freed;
}

#define COLLECT_STEP ((size_t)16 << 20) /* bytes of allocation between two */

/* The next collection: after as much new as there is alive, free cells first,
 * and always before the memory ends. */
static void schedule_next(World *w, size_t live)
{
    size_t step = live > COLLECT_STEP ? live : COLLECT_STEP;
    size_t in_cells = (size_t)(w->top - w->watermark) - live;
    size_t ahead = step > in_cells ? step - in_cells : 0;
    ahead = ahead > COLLECT_STEP / 16 ? ahead : COLLECT_STEP / 16;
    size_t room =
        w->memory_limit > w->top ? (size_t)(w->memory_limit - w->top) : 0;
    /* Not ever more often as the end comes near: the last step is whole. */
    size_t half = room / 2 > COLLECT_STEP / 16 ? room / 2 : COLLECT_STEP / 16;
    w->collect_at = w->top + (ahead < half ? ahead : half);
    if (w->collect_at > w->memory_limit) {
        w->collect_at = w->memory_limit; /* heap_quick_cell looks at no more */
    }
}

size_t heap_collect(World *w, bool finalise)
{
    Marker marker = {{mark_value}, w};
    Visitor *visitor = &marker.visitor;
    if (w->watermark == (char *)w) {
        w->collect_wanted = 0; /* C code still holds what it builds */
        return 0;
    }
    heap_close_run(w);
    clear_marks(w);
    w->outside->mark_count = 0;
    w->outside->collections++;
    world_visit_roots(w, visitor);
    mark_all(w, visitor);
    if (w->watched) {
        if (finalise) {
            uint32_t before = w->watched;
            bool cleared = clear_weak(w);
            queue_finalisers(w, visitor);
            drop_collected(w, !cleared && w->watched == before);
        } else {
            mark_watched(w, visitor);
        }
    }
    identity_sweep(w);
    size_t live;
    size_t freed = sweep(w, &live);
    schedule_next(w, live);
    w->collect_wanted = 0;
#ifdef GILSCOPE_STRESS_GC
    heap_check(w);
#endif
    return freed;
}
