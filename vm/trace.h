/* SPDX-License-Identifier: MIT */
/*
 * sys.settrace and sys.setprofile: telling a Python function what runs.
 *
 * A traced thread comes to the loop's slow path before every instruction, and
 * there trace_boundary() tells what that instruction begins: a call, a line,
 * a return. What an exception does is told by unwind(), frame by frame. An
 * event is a call of the interpreter's native TRACE; while it runs, the thread
 * is `tracing` and nothing else is told.
 */
#ifndef GILSCOPE_VM_TRACE_H
#define GILSCOPE_VM_TRACE_H

#include "vm/call.h"

enum { TRACE_LINES = 1, TRACE_OPCODES = 2 };

/* Items of a frame's record: its f_trace attributes and what was told last. */
enum {
    RECORD_FUNCTION, /* f_trace, or 0 */
    RECORD_FLAGS,    /* int: TRACE_ */
    RECORD_PREVIOUS, /* int: pc of the instruction looked at before */
    RECORD_CALLEE,   /* the built-in function being called, or 0 */
    RECORD_LINE,     /* int: the line told last, which f_lineno shows */
    RECORD_SIZE
};

/* Thread.trace_state: how far the exception in flight has been told. */
enum {
    TRACE_DUE = 1,  /* it has just reached the frame on top */
    TRACE_BACK = 2, /* comes back from an event: its line is noted already */
    TRACE_LEFT = 4, /* the frame's end has been told */
};

/* NULL: nobody traced this frame. */
Values *trace_record(World *w, const Frame *frame);
/* The same, made if need be; NULL with an error set. */
MUST_CHECK Values *trace_record_made(World *w, Frame *frame);
/* Before the instruction at frame->pc; `entered`: the frame begins or goes on.
 * CALL_DONE: nothing (more) to tell. */
MUST_CHECK CallOutcome trace_boundary(World *w, Thread *t, Frame *frame,
                                      bool entered);
/* t->raised is in this frame, and looks for a handler. */
MUST_CHECK CallOutcome trace_raised(World *w, Thread *t, Frame *frame);
/* There is none: the frame is left by t->raised. */
MUST_CHECK CallOutcome trace_left(World *w, Thread *t, Frame *frame);
/* Nothing is in flight any more. */
static inline void trace_forget(Thread *t)
{
    if (!t->tracing) {
        t->trace_state = 0;
    }
}
/* After Thread.trace or .profile was set. */
void trace_changed(World *w, Thread *t);
/* Is `frame` waiting for its trace function, at an instruction that is told as
 * a line? */
bool trace_in_line(const Thread *t, const Frame *frame);

#endif
