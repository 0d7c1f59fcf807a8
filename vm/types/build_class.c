/* SPDX-License-Identifier: MIT */
/*
 * builtins.__build_class__: what a class statement calls.
 *
 *   resolve bases -> choose the metaclass -> __prepare__ -> run the body in
 *   the namespace -> call the metaclass -> check the __class__ cell
 *
 * A state machine: each arrow may be a call of Python code.
 */
#include "vm/natives.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/search.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

enum { START, RESOLVED, PREPARED, BODY_DONE, MADE };
/* f->slot */
enum { BASES, KEYWORDS, META, NAMESPACE, ORIGINAL, CELL_SLOT };

static Status check_arguments(World *w, const NativeFrame *f)
{
    if (f->argc - f->kw_count < 2) {
        return raise_type(w, "__build_class__: not enough arguments");
    }
    if (!has_layout(f->args[0], TYPE_FUNCTION)) {
        return raise_type(w, "__build_class__: func must be a function");
    }
    if (!is_str(f->args[1])) {
        return raise_type(w, "__build_class__: name is not a string");
    }
    return OK;
}

/* Keywords but `metaclass`. */
static Status take_keywords(World *w, NativeFrame *f)
{
    if (!f->kw_count) {
        return OK;
    }
    Value dict = dict_new(w);
    NEED(dict);
    uint32_t first = f->argc - f->kw_count;
    for (uint32_t i = 0; i < f->kw_count; i++) {
        Value name = tuple_at(f->kw_names, i);
        if (str_is(name, "metaclass")) {
            f->slot[META] = f->args[first + i];
        } else {
            TRY(dict_set_str(w, dict, name, f->args[first + i]));
        }
    }
    if (dict_length(dict)) {
        f->slot[KEYWORDS] = dict;
    }
    return OK;
}

static Status choose_metaclass(World *w, NativeFrame *f)
{
    Value bases = f->slot[BASES];
    if (!f->slot[META]) {
        Klass *first = tuple_length(bases) ? klass_of(w, tuple_at(bases, 0))
                                           : &w->klass[TYPE_TYPE];
        f->slot[META] = VALUE(first);
    }
    if (has_layout(f->slot[META], TYPE_TYPE)) {
        Klass *winner = klass_metaclass(w, AS(Klass, f->slot[META]), bases);
        NEED(winner);
        f->slot[META] = VALUE(winner);
    }
    return OK;
}

static Status run_body(NativeFrame *f)
{
    f->state = BODY_DONE;
    f->callee = f->args[0];
    f->callee_argc = 0;
    f->callee_kwargs = ABSENT;
    f->callee_tuple = f->slot[NAMESPACE];
    return CALL;
}

static Status prepare(World *w, NativeFrame *f)
{
    TRY(choose_metaclass(w, f));
    Value meta = f->slot[META];
    if (has_layout(meta, TYPE_TYPE) &&
        klass_inherits(w, AS(Klass, meta), w->name[NAME_PREPARE], TYPE_TYPE)) {
        f->slot[NAMESPACE] = dict_new(w);
        NEED(f->slot[NAMESPACE]);
        return run_body(f);
    }
    Value function = prelude_function(w, "class_prepare");
    NEED(function);
    f->state = PREPARED;
    Value keywords = f->slot[KEYWORDS] ? f->slot[KEYWORDS] : NONE;
    return native_call(f, function, 4, meta, f->args[1], f->slot[BASES],
                       keywords);
}

static Status start(World *w, NativeFrame *f)
{
    TRY(check_arguments(w, f));
    TRY(take_keywords(w, f));
    uint32_t count = f->argc - f->kw_count - 2;
    Value bases = tuple_from(w, f->args + 2, count);
    NEED(bases);
    f->slot[BASES] = bases;
    for (size_t i = 0; i < count; i++) {
        if (!has_layout(tuple_at(bases, i), TYPE_TYPE)) {
            Value function = prelude_function(w, "class_resolve_bases");
            NEED(function);
            f->slot[ORIGINAL] = bases;
            f->state = RESOLVED;
            return native_call(f, function, 1, bases);
        }
    }
    return prepare(w, f);
}

static Status call_metaclass(World *w, NativeFrame *f)
{
    Value namespace = f->slot[NAMESPACE];
    if (f->slot[ORIGINAL] && f->slot[ORIGINAL] != f->slot[BASES]) {
        if (!has_layout(namespace, TYPE_DICT)) {
            return raise_type(w, "__orig_bases__ needs a dict namespace");
        }
        Value name = str_intern_ascii(w, "__orig_bases__");
        NEED(name);
        TRY(dict_set_str(w, namespace, name, f->slot[ORIGINAL]));
    }
    f->state = MADE;
    if (!f->slot[KEYWORDS]) {
        return native_call(f, f->slot[META], 3, f->args[1], f->slot[BASES],
                           namespace);
    }
    Value args = tuple_of(w, 3, f->args[1], f->slot[BASES], namespace);
    NEED(args);
    return native_call_tuple(f, f->slot[META], args, f->slot[KEYWORDS]);
}

static Status check_cell(World *w, const NativeFrame *f, Value made)
{
    Value cell = f->slot[CELL_SLOT];
    if (!has_layout(made, TYPE_TYPE) || !has_layout(cell, TYPE_CELL)) {
        return OK;
    }
    Value in_cell = AS(Cell, cell)->value;
    if (!in_cell) {
        return raise_error(w, TYPE_RUNTIME_ERROR,
                           "__class__ not set defining %R as %R. Was "
                           "__classcell__ propagated to type.__new__?",
                           f->args[1], made);
    }
    if (in_cell != made) {
        return raise_type(w, "__class__ set to %R defining %R as %R", in_cell,
                          f->args[1], made);
    }
    return OK;
}

Status build_class(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    switch (f->state) {
    case START:
        return start(w, f);
    case RESOLVED:
        TRY(native_result(f, &f->slot[BASES]));
        return prepare(w, f);
    case PREPARED:
        TRY(native_result(f, &f->slot[NAMESPACE]));
        return run_body(f);
    case BODY_DONE:
        TRY(native_result(f, &f->slot[CELL_SLOT]));
        return call_metaclass(w, f);
    default:
        TRY(native_result(f, &f->result));
        return check_cell(w, f, f->result);
    }
}
