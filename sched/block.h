/* SPDX-License-Identifier: MIT */
/*
 * Threads that wait without the GIL: how each kind of request begins, and how
 * it ends early. Locks have a file of their own.
 */
#ifndef GILSCOPE_SCHED_BLOCK_H
#define GILSCOPE_SCHED_BLOCK_H

#include "sched/thread.h"

/* The holder's native answered BLOCK: thread->request says on what. */
void block_begin(World *w, Thread *thread, int64_t time);
/* Its event has come: sleep or IO is over (`how` 0), or a wait timed out (1).
 */
void block_end(World *w, Thread *thread, int how, int64_t time);
/* All who wait for `object` (REQUEST_WAIT) may go on, one wake-up later.
 * Returns when the first of them gets there, CLOCK_NEVER when nobody waits. */
int64_t block_wake(World *w, Value object, int64_t time);
/* A signal ends the thread's wait, unless it is for IO. */
void block_interrupt(World *w, Thread *thread, int64_t time);
/* Take the thread out of every queue, for good. */
void block_forget(World *w, Thread *thread);

#endif
