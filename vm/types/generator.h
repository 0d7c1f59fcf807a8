/* SPDX-License-Identifier: MIT */
/* generator, coroutine, async generator: a suspended frame. */
#ifndef GILSCOPE_VM_TYPES_GENERATOR_H
#define GILSCOPE_VM_TYPES_GENERATOR_H

#include "vm/operator.h"

typedef struct Generator {
    Object head;
    Frame *frame; /* NULL once finished */
    Value name;
    Value qualname;
    Value code;
    uint8_t running;
    uint8_t started;
    uint8_t closed; /* async generators: aclose() was called */
    uint8_t hooked; /* ... and its thread's hooks were asked */
    uint8_t pad[4];
    Value finaliser; /* async generators: the hook for when it dies, or 0;
                        coroutines: cr_origin, or 0 */
    uint64_t birth;  /* the cell's last word: see drop_birth */
} Generator;

/* A new coroutine notes who made it: Thread.origin_depth. */
MUST_CHECK Status coroutine_note_origin(World *w, Thread *t, Generator *g);

typedef enum {
    AWAIT_COROUTINE, /* coroutine.__await__() */
    AWAIT_SEND,      /* async_generator.asend(), __anext__() */
    AWAIT_THROW,     /* athrow() */
    AWAIT_CLOSE,     /* aclose() */
} AwaitKind;

/* What `await` iterates for them. */
typedef struct CoroWrapper {
    Object head;
    Value generator; /* ASYNC_VALUE: the yielded value */
    Value argument;  /* to be sent; THROW: tuple of throw()'s arguments */
    uint32_t kind;   /* AwaitKind */
    uint32_t state;  /* 0 new, 1 running, 2 done */
} CoroWrapper;

/* What the generator's `yield from` or `await` waits for, or 0. */
Value generator_delegate(const Generator *g);
/*
 * Machines for natives: send a value, throw, close. They use f->state and
 * f->slot[0..2], answer OK (*out: what it yielded), RAISE (StopIteration: it
 * has returned), or CALL (hand it on; call again with the same arguments).
 * `args`: the three of throw(), 0 where missing.
 */
MUST_CHECK Status generator_send(World *w, NativeFrame *f, Value generator,
                                 Value value, Value *out);
MUST_CHECK Status generator_throw(World *w, NativeFrame *f, Value generator,
                                  const Value *args, Value *out);
/* The value of an async generator's own `yield`, to tell it from what its
 * awaits let through. */
MUST_CHECK Value async_value_new(World *w, Value value);
extern const TypeOps generator_ops;
extern const TypeOps coro_wrapper_ops;

#endif
