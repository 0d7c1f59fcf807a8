/* SPDX-License-Identifier: MIT */
/*
 * object: its operators, __new__, __init__ and the attributes all have.
 *
 * Invariant of an Instance: either `dict` is 0 and attributes are in values,
 * or all but the slots are in the dict (klass.h). Anybody who asks for
 * __dict__ moves them there for good.
 */
#include "vm/types/object.h"

#include <string.h>

#include "vm/attribute.h"
#include "vm/natives.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/int.h"
#include "vm/types/search.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

/* ---- __dict__ ------------------------------------------------------------ */

Status object_get_dict(World *w, Thread *t, NativeFrame *f)
{
    if (has_layout(f->self, TYPE_TYPE)) {
        return type_get_dict(w, t, f); /* not what a plain base has */
    }
    TRY(attribute_dict(w, f->self, &f->result));
    if (!f->result) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR,
                           "'%T' object has no attribute '__dict__'", f->self);
    }
    return OK;
}

Status object_set_dict(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value dict = f->args[0];
    Value old;
    TRY(attribute_dict(w, f->self, &old));
    if (!old || has_layout(f->self, TYPE_MODULE)) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR,
                           "This object has no __dict__");
    }
    if (!dict && (!(klass_of(w, f->self)->flags & KLASS_HEAP) ||
                  has_layout(f->self, TYPE_BASE_EXCEPTION))) {
        return raise_type(w, "cannot delete __dict__");
    }
    if (!dict) {
        dict = dict_new(w); /* del x.__dict__: the next one is empty */
        NEED(dict);
    }
    if (!has_layout(dict, TYPE_DICT)) {
        return raise_type(w, "__dict__ must be set to a dictionary, not a '%T'",
                          dict);
    }
    if (has_layout(f->self, TYPE_OBJECT)) {
        STORE(w, AS(Instance, f->self)->dict, dict);
    } else {
        STORE(w, *object_dict_word(OBJECT(f->self)), dict);
    }
    f->result = NONE;
    return OK;
}

/* ---- operators ----------------------------------------------------------- */

Status object_write_address(World *w, Value self, Writer *out)
{
    int64_t id;
    TRY(world_identity(w, self, &id));
    writer_format(out, " at 0x%llx", (unsigned long long)id);
    return OK;
}

Status object_write_default(World *w, Value self, const char *what, Writer *out)
{
    writer_char(out, '<');
    klass_write_path(w, klass_of(w, self), out);
    writer_char(out, ' ');
    writer_ascii(out, what);
    TRY(object_write_address(w, self, out));
    writer_char(out, '>');
    return OK;
}

static Status object_repr(World *w, Value self, Writer *out)
{
    if (value_is_instance(w, self, TYPE_NAMESPACE)) {
        return TWIN;
    }
    return object_write_default(w, self, "object", out);
}

static Status object_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    (void)w;
    if ((op == SLOT_EQ || op == SLOT_NE) && a == b) {
        *out = BOOL(op == SLOT_EQ);
        return OK;
    }
    bool spaces = op == SLOT_EQ && has_layout(b, TYPE_OBJECT) &&
                  value_is_instance(w, a, TYPE_NAMESPACE) &&
                  value_is_instance(w, b, TYPE_NAMESPACE);
    if (!spaces) {
        return NO_OP;
    }
    Value left;
    Value right;
    TRY(attribute_dict(w, a, &left));
    TRY(attribute_dict(w, b, &right));
    return value_compare(w, op, left, right, out);
}

static Status object_hash(World *w, Value self, int64_t *out)
{
    if (value_is_instance(w, self, TYPE_NAMESPACE)) {
        return raise_type(w, "unhashable type: '%T'", self);
    }
    return world_identity(w, self, out);
}

static void object_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Instance *self = object;
    visitor->visit(visitor, &self->dict);
    for (size_t i = 0; i < self->count; i++) {
        visitor->visit(visitor, &self->values[i]);
    }
}

const TypeOps object_ops = {
    .compare = object_compare,
    .hash = object_hash,
    .repr = object_repr,
    .visit = object_visit,
};

/* ---- __new__ and __init__ ------------------------------------------------ */

static bool inherits(World *w, Klass *k, Slot slot)
{
    Value own = dict_get_str(w, w->klass[TYPE_OBJECT].dict, w->slot_name[slot]);
    return klass_lookup(w, k, w->slot_name[slot]) == own;
}

/* "Can't instantiate abstract class ..." needs sorted names: the prelude. */
static Status refuse_abstract(World *w, NativeFrame *f)
{
    Value twin = prelude_function(w, "refuse_abstract");
    NEED(twin);
    return native_call(f, twin, 1, f->self);
}

Status object_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Klass *k = AS(Klass, f->self);
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    if (f->argc) {
        if (!inherits(w, k, SLOT_NEW)) {
            return raise_type(w, "object.__new__() takes exactly one argument "
                                 "(the type to instantiate)");
        }
        if (inherits(w, k, SLOT_INIT)) {
            return raise_type(w, "%N() takes no arguments", k);
        }
    }
    if (k->flags & KLASS_ABSTRACT) {
        return refuse_abstract(w, f);
    }
    f->result = instance_new(w, k);
    return f->result ? OK : RAISE;
}

Status object_init(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Klass *k = klass_of(w, f->self);
    if (f->argc) {
        if (!inherits(w, k, SLOT_INIT)) {
            return raise_type(w, "object.__init__() takes exactly one argument "
                                 "(the instance to initialize)");
        }
        if (inherits(w, k, SLOT_NEW)) {
            return raise_type(w,
                              "%N.__init__() takes exactly one argument "
                              "(the instance to initialize)",
                              k);
        }
    }
    f->result = NONE;
    return OK;
}

Status object_init_subclass(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    f->result = NONE;
    return OK;
}

Status object_subclass_hook(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    f->result = NOT_IMPLEMENTED;
    return OK;
}

Status object_format(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    if (!is_str(f->args[0])) {
        return raise_type(w, "__format__() argument must be str, not %T",
                          f->args[0]);
    }
    if (as_str(f->args[0])->length) {
        return raise_type(
            w, "unsupported format string passed to %T.__format__", f->self);
    }
    return native_call(f, VALUE(&w->klass[TYPE_STR]), 1, f->self);
}

Status object_sizeof(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    size_t size = IS_OBJECT(f->self) ? heap_cell_size(OBJECT(f->self)) : 28;
    f->result = INT((int64_t)size);
    return OK;
}

/* __dir__, __reduce__, __reduce_ex__ ask the object for its attributes. */
Status object_in_python(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t, (void)f;
    return TWIN;
}

/* ---- attribute access ---------------------------------------------------- */

static Status check_attribute_name(World *w, Value name)
{
    if (!is_str(name)) {
        return raise_type(w, "attribute name must be string, not '%T'", name);
    }
    return OK;
}

Status object_getattribute(World *w, Thread *t, NativeFrame *f)
{
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    TRY(check_attribute_name(w, f->args[0]));
    return attribute_generic_get(w, t, f, f->self, f->args[0], &f->result);
}

static Status change_attribute(World *w, Thread *t, NativeFrame *f, Value value)
{
    Value ignored;
    if (f->resumed) {
        TRY(native_result(f, &ignored));
    } else {
        TRY(check_attribute_name(w, f->args[0]));
        TRY(attribute_generic_set(w, t, f, f->self, f->args[0], value));
    }
    f->result = NONE;
    return OK;
}

/* object's own are not for classes, which have caches to keep. */
static Status check_not_class(World *w, const NativeFrame *f)
{
    const NativeInfo *info = &native_table[f->native];
    return info->type == TYPE_OBJECT && has_layout(f->self, TYPE_TYPE)
               ? raise_type(w, "can't apply this %s to type object", info->name)
               : OK;
}

Status object_setattr(World *w, Thread *t, NativeFrame *f)
{
    TRY(check_not_class(w, f));
    return change_attribute(w, t, f, f->args[1]);
}

Status object_delattr(World *w, Thread *t, NativeFrame *f)
{
    TRY(check_not_class(w, f));
    return change_attribute(w, t, f, NO_VALUE);
}

/* ---- __class__ ----------------------------------------------------------- */

Status object_get_class(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = VALUE(klass_of(w, f->self));
    return OK;
}

/* The name of a slot, as the class that made it calls it; 0: no such class. */
static Value slot_name(World *w, const Klass *k, size_t index)
{
    for (size_t i = 0; i < tuple_length(k->mro); i++) {
        size_t at = 0;
        Value key;
        Value value;
        while (dict_next(AS(Klass, tuple_at(k->mro, i))->dict, &at, &key,
                         &value)) {
            if (has_layout(value, TYPE_MEMBER) &&
                AS(Member, value)->index == index) {
                return AS(Member, value)->name;
            }
        }
    }
    (void)w;
    return NO_VALUE;
}

/* The class that made the last of k's slots: others only inherit them. */
static const Klass *slots_owner(const Klass *k)
{
    const Klass *owner = k;
    for (size_t i = 0; i < tuple_length(k->mro); i++) {
        const Klass *above = AS(Klass, tuple_at(k->mro, i));
        owner = above->slot_count == k->slot_count ? above : owner;
    }
    return owner;
}

/* Made by one class, or by two that extend the same one alike. */
static bool same_slots(World *w, const Klass *from, const Klass *to)
{
    from = slots_owner(from);
    to = slots_owner(to);
    if (from != to && from->slot_count &&
        tuple_at(from->bases, 0) != tuple_at(to->bases, 0)) {
        return false;
    }
    for (size_t i = 0; i < from->slot_count; i++) {
        if (slot_name(w, from, i) != slot_name(w, to, i)) {
            return false;
        }
    }
    return true;
}

static bool same_weakref(World *w, Klass *from, Klass *to)
{
    return !klass_lookup(w, from, w->name[NAME_WEAKREF]) ==
           !klass_lookup(w, to, w->name[NAME_WEAKREF]);
}

static bool same_shape(World *w, Value self, Klass *from, Klass *to)
{
    if (has_layout(self, TYPE_OBJECT)) {
        uint8_t mask = KLASS_NO_DICT;
        return from->slot_count == to->slot_count &&
               (from->flags & mask) == (to->flags & mask) &&
               to->type_id != TYPE_OBJECT && same_slots(w, from, to) &&
               same_weakref(w, from, to);
    }
    (void)w;
    uint8_t mask = KLASS_DICT_WORD;
    return from->layout == to->layout && from->slot_count == to->slot_count &&
           same_slots(w, from, to) &&
           (from->flags & mask) == (to->flags & mask);
}

Status object_set_class(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value to = f->args[0];
    if (!to) {
        return raise_type(w, "can't delete __class__ attribute");
    }
    if (!has_layout(to, TYPE_TYPE)) {
        return raise_type(
            w, "__class__ must be set to a class, not '%T' object", to);
    }
    Klass *from = klass_of(w, f->self);
    Klass *new = AS(Klass, to);
    bool module =
        has_layout(f->self, TYPE_MODULE) && new->layout == TYPE_MODULE;
    if (!module && (!(from->flags & KLASS_HEAP) || !(new->flags &KLASS_HEAP))) {
        return raise_type(w, "__class__ assignment only supported for heap "
                             "types or ModuleType subclasses");
    }
    if (from->layout != new->layout || !same_shape(w, f->self, from, new)) {
        return raise_type(
            w, "__class__ assignment: '%N' object layout differs from '%N'",
            new, from);
    }
    Value dict; /* inline attributes follow the old class's names */
    TRY(attribute_dict(w, f->self, &dict));
    world_touch(w, OBJECT(f->self), sizeof(Object));
    OBJECT(f->self)->type = klass_ref(w, new);
    f->result = NONE;
    return OK;
}

/* ---- types.SimpleNamespace ----------------------------------------------- */

Status namespace_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = instance_new(w, AS(Klass, f->self));
    NEED(f->result);
    Value dict = dict_new(w);
    NEED(dict);
    AS(Instance, f->result)->dict = dict;
    return OK;
}

Status namespace_init(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->argc > f->kw_count) {
        return raise_type(w, "no positional arguments expected");
    }
    Value dict;
    TRY(attribute_dict(w, f->self, &dict));
    for (uint32_t i = 0; i < f->kw_count; i++) {
        TRY(dict_set_str(w, dict, tuple_at(f->kw_names, i), f->args[i]));
    }
    f->result = NONE;
    return OK;
}
