/* SPDX-License-Identifier: MIT */
/*
 * The three timers of setitimer, in virtual time.
 *
 * Invariant: Alarm.at is 0 while it is off. The first timer's `at` is a time
 * of the clock; those of the others count what threads have computed, so they
 * stand still while nobody has the GIL.
 */
#ifndef GILSCOPE_SCHED_ALARM_H
#define GILSCOPE_SCHED_ALARM_H

#include "vm/frame.h"

enum { ALARM_REAL, ALARM_VIRTUAL, ALARM_PROFILE, ALARMS };

typedef struct Alarm {
    int64_t at;
    int64_t period; /* 0: it goes off once */
} Alarm;

/* Host.set_timer. */
int64_t alarm_set(World *w, int which, int64_t ns, int64_t period,
                  int64_t *old_period);
/* When the next one goes off if the holder of the GIL runs on, or, without a
 * holder, if nobody does: CLOCK_NEVER when none will. */
int64_t alarm_next(World *w, int64_t now);
/* Send the signals of those whose time has come. */
void alarm_ring(World *w, int64_t now);

#endif
