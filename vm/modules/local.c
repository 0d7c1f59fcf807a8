/* SPDX-License-Identifier: MIT */
/*
 * Before each access the object is given the dict of the running thread, which
 * Thread.locals keeps under the object's id. values[0] holds what the object
 * was made with: a thread that meets it first has its __init__ called with
 * that. As in CPython, none of this can be interrupted by another thread
 * unless __init__ is written in Python.
 */
#include "vm/modules/local.h"

#include "vm/attribute.h"
#include "vm/natives.h"
#include "vm/types/dict.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

enum { START, INITIALISED, WAITING };

/* This thread's attributes of `self`; *fresh: it had none yet. */
static Status select_dict(World *w, Thread *t, Value self, bool *fresh)
{
    int64_t id;
    TRY(world_identity(w, self, &id));
    Value locals = thread_rare(t, RARE_LOCALS);
    if (!locals) {
        locals = dict_new(w);
        NEED(locals);
        TRY(thread_set_rare(w, t, RARE_LOCALS, locals));
    }
    Value mine;
    TRY(dict_get(w, locals, INT(id), &mine));
    *fresh = !mine;
    if (!mine) {
        mine = dict_new(w);
        NEED(mine);
        TRY(dict_set(w, locals, INT(id), mine));
    }
    Instance *instance = AS(Instance, self);
    if (instance->dict != mine) {
        STORE(w, instance->dict, mine);
    }
    return OK;
}

static Status check_self(World *w, Value self)
{
    if (!has_layout(self, TYPE_OBJECT)) {
        return raise_type(w,
                          "descriptor requires a '_thread._local' object "
                          "but received a '%T'",
                          self);
    }
    return OK;
}

/* Enter the thread's own attributes; CALL: its __init__ runs first. */
static Status enter(World *w, Thread *t, NativeFrame *f)
{
    if (f->state == INITIALISED) {
        Value ignored;
        TRY(native_result(f, &ignored));
    }
    Value self = f->args[0];
    TRY(check_self(w, self));
    bool fresh;
    TRY(select_dict(w, t, self, &fresh));
    if (!fresh || !klass_overrides(klass_of(w, self), SLOT_INIT)) {
        return OK;
    }
    Value made_with = AS(Instance, self)->values[0];
    Value bound = method_new(w, klass_slot(w, self, SLOT_INIT), self);
    NEED(bound);
    f->state = INITIALISED;
    return native_call_tuple(
        f, bound, tuple_at(made_with, 0),
        tuple_at(made_with, 1) == NONE ? NO_VALUE : tuple_at(made_with, 1));
}

Status local_get(World *w, Thread *t, NativeFrame *f)
{
    if (f->state == WAITING) {
        return native_result(f, &f->result);
    }
    TRY(enter(w, t, f));
    if (is_str(f->args[1]) && str_is(f->args[1], "__dict__")) {
        f->result = AS(Instance, f->args[0])->dict;
        return OK;
    }
    f->state = WAITING;
    return attribute_generic_get(w, t, f, f->args[0], f->args[1], &f->result);
}

static Status change(World *w, Thread *t, NativeFrame *f, Value value)
{
    Value ignored;
    if (f->state == WAITING) {
        TRY(native_result(f, &ignored));
        f->result = NONE;
        return OK;
    }
    TRY(enter(w, t, f));
    if (is_str(f->args[1]) && str_is(f->args[1], "__dict__")) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR,
                           "'%T' object attribute '__dict__' is read-only",
                           f->args[0]);
    }
    f->state = WAITING;
    f->result = NONE;
    return attribute_generic_set(w, t, f, f->args[0], f->args[1], value);
}

Status local_set(World *w, Thread *t, NativeFrame *f)
{
    return change(w, t, f, f->args[2]);
}

Status local_delete(World *w, Thread *t, NativeFrame *f)
{
    return change(w, t, f, NO_VALUE);
}

/* (positional arguments, keyword arguments or None), for __init__. */
static Value made_with(World *w, const NativeFrame *f)
{
    uint32_t positional = f->argc - f->kw_count;
    Value args = tuple_from(w, f->args + 1, positional - 1);
    Value kwargs = f->kw_count ? dict_new(w) : NONE;
    if (!args || !kwargs) {
        return NO_VALUE;
    }
    for (uint32_t i = 0; i < f->kw_count; i++) {
        if (dict_set_str(w, kwargs, tuple_at(f->kw_names, i),
                         f->args[positional + i]) != OK) {
            return NO_VALUE;
        }
    }
    return tuple_of(w, 2, args, kwargs);
}

Status local_make(World *w, Thread *t, NativeFrame *f)
{
    if (f->argc == f->kw_count || !has_layout(f->args[0], TYPE_TYPE)) {
        return raise_type(w, "_thread._local.__new__(): not enough arguments");
    }
    Klass *klass = AS(Klass, f->args[0]);
    if (f->argc > 1 && !klass_overrides(klass, SLOT_INIT)) {
        return raise_type(w, "Initialization arguments are not supported");
    }
    Value with = made_with(w, f);
    NEED(with);
    Value self = instance_new(w, klass);
    NEED(self);
    Instance *instance = AS(Instance, self);
    instance->values[0] = with;
    instance->count = klass->slot_count;
    bool fresh;
    TRY(select_dict(w, t, self, &fresh));
    f->result = self;
    return OK;
}

static const char *const method_names[] = {"__getattribute__", "__setattr__",
                                           "__delattr__"};
#define METHOD_COUNT (sizeof method_names / sizeof *method_names)

/* What a subclass reaches by super() binds: method descriptors, not functions.
 * They have no owner, since the rows take self as an argument. */
static Status make_bound(World *w, Value space)
{
    for (size_t i = 0; i < METHOD_COUNT; i++) {
        Value name = str_intern_ascii(w, method_names[i]);
        NEED(name);
        Value plain = dict_get_str(w, space, name);
        Value made = native_new(w, TYPE_METHOD_DESCRIPTOR,
                                AS(Native, plain)->row, NO_VALUE);
        NEED(made);
        AS(Native, made)->name = name;
        TRY(dict_set_str(w, space, name, made));
    }
    return OK;
}

Value local_class(World *w)
{
    Value space = dict_new(w);
    Value name = str_intern_ascii(w, "_local");
    Value module = str_intern_ascii(w, "_thread");
    Value doc = str_intern_ascii(w, "Thread-local data");
    if (!space || !name || !module || !doc ||
        native_fill_module(w, "_thread_local", space) != OK ||
        make_bound(w, space) != OK ||
        dict_set_str(w, space, w->name[NAME_MODULE], module) != OK ||
        dict_set_str(w, space, w->name[NAME_DOC], doc) != OK) {
        return NO_VALUE;
    }
    Value bases = tuple_of(w, 1, VALUE(&w->klass[TYPE_OBJECT]));
    Value made = bases ? klass_new(w, &w->klass[TYPE_TYPE], name, bases, space)
                       : NO_VALUE;
    if (made) {
        AS(Klass, made)->slot_count = 1;
    }
    return made;
}
