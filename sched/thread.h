/* SPDX-License-Identifier: MIT */
/*
 * What the scheduler knows of a thread: its state, its place in one queue, its
 * one event, and the time it spent.
 *
 * Invariants: exactly one thread is THREAD_RUNNING, the GIL's holder, or none;
 * a THREAD_READY thread is in the GIL's queue; a THREAD_BLOCKED one has an
 * event, or is in the queue of what it waits for, or both.
 */
#ifndef GILSCOPE_SCHED_THREAD_H
#define GILSCOPE_SCHED_THREAD_H

#include "sched/event.h"
#include "vm/frame.h"

/* Thread.state */
typedef enum {
    THREAD_NEW,      /* not started, or started and on its way to the GIL */
    THREAD_RUNNING,  /* has the GIL */
    THREAD_READY,    /* waits for the GIL */
    THREAD_BLOCKED,  /* waits for what its request says, without the GIL */
    THREAD_FINISHED, /* will never run again */
} ThreadState;

/* The words Thread.host: no values, no pointers into the arena. */
typedef struct ThreadSchedule {
    ThreadRef next; /* in its queue */
    ThreadRef previous;
    uint32_t event;     /* index in the event heap + 1, or 0 */
    uint8_t queued;     /* is in a queue */
    uint8_t woken;      /* waits for a lock and has been taken off its queue */
    uint8_t stuck : 1;  /* found on a circle of lock waits, some time */
    uint8_t circle : 1; /* is on one, by the last survey (deadlock.c) */
    uint8_t hopeless : 1; /* waits for one, or is on it */
    uint8_t begun;        /* serial runs: has run code of the program */
    int64_t since;        /* when the present state began */
    int64_t born;         /* when it was started */
    int64_t held;         /* ns it had the GIL, until `since` */
    int64_t waited;       /* ns it waited for the GIL, until `since` */
    int64_t longest;      /* its longest wait for the GIL */
    union {
        int64_t deadline;        /* of its timed wait, or CLOCK_NEVER */
        struct RealThread *real; /* --real: its OS thread */
    };
    uint32_t forced;    /* GIL losses at a check point */
    uint32_t voluntary; /* GIL given up by itself */
    uint32_t sleeps;    /* serial runs only */
    uint32_t walk;      /* of the survey that saw it last */
} __attribute__((may_alias)) ThreadSchedule;

_Static_assert(sizeof(ThreadSchedule) <= THREAD_HOST_WORDS * sizeof(uint64_t),
               "the host's words of a thread hold its schedule");

/* To change; to look at it only, thread_peek. Needs no barrier: a snapshot
 * saves every thread's cards at once. */
static inline ThreadSchedule *thread_schedule(World *w, Thread *thread)
{
    (void)w;
    return (ThreadSchedule *)thread->host;
}

static inline const ThreadSchedule *thread_peek(const Thread *thread)
{
    return (const ThreadSchedule *)thread->host;
}

static inline ThreadRef thread_ref(const World *w, const Thread *thread)
{
    return thread ? (ThreadRef)(((const char *)thread - (const char *)w) / 16)
                  : 0;
}

static inline Thread *thread_at(World *w, ThreadRef ref)
{
    return ref ? (Thread *)((char *)w + (size_t)ref * 16) : NULL;
}

/* A first-in first-out queue of threads; a thread is in at most one. */
typedef struct ThreadQueue {
    ThreadRef first;
    ThreadRef last;
} ThreadQueue;

void thread_enqueue(World *w, ThreadQueue *queue, Thread *thread);
void thread_unqueue(World *w, ThreadQueue *queue, Thread *thread);

/* The state from `time` on; the time in the old one is booked. */
void thread_enter(World *w, Thread *thread, ThreadState state, int64_t time);
/* ns in the present state at `time`. */
int64_t thread_in_state(const Thread *thread, int64_t time);
/* The Python frame that runs, a hidden one of the prelude too; or NULL. */
const Frame *thread_innermost(const Thread *thread);
/* Is it one the program waits for at its end? */
bool thread_is_daemon(World *w, const Thread *thread);

#endif
