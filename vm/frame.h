/* SPDX-License-Identifier: MIT */
/*
 * Frames and threads: the whole state of running code, as plain heap data.
 *
 * A thread is a chain of Frame and NativeFrame objects, innermost first; no C
 * stack is held between two instructions. How a finished frame hands its
 * result to the one below is written in the finished frame (`deliver`).
 */
#ifndef GILSCOPE_VM_FRAME_H
#define GILSCOPE_VM_FRAME_H

#include "vm/heap.h"

/* What happens to the value a frame or native comes back with. */
typedef enum {
    DELIVER_PUSH,     /* push it on the frame below */
    DELIVER_DROP,     /* ignore it */
    DELIVER_INSTANCE, /* __init__: check for None, push `owner` instead */
    DELIVER_NATIVE,   /* what is below is a NativeFrame: enter it again */
    DELIVER_ITEM,     /* a native that iterates; nothing more: no value */
    DELIVER_FOR,      /* FOR_ITER: push; nothing more: end the loop */
    DELIVER_TRUTH,    /* True or False: finish the jump or `not` in progress */
    DELIVER_METHOD,   /* LOAD_METHOD: push "no self", then the value */
    DELIVER_UNPACK,   /* a tuple: push its items, the first on top */
    DELIVER_WITH,     /* __enter__: set up the block, then push */
    DELIVER_EXIT,     /* __exit__: push the exception's type, then the answer */
    DELIVER_SEND,     /* YIELD_FROM: yield it, or push the return value */
    DELIVER_RAISED,   /* RAISE_VARARGS: an exception object to be raised */
    DELIVER_SIGNAL,   /* handlers called in the wait of the native below */
    DELIVER_THREAD,   /* the bottom: the thread is finished */
} Deliver;

#define CODE_UNCHECKED UINT32_MAX

typedef struct CodeObject {
    Object head;
    uint32_t argument_count, positional_only_count, keyword_only_count;
    uint32_t local_count, stack_size, flags, first_line;
    uint32_t cell_count, free_count;
    uint32_t block_count; /* at most nested SETUP_... */
    uint32_t frame_size;  /* bytes of a Frame for it */
    uint32_t cache_id;    /* 0: no caches yet */
    uint32_t packed_row;  /* not 0: only `filename` and `name` are here yet, the
                             rest is in packed.c's row; CODE_UNCHECKED: put
                             together by a program, not yet found fit to run */
    uint32_t packed_at;   /* in that row: see code_complete */
    uint32_t stack_at;    /* Frame.slots[stack_at] begins the operand stack */
    uint8_t in_prelude;   /* a twin: no check points, hidden */
    uint8_t in_library;   /* vm/lib */
    uint8_t positional;   /* only positional parameters */
    uint8_t simple;       /* and no cells, no generator: a call copies the
                             arguments, and runs */
    Value code;           /* bytes */
    Value constants;      /* tuple */
    Value names;          /* tuple of interned str, as the next three */
    Value variable_names;
    Value free_names;
    Value cell_names;
    Value cell_arguments; /* tuple of int: cell i is argument n, or None */
    Value loop_bodies;    /* bytes: pairs of uint32 {jump, body} */
    Value line_table;     /* bytes: co_lnotab */
    Value filename;
    Value name;
} CodeObject;

/*
 * One running function, module body or class body. An instruction in progress
 * is at pc - 2: pc already points behind it.
 */
typedef struct Frame {
    Object head;
    Object *back; /* Frame, NativeFrame or NULL */
    CodeObject *code;
    Value globals;   /* dict */
    Value locals;    /* dict or mapping; 0 in optimised code */
    Value exception; /* being handled in this frame, or 0 */
    Value owner;     /* its generator; DELIVER_INSTANCE: the new object */
    uint32_t pc;     /* byte offset of the next instruction */
    uint32_t depth;  /* values on the operand stack */
    uint8_t blocks;  /* entries of the block stack */
    uint8_t deliver; /* Deliver: how `back` gets my result */
    uint8_t pop;     /* operands `back` then drops first */
    uint8_t loop_pending : 1; /* LOOP_BODY: the next instruction is checked */
    uint8_t free_body : 1;    /* a vm/lib module body: costs nothing */
    uint8_t resume_extended : 1; /* stopped behind an EXTENDED_ARG */
    uint32_t trace;              /* not 0: its record; see vm/trace.h */
    /* locals, then cells and free variables, then blocks, then the stack */
    Value slots[];
} Frame;

#define NATIVE_SLOTS 8
#define NATIVE_ARGS  8

/*
 * A call of a native function. While it runs it lives on the C stack; when it
 * answers CALL or BLOCK it is copied into the heap and put on the thread's
 * chain, and later the native is entered with it again.
 */
typedef struct NativeFrame {
    Object head;
    Object *back;
    uint32_t native;   /* row of natives.def */
    uint32_t argc;     /* entries of args */
    int32_t state;     /* the native's own; 0 at first entry */
    uint8_t deliver;   /* what to do with my result */
    uint8_t resumed;   /* entered again, and `received` not yet looked at */
    uint8_t failed;    /* the callee raised: thread->raised holds it */
    uint8_t pop;       /* operands to drop from the frame below */
    uint32_t kw_count; /* raw natives: the last kw_count args are keywords */
    uint8_t callee_argc;
    uint16_t slot_id;  /* operators and wrappers: the Slot */
    Value self;        /* receiver of a method; the class for __new__ */
    Value kw_names;    /* tuple of str, or 0 */
    Value received;    /* what the callee returned; see native_result */
    Value result;      /* mine */
    Value callee;      /* CALL: this ... */
    Value callee_room; /* callee_args[-1] may be written by the call */
    Value callee_args[NATIVE_ARGS]; /* ... with these, or ... */
    Value callee_tuple;  /* ... with these, when not 0: a tuple, or Values
                            whose first item is room for a receiver */
    Value callee_kwargs; /* and these: a dict; with Values: the names (tuple) of
                            the last of them; or 0 */
    Value slot[NATIVE_SLOTS]; /* the native's own, kept over CALL and BLOCK */
    Value *args;              /* bound in the order of natives.def's parameters,
                                 0 where missing; raw natives: as passed */
} NativeFrame;

typedef enum {
    REQUEST_NONE,
    REQUEST_LOCK,  /* object: Lock; wait until it may try again */
    REQUEST_SLEEP, /* timeout_ns; 0 is sleep(0) */
    REQUEST_IO,    /* io_kind, io_bytes */
    REQUEST_WAIT,  /* object: any; until the host says done */
    REQUEST_YIELD, /* give up the GIL once: sched_yield */
} RequestKind;

typedef struct Request {
    uint8_t kind;      /* RequestKind */
    uint8_t timed_out; /* result, by the host */
    uint8_t io_kind;
    uint8_t interruptible;
    uint32_t detail;
    Value object;
    int64_t timeout_ns; /* < 0: for ever */
    union {
        int64_t io_bytes; /* IO */
        int64_t deadline; /* others, by the host, when timeout_ns >= 0 */
    };
} Request;

#define THREAD_HOST_WORDS 10

/* See thread_rare(). */
enum {
    RARE_LOCALS,          /* dict of _thread._local data */
    RARE_DECIMAL_CONTEXT, /* decimal.Context once one was used */
    RARE_TRACE,           /* sys.settrace()'s function */
    RARE_PROFILE,         /* sys.setprofile()'s */
    RARE_COUNT
};

struct Thread {
    Object head;
    Thread *next; /* alive, by age */
    Thread *previous;
    Object *frame;       /* innermost, NULL when finished */
    Value raised;        /* the exception on its way up, or 0 */
    Value result;        /* what its bottom frame returned */
    Value python_thread; /* threading.Thread when known, for names */
    Value sentinel;      /* lock released at the end, or 0 */
    Value rare;          /* Values by RARE_, or 0: what few threads have */
    Request request;
    uint64_t ident;        /* threading.get_ident() */
    uint32_t serial;       /* 1 is the main thread */
    uint32_t identities;   /* ids handed out */
    int32_t depth;         /* Python frames, for RecursionError */
    uint32_t native_depth; /* natives on the C stack; 0 between instructions */
    uint32_t native_count; /* NativeFrames on the chain */
    uint8_t state;         /* ThreadState of the host */
    uint8_t daemon;
    uint8_t finished;
    uint8_t yielded;        /* SEND: the value is yielded, not returned */
    uint8_t interrupt;      /* SIGNAL_ of vm/signal.h; the main thread only */
    uint8_t traced;         /* trace or profile is set */
    uint8_t tracing;        /* inside one of them: nothing is told */
    uint8_t trace_step;     /* what comes next at this boundary; trace.c */
    uint8_t trace_entered;  /* there: the frame begins, or goes on */
    uint8_t trace_distance; /* there: frames that `yield from` it, told */
    uint8_t trace_state;    /* TRACE_ of vm/trace.h */
    uint32_t trace_stop;    /* not 0: pc behind the instruction that took a
                               generator's end; to be told as StopIteration */
    uint32_t origin_depth;  /* frames that a new coroutine notes: cr_origin */
    uint32_t extended;      /* Frame.resume_extended: the prefix's operand */
    uint64_t host[THREAD_HOST_WORDS]; /* the scheduler's own, no values */
};

static inline bool is_frame(const Object *o)
{
    return o->layout == TYPE_FRAME;
}

static inline Value *frame_blocks(Frame *f)
{
    const CodeObject *c = f->code;
    return f->slots + c->local_count + c->cell_count + c->free_count;
}

static inline Value *frame_stack(Frame *f)
{
    return f->slots + f->code->stack_at;
}

/* Frame for running `code`, pushed on nothing; NULL with MemoryError set. */
MUST_CHECK Frame *frame_new(World *w, CodeObject *code, Value globals);
/* The same for `simple` code and just its arguments, in a cell that is at hand;
 * else NULL. */
static inline Frame *frame_quick(World *w, CodeObject *code, Value globals,
                                 const Value *args)
{
    size_t units = code->frame_size / 16;
    Object *cell = units < HEAP_CLASSES ? heap_quick_cell(w, units) : NULL;
    if (!cell) {
        return NULL;
    }
    Frame *f = (Frame *)cell;
    *f = (Frame){.head = {.type = TYPE_REF(TYPE_FRAME),
                          .layout = TYPE_FRAME,
                          .units = (uint16_t)units},
                 .code = code,
                 .globals = globals};
    uint32_t i = 0;
    for (; i < code->argument_count; i++) {
        f->slots[i] = args[i];
    }
    for (; i < code->local_count; i++) {
        f->slots[i] = NO_VALUE;
    }
    return f;
}
/* A frame that was traced ends: Frame.trace is 0 again. */
void trace_drop(World *w, Frame *frame);
/* The frame has ended: recycle it unless somebody holds it. */
static inline void frame_release(World *w, Frame *frame)
{
    if (__builtin_expect(frame->head.flags || frame->owner, 0)) {
        /* Held by a traceback, a generator or sys._getframe(). */
        frame->back = NULL;
        if (frame->trace) {
            trace_drop(w, frame);
        }
    } else {
        heap_recycle(w, &frame->head);
    }
}
/* Source line of the instruction being run. */
int frame_line(const Frame *frame);
/* The innermost Python frame that programs may see, or NULL. */
Frame *thread_python_frame(const Thread *thread);
/* One of RARE_, or NO_VALUE. */
static inline Value thread_rare(const Thread *t, int which)
{
    return t->rare ? AS(Values, t->rare)->items[which] : NO_VALUE;
}
MUST_CHECK Status thread_set_rare(World *w, Thread *t, int which, Value v);
/* A new thread that will call `callable(*args, **kwargs)`; not yet started. */
MUST_CHECK Thread *thread_new(World *w, Value callable, Value args,
                              Value kwargs);
void thread_unlink(World *w, Thread *t);
/* Row of the native at the bottom of every thread (natives.h). */
uint32_t thread_begin_row(void);
/* Line of the instruction at this byte offset. */
int code_object_line(const CodeObject *code, uint32_t offset);
VisitFunction frame_visit;
VisitFunction native_frame_visit;
VisitFunction thread_visit;
VisitFunction code_visit;
/* The exception handled by the innermost frame that handles one, or 0. */
Value thread_handled(const Thread *thread);

#endif
