/* SPDX-License-Identifier: MIT */
/*
 * `gilscope run`, and bare `gilscope FILE`: the program's own output and exit
 * status, as python's. Whatever else was asked for goes to stderr.
 */
#include <unistd.h>

#include "cli/command.h"
#include "cli/repl.h"
#include "cli/report.h"
#include "cli/session.h"
#include "sched/deadlock.h"
#include "sched/trace.h"

typedef struct Watchers {
    Stats stats;
    LockStats locks;
    Lost *lost;   /* --stats */
    Trace *trace; /* --trace: points to `lines` */
    Trace lines;
} Watchers;

static void print_line(void *data, const char *text)
{
    (void)data;
    Buffer line = {0};
    buffer_string(&line, text);
    (void)command_print(STDERR_FILENO, &line);
}

static void watch_access(void *data, World *w, AccessKind kind, Value object,
                         Value key)
{
    Watchers *watchers = data;
    if (watchers->trace) {
        trace_access(watchers->trace, w, kind, object, key);
    }
    if (watchers->lost) {
        lost_see(watchers->lost, w, kind, object, key);
    }
}

static bool watch(Session *session, Watchers *watchers)
{
    const Options *options = session->options;
    Simulation *sim = &session->sim;
    bool good = true;
    if (options->trace) {
        watchers->lines.put = print_line;
        watchers->trace = &watchers->lines;
        good = simulate_observe(sim, trace_observer(watchers->trace));
    }
    if (options->stats) {
        watchers->lost = lost_new();
        good = good && watchers->lost &&
               simulate_observe(sim, stats_observer(&watchers->stats)) &&
               simulate_observe(sim, lock_stats_observer(&watchers->locks));
    }
    if (options->stats || options->trace) {
        simulate_listen(sim, (AccessListener){watch_access, watchers});
    }
    return good;
}

static void report(Session *session, const RunEnd *end, Watchers *watchers)
{
    Buffer out = {0};
    trace_end(&watchers->lines);
    if (end->outcome.kind == OUTCOME_DEADLOCK) {
        report_deadlock(&out, session);
    } else if (end->outcome.kind == OUTCOME_STEP_LIMIT) {
        buffer_format(&out,
                      "gilscope: step limit: stopped after %lld opcodes\n",
                      (long long)end->outcome.steps);
    } else if (!session->options->real) {
        deadlock_note(&out, session->world);
    }
    if (end->status != 0) {
        report_missing(&out, session);
    }
    if (session->options->stats) {
        report_stats(&out, session, &watchers->stats, &watchers->locks,
                     watchers->lost);
    }
    (void)command_print(STDERR_FILENO, &out);
}

static int run_program(Session *session)
{
    Watchers watchers = {0};
    int status = EXIT_INTERNAL;
    if (watch(session, &watchers)) {
        RunEnd end = session_run(session);
        report(session, &end, &watchers);
        status = end.status;
    } else {
        status = command_no_memory();
    }
    if (!session->options->real) {
        simulate_unobserve(&session->sim); /* a prompt may follow */
    }
    lost_free(watchers.lost);
    stats_free(&watchers.stats);
    lock_stats_free(&watchers.locks);
    return status;
}

int run_command(Options *options)
{
    if (options->source == SOURCE_NONE && options->real &&
        isatty(STDIN_FILENO)) {
        return command_fail("--real wants a program: there is no prompt under "
                            "it");
    }
    if (options->source == SOURCE_NONE) {
        return options->interactive || isatty(STDIN_FILENO)
                   ? repl_command(options)
                   : (options->source = SOURCE_STDIN, run_command(options));
    }
    Session session;
    const char *file = options->files.count ? options->files.items[0] : NULL;
    int status = session_open(&session, options, file, false);
    if (status == 0) {
        status = run_program(&session);
        if (options->interactive) {
            status = repl_continue(&session, status);
        }
    }
    session_close(&session);
    return status;
}
