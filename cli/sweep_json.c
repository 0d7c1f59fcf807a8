/* SPDX-License-Identifier: MIT */
/*
 * A sweep as JSON Lines: one `meta` record, one `run` record each run, one
 * `end` record. Texts that are no UTF-8 are given with their bad bytes as '?'.
 */
#include <jansson.h>
#include <stdlib.h>

#include "cli/report.h"
#include "cli/sweep.h"

#define JSON_VERSION 1
#define JSON_FLAGS                                                             \
    (JSON_COMPACT | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(15))

static json_t *text_of(const char *text, size_t size)
{
    json_t *string = json_stringn(text, size);
    char *copy = string ? NULL : malloc(size + 1);
    if (copy) {
        for (size_t i = 0; i < size; i++) {
            copy[i] = text[i] & 0x80 ? '?' : text[i];
        }
        string = json_stringn(copy, size);
        free(copy);
    }
    return string;
}

/* Takes the record over. False: no memory. */
static bool put(Buffer *out, json_t *record)
{
    char *text = record ? json_dumps(record, JSON_FLAGS) : NULL;
    json_decref(record);
    if (!text) {
        return false;
    }
    buffer_string(out, text);
    buffer_byte(out, '\n');
    free(text);
    return true;
}

static json_t *oracle_record(const Sweep *sweep)
{
    const Oracle *oracle = &sweep->oracle;
    if (sweep->told) {
        return json_pack("{ss}", "kind", "told");
    }
    json_t *results = json_array();
    for (size_t i = 0; i < oracle->references.count; i++) {
        const Result *item = &oracle->references.items[i];
        json_array_append_new(results, text_of(item->key, item->size));
    }
    return json_pack(
        "{ss sb si si si si ss* so}", "kind", "serial", "exhaustive",
        oracle->exhaustive, "orders", (int)oracle->tried, "left_out",
        (int)oracle->left_out, "deadlocks", (int)oracle->deadlocks, "crashes",
        (int)oracle->crashes, "problem", oracle->problem, "results", results);
}

static json_t *meta_record(const Sweep *sweep)
{
    static const char *const compare[] = {"main", "lines", "text", "globals"};
    static const char *const buffering[] = {"line", "block", "none"};
    const Options *options = sweep->options;
    const SimulationOptions *machine = &options->machine;
    char policy[40];
    json_t *intervals = json_array();
    for (uint32_t i = 0; i < sweep->row_count; i++) {
        json_array_append_new(intervals, json_real(sweep->rows[i].interval));
    }
    const char *program = sweep->file ? sweep->file : options->code;
    return json_pack(
        "{ss si ss ss so ss ss ss so sI sI sI ss ss sb so}", "record", "meta",
        "version", JSON_VERSION, "gilscope", GILSCOPE_VERSION, "command",
        "sweep", "program", text_of(program, strlen(program)), "gil",
        machine->era->name, "machine", "ideal", "policy",
        policy_text(machine->policy, policy, sizeof policy), "intervals",
        intervals, "runs", (json_int_t)sweep->runs_per_row, "seed_base",
        (json_int_t)machine->seed, "data_seed", (json_int_t)machine->data_seed,
        "stdout", buffering[options->standard_output], "compare",
        compare[options->compare], "must_fail", options->must_fail, "oracle",
        oracle_record(sweep));
}

static json_t *run_record(const Sweep *sweep, const SweepRun *run)
{
    const Result *result = &sweep->results.items[run->result];
    return json_pack("{ss sf sI sb si sI sb so}", "record", "run", "interval",
                     sweep->rows[run->task / sweep->runs_per_row].interval,
                     "seed", (json_int_t)sweep_seed(sweep, run), "correct",
                     sweep_is_correct(sweep, run), "exit", (int)run->status,
                     "switches", (json_int_t)run->forced, "livelock",
                     run->livelock, "result",
                     text_of(result->key, result->size));
}

static json_t *end_record(const Sweep *sweep)
{
    static const char *const verdicts[] = {
        [VERDICT_HOLDS] = "no failure",
        [VERDICT_FAILS] = "fails",
        [VERDICT_NONE] = "no verdict",
        [VERDICT_UNJUDGED] = "no verdict",
        [VERDICT_CANNOT_RUN] = "cannot run",
        [VERDICT_BROKEN] = "internal error",
    };
    return json_pack("{ss ss sI si}", "record", "end", "verdict",
                     verdicts[sweep->verdict], "failed",
                     (json_int_t)sweep->failed, "exit", sweep_status(sweep));
}

bool sweep_json(Buffer *out, const Sweep *sweep)
{
    bool good = put(out, meta_record(sweep));
    uint32_t tasks = sweep->runs ? sweep->row_count * sweep->runs_per_row : 0;
    for (uint32_t i = 0; i < tasks && good; i++) {
        good = put(out, run_record(sweep, &sweep->runs[i]));
    }
    return good && put(out, end_record(sweep));
}
