/* SPDX-License-Identifier: MIT */
/* The only file of the back end that knows struct timespec. */
#include "sched/real_clock.h"

#include <errno.h>

#include "sched/clock.h"

#define SECOND 1000000000

int64_t real_clock(clockid_t clock)
{
    struct timespec now;
    if (clock_gettime(clock, &now) != 0) {
        return 0;
    }
    return (int64_t)now.tv_sec * SECOND + now.tv_nsec;
}

bool real_clock_condition(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;
    if (pthread_condattr_init(&attributes) != 0) {
        return false;
    }
    bool made = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC) == 0 &&
                pthread_cond_init(condition, &attributes) == 0;
    pthread_condattr_destroy(&attributes);
    return made;
}

bool real_clock_wait(pthread_cond_t *condition, pthread_mutex_t *mutex,
                     int64_t deadline)
{
    if (deadline == CLOCK_NEVER) {
        pthread_cond_wait(condition, mutex);
        return true;
    }
    struct timespec end = {.tv_sec = (time_t)(deadline / SECOND),
                           .tv_nsec = (long)(deadline % SECOND)};
    return pthread_cond_timedwait(condition, mutex, &end) != ETIMEDOUT;
}
