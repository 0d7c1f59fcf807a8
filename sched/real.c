/* SPDX-License-Identifier: MIT */
/*
 * Threads of --real: starting, running and ending, and what the VM asks for.
 *
 * The holder of the GIL runs in turns of some 250 opcodes and looks in between
 * whether it is asked to drop it; the number varies, or a loop of that length
 * would always be interrupted at the same place. A thread that is not the main
 * one is detached: when the program is over those that are left never get the
 * GIL again, and end when they ask for it, if the process lives so long.
 *
 * Ctrl-C goes to a thread of our own, since nothing else may be done in a
 * signal's handler; it wakes the main thread from whatever it waits for.
 */
#include "sched/real.h"

#include <signal.h>
#include <stdlib.h>

#include "sched/clock.h"
#include "sched/lock.h"
#include "sched/real_block.h"
#include "sched/real_clock.h"
#include "vm/error.h"
#include "vm/signal.h"

#define TURN_LEAST 192
#define TURN_MORE  127 /* and up to so many more */

/* ---- clocks -------------------------------------------------------------- */

int64_t real_deadline(const Real *real, int64_t time)
{
    return clock_add(time, time == CLOCK_NEVER ? 0 : real->started);
}

void real_set_clock(World *w)
{
    int64_t now = real_clock(CLOCK_MONOTONIC) - real_of(w)->started;
    if (now > world_now(w)) {
        world_advance(w, now);
    }
}

static int64_t host_clock(World *w)
{
    real_set_clock(w);
    return world_now(w);
}

static int64_t host_cpu_time(World *w, bool thread)
{
    (void)w;
    return real_clock(thread ? CLOCK_THREAD_CPUTIME_ID
                             : CLOCK_PROCESS_CPUTIME_ID);
}

/* ---- signals and timers -------------------------------------------------- */

static int64_t alarm_reading(World *w, int which)
{
    return which == ALARM_REAL ? host_clock(w) : host_cpu_time(w, false);
}

static int64_t host_set_timer(World *w, int which, int64_t ns, int64_t period,
                              int64_t *old_period)
{
    Alarm *alarm = &real_of(w)->alarms[which];
    int64_t now = alarm_reading(w, which);
    int64_t left = alarm->at ? alarm->at - now : 0;
    *old_period = alarm->period;
    if (ns >= 0) {
        *alarm = (Alarm){ns ? clock_add(now, ns) : 0, period};
        real_thread_poke(real_of(w)->main); /* it may wait beyond that */
    }
    return left < 0 ? 0 : left;
}

int64_t real_next_alarm(const Real *real)
{
    int64_t at = real->alarms[ALARM_REAL].at;
    return at ? at : CLOCK_NEVER;
}

static void ring(World *w)
{
    static const int numbers[ALARMS] = {SIGALRM, SIGVTALRM, SIGPROF};
    for (int which = 0; which < ALARMS; which++) {
        Alarm *alarm = &real_of(w)->alarms[which];
        int64_t now = alarm->at ? alarm_reading(w, which) : 0;
        if (!alarm->at || alarm->at > now) {
            continue;
        }
        alarm->at = alarm->period ? clock_add(now, alarm->period) : 0;
        signal_send(w, numbers[which], NULL);
    }
}

void real_take_signals(World *w)
{
    volatile sig_atomic_t *flag = simulate_of(w)->options.interrupted;
    bool before = flag && *flag; /* it came before there was a watcher */
    if (atomic_load_explicit(&real_of(w)->interrupted, memory_order_relaxed) ||
        before) {
        atomic_store(&real_of(w)->interrupted, false);
        if (before) {
            *flag = 0;
        }
        signal_send(w, SIGINT, NULL);
    }
    if (atomic_load_explicit(&real_of(w)->dump_wanted, memory_order_relaxed)) {
        const SimulationOptions *options = &simulate_of(w)->options;
        atomic_store(&real_of(w)->dump_wanted, false);
        if (options->dump) {
            options->dump(options->data, w);
        }
    }
    ring(w);
}

static sigset_t watched_signals(void)
{
    sigset_t watched;
    sigemptyset(&watched);
    sigaddset(&watched, SIGINT);
    sigaddset(&watched, SIGQUIT);
    return watched;
}

static void *watch_signals(void *argument)
{
    Real *real = argument;
    sigset_t watched = watched_signals();
    int number;
    while (sigwait(&watched, &number) == 0 && !atomic_load(&real->over)) {
        atomic_store(number == SIGINT ? &real->interrupted : &real->dump_wanted,
                     true);
        real_thread_poke(real->main);
    }
    return NULL;
}

/* ---- running a thread ---------------------------------------------------- */

static bool has_business(const World *w)
{
    return w->collect_wanted || w->pending_finalisers ||
           (w->main_thread->interrupt && w->thread == w->main_thread);
}

static StopReason run_turn(World *w, RealThread *me)
{
    Real *real = me->real;
    w->thread = me->thread;
    real_set_clock(w);
    real_take_signals(w);
    int64_t opcodes = 1;
    if (!has_business(w)) {
        opcodes =
            TURN_LEAST +
            (int64_t)(stream_next(&real->streams, STREAM_JITTER) & TURN_MORE);
    }
    return interp_run(w, me->thread, world_now(w) + opcodes * w->op_ns,
                      WHERE_CHECK);
}

static bool switch_thread(World *w, RealThread *me)
{
    RealGil *gil = &me->real->gil;
    thread_enter(w, me->thread, THREAD_READY, world_now(w));
    real_gil_drop(gil, me->number, false);
    if (!real_gil_take(gil, me->number)) {
        return false;
    }
    real_set_clock(w);
    thread_enter(w, me->thread, THREAD_RUNNING, world_now(w));
    return true;
}

/* os._exit: the main thread keeps the GIL, the others lose it. */
static bool leave(RealThread *me)
{
    bool is_main = me == me->real->main;
    if (!is_main) {
        real_gil_drop(&me->real->gil, me->number, true);
    }
    return is_main;
}

/* With the GIL. False: it is lost for ever. */
static bool run_thread(World *w, RealThread *me, StopReason *reason)
{
    RealGil *gil = &me->real->gil;
    for (;;) {
        if (me->real->left) {
            return leave(me);
        }
        *reason = run_turn(w, me);
        switch (*reason) {
        case STOP_CHECK:
            if (real_gil_is_wanted(gil) && !switch_thread(w, me)) {
                return false;
            }
            break;
        case STOP_ANY:
            break;
        case STOP_BLOCKED:
            if (!real_block(w, me)) {
                return false;
            }
            break;
        case STOP_FINISHED:
        case STOP_RAISED:
            thread_enter(w, me->thread, THREAD_FINISHED, world_now(w));
            return true;
        }
    }
}

static void release(Real *real)
{
    if (atomic_fetch_sub(&real->users, 1) == 1) {
        pthread_cond_destroy(&real->output.turn);
        pthread_mutex_destroy(&real->output.mutex);
        real_gil_end(&real->gil);
        if (real->main) {
            real_thread_free(real->main);
        }
        free(real);
    }
}

static void *child_main(void *argument)
{
    RealThread *me = argument;
    Real *real = me->real;
    StopReason reason;
    if (real_gil_take(&real->gil, me->number)) {
        World *w = real->world;
        real_set_clock(w);
        thread_enter(w, me->thread, THREAD_RUNNING, world_now(w));
        if (run_thread(w, me, &reason)) {
            lock_release_sentinel(w, me->thread);
            thread_unlink(w, me->thread);
            real_gil_drop(&real->gil, me->number, true);
        }
    }
    real_thread_free(me);
    release(real);
    return NULL;
}

/* ---- what the VM asks for ------------------------------------------------ */

/* A detached thread that no signal is delivered to. */
static bool start_detached(RealThread *child)
{
    pthread_t thread;
    pthread_attr_t attributes;
    sigset_t all;
    sigset_t before;
    if (pthread_attr_init(&attributes) != 0) {
        return false;
    }
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(&thread, &attributes, child_main, child) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return started;
}

static Status host_start(World *w, Thread *thread)
{
    Real *real = real_of(w);
    RealThread *child = real_thread_new(real, thread, false);
    if (child) {
        ThreadSchedule *s = thread_schedule(w, thread);
        s->real = child;
        s->since = s->born = host_clock(w);
        atomic_fetch_add(&real->users, 1);
        if (start_detached(child)) {
            return OK;
        }
        atomic_fetch_sub(&real->users, 1);
        real_thread_free(child);
    }
    return raise_error(w, TYPE_RUNTIME_ERROR, "can't start new thread");
}

/* The main thread ends the run; the others stop where they are. */
static void host_leave(World *w, int status)
{
    Real *real = real_of(w);
    real->left = true;
    real->left_status = status;
    real_thread_poke(real->main);
}

static SystemCall *host_system_call(World *w)
{
    return &real_thread_of(w->thread)->call;
}

static Status host_set_interval(World *w, double seconds)
{
    const Simulation *sim = simulate_of(w);
    if (!sim->options.force_interval) {
        sim->real->interval_seconds = seconds;
        real_gil_set_interval(&sim->real->gil, clock_from_seconds(seconds));
    }
    return OK;
}

static double host_get_interval(World *w)
{
    return real_of(w)->interval_seconds;
}

static int64_t host_io_duration(World *w, uint8_t kind, int64_t bytes,
                                int64_t *transfer)
{
    (void)kind;
    (void)bytes;
    *transfer = 0;
    return w->op_ns; /* whatever it takes, it takes by itself */
}

static uint64_t host_program_random(World *w)
{
    return stream_next(&real_of(w)->streams, STREAM_PROGRAM);
}

static void connect_host(Host *host)
{
    host->start = host_start;
    host->lock_released = real_lock_released;
    host->wake = real_wake;
    host->interrupt = real_interrupt;
    host->set_timer = host_set_timer;
    host->set_interval = host_set_interval;
    host->get_interval = host_get_interval;
    host->io_duration = host_io_duration;
    host->program_random = host_program_random;
    host->cpu_time = host_cpu_time;
    host->now = host_clock;
    host->system_call = host_system_call;
    host->leave = host_leave;
    host->interrupted = NULL;
}

/* ---- life cycle ---------------------------------------------------------- */

bool real_open(Simulation *sim)
{
    const SimulationOptions *options = &sim->options;
    Real *real = calloc(1, sizeof *real);
    if (!real) {
        return false;
    }
    real->interval_seconds = options->interval_seconds;
    if (!real_gil_start(&real->gil,
                        clock_from_seconds(options->interval_seconds))) {
        free(real);
        return false;
    }
    if (!real_clock_condition(&real->output.turn)) {
        real_gil_end(&real->gil);
        free(real);
        return false;
    }
    pthread_mutex_init(&real->output.mutex, NULL);
    atomic_init(&real->users, 1);
    stream_seed(&real->streams, options->seed, options->data_seed);
    real->started = real_clock(CLOCK_MONOTONIC);
    sim->real = real;
    connect_host(&sim->host);
    return true;
}

Status real_begin(World *w)
{
    Simulation *sim = simulate_of(w);
    Real *real = sim->real;
    Thread *main = w->main_thread;
    real->world = w;
    real->main = real_thread_new(real, main, true);
    if (!real->main) {
        return raise_memory(w);
    }
    thread_schedule(w, main)->real = real->main;
    w->op_ns = 1; /* no opcode is faster */
    w->era = sim->options.era->era;
    real->started = real_clock(CLOCK_MONOTONIC) - world_now(w);
    sim->host.epoch_ns = real_clock(CLOCK_REALTIME) - world_now(w);
    return OK;
}

/* SIGINT is for the watcher alone. False: there is none, and Ctrl-C ends no
 * wait. */
static bool begin_watch(Real *real, sigset_t *before)
{
    sigset_t all;
    sigset_t signals = watched_signals();
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, before);
    bool watched =
        pthread_create(&real->watcher, NULL, watch_signals, real) == 0;
    pthread_sigmask(SIG_SETMASK, before, NULL);
    if (watched) {
        pthread_sigmask(SIG_BLOCK, &signals, NULL);
    }
    return watched;
}

static void end_watch(Real *real, const sigset_t *before)
{
    atomic_store(&real->over, true);
    pthread_kill(real->watcher, SIGINT);
    pthread_join(real->watcher, NULL);
    pthread_sigmask(SIG_SETMASK, before, NULL);
}

Outcome real_run(World *w)
{
    Simulation *sim = simulate_of(w);
    Real *real = sim->real;
    Thread *main = w->main_thread;
    Outcome outcome = {.kind = OUTCOME_RAISED, .value = NO_VALUE};
    StopReason reason = STOP_RAISED;
    sigset_t before;
    bool watched = begin_watch(real, &before);
    if (real_gil_take(&real->gil, real->main->number)) {
        thread_enter(w, main, THREAD_RUNNING, world_now(w));
        if (run_thread(w, real->main, &reason)) {
            outcome.value =
                reason == STOP_FINISHED ? main->result : main->raised;
        }
        real_gil_close(&real->gil);
    }
    if (watched) {
        end_watch(real, &before);
    }
    outcome.kind = reason == STOP_FINISHED ? OUTCOME_ENDED : OUTCOME_RAISED;
    if (real->left) {
        outcome.kind = OUTCOME_LEFT;
        outcome.value = INT(real->left_status);
    }
    outcome.time = world_now(w);
    outcome.forced = real->gil.forced;
    return outcome;
}

void real_close(Simulation *sim)
{
    if (sim->real) {
        release(sim->real);
        sim->real = NULL;
    }
}
