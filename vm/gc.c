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
#include "vm/birth_order.h"
#include "vm/cell.h"
#include "vm/drop.h"
#include "vm/error.h"
#include "vm/frame.h"
#include "vm/image.h"
#include "vm/operator.h"
#include "vm/outside.h"
#include "vm/types/weakref.h"

#include <stdlib.h>
#include <string.h>

typedef struct Marker {
    Visitor visitor;
    World *world;
    const char *floor; /* what lies below is alive anyway */
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

/* Not of the image, and not reached. */
static inline bool is_dead(World *w, const Object *o)
{
    return (const char *)o >= w->watermark && !is_marked(w, o);
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

/* Text, numbers, bytes: nothing below them, or only a block of bytes. */
static inline bool is_leaf(const Object *o)
{
    const TypeOps *ops = layout_ops[o->layout];
    return (!ops || !ops->visit) && !(o->flags & OBJECT_DICT_WORD) &&
           o->type < TYPE_REF(TYPE_COUNT);
}

static inline void mark_object(Marker *marker, Object *o)
{
    World *w = marker->world;
    if ((const char *)o >= marker->floor && !mark_test_set(w, o) &&
        !is_leaf(o)) {
        mark_push(w, o);
    }
}

static void mark_value(Visitor *visitor, Value *slot)
{
    if (IS_OBJECT(*slot)) {
        mark_object((Marker *)visitor, OBJECT(*slot));
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
    if (o->type >= TYPE_REF(TYPE_COUNT)) {
        const Klass *k = klass_at(w, o->type);
        Value klass = VALUE(k);
        visitor->visit(visitor, &klass);
        for (int i = 0; klass_has_far_slots(k) && i < k->slot_count; i++) {
            visitor->visit(visitor, object_far_slots(k, o) + i);
        }
    }
}

static void mark_drain(Marker *marker)
{
    World *w = marker->world;
    Outside *out = w->outside;
    while (out->mark_count) {
        Object *o = out->mark_stack[--out->mark_count];
        if (o->type == TYPE_REF(TYPE_VALUES)) {
            Values *values = (Values *)o; /* the most of what there is */
            for (uint64_t i = 0; i < values->used; i++) {
                if (i + 8 < values->used) {
                    /* Its header is a cache miss, most of the time. */
                    __builtin_prefetch(OBJECT(values->items[i + 8]));
                }
                mark_value(&marker->visitor, &values->items[i]);
            }
        } else {
            heap_visit(w, o, &marker->visitor);
        }
    }
}

/* The mark stack could not grow: look at every marked object again. */
static void mark_rescan(Marker *marker)
{
    World *w = marker->world;
    while (w->outside->mark_overflow) {
        w->outside->mark_overflow = false;
        char *at = (char *)w + (sizeof(World) + 15) / 16 * 16;
        while (at < w->top) {
            size_t units;
            Object *o = cell_step(&at, &units);
            if (o && is_marked(w, o)) {
                heap_visit(w, o, &marker->visitor);
                mark_drain(marker);
            }
        }
    }
}

static void mark_all(Marker *marker)
{
    mark_drain(marker);
    mark_rescan(marker);
}

void world_visit_roots(World *w, Visitor *visitor)
{
    Value *roots[] = {
        &w->host_root,   &w->pending_finalisers, &w->interned, &w->module_cache,
        &w->modules,     &w->builtins,           &w->sys_dict, &w->empty_tuple,
        &w->empty_bytes, &w->empty_frozenset,    &w->prelude,  &w->memory_error,
        &w->failure,     &w->signal_handlers,    &w->traces};
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

/* What runs is written without the barrier: see save_running in world.c. A
 * thread of the image may have frames in it, the oldest ones. */
static void mark_running(Marker *marker)
{
    World *w = marker->world;
    for (Thread *t = w->threads; t; t = t->next) {
        if ((char *)t >= w->watermark) {
            continue;
        }
        heap_visit(w, &t->head, &marker->visitor);
        for (Object *f = t->frame; f; f = ((Frame *)f)->back) {
            if ((char *)f < w->watermark) {
                heap_visit(w, f, &marker->visitor);
            }
        }
    }
}

/* Everything that the program can reach, the image left out where it cannot
 * point at the heap. */
static void mark_reachable(Marker *marker)
{
    World *w = marker->world;
    if (w->outside->image) {
        image_visit_written(w, &marker->visitor);
        mark_running(marker);
    }
    world_visit_roots(w, &marker->visitor);
    mark_all(marker);
}

/* The sweep looks at whole words: a restore leaves marks above the top. */
static void clear_marks(World *w)
{
    char *from = w->outside->image ? w->watermark : (char *)w;
    size_t first = (size_t)(from - (char *)w) / 128;
    size_t end = ((size_t)(w->top - (char *)w) / (16 * 64) + 1) * 8;
    memset(w->outside->marks + first, 0, end - first);
}

/* ---- finalisers and weak references -------------------------------------- */

static bool is_watched(const Object *o)
{
    return o->flags & (OBJECT_FINALISE | OBJECT_WEAKLY);
}

static void mark_watched(Marker *marker)
{
    World *w = marker->world;
    char *at = w->watermark;
    while (at < w->top) {
        size_t units;
        if (cell_skip_run(w, &at)) {
            continue;
        }
        Object *o = cell_step(&at, &units);
        if (o && is_watched(o)) {
            mark_object(marker, o);
        }
    }
    mark_all(marker);
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

typedef struct Found {
    Object **objects;
    size_t count;
    size_t room;
} Found;

static bool found_add(Found *found, Object *o)
{
    if (found->count == found->room) {
        size_t room = found->room ? found->room * 2 : 16;
        Object **bigger = realloc(found->objects, room * sizeof *bigger);
        if (!bigger) {
            return false;
        }
        found->objects = bigger;
        found->room = room;
    }
    found->objects[found->count++] = o;
    return true;
}

static bool was_dropped(const World *w, const Object *o)
{
    return (uint64_t)((const char *)o - (const char *)w) == w->dropped_at;
}

/* Weak references whose target is about to die, and the object that was dropped
 * if it is dead. True: there are some. */
static bool find_weak(World *w, Found *found, Object **dropped)
{
    bool any = false;
    char *at = w->watermark;
    *dropped = NULL;
    while (at < w->top) {
        size_t units;
        if (cell_skip_run(w, &at)) {
            continue;
        }
        Object *o = cell_step(&at, &units);
        if (!o || !is_marked(w, o)) {
            *dropped = o && was_dropped(w, o) ? o : *dropped;
            continue;
        }
        Weakref *ref = (Weakref *)o;
        if (o->layout == TYPE_WEAKREF && IS_OBJECT(ref->target) &&
            is_dead(w, OBJECT(ref->target))) {
            any = true;
            if (!ref->callback || ref->callback == NONE ||
                !found_add(found, o)) {
                ref->target = NO_VALUE; /* without a callback, or memory */
            }
        }
    }
    return any;
}

/* Clear them and queue their callbacks. */
static bool clear_weak(World *w)
{
    Found found = {0};
    Object *dropped;
    bool any = find_weak(w, &found, &dropped);
    birth_order_callbacks(w, found.objects, found.count, dropped, is_dead);
    for (size_t i = 0; i < found.count; i++) {
        Weakref *ref = (Weakref *)found.objects[i];
        ref->target = NO_VALUE;
        pending_push(w, ref->callback, VALUE(ref));
    }
    free(found.objects);
    return any;
}

/* References that only finalisers keep: without a callback, as in CPython. */
static void clear_kept(World *w)
{
    char *at = w->watermark;
    while (at < w->top) {
        size_t units;
        if (cell_skip_run(w, &at)) {
            continue;
        }
        Weakref *ref = (Weakref *)cell_step(&at, &units);
        if (ref && ref->head.layout == TYPE_WEAKREF && IS_OBJECT(ref->target) &&
            is_dead(w, OBJECT(ref->target))) {
            ref->target = NO_VALUE;
        }
    }
}

/* The dead objects to be finalised, the oldest first, and the one that was
 * dropped if it is dead. */
static Found find_finalisable(World *w, Object **dropped)
{
    Found found = {0};
    char *at = w->watermark;
    *dropped = NULL;
    while (at < w->top) {
        size_t units;
        if (cell_skip_run(w, &at)) {
            continue;
        }
        Object *o = cell_step(&at, &units);
        if (!o || is_marked(w, o)) {
            continue;
        }
        *dropped = was_dropped(w, o) ? o : *dropped;
        if (o->flags & OBJECT_FINALISE && !found_add(&found, o)) {
            break; /* the others have to wait */
        }
    }
    birth_order(found.objects, found.count);
    return found;
}

static void queue_finalisers(Marker *marker)
{
    World *w = marker->world;
    Object *dropped;
    Found found = find_finalisable(w, &dropped);
    finalise_order(w, found.objects, found.count, dropped, is_dead);
    for (size_t i = 0; i < found.count; i++) {
        drop_forget(w, found.objects[i]);
        pending_push(w, NO_VALUE, VALUE(found.objects[i]));
        mark_object(marker, found.objects[i]);
    }
    free(found.objects);
    w->dropped_at = 0;
    mark_value(&marker->visitor, &w->pending_finalisers);
    mark_all(marker);
    if (found.count) {
        clear_kept(w);
    }
}

/* ---- sweeping ------------------------------------------------------------ */

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
        if (!v || is_dead(w, OBJECT(v))) {
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

typedef struct Sweep {
    size_t live;   /* bytes in use */
    size_t usable; /* bytes in free cells that any small object can be cut of */
    Object **tail; /* of large_cells, so that low addresses are used first */
} Sweep;

/* The free memory [run, end) becomes a cell, or is never used memory again. */
static void free_gap(World *w, Sweep *sweep, char *run, char *end)
{
    size_t units = (size_t)(end - run) / 16;
#ifdef GILSCOPE_STRESS_GC
    /* Whoever still uses a freed cell finds nonsense there. */
    memset(run, 0xdb, units * 16);
#endif
    if (end == w->top) {
        w->top = run;
    } else if (units >= HEAP_CLASSES) {
        sweep->tail = cell_format(run, units, sweep->tail);
        sweep->usable += units * 16;
    } else if (units) {
        heap_put_free(w, run, units);
    }
}

/* How many objects are dead, and how many references to dead objects. */
static size_t count_dead(World *w)
{
    size_t dead = 0;
    char *at = w->watermark;
    while (at < w->top) {
        size_t units;
        Object *o = cell_step(&at, &units);
        if (o && !is_marked(w, o)) {
            dead++;
            w->watched -= (o->flags & OBJECT_WEAKLY) != 0;
        }
    }
    return dead;
}

/* Everything between two marked objects is free: dead cells are not even
 * looked at. */
static Sweep sweep(World *w)
{
    memset(w->free_cells, 0, sizeof w->free_cells);
    Sweep s = {.tail = &w->large_cells};
    char *run = w->watermark;
    const uint64_t *marks = (const uint64_t *)(void *)w->outside->marks;
    size_t word = (size_t)(w->watermark - (char *)w) / (16 * 64);
    size_t last = (size_t)(w->top - (char *)w) / (16 * 64);
    for (; word <= last; word++) {
        for (uint64_t bits = marks[word]; bits; bits &= bits - 1) {
            size_t unit = word * 64 + (size_t)__builtin_ctzll(bits);
            char *start = (char *)w + unit * 16;
            if (start < w->watermark) {
                continue; /* the image's own marks */
            }
            size_t units = ((Object *)start)->units;
            char *end = start + (units ? units * 16 : heap_cell_size(start));
            start -= units ? 0 : 16; /* its prefix */
            free_gap(w, &s, run, start);
            s.live += (size_t)(end - start);
            run = end;
        }
    }
    free_gap(w, &s, run, w->top);
    *s.tail = NULL;
    return s;
}

typedef struct Alive {
    void (*each)(World *, Object *, void *);
    void *data;
} Alive;

static void if_alive(World *w, Object *o, void *data)
{
    const Alive *alive = data;
    if (is_marked(w, o)) {
        alive->each(w, o, alive->data);
    }
}

void heap_each_alive(World *w, void (*each)(World *, Object *, void *),
                     void *data)
{
    Alive alive = {each, data};
    Marker marker = {{mark_value}, w, w->watermark};
    if (w->watermark == (char *)w) {
        return; /* nothing of the program is there yet */
    }
    if (!w->outside->image) {
        marker.floor = (char *)w + sizeof(World);
    }
    heap_close_run(w);
    clear_marks(w);
    w->outside->mark_count = 0;
    mark_reachable(&marker);
    heap_each(w, if_alive, &alive);
}

#define COLLECT_STEP ((size_t)1 << 20)  /* the least between two collections */
#define COLLECT_MORE ((size_t)64 << 20) /* the most above what is alive */

/* The next collection: after twice as much new as there is alive, free cells
 * first, and always before the memory ends. What is new should stay within the
 * processor's nearer cache where little is alive. */
void heap_schedule(World *w, size_t live, size_t usable)
{
    size_t step = live > COLLECT_MORE ? live + COLLECT_MORE : live * 2;
    step = step > COLLECT_STEP ? step : COLLECT_STEP;
    w->run_budget = (int64_t)step;
    size_t ahead = step > usable ? step - usable : 0;
    ahead = ahead > step / 16 ? ahead : step / 16;
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
    if (w->watermark == (char *)w) {
        w->collect_wanted = 0; /* C code still holds what it builds */
        return 0;
    }
    Marker marker = {{mark_value}, w, w->watermark};
    if (!w->outside->image) {
        marker.floor = (char *)w + sizeof(World);
    }
    heap_close_run(w);
    clear_marks(w);
    w->outside->mark_count = 0;
    w->outside->collections++;
    mark_reachable(&marker);
    if (w->watched) {
        if (finalise) {
            uint32_t before = w->watched;
            bool cleared = clear_weak(w);
            queue_finalisers(&marker);
            drop_collected(w, !cleared && w->watched == before);
        } else {
            mark_watched(&marker);
        }
    }
    identity_sweep(w);
    heap_close_run(w); /* finalisers may have been noted meanwhile */
    size_t freed = finalise ? count_dead(w) : 0;
    Sweep s = sweep(w);
    heap_schedule(w, s.live, s.usable);
    w->collect_wanted = 0;
#ifdef GILSCOPE_STRESS_GC
    heap_check(w);
#endif
    return freed;
}
