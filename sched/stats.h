/* SPDX-License-Identifier: MIT */
/*
 * `--stats`: where each thread's time went, and how often it lost the GIL.
 *
 * The books are kept in the arena with each thread. This observer copies them
 * when a thread ends; its log is cut back with the world.
 */
#ifndef GILSCOPE_SCHED_STATS_H
#define GILSCOPE_SCHED_STATS_H

#include "bytecode/buffer.h"
#include "sched/record.h"

typedef struct StatsRow {
    uint64_t number; /* of the record that ended the thread */
    char name[48];
    int64_t alive;
    int64_t held;
    int64_t waited;
    int64_t longest;
    uint64_t forced;
    uint64_t voluntary;
    uint32_t serial;
} StatsRow;

typedef struct Stats {
    StatsRow *rows; /* in the order of ending */
    size_t count;
    size_t capacity;
    bool failed; /* memory ran out: rows are missing */
} Stats;

/* For simulate_observe; `stats` zeroed. */
Observer stats_observer(Stats *stats);
/* The table: one line a thread, in the order of starting, those alive now
 * included; at most `most` lines, the last one for all the others. */
void stats_render(Buffer *out, World *w, const Stats *stats, size_t most);
/* "GIL of CPython 3.8, interval 500 ns, ideal machine, seed 1" */
void stats_conditions(Buffer *out, World *w);
void stats_free(Stats *stats);

#endif
