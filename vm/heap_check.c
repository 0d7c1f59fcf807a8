/* SPDX-License-Identifier: MIT */
/*
 * The heap's checker, for stress builds only (GILSCOPE_STRESS_GC).
 *
 * After a collection every slot that a visit function shows must hold no
 * object, a built-in class inside the World, or the first byte of a live cell.
 * Anything else is a bug of ours, and the program stops there and then.
 * Together with the poison that sweeping leaves in free cells it finds pointers
 * that no visit function shows.
 */
#include "vm/cell.h"
#include "vm/outside.h"

#include <stdlib.h>

#ifdef GILSCOPE_STRESS_GC

/* Walking the whole world is slow: once in so many collections. */
#define CHECK_EVERY 64

typedef struct Checker {
    Visitor visitor;
    World *world;
    uint8_t *starts; /* a bit per 16 bytes: a live cell begins here */
} Checker;

static size_t bit_of(const World *w, const void *at)
{
    return (size_t)((const char *)at - (const char *)w) / 16;
}

static char *first_cell(World *w)
{
    return (char *)w + (sizeof(World) + 15) / 16 * 16;
}

static void check_slot(Visitor *visitor, Value *slot)
{
    Checker *checker = (Checker *)visitor;
    World *w = checker->world;
    if (!IS_OBJECT(*slot)) {
        return;
    }
    char *at = (char *)OBJECT(*slot);
    if (at >= (char *)w->klass && at < (char *)(w->klass + TYPE_COUNT)) {
        return;
    }
    size_t bit = bit_of(w, at);
    if (at < first_cell(w) || at >= w->top || (uintptr_t)at % 16 ||
        !(checker->starts[bit / 8] >> bit % 8 & 1)) {
        __builtin_trap(); /* a slot that points at no object */
    }
}

void heap_check(World *w)
{
    if (w->outside->collections % CHECK_EVERY) {
        return;
    }
    size_t bytes = bit_of(w, w->top) / 8 + 1;
    Checker checker = {{check_slot}, w, calloc(bytes, 1)};
    if (!checker.starts) {
        return;
    }
    size_t units;
    for (char *at = first_cell(w); at < w->top;) {
        Object *o = cell_step(&at, &units);
        if (o) {
            size_t bit = bit_of(w, o);
            checker.starts[bit / 8] |= (uint8_t)(1 << bit % 8);
        }
    }
    world_visit_roots(w, &checker.visitor);
    for (char *at = first_cell(w); at < w->top;) {
        Object *o = cell_step(&at, &units);
        if (o && VALUE(o) != w->identity) {
            heap_visit(w, o, &checker.visitor);
        }
    }
    free(checker.starts);
}

#endif
