/* SPDX-License-Identifier: MIT */
/*
 * _thread.lock and _thread.RLock: one struct.
 *
 * depth 0 means free. A plain lock has no owner in Python's eyes; `owner` is
 * the thread that took it, for reports. The waiters are the host's: it keeps
 * its queue in `first` and `last`, distances from the world in 16 bytes.
 * CPython tries once with the GIL held, then drops it and waits; a release
 * hands nothing over, it only wakes the first waiter.
 */
#ifndef GILSCOPE_VM_TYPES_LOCK_H
#define GILSCOPE_VM_TYPES_LOCK_H

#include "vm/operator.h"

typedef struct Lock {
    Object head;
    Value owner;      /* Thread, or 0 while free */
    Value stands_for; /* the Thread whose end releases it, or 0 */
    Value made_in;    /* CodeObject of the program that made it, or 0 */
    Value taken_in;   /* ... that took it last */
    uint32_t made_at; /* offset of the instruction in made_in */
    uint32_t taken_at;
    uint32_t depth; /* times taken by its owner */
    uint32_t first; /* the host's queue */
    uint32_t last;
    uint32_t pad;
} Lock;

/* How the host ended the wait of a REQUEST_LOCK: request.timed_out. */
enum { LOCK_GRANTED, LOCK_TIMED_OUT, LOCK_INTERRUPTED };

/* type: TYPE_LOCK or TYPE_RLOCK; NULL with MemoryError set. */
MUST_CHECK Lock *lock_new(World *w, Klass *klass);
/* It is free and now belongs to `thread`. */
void lock_take(World *w, Lock *lock, Thread *thread);
/* It becomes free, and its first waiter is woken. */
void lock_free(World *w, Lock *lock);
/* Seconds, int or float, as ns >= 0. *ns < 0: they were negative. */
MUST_CHECK Status lock_timeout(World *w, Value seconds, int64_t *ns);
/* Make t->request wait for `lock`; the native then answers BLOCK. */
void lock_request(World *w, Thread *t, Lock *lock, int64_t timeout_ns);
/* The frame of `thread` that runs the program's own code, or NULL. */
Frame *lock_program_frame(const Thread *thread);

extern const TypeOps lock_ops;

#endif
