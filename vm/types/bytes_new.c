/* SPDX-License-Identifier: MIT */
/*
 * bytes(...) and bytearray(...): one state machine for both.
 *
 * Whatever the source is, its bytes are gathered in a bytearray of our own in
 * slot 1, which nobody else sees; so that an iterator or an __index__ of the
 * program's may run between two of them.
 */
#include <stdio.h>
#include <string.h>

#include "vm/slot_call.h"
#include "vm/types/bytes_ops.h"
#include "vm/types/codec.h"
#include "vm/types/coerce.h"
#include "vm/types/dict.h"
#include "vm/types/str_native.h"
#include "vm/types/text.h"

/* ASK_LENGTH and the two after it: see iterate_ask_length. */
enum {
    START,
    ASK_LENGTH,
    ITERATE = 3,
    ITEM_INDEX,
    BYTES_METHOD,
    COUNT_INDEX,
    DONE
};

typedef struct Source {
    World *w;
    Thread *t;
    NativeFrame *f;
    const char *type; /* "bytes" or "bytearray" */
    bool asks_length; /* before it iterates, as CPython does */
} Source;

static Status gather(Source *s, const char *data, size_t length)
{
    s->f->slot[1] = bytearray_from(s->w, data, length);
    NEED(s->f->slot[1]);
    s->f->state = DONE;
    return OK;
}

static Status gather_zeros(Source *s, Value count)
{
    int64_t n;
    if (!int_to_int64(count, &n)) {
        return raise_error(s->w, TYPE_OVERFLOW_ERROR,
                           "cannot fit 'int' into an index-sized integer");
    }
    if (n < 0) {
        return raise_value(s->w, "negative count");
    }
    s->f->slot[1] = bytearray_blank(s->w, (size_t)n);
    NEED(s->f->slot[1]);
    s->f->state = DONE;
    return OK;
}

/* With an encoding, errors, or a str. */
static Status gather_text(Source *s)
{
    char names[2][64];
    char what[2][40];
    const char *text[2];
    NativeFrame *f = s->f;
    Value source = f->args[0];
    for (int i = 0; i < 2; i++) {
        snprintf(what[i], sizeof(what[i]), "%s() argument %d", s->type, i + 2);
        TRY(str_argument(s->w, f->args[i + 1], what[i], names[i], 64,
                         &text[i]));
    }
    if (!source || !is_str(source)) {
        return raise_type(s->w, "%s without a string argument",
                          text[0] ? "encoding" : "errors");
    }
    if (!text[0]) {
        return raise_type(s->w, "string argument without an encoding");
    }
    if (!codec_is_native(text[0], text[1])) {
        Value handler =
            f->args[2] ? f->args[2] : str_from_ascii(s->w, "strict");
        NEED(handler);
        f->state = BYTES_METHOD;
        return call_prelude(s->w, f, "str_encode", 3, source, f->args[1],
                            handler);
    }
    Value bytes = bytes_encode(s->w, source, text[0], text[1]);
    NEED(bytes);
    return gather(s, AS(Bytes, bytes)->data, AS(Bytes, bytes)->length);
}

static Status gather_begin(Source *s)
{
    Status status = iterate_begin(s->w, s->t, s->f, 0, s->f->args[0]);
    if (status == RAISE && raised_is(s->w, TYPE_TYPE_ERROR) &&
        !klass_slot(s->w, s->f->args[0], SLOT_ITER)) {
        raised_clear(s->w);
        return raise_type(s->w, "cannot convert '%T' object to %s",
                          s->f->args[0], s->type);
    }
    TRY(status);
    if (!s->f->slot[1]) {
        s->f->slot[1] = bytearray_blank(s->w, 0);
        NEED(s->f->slot[1]);
    }
    s->f->state = s->asks_length ? ASK_LENGTH : ITERATE;
    return OK;
}

static Status gather_item(Source *s, Value item)
{
    uint8_t byte;
    const char *what = strcmp(s->type, "bytes") == 0 ? "bytes" : "byte";
    Status status = bytes_unit(s->w, item, what, &byte);
    if (status == TWIN) {
        s->f->state = ITEM_INDEX;
        return slot_call(s->w, s->f, SLOT_INDEX, item, NO_VALUE);
    }
    TRY(status);
    ByteArray *a = AS(ByteArray, s->f->slot[1]);
    return bytearray_splice(s->w, a, a->length, a->length, &byte, 1);
}

static Status index_result(Source *s, Value *out)
{
    TRY(native_result(s->f, out));
    return coerce_made(s->w, s->f, *out, "__index__");
}

static Status gather_items(Source *s)
{
    Value item;
    if (s->f->state == ASK_LENGTH || s->f->state == ASK_LENGTH + 1) {
        TRY(iterate_ask_length(s->w, s->f, ASK_LENGTH, s->f->args[0]));
    }
    if (s->f->state == ITEM_INDEX) {
        TRY(index_result(s, &item));
        s->f->state = ITERATE;
        TRY(gather_item(s, item));
    }
    for (;;) {
        TRY(iterate_next(s->w, s->t, s->f, 0, &item));
        if (!item) {
            s->f->state = DONE;
            return OK;
        }
        TRY(gather_item(s, item));
    }
}

/* What the source's own __bytes__ gave. */
static Status gather_method(Source *s)
{
    Value result;
    TRY(native_result(s->f, &result));
    if (!has_layout(result, TYPE_BYTES)) {
        return raise_type(s->w, "__bytes__ returned non-bytes (type %T)",
                          result);
    }
    return gather(s, AS(Bytes, result)->data, AS(Bytes, result)->length);
}

static Status gather_start(Source *s)
{
    NativeFrame *f = s->f;
    World *w = s->w;
    Value source = f->args[0];
    const char *data;
    size_t length;
    if (f->args[1] || f->args[2]) {
        return gather_text(s);
    }
    if (!source) {
        return gather(s, "", 0);
    }
    if (s->type[4] == 's') {
        Value name = w->name[NAME_BYTES];
        Value method = klass_lookup(w, klass_of(w, source), name);
        if (method == NONE) {
            return raise_type(w, "'NoneType' object is not callable");
        }
        if (method) {
            f->state = BYTES_METHOD;
            return method_call(w, f, source, name, method, 0, NO_VALUE,
                               NO_VALUE);
        }
    }
    if (is_str(source)) {
        return gather_text(s);
    }
    if (bytes_is_like(source)) {
        TRY(bytes_view(w, source, &data, &length));
        return gather(s, data, length);
    }
    if (is_int(source)) {
        return gather_zeros(s, source);
    }
    if (klass_overrides(klass_of(w, source), SLOT_INDEX)) {
        f->state = COUNT_INDEX;
        return slot_call(w, f, SLOT_INDEX, source, NO_VALUE);
    }
    return gather_begin(s);
}

static Status gather_all(Source *s)
{
    Value count;
    if (s->f->state == START) {
        TRY(s->f->resumed ? gather_begin(s) : gather_start(s));
    }
    switch (s->f->state) {
    case ASK_LENGTH:
    case ASK_LENGTH + 1:
    case ITERATE:
    case ITEM_INDEX:
        return gather_items(s);
    case BYTES_METHOD:
        return gather_method(s);
    case COUNT_INDEX:
        TRY(index_result(s, &count));
        return gather_zeros(s, count);
    default:
        return OK;
    }
}

Status bytes_make(World *w, Thread *t, NativeFrame *f)
{
    Klass *klass = AS(Klass, f->self);
    bool exact = klass == &w->klass[TYPE_BYTES];
    Source s = {w, t, f, "bytes", true};
    if (exact && f->args[0] && is_exactly(f->args[0], TYPE_BYTES) &&
        !f->args[1] && !f->args[2]) {
        f->result = f->args[0];
        return OK;
    }
    TRY(gather_all(&s));
    Span text = text_span(f->slot[1]);
    if (exact) {
        f->result = bytes_from(w, text.data, text.length);
        return f->result ? OK : RAISE;
    }
    Bytes *made = heap_new(w, klass, sizeof(Bytes) + text.length + 1);
    NEED(made);
    made->length = text.length;
    span_copy(made->data, 1, text);
    f->result = VALUE(made);
    return OK;
}

Status bytearray_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    ByteArray *made = heap_new(w, AS(Klass, f->self), sizeof(ByteArray));
    NEED(made);
    f->result = VALUE(made);
    return OK;
}

Status bytearray_init(World *w, Thread *t, NativeFrame *f)
{
    Source s = {w, t, f, "bytearray", false};
    TRY(gather_all(&s));
    ByteArray *self = AS(ByteArray, f->self);
    const ByteArray *from = AS(ByteArray, f->slot[1]);
    STORE(w, self->block, from->block);
    STORE(w, self->length, from->length);
    f->result = NONE;
    return OK;
}

/* bytearray.extend: the same gathering, put behind what is there. */
Status bytearray_extend(World *w, Thread *t, NativeFrame *f)
{
    Source s = {w, t, f, "bytearray", true};
    Value source = f->args[0];
    const char *data;
    size_t length;
    ByteArray *self = AS(ByteArray, f->self);
    if (f->state == START && bytes_is_like(source)) {
        TRY(bytes_view(w, source, &data, &length));
        TRY(bytearray_splice(w, self, self->length, self->length, data,
                             length));
        f->result = NONE;
        return OK;
    }
    if (f->state == START) {
        Status status = gather_begin(&s);
        if (status == RAISE && raised_is(w, TYPE_TYPE_ERROR) &&
            !klass_slot(w, source, SLOT_ITER)) {
            raised_clear(w);
            return raise_type(w, "can't extend bytearray with %T", source);
        }
        TRY(status);
    }
    TRY(gather_items(&s));
    Span text = text_span(f->slot[1]);
    TRY(bytearray_splice(w, self, self->length, self->length, text.data,
                         text.length));
    f->result = NONE;
    return OK;
}
