/* SPDX-License-Identifier: MIT */
/*
 * Five streams of random numbers (splitmix64), kept in the arena.
 *
 * Invariant: drawing from one never changes what another gives, so that
 * `--seed` moves the schedule alone and `--data-seed` the program's own random
 * numbers alone.
 */
#ifndef GILSCOPE_SCHED_STREAM_H
#define GILSCOPE_SCHED_STREAM_H

#include <stdint.h>

typedef enum {
    STREAM_JITTER, /* how late timers and wake-ups are */
    STREAM_POLICY, /* what a random policy picks */
    STREAM_CHOOSE, /* which of several waiters gets the GIL */
    STREAM_IO,     /* latencies */
    STREAM_PROGRAM /* numbers the program asks for, by --data-seed */
} StreamId;

#define STREAM_COUNT 5

typedef struct Streams {
    uint64_t state[STREAM_COUNT];
} Streams;

/* All but STREAM_PROGRAM from `seed`, that one from `data_seed`. */
void stream_seed(Streams *streams, uint64_t seed, uint64_t data_seed);
uint64_t stream_next(Streams *streams, StreamId id);
/* Uniform over 0 .. bound - 1; bound >= 1. */
uint64_t stream_below(Streams *streams, StreamId id, uint64_t bound);

#endif
