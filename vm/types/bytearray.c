/* SPDX-License-Identifier: MIT */
/*
 * bytearray: a length and a Block with room to grow.
 *
 * Every change of existing bytes goes through world_touch first; a change of
 * size goes through bytearray_splice alone.
 */
#include <string.h>

#include "vm/types/bytes_ops.h"
#include "vm/types/iterator.h"
#include "vm/types/range.h"
#include "vm/types/text.h"

Value bytearray_blank(World *w, size_t length)
{
    ByteArray *a = heap_object(w, TYPE_BYTEARRAY, sizeof(ByteArray));
    if (!a || length == 0) {
        return VALUE(a);
    }
    Block *block = block_new(w, length);
    if (!block) {
        return NO_VALUE;
    }
    block->used = length;
    a->block = VALUE(block);
    a->length = length;
    return VALUE(a);
}

Value bytearray_from(World *w, const void *data, size_t length)
{
    Value made = bytearray_blank(w, length);
    if (made && length) {
        memcpy(bytearray_data(AS(ByteArray, made)), data, length);
    }
    return made;
}

/* In a new block, with room to grow. */
static Status splice_copy(World *w, ByteArray *a, size_t from, size_t to,
                          const void *data, size_t count)
{
    size_t length = a->length - (to - from) + count;
    Block *block = block_new(w, length + length / 8 + 8);
    NEED(block);
    const char *old = bytearray_data(a);
    if (from) {
        memcpy(block->data, old, from);
    }
    memcpy(block->data + from, data, count);
    if (a->length > to) {
        memcpy(block->data + from + count, old + to, a->length - to);
    }
    block->used = length;
    STORE(w, a->block, VALUE(block));
    STORE(w, a->length, length);
    return OK;
}

typedef struct Exports {
    const ByteArray *of;
    bool found;
} Exports;

static void look_at_view(World *w, Object *o, void *data)
{
    Exports *exports = data;
    (void)w;
    exports->found |= o->layout == TYPE_MEMORYVIEW &&
                      ((MemoryView *)o)->source == VALUE(exports->of);
}

Status bytearray_check_exports(World *w, ByteArray *a)
{
    if (!(a->head.flags & OBJECT_EXPORTED)) {
        return OK;
    }
    Exports exports = {.of = a};
    heap_each_alive(w, look_at_view, &exports);
    if (exports.found) {
        return raise_error(
            w, TYPE_BUFFER_ERROR,
            "Existing exports of data: object cannot be re-sized");
    }
    world_touch(w, a, sizeof *a);
    a->head.flags &= (uint8_t)~OBJECT_EXPORTED;
    return OK;
}

Status bytearray_splice(World *w, ByteArray *a, size_t from, size_t to,
                        const void *data, size_t count)
{
    size_t removed = to - from;
    if (count > SIZE_MAX / 8 - a->length) {
        return raise_memory(w);
    }
    size_t length = a->length - removed + count;
    if (count != removed) {
        TRY(bytearray_check_exports(w, a));
    }
    char *bytes = bytearray_data(a);
    const char *source = data;
    bool own = bytes && source >= bytes && source < bytes + a->length;
    Block *block = a->block ? AS(Block, a->block) : NULL;
    if (count && (own || !block || length > block_capacity(block))) {
        return splice_copy(w, a, from, to, data, count);
    }
    if (block) {
        world_touch(w, bytes, a->length > length ? a->length : length);
        memmove(bytes + from + count, bytes + to, a->length - to);
        if (count) {
            memcpy(bytes + from, data, count);
        }
        STORE(w, block->used, length);
    }
    STORE(w, a->length, length);
    return OK;
}

/* ---- items and slices ---------------------------------------------------- */

static Status delete_slice(World *w, ByteArray *a, Value key)
{
    int64_t start;
    int64_t stop;
    int64_t step;
    int64_t count;
    TRY(slice_indices(w, key, (int64_t)a->length, &start, &stop, &step,
                      &count));
    if (count == 0) {
        return OK;
    }
    if (step < 0) {
        start += (count - 1) * step;
        step = -step;
    }
    for (int64_t i = count; i-- > 0 && step != 1;) {
        size_t at = (size_t)(start + i * step);
        TRY(bytearray_splice(w, a, at, at + 1, NULL, 0));
    }
    return step != 1 ? OK
                     : bytearray_splice(w, a, (size_t)start,
                                        (size_t)(start + count), NULL, 0);
}

static Status set_slice(World *w, Value v, Value key, const char *data,
                        size_t size)
{
    ByteArray *a = AS(ByteArray, v);
    int64_t start;
    int64_t stop;
    int64_t step;
    int64_t count;
    TRY(slice_indices(w, key, (int64_t)a->length, &start, &stop, &step,
                      &count));
    if (step == 1) {
        return bytearray_splice(w, a, (size_t)start, (size_t)(start + count),
                                data, size);
    }
    if (size == 0) {
        return delete_slice(w, a, key);
    }
    if ((size_t)count != size) {
        return raise_value(w,
                           "attempt to assign bytes of size %zu to extended "
                           "slice of size %zu",
                           size, (size_t)count);
    }
    char *bytes = bytearray_data(a);
    world_touch(w, bytes, a->length);
    for (int64_t i = 0; i < count; i++) {
        bytes[start + i * step] = data[i];
    }
    return OK;
}

static Status set_item(World *w, Value v, Value key, Value value)
{
    ByteArray *a = AS(ByteArray, v);
    if (has_layout(key, TYPE_SLICE)) {
        const char *data;
        size_t size;
        if (is_int(value) || is_str(value)) {
            return raise_type(w, "can assign only bytes, buffers, or iterables "
                                 "of ints in range(0, 256)");
        }
        if (!bytes_is_like(value)) {
            return TWIN;
        }
        TRY(bytes_view(w, value, &data, &size));
        return set_slice(w, v, key, data, size);
    }
    size_t at;
    uint8_t byte;
    TRY(bytes_position(w, v, key, a->length, "bytearray index out of range",
                       &at));
    TRY(bytes_unit(w, value, "byte", &byte));
    world_touch(w, bytearray_data(a) + at, 1);
    bytearray_data(a)[at] = (char)byte;
    return OK;
}

static Status delete_item(World *w, Value v, Value key)
{
    ByteArray *a = AS(ByteArray, v);
    if (has_layout(key, TYPE_SLICE)) {
        return delete_slice(w, a, key);
    }
    size_t at;
    TRY(bytes_position(w, v, key, a->length, "bytearray index out of range",
                       &at));
    return bytearray_splice(w, a, at, at + 1, NULL, 0);
}

/* ---- the other operators ------------------------------------------------- */

static Status multiply_inplace(World *w, Value v, Value count, Value *out)
{
    Value product;
    TRY(bytes_binary(w, SLOT_MULTIPLY, v, count, &product));
    ByteArray *a = AS(ByteArray, v);
    if (a->length != AS(ByteArray, product)->length) {
        TRY(bytearray_check_exports(w, a));
    }
    STORE(w, a->block, AS(ByteArray, product)->block);
    STORE(w, a->length, AS(ByteArray, product)->length);
    *out = v;
    return OK;
}

static Status inplace(World *w, Slot op, Value v, Value other, Value *out)
{
    if (op == SLOT_MULTIPLY) {
        return multiply_inplace(w, v, other, out);
    }
    if (op != SLOT_ADD) {
        return bytes_binary(w, op, v, other, out);
    }
    if (!bytes_is_like(other)) {
        return klass_overrides(klass_of(w, other), SLOT_R_ADD)
                   ? NO_OP
                   : raise_type(w, "can't concat %T to %T", other, v);
    }
    const char *data;
    size_t size;
    ByteArray *a = AS(ByteArray, v);
    TRY(bytes_view(w, other, &data, &size));
    TRY(bytearray_splice(w, a, a->length, a->length, data, size));
    *out = v;
    return OK;
}

static Status hash(World *w, Value v, int64_t *out)
{
    (void)out;
    return raise_type(w, "unhashable type: '%T'", v);
}

static Status repr(World *w, Value v, Writer *out)
{
    Span text = text_span(v);
    writer_str(out, klass_of(w, v)->name);
    writer_char(out, '(');
    bytes_write_repr(out, text.data, text.length);
    writer_char(out, ')');
    return OK;
}

static Status iterate(World *w, Value v, Value *iterator)
{
    *iterator = iterator_new(w, TYPE_BYTEARRAY_ITERATOR, v);
    return *iterator ? OK : RAISE;
}

static void visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    visitor->visit(visitor, &((ByteArray *)object)->block);
}

const TypeOps bytearray_ops = {
    .binary = bytes_binary,
    .inplace = inplace,
    .compare = bytes_compare,
    .hash = hash,
    .repr = repr,
    .length = bytes_length,
    .get_item = bytes_get_item,
    .set_item = set_item,
    .delete_item = delete_item,
    .contains = bytes_contains,
    .iterate = iterate,
    .operators = "add mul rmul mod rmod iadd imul",
    .visit = visit,
};
