/* SPDX-License-Identifier: MIT */
/* Timers have no events: the main loop asks for the next one at each turn. */
#include "sched/alarm.h"

#include <signal.h>

#include "sched/clock.h"
#include "sched/machine.h"
#include "vm/interp.h"
#include "vm/signal.h"

static const int numbers[ALARMS] = {SIGALRM, SIGVTALRM, SIGPROF};

/* What the clock of a timer shows when the time is `now`. */
static int64_t reading(const Machine *m, int which, int64_t now)
{
    if (which == ALARM_REAL) {
        return now;
    }
    return m->busy + (m->inside ? now - m->turn : 0);
}

int64_t alarm_set(World *w, int which, int64_t ns, int64_t period,
                  int64_t *old_period)
{
    Machine *m = machine_of(w);
    Alarm *alarm = &m->alarms[which];
    int64_t clock = reading(m, which, world_now(w));
    int64_t left = alarm->at ? alarm->at - clock : 0;
    *old_period = alarm->period;
    if (ns >= 0) {
        alarm->at = ns ? clock_add(clock, ns) : 0;
        alarm->period = period;
        world_limit(w, world_now(w) + 1); /* a nearer limit is looked for */
    }
    return left < 0 ? 0 : left;
}

int64_t alarm_next(World *w, int64_t now)
{
    const Machine *m = machine_of(w);
    int64_t next =
        m->alarms[ALARM_REAL].at ? m->alarms[ALARM_REAL].at : CLOCK_NEVER;
    for (int which = ALARM_VIRTUAL; m->gil.holder && which < ALARMS; which++) {
        int64_t at = m->alarms[which].at;
        if (at) {
            int64_t left = at - reading(m, which, now);
            int64_t time = clock_add(now, left > 0 ? left : 0);
            next = time < next ? time : next;
        }
    }
    return next;
}

void alarm_ring(World *w, int64_t now)
{
    Machine *m = machine_of(w);
    for (int which = 0; which < ALARMS; which++) {
        Alarm *alarm = &m->alarms[which];
        int64_t clock = reading(m, which, now);
        if (!alarm->at || alarm->at > clock) {
            continue;
        }
        int64_t missed =
            alarm->period ? (clock - alarm->at) / alarm->period : 0;
        alarm->at = alarm->period
                        ? clock_add(alarm->at, (missed + 1) * alarm->period)
                        : 0;
        signal_send(w, numbers[which], NULL);
    }
}
