/* SPDX-License-Identifier: MIT */
/*
 * splitmix64: one word of state, and any word is a good seed. Streams are set
 * apart by mixing their number into the seed.
 */
#include "sched/stream.h"

#define GOLDEN UINT64_C(0x9e3779b97f4a7c15)

static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

void stream_seed(Streams *streams, uint64_t seed, uint64_t data_seed)
{
    for (unsigned i = 0; i < STREAM_COUNT; i++) {
        uint64_t from = i == STREAM_PROGRAM ? data_seed : seed;
        streams->state[i] = mix(mix(from + GOLDEN) + (i + 1) * GOLDEN);
    }
}

uint64_t stream_next(Streams *streams, StreamId id)
{
    streams->state[id] += GOLDEN;
    return mix(streams->state[id]);
}

/* Draws that would favour small results are thrown away. */
uint64_t stream_below(Streams *streams, StreamId id, uint64_t bound)
{
    uint64_t unfair = -bound % bound;
    uint64_t drawn;
    do {
        drawn = stream_next(streams, id);
    } while (drawn < unfair);
    return drawn % bound;
}
