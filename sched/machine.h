/* SPDX-License-Identifier: MIT */
/*
 * The simulated machine: all of the scheduler's state that a restore rewinds.
 *
 * World.host_root is an array of two blocks: the Machine (the GIL, the random
 * streams, the counters) and the events. No pointer is in either, so they need
 * no visit of their own. What belongs to one thread is in the words
 * Thread.host. Everything else of sched/ is outside the arena and only watches.
 */
#ifndef GILSCOPE_SCHED_MACHINE_H
#define GILSCOPE_SCHED_MACHINE_H

#include "sched/alarm.h"
#include "sched/clock.h"
#include "sched/gil.h"
#include "sched/policy.h"
#include "sched/stream.h"

typedef struct Machine Machine;
struct Machine {
    EventHeap events;
    Gil gil;
    Streams streams;
    Policy policy;
    ThreadQueue waiting; /* REQUEST_WAIT, any object */
    Alarm alarms[ALARMS];
    int64_t interval;        /* ns */
    double interval_seconds; /* as it was given */
    int64_t steps;           /* opcodes run */
    int64_t busy;            /* ns that somebody had the GIL, until `turn` */
    int64_t turn;            /* when interp_run was last entered */
    uint64_t forced;         /* GIL losses at check points, all threads */
    uint64_t voluntary;
    uint64_t records;     /* number of the last Record */
    int64_t progress;     /* when something last happened: livelock.h */
    int64_t stuck_since;  /* when the first circle of lock waits closed */
    uint32_t stuck;       /* threads on circles */
    uint32_t walks;       /* of all surveys: deadlock.c */
    uint32_t unseen;      /* steps of waits that were not followed */
    ThreadRef hope;       /* who could go on at the last survey, or 0 */
    int64_t event_time;   /* of the event being handled */
    uint8_t jitter;       /* 0: timers and wake-ups are exact */
    uint8_t interval_set; /* the program has set it */
    uint8_t prompt;       /* the main thread waits at a prompt */
    uint8_t inside;       /* interp_run has not come back */
    uint8_t left;         /* os._exit, or a signal: nobody runs any more */
    int32_t left_status;  /* then: the exit status, or minus the signal */
    uint8_t dumped;       /* the threads were shown at dump_at */
};

enum { ROOT_MACHINE, ROOT_EVENTS, ROOT_ENTRIES };

static inline Block *machine_block(const World *w, int entry)
{
    return AS(Block, AS(Values, w->host_root)->items[entry]);
}

/* To change. */
static inline Machine *machine_of(World *w)
{
    Machine *m = (Machine *)machine_block(w, ROOT_MACHINE)->data;
    world_touch(w, m, sizeof *m);
    return m;
}

/* To look at only. */
static inline const Machine *machine_peek(const World *w)
{
    return (const Machine *)machine_block(w, ROOT_MACHINE)->data;
}

/* The earliest event; NULL when there is none. */
static inline const Event *event_first(const World *w)
{
    return machine_peek(w)->events.count
               ? (const Event *)machine_block(w, ROOT_EVENTS)->data
               : NULL;
}

/* Uniform over 0 .. most, 0 when jitter is off. */
static inline int64_t machine_jitter(Machine *m, int64_t most)
{
    if (!m->jitter || most <= 0) {
        return 0;
    }
    return (int64_t)stream_below(&m->streams, STREAM_JITTER,
                                 (uint64_t)most + 1);
}

/* How late a wake-up is: below 8 opcodes. */
static inline int64_t machine_wake_delay(World *w, Machine *m)
{
    return machine_jitter(m, 8 * w->op_ns);
}

/* Both spellings of the switch interval. */
static inline void machine_set_interval(Machine *m, double seconds)
{
    m->interval_seconds = seconds;
    m->interval = clock_from_seconds(seconds);
}

/* A machine at rest; RAISE: MemoryError. Sets World.host_root. */
MUST_CHECK Status machine_new(World *w);

#endif
