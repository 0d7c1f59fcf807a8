/* SPDX-License-Identifier: MIT */
/*
 * The lost-update finder: listens to shared reads and writes.
 *
 * A thread that reads a place, and writes it after another thread has, throws
 * the other's update away. Each place (a global, an attribute ...) carries the
 * number of updates its present value is made of; a write that goes back from
 * n to m + 1 has lost n - m. Summed up, that is exactly what is missing from a
 * counter.
 */
#ifndef GILSCOPE_SCHED_LOST_H
#define GILSCOPE_SCHED_LOST_H

#include "bytecode/buffer.h"
#include "sched/deadlock.h"
#include "vm/host.h"

typedef struct Lost Lost;

/* NULL: no memory. */
Lost *lost_new(void);
void lost_free(Lost *lost);
/* For host.access: one access by the running thread. */
void lost_see(Lost *lost, World *w, AccessKind kind, Value object, Value key);
/* Before the world is restored or goes away: nothing of it is kept. */
void lost_forget(Lost *lost);
uint64_t lost_total(const Lost *lost);
/* The i-th place of a loss, in the order of finding; false: there are fewer.
 * `file` belongs to `lost`. */
bool lost_place(const Lost *lost, size_t i, const char **file, int *line);
/* "745 updates were overwritten, all at one place:" and the places; nothing
 * when there are none. */
void lost_render(Buffer *out, const Lost *lost, SourceLine *source, void *data);

#endif
