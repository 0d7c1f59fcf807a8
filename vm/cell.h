/* SPDX-License-Identifier: MIT */
/* The two kinds of cell that hold no object, and stepping from cell to cell;
 * for heap.c, gc.c and heap_check.c only. */
#ifndef GILSCOPE_VM_CELL_H
#define GILSCOPE_VM_CELL_H

#include "vm/heap.h"

#define PREFIX_TYPE UINT32_MAX

typedef struct FreeCell {
    Object head; /* type 0 */
    Object *next;
    uint64_t units; /* only when head.units is 0 */
} FreeCell;

typedef struct PrefixCell {
    Object head;    /* type PREFIX_TYPE, one unit */
    uint64_t units; /* of the object that follows */
} PrefixCell;

static inline size_t free_cell_units(const FreeCell *cell)
{
    return cell->head.units ? cell->head.units : cell->units;
}

/* Stress builds: stop at a pointer that is none; heap_check.c. */
void heap_check(World *w);
void world_visit_roots(World *w, Visitor *visitor);
/* A walker that allocates may come to the run, which has no header: over it. */
static inline bool cell_skip_run(const World *w, char **at)
{
    bool there = *at == w->run && w->run != w->run_end;
    *at = there ? w->run_end : *at;
    return there;
}
/* Put a run of memory on the free lists. */
void heap_put_free(World *w, char *at, size_t units);
/* Make it a free cell, the next of those that hang on *link; returns where the
 * one after it goes. */
static inline Object **cell_format(char *at, size_t units, Object **link)
{
    FreeCell *cell = (FreeCell *)at;
    cell->head = (Object){.units = units <= UINT16_MAX ? (uint16_t)units : 0};
    if (units > UINT16_MAX) {
        cell->units = units;
    }
    *link = &cell->head;
    return &cell->next;
}
/* Move *at behind its cell; the object in it (NULL: free) and its size. */
static inline Object *cell_step(char **at, size_t *units)
{
    Object *o = (Object *)*at;
    if (__builtin_expect(o->type == PREFIX_TYPE, 0)) {
        *units = ((PrefixCell *)o)->units;
        o = (Object *)(*at + 16);
        *at += 16 + *units * 16;
        return o;
    }
    *units = o->type ? o->units : free_cell_units((FreeCell *)o);
    *at += *units * 16;
    return o->type ? o : NULL;
}

#endif
