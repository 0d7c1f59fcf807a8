/* SPDX-License-Identifier: MIT */
/*
 * Writer: a growing buffer of code points.
 *
 * Invariant: each code point written so far fits in `kind` bytes; `data` is
 * `inline_` until that is full, then malloc'ed. The str made at the end is as
 * narrow as its text allows, whatever `kind` came to be.
 */
#include "vm/writer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/error.h"
#include "vm/types/str.h"
#include "vm/types/utf8.h"

void writer_start(Writer *out)
{
    out->data = out->inline_;
    out->length = 0;
    out->capacity = sizeof(out->inline_);
    out->kind = 1;
    out->failed = false;
    out->depth = 0;
    out->repr_link = NULL;
}

static bool writer_fail(Writer *out)
{
    out->failed = true;
    return false;
}

/* Room for `more` code points of `kind` bytes, or wider. */
static bool writer_room(Writer *out, size_t more, uint32_t kind)
{
    if (kind < out->kind) {
        kind = out->kind;
    }
    if (kind == out->kind && more <= out->capacity - out->length) {
        return !out->failed;
    }
    if (out->failed || more > SIZE_MAX / 16 - out->length) {
        return writer_fail(out);
    }
    size_t wanted = out->length + more;
    if (wanted > out->capacity) {
        wanted += wanted / 2;
    }
    void *data = malloc(wanted * kind);
    if (!data) {
        return writer_fail(out);
    }
    span_copy(data, kind, (Span){out->data, out->length, out->kind});
    if (out->data != out->inline_) {
        free(out->data);
    }
    out->data = data;
    out->capacity = wanted;
    out->kind = (uint8_t)kind;
    return true;
}

static inline void writer_put(Writer *out, uint32_t c)
{
    size_t i = out->length++;
    if (out->kind == 1) {
        ((uint8_t *)out->data)[i] = (uint8_t)c;
    } else if (out->kind == 2) {
        ((uint16_t *)out->data)[i] = (uint16_t)c;
    } else {
        ((uint32_t *)out->data)[i] = c;
    }
}

void writer_char(Writer *out, uint32_t c)
{
    if (writer_room(out, 1, span_kind_for(c))) {
        writer_put(out, c);
    }
}

void writer_span_grow(Writer *out, Span text)
{
    if (!writer_room(out, text.length, text.kind)) {
        return;
    }
    char *to = (char *)out->data + out->length * out->kind;
    span_copy(to, out->kind, text);
    out->length += text.length;
}

void writer_ascii_n(Writer *out, const char *text, size_t size)
{
    writer_span(out, span_bytes(text, size));
}

void writer_ascii(Writer *out, const char *text)
{
    writer_ascii_n(out, text, strlen(text));
}

void writer_utf8(Writer *out, const char *text, size_t size)
{
    const char *end = text + size;
    while (text < end) {
        size_t plain = utf8_ascii_run(text, end);
        writer_ascii_n(out, text, plain);
        text += plain;
        if (text < end) {
            writer_char(out, utf8_next(&text, end));
        }
    }
}

void writer_str(Writer *out, Value str)
{
    writer_span(out, str_span(str));
}

void writer_slice(Writer *out, Value str, size_t from, size_t to)
{
    writer_span(out, span_cut(str_span(str), from, to));
}

void writer_repeat(Writer *out, uint32_t c, size_t count)
{
    if (!writer_room(out, count, span_kind_for(c))) {
        return;
    }
    span_fill((char *)out->data + out->length * out->kind, out->kind, c, count);
    out->length += count;
}

void writer_format(Writer *out, const char *format, ...)
{
    char small[256];
    va_list list;
    va_list again;
    va_start(list, format);
    va_copy(again, list);
    int size = vsnprintf(small, sizeof(small), format, list);
    if (size < 0) {
        out->failed = true;
    } else if ((size_t)size < sizeof(small)) {
        writer_utf8(out, small, (size_t)size);
    } else {
        char *large = malloc((size_t)size + 1);
        if (large) {
            vsnprintf(large, (size_t)size + 1, format, again);
            writer_utf8(out, large, (size_t)size);
            free(large);
        } else {
            out->failed = true;
        }
    }
    va_end(again);
    va_end(list);
}

Value writer_finish(World *w, Writer *out)
{
    if (out->failed) {
        writer_discard(out);
        raise_memory(w);
        return NO_VALUE;
    }
    Span text = {out->data, out->length, out->kind};
    Value made = str_from_span(w, text);
    writer_discard(out);
    return made;
}

void writer_discard(Writer *out)
{
    if (out->data != out->inline_) {
        free(out->data);
    }
    out->data = out->inline_;
    out->length = 0;
    out->capacity = sizeof(out->inline_);
    out->kind = 1;
}
