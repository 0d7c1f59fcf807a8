/* SPDX-License-Identifier: MIT */
/*
 * The GIL: its holder, its queue of waiters, and how it changes hands.
 *
 * Invariants: `holder` is the one THREAD_RUNNING thread; every THREAD_READY
 * thread is in `queue`, in the order of arrival; nobody waits while the GIL is
 * free; while a drop request stands no request timer is armed.
 *
 * gil.c is the lock itself, common to all eras; gil_interval.c says when a
 * waiter asks for it (CPython from 3.2 on).
 */
#ifndef GILSCOPE_SCHED_GIL_H
#define GILSCOPE_SCHED_GIL_H

#include "sched/thread.h"

typedef struct Gil {
    ThreadRef holder;
    ThreadRef loser;      /* who lost it last at a check point, if he waits */
    uint32_t last_serial; /* number of who took it last */
    ThreadQueue queue;
    uint32_t waiters;   /* in the queue */
    ThreadRef reserved; /* serial runs: who sleeps and will go on */
    uint8_t drop_request;
    int64_t taken;          /* when the holder took it */
    int64_t switched;       /* when it last went to another thread */
    uint64_t switch_number; /* how often it did */
} Gil;

struct Machine;

/* Why a thread gave it up. */
typedef enum {
    DROP_FORCED, /* asked to, at a check point */
    DROP_LOCK,   /* to wait for a lock */
    DROP_SLEEP,
    DROP_IO,
    DROP_WAIT, /* for anything else */
    DROP_END,  /* the thread has ended */
} DropReason;

/* A thread that can go on wants the GIL: it takes it or waits. */
void gil_arrive(World *w, Thread *thread, int64_t time);
/* The holder leaves it; the next waiter, if any, takes it at once. The holder
 * enters `state`. */
void gil_leave(World *w, DropReason why, ThreadState state, int64_t time);
/* The holder is at a check point, and goes on unless it must drop it. */
void gil_check_point(World *w, int64_t time);
/* The holder drops the GIL and wants it back at once, as around a system call
 * that returns immediately; `behind`: only after those who wait. */
void gil_pause(World *w, bool behind, int64_t time);
/* Serial runs: the GIL is free, and whoever comes next is chosen now. */
void gil_choose(World *w, int64_t time);
/* A waiter will never run again: it leaves the queue. */
void gil_withdraw(World *w, Thread *waiter);

/* -- gil_interval.c -- */
/* Arm the request timer if there is somebody to ask and none is armed. */
void gil_arm(World *w, struct Machine *m);
/* The timer is over: the requester asks. */
void gil_request(World *w, int64_t time);

#endif
