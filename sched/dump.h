/* SPDX-License-Identifier: MIT */
/*
 * A dump of all threads as they stand: what each does or waits for, since when,
 * what it holds, and its stack, the most recent call last. It only looks; the
 * program goes on.
 */
#ifndef GILSCOPE_SCHED_DUMP_H
#define GILSCOPE_SCHED_DUMP_H

#include "sched/deadlock.h"

/* `source` may be NULL. */
void dump_threads(Buffer *out, World *w, SourceLine *source, void *data);

#endif
