/* SPDX-License-Identifier: MIT */
/*
 * The kernel's clocks for --real, in ns, and waiting by the monotonic one.
 */
#ifndef GILSCOPE_SCHED_REAL_CLOCK_H
#define GILSCOPE_SCHED_REAL_CLOCK_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* ns of CLOCK_MONOTONIC, CLOCK_REALTIME ... */
int64_t real_clock(clockid_t clock);
/* A condition whose waits are timed by CLOCK_MONOTONIC. False: no resources. */
bool real_clock_condition(pthread_cond_t *condition)
    __attribute__((warn_unused_result));
/* Until signalled, woken for no reason, or `deadline` (CLOCK_NEVER: no limit).
 * False: it was the deadline. `mutex` is held. */
bool real_clock_wait(pthread_cond_t *condition, pthread_mutex_t *mutex,
                     int64_t deadline);

#endif
