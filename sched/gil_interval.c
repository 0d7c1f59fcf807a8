/* SPDX-License-Identifier: MIT */
/*
 * When a waiter asks for the GIL: CPython 3.2 and later.
 *
 * There each waiter sleeps for the interval and asks if nobody else switched
 * meanwhile, else it sleeps again. Any switch thus puts off every request, and
 * only who lost the GIL last, or has waited longest, can be the next to ask:
 * so one timer for all of them behaves the same, and a million waiters are
 * cheap.
 */
#include "sched/clock.h"
#include "sched/machine.h"
#include "sched/simulate.h"

static Thread *requester(World *w, Gil *gil)
{
    return thread_at(w, gil->loser ? gil->loser : gil->queue.first);
}

/* How much later than the interval a timer fires: clamp(interval / 16,
 * 8 opcodes, 20 us) at most. */
static int64_t lateness(World *w, Machine *m)
{
    int64_t most = m->interval / 16;
    int64_t floor = 8 * w->op_ns;
    most = most < floor ? floor : most > 20000 ? 20000 : most;
    return machine_jitter(m, most);
}

void gil_arm(World *w, Machine *m)
{
    Gil *gil = &m->gil;
    if (m->policy.kind != POLICY_CPYTHON || !gil->waiters ||
        gil->drop_request || m->events.request) {
        return;
    }
    int64_t from = thread_peek(requester(w, gil))->since;
    if (from < gil->switched) {
        from = gil->switched;
    }
    int64_t time = clock_add(from, m->interval);
    event_add(w, clock_add(time, lateness(w, m)), EVENT_REQUEST, NULL);
}

void gil_request(World *w, int64_t time)
{
    Gil *gil = &machine_of(w)->gil;
    Thread *asks = requester(w, gil);
    gil->drop_request = 1;
    /* It goes back to sleep behind all others who wait. */
    if (gil->queue.last != thread_ref(w, asks)) {
        thread_unqueue(w, &gil->queue, asks);
        thread_enqueue(w, &gil->queue, asks);
    }
    record(w, (Record){.kind = RECORD_REQUEST, .time = time, .thread = asks});
}
