/* SPDX-License-Identifier: MIT */
/*
 * Searching, comparing and copying runs of code units.
 *
 * A unit kind is the narrowest that fits a whole str, so a needle wider than
 * the hay cannot occur in it. The same widths search with memchr and memmem;
 * hits of memmem between two units are passed over.
 */
#include "vm/types/span.h"

#include <stdlib.h>
#include <string.h>

#define EACH_KIND(kind, BODY)                                                  \
    do {                                                                       \
        if ((kind) == 1) {                                                     \
            BODY(uint8_t)                                                      \
        } else if ((kind) == 2) {                                              \
            BODY(uint16_t)                                                     \
        } else {                                                               \
            BODY(uint32_t)                                                     \
        }                                                                      \
    } while (0)

/* All units or-ed, eight bytes at a time. */
static uint32_t units_or(Span s)
{
    size_t size = s.length * s.kind;
    const char *at = s.data;
    const char *end = at + size;
    uint64_t all = 0;
    for (uint64_t word; end - at >= 8; at += 8) {
        memcpy(&word, at, 8);
        all |= word;
    }
    if (at != end) {
        uint64_t word = 0;
        memcpy(&word, at, (size_t)(end - at));
        all |= word;
    }
    all |= all >> 32;
    all |= s.kind < 4 ? all >> 16 : 0;
    all |= s.kind < 2 ? all >> 8 : 0;
    return (uint32_t)(all & (UINT32_MAX >> (32 - 8 * s.kind)));
}

uint32_t span_bound(Span s)
{
    uint32_t all = units_or(s);
    return all < 0x80      ? 0x7f
           : all < 0x100   ? 0xff
           : all < 0x10000 ? 0xffff
                           : 0x10ffff;
}

static void copy_to_2(uint16_t *to, Span from)
{
    const uint8_t *narrow = from.data;
    const uint32_t *wide = from.data;
    for (size_t i = 0; i < from.length; i++) {
        to[i] = from.kind == 1 ? narrow[i] : (uint16_t)wide[i];
    }
}

static void copy_to_1(uint8_t *to, Span from)
{
    for (size_t i = 0; i < from.length; i++) {
        to[i] = (uint8_t)span_at(from, i);
    }
}

static void copy_to_4(uint32_t *to, Span from)
{
    for (size_t i = 0; i < from.length; i++) {
        to[i] = span_at(from, i);
    }
}

void span_copy_any(void *to, uint32_t to_kind, Span from)
{
    if (from.length == 0) {
        return;
    }
    if (to_kind == from.kind) {
        memcpy(to, from.data, from.length * to_kind);
    } else if (to_kind == 1) {
        copy_to_1(to, from);
    } else if (to_kind == 2) {
        copy_to_2(to, from);
    } else {
        copy_to_4(to, from);
    }
}

void span_fill(void *to, uint32_t to_kind, uint32_t unit, size_t count)
{
#define BODY(T)                                                                \
    T *p = to;                                                                 \
    for (size_t i = 0; i < count; i++) {                                       \
        p[i] = (T)unit;                                                        \
    }
    EACH_KIND(to_kind, BODY);
#undef BODY
}

bool span_equal(Span a, Span b)
{
    if (a.length != b.length) {
        return false;
    }
    if (a.length == 0) {
        return true;
    }
    if (a.kind == b.kind) {
        return memcmp(a.data, b.data, a.length * a.kind) == 0;
    }
    for (size_t i = 0; i < a.length; i++) {
        if (span_at(a, i) != span_at(b, i)) {
            return false;
        }
    }
    return true;
}

int span_order(Span a, Span b)
{
    size_t shared = a.length < b.length ? a.length : b.length;
    if (a.kind == 1 && b.kind == 1) {
        int order = shared ? memcmp(a.data, b.data, shared) : 0;
        if (order) {
            return order < 0 ? -1 : 1;
        }
    } else {
        for (size_t i = 0; i < shared; i++) {
            uint32_t x = span_at(a, i);
            uint32_t y = span_at(b, i);
            if (x != y) {
                return x < y ? -1 : 1;
            }
        }
    }
    return a.length == b.length ? 0 : a.length < b.length ? -1 : 1;
}

int64_t span_find_unit(Span hay, uint32_t unit, size_t from, size_t to)
{
    if (from >= to || span_kind_for(unit) > hay.kind) {
        return -1;
    }
    if (hay.kind == 1) {
        const char *base = hay.data;
        const char *hit = memchr(base + from, (int)unit, to - from);
        return hit ? hit - base : -1;
    }
    for (size_t i = from; i < to; i++) {
        if (span_at(hay, i) == unit) {
            return (int64_t)i;
        }
    }
    return -1;
}

/* Both of one kind. */
static int64_t find_same_kind(Span hay, Span needle, size_t from, size_t to)
{
    const char *base = hay.data;
    const char *end = base + to * hay.kind;
    const char *at = base + from * hay.kind;
    while (at < end) {
        const char *hit = memmem(at, (size_t)(end - at), needle.data,
                                 needle.length * needle.kind);
        if (!hit) {
            return -1;
        }
        if ((size_t)(hit - base) % hay.kind == 0) {
            return (int64_t)((size_t)(hit - base) / hay.kind);
        }
        at = hit + 1;
    }
    return -1;
}

static int64_t find_slowly(Span hay, Span needle, size_t from, size_t to)
{
    uint32_t first = span_at(needle, 0);
    size_t last = to - needle.length;
    for (size_t i = from; i <= last; i++) {
        if (span_at(hay, i) == first &&
            span_equal(span_cut(hay, i, i + needle.length), needle)) {
            return (int64_t)i;
        }
    }
    return -1;
}

int64_t span_find(Span hay, Span needle, size_t from, size_t to)
{
    if (to > hay.length) {
        to = hay.length;
    }
    if (from > to || to - from < needle.length || needle.kind > hay.kind) {
        return -1;
    }
    if (needle.length == 0) {
        return (int64_t)from;
    }
    if (needle.length == 1) {
        return span_find_unit(hay, span_at(needle, 0), from, to);
    }
    if (needle.kind == hay.kind) {
        return find_same_kind(hay, needle, from, to);
    }
    void *wide = calloc(needle.length, hay.kind);
    if (!wide) {
        return find_slowly(hay, needle, from, to);
    }
    span_copy(wide, hay.kind, needle);
    Span widened = {wide, needle.length, hay.kind};
    int64_t found = find_same_kind(hay, widened, from, to);
    free(wide);
    return found;
}

int64_t span_rfind(Span hay, Span needle, size_t from, size_t to)
{
    if (to > hay.length) {
        to = hay.length;
    }
    if (from > to || to - from < needle.length || needle.kind > hay.kind) {
        return -1;
    }
    if (needle.length == 0) {
        return (int64_t)to;
    }
    uint32_t first = span_at(needle, 0);
    for (size_t i = to - needle.length + 1; i-- > from;) {
        if (span_at(hay, i) == first &&
            span_equal(span_cut(hay, i, i + needle.length), needle)) {
            return (int64_t)i;
        }
    }
    return -1;
}

static size_t count_byte(Span hay, uint8_t byte, size_t most)
{
    const uint8_t *at = hay.data;
    size_t count = 0;
    for (size_t i = 0; i < hay.length; i++) {
        count += at[i] == byte;
    }
    return count < most ? count : most;
}

size_t span_count(Span hay, Span needle, size_t most)
{
    if (hay.kind == 1 && needle.kind == 1 && needle.length == 1) {
        return count_byte(hay, (uint8_t)span_at(needle, 0), most);
    }
    if (needle.length == 0) {
        return hay.length < most ? hay.length + 1 : most;
    }
    size_t count = 0;
    size_t from = 0;
    while (count < most) {
        int64_t at = span_find(hay, needle, from, hay.length);
        if (at < 0) {
            break;
        }
        count++;
        from = (size_t)at + needle.length;
    }
    return count;
}
