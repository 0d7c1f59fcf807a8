/* SPDX-License-Identifier: MIT */
/*
 * The OS-thread back end, --real: a pthread for each thread of the program,
 * one real GIL, the wall's clock and the kernel's files and sockets.
 *
 * It takes the place of the simulation under the same Host: simulate_setup,
 * then real_open, world_new, the image, real_begin, real_run, real_close.
 * Nothing here is deterministic, and a world under it is never restored.
 *
 * Invariants: the arena, and all fields of Real without a note, are only
 * touched by the holder of the GIL. Whoever waits keeps what he needs in his
 * RealThread. Times are ns since the program started, as the world's clock is.
 */
#ifndef GILSCOPE_SCHED_REAL_H
#define GILSCOPE_SCHED_REAL_H

#include "sched/alarm.h"
#include "sched/real_gil.h"
#include "sched/real_thread.h"
#include "sched/simulate.h"
#include "sched/stream.h"
#include "sched/thread.h"

/* Who may write to standard output (0) or error (1) next. */
typedef struct RealOutput {
    pthread_mutex_t mutex; /* of `served` */
    pthread_cond_t turn;
    uint64_t given[2];
    uint64_t served[2];
} RealOutput;

typedef struct Real {
    World *world;
    RealGil gil; /* has a lock of its own */
    RealThread *main;
    int64_t started;     /* by CLOCK_MONOTONIC; constant */
    ThreadQueue waiting; /* REQUEST_WAIT, any object */
    Alarm alarms[ALARMS];
    Streams streams;
    double interval_seconds;
    RealOutput output;
    pthread_t watcher;          /* of SIGINT and SIGQUIT; main's business */
    bool left;                  /* os._exit, or a signal ends the process ... */
    int left_status;            /* ... with this */
    atomic_bool interrupted;    /* SIGINT has come; not yet told */
    atomic_bool dump_wanted;    /* SIGQUIT has */
    atomic_bool over;           /* the watcher is to end */
    atomic_uint_fast32_t users; /* threads, and the opener */
} Real;

static inline Real *real_of(const World *w)
{
    return simulate_of(w)->real;
}

/* Put the back end under sim->host. False: no resources. */
MUST_CHECK bool real_open(Simulation *sim);
/* After the image: the world's main thread is the caller. RAISE: no memory. */
MUST_CHECK Status real_begin(World *w);
/* Run the main thread to its end; the other threads never run again. */
Outcome real_run(World *w);
/* The threads that are left keep what they need; the world may go. */
void real_close(Simulation *sim);

/* ---- for real_block.c ---------------------------------------------------- */

/* The world's clock becomes the wall's, unless it is ahead. */
void real_set_clock(World *w);
/* By CLOCK_MONOTONIC: a time of the world's. */
int64_t real_deadline(const Real *real, int64_t time);
/* Tell the program of the signals and alarms that have come. */
void real_take_signals(World *w);
/* When the next alarm is due, in the world's time, or CLOCK_NEVER. */
int64_t real_next_alarm(const Real *real);

#endif
