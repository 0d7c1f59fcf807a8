/* SPDX-License-Identifier: MIT */
/* Blocks, handlers, and the way of values and exceptions down the chain. */
#ifndef GILSCOPE_VM_UNWIND_H
#define GILSCOPE_VM_UNWIND_H

#include "vm/call.h"

typedef enum { BLOCK_FINALLY, BLOCK_HANDLER } BlockKind;

typedef enum {
    UNWOUND_HANDLER, /* t->frame is at the handler's first instruction */
    UNWOUND_NATIVE,  /* a NativeFrame below takes the exception */
    UNWOUND_FRAME,   /* a frame below goes on normally (a loop has ended) */
    UNWOUND_THREAD,  /* nobody took it */
} Unwound;

/* `level`: depth of the operand stack to go back to. */
void block_push(Frame *frame, BlockKind kind, uint32_t handler, size_t level);
/* The block at `place`, counted from the outermost. */
BlockKind block_look(const Frame *frame, size_t place, size_t *level);
/* WITH_CLEANUP_START took __exit__ from below the innermost handler block. */
void with_block_lower(Frame *frame);

/* The instruction in progress raised: t->frame's line joins the traceback. */
void frame_raised(World *w, Thread *t);
/* t->raised leaves the instruction in progress of t->frame. */
MUST_CHECK Unwound unwind(World *w, Thread *t);
/* A value for the object on top of the chain, which waited for it: `how` and
 * `pop` are those of the callee that has just gone. RAISE: as unwind. */
MUST_CHECK Status deliver(World *w, Thread *t, uint8_t how, uint8_t pop,
                          Value owner, Value value);
/* RETURN_VALUE outside the fast path. True: the thread is finished. */
bool frame_return(World *w, Thread *t, Frame *frame, Value value);
/* YIELD_VALUE: the generator's frame leaves the chain. */
MUST_CHECK Status generator_yield(World *w, Thread *t, Frame *frame,
                                  Value value);
/* Full operand of the instruction in progress, prefixes included. */
uint32_t instruction_operand(const Frame *frame);

#endif
