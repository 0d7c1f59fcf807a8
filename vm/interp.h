/* SPDX-License-Identifier: MIT */
/*
 * The interpreter: runs one thread until virtual time reaches a limit, or the
 * thread cannot go on. Nothing of a thread is on the C stack afterwards.
 */
#ifndef GILSCOPE_VM_INTERP_H
#define GILSCOPE_VM_INTERP_H

#include "vm/frame.h"

typedef enum {
    STOP_CHECK,    /* limit reached, at a check point of the era */
    STOP_ANY,      /* limit reached, between any two instructions */
    STOP_BLOCKED,  /* thread->request says on what */
    STOP_FINISHED, /* thread->result */
    STOP_RAISED,   /* the bottom frame was left by thread->raised */
} StopReason;

/* world->era: whose check points hold (columns of bytecode/opcodes.def). */
typedef enum {
    ERA_27,
    ERA_32,
    ERA_38, /* 3.6 to 3.8 */
    ERA_39,
    ERA_310,
    ERA_311,
    ERA_312, /* 3.12 to 3.14 */
    ERA_ANY, /* every boundary */
    ERA_COUNT
} Era;

/* The column of opcodes.def (a Checks) that holds for each Era but ERA_ANY. */
extern const uint8_t interp_column[ERA_COUNT];

typedef enum { WHERE_CHECK, WHERE_ANY } Where;

/*
 * Run `thread` (which holds the GIL) until now >= limit. `now` is world_now;
 * each opcode adds w->op_ns after it ran. A native may lower the limit with
 * world_limit. WHERE_CHECK returns before the first instruction after a check
 * point of w->era, WHERE_ANY before the next instruction.
 *
 * After STOP_BLOCKED, when thread->request has been done: call again; the
 * native is entered again and sees request.timed_out.
 */
StopReason interp_run(World *w, Thread *thread, int64_t limit, Where where);

/* From a native or the host: stop no later than `limit` (ns). */
void world_limit(World *w, int64_t limit);
/* Move the clock to `now` while nobody runs, or charge time inside a native. */
void world_advance(World *w, int64_t now);

/* Run a callable to its end on the main thread with no clock, no check points
 * and no other thread: module bodies of vm/lib, atexit, building the image. */
MUST_CHECK Status interp_call_now(World *w, Value callable, Value args,
                                  Value *result);

#endif
