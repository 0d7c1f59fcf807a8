/* SPDX-License-Identifier: MIT */
/*
 * bytes: making them, and the operators bytes and bytearray share.
 *
 * A result has the type of the left operand, as in CPython.
 */
#include "vm/types/bytes.h"

#include <string.h>

#include "vm/percent.h"
#include "vm/types/bytes_ops.h"
#include "vm/types/iterator.h"
#include "vm/types/range.h"
#include "vm/types/text.h"

/* ---- making -------------------------------------------------------------- */

Bytes *bytes_blank(World *w, size_t length)
{
    if (length > SIZE_MAX / 4) {
        (void)raise_memory(w);
        return NULL;
    }
    Bytes *b = heap_object(w, TYPE_BYTES, sizeof(Bytes) + length + 1);
    if (b) {
        b->length = length;
    }
    return b;
}

Value bytes_from(World *w, const void *data, size_t length)
{
    if (length == 0 && w->empty_bytes) {
        return w->empty_bytes;
    }
    Bytes *b = bytes_blank(w, length);
    if (!b) {
        return NO_VALUE;
    }
    if (length) {
        memcpy(b->data, data, length);
    }
    return VALUE(b);
}

bool bytes_is_like(Value v)
{
    return has_layout(v, TYPE_BYTES) || has_layout(v, TYPE_BYTEARRAY) ||
           has_layout(v, TYPE_MEMORYVIEW) || bytes_exposed(v);
}

Status bytes_view(World *w, Value v, const char **data, size_t *length)
{
    if (has_layout(v, TYPE_MEMORYVIEW)) {
        return memoryview_bytes(w, v, data, length);
    }
    if (!bytes_is_like(v)) {
        return raise_type(w, "a bytes-like object is required, not '%T'", v);
    }
    Span text = text_span(v);
    *data = text.data ? text.data : "";
    *length = text.length;
    return OK;
}

Status bytes_unit(World *w, Value v, const char *what, uint8_t *out)
{
    int64_t i;
    if (!is_int(v)) {
        TRY(value_index(w, v, &i));
    } else {
        TRY(value_index_clamped(w, v, &i));
    }
    if (i < 0 || i > 255) {
        return raise_value(w, "%s must be in range(0, 256)", what);
    }
    *out = (uint8_t)i;
    return OK;
}

/* ---- operators shared with bytearray ------------------------------------- */

static Status bytes_concat(World *w, Value a, Value b, Value *out)
{
    if (!bytes_is_like(a)) {
        return NO_OP;
    }
    if (!bytes_is_like(b)) {
        return klass_overrides(klass_of(w, b), SLOT_R_ADD)
                   ? NO_OP
                   : raise_type(w, "can't concat %T to %T", b, a);
    }
    const char *data[2];
    size_t length[2];
    TextOut made;
    TRY(bytes_view(w, a, &data[0], &length[0]));
    TRY(bytes_view(w, b, &data[1], &length[1]));
    TRY(text_blank(w, a, length[0] + length[1], 0, &made));
    text_put(&made, span_bytes(data[0], length[0]));
    text_put(&made, span_bytes(data[1], length[1]));
    *out = made.made;
    return OK;
}

Status bytes_count_times(World *w, Value count, int64_t *out)
{
    if (is_int(count)) {
        return int_to_int64(count, out)
                   ? OK
                   : raise_error(w, TYPE_OVERFLOW_ERROR,
                                 "cannot fit '%T' into an index-sized integer",
                                 count);
    }
    Klass *k = klass_of(w, count);
    if (klass_overrides(k, SLOT_INDEX)) {
        return TWIN;
    }
    return NO_OP; /* value_unsupported() words it */
}

static Status bytes_repeat(World *w, Value a, Value b, Value *out)
{
    int64_t count = 0;
    if (!bytes_is_like(a)) {
        Value swap = a;
        a = b;
        b = swap;
    }
    TRY(bytes_count_times(w, b, &count));
    Span text = text_span(a);
    size_t times = count < 0 ? 0 : (size_t)count;
    size_t length;
    if (times == 1 && is_exactly(a, TYPE_BYTES)) {
        *out = a;
        return OK;
    }
    if (__builtin_mul_overflow(text.length, times, &length)) {
        return raise_memory(w);
    }
    TextOut made;
    TRY(text_blank(w, a, length, 0, &made));
    if (text.length == 1) {
        text_fill(&made, span_at(text, 0), length);
    } else {
        for (size_t i = 0; text.length && i < times; i++) {
            text_put(&made, text);
        }
    }
    *out = made.made;
    return OK;
}

Status bytes_binary(World *w, Slot op, Value a, Value b, Value *out)
{
    switch (op) {
    case SLOT_ADD:
        return bytes_concat(w, a, b, out);
    case SLOT_MULTIPLY:
        return bytes_repeat(w, a, b, out);
    case SLOT_MODULO:
        return bytes_is_like(a) ? percent_format(w, a, b, out) : NO_OP;
    default:
        return NO_OP;
    }
}

Value bytes_by_order(Slot op, int order)
{
    switch (op) {
    case SLOT_LT:
        return BOOL(order < 0);
    case SLOT_LE:
        return BOOL(order <= 0);
    case SLOT_EQ:
        return BOOL(order == 0);
    case SLOT_NE:
        return BOOL(order != 0);
    case SLOT_GT:
        return BOOL(order > 0);
    default:
        return BOOL(order >= 0);
    }
}

Status bytes_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    const char *data;
    size_t length;
    if (!bytes_is_like(b)) {
        return NO_OP;
    }
    if (has_layout(b, TYPE_MEMORYVIEW) && op != SLOT_EQ && op != SLOT_NE &&
        has_layout(a, TYPE_BYTES)) {
        return NO_OP;
    }
    TRY(bytes_view(w, b, &data, &length));
    *out =
        bytes_by_order(op, span_order(text_span(a), span_bytes(data, length)));
    return OK;
}

Status bytes_length(World *w, Value a, int64_t *out)
{
    (void)w;
    *out = (int64_t)text_span(a).length;
    return OK;
}

Status bytes_contains(World *w, Value a, Value item, bool *out)
{
    uint8_t byte;
    Span needle;
    if (is_int(item)) {
        TRY(bytes_unit(w, item, "byte", &byte));
        needle = span_bytes(&byte, 1);
    } else if (!bytes_is_like(item) &&
               klass_overrides(klass_of(w, item), SLOT_INDEX)) {
        return TWIN;
    } else {
        TRY(text_operand(w, a, item, NULL, &needle));
    }
    Span text = text_span(a);
    *out = span_find(text, needle, 0, text.length) >= 0;
    return OK;
}

Status bytes_position(World *w, Value a, Value key, size_t length,
                      const char *outside, size_t *at)
{
    int64_t i;
    if (!is_int(key)) {
        if (klass_overrides(klass_of(w, key), SLOT_INDEX)) {
            return TWIN;
        }
        return raise_type(w, "%s indices must be integers or slices, not %T",
                          has_layout(a, TYPE_BYTES) ? "byte" : "bytearray",
                          key);
    }
    if (!int_to_int64(key, &i)) {
        return raise_error(w, TYPE_INDEX_ERROR,
                           "cannot fit '%T' into an index-sized integer", key);
    }
    i = i < 0 ? i + (int64_t)length : i;
    if (i < 0 || i >= (int64_t)length) {
        return raise_error(w, TYPE_INDEX_ERROR, outside);
    }
    *at = (size_t)i;
    return OK;
}

static Status bytes_get_slice(World *w, Value a, Value key, Value *out)
{
    Span text = text_span(a);
    int64_t start;
    int64_t stop;
    int64_t step;
    int64_t count;
    TRY(slice_indices(w, key, (int64_t)text.length, &start, &stop, &step,
                      &count));
    if (step == 1) {
        bool all = count == (int64_t)text.length;
        *out = all ? text_same(w, a)
                   : text_like(w, a,
                               span_cut(text, (size_t)start,
                                        (size_t)(start + count)));
        return *out ? OK : RAISE;
    }
    TextOut made;
    TRY(text_blank(w, a, (size_t)count, 0, &made));
    for (int64_t i = 0; i < count; i++) {
        text_fill(&made, span_at(text, (size_t)(start + i * step)), 1);
    }
    *out = made.made;
    return OK;
}

Status bytes_get_item(World *w, Value a, Value key, Value *out)
{
    if (has_layout(key, TYPE_SLICE)) {
        return bytes_get_slice(w, a, key, out);
    }
    Span text = text_span(a);
    size_t at;
    TRY(bytes_position(w, a, key, text.length,
                       has_layout(a, TYPE_BYTES)
                           ? "index out of range"
                           : "bytearray index out of range",
                       &at));
    *out = INT(span_at(text, at));
    return OK;
}

/* ---- bytes only ---------------------------------------------------------- */

static Status hash_bytes(World *w, Value a, int64_t *out)
{
    Bytes *b = AS(Bytes, a);
    if (!b->hash && b->length) {
        world_touch(w, &b->hash, sizeof b->hash);
        b->hash = (uint64_t)siphash_python(w->hash_key, b->data, b->length);
    }
    *out = (int64_t)b->hash;
    return OK;
}

static Status repr_bytes(World *w, Value a, Writer *out)
{
    (void)w;
    bytes_write_repr(out, AS(Bytes, a)->data, AS(Bytes, a)->length);
    return OK;
}

static Status iterate_bytes(World *w, Value a, Value *iterator)
{
    *iterator = iterator_new(w, TYPE_BYTES_ITERATOR, a);
    return *iterator ? OK : RAISE;
}

const TypeOps bytes_ops = {
    .binary = bytes_binary,
    .compare = bytes_compare,
    .hash = hash_bytes,
    .repr = repr_bytes,
    .length = bytes_length,
    .get_item = bytes_get_item,
    .contains = bytes_contains,
    .iterate = iterate_bytes,
    .operators = "add mul rmul mod rmod",
};
