/* SPDX-License-Identifier: MIT */
/*
 * str: code points in 1, 2 or 4 bytes each, the narrowest that fits (PEP 393).
 *
 * A str keeps its text behind the header, with a zero behind it, or shares a
 * Block: `a + b` appends to a's block when a ends where the block's used part
 * ends, which nobody else can see. That keeps `s += x` linear without
 * reference counts. Strings never change.
 */
#ifndef GILSCOPE_VM_TYPES_STR_H
#define GILSCOPE_VM_TYPES_STR_H

#include "vm/operator.h"
#include "vm/types/span.h"

typedef struct Str {
    Object head;
    uint64_t hash;        /* of Python, never 0 when known: 0 means unknown */
    uint64_t length : 60; /* code points */
    uint64_t kind : 3;    /* 1, 2, 4 */
    uint64_t ascii : 1;
    Value block; /* Block, or 0: the text follows */
    char text[];
} Str;

static inline Str *as_str(Value v)
{
    return AS(Str, v);
}
static inline const void *str_data(const Str *s)
{
    return s->block ? (const void *)AS(Block, s->block)->data
                    : (const void *)s->text;
}
static inline uint32_t str_at(const Str *s, size_t i)
{
    const void *d = str_data(s);
    return s->kind == 1   ? ((const uint8_t *)d)[i]
           : s->kind == 2 ? ((const uint16_t *)d)[i]
                          : ((const uint32_t *)d)[i];
}
static inline bool is_str(Value v)
{
    return has_layout(v, TYPE_STR);
}
static inline Span str_span(Value v)
{
    const Str *s = as_str(v);
    return (Span){str_data(s), s->length, s->kind};
}

/* Uninitialised text of that many code points, none above `highest`. */
MUST_CHECK Str *str_blank(World *w, size_t length, uint32_t highest);
/* Its text is written: make it as narrow as it can be. */
MUST_CHECK Value str_settle(World *w, Str *blank);
MUST_CHECK Value str_from_ascii(World *w, const char *text);
/* UTF-8 (surrogates as 3 bytes allowed). Bad bytes become U+FFFD. */
MUST_CHECK Value str_from_utf8(World *w, const char *text, size_t size);
MUST_CHECK Value str_from_points(World *w, const uint32_t *points, size_t n);
MUST_CHECK Value str_from_span(World *w, Span text);
/* The same for a part of `whole`, of which something is known. */
MUST_CHECK Value str_part(World *w, const Str *whole, Span part);
MUST_CHECK Value str_char(World *w, uint32_t code_point);
/* The one copy of this text; w->name[...] are such. */
MUST_CHECK Value str_intern(World *w, Value str);
MUST_CHECK Value str_intern_ascii(World *w, const char *text);
/* The interned copy if there is one, else NO_VALUE; cannot fail. */
Value str_find_interned(World *w, Value str);
MUST_CHECK Value str_concat(World *w, Value a, Value b);
MUST_CHECK Value str_slice(World *w, Value s, size_t from, size_t to);
bool str_equal(Value a, Value b);
bool str_is(Value s, const char *ascii);
int str_order(Value a, Value b); /* -1, 0, 1 by code points */
uint64_t str_hash(World *w, Value s);
/* First index of `needle` in s[from:to], or -1. */
int64_t str_find(Value s, Value needle, size_t from, size_t to);
/* UTF-8 with a NUL behind it in malloc'ed memory, surrogates as 3 bytes; NULL:
 * no memory. The caller frees it. */
char *str_to_utf8(Value s, size_t *size);
/* Short names for messages: UTF-8 cut to fit, always NUL-terminated. */
const char *str_to_buffer(Value s, char *buffer, size_t size);
/* repr: quotes and escapes. */
void str_write_repr(Writer *out, Value s);
/* An equal str of exactly type str: `s` itself unless it is of a subclass. */
MUST_CHECK Value str_plain(World *w, Value s);
MUST_CHECK Value str_repeat(World *w, Value s, int64_t count);

extern const TypeOps str_ops;

#endif
