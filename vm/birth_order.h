/* SPDX-License-Identifier: MIT */
/* What happens to objects of one collection, whatever addresses they have. */
#ifndef GILSCOPE_VM_BIRTH_ORDER_H
#define GILSCOPE_VM_BIRTH_ORDER_H

#include "vm/finalise_order.h"

/* Objects that drop_finalise was told of, the oldest first. Without memory for
 * it the order stays as it is. */
void birth_order(Object **objects, size_t count);
/*
 * Weak references with a callback, their targets about to die: the targets as
 * finalise_order has them, and the references to one of them from the youngest
 * to the oldest.
 */
void birth_order_callbacks(World *w, Object **references, size_t count,
                           Object *dropped, IsDead *is_dead);

#endif
