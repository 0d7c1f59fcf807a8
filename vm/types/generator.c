/* SPDX-License-Identifier: MIT */
/*
 * generator, coroutine and async generator objects: resuming a suspended frame
 * by send(), throw() and close().
 *
 * The interpreter resumes the frame (call_generator); a return comes back as
 * StopIteration, a yield as the value. Where the frame is suspended in a
 * `yield from`, its pc is at that instruction and the receiver on top of its
 * stack: throw() and close() go to the receiver first, as in CPython.
 */
#include "vm/types/generator.h"

#include "bytecode/code.h"
#include "bytecode/opcode.h"
#include "vm/natives.h"
#include "vm/slot_call.h"
#include "vm/types/bytes.h"
#include "vm/types/exception.h"
#include "vm/types/object.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

static const char *kind_name(Value generator)
{
    return is_exactly(generator, TYPE_COROUTINE)         ? "coroutine"
           : is_exactly(generator, TYPE_ASYNC_GENERATOR) ? "async generator"
                                                         : "generator";
}

Value generator_delegate(const Generator *g)
{
    if (!g->frame || !g->started || g->running || !g->frame->depth) {
        return NO_VALUE;
    }
    const Bytes *code = AS(Bytes, g->frame->code->code);
    if (g->frame->pc >= code->length ||
        (uint8_t)code->data[g->frame->pc] != OP_YIELD_FROM) {
        return NO_VALUE;
    }
    return frame_stack(g->frame)[g->frame->depth - 1];
}

static Status check_idle(World *w, Value generator)
{
    if (AS(Generator, generator)->running) {
        return raise_value(w, "%s already executing", kind_name(generator));
    }
    return OK;
}

/* Nothing is left to resume. */
static Status finished(World *w, Value generator)
{
    if (is_exactly(generator, TYPE_COROUTINE)) {
        return raise_error(w, TYPE_RUNTIME_ERROR,
                           "cannot reuse already awaited coroutine");
    }
    return is_exactly(generator, TYPE_ASYNC_GENERATOR)
               ? raise_with_args(w, TYPE_STOP_ASYNC_ITERATION, w->empty_tuple)
               : raise_stop(w, NO_VALUE);
}

Status generator_send(World *w, NativeFrame *f, Value generator, Value value,
                      Value *out)
{
    if (f->resumed) {
        return native_result(f, out);
    }
    Generator *g = AS(Generator, generator);
    TRY(check_idle(w, generator));
    if (!g->frame) {
        return finished(w, generator);
    }
    if (!g->started && value != NONE) {
        return raise_type(w, "can't send non-None value to a just-started %s",
                          kind_name(generator));
    }
    return native_call(f, generator, 1, value);
}

/* ---- throw --------------------------------------------------------------- */

enum {
    THROW_START = 0,
    THROW_CLOSED = 100, /* the receiver of `yield from` has been closed */
    THROW_PASSED,       /* ... has been given the exception */
    THROW_MADE,         /* the exception's class has been called */
    THROW_RESUMED,
};

/* The frame goes on behind its YIELD_FROM; the receiver is dropped. */
static void leave_yield_from(World *w, Generator *g)
{
    world_touch(w, g->frame, sizeof *g->frame);
    g->frame->depth--;
    g->frame->pc += 2;
}

static void set_running(World *w, Generator *g, uint8_t running)
{
    STORE(w, g->running, running);
}

static Status throw_object(World *w, NativeFrame *f, Value generator,
                           Value exception)
{
    if (!AS(Generator, generator)->frame) {
        if (is_exactly(generator, TYPE_COROUTINE)) {
            return finished(w, generator);
        }
        w->thread->raised = exception;
        return RAISE;
    }
    f->state = THROW_RESUMED;
    return native_call(f, generator, 2, exception, NONE);
}

static Status check_traceback(World *w, Value traceback)
{
    if (traceback && traceback != NONE &&
        !has_layout(traceback, TYPE_TRACEBACK)) {
        return raise_type(w,
                          "throw() third argument must be a traceback object");
    }
    return OK;
}

/* throw(type, value, traceback): the exception, if need be made by a CALL. */
static Status make_exception(World *w, NativeFrame *f, const Value *args,
                             Value *exception)
{
    Value type = args[0];
    Value value = args[1] == NONE ? NO_VALUE : args[1];
    if (has_layout(type, TYPE_BASE_EXCEPTION)) {
        if (value) {
            return raise_type(
                w, "instance exception may not have a separate value");
        }
        *exception = type;
        return OK;
    }
    if (!has_layout(type, TYPE_TYPE) ||
        !(AS(Klass, type)->flags & KLASS_BASE_EXCEPTION)) {
        return raise_type(w,
                          "exceptions must be classes or instances deriving "
                          "from BaseException, not %T",
                          type);
    }
    if (value && IS_OBJECT(value) &&
        klass_is_subclass(w, klass_of(w, value), AS(Klass, type))) {
        *exception = value;
        return OK;
    }
    f->state = THROW_MADE;
    if (value && has_layout(value, TYPE_TUPLE)) {
        return native_call_tuple(f, type, value, NO_VALUE);
    }
    return native_call(f, type, value != NO_VALUE, value);
}

static Status throw_made(World *w, NativeFrame *f, Value generator,
                         Value exception, const Value *args)
{
    if (!has_layout(exception, TYPE_BASE_EXCEPTION)) {
        return raise_type(w,
                          "calling %R should have returned an instance of "
                          "BaseException, not %T",
                          args[0], exception);
    }
    if (has_layout(args[2], TYPE_TRACEBACK)) {
        STORE(w, AS(Exception, exception)->traceback, args[2]);
    }
    return throw_object(w, f, generator, exception);
}

static Status throw_here(World *w, NativeFrame *f, Value generator,
                         const Value *args)
{
    Value exception = NO_VALUE;
    TRY(make_exception(w, f, args, &exception));
    return throw_made(w, f, generator, exception, args);
}

static bool is_generator_exit(World *w, Value type)
{
    Klass *k =
        has_layout(type, TYPE_TYPE) ? AS(Klass, type) : klass_of(w, type);
    return klass_is_subclass(w, k, &w->klass[TYPE_GENERATOR_EXIT]);
}

static Status throw_start(World *w, NativeFrame *f, Value generator,
                          const Value *args)
{
    Generator *g = AS(Generator, generator);
    TRY(check_idle(w, generator));
    TRY(check_traceback(w, args[2]));
    Value delegate = generator_delegate(g);
    if (!delegate) {
        return throw_here(w, f, generator, args);
    }
    set_running(w, g, 1);
    if (is_generator_exit(w, args[0])) {
        f->state = THROW_CLOSED;
        return call_prelude(w, f, "generator_close_delegate", 1, delegate);
    }
    Value given = tuple_from(w, args, args[2] ? 3 : args[1] ? 2 : 1);
    NEED(given);
    f->state = THROW_PASSED;
    return call_prelude(w, f, "generator_throw_delegate", 2, delegate, given);
}

/* The receiver is closed; an error of its close() takes the other's place. */
static Status throw_closed(World *w, NativeFrame *f, Value generator,
                           const Value *args)
{
    Generator *g = AS(Generator, generator);
    Value ignored;
    Status status = native_result(f, &ignored);
    set_running(w, g, 0);
    leave_yield_from(w, g);
    if (status == RAISE) {
        Value exception = w->thread->raised;
        raised_clear(w);
        return throw_object(w, f, generator, exception);
    }
    return throw_here(w, f, generator, args);
}

/* The receiver's throw() has returned a value (it yielded), NotImplemented (it
 * has none), or raised. */
static Status throw_passed(World *w, NativeFrame *f, Value generator,
                           const Value *args, Value *out)
{
    Generator *g = AS(Generator, generator);
    Status status = native_result(f, out);
    set_running(w, g, 0);
    if (status == OK && *out != NOT_IMPLEMENTED) {
        return OK;
    }
    leave_yield_from(w, g);
    if (status == OK) {
        return throw_here(w, f, generator, args);
    }
    Value exception = w->thread->raised;
    raised_clear(w);
    if (klass_is_subclass(w, klass_of(w, exception),
                          &w->klass[TYPE_STOP_ITERATION])) {
        f->state = THROW_RESUMED;
        return native_call(f, generator, 1, exception_stop_value(exception));
    }
    return throw_object(w, f, generator, exception);
}

Status generator_throw(World *w, NativeFrame *f, Value generator,
                       const Value *args, Value *out)
{
    Value exception;
    switch (f->state) {
    case THROW_CLOSED:
        return throw_closed(w, f, generator, args);
    case THROW_PASSED:
        return throw_passed(w, f, generator, args, out);
    case THROW_MADE:
        TRY(native_result(f, &exception));
        return throw_made(w, f, generator, exception, args);
    case THROW_RESUMED:
        return native_result(f, out);
    default:
        return throw_start(w, f, generator, args);
    }
}

/* ---- methods ------------------------------------------------------------- */

Status generator_method_next(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return generator_send(w, f, f->self, NONE, &f->result);
}

Status generator_method_send(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return generator_send(w, f, f->self, f->args[0], &f->result);
}

Status generator_method_throw(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return generator_throw(w, f, f->self, f->args, &f->result);
}

static Status close_result(World *w, NativeFrame *f, Status status)
{
    if (status == OK) {
        return raise_error(w, TYPE_RUNTIME_ERROR, "%s ignored GeneratorExit",
                           kind_name(f->self));
    }
    if (status == RAISE && (raised_is(w, TYPE_STOP_ITERATION) ||
                            raised_is(w, TYPE_GENERATOR_EXIT))) {
        raised_clear(w);
        f->result = NONE;
        return OK;
    }
    return status;
}

Status generator_method_close(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Generator *g = AS(Generator, f->self);
    if (f->state == THROW_START) {
        TRY(check_idle(w, f->self));
        if (!g->frame || !g->started) {
            STORE(w, g->frame, NULL);
            f->result = NONE;
            return OK;
        }
    }
    Value args[3] = {VALUE(&w->klass[TYPE_GENERATOR_EXIT])};
    Value yielded;
    return close_result(w, f, generator_throw(w, f, f->self, args, &yielded));
}

/* ---- attributes ---------------------------------------------------------- */

static Status give(NativeFrame *f, Value v)
{
    f->result = v ? v : NONE;
    return OK;
}

Status generator_get_frame(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Frame *frame = AS(Generator, f->self)->frame;
    if (frame) {
        world_touch(w, frame, sizeof *frame);
        frame->head.flags |= OBJECT_ESCAPED;
    }
    return give(f, VALUE(frame));
}

Status generator_get_running(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    return give(f, BOOL(AS(Generator, f->self)->running));
}

Status generator_get_delegate(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    return give(f, generator_delegate(AS(Generator, f->self)));
}

/* ---- operators ----------------------------------------------------------- */

static Status generator_repr(World *w, Value self, Writer *out)
{
    writer_char(out, '<');
    writer_ascii(out, type_name(w, self));
    writer_ascii(out, " object ");
    writer_str(out, AS(Generator, self)->qualname);
    TRY(object_write_address(w, self, out));
    writer_char(out, '>');
    return OK;
}

static Status generator_iterate(World *w, Value self, Value *iterator)
{
    (void)w;
    *iterator = self;
    return is_exactly(self, TYPE_GENERATOR) ? OK : NO_OP;
}

/* Its frame must run: never a leaf's work. */
static Status generator_next(World *w, Value self, Value *item)
{
    (void)w, (void)item;
    return is_exactly(self, TYPE_GENERATOR) ? CALL : NO_OP;
}

static void generator_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Generator *g = object;
    visitor->visit(visitor, (Value *)&g->frame);
    visitor->visit(visitor, &g->name);
    visitor->visit(visitor, &g->qualname);
    visitor->visit(visitor, &g->code);
    visitor->visit(visitor, &g->finaliser);
}

const TypeOps generator_ops = {
    .repr = generator_repr,
    .iterate = generator_iterate,
    .next = generator_next,
    .visit = generator_visit,
};
