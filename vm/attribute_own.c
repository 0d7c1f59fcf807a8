/* SPDX-License-Identifier: MIT */
/*
 * What an object itself keeps: values in its class's shared order, or a dict.
 *
 * An instance begins with the first and is given a dict when it no longer fits
 * that order (see Instance in vm/klass.h). Modules have a dict from the start;
 * other built-in objects may have a word for one.
 */
#include "vm/attribute.h"

int64_t attribute_index(const Klass *klass, Value name)
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
    int64_t i = attribute_index(klass, name);
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

Status attribute_missing(World *w, Value self, Value name)
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
        int64_t i = attribute_index(klass, name);
        if (value && i >= 0 && klass->slot_count + i < self->count) {
            STORE(w, self->values[klass->slot_count + i], value);
            return OK;
        }
        if (klass->flags & KLASS_NO_DICT || !(klass->flags & KLASS_HEAP)) {
            return attribute_missing(w, VALUE(self), name);
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
        return attribute_missing(w, self, name);
    }
    if (value) {
        return dict_set_str(w, dict, name, value);
    }
    if (!dict_delete_str(w, dict, name)) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR, "%V", name);
    }
    return OK;
}
