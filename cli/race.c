/* SPDX-License-Identifier: MIT */
/*
 * %race f: a small sweep inside the prompt's world. The runs start from a
 * snapshot of it and are judged by its globals; afterwards it is as before.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/label.h"
#include "cli/magic.h"
#include "cli/oracle.h"
#include "sched/clock.h"

#define RACE_RUNS   100
#define RACE_STEPS  5000000
#define LABEL_WIDTH 30

static const double intervals[] = {0.005, 50e-6, 500e-9, 0.5e-9};
#define ROW_COUNT (sizeof intervals / sizeof *intervals)

typedef struct Race {
    Session *session;
    Judge judge;
    Oracle oracle;
    Results results; /* of all rows */
    Results row[ROW_COUNT];
    uint32_t correct[ROW_COUNT];
} Race;

static bool is_name(const char *text)
{
    size_t size = strspn(text, "abcdefghijklmnopqrstuvwxyz"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");
    return size && !text[size] && !(text[0] >= '0' && text[0] <= '9');
}

static bool prepare(Statements *statements, const char *name)
{
    Buffer text = {0};
    buffer_format(&text,
                  "import threading as _threading\n"
                  "_pair = [_threading.Thread(target=%s) for _ in 'ab']\n"
                  "for _one in _pair: _one.start()\n"
                  "for _one in _pair: _one.join()\n",
                  name);
    bool good = !text.failed && statement_prepare(statements, text.data);
    buffer_free(&text);
    return good;
}

static bool run_one(Race *race, size_t row, uint64_t seed)
{
    if (!session_rewind(race->session, intervals[row], seed)) {
        return false;
    }
    RunEnd end = session_run(race->session);
    Judgement judgement = judge_run(&race->judge, race->session, &end);
    Buffer key = {0};
    mask_apply(&race->oracle.mask, &key,
               (Text){judgement.key.data, judgement.key.size});
    bool good =
        !judgement.key.failed && !key.failed &&
        results_add(&race->results, key.data, key.size) != RESULT_NONE &&
        results_add(&race->row[row], key.data, key.size) != RESULT_NONE;
    race->correct[row] += good && !judgement.crashed &&
                          results_find(&race->oracle.references, key.data,
                                       key.size) != RESULT_NONE;
    buffer_free(&key);
    buffer_free(&judgement.key);
    return good;
}

static void put_label(Buffer *out, const Labels *labels, const Result *result)
{
    label_put(out, labels, result->key, result->size, LABEL_WIDTH);
}

static void put_results(Buffer *out, const Labels *labels, const Results *row)
{
    int64_t low = INT64_MAX;
    int64_t high = 0;
    bool numbers = labels->numbers && row->count > 1;
    buffer_format(out, "%zu: ", row->count);
    for (size_t i = 0; i < row->count && numbers; i++) {
        numbers = label_widen(labels, &row->items[i], &low, &high);
    }
    if (numbers) {
        buffer_format(out, "%lld .. %lld\n", (long long)low, (long long)high);
        return;
    }
    for (size_t i = 0; i < row->count && i < 2; i++) {
        buffer_string(out, i ? ", " : "");
        label_put(out, labels, row->items[i].key, row->items[i].size,
                  LABEL_WIDTH / 2);
    }
    buffer_string(out, row->count > 2 ? " ..\n" : "\n");
}

static void put_race(Buffer *out, Race *race, const char *name)
{
    /* The serial results take part, so that a difference to them shows. */
    for (size_t i = 0; i < race->oracle.references.count; i++) {
        const Result *item = &race->oracle.references.items[i];
        (void)results_add(&race->results, item->key, item->size);
    }
    Labels labels = labels_find(&race->results);
    char text[40];
    buffer_format(out,
                  "%.40s in 2 threads, %d times each; one after the "
                  "other gives: ",
                  name, RACE_RUNS);
    for (size_t i = 0; i < race->oracle.references.count && i < 2; i++) {
        buffer_string(out, i ? " or " : "");
        put_label(out, &labels, &race->oracle.references.items[i]);
    }
    buffer_string(out, "\ninterval  as expected  results\n");
    for (size_t i = 0; i < ROW_COUNT; i++) {
        clock_text(intervals[i] * 1e9, text, sizeof text);
        buffer_format(out, "%8s %10u %%  ", text,
                      race->correct[i] * 100 / RACE_RUNS);
        put_results(out, &labels, &race->row[i]);
    }
}

/* It fails even one thread after the other: there is nothing to compare. */
static void put_mute(Buffer *out, const Race *race, const char *name)
{
    const char *key = race->oracle.references.items[0].key;
    const char *line = strstr(key, "! ");
    const char *what = line ? strstr(line, ": ") : NULL;
    buffer_format(out, "%%race: %.40s fails without any switch: ", name);
    if (what) {
        what += 2;
        buffer_format(out, "%.*s\n", (int)strcspn(what, "\n"), what);
    } else {
        buffer_string(out, "it ends in a deadlock\n");
    }
}

/* The world stands at a snapshot that all runs start from. */
static void run_all(Race *race, const char *name, Buffer *out)
{
    if (oracle_find(&race->oracle, race->session, race->session,
                    &race->judge)) {
        return;
    }
    if (race->oracle.problem) {
        buffer_format(out, "%%race: no verdict: %s\n", race->oracle.problem);
        return;
    }
    if (oracle_is_mute(&race->oracle)) {
        put_mute(out, race, name);
        return;
    }
    bool good = true;
    for (size_t row = 0; row < ROW_COUNT; row++) {
        for (uint64_t i = 0; i < RACE_RUNS && good; i++) {
            good = run_one(race, row, i + 1) && !*session_interrupts();
        }
    }
    if (good) {
        put_race(out, race, name);
    } else {
        *session_interrupts() = 0;
        buffer_string(out, "%race: interrupted, or out of memory\n");
    }
}

static void race_free(Race *race)
{
    judge_close(&race->judge);
    oracle_free(&race->oracle);
    results_free(&race->results);
    for (size_t i = 0; i < ROW_COUNT; i++) {
        results_free(&race->row[i]);
    }
}

void race_run(Statements *statements, const char *name, Buffer *out)
{
    Session *session = statements->session;
    if (!is_name(name)) {
        buffer_format(out, "%%race: '%.40s' is no function's name\n", name);
        return;
    }
    Options options = *session->options;
    options.compare = COMPARE_GLOBALS;
    Race race = {.session = session};
    SimulationOptions before = session->sim.options;
    Snapshot *outer = session->start;
    Snapshot *clean = world_snapshot(session->world);
    bool good = clean && prepare(statements, name) && session_freeze(session) &&
                judge_open(&race.judge, &options) == 0;
    if (good) {
        session->io.keep = true;
        session->sim.options.step_limit = RACE_STEPS;
        run_all(&race, name, out);
        host_rewind(&session->io);
        session->io.keep = false;
    } else {
        buffer_string(out, "%race: cannot start\n");
    }
    session->sim.options = before;
    session->start = outer;
    if (clean) {
        if (!world_restore(session->world, clean)) {
            buffer_string(out, "out of memory: the world is lost, %reset\n");
        }
        world_drop_snapshot(session->world, clean);
    }
    race_free(&race);
}
