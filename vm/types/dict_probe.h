/* SPDX-License-Identifier: MIT */
/*
 * The index of a dict table: small integers as narrow as the table allows, and
 * the order in which slots are tried. For dict*.c only.
 */
#ifndef GILSCOPE_VM_TYPES_DICT_PROBE_H
#define GILSCOPE_VM_TYPES_DICT_PROBE_H

#include "vm/types/dict.h"

/* A table is at most two thirds full. */
static inline size_t dict_table_capacity(uint32_t size)
{
    return (size_t)size * 2 / 3;
}

static inline size_t dict_index_width(uint32_t size)
{
    return size <= 128 ? 1 : size <= 32768 ? 2 : 4;
}

static inline void *dict_index(const DictTable *t)
{
    return (void *)(t->entries + dict_table_capacity(t->size));
}

static inline int64_t dict_index_get(const DictTable *t, size_t slot)
{
    const void *index = dict_index(t);
    return t->size <= 128     ? ((const int8_t *)index)[slot]
           : t->size <= 32768 ? ((const int16_t *)index)[slot]
                              : ((const int32_t *)index)[slot];
}

static inline void dict_index_set(DictTable *t, size_t slot, int64_t entry)
{
    void *index = dict_index(t);
    if (t->size <= 128) {
        ((int8_t *)index)[slot] = (int8_t)entry;
    } else if (t->size <= 32768) {
        ((int16_t *)index)[slot] = (int16_t)entry;
    } else {
        ((int32_t *)index)[slot] = (int32_t)entry;
    }
}

static inline void dict_index_touch(World *w, const DictTable *t, size_t slot)
{
    size_t width = dict_index_width(t->size);
    world_touch(w, (const char *)dict_index(t) + slot * width, width);
}

/* Each step mixes in five more bits of the hash. */
typedef struct DictProbe {
    size_t at;
    size_t mask;
    uint64_t perturb;
} DictProbe;

static inline DictProbe dict_probe(const DictTable *t, int64_t hash)
{
    size_t mask = t->size - 1;
    return (DictProbe){(size_t)hash & mask, mask, (uint64_t)hash};
}

static inline void dict_probe_next(DictProbe *p)
{
    p->perturb >>= 5;
    p->at = (p->at * 5 + p->perturb + 1) & p->mask;
}

#endif
