/* SPDX-License-Identifier: MIT */
/*
 * What str, bytes and bytearray have in common: taking operands, making
 * results.
 */
#include "vm/types/text.h"

#include <string.h>

#include "vm/types/unicode.h"

Span text_span(Value v)
{
    if (is_str(v)) {
        return str_span(v);
    }
    if (has_layout(v, TYPE_BYTES)) {
        return span_bytes(AS(Bytes, v)->data, AS(Bytes, v)->length);
    }
    Value inner = bytes_exposed(v);
    const ByteArray *a = AS(ByteArray, inner ? inner : v);
    return span_bytes(bytearray_data(a), a->length);
}

uint32_t text_bound(Value v, Span text)
{
    return is_str(v) && as_str(v)->ascii ? 0x7f : span_bound(text);
}

Status text_operand(World *w, Value self, Value v, uint8_t *byte, Span *out)
{
    if (is_str(self)) {
        if (!is_str(v)) {
            return raise_type(w, "must be str, not %T", v);
        }
        *out = str_span(v);
        return OK;
    }
    if (byte && is_int(v)) {
        int64_t i;
        TRY(value_index_clamped(w, v, &i));
        if (i < 0 || i > 255) {
            return raise_value(w, "byte must be in range(0, 256)");
        }
        *byte = (uint8_t)i;
        *out = span_bytes(byte, 1);
        return OK;
    }
    if (byte && !bytes_is_like(v)) {
        if (klass_overrides(klass_of(w, v), SLOT_INDEX)) {
            return TWIN;
        }
        return raise_type(w,
                          "argument should be integer or bytes-like object, "
                          "not '%T'",
                          v);
    }
    const char *data;
    size_t length;
    TRY(bytes_view(w, v, &data, &length));
    *out = span_bytes(data, length);
    return OK;
}

static Status slice_index(World *w, Value v, int64_t *out)
{
    if (!v || v == NONE) {
        return OK;
    }
    if (is_int(v)) {
        return value_index_clamped(w, v, out);
    }
    if (klass_overrides(klass_of(w, v), SLOT_INDEX)) {
        return TWIN;
    }
    return raise_type(w, "slice indices must be integers or None or have an "
                         "__index__ method");
}

Status text_range(World *w, NativeFrame *f, int first, size_t length,
                  size_t *from, size_t *to)
{
    int64_t size = (int64_t)length;
    int64_t start = 0;
    int64_t stop = size;
    TRY(slice_index(w, f->args[first], &start));
    TRY(slice_index(w, f->args[first + 1], &stop));
    start = start < 0 ? start + size : start;
    stop = stop < 0 ? stop + size : stop;
    *from = start < 0 ? 0 : (size_t)start;
    *to = stop < 0 ? 0 : stop > size ? length : (size_t)stop;
    return OK;
}

Status text_integer(World *w, NativeFrame *f, int arg, int64_t missing,
                    int64_t *out)
{
    *out = missing;
    return f->args[arg] ? value_index(w, f->args[arg], out) : OK;
}

Value text_like(World *w, Value self, Span text)
{
    if (is_str(self)) {
        return str_part(w, as_str(self), text);
    }
    return has_layout(self, TYPE_BYTES)
               ? bytes_from(w, text.data, text.length)
               : bytearray_from(w, text.data, text.length);
}

Value text_same(World *w, Value self)
{
    if (is_exactly(self, TYPE_STR) || is_exactly(self, TYPE_BYTES)) {
        return self;
    }
    return text_like(w, self, text_span(self));
}

Status text_blank(World *w, Value self, size_t length, uint32_t bound,
                  TextOut *out)
{
    out->kind = 1;
    if (is_str(self)) {
        Str *s = str_blank(w, length, bound);
        NEED(s);
        out->made = VALUE(s);
        out->data = s->text;
        out->kind = s->kind;
    } else if (has_layout(self, TYPE_BYTES)) {
        Bytes *b = bytes_blank(w, length);
        NEED(b);
        out->made = VALUE(b);
        out->data = b->data;
    } else {
        out->made = bytearray_blank(w, length);
        NEED(out->made);
        out->data = bytearray_data(AS(ByteArray, out->made));
    }
    return OK;
}

Value text_done(World *w, TextOut *out)
{
    return is_str(out->made) ? str_settle(w, as_str(out->made)) : out->made;
}

void text_fill(TextOut *out, uint32_t unit, size_t count)
{
    if (count) {
        span_fill(out->data, out->kind, unit, count);
        out->data += count * out->kind;
    }
}

bool ascii_is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool text_is_space(Value self, uint32_t c)
{
    return is_str(self) ? unicode_is_space(c) : ascii_is_space(c);
}
