/* SPDX-License-Identifier: MIT */
/*
 * Queues of threads, linked through the threads themselves, and the books of
 * where a thread's time went. The caller touches what owns the queue.
 */
#include "sched/thread.h"

#include "sched/name.h"

void thread_enqueue(World *w, ThreadQueue *queue, Thread *thread)
{
    ThreadSchedule *s = thread_schedule(w, thread);
    ThreadRef ref = thread_ref(w, thread);
    s->queued = 1;
    s->next = 0;
    s->previous = queue->last;
    if (queue->last) {
        thread_schedule(w, thread_at(w, queue->last))->next = ref;
    } else {
        queue->first = ref;
    }
    queue->last = ref;
}

void thread_unqueue(World *w, ThreadQueue *queue, Thread *thread)
{
    ThreadSchedule *s = thread_schedule(w, thread);
    if (s->previous) {
        thread_schedule(w, thread_at(w, s->previous))->next = s->next;
    } else {
        queue->first = s->next;
    }
    if (s->next) {
        thread_schedule(w, thread_at(w, s->next))->previous = s->previous;
    } else {
        queue->last = s->previous;
    }
    s->next = s->previous = 0;
    s->queued = 0;
}

int64_t thread_in_state(const Thread *thread, int64_t time)
{
    return time - thread_peek(thread)->since;
}

void thread_enter(World *w, Thread *thread, ThreadState state, int64_t time)
{
    ThreadSchedule *s = thread_schedule(w, thread);
    int64_t spent = thread_in_state(thread, time);
    if (thread->state == THREAD_RUNNING) {
        s->held += spent;
    } else if (thread->state == THREAD_READY) {
        s->waited += spent;
        if (spent > s->longest) {
            s->longest = spent;
        }
    }
    s->since = time;
    thread->state = (uint8_t)state;
}

const Frame *thread_innermost(const Thread *thread)
{
    const Object *o = thread->frame;
    while (o && !is_frame(o)) {
        o = ((const NativeFrame *)o)->back;
    }
    return (const Frame *)o;
}

bool thread_is_daemon(World *w, const Thread *thread)
{
    if (!thread->python_thread) {
        return thread != w->main_thread;
    }
    return name_attribute(w, thread->python_thread, "_daemonic") == TRUE_VALUE;
}
