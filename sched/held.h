/* SPDX-License-Identifier: MIT */
/*
 * Which locks a thread holds, or all threads do. A lock that stands for a
 * thread's end is nobody's, and one that is a signal (deadlock.h) is not its
 * taker's.
 */
#ifndef GILSCOPE_SCHED_HELD_H
#define GILSCOPE_SCHED_HELD_H

#include "sched/thread.h"
#include "vm/types/lock.h"

typedef struct HeldLock {
    const Thread *owner;
    Lock *lock;
} HeldLock;

/* In the heap's order, which is nearly that of making. */
typedef struct Held {
    HeldLock *items; /* malloc'ed */
    size_t count;
    size_t capacity;
    const Thread *owner; /* NULL: of every thread */
} Held;

/* `owner` NULL: the locks of all threads. Without memory some are missing. */
Held held_find(World *w, const Thread *owner);
void held_free(Held *held);

#endif
