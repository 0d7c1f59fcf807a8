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
#include "vm/types/list.h"
#include "vm/types/search.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <string.h>

/* ---- the object's own storage ----------------------------------------------
 */

static int64_t shared_index(const Klass *klass, Value name)
{
    const Values *keys = AS(Values, klass->shared_keys);
    for (size_t i = 0; keys && i < keys->used; i++) {
        if (keys->items[i] == name) {
            return (int64_t)i;
        }
    }
    return -1;
}

static Value instance_own(World *w, const Instance *self, Value name)
{
    if (self->dict) {
        return dict_get_str(w, self->dict, name);
    }
    const Klass *klass = klass_at(w, self->head.type);
    int64_t i = shared_index(klass, name);
    if (i < 0 || klass->slot_count + i >= self->count) {
        return NO_VALUE;
    }
    return self->values[klass->slot_count + i];
}

Value attribute_own(World *w, Value self, Value name)
{
    if (!IS_OBJECT(self)) {
        return NO_VALUE;
    }
    Object *o = OBJECT(self);
    if (o->layout == TYPE_OBJECT) {
        return instance_own(w, (Instance *)o, name);
    }
    if (o->layout == TYPE_MODULE) {
        return dict_get_str(w, ((Module *)o)->dict, name);
    }
    if (o->flags & OBJECT_DICT_WORD && *object_dict_word(o)) {
        return dict_get_str(w, *object_dict_word(o), name);
    }
    return NO_VALUE;
}

/* Move the attributes of an inline instance into a dict of their own. */
static Status instance_to_dict(World *w, Instance *self)
{
    const Klass *klass = klass_at(w, self->head.type);
    const Values *keys = AS(Values, klass->shared_keys);
    Value dict = dict_new(w);
    NEED(dict);
    for (size_t i = klass->slot_count; i < self->count; i++) {
        TRY(dict_set_str(w, dict, keys->items[i - klass->slot_count],
                         self->values[i]));
    }
    world_touch(w, self, heap_cell_size(self));
    for (size_t i = klass->slot_count; i < self->count; i++) {
        self->values[i] = NO_VALUE;
    }
    self->count = klass->slot_count;
    self->dict = dict;
    return OK;
}

Status attribute_dict(World *w, Value self, Value *dict)
{
    *dict = NO_VALUE;
    if (!IS_OBJECT(self)) {
        return OK;
    }
    Object *o = OBJECT(self);
    Value *word = NULL;
    if (o->layout == TYPE_OBJECT) {
        Instance *i = (Instance *)o;
        const Klass *klass = klass_at(w, o->type);
        if (!i->dict) {
            if (klass->flags & KLASS_NO_DICT || !(klass->flags & KLASS_HEAP)) {
                return OK;
            }
            TRY(instance_to_dict(w, i));
        }
        *dict = i->dict;
        return OK;
    }
    if (o->layout == TYPE_MODULE) {
        *dict = ((Module *)o)->dict;
        return OK;
    }
    if (!(o->flags & OBJECT_DICT_WORD)) {
        return OK;
    }
    word = object_dict_word(o);
    if (!*word) {
        Value made = dict_new(w);
        NEED(made);
        STORE(w, *word, made);
    }
    *dict = *word;
    return OK;
}

static Status no_attribute(World *w, Value self, Value name)
{
    if (has_layout(self, TYPE_TYPE)) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR,
                           "type object '%N' has no attribute '%V'",
                           AS(Klass, self), name);
    }
    return raise_error(w, TYPE_ATTRIBUTE_ERROR,
                       "'%T' object has no attribute '%V'", self, name);
}

/* A new name at the end of the class's shared order; false: does not fit. The
 * class learns the name all the same, and makes its next instances larger. */
static bool shared_append(World *w, Klass *klass, Instance *self, Value name)
{
    Values *keys = AS(Values, klass->shared_keys);
    size_t at = (size_t)self->count - klass->slot_count;
    bool room = self->count < self->capacity;
    if (!keys) {
        return false;
    }
    if (at < keys->used) {
        return room && keys->items[at] == name;
    }
    if (keys->used >= values_capacity(keys)) {
        return false;
    }
    STORE(w, keys->items[keys->used], name);
    STORE(w, keys->used, keys->used + 1);
    /* Caches that found the name on the class are wrong from now on. */
    STORE(w, klass->version, world_version(w));
    return room;
}

static Status instance_own_set(World *w, Instance *self, Value name,
                               Value value)
{
    Klass *klass = klass_at(w, self->head.type);
    if (!self->dict) {
        int64_t i = shared_index(klass, name);
        if (value && i >= 0 && klass->slot_count + i < self->count) {
            STORE(w, self->values[klass->slot_count + i], value);
            return OK;
        }
        if (klass->flags & KLASS_NO_DICT || !(klass->flags & KLASS_HEAP)) {
            return no_attribute(w, VALUE(self), name);
        }
        if (value && shared_append(w, klass, self, name)) {
            STORE(w, self->values[self->count], value);
            STORE(w, self->count, (uint16_t)(self->count + 1));
            return OK;
        }
        if (!value && (i < 0 || klass->slot_count + i >= self->count)) {
            return raise_error(w, TYPE_ATTRIBUTE_ERROR, "%V", name);
        }
        TRY(instance_to_dict(w, self));
    }
    if (value) {
        return dict_set_str(w, self->dict, name, value);
    }
    if (!dict_delete_str(w, self->dict, name)) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR, "%V", name);
    }
    return OK;
}

Status attribute_own_set(World *w, Value self, Value name, Value value)
{
    if (has_layout(self, TYPE_OBJECT)) {
        Value old = w->watched ? attribute_own(w, self, name) : NO_VALUE;
        TRY(instance_own_set(w, AS(Instance, self), name, value));
        heap_dropped(w, old);
        return OK;
    }
    Value dict;
    TRY(attribute_dict(w, self, &dict));
    if (!dict) {
        return no_attribute(w, self, name);
    }
    if (value) {
        return dict_set_str(w, dict, name, value);
    }
    if (!dict_delete_str(w, dict, name)) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR, "%V", name);
    }
    return OK;
}

/* ---- descriptors
 * --------------------------------------------------------------- */

/* self.slot(*arguments), the method as the class has it: most often a function
 * that takes self first. */
static Status hook_call(World *w, NativeFrame *f, Slot slot, Value self,
                        int argc, Value a, Value b)
{
    Value method = klass_slot(w, self, slot);
    if (!IS_OBJECT(method) || has_layout(method, TYPE_FUNCTION) ||
        has_layout(method, TYPE_NATIVE)) {
        return native_call(f, method ? method : NONE, 1 + argc, self, a, b);
    }
    Value binder = prelude_function(w, "call_slot_with");
    NEED(binder);
    return native_call(f, binder, 2 + argc, self, w->slot_name[slot], a, b);
}

static bool class_defines(World *w, Value v, Slot slot)
{
    return klass_overrides(klass_of(w, v), slot);
}

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
        return class_defines(w, descriptor, SLOT_SET) ||
               class_defines(w, descriptor, SLOT_DELETE);
    }
}

/* Read as it is, not bound to anything? */
static bool is_plain_value(World *w, Value v)
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
        return !class_defines(w, v, SLOT_GET);
    }
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

static Status member_get(World *w, const Member *m, Value self, Value *out)
{
    if (!has_layout(self, TYPE_OBJECT) ||
        !klass_is_subclass(w, klass_of(w, self), AS(Klass, m->owner))) {
        return raise_type(w,
                          "descriptor '%V' for '%N' objects doesn't apply to a "
                          "'%T' object",
                          m->name, AS(Klass, m->owner), self);
    }
    *out = AS(Instance, self)->values[m->index];
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
            class_defines(w, descriptor, SLOT_GET)) {
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
    if (class_defines(w, descriptor, SLOT_GET) ||
        has_layout(descriptor, TYPE_SUPER)) {
        return hook_call(w, f, SLOT_GET, descriptor, 2, self ? self : NONE,
                         VALUE(klass));
    }
    return OK;
}

static Status descriptor_set(World *w, Thread *t, NativeFrame *f,
                             Value descriptor, Value self, Value value)
{
    if (has_layout(descriptor, TYPE_NATIVE)) {
        return run_getset(w, t, f, descriptor, self, true, value, NULL);
    }
    if (has_layout(descriptor, TYPE_MEMBER)) {
        const Member *m = AS(Member, descriptor);
        Value old;
        if (!value) {
            TRY(member_get(w, m, self, &old));
        } else if (!has_layout(self, TYPE_OBJECT)) {
            return member_get(w, m, self, &old);
        }
        STORE(w, AS(Instance, self)->values[m->index], value);
        return OK;
    }
    if (has_layout(descriptor, TYPE_PROPERTY) &&
        !class_defines(w, descriptor, SLOT_SET)) {
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
    return hook_call(w, f, slot, descriptor, value ? 2 : 1, self, value);
}

/* ---- the generic protocol
 * --------------------------------------------------------- */

/* A class as the object: its metaclass, then its own MRO. */
static Status class_get(World *w, Thread *t, NativeFrame *f, Value self,
                        Value name, Value *out)
{
    Klass *klass = AS(Klass, self);
    Klass *meta = klass_of(w, self);
    Value of_meta = klass_lookup(w, meta, name);
    if (of_meta && descriptor_is_data(w, of_meta) &&
        !is_plain_value(w, of_meta)) {
        return descriptor_get(w, t, f, of_meta, self, meta, out);
    }
    Value found = klass_lookup(w, klass, name);
    if (found) {
        return descriptor_get(w, t, f, found, NO_VALUE, klass, out);
    }
    if (of_meta) {
        return descriptor_get(w, t, f, of_meta, self, meta, out);
    }
    return no_attribute(w, self, name);
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
        if (is_plain_value(w, of_class)) { /* __set__, but no __get__ */
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
    return no_attribute(w, self, name);
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

/* ---- filling caches
 * ------------------------------------------------------------------ */

/* Fill an instruction's own cache. What was in it for another class can still
 * be found by attribute_other. */
static void cache_fill(World *w, Cache *cache, uint64_t version, CacheKind kind,
                       uint32_t index, Value value)
{
    if (cache->version && cache->version != version) {
        *attribute_other_slot(w, cache, cache->version) =
            (OtherCache){.site = cache,
                         .restores = w->outside->restores,
                         .cache = *cache};
    }
    *cache = (Cache){
        .version = version, .kind = kind, .index = index, .value = value};
}

static bool fill_instance(World *w, Value self, Value name, Cache *cache,
                          Value *value)
{
    Instance *i = AS(Instance, self);
    Klass *klass = klass_of(w, self);
    Value of_class = klass_lookup(w, klass, name);
    if (of_class && has_layout(of_class, TYPE_MEMBER)) {
        const Member *m = AS(Member, of_class);
        *value = i->values[m->index];
        cache_fill(w, cache, klass->version, CACHE_SLOT, (uint32_t)m->index, 0);
        return *value != NO_VALUE;
    }
    if (of_class && descriptor_is_data(w, of_class)) {
        return false;
    }
    *value = instance_own(w, i, name);
    if (*value) {
        if (!i->dict) {
            int64_t at = shared_index(klass, name);
            cache_fill(w, cache, klass->version, CACHE_SLOT,
                       klass->slot_count + (uint32_t)at, 0);
        }
        return true;
    }
    if (of_class && is_plain_value(w, of_class)) {
        *value = of_class;
        if (!i->dict && shared_index(klass, name) < 0) {
            cache_fill(w, cache, klass->version, CACHE_CONSTANT, 0, of_class);
        }
        return true;
    }
    return false;
}

static bool fill_class(World *w, Value self, Value name, Cache *cache,
                       Value *value)
{
    Klass *klass = AS(Klass, self);
    Value of_meta = klass_lookup(w, klass_of(w, self), name);
    if (of_meta && descriptor_is_data(w, of_meta)) {
        return false;
    }
    Value found = klass_lookup(w, klass, name);
    if (!found) {
        return false;
    }
    if (is_exactly(found, TYPE_STATICMETHOD)) {
        found = AS(ClassMethod, found)->function;
    } else if (!is_plain_value(w, found) && !has_layout(found, TYPE_FUNCTION) &&
               !is_exactly(found, TYPE_METHOD_DESCRIPTOR)) {
        return false;
    }
    *value = found;
    cache_fill(w, cache, klass->version, CACHE_CLASS, 0, found);
    return true;
}

bool attribute_fill(World *w, Value self, Value name, Cache *cache,
                    Value *value)
{
    Klass *klass = klass_of(w, self);
    if (!IS_OBJECT(self) || !(klass->flags & KLASS_PLAIN_ATTRIBUTES)) {
        return false;
    }
    switch (OBJECT(self)->layout) {
    case TYPE_OBJECT:
        return fill_instance(w, self, name, cache, value);
    case TYPE_TYPE:
        return fill_class(w, self, name, cache, value);
    case TYPE_MODULE: {
        Value dict = AS(Module, self)->dict;
        int64_t entry = dict_entry_of_str(w, dict, name);
        if (entry < 0 || klass_lookup(w, klass, name)) {
            return false;
        }
        const DictTable *table = AS(Dict, dict)->table;
        *value = table->entries[entry].value;
        cache_fill(w, cache, table->version, CACHE_MODULE, (uint32_t)entry, 0);
        return true;
    }
    default:
        return false;
    }
}

bool method_fill(World *w, Value self, Value name, Cache *cache,
                 Value *function)
{
    Klass *klass = klass_of(w, self);
    if (!(klass->flags & KLASS_PLAIN_ATTRIBUTES) ||
        has_layout(self, TYPE_TYPE) || has_layout(self, TYPE_SUPER) ||
        has_layout(self, TYPE_MODULE)) {
        return false;
    }
    Value found = klass_lookup(w, klass, name);
    if (!found || !(has_layout(found, TYPE_FUNCTION) ||
                    is_exactly(found, TYPE_METHOD_DESCRIPTOR) ||
                    is_exactly(found, TYPE_WRAPPER_DESCRIPTOR))) {
        return false;
    }
    if (attribute_own(w, self, name)) {
        return false;
    }
    *function = found;
    if (!has_layout(self, TYPE_OBJECT) || shared_index(klass, name) < 0) {
        cache_fill(w, cache, klass->version, CACHE_FUNCTION, 0, found);
    }
    return true;
}

bool attribute_store_fast(World *w, Value self, Value name, Value value,
                          Cache *cache)
{
    Klass *klass = klass_of(w, self);
    if (!has_layout(self, TYPE_OBJECT) ||
        !(klass->flags & KLASS_PLAIN_ATTRIBUTES) ||
        !(klass->flags & KLASS_HEAP)) {
        return false;
    }
    Value of_class = klass_lookup(w, klass, name);
    if (of_class && descriptor_is_data(w, of_class)) {
        if (!has_layout(of_class, TYPE_MEMBER)) {
            return false;
        }
        const Member *m = AS(Member, of_class);
        STORE(w, AS(Instance, self)->values[m->index], value);
        cache_fill(w, cache, klass->version, CACHE_SLOT, (uint32_t)m->index, 0);
        return true;
    }
    if (klass->flags & KLASS_NO_DICT ||
        attribute_own_set(w, self, name, value) != OK) {
        return false;
    }
    if (!AS(Instance, self)->dict) {
        cache_fill(w, cache, klass->version, CACHE_SLOT,
                   klass->slot_count + (uint32_t)shared_index(klass, name), 0);
    }
    return true;
}

/* ---- the operators
 * -------------------------------------------------------------------- */

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
               : hook_call(w, f, SLOT_GETATTR, self, 1, name, NO_VALUE);
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
            return hook_call(w, f, SLOT_GETATTRIBUTE, self, 1, name, NO_VALUE);
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
        return hook_call(w, f, slot, self, value ? 2 : 1, name, value);
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
