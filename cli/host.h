/* SPDX-License-Identifier: MIT */
/*
 * The program's input and output: straight to the process's descriptors, or
 * kept, with the thread that wrote it, for comparing runs.
 *
 * Invariant while keeping: `spans` cover `kept` in order; beyond KEPT_MAX bytes
 * only `dropped` grows, so a run that prints for ever stays small.
 */
#ifndef GILSCOPE_CLI_HOST_H
#define GILSCOPE_CLI_HOST_H

#include "cli/file.h"
#include "sched/simulate.h"

#define KEPT_MAX ((size_t)1 << 20)

typedef struct OutputSpan {
    size_t end;      /* in `kept`; the span begins where the last one ended */
    uint32_t serial; /* of the writing thread */
    uint8_t descriptor;
} OutputSpan;

typedef struct ProgramIo {
    World *world; /* who is writing; NULL before there is one */
    bool keep;
    Buffer kept;
    OutputSpan *spans;
    size_t span_count;
    size_t span_capacity;
    uint64_t dropped;
    bool failed; /* no memory: what is kept is not all */
    /* Input that every run reads from its beginning; NULL: descriptor 0. */
    const char *input;
    size_t input_size;
    size_t input_at;
    char missing[80]; /* a library module the program asked for */
    Buffer uncaught;  /* while keeping: a line "Thread-1: ValueError: x" each */
    bool livelock;    /* it only repeated itself for a long time */
    FileText *text;   /* the program's own, for reports; or NULL */
} ProgramIo;

/* Put the functions of this file into the options; `io` outlives them. */
void host_connect(SimulationOptions *options, ProgramIo *io);
/* Another run begins: nothing is kept, the input starts again. */
void host_rewind(ProgramIo *io);
void host_free(ProgramIo *io);

#endif
