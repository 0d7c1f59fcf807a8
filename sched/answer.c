/* SPDX-License-Identifier: MIT */
/*
 * The functions of vm/host.h for a simulated machine. Most hand on to the
 * options; those that let a thread go on lower the running thread's limit to
 * the moment at which the other may act.
 */
#include "sched/answer.h"

#include "sched/block.h"
#include "sched/clock.h"
#include "sched/lock.h"
#include "sched/machine.h"
#include "sched/wait.h"
#include "vm/signal.h"

bool answer_interrupted(World *w)
{
    const SimulationOptions *options = &simulate_of(w)->options;
    if (options->dump_wanted && *options->dump_wanted) {
        world_limit(w, world_now(w));
    }
    volatile sig_atomic_t *flag = options->interrupted;
    if (!flag || !*flag) {
        return false;
    }
    *flag = 0;
    signal_send(w, SIGINT, NULL);
    return true;
}

static Status answer_start(World *w, Thread *child)
{
    TRY(event_reserve(w, w->thread_count + 1));
    Machine *m = machine_of(w);
    int64_t now = world_now(w);
    int64_t arrival = clock_add(now, machine_wake_delay(w, m));
    livelock_progress(w);
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

static void answer_lock_released(World *w, Value lock)
{
    if (w->host_root) {
        record(w, (Record){.kind = RECORD_RELEASE,
                           .time = world_now(w),
                           .thread = w->thread,
                           .object = lock});
        int64_t arrival = lock_wake_first(w, AS(Lock, lock), world_now(w));
        if (arrival != CLOCK_NEVER) {
            world_limit(w, arrival);
        }
    }
}

static void answer_interrupt(World *w, Thread *thread)
{
    block_interrupt(w, thread, world_now(w));
}

static void answer_wake(World *w, Value object)
{
    int64_t arrival =
        w->host_root ? block_wake(w, object, world_now(w)) : CLOCK_NEVER;
    if (arrival != CLOCK_NEVER) {
        world_limit(w, arrival);
    }
}

static Status answer_set_interval(World *w, double seconds)
{
    if (w->host_root) {
        Machine *m = machine_of(w);
        m->interval_set = 1;
        if (!simulate_of(w)->options.force_interval) {
            machine_set_interval(m, seconds);
        }
    }
    return OK;
}

static double answer_get_interval(World *w)
{
    return w->host_root ? machine_of(w)->interval_seconds
                        : simulate_of(w)->options.interval_seconds;
}

static int64_t answer_write(World *w, int descriptor, const char *data,
                            size_t size)
{
    const SimulationOptions *options = &simulate_of(w)->options;
    livelock_progress(w);
    if (w->host_root) {
        record(w, (Record){.kind = RECORD_OUTPUT,
                           .why = (uint8_t)descriptor,
                           .time = world_now(w),
                           .thread = w->thread,
                           .amount = (int64_t)size});
    }
    return options->write(options->data, descriptor, data, size);
}

static int64_t answer_read(World *w, int descriptor, char *data, size_t size)
{
    const SimulationOptions *options = &simulate_of(w)->options;
    livelock_progress(w);
    return options->read(options->data, descriptor, data, size);
}

static int64_t answer_io_duration(World *w, uint8_t kind, int64_t bytes,
                                  int64_t *transfer)
{
    const IoModel *model = &simulate_of(w)->options.io;
    *transfer = io_transfer(model, kind, bytes);
    int64_t latency = model->latency_ns[kind < IO_KINDS ? kind : 0];
    int64_t total = clock_add(latency, *transfer);
    return total < w->op_ns ? latency + w->op_ns - total : latency;
}

static char *answer_read_file(World *w, const char *path, size_t *size,
                              int *error)
{
    const SimulationOptions *options = &simulate_of(w)->options;
    livelock_progress(w);
    return options->read_file(options->data, path, size, error);
}

static void answer_warning(World *w, const char *filename,
                           const struct Warning *warning)
{
    const SimulationOptions *options = &simulate_of(w)->options;
    if (options->warning) {
        options->warning(options->data, filename, warning);
    }
}

static int64_t answer_cpu_time(World *w, bool thread)
{
    livelock_progress(w);
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

/* Whoever looks at the clock waits for something; a wait with a time limit
 * that looks for itself does not. */
static void answer_clock_read(World *w)
{
    if (!w->thread || !wait_is_in_library(w, w->thread)) {
        livelock_progress(w);
    }
}

static uint64_t answer_program_random(World *w)
{
    livelock_progress(w);
    return w->host_root ? stream_next(&machine_of(w)->streams, STREAM_PROGRAM)
                        : 0;
}

static void answer_missing(World *w, const char *what)
{
    const SimulationOptions *options = &simulate_of(w)->options;
    if (options->missing) {
        options->missing(options->data, what);
    }
}

static void answer_leave(World *w, int status)
{
    if (w->host_root) {
        Machine *m = machine_of(w);
        m->left = 1;
        m->left_status = status;
        world_limit(w, world_now(w));
    }
}

static void answer_uncaught(World *w, const char *text, size_t size)
{
    const SimulationOptions *options = &simulate_of(w)->options;
    if (options->uncaught) {
        options->uncaught(options->data, w, text, size);
    }
}

void answer_access(World *w, AccessKind kind, Value object, Value key)
{
    const AccessListener *listener = &simulate_of(w)->listener;
    if (!w->host_root) {
        return;
    }
    if (kind == ACCESS_ACQUIRE) {
        Thread *owner = AS(Thread, AS(Lock, object)->owner);
        bool own = owner == w->thread; /* else it was woken by an event */
        record(w, (Record){.kind = RECORD_ACQUIRE,
                           .time =
                               own ? world_now(w) : machine_peek(w)->event_time,
                           .thread = owner,
                           .object = object});
    }
    if (listener->see) {
        listener->see(listener->data, w, kind, object, key);
    }
}

void answer_all(Simulation *sim)
{
    const SimulationOptions *options = &sim->options;
    sim->host = (Host){
        .data = sim,
        .start = answer_start,
        .lock_released = answer_lock_released,
        .wake = answer_wake,
        .interrupt = answer_interrupt,
        .set_timer = alarm_set,
        .set_interval = answer_set_interval,
        .get_interval = answer_get_interval,
        .write = answer_write,
        .read = answer_read,
        .io_duration = answer_io_duration,
        .read_file = answer_read_file,
        .warning = answer_warning,
        .epoch_ns = options->epoch_ns,
        .cpu_time = answer_cpu_time,
        .program_random = answer_program_random,
        .clock_read = answer_clock_read,
        .missing = answer_missing,
        .leave = answer_leave,
        .uncaught = answer_uncaught,
        .cores = options->cores,
        .interrupted = answer_interrupted,
    };
}
