/* SPDX-License-Identifier: MIT */
/*
 * Attributes: an object's own, the protocol around them, and the caches of
 * LOAD_ATTR, STORE_ATTR and LOAD_METHOD.
 *
 * A cache is valid for one version of a class (instances, and the class
 * itself) or of a dict table (modules); versions of both come from one counter.
 */
#ifndef GILSCOPE_VM_ATTRIBUTE_H
#define GILSCOPE_VM_ATTRIBUTE_H

#include "vm/descriptor.h"
#include "vm/outside.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"

typedef enum {
    CACHE_NONE,
    CACHE_GLOBAL,   /* entry `index` of the globals' table */
    CACHE_BUILTIN,  /* entry `index` of the builtins' table, version2 */
    CACHE_SLOT,     /* Instance.values[index] */
    CACHE_CONSTANT, /* `value`, found on the instance's class */
    CACHE_FUNCTION, /* `value` is a function of the class: bind it */
    CACHE_MODULE,   /* entry `index` of the module's dict */
    CACHE_CLASS,    /* `value`, found on the class itself */
} CacheKind;

__attribute__((always_inline)) static inline bool
attribute_cached(World *w, Value self, const Cache *cache, Value *value)
{
    if (!IS_OBJECT(self)) {
        return false;
    }
    const Object *o = OBJECT(self);
    if (klass_at(w, o->type)->version == cache->version) {
        /* Only instances fill a cache with one of these two. */
        const Instance *i = (const Instance *)o;
        if (cache->kind == CACHE_SLOT) {
            if (i->dict || cache->index >= i->count) {
                return false;
            }
            *value = i->values[cache->index];
            return *value != NO_VALUE;
        }
        *value = cache->value;
        return cache->kind == CACHE_CONSTANT && !i->dict;
    }
    if (o->layout == TYPE_MODULE) {
        const DictTable *table = AS(Dict, ((const Module *)o)->dict)->table;
        if (table->version != cache->version || cache->kind != CACHE_MODULE) {
            return false;
        }
        *value = table->entries[cache->index].value;
        return true;
    }
    if (o->layout == TYPE_TYPE && cache->kind == CACHE_CLASS) {
        *value = cache->value;
        return ((const Klass *)o)->version == cache->version;
    }
    return false;
}

__attribute__((always_inline)) static inline bool
method_cached(World *w, Value self, const Cache *cache, Value *value)
{
    if (cache->kind != CACHE_FUNCTION) {
        return false;
    }
    if (__builtin_expect(!IS_OBJECT(self), 0)) {
        *value = cache->value;
        return klass_of(w, self)->version == cache->version;
    }
    Object *o = OBJECT(self);
    if (klass_at(w, o->type)->version != cache->version) {
        return false;
    }
    if (o->layout == TYPE_OBJECT) {
        if (((const Instance *)o)->dict) {
            return false;
        }
    } else if (o->flags & OBJECT_DICT_WORD && *object_dict_word(o)) {
        return false;
    }
    *value = cache->value;
    return true;
}

/* Where STORE_ATTR puts an attribute that the instance has; NULL when the cache
 * does not know. */
static inline Value *attribute_place(World *w, Value self, const Cache *cache)
{
    if (!IS_OBJECT(self) ||
        cache->version != klass_at(w, OBJECT(self)->type)->version) {
        return NULL; /* only stores to instances fill this cache */
    }
    Instance *instance = AS(Instance, self);
    return !instance->dict && cache->index < instance->count
               ? &instance->values[cache->index]
               : NULL;
}

/* The same for an attribute that is the next one the class's instances get:
 * stored if there is room. */
static inline bool attribute_append(World *w, Value self, Value value,
                                    const Cache *cache)
{
    if (!IS_OBJECT(self) ||
        cache->version != klass_at(w, OBJECT(self)->type)->version) {
        return false;
    }
    Instance *instance = AS(Instance, self);
    if (instance->dict || cache->index != instance->count ||
        cache->index >= instance->capacity) {
        return false;
    }
    world_touch(w, instance, sizeof *instance);
    STORE(w, instance->values[cache->index], value);
    instance->count++;
    return true;
}

/* Where an instruction that meets several classes keeps the cache for this one.
 */
static inline OtherCache *attribute_other_slot(World *w, const Cache *site,
                                               uint64_t version)
{
    uint64_t key = (uintptr_t)site / sizeof *site + version * 37;
    return &w->outside->others[key % OTHER_CACHE_SIZE];
}
/* The cache of `site` for the class of `self`: its own, or another that was
 * valid before; else its own, to be filled. */
static inline Cache *attribute_other(World *w, Value self, Cache *site)
{
    if (!IS_OBJECT(self)) {
        return site;
    }
    uint64_t version = klass_at(w, OBJECT(self)->type)->version;
    OtherCache *other = attribute_other_slot(w, site, version);
    return other->site == site && other->cache.version == version &&
                   other->restores == w->outside->restores
               ? &other->cache
               : site;
}

/* ---- attribute_cache.c --------------------------------------------------- */
/* The slow half of both: true when no Python code was needed (*value), false
 * with an exception or, without one, when the operator must do it. */
bool attribute_fill(World *w, Value self, Value name, Cache *cache,
                    Value *value);
bool method_fill(World *w, Value self, Value name, Cache *cache,
                 Value *function);
/* Store in an instance without Python code, and fill the cache; false without
 * an exception: the operator must do it. */
bool attribute_store_fast(World *w, Value self, Value name, Value value,
                          Cache *cache);

/* ---- attribute.c --------------------------------------------------------- */
/* object.__getattribute__, type.__getattribute__, of modules and super: OK,
 * RAISE (AttributeError), or CALL: native_result() then has the value. `name`
 * is a str. */
MUST_CHECK Status attribute_generic_get(World *w, Thread *t, NativeFrame *f,
                                        Value self, Value name, Value *out);
/* object.__setattr__ and __delattr__ (value NO_VALUE): OK, RAISE or CALL,
 * after which nothing is left to do. */
MUST_CHECK Status attribute_generic_set(World *w, Thread *t, NativeFrame *f,
                                        Value self, Value name, Value value);
/* ---- attribute_own.c ----------------------------------------------------- */
/* An attribute in the object's own storage, no descriptors: NO_VALUE when it
 * is not there. */
Value attribute_own(World *w, Value self, Value name);
/* Store there; deleting (NO_VALUE) a missing one is AttributeError. */
MUST_CHECK Status attribute_own_set(World *w, Value self, Value name,
                                    Value value);
/* AttributeError: it has no such attribute. */
Status attribute_missing(World *w, Value self, Value name);
/* The place of a name in the class's shared order, which begins behind the
 * slots in Instance.values; -1: not there. */
int64_t attribute_index(const Klass *klass, Value name);
/* Its __dict__, made if need be; NO_VALUE without error: it has none. */
MUST_CHECK Status attribute_dict(World *w, Value self, Value *dict);

#endif
