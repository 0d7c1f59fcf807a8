/* SPDX-License-Identifier: MIT */
/*
 * The GIL of --real: CPython's from 3.2 on, in its own terms.
 *
 * `mutex` guards all fields but drop_request, which the holder reads without
 * it. `free` tells waiters that the GIL may be had, `switched` tells who
 * dropped it on request that another thread has taken it.
 *
 * The arena is only touched by the holder.
 */
#ifndef GILSCOPE_SCHED_REAL_GIL_H
#define GILSCOPE_SCHED_REAL_GIL_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct RealGil {
    pthread_mutex_t mutex;
    pthread_cond_t free;
    pthread_cond_t switched;
    bool locked;
    bool closing;           /* the program is over: nobody takes it any more */
    uint64_t last_holder;   /* number of a thread; 0: nobody yet */
    uint64_t switch_number; /* how often it went to another thread */
    uint64_t forced;        /* how often it was dropped on request */
    int64_t interval_ns;
    atomic_bool drop_request;
} RealGil;

/* False: no resources. */
bool real_gil_start(RealGil *gil, int64_t interval_ns)
    __attribute__((warn_unused_result));
void real_gil_end(RealGil *gil);
/* False: the program is over; the thread must end without touching the
 * arena. */
bool real_gil_take(RealGil *gil, uint64_t thread)
    __attribute__((warn_unused_result));
/* `thread` holds it. If it was asked to drop it, it returns only when another
 * thread has the GIL; not so when it `ends`. */
void real_gil_drop(RealGil *gil, uint64_t thread, bool ends);
/* The holder keeps it for ever. */
void real_gil_close(RealGil *gil);
void real_gil_set_interval(RealGil *gil, int64_t ns);
/* Does a waiter want it? For the holder's check points. */
static inline bool real_gil_is_wanted(RealGil *gil)
{
    return atomic_load_explicit(&gil->drop_request, memory_order_relaxed);
}

#endif
