/* SPDX-License-Identifier: MIT */
/*
 * Cells: allocation, free lists, walking. Collecting is in gc.c.
 *
 * A free cell has type 0. It is linked through its second word; one of more
 * than UINT16_MAX units keeps its size in the third. A live cell that large is
 * preceded by a one-unit prefix cell (type PREFIX) whose second word is the
 * size in units.
 */
#include "vm/heap.h"

#include "vm/cell.h"
#include "vm/drop.h"
#include "vm/error.h"
#include "vm/outside.h"

#include <string.h>

static inline FreeCell *free_cell(Object *o)
{
    return (FreeCell *)o;
}

size_t heap_cell_size(const void *object)
{
    const Object *o = object;
    return o->units ? (size_t)o->units * 16
                    : (size_t)((const uint64_t *)o)[-1] * 16;
}

void heap_put_free(World *w, char *at, size_t units)
{
    Object **list =
        units < HEAP_CLASSES ? &w->free_cells[units] : &w->large_cells;
    Object *rest = *list;
    *cell_format(at, units, list) = rest;
}

/* First fit among the large free cells; the rest goes back. */
static char *large_take(World *w, size_t units)
{
    Object **link = &w->large_cells;
    while (*link) {
        FreeCell *cell = free_cell(*link);
        size_t have = free_cell_units(cell);
        if (have >= units) {
            *link = cell->next;
            if (have > units) {
                heap_put_free(w, (char *)cell + units * 16, have - units);
            }
            return (char *)cell;
        }
        link = &cell->next;
    }
    return NULL;
}

void heap_close_run(World *w)
{
    if (w->run != w->run_end) {
        heap_put_free(w, w->run, (size_t)(w->run_end - w->run) / 16);
    }
    w->run = w->run_end = NULL;
}

static void want_collection(World *w)
{
    if (!w->collect_wanted) {
        w->collect_wanted = 1; /* MemoryError's handler wants room, too */
        world_poke(w);
    }
}

#define RUN_UNITS 16384 /* at most in one run: 256 KiB */

/* The first large free cell, or its beginning, becomes the run; the first
 * units of that are given out. */
static char *run_begin(World *w, size_t units)
{
    heap_close_run(w); /* what is left of it is less than `units` */
    FreeCell *cell = free_cell(w->large_cells);
    size_t have = free_cell_units(cell);
    Object *next = cell->next;
    if (have > RUN_UNITS + HEAP_CLASSES) {
        Object **link = &w->large_cells;
        char *rest = (char *)cell + (size_t)RUN_UNITS * 16;
        *cell_format(rest, have - RUN_UNITS, link) = next;
        have = RUN_UNITS;
    } else {
        w->large_cells = next;
    }
    w->run_budget -= (int64_t)have * 16;
    if (w->run_budget < 0) {
        want_collection(w);
    }
    w->run_end = (char *)cell + have * 16;
    w->run = (char *)cell + units * 16;
    return (char *)cell;
}

static char *bump(World *w, size_t units)
{
    size_t room = (size_t)(w->memory_limit - w->top) / 16;
    bool fits = w->memory_limit >= w->top && units <= room;
    char *at = w->top;
    w->top += fits ? units * 16 : 0;
    if (w->top > w->collect_at || !fits) {
        want_collection(w);
    }
    return fits ? at : NULL;
}

static bool allocation_fails(World *w)
{
    Outside *o = w->outside;
    return o->fail_after && --o->fail_after == 0;
}

/* Cell of `units`, all but the size in its header still to be cleared. */
static Object *cell_take(World *w, size_t units)
{
    bool prefixed = units > UINT16_MAX;
    size_t want = units + prefixed;
    char *at = NULL;
    if (__builtin_expect(w->outside->fail_after != 0, 0) &&
        allocation_fails(w)) {
        return NULL;
    }
    if (want < HEAP_CLASSES && w->free_cells[want]) {
        at = (char *)w->free_cells[want];
        w->free_cells[want] = free_cell((Object *)at)->next;
    } else if (w->large_cells) {
        at = want < HEAP_CLASSES ? run_begin(w, want) : large_take(w, want);
    }
    if (!at) {
        if (want < HEAP_CLASSES) {
            heap_close_run(w); /* too short: heap_quick_cell turns to `top` */
        }
        at = bump(w, want);
    }
    if (!at) {
        return NULL;
    }
    if (prefixed) {
        PrefixCell *prefix = (PrefixCell *)at;
        prefix->head = (Object){.type = PREFIX_TYPE, .units = 1};
        prefix->units = units;
        at += 16;
    }
    *(Object *)at = (Object){.units = prefixed ? 0 : (uint16_t)units};
    return (Object *)at;
}

static inline Object *cell_find(World *w, size_t size, size_t units)
{
    Object *o = units < HEAP_CLASSES ? heap_quick_cell(w, units) : NULL;
    if (__builtin_expect(o != NULL, 1)) {
        *o = (Object){.units = (uint16_t)units};
        return o;
    }
    o = size > (size_t)1 << 46 ? NULL : cell_take(w, units);
    if (!o) {
        (void)raise_memory(w);
    }
    return o;
}

void *heap_raw_any(World *w, TypeId id, size_t size)
{
    Object *o = cell_find(w, size, (size + 15) / 16);
    if (o) {
        o->type = TYPE_REF(id);
        o->layout = w->klass[id].layout;
    }
    return o;
}

void *heap_new(World *w, Klass *klass, size_t size)
{
    bool finalise = klass_overrides(klass, SLOT_DEL);
    size += klass->flags & KLASS_DICT_WORD ? 8 : 0;
    if (__builtin_expect(klass_has_far_slots(klass), 0)) {
        size += ((size_t)klass->slot_count + 1) * 8;
    } else {
        size += finalise ? 8 : 0;
    }
    size_t units = (size + 15) / 16;
    Object *o = cell_find(w, size, units);
    if (!o) {
        return NULL;
    }
    heap_clear(o, units);
    o->type = klass_ref(w, klass);
    o->layout = klass->layout;
    if (__builtin_expect(klass->flags & KLASS_DICT_WORD, 0)) {
        o->flags |= OBJECT_DICT_WORD;
    }
    if (__builtin_expect(finalise, 0)) {
        drop_born(w, o);
    }
    return o;
}

void heap_free(World *w, void *object)
{
    Object *o = object;
    if ((o->flags & (OBJECT_HAS_ID | OBJECT_WEAKLY)) || o->units == 0) {
        return; /* the collector will find it */
    }
    if ((char *)o < w->watermark) {
        STORE(w, o->type, 0);
        return;
    }
    heap_put_free(w, (char *)o, o->units);
}

Values *values_new(World *w, size_t capacity)
{
    if (capacity > (size_t)1 << 43) {
        (void)raise_memory(w);
        return NULL;
    }
    return heap_object(w, TYPE_VALUES, sizeof(Values) + capacity * 8);
}

Block *block_new(World *w, size_t capacity)
{
    if (capacity > (size_t)1 << 46) {
        (void)raise_memory(w);
        return NULL;
    }
    return heap_object(w, TYPE_BLOCK, sizeof(Block) + capacity);
}

size_t values_capacity(const Values *values)
{
    return (heap_cell_size(values) - sizeof(Values)) / 8;
}

size_t block_capacity(const Block *block)
{
    return heap_cell_size(block) - sizeof(Block);
}

void heap_each(World *w, void (*each)(World *, Object *, void *), void *data)
{
    heap_close_run(w);
    char *at = w->watermark;
    if (at == (char *)w) {
        at += (sizeof(World) + 15) / 16 * 16;
    }
    while (at < w->top) {
        size_t units;
        if (cell_skip_run(w, &at)) {
            continue;
        }
        Object *o = cell_step(&at, &units);
        if (o) {
            each(w, o, data);
        }
    }
}

size_t heap_used(const World *w)
{
    size_t used = (size_t)(w->top - w->watermark);
    char *at = w->watermark;
    while (at < w->top) {
        size_t units;
        if (cell_skip_run(w, &at)) {
            used -= (size_t)(w->run_end - w->run);
            continue;
        }
        if (!cell_step(&at, &units)) {
            used -= units * 16;
        }
    }
    return used;
}
