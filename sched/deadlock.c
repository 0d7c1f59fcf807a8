/* SPDX-License-Identifier: MIT */
/*
 * The wait-for graph. Each thread waits for at most one other, so a circle is
 * found by following the waits; a survey looks at each thread once. A wait that
 * ends a long chain is not followed to its end each time: Machine.unseen says
 * that a survey is owed, which is made after some more such waits, or pauses in
 * which nobody can run.
 */
#include "sched/deadlock.h"

#include "sched/clock.h"
#include "sched/machine.h"
#include "vm/types/lock.h"
#include "vm/types/str.h"

bool deadlock_is_signal(const Thread *thread)
{
    const Frame *frame = thread_innermost(thread);
    const CodeObject *code = frame ? frame->code : NULL;
    return code && code->in_library &&
           (str_is(code->name, "wait") || str_is(code->name, "start"));
}

Thread *deadlock_waits_for(World *w, const Thread *thread)
{
    (void)w;
    if (thread->state != THREAD_BLOCKED ||
        thread->request.kind != REQUEST_LOCK ||
        thread->request.timeout_ns >= 0) {
        return NULL;
    }
    const Lock *lock = AS(Lock, thread->request.object);
    if (lock->depth == 0) {
        return NULL; /* free: its waiter is on its way */
    }
    if (lock->stands_for) {
        return AS(Thread, lock->stands_for);
    }
    if (!lock->owner || deadlock_is_signal(thread)) {
        return NULL;
    }
    return AS(Thread, lock->owner);
}

/* ---- all threads at once ------------------------------------------------- */

/* Follow the waits from here, marking each thread with `walk`, until one is met
 * that this survey (the walks above `base`) has marked; *steps: how many. */
static Thread *follow(World *w, Thread *thread, uint32_t base, uint32_t walk,
                      uint32_t *steps)
{
    while (thread && thread_peek(thread)->walk <= base) {
        thread_schedule(w, thread)->walk = walk;
        ++*steps;
        Thread *next = deadlock_waits_for(w, thread);
        thread = next == thread ? NULL : next;
    }
    return thread;
}

static void mark_circle(World *w, Thread *met)
{
    Thread *t = met;
    do {
        thread_schedule(w, t)->circle = 1;
        t = deadlock_waits_for(w, t);
    } while (t != met);
}

/* A wait that leads to a circle, or round it, never comes to an end. An owner
 * that has ended never gives its lock back by itself, but others may: no
 * circle. */
static void survey_from(World *w, Thread *thread, uint32_t base, uint32_t walk)
{
    uint32_t steps = 0;
    Thread *met = follow(w, thread, base, walk, &steps);
    bool closed = met && thread_peek(met)->walk == walk;
    bool hopeless = closed || (met && thread_peek(met)->hopeless);
    for (Thread *t = thread; steps--; t = deadlock_waits_for(w, t)) {
        ThreadSchedule *s = thread_schedule(w, t);
        s->circle = 0;
        s->hopeless = hopeless;
    }
    if (closed) {
        mark_circle(w, met);
    }
}

void deadlock_survey(World *w)
{
    Machine *m = machine_of(w);
    if (m->walks > UINT32_MAX / 2) { /* start again before it overflows */
        m->walks = 0;
        for (Thread *t = w->threads; t; t = t->next) {
            thread_schedule(w, t)->walk = 0;
        }
    }
    uint32_t base = m->walks;
    for (Thread *t = w->threads; t; t = t->next) {
        if (thread_peek(t)->walk <= base) {
            survey_from(w, t, base, ++m->walks);
        }
    }
    m->unseen = 0;
}

bool deadlock_is_on_circle(World *w, const Thread *thread, bool total)
{
    return thread_peek(thread)->circle ||
           (total && deadlock_waits_for(w, thread) == thread);
}

Thread *deadlock_first(World *w, bool total)
{
    Thread *t = w->threads;
    while (t && !deadlock_is_on_circle(w, t, total)) {
        t = t->next;
    }
    return t;
}

/* ---- as it happens ------------------------------------------------------- */

/* Looking further than this at each wait would cost a program with many
 * threads the square of their number. */
#define STEPS_AT_ONCE 64
/* ns for which nobody runs: time to look at everybody. */
#define LONG_PAUSE 1000000

typedef enum { CHAIN_ENDS, CHAIN_CLOSES, CHAIN_LONG } Chain;

/* Where the first few waits from here lead: back to here, or to an end. */
static Chain chain_from(World *w, const Thread *thread)
{
    const Thread *t = deadlock_waits_for(w, thread);
    if (t == thread) {
        return CHAIN_ENDS;
    }
    for (int step = 0; step < STEPS_AT_ONCE; step++) {
        if (!t || t == thread) {
            return t ? CHAIN_CLOSES : CHAIN_ENDS;
        }
        const Thread *next = deadlock_waits_for(w, t);
        t = next == t ? NULL : next;
    }
    return CHAIN_LONG;
}

static void note_stuck(World *w, Thread *thread, int64_t time)
{
    Machine *m = machine_of(w);
    if (!m->stuck) {
        m->stuck_since = time;
    }
    if (!thread_peek(thread)->stuck) {
        thread_schedule(w, thread)->stuck = 1;
        m->stuck++;
    }
}

static void note_circle(World *w, Thread *thread, int64_t time)
{
    Thread *t = thread;
    do {
        note_stuck(w, t, time);
        t = deadlock_waits_for(w, t);
    } while (t != thread);
}

/* Too far to look each time: often enough is once for so many long chains as
 * make up all threads. */
static bool may_survey(World *w)
{
    Machine *m = machine_of(w);
    m->unseen += STEPS_AT_ONCE;
    return m->unseen >= w->thread_count;
}

/* True when no thread that the program waits for can go on. */
static bool survey_all(World *w, int64_t time)
{
    bool hope = false;
    deadlock_survey(w);
    for (Thread *t = w->threads; t; t = t->next) {
        if (thread_peek(t)->circle) {
            note_stuck(w, t, time);
        }
        if (!hope && !thread_peek(t)->hopeless && !thread_is_daemon(w, t)) {
            machine_of(w)->hope = thread_ref(w, t);
            hope = true;
        }
    }
    return !hope && machine_of(w)->stuck;
}

bool deadlock_check(World *w, Thread *thread, int64_t time)
{
    Machine *m = machine_of(w);
    if (!deadlock_waits_for(w, thread)) {
        return false;
    }
    Chain chain = chain_from(w, thread);
    if (chain == CHAIN_CLOSES) {
        note_circle(w, thread, time);
    } else if (chain == CHAIN_LONG) {
        return may_survey(w) && survey_all(w, time);
    }
    if (!m->stuck) {
        return false;
    }
    /* Who could go on the last time we looked can most often go on still. */
    const Thread *hope = thread_at(w, m->hope);
    chain = hope ? chain_from(w, hope) : CHAIN_CLOSES;
    if (chain == CHAIN_ENDS) {
        return false;
    }
    return (chain == CHAIN_CLOSES || may_survey(w)) && survey_all(w, time);
}

bool deadlock_check_late(World *w, int64_t time, int64_t next)
{
    if (!machine_of(w)->unseen) {
        return false;
    }
    bool due = next - time >= LONG_PAUSE;
    return (due || may_survey(w)) && survey_all(w, time);
}
