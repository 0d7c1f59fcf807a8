/* SPDX-License-Identifier: MIT */
/*
 * isinstance, issubclass and the hooks behind them.
 *
 * As in CPython an exact match is true before any hook is asked, and a tuple
 * is searched left to right. A metaclass with a Python __instancecheck__, an
 * object whose __class__ is a property, or what is no class but has __bases__,
 * is the twin's work.
 */
#include "vm/natives.h"
#include "vm/types/dict.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

bool klass_inherits(World *w, Klass *klass, Value name, TypeId from)
{
    Value own = dict_get_str(w, w->klass[from].dict, name);
    return own && klass_lookup(w, klass, name) == own;
}

/* type.__instancecheck__ */
static Status plain_instance(World *w, Value v, Klass *of, bool *out)
{
    *out = klass_is_subclass(w, klass_of(w, v), of);
    if (*out) {
        return OK;
    }
    if (!klass_overrides(klass_of(w, v), SLOT_GETATTRIBUTE) &&
        klass_inherits(w, klass_of(w, v), w->name[NAME_CLASS], TYPE_OBJECT)) {
        return OK;
    }
    return TWIN;
}

Status type_is_instance(World *w, Value v, Value of, bool *out)
{
    if (VALUE(klass_of(w, v)) == of) {
        *out = true;
        return OK;
    }
    if (has_layout(of, TYPE_TUPLE)) {
        *out = false;
        for (size_t i = 0; i < tuple_length(of) && !*out; i++) {
            if (w->leaf_depth >= LEAF_DEPTH_MAX) {
                return raise_recursion(w, " in __instancecheck__");
            }
            w->leaf_depth++;
            Status s = type_is_instance(w, v, tuple_at(of, i), out);
            w->leaf_depth--;
            TRY(s);
        }
        return OK;
    }
    Value hook = w->name[NAME_INSTANCECHECK];
    if (has_layout(of, TYPE_TYPE) &&
        klass_inherits(w, klass_of(w, of), hook, TYPE_TYPE)) {
        return plain_instance(w, v, AS(Klass, of), out);
    }
    return TWIN; /* its own hook, or something with __bases__ */
}

Status type_is_subclass(World *w, Value klass, Value of, bool *out)
{
    if (has_layout(of, TYPE_TUPLE)) {
        *out = false;
        for (size_t i = 0; i < tuple_length(of) && !*out; i++) {
            if (w->leaf_depth >= LEAF_DEPTH_MAX) {
                return raise_recursion(w, " in __subclasscheck__");
            }
            w->leaf_depth++;
            Status s = type_is_subclass(w, klass, tuple_at(of, i), out);
            w->leaf_depth--;
            TRY(s);
        }
        return OK;
    }
    Value hook = w->name[NAME_SUBCLASSCHECK];
    bool plain = has_layout(of, TYPE_TYPE) &&
                 klass_inherits(w, klass_of(w, of), hook, TYPE_TYPE);
    if (!plain || !has_layout(klass, TYPE_TYPE)) {
        return TWIN;
    }
    *out = klass_is_subclass(w, AS(Klass, klass), AS(Klass, of));
    return OK;
}

Status builtin_isinstance(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    bool is;
    TRY(type_is_instance(w, f->args[0], f->args[1], &is));
    f->result = BOOL(is);
    return OK;
}

Status builtin_issubclass(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    bool is;
    TRY(type_is_subclass(w, f->args[0], f->args[1], &is));
    f->result = BOOL(is);
    return OK;
}

Status type_instance_check(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    bool is;
    TRY(plain_instance(w, f->args[0], AS(Klass, f->self), &is));
    f->result = BOOL(is);
    return OK;
}

Status type_subclass_check(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!has_layout(f->args[0], TYPE_TYPE)) {
        return TWIN;
    }
    f->result =
        BOOL(klass_is_subclass(w, AS(Klass, f->args[0]), AS(Klass, f->self)));
    return OK;
}

/* For the twins: what the MRO of a class gives for a name, unbound; else
 * None. */
Status object_lookup(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!has_layout(f->args[0], TYPE_TYPE) || !is_str(f->args[1])) {
        return raise_type(w, "lookup() needs a class and a name");
    }
    Value name = str_intern(w, f->args[1]);
    NEED(name);
    f->result = klass_lookup(w, AS(Klass, f->args[0]), name);
    f->result = f->result ? f->result : NONE;
    return OK;
}
