/* SPDX-License-Identifier: MIT */
/*
 * One program's sweep: all runs of all intervals, and what they come to.
 * sweep.c makes it; sweep_table.c and sweep_json.c show it.
 */
#ifndef GILSCOPE_CLI_SWEEP_H
#define GILSCOPE_CLI_SWEEP_H

#include "cli/doctor.h"
#include "cli/label.h"
#include "cli/oracle.h"
#include "cli/workers.h"

typedef enum {
    VERDICT_HOLDS,
    VERDICT_FAILS,
    VERDICT_NONE,     /* there is no oracle */
    VERDICT_UNJUDGED, /* all runs end well, which no serial order does */
    VERDICT_CANNOT_RUN,
    VERDICT_BROKEN, /* gilscope itself broke down */
} Verdict;

typedef struct SweepRow {
    double interval;
    uint32_t correct;
    uint64_t forced; /* of all its runs */
} SweepRow;

typedef struct Sweep {
    const Options *options;
    const char *file;
    Session session;
    Judge judge;
    Oracle oracle; /* unless told */
    bool told;     /* by --expect and the like */
    const double *intervals;
    uint32_t row_count;
    uint32_t runs_per_row;
    SweepRow *rows;
    SweepRun *runs; /* row by row */
    Results results;
    Labels labels;
    Verdict verdict;
    uint32_t failed;      /* runs that are not correct */
    uint32_t livelocks;   /* runs that only repeated themselves */
    NewerSyntax newer;    /* what keeps the program from running, or NULLs */
    uint32_t broken;      /* runs in which gilscope broke down */
    uint32_t rarest;      /* the run to show: of the rarest wrong result */
    uint32_t rarest_runs; /* of its row that gave that result */
    char *lost_file;      /* where updates were overwritten, or NULL */
    int lost_line;
} Sweep;

bool sweep_is_correct(const Sweep *sweep, const SweepRun *run);
uint64_t sweep_seed(const Sweep *sweep, const SweepRun *run);
/* 0, 1, 4 or 77, --must-fail taken into account. */
int sweep_status(const Sweep *sweep);
void sweep_table(Buffer *out, const Sweep *sweep);
/* False: no memory. */
bool sweep_json(Buffer *out, const Sweep *sweep)
    __attribute__((warn_unused_result));

#endif
