/* SPDX-License-Identifier: MIT */
/*
 * Many runs of one program, by forked processes: worker k of n does the tasks
 * whose number leaves k when divided by n, and writes each one's SweepRun and
 * key into a pipe. What the parent gets does not depend on n. A worker that
 * breaks down costs the run that it was in; another takes its place.
 */
#ifndef GILSCOPE_CLI_WORKERS_H
#define GILSCOPE_CLI_WORKERS_H

#include "cli/judge.h"

typedef struct SweepRun {
    uint32_t task;
    uint32_t key_size;
    int32_t status;
    uint8_t kind; /* OutcomeKind */
    bool crashed;
    bool expected;
    bool cannot;       /* a module or feature is missing */
    bool broken;       /* gilscope itself broke down: no result */
    bool livelock;     /* it only repeated itself for a long time */
    bool interval_set; /* the program called sys.setswitchinterval */
    uint8_t done;      /* the run has taken place */
    uint64_t forced;   /* switches at check points */
    char missing[80];
    size_t result; /* the parent's: number of its key */
} SweepRun;

/* The parent is given each run, in any order. False: stop. */
typedef bool TakeRun(void *data, const SweepRun *run, const char *key);

typedef struct Work {
    Session *session;
    const Judge *judge;
    const double *intervals;
    uint32_t runs; /* of each interval */
    uint32_t tasks;
    uint32_t jobs;
    TakeRun *take;
    void *data;
} Work;

enum { WORK_DONE, WORK_FAILED, WORK_IS_CHILD };

/* WORK_IS_CHILD: this is a forked process whose work is done; it must leave.
 * WORK_FAILED: interrupted, or no process could be started: printed. */
int workers_run(Work *work) __attribute__((warn_unused_result));
/* One task, here. The key is to be freed. */
SweepRun workers_do(const Work *work, uint32_t task, Buffer *key);

#endif
