/* SPDX-License-Identifier: MIT */
/*
 * Threads of --real that wait: their requests, carried out without the GIL.
 */
#ifndef GILSCOPE_SCHED_REAL_BLOCK_H
#define GILSCOPE_SCHED_REAL_BLOCK_H

#include "sched/real.h"

/* The native of `me` answered BLOCK: until its request is done. The GIL is
 * held before and after. False: the program is over meanwhile, and the GIL is
 * not held. */
bool real_block(World *w, RealThread *me) __attribute__((warn_unused_result));
/* Host functions. */
void real_lock_released(World *w, Value lock);
void real_wake(World *w, Value object);
void real_interrupt(World *w, Thread *thread);

#endif
