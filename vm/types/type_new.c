/* SPDX-License-Identifier: MIT */
/*
 * type.__new__: a class from its name, bases and namespace.
 *
 * klass_build does what needs no Python code. The calls that follow
 * (__set_name__ of each attribute, __init_subclass__ of the next class in the
 * MRO) are made by the prelude, and only when there are any.
 */
#include <string.h>

#include "vm/natives.h"
#include "vm/types/bytes.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/list.h"
#include "vm/types/search.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"
#include "vm/types/unicode.h"

#define SLOTS_MAX 30000

Klass *klass_metaclass(World *w, Klass *meta, Value bases)
{
    Klass *winner = meta;
    for (size_t i = 0; i < tuple_length(bases); i++) {
        Klass *of_base = klass_of(w, tuple_at(bases, i));
        if (!has_layout(tuple_at(bases, i), TYPE_TYPE) &&
            klass_lookup(w, of_base, w->name[NAME_MRO_ENTRIES])) {
            (void)raise_type(w, "type() doesn't support MRO entry resolution; "
                                "use types.new_class()");
            return NULL;
        }
        if (klass_is_subclass(w, winner, of_base)) {
            continue;
        }
        if (!klass_is_subclass(w, of_base, winner)) {
            (void)raise_type(w, "metaclass conflict: the metaclass of a "
                                "derived class must be a (non-strict) subclass "
                                "of the metaclasses of all its bases");
            return NULL;
        }
        winner = of_base;
    }
    return winner;
}

/* ---- the namespace ------------------------------------------------------- */

static Status default_module(World *w, Value dict)
{
    Value name = w->name[NAME_MODULE];
    Frame *frame = w->thread ? thread_python_frame(w->thread) : NULL;
    if (dict_get_str(w, dict, name) || !frame) {
        return OK;
    }
    Value module = dict_get_str(w, frame->globals, w->name[NAME_DUNDER_NAME]);
    return module ? dict_set_str(w, dict, name, module) : OK;
}

/* A plain function under one of these names is wrapped. */
static Status wrap_function(World *w, Value dict, Value name, TypeId wrapper)
{
    Value v = dict_get_str(w, dict, name);
    if (!v || !is_exactly(v, TYPE_FUNCTION)) {
        return OK;
    }
    ClassMethod *made = heap_object(w, wrapper, sizeof *made);
    NEED(made);
    made->function = v;
    return dict_set_str(w, dict, name, VALUE(made));
}

static Status prepare_namespace(World *w, Value dict)
{
    TRY(default_module(w, dict));
    TRY(wrap_function(w, dict, w->slot_name[SLOT_NEW], TYPE_STATICMETHOD));
    TRY(wrap_function(w, dict, w->name[NAME_INIT_SUBCLASS], TYPE_CLASSMETHOD));
    TRY(wrap_function(w, dict, w->name[NAME_CLASS_GETITEM], TYPE_CLASSMETHOD));
    Value hash = w->slot_name[SLOT_HASH];
    if (dict_get_str(w, dict, w->slot_name[SLOT_EQ]) &&
        !dict_get_str(w, dict, hash)) {
        TRY(dict_set_str(w, dict, hash, NONE));
    }
    return OK;
}

static Status take_qualname(World *w, Value dict, Value *qualname)
{
    Value name = w->name[NAME_QUALNAME];
    Value v = dict_get_str(w, dict, name);
    if (!v) {
        return OK;
    }
    if (!is_str(v)) {
        return raise_type(w, "type __qualname__ must be a str, not %T", v);
    }
    *qualname = v;
    return dict_delete_str(w, dict, name) ? OK : RAISE;
}

static Status take_cell(World *w, Value dict, Value *cell)
{
    Value name = w->name[NAME_CLASSCELL];
    *cell = dict_get_str(w, dict, name);
    if (!*cell) {
        return OK;
    }
    if (!has_layout(*cell, TYPE_CELL)) {
        return raise_type(w,
                          "type.__new__(): __classcell__ must be a nonlocal "
                          "cell, not %R",
                          VALUE(klass_of(w, *cell)));
    }
    return dict_delete_str(w, dict, name) ? OK : RAISE;
}

/* ---- __slots__ ----------------------------------------------------------- */

typedef struct SlotPlan {
    Values *names; /* as members, mangled */
    bool dict;
    bool weakref;
} SlotPlan;

/* `__x` of class `_A` is `_A__x`. */
static Value mangle(World *w, Value klass_name, Value name)
{
    const Str *s = as_str(name);
    size_t n = s->length;
    bool private = n > 2 && str_at(s, 0) == '_' && str_at(s, 1) == '_' &&
                   !(str_at(s, n - 1) == '_' && str_at(s, n - 2) == '_');
    size_t skip = 0;
    const Str *k = as_str(klass_name);
    while (skip < k->length && str_at(k, skip) == '_') {
        skip++;
    }
    if (!private || skip == k->length) {
        return str_intern(w, name);
    }
    Writer out;
    writer_start(&out);
    writer_char(&out, '_');
    writer_slice(&out, klass_name, skip, k->length);
    writer_str(&out, name);
    Value mangled = writer_finish(w, &out);
    return mangled ? str_intern(w, mangled) : NO_VALUE;
}

static bool bases_have_dict(World *w, Value bases)
{
    for (size_t i = 0; i < tuple_length(bases); i++) {
        Value base = tuple_at(bases, i);
        Klass *k = AS(Klass, base);
        if (!has_layout(base, TYPE_TYPE)) {
            continue; /* klass_new will complain */
        }
        if (k->flags & KLASS_HEAP ? k->layout == TYPE_OBJECT
                                        ? !(k->flags & KLASS_NO_DICT)
                                        : (k->flags & KLASS_DICT_WORD) != 0
                                  : (k->flags & KLASS_DICT_WORD) != 0) {
            return true;
        }
    }
    (void)w;
    return false;
}

static bool bases_have_weakref(World *w, Value bases)
{
    for (size_t i = 0; i < tuple_length(bases); i++) {
        Value base = tuple_at(bases, i);
        if (has_layout(base, TYPE_TYPE) &&
            klass_lookup(w, AS(Klass, base), w->name[NAME_WEAKREF])) {
            return true;
        }
    }
    return false;
}

static bool is_identifier(Value name)
{
    const Str *s = as_str(name);
    for (size_t i = 0; i < s->length; i++) {
        uint32_t c = str_at(s, i);
        if (!(i ? unicode_is_identifier_part(c)
                : unicode_is_identifier_start(c))) {
            return false;
        }
    }
    return s->length > 0;
}

static Status plan_slot(World *w, SlotPlan *plan, Value klass_name, Value dict,
                        Value bases, Value name)
{
    if (!is_str(name)) {
        return raise_type(w, "__slots__ items must be strings, not '%T'", name);
    }
    if (!is_identifier(name)) {
        return raise_type(w, "__slots__ must be identifiers");
    }
    if (str_is(name, "__dict__")) {
        if (plan->dict || bases_have_dict(w, bases)) {
            return raise_type(w,
                              "__dict__ slot disallowed: we already got one");
        }
        plan->dict = true;
        return OK;
    }
    if (str_is(name, "__weakref__")) {
        if (plan->weakref || bases_have_weakref(w, bases)) {
            return raise_type(w, "__weakref__ slot disallowed: either we "
                                 "already got one, or __itemsize__ != 0");
        }
        plan->weakref = true;
        return OK;
    }
    Value mangled = mangle(w, klass_name, name);
    NEED(mangled);
    Value there = dict_get_str(w, dict, mangled);
    if (there) {
        return raise_value(w, "%R in __slots__ conflicts with class variable",
                           name);
    }
    plan->names->items[plan->names->used++] = mangled;
    return OK;
}

/* By name, so that the order they are written in makes no difference. */
static void sort_slots(Values *names)
{
    for (size_t i = 1; i < names->used; i++) {
        Value name = names->items[i];
        size_t to = i;
        while (to > 0 && str_order(names->items[to - 1], name) > 0) {
            names->items[to] = names->items[to - 1];
            to--;
        }
        names->items[to] = name;
    }
}

static Status plan_slots(World *w, SlotPlan *plan, Value klass_name, Value dict,
                         Value bases, Value slots)
{
    if (!slots) {
        plan->dict = plan->weakref = true;
        return OK;
    }
    for (size_t i = 0; i < tuple_length(bases) && tuple_length(slots); i++) {
        Value base = tuple_at(bases, i);
        TypeId layout =
            has_layout(base, TYPE_TYPE) ? AS(Klass, base)->layout : TYPE_OBJECT;
        if (layout == TYPE_INT || layout == TYPE_TUPLE ||
            layout == TYPE_BYTES || layout == TYPE_TYPE) {
            return raise_type(
                w, "nonempty __slots__ not supported for subtype of '%N'",
                AS(Klass, base));
        }
    }
    if (tuple_length(slots) > SLOTS_MAX) {
        return raise_type(w, "too many __slots__");
    }
    plan->names = values_new(w, tuple_length(slots));
    NEED(plan->names);
    for (size_t i = 0; i < tuple_length(slots); i++) {
        TRY(plan_slot(w, plan, klass_name, dict, bases, tuple_at(slots, i)));
    }
    sort_slots(plan->names);
    return OK;
}

/* The class that made the last of k's slots: others only inherit them. */
static Klass *slots_owner(Klass *k)
{
    Klass *owner = k;
    for (size_t i = 0; i < tuple_length(k->mro); i++) {
        Klass *above = AS(Klass, tuple_at(k->mro, i));
        if (above->slot_count == k->slot_count) {
            owner = above;
        }
    }
    return owner;
}

/* Two bases with slots of their own do not fit together. */
static Status check_slots_of_bases(World *w, Value bases)
{
    Klass *most = NULL;
    for (size_t i = 0; i < tuple_length(bases); i++) {
        Value base = tuple_at(bases, i);
        Klass *k = AS(Klass, base);
        if (!has_layout(base, TYPE_TYPE) || k->slot_count == 0) {
            continue;
        }
        k = slots_owner(k);
        if (most && !klass_is_subclass(w, most, k) &&
            !klass_is_subclass(w, k, most)) {
            return raise_type(w,
                              "multiple bases have instance lay-out conflict");
        }
        if (!most || klass_is_subclass(w, k, most)) {
            most = k;
        }
    }
    for (size_t i = 0; most && i < tuple_length(bases); i++) {
        TypeId layout = AS(Klass, tuple_at(bases, i))->layout;
        if (layout != TYPE_OBJECT &&
            !klass_is_subclass(w, most, &w->klass[layout])) {
            return raise_type(w,
                              "multiple bases have instance lay-out conflict");
        }
    }
    return OK;
}

/* Slots of an Instance become its first values; instances of another built-in
 * type's subclass have them at their cell's end. */
static Status add_members(World *w, Klass *k, const SlotPlan *plan)
{
    size_t count = plan->names ? plan->names->used : 0;
    if (k->slot_count + count > SLOTS_MAX) {
        return raise_type(w, "too many __slots__");
    }
    for (size_t i = 0; i < count; i++) {
        Member *m = heap_object(w, TYPE_MEMBER, sizeof *m);
        NEED(m);
        m->index = k->slot_count + i;
        m->owner = VALUE(k);
        m->name = plan->names->items[i];
        TRY(dict_set_str(w, k->dict, m->name, VALUE(m)));
    }
    k->slot_count += (uint16_t)count;
    return OK;
}

/* The descriptors __dict__ and __weakref__ of a class that adds them. */
static Status add_getset(World *w, Klass *k, NameId name)
{
    Value row = dict_get_str(w, w->klass[TYPE_VALUES].dict, w->name[name]);
    if (!row || dict_get_str(w, k->dict, w->name[name])) {
        return OK;
    }
    Value made = native_new(w, TYPE_GETSET, AS(Native, row)->row, NO_VALUE);
    NEED(made);
    AS(Native, made)->owner = VALUE(k);
    AS(Native, made)->name = w->name[name];
    return dict_set_str(w, k->dict, w->name[name], made);
}

static Status add_descriptors(World *w, Klass *k, const SlotPlan *plan,
                              bool slotted)
{
    bool inherited = bases_have_dict(w, k->bases);
    TRY(add_members(w, k, plan));
    if (k->layout == TYPE_OBJECT && !inherited && !plan->dict) {
        k->flags |= KLASS_NO_DICT;
    }
    if (slotted && k->layout != TYPE_OBJECT && !inherited && !plan->dict) {
        k->flags &= (uint8_t)~KLASS_DICT_WORD;
    }
    if (plan->dict && !inherited && k->layout != TYPE_TYPE) {
        TRY(add_getset(w, k, NAME_DICT));
    }
    if (plan->weakref && k->layout != TYPE_TYPE &&
        !klass_lookup(w, k, w->name[NAME_WEAKREF])) {
        TRY(add_getset(w, k, NAME_WEAKREF));
    }
    if (!dict_get_str(w, k->dict, w->name[NAME_DOC])) {
        TRY(dict_set_str(w, k->dict, w->name[NAME_DOC], NONE));
    }
    return OK;
}

Value klass_build(World *w, Klass *meta, Value name, Value bases,
                  Value namespace, Value slots)
{
    SlotPlan plan = {.names = NULL};
    Value qualname = name;
    Value cell;
    Value dict = dict_copy(w, namespace);
    if (!dict || take_qualname(w, dict, &qualname) != OK ||
        take_cell(w, dict, &cell) != OK || prepare_namespace(w, dict) != OK ||
        plan_slots(w, &plan, name, dict, bases, slots) != OK ||
        check_slots_of_bases(w, bases) != OK) {
        return NO_VALUE;
    }
    Value made = klass_new(w, meta, name, bases, dict);
    if (!made) {
        return NO_VALUE;
    }
    Klass *k = AS(Klass, made);
    k->qualname = qualname;
    if (add_descriptors(w, k, &plan, slots != NO_VALUE) != OK) {
        return NO_VALUE;
    }
    klass_modified(w, k);
    if (cell) {
        STORE(w, AS(Cell, cell)->value, made);
    }
    return made;
}

/* ---- type(...) ----------------------------------------------------------- */

enum {
    MAKE_START,
    MAKE_SLOTS,    /* tuple(__slots__) is on its way */
    MAKE_BUILD,    /* f->slot: see below */
    MAKE_FINISHED, /* __set_name__ and __init_subclass__ have run */
    MAKE_DELEGATED,
};
/* f->slot[0]: metaclass; [1]: __slots__ as a tuple; [2]: the class */

/* No lone surrogates. */
static Status check_text(World *w, Value text)
{
    return as_str(text)->ascii || bytes_encode(w, text, "utf-8", NULL) ? OK
                                                                       : RAISE;
}

static Status check_arguments(World *w, const NativeFrame *f)
{
    if (f->argc - f->kw_count != 3) {
        return raise_type(w,
                          "type.__new__() takes exactly 3 arguments "
                          "(%d given)",
                          (int)(f->argc - f->kw_count));
    }
    static const struct {
        TypeId layout;
        const char *name;
    } want[] = {{TYPE_STR, "str"}, {TYPE_TUPLE, "tuple"}, {TYPE_DICT, "dict"}};
    for (int i = 0; i < 3; i++) {
        if (!has_layout(f->args[i], want[i].layout)) {
            return raise_type(w,
                              "type.__new__() argument %d must be %s, not %T",
                              i + 1, want[i].name, f->args[i]);
        }
    }
    const Str *name = as_str(f->args[0]);
    for (size_t i = 0; i < name->length; i++) {
        if (str_at(name, i) == 0) {
            return raise_value(w, "type name must not contain null characters");
        }
    }
    Value doc = dict_get_str(w, f->args[2], w->name[NAME_DOC]);
    TRY(check_text(w, f->args[0]));
    return doc && is_str(doc) ? check_text(w, doc) : OK;
}

/* Keyword arguments as a dict. */
static Value keywords(World *w, const NativeFrame *f)
{
    Value dict = dict_new(w);
    uint32_t first = f->argc - f->kw_count;
    for (uint32_t i = 0; dict && i < f->kw_count; i++) {
        if (dict_set_str(w, dict, tuple_at(f->kw_names, i),
                         f->args[first + i]) != OK) {
            return NO_VALUE;
        }
    }
    return dict;
}

static Status delegate(World *w, NativeFrame *f, Klass *winner)
{
    Value function = prelude_function(w, "type_delegate");
    NEED(function);
    Value kw = keywords(w, f);
    NEED(kw);
    f->state = MAKE_DELEGATED;
    return native_call(f, function, 5, VALUE(winner), f->args[0], f->args[1],
                       f->args[2], kw);
}

static bool needs_python(World *w, Klass *k, const NativeFrame *f)
{
    Value mro = str_intern_ascii(w, "mro");
    if (f->kw_count ||
        (mro && !klass_inherits(w, klass_of(w, VALUE(k)), mro, TYPE_TYPE))) {
        return true;
    }
    Value hook = w->name[NAME_INIT_SUBCLASS];
    Value plain = dict_get_str(w, w->klass[TYPE_OBJECT].dict, hook);
    for (size_t i = 1; i < tuple_length(k->mro); i++) {
        Value found =
            dict_get_str(w, AS(Klass, tuple_at(k->mro, i))->dict, hook);
        if (found && found != plain) {
            return true;
        }
    }
    size_t at = 0;
    Value key;
    Value value;
    while (dict_next(k->dict, &at, &key, &value)) {
        if (klass_lookup(w, klass_of(w, value), w->name[NAME_SETNAME])) {
            return true;
        }
    }
    return false;
}

static Status build(World *w, NativeFrame *f)
{
    f->result = klass_build(w, AS(Klass, f->slot[0]), f->args[0], f->args[1],
                            f->args[2], f->slot[1]);
    NEED(f->result);
    if (!needs_python(w, AS(Klass, f->result), f)) {
        return OK;
    }
    f->slot[2] = f->result;
    f->state = MAKE_FINISHED;
    Value function = prelude_function(w, "type_finish");
    NEED(function);
    Value kw = keywords(w, f);
    NEED(kw);
    return native_call(f, function, 2, f->result, kw);
}

static Status start(World *w, NativeFrame *f)
{
    Klass *meta = AS(Klass, f->self);
    if (meta == &w->klass[TYPE_TYPE] && f->argc == 1 && !f->kw_count) {
        f->result = VALUE(klass_of(w, f->args[0]));
        return OK;
    }
    if (meta == &w->klass[TYPE_TYPE] && f->argc - f->kw_count != 3) {
        return raise_type(w, "type() takes 1 or 3 arguments");
    }
    TRY(check_arguments(w, f));
    Klass *winner = klass_metaclass(w, meta, f->args[1]);
    NEED(winner);
    if (winner != meta &&
        !klass_inherits(w, winner, w->slot_name[SLOT_NEW], TYPE_TYPE)) {
        return delegate(w, f, winner);
    }
    f->slot[0] = VALUE(winner);
    Value slots = dict_get_str(w, f->args[2], w->name[NAME_SLOTS]);
    if (slots && is_str(slots)) {
        f->slot[1] = tuple_of(w, 1, slots);
        NEED(f->slot[1]);
    } else if (slots && !is_exactly(slots, TYPE_TUPLE)) {
        f->state = MAKE_SLOTS;
        return native_call(f, VALUE(&w->klass[TYPE_TUPLE]), 1, slots);
    } else {
        f->slot[1] = slots;
    }
    return build(w, f);
}

Status type_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value ignored;
    switch (f->state) {
    case MAKE_START:
        return start(w, f);
    case MAKE_SLOTS:
        TRY(native_result(f, &f->slot[1]));
        return build(w, f);
    case MAKE_FINISHED:
        TRY(native_result(f, &ignored));
        f->result = f->slot[2];
        return OK;
    default:
        return native_result(f, &f->result);
    }
}
