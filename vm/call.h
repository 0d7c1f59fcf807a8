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

/* The arguments of f, a call of a `simple` row by position, which has enough
 * and not too many: those that are missing are added, in `bound`. */
static inline void native_fill(const NativeArity *a, NativeFrame *f,
                               Value *bound)
{
    if (f->argc == a->total) {
        return;
    }
    uint32_t i = 0;
    for (; i < f->argc; i++) {
        bound[i] = f->args[i];
    }
    for (; i < a->total; i++) {
        bound[i] = NO_VALUE;
    }
    f->args = bound;
    f->argc = a->total;
}

/* Back to what a frame on the C stack has in common with a new one. */
static inline void native_blank(NativeFrame *f)
{
    memset(f, 0, offsetof(NativeFrame, callee_room));
    memset(f->slot, 0, sizeof f->slot);
}

/*
 * The quick way in: a method on an instance of exactly its own class, or a
 * function, called by position. False: native_enter. The caller sets `pop`;
 * `deliver` is DELIVER_PUSH.
 */
static inline bool native_enter_plain(World *w, Value callee, Value *args,
                                      uint32_t argc, NativeFrame *f,
                                      Value *bound)
{
    const Native *native = AS(Native, callee);
    const NativeArity *a = &w->outside->arity[native->row];
    Value self = native->self;
    if (!a->plain) {
        return false;
    }
    if (native->owner && !self) {
        if (!argc || !IS_OBJECT(*args) ||
            klass_at(w, OBJECT(*args)->type) != AS(Klass, native->owner)) {
            return false;
        }
        self = *args++;
        argc--;
    }
    if (argc < a->required || argc > a->total) {
        return false;
    }
    if (!a->leaf) {
        native_blank(f);
    }
    f->self = self;
    f->args = args;
    f->argc = argc;
    native_fill(a, f, bound);
    f->native = native->row;
    f->slot_id = (uint16_t)native->slot;
    f->state = 0;
    f->deliver = DELIVER_PUSH;
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
