/* SPDX-License-Identifier: MIT */
/*
 * The wait-for graph. Each thread waits for at most one other, so a circle is
 * found by following the chain for as many steps as there are threads.
 */
#include "sched/deadlock.h"

#include "sched/clock.h"
#include "sched/machine.h"
#include "vm/types/lock.h"
#include "vm/types/str.h"

bool deadlock_is_signal(const Thread *thread)
{
    const Object *o = thread->frame;
    while (o && !is_frame(o)) {
        o = ((const NativeFrame *)o)->back;
    }
    if (!o) {
        return false;
    }
    const CodeObject *code = ((const Frame *)o)->code;
    return code->in_library &&
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

/* Does following the waits from here never come to an end? An owner that has
 * ended never gives its lock back by itself, but others may: no circle. */
static bool is_hopeless(World *w, const Thread *thread)
{
    uint32_t steps = w->thread_count + 1;
    while (thread && steps--) {
        const Thread *next = deadlock_waits_for(w, thread);
        thread = next == thread ? NULL : next;
    }
    return thread != NULL;
}

bool deadlock_on_circle(World *w, const Thread *thread)
{
    uint32_t steps = w->thread_count + 1;
    const Thread *t = deadlock_waits_for(w, thread);
    if (t == thread) {
        return false;
    }
    while (t && t != thread && steps--) {
        const Thread *next = deadlock_waits_for(w, t);
        t = next == t ? NULL : next;
    }
    return t == thread;
}

static void mark_circle(World *w, Machine *m, Thread *thread, int64_t time)
{
    if (!m->stuck) {
        m->stuck_since = time;
    }
    Thread *t = thread;
    do {
        thread_schedule(w, t)->stuck = 1;
        m->stuck++;
        t = deadlock_waits_for(w, t);
    } while (t != thread);
}

bool deadlock_check(World *w, Thread *thread, int64_t time)
{
    Machine *m = machine_of(w);
    if (!deadlock_waits_for(w, thread)) {
        return false;
    }
    if (deadlock_on_circle(w, thread)) {
        mark_circle(w, m, thread, time);
    }
    if (!m->stuck) {
        return false;
    }
    for (const Thread *t = w->threads; t; t = t->next) {
        if (!thread_is_daemon(w, t) && !is_hopeless(w, t)) {
            return false;
        }
    }
    return true;
}
