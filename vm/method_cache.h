/* SPDX-License-Identifier: MIT */
/*
 * The method cache: (class version, name) -> what the MRO gives for it.
 *
 * Outside the arena. A version is never used twice; a name made by the program
 * may be, at the same address after a restore, so its entries also carry the
 * restore they belong to.
 */
#ifndef GILSCOPE_VM_METHOD_CACHE_H
#define GILSCOPE_VM_METHOD_CACHE_H

#include "vm/outside.h"

static inline MethodCacheEntry *method_cache_entry(World *w, uint64_t version,
                                                   Value name)
{
    size_t hash = (size_t)(version * 0x9e3779b97f4a7c15u ^ name >> 4);
    return &w->outside->methods[(hash ^ hash >> 16) % METHOD_CACHE_SIZE];
}

static inline bool method_cache_hit(World *w, const MethodCacheEntry *entry,
                                    uint64_t version, Value name)
{
    return entry->version == version && entry->name == name &&
           (entry->restores == 0 || entry->restores == w->outside->restores);
}

static inline void method_cache_fill(World *w, MethodCacheEntry *entry,
                                     uint64_t version, Value name, Value value)
{
    bool image = (char *)OBJECT(name) < w->watermark;
    *entry = (MethodCacheEntry){
        .version = version,
        .name = name,
        .value = value,
        .restores = image ? 0 : w->outside->restores,
    };
}

#endif
