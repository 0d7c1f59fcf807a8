/* SPDX-License-Identifier: MIT */
/*
 * Attribute access as CPython's PyObject_GenericGetAttr, type_getattro and
 * module_getattro define it: data descriptors, then the object's own
 * attributes, then the rest of what the class says.
 *
 * Where Python code is needed (a property, __getattr__ ...) the operators at
 * the end are state machines that answer CALL.
 */
#include "vm/attribute.h"

#include "vm/natives.h"
#include "vm/slot_call.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

/* ---- the generic protocol ------------------------------------------------ */

/* A class as the object: its metaclass, then its own MRO. */
static Status class_get(World *w, Thread *t, NativeFrame *f, Value self,
                        Value name, Value *out)
{
    Klass *klass = AS(Klass, self);
    Klass *meta = klass_of(w, self);
    Value of_meta = klass_lookup(w, meta, name);
    if (of_meta && descriptor_is_data(w, of_meta) &&
        !descriptor_is_plain(w, of_meta)) {
        return descriptor_get(w, t, f, of_meta, self, meta, out);
    }
    Value found = klass_lookup(w, klass, name);
    if (found) {
        return descriptor_get(w, t, f, found, NO_VALUE, klass, out);
    }
    if (of_meta) {
        return descriptor_get(w, t, f, of_meta, self, meta, out);
    }
    return attribute_missing(w, self, name);
}

static Status super_get(World *w, Thread *t, NativeFrame *f, Value self,
                        Value name, Value *out)
{
    const Super *super = AS(Super, self);
    if (super->object && name != w->name[NAME_CLASS]) {
        Klass *start = AS(Klass, super->object_type);
        Value mro = start->mro;
        size_t i = 0;
        while (i < tuple_length(mro) && tuple_at(mro, i) != super->type) {
            i++;
        }
        for (i++; i < tuple_length(mro); i++) {
            Klass *k = AS(Klass, tuple_at(mro, i));
            Value found = dict_get_str(w, k->dict, name);
            if (found) {
                Value receiver = super->object == super->object_type
                                     ? NO_VALUE
                                     : super->object;
                return descriptor_get(w, t, f, found, receiver, start, out);
            }
        }
    }
    Klass *klass = klass_of(w, self);
    Value found = klass_lookup(w, klass, name);
    if (found) {
        return descriptor_get(w, t, f, found, self, klass, out);
    }
    return raise_error(w, TYPE_ATTRIBUTE_ERROR,
                       "'super' object has no attribute '%V'", name);
}

static Status module_missing(World *w, Value self, Value name)
{
    Value module_name =
        dict_get_str(w, AS(Module, self)->dict, w->name[NAME_DUNDER_NAME]);
    if (module_name && is_str(module_name)) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR,
                           "module '%V' has no attribute '%V'", module_name,
                           name);
    }
    return raise_error(w, TYPE_ATTRIBUTE_ERROR, "module has no attribute '%V'",
                       name);
}

static Status method_get(World *w, Thread *t, NativeFrame *f, Value self,
                         Value name, Value *out);

Status attribute_generic_get(World *w, Thread *t, NativeFrame *f, Value self,
                             Value name, Value *out)
{
    Value interned = str_find_interned(w, name);
    name = interned ? interned : name;
    if (has_layout(self, TYPE_TYPE)) {
        return class_get(w, t, f, self, name, out);
    }
    if (has_layout(self, TYPE_SUPER)) {
        return super_get(w, t, f, self, name, out);
    }
    if (has_layout(self, TYPE_METHOD)) {
        return method_get(w, t, f, self, name, out);
    }
    Klass *klass = klass_of(w, self);
    Value of_class = klass_lookup(w, klass, name);
    if (of_class && descriptor_is_data(w, of_class)) {
        if (descriptor_is_plain(w, of_class)) { /* __set__, but no __get__ */
            Value own = attribute_own(w, self, name);
            *out = own ? own : of_class;
            return OK;
        }
        return descriptor_get(w, t, f, of_class, self, klass, out);
    }
    *out = attribute_own(w, self, name);
    if (*out) {
        return OK;
    }
    if (of_class) {
        return descriptor_get(w, t, f, of_class, self, klass, out);
    }
    if (has_layout(self, TYPE_MODULE)) {
        return module_missing(w, self, name);
    }
    return attribute_missing(w, self, name);
}

/* A bound method shows its function's attributes after its own. */
static Status method_get(World *w, Thread *t, NativeFrame *f, Value self,
                         Value name, Value *out)
{
    while (has_layout(self, TYPE_METHOD)) {
        Klass *klass = klass_of(w, self);
        Value found = klass_lookup(w, klass, name);
        if (found) {
            return descriptor_get(w, t, f, found, self, klass, out);
        }
        self = AS(Method, self)->function;
    }
    return attribute_generic_get(w, t, f, self, name, out);
}

static Status class_set(World *w, Thread *t, NativeFrame *f, Value self,
                        Value name, Value value)
{
    Klass *klass = AS(Klass, self);
    Value of_meta = klass_lookup(w, klass_of(w, self), name);
    if (of_meta && descriptor_is_data(w, of_meta)) {
        return descriptor_set(w, t, f, of_meta, self, value);
    }
    if (!(klass->flags & KLASS_HEAP)) {
        return raise_type(
            w, "can't set attributes of built-in/extension type '%N'", klass);
    }
    name = str_intern(w, name);
    NEED(name);
    return klass_set(w, klass, name, value);
}

Status attribute_generic_set(World *w, Thread *t, NativeFrame *f, Value self,
                             Value name, Value value)
{
    name = str_intern(w, name);
    NEED(name);
    if (has_layout(self, TYPE_TYPE)) {
        return class_set(w, t, f, self, name, value);
    }
    Klass *klass = klass_of(w, self);
    Value of_class = klass_lookup(w, klass, name);
    if (of_class && descriptor_is_data(w, of_class)) {
        return descriptor_set(w, t, f, of_class, self, value);
    }
    bool has_own =
        has_layout(self, TYPE_OBJECT)
            ? klass->flags & KLASS_HEAP && !(klass->flags & KLASS_NO_DICT)
            : has_layout(self, TYPE_MODULE) ||
                  (IS_OBJECT(self) && OBJECT(self)->flags & OBJECT_DICT_WORD);
    if (of_class && !has_own) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR,
                           "'%N' object attribute '%V' is read-only", klass,
                           name);
    }
    return attribute_own_set(w, self, name, value);
}

/* ---- the operators ------------------------------------------------------- */

enum { GET_START, GET_GENERIC, GET_OVERRIDDEN, GET_FALLBACK };

/* __getattr__ of the class, or of a module (PEP 562). */
static Value getattr_hook(World *w, Value self)
{
    if (klass_overrides(klass_of(w, self), SLOT_GETATTR)) {
        return klass_slot(w, self, SLOT_GETATTR);
    }
    if (has_layout(self, TYPE_MODULE)) {
        return dict_get_str(w, AS(Module, self)->dict,
                            w->slot_name[SLOT_GETATTR]);
    }
    return NO_VALUE;
}

static Status get_missing(World *w, NativeFrame *f, Value self, Value name)
{
    Value hook = getattr_hook(w, self);
    if (!hook || !raised_is(w, TYPE_ATTRIBUTE_ERROR)) {
        return RAISE;
    }
    raised_clear(w);
    f->state = GET_FALLBACK;
    return has_layout(self, TYPE_MODULE) &&
                   !klass_overrides(klass_of(w, self), SLOT_GETATTR)
               ? native_call(f, hook, 1, name)
               : slot_call_with(w, f, SLOT_GETATTR, self, 1, name, NO_VALUE);
}

/* args[0].slot[0] */
Status attribute_get(World *w, Thread *t, NativeFrame *f)
{
    Value self = f->args[0];
    Value name = f->slot[0];
    Status status;
    switch (f->state) {
    case GET_START:
        if (klass_overrides(klass_of(w, self), SLOT_GETATTRIBUTE)) {
            f->state = GET_OVERRIDDEN;
            return slot_call_with(w, f, SLOT_GETATTRIBUTE, self, 1, name,
                                  NO_VALUE);
        }
        f->state = GET_GENERIC;
        status = attribute_generic_get(w, t, f, self, name, &f->result);
        break;
    case GET_FALLBACK:
        return native_result(f, &f->result);
    default:
        status = native_result(f, &f->result);
    }
    return status == RAISE ? get_missing(w, f, self, name) : status;
}

static Status change(World *w, Thread *t, NativeFrame *f, Value self,
                     Value value)
{
    Slot slot = value ? SLOT_SETATTR : SLOT_DELATTR;
    Value name = f->slot[0];
    if (f->state) {
        return native_result(f, &f->result);
    }
    f->state = 1;
    if (klass_overrides(klass_of(w, self), slot)) {
        return slot_call_with(w, f, slot, self, value ? 2 : 1, name, value);
    }
    f->result = NONE;
    return attribute_generic_set(w, t, f, self, name, value);
}

/* args[1].slot[0] = args[0] */
Status attribute_set(World *w, Thread *t, NativeFrame *f)
{
    return change(w, t, f, f->args[1], f->args[0]);
}

Status attribute_delete(World *w, Thread *t, NativeFrame *f)
{
    return change(w, t, f, f->args[0], NO_VALUE);
}
