/* SPDX-License-Identifier: MIT */
/*
 * The methods bytes and bytearray have beyond those of text_*.c: decode,
 * join, hex, translate; and their class methods.
 */
#include <stdio.h>
#include <string.h>

#include "vm/types/bytes_ops.h"
#include "vm/types/codec.h"
#include "vm/types/str_native.h"
#include "vm/types/text.h"
#include "vm/types/text_join.h"
#include "vm/types/tuple.h"

Status bytes_method_decode(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    char names[2][64];
    const char *encoding;
    const char *errors;
    TRY(str_argument(w, f->args[0], "decode() argument 'encoding'", names[0],
                     64, &encoding));
    TRY(str_argument(w, f->args[1], "decode() argument 'errors'", names[1], 64,
                     &errors));
    if (!codec_is_native(encoding, errors)) {
        return TWIN;
    }
    Span text = text_span(f->self);
    f->result = bytes_decode(w, text.data, text.length, encoding, errors);
    return f->result ? OK : RAISE;
}

/* ---- join ---------------------------------------------------------------- */

static Status join_item_bytes(World *w, Value items, size_t i, Span *out)
{
    Value item = join_item(items, i);
    const char *data;
    size_t length;
    if (!bytes_is_like(item)) {
        return raise_type(w,
                          "sequence item %zu: expected a bytes-like object, "
                          "%T found",
                          i, item);
    }
    TRY(bytes_view(w, item, &data, &length));
    *out = span_bytes(data, length);
    return OK;
}

Status bytes_join(World *w, Thread *t, NativeFrame *f)
{
    Value items;
    size_t total = 0;
    Span part;
    TextOut out;
    TRY(join_collect(w, t, f, &items));
    size_t count = join_count(items);
    Span separator = text_span(f->self);
    for (size_t i = 0; i < count; i++) {
        TRY(join_item_bytes(w, items, i, &part));
        size_t more = part.length + (i ? separator.length : 0);
        if (__builtin_add_overflow(total, more, &total)) {
            return raise_memory(w);
        }
    }
    TRY(text_blank(w, f->self, total, 0, &out));
    for (size_t i = 0; i < count; i++) {
        TRY(join_item_bytes(w, items, i, &part));
        text_put(&out, i ? separator : span_bytes("", 0));
        text_put(&out, part);
    }
    f->result = out.made;
    return OK;
}

/* ---- hex ----------------------------------------------------------------- */

static Status hex_separator(World *w, Value v, uint32_t *out)
{
    if (!is_str(v) && !has_layout(v, TYPE_BYTES)) {
        return raise_type(w, "sep must be str or bytes.");
    }
    Span text = text_span(v);
    if (text.length != 1) {
        return raise_value(w, "sep must be length 1.");
    }
    *out = span_at(text, 0);
    return *out < 0x80 ? OK : raise_value(w, "sep must be ASCII.");
}

/* A separator after each group; groups are counted from the right, from the
   left when `group` is negative. */
static bool separates(size_t i, size_t length, int64_t group)
{
    size_t size = (size_t)(group < 0 ? -group : group);
    size_t done = group < 0 ? i : length - i;
    return i > 0 && size && done % size == 0;
}

static Status write_hex(World *w, NativeFrame *f, Span text)
{
    uint32_t separator = 0;
    int64_t group;
    Writer out;
    if (f->args[0]) {
        TRY(hex_separator(w, f->args[0], &separator));
    }
    TRY(text_integer(w, f, 1, 1, &group));
    writer_start(&out);
    for (size_t i = 0; i < text.length; i++) {
        uint32_t c = span_at(text, i);
        if (f->args[0] && separates(i, text.length, group)) {
            writer_char(&out, separator);
        }
        writer_char(&out, (uint8_t) "0123456789abcdef"[c >> 4]);
        writer_char(&out, (uint8_t) "0123456789abcdef"[c & 15]);
    }
    f->result = writer_finish(w, &out);
    return f->result ? OK : RAISE;
}

Status bytes_hex(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return write_hex(w, f, text_span(f->self));
}

static int hex_value(uint32_t c)
{
    return c - '0' < 10           ? (int)(c - '0')
           : (c | 0x20) - 'a' < 6 ? (int)((c | 0x20) - 'a' + 10)
                                  : -1;
}

static Status parse_hex(World *w, Span text, char *to, size_t *count)
{
    size_t n = 0;
    for (size_t i = 0; i < text.length;) {
        if (ascii_is_space(span_at(text, i))) {
            i++;
            continue;
        }
        int high = hex_value(span_at(text, i));
        int low = i + 1 < text.length && high >= 0
                      ? hex_value(span_at(text, i + 1))
                      : -1;
        if (low < 0) {
            return raise_value(w,
                               "non-hexadecimal number found in fromhex() arg "
                               "at position %zu",
                               high < 0 ? i : i + 1);
        }
        to[n++] = (char)(high << 4 | low);
        i += 2;
    }
    *count = n;
    return OK;
}

Status bytes_fromhex(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Klass *klass = AS(Klass, f->self);
    size_t count = 0;
    if (f->state) {
        return native_result(f, &f->result);
    }
    if (!is_str(f->args[0])) {
        return raise_type(w, "fromhex() argument must be str, not %T",
                          f->args[0]);
    }
    Span text = str_span(f->args[0]);
    Bytes *parsed = bytes_blank(w, text.length / 2);
    NEED(parsed);
    TRY(parse_hex(w, text, parsed->data, &count));
    const char *data = parsed->data;
    if (klass == &w->klass[TYPE_BYTES]) {
        f->result = bytes_from(w, data, count);
    } else if (klass == &w->klass[TYPE_BYTEARRAY]) {
        f->result = bytearray_from(w, data, count);
    } else {
        f->state = 1;
        Value bytes = bytes_from(w, data, count);
        NEED(bytes);
        return native_call(f, VALUE(klass), 1, bytes);
    }
    return f->result ? OK : RAISE;
}

/* ---- translate ----------------------------------------------------------- */

static Status translate_tables(World *w, NativeFrame *f, Span *table,
                               Span *removed)
{
    *removed = span_bytes("", 0);
    *table = span_bytes(NULL, 0);
    if (f->args[0] != NONE) {
        TRY(text_operand(w, f->self, f->args[0], NULL, table));
        if (table->length != 256) {
            return raise_value(w,
                               "translation table must be 256 characters long");
        }
    }
    return f->args[1] ? text_operand(w, f->self, f->args[1], NULL, removed)
                      : OK;
}

Status bytes_translate(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Span table;
    Span removed;
    Span text = text_span(f->self);
    TRY(translate_tables(w, f, &table, &removed));
    Bytes *made = bytes_blank(w, text.length);
    NEED(made);
    size_t n = 0;
    for (size_t i = 0; i < text.length; i++) {
        uint32_t c = span_at(text, i);
        if (span_find_unit(removed, c, 0, removed.length) < 0) {
            made->data[n++] = (char)(table.data ? span_at(table, c) : c);
        }
    }
    Span result = span_bytes(made->data, n);
    f->result = n == text.length && span_equal(result, text)
                    ? text_same(w, f->self)
                    : text_like(w, f->self, result);
    return f->result ? OK : RAISE;
}

Status bytes_maketrans(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const char *data[2];
    size_t length[2];
    TRY(bytes_view(w, f->args[0], &data[0], &length[0]));
    TRY(bytes_view(w, f->args[1], &data[1], &length[1]));
    if (length[0] != length[1]) {
        return raise_value(w, "maketrans arguments must have same length");
    }
    Bytes *table = bytes_blank(w, 256);
    NEED(table);
    for (int i = 0; i < 256; i++) {
        table->data[i] = (char)i;
    }
    for (size_t i = 0; i < length[0]; i++) {
        table->data[(uint8_t)data[0][i]] = data[1][i];
    }
    f->result = VALUE(table);
    return OK;
}

/* ---- protocols ----------------------------------------------------------- */

Status bytes_getnewargs(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Span text = text_span(f->self);
    Value plain = bytes_from(w, text.data, text.length);
    NEED(plain);
    f->result = tuple_of(w, 1, plain);
    return f->result ? OK : RAISE;
}

/* As CPython 3.8 on a 64-bit machine. */
Status bytes_sizeof(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    f->result = INT(33 + text_span(f->self).length);
    return OK;
}
