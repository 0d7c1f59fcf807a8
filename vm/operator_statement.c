/* SPDX-License-Identifier: MIT */
/*
 * What `with`, `raise` and the prompt's expression statements call; what a
 * thread's bottom and the end of an object call.
 */
#include "vm/natives.h"
#include "vm/slot_call.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/generator.h"

/* ---- with ---------------------------------------------------------------- */

Status operator_enter(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Status status = slot_call(w, f, (Slot)f->slot_id, f->args[0], NO_VALUE);
    if (status == NO_OP) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR, "%V",
                           w->slot_name[f->slot_id]);
    }
    return status;
}

/* args: the bound __exit__, type, value, traceback */
Status operator_exit(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Method *m = AS(Method, f->args[0]);
    if (has_layout(m->function, TYPE_FUNCTION) ||
        has_layout(m->function, TYPE_NATIVE)) {
        return native_call(f, m->function, 4, m->self, f->args[1], f->args[2],
                           f->args[3]);
    }
    return call_prelude(w, f, "call_exit", 5, m->function, m->self, f->args[1],
                        f->args[2], f->args[3]);
}

/* ---- raise --------------------------------------------------------------- */

enum { RAISE_START, RAISE_MADE, RAISE_CAUSE };

static bool is_exception(World *w, Value v)
{
    return value_is_instance(w, v, TYPE_BASE_EXCEPTION);
}

static bool is_exception_class(World *w, Value v)
{
    return has_layout(v, TYPE_TYPE) &&
           klass_is_subclass(w, AS(Klass, v), &w->klass[TYPE_BASE_EXCEPTION]);
}

static Status raise_cause(World *w, NativeFrame *f)
{
    if (f->argc < 2) {
        return OK;
    }
    Exception *e = AS(Exception, f->slot[1]);
    Value cause = f->state == RAISE_CAUSE ? f->result : f->args[1];
    if (f->state != RAISE_CAUSE && is_exception_class(w, cause)) {
        f->state = RAISE_CAUSE;
        return native_call(f, cause, 0);
    }
    if (cause != NONE && !is_exception(w, cause)) {
        return raise_type(w, "exception causes must derive from BaseException");
    }
    world_touch(w, e, sizeof *e);
    e->cause = cause == NONE ? NO_VALUE : cause;
    e->suppress_context = 1;
    return OK;
}

Status operator_raise(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value what = f->args[0];
    if (f->resumed) {
        TRY(native_result(f, &f->result));
        if (f->state == RAISE_MADE) {
            if (!is_exception(w, f->result)) {
                return raise_type(
                    w,
                    "calling %R should have returned an instance of "
                    "BaseException, not %R",
                    what, VALUE(klass_of(w, f->result)));
            }
            f->slot[1] = f->result;
        }
    } else if (is_exception_class(w, what)) {
        f->state = RAISE_MADE;
        return native_call(f, what, 0);
    } else if (is_exception(w, what)) {
        f->slot[1] = what;
    } else {
        return raise_type(w, "exceptions must derive from BaseException");
    }
    TRY(raise_cause(w, f));
    f->result = f->slot[1];
    return raise_object(w, f->result);
}

/* ---- the prompt, threads, finalisers ------------------------------------- */

/* The prompt's expression statements: sys.displayhook(value). */
Status operator_print(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Value hook = dict_get_str(w, w->sys_dict, w->name[NAME_DISPLAYHOOK]);
    if (!hook) {
        return raise_error(w, TYPE_RUNTIME_ERROR, "lost sys.displayhook");
    }
    return native_call(f, hook, 1, f->args[0]);
}

/* The bottom of every thread: args[0](*args[1], **args[2]). */
Status thread_begin(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Value args = f->args[1] ? f->args[1] : w->empty_tuple;
    return native_call_tuple(f, f->args[0], args, f->args[2]);
}

uint32_t thread_begin_row(void)
{
    return ROW_THREAD_BEGIN;
}

/* slot[0]: Values of (callback or 0, argument) pairs. Errors are reported as
 * "Exception ignored in", as CPython does. */
Status operator_call_finaliser(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        Value ignored;
        if (native_result(f, &ignored) != OK) {
            Value raised = w->thread->raised;
            raised_clear(w);
            return call_prelude(w, f, "unraisable", 2, raised, f->slot[1]);
        }
    }
    Values *pending = AS(Values, f->slot[0]);
    while ((uint64_t)f->state + 1 < pending->used) {
        Value callback = pending->items[f->state];
        Value argument = pending->items[f->state + 1];
        f->state += 2;
        Value method =
            callback ? callback
            : is_exactly(argument, TYPE_ASYNC_GENERATOR)
                ? AS(Generator, argument)->finaliser
            : has_layout(argument, TYPE_GENERATOR)
                ? klass_lookup(w, klass_of(w, argument), w->name[NAME_CLOSE])
                : klass_slot(w, argument, SLOT_DEL);
        if (!method) {
            continue;
        }
        if (!callback && (is_exactly(argument, TYPE_COROUTINE) ||
                          (!has_layout(argument, TYPE_GENERATOR) &&
                           !is_exactly(method, TYPE_FUNCTION)))) {
            /* Another descriptor, whose __get__ comes first; or a coroutine
             * that perhaps was never awaited. */
            f->slot[1] = argument;
            return call_prelude(w, f, "run_finalise", 1, argument);
        }
        f->slot[1] = has_layout(argument, TYPE_GENERATOR) ? argument : method;
        return native_call(f, method, 1, argument);
    }
    f->result = NONE;
    return OK;
}
