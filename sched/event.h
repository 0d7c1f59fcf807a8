/* SPDX-License-Identifier: MIT */
/*
 * What will happen: one binary heap ordered by (time, seq), in the arena.
 *
 * Invariants: a thread has at most one event, at index `event - 1` of its
 * ThreadSchedule; the GIL has at most one, its request timer. So an event is
 * taken back in O(log n), and adding one never fails once event_reserve has
 * made room for that many threads.
 */
#ifndef GILSCOPE_SCHED_EVENT_H
#define GILSCOPE_SCHED_EVENT_H

#include "vm/heap.h"

/* A thread as its distance from the world in 16 bytes; 0: none. Unlike a
 * pointer it needs no visit and survives a move of the whole arena. */
typedef uint32_t ThreadRef;

typedef enum {
    EVENT_START,   /* a new thread comes to the GIL for the first time */
    EVENT_LOCK,    /* a woken waiter of a lock tries it, or its time is up */
    EVENT_DONE,    /* sleep, IO or another wait is over */
    EVENT_TIMEOUT, /* a wait for an object is given up */
    EVENT_REQUEST, /* the GIL's timer: a waiter asks for it */
    EVENT_PROMPT,  /* simulate_idle has waited long enough */
} EventKind;

typedef struct Event {
    int64_t time;
    uint64_t seq;
    uint32_t kind;    /* EventKind */
    ThreadRef thread; /* 0: EVENT_REQUEST */
} Event;

typedef struct EventHeap {
    uint32_t count;
    uint32_t request; /* index of the GIL's timer + 1, or 0 */
    uint64_t seq;     /* of the youngest */
} EventHeap;

/* Room for `threads` threads and the GIL. RAISE: MemoryError. */
MUST_CHECK Status event_reserve(World *w, size_t threads);
/* `thread` NULL: the GIL's. It must have no event yet. */
void event_add(World *w, int64_t time, EventKind kind, Thread *thread);
/* Take back the event of `thread` (NULL: the GIL's), if it has one. */
void event_cancel(World *w, Thread *thread);
/* Take the earliest out. */
Event event_pop(World *w);

#endif
