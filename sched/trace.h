/* SPDX-License-Identifier: MIT */
/*
 * `--trace`: one line a record, and one for each access to shared data.
 *
 *   0.000241350  Thread-1    drops the GIL: asked to               counter.py:9
 *
 * Lines come in the order of time. Events are handled when the holder of the
 * GIL has had its turn, though their time lies within it: so a line waits until
 * the turn it belongs to is over.
 */
#ifndef GILSCOPE_SCHED_TRACE_H
#define GILSCOPE_SCHED_TRACE_H

#include "bytecode/buffer.h"
#include "sched/record.h"
#include "vm/host.h"

typedef struct TraceLine {
    int64_t time;
    char *text; /* malloc'ed, with its newline */
} TraceLine;

typedef struct Trace {
    void (*put)(void *data, const char *line); /* given by the user, as data */
    void *data;
    TraceLine *lines; /* waiting, by time */
    size_t count;
    size_t capacity;
    bool failed; /* memory ran out: lines are missing */
} Trace;

/* For simulate_observe; only `put` and `data` set. */
Observer trace_observer(Trace *trace);
/* For host.access: the running thread reads or writes. */
void trace_access(Trace *trace, World *w, AccessKind kind, Value object,
                  Value key);
/* All lines that still wait; no record follows. */
void trace_end(Trace *trace);

#endif
