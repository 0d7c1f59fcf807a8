/* SPDX-License-Identifier: MIT */
/* A plain array searched by hash: sweeps have hundreds of results, not more. */
#include "cli/results.h"

#include <stdlib.h>

/* FNV-1a */
static uint64_t hash_of(const char *key, size_t size)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ (uint8_t)key[i]) * UINT64_C(1099511628211);
    }
    return hash;
}

size_t results_find(const Results *results, const char *key, size_t size)
{
    uint64_t hash = hash_of(key, size);
    for (size_t i = 0; i < results->count; i++) {
        const Result *item = &results->items[i];
        if (item->hash == hash && item->size == size &&
            !memcmp(item->key, key, size)) {
            return i;
        }
    }
    return RESULT_NONE;
}

static bool make_room(Results *results)
{
    if (results->count < results->capacity) {
        return true;
    }
    size_t capacity = results->capacity ? 2 * results->capacity : 16;
    Result *items = realloc(results->items, capacity * sizeof *items);
    if (!items) {
        return false;
    }
    results->items = items;
    results->capacity = capacity;
    return true;
}

size_t results_add(Results *results, const char *key, size_t size)
{
    size_t found = results_find(results, key, size);
    if (found == RESULT_NONE) {
        char *copy = malloc(size + 1);
        if (!copy || !make_room(results)) {
            free(copy);
            return RESULT_NONE;
        }
        memcpy(copy, key, size);
        copy[size] = '\0';
        found = results->count++;
        results->items[found] =
            (Result){.key = copy, .size = size, .hash = hash_of(key, size)};
    }
    results->items[found].count++;
    return found;
}

void results_free(Results *results)
{
    for (size_t i = 0; i < results->count; i++) {
        free(results->items[i].key);
    }
    free(results->items);
    *results = (Results){0};
}
