/* SPDX-License-Identifier: MIT */
/*
 * The methods str, bytes and bytearray share: written once, over spans.
 *
 * `self` decides the family: what may be searched for, what is space, what
 * the results are made of. CPython has three copies of most of these.
 */
#ifndef GILSCOPE_VM_TYPES_TEXT_H
#define GILSCOPE_VM_TYPES_TEXT_H

#include "vm/types/bytes.h"
#include "vm/types/str.h"

/* str, bytes, bytearray (and subclasses): its units. */
Span text_span(Value v);
/* span_bound of it, without a look at text that is known to be ASCII. */
uint32_t text_bound(Value v, Span text);
/* What may be looked for in `self`: a str in str; a bytes-like object or, when
 * `byte` is given, an int in the others (kept in *byte). */
MUST_CHECK Status text_operand(World *w, Value self, Value v, uint8_t *byte,
                               Span *out);
/* args[first] and args[first + 1] as a slice of `length` units; *from may
 * lie behind *to. */
MUST_CHECK Status text_range(World *w, NativeFrame *f, int first, size_t length,
                             size_t *from, size_t *to);
/* An optional int argument; `missing` when it is absent. */
MUST_CHECK Status text_integer(World *w, NativeFrame *f, int arg,
                               int64_t missing, int64_t *out);
/* A new one of self's family (the base type) with this text. */
MUST_CHECK Value text_like(World *w, Value self, Span text);
/* self's text unchanged: itself when that cannot be told apart. */
MUST_CHECK Value text_same(World *w, Value self);

/* One being made: `data` holds units of `kind` bytes, to be filled in. */
typedef struct TextOut {
    Value made;
    char *data;
    uint32_t kind;
} TextOut;
MUST_CHECK Status text_blank(World *w, Value self, size_t length,
                             uint32_t bound, TextOut *out);
MUST_CHECK Value text_done(World *w, TextOut *out);
/* Append and move on. */
static inline void text_put(TextOut *out, Span text)
{
    span_copy(out->data, out->kind, text);
    out->data += text.length * out->kind;
}
void text_fill(TextOut *out, uint32_t unit, size_t count);

bool text_is_space(Value self, uint32_t c);
bool ascii_is_space(uint32_t c);

/* The natives; rows in str.def, bytes.def, bytearray.def. */
#define TEXT_NATIVES(X)                                                        \
    X(find)                                                                    \
    X(rfind)                                                                   \
    X(index)                                                                   \
    X(rindex)                                                                  \
    X(count) X(startswith) X(endswith) X(split) X(rsplit) X(splitlines)        \
        X(partition) X(rpartition) X(strip) X(lstrip) X(rstrip) X(replace)     \
            X(removeprefix) X(removesuffix) X(center) X(ljust) X(rjust)        \
                X(zfill) X(expandtabs) X(lower) X(upper) X(title)              \
                    X(capitalize) X(swapcase) X(casefold) X(isalpha)           \
                        X(isdigit) X(isalnum) X(isspace) X(isascii) X(islower) \
                            X(isupper) X(istitle) X(isdecimal) X(isnumeric)    \
                                X(isprintable) X(isidentifier)
#define X(name) NativeFunction text_##name;
TEXT_NATIVES(X)
#undef X

#endif
