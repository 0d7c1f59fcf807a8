/* SPDX-License-Identifier: MIT */
/*
 * Running a program in virtual time: who runs, until when, and why it ends.
 *
 * A Simulation lives outside the arena: the options, the host functions and
 * the observers. What a restore must rewind is the Machine in the arena.
 * Life cycle: simulate_setup, world_new with &sim.host, the image, then
 * simulate_begin; after each world_restore to a state behind simulate_begin,
 * simulate_reseed; then simulate_run, again for each statement at a prompt.
 */
#ifndef GILSCOPE_SCHED_SIMULATE_H
#define GILSCOPE_SCHED_SIMULATE_H

#include <signal.h>

#include "sched/era.h"
#include "sched/io.h"
#include "sched/livelock.h"
#include "sched/policy.h"
#include "sched/record.h"
#include "vm/host.h"

typedef struct SimulationOptions {
    double interval_seconds; /* > 0 */
    uint64_t seed;
    uint64_t data_seed;
    Policy policy;
    const EraRules *era;
    int64_t op_ns;      /* >= 1 */
    int64_t step_limit; /* opcodes; 0: none */
    int64_t epoch_ns;   /* of virtual time 0, since 1970 */
    int cores;
    bool jitter;
    bool force_interval; /* the program's own interval changes nothing */
    IoModel io;
    struct SerialChoices *serial; /* of POLICY_SERIAL, else NULL */
    /* Program output and input; `data` is theirs. Results as host.h. */
    void *data;
    int64_t (*write)(void *data, int descriptor, const char *bytes,
                     size_t size);
    int64_t (*read)(void *data, int descriptor, char *bytes, size_t size);
    char *(*read_file)(void *data, const char *path, size_t *size, int *error);
    /* What the compiler warns of; may be NULL. */
    void (*warning)(void *data, const char *filename,
                    const struct Warning *warning);
    /* A module or feature the program asks for that is not built; may be
     * NULL. */
    void (*missing)(void *data, const char *what);
    /* The running thread was left by an exception, or the main thread by any:
     * its traceback as CPython prints it; may be NULL. */
    void (*uncaught)(void *data, World *w, const char *text, size_t size);
    /* Set by a signal handler when Ctrl-C is pressed; may be NULL. */
    volatile sig_atomic_t *interrupted;
    /* Show the threads (dump.h): at virtual time dump_at (ns; 0: never), and
     * when *dump_wanted is set by a signal handler; each may be missing. */
    void (*dump)(void *data, World *w);
    int64_t dump_at;
    volatile sig_atomic_t *dump_wanted;
    /* The program only repeats itself (livelock.h), told once a run; NULL: it
     * is not looked for. */
    void (*livelock)(void *data, World *w);
} SimulationOptions;

typedef enum {
    OUTCOME_ENDED,    /* the main thread's bottom frame has returned */
    OUTCOME_RAISED,   /* it was left by main_thread->raised */
    OUTCOME_DEADLOCK, /* nothing can ever run again */
    OUTCOME_STEP_LIMIT,
    OUTCOME_LEFT, /* os._exit, or a signal that ends the process */
} OutcomeKind;

typedef struct Outcome {
    OutcomeKind kind;
    Value value;  /* ENDED: the result; RAISED: the exception; LEFT: an inline
                     int, the status or minus the signal's number */
    int64_t time; /* virtual, ns */
    int64_t steps;
    uint64_t forced; /* switches at check points */
    uint64_t voluntary;
} Outcome;

/* Told of every shared read and write; the loop is slower meanwhile. */
typedef struct AccessListener {
    void (*see)(void *data, World *w, AccessKind kind, Value object, Value key);
    void *data;
} AccessListener;

typedef struct Simulation {
    Host host; /* host.data is this Simulation */
    SimulationOptions options;
    /* interp_run; a test puts its own here. */
    StopReason (*interpret)(World *w, Thread *thread, int64_t limit,
                            Where where);
    Observers observers;
    AccessListener listener;
    struct Real *real; /* --real: see sched/real.h; else NULL */
    Livelock livelock;
} Simulation;

static inline Simulation *simulate_of(const World *w)
{
    return w->host->data;
}

/* Tell whoever listens. A macro, so that nothing is put together for nobody. */
#define record(w, ...)                                                         \
    do {                                                                       \
        if (__builtin_expect(simulate_of(w)->observers.count, 0)) {            \
            record_tell((w), __VA_ARGS__);                                     \
        }                                                                      \
    } while (0)

/* 5 ms, seed 1, policy cpython, era 3.8, 50 ns an opcode, 4 cores ... */
SimulationOptions simulate_defaults(void);
void simulate_setup(Simulation *sim, const SimulationOptions *options);
/* The machine starts at virtual time 0; RAISE: MemoryError. */
MUST_CHECK Status simulate_begin(World *w);
/* After a restore: another draw of luck, and the options as they now are. */
void simulate_reseed(World *w, uint64_t seed);
/* false: there are already OBSERVERS_MAX. */
MUST_CHECK bool simulate_observe(Simulation *sim, Observer observer);
/* Listen to shared accesses; `see` NULL: only lock acquisitions are recorded,
 * for a trace. */
void simulate_listen(Simulation *sim, AccessListener listener);
/* Nobody listens any more, to anything. */
void simulate_unobserve(Simulation *sim);
/* After a restore: every observer forgets what came later. */
void simulate_cut(World *w);

/* Run all threads until the main thread's bottom frame is left. */
Outcome simulate_run(World *w);
/* The main thread waits at a prompt: the others run for `ns` of virtual time.
 * May end early with OUTCOME_STEP_LIMIT. */
Outcome simulate_idle(World *w, int64_t ns);
/* KeyboardInterrupt, whatever handler the program has set, at the main thread's
 * next check point; what it waits for is given up. Run it again to let it
 * unwind. */
void simulate_interrupt(World *w);
/* Never schedule this thread again. */
void simulate_kill(World *w, Thread *thread);

#endif
