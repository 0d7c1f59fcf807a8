/* SPDX-License-Identifier: MIT */
/*
 * The interpreter's frame: the limit, the check points, the slow path, and
 * the leaves that the loop in interp_loop.h calls.
 *
 * CPython checks an "eval breaker" flag between opcodes. Here virtual time
 * plays that part: when the limit is reached, slow_path() asks opcodes.def
 * whether this boundary is a check point of the era in force.
 */
#include "vm/interp.h"

#include "bytecode/code.h"
#include "bytecode/opcode.h"
#include "vm/attribute.h"
#include "vm/fuse.h"
#include "vm/host.h"
#include "vm/interp_leaf.h"
#include "vm/natives.h"
#include "vm/outside.h"
#include "vm/signal.h"
#include "vm/trace.h"
#include "vm/types/bytes.h"
#include "vm/types/exception.h"
#include "vm/types/float.h"
#include "vm/types/generator.h"
#include "vm/types/iterator.h"
#include "vm/types/list.h"
#include "vm/types/range.h"
#include "vm/types/set.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/unwind.h"

#include <string.h>

#define MAX_PARAMETERS 16
/* The loop comes to its slow path at least this often (ns of virtual time),
 * so that an asked-for collection never waits long. */
#define CHUNK ((int64_t)1 << 20)

/* A stress build leaves the loop and comes back at every instruction. */
#ifdef GILSCOPE_STRESS_SWITCH
#define STRESS_SWITCH true
#else
#define STRESS_SWITCH false
#endif

typedef enum { NO_JUMP, JUMP_AHEAD, JUMP_BACK } Jump;

/* Two instructions' boundary: what stands before it. */
typedef struct Boundary {
    uint16_t op;  /* OP_ or pseudo row */
    uint8_t jump; /* Jump: how that instruction got here */
    bool python;  /* a Python function came back to it, or is entered */
} Boundary;

typedef enum {
    SLOW_ON,      /* go on */
    SLOW_CHECK,   /* stop: limit reached at a check point */
    SLOW_ANY,     /* stop: limit reached */
    SLOW_FRAME,   /* something was pushed on the chain */
    SLOW_BLOCKED, /* a native that waits was */
    SLOW_RAISE,
} Slow;

static Boundary boundary_of(const Frame *frame)
{
    if (frame->pc == 0) {
        return (Boundary){OP_ENTER, NO_JUMP, true};
    }
    const Bytes *code = AS(Bytes, frame->code->code);
    return (Boundary){(uint8_t)code->data[frame->pc - 2], NO_JUMP, true};
}

/* ---- check points
 * ------------------------------------------------------------ */

const uint8_t interp_column[ERA_COUNT] = {
    [ERA_27] = CHECKS_27,   [ERA_32] = CHECKS_32,   [ERA_38] = CHECKS_32,
    [ERA_39] = CHECKS_39,   [ERA_310] = CHECKS_310, [ERA_311] = CHECKS_311,
    [ERA_312] = CHECKS_312,
};

static bool rule_holds(char rule, Boundary b, const uint8_t *code, uint32_t pc,
                       Value operand, bool quiet)
{
    switch (rule) {
    case 'A':
        return true;
    case 'B':
        return !IS_BOOL(operand);
    case 'J':
        return b.jump != NO_JUMP;
    case 'K':
        return b.jump == JUMP_BACK;
    case 'C':
        return !b.python && !quiet;
    case 'N':
        return code[pc - 1] < COMPARE_IN ||
               code[pc - 1] == COMPARE_EXCEPTION_MATCH;
    default:
        return false;
    }
}

static bool next_is_skipped(uint8_t era, uint8_t next)
{
    switch (opcode_table[next].skip) {
    case SKIP_S27:
        return era <= ERA_310;
    case SKIP_S36:
        return era >= ERA_38 && era <= ERA_310;
    default:
        return false;
    }
}

/* Is the boundary before frame->pc a check point of the era? `sp` points
 * behind the operand stack, where a popped operand still is. */
static bool is_check_point(const World *w, const Frame *frame, Boundary b,
                           const Value *sp)
{
    const uint8_t *code = (const uint8_t *)AS(Bytes, frame->code->code)->data;
    if (frame->code->in_prelude || w->free_depth) {
        return false;
    }
    if (w->era == ERA_ANY) {
        return true;
    }
    char rule = opcode_table[b.op].checks[interp_column[w->era]];
    return rule_holds(rule, b, code, frame->pc, *sp, false) &&
           !next_is_skipped(w->era, code[frame->pc]);
}

/* ---- limits
 * --------------------------------------------------------------------- */

static void set_chunk(World *w, int64_t now)
{
    bool always = w->outside->collect_always || STRESS_SWITCH ||
                  w->pending_finalisers ||
                  (w->thread && (w->thread->interrupt || w->thread->traced));
    int64_t limit = w->run_limit - now > CHUNK ? now + CHUNK : w->run_limit;
    if (always && limit > now) {
        /* Slow at every boundary, free code's too; an interrupt waits for a
         * check point, a finaliser for the end of the prelude's code. */
        limit = now;
    }
    w->limit = limit;
    w->left = limit - now;
}

void world_limit(World *w, int64_t limit)
{
    if (limit < w->run_limit) {
        w->run_limit = limit;
    }
    if (limit < w->limit) {
        w->left -= w->limit - limit;
        w->limit = limit;
    }
}

void world_advance(World *w, int64_t now)
{
    w->left = w->limit - now;
}

/* ---- the slow path
 * ----------------------------------------------------------------- */

static Status run_finalisers(World *w, Thread *t, bool *pushed)
{
    Values *pending = AS(Values, w->pending_finalisers);
    if (!pending || !pending->used) {
        return OK;
    }
    Value argument = VALUE(pending);
    w->pending_finalisers = NO_VALUE;
    Value result;
    CallOutcome outcome = call_operator(w, t, ROW_CALL_FINALISER, 0, argument,
                                        NULL, 0, DELIVER_DROP, 0, &result);
    *pushed = outcome == CALL_PUSHED || outcome == CALL_BLOCKED;
    return outcome == CALL_RAISED ? RAISE : OK;
}

/* Every boundary at first, then some: marking takes a while. */
static bool stress_collects(Outside *o)
{
    return o->collect_always &&
           (o->boundaries++ < 1000 || o->boundaries % 61 == 0);
}

/* Does the frame begin here, or go on after a yield? */
static bool is_entry(const Frame *frame, Boundary b)
{
    const Bytes *code = AS(Bytes, frame->code->code);
    return b.op == OP_ENTER || b.op == OP_RESUME_YIELD ||
           b.op == OP_YIELD_VALUE ||
           (b.python && (uint8_t)code->data[frame->pc] == OP_YIELD_FROM);
}

static Slow slow_path(World *w, Thread *t, Frame *frame, Boundary b,
                      const Value *sp)
{
    int64_t now = world_now(w);
    bool check = is_check_point(w, frame, b, sp);
    if (w->collect_wanted || stress_collects(w->outside)) {
        bool finalise = w->collect_wanted == 2;
        (void)heap_collect(w, finalise);
    }
    if (w->pending_finalisers && !frame->code->in_prelude &&
        b.op != OP_EXTENDED_ARG) {
        bool pushed = false;
        w->left = w->limit - now;
        if (run_finalisers(w, t, &pushed) != OK) {
            return SLOW_RAISE;
        }
        if (pushed) {
            set_chunk(w, now);
            return SLOW_FRAME;
        }
    }
    if (check && t->interrupt && b.op != OP_EXTENDED_ARG) {
        Value ignored;
        w->left = w->limit - now;
        CallOutcome outcome = call_operator(w, t, ROW_SIGNALS, 0, NO_VALUE,
                                            NULL, 0, DELIVER_DROP, 0, &ignored);
        if (outcome != CALL_DONE) {
            set_chunk(w, now);
            return outcome == CALL_PUSHED    ? SLOW_FRAME
                   : outcome == CALL_BLOCKED ? SLOW_BLOCKED
                                             : SLOW_RAISE;
        }
    }
    if (t->traced && !t->tracing && b.op != OP_EXTENDED_ARG &&
        !frame->code->in_prelude && !w->free_depth) {
        w->left = w->limit - now;
        CallOutcome outcome = trace_boundary(w, t, frame, is_entry(frame, b));
        if (outcome != CALL_DONE) {
            set_chunk(w, now);
            return outcome == CALL_PUSHED ? SLOW_FRAME : SLOW_RAISE;
        }
    }
#ifdef GILSCOPE_STRESS_SWITCH
    if (w->host) {
        return check ? SLOW_CHECK
                     : SLOW_ANY; /* leave after every instruction */
    }
#endif
    if (now >= w->run_limit) {
        if (w->stop_any) {
            return SLOW_ANY;
        }
        if (check) {
            return SLOW_CHECK;
        }
        if (now - w->run_limit >= CHUNK && w->host) {
            return SLOW_ANY; /* a twin that does not end: ask the host */
        }
        w->limit = w->run_limit;
        w->left = w->limit - now; /* slow until a check point comes */
        return SLOW_ON;
    }
    if (w->host && w->host->interrupted) {
        /* The host notes a Ctrl-C as t->interrupt of the main thread. */
        (void)w->host->interrupted(w);
    }
    set_chunk(w, now);
    return SLOW_ON;
}

/* The native on top waited, and a signal came: handlers first. */
static CallOutcome handle_in_wait(World *w, Thread *t)
{
    const NativeFrame *top = (const NativeFrame *)t->frame;
    if (top->native == ROW_SIGNALS || !signal_cuts_wait(t)) {
        return CALL_DONE;
    }
    Value ignored;
    return call_operator(w, t, ROW_SIGNALS, 1, NO_VALUE, NULL, 0,
                         DELIVER_SIGNAL, 0, &ignored);
}

/* ---- the loops
 * ------------------------------------------------------------------------ */

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"

#define REPORTING 0
#define LOOP_NAME loop_plain
#include "vm/interp_loop.h"
#undef REPORTING
#undef LOOP_NAME

#define REPORTING 1
#define LOOP_NAME loop_reporting
#include "vm/interp_loop.h"
#undef REPORTING
#undef LOOP_NAME

#pragma GCC diagnostic pop

StopReason interp_run(World *w, Thread *thread, int64_t limit, Where where)
{
    int64_t now = world_now(w);
    w->thread = thread;
    w->run_limit = limit;
    w->stop_any = where == WHERE_ANY;
    set_chunk(w, now);
    return w->host && w->host->access ? loop_reporting(w, thread)
                                      : loop_plain(w, thread);
}

Status interp_call_now(World *w, Value callable, Value args, Value *result)
{
    Thread *before = w->thread;
    Thread *t = thread_new(w, callable, args, NO_VALUE);
    NEED(t);
    w->thread_serial--; /* the program must not see that it was there */
    t->serial = 0;
    int64_t now = world_now(w);
    w->free_depth++;
    StopReason reason;
    do { /* a stress build stops for no reason */
        reason = interp_run(w, t, INT64_MAX, WHERE_CHECK);
    } while (reason == STOP_CHECK || reason == STOP_ANY);
    w->free_depth--;
    world_advance(w, now);
    thread_unlink(w, t);
    w->thread = before;
    if (reason == STOP_FINISHED) {
        *result = t->result;
        return OK;
    }
    if (reason == STOP_RAISED && before) {
        before->raised = t->raised;
    }
    w->failure = t->raised;
    return RAISE;
}
