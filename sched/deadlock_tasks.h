/* SPDX-License-Identifier: MIT */
/* The asyncio tasks of a program that cannot go on: where each one awaits. */
#ifndef GILSCOPE_SCHED_DEADLOCK_TASKS_H
#define GILSCOPE_SCHED_DEADLOCK_TASKS_H

#include "sched/deadlock.h"

/* A line for each of the first unfinished tasks; nothing without asyncio. */
void deadlock_tasks(Buffer *out, World *w, const DeadlockOptions *options);

#endif
