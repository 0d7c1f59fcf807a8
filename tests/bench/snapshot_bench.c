/* SPDX-License-Identifier: MIT */
/*
 * What a snapshot costs in the middle of two threads that count together:
 * snapshot + a few instructions + restore + drop, and restore alone. The peer
 * is a plain copy of the whole world's bytes, there and back.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sched/simulate.h"
#include "vm/outside.h"
#include "vm/run.h"

#define ROUNDS 200000

static const char text[] = "import _thread\n"
                           "x = 0\n"
                           "def add():\n"
                           "    global x\n"
                           "    while True:\n"
                           "        x += 1\n"
                           "_thread.start_new_thread(add, ())\n"
                           "add()\n";

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static World *open_world(Simulation *sim)
{
    SimulationOptions options = simulate_defaults();
    simulate_setup(sim, &options);
    World *w = world_new(0, 0, &sim->host);
    const char *argv[] = {"counter.py"};
    RunSource source = {.kind = RUN_FILE,
                        .name = "counter.py",
                        .text = text,
                        .size = strlen(text),
                        .folder = "",
                        .argv = argv,
                        .argc = 1};
    if (!w || run_load_image(w) != OK || run_prepare(w, &source) != OK) {
        return NULL;
    }
    world_freeze(w);
    if (simulate_begin(w) != OK) {
        return NULL;
    }
    sim->options.step_limit = 20000;
    (void)simulate_run(w);
    return w;
}

/* Ten instructions of the thread that holds the GIL. */
static void step(World *w)
{
    (void)interp_run(w, w->thread, world_now(w) + 10 * w->op_ns, WHERE_ANY);
}

static double whole_copy(World *w)
{
    size_t size = (size_t)(w->top - (char *)w);
    char *copy = malloc(size);
    if (!copy) {
        return 0;
    }
    double start = seconds();
    for (int i = 0; i < 1000; i++) {
        memcpy(copy, w, size);
        __asm__ volatile("" : : "r"(copy) : "memory");
        memcpy(w, copy, size);
    }
    double each = (seconds() - start) / 1000;
    free(copy);
    return each;
}

int main(void)
{
    static Simulation sim;
    World *w = open_world(&sim);
    if (!w) {
        (void)fprintf(stderr, "snapshot_bench: no world\n");
        return 1;
    }
    double start = seconds();
    for (int i = 0; i < ROUNDS; i++) {
        step(w);
    }
    double running = (seconds() - start) / ROUNDS;
    start = seconds();
    for (int i = 0; i < ROUNDS; i++) {
        Snapshot *s = world_snapshot(w);
        step(w);
        if (!s || !world_restore(w, s)) {
            return 1;
        }
        world_drop_snapshot(w, s);
    }
    double pair = (seconds() - start) / ROUNDS - running;
    Snapshot *s = world_snapshot(w);
    size_t cards = s->card_count;
    start = seconds();
    for (int i = 0; i < ROUNDS; i++) {
        step(w);
        (void)world_restore(w, s);
    }
    double restore = (seconds() - start) / ROUNDS - running;
    double copy = whole_copy(w);
    printf("image %zu KB, heap %zu bytes, %zu cards at the start\n",
           (size_t)(w->watermark - (char *)w) / 1024,
           (size_t)(w->top - w->watermark), cards);
    printf("snapshot + restore %.3f us, restore alone %.3f us, "
           "whole copy and back %.1f us (ratio %.0f)\n",
           pair * 1e6, restore * 1e6, copy * 1e6, copy / pair);
    world_free(w);
    return 0;
}
