/* SPDX-License-Identifier: MIT */
/*
 * How a value or an exception finds its way down a thread's chain.
 *
 * CPython does this with C's return values and a block stack; here the chain
 * is data, so each object on it says how it hands its result on (Deliver).
 * The block stack and the six values a handler starts with are CPython 3.8's.
 */
#include "vm/unwind.h"

#include "bytecode/code.h"
#include "bytecode/opcode.h"
#include "vm/drop.h"
#include "vm/error.h"
#include "vm/outside.h"
#include "vm/trace.h"
#include "vm/types/bytes.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/generator.h"
#include "vm/types/tuple.h"

#include <string.h>

/* ---- the block stack ----------------------------------------------------- */

/* kind | level << 8 | handler << 32, as an int. */
void block_push(Frame *frame, BlockKind kind, uint32_t handler, size_t level)
{
    frame_blocks(frame)[frame->blocks++] =
        INT((int64_t)kind | (int64_t)level << 8 | (int64_t)handler << 32);
}

static BlockKind block_kind(Value block)
{
    return (BlockKind)(INT_OF(block) & 0xff);
}

static size_t block_level(Value block)
{
    return (size_t)(INT_OF(block) >> 8 & 0xffffff);
}

static uint32_t block_handler(Value block)
{
    return (uint32_t)(INT_OF(block) >> 32);
}

BlockKind block_look(const Frame *frame, size_t place, size_t *level)
{
    Value block = frame_blocks((Frame *)(uintptr_t)frame)[place];
    *level = block_level(block);
    return block_kind(block);
}

void with_block_lower(Frame *frame)
{
    Value *block = &frame_blocks(frame)[frame->blocks - 1];
    *block = INT(INT_OF(*block) - (1 << 8));
}

/* ---- exceptions ---------------------------------------------------------- */

static Status traceback_add(World *w, Frame *frame, Value exception)
{
    if (frame->code->in_prelude) {
        return OK;
    }
    Traceback *tb = heap_object(w, TYPE_TRACEBACK, sizeof *tb);
    NEED(tb);
    Exception *e = AS(Exception, exception);
    tb->next = e->traceback;
    tb->frame = VALUE(frame);
    tb->last = frame->pc >= 2 ? frame->pc - 2 : 0;
    tb->line = (uint32_t)frame_line(frame);
    world_touch(w, frame, sizeof *frame);
    frame->head.flags |= OBJECT_ESCAPED;
    STORE(w, e->traceback, VALUE(tb));
    return OK;
}

static void handler_enter(World *w, Frame *frame, Value block, Value exception)
{
    Value *stack = frame_stack(frame);
    Value *sp = stack + block_level(block);
    Value old = frame->exception;
    /* A handler block, so that POP_EXCEPT and errors restore the old one. */
    block_push(frame, BLOCK_HANDLER, 0, block_level(block));
    *sp++ = NONE;
    *sp++ = old ? old : NONE;
    *sp++ = NONE;
    Value traceback = AS(Exception, exception)->traceback;
    *sp++ = traceback ? traceback : NONE;
    *sp++ = exception;
    *sp++ = VALUE(klass_of(w, exception));
    frame->exception = exception;
    frame->depth = (uint32_t)(sp - stack);
    frame->pc = block_handler(block);
}

/* The innermost handler of this frame, if it has one. */
static bool frame_handles(World *w, Frame *frame, Value exception)
{
    while (frame->blocks) {
        Value block = frame_blocks(frame)[--frame->blocks];
        if (block_kind(block) == BLOCK_HANDLER) {
            Value old = frame_stack(frame)[block_level(block) + 1];
            frame->exception = old == NONE ? NO_VALUE : old;
            continue;
        }
        handler_enter(w, frame, block, exception);
        return true;
    }
    return false;
}

static void generator_finish(World *w, Frame *frame)
{
    Generator *g = AS(Generator, frame->owner);
    world_touch(w, g, sizeof *g);
    g->frame = NULL;
    g->running = 0;
}

static bool is_generator_frame(const Frame *frame)
{
    return frame->code->flags &
           (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR);
}

/* PEP 479: StopIteration may not leave a generator. */
static void stop_becomes_error(World *w, Thread *t, const Frame *frame)
{
    const char *what = frame->code->flags & CODE_COROUTINE ? "coroutine"
                       : frame->code->flags & CODE_ASYNC_GENERATOR
                           ? "async generator"
                           : "generator";
    const char *which = "StopIteration";
    if (!raised_is(w, TYPE_STOP_ITERATION)) {
        if (!(frame->code->flags & CODE_ASYNC_GENERATOR) ||
            !raised_is(w, TYPE_STOP_ASYNC_ITERATION)) {
            return;
        }
        which = "StopAsyncIteration";
    }
    Value cause = t->raised;
    (void)raise_error(w, TYPE_RUNTIME_ERROR, "%s raised %s", what, which);
    if (t->raised && t->raised != cause) {
        Exception *e = AS(Exception, t->raised);
        e->cause = cause;
        e->context = cause;
        e->suppress_context = 1;
    }
}

static bool is_call(uint8_t op)
{
    return op == OP_CALL_FUNCTION || op == OP_CALL_METHOD ||
           op == OP_CALL_FUNCTION_KW || op == OP_CALL_FUNCTION_EX;
}

/* Was argument `i` of the frame that ends the result of a call, as in f(g())
 * and g().f()? Then hardly anybody else holds it. */
static bool is_fresh_argument(const Frame *frame, size_t i)
{
    const Frame *caller = (const Frame *)frame->back;
    if (!caller || !is_frame(&caller->head) || caller->pc < 6) {
        return false;
    }
    const char *code = AS(Bytes, caller->code->code)->data + caller->pc;
    if ((uint8_t)code[-4] == OP_LOAD_METHOD) {
        return i == 0 && is_call((uint8_t)code[-6]);
    }
    return i + 1 == frame->code->argument_count && is_call((uint8_t)code[-4]);
}

/* Variables that inner functions share: these may have ended as well. */
static void drop_cells(World *w, const Value *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (cells[i] && IS_OBJECT(AS(Cell, cells[i])->value)) {
            drop_object(w, OBJECT(AS(Cell, cells[i])->value), true);
        }
    }
}

/* Take a frame off the chain because it ends. */
static void frame_leave(World *w, Thread *t, Frame *frame)
{
    t->frame = frame->back;
    t->depth -= !frame->code->in_prelude;
    if (frame->free_body) {
        w->free_depth--;
        outside_forget(w, frame->code);
    }
    if (w->watched) {
        size_t n = frame->code->local_count;
        for (size_t i = 0; i < n; i++) {
            if (IS_OBJECT(frame->slots[i])) {
                drop_object(w, OBJECT(frame->slots[i]),
                            i < frame->code->argument_count &&
                                !is_fresh_argument(frame, i));
            }
        }
        drop_cells(w, frame->slots + n, frame->code->cell_count);
    }
    if (is_generator_frame(frame)) {
        generator_finish(w, frame);
    }
}

static Unwound unwind_native(World *w, NativeFrame *f)
{
    world_touch(w, f, sizeof *f);
    f->resumed = 1;
    f->failed = 1;
    f->received = NO_VALUE;
    return UNWOUND_NATIVE;
}

void frame_raised(World *w, Thread *t)
{
    /* No memory for the line: MemoryError has taken the exception's place. */
    if (!t->tracing && t->trace_state & TRACE_BACK) {
        t->trace_state &= (uint8_t)~TRACE_BACK;
        return;
    }
    if (!t->tracing) {
        t->trace_state = t->traced ? TRACE_DUE : 0;
    }
    if (t->frame && !native_frame_on_top(t)) {
        (void)!traceback_add(w, (Frame *)t->frame, t->raised);
    }
}

Unwound unwind(World *w, Thread *t)
{
    for (;;) {
        if (!t->frame) {
            return UNWOUND_THREAD;
        }
        if (native_frame_on_top(t)) {
            trace_forget(t);
            return unwind_native(w, (NativeFrame *)t->frame);
        }
        Frame *frame = (Frame *)t->frame;
        if (t->traced && trace_raised(w, t, frame) == CALL_PUSHED) {
            return UNWOUND_FRAME;
        }
        if (frame_handles(w, frame, t->raised)) {
            t->raised = NO_VALUE;
            trace_forget(t);
            return UNWOUND_HANDLER;
        }
        if (t->traced && trace_left(w, t, frame) == CALL_PUSHED) {
            return UNWOUND_FRAME;
        }
        uint8_t how = frame->deliver;
        bool generator = is_generator_frame(frame);
        frame_leave(w, t, frame);
        if (generator) {
            stop_becomes_error(w, t, frame);
        }
        frame_release(w, frame);
        if (how == DELIVER_THREAD) {
            t->frame = NULL;
            return UNWOUND_THREAD;
        }
        frame_raised(w, t);
    }
}

/* ---- values -------------------------------------------------------------- */

uint32_t instruction_operand(const Frame *frame)
{
    const uint8_t *code = (const uint8_t *)AS(Bytes, frame->code->code)->data;
    uint32_t at = frame->pc - 2;
    uint32_t operand = code[at + 1];
    for (int shift = 8; shift <= 24 && at >= 2; shift += 8) {
        at -= 2;
        if (code[at] != OP_EXTENDED_ARG) {
            break;
        }
        operand |= (uint32_t)code[at + 1] << shift;
    }
    return operand;
}

static uint8_t instruction_op(const Frame *frame)
{
    return (uint8_t)AS(Bytes, frame->code->code)->data[frame->pc - 2];
}

static void push(Frame *frame, Value value)
{
    frame_stack(frame)[frame->depth++] = value;
}

/* The truth that a jump or `not` waited for. Its operand is still there. */
static void deliver_truth(Frame *frame, uint8_t pop, bool truth)
{
    uint8_t op = instruction_op(frame);
    uint32_t target = instruction_operand(frame);
    (void)pop;
    switch (op) {
    case OP_UNARY_NOT:
        frame->depth--;
        push(frame, BOOL(!truth));
        break;
    case OP_POP_JUMP_IF_TRUE:
    case OP_POP_JUMP_IF_FALSE:
        frame->depth--;
        if (truth == (op == OP_POP_JUMP_IF_TRUE)) {
            frame->pc = target;
        }
        break;
    default: /* JUMP_IF_..._OR_POP */
        if (truth == (op == OP_JUMP_IF_TRUE_OR_POP)) {
            frame->pc = target;
        } else {
            frame->depth--;
        }
    }
}

/* FOR_ITER: the iterator stays under its item, or goes when there is none. */
static void deliver_for(Frame *frame, Value value)
{
    if (value) {
        push(frame, value);
        return;
    }
    frame->depth--;
    frame->pc += instruction_operand(frame);
}

static Status deliver_instance(World *w, Frame *frame, uint8_t pop, Value owner,
                               Value value)
{
    if (value != NONE) {
        return raise_type(w, "__init__() should return None, not '%T'", value);
    }
    frame->depth -= pop;
    push(frame, owner);
    return OK;
}

Status deliver(World *w, Thread *t, uint8_t how, uint8_t pop, Value owner,
               Value value)
{
    if (how == DELIVER_SIGNAL) {
        return OK;
    }
    if (native_frame_on_top(t)) {
        NativeFrame *f = (NativeFrame *)t->frame;
        world_touch(w, f, sizeof *f);
        f->resumed = 1;
        f->failed = 0;
        f->received = how == DELIVER_INSTANCE ? owner : value;
        return OK;
    }
    Frame *frame = (Frame *)t->frame;
    switch ((Deliver)how) {
    case DELIVER_DROP:
        frame->depth -= pop;
        return OK;
    case DELIVER_INSTANCE:
        return deliver_instance(w, frame, pop, owner, value);
    case DELIVER_FOR:
        deliver_for(frame, value);
        return OK;
    case DELIVER_TRUTH:
        deliver_truth(frame, pop, value == TRUE_VALUE);
        return OK;
    case DELIVER_METHOD:
        frame->depth -= pop;
        push(frame, NO_VALUE);
        push(frame, value);
        return OK;
    case DELIVER_UNPACK:
        frame->depth -= pop;
        for (size_t i = tuple_length(value); i-- > 0;) {
            push(frame, tuple_at(value, i));
        }
        return OK;
    case DELIVER_WITH:
        frame->depth -= pop;
        block_push(frame, BLOCK_FINALLY, frame->pc + instruction_operand(frame),
                   frame->depth);
        push(frame, value);
        return OK;
    case DELIVER_EXIT:
        /* exit, type, value, tb -> exception type or None, answer */
        frame->depth -= pop;
        {
            Value type = frame_stack(frame)[frame->depth + 1];
            push(frame, type);
            push(frame, value);
        }
        return OK;
    case DELIVER_SEND:
        if (t->yielded) {
            t->yielded = 0;
            frame->depth -= pop - 1u;
            frame->pc -= 2;
            return generator_yield(w, t, frame, value);
        }
        /* The end of YIELD_FROM: the value replaces the receiver. */
        frame->depth -= pop ? pop : 1;
        push(frame, value);
        return OK;
    case DELIVER_RAISED:
        t->raised = value;
        return RAISE;
    default:
        frame->depth -= pop;
        push(frame, value);
        return OK;
    }
}

/* A finished generator: its caller gets StopIteration, a loop just ends. */
static Status generator_return(World *w, Thread *t, uint8_t how, uint8_t pop,
                               const Frame *frame, Value value)
{
    if (frame->code->flags & CODE_ASYNC_GENERATOR) {
        return raise_with_args(w, TYPE_STOP_ASYNC_ITERATION, w->empty_tuple);
    }
    if (t->traced && !t->tracing && t->frame && is_frame(t->frame) &&
        (how == DELIVER_FOR || how == DELIVER_SEND)) {
        t->trace_stop = ((Frame *)t->frame)->pc;
    }
    if (how == DELIVER_FOR || how == DELIVER_ITEM) {
        return deliver(w, t, how, pop, NO_VALUE, NO_VALUE);
    }
    if (how == DELIVER_SEND) {
        return deliver(w, t, how, pop, NO_VALUE, value);
    }
    return raise_stop(w, value == NONE ? NO_VALUE : value);
}

bool frame_return(World *w, Thread *t, Frame *frame, Value value)
{
    uint8_t how = frame->deliver;
    uint8_t pop = frame->pop;
    Value owner = frame->owner;
    bool generator = is_generator_frame(frame);
    frame_leave(w, t, frame);
    Status status = OK;
    if (how == DELIVER_THREAD) {
        t->result = value;
        t->frame = NULL;
        frame_release(w, frame);
        return true;
    }
    if (generator) {
        status = generator_return(w, t, how, pop, frame, value);
    } else {
        status = deliver(w, t, how, pop, owner, value);
    }
    frame->owner = NO_VALUE; /* a generator has let go of it, too */
    frame_release(w, frame);
    (void)status; /* RAISE: t->raised is set, the loop looks at it */
    return false;
}

/* A yielded value passes through every `yield from` on its way out. */
Status generator_yield(World *w, Thread *t, Frame *frame, Value value)
{
    for (;;) {
        uint8_t how = frame->deliver;
        uint8_t pop = frame->pop;
        Generator *g = AS(Generator, frame->owner);
        world_touch(w, g, sizeof *g);
        g->running = 0;
        if (frame->blocks || g->finaliser) {
            drop_finalise(w, &g->head); /* its `finally` must run */
        }
        t->frame = frame->back;
        t->depth -= !frame->code->in_prelude;
        frame->back = NULL;
        if (how == DELIVER_ITEM) {
            NativeFrame *f = (NativeFrame *)t->frame;
            world_touch(w, f, sizeof *f);
            f->resumed = 1;
            f->failed = 0;
            f->received = value;
            return OK;
        }
        if (how != DELIVER_SEND || native_frame_on_top(t)) {
            return deliver(w, t, how, pop, NO_VALUE, value);
        }
        /* YIELD_FROM runs again when this one is resumed. */
        frame = (Frame *)t->frame;
        frame->depth -= pop > 1 ? pop - 1u : 0;
        frame->pc -= 2;
    }
}
