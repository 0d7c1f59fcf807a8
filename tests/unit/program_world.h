/* SPDX-License-Identifier: MIT */
/* A world with a whole program in it, its output kept, for unit tests. */
#ifndef GILSCOPE_TESTS_PROGRAM_WORLD_H
#define GILSCOPE_TESTS_PROGRAM_WORLD_H

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sched/simulate.h"
#include "vm/outside.h"
#include "vm/run.h"

typedef struct Program {
    Simulation sim;
    World *w;
    const char *input; /* what the program reads, once */
    char out[1 << 16]; /* what it has written, 0 at the end */
    size_t used;
} Program;

static inline int64_t program_write(void *data, int descriptor,
                                    const char *bytes, size_t size)
{
    Program *p = data;
    (void)descriptor;
    size_t room = sizeof p->out - 1 - p->used;
    size_t n = size < room ? size : room;
    memcpy(p->out + p->used, bytes, n);
    p->used += n;
    p->out[p->used] = 0;
    return (int64_t)size;
}

static inline int64_t program_read(void *data, int descriptor, char *bytes,
                                   size_t size)
{
    Program *p = data;
    (void)descriptor;
    size_t n = p->input ? strlen(p->input) : 0;
    n = n < size ? n : size;
    if (n) {
        memcpy(bytes, p->input, n);
    }
    p->input = NULL;
    return (int64_t)n;
}

/* There are no files. */
static inline char *program_file(void *data, const char *path, size_t *size,
                                 int *error)
{
    (void)data;
    (void)path;
    (void)size;
    *error = ENOENT;
    return NULL;
}

/* `limit`: bytes of memory, 0 for the default. */
static inline void program_open(Program *p, const char *text, size_t limit)
{
    memset(p, 0, sizeof *p);
    SimulationOptions options = simulate_defaults();
    options.data = p;
    options.write = program_write;
    options.read = program_read;
    options.read_file = program_file;
    simulate_setup(&p->sim, &options);
    p->w = world_new(0, limit, &p->sim.host);
    assert_non_null(p->w);
    assert_int_equal(run_load_image(p->w), OK);
    const char *argv[] = {"test.py"};
    RunSource source = {.kind = RUN_FILE,
                        .name = "test.py",
                        .text = text,
                        .size = strlen(text),
                        .folder = "",
                        .argv = argv,
                        .argc = 1};
    assert_int_equal(run_prepare(p->w, &source), OK);
    world_freeze(p->w);
    assert_int_equal(simulate_begin(p->w), OK);
}

static inline void program_rewind(Program *p, Snapshot *snapshot)
{
    assert_true(world_restore(p->w, snapshot));
    simulate_cut(p->w);
    p->used = 0;
    p->out[0] = 0;
}

static inline void program_close(Program *p)
{
    world_free(p->w);
}

/* Run `text` in a world of its own and compare what it wrote. */
static inline void program_gives(const char *text, const char *output)
{
    static Program p; /* large for a stack */
    program_open(&p, text, 0);
    (void)simulate_run(p.w);
    assert_string_equal(p.out, output);
    program_close(&p);
}

#endif
