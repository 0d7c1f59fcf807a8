/* SPDX-License-Identifier: MIT */
/*
 * One OS thread of --real, and how it sleeps without the GIL.
 *
 * `mutex` guards `wake`, `waits` and `poked`. The thread alone uses `call` and
 * changes `thread`; the arena object behind it needs the GIL.
 */
#ifndef GILSCOPE_SCHED_REAL_THREAD_H
#define GILSCOPE_SCHED_REAL_THREAD_H

#include <pthread.h>

#include "vm/frame.h"
#include "vm/system_call.h"

/* How a wait has ended. */
typedef enum {
    WAKE_NONE,  /* it has not */
    WAKE_DONE,  /* what it waited for has come */
    WAKE_TIME,  /* the deadline has */
    WAKE_POKED, /* a signal has */
} Wake;

typedef struct RealThread {
    struct Real *real;
    Thread *thread;
    uint64_t number; /* of the GIL's last_holder */
    pthread_mutex_t mutex;
    pthread_cond_t condition;
    Wake wake;
    bool waits;  /* a wake-up still counts */
    bool poked;  /* a signal has come and nothing has ended by it yet */
    int poke_fd; /* readable while poked, for poll(); -1: nobody pokes it */
    SystemCall call;
} RealThread;

/* NULL: no resources. `can_be_poked`: the main thread. */
RealThread *real_thread_new(struct Real *real, Thread *thread,
                            bool can_be_poked)
    __attribute__((warn_unused_result));
void real_thread_free(RealThread *me);
/* The OS thread of `thread`; NULL: none has been started. GIL held. */
RealThread *real_thread_of(const Thread *thread);

/* From now on a wake-up counts. Before others can know of the wait. */
void real_thread_prepare(RealThread *me);
/* Sleep until the wake-up, the deadline (CLOCK_NEVER: none) or a signal. */
Wake real_thread_wait(RealThread *me, int64_t deadline);
/* By another: its wait is over. False: it had already ended otherwise. */
bool real_thread_wake(RealThread *it);
/* By another: a signal has come. Also when it does not wait: then the next
 * wait ends at once. */
void real_thread_poke(RealThread *it);
/* The signal has been dealt with. */
void real_thread_unpoke(RealThread *me);

#endif
