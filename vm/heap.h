/* SPDX-License-Identifier: MIT */
/*
 * The heap: cells of 16-byte units laid end to end, marked and swept.
 *
 * Invariants: from the watermark to `top` cells follow each other without a
 * gap; each starts with an Object header whose `units` is its size, and type 0
 * means free. A cell of more than 65535 units has units 0 and the word before
 * its header (in a one-unit prefix cell) holds its size. Objects never move.
 *
 * A collection runs only between two instructions, so C code holds Values in
 * plain variables and never registers a root. Allocation never collects; it
 * only asks for a collection.
 */
#ifndef GILSCOPE_VM_HEAP_H
#define GILSCOPE_VM_HEAP_H

#include "vm/world.h"

#include <string.h>

/* Zeroed object of `size` bytes, header filled in; NULL with MemoryError set.
 * `klass` may be a subclass: layout, dict word and __del__ come from it. */
MUST_CHECK void *heap_new(World *w, Klass *klass, size_t size);
/* A cell of 1..63 units, not zeroed, from where it costs next to nothing; NULL:
 * heap_new must look further. */
static inline Object *heap_quick_cell(World *w, size_t units)
{
    Object *cell = w->free_cells[units];
    if (__builtin_expect(w->fail_allocations, 0)) {
        return NULL; /* a test's failing allocation */
    }
    if (cell) {
        w->free_cells[units] = *(Object **)(cell + 1);
        return cell;
    }
    bool cut = w->run != w->run_end;
    char **from = cut ? &w->run : &w->top;
    char *end = cut ? w->run_end : w->collect_at;
    if ((intptr_t)(units * 16) > end - *from || (!cut && w->large_cells)) {
        return NULL; /* what has been used before is used up first */
    }
    cell = (Object *)*from;
    *from += units * 16;
    return cell;
}
/* Zero the bytes behind the header. Most cells are smaller than a call of
 * memset is worth. */
static inline void heap_clear(Object *o, size_t units)
{
    if (__builtin_constant_p(units) || units > 12) {
        memset(o + 1, 0, units * 16 - sizeof *o);
    } else {
        ((uint64_t *)o)[1] = 0;
        for (size_t i = 1; i < units; i++) {
            memset((uint64_t *)o + 2 * i, 0, 16);
        }
    }
}
/* A built-in type's object whose bytes behind the header mean nothing yet. */
MUST_CHECK void *heap_raw_any(World *w, TypeId id, size_t size);
static inline void *heap_raw(World *w, TypeId id, size_t size)
{
    size_t units = (size + 15) / 16;
    Object *o = units < HEAP_CLASSES ? heap_quick_cell(w, units) : NULL;
    if (__builtin_expect(!o, 0)) {
        return heap_raw_any(w, id, size);
    }
    *o = (Object){.type = TYPE_REF(id),
                  .layout = w->klass[id].layout,
                  .units = (uint16_t)units};
    return o;
}
/* heap_new for a built-in type. */
static inline void *heap_object(World *w, TypeId id, size_t size)
{
    Klass *klass = &w->klass[id];
    size_t units = (size + 15) / 16;
    Object *o = units < HEAP_CLASSES && !(klass->flags & KLASS_DICT_WORD)
                    ? heap_quick_cell(w, units)
                    : NULL;
    if (__builtin_expect(!o, 0)) {
        return heap_new(w, klass, size);
    }
    *o = (Object){.type = TYPE_REF(id),
                  .layout = klass->layout,
                  .units = (uint16_t)units};
    heap_clear(o, units);
    return o;
}
/* Before cells are walked: the run's rest is a free cell again. */
void heap_close_run(World *w);
/* Give a cell back at once: only when nobody else can hold it. One of the image
 * stays where it is, empty, so that it keeps nothing alive. */
void heap_free(World *w, void *object);
/* heap_free for what is made and given back all the time. */
static inline void heap_recycle(World *w, Object *cell)
{
    size_t units = cell->units;
    if (__builtin_expect(units == 0 || units >= HEAP_CLASSES || cell->flags ||
                             (char *)cell < w->watermark,
                         0)) {
        heap_free(w, cell);
        return;
    }
    *cell = (Object){.units = (uint16_t)units};
    *(Object **)(cell + 1) = w->free_cells[units];
    w->free_cells[units] = cell;
}
/* Usable bytes of the cell. */
size_t heap_cell_size(const void *object);
/* The __dict__ word of an object with OBJECT_DICT_WORD. */
static inline Value *object_dict_word(void *object)
{
    return (Value *)((char *)object + heap_cell_size(object) - 8);
}

/* The first of the __slots__ of a klass_has_far_slots instance. */
static inline Value *object_far_slots(const Klass *klass, void *object)
{
    bool dict = ((const Object *)object)->flags & OBJECT_DICT_WORD;
    char *end = (char *)object + heap_cell_size(object);
    return (Value *)(void *)end - dict - 1 - klass->slot_count;
}

/* An array of values, as list items, dict entries, slots ... `used` are alive.
 */
typedef struct Values {
    Object head;
    uint64_t used;
    Value items[];
} Values;
/* Raw bytes. */
typedef struct Block {
    Object head;
    uint64_t used;
    char data[];
} Block;
MUST_CHECK Values *values_new(World *w, size_t capacity);
MUST_CHECK Block *block_new(World *w, size_t capacity);
size_t values_capacity(const Values *values);
/* 0 for one in a large cell. */
static inline size_t values_capacity_small(const Values *values)
{
    return values->head.units ? (size_t)values->head.units * 2 - 2 : 0;
}
size_t block_capacity(const Block *block);

/* One per value slot of an object: visit(visitor, &slot). */
typedef struct Visitor Visitor;
struct Visitor {
    void (*visit)(Visitor *, Value *slot);
};
typedef void VisitFunction(World *w, void *object, Visitor *visitor);
/* Visit one object's slots, its dict word and class included. */
void heap_visit(World *w, Object *object, Visitor *visitor);

/* A collection by allocation is invisible: finalisable and weakly referenced
 * objects count as alive. One the program asks for (`finalise`) clears weak
 * references and queues __del__ calls, and returns how many objects were freed
 * (else 0). */
size_t heap_collect(World *w, bool finalise);
/* Say when allocation asks for the next one; `live`: bytes in use, `usable`:
 * bytes in large free cells. */
void heap_schedule(World *w, size_t live, size_t usable);
/* A reference to `old` was dropped where RULES.md lets finalisers run: a
 * collection follows at the next instruction if `old` may need one. */
void drop_object(World *w, Object *o, bool argument); /* drop.c */
static inline void heap_dropped(World *w, Value old)
{
    if (w->watched && IS_OBJECT(old)) {
        drop_object(w, OBJECT(old), false);
    }
}
/* Walk all live cells from the watermark up. */
void heap_each(World *w, void (*each)(World *, Object *, void *), void *data);
/* The same for those the program can still reach. From a native, too: what it
 * works on is among its operands. */
void heap_each_alive(World *w, void (*each)(World *, Object *, void *),
                     void *data);
/* Bytes between the watermark and top that are in use. */
size_t heap_used(const World *w);

#endif
