/* SPDX-License-Identifier: MIT */
/*
 * System calls for threads of --real (vm/system_call.h). No GIL, no arena.
 */
#ifndef GILSCOPE_SCHED_REAL_IO_H
#define GILSCOPE_SCHED_REAL_IO_H

#include <errno.h>

#include "sched/real.h"

/* The result of a call that a signal, or an alarm, kept from being made. */
#define REAL_IO_CUT (-EINTR)

/* With the GIL: the call gets its place in the order of outputs. */
void real_io_prepare(Real *real, SystemCall *call);
/* Without it: wait until the call of `me` can be made, and make it. `alarm`
 * (by CLOCK_MONOTONIC) cuts the wait short. */
void real_io_make(RealThread *me, int64_t alarm);

#endif
