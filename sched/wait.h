/* SPDX-License-Identifier: MIT */
/*
 * What a blocked thread waits for, in the program's own terms.
 *
 * Events, queues, joins and the like all end in a lock of vm/lib; the frame of
 * the library that the program called says which of them it is.
 */
#ifndef GILSCOPE_SCHED_WAIT_H
#define GILSCOPE_SCHED_WAIT_H

#include "bytecode/buffer.h"
#include "sched/thread.h"
#include "vm/types/lock.h"

/* A verb, "waits for" or "joins", and its object into `what`. */
const char *wait_describe(Buffer *what, World *w, const Thread *thread);
/* The object whose method the program called and now waits in, described as
 * above in `what` ("an item of belt"); NO_VALUE when it waits for a thread, a
 * lock, a time, input or output. */
Value wait_object(Buffer *what, World *w, const Thread *thread);
/* Does it run inside a method of the library that waits? */
bool wait_is_in_library(World *w, const Thread *thread);
/* Does the library work for a Thread object: starting, joining, ending it? */
bool wait_is_thread_work(World *w, const Thread *thread);
/* What another thread would have to do for it, as "put an item into", and to
 * what; NULL when there is nothing to say. */
const char *wait_hope(Buffer *object, World *w, const Thread *thread);
/* The pool whose worker `thread` is, or NO_VALUE; *for_result: its task waits
 * for the result of another. */
Value wait_pool(World *w, const Thread *thread, bool *for_result);
/* "lock_a", else "the Lock made at FILE:LINE"; true when it has a name. */
bool wait_name_lock(Buffer *out, World *w, const Lock *lock);
/* "the Lock made at FILE:LINE", whether or not it has a name. */
void wait_place_lock(Buffer *out, World *w, const Lock *lock);

#endif
