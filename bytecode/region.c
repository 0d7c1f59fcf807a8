/* SPDX-License-Identifier: MIT */
/* The region allocator: a chain of blocks from calloc, filled front to back.
 * Blocks double from 4 KiB to 1 MiB; a request larger than a block gets a
 * block of its own, put behind the one being filled. calloc's zeroes are what
 * makes each piece zeroed: no byte is ever handed out twice. */
#include "bytecode/region.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { REGION_ALIGN = 16, REGION_FIRST = 1 << 12, REGION_LARGEST = 1 << 20 };

struct RegionBlock {
    _Alignas(REGION_ALIGN) RegionBlock *older;
    size_t size; /* of the bytes behind this header */
};

void region_init(Region *region)
{
    *region = (Region){0};
}

static RegionBlock *region_new_block(Region *region, size_t size)
{
    RegionBlock *block = NULL;
    if (size <= SIZE_MAX - sizeof *block) {
        block = calloc(1, sizeof *block + size);
    }
    if (block == NULL) {
        region->out_of_memory = true;
        return NULL;
    }
    block->size = size;
    return block;
}

/* A block for one large piece; the block being filled stays first. */
static void *region_alloc_large(Region *region, size_t size)
{
    RegionBlock *block = region_new_block(region, size);
    if (block == NULL) {
        return NULL;
    }
    if (region->blocks == NULL) {
        region->blocks = block;
    } else {
        block->older = region->blocks->older;
        region->blocks->older = block;
    }
    region->used += size;
    return block + 1;
}

static bool region_grow(Region *region)
{
    size_t size = REGION_FIRST;
    if (region->blocks != NULL) {
        size = region->blocks->size * 2;
        if (size < REGION_FIRST) {
            size = REGION_FIRST;
        }
        if (size > REGION_LARGEST) {
            size = REGION_LARGEST;
        }
    }
    RegionBlock *block = region_new_block(region, size);
    if (block == NULL) {
        return false;
    }
    block->older = region->blocks;
    region->blocks = block;
    region->next = (char *)(block + 1);
    region->end = region->next + size;
    return true;
}

void *region_alloc(Region *region, size_t size)
{
    if (region->out_of_memory) {
        return NULL;
    }
    if (region->fail_after != 0 && --region->fail_after == 0) {
        region->out_of_memory = true;
        return NULL;
    }
    if (size > SIZE_MAX - REGION_ALIGN) {
        region->out_of_memory = true;
        return NULL;
    }
    size = (size + REGION_ALIGN - 1) & ~(size_t)(REGION_ALIGN - 1);
    size = size == 0 ? REGION_ALIGN : size;
    if (size > (size_t)(region->end - region->next)) {
        if (size > REGION_FIRST / 2) {
            return region_alloc_large(region, size);
        }
        if (!region_grow(region)) {
            return NULL;
        }
    }
    void *piece = region->next;
    region->next += size;
    region->used += size;
    return piece;
}

void *region_array(Region *region, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        region->out_of_memory = true;
        return NULL;
    }
    return region_alloc(region, bytes);
}

char *region_copy(Region *region, const char *data, size_t size)
{
    char *copy = size < SIZE_MAX ? region_alloc(region, size + 1) : NULL;
    if (copy != NULL && size > 0) {
        memcpy(copy, data, size);
    }
    return copy;
}

void region_free(Region *region)
{
    RegionBlock *block = region->blocks;
    while (block != NULL) {
        RegionBlock *older = block->older;
        free(block);
        block = older;
    }
    region_init(region);
}
