/* SPDX-License-Identifier: MIT */
/*
 * A world with one program in it that reads a fuzzer's input from its standard
 * input, restored to its start before each run: what a sweep does, a few
 * thousand times a minute.
 *
 * Nothing a program does leaves the world: its output is only hashed, there
 * are no files, and its own input is all it can read.
 */
#ifndef GILSCOPE_TESTS_FUZZ_WORLD_H
#define GILSCOPE_TESTS_FUZZ_WORLD_H

#include "sched/simulate.h"

/* How to run it. Zero is a plain run. */
typedef struct FuzzSetting {
    double interval_seconds; /* 0: the default */
    uint64_t seed;
    bool collect;        /* at every 61st instruction */
    uint64_t fail_after; /* this allocation fails; 0: none does */
} FuzzSetting;

/* What a run did, as far as it must be the same every time. */
typedef struct FuzzResult {
    uint64_t output; /* hash of all it wrote */
    OutcomeKind kind;
    int64_t time;
    int64_t steps;
    bool memory_error; /* a MemoryError was printed or raised */
} FuzzResult;

typedef struct FuzzWorld FuzzWorld;

/* A world for `program`, with what `preload` imports in its image; every
 * failure aborts, as all below. */
FuzzWorld *fuzz_world_open(const char *preload, const char *program,
                           int64_t step_limit);
FuzzResult fuzz_world_run(FuzzWorld *f, const uint8_t *input, size_t size,
                          const FuzzSetting *setting);
/* Run it twice, then with many collections (one input in `share`: that is
 * slow), all of which must agree; and once with an allocation that fails. */
void fuzz_world_try(FuzzWorld *f, const uint8_t *input, size_t size,
                    unsigned share);
void fuzz_world_close(FuzzWorld *f);

#endif
