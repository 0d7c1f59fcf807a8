/* SPDX-License-Identifier: MIT */
/*
 * The attributes and methods of functions, bound methods and cells.
 *
 * A Function keeps 0 where Python shows None. Caches of calls look at the code
 * object and the defaults each time, so these may be replaced freely.
 */
#include <string.h>

#include "vm/attribute.h"
#include "vm/natives.h"
#include "vm/packed.h"
#include "vm/slot_call.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

static Function *self_of(const NativeFrame *f)
{
    return AS(Function, f->self);
}

static Status give(NativeFrame *f, Value v)
{
    f->result = v ? v : NONE;
    return OK;
}

Status function_get_code(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    return give(f, VALUE(self_of(f)->code));
}

Status function_set_code(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Function *function = self_of(f);
    if (!f->args[0] || !has_layout(f->args[0], TYPE_CODE)) {
        return raise_type(w, "__code__ must be set to a code object");
    }
    CodeObject *code = AS(CodeObject, f->args[0]);
    TRY(code_complete(w, code));
    size_t have = function->closure ? tuple_length(function->closure) : 0;
    if (code->free_count != have) {
        return raise_value(w,
                           "%V() requires a code object with %zu free vars, "
                           "not %zu",
                           function->name, have, (size_t)code->free_count);
    }
    STORE(w, function->code, code);
    return give(f, NONE);
}

Status function_get_annotations(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!self_of(f)->annotations) {
        Value dict = dict_new(w);
        NEED(dict);
        STORE(w, self_of(f)->annotations, dict);
    }
    return give(f, self_of(f)->annotations);
}

Status function_set_annotations(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value v = f->args[0] == NONE ? NO_VALUE : f->args[0];
    if (v && !has_layout(v, TYPE_DICT)) {
        return raise_type(w, "__annotations__ must be set to a dict object");
    }
    STORE(w, AS(Function, f->self)->annotations, v);
    f->result = NONE;
    return OK;
}

/* f.__call__(...), also of methods and of what is callable by itself. */
Status callable_method_call(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Values *values = values_new(w, f->argc + 2);
    NEED(values);
    memcpy(values->items + 1, f->args, f->argc * sizeof(Value));
    values->used = f->argc + 1;
    return native_call_tuple(f, f->self, VALUE(values), f->kw_names);
}

/* types.FunctionType(code, globals, name, argdefs, closure) */
Status function_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!has_layout(f->args[0], TYPE_CODE)) {
        return raise_type(w, "function() argument 'code' must be code, not %T",
                          f->args[0]);
    }
    if (!has_layout(f->args[1], TYPE_DICT)) {
        return raise_type(w, "function() argument 2 must be dict, not %T",
                          f->args[1]);
    }
    CodeObject *code = AS(CodeObject, f->args[0]);
    TRY(code_complete(w, code));
    Value closure = f->args[4] == NONE ? NO_VALUE : f->args[4];
    if (closure && !has_layout(closure, TYPE_TUPLE)) {
        return raise_type(w, "arg 5 (closure) must be None or tuple");
    }
    if (code->free_count != (closure ? tuple_length(closure) : 0)) {
        return raise_value(w, "%V requires closure of length %zu, not %zu",
                           code->name, (size_t)code->free_count,
                           closure ? tuple_length(closure) : 0);
    }
    for (uint32_t i = 0; i < code->free_count; i++) {
        if (!has_layout(tuple_at(closure, i), TYPE_CELL)) {
            return raise_type(w, "arg 5 (closure) expected cell, found %T",
                              tuple_at(closure, i));
        }
    }
    f->result = function_new(w, code, f->args[1], NO_VALUE);
    NEED(f->result);
    Function *made = AS(Function, f->result);
    if (f->args[2] && f->args[2] != NONE) {
        made->name = f->args[2];
        made->qualname = f->args[2];
    }
    made->defaults = f->args[3] == NONE ? NO_VALUE : f->args[3];
    made->closure = closure;
    return OK;
}

/* ---- bound methods ------------------------------------------------------- */

Status method_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->args[1] == NONE) {
        return raise_type(w, "self must not be None");
    }
    f->result = method_new(w, f->args[0], f->args[1]);
    return f->result ? OK : RAISE;
}

Status method_get_doc(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value function = AS(Method, f->self)->function;
    return has_layout(function, TYPE_FUNCTION)
               ? give(f, AS(Function, function)->doc)
               : call_prelude(w, f, "attribute_or_none", 2, function,
                              w->name[NAME_DOC]);
}

/* Bound already: it stays as it is. */
Status method_method_get(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    return give(f, f->self);
}

/* ---- cells --------------------------------------------------------------- */

Status cell_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = cell_new(w, f->args[0]);
    return f->result ? OK : RAISE;
}

Status cell_get_contents(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = AS(Cell, f->self)->value;
    if (!f->result) {
        return raise_value(w, "Cell is empty");
    }
    return OK;
}

Status cell_set_contents(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    STORE(w, AS(Cell, f->self)->value, f->args[0]);
    return give(f, NONE);
}
