/* SPDX-License-Identifier: MIT */
/*
 * Who waits for a lock, in which order, and how the wait ends.
 *
 * As in CPython: a release wakes the first waiter and hands nothing over. The
 * woken thread takes the lock without the GIL when it gets there and the lock
 * is still free, and only then queues for the GIL; else it waits again, at the
 * end. How a timed wait ends is settled at the time of its event.
 */
#ifndef GILSCOPE_SCHED_LOCK_H
#define GILSCOPE_SCHED_LOCK_H

#include "sched/thread.h"
#include "vm/types/lock.h"

/* The holder of the GIL begins to wait for request.object. */
void lock_wait(World *w, Thread *thread, int64_t time);
/* The event of a waiting thread: it tries. */
void lock_try(World *w, Thread *thread, int64_t time);
/* `lock` is free: its first waiter is woken. Returns when he will get there,
 * CLOCK_NEVER when nobody waits. */
int64_t lock_wake_first(World *w, Lock *lock, int64_t time);
/* The waiter will never run again. */
void lock_withdraw(World *w, Thread *thread);
/* A signal ends the wait. */
void lock_interrupt(World *w, Thread *thread, int64_t time);
/* The thread has ended: the lock that its joiners wait for is given back. */
void lock_release_sentinel(World *w, Thread *thread);

#endif
