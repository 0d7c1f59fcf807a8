/* SPDX-License-Identifier: MIT */
/*
 * Each wait drops the GIL and ends with an event; then the thread queues for
 * the GIL again. CPython does the same around every blocking call.
 */
#include "sched/block.h"

#include "sched/clock.h"
#include "sched/lock.h"
#include "sched/machine.h"
#include "sched/simulate.h"
#include "vm/signal.h"

static void leave_gil(World *w, Thread *thread, DropReason why, int64_t time)
{
    const Request *request = &thread->request;
    record(w, (Record){.kind = RECORD_BLOCK,
                       .why = request->kind,
                       .time = time,
                       .thread = thread,
                       .object = request->object,
                       .amount = request->timeout_ns});
    gil_leave(w, why, THREAD_BLOCKED, time);
}

static void end_at(World *w, Thread *thread, EventKind kind, int64_t time)
{
    int64_t delay = machine_wake_delay(w, machine_of(w));
    event_add(w, clock_add(time, delay), kind, thread);
}

static void begin_sleep(World *w, Thread *thread, int64_t time)
{
    const Simulation *sim = simulate_of(w);
    int64_t ns = thread->request.timeout_ns;
    if (ns <= 0) {
        gil_pause(w, era_sleep_zero_waits(sim->options.era), time);
        return;
    }
    end_at(w, thread, EVENT_DONE, clock_add(time, ns));
    leave_gil(w, thread, DROP_SLEEP, time);
}

static void begin_io(World *w, Thread *thread, int64_t time)
{
    const Simulation *sim = simulate_of(w);
    int64_t ns = io_duration(&sim->options.io, &thread->request, w->op_ns);
    end_at(w, thread, EVENT_DONE, clock_add(time, ns));
    leave_gil(w, thread, DROP_IO, time);
}

static void begin_wait(World *w, Thread *thread, int64_t time)
{
    Machine *m = machine_of(w);
    thread_enqueue(w, &m->waiting, thread);
    if (thread->request.timeout_ns >= 0) {
        event_add(w, clock_add(time, thread->request.timeout_ns), EVENT_TIMEOUT,
                  thread);
    }
    leave_gil(w, thread, DROP_WAIT, time);
}

void block_begin(World *w, Thread *thread, int64_t time)
{
    world_touch(w, thread, sizeof *thread);
    Request *request = &thread->request;
    request->timed_out = 0;
    if (request->timeout_ns >= 0) {
        request->deadline = clock_add(time, request->timeout_ns);
    }
    switch ((RequestKind)thread->request.kind) {
    case REQUEST_LOCK:
        lock_wait(w, thread, time);
        leave_gil(w, thread, DROP_LOCK, time);
        break;
    case REQUEST_SLEEP:
        begin_sleep(w, thread, time);
        break;
    case REQUEST_IO:
        begin_io(w, thread, time);
        break;
    case REQUEST_WAIT:
        begin_wait(w, thread, time);
        break;
    case REQUEST_YIELD: /* sched_yield keeps the GIL up to 3.9 */
    case REQUEST_NONE:
        break;
    }
}

void block_end(World *w, Thread *thread, int how, int64_t time)
{
    if (thread_peek(thread)->queued) {
        thread_unqueue(w, &machine_of(w)->waiting, thread);
    }
    world_touch(w, thread, sizeof *thread);
    thread->request.timed_out = (uint8_t)how;
    record(w, (Record){.kind = RECORD_WAKE,
                       .why = (uint8_t)how,
                       .time = time,
                       .thread = thread,
                       .object = thread->request.object});
    gil_arrive(w, thread, time);
}

int64_t block_wake(World *w, Value object, int64_t time)
{
    Machine *m = machine_of(w);
    int64_t first = CLOCK_NEVER;
    Thread *next;
    for (Thread *t = thread_at(w, m->waiting.first); t; t = next) {
        next = thread_at(w, thread_peek(t)->next);
        if (t->request.object == object) {
            event_cancel(w, t);
            thread_unqueue(w, &m->waiting, t);
            int64_t at = clock_add(time, machine_wake_delay(w, m));
            event_add(w, at, EVENT_DONE, t);
            first = at < first ? at : first;
        }
    }
    return first;
}

void block_interrupt(World *w, Thread *thread, int64_t time)
{
    if (thread->state != THREAD_BLOCKED || thread->request.kind == REQUEST_IO) {
        return; /* IO: it is taken at the check point that follows */
    }
    if (thread->request.kind == REQUEST_LOCK) {
        lock_interrupt(w, thread, time);
        return;
    }
    event_cancel(w, thread);
    block_end(w, thread, WAIT_INTERRUPTED, time);
}

void block_forget(World *w, Thread *thread)
{
    Machine *m = machine_of(w);
    event_cancel(w, thread);
    if (thread->state == THREAD_RUNNING) {
        gil_leave(w, DROP_END, THREAD_FINISHED, world_now(w));
    } else if (thread->state == THREAD_READY) {
        gil_withdraw(w, thread);
    } else if (thread->state == THREAD_BLOCKED &&
               thread->request.kind == REQUEST_LOCK) {
        lock_withdraw(w, thread);
    } else if (thread_peek(thread)->queued) {
        thread_unqueue(w, &m->waiting, thread);
    }
    if (thread->state != THREAD_FINISHED) {
        thread_enter(w, thread, THREAD_FINISHED, world_now(w));
    }
}
