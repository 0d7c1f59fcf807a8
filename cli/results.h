/* SPDX-License-Identifier: MIT */
/*
 * The distinct results of many runs: keys (judge.h), each once.
 *
 * Invariant: numbers of results are given in the order of first appearance, so
 * whoever adds the runs in their order gets the same numbers every time.
 */
#ifndef GILSCOPE_CLI_RESULTS_H
#define GILSCOPE_CLI_RESULTS_H

#include "bytecode/buffer.h"

#include <stdint.h>

typedef struct Result {
    char *key; /* malloc'ed, a NUL behind it */
    size_t size;
    uint64_t hash;
    uint64_t count;
    bool reference; /* a serial run gives it */
} Result;

typedef struct Results {
    Result *items;
    size_t count;
    size_t capacity;
} Results;

#define RESULT_NONE SIZE_MAX

/* Its number; RESULT_NONE: no memory. */
size_t results_add(Results *results, const char *key, size_t size);
/* RESULT_NONE: there is none such. */
size_t results_find(const Results *results, const char *key, size_t size);
void results_free(Results *results);

#endif
