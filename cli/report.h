/* SPDX-License-Identifier: MIT */
/* What one run leaves on stderr beside the program's own output: statistics,
 * overwritten updates, deadlocks, and how to see the same again. */
#ifndef GILSCOPE_CLI_REPORT_H
#define GILSCOPE_CLI_REPORT_H

#include "cli/session.h"
#include "sched/lock_stats.h"
#include "sched/lost.h"
#include "sched/stats.h"

/* The tables of --stats, of threads and of locks, and the overwritten updates
 * behind them. */
void report_stats(Buffer *out, Session *session, const Stats *stats,
                  LockStats *locks, const Lost *lost);
/* The deadlock report with the command that gives it again. */
void report_deadlock(Buffer *out, Session *session);
/* Of a run that failed: the module it asked for and did not get, or the syntax
 * that is newer than 3.8, if any. */
void report_missing(Buffer *out, const Session *session);
/* The line that says where to see what else the program needs. */
void report_doctor(Buffer *out, const Session *session);
/* "gilscope [command ]--interval 500ns --seed 1 FILE ARGS" */
void report_command(Buffer *out, const Options *options, const char *command,
                    const char *file, double interval, uint64_t seed);

#endif
