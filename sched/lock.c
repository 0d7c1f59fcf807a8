/* SPDX-License-Identifier: MIT */
/*
 * The waiters of a lock are linked through their threads; the lock holds both
 * ends. A woken waiter has left the queue and has an event, at the latest at
 * its deadline.
 */
#include "sched/lock.h"

#include "sched/clock.h"
#include "sched/machine.h"
#include "sched/simulate.h"

static Lock *lock_of(Thread *thread)
{
    return AS(Lock, thread->request.object);
}

static void join_queue(World *w, Lock *lock, Thread *thread)
{
    ThreadQueue queue = {lock->first, lock->last};
    world_touch(w, lock, sizeof *lock);
    thread_enqueue(w, &queue, thread);
    lock->first = queue.first;
    lock->last = queue.last;
    ThreadSchedule *s = thread_schedule(w, thread);
    s->woken = 0;
    if (s->deadline != CLOCK_NEVER) {
        event_add(w, s->deadline, EVENT_LOCK, thread);
    }
}

static void leave_queue(World *w, Lock *lock, Thread *thread)
{
    if (!thread_peek(thread)->queued) {
        return;
    }
    ThreadQueue queue = {lock->first, lock->last};
    world_touch(w, lock, sizeof *lock);
    thread_unqueue(w, &queue, thread);
    lock->first = queue.first;
    lock->last = queue.last;
}

void lock_withdraw(World *w, Thread *thread)
{
    Lock *lock = lock_of(thread);
    bool woken = thread_peek(thread)->woken;
    leave_queue(w, lock, thread);
    thread_schedule(w, thread)->woken = 0;
    if (woken && lock->depth == 0) {
        lock_wake_first(w, lock, world_now(w));
    }
}

void lock_wait(World *w, Thread *thread, int64_t time)
{
    Request *request = &thread->request;
    thread_schedule(w, thread)->deadline =
        request->timeout_ns < 0 ? CLOCK_NEVER
                                : clock_add(time, request->timeout_ns);
    join_queue(w, lock_of(thread), thread);
}

int64_t lock_wake_first(World *w, Lock *lock, int64_t time)
{
    Thread *thread = thread_at(w, lock->first);
    if (!thread) {
        return CLOCK_NEVER;
    }
    Machine *m = machine_of(w);
    int64_t arrival = clock_add(time, machine_wake_delay(w, m));
    ThreadSchedule *s = thread_schedule(w, thread);
    leave_queue(w, lock, thread);
    event_cancel(w, thread);
    s->woken = 1;
    if (arrival > s->deadline) {
        arrival = s->deadline;
    }
    event_add(w, arrival, EVENT_LOCK, thread);
    return arrival;
}

/* The wait has come to `result`; the thread wants the GIL again. */
static void settle(World *w, Thread *thread, int result, int64_t time)
{
    thread_schedule(w, thread)->woken = 0;
    thread->request.timed_out = (uint8_t)result;
    record(w, (Record){.kind = RECORD_WAKE,
                       .why = (uint8_t)result,
                       .time = time,
                       .thread = thread,
                       .object = thread->request.object});
    gil_arrive(w, thread, time);
}

void lock_try(World *w, Thread *thread, int64_t time)
{
    Lock *lock = lock_of(thread);
    const ThreadSchedule *s = thread_peek(thread);
    if (s->woken && lock->depth == 0) {
        lock_take(w, lock, thread);
        settle(w, thread, LOCK_GRANTED, time);
    } else if (time >= s->deadline) {
        leave_queue(w, lock, thread);
        settle(w, thread, LOCK_TIMED_OUT, time);
    } else {
        join_queue(w, lock, thread);
    }
}

void lock_interrupt(World *w, Thread *thread, int64_t time)
{
    Lock *lock = lock_of(thread);
    bool woken = thread_peek(thread)->woken;
    leave_queue(w, lock, thread);
    event_cancel(w, thread);
    if (woken && lock->depth == 0) {
        lock_wake_first(w, lock, time);
    }
    settle(w, thread, LOCK_INTERRUPTED, time);
}

void lock_release_sentinel(World *w, Thread *thread)
{
    if (thread->sentinel) {
        Lock *lock = AS(Lock, thread->sentinel);
        STORE(w, thread->sentinel, NO_VALUE);
        if (lock->depth) {
            lock_free(w, lock);
        }
    }
}
