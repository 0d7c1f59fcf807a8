/* SPDX-License-Identifier: MIT */
/*
 * `gilscope sweep`: compile once, find out what is correct, run everything in
 * workers, count. The rarest wrong run is then repeated here with somebody
 * listening, to say where it lost its updates.
 */
#include "cli/sweep.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/progress.h"
#include "sched/lost.h"

/* A child process on its way out of main; see workers.h. */
#define STATUS_CHILD 0

static const double default_intervals[] = {0.005, 50e-6, 500e-9, 0.5e-9};

/* ---- judging ------------------------------------------------------------- */

bool sweep_is_correct(const Sweep *sweep, const SweepRun *run)
{
    if (sweep->told) {
        return run->expected &&
               (!run->crashed || sweep->options->expect_exit >= 0);
    }
    if (oracle_is_mute(&sweep->oracle)) {
        return !run->crashed;
    }
    const Result *result = &sweep->results.items[run->result];
    return !run->crashed && results_find(&sweep->oracle.references, result->key,
                                         result->size) != RESULT_NONE;
}

uint64_t sweep_seed(const Sweep *sweep, const SweepRun *run)
{
    return sweep->options->machine.seed + run->task % sweep->runs_per_row;
}

int sweep_status(const Sweep *sweep)
{
    switch (sweep->verdict) {
    case VERDICT_HOLDS:
        return sweep->options->must_fail ? EXIT_FAILS : EXIT_HOLDS;
    case VERDICT_FAILS:
        return sweep->options->must_fail ? EXIT_HOLDS : EXIT_FAILS;
    case VERDICT_NONE:
    case VERDICT_UNJUDGED:
        return EXIT_NO_VERDICT;
    case VERDICT_CANNOT_RUN:
        return EXIT_CANNOT_RUN;
    case VERDICT_BROKEN:
        break;
    }
    return EXIT_INTERNAL;
}

/* ---- running ------------------------------------------------------------- */

typedef struct Taker {
    Sweep *sweep;
    Progress progress;
    Buffer *keys; /* by task, until all are there */
} Taker;

static bool take_run(void *data, const SweepRun *run, const char *key)
{
    Taker *taker = data;
    Buffer *kept = &taker->keys[run->task];
    taker->sweep->runs[run->task] = *run;
    Mask none = {0};
    const Mask *mask = taker->sweep->told ? &none : &taker->sweep->oracle.mask;
    mask_apply(mask, kept, (Text){key, run->key_size});
    progress_step(&taker->progress);
    return !kept->failed;
}

/* In the order of the runs, so that numbers do not depend on the workers. */
static bool number_results(Sweep *sweep, const Buffer *keys, uint32_t tasks)
{
    for (uint32_t i = 0; i < tasks; i++) {
        sweep->runs[i].result =
            results_add(&sweep->results, keys[i].data, keys[i].size);
        if (sweep->runs[i].result == RESULT_NONE) {
            return false;
        }
    }
    return true;
}

static uint32_t job_count(const Options *options)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    int64_t jobs = options->jobs ? options->jobs : cores > 0 ? cores : 1;
    return jobs > UINT32_MAX ? UINT32_MAX : (uint32_t)jobs;
}

static int tell_interrupt(const Sweep *sweep, uint32_t tasks)
{
    uint32_t done = 0;
    for (uint32_t i = 0; i < tasks; i++) {
        done += sweep->runs[i].done;
    }
    (void)command_fail("interrupted after %u of %u runs: no verdict", done,
                       tasks);
    return EXIT_BY_INTERRUPT;
}

static int run_all(Sweep *sweep, bool *child)
{
    uint32_t tasks = sweep->row_count * sweep->runs_per_row;
    Taker taker = {.sweep = sweep, .keys = calloc(tasks, sizeof(Buffer))};
    sweep->runs = calloc(tasks, sizeof *sweep->runs);
    int status = 0;
    if (!taker.keys || !sweep->runs) {
        free(taker.keys);
        return command_no_memory();
    }
    Work work = {.session = &sweep->session,
                 .judge = &sweep->judge,
                 .intervals = sweep->intervals,
                 .runs = sweep->runs_per_row,
                 .tasks = tasks,
                 .jobs = job_count(sweep->options),
                 .take = take_run,
                 .data = &taker};
    progress_start(&taker.progress, "runs", tasks);
    switch (workers_run(&work)) {
    case WORK_DONE:
        progress_end(&taker.progress);
        status =
            number_results(sweep, taker.keys, tasks) ? 0 : command_no_memory();
        break;
    case WORK_IS_CHILD:
        *child = true;
        break;
    default:
        progress_end(&taker.progress);
        status = *session_interrupts() ? tell_interrupt(sweep, tasks)
                                       : EXIT_INTERNAL;
        break;
    }
    for (uint32_t i = 0; i < tasks; i++) {
        buffer_free(&taker.keys[i]);
    }
    free(taker.keys);
    return status;
}

/* ---- counting ------------------------------------------------------------ */

/* Runs of the same row with the same result. */
static uint32_t runs_alike(const Sweep *sweep, uint32_t task)
{
    uint32_t first = task - task % sweep->runs_per_row;
    uint32_t count = 0;
    for (uint32_t i = 0; i < sweep->runs_per_row; i++) {
        count += sweep->runs[first + i].result == sweep->runs[task].result;
    }
    return count;
}

static void choose_rarest(Sweep *sweep)
{
    uint32_t tasks = sweep->row_count * sweep->runs_per_row;
    sweep->rarest_runs = UINT32_MAX;
    for (uint32_t i = 0; i < tasks; i++) {
        if (sweep_is_correct(sweep, &sweep->runs[i])) {
            continue;
        }
        uint32_t alike = runs_alike(sweep, i);
        if (alike < sweep->rarest_runs) {
            sweep->rarest_runs = alike;
            sweep->rarest = i;
        }
    }
}

static void count_runs(Sweep *sweep)
{
    uint32_t tasks = sweep->row_count * sweep->runs_per_row;
    bool cannot = false;
    for (uint32_t i = 0; i < tasks; i++) {
        const SweepRun *run = &sweep->runs[i];
        SweepRow *row = &sweep->rows[i / sweep->runs_per_row];
        bool correct = sweep_is_correct(sweep, run);
        row->correct += correct;
        row->forced += run->forced;
        sweep->failed += !correct;
        sweep->broken += run->broken;
        sweep->livelocks += run->livelock;
        cannot = cannot || run->cannot;
    }
    bool mute = !sweep->told && oracle_is_mute(&sweep->oracle);
    sweep->verdict = sweep->broken   ? VERDICT_BROKEN
                     : cannot        ? VERDICT_CANNOT_RUN
                     : sweep->failed ? VERDICT_FAILS
                     : mute          ? VERDICT_UNJUDGED
                                     : VERDICT_HOLDS;
    sweep->labels = labels_find(&sweep->results);
    if (sweep->failed) {
        choose_rarest(sweep);
    }
}

static void watch_access(void *data, World *w, AccessKind kind, Value object,
                         Value key)
{
    lost_see(data, w, kind, object, key);
}

/* Repeat the rarest wrong run, and note the place of its first loss. */
static void find_loss(Sweep *sweep)
{
    Session *session = &sweep->session;
    const SweepRun *run = &sweep->runs[sweep->rarest];
    Lost *lost = lost_new();
    if (!lost ||
        !session_rewind(session,
                        sweep->rows[run->task / sweep->runs_per_row].interval,
                        sweep_seed(sweep, run))) {
        lost_free(lost);
        return;
    }
    simulate_listen(&session->sim, (AccessListener){watch_access, lost});
    (void)session_run(session);
    session->sim.host.access = NULL;
    const char *file;
    if (lost_place(lost, 0, &file, &sweep->lost_line)) {
        sweep->lost_file = strdup(file);
    }
    lost_free(lost);
}

/* ---- one program --------------------------------------------------------- */

static bool make_rows(Sweep *sweep)
{
    const Options *options = sweep->options;
    sweep->told = judge_is_told(options);
    sweep->runs_per_row = (uint32_t)options->runs;
    sweep->intervals = options->intervals.count ? options->intervals.seconds
                                                : default_intervals;
    sweep->row_count = options->intervals.count
                           ? (uint32_t)options->intervals.count
                           : sizeof default_intervals / sizeof(double);
    if (!policy_uses_interval(options->machine.policy)) {
        sweep->row_count = 1;
    }
    sweep->rows = calloc(sweep->row_count, sizeof *sweep->rows);
    for (uint32_t i = 0; sweep->rows && i < sweep->row_count; i++) {
        sweep->rows[i].interval = sweep->intervals[i];
    }
    return sweep->rows != NULL;
}

static int show(Sweep *sweep)
{
    Buffer out = {0};
    bool good = true;
    if (sweep->options->json) {
        good = sweep_json(&out, sweep);
    } else {
        sweep_table(&out, sweep);
    }
    out.failed = out.failed || !good;
    int status = command_print(STDOUT_FILENO, &out);
    return status ? status : sweep_status(sweep);
}

static int find_oracle(Sweep *sweep)
{
    Session other;
    int status = session_open_other(&other, &sweep->session);
    if (status == 0) {
        status = session_freeze(&other)
                     ? oracle_find(&sweep->oracle, &sweep->session, &other,
                                   &sweep->judge)
                     : command_no_memory();
    }
    session_close(&other);
    return status;
}

/* A program in a Python that we do not read says nothing when it fails. */
static bool is_too_new(Sweep *sweep)
{
    const Session *session = &sweep->session;
    const FileText *text = &session->text;
    return text->text && !session->function &&
           doctor_newer(text->text, text->size, &sweep->newer);
}

static int fill(Sweep *sweep, bool *child)
{
    if (is_too_new(sweep)) {
        sweep->verdict = VERDICT_CANNOT_RUN;
        return show(sweep);
    }
    if (!sweep->told) {
        int status = find_oracle(sweep);
        if (status) {
            return status;
        }
        if (sweep->oracle.problem) {
            sweep->verdict = VERDICT_NONE;
            return show(sweep);
        }
    }
    int status = run_all(sweep, child);
    if (status || *child) {
        return *child ? STATUS_CHILD : status;
    }
    count_runs(sweep);
    if (sweep->verdict == VERDICT_FAILS) {
        find_loss(sweep);
    }
    return show(sweep);
}

static void free_sweep(Sweep *sweep)
{
    session_close(&sweep->session);
    judge_close(&sweep->judge);
    oracle_free(&sweep->oracle);
    results_free(&sweep->results);
    free(sweep->rows);
    free(sweep->runs);
    free(sweep->lost_file);
}

static int sweep_file(const Options *options, const char *file,
                      const FileText *input, bool *child)
{
    Sweep sweep = {.options = options, .file = file};
    int status = make_rows(&sweep) ? judge_open(&sweep.judge, options)
                                   : command_no_memory();
    if (status == 0) {
        status = session_open(&sweep.session, options, file, true);
        sweep.session.io.input = input->text;
        sweep.session.io.input_size = input->size;
    }
    if (status == 0 && !session_freeze(&sweep.session)) {
        status = command_no_memory();
    }
    if (status == 0) {
        status = fill(&sweep, child);
    }
    free_sweep(&sweep);
    return status;
}

/* ---- the command --------------------------------------------------------- */

/* The graver of two statuses. */
static int worse(int a, int b)
{
    static const int order[] = {
        EXIT_BY_INTERRUPT, EXIT_INTERNAL,   EXIT_USAGE,      EXIT_OUTPUT,
        EXIT_FAILS,        EXIT_NO_VERDICT, EXIT_CANNOT_RUN, EXIT_HOLDS};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (a == order[i] || b == order[i]) {
            return order[i];
        }
    }
    return a;
}

/* What every run reads from its stdin: all there is, unless it is a terminal.
 */
static int read_input(FileText *input, char **bytes)
{
    *input = (FileText){"<stdin>", "", 0};
    *bytes = NULL;
    if (isatty(STDIN_FILENO)) {
        return 0;
    }
    int error;
    size_t size;
    *bytes = file_read_all(STDIN_FILENO, &size, &error);
    if (!*bytes) {
        return 0; /* a closed stdin is an empty one */
    }
    input->text = *bytes;
    input->size = size;
    return 0;
}

static int check_options(const Options *options)
{
    if (options->source == SOURCE_NONE) {
        return command_fail("sweep wants a program: gilscope sweep FILE");
    }
    if (options->source == SOURCE_STDIN) {
        return command_fail("sweep cannot read the program from stdin: "
                            "give a file, or -c CODE");
    }
    return options->runs > 10000000 ? command_fail("--runs: at most 10000000")
                                    : 0;
}

static int sweep_each(Options *options, const FileText *input)
{
    bool child = false;
    size_t count = options->source == SOURCE_FILE ? options->files.count : 1;
    int status = 0;
    for (size_t i = 0; i < count && !child; i++) {
        const char *file =
            options->files.count ? options->files.items[i] : NULL;
        if (count > 1 && !options->json) {
            Buffer head = {0};
            buffer_format(&head, "%s== %s\n", i ? "\n" : "", file);
            (void)command_print(STDOUT_FILENO, &head);
        }
        int own = sweep_file(options, file, input, &child);
        status = i == 0 || child ? own : worse(status, own);
        if (status == EXIT_BY_INTERRUPT) {
            break;
        }
    }
    return status;
}

int sweep_command(Options *options)
{
    int status = check_options(options);
    if (status) {
        return status;
    }
    FileText input;
    char *bytes;
    status = read_input(&input, &bytes);
    if (status == 0) {
        status = sweep_each(options, &input);
    }
    free(bytes);
    return status;
}
