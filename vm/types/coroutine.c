/* SPDX-License-Identifier: MIT */
/*
 * What `await`, `async for` and `yield from` ask for: awaitables, the objects
 * that asend(), athrow() and aclose() return, and the operators behind those
 * opcodes.
 *
 * An async generator yields two kinds of values: its own, wrapped in an
 * ASYNC_VALUE, end the await of asend() with that value; those of its awaits
 * go further out, to the event loop.
 */
#include "bytecode/code.h"
#include "bytecode/opcode.h"
#include "vm/natives.h"
#include "vm/slot_call.h"
#include "vm/types/code_object.h"
#include "vm/types/exception.h"
#include "vm/types/generator.h"
#include "vm/types/list.h"
#include "vm/types/object.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

Value async_value_new(World *w, Value value)
{
    CoroWrapper *c = heap_object(w, TYPE_ASYNC_VALUE, sizeof *c);
    if (!c) {
        return NO_VALUE;
    }
    c->generator = value;
    return VALUE(c);
}

static Status wrapper_new(World *w, NativeFrame *f, TypeId type, AwaitKind kind,
                          Value argument)
{
    CoroWrapper *c = heap_object(w, type, sizeof *c);
    NEED(c);
    c->generator = f->self;
    c->argument = argument;
    c->kind = kind;
    f->result = VALUE(c);
    return OK;
}

/* The first time: prelude's asyncgen_begin, which asks the thread's hooks. */
static Status ask_hooks(World *w, NativeFrame *f)
{
    Generator *g = AS(Generator, f->self);
    if (f->resumed) {
        Value ignored;
        return native_result(f, &ignored);
    }
    if (!w->asyncgen_hooks || g->hooked) {
        return OK;
    }
    STORE(w, g->hooked, 1);
    return call_prelude(w, f, "asyncgen_begin", 1, f->self);
}

/* ---- making them --------------------------------------------------------- */

Status coroutine_await(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return wrapper_new(w, f, TYPE_COROUTINE_WRAPPER, AWAIT_COROUTINE, NONE);
}

Status async_generator_asend(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(ask_hooks(w, f));
    return wrapper_new(w, f, TYPE_CORO_WRAPPER, AWAIT_SEND, f->args[0]);
}

Status async_generator_anext(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(ask_hooks(w, f));
    return wrapper_new(w, f, TYPE_CORO_WRAPPER, AWAIT_SEND, NONE);
}

Status async_generator_athrow(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(ask_hooks(w, f));
    Value args = tuple_from(w, f->args, f->args[2] ? 3 : f->args[1] ? 2 : 1);
    NEED(args);
    return wrapper_new(w, f, TYPE_ASYNC_THROW, AWAIT_THROW, args);
}

Status async_generator_aclose(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(ask_hooks(w, f));
    Value args = tuple_of(w, 1, VALUE(&w->klass[TYPE_GENERATOR_EXIT]));
    NEED(args);
    return wrapper_new(w, f, TYPE_ASYNC_THROW, AWAIT_CLOSE, args);
}

Status self_method(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    f->result = f->self;
    return OK;
}

/* ---- running them -------------------------------------------------------- */

enum { AWAIT_NEW, AWAIT_RUNNING, AWAIT_DONE };

static void set_state(World *w, CoroWrapper *c, uint32_t state)
{
    STORE(w, c->state, state);
}

/* The generator came back: what does that mean to whoever awaits? */
static Status await_result(World *w, CoroWrapper *c, Status status, Value *out)
{
    if (status == OK && is_exactly(*out, TYPE_ASYNC_VALUE)) {
        set_state(w, c, AWAIT_DONE);
        if (c->kind == AWAIT_CLOSE) {
            return raise_error(w, TYPE_RUNTIME_ERROR,
                               "async generator ignored GeneratorExit");
        }
        return raise_stop(w, AS(CoroWrapper, *out)->generator);
    }
    if (status != RAISE) {
        return status;
    }
    set_state(w, c, AWAIT_DONE);
    if (c->kind == AWAIT_CLOSE && (raised_is(w, TYPE_STOP_ASYNC_ITERATION) ||
                                   raised_is(w, TYPE_GENERATOR_EXIT))) {
        raised_clear(w);
        return raise_stop(w, NO_VALUE);
    }
    return RAISE;
}

static Status check_new(World *w, CoroWrapper *c, Value sent)
{
    static const char *const what[] = {
        [AWAIT_SEND] = "__anext__()/asend()",
        [AWAIT_THROW] = "aclose()/athrow()",
        [AWAIT_CLOSE] = "aclose()/athrow()",
    };
    Generator *g = AS(Generator, c->generator);
    if (c->state == AWAIT_DONE) {
        return raise_error(w, TYPE_RUNTIME_ERROR,
                           "cannot reuse already awaited %s", what[c->kind]);
    }
    if (c->state == AWAIT_NEW && c->kind != AWAIT_SEND) {
        if (!g->frame) {
            set_state(w, c, AWAIT_DONE);
            return raise_stop(w, NO_VALUE);
        }
        if (g->closed) {
            set_state(w, c, AWAIT_DONE);
            return raise_with_args(w, TYPE_STOP_ASYNC_ITERATION,
                                   w->empty_tuple);
        }
        if (sent != NONE) {
            return raise_error(w, TYPE_RUNTIME_ERROR,
                               "can't send non-None value to a just-started "
                               "coroutine");
        }
    }
    return OK;
}

static Status throw_arguments(World *w, NativeFrame *f, CoroWrapper *c,
                              Value *out)
{
    Value args[3] = {NO_VALUE, NO_VALUE, NO_VALUE};
    for (size_t i = 0; i < tuple_length(c->argument); i++) {
        args[i] = tuple_at(c->argument, i);
    }
    return generator_throw(w, f, c->generator, args, out);
}

/* A new aclose() of a generator that never ran: it is closed at once. */
static Status close_unstarted(World *w, CoroWrapper *c)
{
    Generator *g = AS(Generator, c->generator);
    world_touch(w, g, sizeof *g);
    g->frame = NULL;
    g->closed = 1;
    set_state(w, c, AWAIT_DONE);
    return raise_stop(w, NO_VALUE);
}

/* f->slot[3]: which of the two machines of generator.c is on its way. */
static Status wrapper_send(World *w, NativeFrame *f, Value sent, Value *out)
{
    CoroWrapper *c = AS(CoroWrapper, f->self);
    Generator *g = AS(Generator, c->generator);
    if (c->kind == AWAIT_COROUTINE) {
        return generator_send(w, f, c->generator, sent, out);
    }
    if (!f->slot[3]) {
        TRY(check_new(w, c, sent));
        bool first = c->state == AWAIT_NEW;
        bool throws = first && c->kind != AWAIT_SEND;
        if (first && c->kind == AWAIT_CLOSE && (!g->started || !g->frame)) {
            return close_unstarted(w, c);
        }
        if (c->kind == AWAIT_CLOSE) {
            STORE(w, g->closed, 1);
        }
        f->slot[3] = INT(throws);
        f->slot[4] =
            first && c->kind == AWAIT_SEND && sent == NONE ? c->argument : sent;
        set_state(w, c, AWAIT_RUNNING);
    }
    Status status = f->slot[3] == INT(1)
                        ? throw_arguments(w, f, c, out)
                        : generator_send(w, f, c->generator, f->slot[4], out);
    return await_result(w, c, status, out);
}

Status coro_wrapper_next(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return wrapper_send(w, f, NONE, &f->result);
}

Status coro_wrapper_send(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return wrapper_send(w, f, f->args[0], &f->result);
}

Status coro_wrapper_throw(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    CoroWrapper *c = AS(CoroWrapper, f->self);
    if (f->state == 0 && c->kind != AWAIT_COROUTINE) {
        TRY(check_new(w, c, NONE));
    }
    Status status = generator_throw(w, f, c->generator, f->args, &f->result);
    return c->kind == AWAIT_COROUTINE ? status
                                      : await_result(w, c, status, &f->result);
}

Status coro_wrapper_close(World *w, Thread *t, NativeFrame *f)
{
    CoroWrapper *c = AS(CoroWrapper, f->self);
    if (c->kind != AWAIT_COROUTINE) {
        set_state(w, c, AWAIT_DONE);
        f->result = NONE;
        return OK;
    }
    Value self = f->self;
    f->self = c->generator;
    Status status = generator_method_close(w, t, f);
    f->self = self;
    return status;
}

static Status coro_wrapper_iterate(World *w, Value self, Value *iterator)
{
    (void)w;
    *iterator = self;
    return OK;
}

static Status coro_wrapper_leaf(World *w, Value self, Value *item)
{
    (void)w, (void)self, (void)item;
    return CALL;
}

static Status coro_wrapper_repr(World *w, Value self, Writer *out)
{
    return object_write_default(w, self, "object", out);
}

static void coro_wrapper_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    CoroWrapper *c = object;
    visitor->visit(visitor, &c->generator);
    visitor->visit(visitor, &c->argument);
}

const TypeOps coro_wrapper_ops = {
    .repr = coro_wrapper_repr,
    .iterate = coro_wrapper_iterate,
    .next = coro_wrapper_leaf,
    .visit = coro_wrapper_visit,
};

/* ---- the opcodes --------------------------------------------------------- */

/* GET_YIELD_FROM_ITER */
Status generator_yield_from_iterator(World *w, Thread *t, NativeFrame *f)
{
    Value v = f->args[0];
    if (!f->resumed && is_exactly(v, TYPE_COROUTINE)) {
        Frame *frame = is_frame(t->frame) ? (Frame *)t->frame : NULL;
        if (frame && !(frame->code->flags &
                       (CODE_COROUTINE | CODE_ITERABLE_COROUTINE))) {
            return raise_type(w, "cannot 'yield from' a coroutine object in a "
                                 "non-coroutine generator");
        }
        f->result = v;
        return OK;
    }
    if (!f->resumed && is_exactly(v, TYPE_GENERATOR)) {
        f->result = v;
        return OK;
    }
    TRY(iterate_begin(w, t, f, 0, v));
    f->result = f->slot[0];
    return OK;
}

/* A value came out of the receiver: StopIteration ends the `yield from`. */
static Status sent_result(World *w, NativeFrame *f, Status status, Value value)
{
    if (status == OK) {
        w->thread->yielded = 1;
        f->result = value;
        return OK;
    }
    if (status == RAISE && raised_is(w, TYPE_STOP_ITERATION)) {
        f->result = exception_stop_value(w->thread->raised);
        raised_clear(w);
        return OK;
    }
    return status;
}

/* YIELD_FROM with a receiver that is no resumable generator. */
Status generator_send_operator(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value receiver = f->args[0];
    Value value = NO_VALUE;
    if (f->resumed) {
        Status status = native_result(f, &value);
        return sent_result(w, f, status, value);
    }
    if (has_layout(receiver, TYPE_GENERATOR)) {
        Status status = generator_send(w, f, receiver, f->args[1], &value);
        return sent_result(w, f, status, value);
    }
    if (f->args[1] != NONE) {
        return call_prelude(w, f, "generator_send_delegate", 2, receiver,
                            f->args[1]);
    }
    Status status = value_next(w, receiver, &value);
    if (status == OK && !value) {
        f->result = NONE;
        return OK;
    }
    if (status == CALL || status == TWIN) {
        status = slot_call(w, f, SLOT_NEXT, receiver, NO_VALUE);
    }
    if (status == NO_OP) {
        return raise_type(w, "'%T' object is not an iterator", receiver);
    }
    return sent_result(w, f, status, value);
}

static Status not_awaitable(World *w, uint32_t opcode, Value v)
{
    if (opcode == OP_BEFORE_ASYNC_WITH || opcode == OP_WITH_CLEANUP_START) {
        return raise_type(
            w,
            "'async with' received an object from %s that does "
            "not implement __await__: %T",
            opcode == OP_BEFORE_ASYNC_WITH ? "__aenter__" : "__aexit__", v);
    }
    return raise_type(w, "object %T can't be used in 'await' expression", v);
}

/* What is iterated when v is awaited: OK, CALL (its __await__), NO_OP. */
static Status awaitable_of(World *w, NativeFrame *f, Value v, Value *out)
{
    *out = v;
    if (is_exactly(v, TYPE_COROUTINE) || has_layout(v, TYPE_CORO_WRAPPER)) {
        return OK;
    }
    if (is_exactly(v, TYPE_GENERATOR) &&
        AS(CodeObject, AS(Generator, v)->code)->flags &
            CODE_ITERABLE_COROUTINE) {
        return OK;
    }
    return slot_call(w, f, SLOT_AWAIT, v, NO_VALUE);
}

static Status check_await_result(World *w, Value v)
{
    if (is_exactly(v, TYPE_COROUTINE)) {
        return raise_type(w, "__await__() returned a coroutine");
    }
    const TypeOps *ops = layout_ops[layout_of(v)];
    if (!(ops && ops->next) && !klass_slot(w, v, SLOT_NEXT)) {
        return raise_type(w, "__await__() returned non-iterator of type '%T'",
                          v);
    }
    return OK;
}

/* GET_AWAITABLE; slot_id is the opcode before it */
Status generator_awaitable(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value v = f->args[0];
    if (f->resumed) {
        TRY(native_result(f, &f->result));
        return check_await_result(w, f->result);
    }
    if (is_exactly(v, TYPE_COROUTINE) && generator_delegate(AS(Generator, v))) {
        return raise_error(w, TYPE_RUNTIME_ERROR,
                           "coroutine is being awaited already");
    }
    Status status = awaitable_of(w, f, v, &f->result);
    return status == NO_OP ? not_awaitable(w, f->slot_id, v) : status;
}

static bool has_anext(World *w, Value v)
{
    return klass_slot(w, v, SLOT_ANEXT) != NO_VALUE;
}

/* GET_AITER */
Status generator_async_iterate(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!f->resumed) {
        Status status = slot_call(w, f, SLOT_AITER, f->args[0], NO_VALUE);
        if (status == NO_OP) {
            return raise_type(w,
                              "'async for' requires an object with __aiter__ "
                              "method, got %T",
                              f->args[0]);
        }
        return status;
    }
    TRY(native_result(f, &f->result));
    if (!has_anext(w, f->result)) {
        return raise_type(w,
                          "'async for' received an object from __aiter__ that "
                          "does not implement __anext__: %T",
                          f->result);
    }
    return OK;
}

enum { ANEXT_START, ANEXT_CALLED, ANEXT_AWAITED };

/* GET_ANEXT */
/* What __anext__ gave cannot be awaited; `cause`: by what t->raised says. */
static Status no_awaitable(World *w, Thread *t, Value v, bool cause)
{
    Value first = cause ? t->raised : NO_VALUE;
    t->raised = NO_VALUE;
    (void)raise_type(
        w, "'async for' received an invalid object from __anext__: %T", v);
    if (first && t->raised) {
        Exception *e = AS(Exception, t->raised);
        e->cause = e->context = first;
        e->suppress_context = 1;
    }
    return RAISE;
}

Status generator_async_next(World *w, Thread *t, NativeFrame *f)
{
    Status status;
    switch (f->state) {
    case ANEXT_START:
        f->state = ANEXT_CALLED;
        status = slot_call(w, f, SLOT_ANEXT, f->args[0], NO_VALUE);
        if (status == NO_OP) {
            return raise_type(w,
                              "'async for' requires an iterator with __anext__ "
                              "method, got %T",
                              f->args[0]);
        }
        return status;
    case ANEXT_CALLED: {
        Value v;
        TRY(native_result(f, &v));
        f->state = ANEXT_AWAITED;
        f->slot[1] = v;
        status = awaitable_of(w, f, v, &f->result);
        if (status == NO_OP || status == RAISE) {
            return no_awaitable(w, t, v, status == RAISE);
        }
        return status;
    }
    default:
        if (native_result(f, &f->result) != OK) {
            return no_awaitable(w, t, f->slot[1], true);
        }
        return check_await_result(w, f->result);
    }
}

/* ---- where coroutines were made ------------------------------------------ */

/* (filename, line, name) of the callers, the innermost first. */
Status coroutine_note_origin(World *w, Thread *t, Generator *g)
{
    Value list = list_new(w, 0);
    NEED(list);
    Frame *frame = thread_python_frame(t);
    for (uint32_t i = 0; frame && i < t->origin_depth; i++) {
        Value one = tuple_of(w, 3, frame->code->filename,
                             INT(frame_line(frame)), frame->code->name);
        NEED(one);
        TRY(list_append(w, list, one));
        frame = frame_caller(frame);
    }
    size_t n = list_length(list);
    g->finaliser =
        n ? tuple_from(w, AS(List, list)->items->items, n) : w->empty_tuple;
    return g->finaliser ? OK : RAISE;
}

Status coroutine_get_origin(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    Value origin = AS(Generator, f->self)->finaliser;
    f->result = origin ? origin : NONE;
    return OK;
}

Status coroutine_get_origin_depth(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    f->result = INT(t->origin_depth);
    return OK;
}

Status coroutine_set_origin_depth(World *w, Thread *t, NativeFrame *f)
{
    int64_t depth;
    TRY(value_index(w, f->args[0], &depth));
    if (depth < 0) {
        return raise_value(w, "depth must be >= 0");
    }
    world_touch(w, t, sizeof *t);
    t->origin_depth = depth > UINT32_MAX ? UINT32_MAX : (uint32_t)depth;
    f->result = NONE;
    return OK;
}
