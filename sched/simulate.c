/* SPDX-License-Identifier: MIT */
/*
 * The main loop. Events are handled in the order of (time, seq), each with its
 * own time as "now", even when the holder of the GIL has overshot it; then the
 * holder runs until the next event, or the next look the policy wants. When
 * nobody holds the GIL the clock jumps to the next event; when there is none,
 * nothing can ever run again.
 */
#include "sched/simulate.h"

#include "sched/answer.h"
#include "sched/block.h"
#include "sched/clock.h"
#include "sched/deadlock.h"
#include "sched/lock.h"
#include "sched/machine.h"
#include "sched/serial.h"
#include "sched/wait.h"
#include "vm/signal.h"

static void handle_event(World *w, Event event)
{
    Thread *thread = thread_at(w, event.thread);
    machine_of(w)->event_time = event.time;
    switch ((EventKind)event.kind) {
    case EVENT_START:
        gil_arrive(w, thread, event.time);
        break;
    case EVENT_LOCK:
        lock_try(w, thread, event.time);
        break;
    case EVENT_DONE:
        block_end(w, thread, false, event.time);
        break;
    case EVENT_TIMEOUT:
        block_end(w, thread, true, event.time);
        break;
    case EVENT_REQUEST:
        gil_request(w, event.time);
        break;
    case EVENT_PROMPT:
        machine_of(w)->prompt = 0;
        break;
    }
}

static inline void handle_due(World *w, int64_t now)
{
    const Event *first;
    while ((first = event_first(w)) && first->time <= now) {
        handle_event(w, event_pop(w));
    }
    if (alarm_next(w, now) <= now) {
        alarm_ring(w, now);
    }
}

/* ---- the holder's turn --------------------------------------------------- */

/* Asked for while nobody ran, or by a thread that has just lost the GIL: an
 * interrupt of the main thread, a collection, finalisers. */
static bool has_business(const World *w, const Machine *m)
{
    return w->collect_wanted || w->pending_finalisers ||
           (w->main_thread->interrupt &&
            m->gil.holder == thread_ref(w, w->main_thread));
}

static int64_t turn_limit(World *w, const Machine *m, int64_t now)
{
    const SimulationOptions *options = &simulate_of(w)->options;
    int64_t limit = policy_limit(w, m, now);
    const Event *first = event_first(w);
    if (first && first->time < limit) {
        limit = first->time;
    }
    int64_t alarm = alarm_next(w, now);
    limit = alarm < limit ? alarm : limit;
    if (options->livelock) {
        int64_t look = livelock_limit(w, &simulate_of(w)->livelock);
        limit = look < limit ? look : limit;
    }
    if (options->dump_at && !m->dumped && options->dump_at < limit) {
        limit = options->dump_at;
    }
    if (options->step_limit) {
        int64_t left = options->step_limit - m->steps;
        int64_t time;
        if (!__builtin_mul_overflow(left, w->op_ns, &time)) {
            time = clock_add(now, time);
            limit = time < limit ? time : limit;
        }
    }
    if (has_business(w, m)) {
        limit = now;
    }
    return limit > now ? limit : now + 1;
}

static void unlink_thread(World *w, Thread *thread)
{
    Machine *m = machine_of(w);
    if (m->hope == thread_ref(w, thread)) {
        m->hope = 0;
    }
    thread_unlink(w, thread);
}

/* The thread's bottom frame is gone. CPython gives back the lock of its
 * joiners, then the GIL. */
static void end_thread(World *w, Thread *thread, int64_t time)
{
    livelock_progress(w);
    record(w, (Record){.kind = RECORD_END, .time = time, .thread = thread});
    if (thread != w->main_thread) {
        lock_release_sentinel(w, thread);
    }
    gil_leave(w, DROP_END, THREAD_FINISHED, time);
    if (thread != w->main_thread) {
        unlink_thread(w, thread);
    }
}

static Outcome outcome_now(World *w, OutcomeKind kind, Value value)
{
    const Machine *m = machine_of(w);
    return (Outcome){.kind = kind,
                     .value = value,
                     .time = world_now(w),
                     .steps = m->steps,
                     .forced = m->forced,
                     .voluntary = m->voluntary};
}

/* True when the run is over. */
static bool act(World *w, Thread *thread, StopReason reason, Outcome *outcome)
{
    int64_t now = world_now(w);
    bool is_main = thread == w->main_thread;
    switch (reason) {
    case STOP_CHECK:
        gil_check_point(w, now);
        break;
    case STOP_ANY:
        if (serial_is_starting(w, thread)) {
            gil_check_point(w, now);
        }
        break;
    case STOP_BLOCKED:
        block_begin(w, thread, now);
        if (alarm_next(w, now) == CLOCK_NEVER &&
            deadlock_check(w, thread, now)) {
            *outcome = outcome_now(w, OUTCOME_DEADLOCK, NO_VALUE);
            return true;
        }
        break;
    case STOP_FINISHED:
    case STOP_RAISED:
        end_thread(w, thread, now);
        if (is_main) {
            *outcome = reason == STOP_FINISHED
                           ? outcome_now(w, OUTCOME_ENDED, thread->result)
                           : outcome_now(w, OUTCOME_RAISED, thread->raised);
        }
        return is_main;
    }
    return false;
}

static bool run_holder(World *w, Thread *thread, Outcome *outcome)
{
    Machine *m = machine_of(w);
    int64_t before = world_now(w);
    m->turn = before;
    m->inside = 1;
    bool starting = serial_is_starting(w, thread);
    int64_t limit = starting ? before + 1 : turn_limit(w, m, before);
    StopReason reason = simulate_of(w)->interpret(
        w, thread, limit, starting ? WHERE_ANY : WHERE_CHECK);
    int64_t now = world_now(w);
    m->busy += now - before;
    m->inside = 0;
    m->steps += (now - before) / w->op_ns;
    handle_due(w, now);
    if (act(w, thread, reason, outcome)) {
        return true;
    }
    const SimulationOptions *options = &simulate_of(w)->options;
    if (options->step_limit && m->steps >= options->step_limit) {
        *outcome = outcome_now(w, OUTCOME_STEP_LIMIT, NO_VALUE);
        return true;
    }
    return false;
}

/* Nobody can run before `next`, unless another process does something. */
static int64_t idle_until(World *w, int64_t next)
{
    const ProcessHost *process = w->host->process;
    int64_t at = process ? process->idle(w, world_now(w), next) : -1;
    if (at < 0) {
        return next;
    }
    world_advance(w, at);
    block_wake(w, PROCESS_TOKEN, at);
    return at;
}

/* Whoever wants to see how things stand is shown it. */
static void look_around(World *w)
{
    Simulation *sim = simulate_of(w);
    const SimulationOptions *options = &sim->options;
    bool asked = options->dump_wanted && *options->dump_wanted;
    bool due = options->dump_at && world_now(w) >= options->dump_at &&
               !machine_peek(w)->dumped;
    if (due) {
        machine_of(w)->dumped = 1;
    }
    if (asked) {
        *options->dump_wanted = 0;
    }
    if ((asked || due) && options->dump) {
        options->dump(options->data, w);
    }
    if (options->livelock && livelock_check(w, &sim->livelock)) {
        options->livelock(options->data, w);
    }
}

/* Nobody can run: the clock goes on to `next`, by way of dump_at. */
static void pass_time(World *w, int64_t next)
{
    int64_t dump_at = simulate_of(w)->options.dump_at;
    bool stop = dump_at && dump_at < next && !machine_peek(w)->dumped;
    world_advance(w, stop ? dump_at : next);
}

/* Until the main thread ends, or the prompt's time is over. */
static Outcome run(World *w)
{
    Machine *m = machine_of(w);
    bool at_prompt = m->prompt;
    Outcome outcome;
    for (;;) {
        handle_due(w, world_now(w));
        answer_interrupted(w);
        look_around(w);
        if (m->left) {
            return outcome_now(w, OUTCOME_LEFT, INT(m->left_status));
        }
        if (at_prompt && !m->prompt) {
            return outcome_now(w, OUTCOME_ENDED, NONE);
        }
        Thread *holder = thread_at(w, m->gil.holder);
        const Event *event = event_first(w);
        int64_t next = alarm_next(w, world_now(w));
        next = event && event->time < next ? event->time : next;
        if (holder) {
            if (run_holder(w, holder, &outcome)) {
                return outcome;
            }
        } else if (serial_can_choose(w)) {
            gil_choose(w, world_now(w));
        } else if (deadlock_check_late(w, world_now(w), next)) {
            return outcome_now(w, OUTCOME_DEADLOCK, NO_VALUE);
        } else if (next != CLOCK_NEVER) {
            pass_time(w, idle_until(w, next));
        } else {
            return outcome_now(w, OUTCOME_DEADLOCK, NO_VALUE);
        }
    }
}

Outcome simulate_run(World *w)
{
    Thread *main = w->main_thread;
    if (main->state == THREAD_NEW || main->state == THREAD_FINISHED) {
        gil_arrive(w, main, world_now(w));
    }
    return run(w);
}

Outcome simulate_idle(World *w, int64_t ns)
{
    event_cancel(w, w->main_thread);
    machine_of(w)->prompt = 1;
    event_add(w, clock_add(world_now(w), ns), EVENT_PROMPT, w->main_thread);
    Outcome outcome = run(w);
    machine_of(w)->prompt = 0;
    event_cancel(w, w->main_thread);
    return outcome;
}

void simulate_interrupt(World *w)
{
    Thread *main = w->main_thread;
    if (main->state == THREAD_FINISHED) {
        return;
    }
    STORE(w, main->interrupt, SIGNAL_DEMAND);
    block_interrupt(w, main, world_now(w));
    world_poke(w);
}

void simulate_kill(World *w, Thread *thread)
{
    block_forget(w, thread);
    lock_release_sentinel(w, thread);
    STORE(w, thread->finished, 1);
    unlink_thread(w, thread);
}

/* ---- life cycle ---------------------------------------------------------- */

void simulate_listen(Simulation *sim, AccessListener listener)
{
    sim->listener = listener;
    sim->host.access = answer_access;
}

SimulationOptions simulate_defaults(void)
{
    return (SimulationOptions){
        .interval_seconds = 0.005,
        .seed = 1,
        .data_seed = 1,
        .policy = {POLICY_CPYTHON, 1},
        .era = era_find("3.8"),
        .op_ns = 50,
        .epoch_ns = INT64_C(1735689600000000000), /* 2025-01-01 UTC */
        .cores = 4,
        .jitter = true,
    };
}

void simulate_setup(Simulation *sim, const SimulationOptions *options)
{
    *sim = (Simulation){.options = *options, .interpret = interp_run};
    answer_all(sim);
}

Status simulate_begin(World *w)
{
    TRY(machine_new(w));
    ThreadSchedule *s = thread_schedule(w, w->main_thread);
    s->born = s->since = world_now(w);
    s->deadline = CLOCK_NEVER;
    simulate_reseed(w, simulate_of(w)->options.seed);
    return OK;
}

void simulate_reseed(World *w, uint64_t seed)
{
    Simulation *sim = simulate_of(w);
    const SimulationOptions *options = &sim->options;
    Machine *m = machine_of(w);
    sim->options.seed = seed;
    sim->livelock = (Livelock){0};
    stream_seed(&m->streams, seed, options->data_seed);
    machine_set_interval(m, options->interval_seconds);
    m->policy = options->policy;
    m->jitter = options->jitter;
    w->op_ns = options->op_ns;
    w->era = options->era->era;
    sim->host.epoch_ns = options->epoch_ns;
    sim->host.cores = options->cores;
}

bool simulate_observe(Simulation *sim, Observer observer)
{
    Observers *observers = &sim->observers;
    if (observers->count == OBSERVERS_MAX) {
        return false;
    }
    observers->list[observers->count++] = observer;
    return true;
}

void simulate_unobserve(Simulation *sim)
{
    sim->observers.count = 0;
    sim->listener = (AccessListener){0};
    sim->host.access = NULL;
}

void simulate_cut(World *w)
{
    const Observers *observers = &simulate_of(w)->observers;
    for (unsigned i = 0; i < observers->count; i++) {
        const Observer *o = &observers->list[i];
        if (o->cut) {
            o->cut(o->data, machine_peek(w)->records);
        }
    }
}
