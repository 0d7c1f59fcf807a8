/* SPDX-License-Identifier: MIT */
/*
 * The module _thread: threads and locks as threading.py and the oldest
 * programs use them. A thread is started by handing it to the host, which
 * decides when it runs; the sentinel is the lock that its end releases.
 */
#include <signal.h>

#include "vm/modules/local.h"
#include "vm/natives.h"

#include "vm/call.h"
#include "vm/host.h"
#include "vm/signal.h"
#include "vm/types/dict.h"
#include "vm/types/float.h"
#include "vm/types/function.h"
#include "vm/types/int.h"
#include "vm/types/lock.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

Status thread_allocate_lock(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Lock *lock = lock_new(w, &w->klass[TYPE_LOCK]);
    NEED(lock);
    f->result = VALUE(lock);
    return OK;
}

Status thread_set_sentinel(World *w, Thread *t, NativeFrame *f)
{
    TRY(thread_allocate_lock(w, t, f));
    AS(Lock, f->result)->stands_for = VALUE(t);
    STORE(w, t->sentinel, f->result);
    return OK;
}

/* ---- starting ------------------------------------------------------------ */

/* The Thread object of threading whose _bootstrap_inner this is, or 0. */
static Value python_thread(Value callable)
{
    if (!has_layout(callable, TYPE_METHOD)) {
        return NO_VALUE;
    }
    const Method *method = AS(Method, callable);
    if (!has_layout(method->function, TYPE_FUNCTION)) {
        return NO_VALUE;
    }
    const Function *function = AS(Function, method->function);
    return function->code->in_library && is_str(function->name) &&
                   str_is(function->name, "_bootstrap_inner")
               ? method->self
               : NO_VALUE;
}

/* The function's own frame becomes the bottom of the thread, instead of the
 * native that would call it and then stay as long as the thread lives. `args`
 * has room for one more in front. */
static Status begin_at(World *w, Thread *child, Value function, Value *args,
                       uint32_t argc)
{
    CallInfo call = {.args = args, .argc = argc, .deliver = DELIVER_THREAD};
    Object *native = child->frame;
    child->frame = NULL;
    child->native_count = 0;
    heap_free(w, native);
    Value ignored;
    return call_function(w, child, AS(Function, function), &call, NO_VALUE,
                         &ignored) == CALL_PUSHED
               ? OK
               : RAISE;
}

/* Anything but a Thread's own bootstrap needs a frame below it that reports
 * the exceptions it lets out; there is none while the image is built. */
static Status begin_guarded(World *w, Thread *child, const NativeFrame *f)
{
    Value name = str_intern_ascii(w, "_thread_guard");
    NEED(name);
    Value guard = w->prelude ? dict_get_str(w, w->prelude, name) : NO_VALUE;
    if (!guard) {
        return OK;
    }
    Value args[] = {NO_VALUE, f->args[0], f->args[1],
                    f->argc == 3 ? f->args[2] : NONE};
    return begin_at(w, child, guard, args + 1, 3);
}

static Status begin_bootstrap(World *w, Thread *child, const Method *method)
{
    Value args[] = {NO_VALUE, method->self};
    return begin_at(w, child, method->function, args + 1, 1);
}

static bool is_callable(World *w, Value v)
{
    switch (layout_of(v)) {
    case TYPE_FUNCTION:
    case TYPE_NATIVE:
    case TYPE_METHOD:
    case TYPE_TYPE:
        return true;
    default:
        return klass_overrides(klass_of(w, v), SLOT_CALL);
    }
}

static Status check_start(World *w, const NativeFrame *f)
{
    if (f->argc < 2) {
        return raise_type(w,
                          "start_new_thread expected at least 2 arguments, "
                          "got %d",
                          (int)f->argc);
    }
    if (f->argc > 3) {
        return raise_type(w,
                          "start_new_thread expected at most 3 arguments, "
                          "got %d",
                          (int)f->argc);
    }
    if (!is_callable(w, f->args[0])) {
        return raise_type(w, "first arg must be callable");
    }
    if (!has_layout(f->args[1], TYPE_TUPLE)) {
        return raise_type(w, "2nd arg must be a tuple");
    }
    if (f->argc == 3 && !has_layout(f->args[2], TYPE_DICT)) {
        return raise_type(w, "optional 3rd arg must be a dictionary");
    }
    return OK;
}

Status thread_start_new(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(check_start(w, f));
    Value callable = f->args[0];
    Value object = python_thread(callable);
    Thread *child = thread_new(w, callable, f->args[1],
                               f->argc == 3 ? f->args[2] : NO_VALUE);
    NEED(child);
    child->python_thread = object;
    Status status = object ? begin_bootstrap(w, child, AS(Method, callable))
                           : begin_guarded(w, child, f);
    if (status == OK) {
        status = w->host->start(w, child);
    }
    if (status != OK) {
        thread_unlink(w, child);
        return status;
    }
    f->result = int_from_uint64(w, child->ident);
    NEED(f->result);
    return OK;
}

/* ---- what a thread asks about itself ------------------------------------- */

Status thread_get_ident(World *w, Thread *t, NativeFrame *f)
{
    f->result = int_from_uint64(w, t->ident);
    NEED(f->result);
    return OK;
}

/* The kernel's number on Linux: the main thread's is the process's. */
Status thread_get_native_id(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    f->result = INT(1000 + (int64_t)t->serial - 1);
    return OK;
}

/* Threads that start_new_thread began and that are not over. */
Status thread_count(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = INT((int64_t)w->thread_count - 1);
    return OK;
}

Status thread_exit(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    (void)f;
    return raise_error(w, TYPE_SYSTEM_EXIT, "");
}

/* It ends no wait of the main thread, unlike a real signal. */
Status thread_interrupt_main(World *w, Thread *t, NativeFrame *f)
{
    int64_t number = SIGINT;
    if (f->args[0]) {
        TRY(value_index(w, f->args[0], &number));
    }
    if (number < 1 || number >= SIGNAL_COUNT) {
        return raise_value(w, "signal number out of range");
    }
    if (signal_has_handler(w, (int)number)) {
        signal_send(w, (int)number, t);
    }
    f->result = NONE;
    return OK;
}

/* Stacks are heap data here: the size is checked, kept by nobody, and 0, the
 * system's default, is what there was before. */
Status thread_stack_size(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t size = 0;
    if (f->args[0]) {
        TRY(value_index(w, f->args[0], &size));
    }
    if (size < 0) {
        return raise_value(w, "size must be 0 or a positive value");
    }
    if (size > 0 && size < 32768) {
        return raise_value(w, "size not valid: %ld bytes", size);
    }
    /* A parked thread has no stack of its own: the number is only kept. */
    Value name = str_intern_ascii(w, "_stack_size");
    NEED(name);
    Value before = dict_get_str(w, w->prelude, name);
    f->result = before ? before : INT(0);
    return f->args[0] ? dict_set_str(w, w->prelude, name, INT(size)) : OK;
}

/* ---- the module ---------------------------------------------------------- */

Status thread_module(World *w, Value dict)
{
    Value longest = float_new(w, 9223372036.0);
    NEED(longest);
    TRY(native_module_add(w, dict, "TIMEOUT_MAX", longest));
    TRY(native_module_add(w, dict, "error",
                          VALUE(&w->klass[TYPE_RUNTIME_ERROR])));
    TRY(native_module_add(w, dict, "LockType", VALUE(&w->klass[TYPE_LOCK])));
    TRY(native_module_add(w, dict, "RLock", VALUE(&w->klass[TYPE_RLOCK])));
    Value local = local_class(w);
    NEED(local);
    return native_module_add(w, dict, "_local", local);
}
