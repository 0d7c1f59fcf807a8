/* SPDX-License-Identifier: MIT */
/* The two kinds of cell that hold no object; shared by heap.c and gc.c only. */
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
/* Put a run of memory on the free lists. */
void heap_put_free(World *w, char *at, size_t units);
/* Move *at behind its cell; the object in it (NULL: free) and its size. */
Object *cell_step(char **at, size_t *units);

#endif
