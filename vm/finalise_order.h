/* SPDX-License-Identifier: MIT */
/* In which order objects that died together are finalised. */
#ifndef GILSCOPE_VM_FINALISE_ORDER_H
#define GILSCOPE_VM_FINALISE_ORDER_H

#include "vm/heap.h"

typedef bool IsDead(World *w, const Object *o);

/*
 * Puts `count` finalisable objects in the order in which reference counts would
 * have finalised them: holders before what they hold, else as given.
 * `is_dead`: which objects die with them, and are looked through. `dropped`:
 * the one whose last reference went, or NULL. Without memory for that the order
 * stays as it is.
 */
void finalise_order(World *w, Object **objects, size_t count, Object *dropped,
                    IsDead *is_dead);
/* The same at exit: the first ones keep their places; the others follow as a
 * walk from the values of the list `starts` meets them. */
void finalise_order_from(World *w, Object **objects, size_t count, size_t first,
                         Value starts, IsDead *is_dead);

#endif
