/* SPDX-License-Identifier: MIT */
/* The table of a sweep; no line is wider than 80 columns but the commands. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/report.h"
#include "cli/sweep.h"
#include "cli/wilson.h"
#include "sched/clock.h"

#define RESULT_WIDTH  31
#define RESULTS_NAMED 2

/* ---- the lines above the table ------------------------------------------- */

static void put_told(Buffer *out, const Options *options)
{
    const char *between = "correct: ";
    if (options->expect) {
        buffer_format(out, "%sprints the line '%.50s'", between,
                      options->expect);
        between = ", ";
    }
    if (options->expect_re) {
        buffer_format(out, "%sprints a line like /%.50s/", between,
                      options->expect_re);
        between = ", ";
    }
    if (options->expect_file) {
        buffer_format(out, "%sprints what is in %.50s", between,
                      options->expect_file);
        between = ", ";
    }
    if (options->expect_exit >= 0) {
        buffer_format(out, "%sexit status %lld", between,
                      (long long)options->expect_exit);
    } else {
        buffer_string(out, ", no exception");
    }
    buffer_byte(out, '\n');
}

/* Results of serial orders that are no deadlock. */
static size_t sound_results(const Oracle *oracle)
{
    size_t count = 0;
    for (size_t i = 0; i < oracle->references.count; i++) {
        count += strncmp(oracle->references.items[i].key, "deadlock", 8) != 0;
    }
    return count;
}

static void put_mute(Buffer *out, const Oracle *oracle)
{
    buffer_format(out, "correct: any end without deadlock or exception; ");
    buffer_format(out,
                  oracle->exhaustive ? "all %u serial order%s\n"
                                     : "%u serial order%s drawn\n",
                  oracle->tried, oracle->tried == 1 ? "" : "s");
    buffer_string(out, "fail, so that nothing says what it should print\n");
}

static void put_oracle(Buffer *out, const Oracle *oracle)
{
    size_t results = oracle->references.count;
    if (oracle_is_mute(oracle)) {
        put_mute(out, oracle);
        return;
    }
    buffer_format(out, "correct: a result that a serial run gives (");
    if (oracle->exhaustive) {
        buffer_format(out, "all %u serial order%s: ", oracle->tried,
                      oracle->tried == 1 ? "" : "s");
    } else {
        buffer_format(out, "%u orders drawn: ", oracle->tried);
    }
    buffer_format(out, "%zu result%s)\n", results, results == 1 ? "" : "s");
    if (oracle->deadlocks && !oracle_is_mute(oracle)) {
        buffer_format(out,
                      "of these %u end%s in a deadlock, which is never "
                      "correct\n",
                      oracle->deadlocks, oracle->deadlocks == 1 ? "s" : "");
    }
    if (sound_results(oracle) > 1) {
        buffer_format(out, "the serial orders disagree: each of these results "
                           "counts   (else: --expect)\n");
    }
    if (oracle->left_out) {
        buffer_format(out, "left out: %u orders that did not end\n",
                      oracle->left_out);
    }
    if (oracle->mask.count) {
        Buffer lines = {0};
        oracle_unjudged(&lines, oracle);
        buffer_format(out,
                      "not judged: what differs from day to day on line "
                      "%.40s\n",
                      lines.size ? lines.data : "");
        buffer_free(&lines);
    }
}

static void put_compared(Buffer *out, const Options *options)
{
    static const char *const what[] = {
        [COMPARE_MAIN] = "the main thread's lines",
        [COMPARE_LINES] = "all lines in any order",
        [COMPARE_TEXT] = "all output",
        [COMPARE_GLOBALS] = "the main thread's lines, globals",
    };
    buffer_format(out,
                  "compared: %s, exit status, exceptions   "
                  "(change: --compare)\n",
                  what[options->compare]);
}

static void put_conditions(Buffer *out, const Sweep *sweep)
{
    const SimulationOptions *machine = &sweep->options->machine;
    char policy[40];
    buffer_format(
        out,
        "GIL of CPython %s, ideal machine, policy %s, "
        "seeds %llu-%llu\n\n",
        machine->era->name, policy_text(machine->policy, policy, sizeof policy),
        (unsigned long long)machine->seed,
        (unsigned long long)(machine->seed + sweep->runs_per_row - 1));
}

/* ---- rows ---------------------------------------------------------------- */

/* "100", "99.5", "0": never rounded to all or to nothing. */
static void put_percent(Buffer *out, uint32_t good, uint32_t all)
{
    char text[16];
    uint64_t mille = ((uint64_t)good * 2000 + all) / (2 * (uint64_t)all);
    mille = mille == 0 && good ? 1 : mille;
    mille = mille == 1000 && good < all ? 999 : mille;
    if (mille % 10 == 0) {
        snprintf(text, sizeof text, "%u", (unsigned)(mille / 10));
    } else {
        snprintf(text, sizeof text, "%u.%u", (unsigned)(mille / 10),
                 (unsigned)(mille % 10));
    }
    buffer_format(out, " %5s %%", text);
}

typedef struct RowResults {
    size_t *numbers; /* of distinct results */
    size_t count;
} RowResults;

static bool collect(const Sweep *sweep, uint32_t row, RowResults *found)
{
    const SweepRun *runs = &sweep->runs[row * sweep->runs_per_row];
    *found = (RowResults){malloc(sweep->runs_per_row * sizeof(size_t)), 0};
    bool *seen = calloc(sweep->results.count + 1, sizeof *seen);
    for (uint32_t i = 0; found->numbers && seen && i < sweep->runs_per_row;
         i++) {
        if (!seen[runs[i].result]) {
            seen[runs[i].result] = true;
            found->numbers[found->count++] = runs[i].result;
        }
    }
    free(seen);
    return found->count > 0;
}

/* "1139 .. 1574"; false: they are not all numbers. */
static bool put_range(Buffer *out, const Sweep *sweep, const RowResults *found)
{
    int64_t low = INT64_MAX;
    int64_t high = 0;
    for (size_t i = 0; i < found->count; i++) {
        const Result *result = &sweep->results.items[found->numbers[i]];
        if (!label_widen(&sweep->labels, result, &low, &high)) {
            return false;
        }
    }
    buffer_format(out, "%lld .. %lld", (long long)low, (long long)high);
    return true;
}

static void put_names(Buffer *out, const Sweep *sweep, const RowResults *found)
{
    size_t shown = found->count < RESULTS_NAMED ? found->count : RESULTS_NAMED;
    size_t width = RESULT_WIDTH - 4;
    size_t each = (width - 4) / RESULTS_NAMED;
    for (size_t i = 0; i < shown && shown > 1; i++) {
        const Result *result = &sweep->results.items[found->numbers[i]];
        Buffer name = {0};
        label_put(&name, &sweep->labels, result->key, result->size, width);
        shown = name.size > each ? 1 : shown;
        buffer_free(&name);
    }
    width = shown > 1 ? each : width - 2;
    for (size_t i = 0; i < shown; i++) {
        const Result *result = &sweep->results.items[found->numbers[i]];
        buffer_string(out, i ? ", " : "");
        label_put(out, &sweep->labels, result->key, result->size, width);
    }
    buffer_string(out, found->count > shown ? " .." : "");
}

static void put_row(Buffer *out, const Sweep *sweep, uint32_t number)
{
    const SweepRow *row = &sweep->rows[number];
    const Policy policy = sweep->options->machine.policy;
    uint32_t runs = sweep->runs_per_row;
    char text[40];
    int low;
    int high;
    if (policy_uses_interval(policy)) {
        clock_text(row->interval * 1e9, text, sizeof text);
    } else {
        snprintf(text, sizeof text, "none");
    }
    wilson_interval(row->correct, runs, &low, &high);
    buffer_format(out, "%8s %5u", text, runs);
    put_percent(out, row->correct, runs);
    buffer_format(out, " %5d - %3d %% %9llu  ", (low + 5) / 10, (high + 5) / 10,
                  (unsigned long long)((row->forced * 2 + runs) / (2 * runs)));
    RowResults found;
    if (!collect(sweep, number, &found)) {
        out->failed = true;
    } else {
        buffer_format(out, "%zu: ", found.count);
        if (found.count == 1 || !sweep->labels.numbers ||
            !put_range(out, sweep, &found)) {
            put_names(out, sweep, &found);
        }
    }
    free(found.numbers);
    buffer_byte(out, '\n');
}

/* ---- what it comes to ---------------------------------------------------- */

/* "50 us, 500 ns and 0.5 ns": the rows with a failure. */
static void put_failing(Buffer *out, const Sweep *sweep)
{
    uint32_t failing = 0;
    for (uint32_t i = 0; i < sweep->row_count; i++) {
        failing += sweep->rows[i].correct < sweep->runs_per_row;
    }
    uint32_t shown = 0;
    for (uint32_t i = 0; i < sweep->row_count; i++) {
        char text[40];
        if (sweep->rows[i].correct == sweep->runs_per_row) {
            continue;
        }
        clock_text(sweep->rows[i].interval * 1e9, text, sizeof text);
        buffer_format(out, "%s%s",
                      shown == 0             ? ""
                      : shown + 1 == failing ? " and "
                                             : ", ",
                      text);
        shown++;
    }
}

static void put_lost(Buffer *out, const Sweep *sweep)
{
    if (!sweep->lost_file) {
        return;
    }
    const char *slash = strrchr(sweep->lost_file, '/');
    Buffer line = {0};
    file_source_line((void *)&sweep->session.text, &line, sweep->lost_file,
                     sweep->lost_line);
    buffer_format(out, "  lost at  %s:%d   %.44s\n",
                  slash ? slash + 1 : sweep->lost_file, sweep->lost_line,
                  line.size ? line.data : "");
    buffer_free(&line);
}

static void put_rarest(Buffer *out, const Sweep *sweep)
{
    const SweepRun *run = &sweep->runs[sweep->rarest];
    const Result *result = &sweep->results.items[run->result];
    double interval = sweep->rows[run->task / sweep->runs_per_row].interval;
    char text[40];
    buffer_string(out, "  rarest   ");
    label_put(out, &sweep->labels, result->key, result->size, 34);
    buffer_format(out, " (%u run%s of %u", sweep->rarest_runs,
                  sweep->rarest_runs == 1 ? "" : "s", sweep->runs_per_row);
    if (policy_uses_interval(sweep->options->machine.policy)) {
        buffer_format(out, " at %s",
                      clock_text(interval * 1e9, text, sizeof text));
    }
    buffer_format(out, "), seed %llu:\n           ",
                  (unsigned long long)sweep_seed(sweep, run));
    Options options = *sweep->options;
    if (run->kind == OUTCOME_STEP_LIMIT && !options.machine.step_limit) {
        options.machine.step_limit = SESSION_STEPS;
    }
    report_command(out, &options, "run ", sweep->file, interval,
                   sweep_seed(sweep, run));
    buffer_byte(out, '\n');
}

static void put_failure(Buffer *out, const Sweep *sweep)
{
    uint32_t all = sweep->row_count * sweep->runs_per_row;
    buffer_string(out, "\nFAILS");
    if (policy_uses_interval(sweep->options->machine.policy)) {
        buffer_string(out, " at ");
        put_failing(out, sweep);
    }
    buffer_format(out, " (%u of %u runs)", sweep->failed, all);
    buffer_string(out, sweep->options->must_fail ? ", as it must\n" : "\n");
    put_lost(out, sweep);
    put_rarest(out, sweep);
    if (sweep->told) {
        return;
    }
    const Result *result =
        &sweep->results.items[sweep->runs[sweep->rarest].result];
    bool serial = results_find(&sweep->oracle.references, result->key,
                               result->size) != RESULT_NONE;
    buffer_format(out, "  %s\n",
                  serial ? "a serial run ends so, too: no matter of switches"
                  : sweep->oracle.exhaustive
                      ? "no serial run gives this"
                      : "none of the serial runs drawn gave this");
}

static void put_success(Buffer *out, const Sweep *sweep)
{
    uint32_t all = sweep->row_count * sweep->runs_per_row;
    int bound = wilson_at_most(all);
    buffer_format(out, "\nNO FAILURE in %u runs: it fails in less than ", all);
    if (bound % 10 == 0 || bound > 10) {
        buffer_format(out, "%d", (bound + 9) / 10);
    } else {
        buffer_format(out, "0.%d", bound);
    }
    buffer_string(out, " % of runs like these (95 %).\n");
    buffer_string(out, sweep->options->must_fail
                           ? "It had to fail (--must-fail).\n"
                           : "This is not a proof.\n");
}

static void put_broken(Buffer *out, const Sweep *sweep)
{
    uint32_t task = 0;
    while (!sweep->runs[task].broken) {
        task++;
    }
    char text[40];
    buffer_format(out,
                  "\nINTERNAL ERROR: gilscope itself broke down in %u of %u "
                  "runs,\nfor example with --interval %s --seed %llu: please "
                  "report the program.\nThis says nothing about it.\n",
                  sweep->broken, sweep->row_count * sweep->runs_per_row,
                  clock_option(sweep->rows[task / sweep->runs_per_row].interval,
                               text, sizeof text),
                  (unsigned long long)sweep_seed(sweep, &sweep->runs[task]));
}

static void put_notes(Buffer *out, const Sweep *sweep)
{
    bool set = false;
    for (uint32_t i = 0; i < sweep->row_count * sweep->runs_per_row; i++) {
        set = set || sweep->runs[i].interval_set;
    }
    if (sweep->livelocks) {
        buffer_format(out,
                      "note: in %u run%s the threads only repeated themselves "
                      "for a long time\n      (a livelock)\n",
                      sweep->livelocks, sweep->livelocks == 1 ? "" : "s");
    }
    if (set && !sweep->options->machine.force_interval) {
        buffer_string(out, "note: the program sets the interval itself, so "
                           "the rows are alike\n      "
                           "(--force-interval overrides it)\n");
    }
}

static void put_cannot(Buffer *out, const Sweep *sweep)
{
    if (sweep->newer.name) {
        buffer_format(out,
                      "CANNOT RUN: line %d has %s, which needs Python %s: not "
                      "compiled yet.\nThis says nothing about the program.\n",
                      sweep->newer.line, sweep->newer.name,
                      sweep->newer.version);
        report_doctor(out, &sweep->session);
        return;
    }
    const char *missing = "";
    for (uint32_t i = 0; i < sweep->row_count * sweep->runs_per_row; i++) {
        missing = sweep->runs[i].cannot ? sweep->runs[i].missing : missing;
    }
    if (!strcmp(missing, "subprocess")) {
        buffer_string(out, "CANNOT RUN: it starts another process, and a run "
                           "of a sweep\nmust leave no trace.\n");
    } else if (*missing) {
        buffer_format(out,
                      "CANNOT RUN: it needs %s, which belongs to CPython's "
                      "library\nbut is not built here yet.\n",
                      missing);
    } else {
        buffer_string(out, "CANNOT RUN: a module that it imports is not "
                           "here.\n");
    }
    buffer_string(out, "This says nothing about the program.\n");
    report_doctor(out, &sweep->session);
}

static const char say_what[] =
    "Say what is correct: --expect TEXT, --expect-re, --expect-file or "
    "--expect-exit.\n";

static void put_no_verdict(Buffer *out, const Sweep *sweep)
{
    const Oracle *oracle = &sweep->oracle;
    buffer_format(out, "NO VERDICT: %s", oracle->problem);
    if (oracle->too_short) {
        int64_t limit = sweep->options->machine.step_limit;
        buffer_format(out, " (%lld).\nLet it run longer: --step-limit N",
                      (long long)(limit ? limit : ORACLE_STEPS));
    }
    buffer_format(out, ".\n%s", say_what);
}

/* All that is known: the runs here end, and serial ones do not. */
static void put_unjudged(Buffer *out, const Sweep *sweep)
{
    uint32_t all = sweep->row_count * sweep->runs_per_row;
    const Oracle *oracle = &sweep->oracle;
    buffer_format(out,
                  "\nNO VERDICT: all %u runs end well, but of %u serial "
                  "orders %u end in\na deadlock and %u by an exception: some "
                  "order of threads breaks it.\n%s",
                  all, oracle->tried, oracle->deadlocks, oracle->crashes,
                  say_what);
}

void sweep_table(Buffer *out, const Sweep *sweep)
{
    if (sweep->verdict == VERDICT_CANNOT_RUN) {
        put_cannot(out, sweep);
        return;
    }
    if (sweep->verdict == VERDICT_NONE) {
        put_no_verdict(out, sweep);
        return;
    }
    if (sweep->told) {
        put_told(out, sweep->options);
    } else {
        put_oracle(out, &sweep->oracle);
        put_compared(out, sweep->options);
    }
    put_conditions(out, sweep);
    buffer_string(out,
                  "interval  runs  correct   95 %        switches  results\n");
    for (uint32_t i = 0; i < sweep->row_count; i++) {
        put_row(out, sweep, i);
    }
    if (sweep->verdict == VERDICT_BROKEN) {
        put_broken(out, sweep);
    } else if (sweep->verdict == VERDICT_FAILS) {
        put_failure(out, sweep);
    } else if (sweep->verdict == VERDICT_UNJUDGED) {
        put_unjudged(out, sweep);
    } else {
        put_success(out, sweep);
    }
    put_notes(out, sweep);
}
