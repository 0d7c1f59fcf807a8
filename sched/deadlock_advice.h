/* SPDX-License-Identifier: MIT */
/* Parts of the deadlock report: the circle in one line, and what to do. */
#ifndef GILSCOPE_SCHED_DEADLOCK_ADVICE_H
#define GILSCOPE_SCHED_DEADLOCK_ADVICE_H

#include "sched/deadlock.h"

/* So many threads are named; the rest is counted. */
#define DEADLOCK_LISTED 6

/* "  the circle: Thread-1 -> lock_b -> ...", from `first` around. */
void deadlock_circle(Buffer *out, World *w, Thread *first);
/* Why, and what CPython would do; `first`: on the circle, or NULL. */
void deadlock_advice(Buffer *out, World *w, Thread *first);
/* A lock, as against the end of a thread. */
bool deadlock_wants_lock(const Thread *thread);

#endif
