/* SPDX-License-Identifier: MIT */
/*
 * What a deadlock means: the circle as one chain of names, the lesson in a
 * sentence where there is one (two locks in two orders, a lock taken twice, a
 * pool that waits for itself, a deed that nobody can do any more), and the one
 * line for a circle that the program left behind.
 */
#include "sched/deadlock_advice.h"

#include "sched/column.h"
#include "sched/machine.h"
#include "sched/name.h"
#include "sched/wait.h"

/* One more name of the circle, on a new line when this one is full. */
static void put_link(Buffer *out, size_t *start, const Buffer *name, bool more)
{
    size_t room = *start + COLUMN_LAST - (more ? 3 : 0);
    if (out->size + column_width(name) > room) {
        column_end(out, *start);
        *start = out->size;
        buffer_pad(out, ' ', 14);
    }
    column_clip(out, name, COLUMN_LAST - 18);
    buffer_string(out, more ? " -> " : "");
}

void deadlock_circle(Buffer *out, World *w, Thread *first)
{
    size_t start = out->size;
    buffer_string(out, "  the circle: ");
    Thread *t = first;
    unsigned shown = 0;
    do {
        Buffer name[2] = {{0}};
        name_thread(&name[0], w, t);
        wait_name_lock(&name[1], w, AS(Lock, t->request.object));
        bool joins = AS(Lock, t->request.object)->stands_for != NO_VALUE;
        put_link(out, &start, &name[0], true);
        if (!joins) {
            put_link(out, &start, &name[1], true);
        }
        buffer_free(&name[0]);
        buffer_free(&name[1]);
        t = deadlock_waits_for(w, t);
    } while (t && t != first && ++shown < DEADLOCK_LISTED);
    Buffer last = {0};
    if (t == first) {
        name_thread(&last, w, first);
    } else {
        buffer_string(&last, "...");
    }
    put_link(out, &start, &last, false);
    buffer_free(&last);
    column_end(out, start);
}

/* Two threads, two locks, opposite orders: the lesson in one sentence. */
static void put_orders(Buffer *out, World *w, Thread *first, Thread *second)
{
    Buffer name[2] = {{0}};
    Buffer lock[2] = {{0}};
    name_thread(&name[0], w, first);
    name_thread(&name[1], w, second);
    wait_name_lock(&lock[0], w, AS(Lock, second->request.object));
    wait_name_lock(&lock[1], w, AS(Lock, first->request.object));
    for (int i = 0; i < 2; i++) {
        size_t start = out->size;
        buffer_format(out, "%s takes %s, then %s%s", column_text(&name[i]),
                      column_text(&lock[i]), column_text(&lock[1 - i]),
                      i ? "." : ";");
        column_end(out, start);
    }
    buffer_string(out, "One order for all threads removes the circle.    ");
    for (int i = 0; i < 2; i++) {
        buffer_free(&name[i]);
        buffer_free(&lock[i]);
    }
}

/* All workers of a pool wait for tasks that need a worker of that pool. */
static bool put_pool(Buffer *out, World *w)
{
    Value pool = NO_VALUE;
    const Thread *last = NULL;
    unsigned count = 0;
    for (const Thread *t = w->threads; t; t = t->next) {
        bool for_result;
        Value own = wait_pool(w, t, &for_result);
        if (!own || (pool && own != pool)) {
            continue;
        }
        if (!for_result) {
            return false;
        }
        pool = own;
        last = t;
        count++;
    }
    const Frame *frame = last ? lock_program_frame(last) : NULL;
    if (!frame) {
        return false;
    }
    size_t start = out->size;
    buffer_format(out, count == 1 ? "The only worker" : "All %u workers",
                  count);
    buffer_string(out, " of ThreadPoolExecutor '");
    if (!name_object(out, w, pool)) {
        buffer_string(out, "?");
    }
    buffer_format(out, "' %s for results of tasks",
                  count == 1 ? "waits" : "wait");
    column_end(out, start);
    buffer_format(out,
                  "that are queued in the same pool "
                  "(line %d).\n",
                  frame_line(frame));
    return true;
}

/* No circle: somebody waits for a deed that no other thread is free to do. */
static void put_hope(Buffer *out, World *w)
{
    for (const Thread *t = w->threads; t; t = t->next) {
        Buffer object = {0};
        const char *hope =
            t->state == THREAD_BLOCKED ? wait_hope(&object, w, t) : NULL;
        if (hope) {
            size_t start = out->size;
            buffer_format(out, "No thread that could %s %s can run.", hope,
                          column_text(&object));
            column_end(out, start);
        }
        buffer_free(&object);
        if (hope) {
            return;
        }
    }
}

bool deadlock_wants_lock(const Thread *thread)
{
    return thread->request.kind == REQUEST_LOCK &&
           !AS(Lock, thread->request.object)->stands_for;
}

void deadlock_advice(Buffer *out, World *w, Thread *first)
{
    Thread *second = first ? deadlock_waits_for(w, first) : NULL;
    if (!first && !put_pool(out, w)) {
        put_hope(out, w);
    } else if (first && second == first && deadlock_wants_lock(first)) {
        name_thread(out, w, first);
        buffer_string(out, " waits for itself: a Lock is not re-entrant, an "
                           "RLock is.\n");
    } else if (second && deadlock_waits_for(w, second) == first &&
               deadlock_wants_lock(first) && deadlock_wants_lock(second)) {
        put_orders(out, w, first, second);
    }
    buffer_string(out, "CPython would hang here.\n");
}

/* Names of the circle's threads, and the locks that they hold. */
static void list_circle(World *w, Thread *first, Buffer *names, Buffer *locks)
{
    Buffer others = {0}; /* locks but that of the first thread */
    Thread *t = first;
    unsigned shown = 0;
    do {
        Thread *next = deadlock_waits_for(w, t);
        buffer_string(names, t == first ? "" : next == first ? " and " : ", ");
        name_thread(names, w, t);
        Buffer *list = next == first ? locks : &others;
        buffer_string(list, list->size ? ", " : "");
        wait_name_lock(list, w, AS(Lock, t->request.object));
        t = next;
    } while (t && t != first && ++shown < DEADLOCK_LISTED);
    if (others.size && locks->size) {
        buffer_string(locks, ", ");
    }
    buffer_string(locks, column_text(&others));
    buffer_free(&others);
}

void deadlock_note(Buffer *out, World *w)
{
    deadlock_survey(w);
    Thread *first = deadlock_first(w, false);
    if (!first) {
        return;
    }
    Buffer names = {0};
    Buffer locks = {0};
    list_circle(w, first, &names, &locks);
    size_t start = out->size;
    buffer_format(out, "gilscope: note: %s %s", column_text(&names),
                  deadlock_waits_for(w, first) == first ? "was" : "were");
    buffer_format(out, " deadlocked from %.6f s on",
                  (double)machine_of(w)->stuck_since / 1e9);
    column_end(out, start);
    start = out->size;
    buffer_format(out, "gilscope: (%s); python would not tell you",
                  column_text(&locks));
    column_end(out, start);
    buffer_free(&names);
    buffer_free(&locks);
}
