/* SPDX-License-Identifier: MIT */
/* The layout of the screens; the tables themselves are sched's. */
#include "cli/report.h"

#include "cli/doctor.h"
#include "sched/clock.h"
#include "sched/deadlock.h"
#include "sched/machine.h"

void report_command(Buffer *out, const Options *options, const char *command,
                    const char *file, double interval, uint64_t seed)
{
    char text[40];
    buffer_format(out, "gilscope %s", command);
    if (policy_uses_interval(options->machine.policy)) {
        buffer_format(out, "--interval %s ",
                      clock_option(interval, text, sizeof text));
    }
    buffer_format(out, "--seed %llu ", (unsigned long long)seed);
    options_spell(out, options);
    options_spell_program(out, options, file);
}

static void put_same_again(Buffer *out, const Session *session)
{
    const SimulationOptions *machine = &session->sim.options;
    if (!session->file) {
        return; /* at the prompt there is no command to repeat */
    }
    buffer_string(out, "same run again:  ");
    report_command(out, session->options, "", session->file,
                   machine->interval_seconds, machine->seed);
    buffer_byte(out, '\n');
}

static void put_how_often(Buffer *out, const Session *session)
{
    if (session->options->source == SOURCE_STDIN) {
        return;
    }
    buffer_string(out, "how often:       gilscope sweep ");
    options_spell(out, session->options);
    options_spell_program(out, session->options, session->file);
    buffer_byte(out, '\n');
}

/* Lines of the two tables: with what stands around them they fill a screen. */
#define THREADS_ALONE  16
#define THREADS_LISTED 8
#define LOCKS_LISTED   6

void report_stats(Buffer *out, Session *session, const Stats *stats,
                  LockStats *locks, const Lost *lost)
{
    World *w = session->world;
    bool any_lock = lock_stats_any(locks);
    buffer_string(out, "gilscope: ");
    stats_conditions(out, w);
    buffer_byte(out, '\n');
    stats_render(out, w, stats, any_lock ? THREADS_LISTED : THREADS_ALONE);
    if (any_lock) {
        buffer_byte(out, '\n');
        lock_stats_render(out, w, locks, LOCKS_LISTED);
    }
    if (lost && lost_total(lost)) {
        buffer_byte(out, '\n');
        lost_render(out, lost, file_source_line, &session->text);
    }
    put_same_again(out, session);
    put_how_often(out, session);
}

void report_deadlock(Buffer *out, Session *session)
{
    World *w = session->world;
    DeadlockOptions options = {
        .source = file_source_line,
        .data = &session->text,
        .total = machine_of(w)->gil.holder == 0 && !event_first(w),
    };
    deadlock_report(out, w, &options);
    put_same_again(out, session);
}

/* A Python that is not read here: what the "invalid syntax" above is about. */
static void put_newer(Buffer *out, const Session *session)
{
    const FileText *text = &session->text;
    NewerSyntax newer;
    if (text->text && doctor_newer(text->text, text->size, &newer)) {
        buffer_format(out,
                      "gilscope: line %d has %s, which needs Python %s; what "
                      "is compiled here is Python 3.8.\n",
                      newer.line, newer.name, newer.version);
        report_doctor(out, session);
    }
}

void report_missing(Buffer *out, const Session *session)
{
    if (!strcmp(session->io.missing, "subprocess")) {
        buffer_string(out, "gilscope: processes are started in one step, by "
                           "gilscope run: what this program asks for is not "
                           "done here.\n");
    } else if (session->io.missing[0]) {
        buffer_format(out,
                      "gilscope: %s belongs to CPython's library but is not "
                      "built here yet.\n",
                      session->io.missing);
        report_doctor(out, session);
    } else {
        put_newer(out, session);
    }
}

void report_doctor(Buffer *out, const Session *session)
{
    if (session->options->source == SOURCE_FILE) {
        buffer_string(out, "gilscope: what else this program needs: "
                           "gilscope doctor ");

        options_spell_file(out, session->file);
        buffer_byte(out, '\n');
    }
}
