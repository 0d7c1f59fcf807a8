/* SPDX-License-Identifier: MIT */
/*
 * A waiter stands in the queue of what it waits for, which is in the arena;
 * then it drops the GIL and sleeps on its own condition, takes the GIL again
 * and looks. A released lock is handed to nobody: the waiter that was woken
 * tries it when it has the GIL, and may have to wait again. A waiter whose time
 * was up before the wake-up does not count as woken: the next one is.
 */
#include "sched/real_block.h"

#include "sched/clock.h"
#include "sched/real_io.h"
#include "vm/process.h"
#include "vm/signal.h"
#include "vm/types/lock.h"

/* How often somebody who waits for another process looks. */
#define PROCESS_LOOK_NS 1000000

/* Sleep without the GIL until the wake-up, `deadline` or a signal. */
static bool pause_until(World *w, RealThread *me, int64_t deadline, Wake *how)
{
    Real *real = me->real;
    int64_t limit = deadline;
    if (me == real->main) {
        int64_t alarm = real_next_alarm(real);
        limit = alarm < limit ? alarm : limit;
    }
    limit = real_deadline(real, limit);
    thread_enter(w, me->thread, THREAD_BLOCKED, world_now(w));
    real_gil_drop(&real->gil, me->number, false);
    *how = real_thread_wait(me, limit);
    if (!real_gil_take(&real->gil, me->number)) {
        return false;
    }
    real_set_clock(w);
    if (me == real->main) {
        real_take_signals(w);
        real_thread_unpoke(me);
        if (real->left || (*how != WAKE_DONE && me->thread->interrupt)) {
            *how = WAKE_POKED;
        } else if (*how == WAKE_POKED ||
                   (*how == WAKE_TIME && world_now(w) < deadline)) {
            *how = WAKE_NONE; /* no handler has to be called: wait on */
        }
    }
    thread_enter(w, me->thread, THREAD_RUNNING, world_now(w));
    return true;
}

static int64_t deadline_of(World *w, Request *request)
{
    if (request->timeout_ns < 0) {
        return CLOCK_NEVER;
    }
    real_set_clock(w);
    request->deadline = clock_add(world_now(w), request->timeout_ns);
    return request->deadline;
}

/* ---- locks --------------------------------------------------------------- */

static void lock_queue(World *w, Lock *lock, Thread *thread, bool join)
{
    ThreadQueue queue = {lock->first, lock->last};
    world_touch(w, lock, sizeof *lock);
    if (join) {
        thread_enqueue(w, &queue, thread);
    } else {
        thread_unqueue(w, &queue, thread);
    }
    lock->first = queue.first;
    lock->last = queue.last;
}

void real_lock_released(World *w, Value value)
{
    Lock *lock = AS(Lock, value);
    bool woken = false;
    while (lock->first && !woken) {
        Thread *first = thread_at(w, lock->first);
        lock_queue(w, lock, first, false);
        woken = real_thread_wake(real_thread_of(first));
    }
}

static int lock_result(World *w, const RealThread *me, Lock *lock, Wake how,
                       int64_t deadline)
{
    if (how == WAKE_POKED) {
        return LOCK_INTERRUPTED;
    }
    if (how != WAKE_TIME && lock->depth == 0) {
        lock_take(w, lock, me->thread);
        return LOCK_GRANTED;
    }
    return how == WAKE_TIME || world_now(w) >= deadline ? LOCK_TIMED_OUT : -1;
}

static bool wait_for_lock(World *w, RealThread *me)
{
    Thread *thread = me->thread;
    Lock *lock = AS(Lock, thread->request.object);
    int64_t deadline = deadline_of(w, &thread->request);
    int result = -1;
    while (result < 0) {
        Wake how;
        real_thread_prepare(me);
        if (!thread_peek(thread)->queued) {
            lock_queue(w, lock, thread, true);
        }
        if (!pause_until(w, me, deadline, &how)) {
            return false;
        }
        result = lock_result(w, me, lock, how, deadline);
    }
    if (thread_peek(thread)->queued) {
        lock_queue(w, lock, thread, false);
    }
    thread->request.timed_out = (uint8_t)result;
    return true;
}

/* ---- the others ---------------------------------------------------------- */

static bool sleep_for(World *w, RealThread *me)
{
    int64_t deadline = deadline_of(w, &me->thread->request);
    Wake how;
    do {
        real_thread_prepare(me);
        if (!pause_until(w, me, deadline, &how)) {
            return false;
        }
    } while (how == WAKE_NONE);
    me->thread->request.timed_out = how == WAKE_POKED ? WAIT_INTERRUPTED : 0;
    return true;
}

void real_wake(World *w, Value object)
{
    Real *real = real_of(w);
    Thread *next;
    for (Thread *t = thread_at(w, real->waiting.first); t; t = next) {
        next = thread_at(w, thread_peek(t)->next);
        if (t->request.object == object) {
            thread_unqueue(w, &real->waiting, t);
            (void)real_thread_wake(real_thread_of(t));
        }
    }
}

/* Another process cannot wake us; who waits for one looks now and then. */
static int64_t next_look(World *w, const Thread *thread, int64_t deadline)
{
    int64_t look = clock_add(world_now(w), PROCESS_LOOK_NS);
    return thread->request.object == PROCESS_TOKEN && look < deadline
               ? look
               : deadline;
}

static bool wait_for_object(World *w, RealThread *me)
{
    Thread *thread = me->thread;
    int64_t deadline = deadline_of(w, &thread->request);
    Wake how;
    do {
        real_set_clock(w);
        real_thread_prepare(me);
        if (!thread_peek(thread)->queued) {
            thread_enqueue(w, &me->real->waiting, thread);
        }
        if (!pause_until(w, me, next_look(w, thread, deadline), &how)) {
            return false;
        }
    } while (how == WAKE_NONE && thread_peek(thread)->queued);
    if (thread_peek(thread)->queued) {
        thread_unqueue(w, &me->real->waiting, thread);
    }
    bool over = how == WAKE_TIME && world_now(w) >= deadline;
    thread->request.timed_out = how == WAKE_POKED ? WAIT_INTERRUPTED : over;
    return true;
}

static bool make_call(World *w, RealThread *me)
{
    Real *real = me->real;
    int64_t alarm = me == real->main ? real_next_alarm(real) : CLOCK_NEVER;
    real_io_prepare(real, &me->call);
    thread_enter(w, me->thread, THREAD_BLOCKED, world_now(w));
    real_gil_drop(&real->gil, me->number, false);
    real_io_make(me, real_deadline(real, alarm));
    if (!real_gil_take(&real->gil, me->number)) {
        return false;
    }
    real_set_clock(w);
    if (me->call.kind && me->call.result == REAL_IO_CUT) {
        me->call.kind = SYSTEM_NONE; /* its native begins it again */
        real_take_signals(w);
        real_thread_unpoke(me);
        me->thread->request.timed_out = WAIT_INTERRUPTED;
    }
    thread_enter(w, me->thread, THREAD_RUNNING, world_now(w));
    return true;
}

bool real_block(World *w, RealThread *me)
{
    Thread *thread = me->thread;
    world_touch(w, thread, sizeof *thread);
    thread->request.timed_out = 0;
    switch ((RequestKind)thread->request.kind) {
    case REQUEST_LOCK:
        return wait_for_lock(w, me);
    case REQUEST_SLEEP:
        return sleep_for(w, me);
    case REQUEST_IO:
        return make_call(w, me);
    case REQUEST_WAIT:
        return wait_for_object(w, me);
    case REQUEST_YIELD: /* sched_yield keeps the GIL up to 3.9 */
    case REQUEST_NONE:
        break;
    }
    return true;
}

void real_interrupt(World *w, Thread *thread)
{
    (void)w;
    RealThread *it = real_thread_of(thread);
    if (it && thread->state == THREAD_BLOCKED) {
        real_thread_poke(it);
    }
}
