/* SPDX-License-Identifier: MIT */
/*
 * Span: a borrowed run of code units of 1, 2 or 4 bytes each, and searching
 * in it. str, bytes and bytearray share their search through this.
 *
 * A span is valid until the object it was taken from changes.
 */
#ifndef GILSCOPE_VM_TYPES_SPAN_H
#define GILSCOPE_VM_TYPES_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct Span {
    const void *data;
    size_t length; /* units */
    uint32_t kind; /* bytes a unit: 1, 2, 4 */
} Span;

static inline uint32_t span_at(Span s, size_t i)
{
    return s.kind == 1   ? ((const uint8_t *)s.data)[i]
           : s.kind == 2 ? ((const uint16_t *)s.data)[i]
                         : ((const uint32_t *)s.data)[i];
}
static inline Span span_cut(Span s, size_t from, size_t to)
{
    return (Span){(const char *)s.data + from * s.kind, to - from, s.kind};
}
static inline Span span_bytes(const void *data, size_t length)
{
    return (Span){data, length, 1};
}
/* Bytes a code point up to `highest` needs. */
static inline uint32_t span_kind_for(uint32_t highest)
{
    return highest < 0x100 ? 1 : highest < 0x10000 ? 2 : 4;
}

/* A bound for its units: 0x7f, 0xff, 0xffff or 0x10ffff, the tightest. */
uint32_t span_bound(Span s);
/* Copy to units of `to_kind` bytes; each unit must fit. */
void span_copy_any(void *to, uint32_t to_kind, Span from);
/* At most 16 bytes, by two moves that may overlap: most text is short. */
static inline void span_copy_short(char *to, const char *from, size_t n)
{
    if (n >= 8) {
        uint64_t low, high;
        memcpy(&low, from, 8);
        memcpy(&high, from + n - 8, 8);
        memcpy(to, &low, 8);
        memcpy(to + n - 8, &high, 8);
    } else if (n >= 4) {
        uint32_t low, high;
        memcpy(&low, from, 4);
        memcpy(&high, from + n - 4, 4);
        memcpy(to, &low, 4);
        memcpy(to + n - 4, &high, 4);
    } else if (n) {
        to[0] = from[0];
        to[n / 2] = from[n / 2];
        to[n - 1] = from[n - 1];
    }
}
static inline void span_copy(void *to, uint32_t to_kind, Span from)
{
    if (to_kind == from.kind && from.length * to_kind <= 16) {
        span_copy_short(to, from.data, from.length * to_kind);
    } else {
        span_copy_any(to, to_kind, from);
    }
}
void span_fill(void *to, uint32_t to_kind, uint32_t unit, size_t count);
bool span_equal(Span a, Span b);
int span_order(Span a, Span b); /* -1, 0, 1 by units */
/* First / last index of `needle` in hay[from:to], or -1. */
int64_t span_find(Span hay, Span needle, size_t from, size_t to);
int64_t span_rfind(Span hay, Span needle, size_t from, size_t to);
int64_t span_find_unit(Span hay, uint32_t unit, size_t from, size_t to);
/* Occurrences that do not overlap, counted up to `most`. */
size_t span_count(Span hay, Span needle, size_t most);

#endif
