/* SPDX-License-Identifier: MIT */
/* The scheduler's rules of time, on threads that run scripts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sched/clock.h"
#include "sched/machine.h"
#include "tests/unit/sched_script.h"
#include "vm/signal.h"

#define OP 50

/* ---- scripts ------------------------------------------------------------- */

static Script *script_of(World *w)
{
    return simulate_of(w)->options.data;
}

static bool step_lock(Script *s, Thread *t, int which, bool timed)
{
    Lock *lock = s->lock[which];
    if (s->waits[t->serial]) {
        s->waits[t->serial] = false;
        s->answer[t->serial] = t->request.timed_out;
        return true;
    }
    if (lock->depth == 0) {
        lock_take(s->w, lock, t);
        return true;
    }
    t->request = (Request){.kind = REQUEST_LOCK,
                           .object = VALUE(lock),
                           .timeout_ns = timed ? 1000 : -1};
    return false;
}

static bool step_wait(Script *s, Thread *t, RequestKind kind, int64_t ns)
{
    if (s->waits[t->serial]) {
        s->waits[t->serial] = false;
        s->answer[t->serial] = t->request.timed_out;
        return true;
    }
    t->request = (Request){.kind = (uint8_t)kind, .timeout_ns = ns};
    return false;
}

static void start(Script *s, unsigned serial)
{
    Thread *child = thread_new(s->w, NONE, s->w->empty_tuple, NO_VALUE);
    assert_non_null(child);
    assert_int_equal(child->serial, serial);
    assert_int_equal(s->w->host->start(s->w, child), OK);
}

/* One opcode; false: it blocks. */
static bool step(Script *s, Thread *t, char op)
{
    switch (op) {
    case 'a':
    case 'b':
        return step_lock(s, t, op - 'a', false);
    case 't':
        return step_lock(s, t, 0, true);
    case 'A':
    case 'B':
        lock_free(s->w, s->lock[op - 'A']);
        return true;
    case 's':
        return step_wait(s, t, REQUEST_SLEEP, 1000);
    case 'z':
        return step_wait(s, t, REQUEST_SLEEP, 0);
    case 'i':
        return step_wait(s, t, REQUEST_IO, -1);
    case '.':
    case 'c':
        return true;
    default:
        start(s, (unsigned)(op - '0'));
        return true;
    }
}

static StopReason interpret(World *w, Thread *t, int64_t limit, Where where)
{
    Script *s = script_of(w);
    int64_t now = world_now(w);
    (void)where;
    w->limit = limit;
    w->left = limit - now;
    w->thread = t;
    for (;;) {
        size_t *at = &s->at[t->serial];
        char op = s->text[t->serial][*at];
        if (op == '*') {
            *at = 0;
            continue;
        }
        if (op == '\0') {
            return STOP_FINISHED;
        }
        if (!step(s, t, op)) {
            s->waits[t->serial] = true;
            return STOP_BLOCKED;
        }
        ++*at;
        w->left -= w->op_ns;
        if (s->logged + 1 < SCRIPT_LOG) {
            s->log[s->logged++] = (char)('0' + t->serial);
        }
        if (op != '.' && w->left <= 0) {
            return STOP_CHECK;
        }
    }
}

void script_open(Script *s, const SimulationOptions *options,
                 const char *const *texts, size_t count)
{
    SimulationOptions mine = *options;
    memset(s, 0, sizeof *s);
    mine.data = s;
    simulate_setup(&s->sim, &mine);
    s->sim.interpret = interpret;
    s->w = world_new(0, 0, &s->sim.host);
    assert_non_null(s->w);
    for (size_t i = 0; i < count; i++) {
        s->text[i + 1] = texts[i];
    }
    Thread *main = s->w->main_thread;
    if (!main) {
        main = thread_new(s->w, NONE, s->w->empty_tuple, NO_VALUE);
        assert_non_null(main);
        s->w->main_thread = s->w->thread = main;
    }
    assert_int_equal(main->serial, 1);
    assert_int_equal(simulate_begin(s->w), OK);
    for (int i = 0; i < 2; i++) {
        s->lock[i] = lock_new(s->w, &s->w->klass[TYPE_LOCK]);
        assert_non_null(s->lock[i]);
    }
}

void script_close(Script *s)
{
    world_free(s->w);
}

static SimulationOptions exact(double interval)
{
    SimulationOptions options = simulate_defaults();
    options.interval_seconds = interval;
    options.jitter = false;
    return options;
}

#define RUN(s, options, ...)                                                   \
    do {                                                                       \
        const char *const texts_[] = {__VA_ARGS__};                            \
        script_open(&(s), &(options), texts_, sizeof texts_ / sizeof *texts_); \
        outcome = simulate_run((s).w);                                         \
    } while (0)

/* ---- the rules ----------------------------------------------------------- */

static void rule_1_integers_only(void **state)
{
    (void)state;
    assert_int_equal(clock_from_seconds(5e-10), 1);
    assert_int_equal(clock_from_seconds(1e-12), 1);
    assert_int_equal(clock_from_seconds(0.005), 5000000);
    assert_int_equal(clock_from_seconds(1e300), CLOCK_NEVER);
    assert_int_equal(clock_add(CLOCK_NEVER, 5), CLOCK_NEVER);
    Script s;
    Outcome outcome;
    SimulationOptions options = exact(1);
    RUN(s, options, "c....c");
    assert_int_equal(outcome.kind, OUTCOME_ENDED);
    assert_int_equal(outcome.time, 6 * OP);
    assert_int_equal(outcome.steps, 6);
    script_close(&s);
}

static void rule_2_events_in_order(void **state)
{
    (void)state;
    Script s;
    Outcome outcome;
    SimulationOptions options = exact(1);
    /* Both children come to the GIL at once: first come, first served. */
    RUN(s, options, "2.3sc", ".c", ".c");
    assert_string_equal(s.log, "111223311");
    /* Nobody runnable: the clock jumps. */
    assert_int_equal(outcome.time, 3 * OP + 1000 + 2 * OP);
    script_close(&s);
}

typedef struct Times {
    int64_t time[64];
    unsigned count;
    uint8_t kind;
} Times;

static void see_times(void *data, World *w, const Record *record)
{
    Times *times = data;
    (void)w;
    if (record->kind == times->kind && times->count < 64) {
        times->time[times->count++] = record->time;
    }
}

static void rule_4_one_timer(void **state)
{
    (void)state;
    Script s;
    SimulationOptions options = exact(1e-6);
    const char *const texts[] = {"2cccccccccccccccccccccccccccccccc",
                                 "cccccccccccccccccccccccccccccccc"};
    Times times = {.kind = RECORD_REQUEST};
    script_open(&s, &options, texts, 2);
    assert_true(
        simulate_observe(&s.sim, (Observer){.see = see_times, .data = &times}));
    Outcome outcome = simulate_run(s.w);
    assert_int_equal(outcome.kind, OUTCOME_ENDED);
    /* The child came at 0, in the middle of the first opcode. */
    assert_int_equal(times.count, 2);
    assert_int_equal(times.time[0], 1000);
    assert_int_equal(times.time[1], 2000);
    assert_int_equal(outcome.forced, 2);
    assert_memory_equal(s.log, "111111111111111111112222222222222222222211",
                        42);
    script_close(&s);
}

static void rule_4_handover_goes_round(void **state)
{
    (void)state;
    Script s;
    Outcome outcome;
    SimulationOptions options = exact(5e-10);
    RUN(s, options, "23cccccc", "cccc", "cccc");
    assert_int_equal(outcome.kind, OUTCOME_ENDED);
    assert_string_equal(s.log, "1213213213213111");
    script_close(&s);
}

static void rule_5_jitter(void **state)
{
    (void)state;
    SimulationOptions options = exact(5e-7);
    options.jitter = true;
    char first[SCRIPT_LOG];
    unsigned different = 0;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        Script s;
        Outcome outcome;
        options.seed = seed;
        RUN(s, options, "2cccccccccccccccccccccccccccccccccccccccccccccccc",
            "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccc");
        assert_int_equal(outcome.kind, OUTCOME_ENDED);
        if (seed == 1) {
            memcpy(first, s.log, sizeof first);
        }
        different += strcmp(first, s.log) != 0;
        script_close(&s);
    }
    assert_true(different >= 15);
}

static void rule_6_streams_apart(void **state)
{
    (void)state;
    Streams a;
    Streams b;
    stream_seed(&a, 1, 7);
    stream_seed(&b, 2, 7);
    assert_true(stream_next(&a, STREAM_JITTER) !=
                stream_next(&b, STREAM_JITTER));
    assert_int_equal(stream_next(&a, STREAM_PROGRAM),
                     stream_next(&b, STREAM_PROGRAM));
    stream_seed(&a, 1, 7);
    stream_seed(&b, 1, 8);
    (void)stream_next(&a, STREAM_IO);
    assert_int_equal(stream_next(&a, STREAM_POLICY),
                     stream_next(&b, STREAM_POLICY));
    for (int i = 0; i < 1000; i++) {
        assert_true(stream_below(&a, STREAM_CHOOSE, 3) < 3);
    }
}

static void rule_8_timed_wait(void **state)
{
    (void)state;
    Script s;
    Outcome outcome;
    SimulationOptions options = exact(1);
    /* The lock is released when the limit of 1000 ns is over, and before. */
    RUN(s, options, "a2sA.ss", "tc");
    assert_int_equal(outcome.kind, OUTCOME_ENDED);
    assert_int_equal(s.answer[2], LOCK_TIMED_OUT);
    script_close(&s);
    RUN(s, options, "a2iA.ss", "tc");
    assert_int_equal(outcome.kind, OUTCOME_ENDED);
    assert_int_equal(s.answer[2], LOCK_GRANTED);
    script_close(&s);
}

static void rule_8_sleep_zero_keeps_the_gil(void **state)
{
    (void)state;
    Script s;
    Outcome outcome;
    SimulationOptions options = exact(1);
    RUN(s, options, "2.zc.c", "c");
    assert_int_equal(outcome.kind, OUTCOME_ENDED);
    assert_memory_equal(s.log, "111111", 6);
    script_close(&s);
}

static void locks_wake_in_order(void **state)
{
    (void)state;
    Script s;
    Outcome outcome;
    SimulationOptions options = exact(1);
    /* 2 and 3 wait; the main thread, back again, is the third. */
    RUN(s, options, "a23sAaAsss", "aA", "aA");
    assert_int_equal(outcome.kind, OUTCOME_ENDED);
    assert_string_equal(s.log, "11111223311111");
    script_close(&s);
}

static void locks_are_not_handed_over(void **state)
{
    (void)state;
    SimulationOptions options = exact(1);
    options.jitter = true;
    unsigned first_again = 0;
    for (options.seed = 1; options.seed <= 40; options.seed++) {
        Script s;
        Outcome outcome;
        RUN(s, options, "a2sAaAsss", "aAc");
        assert_int_equal(outcome.kind, OUTCOME_ENDED);
        assert_int_equal(strlen(s.log), 12);
        /* Woken late, 2 finds the lock taken once more. */
        first_again += memcmp(s.log, "11111", 5) == 0;
        script_close(&s);
    }
    assert_in_range(first_again, 10, 39);
}

static void rule_9_io_takes_an_opcode(void **state)
{
    (void)state;
    Script s;
    Outcome outcome;
    SimulationOptions options = exact(1);
    RUN(s, options, "ic");
    assert_int_equal(outcome.time, OP + 2 * OP);
    script_close(&s);
    options.io.latency_ns[0] = 7000;
    RUN(s, options, "ic");
    assert_int_equal(outcome.time, 7000 + 2 * OP);
    script_close(&s);
}

static void rule_10_nobody_runs_after_main(void **state)
{
    (void)state;
    Script s;
    Outcome outcome;
    SimulationOptions options = exact(1);
    RUN(s, options, "2c.c", "c*");
    assert_int_equal(outcome.kind, OUTCOME_ENDED);
    assert_string_equal(s.log, "1111");
    script_close(&s);
}

static void rule_11_interrupt_ends_a_wait(void **state)
{
    (void)state;
    Script s;
    SimulationOptions options = exact(1);
    volatile sig_atomic_t pressed = 1;
    options.interrupted = &pressed;
    const char *const texts[] = {"aac"};
    script_open(&s, &options, texts, 1);
    Outcome outcome = simulate_run(s.w);
    assert_int_equal(outcome.kind, OUTCOME_DEADLOCK);
    assert_int_equal(pressed, 0);
    simulate_interrupt(s.w);
    assert_int_equal(s.w->main_thread->interrupt, SIGNAL_DEMAND);
    outcome = simulate_run(s.w);
    assert_int_equal(outcome.kind, OUTCOME_ENDED);
    assert_int_equal(s.answer[1], LOCK_INTERRUPTED);
    script_close(&s);
}

static Thread *woken_waiter(World *w)
{
    for (Thread *t = w->threads; t; t = t->next) {
        if (thread_peek(t)->woken) {
            return t;
        }
    }
    return NULL;
}

/* Who is killed between being woken and taking the lock leaves it to the next
 * in the queue. */
static void kill_passes_a_lock_on(void **state)
{
    (void)state;
    unsigned killed = 0;
    for (int64_t steps = 1; steps < 40; steps++) {
        Script s;
        SimulationOptions options = simulate_defaults();
        options.step_limit = steps;
        const char *const texts[] = {"a23sAccccccccccccs", "aAc", "aAc"};
        script_open(&s, &options, texts, 3);
        Outcome outcome = simulate_run(s.w);
        Thread *woken = woken_waiter(s.w);
        if (outcome.kind == OUTCOME_STEP_LIMIT && woken) {
            simulate_kill(s.w, woken);
            killed++;
            s.sim.options.step_limit = 0;
            outcome = simulate_run(s.w);
            assert_int_equal(outcome.kind, OUTCOME_ENDED);
            assert_int_equal(s.lock[0]->depth, 0);
            assert_int_equal(s.lock[0]->first, 0);
        }
        script_close(&s);
    }
    assert_true(killed > 0);
}

static void rule_14_policies(void **state)
{
    (void)state;
    Script s;
    Outcome outcome;
    SimulationOptions options = exact(1);
    Policy policy;
    assert_true(policy_parse("round-robin:2", &policy));
    options.policy = policy;
    RUN(s, options, "23cccccc", "cccc", "cccc");
    assert_int_equal(outcome.kind, OUTCOME_ENDED);
    assert_string_equal(s.log, "1122331122331111");
    script_close(&s);
    assert_true(policy_parse("random", &options.policy));
    char first[64];
    unsigned different = 0;
    for (options.seed = 1; options.seed < 20; options.seed++) {
        RUN(s, options, "2cccccccccccccccc", "cccccccccccccccc");
        if (options.seed == 1) {
            memcpy(first, s.log, sizeof first);
        }
        different += memcmp(first, s.log, 20) != 0;
        script_close(&s);
    }
    assert_true(different > 15);
    assert_false(policy_parse("round-robin:0", &policy));
    assert_false(policy_parse("round-robin:2x", &policy));
    assert_false(policy_parse("fair", &policy));
}

static void rule_15_limits_count_opcodes(void **state)
{
    (void)state;
    Script s;
    Outcome outcome;
    SimulationOptions options = exact(1);
    options.step_limit = 100;
    RUN(s, options, "sc*");
    assert_int_equal(outcome.kind, OUTCOME_STEP_LIMIT);
    assert_int_equal(outcome.steps, 100);
    script_close(&s);
}

static void rule_16_circle_beside_a_daemon(void **state)
{
    (void)state;
    Script s;
    Outcome outcome;
    SimulationOptions options = exact(1);
    /* Threads without a threading.Thread are daemons: only 1 is waited for. */
    RUN(s, options, "23asb", "bsa", "s*");
    assert_int_equal(outcome.kind, OUTCOME_DEADLOCK);
    script_close(&s);
    /* Two threads that are not waited for: the main thread goes on. */
    RUN(s, options, "23sssc", "asb", "bsa");
    assert_int_equal(outcome.kind, OUTCOME_ENDED);
    assert_int_equal(machine_of(s.w)->stuck, 2);
    script_close(&s);
}

static void the_prompt_lets_others_run(void **state)
{
    (void)state;
    Script s;
    SimulationOptions options = exact(1);
    const char *const texts[] = {"2c", "sc*"};
    script_open(&s, &options, texts, 2);
    Outcome outcome = simulate_run(s.w);
    assert_int_equal(outcome.kind, OUTCOME_ENDED);
    int64_t before = world_now(s.w);
    outcome = simulate_idle(s.w, 10000);
    assert_int_equal(outcome.kind, OUTCOME_ENDED);
    assert_true(world_now(s.w) >= before + 10000);
    assert_true(strlen(s.log) > 15);
    s.at[1] = 1;
    outcome = simulate_run(s.w);
    assert_int_equal(outcome.kind, OUTCOME_ENDED);
    script_close(&s);
}

static void a_snapshot_holds_it_all(void **state)
{
    (void)state;
    Script s;
    SimulationOptions options = exact(5e-7);
    options.jitter = true;
    const char *const texts[] = {"2cccccccccccccsccaccA", "ccccsccccaccccA"};
    script_open(&s, &options, texts, 2);
    world_freeze(s.w);
    Snapshot *snapshot = world_snapshot(s.w);
    assert_non_null(snapshot);
    char first[SCRIPT_LOG];
    for (int i = 0; i < 3; i++) {
        assert_int_equal(simulate_run(s.w).kind, OUTCOME_ENDED);
        if (i == 0) {
            memcpy(first, s.log, sizeof first);
        }
        assert_string_equal(first, s.log);
        world_restore(s.w, snapshot);
        memset(s.at, 0, sizeof s.at);
        memset(s.waits, 0, sizeof s.waits);
        memset(s.log, 0, sizeof s.log);
        s.logged = 0;
        simulate_reseed(s.w, 1);
    }
    world_drop_snapshot(s.w, snapshot);
    script_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rule_1_integers_only),
        cmocka_unit_test(rule_2_events_in_order),
        cmocka_unit_test(rule_4_one_timer),
        cmocka_unit_test(rule_4_handover_goes_round),
        cmocka_unit_test(rule_5_jitter),
        cmocka_unit_test(rule_6_streams_apart),
        cmocka_unit_test(rule_8_timed_wait),
        cmocka_unit_test(rule_8_sleep_zero_keeps_the_gil),
        cmocka_unit_test(locks_wake_in_order),
        cmocka_unit_test(locks_are_not_handed_over),
        cmocka_unit_test(rule_9_io_takes_an_opcode),
        cmocka_unit_test(rule_10_nobody_runs_after_main),
        cmocka_unit_test(rule_11_interrupt_ends_a_wait),
        cmocka_unit_test(kill_passes_a_lock_on),
        cmocka_unit_test(rule_14_policies),
        cmocka_unit_test(rule_15_limits_count_opcodes),
        cmocka_unit_test(rule_16_circle_beside_a_daemon),
        cmocka_unit_test(the_prompt_lets_others_run),
        cmocka_unit_test(a_snapshot_holds_it_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
