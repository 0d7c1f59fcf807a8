/* SPDX-License-Identifier: MIT */
/*
 * Threads that run scripts instead of bytecode, for tests of the scheduler.
 *
 * A script is a text; each character is one opcode of 50 ns:
 *   .        an opcode without a check point behind it
 *   c        an opcode with one
 *   a-b A-B  acquire lock a (b), release it: with a check point behind it
 *   t        acquire lock a with a time limit of 1000 ns
 *   s  z     sleep 1000 ns; sleep(0)
 *   i        input or output
 *   2-9      start the thread of that number
 *   *        begin again
 * The log has one character a thread that ran an opcode, in order.
 */
#ifndef GILSCOPE_TESTS_SCHED_SCRIPT_H
#define GILSCOPE_TESTS_SCHED_SCRIPT_H

#include "sched/simulate.h"
#include "vm/types/lock.h"

#define SCRIPT_THREADS 10
#define SCRIPT_LOG     4096

typedef struct Script {
    Simulation sim;
    World *w;
    Lock *lock[2];
    const char *text[SCRIPT_THREADS];
    size_t at[SCRIPT_THREADS];
    bool waits[SCRIPT_THREADS];
    int answer[SCRIPT_THREADS]; /* request.timed_out of the last wait */
    char log[SCRIPT_LOG];
    size_t logged;
} Script;

/* A world whose main thread runs text[1], thread n text[n]. */
void script_open(Script *s, const SimulationOptions *options,
                 const char *const *texts, size_t count);
void script_close(Script *s);

#endif
