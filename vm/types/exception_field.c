/* SPDX-License-Identifier: MIT */
/*
 * The attributes and methods of exceptions.
 *
 * Those of special classes lie in Exception.field[]: see exception.def.
 */
#include <string.h>

#include "vm/natives.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

/* What a write that would have to wait has written: the last field. */
enum { WRITTEN = 4 };

Status exception_get_written(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value v = AS(Exception, f->self)->field[WRITTEN];
    if (!v) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR, "characters_written");
    }
    f->result = v;
    return OK;
}

Status exception_set_written(World *w, Thread *t, NativeFrame *f)
{
    if (!f->args[0]) {
        TRY(exception_get_written(w, t, f));
    }
    STORE(w, AS(Exception, f->self)->field[WRITTEN], f->args[0]);
    f->result = NONE;
    return OK;
}

Status exception_get_print_line(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    f->result = NONE;
    return OK;
}

/* ---- what all exceptions have -------------------------------------------- */

static Status give(NativeFrame *f, Value v)
{
    f->result = v ? v : NONE;
    return OK;
}

Status exception_set_args(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value args = f->args[0];
    if (!args) {
        return raise_type(w, "args may not be deleted");
    }
    if (!is_exactly(args, TYPE_TUPLE)) {
        return TWIN; /* makes a tuple of it and comes back */
    }
    STORE(w, AS(Exception, f->self)->args, args);
    return give(f, NONE);
}

static Status store_traceback(World *w, NativeFrame *f, Value traceback)
{
    if (traceback != NONE && !has_layout(traceback, TYPE_TRACEBACK)) {
        return raise_type(w, "__traceback__ must be a traceback or None");
    }
    STORE(w, AS(Exception, f->self)->traceback,
          traceback == NONE ? NO_VALUE : traceback);
    return OK;
}

Status exception_set_traceback(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!f->args[0]) {
        return raise_type(w, "__traceback__ may not be deleted");
    }
    TRY(store_traceback(w, f, f->args[0]));
    return give(f, NONE);
}

Status exception_with_traceback(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(store_traceback(w, f, f->args[0]));
    return give(f, f->self);
}

/* The new cause or context; None becomes 0. */
static Status check_link(World *w, Value *link, const char *what)
{
    if (!*link) {
        return raise_type(w, "__%s__ may not be deleted", what);
    }
    if (*link != NONE && !has_layout(*link, TYPE_BASE_EXCEPTION)) {
        return raise_type(
            w, "exception %s must be None or derive from BaseException", what);
    }
    *link = *link == NONE ? NO_VALUE : *link;
    return OK;
}

Status exception_set_cause(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value cause = f->args[0];
    TRY(check_link(w, &cause, "cause"));
    STORE(w, AS(Exception, f->self)->cause, cause);
    STORE(w, AS(Exception, f->self)->suppress_context, 1);
    return give(f, NONE);
}

Status exception_put_context(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value context = f->args[0];
    TRY(check_link(w, &context, "context"));
    STORE(w, AS(Exception, f->self)->context, context);
    return give(f, NONE);
}

Status exception_get_suppress(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    return give(f, BOOL(AS(Exception, f->self)->suppress_context));
}

Status exception_set_suppress(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!f->args[0]) {
        return raise_type(w, "can't delete numeric/char attribute");
    }
    if (!IS_BOOL(f->args[0])) {
        return raise_type(w, "attribute value type must be bool");
    }
    STORE(w, AS(Exception, f->self)->suppress_context,
          f->args[0] == TRUE_VALUE);
    return give(f, NONE);
}

/* ---- pickling and copying ------------------------------------------------ */

/* OSError.args has lost the file name; a copy needs it again. */
static Value reduce_args(World *w, const Exception *e, Klass *klass)
{
    bool named = klass_is_subclass(w, klass, &w->klass[TYPE_OS_ERROR]) &&
                 e->field[2] && tuple_length(e->args) == 2;
    if (!named) {
        return e->args;
    }
    Value first = tuple_at(e->args, 0);
    Value second = tuple_at(e->args, 1);
    if (e->field[3] && e->field[3] != NONE) {
        return tuple_of(w, 5, first, second, e->field[2], NONE, e->field[3]);
    }
    return tuple_of(w, 3, first, second, e->field[2]);
}

/* ImportError's name and path travel with the __dict__. */
static Value reduce_state(World *w, Exception *e, Klass *klass)
{
    Value dict =
        e->head.flags & OBJECT_DICT_WORD ? *object_dict_word(e) : NO_VALUE;
    bool import = klass_is_subclass(w, klass, &w->klass[TYPE_IMPORT_ERROR]) &&
                  (e->field[1] || e->field[2]);
    if (!import) {
        return dict;
    }
    Value state = dict ? dict_copy(w, dict) : dict_new(w);
    Value path = str_intern_ascii(w, "path");
    if (!state || !path ||
        (e->field[1] && dict_set_str(w, state, w->name[NAME_NAME_ATTRIBUTE],
                                     e->field[1]) != OK) ||
        (e->field[2] && dict_set_str(w, state, path, e->field[2]) != OK)) {
        return ABSENT;
    }
    return state;
}

Status exception_reduce(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Exception *e = AS(Exception, f->self);
    Klass *klass = klass_of(w, f->self);
    Value args = reduce_args(w, e, klass);
    NEED(args);
    Value state = reduce_state(w, e, klass);
    if (state == ABSENT) {
        return RAISE;
    }
    f->result = state ? tuple_of(w, 3, VALUE(klass), args, state)
                      : tuple_of(w, 2, VALUE(klass), args);
    return f->result ? OK : RAISE;
}

/* Setting attributes may run Python code: the twin does it. */
Status exception_setstate(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->args[0] == NONE) {
        return give(f, NONE);
    }
    if (!has_layout(f->args[0], TYPE_DICT)) {
        return raise_type(w, "state is not a dictionary");
    }
    return TWIN;
}
