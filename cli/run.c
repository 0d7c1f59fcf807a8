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
    Lost *lost;
} Watchers;

static void print_record(void *data, World *w, const Record *record)
{
    (void)data;
    Buffer line = {0};
    trace_line(&line, w, record);
    (void)command_print(STDERR_FILENO, &line);
}

static void watch_access(void *data, World *w, AccessKind kind, Value object,
                         Value key)
{
    lost_see(data, w, kind, object, key);
}

static bool watch(Session *session, Watchers *watchers)
{
    const Options *options = session->options;
    Simulation *sim = &session->sim;
    if (options->trace) {
        simulate_listen(sim, (AccessListener){0});
        if (!simulate_observe(sim, (Observer){.see = print_record})) {
            return false;
        }
    }
    if (!options->stats) {
        return true;
    }
    watchers->lost = lost_new();
    simulate_listen(sim, (AccessListener){watch_access, watchers->lost});
    return watchers->lost &&
           simulate_observe(sim, stats_observer(&watchers->stats));
}

static void report(Session *session, const RunEnd *end, Watchers *watchers)
{
    Buffer out = {0};
    if (end->outcome.kind == OUTCOME_DEADLOCK) {
        report_deadlock(&out, session);
    } else if (end->outcome.kind == OUTCOME_STEP_LIMIT) {
        buffer_format(&out,
                      "gilscope: step limit: stopped after %lld opcodes\n",
                      (long long)end->outcome.steps);
    } else {
        deadlock_note(&out, session->world);
    }
    if (end->status != 0) {
        report_missing(&out, session);
    }
    if (session->options->stats) {
        report_stats(&out, session, &watchers->stats, watchers->lost);
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
    lost_free(watchers.lost);
    stats_free(&watchers.stats);
    return status;
}

int run_command(Options *options)
{
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
