/* SPDX-License-Identifier: MIT */
/*
 * When to look: after PATIENCE without progress, at each switch of threads, or
 * every hundred opcodes or so of a thread that runs alone; after
 * LIVELOCK_SAMPLES in vain, not again before four times that time. What a
 * thread computes differs at nearly every look, so that is given up early.
 */
#include "sched/livelock.h"

#include "sched/clock.h"
#include "sched/column.h"
#include "sched/machine.h"
#include "sched/name.h"
#include "sched/state.h"
#include "vm/types/lock.h"

#define PATIENCE     INT64_C(1000000000)
#define NOVEL_MAX    16
#define LISTED_MAX   3
#define STEP_OPCODES 97

void livelock_progress(World *w)
{
    if (w->host_root) {
        machine_of(w)->progress = world_now(w);
    }
}

/* ---- is it one? ---------------------------------------------------------- */

static bool waits_for_good(const Thread *thread)
{
    return thread->state == THREAD_BLOCKED && !thread_peek(thread)->event;
}

static bool had_turn(const Thread *thread, int64_t since)
{
    return thread->state == THREAD_RUNNING ||
           thread->state == THREAD_FINISHED || waits_for_good(thread) ||
           (thread->state != THREAD_NEW && thread_peek(thread)->since > since);
}

static bool all_had_turn(World *w, int64_t since)
{
    if (alarm_next(w, world_now(w)) != CLOCK_NEVER) {
        return false; /* a signal will come */
    }
    for (const Thread *t = w->threads; t; t = t->next) {
        if (!had_turn(t, since)) {
            return false;
        }
    }
    return true;
}

/* The same state before? Then since when. */
static bool was_here(const Livelock *livelock, uint64_t state, int64_t *since)
{
    for (unsigned i = 0; i < livelock->count; i++) {
        if (livelock->samples[i].state == state) {
            *since = livelock->samples[i].time;
            return true;
        }
    }
    return false;
}

/* ---- when to look -------------------------------------------------------- */

static void stop_looking(Livelock *livelock, int64_t next)
{
    livelock->looking = false;
    livelock->count = 0;
    livelock->repeats = 0;
    livelock->next = next;
}

static int64_t patience_of(const Livelock *livelock)
{
    return livelock->patience ? livelock->patience : PATIENCE;
}

static void give_up(World *w, Livelock *livelock)
{
    livelock->patience =
        clock_add(patience_of(livelock), patience_of(livelock));
    stop_looking(livelock, clock_add(world_now(w), livelock->patience));
}

/* False: not now. */
static bool may_look(World *w, Livelock *livelock)
{
    const Machine *m = machine_peek(w);
    int64_t now = world_now(w);
    if (livelock->looking && m->progress != livelock->quiet_since) {
        livelock->patience = 0;
        stop_looking(livelock, clock_add(m->progress, PATIENCE));
        return false;
    }
    if (livelock->looking) {
        return !m->gil.waiters || m->gil.switch_number != livelock->switches;
    }
    if (now - m->progress < patience_of(livelock)) {
        livelock->next = clock_add(m->progress, patience_of(livelock));
        return false;
    }
    livelock->looking = true;
    livelock->quiet_since = m->progress;
    return true;
}

/* Each look falls on another place of a short loop. */
static void plan_next(World *w, Livelock *livelock)
{
    int64_t opcodes = STEP_OPCODES + livelock->count % 13 * 7;
    livelock->next = clock_add(world_now(w), opcodes * w->op_ns);
    livelock->switches = machine_peek(w)->gil.switch_number;
}

static bool look(World *w, Livelock *livelock)
{
    uint64_t state;
    int64_t since;
    if (!state_number(w, &state)) {
        give_up(w, livelock);
        return false;
    }
    bool again = was_here(livelock, state, &since);
    if (again && all_had_turn(w, since)) {
        livelock->told = true;
        return true;
    }
    if (!again) {
        livelock->samples[livelock->count++] =
            (LivelockSample){state, world_now(w)};
    }
    livelock->repeats += again;
    bool novel = livelock->count >= NOVEL_MAX && !livelock->repeats;
    if (novel || livelock->count == LIVELOCK_SAMPLES ||
        livelock->repeats == LIVELOCK_SAMPLES) {
        give_up(w, livelock);
    } else {
        plan_next(w, livelock);
    }
    return false;
}

bool livelock_check(World *w, Livelock *livelock)
{
    if (livelock->told || world_now(w) < livelock->next) {
        return false;
    }
    if (w->thread_serial < 2) { /* no thread was ever started */
        livelock->next = clock_add(world_now(w), PATIENCE);
        return false;
    }
    return may_look(w, livelock) && look(w, livelock);
}

int64_t livelock_limit(World *w, const Livelock *livelock)
{
    if (livelock->told || (livelock->looking && machine_peek(w)->gil.waiters)) {
        return CLOCK_NEVER;
    }
    return livelock->next;
}

/* ---- what to say --------------------------------------------------------- */

static void put_thread(Buffer *out, World *w, const Thread *thread)
{
    const Frame *frame = lock_program_frame(thread);
    name_thread(out, w, thread);
    if (frame) {
        buffer_string(out, " (");
        name_file(out, frame->code);
        buffer_format(out, ":%d)", frame_line(frame));
    }
}

void livelock_note(Buffer *out, World *w)
{
    unsigned spinning = 0;
    unsigned listed = 0;
    char text[40];
    for (const Thread *t = w->threads; t; t = t->next) {
        spinning += t->state != THREAD_FINISHED && !waits_for_good(t);
    }
    size_t start = out->size;
    int64_t quiet = world_now(w) - machine_peek(w)->progress;
    buffer_format(out,
                  "gilscope: note: for %s of virtual time what runs has only "
                  "repeated itself:",
                  clock_text((double)quiet, text, sizeof text));
    column_end(out, start);
    start = out->size;
    buffer_string(out, "gilscope: ");
    for (const Thread *t = w->threads; t; t = t->next) {
        if (t->state == THREAD_FINISHED || waits_for_good(t)) {
            continue;
        }
        if (listed++ < LISTED_MAX) {
            buffer_string(out, listed > 1 ? ", " : "");
            put_thread(out, w, t);
        }
    }
    if (spinning > LISTED_MAX) {
        buffer_format(out, " and %u more", spinning - LISTED_MAX);
    }
    column_end(out, start);
}
