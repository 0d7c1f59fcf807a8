/* SPDX-License-Identifier: MIT */
/*
 * Calling: what the interpreter does with a callee and its arguments.
 *
 * A call either has its value at once (a native that came back), or leaves a
 * new object on top of the thread's frame chain (a Python function's Frame, a
 * NativeFrame that waits). `deliver` and `pop` say how the frame below will
 * take the value then: it drops `pop` operands, and goes on as `deliver` says.
 */
#ifndef GILSCOPE_VM_CALL_H
#define GILSCOPE_VM_CALL_H

#include "vm/outside.h"
#include "vm/types/function.h"

typedef enum {
    CALL_DONE,    /* *result holds the value */
    CALL_PUSHED,  /* t->frame has changed: run it */
    CALL_RAISED,  /* t->raised; unwind from t->frame */
    CALL_BLOCKED, /* a NativeFrame is on top, t->request is set */
} CallOutcome;

typedef struct CallInfo {
    Value callee;
    Value *args;     /* args[-1] may be overwritten */
    uint32_t argc;   /* keyword values included */
    Value kw_names;  /* tuple of str, or 0 */
    uint8_t deliver; /* Deliver */
    uint8_t pop;
} CallInfo;

MUST_CHECK CallOutcome call_value(World *w, Thread *t, const CallInfo *call,
                                  Value *result);
/* One of the interpreter's own natives, on operands. */
MUST_CHECK CallOutcome call_operator(World *w, Thread *t, uint32_t row,
                                     uint32_t slot, Value extra, Value *args,
                                     uint32_t argc, uint8_t deliver,
                                     uint8_t pop, Value *result);
/* A native method on exactly its arguments, args[0] the receiver, without a
 * frame for the interpreter's own native that would call it. */
MUST_CHECK CallOutcome call_native_method(World *w, Thread *t, Value method,
                                          Value *args, uint32_t argc,
                                          uint8_t deliver, uint8_t pop,
                                          Value *result);
/* Run the NativeFrame on top of the chain on; CALL_DONE takes it off. */
MUST_CHECK CallOutcome native_run(World *w, Thread *t, NativeFrame *f,
                                  bool on_heap, Value *result);
/* A Python function: push its frame, or make its generator. `owner` goes to
 * the frame (DELIVER_INSTANCE). */
MUST_CHECK CallOutcome call_function(World *w, Thread *t, Function *function,
                                     const CallInfo *call, Value owner,
                                     Value *result);
/* Put a suspended generator's frame on top and send it a value; `raised`: the
 * exception in t->raised instead. ValueError when it is running already. */
MUST_CHECK CallOutcome call_generator(World *w, Thread *t, Value generator,
                                      Value sent, bool raised, uint8_t deliver,
                                      uint8_t pop);
/* Parameters of `function` from the arguments, with CPython's TypeErrors. */
MUST_CHECK Status bind_arguments(World *w, Function *function, Frame *frame,
                                 const Value *args, uint32_t argc,
                                 Value kw_names);

/* Fill in a NativeFrame for calling a Native; `bound` has room for its
 * parameters. Errors are those of the arguments. */
/* The same for a row whose receiver is known. */
MUST_CHECK Status native_enter_row(World *w, uint32_t row, Value self,
                                   const CallInfo *call, NativeFrame *f,
                                   Value *bound);
MUST_CHECK Status native_enter(World *w, const CallInfo *call, NativeFrame *f,
                               Value *bound);
MUST_CHECK Status native_receiver(World *w, const Native *native,
                                  const NativeInfo *info, const Value *args,
                                  uint32_t argc);
/* f(*args, **kwargs) as plain arguments: args tuple or 0, kwargs dict or 0. */
MUST_CHECK Status call_unpack(World *w, Value args, Value kwargs,
                              CallInfo *call);
/* TypeError: `args` of callee(*args) cannot be iterated. */
Status call_star_error(World *w, Value callee, Value args);
/* The twin of a wrapper (list.__eq__ ...), or NO_VALUE. */
Value wrapper_twin(World *w, const NativeFrame *f);

/*
 * The quick way in for leaves: a method on an instance of exactly its own
 * class, or a function, with just the arguments it wants. False: native_enter.
 */
static inline bool native_enter_plain(World *w, const CallInfo *call,
                                      NativeFrame *f)
{
    const Native *native = AS(Native, call->callee);
    const NativeArity *a = &w->outside->arity[native->row];
    if (!a->plain || call->kw_names) {
        return false;
    }
    f->self = native->self;
    f->args = call->args;
    f->argc = call->argc;
    if (native->owner && !native->self) {
        if (!call->argc || !IS_OBJECT(call->args[0]) ||
            klass_at(w, OBJECT(call->args[0])->type) !=
                AS(Klass, native->owner)) {
            return false;
        }
        f->self = call->args[0];
        f->args++;
        f->argc--;
    }
    if (f->argc != a->total) {
        return false;
    }
    f->native = native->row;
    f->slot_id = (uint16_t)native->slot;
    f->state = 0;
    f->deliver = call->deliver;
    f->pop = call->pop;
    f->resumed = 0;
    f->failed = 0;
    f->kw_count = 0;
    f->kw_names = NO_VALUE;
    return true;
}

/* The call of a class whose `call` is not general becomes that of a native:
 * `call` and `f` are ready for it. Who gets its answer must see to `deliver`:
 * DELIVER_INSTANCE wants f->self. */
MUST_CHECK Status class_enter(World *w, Thread *t, CallInfo *call,
                              NativeFrame *f, Value *bound);
/* Note what calling a built-in class comes to. */
void class_note_call(World *w, Klass *klass);

static inline bool native_frame_on_top(const Thread *t)
{
    return t->frame && t->frame->layout == TYPE_NATIVE_FRAME;
}

#endif
