/* SPDX-License-Identifier: MIT */
/*
 * Writer: builds a str piece by piece, outside the arena.
 *
 * Holds code points in 1, 2 or 4 bytes each, as the widest so far needs.
 * After a failed allocation `failed` is set, further writes do nothing and
 * writer_finish raises MemoryError. Always end with finish or discard.
 */
#ifndef GILSCOPE_VM_WRITER_H
#define GILSCOPE_VM_WRITER_H

#include "vm/types/span.h"
#include "vm/value.h"

typedef struct Writer {
    void *data;
    size_t length;   /* code points */
    size_t capacity; /* code points */
    uint8_t kind;    /* bytes a code point: 1, 2, 4 */
    bool failed;
    uint16_t depth;                   /* nesting of repr, see LEAF_DEPTH_MAX */
    const struct ReprLink *repr_link; /* containers being printed, or NULL */
    char inline_[104];
} Writer;

void writer_start(Writer *out);
void writer_char(Writer *out, uint32_t code_point);
void writer_ascii(Writer *out, const char *text); /* NUL-terminated */
void writer_ascii_n(Writer *out, const char *text, size_t size);
void writer_utf8(Writer *out, const char *text, size_t size);
void writer_span_grow(Writer *out, Span text);
static inline void writer_span(Writer *out, Span text)
{
    if (text.kind <= out->kind && text.length <= out->capacity - out->length &&
        !out->failed) {
        span_copy((char *)out->data + out->length * out->kind, out->kind, text);
        out->length += text.length;
    } else {
        writer_span_grow(out, text);
    }
}
/* A str, or part of it. */
void writer_str(Writer *out, Value str);
void writer_slice(Writer *out, Value str, size_t from, size_t to);
void writer_repeat(Writer *out, uint32_t code_point, size_t count);
void writer_format(Writer *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The str; NO_VALUE with MemoryError set. */
MUST_CHECK Value writer_finish(World *w, Writer *out);
void writer_discard(Writer *out);

#endif
