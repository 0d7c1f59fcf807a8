/* SPDX-License-Identifier: MIT */
/*
 * Filling the caches of LOAD_ATTR, STORE_ATTR and LOAD_METHOD.
 *
 * What is found is remembered only where the version written beside it changes
 * with whatever could make it wrong: the class's, or the module's dict table's.
 */
#include "vm/attribute.h"

/* Fill an instruction's own cache. What was in it for another class can still
 * be found by attribute_other. */
static void cache_fill(World *w, Cache *cache, uint64_t version, CacheKind kind,
                       uint32_t index, Value value)
{
    if (cache->version && cache->version != version) {
        *attribute_other_slot(w, cache, cache->version) = (OtherCache){
            .site = cache, .restores = w->outside->restores, .cache = *cache};
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
    *value = attribute_own(w, self, name);
    if (*value) {
        if (!i->dict) {
            int64_t at = attribute_index(klass, name);
            cache_fill(w, cache, klass->version, CACHE_SLOT,
                       klass->slot_count + (uint32_t)at, 0);
        }
        return true;
    }
    if (of_class && descriptor_is_plain(w, of_class)) {
        *value = of_class;
        if (!i->dict && attribute_index(klass, name) < 0) {
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
    } else if (!descriptor_is_plain(w, found) &&
               !has_layout(found, TYPE_FUNCTION) &&
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
    if (!has_layout(self, TYPE_OBJECT) || attribute_index(klass, name) < 0) {
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
                   klass->slot_count + (uint32_t)attribute_index(klass, name),
                   0);
    }
    return true;
}
