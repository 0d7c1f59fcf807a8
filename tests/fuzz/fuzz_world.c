/* SPDX-License-Identifier: MIT */
/*
 * The world of the fuzzers that run programs. See fuzz_world.h.
 *
 * Two things are looked for beyond crashes and sanitizer reports: a run that
 * differs from the one before it (a restore that forgot something, a pointer
 * that was hashed) and a run that a collection changes (a missing root).
 */
#include "tests/fuzz/fuzz_world.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/interp.h"
#include "vm/load.h"
#include "vm/outside.h"
#include "vm/run.h"
#include "vm/types/function.h"

#define ARENA  ((size_t)256 << 20)
#define MEMORY ((size_t)48 << 20)
/* Past the boundaries that all collect: marking takes most of the time. */
#define COLLECT_RARELY 1000
#define HASH_START     0xcbf29ce484222325u
#define HASH_STEP      0x100000001b3u

struct FuzzWorld {
    Simulation sim;
    World *w;
    Outside *outside; /* leak checkers do not look into the arena */
    Snapshot *start;
    const uint8_t *input;
    size_t size;
    size_t at;
    uint64_t output;
    size_t matched; /* bytes of MEMORY_ERROR just written */
    bool memory_error;
};

static const char MEMORY_ERROR[] = "MemoryError";

static void stop(const char *what)
{
    fprintf(stderr, "fuzz: %s\n", what);
    abort();
}

static int64_t fuzz_write(void *data, int descriptor, const char *bytes,
                          size_t size)
{
    FuzzWorld *f = data;
    if (descriptor != 1 && descriptor != 2) {
        return -EBADF;
    }
    for (size_t i = 0; i < size; i++) {
        f->output = (f->output ^ (uint8_t)bytes[i]) * HASH_STEP;
        f->matched = bytes[i] == MEMORY_ERROR[f->matched] ? f->matched + 1
                     : bytes[i] == MEMORY_ERROR[0]        ? 1
                                                          : 0;
        if (f->matched == sizeof MEMORY_ERROR - 1) {
            f->memory_error = true;
            f->matched = 0;
        }
    }
    return (int64_t)size;
}

static int64_t fuzz_read(void *data, int descriptor, char *bytes, size_t size)
{
    FuzzWorld *f = data;
    if (descriptor != 0) {
        return -EBADF;
    }
    size_t left = f->size - f->at;
    size_t got = size < left ? size : left;
    if (got) {
        memcpy(bytes, f->input + f->at, got);
    }
    f->at += got;
    return (int64_t)got;
}

static char *fuzz_file(void *data, const char *path, size_t *size, int *error)
{
    (void)data;
    (void)path;
    (void)size;
    *error = ENOENT;
    return NULL;
}

/* Imports take most of a short run: once, before the image is complete. */
static Status run_preload(World *w, const char *text)
{
    Thread *main_thread = w->main_thread;
    Value dict = run_main_namespace(w);
    Value code =
        load_source(w, text, strlen(text), "<preload>", COMPILE_EXEC, 0);
    NEED(code);
    Value function = function_new(w, AS(CodeObject, code), dict, NONE);
    NEED(function);
    Value ignored;
    w->main_thread = NULL; /* it takes no time */
    TRY(interp_call_now(w, function, w->empty_tuple, &ignored));
    w->main_thread = main_thread;
    return OK;
}

static void load(FuzzWorld *f, const char *preload, const char *program)
{
    World *w = world_new(ARENA, MEMORY, &f->sim.host);
    if (!w || run_load_image(w) != OK) {
        stop("the world does not start");
    }
    f->w = w;
    f->outside = w->outside;
    const char *argv[] = {"fuzz"};
    RunSource source = {.kind = RUN_CODE,
                        .name = "<fuzz>",
                        .text = program,
                        .size = strlen(program),
                        .folder = "",
                        .argv = argv,
                        .argc = 1};
    if (run_prepare(w, &source) != OK || run_preload(w, preload) != OK) {
        stop("the program does not load");
    }
    world_freeze(w);
    w->outside->collect_always = false;
    if (simulate_begin(w) != OK || !(f->start = world_snapshot(w))) {
        stop("the simulation does not start");
    }
}

FuzzWorld *fuzz_world_open(const char *preload, const char *program,
                           int64_t step_limit)
{
    FuzzWorld *f = calloc(1, sizeof *f);
    if (!f) {
        stop("no memory");
    }
    SimulationOptions options = simulate_defaults();
    options.data = f;
    options.write = fuzz_write;
    options.read = fuzz_read;
    options.read_file = fuzz_file;
    options.step_limit = step_limit;
    simulate_setup(&f->sim, &options);
    load(f, preload, program);
    return f;
}

void fuzz_world_close(FuzzWorld *f)
{
    world_drop_snapshot(f->w, f->start);
    world_free(f->w);
    free(f);
}

static void rewind_world(FuzzWorld *f, const FuzzSetting *setting)
{
    if (!world_restore(f->w, f->start)) {
        stop("no memory to restore the world");
    }
    simulate_cut(f->w);
    double seconds = setting->interval_seconds;
    f->sim.options.interval_seconds =
        seconds > 0 ? seconds : simulate_defaults().interval_seconds;
    simulate_reseed(f->w, setting->seed);
    f->at = 0;
    f->output = HASH_START;
    f->matched = 0;
    f->memory_error = false;
    f->w->outside->collect_always = setting->collect;
    f->w->outside->boundaries = COLLECT_RARELY;
    f->w->outside->fail_after = setting->fail_after;
    f->w->fail_allocations = setting->fail_after != 0;
}

FuzzResult fuzz_world_run(FuzzWorld *f, const uint8_t *input, size_t size,
                          const FuzzSetting *setting)
{
    f->input = input;
    f->size = size;
    rewind_world(f, setting);
    if (setting->collect) {
        world_poke(f->w);
    }
    Outcome outcome = simulate_run(f->w);
    bool raised = outcome.kind == OUTCOME_RAISED;
    if (raised && !setting->fail_after && !f->memory_error) {
        stop("an exception left the bottom frame");
    }
    return (FuzzResult){f->output, outcome.kind, outcome.time, outcome.steps,
                        f->memory_error || raised};
}

static bool agree(const FuzzResult *a, const FuzzResult *b)
{
    return a->output == b->output && a->kind == b->kind && a->time == b->time &&
           a->steps == b->steps;
}

static void try_collecting(FuzzWorld *f, const uint8_t *input, size_t size,
                           FuzzSetting setting, const FuzzResult *plain)
{
    setting.collect = true;
    FuzzResult collected = fuzz_world_run(f, input, size, &setting);
    if (!agree(plain, &collected) && !plain->memory_error &&
        !collected.memory_error) {
        stop("a collection changed the run");
    }
}

/* The settings follow from the input, so that a file alone tells a crash. */
void fuzz_world_try(FuzzWorld *f, const uint8_t *input, size_t size,
                    unsigned share)
{
    static const double intervals[] = {0, 5e-8, 5e-7, 3e-6, 1e-4};
    uint64_t luck = HASH_START;
    for (size_t i = 0; i < size; i++) {
        luck = (luck ^ input[i]) * HASH_STEP;
    }
    size_t count = sizeof intervals / sizeof *intervals;
    FuzzSetting setting = {intervals[luck % count], luck >> 8, false, 0};
    FuzzResult plain = fuzz_world_run(f, input, size, &setting);
    FuzzResult again = fuzz_world_run(f, input, size, &setting);
    if (!agree(&plain, &again)) {
        stop("two runs differ");
    }
    if ((luck >> 32) % share == 0) {
        try_collecting(f, input, size, setting, &plain);
    }
    setting.fail_after = 1 + luck % (1 + (uint64_t)plain.steps / 4);
    (void)fuzz_world_run(f, input, size, &setting);
}
