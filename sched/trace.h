/* SPDX-License-Identifier: MIT */
/*
 * `--trace`: one line a record.
 *
 *   0.000241350  Thread-1    drops the GIL: asked to      increment.py:9
 */
#ifndef GILSCOPE_SCHED_TRACE_H
#define GILSCOPE_SCHED_TRACE_H

#include "bytecode/buffer.h"
#include "sched/record.h"

/* The line of `record`, with its newline. */
void trace_line(Buffer *out, World *w, const Record *record);

#endif
