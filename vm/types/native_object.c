/* SPDX-License-Identifier: MIT */
/*
 * Built-in functions, methods and their descriptors, as programs see them.
 *
 * One struct (Native) for all; its class says what it is. Calling one is the
 * business of vm/call.c.
 */
#include <string.h>

#include "vm/docs.h"
#include "vm/natives.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/object.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

static const NativeInfo *info_of(Value v)
{
    return &native_table[AS(Native, v)->row];
}

static void write_owner(World *w, Value self, Writer *out)
{
    Value owner = AS(Native, self)->owner;
    writer_ascii(out, owner ? klass_name(w, AS(Klass, owner)) : "object");
}

/* "<method 'append' of 'list' objects>" */
static void write_descriptor(World *w, Value self, const char *what,
                             Writer *out)
{
    writer_format(out, "<%s '", what);
    writer_str(out, AS(Native, self)->name);
    writer_ascii(out, "' of '");
    write_owner(w, self, out);
    writer_ascii(out, "' objects>");
}

static Status write_bound(World *w, Value self, Writer *out)
{
    Value receiver = AS(Native, self)->self;
    writer_ascii(out, " of ");
    writer_ascii(out, type_name(w, receiver));
    writer_ascii(out, " object");
    TRY(object_write_address(w, receiver, out));
    writer_char(out, '>');
    return OK;
}

static bool is_bound(Value self)
{
    Value receiver = AS(Native, self)->self;
    /* A function stands behind _prelude.builtin's wrappers. */
    return receiver && !has_layout(receiver, TYPE_MODULE) &&
           !has_layout(receiver, TYPE_FUNCTION);
}

static Status native_repr(World *w, Value self, Writer *out)
{
    switch (klass_of(w, self)->type_id) {
    case TYPE_METHOD_DESCRIPTOR:
    case TYPE_CLASSMETHOD_DESCRIPTOR:
        write_descriptor(w, self, "method", out);
        return OK;
    case TYPE_WRAPPER_DESCRIPTOR:
        write_descriptor(w, self, "slot wrapper", out);
        return OK;
    case TYPE_GETSET:
        write_descriptor(w, self, "attribute", out);
        return OK;
    case TYPE_METHOD_WRAPPER:
        writer_ascii(out, "<method-wrapper '");
        writer_str(out, AS(Native, self)->name);
        writer_char(out, '\'');
        return write_bound(w, self, out);
    default:
        break;
    }
    bool bound = is_bound(self);
    writer_ascii(out, bound ? "<built-in method " : "<built-in function ");
    writer_str(out, AS(Native, self)->name);
    if (bound) {
        return write_bound(w, self, out);
    }
    writer_char(out, '>');
    return OK;
}

static Status native_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    (void)w;
    if ((op != SLOT_EQ && op != SLOT_NE) || !has_layout(a, TYPE_NATIVE) ||
        !has_layout(b, TYPE_NATIVE)) {
        return NO_OP;
    }
    const Native *x = AS(Native, a);
    const Native *y = AS(Native, b);
    bool same = a == b ||
                (x->head.type == y->head.type && x->self && x->row == y->row &&
                 x->slot == y->slot && x->self == y->self);
    *out = BOOL(same == (op == SLOT_EQ));
    return OK;
}

static Status native_hash(World *w, Value self, int64_t *out)
{
    const Native *n = AS(Native, self);
    if (!n->self) {
        return world_identity(w, self, out);
    }
    TRY(world_identity(w, n->self, out));
    *out ^= (int64_t)(n->row * 2654435761u) ^ n->slot;
    return OK;
}

static void native_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Native *n = object;
    visitor->visit(visitor, &n->self);
    visitor->visit(visitor, &n->owner);
    visitor->visit(visitor, &n->name);
}

const TypeOps native_ops = {
    .compare = native_compare,
    .hash = native_hash,
    .repr = native_repr,
    .visit = native_visit,
};

/* ---- attributes ---------------------------------------------------------- */

Status native_get_name(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    f->result = AS(Native, f->self)->name;
    return OK;
}

Status native_get_qualname(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const Native *n = AS(Native, f->self);
    Value receiver = n->self;
    f->result = n->name;
    if (info_of(f->self)->kind == NATIVE_FUNCTION || !n->owner) {
        return OK;
    }
    Klass *k = AS(Klass, n->owner);
    if (receiver && !has_layout(receiver, TYPE_TYPE)) {
        k = klass_of(w, receiver);
    }
    f->result = format_str(w, "%V.%V", k->qualname, n->name);
    return f->result ? OK : RAISE;
}

Status native_get_module(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const NativeInfo *info = info_of(f->self);
    if (info->kind != NATIVE_FUNCTION) {
        f->result = NONE;
        return OK;
    }
    const Native *n = AS(Native, f->self);
    if (n->self && has_layout(n->self, TYPE_FUNCTION)) {
        f->result = AS(Function, n->self)->module;
        f->result = f->result ? f->result : NONE;
        return OK; /* one that Python code of ours stands behind */
    }
    f->result = str_intern_ascii(w, info->owner);
    return f->result ? OK : RAISE;
}

/* The class or module whose row of docs.def is meant. */
static const char *docs_owner(World *w, Value self)
{
    const Native *n = AS(Native, self);
    if (n->owner) {
        return klass_name(w, AS(Klass, n->owner));
    }
    /* A Python function of the prelude stands behind some built-in ones. */
    bool forwards = n->self && has_layout(n->self, TYPE_FUNCTION);
    return forwards ? "builtins" : info_of(self)->owner;
}

Status native_get_doc(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return docs_text(w, docs_owner(w, f->self), AS(Native, f->self)->name,
                     &f->result);
}

Status native_get_signature(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const Native *n = AS(Native, f->self);
    return docs_signature(w, docs_owner(w, f->self), n->name,
                          n->owner != NO_VALUE, &f->result);
}

Status native_get_self(World *w, Thread *t, NativeFrame *f)
{
    Value self = AS(Native, f->self)->self;
    if (self && has_layout(self, TYPE_FUNCTION)) {
        TRY(native_get_module(w, t, f)); /* as if it were written in C */
        self = is_str(f->result) ? dict_get_str(w, w->modules, f->result)
                                 : NO_VALUE;
    }
    f->result = self ? self : NONE;
    return OK;
}

Status native_get_owner(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    Value owner = AS(Native, f->self)->owner;
    f->result = owner ? owner : NONE;
    return OK;
}

Status native_get_none(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    f->result = NONE;
    return OK;
}

/* getset.__set__(instance, value), __delete__(instance) */
static Status run_setter(World *w, Thread *t, NativeFrame *f, Value value)
{
    const Native *n = AS(Native, f->self);
    const NativeInfo *info = &native_table[n->row];
    if (!klass_is_subclass(w, klass_of(w, f->args[0]), AS(Klass, n->owner))) {
        return raise_type(w,
                          "descriptor '%V' for '%N' objects doesn't apply to a "
                          "'%T' object",
                          n->name, AS(Klass, n->owner), f->args[0]);
    }
    if (!info->set) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR,
                           "attribute '%V' of '%N' objects is not writable",
                           n->name, AS(Klass, n->owner));
    }
    NativeFrame inner = {.native = n->row, .self = f->args[0], .argc = 1};
    inner.args = &value;
    f->result = NONE;
    return info->set(w, t, &inner);
}

Status getset_method_set(World *w, Thread *t, NativeFrame *f)
{
    return run_setter(w, t, f, f->args[1]);
}

Status getset_method_delete(World *w, Thread *t, NativeFrame *f)
{
    return run_setter(w, t, f, NO_VALUE);
}
