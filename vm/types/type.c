/* SPDX-License-Identifier: MIT */
/*
 * type: the attributes and methods of classes.
 *
 * What changes a class goes through klass_set or klass_modified, so that no
 * cache outlives it. Built-in classes refuse every change, as in CPython.
 */
#include "vm/types/type.h"

#include <string.h>

#include "vm/builtin_types.h"
#include "vm/docs.h"
#include "vm/natives.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/list.h"
#include "vm/types/mappingproxy.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

static inline Klass *self_of(const NativeFrame *f)
{
    return AS(Klass, f->self);
}

static Status give(NativeFrame *f, Value v)
{
    f->result = v;
    return v ? OK : RAISE;
}

/* ---- names --------------------------------------------------------------- */

Value klass_module(World *w, Klass *klass)
{
    if (klass->flags & KLASS_HEAP) {
        return dict_get_str(w, klass->dict, w->name[NAME_MODULE]);
    }
    const char *path = builtin_type_name((TypeId)klass->type_id);
    const char *dot = strrchr(path, '.');
    char text[32] = "builtins";
    if (dot && (size_t)(dot - path) < sizeof text) {
        memcpy(text, path, (size_t)(dot - path));
        text[dot - path] = 0;
    }
    return str_intern_ascii(w, text);
}

void klass_write_path(World *w, Klass *klass, Writer *out)
{
    Value module = klass_module(w, klass);
    if (module && is_str(module) && !str_is(module, "builtins")) {
        writer_str(out, module);
        writer_char(out, '.');
    }
    writer_str(out, klass->qualname);
}

/* A str for the name of a class that may be changed. */
static Status check_name(World *w, const NativeFrame *f, const char *what)
{
    Klass *k = self_of(f);
    if (!(k->flags & KLASS_HEAP)) {
        return raise_type(w, "can't set %N.%s", k, what);
    }
    if (!f->args[0]) {
        return raise_type(w, "can't delete %N.%s", k, what);
    }
    if (!is_str(f->args[0])) {
        return raise_type(w, "can only assign string to %N.%s, not '%T'", k,
                          what, f->args[0]);
    }
    return OK;
}

Status type_get_name(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    return give(f, self_of(f)->name);
}

Status type_set_name(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(check_name(w, f, "__name__"));
    STORE(w, self_of(f)->name, f->args[0]);
    return give(f, NONE);
}

Status type_get_qualname(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    return give(f, self_of(f)->qualname);
}

Status type_set_qualname(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(check_name(w, f, "__qualname__"));
    STORE(w, self_of(f)->qualname, f->args[0]);
    return give(f, NONE);
}

Status type_get_module(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = klass_module(w, self_of(f));
    if (!f->result) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR, "__module__");
    }
    return OK;
}

/* Store in the namespace of a class made by the program. */
static Status set_in_namespace(World *w, NativeFrame *f, NameId name)
{
    Klass *k = self_of(f);
    if (!(k->flags & KLASS_HEAP)) {
        return raise_type(w, "can't set %N.%V", k, w->name[name]);
    }
    f->result = NONE;
    return klass_set(w, k, w->name[name], f->args[0]);
}

Status type_set_module(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return set_in_namespace(w, f, NAME_MODULE);
}

Status type_get_doc(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Klass *k = self_of(f);
    Value doc = dict_get_str(w, k->dict, w->name[NAME_DOC]);
    if (!(k->flags & KLASS_HEAP)) {
        Value name = str_from_ascii(w, klass_name(w, k));
        NEED(name);
        return docs_text(w, "", name, &f->result);
    }
    if (!doc) {
        return give(f, NONE);
    }
    Value get = klass_slot(w, doc, SLOT_GET);
    if (get) {
        return native_call(f, get, 3, doc, NONE, f->self);
    }
    return give(f, doc);
}

Status type_set_doc(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!f->args[0]) {
        return raise_type(w, "can't delete %N.__doc__", self_of(f));
    }
    return set_in_namespace(w, f, NAME_DOC);
}

/* ---- bases --------------------------------------------------------------- */

Status type_get_bases(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    return give(f, self_of(f)->bases);
}

Status type_get_mro(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    return give(f, self_of(f)->mro);
}

/* The base whose struct the class extends. */
Status type_get_base(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    Klass *k = self_of(f);
    Klass *best = NULL;
    for (size_t i = 0; i < tuple_length(k->bases); i++) {
        Klass *base = AS(Klass, tuple_at(k->bases, i));
        if (!best || (best->layout != k->layout && base->layout == k->layout) ||
            (base->layout == best->layout &&
             base->slot_count > best->slot_count)) {
            best = base;
        }
    }
    return give(f, best ? VALUE(best) : NONE);
}

static void forget_subclass(World *w, Klass *base, Klass *klass)
{
    for (size_t i = list_length(base->subclasses); i-- > 0;) {
        if (list_at(base->subclasses, i) == VALUE(klass) &&
            list_delete_range(w, base->subclasses, i, i + 1) != OK) {
            raised_clear(w); /* shrinking needs no memory */
        }
    }
}

static Status mro_again(World *w, Klass *klass)
{
    TRY(klass_compute_mro(w, klass));
    for (size_t i = 0; i < list_length(klass->subclasses); i++) {
        TRY(mro_again(w, AS(Klass, list_at(klass->subclasses, i))));
    }
    return OK;
}

static Status check_new_bases(World *w, Klass *k, Value bases)
{
    if (!(k->flags & KLASS_HEAP)) {
        return raise_type(w, "can't set %N.__bases__", k);
    }
    if (!bases) {
        return raise_type(w, "can't delete %N.__bases__", k);
    }
    if (!has_layout(bases, TYPE_TUPLE)) {
        return raise_type(w, "can only assign tuple to %N.__bases__, not %T", k,
                          bases);
    }
    if (tuple_length(bases) == 0) {
        return raise_type(
            w, "can only assign non-empty tuple to %N.__bases__, not ()", k);
    }
    for (size_t i = 0; i < tuple_length(bases); i++) {
        Value base = tuple_at(bases, i);
        if (!has_layout(base, TYPE_TYPE)) {
            return raise_type(
                w, "%N.__bases__ must be tuple of classes, not '%T'", k, base);
        }
        Klass *b = AS(Klass, base);
        if (klass_is_subclass(w, b, k)) {
            return raise_type(w,
                              "a __bases__ item causes an inheritance cycle");
        }
        bool fits = b->layout == TYPE_OBJECT || b->layout == k->layout;
        if (!fits || b->slot_count > k->slot_count) {
            return raise_type(
                w,
                "__bases__ assignment: '%N' object layout differs "
                "from '%N'",
                b, AS(Klass, tuple_at(k->bases, 0)));
        }
    }
    return OK;
}

Status type_set_bases(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Klass *k = self_of(f);
    Value bases = f->args[0];
    TRY(check_new_bases(w, k, bases));
    Value old = k->bases;
    STORE(w, k->bases, bases);
    if (mro_again(w, k) != OK) {
        Value raised = w->thread->raised;
        STORE(w, k->bases, old);
        (void)mro_again(w, k);
        w->thread->raised = raised;
        return RAISE;
    }
    for (size_t i = 0; i < tuple_length(old); i++) {
        forget_subclass(w, AS(Klass, tuple_at(old, i)), k);
    }
    for (size_t i = 0; i < tuple_length(bases); i++) {
        TRY(list_append(w, AS(Klass, tuple_at(bases, i))->subclasses,
                        VALUE(k)));
    }
    klass_modified(w, k);
    return give(f, NONE);
}

Status type_subclasses(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value list = self_of(f)->subclasses;
    size_t n = list_length(list);
    return give(f, n ? list_from(w, AS(List, list)->items->items, n)
                     : list_new(w, 0));
}

Status type_mro(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value mro = self_of(f)->mro;
    return give(f, list_from(w, AS(Tuple, mro)->items, tuple_length(mro)));
}

/* For the prelude: the order that a metaclass's own mro() wants. */
Status type_set_mro(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Klass *k = AS(Klass, f->args[0]);
    if (!has_layout(f->args[0], TYPE_TYPE) ||
        !has_layout(f->args[1], TYPE_TUPLE)) {
        return raise_type(w, "set_mro() needs a class and a tuple");
    }
    for (size_t i = 0; i < tuple_length(f->args[1]); i++) {
        Value base = tuple_at(f->args[1], i);
        if (!has_layout(base, TYPE_TYPE)) {
            return raise_type(w, "mro() returned a non-class ('%T')", base);
        }
        Klass *b = AS(Klass, base);
        bool fits = b->layout == TYPE_OBJECT || b->layout == k->layout;
        if (!fits || b->slot_count > k->slot_count) {
            return raise_type(
                w, "mro() returned base with unsuitable layout ('%N')", b);
        }
    }
    STORE(w, k->mro, f->args[1]);
    klass_modified(w, k);
    f->result = NONE;
    return OK;
}

/* ---- the rest ------------------------------------------------------------ */

Status type_get_dict(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give(f, mappingproxy_new(w, self_of(f)->dict));
}

/* CPython's type flags: only the bits programs look at. */
Status type_get_flags(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    Klass *k = self_of(f);
    int64_t flags = 1 << 12 | 1 << 18; /* ready, has a version tag */
    flags |= k->flags & KLASS_HEAP ? 1 << 9 : 0;
    flags |= k->flags & KLASS_FINAL ? 0 : 1 << 10;
    flags |= k->flags & KLASS_ABSTRACT ? 1 << 20 : 0;
    return give(f, INT(flags));
}

Status type_get_abstract(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Klass *k = self_of(f);
    Value v = k->flags & KLASS_HEAP
                  ? dict_get_str(w, k->dict, w->name[NAME_ABSTRACTMETHODS])
                  : NO_VALUE;
    if (!v) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR, "__abstractmethods__");
    }
    return give(f, v);
}

Status type_set_abstract(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Klass *k = self_of(f);
    bool abstract = false;
    if (f->args[0]) {
        Status s = value_truth(w, f->args[0], &abstract);
        if (s == TWIN) {
            return raise_type(w, "__abstractmethods__ must be a set");
        }
        TRY(s);
    }
    TRY(set_in_namespace(w, f, NAME_ABSTRACTMETHODS));
    uint8_t flags = k->flags & (uint8_t)~KLASS_ABSTRACT;
    STORE(w, k->flags, (uint8_t)(flags | (abstract ? KLASS_ABSTRACT : 0)));
    return OK;
}

Status type_prepare(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give(f, dict_new(w));
}

Status type_in_python(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t, (void)f;
    return TWIN;
}

Status type_init(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    uint32_t n = f->argc - f->kw_count;
    if (f->kw_count && n == 1) {
        return raise_type(w, "type.__init__() takes no keyword arguments");
    }
    if (n != 1 && n != 3) {
        return raise_type(w, "type.__init__() takes 1 or 3 arguments");
    }
    return give(f, NONE);
}

static Status klass_repr(World *w, Value self, Writer *out)
{
    writer_ascii(out, "<class '");
    klass_write_path(w, AS(Klass, self), out);
    writer_ascii(out, "'>");
    return OK;
}

static void klass_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Klass *k = object;
    visitor->visit(visitor, &k->name);
    visitor->visit(visitor, &k->qualname);
    visitor->visit(visitor, &k->bases);
    visitor->visit(visitor, &k->mro);
    visitor->visit(visitor, &k->dict);
    visitor->visit(visitor, &k->subclasses);
    visitor->visit(visitor, &k->shared_keys);
}

const TypeOps klass_ops = {.repr = klass_repr, .visit = klass_visit};
