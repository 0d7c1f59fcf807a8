/* SPDX-License-Identifier: MIT */
/*
 * property, classmethod, staticmethod: descriptors around functions.
 *
 * Reading an attribute goes straight through vm/attribute.c; what is here is
 * their making, their own attributes, and __get__ called by name.
 */
#include <string.h>

#include "vm/attribute.h"
#include "vm/natives.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/search.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

static Property *self_of(const NativeFrame *f)
{
    return AS(Property, f->self);
}

static Status give(NativeFrame *f, Value v)
{
    f->result = v ? v : NONE;
    return OK;
}

/* What binds its argument: __get__(instance, owner) of functions, native
 * descriptors, members, class methods. */
/* A built-in descriptor is bound to its own class's instances only. */
static Status native_fits(World *w, Value descriptor, Value instance,
                          Klass *klass)
{
    if (!has_layout(descriptor, TYPE_NATIVE) ||
        !AS(Native, descriptor)->owner) {
        return OK;
    }
    const Native *n = AS(Native, descriptor);
    Klass *owner = AS(Klass, n->owner);
    if (is_exactly(descriptor, TYPE_CLASSMETHOD_DESCRIPTOR)) {
        return klass_is_subclass(w, klass, owner)
                   ? OK
                   : raise_type(w,
                                "descriptor '%V' requires a subtype of '%N' "
                                "but received '%N'",
                                n->name, owner, klass);
    }
    return !instance || klass_is_subclass(w, klass_of(w, instance), owner)
               ? OK
               : raise_type(w,
                            "descriptor '%V' for '%N' objects doesn't apply "
                            "to a '%T' object",
                            n->name, owner, instance);
}

Status descriptor_method_get(World *w, Thread *t, NativeFrame *f)
{
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Value instance = f->args[0] == NONE ? NO_VALUE : f->args[0];
    Value owner = f->args[1] == NONE ? NO_VALUE : f->args[1];
    if (!instance && !owner) {
        return raise_type(w, "__get__(None, None) is invalid");
    }
    Klass *klass = has_layout(owner, TYPE_TYPE) ? AS(Klass, owner)
                   : instance                   ? klass_of(w, instance)
                                                : NULL;
    if (!klass) {
        return raise_type(w, "__get__(): owner must be a class");
    }
    if (owner && !has_layout(owner, TYPE_TYPE) &&
        is_exactly(f->self, TYPE_CLASSMETHOD_DESCRIPTOR)) {
        return raise_type(w, "descriptor needs a type, not '%T', as arg 2",
                          owner);
    }
    TRY(native_fits(w, f->self, instance, klass));
    return descriptor_get(w, t, f, f->self, instance, klass, &f->result);
}

/* ---- property ------------------------------------------------------------ */

Status property_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Property *p = heap_new(w, AS(Klass, f->self), sizeof *p);
    NEED(p);
    return give(f, VALUE(p));
}

/* The doc of a subclass's instance must hide that of its class. */
static Status store_doc(World *w, NativeFrame *f, Value doc)
{
    if (is_exactly(f->self, TYPE_PROPERTY)) {
        STORE(w, self_of(f)->doc, doc);
        return OK;
    }
    return attribute_own_set(w, f->self, w->name[NAME_DOC], doc);
}

Status property_init(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Property *p = self_of(f);
    Value doc = f->args[3];
    if (f->resumed) { /* fget.__doc__ */
        TRY(native_result(f, &doc));
        f->result = NONE;
        return doc == NONE ? OK : store_doc(w, f, doc);
    }
    world_touch(w, p, sizeof *p);
    p->get = f->args[0] == NONE ? NO_VALUE : f->args[0];
    p->set = f->args[1] == NONE ? NO_VALUE : f->args[1];
    p->del = f->args[2] == NONE ? NO_VALUE : f->args[2];
    f->result = NONE;
    if (doc && doc != NONE) {
        return store_doc(w, f, doc);
    }
    if (!p->get) {
        return OK;
    }
    if (has_layout(p->get, TYPE_FUNCTION)) {
        Value of_get = AS(Function, p->get)->doc;
        return of_get && of_get != NONE ? store_doc(w, f, of_get) : OK;
    }
    Value ask = prelude_function(w, "attribute_or_none");
    NEED(ask);
    return native_call(f, ask, 2, p->get, w->name[NAME_DOC]);
}

/* A copy with one function changed, made by the same class. */
static Status copy_with(World *w, NativeFrame *f, int which)
{
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Property *p = self_of(f);
    Value parts[3] = {p->get, p->set, p->del};
    bool own_doc = !(p->get && has_layout(p->get, TYPE_FUNCTION) &&
                     AS(Function, p->get)->doc == p->doc);
    parts[which] = f->args[0];
    for (int i = 0; i < 3; i++) {
        parts[i] = parts[i] ? parts[i] : NONE;
    }
    Value doc = own_doc && p->doc ? p->doc : NONE;
    return native_call(f, VALUE(klass_of(w, f->self)), 4, parts[0], parts[1],
                       parts[2], doc);
}

Status property_getter(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return copy_with(w, f, 0);
}

Status property_setter(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return copy_with(w, f, 1);
}

Status property_deleter(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return copy_with(w, f, 2);
}

Status property_method_get(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    if (f->args[0] == NONE) {
        return give(f, f->self);
    }
    if (!self_of(f)->get) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR, "unreadable attribute");
    }
    return native_call(f, self_of(f)->get, 1, f->args[0]);
}

Status property_method_set(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value ignored;
    if (f->resumed) {
        TRY(native_result(f, &ignored));
        return give(f, NONE);
    }
    if (!self_of(f)->set) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR, "can't set attribute");
    }
    return native_call(f, self_of(f)->set, 2, f->args[0], f->args[1]);
}

Status property_method_delete(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value ignored;
    if (f->resumed) {
        TRY(native_result(f, &ignored));
        return give(f, NONE);
    }
    if (!self_of(f)->del) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR, "can't delete attribute");
    }
    return native_call(f, self_of(f)->del, 1, f->args[0]);
}

/* Asks the functions for theirs: the twin does it. */
Status descriptor_is_abstract(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t, (void)f;
    return TWIN;
}

static void property_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Property *p = object;
    visitor->visit(visitor, &p->get);
    visitor->visit(visitor, &p->set);
    visitor->visit(visitor, &p->del);
    visitor->visit(visitor, &p->doc);
}

const TypeOps property_ops = {.visit = property_visit};

/* ---- classmethod and staticmethod ---------------------------------------- */

Status classmethod_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    ClassMethod *c = heap_new(w, AS(Klass, f->self), sizeof *c);
    NEED(c);
    return give(f, VALUE(c));
}

Status classmethod_init(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    STORE(w, AS(ClassMethod, f->self)->function, f->args[0]);
    return give(f, NONE);
}

static void classmethod_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    visitor->visit(visitor, &((ClassMethod *)object)->function);
}

const TypeOps classmethod_ops = {.visit = classmethod_visit};

/* ---- member descriptors -------------------------------------------------- */

static Status member_check(World *w, const NativeFrame *f)
{
    const Member *m = AS(Member, f->self);
    return member_place(w, m, f->args[0]) ? OK
                                          : member_refuse(w, m, f->args[0]);
}

Status member_method_set(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(member_check(w, f));
    STORE(w, *member_place(w, AS(Member, f->self), f->args[0]), f->args[1]);
    return give(f, NONE);
}

Status member_method_delete(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(member_check(w, f));
    const Member *m = AS(Member, f->self);
    Value *slot = member_place(w, m, f->args[0]);
    if (!*slot) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR, "%V", m->name);
    }
    STORE(w, *slot, NO_VALUE);
    return give(f, NONE);
}

static Status member_repr(World *w, Value self, Writer *out)
{
    (void)w;
    writer_ascii(out, "<member '");
    writer_str(out, AS(Member, self)->name);
    writer_ascii(out, "' of '");
    writer_str(out, AS(Klass, AS(Member, self)->owner)->name);
    writer_ascii(out, "' objects>");
    return OK;
}

static void member_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Member *m = object;
    visitor->visit(visitor, &m->owner);
    visitor->visit(visitor, &m->name);
}

const TypeOps member_ops = {.repr = member_repr, .visit = member_visit};
