/* SPDX-License-Identifier: MIT */
/*
 * Every order is run twice, the second time in another world: another year,
 * slower opcodes, other random data, other addresses and hashes of strings.
 * What differs then is masked. The orders are
 * walked depth first; beyond ORACLE_ORDERS they are drawn instead.
 */
#include "cli/oracle.h"

#include <stdlib.h>

#include "cli/command.h"
#include "sched/serial.h"

#define ORDER_SLEEPS 1000
/* So many orders without an end, and none with one: give up. */
#define HOPELESS 5

typedef struct Search {
    Oracle *oracle;
    Session *session;
    Session *other;
    const Judge *judge;
    SerialChoices *choices;
    int status;
} Search;

static void choose_serial(SimulationOptions *options, SerialChoices *choices,
                          int64_t given_limit)
{
    options->step_limit = given_limit ? given_limit : ORACLE_STEPS;
    options->policy = (Policy){POLICY_SERIAL, 1};
    options->serial = choices;
    options->jitter = false;
    options->livelock = NULL;
}

/* Another day, another machine, other data. */
static void choose_other(SimulationOptions *options)
{
    options->epoch_ns += INT64_C(12345678987654321);
    options->op_ns = options->op_ns * 3 + 7;
    options->data_seed += 77;
}

/* A key that has failed: no memory. */
static Judgement run_order(Search *search, bool other, RunEnd *end)
{
    Session *session = other ? search->other : search->session;
    SimulationOptions plain = session->sim.options;
    SimulationOptions options = plain;
    choose_serial(&options, search->choices,
                  session->options->machine.step_limit);
    if (other) {
        choose_other(&options);
    }
    session->sim.options = options;
    serial_start(search->choices);
    bool back = session_rewind(session, options.interval_seconds, options.seed);
    Judgement judgement = {.key.failed = true};
    if (back) {
        *end = session_run(session);
        judgement = judge_run(search->judge, session, end);
    }
    session->sim.options = plain;
    return judgement;
}

static bool has_ended(const Search *search, const RunEnd *end)
{
    return end->outcome.kind != OUTCOME_STEP_LIMIT &&
           search->choices->sleeps <= ORDER_SLEEPS;
}

/* One order, twice. False: stop, see status and problem. */
static bool try_order(Search *search)
{
    Oracle *oracle = search->oracle;
    uint64_t state = search->choices->state;
    RunEnd end = {0};
    Judgement first = run_order(search, false, &end);
    if (!first.key.failed && !has_ended(search, &end)) {
        buffer_free(&first.key);
        oracle->left_out++;
        return oracle->tried || oracle->left_out < HOPELESS;
    }
    bool deadlock = end.outcome.kind == OUTCOME_DEADLOCK;
    bool sample = search->choices->sample;
    uint32_t count = search->choices->count;
    uint64_t next_state = search->choices->state;
    search->choices->state = state;
    if (!sample) {
        search->choices->given = count;
    }
    Judgement second = run_order(search, true, &end);
    search->choices->state = next_state;
    bool memory = !first.key.failed && !second.key.failed;
    Text a = {first.key.data, first.key.size};
    Text b = {second.key.data, second.key.size};
    if (memory && !mask_learn(&oracle->mask, a, b)) {
        oracle->problem = "how many lines it prints differs from day to day";
    }
    memory = memory && results_add(&oracle->references, first.key.data,
                                   first.key.size) != RESULT_NONE;
    buffer_free(&first.key);
    buffer_free(&second.key);
    oracle->tried++;
    oracle->deadlocks += deadlock;
    oracle->crashes += first.crashed && !deadlock;
    search->status = memory ? 0 : command_no_memory();
    return memory && !oracle->problem;
}

static void walk(Search *search)
{
    Oracle *oracle = search->oracle;
    while (try_order(search)) {
        if (!serial_next(search->choices)) {
            oracle->exhaustive = true;
            return;
        }
        if (oracle->tried + oracle->left_out >= ORACLE_ORDERS) {
            return;
        }
    }
}

static void sample(Search *search)
{
    Oracle *oracle = search->oracle;
    results_free(&oracle->references);
    oracle->tried = oracle->left_out = 0;
    oracle->deadlocks = oracle->crashes = 0;
    search->choices->sample = true;
    search->choices->state = 1;
    while (oracle->tried + oracle->left_out < ORACLE_ORDERS &&
           try_order(search)) {
    }
    uint64_t once = 0;
    for (size_t i = 0; i < oracle->references.count; i++) {
        once += oracle->references.items[i].count == 1;
    }
    /* Good and Turing: about once / tried of all orders give yet another. */
    if (!oracle->problem && once * 20 > oracle->tried) {
        oracle->problem = "serial runs alone give too many results";
    }
}

/* The keys as they were found, once all masks are known. */
static bool apply_masks(Oracle *oracle)
{
    Results masked = {0};
    for (size_t i = 0; i < oracle->references.count; i++) {
        const Result *item = &oracle->references.items[i];
        Buffer key = {0};
        mask_apply(&oracle->mask, &key, (Text){item->key, item->size});
        size_t at =
            key.failed ? RESULT_NONE : results_add(&masked, key.data, key.size);
        buffer_free(&key);
        if (at == RESULT_NONE) {
            results_free(&masked);
            return false;
        }
        masked.items[at].count += item->count - 1;
        masked.items[at].reference = true;
    }
    results_free(&oracle->references);
    oracle->references = masked;
    return true;
}

static int find_orders(Search *search)
{
    Oracle *oracle = search->oracle;
    walk(search);
    if (!oracle->exhaustive && !oracle->problem && search->status == 0 &&
        oracle->tried) {
        sample(search);
    }
    if (!oracle->tried && !oracle->problem) {
        oracle->too_short = search->choices->sleeps <= ORDER_SLEEPS;
        oracle->problem =
            oracle->too_short
                ? "no serial run ended within its opcodes"
                : "no serial run ended: a thread slept again and again";
    }
    if (search->status == 0 && !apply_masks(oracle)) {
        return command_no_memory();
    }
    return search->status;
}

int oracle_find(Oracle *oracle, Session *session, Session *other,
                const Judge *judge)
{
    *oracle = (Oracle){0};
    Search search = {.oracle = oracle,
                     .session = session,
                     .other = other,
                     .judge = judge,
                     .choices = calloc(1, sizeof(SerialChoices))};
    int status = search.choices ? find_orders(&search) : command_no_memory();
    free(search.choices);
    return status;
}

bool oracle_is_mute(const Oracle *oracle)
{
    return oracle->tried &&
           oracle->deadlocks + oracle->crashes == oracle->tried;
}

void oracle_unjudged(Buffer *out, const Oracle *oracle)
{
    for (size_t i = 0; i < oracle->mask.count; i++) {
        const MaskedToken *token = &oracle->mask.items[i];
        bool again = i > 0 && oracle->mask.items[i - 1].line == token->line;
        if (!again) {
            buffer_format(out, "%s%u", i ? ", " : "", token->line);
        }
    }
}

void oracle_free(Oracle *oracle)
{
    results_free(&oracle->references);
    mask_free(&oracle->mask);
}
