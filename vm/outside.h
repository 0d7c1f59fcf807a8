/* SPDX-License-Identifier: MIT */
/*
 * What belongs to a world but is not part of its state: a restore leaves it
 * alone. Mark bits, saved cards, inline caches, counters that only grow.
 */
#ifndef GILSCOPE_VM_OUTSIDE_H
#define GILSCOPE_VM_OUTSIDE_H

#include "vm/native.h"

/*
 * One instruction's inline cache. Valid while `version` (and `version2`) are
 * those of the dict table or class it was filled from; see cache users in
 * interp_loop.h for what the other fields mean to each opcode.
 */
typedef struct Cache {
    uint64_t version;
    uint64_t version2;
    Value value;
    uint32_t index;
    uint32_t kind;
} Cache;

/* What the interpreter runs of a code object. */
typedef struct Runnable {
    const uint8_t *code; /* fused (fuse.h), behind the caches */
    Cache caches[];      /* one per instruction */
} Runnable;

#define METHOD_CACHE_SIZE 1024
/* See method_cache.h. */
typedef struct MethodCacheEntry {
    uint64_t version;
    Value name;
    Value value; /* NO_VALUE: the name is not there */
    uint64_t restores;
} MethodCacheEntry;

/* A cache that another class has driven out of an instruction's own; found by
 * (site, version), valid until the next restore. See attribute_other. */
#define OTHER_CACHE_SIZE 512
typedef struct OtherCache {
    const Cache *site;
    uint64_t restores;
    Cache cache;
} OtherCache;

/* Rows of natives.def: a built-in class's __new__ and __init__; Klass.call. */
typedef struct ClassRows {
    uint32_t make;
    uint32_t init;
} ClassRows;

typedef struct Card {
    size_t at; /* offset from the world */
    char bytes[CARD_SIZE];
} Card;

struct Snapshot {
    Snapshot *previous;
    size_t heap_size;
    char *heap;  /* copy of [watermark, top) */
    Card *cards; /* of the image, as they were */
    size_t card_count;
    size_t card_capacity;
    uint8_t *dirty;          /* a bit per card */
    uint32_t cache_count;    /* caches that existed */
    uint32_t caches_dropped; /* up to this id, by a restore */
    char hot[WORLD_HOT_SIZE];
};

struct Outside {
    uint64_t next_version;
    size_t reserved;     /* bytes of the arena */
    struct Image *image; /* since world_freeze; NULL when there is no memory */
    uint8_t *marks;      /* a bit per 16 bytes of the arena */
    size_t mark_bytes;
    Object **mark_stack;
    size_t mark_count;
    size_t mark_capacity;
    size_t mark_limit; /* stress: the mark stack ends here; 0: nowhere */
    bool mark_overflow;
    bool no_memory;       /* a card could not be saved: the next restore is
                             impossible, see world_restore */
    Snapshot *snapshot;   /* innermost */
    Runnable **runnables; /* by CodeObject.cache_id */
    uint32_t cache_count; /* ids handed out, + 1 */
    uint32_t cache_capacity;
    uint64_t restores; /* counted from 1 */
    MethodCacheEntry methods[METHOD_CACHE_SIZE];
    OtherCache others[OTHER_CACHE_SIZE];
    NativeArity *arity; /* by row of natives.def */
    ClassRows class_rows[TYPE_COUNT];
    /* stress hooks, 0 when off */
    uint64_t fail_after; /* allocations until one fails, once */
    bool collect_always; /* at every instruction, later at every 61st */
    uint64_t boundaries; /* seen while collect_always */
    uint64_t collections;
    void *scratch;                  /* bump memory for limbs; types/limb.c */
    struct RegexCache *regex_cache; /* compiled patterns; modules/re.c */
};

/* A new cache id for a code object; 0 when there is no memory. */
uint32_t outside_cache_id(World *w);
/* What is run of `code`, made now if need be; NULL when there is no memory. */
Runnable *outside_runnable(World *w, const CodeObject *code);
/* The code has run and hardly will again: its caches are given back. */
void outside_forget(World *w, const CodeObject *code);

#endif
