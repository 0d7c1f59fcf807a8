/* SPDX-License-Identifier: MIT */
/* A region: memory that is handed out piece by piece and freed all at once.
 *
 * Everything the compiler builds for one source text (tokens' texts, the AST,
 * scopes, code objects) lives in one region, so nothing is freed on its own
 * and an error path only has to return.
 *
 * Invariants: every pointer handed out is 16-aligned, zeroed, and valid until
 * region_free. Once an allocation has failed, `out_of_memory` stays set, every
 * later allocation fails too, and what was handed out before stays valid.
 * CPython uses a PyArena for the AST and reference counts for the rest. */
#ifndef GILSCOPE_BYTECODE_REGION_H
#define GILSCOPE_BYTECODE_REGION_H

#include <stdbool.h>
#include <stddef.h>

typedef struct RegionBlock RegionBlock;

typedef struct Region {
    RegionBlock *blocks; /* newest first; the first one is being filled */
    char *next;          /* first free byte of the newest block */
    char *end;           /* one past its last byte */
    size_t used;         /* bytes handed out, for statistics */
    size_t fail_after;   /* test hook: allocations left; 0 = no limit */
    bool out_of_memory;  /* sticky */
} Region;

/* An empty region; allocates nothing yet. */
void region_init(Region *region);

/* `size` zeroed bytes, or NULL when out of memory. A size of 0 is allowed and
 * gives a pointer of its own. */
__attribute__((warn_unused_result)) void *region_alloc(Region *region,
                                                       size_t size);

/* `count` zeroed items of `size` bytes; NULL on overflow as on no memory. */
__attribute__((warn_unused_result)) void *
region_array(Region *region, size_t count, size_t size);

/* A copy of `size` bytes with a NUL byte added behind them. */
__attribute__((warn_unused_result)) char *
region_copy(Region *region, const char *data, size_t size);

/* Frees everything; the region is empty and usable again. */
void region_free(Region *region);

#endif
