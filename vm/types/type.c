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
#include "vm/types/bytes.h"
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
    for (size_t i = 0; i < as_str(f->args[0])->length; i++) {
        if (str_at(as_str(f->args[0]), i) == 0 && what[2] == 'n') {
            return raise_value(w, "type name must not contain null characters");
        }
    }
    return as_str(f->args[0])->ascii ||
                   bytes_encode(w, f->args[0], "utf-8", NULL)
               ? OK
               : RAISE;
}

Status type_set_name(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(check_name(w, f, "__name__"));
    STORE(w, self_of(f)->name, f->args[0]);
    return give(f, NONE);
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

/* Also where an mro() at work has not yet said so. */
static bool bases_reach(const Klass *from, const Klass *to)
{
    for (size_t i = 0; i < tuple_length(from->bases); i++) {
        const Klass *base = AS(Klass, tuple_at(from->bases, i));
        if (base == to || bases_reach(base, to)) {
            return true;
        }
    }
    return false;
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
        if (klass_is_subclass(w, b, k) || bases_reach(b, k)) {
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

/* Does a metaclass, its own or of a class below, have an mro() to be asked? */
static bool mro_in_python(World *w, Klass *klass, Value mro)
{
    if (!klass_inherits(w, klass_of(w, VALUE(klass)), mro, TYPE_TYPE)) {
        return true;
    }
    for (size_t i = 0; i < list_length(klass->subclasses); i++) {
        if (mro_in_python(w, AS(Klass, list_at(klass->subclasses, i)), mro)) {
            return true;
        }
    }
    return false;
}

/* The bases, and who is whose subclass; not yet the order. */
static Status put_bases(World *w, Klass *k, Value bases)
{
    Value old = k->bases;
    STORE(w, k->bases, bases);
    for (size_t i = 0; i < tuple_length(old); i++) {
        forget_subclass(w, AS(Klass, tuple_at(old, i)), k);
    }
    for (size_t i = 0; i < tuple_length(bases); i++) {
        TRY(list_append(w, AS(Klass, tuple_at(bases, i))->subclasses,
                        VALUE(k)));
    }
    return OK;
}

Status type_put_bases(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(put_bases(w, AS(Klass, f->args[0]), f->args[1]));
    klass_modified(w, AS(Klass, f->args[0]));
    return give(f, NONE);
}

Status type_set_bases(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Klass *k = self_of(f);
    Value bases = f->args[0];
    TRY(check_new_bases(w, k, bases));
    Value mro = str_intern_ascii(w, "mro");
    NEED(mro);
    if (mro_in_python(w, k, mro)) {
        return TWIN;
    }
    Value old = k->bases;
    STORE(w, k->bases, bases);
    if (mro_again(w, k) != OK) {
        Value raised = w->thread->raised;
        STORE(w, k->bases, old);
        (void)mro_again(w, k);
        w->thread->raised = raised;
        return RAISE;
    }
    STORE(w, k->bases, old);
    TRY(put_bases(w, k, bases));
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
    Klass *k = self_of(f);
    Value old = k->mro;
    Status status = k->type_id < TYPE_COUNT ? OK : klass_compute_mro(w, k);
    Value mro = k->mro;
    STORE(w, k->mro, old);
    TRY(status);
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

/* What CPython 3.8 on 64 bits says; our own structs are other ones. */
Status type_get_size(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    static const struct {
        TypeId layout;
        uint16_t basic, item;
    } sizes[] = {
        {TYPE_INT, 24, 4},        {TYPE_FLOAT, 24, 0},
        {TYPE_COMPLEX, 32, 0},    {TYPE_STR, 80, 0},
        {TYPE_BYTES, 33, 1},      {TYPE_BYTEARRAY, 56, 0},
        {TYPE_TUPLE, 24, 8},      {TYPE_LIST, 40, 0},
        {TYPE_DICT, 48, 0},       {TYPE_SET, 200, 0},
        {TYPE_FROZENSET, 200, 0}, {TYPE_TYPE, 880, 40},
        {TYPE_FUNCTION, 120, 0},  {TYPE_MODULE, 72, 0},
        {TYPE_CODE, 136, 0},
    };
    const Klass *k = self_of(f);
    uint16_t basic = 16;
    uint16_t item = 0;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (sizes[i].layout == k->layout) {
            basic = sizes[i].basic;
            item = sizes[i].item;
        }
    }
    if (native_table[f->native].name[2] == 'i') {
        return give(f, INT(item));
    }
    if (k->flags & KLASS_HEAP && k->layout != TYPE_TYPE) {
        bool dict = k->layout == TYPE_OBJECT ? !(k->flags & KLASS_NO_DICT)
                                             : k->flags & KLASS_DICT_WORD;
        basic += (dict ? 8 : 0) + 8 * k->slot_count;
        basic += klass_lookup(w, self_of(f), w->name[NAME_WEAKREF]) ? 8 : 0;
    }
    return give(f, INT(basic));
}

/* Py_TPFLAGS_LONG_SUBCLASS and so on, and METHOD_DESCRIPTOR. */
static int64_t layout_flag(const Klass *k)
{
    static const struct {
        TypeId layout;
        int bit;
    } bits[] = {
        {TYPE_INT, 24},
        {TYPE_LIST, 25},
        {TYPE_TUPLE, 26},
        {TYPE_BYTES, 27},
        {TYPE_STR, 28},
        {TYPE_DICT, 29},
        {TYPE_BASE_EXCEPTION, 30},
        {TYPE_TYPE, 31},
        {TYPE_FUNCTION, 17},
    };
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
        if (bits[i].layout == k->layout) {
            return INT64_C(1) << bits[i].bit;
        }
    }
    return k->type_id == TYPE_METHOD_DESCRIPTOR ||
                   k->type_id == TYPE_WRAPPER_DESCRIPTOR
               ? 1 << 17
               : 0;
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
    flags |= layout_flag(k);
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
