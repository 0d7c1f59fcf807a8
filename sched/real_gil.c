/* SPDX-License-Identifier: MIT */
/*
 * Taking and dropping. A waiter sleeps for the interval; if nobody else took
 * the GIL meanwhile it asks the holder to drop it. Whoever drops it on request
 * waits until another thread has it (forced switching), or the kernel would
 * mostly give it straight back: it is awake and the others are not.
 */
#include "sched/real_gil.h"

#include "sched/clock.h"
#include "sched/real_clock.h"

/* CPython waits for whole microseconds. */
#define LEAST_INTERVAL 1000

bool real_gil_start(RealGil *gil, int64_t interval_ns)
{
    gil->interval_ns = interval_ns;
    if (pthread_mutex_init(&gil->mutex, NULL) != 0) {
        return false;
    }
    if (!real_clock_condition(&gil->free)) {
        pthread_mutex_destroy(&gil->mutex);
        return false;
    }
    if (!real_clock_condition(&gil->switched)) {
        pthread_cond_destroy(&gil->free);
        pthread_mutex_destroy(&gil->mutex);
        return false;
    }
    return true;
}

void real_gil_end(RealGil *gil)
{
    pthread_cond_destroy(&gil->switched);
    pthread_cond_destroy(&gil->free);
    pthread_mutex_destroy(&gil->mutex);
}

/* Sleep for one interval; the GIL is locked. */
static void wait_and_ask(RealGil *gil)
{
    uint64_t seen = gil->switch_number;
    int64_t interval =
        gil->interval_ns < LEAST_INTERVAL ? LEAST_INTERVAL : gil->interval_ns;
    int64_t deadline = clock_add(real_clock(CLOCK_MONOTONIC), interval);
    bool signalled = real_clock_wait(&gil->free, &gil->mutex, deadline);
    if (!signalled && gil->locked && gil->switch_number == seen) {
        atomic_store_explicit(&gil->drop_request, true, memory_order_relaxed);
    }
}

static void got(RealGil *gil, uint64_t thread)
{
    gil->locked = true;
    if (gil->last_holder != thread) {
        gil->last_holder = thread;
        gil->switch_number++;
    }
    atomic_store_explicit(&gil->drop_request, false, memory_order_relaxed);
    pthread_cond_broadcast(&gil->switched);
}

bool real_gil_take(RealGil *gil, uint64_t thread)
{
    pthread_mutex_lock(&gil->mutex);
    while (gil->locked && !gil->closing) {
        wait_and_ask(gil);
    }
    bool open = !gil->closing;
    if (open) {
        got(gil, thread);
    }
    pthread_mutex_unlock(&gil->mutex);
    return open;
}

void real_gil_drop(RealGil *gil, uint64_t thread, bool ends)
{
    pthread_mutex_lock(&gil->mutex);
    bool asked = atomic_exchange_explicit(&gil->drop_request, false,
                                          memory_order_relaxed);
    gil->locked = false;
    pthread_cond_signal(&gil->free);
    if (asked && !ends) {
        gil->forced++;
        while (gil->last_holder == thread && !gil->closing) {
            pthread_cond_wait(&gil->switched, &gil->mutex);
        }
    }
    pthread_mutex_unlock(&gil->mutex);
}

void real_gil_close(RealGil *gil)
{
    pthread_mutex_lock(&gil->mutex);
    gil->closing = true;
    pthread_cond_broadcast(&gil->free);
    pthread_cond_broadcast(&gil->switched);
    pthread_mutex_unlock(&gil->mutex);
}

void real_gil_set_interval(RealGil *gil, int64_t ns)
{
    pthread_mutex_lock(&gil->mutex);
    gil->interval_ns = ns;
    pthread_mutex_unlock(&gil->mutex);
}
