/* SPDX-License-Identifier: MIT */
/*
 * Descriptors: what an attribute found on a class means for an instance.
 *
 * Functions, natives, slots, properties and class methods are known here; any
 * other class's __get__, __set__ or __delete__ is called.
 */
#include "vm/descriptor.h"

#include "vm/natives.h"
#include "vm/slot_call.h"

#include <string.h>

bool descriptor_is_data(World *w, Value descriptor)
{
    if (!IS_OBJECT(descriptor)) {
        return false;
    }
    switch (OBJECT(descriptor)->layout) {
    case TYPE_PROPERTY:
    case TYPE_MEMBER:
        return true;
    case TYPE_NATIVE:
        return OBJECT(descriptor)->type == TYPE_REF(TYPE_GETSET);
    default:
        return slot_defined(w, descriptor, SLOT_SET) ||
               slot_defined(w, descriptor, SLOT_DELETE);
    }
}

bool descriptor_is_plain(World *w, Value v)
{
    if (!IS_OBJECT(v)) {
        return true;
    }
    switch (OBJECT(v)->layout) {
    case TYPE_FUNCTION:
    case TYPE_NATIVE:
    case TYPE_MEMBER:
    case TYPE_PROPERTY:
    case TYPE_CLASSMETHOD:
    case TYPE_SUPER:
        return false;
    default:
        return !slot_defined(w, v, SLOT_GET);
    }
}

/* Is it a plain member of a struct in CPython? FIELD rows are, and these. */
static bool is_member(const NativeInfo *info)
{
    static const struct {
        TypeId type;
        const char *names;
    } members[] = {
        {TYPE_COMPLEX, " real imag "},
        {TYPE_TYPE, " __basicsize__ __itemsize__ __flags__ __base__ "},
        {TYPE_FRAME, " f_back f_code f_builtins f_lasti "},
        {TYPE_TRACEBACK, " tb_lineno tb_lasti "},
        {TYPE_GENERATOR, " gi_frame gi_running "},
        {TYPE_COROUTINE, " cr_frame cr_running cr_origin "},
        {TYPE_ASYNC_GENERATOR, " ag_frame ag_running "},
    };
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const char *at = (int)members[i].type == info->type
                             ? strstr(members[i].names, info->name)
                             : NULL;
        if (at && at[-1] == ' ' && at[strlen(info->name)] == ' ') {
            return true;
        }
    }
    return info->type == TYPE_CODE || info->function == field_get;
}

/* A getter or setter may end in a CALL, whose value is then its own: it is
 * handed on in `outer`. */
static Status run_getset(World *w, Thread *t, NativeFrame *outer,
                         Value descriptor, Value self, bool set, Value value,
                         Value *out)
{
    const Native *native = AS(Native, descriptor);
    const NativeInfo *info = &native_table[native->row];
    NativeFrame f = {.native = native->row, .self = self, .argc = 1};
    f.args = &value;
    if (set && !info->set && is_member(info)) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR, "readonly attribute");
    }
    if (set && !info->set) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR,
                           "attribute '%V' of '%N' objects is not writable",
                           native->name, AS(Klass, native->owner));
    }
    Status status = (set ? info->set : info->function)(w, t, &f);
    if (status == TWIN) {
        Value twin = native_twin(w, native->row);
        NEED(twin);
        return native_call(outer, twin, 1 + set, self, value);
    }
    if (status == CALL) {
        outer->callee = f.callee;
        outer->callee_argc = f.callee_argc;
        memcpy(outer->callee_args, f.callee_args, sizeof f.callee_args);
        outer->callee_tuple = f.callee_tuple;
        outer->callee_kwargs = f.callee_kwargs;
    }
    if (status == OK && out) {
        *out = f.result;
    }
    return status;
}

Value *member_place(World *w, const Member *m, Value self)
{
    Klass *klass = klass_of(w, self);
    if (!IS_OBJECT(self) || !klass_is_subclass(w, klass, AS(Klass, m->owner))) {
        return NULL;
    }
    return has_layout(self, TYPE_OBJECT)
               ? &AS(Instance, self)->values[m->index]
               : object_far_slots(klass, OBJECT(self)) + m->index;
}

Status member_refuse(World *w, const Member *m, Value self)
{
    return raise_type(w,
                      "descriptor '%V' for '%N' objects doesn't apply to a "
                      "'%T' object",
                      m->name, AS(Klass, m->owner), self);
}

static Status member_get(World *w, const Member *m, Value self, Value *out)
{
    const Value *place = member_place(w, m, self);
    if (!place) {
        return member_refuse(w, m, self);
    }
    *out = *place;
    if (!*out) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR, "%V", m->name);
    }
    return OK;
}

static Status native_get(World *w, Thread *t, NativeFrame *f, Value descriptor,
                         Value self, Klass *klass, Value *out)
{
    const Native *native = AS(Native, descriptor);
    *out = descriptor;
    switch (klass_of(w, descriptor)->type_id) {
    case TYPE_GETSET:
        return self
                   ? run_getset(w, t, f, descriptor, self, false, NO_VALUE, out)
                   : OK;
    case TYPE_CLASSMETHOD_DESCRIPTOR:
        self = VALUE(klass);
        break;
    case TYPE_METHOD_DESCRIPTOR:
    case TYPE_WRAPPER_DESCRIPTOR:
        break;
    default:
        return OK; /* a built-in function is no descriptor */
    }
    if (!self) {
        return OK;
    }
    if (native_table[native->row].kind == NATIVE_FUNCTION) {
        *out = method_new(w, descriptor, self); /* it takes self as argument */
        return *out ? OK : RAISE;
    }
    bool wrapper =
        OBJECT(descriptor)->type == TYPE_REF(TYPE_WRAPPER_DESCRIPTOR);
    *out = native_new(w, wrapper ? TYPE_METHOD_WRAPPER : TYPE_NATIVE,
                      native->row, self);
    NEED(*out);
    AS(Native, *out)->slot = native->slot;
    AS(Native, *out)->owner = native->owner;
    AS(Native, *out)->name = native->name;
    return OK;
}

Status descriptor_get(World *w, Thread *t, NativeFrame *f, Value descriptor,
                      Value self, Klass *klass, Value *out)
{
    *out = descriptor;
    if (!IS_OBJECT(descriptor)) {
        return OK;
    }
    switch (OBJECT(descriptor)->layout) {
    case TYPE_FUNCTION:
        if (self) {
            *out = method_new(w, descriptor, self);
            NEED(*out);
        }
        return OK;
    case TYPE_NATIVE:
        return native_get(w, t, f, descriptor, self, klass, out);
    case TYPE_MEMBER:
        return self ? member_get(w, AS(Member, descriptor), self, out) : OK;
    case TYPE_PROPERTY:
        if (!is_exactly(descriptor, TYPE_PROPERTY) &&
            slot_defined(w, descriptor, SLOT_GET)) {
            break;
        }
        if (!self) {
            return OK;
        }
        if (AS(Property, descriptor)->get == NONE ||
            !AS(Property, descriptor)->get) {
            return raise_error(w, TYPE_ATTRIBUTE_ERROR, "unreadable attribute");
        }
        return native_call(f, AS(Property, descriptor)->get, 1, self);
    case TYPE_SUPER:
        if (!self || AS(Super, descriptor)->object) {
            return OK;
        }
        break;
    case TYPE_CLASSMETHOD: {
        Value function = AS(ClassMethod, descriptor)->function;
        *out = function;
        if (klass_is_subclass(w, klass_of(w, descriptor),
                              &w->klass[TYPE_CLASSMETHOD])) {
            *out = method_new(w, function, VALUE(klass));
            NEED(*out);
        }
        return OK;
    }
    default:
        break;
    }
    if (slot_defined(w, descriptor, SLOT_GET) ||
        has_layout(descriptor, TYPE_SUPER)) {
        return slot_call_with(w, f, SLOT_GET, descriptor, 2, self ? self : NONE,
                              VALUE(klass));
    }
    return OK;
}

Status descriptor_set(World *w, Thread *t, NativeFrame *f, Value descriptor,
                      Value self, Value value)
{
    if (has_layout(descriptor, TYPE_NATIVE)) {
        return run_getset(w, t, f, descriptor, self, true, value, NULL);
    }
    if (has_layout(descriptor, TYPE_MEMBER)) {
        const Member *m = AS(Member, descriptor);
        Value *place = member_place(w, m, self);
        if (!value || !place) {
            Value old;
            TRY(member_get(w, m, self, &old));
        }
        STORE(w, *place, value);
        return OK;
    }
    if (has_layout(descriptor, TYPE_PROPERTY) &&
        !slot_defined(w, descriptor, SLOT_SET)) {
        const Property *p = AS(Property, descriptor);
        Value function = value ? p->set : p->del;
        if (!function || function == NONE) {
            return raise_error(w, TYPE_ATTRIBUTE_ERROR,
                               value ? "can't set attribute"
                                     : "can't delete attribute");
        }
        return value ? native_call(f, function, 2, self, value)
                     : native_call(f, function, 1, self);
    }
    Slot slot = value ? SLOT_SET : SLOT_DELETE;
    Value function = klass_slot(w, descriptor, slot);
    if (!function) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR, "%V", w->slot_name[slot]);
    }
    return slot_call_with(w, f, slot, descriptor, value ? 2 : 1, self, value);
}
