/* SPDX-License-Identifier: MIT */
/*
 * Taking and dropping. Under the ideal machine a dropped GIL is taken in the
 * same instant by the waiter that the policy names, so CPython's forced
 * switching (the dropper waits until another has it) costs no time here; it
 * shows in the dropper queueing up behind the new holder.
 */
#include "sched/gil.h"

#include "sched/machine.h"
#include "sched/serial.h"
#include "sched/simulate.h"

/* `thread` gets the free GIL; it is not in the queue. */
static void take(World *w, Machine *m, Thread *thread, int64_t time)
{
    Gil *gil = &m->gil;
    int64_t waited =
        thread->state == THREAD_READY ? thread_in_state(thread, time) : 0;
    if (gil->last_serial != thread->serial) {
        gil->last_serial = thread->serial;
        gil->switched = time;
        gil->switch_number++;
        if (m->events.request) {
            event_cancel(w, NULL);
        }
    }
    gil->holder = thread_ref(w, thread);
    gil->taken = time;
    gil->drop_request = 0;
    thread_enter(w, thread, THREAD_RUNNING, time);
    record(w, (Record){.kind = RECORD_TAKE,
                       .time = time,
                       .thread = thread,
                       .amount = waited});
    gil_arm(w, m);
}

static void join_queue(World *w, Gil *gil, Thread *thread, int64_t time)
{
    thread_enter(w, thread, THREAD_READY, time);
    thread_enqueue(w, &gil->queue, thread);
    gil->waiters++;
}

static void withdraw(World *w, Machine *m, Thread *waiter)
{
    Gil *gil = &m->gil;
    thread_unqueue(w, &gil->queue, waiter);
    if (gil->loser == thread_ref(w, waiter)) {
        gil->loser = 0;
    }
    if (--gil->waiters == 0) {
        event_cancel(w, NULL);
        gil->drop_request = 0;
    }
}

void gil_withdraw(World *w, Thread *waiter)
{
    withdraw(w, machine_of(w), waiter);
}

static void take_from_queue(World *w, Machine *m, Thread *thread, int64_t time)
{
    withdraw(w, m, thread);
    take(w, m, thread, time);
}

/* Under POLICY_SERIAL a free GIL goes only to the thread it is kept for; the
 * others are chosen among by gil_choose, once all have come who can. */
static bool may_take(World *w, Machine *m, const Thread *thread)
{
    if (m->gil.holder) {
        return false;
    }
    if (m->policy.kind != POLICY_SERIAL) {
        return true;
    }
    bool kept = m->gil.reserved == thread_ref(w, thread);
    if (kept) {
        m->gil.reserved = 0;
    }
    return kept;
}

void gil_choose(World *w, int64_t time)
{
    Machine *m = machine_of(w);
    Thread *next = m->gil.reserved ? NULL : serial_choose(w, NULL);
    if (next) {
        take_from_queue(w, m, next, time);
    }
}

void gil_arrive(World *w, Thread *thread, int64_t time)
{
    Machine *m = machine_of(w);
    if (may_take(w, m, thread)) {
        take(w, m, thread, time);
        return;
    }
    join_queue(w, &m->gil, thread, time);
    record(w, (Record){.kind = RECORD_READY, .time = time, .thread = thread});
    gil_arm(w, m);
}

/* The books of a drop; the GIL is then free. */
static Thread *drop(World *w, Machine *m, DropReason why, int64_t time)
{
    Thread *holder = thread_at(w, m->gil.holder);
    ThreadSchedule *s = thread_schedule(w, holder);
    if (why == DROP_FORCED) {
        s->forced++;
        m->forced++;
    } else {
        s->voluntary++;
        m->voluntary++;
    }
    m->gil.holder = 0;
    record(w, (Record){.kind = RECORD_DROP,
                       .why = (uint8_t)why,
                       .time = time,
                       .thread = holder});
    return holder;
}

void gil_leave(World *w, DropReason why, ThreadState state, int64_t time)
{
    Machine *m = machine_of(w);
    Thread *holder = drop(w, m, why, time);
    thread_enter(w, holder, state, time);
    if (m->policy.kind == POLICY_SERIAL) {
        if (why == DROP_SLEEP || why == DROP_IO) {
            m->gil.reserved = thread_ref(w, holder);
            serial_sleeps(w, holder);
        }
        return;
    }
    Thread *next = policy_choose(w, NULL);
    if (next) {
        take_from_queue(w, m, next, time);
    }
}

/* The holder queues up and `next`, a waiter, has the GIL. */
static void hand_to(World *w, Machine *m, Thread *next, DropReason why,
                    int64_t time)
{
    Thread *holder = drop(w, m, why, time);
    join_queue(w, &m->gil, holder, time);
    if (why == DROP_FORCED) {
        m->gil.loser = thread_ref(w, holder);
    }
    take_from_queue(w, m, next, time);
}

void gil_check_point(World *w, int64_t time)
{
    Machine *m = machine_of(w);
    Thread *holder = thread_at(w, m->gil.holder);
    if (m->policy.kind == POLICY_SERIAL && !serial_has_arrived(w, holder)) {
        return;
    }
    bool must = m->policy.kind == POLICY_CPYTHON && m->gil.drop_request;
    if (m->policy.kind == POLICY_ROUND_ROBIN &&
        time - m->gil.taken < m->policy.opcodes * w->op_ns) {
        return;
    }
    Thread *next = policy_choose(w, must ? NULL : holder);
    if (next && next != holder) {
        hand_to(w, m, next, DROP_FORCED, time);
    }
}

void gil_pause(World *w, bool behind, int64_t time)
{
    Machine *m = machine_of(w);
    Thread *holder = thread_at(w, m->gil.holder);
    if (m->policy.kind == POLICY_SERIAL) {
        serial_sleeps(w, holder);
        return;
    }
    bool hand =
        behind || m->gil.drop_request || m->policy.kind == POLICY_RANDOM;
    Thread *next = policy_choose(
        w, hand && m->policy.kind != POLICY_RANDOM ? NULL : holder);
    if (hand && next && next != holder) {
        hand_to(w, m, next, DROP_SLEEP, time);
    }
}
