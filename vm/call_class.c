/* SPDX-License-Identifier: MIT */
/*
 * Calling a class, an object with __call__, and f(*args, **kwargs).
 *
 * A class is called as CPython's type_call does it: the metaclass's __call__
 * if it has one in Python, else __new__, then __init__ on what came back when
 * that is an instance of the class.
 */
#include "vm/attribute.h"
#include "vm/call.h"
#include "vm/natives.h"
#include "vm/outside.h"
#include "vm/slot_call.h"
#include "vm/types/list.h"
#include "vm/types/search.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <string.h>

/* All arguments behind `first`, as Values for native_call_tuple. */
static Values *arguments_behind(World *w, const NativeFrame *f, Value first)
{
    Values *values = values_new(w, f->argc + 2);
    if (!values) {
        return NULL;
    }
    values->used = f->argc + 2;
    values->items[1] = first;
    memcpy(values->items + 2, f->args, f->argc * sizeof(Value));
    return values;
}

static Status pass_on(World *w, NativeFrame *f, Value callee, Value first)
{
    Values *values = arguments_behind(w, f, first);
    NEED(values);
    return native_call_tuple(f, callee, VALUE(values), f->kw_names);
}

/* A __new__ found on the class: a staticmethod is unwrapped; whatever else is
 * bound to the class by the prelude. */
static Value unwrap_new(World *w, Value found)
{
    if (is_exactly(found, TYPE_STATICMETHOD)) {
        return AS(ClassMethod, found)->function;
    }
    return has_layout(found, TYPE_FUNCTION) || has_layout(found, TYPE_NATIVE)
               ? found
               : prelude_function(w, "call_new");
}

static bool is_object_method(World *w, Value method, Slot slot)
{
    return method ==
           dict_get_str(w, w->klass[TYPE_OBJECT].dict, w->slot_name[slot]);
}

static Status class_make(World *w, NativeFrame *f, Klass *klass);

enum { CLASS_START, CLASS_META, CLASS_NEW, CLASS_INIT };

static Status class_start(World *w, NativeFrame *f, Klass *klass)
{
    Klass *meta = klass_of(w, f->self);
    if (klass_overrides(meta, SLOT_CALL)) {
        f->state = CLASS_META;
        Value method = klass_lookup(w, meta, w->slot_name[SLOT_CALL]);
        return pass_on(w, f, method, f->self);
    }
    if (klass == &w->klass[TYPE_TYPE] && f->argc == 1 && !f->kw_count) {
        f->result = VALUE(klass_of(w, f->args[0]));
        f->state = CLASS_META;
        f->resumed = 1;
        return OK;
    }
    return class_make(w, f, klass);
}

static Status class_make(World *w, NativeFrame *f, Klass *klass)
{
    Value make = klass_lookup(w, klass, w->slot_name[SLOT_NEW]);
    if (!make) {
        return raise_type(w, "cannot create '%N' instances", klass);
    }
    make = unwrap_new(w, make);
    NEED(make);
    f->state = CLASS_NEW;
    return pass_on(w, f, make, f->self);
}

static Status class_init(World *w, NativeFrame *f, Klass *klass)
{
    f->slot[1] = f->result;
    if (!klass_is_subclass(w, klass_of(w, f->result), klass)) {
        return OK; /* __new__ made something else */
    }
    Klass *made = klass_of(w, f->result);
    Value init = klass_lookup(w, made, w->slot_name[SLOT_INIT]);
    if (!init || is_object_method(w, init, SLOT_INIT)) {
        return OK; /* excess arguments are object.__new__'s to refuse */
    }
    f->state = CLASS_INIT;
    if (has_layout(init, TYPE_FUNCTION) || has_layout(init, TYPE_NATIVE)) {
        return pass_on(w, f, init, f->result);
    }
    Value bind = prelude_function(w, "call_init");
    NEED(bind);
    return pass_on(w, f, bind, f->result);
}

Status call_class(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Klass *klass = AS(Klass, f->self);
    switch (f->state) {
    case CLASS_START: {
        Status status = class_start(w, f, klass);
        f->resumed = 0;
        return status;
    }
    case CLASS_META:
        return native_result(f, &f->result);
    case CLASS_NEW:
        TRY(native_result(f, &f->result));
        return class_init(w, f, klass);
    default: {
        Value none;
        TRY(native_result(f, &none));
        if (none != NONE) {
            return raise_type(w, "__init__() should return None, not '%T'",
                              none);
        }
        f->result = f->slot[1];
        return OK;
    }
    }
}

/* ---- built-in classes ---------------------------------------------------- */

/* Those whose `__new__` ignores its arguments: __init__ takes them. */
static const TypeId filled_by_init[] = {TYPE_LIST, TYPE_DICT, TYPE_SET,
                                        TYPE_DEQUE};

void class_note_call(World *w, Klass *klass)
{
    Value make = klass_lookup(w, klass, w->slot_name[SLOT_NEW]);
    Value init = klass_lookup(w, klass, w->slot_name[SLOT_INIT]);
    if (klass == &w->klass[TYPE_TYPE] || !is_exactly(make, TYPE_NATIVE) ||
        AS(Native, make)->owner != VALUE(klass)) {
        return;
    }
    ClassRows *rows = &w->outside->class_rows[klass->type_id];
    rows->make = AS(Native, make)->row;
    if (!init || is_object_method(w, init, SLOT_INIT)) {
        klass->call = CLASS_CALL_NEW;
    }
    for (size_t i = 0; i < sizeof filled_by_init / sizeof(TypeId); i++) {
        if (klass == &w->klass[filled_by_init[i]]) {
            klass->call = CLASS_CALL_INIT;
            rows->init = AS(Native, init)->row;
        }
    }
}

static Status make_empty(World *w, Thread *t, Klass *klass, uint32_t row,
                         Value *made)
{
    NativeFrame f = {.native = row, .self = VALUE(klass)};
    TRY(native_table[f.native].function(w, t, &f));
    *made = f.result;
    return OK;
}

Status class_enter(World *w, Thread *t, CallInfo *call, NativeFrame *f,
                   Value *bound)
{
    Klass *klass = AS(Klass, call->callee);
    const ClassRows *rows = &w->outside->class_rows[klass->type_id];
    if (klass->call == CLASS_CALL_NEW) {
        return native_enter_row(w, rows->make, VALUE(klass), call, f, bound);
    }
    Value made;
    TRY(make_empty(w, t, klass, rows->make, &made));
    call->args[-1] = made; /* where it is found while it is filled */
    call->deliver = DELIVER_INSTANCE;
    return native_enter_row(w, rows->init, made, call, f, bound);
}

/* type.__call__(klass, ...): as calling it, but past the metaclass. */
Status type_method_call(World *w, Thread *t, NativeFrame *f)
{
    if (f->state == CLASS_START) {
        return class_make(w, f, AS(Klass, f->self));
    }
    return call_class(w, t, f);
}

Status call_instance(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Value method = klass_slot(w, f->self, SLOT_CALL);
    if (!method || method == NONE) {
        return raise_type(w, "'%T' object is not callable", f->self);
    }
    if (has_layout(method, TYPE_FUNCTION) || has_layout(method, TYPE_NATIVE)) {
        return pass_on(w, f, method, f->self);
    }
    Value bind = prelude_function(w, "call_call");
    NEED(bind);
    return pass_on(w, f, bind, f->self);
}

/* ---- f(*args, **kwargs) -------------------------------------------------- */

/* What errors call it: "f" and "()", or its class and " object". */
static Value callee_name(World *w, Value callee, const char **after)
{
    while (has_layout(callee, TYPE_METHOD)) {
        callee = AS(Method, callee)->function;
    }
    *after = "()";
    if (has_layout(callee, TYPE_FUNCTION)) {
        return AS(Function, callee)->name;
    }
    if (is_exactly(callee, TYPE_NATIVE)) {
        return AS(Native, callee)->name;
    }
    *after = " object";
    return klass_of(w, callee)->name;
}

Status call_star_error(World *w, Value callee, Value args)
{
    const char *after;
    Value name = callee_name(w, callee, &after);
    return raise_type(w, "%V%s argument after * must be an iterable, not %T",
                      name, after, args);
}

static Status star_star_error(World *w, Value callee, Value kwargs)
{
    const char *after;
    Value name = callee_name(w, callee, &after);
    return raise_type(w, "%V%s argument after ** must be a mapping, not %T",
                      name, after, kwargs);
}

enum { EX_ITERATE, EX_ITEMS, EX_MAPPING, EX_CALL };

static bool is_mapping(World *w, Value v)
{
    Value keys = klass_lookup(w, klass_of(w, v), w->name[NAME_KEYS]);
    return keys != NO_VALUE;
}

/* callee, args iterable, and maybe a mapping */
Status call_ex(World *w, Thread *t, NativeFrame *f)
{
    Value callee = f->args[0];
    if (f->state == EX_ITERATE) {
        bool was_resumed = f->resumed;
        Status status = iterate_begin(w, t, f, 0, f->args[1]);
        if (status == RAISE && !was_resumed && raised_is(w, TYPE_TYPE_ERROR)) {
            raised_clear(w);
            return call_star_error(w, callee, f->args[1]);
        }
        TRY(status);
        f->slot[1] = list_new(w, 4);
        NEED(f->slot[1]);
        f->state = EX_ITEMS;
    }
    while (f->state == EX_ITEMS) {
        Value item;
        TRY(iterate_next(w, t, f, 0, &item));
        if (item) {
            TRY(list_append(w, f->slot[1], item));
            continue;
        }
        f->state = EX_MAPPING;
        f->slot[2] = f->argc == 3 ? f->args[2] : NO_VALUE;
        if (f->slot[2] && !is_exactly(f->slot[2], TYPE_DICT)) {
            if (!is_mapping(w, f->slot[2])) {
                return star_star_error(w, callee, f->slot[2]);
            }
            return native_call(f, VALUE(&w->klass[TYPE_DICT]), 1, f->slot[2]);
        }
    }
    if (f->state == EX_MAPPING) {
        if (f->resumed) {
            TRY(native_result(f, &f->slot[2]));
        }
        f->state = EX_CALL;
        size_t n = list_length(f->slot[1]);
        Value args = n ? tuple_from(w, AS(List, f->slot[1])->items->items, n)
                       : w->empty_tuple;
        NEED(args);
        return native_call_tuple(f, callee, args, f->slot[2]);
    }
    return native_result(f, &f->result);
}
