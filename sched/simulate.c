/* SPDX-License-Identifier: MIT */
/*
 * The main loop. Events are handled in the order of (time, seq), each with its
 * own time as "now", even when the holder of the GIL has overshot it; then the
 * holder runs until the next event, or the next look the policy wants. When
 * nobody holds the GIL the clock jumps to the next event; when there is none,
 * nothing can ever run again.
 */
#include "sched/simulate.h"

#include "sched/block.h"
#include "sched/clock.h"
#include "sched/deadlock.h"
#include "sched/lock.h"
#include "sched/machine.h"
#include "sched/serial.h"

static void handle_event(World *w, Event event)
{
    Thread *thread = thread_at(w, event.thread);
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

static void handle_due(World *w, int64_t now)
{
    const Event *first;
    while ((first = event_first(w)) && first->time <= now) {
        handle_event(w, event_pop(w));
    }
}

/* ---- the holder's turn ------------------------------------------------- */

/* Asked for while nobody ran, or by a thread that has just lost the GIL: an
 * interrupt of the main thread, a collection, finalisers. */
static bool has_business(World *w)
{
    const Machine *m = machine_of(w);
    return w->collect_wanted || w->pending_finalisers ||
           (w->main_thread->interrupt &&
            m->gil.holder == thread_ref(w, w->main_thread));
}

static int64_t turn_limit(World *w, int64_t now)
{
    const SimulationOptions *options = &simulate_of(w)->options;
    int64_t limit = policy_limit(w, now);
    const Event *first = event_first(w);
    if (first && first->time < limit) {
        limit = first->time;
    }
    if (options->step_limit) {
        int64_t left = options->step_limit - machine_of(w)->steps;
        int64_t time;
        if (!__builtin_mul_overflow(left, w->op_ns, &time)) {
            time = clock_add(now, time);
            limit = time < limit ? time : limit;
        }
    }
    if (has_business(w)) {
        limit = now;
    }
    return limit > now ? limit : now + 1;
}

static void release_sentinel(World *w, Thread *thread)
{
    if (thread->sentinel) {
        Lock *lock = AS(Lock, thread->sentinel);
        STORE(w, thread->sentinel, NO_VALUE);
        if (lock->depth) {
            lock_free(w, lock);
        }
    }
}

/* The thread's bottom frame is gone. CPython gives back the lock of its
 * joiners, then the GIL. */
static void end_thread(World *w, Thread *thread, int64_t time)
{
    record(w, (Record){.kind = RECORD_END, .time = time, .thread = thread});
    if (thread != w->main_thread) {
        release_sentinel(w, thread);
    }
    gil_leave(w, DROP_END, THREAD_FINISHED, time);
    if (thread != w->main_thread) {
        thread_unlink(w, thread);
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
        if (deadlock_check(w, thread, now)) {
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
    bool starting = serial_is_starting(w, thread);
    int64_t limit = starting ? before + 1 : turn_limit(w, before);
    StopReason reason = simulate_of(w)->interpret(
        w, thread, limit, starting ? WHERE_ANY : WHERE_CHECK);
    int64_t now = world_now(w);
    m->busy += now - before;
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

static bool poll_interrupt(World *w)
{
    volatile sig_atomic_t *flag = simulate_of(w)->options.interrupted;
    if (!flag || !*flag) {
        return false;
    }
    *flag = 0;
    simulate_interrupt(w);
    return true;
}

/* Until the main thread ends, or the prompt's time is over. */
static Outcome run(World *w)
{
    Machine *m = machine_of(w);
    bool at_prompt = m->prompt;
    Outcome outcome;
    for (;;) {
        handle_due(w, world_now(w));
        poll_interrupt(w);
        if (at_prompt && !m->prompt) {
            return outcome_now(w, OUTCOME_ENDED, NONE);
        }
        Thread *holder = thread_at(w, m->gil.holder);
        const Event *next = event_first(w);
        if (holder) {
            if (run_holder(w, holder, &outcome)) {
                return outcome;
            }
        } else if (serial_can_choose(w)) {
            gil_choose(w, world_now(w));
        } else if (next) {
            world_advance(w, next->time);
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
    STORE(w, main->interrupt, 1);
    block_interrupt(w, main, world_now(w));
    world_poke(w);
}

void simulate_kill(World *w, Thread *thread)
{
    block_forget(w, thread);
    release_sentinel(w, thread);
    STORE(w, thread->finished, 1);
    thread_unlink(w, thread);
}

/* ---- what the VM asks for ---------------------------------------------- */

static Status host_start(World *w, Thread *child)
{
    TRY(event_reserve(w, w->thread_count + 1));
    Machine *m = machine_of(w);
    int64_t now = world_now(w);
    int64_t arrival = clock_add(now, machine_wake_delay(w, m));
    ThreadSchedule *s = thread_schedule(w, child);
    s->born = s->since = now;
    s->deadline = CLOCK_NEVER;
    event_add(w, arrival, EVENT_START, child);
    record(w, (Record){.kind = RECORD_START,
                       .time = now,
                       .thread = child,
                       .other = w->thread});
    world_limit(w, arrival);
    return OK;
}

static void host_lock_released(World *w, Value lock)
{
    if (w->host_root) {
        record_access(w, RECORD_RELEASE, lock);
        int64_t arrival = lock_wake_first(w, AS(Lock, lock), world_now(w));
        if (arrival != CLOCK_NEVER) {
            world_limit(w, arrival);
        }
    }
}

static void host_wake(World *w, Value object)
{
    int64_t arrival =
        w->host_root ? block_wake(w, object, world_now(w)) : CLOCK_NEVER;
    if (arrival != CLOCK_NEVER) {
        world_limit(w, arrival);
    }
}

static void set_interval(Machine *m, double seconds)
{
    m->interval_seconds = seconds;
    m->interval = clock_from_seconds(seconds);
}

static Status host_set_interval(World *w, double seconds)
{
    if (w->host_root) {
        Machine *m = machine_of(w);
        m->interval_set = 1;
        if (!simulate_of(w)->options.force_interval) {
            set_interval(m, seconds);
        }
    }
    return OK;
}

static double host_get_interval(World *w)
{
    return w->host_root ? machine_of(w)->interval_seconds
                        : simulate_of(w)->options.interval_seconds;
}

static int64_t host_write(World *w, int descriptor, const char *data,
                          size_t size)
{
    const SimulationOptions *options = &simulate_of(w)->options;
    if (w->host_root) {
        record(w, (Record){.kind = RECORD_OUTPUT,
                           .why = (uint8_t)descriptor,
                           .time = world_now(w),
                           .thread = w->thread,
                           .amount = (int64_t)size});
    }
    return options->write(options->data, descriptor, data, size);
}

static int64_t host_read(World *w, int descriptor, char *data, size_t size)
{
    const SimulationOptions *options = &simulate_of(w)->options;
    return options->read(options->data, descriptor, data, size);
}

static int64_t host_io_duration(World *w, uint8_t kind, int64_t bytes,
                                int64_t *transfer)
{
    const IoModel *model = &simulate_of(w)->options.io;
    *transfer = io_transfer(model, kind, bytes);
    int64_t latency = model->latency_ns[kind < IO_KINDS ? kind : 0];
    int64_t total = clock_add(latency, *transfer);
    return total < w->op_ns ? latency + w->op_ns - total : latency;
}

static char *host_read_file(World *w, const char *path, size_t *size,
                            int *error)
{
    const SimulationOptions *options = &simulate_of(w)->options;
    return options->read_file(options->data, path, size, error);
}

static void host_warning(World *w, const char *filename,
                         const struct Warning *warning)
{
    const SimulationOptions *options = &simulate_of(w)->options;
    if (options->warning) {
        options->warning(options->data, filename, warning);
    }
}

static int64_t host_cpu_time(World *w, bool thread)
{
    if (!w->host_root) {
        return world_now(w);
    }
    const Thread *t = w->thread;
    if (thread) {
        return thread_peek(t)->held + thread_in_state(t, world_now(w));
    }
    const Machine *m = machine_of(w);
    return m->busy + world_now(w) - m->turn;
}

static uint64_t host_program_random(World *w)
{
    return w->host_root ? stream_next(&machine_of(w)->streams, STREAM_PROGRAM)
                        : 0;
}

static void host_missing(World *w, const char *what)
{
    const SimulationOptions *options = &simulate_of(w)->options;
    if (options->missing) {
        options->missing(options->data, what);
    }
}

static void host_access(World *w, AccessKind kind, Value object, Value key)
{
    const AccessListener *listener = &simulate_of(w)->listener;
    if (!w->host_root) {
        return;
    }
    if (kind == ACCESS_ACQUIRE) {
        Thread *owner = AS(Thread, AS(Lock, object)->owner);
        record(w, (Record){.kind = RECORD_ACQUIRE,
                           .time = world_now(w),
                           .thread = owner,
                           .object = object});
    }
    if (listener->see) {
        listener->see(listener->data, w, kind, object, key);
    }
}

void simulate_listen(Simulation *sim, AccessListener listener)
{
    sim->listener = listener;
    sim->host.access = host_access;
}

/* ---- life cycle ---------------------------------------------------------- */

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
    sim->host = (Host){
        .data = sim,
        .start = host_start,
        .lock_released = host_lock_released,
        .wake = host_wake,
        .set_interval = host_set_interval,
        .get_interval = host_get_interval,
        .write = host_write,
        .read = host_read,
        .io_duration = host_io_duration,
        .read_file = host_read_file,
        .warning = host_warning,
        .epoch_ns = options->epoch_ns,
        .cpu_time = host_cpu_time,
        .program_random = host_program_random,
        .missing = host_missing,
        .cores = options->cores,
        .interrupted = poll_interrupt,
    };
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
    stream_seed(&m->streams, seed, options->data_seed);
    set_interval(m, options->interval_seconds);
    m->policy = options->policy;
    m->jitter = options->jitter;
    w->op_ns = options->op_ns;
    w->era = options->era->era;
    sim->host.epoch_ns = options->epoch_ns;
    sim->host.cores = options->cores;
}

bool simulate_observe(Simulation *sim, Observer observer)
{
    if (sim->observer_count == OBSERVERS_MAX) {
        return false;
    }
    sim->observers[sim->observer_count++] = observer;
    return true;
}

void simulate_cut(World *w)
{
    const Simulation *sim = simulate_of(w);
    for (unsigned i = 0; i < sim->observer_count; i++) {
        if (sim->observers[i].cut) {
            sim->observers[i].cut(sim->observers[i].data,
                                  machine_of(w)->records);
        }
    }
}
