/* SPDX-License-Identifier: MIT */
/*
 * str(...): the constructor, and the other ways from an object to its text.
 *
 * A class's own __str__ or __repr__ is called by CALL; a leaf answers for
 * everything else. The text keeps the type it came with, except that a
 * subclass of str copies it.
 */
#include "vm/types/str_native.h"

#include <string.h>

#include "vm/slot_call.h"
#include "vm/types/codec.h"
#include "vm/types/escape.h"
#include "vm/types/text.h"

Status str_argument_error(World *w, const char *what, const char *wanted,
                          Value v)
{
    return v == NONE ? raise_type(w, "%s must be %s, not None", what, wanted)
                     : raise_type(w, "%s must be %s, not %T", what, wanted, v);
}

Status str_argument(World *w, Value v, const char *what, char *buffer,
                    size_t size, const char **out)
{
    if (!v) {
        *out = NULL;
        return OK;
    }
    if (!is_str(v)) {
        return str_argument_error(w, what, "str", v);
    }
    Span text = str_span(v);
    if (span_find_unit(text, 0, 0, text.length) >= 0) {
        return raise_value(w, "embedded null character");
    }
    *out = str_to_buffer(v, buffer, size);
    return OK;
}

Status str_of(World *w, NativeFrame *f, Slot slot, Value v, Value *out)
{
    if (f->resumed) {
        TRY(native_result(f, out));
        return is_str(*out) ? OK
                            : raise_type(w, "%V returned non-string (type %T)",
                                         w->slot_name[slot], *out);
    }
    if (slot == SLOT_STR && is_exactly(v, TYPE_STR)) {
        *out = v;
        return OK;
    }
    Writer text;
    writer_start(&text);
    Status status =
        slot == SLOT_STR ? value_str(w, v, &text) : value_repr(w, v, &text);
    if (status == OK) {
        *out = writer_finish(w, &text);
        return *out ? OK : RAISE;
    }
    writer_discard(&text);
    if (status != TWIN) {
        return status;
    }
    status = slot_call(w, f, slot, v, NO_VALUE);
    return status == NO_OP ? raise_type(w, "'NoneType' object is not callable")
                           : status;
}

/* A str of this class. */
static Value str_of_class(World *w, Klass *klass, Value text)
{
    if (klass == &w->klass[TYPE_STR]) {
        return text;
    }
    Span from = str_span(text);
    Str *s = heap_new(w, klass, sizeof(Str) + (from.length + 1) * from.kind);
    if (!s) {
        return NO_VALUE;
    }
    s->length = from.length;
    s->kind = from.kind & 7;
    s->ascii = as_str(text)->ascii;
    span_copy(s->text, from.kind, from);
    return VALUE(s);
}

static Status decode_arguments(World *w, NativeFrame *f, Value *out)
{
    char names[2][64];
    const char *encoding;
    const char *errors;
    const char *data;
    size_t length;
    Value source = f->args[0];
    if (f->resumed) {
        return native_result(f, out);
    }
    TRY(str_argument(w, f->args[1], "str() argument 2", names[0], 64,
                     &encoding));
    TRY(str_argument(w, f->args[2], "str() argument 3", names[1], 64, &errors));
    if (is_str(source)) {
        return raise_type(w, "decoding str is not supported");
    }
    if (!bytes_is_like(source)) {
        return raise_type(
            w, "decoding to str: need a bytes-like object, %T found", source);
    }
    TRY(bytes_view(w, source, &data, &length));
    if (!codec_is_native(encoding, errors)) {
        Value name = f->args[1] ? f->args[1] : str_from_ascii(w, "utf-8");
        Value handler = f->args[2] ? f->args[2] : str_from_ascii(w, "strict");
        NEED(name);
        NEED(handler);
        return call_prelude(w, f, "bytes_decode", 3, source, name, handler);
    }
    *out = bytes_decode(w, data, length, encoding, errors);
    return *out ? OK : RAISE;
}

Status str_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value text = w->name[NAME_EMPTY];
    if (f->args[0] && (f->args[1] || f->args[2])) {
        TRY(decode_arguments(w, f, &text));
    } else if (f->args[0]) {
        TRY(str_of(w, f, SLOT_STR, f->args[0], &text));
    }
    f->result = str_of_class(w, AS(Klass, f->self), text);
    return f->result ? OK : RAISE;
}

Status str_encode(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    char names[2][64];
    const char *encoding;
    const char *errors;
    TRY(str_argument(w, f->args[0], "encode() argument 'encoding'", names[0],
                     64, &encoding));
    TRY(str_argument(w, f->args[1], "encode() argument 'errors'", names[1], 64,
                     &errors));
    if (!codec_is_native(encoding, errors)) {
        return TWIN;
    }
    f->result = bytes_encode(w, f->self, encoding, errors);
    return f->result ? OK : RAISE;
}

/* ---- repr, ascii, chr, ord ----------------------------------------------- */

Status builtin_repr(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return str_of(w, f, SLOT_REPR, f->args[0], &f->result);
}

Status builtin_ascii(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value text;
    TRY(str_of(w, f, SLOT_REPR, f->args[0], &text));
    f->result = escape_to_ascii(w, text);
    return f->result ? OK : RAISE;
}

Status builtin_chr(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value v = f->args[0];
    int64_t c;
    if (!is_int(v)) {
        if (klass_overrides(klass_of(w, v), SLOT_INDEX)) {
            return TWIN;
        }
        return has_layout(v, TYPE_FLOAT)
                   ? raise_type(w, "integer argument expected, got float")
                   : raise_type(w, "an integer is required (got type %T)", v);
    }
    TRY(value_index_clamped(w, v, &c));
    if (c != (int32_t)c) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           c == INT64_MAX || c == INT64_MIN
                               ? "Python int too large to convert to C int"
                           : c > 0 ? "signed integer is greater than maximum"
                                   : "signed integer is less than minimum");
    }
    if (c < 0 || c > 0x10ffff) {
        return raise_value(w, "chr() arg not in range(0x110000)");
    }
    f->result = str_char(w, (uint32_t)c);
    return f->result ? OK : RAISE;
}

Status builtin_ord(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value v = f->args[0];
    if (!is_str(v) && !has_layout(v, TYPE_BYTES) &&
        !has_layout(v, TYPE_BYTEARRAY)) {
        return raise_type(w, "ord() expected string of length 1, but %T found",
                          v);
    }
    Span text = text_span(v);
    if (text.length != 1) {
        return raise_type(w,
                          "ord() expected a character, but string of length "
                          "%zu found",
                          text.length);
    }
    f->result = INT(span_at(text, 0));
    return OK;
}
