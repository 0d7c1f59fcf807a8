/* SPDX-License-Identifier: MIT */
/*
 * A number for what a program could tell its present state from: variables,
 * objects, locks, where each thread stands. Not in it: the time and when
 * threads will wake, who has the GIL, addresses, what is garbage.
 *
 * Equal states nearly certainly have equal numbers and different states
 * different ones; where an object cannot be compared, equal states may differ.
 */
#ifndef GILSCOPE_SCHED_STATE_H
#define GILSCOPE_SCHED_STATE_H

#include "vm/frame.h"

/* False: the heap is too large to look at, or no memory. */
bool state_number(World *w, uint64_t *number)
    __attribute__((warn_unused_result));

#endif
